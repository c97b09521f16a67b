"""What happens to an acta around and after its signatures: what adds to it, who seals it, its end. No Qt."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from alianza_desktop.core.errors import AppError, NotAllowed
from alianza_desktop.core.sentences import sentence
from alianza_desktop.ui.actas.acta_presenter import ActaPresenter
from alianza_desktop.ui.actas.facts import AnnulFacts, DiffFacts, HandFacts, Pages
from alianza_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.services.pins import Tried

T = TypeVar("T")


class LifeView(Protocol):
    """What is asked before an acta changes hands, is followed by another, or ends."""

    def ask_hand_on(self, facts: HandFacts) -> None: ...
    def show_difference(self, facts: DiffFacts) -> None: ...
    def ask_annul(self, facts: AnnulFacts) -> None: ...
    def show_annulled(self) -> None: ...
    def show_not_annulled(self, words: str, *, has_pin: bool) -> None: ...
    def go_to(self, acta_id: str) -> None: ...
    def show_fault(self, field: str, words: str) -> None: ...
    def show_message(self, kind: str, words: str) -> None: ...
    def show_people(self) -> None: ...


class LifePresenter:
    """Works on the acta that its `ActaPresenter` shows; `keep` writes a file into the person's documents."""

    def __init__(
        self, view: LifeView, jobs: Jobs, acta: ActaPresenter, keep: Callable[[Pages], None]
    ) -> None:
        self._view, self._jobs, self._acta, self._keep = view, jobs, acta, keep
        self._busy = False

    # asking

    def _ask(self, work: "Callable[[str, Session], T]", shown: Callable[[T], None]) -> None:
        """Read what a question says, and ask it if the acta is still there.

        In a transaction, which knows who works here: a reader does not.
        """
        facts = self._acta.facts
        if facts is None:
            return

        def done(found: T) -> None:
            if self._acta.facts is not None and self._acta.facts.id == facts.id:
                shown(found)

        self._jobs.write(partial(work, facts.id), done, self._acta.refused)

    def ask_hand_on(self) -> None:
        """List the laptops to which the seal can go."""
        self._ask(_laptops, self._view.ask_hand_on)

    def ask_new_version(self) -> None:
        """Say what a new version would change, and that everybody signs again."""
        self._ask(_before_new_version, self._view.show_difference)

    def show_difference(self) -> None:
        """Say what the draft changes of the acta that it amends."""
        self._ask(_of_draft, self._view.show_difference)

    def ask_annul(self) -> None:
        """Ask why, and for the PIN."""
        self._ask(_annulling, self._view.ask_annul)

    # doing

    def _do(
        self,
        work: "Callable[[str, Session], T]",
        done: Callable[[T], None],
        failed: Callable[[AppError], None],
    ) -> None:
        """Write once, however often it is pressed."""
        facts = self._acta.facts
        if facts is None or self._busy:
            return
        self._busy = True

        def ended(result: T) -> None:
            self._busy = False
            done(result)

        def refused(error: AppError) -> None:
            self._busy = False
            failed(error)

        self._jobs.write(partial(work, facts.id), ended, refused)

    def _refused(self, error: AppError) -> None:
        self._view.show_fault("", sentence(error))

    def hand_on(self, device: str) -> None:
        """Hand the seal on."""
        if device:
            self._do(partial(_hand_on, device), self._handed, self._refused)

    def _handed(self, name: str) -> None:
        self._view.show_people()
        self._view.show_message(
            "success", f"Ahora la sella el equipo {name}. Llévele lo de este equipo antes de sellar."
        )
        self._acta.load()

    def add(self) -> None:
        """Begin an adenda, or go on with its draft."""
        self._do(_addendum, self._view.go_to, self._acta.refused)

    def new_version(self) -> None:
        """Begin the next version, or go on with its draft."""
        self._do(_new_version, self._view.go_to, self._refused)

    def annul(self, reason: str, pin: str, again: str = "") -> None:
        """Annul; who has no PIN here yet sets it with the same words."""
        self._do(partial(_annul, reason, pin, again), self._annulled, self._not_annulled)

    def _annulled(self, tried: "Tried") -> None:
        try:
            tried.check()
        except AppError as error:
            self._view.show_not_annulled(sentence(error), has_pin=True)
            return
        self._view.show_annulled()
        self._acta.load()

    def _not_annulled(self, error: AppError) -> None:
        self._view.show_not_annulled(sentence(error), has_pin=False)

    def complement(self) -> None:
        """Seal the constancia of what came after the seal, if none says it yet, and keep its file."""
        self._do(_complement, self._complemented, self._acta.refused)

    def _complemented(self, made: Pages) -> None:
        self._keep(made)
        self._acta.load()


def _laptops(acta_id: str, session: "Session") -> HandFacts:
    from alianza_desktop.ui.actas import choosing

    return choosing.laptops(session, acta_id)


def _before_new_version(acta_id: str, session: "Session") -> DiffFacts:
    from alianza_desktop.services import acta_amendments
    from alianza_desktop.ui.actas import differing

    acta_amendments.amendable(session, acta_id)
    if not acta_amendments.may_replace(session, acta_id):
        raise NotAllowed("new-version-role")
    return differing.before_new_version(session, acta_id)


def _of_draft(acta_id: str, session: "Session") -> DiffFacts:
    from alianza_desktop.ui.actas import differing

    return differing.of_draft(session, acta_id)


def _annulling(acta_id: str, session: "Session") -> AnnulFacts:
    from alianza_desktop.ui.actas import choosing

    return choosing.annulling(session, acta_id)


def _hand_on(device: str, acta_id: str, session: "Session") -> str:
    from alianza_desktop.documents import issue
    from alianza_desktop.services import devices, seal_role

    made = seal_role.hand_on(session, issue.frozen(session, acta_id), device)
    return devices.name(session, made.to_device)


def _addendum(acta_id: str, session: "Session") -> str:
    from alianza_desktop.services import acta_amendments

    return acta_amendments.addendum(session, acta_id).id


def _new_version(acta_id: str, session: "Session") -> str:
    from alianza_desktop.services import acta_amendments

    return acta_amendments.new_version(session, acta_id).id


def _annul(reason: str, pin: str, again: str, acta_id: str, session: "Session") -> "Tried":
    from alianza_desktop.services import acta_annulment, pins

    if again and not pins.has_pin(session):
        pins.set_pin(session, pin)
    return acta_annulment.annul(session, acta_id, reason, pin)


def _complement(acta_id: str, session: "Session") -> Pages:
    from alianza_desktop.documents import after_seal, issue

    known = after_seal.complements(session, acta_id)
    made = known[-1] if known and not after_seal.untold(session, acta_id) else None
    if made is None:
        made = after_seal.complement(session, acta_id)
    number = issue.frozen(session, acta_id).number
    place = len(after_seal.complements(session, acta_id))
    return Pages(f"constancia-{number}-{place}", after_seal.pdf(session, made.id))
