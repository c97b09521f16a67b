"""Acuerdos without Qt: it remembers what its presenters told it to show."""

from collections.abc import Callable
from dataclasses import dataclass, field

from alianza_desktop.ui.agreements.details import DetailFacts
from alianza_desktop.ui.agreements.facts import Room, Understood
from alianza_desktop.ui.cells import Cell, TableRow
from alianza_desktop.ui.row import Row


@dataclass
class FakeAgreements:
    """The mesa, the line and the details."""

    room: Room | None = None
    rows: tuple[TableRow, ...] = ()
    totals: tuple[str, str] = ("", "")
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
