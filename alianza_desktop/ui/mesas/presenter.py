"""The seating board: every gesture is written at once and taken back with Ctrl+Z or «Deshacer». No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core.errors import AppError, Corrupt, Invalid, Unavailable
from alianza_desktop.core.format_es import count
from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import Workshop
from alianza_desktop.model.workshops import MEETING
from alianza_desktop.services import mesa_members, mesas, seating, seating_board
from alianza_desktop.services.mesas import MesaPlan
from alianza_desktop.services.seating_board import PRESENT, Board
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.mesas import facts
from alianza_desktop.ui.mesas.facts import BoardFacts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.services.seating import Spread

WATCHED: Final = frozenset(
    {
        "attendance", "departure", "delegation", "seating", "person", "organization", "mesa", "workshop_mesa",
        "workshop", "workshop_session", "invitation", "mesa_member", "value_chain", "chain_actor",
    }
)  # fmt: skip
UNDOABLE: Final = 50
"""Gestures that Ctrl+Z remembers."""
MOST_MESAS: Final = 40
PER_MESA: Final = 15
"""People at a mesa, when nobody has said how many mesas."""


class BoardView(Protocol):
    """What the screen shows of the board."""

    def show_board(self, found: BoardFacts) -> None: ...
    def show_empty(self, found: "EmptyFacts") -> None:
        """There are no mesas in this workshop yet."""
        ...

    def show_spread(self, found: "SpreadFacts | None") -> None:
        """A proposal is on the board, or no more."""
        ...

    def show_meeting(self) -> None:
        """This is a mesa's own meeting: there is nobody to spread."""
        ...

    def show_message(self, kind: str, words: str) -> None: ...
    def toast(self, words: str, inverse: Callable[[], None] | None) -> None: ...


@dataclass(frozen=True, slots=True)
class EmptyFacts:
    """A workshop without mesas: how many are suggested, and how many the alliance has."""

    suggested: int
    standing: int


@dataclass(frozen=True, slots=True)
class SpreadFacts:
    """A proposal and what was asked of it."""

    words: str
    everybody: bool
    keep: bool
    changes: int


@dataclass(frozen=True, slots=True, repr=False)
class Gesture:
    """Seats before and after."""

    words: str
    before: dict[str, str]
    after: dict[str, str]


class BoardPresenter:
    """One per screen; `board` is known after `load`."""

    def __init__(
        self, view: BoardView, jobs: Jobs, workshop_id: str, *, changed: Callable[[], None] = lambda: None
    ) -> None:
        self._view, self._jobs, self._workshop_id, self._changed = view, jobs, workshop_id, changed
        self.board: Board | None = None
        self._words, self._only_present = "", False
        self._proposal: Spread | None = None
        self._everybody, self._keep = False, True
        self._undo: list[Gesture] = []
        self._redo: list[Gesture] = []
        self._moving: list[Gesture] = []
        """Those that are being taken back or done again just now."""
        self._asked = 0
        self._making = False

    def load(self) -> None:
        """Read the board; of two readings under way only the last is shown."""
        if not self._workshop_id:
            return
        self._asked += 1
        asked, workshop_id = self._asked, self._workshop_id
        self._jobs.read(lambda session: _read(session, workshop_id), lambda found: self._read(asked, *found))

    def on_changed(self, changes: frozenset[str]) -> None:
        if changes & WATCHED:
            self.load()

    def _read(self, asked: int, board: Board | None, standing: int, meeting: bool) -> None:
        if asked != self._asked or board is None:
            return
        self.board = board
        if meeting:
            self._view.show_meeting()
        elif not board.tables:
            people = len(board.people)
            suggested = min(max(2, round(people / PER_MESA)), 10) if people else 4
            self._view.show_empty(EmptyFacts(suggested, standing))
        else:
            self._show()
        self._changed()

    def _show(self) -> None:
        board = self.board
        if board is None or not board.tables:
            return
        if self._proposal is not None:
            self._propose()
            return
        self._view.show_board(facts.board_facts(board, words=self._words, only_present=self._only_present))

    # what is shown

    def filter(self, words: str) -> None:
        self._words = words
        self._show()

    def show_only_present(self, *, on: bool) -> None:
        self._only_present = on
        self._show()

    # gestures

    def move(self, person_ids: tuple[str, ...], mesa_id: str) -> None:
        """Seat these people at a mesa, or at none."""
        board = self.board
        if board is None:
            return
        if self._proposal is not None:
            self._view.show_message("info", "Aplique el reparto o descártelo antes de mover a alguien.")
            return
        seats = {one.person_id: one.mesa_id for one in board.people}
        going = tuple(one for one in person_ids if one in seats and seats[one] != mesa_id)
        if going:
            words = facts.moved_words(board, going, mesa_id)
            self._write(dict.fromkeys(going, mesa_id), words)

    def move_to_number(self, person_ids: tuple[str, ...], text: str) -> bool:
        """F3, a number and Enter; 0 is no mesa. Return whether there is such a mesa."""
        board = self.board
        number = int(text) if text.strip().isdecimal() and len(text.strip()) < 4 else -1
        mesa_id = next((one.id for one in board.tables if one.number == number), "") if board else ""
        if not mesa_id and number != 0:
            self._view.show_message(
                "warning", sentence(Invalid("mesa-number-unknown", number=text.strip() or "vacío"))
            )
            return False
        self._view.show_message("", "")
        self.move(person_ids, mesa_id)
        return True

    def _write(self, seats: dict[str, str], words: str) -> None:
        self._asked += 1
        asked, workshop_id = self._asked, self._workshop_id

        def work(session: "Session") -> tuple[dict[str, str], Board]:
            before = mesas.seat_all(session, workshop_id, seats)
            return before, seating_board.board(session, workshop_id)

        def done(found: tuple[dict[str, str], Board]) -> None:
            gesture = Gesture(words, found[0], seats)
            self._undo.append(gesture)
            del self._undo[:-UNDOABLE]
            self._redo.clear()
            self._landed(asked, found[1])
            self._view.show_message("", "")
            self._view.toast(words, partial(self.undo, gesture))

        self._jobs.write(work, done, self._refused)

    def _landed(self, asked: int, board: Board) -> None:
        """Show what a write left, unless something newer is on its way."""
        if asked == self._asked:
            self.board = board
            self._show()
            self._changed()

    def undo(self, one: Gesture | None = None) -> None:
        """Take back the last gesture, or that one of a toast."""
        free = [known for known in self._undo if known not in self._moving]
        gesture = one or (free[-1] if free else None)
        if gesture is None or gesture not in free:
            return
        words = "Volvieron a su lugar" if len(gesture.before) > 1 else "Volvió a su lugar"
        self._again(gesture.before, gesture.after, f"{words}.", gesture, self._undo, self._redo)

    def redo(self) -> None:
        """Do again what was just taken back."""
        free = [known for known in self._redo if known not in self._moving]
        if free:
            gesture = free[-1]
            self._again(gesture.after, gesture.before, gesture.words, gesture, self._redo, self._undo)

    def _again(
        self,
        seats: dict[str, str],
        left: dict[str, str],
        words: str,
        gesture: Gesture,
        taken: list[Gesture],
        back: list[Gesture],
    ) -> None:
        """Write seats again; the gesture goes from one stack to the other once that is known to be done."""
        self._moving.append(gesture)
        self._asked += 1
        asked, workshop_id = self._asked, self._workshop_id

        def work(session: "Session") -> tuple[int, Board]:
            moved = mesas.seat_back(session, workshop_id, seats, left)
            return len(moved), seating_board.board(session, workshop_id)

        def moved(*, kept: bool) -> None:
            self._moving.remove(gesture)
            if not kept and gesture in taken:
                taken.remove(gesture)

        def done(found: tuple[int, Board]) -> None:
            moved(kept=False)
            back.append(gesture)
            self._landed(asked, found[1])
            self._view.toast(facts.again_words(words, len(seats), found[0]), None)

        def failed(error: AppError) -> None:
            moved(kept=isinstance(error, Unavailable))  # it may be done yet
            self._refused(error)

        self._jobs.write(work, done, failed)

    def _refused(self, error: AppError) -> None:
        kind = "error" if isinstance(error, Unavailable | Corrupt) else "warning"
        self._view.show_message(kind, sentence(error))
        self.load()

    # the automatic spread

    def spread(self) -> None:
        """Propose where everybody sits: those who are here, or all when nobody is yet."""
        board = self.board
        if board is None or not board.tables:
            return
        self._everybody = all(one.state != PRESENT for one in board.people)
        self._keep = True
        self._propose()

    def ask_spread(self, *, everybody: bool, keep: bool) -> None:
        """Propose again: all the invited or only who is here; leaving who has a seat or not."""
        self._everybody, self._keep = everybody, keep
        self._propose()

    def _propose(self) -> None:
        board = self.board
        if board is None:
            return
        guests = board.guests(everybody=self._everybody)
        found = seating.spread(guests, board.room(guests), keep=self._keep)
        self._proposal = found
        self._view.show_board(
            facts.board_facts(board, words=self._words, only_present=self._only_present, proposal=found)
        )
        words = facts.spread_words(found, len(board.tables))
        self._view.show_spread(SpreadFacts(words, self._everybody, self._keep, len(found.changes)))

    @property
    def proposing(self) -> bool:
        """A proposal is on the board."""
        return self._proposal is not None

    def apply_spread(self) -> None:
        """Seat everybody as proposed, in one gesture."""
        found, board = self._proposal, self.board
        if found is None or board is None:
            return
        self._proposal = None
        self._view.show_spread(None)
        if not found.changes:
            self._show()
        else:
            people = count(len(found.changes), "persona", "personas")
            where = count(len(board.tables), "mesa", "mesas")
            self._write(dict(found.changes), f"Reparto aplicado: {people} en {where}.")

    def discard_spread(self) -> None:
        """Leave everybody where they are."""
        if self._proposal is not None:
            self._proposal = None
            self._view.show_spread(None)
            self._show()

    # the mesas of the workshop

    def make_mesas(self, text: str) -> None:
        """Define how many mesas there are, numbered on from the alliance's."""
        number = int(text) if text.strip().isdecimal() and len(text.strip()) < 4 else 0
        if not 0 < number <= MOST_MESAS:
            self._view.show_message("warning", sentence(Invalid("mesas-unlikely")))
            return
        workshop_id = self._workshop_id

        def work(session: "Session") -> None:
            start = max(mesas.numbers(session).values(), default=0)
            for one in range(start + 1, start + number + 1):
                mesas.add(session, workshop_id, MesaPlan(name=f"Tema por definir {one}"))

        self._change_mesas(work)

    def convene_all(self) -> None:
        """Bring every mesa of the alliance to this workshop."""
        workshop_id = self._workshop_id

        def work(session: "Session") -> None:
            for one in mesa_members.listing(session):
                mesas.add(session, workshop_id, MesaPlan(name=one.name))

        self._change_mesas(work)

    def _change_mesas(self, work: "Callable[[Session], None]") -> None:
        if self._making:
            return  # a second Enter would make as many again
        self._making = True

        def done(_none: None) -> None:
            self._making = False
            self._view.show_message("", "")
            self.load()

        def failed(error: AppError) -> None:
            self._making = False
            self._refused(error)

        self._jobs.write(work, done, failed)


def _read(session: "Session", workshop_id: str) -> tuple[Board | None, int, bool]:
    workshop = session.get(Workshop, workshop_id)
    if workshop is None or workshop.deleted:
        return None, 0, False
    board = seating_board.board(session, workshop_id)
    return board, len(mesas.numbers(session)), workshop.kind == MEETING
