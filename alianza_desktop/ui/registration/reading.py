"""What was typed or scanned: a document, a name, or signs that mean nothing (ux.md §2.4). No Qt."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

from alianza_desktop.core import credential
from alianza_desktop.model import rules

LONGEST: Final = 60
"""A longer text is a two-dimensional code with more than a number (the back of a blue DNI)."""
SHORT: Final = 32
PAYLOAD: Final = "Ese código trae más que el número y no se guardó. Escanee el de barras o escriba el DNI."
_NAME_SIGNS: Final = " '’ʼ`´.-"
_LONE_DNI: Final = re.compile(r"(?<![0-9A-Za-z])\d{8}(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True, repr=False)
class Typed:
    """The line, understood."""

    kind: Literal["empty", "document", "name", "credential", "strange"]
    value: str
    """A number, words, or the id of whose credential it is."""
    strange: str = ""
    """The signs that do not belong, to show them."""


def understood(line: str) -> Typed:
    """Return what the line means; nothing of a fingerprint code but an unambiguous DNI is ever kept."""
    whole = unicodedata.normalize("NFC", line)  # a pasted accent may come apart from its letter
    text = "".join(sign for sign in whole if unicodedata.category(sign) != "Cc").strip()
    if not text:
        return Typed("empty", "")
    if len(text) > LONGEST:
        return payload(text)
    holder = credential.person_of(text)
    if holder:
        return Typed("credential", holder)
    strange = "".join(dict.fromkeys(sign for sign in text if not (sign.isalnum() or sign in _NAME_SIGNS)))
    if strange:
        return Typed("strange", "", strange)
    if any(sign.isdigit() for sign in text):
        return Typed("document", _document(text))
    return Typed("name", " ".join(text.split()))


def payload(text: str) -> Typed:
    """Return the DNI of a two-dimensional code when there is one and only one; everything else is dropped."""
    found = set(_LONE_DNI.findall(text))
    return Typed("document", found.pop()) if len(found) == 1 else Typed("strange", "")


def refused_words(text: str) -> str:
    """Return what to say of a code with no number: of a short one, the signs that a wrong layout sends."""
    said = understood(text)
    return strange_words(said.strange) if said.strange and len(text) <= SHORT else PAYLOAD


def _document(text: str) -> str:
    compact = re.sub(r"[\s.-]", "", text).upper()
    if compact[:8].isdigit() and len(compact) in (8, 9):
        checked = rules.check_dni(compact, pad=False)
        if len(checked.value) == 8:
            return checked.value
    return compact


def strange_words(signs: str) -> str:
    """Return what to say of signs that belong to no document and no name."""
    shown = f" ({signs})" if signs else ""
    return f"El lector envió signos extraños{shown}. Escanee otra vez o escriba el número."


def is_dni(value: str) -> bool:
    """Return whether a number is as long as a DNI."""
    return value.isdigit() and len(value) == 8


def offered(said: Typed) -> tuple[str, str]:
    """Return what is offered when nobody is found, nothing for a credential, and what is told aloud."""
    if said.kind == "credential":
        return "", "Esa credencial es de alguien que no está en este equipo."
    if said.kind == "document" and is_dni(said.value):
        return "Con 4 datos queda en la lista.", "No la encontramos."
    return "No la encontramos. Con 4 datos queda en la lista.", ""


def digits_missing(said: Typed) -> str:
    """Return what is wrong with a number that looks like a DNI and is none, or nothing."""
    if said.kind != "document" or not said.value.isdigit() or is_dni(said.value):
        return ""
    return f"El DNI tiene 8 dígitos; escribió {len(said.value)}."
