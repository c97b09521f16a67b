"""A mesa's own meeting by commands: it is listed after the workshops and chosen by its id."""

from dataclasses import replace
from pathlib import Path

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import alliances, meetings, mesas
from alianza_desktop.services.mesas import MesaPlan
from alianza_desktop.storage.database import Database
from tests.cli.test_commands import Shell, founded, shell

__all__ = ["founded", "shell"]


def test_a_meeting_is_listed_and_chosen_by_its_id(founded: Shell, tmp_path: Path, clock: FixedClock) -> None:
    data = next(path.parent for path in tmp_path.rglob("alianza.db"))
    with Database.open(data, clock=clock) as store:
        with store.reading() as session:
            who = alliances.operator(session).id
        with store.transaction(who) as session:
            mesa = mesas.found(session, MesaPlan(name="Cacao"))
            plan = replace(meetings.propose(session, mesa.id).plan, starts_on="2026-12-05")
            held = meetings.convene(session, plan).id
    (row,) = founded("workshop", "list")["workshops"]
    assert (row["id"], row["stage"], row["name"]) == (held, 0, "Reunión de la Mesa 1 · Cacao")
    shown = founded("workshop", "show", held)["workshop"]
    assert (shown["id"], [one["number"] for one in shown["mesas"]]) == (held, [1])
