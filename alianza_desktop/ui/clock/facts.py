"""What the agenda's page says: each block as planned and as held, how much is left, who is here. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from alianza_desktop.core.format_es import count, hour
from alianza_desktop.services import agenda_clock, presence, present_at, workshops
from alianza_desktop.services.agenda_clock import ENDED, PAUSED, RUNNING, Block
from alianza_desktop.services.present_at import PLENARY, Quorum
from alianza_desktop.ui import agenda
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SHAPES: Final = {
    "": ("circle-dashed", ""),
    RUNNING: ("player-play", "primary"),
    PAUSED: ("player-pause", "warning"),
    ENDED: ("circle-check", ""),
}
"""Icon and token of a block's state."""
WORDS: Final = {"": "por empezar", RUNNING: "en marcha", PAUSED: "en pausa", ENDED: ""}


@dataclass(frozen=True, slots=True)
class Day:
    """The agenda of a workshop as it stands in the store: what a tick needs no reading for."""

    blocks: tuple[Block, ...] = ()
    date: str = ""
    counts: Mapping[str, Mapping[str, int]] | None = None
    """People at each instant at which a block began or ended, by mesa."""
    quorums: tuple[Quorum, ...] = ()
    present: int = 0


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """The block that is held, or what comes next."""

    caption: str = ""
    title: str = ""
    time: str = ""
    plan: str = ""
    over: bool = False
    share: tuple[int, int] = (0, 0)
    """Seconds held and planned; (0, 0) shows no bar."""
    state: str = ""
    """Of the block that is held; empty when none is."""
    paused: bool = False
    following: str = ""
    """Title of the block that comes next."""


def read(session: "Session", workshop_id: str) -> Day:
    """Return the agenda with who was there at each of its hours."""
    blocks = agenda_clock.blocks(session, workshop_id)
    current = workshops.open_session(session, workshop_id)
    asked = {at for one in blocks for at in (one.began_at, one.ended_at) if at}
    return Day(
        blocks=blocks,
        date=current.date if current else "",
        counts=present_at.counts(session, workshop_id, asked),
        quorums=present_at.quorums(session, workshop_id),
        present=len(presence.present(session, workshop_id)),
    )


def rows(day: Day) -> tuple[Row, ...]:
    """Return a row for each block: its number and title over how it was really held."""
    return tuple(_row(day, number, one) for number, one in enumerate(day.blocks, start=1))


def _row(day: Day, number: int, block: Block) -> Row:
    icon, tone = SHAPES[block.state]
    planned = f"{block.minutes} min" if block.minutes else ""
    return Row(
        key=block.id,
        title=f"{number}. {block.title}",
        icon=icon,
        tone=tone,
        caption=" · ".join(filter(None, (WORDS[block.state], *_held(day, block)))),
        trailing=block.starts_at or ("sin hora" if planned else ""),
        note=planned,
        strong=block.state in agenda_clock.HELD,
    )


def _held(day: Day, block: Block) -> Sequence[str]:
    """Return the hours at which a block was held, how long, and before how many."""
    if not block.began_at:
        return ()
    hours = f"de {hour(block.began_at)} a {hour(block.ended_at)}" if block.ended_at else ""
    return tuple(
        filter(
            None,
            (
                hours or f"desde las {hour(block.began_at)}",
                _length(block) if block.ended_at else "",
                _people(day, block),
                _without_quorum(day, block),
            ),
        )
    )


def _length(block: Block) -> str:
    minutes = round(block.spent / 60)
    if block.minutes is None or minutes == block.minutes:
        return f"{minutes} min"
    more = minutes - block.minutes
    return f"{minutes} min, {abs(more)} {'de más' if more > 0 else 'de menos'}"


def _people(day: Day, block: Block) -> str:
    began, ended = (_there(day, at) for at in (block.began_at, block.ended_at))
    if not block.ended_at or began == ended:
        return count(began, "presente", "presentes")
    return f"{count(began, 'presente', 'presentes')} al empezar, {ended} al terminar"


def _there(day: Day, at: str, mesa_id: str = PLENARY) -> int:
    return (day.counts or {}).get(at, {}).get(mesa_id, 0)


def _without_quorum(day: Day, block: Block) -> str:
    missing = [
        f"Mesa {one.number}" for one in day.quorums if _there(day, block.began_at, one.mesa_id) < one.needed
    ]
    return f"sin quórum al empezar: {', '.join(missing)}" if missing else ""


def clock(day: Day, now: datetime) -> ClockFacts:
    """Return what the clock says at this moment; the block that comes next when none is held."""
    following = agenda_clock.following(day.blocks)
    block = agenda_clock.held(day.blocks)
    after = following.title if following else ""
    if block is None:
        begun = any(one.state for one in day.blocks)
        caption = "Sigue" if following and begun else "Primer bloque" if following else "La agenda terminó"
        return ClockFacts(
            caption=caption if day.blocks else "",
            title=after,
            plan=_plan(following) if following else "",
            following=after,
        )
    moment = agenda.moment(day.blocks, day.date, now)
    assert moment is not None
    return ClockFacts(
        caption=f"Bloque {moment.number} de {len(day.blocks)} · {WORDS[block.state]}",
        title=block.title,
        time=moment.strong.removeprefix(agenda.ON_HOLD),
        plan=_plan(block),
        over=moment.over,
        share=(min(block.held(now), block.minutes * 60), block.minutes * 60) if block.minutes else (0, 0),
        state=block.state,
        paused=block.state == PAUSED,
        following=after,
    )


def _plan(block: Block) -> str:
    length = f"{block.minutes} min" if block.minutes else ""
    hours = f"desde las {block.starts_at}" if block.starts_at else ""
    planned = " ".join(filter(None, (length, hours)))
    began = f"empezó a las {hour(block.began_at)}" if block.began_at else ""
    return " · ".join(filter(None, (f"previsto: {planned}" if planned else "", began)))


def present_words(day: Day) -> str:
    """Return how many are here now."""
    return f"{count(day.present, 'persona presente', 'personas presentes')} ahora"


def quorum_rows(day: Day) -> tuple[Row, ...]:
    """Return a row for each mesa with a quorum: whether it has it, in words and with a shape."""
    return tuple(
        Row(
            key=one.mesa_id,
            title=f"Mesa {one.number} · {one.name}",
            icon="alert-triangle" if one.missing else "circle-check",
            tone="warning" if one.missing else "success",
            caption=quorum_words(one),
        )
        for one in day.quorums
    )


def quorum_words(one: Quorum) -> str:
    """Return whether a mesa has its quorum."""
    here = "hay 1" if one.present == 1 else f"hay {one.present}"
    if not one.missing:
        return f"Hay quórum: {here}, se piden {one.needed}"
    verb = "Falta" if one.missing == 1 else "Faltan"
    return f"{verb} {one.missing} para el quórum de {one.needed}: {here}"
