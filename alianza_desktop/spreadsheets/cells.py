"""One value of a list → the stored form, with the codes of what was changed or is in doubt.

Numbers lose their zeros and phones become floats in a spreadsheet: everything is read as the text that a
person meant. Codes are those of `services.invitees`: notes say what was changed, doubts mark the row «por
revisar». Rules of identity numbers, phones and addresses are `model.rules`; here is only what lists do to
them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Final

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.format_es import fold
from alianza_desktop.model import rules
from alianza_desktop.spreadsheets.reading import Value

_MISSING: Final = re.compile(
    r"[\W_]*|s/?[nd]|n/?a|x+|0+|(no|sin|ninguno?|nulo|falta|no tiene)( \w+)*|(\d)\3{7}"
)
_PENDING: Final = re.compile(r".*\b(en )?tra?mite\b.*|.*\ben proceso\b.*|por obtener|duplicado en curso")
_PREFIX: Final = re.compile(
    r"([A-Za-zÁÉÍÓÚÑáéíóúñ.º°]+(?:\s+de\s+[A-Za-zÁÉÍÓÚáéíóú]+)?)[\s:.#-]*(\w*\d[\w\s.-]*)"
)
_TYPES: Final = {
    "dni": "1", "cui": "1", "le": "1", "libreta electoral": "1", "dni electronico": "1", "dnie": "1",
    "ce": "4", "cex": "4", "c ext": "4", "carne": "4", "carnet": "4", "carne ext": "4", "carnet ext": "4",
    "carne de extranjeria": "4", "carnet de extranjeria": "4",
    "pasaporte": "7", "pas": "7", "passport": "7", "pass": "7",
    "ptp": "F", "cpp": "F", "permiso temporal": "F",
    "ruc": "6", "sin documento": "none", "ninguno": "none", "no tiene": "none",
    "en tramite": "pending", "dni en tramite": "pending",
}  # fmt: skip
"""Other words for the types of document, folded and without dots; the catalogue's own are added to them."""
_SECTORS: Final = {
    "sector publico": "public", "estado": "public", "gobierno": "public", "estatal": "public",
    "sector privado": "private", "empresa": "private", "empresarial": "private", "productores": "private",
    "empresa privada": "private", "productor": "private",
    "academico": "academia", "universidad": "academia", "academia e investigacion": "academia",
    "sociedad": "society", "ong": "society", "comunidad": "society", "comunidad nativa": "society",
    "comunidades nativas": "society", "comunidad campesina": "society", "organizacion social": "society",
    "iglesia": "society", "cooperacion": "society", "cooperacion internacional": "society",
}  # fmt: skip
"""Other words for the sectors, folded; reality adds society to the three of the method (domain.md §1.3)."""
_QUALITIES: Final = {
    "alterna": "alternate", "suplente": "alternate", "invitada": "guest", "observadora": "observer",
    "interprete": "interpreter", "traductor": "interpreter", "traductora": "interpreter",
    "representante titular": "titular", "representante alterno": "alternate",
}  # fmt: skip
_ROMAN: Final = {"i": 1, "v": 5, "x": 10}
_SHORT_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})")
_EXCEL_EPOCH: Final = date(1899, 12, 30)
"""Day 0 of Excel's serial dates, with its leap year of 1900 taken in; right from March 1900 on."""


@dataclass(frozen=True, slots=True, repr=False)
class Read:
    """A value in its stored form, and what to say about it."""

    value: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """A document: its type, its number; `sure` when the number identifies a person."""

    type: str
    number: str = ""
    sure: bool = False
    remarks: tuple[str, ...] = ()


@lru_cache(1024, typed=True)
def text(value: Value) -> str:
    """Return a cell as a person reads it: single spaces, whole numbers without «.0»."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat(" ")
    return " ".join(rules.visible(str(value)).split())


def document(value: Value, named: str, *, text_only: bool = False) -> Document:
    """Read a document number, with the type that another column names (or nothing).

    A number cell, or any cell of a text file, has lost its zeros: they are put back and it is said. Digits
    that somebody wrote as text and are too few are completed too, but in doubt. What cannot be a number of
    its kind is kept as it was typed, to be asked at the desk.
    """
    typed = text(value)
    kind = document_type(named)
    if _PENDING.fullmatch(fold(typed)) or (kind == "pending" and not any(map(str.isdigit, typed))):
        return Document("pending", remarks=("document-pending",))
    if not typed or _MISSING.fullmatch(fold(typed)):
        return Document("none", remarks=() if kind == "none" else ("document-missing",))
    prefix = _PREFIX.fullmatch(typed)
    written = document_type(prefix[1]) if prefix else ""
    if prefix and written:
        kind, typed = written, prefix[2]
    remarks = ("document-type-unknown",) if named.strip() and not kind else ()
    if kind in ("", "none", "pending", rules.DNI):
        lost = text_only or isinstance(value, int | float)
        return _dni(typed, remarks, named=kind == rules.DNI, lost_zeros=lost)
    return _other(kind, typed, remarks, number=isinstance(value, int | float))


def _dni(typed: str, remarks: tuple[str, ...], *, named: bool, lost_zeros: bool) -> Document:
    checked = rules.check_dni(typed)
    warnings = set(checked.warnings)
    bare = re.sub(r"[\s.]", "", typed)
    if not named and "dni-length" in warnings and len(bare) == 9:
        return Document("4", bare, sure=True, remarks=(*remarks, "document-type-guessed"))
    if warnings & {"dni-characters", "dni-length", "dni-repeated"}:
        return Document(rules.DNI, checked.value, remarks=(*remarks, "document-impossible"))
    found = list(remarks)
    if "dni-padded" in warnings:
        found.append("document-padded" if lost_zeros else "document-short")
    if "dni-check-digit" in warnings:
        found.append("document-check-digit")
    elif "dni-check-glued" in warnings:
        found.append("document-check-glued")
    elif len(bare) > 8:
        found.append("document-check-dropped")
    elif bare != typed:
        found.append("document-tidied")
    return Document(rules.DNI, checked.value, sure=True, remarks=tuple(found))


def _other(kind: str, typed: str, remarks: tuple[str, ...], *, number: bool) -> Document:
    if kind == "4" and number and len(typed) < 9:  # a carné has nine digits and loses its zeros too
        typed, remarks = typed.zfill(9), (*remarks, "document-padded")
    checked = rules.check_document(kind, typed)
    if checked.warnings:
        return Document(kind, checked.value, remarks=(*remarks, "document-impossible"))
    return Document(kind, checked.value, sure=True, remarks=remarks)


def document_type(words: str) -> str:
    """Return the code of a type of document, or nothing when the words are not one."""
    key = " ".join(re.sub(r"[^\w\s]", "", fold(words)).split())
    return _types().get(key, "")


@cache
def _types() -> Mapping[str, str]:
    """Every word for a type of document, folded."""
    words = dict(_TYPES)
    for one in reversed(catalogs.document_types()):
        words |= dict.fromkeys(filter(None, map(fold, (one.code, one.short, one.name))), one.code)
    return words


def phone(value: Value) -> Read:
    """Read one or more phones."""
    typed = text(value)
    if not typed or _MISSING.fullmatch(fold(typed)):
        return Read()
    checked = rules.check_phone(typed)
    return Read(checked.value, ("phone-doubtful",) if checked.warnings else ())


def emails(value: Value) -> Read:
    """Read one or more addresses; «sin correo» is none."""
    typed = text(value)
    if not typed or _MISSING.fullmatch(fold(typed)):
        return Read()
    checked = rules.check_emails(typed)
    several = ("email-several",) if "; " in checked.value else ()
    return Read(checked.value, ("email-doubtful",) if checked.warnings else several)


def day(value: Value) -> Read:
    """Read a date: a real one, dd/mm/aaaa or aaaa-mm-dd as text, or Excel's serial number.

    A year of two digits is Excel's: 00–29 are of this century, 30–99 of the last. Serials have five digits
    (from May 1927): four are a year alone, which is no date.
    """
    if isinstance(value, datetime):
        return Read(value.date().isoformat())
    if isinstance(value, date):
        return Read(value.isoformat())
    typed = text(value)
    if not typed or _MISSING.fullmatch(fold(typed)):
        return Read()
    if re.fullmatch(r"\d{5}", typed):
        return Read((_EXCEL_EPOCH + timedelta(days=int(typed))).isoformat(), ("date-serial",))
    short = _SHORT_DAY.fullmatch(typed)
    if short:
        century = "20" if int(short[3]) < 30 else "19"
        typed = f"{short[1]}/{short[2]}/{century}{short[3]}"
    try:
        return Read(rules.day(typed.split(" ")[0].split("T")[0]), ("date-short-year",) if short else ())
    except Invalid:
        return Read("", ("date-unreadable",))


def sector(value: Value) -> Read:
    """Read a sector by its name, its short code or a usual word for it."""
    key = fold(text(value))
    if not key or _MISSING.fullmatch(key):
        return Read()
    found = _sectors().get(key, "")
    return Read(found) if found else Read("", ("sector-unknown",))


@cache
def _sectors() -> Mapping[str, str]:
    """Every word for a sector, folded."""
    words = dict(_SECTORS)
    for one in reversed(catalogs.sectors()):
        words |= dict.fromkeys((one.code, fold(one.name), fold(one.short)), one.code)
    return words


def quality(value: Value) -> Read:
    """Read in what quality a person is invited."""
    key = fold(text(value))
    if not key or _MISSING.fullmatch(key):
        return Read()
    found = _qualities().get(key, "")
    return Read(found) if found else Read("", ("quality-unknown",))


@cache
def _qualities() -> Mapping[str, str]:
    """Every word for a quality, folded."""
    codes = catalogs.labels("quality")
    return {fold(word): code for code, word in codes.items()} | _QUALITIES | {code: code for code in codes}


def sex(value: Value) -> Read:
    """Read F or M; any other answer is left empty without a word: nobody is asked."""
    key = fold(text(value))
    if key in ("f", "femenino", "mujer"):
        return Read("F")
    return Read("M") if key in ("m", "masculino", "hombre", "varon") else Read()


def ruc(value: Value) -> Read:
    """Read a RUC; a wrong check digit is a doubt."""
    typed = text(value)
    if not typed or _MISSING.fullmatch(fold(typed)):
        return Read()
    checked = rules.check_ruc(typed)
    return Read(checked.value, ("ruc-doubtful",) if checked.warnings else ())


def mesa(value: Value) -> Read:
    """Read a mesa: its number («3», «Mesa 3», «N.º 3», «III») as digits, or its name."""
    typed = text(value)
    bare = " ".join(re.sub(r"\b(mesa|grupo|nro|no|n)\b|[^\w\s]|º|°", " ", fold(typed)).split())
    if not bare:
        return Read()
    if bare.isascii() and bare.isdigit():
        return Read(str(int(bare)))
    return Read(str(_roman(bare)) if re.fullmatch(r"x{0,3}(ix|iv|v?i{0,3})", bare) else typed)


def _roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
