"""What a text of an acta says otherwise than another, in the words of the screen. No Qt."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from alianza_desktop.core import catalogs
from alianza_desktop.core.canonical import Json
from alianza_desktop.core.format_es import count, day, listed, money
from alianza_desktop.documents import collect, issue
from alianza_desktop.documents.acta_diff import ADDED, REMOVED, DiffRow, acta_diff
from alianza_desktop.model import Acta
from alianza_desktop.model.actas import REPLACEMENT
from alianza_desktop.services.query import get
from alianza_desktop.ui.actas import choosing
from alianza_desktop.ui.actas.facts import DiffFacts, DiffLine

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PARTS: Final = {
    "meeting": "Datos",
    "attendees": "Asistente",
    "attendees_unnamed": "Asistentes sin datos personales",
    "agenda": "Agenda",
    "agreements": "Acuerdo",
    "carried": "Acuerdo de antes",
    "signatories": "Firmante",
    "clauses": "Cláusula",
    "background": "Antecedentes",
    "development": "Desarrollo",
    "reservations": "Reservas",
    "next_meeting": "Próxima reunión",
    "language": "Lengua de los encabezados",
}
MEMBERS: Final = {
    "text": "texto", "organization": "entidad", "person": "persona", "position": "cargo",
    "partners": "con quiénes", "due_on": "plazo", "permanent": "permanente", "deliverable": "entregable",
    "amount": "monto", "verification": "medio de verificación", "funding": "quién financia",
    "goals": "ODS", "policy": "política o plan", "activity": "actividad de la cadena",
    "acceptance": "aceptación", "notes": "objeciones y reservas", "kind": "tipo", "code": "código",
    "name": "nombre", "quality": "calidad", "accreditation": "acreditación", "represents": "en lugar de",
    "accreditation_sha256": "escaneo de la acreditación", "document_type": "tipo de documento",
    "document_number": "documento", "sector": "sector", "mode": "modalidad", "left_at": "hora de retiro",
    "title": "título", "starts_at": "hora de inicio", "ends_at": "hora de cierre", "minutes": "minutos",
    "summary": "resumen", "began_at": "empezó", "ended_at": "terminó", "present": "presentes",
    "present_end": "presentes al terminar",
    "date": "fecha", "modality": "modalidad", "place": "local", "city": "ciudad", "workshop": "taller",
    "stage": "etapa", "district": "distrito", "province": "provincia", "department": "departamento",
    "ubigeo": "ubigeo", "mesa": "mesa", "year_line": "nombre del año", "decade_line": "nombre del decenio",
    "host": "institución anfitriona", "convened_by": "convoca", "conducted_by": "conduce",
    "rapporteur": "relatoría", "interpreters": "intérpretes", "quorum": "quórum", "own": "reunión propia",
    "follow_up": "cómo va", "acta": "acta",
}  # fmt: skip
"""Members of acta.json as people call them."""
_DAYS: Final = frozenset({"due_on", "date"})
_CODED: Final = {
    "quality": "quality", "modality": "modality", "acceptance": "acceptance",
    "sector": "sector", "follow_up": "follow_up",
}  # fmt: skip
"""Members that hold a code, and the catalogue of its words."""


def before_new_version(session: "Session", acta_id: str) -> DiffFacts:
    """Return what the workshop says now otherwise than a frozen acta, before a new version begins."""
    old = issue.content_of(session, issue.frozen(session, acta_id))
    lines = tuple(_line(one) for one in acta_diff(old, collect.acta(session, acta_id)))
    people = count(len(old.signatories), "persona", "personas")
    return DiffFacts(
        title="Nueva versión",
        signing=f"Todos vuelven a firmar: {people}. La versión {old.acta.version} queda «reemplazada».",
        nothing="Los datos del taller dicen lo mismo que el acta. Puede comenzar y corregir en el borrador.",
        lines=lines,
        begins=True,
    )


def of_draft(session: "Session", acta_id: str) -> DiffFacts:
    """Return what a draft says otherwise than the frozen acta that it replaces."""
    record = get(session, Acta, acta_id)
    old = issue.content_of(session, issue.frozen(session, record.amends_id))
    lines = tuple(_line(one) for one in acta_diff(old, collect.acta(session, acta_id)))
    replaces = record.amends_how == REPLACEMENT
    return DiffFacts(
        title="Qué cambia",
        signing="Todos vuelven a firmar esta versión." if replaces else "La adenda se firma aparte.",
        nothing="Hasta ahora dice lo mismo que la versión anterior.",
        lines=lines,
        begins=False,
    )


def _line(one: DiffRow) -> DiffLine:
    thing = choosing.WORDS.get(one.thing, one.thing) if one.part == "clauses" else one.thing
    what = " ".join(filter(None, (PARTS.get(one.part, one.part), thing)))
    if one.member:
        what = f"{what}: {MEMBERS.get(one.member, one.member)}"
    elif one.change in (ADDED, REMOVED) and thing:
        gone = "ya no está" if one.change == REMOVED else "es nuevo"
        if one.part == "clauses":
            gone = "ya no se incluye" if one.change == REMOVED else "se incluye"
        return DiffLine(f"{what}: {gone}", "", _whole(one.after) if one.part == "agreements" else "")
    return DiffLine(what, _said(one.member, one.before), _said(one.member, one.after))


def _whole(value: Json) -> str:
    return str(value.get("text", "")) if isinstance(value, Mapping) else ""


def _said(member: str, value: Json) -> str:
    """Return a value as people read it."""
    if isinstance(value, str) and value:
        return _text(member, value)
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, Mapping):
        return str(value.get("text") or value.get("name") or value.get("title") or "")
    if isinstance(value, list | tuple):
        value = listed([_said("", one) for one in value])
    if member == "amount" and isinstance(value, int):
        return money(value)
    return "nada" if value in (None, "") else str(value)


def _text(member: str, value: str) -> str:
    if member in _DAYS:
        return day(value)
    return catalogs.labels(_CODED[member]).get(value, value) if member in _CODED else value
