"""Text that stays text in a cell, both ways.

A cell that begins with = + - @ (or a tab or a return) is a formula to Excel when somebody edits it or opens
the file as CSV: on the way out such a text is written as a string with Excel's own quote prefix; on the way
in nothing is ever evaluated. OOXML writes a character that XML cannot hold as `_x0007_`, and so a text that
looks like that must have its first underscore escaped too (ECMA-376 part 1, 22.9.2.19 ST_Xstring).
"""

import re
from typing import Any, Final

LONGEST: Final = 32_767
"""Characters of one cell (Excel's limit)."""

_FORMULA_START: Final = ("=", "+", "-", "@", "\t", "\r")
_NOT_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_HYPERLINK: Final = re.compile(
    r'=\s*(?:HYPERLINK|HIPERVINCULO)\(\s*"((?:[^"]|"")*)"\s*(?:[,;]\s*"((?:[^"]|"")*)"\s*)?\)\s*',
    re.IGNORECASE,
)


def hold_text(cell: Any, text: str) -> Any:
    """Make an empty openpyxl cell hold the text as text, whatever it begins with; return the cell."""
    cell.value = escaped(text)[:LONGEST]
    cell.data_type = "s"
    cell.number_format = "@"
    if text.startswith(_FORMULA_START):
        cell.quotePrefix = True
    return cell


def escaped(text: str) -> str:
    """Return the text as OOXML stores it."""
    return _NOT_XML.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def unescaped(text: str) -> str:
    """Return what `escaped` wrote."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text) if "_x" in text else text


def hyperlink_text(formula: str) -> str | None:
    """Return the text that a HYPERLINK formula of literals shows, or None for any other formula."""
    found = _HYPERLINK.fullmatch(formula)
    if found is None:
        return None
    address, shown = found.groups()
    return (shown if shown is not None else address).replace('""', '"')
