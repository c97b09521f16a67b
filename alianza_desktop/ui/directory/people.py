"""People as the directory shows them: the columns, the form, the card in words. No Qt."""

from typing import TYPE_CHECKING, Final

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.format_es import count, day, hour, listed, occasion
from alianza_desktop.core.sentences import said
from alianza_desktop.model import rules
from alianza_desktop.services import directory_people, duplicates, organizations, people, record_history
from alianza_desktop.services.directory_people import PersonCard, PersonLine, consent_kind
from alianza_desktop.storage.operations import Heads
from alianza_desktop.ui import places
from alianza_desktop.ui.cells import Cell, Chip, Column, TableRow
from alianza_desktop.ui.directory.presenter import Card, Kind, Listing, Section
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COLUMNS: Final = (
    Column(key="name", title="Apellidos y nombres", width=300),
    Column(key="organization", title="Organización"),
    Column(key="document", title="Documento", width=128),
    Column(key="stages", title="Talleres", width=100),
    Column(key="consent", title="Consentimiento", width=124),
    Column(key="phone", title="Celular", width=120, hidden=True),
    Column(key="email", title="Correo", width=200, hidden=True),
)
DOCUMENTS: Final = tuple((one.code, one.short or one.name) for one in catalogs.document_types() if one.people)
SPECS: Final = (
    FieldSpec(key="given_names", label="Nombres", span=2),
    FieldSpec(key="paternal_surname", label="Apellido paterno"),
    FieldSpec(key="maternal_surname", label="Apellido materno"),
    FieldSpec(key="document_type", label="Documento", kind="choice", choices=DOCUMENTS),
    FieldSpec(key="document_number", label="Número"),
    FieldSpec(key="organization", label="Organización", hint="Nombre de la organización", span=2),
    FieldSpec(key="position", label="Cargo", span=2),
    FieldSpec(key="phone", label="Celular"),
    FieldSpec(key="language", label="Lengua"),
    FieldSpec(key="email", label="Correo", span=2),
    FieldSpec(key="place", label="Distrito, provincia o departamento", span=2),
    FieldSpec(key="community", label="Comunidad o centro poblado", span=2),
    FieldSpec(key="support", label="Apoyo que pidió", span=2),
)
_CONSENT: Final = {
    "accepted": Chip("success", "check", "Vigente"),
    "informed": Chip("info", "info-circle", "Informado"),
    "refused": Chip("neutral", "minus", "No aceptó"),
    "": Chip("neutral", "help", "Pendiente"),
}
_SAID: Final = {"accepted": "aceptó", "informed": "se le informó", "refused": "no aceptó"}


def listing(session: "Session", words: str) -> Listing:
    """Return the rows of Personas and how many there are."""
    found = directory_people.listing(session, words)
    shown, total = len(found.rows), found.total
    if words.strip():
        told = f"{shown:,} de {count(total, 'persona', 'personas')}"
    elif shown < total:
        told = f"Las primeras {shown:,} de {total:,} personas: escriba para encontrar a las demás"
    else:
        told = count(total, "persona", "personas")
    return Listing(tuple(map(_row, found.rows)), told, not total)


def _row(one: PersonLine) -> TableRow:
    return TableRow(
        key=one.id,
        cells={
            "name": Cell(text=one.listed_name, caption=one.position, strong=True),
            "organization": Cell(
                text=one.organization or "Falta la organización",
                sector=one.sector,
                warning=not one.organization,
            ),
            "document": Cell(text=catalogs.document(one.document_type, one.document_number)),
            "stages": Cell(text=", ".join(map(str, one.stages)), sort=len(one.stages)),
            "consent": Cell(chip=_CONSENT[one.consent], sort=one.consent),
            "phone": Cell(text=one.phone),
            "email": Cell(text=one.email),
        },
    )


def _stages(stages: tuple[int, ...]) -> str:
    """Return «Taller 1, 2 y 3»."""
    return f"Taller {listed([str(one) for one in stages])}" if stages else ""


def card(session: "Session", person_id: str, workshop_id: str) -> Card:
    """Return a person's card; only what belongs to the open workshop opens from it."""
    found = directory_people.card(session, person_id)
    place = places.of_code(found.values["ubigeo"]).words
    values = {spec.key: found.values.get(spec.key, "") for spec in SPECS}
    document = catalogs.document(found.values["document_type"], found.values["document_number"])
    return Card(
        id=found.id,
        title=found.full_name,
        subtitle=" · ".join(filter(None, (document, found.organization))),
        sector=found.sector,
        values=values | {"organization": found.organization, "place": place},
        notes=_notes(found),
        sections=(
            _visits(found),
            _signatures(found, workshop_id),
            _consents(found),
            _answers(found, workshop_id),
        ),
        others=tuple(Row(key=key, title=words, icon="copy") for key, words in found.others),
        names=tuple(one.name for one in organizations.listing(session)),
    )


def _notes(found: PersonCard) -> dict[str, str]:
    checks = {
        "document_number": rules.check_document(
            found.values["document_type"], found.values["document_number"], pad=False
        ),
        "phone": rules.check_phone(found.values["phone"]),
        "email": rules.check_emails(found.values["email"]),
    }
    told = {
        key: " ".join(said(code) for code in one.warnings) if found.values[key] else ""
        for key, one in checks.items()
    }
    return told | {"place": places.of_code(found.values["ubigeo"]).note}


def _visits(found: PersonCard) -> Section:
    came = sorted({one.stage for one in found.visits} - {0})
    title = f"Vino a: {_stages(tuple(came))}" if came else "Asistencia"
    rows = tuple(
        Row(
            title=occasion(one.stage, one.workshop),
            caption=" · ".join(filter(None, (day(one.date), listed(list(one.hours)), one.mesa))),
            icon="calendar-check",
        )
        for one in found.visits
    )
    return Section(title=title, rows=rows, empty="Todavía no vino a ningún taller.")


def _signatures(found: PersonCard, workshop_id: str) -> Section:
    rows = tuple(
        Row(
            key=f"actas:{one.acta_id}" if one.workshop_id == workshop_id else "",
            title=f"Acta {one.number}" if one.number else f"Acta en borrador, {occasion(one.stage)}",
            caption=" · ".join(
                filter(
                    None,
                    (
                        catalogs.label("outcome", one.outcome) if one.outcome else "falta su firma",
                        f"{day(one.at[:10])} {hour(one.at)}" if one.at else "",
                    ),
                )
            ),
            icon="signature",
        )
        for one in found.signatures
    )
    return Section(title="Firmas", rows=rows, empty="No firma ningún acta.")


def _consents(found: PersonCard) -> Section:
    rows = tuple(
        Row(
            title=_capital(catalogs.label("consent", one.purpose)),
            caption=f"{_SAID[consent_kind(given=one.given, informed=one.informed_only)]} · "
            f"{one.version.replace('consent.', 'texto ')} · {day(one.at[:10])} {hour(one.at)}",
            icon="check" if one.given else "info-circle" if one.informed_only else "minus",
        )
        for one in found.consents
    )
    return Section(title="Consentimientos", rows=rows, empty="Nadie se lo preguntó todavía.")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _answers(found: PersonCard, workshop_id: str) -> Section:
    rows = tuple(
        Row(
            key=f"agreements:{one.agreement_id}" if one.workshop_id == workshop_id else "",
            title=one.text,
            caption=" · ".join(
                filter(
                    None,
                    (
                        occasion(one.stage),
                        "permanente" if one.permanent else day(one.due_on) or "sin plazo",
                    ),
                )
            ),
            icon="checklist",
        )
        for one in found.answers
    )
    return Section(title="Acuerdos a su nombre", rows=rows, empty="No responde por ningún acuerdo.")


def write(session: "Session", person_id: str, key: str, value: str, shown: Heads | None) -> None:
    """Write a field of the person's form."""
    if key == "organization":
        body = organizations.find_or_add(session, value).id if value.strip() else ""
        people.change(session, person_id, {"organization_id": body}, shown)
    elif key == "place":
        place = places.understood(value)
        if place is None:
            raise Invalid("place-unclear")
        people.change(session, person_id, {"ubigeo": place.ubigeo}, shown)
    else:
        people.change(session, person_id, {key: value}, shown)


KIND: Final = Kind(
    entity="person",
    listing=listing,
    card=card,
    history=record_history.person,
    write=write,
    fields={"organization": "organization_id", "place": "ubigeo"},
    faults={"place-unclear": "place", "organization-needed": "organization"},
    pairs=duplicates.people,
    parted="Vuelven a ser dos personas.",
)
