"""What happens to an acta after its freeze, in the window: adenda, new version, annulment, after the seal."""

from pathlib import Path

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.sentences import said
from alianza_desktop.model import Operator, Person
from alianza_desktop.services import pins
from alianza_desktop.services.agreements import change as change_agreement
from alianza_desktop.services.agreements import listing as agreements
from alianza_desktop.services.query import get
from alianza_desktop.signing.verify import verify
from alianza_desktop.storage.context import context
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.actas import offering
from tests.builders import World, writing
from tests.ui.acta_desk import ActaDesk, acta_desk


@pytest.fixture
def desk(database: Database, clock: FixedClock, made: World, tmp_path: Path) -> ActaDesk:
    return acta_desk(database, clock, made, tmp_path)


def first(desk: ActaDesk) -> str:
    return next(iter(desk.facts.signers))


def test_who_signs_for_another_says_so_with_a_paper(desk: ActaDesk, tmp_path: Path) -> None:
    desk.begin()
    signer = first(desk)
    with writing(desk.database) as session:
        absent = Person(given_names="Rosa", paternal_surname="Antún")
        session.add(absent)
        session.flush()
        person = absent.id
    desk.capacity.ask(signer)
    desk.capacity.represent(person)
    assert desk.view.capacity is not None
    assert (desk.view.capacity.represents, desk.view.capacity.values["quality"]) == (
        "Rosa Antún",
        "alternate",
    )
    assert desk.view.capacity.lacks == f"{said('gap-accreditation').capitalize()}."
    assert any(row.key.endswith("gap-accreditation") for row in desk.facts.gaps)
    row = next(one for one in desk.facts.people if one.key == signer)
    assert (row.trailing, row.note) == ("alterno", "por Rosa Antún")
    desk.capacity.change("accreditation", "Carta poder 12-2026")
    assert not any(row.key.endswith("gap-accreditation") for row in desk.facts.gaps)
    scan = tmp_path / "carta.pdf"
    scan.write_bytes(b"%PDF-1.4 carta")
    desk.capacity.scan(scan)
    seen = [desk.view.capacity.scanned]
    desk.capacity.unscan()
    assert [*seen, desk.view.capacity.scanned] == [True, False]
    desk.capacity.represent("")
    assert desk.view.capacity.represents == ""


def test_a_scan_of_another_kind_or_gone_is_said(desk: ActaDesk, tmp_path: Path) -> None:
    desk.begin()
    desk.capacity.ask(first(desk))
    desk.capacity.scan(tmp_path / "no está.pdf")
    assert desk.view.fault == ("", said("file-unreadable", file="no está.pdf"))
    assert desk.view.capacity is not None
    assert not desk.view.capacity.scanned


def test_an_adenda_is_an_acta_of_its_own_that_says_what_it_amends(desk: ActaDesk) -> None:
    acta = desk.begin()
    desk.freeze()
    desk.life.add()
    added = desk.view.gone_to
    assert added not in ("", acta)
    desk.acta.load()
    assert desk.facts.about.words == "Tiene una adenda, borrador."
    assert desk.facts.about.go == added
    desk.acta.open(added)
    assert desk.facts.about.words == "Adenda al acta 001-2026-MESA-CACAO-A, versión 1."
    assert any(row.key.endswith("gap-addendum-text") for row in desk.facts.gaps)
    desk.acta.open(acta)
    desk.life.add()
    assert desk.view.gone_to == added  # the draft that there is, not a second one


def finished(desk: ActaDesk) -> None:
    """Complete, freeze and sign the acta that is shown."""
    desk.freeze()
    while desk.facts.next_id:
        desk.sign()


def test_an_acta_with_an_adenda_in_force_says_so_in_its_chip(desk: ActaDesk) -> None:
    acta = desk.begin()
    finished(desk)
    desk.life.add()
    desk.acta.open(desk.view.gone_to)
    desk.acta.changed("development", "Se aclara el plazo del primer acuerdo.")
    desk.acta.changed("starts_at", "15:00")
    desk.acta.changed("ends_at", "15:30")
    finished(desk)
    desk.acta.open(acta)
    assert (desk.facts.state, desk.facts.amended) == ("signed", "with_addendum")
    desk.listed.load()
    assert desk.view.listed is not None
    assert next(one for one in desk.view.listed.actas if one.id == acta).chip.words == "con adenda"


def test_a_new_version_shows_what_it_changes_and_that_everybody_signs_again(
    desk: ActaDesk, made: World
) -> None:
    acta = desk.begin()
    finished(desk)
    with writing(desk.database) as session:
        one = agreements(session, made.workshop, made.cacao)[0]
        change_agreement(session, one.id, {"text": "Instalar 2 centros de acopio"})
        code = one.code
    desk.life.ask_new_version()
    assert desk.view.difference is not None
    assert desk.view.difference.signing == (
        "Todos vuelven a firmar: 2 personas. La versión 1 queda «reemplazada»."
    )
    lines = [(line.what, line.after) for line in desk.view.difference.lines]
    assert (f"Acuerdo {code}: texto", "Instalar 2 centros de acopio") in lines
    desk.life.new_version()
    desk.acta.open(desk.view.gone_to)
    desk.life.show_difference()
    assert not desk.view.difference.begins
    assert (f"Acuerdo {code}: texto", "Instalar 2 centros de acopio") in [
        (line.what, line.after) for line in desk.view.difference.lines
    ]
    desk.acta.review()
    desk.acta.ask_freeze()
    assert desk.view.freezing is not None
    assert (desk.view.freezing.number, desk.view.freezing.version) == ("001-2026-MESA-CACAO-A", 2)
    finished(desk)
    assert (desk.facts.number, desk.facts.version) == ("001-2026-MESA-CACAO-A", 2)
    desk.acta.open(acta)
    assert desk.facts.amended == "replaced"
    assert desk.facts.about.words == "Reemplazada por la versión 2."
    assert not desk.facts.offers & {offering.ADD, offering.REPLACE}


def test_annulling_sets_a_pin_the_first_time_and_asks_for_it_the_next(desk: ActaDesk) -> None:
    desk.begin()
    desk.life.ask_annul()
    assert desk.view.annulling is not None
    assert not desk.view.annulling.has_pin
    desk.life.annul("Se repitió la reunión", "12", "12")
    assert desk.view.not_annulled == (said("pin-form", shortest=4, longest=12), False)
    desk.life.annul("Se repitió la reunión", "2468", "2468")
    assert (desk.view.annulled, desk.facts.state) == (True, "annulled")
    assert desk.facts.about.words == "Anulada: Se repitió la reunión"
    assert desk.facts.offers == frozenset()
    with writing(desk.database) as session:
        assert pins.has_pin(session)


def test_a_wrong_pin_annuls_nothing_and_counts(desk: ActaDesk) -> None:
    desk.begin()
    with writing(desk.database) as session:
        pins.set_pin(session, "2468")
    desk.life.ask_annul()
    assert desk.view.annulling is not None
    assert desk.view.annulling.has_pin
    desk.life.annul("Por error", "1111")
    assert desk.view.not_annulled == (said("pin-wrong", left=2), True)
    desk.life.annul("Por error", "1111")
    assert desk.view.not_annulled == (said("pin-wrong", left=1), True)
    assert desk.facts.state == "draft"


def test_annulling_is_for_who_coordinates(desk: ActaDesk) -> None:
    desk.begin()
    with writing(desk.database) as session:
        get(session, Operator, context(session).operator_id).role = "facilitator"
    desk.life.ask_annul()
    assert desk.view.annulling is None
    assert desk.view.message == ("warning", said("annul-role"))


def test_a_signature_after_the_seal_goes_into_a_constancia(desk: ActaDesk, tmp_path: Path) -> None:
    desk.begin()
    desk.freeze()
    absent = desk.facts.next_id
    desk.signing.other()
    desk.signing.record("absent", {})
    desk.sign()
    desk.signing.ask_seal()
    desk.signing.seal()
    assert (desk.facts.state, desk.facts.late_takes) == ("sealed", frozenset({absent}))
    desk.signing.sign(absent)
    assert desk.view.panel == "identify"
    desk.signing.identified("document")
    desk.signing.text_seen()
    desk.signing.confirm({"v": 1, "w": 9000, "h": 3000, "strokes": [[500, 500, 4000, 2500, 8000, 600]]})
    row = next(one for one in desk.facts.people if one.key == absent)
    assert (row.trailing, row.note) == ("firmó", "tras el sello 08:00")
    assert (desk.facts.state, desk.facts.late_takes) == ("sealed", frozenset())
    assert desk.facts.after_seal == "Después del sello llegó 1 resultado. Falta en una constancia."
    assert offering.COMPLEMENT in desk.facts.offers
    desk.life.complement()
    assert desk.facts.after_seal == ""
    file = tmp_path / "Actas" / "constancia-001-2026-MESA-CACAO-A-1.pdf"
    assert verify(file.read_bytes(), []).verdict != "altered"
    desk.life.complement()  # nothing more came: the same one
    assert sorted(path.name for path in file.parent.glob("constancia-*")) == [file.name]


def test_a_receipt_shows_its_codes_and_prints(desk: ActaDesk, tmp_path: Path) -> None:
    desk.begin()
    desk.freeze()
    signer = desk.facts.next_id
    desk.sign()
    assert desk.view.receipt[0] == signer
    assert desk.view.receipt_code.endswith("; ahí termina la cadena.")
    assert desk.view.receipt_code.count("-") == 7  # a code of eight groups
    desk.papers.print_receipt(signer)
    assert desk.view.printed is not None
    assert desk.view.printed[1] == "recibo-001-2026-MESA-CACAO-A-1"
    assert (tmp_path / "Actas" / "recibo-001-2026-MESA-CACAO-A-1.pdf").read_bytes() == desk.view.printed[0]
    desk.papers.print_receipt(desk.facts.next_id)
    assert desk.view.message == ("warning", said("receipt-elsewhere"))
