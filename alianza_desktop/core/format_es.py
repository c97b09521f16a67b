"""Stored values as Spanish (Peru) text: dates, hours, money, counts, lists; forms to search and sort by.

Used by the window, the documents, the spreadsheets and the command line. A value that arrived from another
laptop may be anything (sync.md §3), so what is not a date or an hour is shown as it is and nothing fails.
Formats are those of ux.md §2.3: dd/mm/aaaa, decimal point, «S/ 1,250.00».
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

_WEEKDAYS: Final = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MONTHS: Final = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_APOSTROPHES: Final = re.compile("['`´‘’ʼʹ′]")
_LATIN_MARKS: Final = dict.fromkeys(range(0x300, 0x370))
"""The marks that Spanish and its neighbours write, all of category Mn: most texts have no others."""
_SOUNDS_LIKE_I: Final = re.compile(r"h?i(?![aeiou])")
_AFTER_EVERY_N: Final = "n\U0010ffff"


def day(text: str) -> str:
    """Return `2026-11-23` as `23/11/2026`."""
    found = _date(text)
    return f"{found.day:02}/{found.month:02}/{found.year:04}" if found else text


def long_day(text: str) -> str:
    """Return `2026-11-23` as `lunes 23 de noviembre de 2026`."""
    found = _date(text)
    if found is None:
        return text
    return f"{_WEEKDAYS[found.weekday()]} {found.day} de {_MONTHS[found.month - 1]} de {found.year}"


def hour(text: str) -> str:
    """Return the local `08:41` of an instant; an hour `hh:mm` is returned as it is."""
    return text[11:16] if len(text) > 16 and text[10] == "T" else text


def money(centimos: int) -> str:
    """Return integer céntimos of sol as `S/ 1,250.00`."""
    sign = "-" if centimos < 0 else ""
    soles, rest = divmod(abs(centimos), 100)
    return f"{sign}S/ {soles:,}.{rest:02}"


def plural(number: int, one: str, many: str) -> str:
    """Return the word that goes with the number."""
    return one if number == 1 else many


def count(number: int, one: str, many: str) -> str:
    """Return `1 persona`, `3 personas`, `1,893 distritos`."""
    return f"{number:,} {plural(number, one, many)}"


def occasion(stage: int, name: str = "") -> str:
    """Return «Taller 4 · Hoja de ruta»; a mesa's own meeting has no stage and is called by its name."""
    if not stage:
        return name or "Reunión"
    return f"Taller {stage} · {name}" if name else f"Taller {stage}"


def listed(items: Sequence[str]) -> str:
    """Return `a, b y c`; «y» becomes «e» before the sound i (Ortografía de la lengua española, RAE)."""
    if len(items) < 2:
        return "".join(items)
    conjunction = "e" if _SOUNDS_LIKE_I.match(fold(items[-1])) else "y"
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


@lru_cache(1024)
def fold(text: str) -> str:
    """Return the form that is searched: no marks, lower case, one apostrophe, single spaces (ux.md §2.3)."""
    plain = text.lower()
    if plain.isascii():
        return " ".join(plain.replace("`", "'").split())
    plain = unicodedata.normalize("NFD", plain).translate(_LATIN_MARKS)
    if not plain.isascii():
        plain = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
    return " ".join(_APOSTROPHES.sub("'", plain).split())


def sort_key(text: str) -> tuple[str, str]:
    """Return a key for Spanish order: marks and case ignored, ñ between n and o; ties by the text itself."""
    composed = unicodedata.normalize("NFC", text.lower())
    return fold(composed.replace("ñ", _AFTER_EVERY_N)), text


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
