"""Mesas without Qt."""

from collections.abc import Callable
from dataclasses import dataclass, field

from alianza_desktop.ui.mesas.details import MesaFacts, Suggestion
from alianza_desktop.ui.mesas.facts import BoardFacts, ColumnFacts
from alianza_desktop.ui.mesas.presenter import EmptyFacts, SpreadFacts

Inverse = Callable[[], None] | None


@dataclass
class FakeMesas:
    """Remembers what it was told to show."""

    board: BoardFacts | None = None
    empty: EmptyFacts | None = None
    spread: SpreadFacts | None = None
    messages: list[tuple[str, str]] = field(default_factory=list)
    toasts: list[tuple[str, Inverse]] = field(default_factory=list)
    mesa: MesaFacts | None = None
    faults: list[tuple[str, str]] = field(default_factory=list)
    names: tuple[Suggestion, ...] = ()
    meeting: bool = False
    in_field: frozenset[str] = frozenset()

    def show_board(self, found: BoardFacts) -> None:
        self.board = found

    def show_empty(self, found: EmptyFacts) -> None:
        self.empty = found

    def show_spread(self, found: SpreadFacts | None) -> None:
        self.spread = found

    def show_meeting(self) -> None:
        self.meeting = True

    def show_message(self, kind: str, words: str) -> None:
        self.messages.append((kind, words))

    def toast(self, words: str, inverse: Inverse) -> None:
        self.toasts.append((words, inverse))

    def show_mesa(self, found: MesaFacts) -> None:
        self.mesa = found

    def hide_mesa(self) -> None:
        self.mesa = None

    def show_fault(self, key: str, words: str) -> None:
        self.faults.append((key, words))

    def show_names(self, found: tuple[Suggestion, ...]) -> None:
        self.names = found

    def typing(self) -> frozenset[str]:
        return self.in_field

    def column(self, number: int) -> ColumnFacts:
        assert self.board is not None
        return next(one for one in self.board.columns if one.number == number)

    def seated(self, number: int) -> list[str]:
        return [chip.name for chip in self.column(number).people]

    def proposed(self) -> str:
        """What the proposal on the board says; nothing without one."""
        return self.spread.words if self.spread is not None else ""

    def meets(self) -> bool:
        assert self.mesa is not None
        return bool(self.mesa.sitting_id)

    def members(self) -> list[str]:
        assert self.mesa is not None
        return [one.name for one in self.mesa.members]
