"""Ajustes → Autoridad de la alianza, on two real laptops: what it shows, and each gesture after the PIN."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import alliances, authorities, pins
from alianza_desktop.storage.context import context
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.settings.authority_facts import Asked, AuthorityFacts, grouped, specs
from alianza_desktop.ui.settings.authority_presenter import AuthorityPresenter
from tests.builders import writing
from tests.conftest import MORNING
from tests.laptops import Laptop, make, meet, opened

PIN = {"pin": "4071"}


@dataclass
class FakeAuthority:
    """Remembers the last of each."""

    facts: AuthorityFacts | None = None
    asked: Asked | None = None
    fault: tuple[str, str] = ("", "")
    done: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    file: tuple[str, bytes] = ("", b"")

    def show_authority(self, facts: AuthorityFacts) -> None:
        self.facts = facts

    def ask_gesture(self, asked: Asked) -> None:
        self.asked = asked

    def show_gesture_fault(self, field: str, words: str) -> None:
        self.fault = (field, words)

    def show_gesture_done(self, _key: str, words: str) -> None:
        self.done.append(words)

    def show_gesture_failed(self, _key: str, words: str) -> None:
        self.failed.append(words)

    def ask_where(self, name: str, data: bytes) -> None:
        self.file = (name, data)


@dataclass
class Desk:
    """The section on one laptop."""

    laptop: Laptop
    view: FakeAuthority
    presenter: AuthorityPresenter

    @property
    def facts(self) -> AuthorityFacts:
        self.presenter.load()
        assert self.view.facts is not None
        return self.view.facts

    def asked(self, key: str) -> Asked:
        self.presenter.ask(key)
        assert self.view.asked is not None
        return self.view.asked


@pytest.fixture
def desks(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Desk, Desk]]:
    make(tmp_path, 2, FixedClock(MORNING))
    with opened(tmp_path, clock) as laptops:
        found = [_desk(one, clock) for one in laptops]
        yield found[0], found[1]


def _desk(laptop: Laptop, clock: FixedClock) -> Desk:
    with writing(laptop.database) as session:
        operator = context(session).operator_id
        pins.set_pin(session, PIN["pin"])
    view = FakeAuthority()
    jobs = InlineJobs(laptop.database, clock, operator)
    return Desk(laptop, view, AuthorityPresenter(view, jobs, clock, lambda: operator))


def test_what_it_shows_where_the_key_is_and_where_it_is_not(desks: tuple[Desk, Desk]) -> None:
    here, there = desks[0].facts, desks[1].facts
    assert (here.gestures, there.gestures) == (
        ("hand", "renew", "rotate", "revoke"), ("receive", "replace", "revoke"),
    )  # fmt: skip
    assert "solo en este equipo" in here.words
    assert "solo en el equipo A" in there.words
    assert here.code == there.code == grouped(here.fingerprint)
    assert "".join(here.code).replace(" ", "").lower() == here.fingerprint
    assert [len(line.split()) for line in here.code] == [8, 8]
    assert [row.title for row in there.laptops] == ["Equipo A1 (R2), este equipo", "Equipo A"]
    assert [row.trailing for row in there.laptops] == ["", "tiene la autoridad"]


def test_the_certificate_of_this_laptop_near_its_end(desks: tuple[Desk, Desk], clock: FixedClock) -> None:
    assert desks[1].facts.warning == ""
    clock.set(clock.now().replace(year=2029, month=10))
    assert desks[1].facts.warning.startswith("El certificado de este equipo vence en ")
    clock.set(clock.now().replace(year=2030))
    assert "venció el" in desks[1].facts.warning


def test_it_is_handed_over_and_received(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    here, there = desks
    ((device, name),) = here.asked("hand").choices
    assert name == "Equipo A1 (R2)"
    here.presenter.do("hand", {**PIN, "which": device})
    path = tmp_path / here.view.file[0]
    here.presenter.keep(path, here.view.file[1])
    assert "bórrelo del USB" in here.view.done[-1]
    there.presenter.do("receive", PIN, tmp_path / "no-hay")
    assert there.view.failed
    there.presenter.do("receive", PIN, path)
    meet(here.laptop, there.laptop)
    assert "solo en este equipo" in there.facts.words
    assert "solo en el equipo A1 (R2)" in here.facts.words


def test_without_the_pin_nothing_is_done(desks: tuple[Desk, Desk]) -> None:
    before = desks[0].facts.fingerprint
    desks[0].presenter.do("rotate", {"pin": "0000"})
    assert desks[0].view.fault[0] == "pin"
    desks[0].presenter.do("rotate", {"pin": "0000", "again": "0001"})
    assert desks[0].view.fault[0] == "again"
    assert (desks[0].view.done, desks[0].facts.fingerprint) == ([], before)
    desks[0].presenter.do("rotate", PIN)
    assert desks[0].facts.fingerprint != before


def test_a_lost_laptop_is_replaced_with_a_reason(desks: tuple[Desk, Desk]) -> None:
    there = desks[1]
    before = there.facts.fingerprint
    there.presenter.do("replace", {**PIN, "reason": " "})
    assert there.view.fault[0] == "reason"
    there.presenter.do("replace", {**PIN, "reason": "Se fue con la laptop"})
    assert there.facts.fingerprint != before
    assert "solo en este equipo" in there.facts.words


def test_trust_is_withdrawn_and_said(desks: tuple[Desk, Desk]) -> None:
    here, there = desks
    ((device, _),) = here.asked("revoke").choices
    here.presenter.do("revoke", {**PIN, "which": device, "reason": "La robaron"})
    assert [row.caption[:20] for row in here.facts.laptops] == [
        "certificado hasta el",
        "sin confianza desde ",
    ]
    meet(here.laptop, there.laptop)
    assert "retiró la confianza" in there.facts.warning
    with there.laptop.database.reading() as session:
        assert authorities.pins(session).revoked


def test_a_forgotten_pin_of_somebody_else(desks: tuple[Desk, Desk]) -> None:
    here = desks[0]
    here.presenter.ask("forget")
    assert here.view.failed == ["Nadie más tiene un PIN en este equipo."]
    with writing(here.laptop.database) as session:
        other = alliances.add_operator(session, "Facilitadora", "facilitator").id
    with here.laptop.database.transaction(other) as session:
        pins.set_pin(session, "1357")
    assert here.asked("forget").choices == ((other, "Facilitadora"),)
    here.presenter.do("forget", {**PIN, "which": other})
    with here.laptop.database.reading() as session:
        assert other not in pins.holders(session)
        assert [one.operator for one in pins.forgotten(session)] == [other]


def test_who_has_no_pin_takes_away_nobody_elses(desks: tuple[Desk, Desk], clock: FixedClock) -> None:
    store = desks[0].laptop.database
    with writing(store) as session:
        holder = context(session).operator_id
        other = alliances.add_operator(session, "Otra coordinadora", "coordinator").id
    view = FakeAuthority()
    presenter = AuthorityPresenter(view, InlineJobs(store, clock, other), clock, lambda: other)
    presenter.ask("forget")
    presenter.do("forget", {"pin": "9999", "again": "9999", "which": holder})
    assert [words.startswith("Usted aún no tiene un PIN") for words in view.failed] == [True, True]
    with store.reading() as session:
        assert holder in pins.holders(session)
        assert pins.forgotten(session) == ()


def test_who_does_not_coordinate_only_looks(desks: tuple[Desk, Desk]) -> None:
    here = desks[0]
    with writing(here.laptop.database) as session:
        other = alliances.add_operator(session, "Relatora", "rapporteur").id
    here.presenter._operator = lambda: other
    assert here.facts.gestures == ()


def test_who_has_no_pin_sets_one(desks: tuple[Desk, Desk]) -> None:
    asked = desks[0].asked("rotate")
    assert [one.key for one in specs(asked)] == ["pin"]
    fresh = Asked(key="replace", has_pin=False)
    assert [one.key for one in specs(fresh)] == ["reason", "pin", "again"]
