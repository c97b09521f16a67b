"""What happens to an acta around and after its signatures: who seals it, what adds to it. No Qt."""

from functools import partial
from typing import TYPE_CHECKING, Protocol

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.sentences import sentence
from alianza_desktop.ui.actas.acta_presenter import ActaPresenter
from alianza_desktop.ui.actas.facts import HandFacts
from alianza_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class LifeView(Protocol):
    """What is asked before an acta changes hands or ends."""

    def ask_hand_on(self, facts: HandFacts) -> None: ...
    def show_fault(self, field: str, words: str) -> None: ...
    def show_message(self, kind: str, words: str) -> None: ...
    def show_people(self) -> None: ...


class LifePresenter:
    """Works on the acta that its `ActaPresenter` shows."""

    def __init__(self, view: LifeView, jobs: Jobs, acta: ActaPresenter) -> None:
        self._view, self._jobs, self._acta = view, jobs, acta
        self._busy = False

    def ask_hand_on(self) -> None:
        """List the laptops to which the seal can go."""
        facts = self._acta.facts
        if facts is not None and "hand-on" in facts.offers:
            self._jobs.read(partial(_laptops, facts.id), self._view.ask_hand_on, self._acta.refused)

    def hand_on(self, device: str) -> None:
        """Hand the seal on, once however often it is pressed."""
        facts = self._acta.facts
        if facts is None or self._busy or not device:
            return
        self._busy = True
        self._jobs.write(partial(_hand_on, facts.id, device), self._handed, self._refused)

    def _handed(self, name: str) -> None:
        self._busy = False
        self._view.show_people()
        self._view.show_message(
            "success", f"Ahora la sella el equipo {name}. Llévele lo de este equipo antes de sellar."
        )
        self._acta.load()

    def _refused(self, error: AppError) -> None:
        self._busy = False
        self._view.show_fault("", sentence(error))


def _laptops(acta_id: str, session: "Session") -> HandFacts:
    from alianza_desktop.ui.actas import choosing

    return choosing.laptops(session, acta_id)


def _hand_on(acta_id: str, device: str, session: "Session") -> str:
    from alianza_desktop.documents import issue
    from alianza_desktop.services import devices, seal_role

    made = seal_role.hand_on(session, issue.frozen(session, acta_id), device)
    return devices.name(session, made.to_device)
