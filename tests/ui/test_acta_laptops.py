"""An acta of several laptops in the window: whose evidence is here, who seals, two seals."""

from pathlib import Path

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.sentences import said
from alianza_desktop.documents import issue
from alianza_desktop.model import ActaSeal, Device
from alianza_desktop.storage import attachments
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.actas import offering
from tests.builders import World, writing
from tests.ui.acta_desk import ActaDesk, acta_desk

OTHER = "0" * 32


@pytest.fixture
def desk(database: Database, clock: FixedClock, made: World, tmp_path: Path) -> ActaDesk:
    with writing(database) as session:
        session.add(Device(device=OTHER, letter="B", label="Mesa 3"))
    return acta_desk(database, clock, made, tmp_path)


def test_the_seal_lists_whose_evidence_is_here_and_warns_of_whose_is_not(desk: ActaDesk) -> None:
    desk.begin()
    desk.freeze()
    desk.sign()
    desk.sign()
    desk.signing.ask_seal()
    assert desk.view.sealing is not None
    assert [(row.title, row.caption, row.warning) for row in desk.view.sealing.devices] == [
        ("Equipo A, este equipo", "3 registros, el último a las 08:00", False),
        ("Equipo B (Mesa 3)", "no hay evidencia suya aquí", True),
    ]
    assert desk.view.sealing.warning == (
        "Falta la evidencia de otro equipo: lo que haya registrado constará aparte."
    )
    desk.signing.seal()  # it warns, and does not stop anybody
    assert desk.facts.state == "sealed"


def test_the_seal_is_handed_on_and_this_laptop_seals_no_more(desk: ActaDesk) -> None:
    desk.begin()
    assert offering.HAND_ON not in desk.facts.offers
    desk.freeze()
    assert offering.HAND_ON in desk.facts.offers
    desk.life.ask_hand_on()
    assert desk.view.hand is not None
    assert [row.title for row in desk.view.hand.laptops] == ["Equipo B (Mesa 3)"]
    desk.life.hand_on(OTHER)
    assert desk.view.panel == "people"
    assert desk.view.message == (
        "success",
        "Ahora la sella el equipo B (Mesa 3). Llévele lo de este equipo antes de sellar.",
    )
    assert offering.HAND_ON not in desk.facts.offers
    desk.sign()
    desk.sign()
    assert desk.facts.seal_reason == said("acta-seal-elsewhere", device="B (Mesa 3)")
    desk.life.hand_on(OTHER)
    assert desk.view.fault == ("", said("acta-seal-elsewhere", device="B (Mesa 3)"))


def test_two_seals_are_said_with_both_laptops_and_both_files_are_kept(
    desk: ActaDesk, database: Database, tmp_path: Path
) -> None:
    acta = desk.seal()
    assert desk.facts.two_seals == ""
    with writing(database) as session:
        version = issue.frozen(session, acta)
        digest = attachments.put(session, b"%PDF-1.7 another", "application/pdf")
        session.add(
            ActaSeal(
                version_id=version.id, file_hash=digest, device=OTHER, at="2026-11-23T09:00:00.000-05:00"
            )
        )
    desk.acta.load()
    assert desk.facts.two_seals == said("acta-two-seals", devices="A a las 08:00 y B (Mesa 3) a las 09:00")
    assert offering.BOTH_SEALS in desk.facts.offers
    desk.papers.save_seals()
    kept = {path.name: path.read_bytes()[:5] for path in (tmp_path / "Actas").iterdir()}
    assert kept.keys() >= {"acta-001-2026-MESA-CACAO-A-sello-A.pdf", "acta-001-2026-MESA-CACAO-A-sello-B.pdf"}
    assert set(kept.values()) == {b"%PDF-"}
    assert desk.view.message[0] == "success"
