"""A table as plain data: presenters make it, `widgets.table` paints it. No Qt."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its key in the rows, its heading, and how wide it is at 100 %."""

    key: str
    title: str
    width: int = 0
    """Pixels; 0 takes what is left."""
    right: bool = False
    """Numbers: aligned at the right."""
    hidden: bool = False
    """Not shown until it is chosen in the heading's menu."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A state: kind of `widgets.state_chip.ChipKind`, icon and word."""

    kind: str
    icon: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Cell:
    """What one cell shows; every part but the text may be empty."""

    text: str = ""
    prefix: str = ""
    """Before the text, in secondary colour: the kind of an agreement."""
    caption: str = ""
    """Second line, smaller."""
    sector: str = ""
    """Its shape stands before the text."""
    chip: Chip | None = None
    check: bool | None = None
    """A box, ticked or not, in the place of the text."""
    warning: bool = False
    """The text says what is missing."""
    caption_warning: bool = False
    strong: bool = False
    sort: str | int | float = ""
    """What the column is sorted by; the text, folded, when empty."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TableRow:
    """A row: what it stands for and its cells by column."""

    key: str
    cells: dict[str, Cell] = field(default_factory=dict)
