"""The alliance's authority through the years, on two and three laptops that exchange what they write."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import b64, canonical, parse_strict, sha256
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import AppError, Invalid, NotAllowed
from alianza_desktop.model import Authority, Revocation
from alianza_desktop.services import alliances, authorities
from alianza_desktop.storage import authority, renewal
from alianza_desktop.storage.authority import issued_by, loaded, new_authority
from alianza_desktop.storage.identity import Identity, identity
from alianza_desktop.storage.tables import op
from tests.builders import writing
from tests.conftest import MORNING
from tests.laptops import NAME, Laptop, make, meet, opened

T = TypeVar("T")
YEAR = timedelta(days=366)


@dataclass
class Alliance:
    """Three laptops, of which the first has the authority."""

    laptops: tuple[Laptop, ...]
    clock: FixedClock

    def do(self, place: int, gesture: Callable[[Session], T]) -> T:
        with writing(self.laptops[place].database) as session:
            return gesture(session)

    def ask(self, place: int, question: Callable[[Session], T]) -> T:
        with self.laptops[place].database.reading() as session:
            return question(session)

    def own(self, place: int) -> Identity:
        return self.ask(place, identity)

    def meet_all(self) -> None:
        first, second, third = self.laptops
        for one, other in ((first, second), (second, third), (first, third)):
            meet(one, other)

    def ready(self, place: int) -> None:
        """Do what precedes a seal."""
        self.do(place, lambda session: renewal.renew_if_outside(session, self.clock.now(), NAME))

    def vouched(self, place: int) -> bool:
        """Tell whether a laptop's own certificate is of the authority that it knows, and valid now."""
        own = self.own(place)
        made, root = loaded(own.seal_certificate), loaded(own.ca_certificate)
        assert made is not None
        assert root is not None
        now = self.clock.now()
        return issued_by(made, root) and made.not_valid_before_utc <= now <= made.not_valid_after_utc


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("alliance")
    make(folder, 3, FixedClock(MORNING))
    return folder


@pytest.fixture
def alliance(template: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Alliance]:
    folder = Path(shutil.copytree(template, tmp_path / "alliance"))
    with opened(folder, clock) as laptops:
        yield Alliance(laptops, clock)


def secret(own: Identity) -> bytes:
    assert own.ca_key is not None
    return own.ca_key.private_numbers().private_value.to_bytes(32, "big")


# --- handing it over


def handed(alliance: Alliance) -> bytes:
    data = alliance.do(0, lambda session: authorities.export(session, "A1"))
    alliance.do(1, lambda session: authorities.accept(session, data))
    return data


def test_the_key_goes_to_the_other_laptop_and_leaves_this_one(alliance: Alliance) -> None:
    before = secret(alliance.own(0))
    handed(alliance)
    assert secret(alliance.own(1)) == before
    assert alliance.own(0).ca_key is not None  # nobody has said yet that it arrived
    alliance.meet_all()
    alliance.ready(0)
    assert alliance.own(0).ca_key is None
    for place in range(3):
        told = alliance.ask(place, authorities.standing)
        assert (told.holder, told.here) == ("A1 (R2)", place == 1)
    with pytest.raises(NotAllowed) as caught:
        alliance.do(0, authorities.renew)
    assert caught.value.facts == {"device": "A1 (R2)"}
    assert alliance.do(1, authorities.renew) == ("A", "A1 (R2)", "A2 (R3)")


def test_the_key_is_in_no_record_and_the_file_says_nothing_of_it(alliance: Alliance) -> None:
    own = alliance.own(0)
    assert own.ca_key is not None
    whole = own.ca_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    data = handed(alliance)
    alliance.meet_all()
    for place in range(3):
        for body, opened_values in alliance.ask(
            place, lambda session: session.execute(select(op.c.body, op.c.opened)).all()
        ):
            assert secret(own) not in body + opened_values
            assert b64(whole).encode() not in body + opened_values
    assert b64(whole).encode() not in data
    assert secret(own) not in data


def test_only_the_laptop_it_is_for_opens_the_file(alliance: Alliance) -> None:
    data = alliance.do(0, lambda session: authorities.export(session, "R2"))
    with pytest.raises(Invalid, match="authority-file-other"):
        alliance.do(2, lambda session: authorities.accept(session, data))
    members = parse_strict(data)
    assert isinstance(members, dict)
    renamed = canonical({**members, "to_device": alliance.laptops[2].device})
    with pytest.raises(Invalid, match="authority-file-closed"):
        alliance.do(2, lambda session: authorities.accept(session, renamed))
    for name in ("ephemeral", "salt", "nonce", "sealed", "device"):
        text = str(members[name])
        changed = canonical({**members, name: ("B" if text[0] == "A" else "A") + text[1:]})
        with pytest.raises(Invalid, match="authority-file"):
            alliance.do(1, lambda session, changed=changed: authorities.accept(session, changed))  # type: ignore[misc]
    for damaged in (b"", b"{}", data[:-1], data * 20):
        with pytest.raises(Invalid, match="authority-file"):
            alliance.do(1, lambda session, damaged=damaged: authorities.accept(session, damaged))  # type: ignore[misc]
    assert alliance.own(1).ca_key is None


def test_what_cannot_be_handed_or_received_is_said(alliance: Alliance) -> None:
    for place, reference, code in ((0, "A", "authority-self"), (1, "A2", "authority-elsewhere")):
        with pytest.raises(AppError, match=code):
            alliance.do(place, lambda session, to=reference: authorities.export(session, to))  # type: ignore[misc]
    data = handed(alliance)
    with pytest.raises(NotAllowed, match="authority-held"):
        alliance.do(1, lambda session: authorities.accept(session, data))
    with pytest.raises(NotAllowed, match="authority-held"):
        alliance.do(1, lambda session: authorities.replace(session, "Porque sí"))


def test_another_laptop_s_word_does_not_make_the_holder_forget(alliance: Alliance) -> None:
    from alianza_desktop.model import AuthorityHandover

    alliance.do(0, lambda session: authorities.export(session, "A1"))
    pin, (first, second, third) = sha256(alliance.own(0).ca_certificate), alliance.laptops
    for to in (second.device, third.device):
        forged = AuthorityHandover(authority=pin, device=first.device, to_device=to)
        alliance.do(2, lambda session, forged=forged: session.add(forged))  # type: ignore[misc]
    alliance.meet_all()
    alliance.ready(0)
    assert alliance.own(0).ca_key is not None


def test_only_who_coordinates_touches_the_authority(alliance: Alliance) -> None:
    with alliance.laptops[0].database.transaction() as session:
        operator = alliances.add_operator(session, "Rosa", "registrar")
    for gesture in (
        authorities.renew,
        lambda session: authorities.export(session, "A1"),
        lambda session: authorities.replace(session, "x"),
        lambda session: authorities.revoke(session, "A1", "x"),
    ):
        with (
            pytest.raises(NotAllowed, match="authority-role"),
            alliance.laptops[0].database.transaction(operator.id) as session,
        ):
            gesture(session)


# --- its loss, its end


def test_a_lost_authority_is_replaced_and_each_laptop_takes_its_new_certificate(alliance: Alliance) -> None:
    old = sha256(alliance.own(0).ca_certificate)
    certified = alliance.do(1, lambda session: authorities.replace(session, " Se perdió la laptop A "))
    assert certified == ("A", "A1 (R2)", "A2 (R3)")
    new = sha256(alliance.own(1).ca_certificate)
    assert new != old
    meet(alliance.laptops[1], alliance.laptops[2])
    assert sha256(alliance.own(2).ca_certificate) == old
    alliance.ready(2)
    own = alliance.own(2)
    assert (sha256(own.ca_certificate), own.ca_key, alliance.vouched(2)) == (new, None, True)
    record = alliance.ask(2, lambda session: session.scalars(select(Authority)).one())
    assert (record.replaces, record.vouched, record.reason) == (old, "", "Se perdió la laptop A")
    pins = alliance.ask(2, authorities.pins)
    assert pins.known == {old, new}
    assert pins.replaced == {old: MORNING}


def test_the_founder_s_laptop_that_turns_up_again_follows(alliance: Alliance) -> None:
    alliance.do(1, lambda session: authorities.replace(session, "Se perdió"))
    alliance.meet_all()
    alliance.ready(0)
    assert (alliance.own(0).ca_key, alliance.vouched(0)) == (None, True)
    assert alliance.own(0).ca_certificate == alliance.own(1).ca_certificate


def test_two_coordinators_who_replace_it_apart_end_with_one(alliance: Alliance) -> None:
    for place in (1, 2):
        alliance.do(place, lambda session: authorities.replace(session, "Se perdió"))
    alliance.meet_all()
    for place in range(3):
        alliance.ready(place)
    assert len({alliance.own(place).ca_certificate for place in range(3)}) == 1
    assert sum(alliance.own(place).ca_key is not None for place in range(3)) == 1
    assert all(alliance.vouched(place) for place in range(3))
    assert len(alliance.ask(0, authorities.pins)) == 3


def test_an_authority_gives_way_to_another_with_its_word(alliance: Alliance) -> None:
    old = sha256(alliance.own(0).ca_certificate)
    alliance.do(0, lambda session: authorities.renew(session, rotate=True))
    alliance.meet_all()
    for place in range(3):
        alliance.ready(place)
        assert alliance.vouched(place)
        told = alliance.ask(place, authorities.standing)
        assert (told.earlier, told.holder) == ((old,), "A")
        assert alliance.ask(place, authorities.pins).replaced == {}
    assert len({alliance.own(place).ca_certificate for place in range(3)}) == 1


def test_near_its_end_it_gives_way_by_itself(alliance: Alliance) -> None:
    first = alliance.own(0).ca_certificate
    alliance.clock.set(MORNING + 16 * YEAR)
    alliance.do(0, authorities.renew)
    assert alliance.own(0).ca_certificate == first
    alliance.clock.set(MORNING + 18 * YEAR)
    alliance.do(0, authorities.renew)
    assert alliance.own(0).ca_certificate != first


def test_a_certificate_that_ended_is_renewed_where_the_authority_is_and_taken_elsewhere(
    alliance: Alliance,
) -> None:
    alliance.clock.set(MORNING + 4 * YEAR)
    alliance.ready(1)
    assert not alliance.vouched(1)
    alliance.do(0, authorities.renew)
    alliance.meet_all()
    for place in range(3):
        alliance.ready(place)
        assert alliance.vouched(place)


def test_an_authority_that_nobody_vouches_for_is_no_pin(alliance: Alliance) -> None:
    """Made up by an insider: with a false word, by who does not coordinate, or of no line."""
    made = new_authority(NAME, MORNING)
    old = sha256(alliance.own(0).ca_certificate)
    with alliance.laptops[2].database.transaction() as session:
        registrar = alliances.add_operator(session, "Rosa", "registrar")
    forged = (
        Authority(certificate=b64(made.certificate), replaces=old, vouched=b64(bytes(70))),
        Authority(certificate=b64(made.certificate), replaces=old),
        Authority(certificate=b64(made.certificate), replaces="f" * 64),
        Authority(certificate="*", replaces=old),
    )
    with alliance.laptops[2].database.transaction(registrar.id) as session:
        session.add_all(forged)
    alliance.meet_all()
    for place in range(3):
        assert alliance.ask(place, authorities.pins).known == {old}


def test_a_certificate_of_a_stranger_or_another_laptop_is_not_taken(alliance: Alliance) -> None:
    own, now = alliance.own(1), MORNING + timedelta(days=30)
    stranger = new_authority(NAME, MORNING)
    key = own.device_key.public_key()
    named = authority.Installation("A1", NAME, own.device_id, key)
    foreign = authority.certify(stranger, named, now, own.seal_key.public_key())
    theirs = alliance.own(2).seal_certificate

    def put(certificate: bytes) -> None:
        alliance.do(2, lambda session: renewal.write(session, own.device_id, certificate))
        meet(alliance.laptops[2], alliance.laptops[1])
        alliance.ready(1)

    for certificate in (foreign, theirs, b"nada"):
        put(certificate)
        assert alliance.own(1).seal_certificate == own.seal_certificate


# --- revocation


def test_a_revoked_laptop_seals_no_more_and_is_certified_no_more(alliance: Alliance) -> None:
    assert alliance.do(1, lambda session: authorities.revoke(session, "A2", "La robaron")) == 1
    alliance.meet_all()
    with pytest.raises(NotAllowed, match="seal-certificate-revoked"):
        alliance.ready(2)
    assert alliance.do(0, authorities.renew) == ("A", "A1 (R2)")
    revoked = alliance.ask(0, authorities.pins).revoked
    assert revoked == {sha256(alliance.own(2).seal_certificate): MORNING}
    told = {one.name: one.revoked_at for one in alliance.ask(0, authorities.standing).certificates}
    assert told == {"A": "", "A1 (R2)": "", "A2 (R3)": "2026-11-23T08:00:00.000-05:00"}


def test_a_revocation_counts_from_its_hour_and_the_earliest_of_two(alliance: Alliance) -> None:
    later, sooner = MORNING + timedelta(days=2), MORNING + timedelta(days=1)
    alliance.do(0, lambda session: authorities.revoke(session, "A2", "La robaron", later))
    alliance.do(1, lambda session: authorities.revoke(session, "A2", "La robaron", sooner))
    alliance.meet_all()
    alliance.ready(2)
    assert set(alliance.ask(2, authorities.pins).revoked.values()) == {sooner}
    with pytest.raises(Invalid, match="reason-needed"):
        alliance.do(0, lambda session: authorities.revoke(session, "A2", " "))


def test_a_revocation_by_who_does_not_coordinate_counts_for_nothing(alliance: Alliance) -> None:
    name = sha256(alliance.own(0).seal_certificate)
    with alliance.laptops[2].database.transaction() as session:
        registrar = alliances.add_operator(session, "Rosa", "registrar")
    with alliance.laptops[2].database.transaction(registrar.id) as session:
        session.add(Revocation(certificate=name, at="2026-11-23T08:00:00.000-05:00"))
    alliance.meet_all()
    assert alliance.ask(0, authorities.pins).revoked == {}
