"""The list of actas of a workshop, and composing one. No Qt."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.ui.actas.facts import ListFacts
from alianza_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WATCHED: Final = frozenset(
    {"acta", "acta_version", "acta_seal", "evidence", "acta_signatory", "mesa", "workshop"}
)


class ListView(Protocol):
    """What the list shows."""

    def show_list(self, facts: ListFacts) -> None: ...


class ListPresenter:
    """`opened` is told which acta to show after composing it."""

    def __init__(self, view: ListView, jobs: Jobs, workshop_id: str, opened: Callable[[str], None]) -> None:
        self._view, self._jobs, self._workshop_id = view, jobs, workshop_id
        self._opened = opened

    def load(self) -> None:
        workshop_id = self._workshop_id

        def work(session: "Session") -> ListFacts:
            from alianza_desktop.ui.actas import listing

            return listing.listing(session, workshop_id)

        self._jobs.read(work, self._view.show_list)

    def on_changed(self, changes: frozenset[str]) -> None:
        if changes & WATCHED:
            self.load()

    def compose(self, mesa_id: str) -> None:
        """Make the draft of a mesa's acta (or the plenaria's) from the workshop, and open it."""
        workshop_id = self._workshop_id

        def work(session: "Session") -> str:
            from alianza_desktop.services import actas

            return actas.compose(session, workshop_id, mesa_id).id

        self._jobs.write(work, self._opened)

    def open_mesa(self, mesa_id: str) -> None:
        """Open the acta of a mesa (empty: the plenaria): the one under way or closed last, or a new one."""
        workshop_id = self._workshop_id

        def work(session: "Session") -> str:
            from alianza_desktop.services import actas

            of_mesa = [one for one in actas.listing(session, workshop_id) if one.mesa_id == mesa_id]
            standing = [one for one in of_mesa if one.status.state != "annulled"]
            if standing and standing[-1].status.state not in ("draft", "review"):
                return standing[-1].id
            return actas.compose(session, workshop_id, mesa_id).id

        self._jobs.write(work, self._opened)
