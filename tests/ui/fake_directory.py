"""The directory without Qt: it remembers what its presenters told it to show."""

from collections.abc import Callable
from dataclasses import dataclass, field

from alianza_desktop.services.record_history import Change
from alianza_desktop.ui.cells import TableRow
from alianza_desktop.ui.directory.merging import Comparison
from alianza_desktop.ui.directory.needs import Board
from alianza_desktop.ui.directory.presenter import Card, Listing


@dataclass
class FakeDirectory:
    """The list, the card, the comparison, the needs."""

    listing: Listing = field(default_factory=lambda: Listing((), ""))
    duplicates: int = -1
    card: Card | None = None
    history: tuple[Change, ...] = ()
    faults: dict[str, str] = field(default_factory=dict)
    message: tuple[str, str] = ("", "")
    toasts: list[tuple[str, Callable[[], None] | None]] = field(default_factory=list)
    being_typed: frozenset[str] = frozenset()
    comparison: Comparison | None = None
    left: int = 0
    board: Board | None = None
    rows: tuple[TableRow, ...] = ()
    understood: tuple[str, bool] = ("", True)
    cleared: int = 0
    selected: str = ""
    new: str = ""
    logo: bytes = b""
    pages: tuple[bytes, str] = (b"", "")
    name: str = ""

    def show_listing(self, found: Listing) -> None:
        self.listing = found

    def show_duplicates(self, count: int) -> None:
        self.duplicates = count

    def show_card(self, card: Card) -> None:
        self.card = card

    def hide_card(self) -> None:
        self.card = None

    def show_history(self, changes: tuple[Change, ...]) -> None:
        self.history = changes

    def show_fault(self, key: str, words: str) -> None:
        self.faults[key] = words

    def show_message(self, kind: str, words: str) -> None:
        self.message = (kind, words)

    def toast(self, words: str, inverse: Callable[[], None] | None) -> None:
        self.toasts.append((words, inverse))

    def typing(self) -> frozenset[str]:
        return self.being_typed

    def show_comparison(self, found: Comparison) -> None:
        self.comparison = found

    def leave(self) -> None:
        self.left += 1

    # needs

    def show_board(self, board: Board, rows: tuple[TableRow, ...]) -> None:
        self.board, self.rows = board, rows

    def show_understood(self, words: str, *, good: bool) -> None:
        self.understood = (words, good)

    def clear_line(self) -> None:
        self.cleared += 1

    def show_need(self, card: Card) -> None:
        self.card = card

    def hide_need(self) -> None:
        self.card = None

    def show_need_history(self, changes: tuple[Change, ...]) -> None:
        self.history = changes

    def show_need_fault(self, key: str, words: str) -> None:
        self.faults[key] = words

    def typing_need(self) -> frozenset[str]:
        return self.being_typed

    def select_need(self, need_id: str) -> None:
        self.selected = need_id

    # actors

    def show_new(self, organization_id: str) -> None:
        self.new = organization_id

    def show_logo(self, data: bytes) -> None:
        self.logo = data

    def print_pages(self, data: bytes, title: str) -> None:
        self.pages = (data, title)

    def ask_where(self, data: bytes, name: str) -> None:
        self.pages, self.name = (data, name), name

    # what a person reads

    def names(self) -> list[str]:
        return [row.cells["name"].text for row in self.listing.rows]

    def take_back(self) -> None:
        """Press «Deshacer» of the last toast."""
        inverse = self.toasts[-1][1]
        assert inverse is not None
        inverse()
