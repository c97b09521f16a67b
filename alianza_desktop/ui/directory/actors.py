"""Actors as the directory shows them: the columns, the form, the four lists, the card in words. No Qt."""

from typing import TYPE_CHECKING, Final

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.format_es import count, fold
from alianza_desktop.core.sentences import said
from alianza_desktop.model import rules
from alianza_desktop.model.people import TRAITS
from alianza_desktop.services import (
    directory_actors,
    duplicates,
    mesa_members,
    organizations,
    record_history,
    same_as,
)
from alianza_desktop.services.actor_traits import SECTIONS
from alianza_desktop.services.directory_actors import ActorCard, ActorLine, Link
from alianza_desktop.storage.operations import Heads
from alianza_desktop.ui import places
from alianza_desktop.ui.cells import Cell, Column, TableRow
from alianza_desktop.ui.directory.presenter import Card, Kind, Listing, Section
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COLUMNS: Final = (
    Column(key="name", title="Actor", width=330),
    Column(key="sector", title="Sector", width=130),
    Column(key="level", title="Nivel", width=92),
    Column(key="place", title="Territorio"),
    Column(key="filled", title="Secciones", width=88),
    Column(key="people", title="Personas", width=84, right=True),
    Column(key="agreements", title="Acuerdos", width=84, right=True, hidden=True),
    Column(key="ruc", title="RUC", width=116, hidden=True),
)
_NONE: Final = ("", "Por completar")
SPECS: Final = (
    FieldSpec(key="name", label="Nombre", span=2),
    FieldSpec(key="short_name", label="Nombre corto, hasta 28 letras", span=2),
    FieldSpec(
        key="sector",
        label="Sector",
        kind="choice",
        choices=(_NONE, *((one.code, one.name) for one in catalogs.sectors())),
    ),
    FieldSpec(
        key="level",
        label="Nivel de gobierno",
        kind="choice",
        choices=(
            ("", "No corresponde"),
            *((code, word.capitalize()) for code, word in catalogs.labels("level").items()),
        ),
    ),
    FieldSpec(key="ruc", label="RUC", hint="11 dígitos", span=2),
    FieldSpec(key="place", label="Distrito, provincia o departamento", span=2),
    FieldSpec(key="contact", label="Por quién preguntar", hint="Nombre u oficina", span=2),
    FieldSpec(key="phone", label="Teléfono", span=2),
    FieldSpec(key="email", label="Correo", span=2),
)
LISTS: Final = {
    "competence": ("Competencias", "Lo que le toca hacer por ley o por sus estatutos"),
    "capacity": ("Capacidades", "Lo que sabe y puede hacer"),
    "resource": ("Recursos", "Con qué cuenta: personas, dinero, equipos, locales"),
    "experience": ("Experiencias", "Lo que ya hizo y puede compartir"),
}
"""Title of each list of stage 1, and what is written in it."""


def filled_words(filled: int) -> str:
    """Return «3 de 4 secciones»."""
    return f"{filled} de {SECTIONS} secciones"


def listing(session: "Session", words: str) -> Listing:
    """Return the rows of Actores and how many there are."""
    rows = directory_actors.listing(session, words)
    total = len(organizations.listing(session)) if words.strip() else len(rows)
    told = count(total, "actor", "actores")
    whole = sum(one.filled == SECTIONS for one in rows)
    if words.strip():
        told = f"{len(rows):,} de {told}"
    elif whole:
        told = f"{told}, {whole:,} con las {SECTIONS} secciones"
    return Listing(tuple(map(_row, rows)), told, not total)


def _row(one: ActorLine) -> TableRow:
    return TableRow(
        key=one.id,
        cells={
            "name": Cell(
                text=one.short_name or one.name,
                caption=one.name if one.short_name not in ("", one.name) else "",
                strong=True,
                sort=fold(one.name),
            ),
            "sector": Cell(
                text=catalogs.labels("sector").get(one.sector, "Por completar"),
                sector=one.sector,
                warning=not one.sector,
            ),
            "level": Cell(text=catalogs.label("level", one.level).capitalize() if one.level else ""),
            "place": Cell(text=places.of_code(one.ubigeo).words),
            "filled": Cell(text=f"{one.filled} de {SECTIONS}", sort=one.filled),
            "people": Cell(text=str(one.people) if one.people else "", sort=one.people),
            "agreements": Cell(text=str(one.agreements) if one.agreements else "", sort=one.agreements),
            "ruc": Cell(text=one.ruc),
        },
    )


def card(session: "Session", organization_id: str, workshop_id: str) -> Card:
    """Return an actor's card; only what belongs to the open workshop opens from it."""
    found = directory_actors.card(session, organization_id)
    values = {spec.key: found.values.get(spec.key, "") for spec in SPECS}
    place = places.of_code(found.values["ubigeo"]).words
    return Card(
        id=found.id,
        title=found.values["short_name"] or found.values["name"],
        subtitle=filled_words(found.filled),
        sector=found.values["sector"],
        values=values | {"place": place},
        notes=_notes(found),
        sections=tuple(_section(found, kind, workshop_id) for kind in _SECTIONS),
        lists={
            kind: tuple((one.id, one.text) for one in found.traits if one.kind == kind) for kind in TRAITS
        },
        others=tuple(Row(key=key, title=words, icon="copy") for key, words in found.others),
        logo=found.values["logo"],
        mesas=_other_mesas(session, found.id),
    )


def _other_mesas(session: "Session", organization_id: str) -> tuple[tuple[str, str], ...]:
    known = same_as.identities(session, "organization")
    selves = known.members(organization_id)
    return tuple(
        (one.id, f"Mesa {one.number} · {one.name}")
        for one in mesa_members.listing(session)
        if not any(member.organization_id in selves for member in mesa_members.members(session, one.id))
    )


def _notes(found: ActorCard) -> dict[str, str]:
    checks = {"ruc": rules.check_ruc, "phone": rules.check_phone, "email": rules.check_emails}
    told = {
        key: " ".join(said(code) for code in check(found.values[key]).warnings)
        for key, check in checks.items()
    }
    return told | {"place": places.of_code(found.values["ubigeo"]).note}


_SECTIONS: Final = {
    "person": ("Personas", "Nadie acude por este actor todavía.", "user", "people"),
    "mesa": ("Mesas", "No participa en ninguna mesa.", "users-group", "mesas"),
    "activity": ("Cadenas de valor", "No está en ninguna actividad.", "hierarchy-3", "chains"),
    "agreement": ("Acuerdos", "No responde ni apoya ningún acuerdo.", "checklist", "agreements"),
}


def _section(found: ActorCard, kind: str, workshop_id: str) -> Section:
    title, empty, icon, place = _SECTIONS[kind]
    links = [one for one in found.links if one.kind == kind]
    rows = tuple(
        Row(key=_opens(one, place, workshop_id), title=one.title, caption=one.caption, icon=icon)
        for one in links
    )
    return Section(title=f"{title} ({len(rows)})" if rows else title, rows=rows, empty=empty)


def _opens(one: Link, place: str, workshop_id: str) -> str:
    return f"{place}:{one.id}" if one.workshop_id in ("", workshop_id) else ""


def write(session: "Session", organization_id: str, key: str, value: str, shown: Heads | None) -> None:
    """Write a field of the actor's form."""
    if key == "place":
        place = places.understood(value)
        if place is None:
            raise Invalid("place-unclear")
        organizations.change(session, organization_id, {"ubigeo": place.ubigeo}, shown)
    else:
        organizations.change(session, organization_id, {key: value}, shown)


KIND: Final = Kind(
    entity="organization",
    listing=listing,
    card=card,
    history=record_history.organization,
    write=write,
    fields={"place": "ubigeo"},
    faults={"place-unclear": "place", "organization-needed": "name", "organization-exists": "name"},
    pairs=duplicates.organizations,
    parted="Vuelven a ser dos actores.",
)
