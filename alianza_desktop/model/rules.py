"""Rules of the field as pure functions on values: identity numbers, contacts, dates, agreements, order.

A check never blocks: it returns the value in its stored form with codes of what is odd about it, and the
caller decides. `day` and `hour` refuse, because a record cannot hold anything else. What an agreement or an
acta lacks is a tuple of gap codes. The Spanish of every code is in `core.sentences`.

Decisions where the designs are silent:
- 5 to 7 digits are a DNI that lost its zeros in a spreadsheet; `pad=False` for numbers that were typed.
- Nine digits are a DNI with its check digit only when the digit is right, and it is said.
- Eight equal digits are nobody's DNI.
- What cannot be a number of its kind is kept as it was typed.
- A pedido may have no date: whom it is made to has not accepted one.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import Invalid

DNI, RUC = "1", "6"
"""Codes of SUNAT's catalogue 06."""

_DNI_WEIGHTS: Final = (3, 2, 7, 6, 5, 4, 3, 2)
_DNI_DIGITS: Final = "65432110987"
_DNI_LETTERS: Final = "KJIHGFEDCBA"
_RUC_WEIGHTS: Final = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_RUC_PREFIXES: Final = ("10", "15", "17", "20")

_WITH_CHECK: Final = re.compile(r"(\d{5,8})-([0-9A-K])|(\d{8})([A-K])", re.ASCII)
_MOBILE: Final = re.compile(r"9\d{8}", re.ASCII)
_LANDLINE: Final = re.compile(r"0?(1(?=\d{7}$)|[4-8]\d(?=\d{6}$))(\d+)", re.ASCII)
_PHONE_SIGNS: Final = re.compile(r"\+?[\d\s().-]+")
_SEVERAL: Final = re.compile(r"\s*[/;,]\s*|\s+[yo]\s+")
_ADDRESS: Final = re.compile(r"[^\s;,<>()\[\]\"]+@[^\s;,<>()\[\]\"]+")
_USUAL_ADDRESS: Final = re.compile(r"[^@]+@[^@.]+(\.[^@.]+)+")
_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_HOUR: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)
_SOLES: Final = re.compile(r"(?:[Ss]/\.?)?(\d{1,3}(?:,\d{3}){1,4}|\d{1,13})(?:\.(\d{1,2}))?", re.ASCII)

_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE: Final = len(_DIGITS)
_UNSEEN: Final = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_KEY: Final = re.compile(r"[0-9A-Za-z]*[1-9A-Za-z]|")


@dataclass(frozen=True, slots=True, repr=False)
class Checked:
    """A value in its stored form, and the codes of what is odd about it. Its repr shows no personal data."""

    value: str
    warnings: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Checked(…, {self.warnings!r})"


NAME_MOST: Final = 120
"""Letters of the longest part of a name; a longer one is another text that went to the wrong place."""


def visible(text: str) -> str:
    """Return a text without control characters and without the marks that turn its direction."""
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub("", text)


# Identity numbers


def dni_check(number: str) -> tuple[str, str]:
    """Return the check digit of an 8-digit DNI and the letter of documents issued until August 2007.

    RENIEC's CUI: weights 3,2,7,6,5,4,3,2, modulo 11; 10117410 has 2. It is also the last digit of RUC 10.
    """
    rest = _weighted(number, _DNI_WEIGHTS) % 11
    return _DNI_DIGITS[rest], _DNI_LETTERS[rest]


def check_dni(number: str, *, pad: bool = True) -> Checked:
    """Return the 8 digits of a DNI, as text, without its check character.

    Warnings: `dni-characters`, `dni-length`, `dni-padded`, `dni-check-digit`, `dni-check-glued`,
    `dni-repeated`. Spaces, dots and the word DNI are dropped. With `pad`, zeros that a spreadsheet lost are
    put back.
    """
    text = re.sub(r"[\s.:]", "", number.upper()).removeprefix("DNI").replace("–", "-")
    found = _WITH_CHECK.fullmatch(text)
    if found:
        digits, check = found[1] or found[3], found[2] or found[4]
        checked = _dni(digits, pad=pad)
        wrong = len(checked.value) == 8 and check not in dni_check(checked.value)
        return Checked(checked.value, (*checked.warnings, "dni-check-digit") if wrong else checked.warnings)
    if text and not _digits(text):
        return Checked(number.strip(), ("dni-characters",))
    if len(text) == 9 and dni_check(text[:8])[0] == text[8]:
        return Checked(text[:8], ("dni-check-glued",))
    return _dni(text, pad=pad)


def _dni(digits: str, *, pad: bool) -> Checked:
    if pad and 5 <= len(digits) < 8:
        return Checked(digits.zfill(8), ("dni-padded",))
    if digits and len(digits) != 8:
        return Checked(digits, ("dni-length",))
    return Checked(digits, ("dni-repeated",) if len(set(digits)) == 1 else ())


def check_ruc(number: str) -> Checked:
    """Return the 11 digits of a RUC. Warnings: `ruc-length`, `ruc-prefix`, `ruc-check-digit`.

    SUNAT: weights 5,4,3,2,7,6,5,4,3,2 on the first ten; the last is (11 - sum mod 11) mod 10. Prefixes 10
    (person), 15, 17, 20 (legal entity, the state).
    """
    text = re.sub(r"[\s.-]", "", number.upper()).removeprefix("RUC").lstrip(":")
    if not text:
        return Checked("")
    if not _digits(text) or len(text) != 11:
        return Checked(number.strip(), ("ruc-length",))
    warnings = []
    if not text.startswith(_RUC_PREFIXES):
        warnings.append("ruc-prefix")
    if text[10] != _ruc_digit(text):
        warnings.append("ruc-check-digit")
    return Checked(text, tuple(warnings))


def ruc_of_dni(dni: str) -> str:
    """Return the RUC 10 of the person with that 8-digit DNI."""
    start = f"10{dni}"
    return start + _ruc_digit(start)


def _ruc_digit(number: str) -> str:
    return str((11 - _weighted(number, _RUC_WEIGHTS) % 11) % 10)


def _weighted(number: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def check_document(document_type: str, number: str, *, pad: bool = True) -> Checked:
    """Return a document's number in its stored form, by its type (SUNAT catalogue 06, `pending`, `none`).

    Warnings: those of `check_dni` and `check_ruc`; `document-type` (unknown); `document-number` (unusual
    form); `document-unnumbered` (a number beside «en trámite» or «sin documento»).
    """
    if document_type == DNI:
        return check_dni(number, pad=pad)
    if document_type == RUC:
        return check_ruc(number)
    text = re.sub(r"[\s.-]", "", number.upper())
    known = next((one for one in catalogs.document_types() if one.code == document_type), None)
    if known is None:
        return Checked(number.strip(), ("document-type",))
    if text and not known.pattern:
        return Checked(number.strip(), ("document-unnumbered",))
    if text and not re.fullmatch(known.pattern, text):
        return Checked(number.strip(), ("document-number",))
    return Checked(text)


# Contacts


def check_phone(text: str) -> Checked:
    """Return one or more phones joined by `; `: mobile `987654321`, landline `041-478131`, foreign `+593…`.

    +51 is dropped. Warning `phone-number` when one of them is none of these; it is kept as typed.
    """
    parts = [part for part in _SEVERAL.split(text.strip()) if part]
    known = [_phone(part) for part in parts]
    value = "; ".join(found or part for found, part in zip(known, parts, strict=True))
    return Checked(value, () if all(known) else ("phone-number",))


def _phone(part: str) -> str:
    if not _PHONE_SIGNS.fullmatch(part) or not part.isascii():
        return ""
    digits = re.sub(r"\D", "", part)
    number = digits.removeprefix("00")
    national = _national(digits) or _national(number.removeprefix("51"))
    if national:
        return national
    foreign = (part.startswith("+") or digits.startswith("00")) and not number.startswith("51")
    return f"+{number}" if foreign and 8 <= len(number) <= 15 else ""


def _national(digits: str) -> str:
    if _MOBILE.fullmatch(digits):
        return digits
    landline = _LANDLINE.fullmatch(digits)
    return f"0{landline[1]}-{landline[2]}" if landline else ""


def check_emails(text: str) -> Checked:
    """Return the addresses of a cell in lower case, joined by `; `.

    Warning `email-address` when there is none or one has an unusual form; without any, the text is kept.
    """
    found = [one.lower().removeprefix("mailto:").strip(".'") for one in _ADDRESS.findall(text)]
    usual = all(_USUAL_ADDRESS.fullmatch(one) for one in found)
    value = "; ".join(dict.fromkeys(found)) or text.strip()
    return Checked(value, ("email-address",) if value and not (found and usual) else ())


# Days, hours and money


def day(text: str) -> str:
    """Return `YYYY-MM-DD` from that form or from day/month/year; `Invalid("day-unknown")`."""
    found = _DAY.fullmatch(text.strip())
    if not found:
        raise Invalid("day-unknown")
    year, month, number = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(number)).isoformat()
    except ValueError:
        raise Invalid("day-unknown") from None


def hour(text: str) -> str:
    """Return `hh:mm`, 24 hours, from `8:30` or `08:30`; `Invalid("hour-unknown")`."""
    found = _HOUR.fullmatch(text.strip())
    if not found:
        raise Invalid("hour-unknown")
    return f"{int(found[1]):02}:{found[2]}"


def centimos(text: str) -> int:
    """Return soles written `1250.5`, `1,250.50` or `S/ 1,250.50` in céntimos; `Invalid("amount-unreadable")`.

    A comma only parts thousands: `1250,50` is refused, because it could mean either.
    """
    found = _SOLES.fullmatch("".join(text.split()))
    if not found:
        raise Invalid("amount-unreadable", value=text)
    return int(found[1].replace(",", "")) * 100 + int((found[2] or "").ljust(2, "0"))


def hours_gaps(starts_at: str, ends_at: str) -> tuple[str, ...]:
    """Return `gap-hours` when one is missing, `gap-hours-crossed` unless it ends after it starts."""
    if not starts_at or not ends_at:
        return ("gap-hours",)
    return () if ends_at > starts_at else ("gap-hours-crossed",)


# Agreements and actas


def agreement_gaps(
    *,
    kind: str,
    organization_id: str,
    due_on: str,
    permanent: bool,
    acceptance: str = "",
    awaited: bool = False,
) -> tuple[str, ...]:
    """Return what an agreement lacks: exactly one main responsible who accepts, a date or «permanente».

    `awaited` is a responsible who did not come; leaving it `to_confirm` knowingly is enough. Codes:
    `gap-responsible`, `gap-due`, `gap-due-twice`, `gap-declined`, `gap-unconfirmed`.
    """
    found = []
    if not organization_id and acceptance != "to_confirm":
        found.append("gap-responsible")
    if due_on and permanent:
        found.append("gap-due-twice")
    elif not due_on and not permanent and kind != "pedido":
        found.append("gap-due")
    if acceptance == "declined" and kind != "pedido":
        found.append("gap-declined")
    elif awaited and not acceptance:
        found.append("gap-unconfirmed")
    return tuple(found)


def without_signer(responsible: Iterable[str], signing: Collection[str]) -> tuple[str, ...]:
    """Return the responsible organisations that nobody signs for, once each: every entity needs a signer."""
    return tuple(dict.fromkeys(one for one in responsible if one and one not in signing))


def signing_twice(persons: Iterable[str]) -> tuple[str, ...]:
    """Return the persons who appear more than once among the signatories: a person signs an acta once."""
    return tuple(person for person, times in Counter(persons).items() if person and times > 1)


# Order


_GOAL = re.compile(r"(1[0-7]|[1-9])(?:[.](1\d|[1-9]|[a-d]))?", re.ASCII)


def goal(text: str) -> str:
    """Return a Sustainable Development Goal («2») or target («2.3», «8.a»), or `Invalid("goal-unknown")`."""
    found = re.sub(r"^ods", "", text.strip().lower()).strip()
    if not _GOAL.fullmatch(found):
        raise Invalid("goal-unknown", goal=text.strip())
    return found


def goal_order(text: str) -> tuple[int, bool, int, str]:
    """Return where a goal goes in a list: 2, 2.3, 2.10, 2.a, 10."""
    number, _, target = text.partition(".")
    return int(number), target.isalpha(), int(target) if target.isdigit() else 0, target


def key_between(before: str = "", after: str = "") -> str:
    """Return an order key strictly between two others; empty is the open end (sync.md §2: fractional index).

    Keys are base 62 fractions compared as text by code point; none ends in 0, so there is always room between
    two different ones. At an open end the last digit moves by one, so keys stay short in a growing list.
    Raises `Invalid("order-key")` for keys that are equal, crossed or not of this form.
    """
    if not (_KEY.fullmatch(before) and _KEY.fullmatch(after)) or (after and before >= after):
        raise Invalid("order-key")
    if not after:
        return _after(before)
    return _middle(before, after) if before else _before(after)


def _after(key: str) -> str:
    for place, digit in enumerate(key):
        if digit != _DIGITS[-1]:
            return key[:place] + _DIGITS[_DIGITS.index(digit) + 1]
    return key + _DIGITS[_BASE // 2]


def _before(key: str) -> str:
    place = next(place for place, digit in enumerate(key) if digit != "0")
    value = _DIGITS.index(key[place])
    return key[:place] + (_DIGITS[value - 1] if value > 1 else "0" + _DIGITS[_BASE // 2])


def _middle(before: str, after: str) -> str:
    shared = ""
    while True:
        low = _DIGITS.index(before[0]) if before else 0
        high = _DIGITS.index(after[0]) if after else _BASE
        if high - low > 1:
            return shared + _DIGITS[(low + high) // 2]
        shared += _DIGITS[low]
        before = before[1:]
        after = after[1:] if high == low else ""
