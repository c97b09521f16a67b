"""A list of the directory and the card of whoever is chosen: the same for people and for actors. No Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core.errors import AppError, Corrupt, NotFound, Unavailable
from alianza_desktop.core.sentences import sentence
from alianza_desktop.services import same_as
from alianza_desktop.services.record_history import Change
from alianza_desktop.services.same_as import Said
from alianza_desktop.storage import heads
from alianza_desktop.storage.operations import Heads
from alianza_desktop.ui.cells import TableRow
from alianza_desktop.ui.directory.editing import Editor, Write
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.services.duplicates import Pair

CARD: Final = frozenset(
    {
        "attendance", "consent", "acta", "acta_version", "evidence", "seating", "agreement", "actor_trait",
        "agreement_partner", "chain_actor", "mesa", "mesa_member", "workshop", "invitation",
    }
)  # fmt: skip
"""What a card shows besides the records of the list."""
LIST: Final = frozenset({"person", "organization", "same_as", "not_same"})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Section:
    """A list of a card; empty, it says why."""

    title: str
    rows: tuple[Row, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Card:
    """A person or an actor as the panel shows it."""

    id: str
    title: str
    subtitle: str = ""
    sector: str = ""
    values: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    """What is odd about a value, by field."""
    sections: tuple[Section, ...] = ()
    lists: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """(id, text) of each line of an actor's four lists, by kind."""
    others: tuple[Row, ...] = ()
    """The records that are this same one."""
    names: tuple[str, ...] = ()
    """Organisations that a field offers."""
    logo: str = ""
    mesas: tuple[tuple[str, str], ...] = ()
    """(id, words) of the standing mesas to which an actor does not belong."""


@dataclass(frozen=True, slots=True, repr=False)
class Listing:
    """The rows of a list and what is said over it."""

    rows: tuple[TableRow, ...]
    words: str
    empty: bool = False
    """There is nobody at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What is different between people and actors."""

    entity: str
    listing: "Callable[[Session, str], Listing]"
    card: "Callable[[Session, str, str], Card]"
    """Of a record, seen from a workshop."""
    history: "Callable[[Session, str], tuple[Change, ...]]"
    write: Write
    fields: Mapping[str, str]
    """The field of the record behind a field of the form, when they are not the same."""
    faults: Mapping[str, str]
    """Field of the form in which each refusal is said."""
    pairs: "Callable[[Session], tuple[Pair, ...]]"
    parted: str
    """What is said when two records are no longer one."""


class DirectoryView(Protocol):
    """What the screen shows."""

    def show_listing(self, found: Listing) -> None: ...
    def show_duplicates(self, count: int) -> None: ...
    def show_card(self, card: Card) -> None: ...
    def hide_card(self) -> None: ...
    def show_history(self, changes: tuple[Change, ...]) -> None: ...
    def show_fault(self, key: str, words: str) -> None: ...
    def show_message(self, kind: str, words: str) -> None: ...
    def toast(self, words: str, inverse: Callable[[], None] | None) -> None: ...
    def typing(self) -> frozenset[str]:
        """Return the fields whose text is not what was shown."""
        ...


class DirectoryPresenter:
    """One per screen; at most one card is open."""

    def __init__(self, view: DirectoryView, jobs: Jobs, kind: Kind, workshop_id: str) -> None:
        self._view, self._jobs, self.kind, self._workshop_id = view, jobs, kind, workshop_id
        self.editor = Editor(jobs, kind.write, self._not_written, kind.fields)
        self.record_id = ""
        self._words = ""
        self._asked = 0
        self._historic = False

    def load(self) -> None:
        """Read the list, and a beat later who may be twice in it."""
        self._list()
        self._jobs.read_later(self.kind.pairs, lambda found: self._view.show_duplicates(len(found)))

    def _list(self) -> None:
        self._asked += 1
        asked, words = self._asked, self._words

        def done(found: Listing) -> None:
            if asked == self._asked:  # more may have been typed meanwhile
                self._view.show_listing(found)

        self._jobs.read(lambda session: self.kind.listing(session, words), done)

    def search(self, words: str) -> None:
        """Leave in the list whom the words find."""
        if words != self._words:
            self._words = words
            self._list()

    def on_changed(self, changes: frozenset[str]) -> None:
        """Read again what a commit touched."""
        if changes & LIST:
            self.load()
        elif changes & CARD:
            self._list()
        if self.record_id and changes & (LIST | CARD):
            self.refresh()

    # the card

    def open(self, record_id: str) -> None:
        """Show somebody; what was being typed in the card before has been told."""
        self.record_id = record_id
        self.refresh()

    def close(self) -> None:
        self.record_id = ""
        self._view.hide_card()

    def refresh(self) -> None:
        """Read the card again, with the heads that it shows from now on."""
        wanted, workshop_id = self.record_id, self._workshop_id
        if not wanted:
            return

        def work(session: "Session") -> tuple[Card, Heads]:
            card = self.kind.card(session, wanted, workshop_id)
            return card, heads.of(session, card.id)

        self._jobs.read(work, partial(self._read, wanted), self._gone)
        if self._historic:
            self._read_history()

    def _read(self, wanted: str, found: tuple[Card, Heads]) -> None:
        card, shown = found
        if wanted != self.record_id:
            return
        same = card.id == self.record_id
        self.record_id = card.id
        self.editor.showed(card.id, shown, self._view.typing() if same else frozenset())
        self._view.show_card(card)

    def _gone(self, error: AppError) -> None:
        if isinstance(error, NotFound):
            self.close()
        self.refused(error)

    def historic(self, *, shown: bool) -> None:
        """The history is on the screen, or not any more: it is read only when somebody looks."""
        self._historic = shown
        if shown:
            self._read_history()

    def _read_history(self) -> None:
        wanted = self.record_id

        def done(found: tuple[Change, ...]) -> None:
            if wanted == self.record_id:
                self._view.show_history(found)

        if wanted:
            self._jobs.read(lambda session: self.kind.history(session, wanted), done, self._gone)

    def changed(self, key: str, value: str) -> None:
        """A field was left: save it."""
        if self.record_id:
            self.editor.changed(self.record_id, key, value)

    def _not_written(self, record_id: str, key: str, error: AppError) -> None:
        if record_id == self.record_id and not isinstance(error, Unavailable | Corrupt):
            self._view.show_fault(self.kind.faults.get(error.code, key), sentence(error))
        else:
            self.refused(error)

    def refused(self, error: AppError) -> None:
        """Say over the list what could not be done."""
        kind = "error" if isinstance(error, Unavailable | Corrupt) else "warning"
        self._view.show_message(kind, sentence(error))

    # gestures with their way back

    def do(
        self, work: "Callable[[Session], object]", words: str, back: "Callable[[Session], object]"
    ) -> None:
        """Write something that can be taken back, and say so."""
        self._jobs.write(work, lambda _none: self._view.toast(words, partial(self._undo, back)), self.refused)

    def _undo(self, back: "Callable[[Session], object]") -> None:
        self._jobs.write(back, lambda _none: self._view.toast("Deshecho.", None), self.refused)

    def separate(self, record_id: str) -> None:
        """Take a record out of the one that is shown."""
        entity = self.kind.entity

        def done(said: Said) -> None:
            self._view.toast(self.kind.parted, lambda: self._undo(partial(_take_back, said)))

        self._jobs.write(lambda session: same_as.separate(session, entity, record_id), done, self.refused)


def _take_back(said: Said, session: "Session") -> None:
    same_as.take_back(session, said)
