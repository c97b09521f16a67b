"""From what the services say can be projected to the lines of a sheet. No Qt.

A new thing to project is its function here and its line in `_SHEETS`.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import count, hour, long_day
from alianza_desktop.services.agenda_clock import Block
from alianza_desktop.services.projection import (
    ActorSheet,
    Content,
    DeskSign,
    Seat,
    SeatingBoard,
    Table,
    Welcome,
)
from alianza_desktop.services.wording import Wording
from alianza_desktop.ui import agenda
from alianza_desktop.ui.agenda import Moment
from alianza_desktop.ui.projector import wording_sheet
from alianza_desktop.ui.projector.sheet import HUGE, SHORT, SHORT_LETTERS, TITLE, Line, Section, Sheet
from alianza_desktop.ui.row import sector_name

KINDS: Final = (
    ("welcome", "Bienvenida y agenda"),
    ("sign", "Letrero del registro"),
    ("seating", "Mesas y asientos"),
    ("wording", "Acuerdo en redacción"),
)
"""What can be chosen without an id."""
ARROWS: Final = (
    ("right", "a la derecha"),
    ("left", "a la izquierda"),
    ("down", "hacia abajo"),
    ("", "sin flecha"),
)


def sheet(content: Content, now: datetime, arrow: str = "") -> Sheet:
    """Return a thing to project as it is at this moment; `arrow` is of a desk's sign."""
    return _SHEETS[type(content)](content, now, arrow)


def _title(words: str) -> Line:
    size = SHORT if len(words) <= SHORT_LETTERS else TITLE
    return Line(words=words, size=size, strong=True)


def _heading(name: str) -> Line:
    return Line(words=name, size=TITLE, strong=True)


# the door


def _welcome(content: Welcome, now: datetime, _arrow: str) -> Sheet:
    if not content.workshop:
        door = (Line(words="Le damos la bienvenida"), _title(content.alliance))
        return Sheet(right=_hour(now), sections=(Section(lines=door),))
    first = Section(lines=_door(content, now))
    moment = _moment(content, now)
    blocks = tuple(_block(block, moment, number) for number, block in enumerate(content.agenda, start=1))
    head = _heading("Agenda de hoy" if _today(content, now) else "Agenda")
    second = (Section(head=(head,), lines=blocks),) if blocks else ()
    return Sheet(left=content.alliance, right=_hour(now), sections=(first, *second))


def _door(content: Welcome, now: datetime) -> tuple[Line, ...]:
    found = [Line(words="Le damos la bienvenida", quiet=True), _title(content.workshop)]
    if content.stage:
        name = catalogs.label("stage", content.stage)
        stage = f"Etapa {content.stage} de 6" + (f": {name}" if name != content.workshop else "")
        found.append(Line(words=stage, stage=content.stage, apart=True))
    where = [words for words in (content.place, long_day(content.date)) if words]
    found += [Line(words=words, apart=words == where[0]) for words in where]
    return (*found, *_now_and_then(content, _moment(content, now)))


def _now_and_then(content: Welcome, moment: Moment) -> Iterator[Line]:
    """Return the block that is held and the one that comes next."""
    for word, number in (("Ahora", moment.number), ("Luego", moment.following)):
        if number:
            block, current = content.agenda[number - 1], word == "Ahora"
            note = moment.strong if current else block.starts_at
            yield Line(words=block.title, lead=word, note=note, now=current, apart=current)


def _block(block: Block, moment: Moment, number: int) -> Line:
    """Return a line of the agenda: the hour at which it began, or will; how much is left of the one held."""
    current = number == moment.number
    note = moment.strong if current else f"{block.minutes} min" if block.minutes else ""
    lead = hour(block.began_at) or block.starts_at or "–"
    return Line(words=block.title, lead=lead, note=note, now=current)


def _moment(content: Welcome, now: datetime) -> Moment:
    """Return where the day is; no block is held before the first, after the last or on another day."""
    return agenda.moment(content.agenda, content.date, now) or Moment("", "")


def _today(content: Welcome, now: datetime) -> bool:
    return content.date == f"{now:%Y-%m-%d}"


def _hour(now: datetime) -> str:
    return f"{now:%H:%M}"


# a desk's sign


def _sign(content: DeskSign, _now: datetime, arrow: str) -> Sheet:
    lines: tuple[Line, ...]
    if content.first:
        letters = f"{content.first}–{content.last}"
        lines = (
            Line(words="Registro", size=SHORT, strong=True, centre=True),
            Line(words="Apellidos", size=TITLE, centre=True),
            Line(words=letters, size=HUGE, strong=True, arrow=arrow, centre=True),
        )
    else:
        lines = (Line(words="Registro", size=HUGE, strong=True, arrow=arrow, centre=True),)
    return Sheet(
        left=content.alliance,
        sections=(Section(lines=lines),),
        foot="Tenga su DNI a la mano, por favor",
        centred=True,
    )


# who sits where


def _seating(content: SeatingBoard, _now: datetime, _arrow: str) -> Sheet:
    sections = tuple(_table(one) for one in content.tables)
    if not sections:
        sections = (Section(lines=(_title("Aún no hay mesas en este taller"),)),)
    return Sheet(left="¿En qué mesa estoy?", right=content.workshop, sections=sections)


def _table(table: Table) -> Section:
    title = f"Mesa {table.number} · {table.name}" if table.number else table.name
    where = " · ".join(filter(None, (table.place, f"facilita {table.guide}" if table.guide else "")))
    theme = table.theme if table.theme and table.theme != table.name else ""
    under = tuple(Line(words=words, quiet=True) for words in (where, theme) if words)
    first, more = _heading(title), _heading(f"{title} (sigue)")
    return Section(head=(first, *under), again=(more,), lines=_seats(table))


def _seats(table: Table) -> tuple[Line, ...]:
    if not table.seats and not table.unnamed:
        return (Line(words="Aún no hay nadie en esta mesa"),)
    lines = [_pair(*table.seats[place : place + 2]) for place in range(0, len(table.seats), 2)]
    if table.unnamed:
        more = count(table.unnamed, "persona", "personas")
        lines.append(Line(words=f"y {more} más" if lines else more, quiet=True))
    return tuple(lines)


def _pair(one: Seat, other: Seat | None = None) -> Line:
    beside = (other.name, other.sector) if other is not None else ("", "")
    return Line(words=one.name, sector=one.sector, beside=beside, columns=True)


# an actor


def _actor(content: ActorSheet, _now: datetime, _arrow: str) -> Sheet:
    about = " · ".join(filter(None, (sector_name(content.sector), content.level, content.territory)))
    head = [_heading(content.name)]
    if about:
        head.append(Line(words=about, sector=content.sector))
    lines: list[Line] = []
    for one in content.lists:
        if one.lines:
            lines.append(Line(words=one.title, strong=True, keep=True, apart=True))
            lines += [Line(words=words, bullet=True) for words in one.lines]
    if not lines:
        lines = [Line(words="Todavía no se escribió qué aporta")]
    return Sheet(left="Actor del territorio", sections=(Section(head=tuple(head), lines=tuple(lines)),))


_SHEETS: Final[dict[type, Callable[[Any, datetime, str], Sheet]]] = {
    Welcome: _welcome,
    DeskSign: _sign,
    SeatingBoard: _seating,
    ActorSheet: _actor,
    Wording: wording_sheet.sheet,
}
