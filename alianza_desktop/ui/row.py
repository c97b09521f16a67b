"""A row of a list as plain data: presenters make them, `widgets.rows` paints them. No Qt."""

from dataclasses import dataclass
from functools import cache

from alianza_desktop.core import catalogs


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Row:
    """What a list shows of one thing; every part but the title may be empty."""

    title: str
    key: str = ""
    """What the row stands for: the id that is handed back when it is chosen."""
    hour: str = ""
    """Text before the title: an hour."""
    icon: str = ""
    """Icon before the title."""
    caption: str = ""
    """Second line, smaller; or beside the title when the list says so."""
    warning: bool = False
    """The caption says what is missing."""
    sector: str = ""
    """Its shape stands before the caption."""
    trailing: str = ""
    note: str = ""
    """Second line under the trailing text, smaller."""
    tone: str = ""
    """Token that colours the icon and the trailing text."""
    strong: bool = False
    """The title in semibold: the one whose turn it is."""
    state: str = ""
    """`done`, `attention`, `pending` or `more` (a chevron) at the end of the row."""

    @property
    def spoken(self) -> str:
        """The row as one sentence, for the tooltip and screen readers."""
        parts = (self.hour, self.title, sector_name(self.sector), self.caption, self.trailing, self.note)
        return ", ".join(filter(None, parts))


@cache
def sector_codes() -> dict[str, str]:
    """Return the printed code of each sector: PÚB, PRI, ACA, SOC."""
    return {one.code: one.short for one in catalogs.sectors()}


def sector_name(sector: str) -> str:
    """Return the name of a sector, or nothing when it is not known."""
    return catalogs.labels("sector").get(sector, "")
