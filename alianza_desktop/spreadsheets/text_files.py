"""Text lists (.csv, .txt, and whatever is text under another name): encoding, separator, rows.

Encoding: a byte-order mark decides; then UTF-16 by its zero bytes; then UTF-8 if it is valid; then, of the
two old code pages (Windows-1252, which holds Latin-1, and MS-DOS 850, Excel's «CSV (MS-DOS)»), the one that
leaves the fewest signs inside words. Text that lost its letters before it reached us («NÃºÃ±ez», «N�ñez»)
is refused: a name must not be guessed, and the sentence says how to save the list again.
"""

import csv
import io
import re
from typing import Final

from alianza_desktop.core.errors import Invalid

_SEPARATORS: Final = (";", ",", "\t", "|")
_CODE_PAGES: Final = ("cp1252", "cp850")
_SPANISH: Final = "áéíóúüñÁÉÍÓÚÜÑ"
_SIGN: Final = rf"[^\x00-\x7f{_SPANISH}’‘´°ºª]"
_BESIDE_A_LETTER: Final = re.compile(f"(?<=[A-Za-z]){_SIGN}|{_SIGN}(?=[A-Za-z])")
_LOST: Final = re.compile("\ufffd|Ã[\u0080-\u00bf‘’“”•–—˜™š›œžŸ‚„…†‡ˆ‰Š‹ŒŽ€]|Â[°º´¿¡]")
_HINT: Final = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f]")


def read_text(data: bytes, name: str) -> list[list[str]]:
    """Return the rows of a text list, blank ones included, so that row numbers are Excel's.

    Raises `Invalid("list-encoding" | "list-web-page" | "list-not-a-list" | "list-damaged")`.
    """
    text = _decoded(data, name)
    start = text.lstrip()[:400].lower()
    if start.startswith(("<!doctype html", "<html", "<table", "<?xml", "<head", "<meta")):
        raise Invalid("list-web-page", name=name)
    if _CONTROL.search(text):
        raise Invalid("list-not-a-list", name=name)
    if _LOST.search(text):
        raise Invalid("list-encoding", name=name)
    lines = text.splitlines()
    hint = _HINT.fullmatch(lines[0])
    try:
        separator = hint.group(1) if hint else _separator(lines)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise Invalid("list-damaged", name=name) from error
    if hint:
        rows[0] = []
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def _decoded(data: bytes, name: str) -> str:
    encodings = _encodings(data)
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    readable = [data.decode(encoding, errors="replace") for encoding in _CODE_PAGES]
    best = min(readable, key=_strangeness)  # the first of equals: Windows-1252
    if "\ufffd" in best:
        raise Invalid("list-encoding", name=name)
    return best


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith(b"\xef\xbb\xbf"):
        return ("utf-8-sig",)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    sample = data[:2000]
    if sample.count(0) * 4 > len(sample):
        return ("utf-16-le",) if sample[1::2].count(0) >= sample[::2].count(0) else ("utf-16-be",)
    return ("utf-8",)


def _strangeness(text: str) -> tuple[int, int]:
    """Count signs that touch a letter, and letters that Spanish writes the other way: lower is likelier."""
    return len(_BESIDE_A_LETTER.findall(text)), -sum(text.count(letter) for letter in _SPANISH)


def _separator(lines: list[str]) -> str:
    """Return the separator that splits most of the first lines into the same number of cells."""
    sample = [line for line in lines if line.strip()][:40]

    def agreement(separator: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(sample, delimiter=separator)]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return (widths.count(usual) if usual > 1 else 0), usual

    return max(_SEPARATORS, key=agreement)
