"""What a person decides to create an alliance, and what is missing of it. No Qt."""

from dataclasses import dataclass, field

from alianza_desktop.core import catalogs
from alianza_desktop.core.sentences import said
from alianza_desktop.model.alliances import ROLES
from alianza_desktop.ui import passphrases, places
from alianza_desktop.ui.fields import FieldSpec


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
        *passphrases.specs(),
    )  # fmt: skip


def faults(values: dict[str, str]) -> dict[str, str]:
    """Return what is missing, as sentences by field."""
    found = {}
    if not values["name"].strip():
        found["name"] = said("alliance-name-needed")
    if not ubigeo(values["place"]):
        found["place"] = said("place-unclear")
    if not values["operator"].strip():
        found["operator"] = said("operator-needed-here")
    return found | passphrases.faults(values)


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
