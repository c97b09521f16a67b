"""From twelve commitments to an adenda on three laptops that meet; outside readers look at each file."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from alianza_desktop.core.canonical import sha256, unb64
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.documents import after_seal, issue
from alianza_desktop.services import (
    acta_amendments,
    actas,
    agreement_notes,
    agreement_reading,
    agreements,
    alliances,
    people,
    seal_role,
)
from alianza_desktop.services.people import PersonData
from alianza_desktop.signing.verify import verify
from tests import builders
from tests.builders import World, agree, arrive, writing
from tests.documents.test_issue import SIGNED, stated
from tests.laptops import Laptop, make, meet, opened

COMMITMENTS = 12
MORE = (("70000001", "Carmen", "León"), ("70000002", "Julio", "Soto"), ("70000003", "Petronila", "Ríos"),
        ("70000004", "Hilario", "Antún"))  # fmt: skip


@dataclass
class Room:
    """Three laptops, the acta of Cacao and its six signatories by document."""

    laptops: tuple[Laptop, ...]
    made: World
    acta: str
    folder: Path

    def signatory(self, place: int, document: str) -> str:
        with self.laptops[place].database.reading() as session:
            return issue.signatory(session, self.acta, document)

    def outcome(self, place: int, document: str, given: issue.Given) -> None:
        with writing(self.laptops[place].database) as session:
            issue.record_outcome(session, self.acta, issue.signatory(session, self.acta, document), given)

    def meet(self, one: int, other: int) -> None:
        meet(self.laptops[one], self.laptops[other])

    def kept(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path


@pytest.fixture
def room(tmp_path: Path, clock: FixedClock) -> Iterator[Room]:
    stores = tmp_path / "laptops"
    stores.mkdir()
    make(stores, 3, clock)
    with opened(stores, clock) as laptops:
        with writing(laptops[0].database) as session:
            made = builders.world(session)
            persons = [made.mayor, made.manager]
            for document, given, surname in MORE:
                facts = PersonData(
                    document_number=document, given_names=given, paternal_surname=surname,
                    organization_id=made.cooperative,
                )  # fmt: skip
                persons.append(people.add(session, facts).id)
            for person in persons:
                arrive(session, made, person, made.cacao, quality="titular")
            for number in range(1, COMMITMENTS + 1):
                agree(session, made, f"Compromiso {number} de la mesa")
            acta = actas.compose(session, made.workshop, made.cacao).id
        yield Room(laptops, made, acta, tmp_path)


def outside(path: Path, *, seals: int) -> None:
    """Ask qpdf and pdfsig: the file is whole, and every signature in it covers what it says."""
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    said = subprocess.run(["pdfsig", "-nocert", path], check=seals > 0, capture_output=True, text=True).stdout
    assert said.count("Signature Validation: Signature is Valid.") == seals


def frozen(room: Room) -> str:
    """Read the twelve commitments aloud, one of them with its reservation, and freeze; return the number."""
    with writing(room.laptops[0].database) as session:
        before = agreements.listing(session, room.made.workshop, room.made.cacao)
        agreement_notes.add(session, before[1].id, "reservation", "Si no llueve", person_id=room.made.manager)
        for row in agreements.listing(session, room.made.workshop, room.made.cacao):
            agreement_reading.mark(session, row.id, agreement_reading.digest(row))
        rows = agreements.listing(session, room.made.workshop, room.made.cacao)
        assert agreement_reading.read(rows) == COMMITMENTS
        issue.review(session, room.acta)
        number = issue.freeze(session, room.acta).number
        outside(room.kept("cuerpo.pdf", issue.pdf(session, room.acta)), seals=0)
        return number


def signed(room: Room) -> None:
    """Two sign on screen at two laptops, two on paper, one refuses, one has not come yet."""
    room.meet(0, 1)
    room.outcome(0, "45678901", SIGNED)
    room.outcome(1, "01234567", SIGNED)
    paper = stated("paper", identified_by="document", shown=True, paper="Hoja de firmas, página 1")
    for document in ("70000001", "70000002"):
        room.outcome(0, document, paper)
    room.outcome(1, "70000003", stated("refused", reason="Lo consultará con su comunidad"))
    room.outcome(0, "70000004", stated("absent"))
    room.meet(0, 1)
    with room.laptops[0].database.reading() as session:
        status = actas.status(session, room.acta)
        assert (status.state, status.outcomes, status.signatories) == ("signed", 6, 6)
        assert seal_role.role(session, issue.frozen(session, room.acta)).holder == room.laptops[0].device


def sealed(room: Room) -> tuple[bytes, str]:
    """Seal where it was frozen; return the file and the pin of the alliance."""
    with writing(room.laptops[0].database) as session:
        issue.seal(session, room.acta)
        data = issue.pdf(session, room.acta)
        pin = sha256(unb64(alliances.alliance(session).ca_certificate))
    outside(room.kept("sellada.pdf", data), seals=1)
    return data, pin


def checked_on_the_third(room: Room, data: bytes, pin: str) -> None:
    """Verify on a laptop that only received, with and without the pin."""
    room.meet(1, 2)
    room.meet(0, 2)
    with room.laptops[2].database.reading() as session:
        assert actas.status(session, room.acta).state == "sealed"
        assert issue.pdf(session, room.acta) == data
    assert verify(data, []).verdict == "undetermined"
    report = verify(data, [pin])
    assert report.verdict == "intact"
    ended = sorted(one.outcome for one in report.outcomes)
    assert ended == ["absent", "ink", "ink", "paper", "paper", "refused"]


def arrived_late(room: Room, data: bytes, pin: str) -> None:
    """Who was absent signs at another laptop after the seal: a constancia of its own, the file stays."""
    room.meet(0, 1)
    late = room.signatory(1, "70000004")
    with writing(room.laptops[1].database) as session:
        after_seal.record_late(session, room.acta, late, SIGNED)
    room.meet(1, 0)
    with writing(room.laptops[0].database) as session:
        constancia = after_seal.pdf(session, after_seal.complement(session, room.acta).id)
        assert issue.pdf(session, room.acta) == data
    outside(room.kept("constancia.pdf", constancia), seals=1)
    assert verify(constancia, [pin]).verdict == "intact"


def amended(room: Room, number: str) -> None:
    """An adenda says what came after and points to the acta, which every laptop shows «con adenda»."""
    with writing(room.laptops[0].database) as session:
        addendum = acta_amendments.addendum(session, room.acta)
        agree(session, room.made, "Compromiso que se añade")
        said = {"development": "La mesa añade un compromiso.", "starts_at": "15:00", "ends_at": "15:20"}
        actas.change(session, addendum.id, said)
        issue.review(session, addendum.id)
        version = issue.freeze(session, addendum.id)
        content = issue.content_of(session, version)
        for one in content.signatories:
            issue.record_outcome(session, addendum.id, one.id, SIGNED)
        outside(room.kept("adenda.pdf", issue.pdf(session, addendum.id)), seals=0)
    assert content.acta.amends is not None
    assert (content.acta.amends.number, content.acta.amends.how) == (number, "addendum")
    assert [one.text for one in content.agreements] == ["Compromiso que se añade"]
    room.meet(0, 2)
    with room.laptops[2].database.reading() as session:
        assert actas.status(session, room.acta).amended_by


def test_from_twelve_commitments_to_an_adenda(room: Room) -> None:
    number = frozen(room)
    assert number == "001-2026-MESA-CACAO-A"
    signed(room)
    data, pin = sealed(room)
    checked_on_the_third(room, data, pin)
    arrived_late(room, data, pin)
    amended(room, number)
