"""What a field shows and what the store keeps, both ways, by kind of field. No Qt."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from alianza_desktop.core import format_es
from alianza_desktop.core.errors import AppError, Invalid
from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import rules
from alianza_desktop.ui.fields import FieldKind

_NUMBER: Final = re.compile(r"\d{1,9}", re.ASCII)
_DIGITS: Final = re.compile(r"(\d{1,2})(\d{2})(\d{4})", re.ASCII)


def stored(kind: FieldKind, text: str) -> str:
    """Return what the store keeps of what was written; empty stays empty.

    Raises `Invalid` (`day-unknown`, `hour-unknown`, `number-unknown`, `amount-unreadable`).
    """
    if kind == "secret":
        return text  # a space is part of a passphrase
    clean = text.strip()
    read = _READ.get(kind)
    return read(clean) if read is not None and clean else clean


def _day(text: str) -> str:
    return rules.day(_DIGITS.sub(r"\1/\2/\3", text) if _DIGITS.fullmatch(text) else text)


def _hour(text: str) -> str:
    return rules.hour(text.replace(".", ":"))


def _money(text: str) -> str:
    return str(rules.centimos(text))


def _number(text: str) -> str:
    plain = text.replace(",", "")
    if not _NUMBER.fullmatch(plain):
        raise Invalid("number-unknown")
    return str(int(plain))


_READ: Final[Mapping[FieldKind, Callable[[str], str]]] = {
    "day": _day, "hour": _hour, "money": _money, "number": _number,
}  # fmt: skip


def shown(kind: FieldKind, value: str) -> str:
    """Return a stored value as its field shows it; what is not of its kind is shown as it is."""
    if kind == "day":
        return format_es.day(value)
    if kind == "money" and value.isdecimal():
        return format_es.money(int(value))
    return value


def fault(kind: FieldKind, text: str) -> str:
    """Return why what was written is not understood, as a sentence, or nothing."""
    try:
        stored(kind, text)
    except AppError as error:
        return sentence(error)
    return ""
