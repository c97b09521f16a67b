"""Acuerdos without Qt: it remembers what its presenters told it to show."""

from collections.abc import Callable
from dataclasses import dataclass, field

from alianza_desktop.model import Agreement
from alianza_desktop.services import agreements
from alianza_desktop.services.query import get
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.agreements.detail_facts import DetailFacts
from alianza_desktop.ui.agreements.details import DetailsPresenter
from alianza_desktop.ui.agreements.facts import Room, Understood
from alianza_desktop.ui.agreements.line import LinePresenter
from alianza_desktop.ui.agreements.presenter import BoardPresenter
from alianza_desktop.ui.agreements.room import LineDraft
from alianza_desktop.ui.cells import Cell, TableRow
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.row import Row
from tests.builders import World, arrive, writing


@dataclass
class FakeAgreements:
    """The mesa, the line and the details."""

    room: Room | None = None
    rows: tuple[TableRow, ...] = ()
    totals: tuple[str, str] = ("", "")
    which: str = ""
    selected: str = ""
    message: tuple[str, str] = ("", "")
    toasts: list[tuple[str, Callable[[], None] | None]] = field(default_factory=list)
    chips: tuple[Understood, ...] = ()
    choices: tuple[Row, ...] = ()
    marked: bool = False
    line: str = ""
    caret: int = 0
    details: DetailFacts | None = None
    faults: dict[str, str] = field(default_factory=dict)
    being_typed: frozenset[str] = frozenset()

    def show_room(self, room: Room) -> None:
        self.room = room

    def show_rows(self, rows: tuple[TableRow, ...]) -> None:
        self.rows = rows

    def show_totals(self, total: str, incomplete: str) -> None:
        self.totals = (total, incomplete)

    def show_which(self, shown: str) -> None:
        self.which = shown

    def select(self, key: str) -> None:
        self.selected = key

    def show_message(self, kind: str, words: str) -> None:
        self.message = (kind, words)

    def toast(self, words: str, inverse: Callable[[], None] | None) -> None:
        self.toasts.append((words, inverse))

    def show_understood(self, chips: tuple[Understood, ...]) -> None:
        self.chips = chips

    def show_choices(self, rows: tuple[Row, ...], *, marked: bool = False) -> None:
        self.choices, self.marked = rows, marked

    def set_line(self, text: str, caret: int) -> None:
        self.line, self.caret = text, caret

    def show_details(self, found: DetailFacts) -> None:
        self.details = found

    def hide_details(self) -> None:
        self.details = None

    def show_fault(self, key: str, words: str) -> None:
        self.faults[key] = words

    def typing(self) -> frozenset[str]:
        return self.being_typed

    # what a person reads

    def texts(self) -> list[str]:
        return [row.cells["text"].text for row in self.rows]

    def cell(self, place: int, column: str) -> Cell:
        return self.rows[place].cells[column]

    def state(self, place: int) -> str:
        chip = self.cell(place, "state").chip
        return chip.words if chip else ""

    def said(self) -> list[str]:
        return [one.words for one in self.chips]


class Table:
    """The three presenters on one fake view, as the screen joins them."""

    def __init__(self, jobs: InlineJobs, workshop_id: str) -> None:
        self.view = FakeAgreements()
        self.gone: list[tuple[str, str]] = []
        self.board = BoardPresenter(
            self.view,
            jobs,
            workshop_id,
            lambda kind, argument: self.gone.append((kind, argument)),
            changed=self._changed,
            loaded=self._loaded,
        )
        self.line = LinePresenter(
            self.view, jobs, lambda: self.board.room, run=self.board.run, added=self._added
        )
        self.details = DetailsPresenter(self.view, jobs, lambda: self.board.room)
        self.detailed: list[str] = []
        self.board.load()

    def _loaded(self, draft: LineDraft) -> None:
        self.line.begin(draft)

    def _changed(self) -> None:
        self.line.understand()
        self.details.refresh()

    def _added(self, agreement_id: str, rows: tuple[agreements.AgreementRow, ...], details: bool) -> None:
        self.board.added(agreement_id, rows)
        if details:
            self.detailed.append(agreement_id)

    def type(self, line: str) -> None:
        self.view.line = line
        self.line.typed(line, len(line))

    def enter(self, line: str) -> None:
        self.type(line)
        self.line.entered()

    def ids(self) -> list[str]:
        return [row.key for row in self.view.rows]


def people_in(database: Database, made: World) -> World:
    """The manager is at Cacao, the mayor at Conectividad."""
    with writing(database) as session:
        arrive(session, made, made.manager, made.cacao)
        arrive(session, made, made.mayor, made.conecta)
    return made


def record(database: Database, agreement_id: str) -> Agreement:
    with database.reading() as session:
        return get(session, Agreement, agreement_id)
