"""From the store to what an acta says by choice and who may seal it; runs off the UI thread. No Qt."""

from typing import TYPE_CHECKING, Final

from alianza_desktop.documents import issue
from alianza_desktop.model import Acta
from alianza_desktop.model.actas import CLAUSES
from alianza_desktop.services import acta_clauses, devices
from alianza_desktop.storage.context import context
from alianza_desktop.ui.actas.facts import Choices, HandFacts, HeadingsFacts
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WORDS: Final = {
    "budget": "Sujetos a disponibilidad presupuestal",
    "no_cost": "No irroga gasto ni da retribución",
    "electronic": "Qué es la firma en pantalla",
    "data": "Datos personales, Ley 29733",
    "image": "Fotografías solo con autorización",
    "interpreted": "Se interpretó en voz alta",
}
"""What a clause is called beside its box; its text is in the wording, and on the page."""


def choices(session: "Session", record: Acta) -> Choices:
    """Return the clauses of a draft and the languages that its headings may have."""
    included = acta_clauses.included(session, record.id)
    return Choices(
        clauses=tuple((code, WORDS[code], code in included) for code in CLAUSES),
        language=record.language,
        languages=acta_clauses.languages(session),
    )


def headings(session: "Session", language: str) -> HeadingsFacts:
    """Return what was reviewed in a language."""
    found = acta_clauses.translations(session, language)
    texts = {key: one.text for key, one in found.items() if one.text}
    reviewers = [one.reviewed_by for one in found.values() if one.text]
    return HeadingsFacts(language=language, texts=texts, reviewed_by=reviewers[0] if reviewers else "")


def laptops(session: "Session", acta_id: str) -> HandFacts:
    """Return the other laptops of the alliance."""
    version = issue.frozen(session, acta_id)
    here, names = context(session).device_id, devices.names(session)
    return HandFacts(
        title=f"Acta {version.number}, versión {version.version}",
        laptops=tuple(
            Row(key=one, title=f"Equipo {name}", icon="device-laptop")
            for one, name in sorted(names.items(), key=lambda pair: pair[1])
            if one != here
        ),
    )
