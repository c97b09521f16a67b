"""Where the day is in its agenda."""

from datetime import datetime

import pytest

from alianza_desktop.core.clock import PERU
from alianza_desktop.ui.agenda import Block, Moment, moment

BLOCKS = (Block("Registro", "08:00", 75), Block("Apertura", "09:15", 15), Block("Acuerdos", "10:00", 90))


def at(hour: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-23T{hour}").replace(tzinfo=PERU)


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        ("07:46:00", Moment("Empieza a las 08:00", "faltan 14 min")),
        ("05:55:00", Moment("Empieza a las 08:00", "faltan 2 h 05 min")),
        ("09:02:41", Moment("Bloque 1 de 3 · Registro", "quedan 12:19", number=1)),
        ("09:15:00", Moment("Bloque 2 de 3 · Apertura", "quedan 15:00", number=2)),
        ("09:33:10", Moment("Bloque 2 de 3 · Apertura", "pasó 3:10", over=True, number=2)),
        ("10:00:00", Moment("Bloque 3 de 3 · Acuerdos", "quedan 1:30:00", number=3)),
        ("11:42:00", Moment("Fin de la agenda", "hace 12 min", number=3)),
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
