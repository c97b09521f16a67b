"""Where the day is in its agenda."""

from datetime import datetime

import pytest

from alianza_desktop.core.clock import PERU
from alianza_desktop.services import agenda_clock
from alianza_desktop.services.agenda_clock import Block
from alianza_desktop.ui.agenda import Moment, moment

BLOCKS = (Block("Registro", "08:00", 75), Block("Apertura", "09:15", 15), Block("Acuerdos", "10:00", 90))


def at(hour: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-23T{hour}").replace(tzinfo=PERU)


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        ("07:46:00", Moment("Empieza a las 08:00", "faltan 14 min", following=1)),
        ("05:55:00", Moment("Empieza a las 08:00", "faltan 2 h 05 min", following=1)),
        ("09:02:41", Moment("Bloque 1 de 3 · Registro", "quedan 12:19", number=1, following=2)),
        ("09:15:00", Moment("Bloque 2 de 3 · Apertura", "quedan 15:00", number=2, following=3)),
        ("09:33:10", Moment("Bloque 2 de 3 · Apertura", "se pasó 3:10", over=True, number=2, following=3)),
        ("10:00:00", Moment("Bloque 3 de 3 · Acuerdos", "quedan 1:30:00", number=3)),
        ("11:42:00", Moment("Fin de la agenda", "hace 12 min")),
    ],
)
def test_the_moment_of_the_day(hour: str, expected: Moment) -> None:
    assert moment(BLOCKS, "2026-11-23", at(hour)) == expected


@pytest.mark.parametrize(
    ("blocks", "date"),
    [(BLOCKS, "2026-11-24"), ((), "2026-11-23"), ((Block("Sin hora", "", 10),), "2026-11-23"), (BLOCKS, "")],
)
def test_nothing_to_say(blocks: tuple[Block, ...], date: str) -> None:
    assert moment(blocks, date, at("09:00:00")) is None


def test_a_block_without_length_is_never_late() -> None:
    found = moment(
        (Block("Registro", "08:00", None), Block("Cierre", "10:00", 5)), "2026-11-23", at("09:00:00")
    )
    assert found is not None
    assert not found.over


def block(title: str, minutes: int | None, state: str = "", **hours: str) -> Block:
    """A block with hours of the day as its instants."""
    instants = {name: f"2026-11-23T{hour}:00.000-05:00" for name, hour in hours.items()}
    return Block(title, "09:00", minutes, state=state, **instants)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (block("Uno", 30, "running", began_at="09:10", since="09:10"), ("quedan 10:00", False)),
        (block("Uno", 15, "running", began_at="09:10", since="09:10"), ("se pasó 5:00", True)),
        (block("Uno", None, "running", began_at="09:10", since="09:10"), ("lleva 20:00", False)),
        (block("Uno", 30, "paused", began_at="09:10", since="09:10"), ("en pausa, quedan 30:00", False)),
    ],
)
def test_the_clock_speaks_before_the_plan_on_any_day(held: Block, expected: tuple[str, bool]) -> None:
    for date in ("2026-11-23", "2026-11-20"):
        found = moment((held, block("Dos", 10)), date, at("09:30:00"))
        assert found == Moment("Bloque 1 de 2 · Uno", *expected, number=1, state=held.state, following=2)


def test_a_block_that_nobody_ended_says_since_when() -> None:
    held = block("Uno", 30, "running", began_at="09:10", since="09:10")
    found = moment((held,), "2026-11-25", at("09:30:00").replace(day=25))
    assert found is not None
    assert (found.caption, found.strong, found.over) == (
        "Bloque 1 de 1, del 23/11/2026",
        "sin terminar",
        True,
    )


def test_between_two_blocks_and_after_the_last() -> None:
    ended = block("Uno", 30, "ended", began_at="09:00", ended_at="09:20")
    after = Block("Dos", "10:00", 10)
    assert moment((ended, after), "2026-11-23", at("09:30:00")) == Moment(
        "Sigue el bloque 2 · 10:00", "Dos", following=2
    )
    assert moment((after, ended), "2026-11-23", at("09:30:00")) == Moment("Fin de la agenda", "hace 10 min")
    assert moment((ended, after), "2026-11-24", at("09:30:00")) is None


def test_what_comes_next_is_what_the_clock_would_begin() -> None:
    """Somebody went back to a block after a later one had ended."""
    blocks = (
        block("Uno", 30, "ended", began_at="08:00", ended_at="08:30"),
        block("Dos", 30, "running", began_at="09:10", since="09:10"),
        block("Tres", 30),
        block("Cuatro", 30, "ended", began_at="08:40", ended_at="09:10"),
        block("Cinco", 30),
    )
    found, following = moment(blocks, "2026-11-23", at("09:20:00")), agenda_clock.following(blocks)
    assert found is not None
    assert following is not None
    assert blocks[found.following - 1] is following
