"""The official lines at the head of state documents: the name of the decade and, under it, that of the year.

Each workshop keeps its own; those of one year have the same, so a new one takes what the last one said.
A decade that says its years («2018-2027») is also that of the other years between them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import or_
from sqlalchemy.orm import Session

from alianza_desktop.model import Workshop
from alianza_desktop.services.query import living

_YEARS: Final = re.compile(r"(\d{4})\D{1,4}(\d{4})")


@dataclass(frozen=True, slots=True)
class YearLines:
    """What a workshop of a year says."""

    year: str
    year_line: str = ""
    decade_line: str = ""


def known(session: Session) -> tuple[YearLines, ...]:
    """Return what every workshop with such lines says, the last one first."""
    query = living(Workshop).where(or_(Workshop.year_line != "", Workshop.decade_line != ""))
    rows = session.scalars(query.order_by(Workshop.starts_on.desc(), Workshop.id.desc()))
    return tuple(YearLines(one.starts_on[:4], one.year_line, one.decade_line) for one in rows)


def of(said: Sequence[YearLines], year: str) -> YearLines:
    """Return the lines of a year, as far as something of what was said is of it."""
    same = [one for one in said if year and one.year == year]
    decades = [one.decade_line for one in same] + [
        one.decade_line for one in said if _within(one.decade_line, year)
    ]
    return YearLines(
        year,
        next((one.year_line for one in same if one.year_line), ""),
        next(filter(None, decades), ""),
    )


def _within(line: str, year: str) -> bool:
    found = _YEARS.search(line)
    return found is not None and found[1] <= year <= found[2]
