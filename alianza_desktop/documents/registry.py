"""The document kinds: what each is called, how its data are collected, how it is built.

A new kind is its module, its line here and its wording (architecture.md §7). Nothing of reportlab is imported
until a document is built.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.orm import Session

from alianza_desktop.core.errors import NotFound
from alianza_desktop.documents import (
    actor_sheet_content,
    attendance_content,
    chain_content,
    collect,
    mesa_content,
    people_papers,
    receipt_content,
)
from alianza_desktop.documents import wording as words
from alianza_desktop.documents.wording import Wording

if TYPE_CHECKING:
    from alianza_desktop.documents.layout import Pdf


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document."""

    title: str
    wording: str
    collect: Callable[..., Any]
    """From a session and the id of its record (acta, workshop session, workshop) to its frozen data; some
    kinds take choices by keyword: for whom, how many."""
    build: Callable[..., "Pdf"]
    """From those data and the wording to the document."""
    tells: bool = False
    """It may be long: `build` takes a third argument, which learns how far it is and may give it up."""

    def render(self, session: Session, record_id: str) -> "Pdf":
        """Collect and build the document of a record, as it is now."""
        return self.build(self.collect(session, record_id), words.load(self.wording))


def find(name: str) -> Kind:
    """Return a kind by name; `NotFound("document-unknown")`."""
    if name not in KINDS:
        raise NotFound("document-unknown", name=name, known=", ".join(KINDS))
    return KINDS[name]


def _acta(content: Any, wording: Wording) -> "Pdf":
    from alianza_desktop.documents import acta

    return acta.build(content, wording)


def _attendance(content: Any, wording: Wording, *tell: Any) -> "Pdf":
    from alianza_desktop.documents import attendance

    return attendance.build(content, wording, *tell)


def _chain(content: Any, wording: Wording) -> "Pdf":
    from alianza_desktop.documents import chain_sheet

    return chain_sheet.build(content, wording)


def _form(content: Any, wording: Wording, *tell: Any) -> "Pdf":
    from alianza_desktop.documents import form

    return form.build(content, wording, *tell)


def _credentials(content: Any, wording: Wording, *tell: Any) -> "Pdf":
    from alianza_desktop.documents import credential

    return credential.build(content, wording, *tell)


def _constancias(content: Any, wording: Wording, *tell: Any) -> "Pdf":
    from alianza_desktop.documents import constancia

    return constancia.build(content, wording, *tell)


def chain_svg(session: Session, chain_id: str) -> bytes:
    """Return the sheet of a chain as SVG, as it is now: the picture of its PDF."""
    from alianza_desktop.documents import chain_sheet

    return chain_sheet.as_svg(chain_content.collect(session, chain_id), words.load(chain_content.WORDING))


def _frozen_acta(session: Session, acta_id: str) -> Any:
    from alianza_desktop.documents import issue

    return issue.content_of(session, issue.frozen(session, acta_id))


def _actor(content: Any, wording: Wording) -> "Pdf":
    from alianza_desktop.documents import actor_sheet

    return actor_sheet.build(content, wording)


def _signature_sheet(content: Any, wording: Wording) -> "Pdf":
    from alianza_desktop.documents import signature_sheet

    return signature_sheet.build(content, wording)


def _receipt(content: Any, wording: Wording) -> "Pdf":
    from alianza_desktop.documents import receipt

    return receipt.build(content, wording)


def _mesa(content: Any, wording: Wording, *tell: Any) -> "Pdf":
    from alianza_desktop.documents import mesa_sheet

    return mesa_sheet.build(content, wording, *tell)


KINDS: Final[Mapping[str, Kind]] = {
    "acta": Kind("Acta de acuerdos", collect.WORDING, collect.acta, _acta),
    "signatures": Kind("Hoja de firmas", "sheet.v1", _frozen_acta, _signature_sheet),
    "receipt": Kind(
        "Constancia para quien firma", receipt_content.WORDING, receipt_content.collect, _receipt
    ),
    "attendance": Kind(
        "Lista de asistencia",
        attendance_content.WORDING,
        attendance_content.collect,
        _attendance,
        tells=True,
    ),
    "form": Kind("Formulario de registro", people_papers.WORDING, people_papers.form, _form, tells=True),
    "guest_form": Kind(
        "Lista para marcar", people_papers.WORDING, people_papers.guest_form, _form, tells=True
    ),
    "credentials": Kind(
        "Credenciales", people_papers.WORDING, people_papers.credentials, _credentials, tells=True
    ),
    "constancias": Kind(
        "Constancias de participación",
        people_papers.WORDING,
        people_papers.constancias,
        _constancias,
        tells=True,
    ),
    "actor": Kind("Ficha del actor", actor_sheet_content.WORDING, actor_sheet_content.collect, _actor),
    "chain": Kind("Cadena de valor", chain_content.WORDING, chain_content.collect, _chain),
    "mesa": Kind("Hoja de mesa", mesa_content.WORDING, mesa_content.collect, _mesa, tells=True),
}
