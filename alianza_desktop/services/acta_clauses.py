"""What an acta includes by choice: clauses, and headings in a second language that people reviewed."""

from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import Acta, ActaClause, HeadingTranslation
from alianza_desktop.model.actas import CLAUSES, DEFAULT_CLAUSES, TRANSLATED
from alianza_desktop.services.acta_versions import changeable
from alianza_desktop.services.query import get, living, one_of
from alianza_desktop.services.writing import line


def included(session: Session, acta_id: str) -> tuple[str, ...]:
    """Return the codes of the clauses that are in, in the order of the wording."""
    chosen = said(session, acta_id)
    return tuple(code for code in CLAUSES if chosen.get(code, code in DEFAULT_CLAUSES))


def said(session: Session, acta_id: str) -> dict[str, bool]:
    """Return what somebody decided about clauses, by code: in or out."""
    return {one.code: one.included for one in _rows(session, acta_id)}


def _rows(session: Session, acta_id: str) -> list[ActaClause]:
    query = living(ActaClause).where(ActaClause.acta_id == acta_id)
    return list(session.scalars(query.order_by(ActaClause.id)))


def include(session: Session, acta_id: str, code: str, *, wanted: bool) -> None:
    """Put a clause in or leave it out; an acta under review goes back to draft."""
    acta = changeable(session, acta_id)
    one_of(code, CLAUSES, "clause")
    if wanted == (code in included(session, acta_id)):
        return
    acta.state = "draft"
    known = next((one for one in _rows(session, acta_id) if one.code == code), None)
    if known is None:
        session.add(ActaClause(acta_id=acta_id, code=code, included=wanted))
    else:
        known.included = wanted
    session.flush()


def languages(session: Session) -> tuple[str, ...]:
    """Return the languages in which some heading was reviewed."""
    return tuple(sorted({one.language for one in session.scalars(living(HeadingTranslation))}))


def translations(session: Session, language: str) -> dict[str, HeadingTranslation]:
    """Return the reviewed headings in a language, by their key; of two, the one written first."""
    query = living(HeadingTranslation).where(HeadingTranslation.language == language)
    rows = session.scalars(query.order_by(HeadingTranslation.id.desc()))
    return {one.key: one for one in rows} if language else {}


def translate(session: Session, language: str, key: str, text: str, reviewed_by: str) -> None:
    """Keep a heading in another language and who reviewed it; an empty text takes it away.

    Raises `Invalid` (`language-needed`, `reviewer-needed`): nothing is translated by a machine.
    """
    one_of(key, TRANSLATED, "heading")
    language, text, reviewer = line(language), line(text), line(reviewed_by)
    if not language:
        raise Invalid("language-needed")
    if text and not reviewer:
        raise Invalid("reviewer-needed")
    known = translations(session, language).get(key)
    if known is None:
        known = HeadingTranslation(language=language, key=key)
        session.add(known)
    known.text, known.reviewed_by = text, reviewer
    session.flush()


def speak(session: Session, acta_id: str, language: str) -> Acta:
    """Give the acta's headings a second language, or none; it goes back to draft."""
    acta = changeable(session, acta_id)
    wanted = line(language)
    if wanted and wanted not in languages(session):
        raise Invalid("language-unknown", language=wanted)
    acta.language, acta.state = wanted, "draft"
    return get(session, Acta, acta_id)
