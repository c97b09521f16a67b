"""What a draft says by choice: its clauses, the second language of its headings. No Qt."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Protocol

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.sentences import sentence
from alianza_desktop.ui.actas.acta_presenter import ActaPresenter
from alianza_desktop.ui.actas.facts import HeadingsFacts
from alianza_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class ChoicesView(Protocol):
    """What is asked and said of a draft's choices."""

    def ask_headings(self, facts: HeadingsFacts) -> None: ...
    def show_language(self, facts: HeadingsFacts) -> None: ...
    def show_fault(self, field: str, words: str) -> None: ...
    def show_people(self) -> None:
        """Back to the panel that goes with the state."""
        ...


class ChoicesPresenter:
    """Works on the acta that its `ActaPresenter` shows."""

    def __init__(self, view: ChoicesView, jobs: Jobs, acta: ActaPresenter) -> None:
        self._view, self._jobs, self._acta = view, jobs, acta

    def include(self, code: str, wanted: bool) -> None:
        """Put a clause in or leave it out."""
        facts = self._acta.facts
        if facts is not None:
            self._write(partial(_include, facts.id, code, wanted=wanted))

    def speak(self, language: str) -> None:
        """Give the headings a second language, or none."""
        facts = self._acta.facts
        if facts is not None and facts.choices.language != language:
            self._write(partial(_speak, facts.id, language))

    def _write(self, work: "Callable[[Session], None]") -> None:
        self._jobs.write(work, lambda _none: self._acta.load(), self._not_chosen)

    def _not_chosen(self, error: AppError) -> None:
        self._acta.refused(error)
        self._acta.load()  # the box shows again what is stored

    # headings

    def ask_headings(self, language: str = "") -> None:
        """Show the headings of a language to be typed."""
        self._jobs.read(partial(_headings, language), self._view.ask_headings)

    def name_language(self, language: str) -> None:
        """Another language was named: what is already there of it."""
        self._jobs.read(partial(_headings, language), self._view.show_language)

    def translate(self, language: str, texts: Mapping[str, str], reviewed_by: str) -> None:
        """Keep the headings that say otherwise than the store."""
        self._jobs.write(
            partial(_translate, language, dict(texts), reviewed_by), lambda _none: None, self._refused
        )

    def use(self, language: str) -> None:
        """Use a language in the acta that is shown."""
        facts = self._acta.facts
        if facts is not None:
            self._jobs.write(partial(_speak, facts.id, language), lambda _none: self._used(), self._refused)

    def _used(self) -> None:
        self._view.show_people()
        self._acta.load()

    def _refused(self, error: AppError) -> None:
        self._view.show_fault("", sentence(error))


def _include(acta_id: str, code: str, session: "Session", *, wanted: bool) -> None:
    from alianza_desktop.services import acta_clauses

    acta_clauses.include(session, acta_id, code, wanted=wanted)


def _speak(acta_id: str, language: str, session: "Session") -> None:
    from alianza_desktop.services import acta_clauses

    acta_clauses.speak(session, acta_id, language)


def _headings(language: str, session: "Session") -> HeadingsFacts:
    from alianza_desktop.ui.actas import choosing

    return choosing.headings(session, language)


def _translate(language: str, texts: dict[str, str], reviewed_by: str, session: "Session") -> None:
    from alianza_desktop.services import acta_clauses

    known = acta_clauses.translations(session, language)
    for key, text in texts.items():
        before = known.get(key)
        kept = (before.text, before.reviewed_by) if before else ("", "")
        if (text or kept[0]) and (text, reviewed_by) != kept:
            acta_clauses.translate(session, language, key, text, reviewed_by)
