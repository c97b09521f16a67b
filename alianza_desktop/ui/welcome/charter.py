"""What a person decides to create an alliance, and what is missing of it. No Qt."""

from dataclasses import dataclass, field
from typing import Final

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import count
from alianza_desktop.core.sentences import said
from alianza_desktop.model.alliances import ROLES
from alianza_desktop.ui import places
from alianza_desktop.ui.fields import FieldSpec

ADVICE: Final = "Una frase de cuatro palabras o más que pueda recordar. No se guarda en ningún lugar."
_ENOUGH_WORDS: Final = 4
_ENOUGH_SIGNS: Final = 16


@dataclass(frozen=True, slots=True, repr=False)
class Charter:
    """A founding that can be done."""

    name: str
    ubigeo: str
    operator: str
    role: str
    passphrase: str = field(repr=False)


def specs() -> tuple[FieldSpec, ...]:
    """Return the fields of the page."""
    roles = tuple((code, catalogs.label("role", code)) for code in ("coordinator", *ROLES) if code in ROLES)
    return (
        FieldSpec(key="name", label="Nombre de la alianza", hint="Alianza Multiactor Condorcanqui", span=2),
        FieldSpec(
            key="place",
            label="Territorio: departamento, provincia o distrito",
            hint="Escriba su nombre y elíjalo de la lista",
            span=2,
        ),
        FieldSpec(key="operator", label="Quién trabaja en este equipo", hint="Nombre y apellido"),
        FieldSpec(
            key="role", label="Su función", kind="choice", choices=tuple(dict.fromkeys(roles)),
        ),
        *passphrase_specs(),
    )  # fmt: skip


def passphrase_specs(label: str = "Contraseña") -> tuple[FieldSpec, FieldSpec]:
    """Return a passphrase and its repetition."""
    return (
        FieldSpec(key="phrase", label=label, kind="secret", note=ADVICE),
        FieldSpec(key="again", label="Repita la contraseña", kind="secret"),
    )


def strength(passphrase: str) -> str:
    """Return how long a passphrase is, in words; length is what makes it hard to guess."""
    words = len(passphrase.split())
    if not words:
        return ADVICE
    told = count(words, "palabra", "palabras")
    if words >= _ENOUGH_WORDS:
        return f"Bien: {told}."
    if len(passphrase.strip()) >= _ENOUGH_SIGNS:
        return f"Bien: {len(passphrase.strip())} signos."
    return f"Corta: {told}. Se adivina menos con cuatro o más."


def passphrase_faults(values: dict[str, str]) -> dict[str, str]:
    """Return what is missing of a new passphrase, by field."""
    if not values["phrase"].strip():
        return {"phrase": said("passphrase-empty")}
    return {"again": said("passphrase-differs")} if values["again"] != values["phrase"] else {}


def faults(values: dict[str, str]) -> dict[str, str]:
    """Return what is missing, as sentences by field."""
    found = {}
    if not values["name"].strip():
        found["name"] = said("alliance-name-needed")
    if not ubigeo(values["place"]):
        found["place"] = said("place-unclear")
    if not values["operator"].strip():
        found["operator"] = said("operator-needed-here")
    return found | passphrase_faults(values)


def ubigeo(text: str) -> str:
    """Return the code of the place that a text can only mean, or nothing."""
    found = places.understood(text)
    return found.ubigeo if found else ""


def charter(values: dict[str, str]) -> Charter:
    """Return the founding of values without faults."""
    return Charter(
        name=values["name"],
        ubigeo=ubigeo(values["place"]),
        operator=values["operator"],
        role=values["role"],
        passphrase=values["phrase"],
    )
