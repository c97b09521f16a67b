"""Two laptops that number actas of one mesa without seeing each other never give one number."""

from pathlib import Path

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.documents import issue
from alianza_desktop.model import Mesa
from alianza_desktop.services import actas
from alianza_desktop.services.siglas import sigla_of
from alianza_desktop.storage.database import Database
from tests.builders import agree, arrive, world, writing
from tests.signing.other_laptop import laptop


def freeze(database: Database, workshop: str, mesa: str) -> str:
    with writing(database) as session:
        acta = actas.compose(session, workshop, mesa).id
        issue.review(session, acta)
        return issue.freeze(session, acta).number


def test_two_laptops_number_one_mesa_apart(store: Path, tmp_path: Path, clock: FixedClock) -> None:
    with Database.open(store, clock=clock) as first, writing(first) as session:
        made = world(session)
        arrive(session, made, made.mayor, made.cacao)
        agree(session, made)
    with laptop(store, tmp_path / "otra", clock) as other:
        theirs = [freeze(other, made.workshop, made.cacao) for _ in range(2)]
    with Database.open(store, clock=clock) as first:
        mine = [freeze(first, made.workshop, made.cacao) for _ in range(2)]
        with first.reading() as session:
            mesa = session.get_one(Mesa, made.cacao)
            assert sigla_of(mesa.sigla, mesa.name) == "CACAO"
    assert mine == ["001-2026-MESA-CACAO-A", "002-2026-MESA-CACAO-A"]
    assert theirs == ["001-2026-MESA-CACAO-A1", "002-2026-MESA-CACAO-A1"]
