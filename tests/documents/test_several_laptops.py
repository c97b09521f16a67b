"""One acta version signed on several laptops: two and three real stores that meet in any order."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Invalid, NotAllowed
from alianza_desktop.documents import after_seal, handing, issue
from alianza_desktop.model import ActaSeal, ActaVersion, Operator
from alianza_desktop.services import actas, authorities, seal_role
from alianza_desktop.services.query import get
from alianza_desktop.signing import records
from alianza_desktop.signing.evidence import Closing, Entry
from alianza_desktop.signing.verify import verify
from alianza_desktop.storage import attachments
from alianza_desktop.storage.context import context
from alianza_desktop.storage.identity import identity
from tests.builders import agree, arrive, world, writing
from tests.conftest import MORNING
from tests.documents.test_issue import SIGNED, stated
from tests.laptops import Laptop, make, meet, opened, send

COUNT = 3
NOT_NOW = {
    "acta-sealed", "acta-seal-elsewhere", "acta-unsealable", "outcomes-missing", "outcomes-undecided",
    "choice-needless", "evidence-awaited",
}  # fmt: skip
"""What a gesture may be told when it is not its moment; anything else is a defect."""


class _Tried(Exception):
    """A seal that is only tried."""


@dataclass
class Room:
    """Laptops that know the same frozen acta of two signatories."""

    laptops: tuple[Laptop, ...]
    acta: str
    people: tuple[str, ...]
    written: set[str] = field(default_factory=set)
    """Hashes of every outcome that somebody was told is saved."""

    @contextmanager
    def writing(self, place: int) -> Iterator[tuple[Session, ActaVersion]]:
        with writing(self.laptops[place].database) as session:
            yield session, issue.frozen(session, self.acta)

    @contextmanager
    def reading(self, place: int) -> Iterator[tuple[Session, ActaVersion]]:
        with self.laptops[place].database.reading() as session:
            yield session, issue.frozen(session, self.acta)

    def sign(self, place: int, person: int, outcome: str = "ink") -> str:
        """Record an outcome and return the hash of its entry."""
        given = SIGNED if outcome == "ink" else stated(outcome)
        with self.writing(place) as (session, _version):
            row = issue.record_outcome(session, self.acta, self.people[person], given)
        self.written.add(made := Entry(row.body, row.signature).hash)
        return made

    def choose(self, place: int, person: int, entry: str = "") -> None:
        with self.writing(place) as (session, version):
            standing = records.standings(session, version).get(self.people[person])
            entry = entry or (min(one.hash for one in standing.outcomes) if standing else "")
            issue.choose(session, self.acta, self.people[person], entry)

    def hand(self, place: int, target: int) -> None:
        with self.writing(place) as (session, version):
            seal_role.hand_on(session, version, self.laptops[target].device)

    def seal(self, place: int) -> None:
        with self.writing(place) as (session, _version):
            issue.seal(session, self.acta)

    def meet(self, one: int, other: int) -> None:
        meet(self.laptops[one], self.laptops[other])

    def meet_all(self) -> None:
        for one, other in combinations(range(len(self.laptops)), 2):
            self.meet(one, other)

    def sealed(self, place: int) -> bytes:
        with self.reading(place) as (session, version):
            return attachments.get(session, seal_role.seals(session, version.id)[0].file_hash)

    def told(self, place: int) -> tuple[object, ...]:
        """Return all that a laptop says of the acta."""
        with self.reading(place) as (session, version):
            standings = {
                person: (
                    {Entry.hash.fget(one) for one in standing.outcomes},  # type: ignore[attr-defined]
                    standing.stands.hash if standing.stands else "",
                )
                for person, standing in records.standings(session, version).items()
            }
            late = [one.hash for one in records.after_seal(session, version)]
            role = seal_role.role(session, version)
            return standings, late, role, actas.status(session, self.acta)

    def kept(self, place: int) -> set[str]:
        """Return every outcome that a laptop still shows, in the acta or after its seal."""
        with self.reading(place) as (session, version):
            chains = records.chains(session, version)
            return {one.hash for chain in chains for one in chain.entries if one.facts["kind"] == "outcome"}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, tuple[str, ...]]:
    """Three joined laptops of which the first froze an acta that the others have."""
    folder, clock = tmp_path_factory.mktemp("laptops"), FixedClock(MORNING)
    make(folder, COUNT, clock)
    with opened(folder, clock) as laptops:
        with writing(laptops[0].database) as session:
            made = world(session)
            for person in (made.mayor, made.manager):
                arrive(session, made, person, made.cacao)
            agree(session, made)
            acta = actas.compose(session, made.workshop, made.cacao).id
            issue.review(session, acta)
            version = issue.freeze(session, acta)
            people = tuple(one["id"] for one in actas.frozen_signatories(session, version))
        for other in laptops[1:]:
            meet(laptops[0], other)
    return folder, acta, people


@contextmanager
def room_of(template: tuple[Path, str, tuple[str, ...]], clock: FixedClock) -> Iterator[Room]:
    folder, acta, people = template
    with tempfile.TemporaryDirectory() as place:
        copied = Path(shutil.copytree(folder, Path(place) / "laptops"))
        with opened(copied, clock) as laptops:
            yield Room(laptops, acta, people)


@pytest.fixture
def room(template: tuple[Path, str, tuple[str, ...]], clock: FixedClock) -> Iterator[Room]:
    with room_of(template, clock) as made:
        yield made


def check_sealed_everywhere(room: Room) -> None:
    """Every laptop tells the same, has the same file, and judges it intact by the alliance's authority."""
    first = room.told(0)
    assert all(room.told(place) == first for place in range(1, COUNT))
    assert all(room.kept(place) == room.written for place in range(COUNT))
    assert len({room.sealed(place) for place in range(COUNT)}) == 1
    for laptop in room.laptops:
        assert verify(room.sealed(0), [sha256(laptop.authority)]).verdict == "intact"


def test_each_signs_on_another_laptop_and_the_cierre_lists_every_head(room: Room) -> None:
    room.sign(1, 0)
    room.sign(2, 1, "refused")
    room.meet(0, 1)
    room.meet(0, 2)
    room.seal(0)
    with room.reading(0) as (session, version):
        closing = records.chains(session, version)[-1].entries[-1]
        chains = {one.device: one for one in records.chains(session, version)}
        closing = chains[room.laptops[0].device].entries[-1]
        heads = Closing.heads_of(closing.facts)
        assert [one.device for one in heads] == sorted(one.device for one in room.laptops)
        assert "missing" not in closing.facts
    room.meet_all()
    check_sealed_everywhere(room)


def test_who_signed_on_two_laptops_has_both_until_somebody_chooses(room: Room) -> None:
    first, second = room.sign(0, 0, "refused"), room.sign(1, 0)
    room.sign(2, 1, "absent")
    room.meet_all()
    with room.writing(0) as (session, _), pytest.raises(NotAllowed, match="outcomes-undecided"):
        issue.seal(session, room.acta)
    room.choose(2, 0, second)
    room.meet_all()
    with room.reading(0) as (session, version):
        standing = records.standings(session, version)[room.people[0]]
        assert {one.hash for one in standing.outcomes} == {first, second}
        assert standing.stands is not None
        assert standing.stands.hash == second
    room.seal(0)
    room.meet_all()
    check_sealed_everywhere(room)


def test_a_second_outcome_that_comes_after_the_seal_takes_nobody_out_of_the_count(room: Room) -> None:
    room.sign(0, 0, "absent")
    room.sign(0, 1)
    room.sign(1, 0)
    room.seal(0)
    room.meet(0, 1)
    for place in (0, 1):
        with room.reading(place) as (session, _):
            status = actas.status(session, room.acta)
            assert (status.state, status.outcomes, status.signatories) == ("sealed", 2, 2)


def test_two_choices_that_did_not_know_of_each_other_reopen_the_question(room: Room) -> None:
    first, second = room.sign(0, 0, "refused"), room.sign(1, 0)
    room.meet_all()
    room.choose(0, 0, first)
    room.choose(1, 0, second)
    room.meet_all()
    for place in range(COUNT):
        with room.reading(place) as (session, version):
            assert records.standings(session, version)[room.people[0]].stands is None
    room.choose(2, 0, first)
    room.meet_all()
    with room.reading(1) as (session, version):
        stands = records.standings(session, version)[room.people[0]].stands
        assert stands is not None
        assert stands.hash == first


def test_a_choice_may_arrive_before_what_it_cites(room: Room) -> None:
    """The stick of the laptop that chose came without the other's: nothing breaks, and nothing is sealed."""
    room.sign(0, 1, "absent")
    mine, theirs = room.sign(0, 0, "refused"), room.sign(1, 0)
    room.meet(0, 2)
    send(room.laptops[1], room.laptops[2])
    room.choose(2, 0, theirs)
    send(room.laptops[2], room.laptops[0])
    with room.reading(0) as (session, version):
        standing = records.standings(session, version)[room.people[0]]
        assert [one.hash for one in standing.outcomes] == [mine]
        assert standing.stands is None
    with room.writing(0) as (session, _), pytest.raises(NotAllowed) as caught:
        issue.seal(session, room.acta)
    assert (caught.value.code, caught.value.facts) == ("evidence-awaited", {"device": "A2 (R3)"})
    send(room.laptops[1], room.laptops[0])
    room.seal(0)
    room.meet_all()
    check_sealed_everywhere(room)


def test_what_a_choice_cites_may_never_come_and_who_coordinates_chooses_without_it(room: Room) -> None:
    """The laptop with the other outcome was lost: the acta is not shut for ever, and all of it stays said."""
    room.sign(0, 1, "absent")
    mine, lost = room.sign(0, 0, "refused"), room.sign(1, 0)
    room.meet(0, 2)
    send(room.laptops[1], room.laptops[2])
    room.choose(2, 0, lost)
    send(room.laptops[2], room.laptops[0])
    person = room.people[0]
    with room.writing(0) as (session, _), pytest.raises(Invalid, match="reason-needed"):
        issue.choose(session, room.acta, person, mine)
    with room.writing(0) as (session, _):
        operator = get(session, Operator, context(session).operator_id)
        operator.role = "facilitator"
        with pytest.raises(NotAllowed, match="choice-overrule"):
            issue.choose(session, room.acta, person, mine, "Se perdió")
        operator.role = "coordinator"
        issue.choose(session, room.acta, person, mine, "La laptop A1 se perdió en el río")
    room.seal(0)
    report = verify(room.sealed(0), [sha256(room.laptops[0].authority)])
    assert report.verdict == "intact"
    assert {one.name: one.outcome for one in report.outcomes}[name_of(room, person)] == "refused"
    (line,) = [one for one in report.lines if one.check == "choices"]
    assert (line.state, line.code) == ("unknown", "choice-overruled")
    room.meet_all()
    with room.reading(0) as (session, version):
        late = records.after_seal(session, version)
        assert lost in [one.hash for one in late]
        standing = records.standings(session, version)[person]
        assert standing.outcome is not None
        assert standing.outcome.outcome == "refused"


def name_of(room: Room, person: str) -> str:
    with room.reading(0) as (session, version):
        return next(one["name"] for one in actas.frozen_signatories(session, version) if one["id"] == person)


def test_a_laptop_that_the_authority_did_not_certify_again_still_counts(room: Room) -> None:
    """Its trust was withdrawn, then the authority changed: what it recorded is of the earlier one."""
    room.sign(1, 0)
    room.sign(0, 1, "absent")
    room.meet_all()
    earlier = sha256(room.laptops[0].authority)
    with room.writing(0) as (session, _):
        authorities.revoke(session, "A1", "Se la llevaron")
        authorities.renew(session, rotate=True)
    room.meet_all()
    room.seal(0)
    with room.writing(0) as (session, version):
        pins = authorities.pins(session)
        assert len(records.bundle(session, version, issue.sealer(session)).authorities) == 1
        late = stated("absent")
        after_seal.record_late(session, room.acta, room.people[1], late)
        after_seal.complement(session, room.acta)
    now = sha256(room.laptops[0].authority)
    assert now != earlier
    assert verify(room.sealed(0), pins).verdict == "intact"
    assert verify(room.sealed(0), [now, earlier]).verdict == "intact"
    alone = verify(room.sealed(0), [now])
    assert (alone.verdict, alone.lines[-1].code) == ("undetermined", "voucher-unknown")
    assert earlier in alone.lines[-1].text
    with room.reading(0) as (session, _):
        copy = handing.collect(session, room.acta)
    assert f"--ca {now} --ca {earlier}" in handing.files(copy)[handing.README].decode()


def test_only_the_holder_seals_and_its_word_hands_the_role_on(room: Room) -> None:
    for person in (0, 1):
        room.sign(0, person, "absent")
    room.meet_all()
    with room.writing(1) as (session, _), pytest.raises(NotAllowed) as caught:
        issue.seal(session, room.acta)
    assert (caught.value.code, caught.value.facts) == ("acta-seal-elsewhere", {"device": "A"})
    room.hand(0, 1)
    with room.writing(0) as (session, _), pytest.raises(NotAllowed) as caught:
        issue.seal(session, room.acta)
    assert caught.value.facts == {"device": "A1 (R2)"}
    room.meet(0, 1)
    room.hand(1, 2)
    room.meet(1, 2)
    room.seal(2)
    room.meet_all()
    check_sealed_everywhere(room)


def test_evidence_that_arrives_after_the_seal_is_shown_and_reopens_nothing(room: Room) -> None:
    """A laptop that nobody heard of recorded outcomes: told before, recorded as missing, shown after."""
    room.sign(0, 0)
    room.sign(0, 1, "absent")
    late = room.sign(2, 1)
    with room.reading(0) as (session, version):
        told = records.witnesses(session, version)
    assert [(one.name, one.entries, one.own) for one in told] == [
        ("A", 3, True), ("A1 (R2)", 0, False), ("A2 (R3)", 0, False)
    ]  # fmt: skip
    room.seal(0)
    with room.reading(0) as (session, version):
        (chain,) = records.chains(session, version)
        assert chain.entries[-1].facts["missing"] == sorted(one.device for one in room.laptops[1:])
        assert records.after_seal(session, version) == ()
    room.meet_all()
    for place in range(COUNT):
        with room.reading(place) as (session, version):
            entries = records.after_seal(session, version)
            assert [one.facts["kind"] for one in entries] == ["genesis", "outcome"]
            assert entries[1].hash == late
            stands = records.standings(session, version)[room.people[1]].outcome
            assert stands is not None
            assert stands.outcome == "absent"
    check_sealed_everywhere(room)


def test_two_seals_of_one_version_are_a_conflict_shown_to_all(room: Room) -> None:
    for person in (0, 1):
        room.sign(0, person, "absent")
    room.seal(0)
    room.meet_all()
    with room.writing(1) as (session, version):
        session.add(ActaSeal(version_id=version.id, file_hash="f" * 64, device=room.laptops[1].device))
    room.meet_all()
    for place in range(COUNT):
        with room.reading(place) as (session, version):
            assert len(seal_role.seals(session, version.id)) == 2
            status = actas.status(session, room.acta)
            assert (status.state, status.two_seals) == ("sealed", True)


def _judged(room: Room, data: bytes, place: int) -> tuple[str, str]:
    """Return the verdict on a file by a laptop's own pins, and the code of what it says of who sealed."""
    with room.reading(place) as (session, _version):
        pins = authorities.pins(session)
    report = verify(data, pins)
    return report.verdict, report.lines[-1].code


def test_an_authority_that_gave_way_leaves_every_chain_vouched_for(room: Room) -> None:
    """One laptop signed before it knew of the new authority: its chain counts, the seal names the new."""
    room.sign(1, 0)
    room.sign(2, 1, "absent")
    old = room.laptops[0].authority
    with room.writing(0) as (session, _):
        authorities.renew(session, rotate=True)
    room.meet(0, 1)
    room.meet(0, 2)
    assert room.laptops[1].authority == old
    room.seal(0)
    room.meet_all()
    assert room.laptops[0].authority != old
    for place in range(COUNT):
        assert _judged(room, room.sealed(place), place) == ("intact", "issuer")
    assert verify(room.sealed(0), [sha256(old)]).lines[-1].code == "issuer-other"


def test_a_seal_after_the_authority_was_lost_and_replaced(room: Room, clock: FixedClock) -> None:
    """The holder's laptop did not know: its seal is not upheld. Who knows seals with the new certificate."""
    for person in (0, 1):
        room.sign(0, person, "absent")
    with room.writing(1) as (session, _):
        authorities.replace(session, "Se perdió la laptop A")
    clock.set(MORNING + timedelta(hours=2))
    room.seal(0)
    room.meet(0, 1)
    assert _judged(room, room.sealed(1), 0) == _judged(room, room.sealed(1), 1)
    assert _judged(room, room.sealed(1), 1) == ("undetermined", "issuer-replaced")


def test_who_received_the_role_seals_with_the_certificate_of_the_new_authority(room: Room) -> None:
    for person in (0, 1):
        room.sign(0, person, "absent")
    room.hand(0, 2)
    with room.writing(1) as (session, _):
        authorities.replace(session, "Se perdió la laptop A")
    room.meet_all()
    room.seal(2)
    room.meet_all()
    assert room.laptops[2].authority == room.laptops[1].authority
    assert [_judged(room, room.sealed(place), place) for place in range(COUNT)] == [("intact", "issuer")] * 3


def test_what_a_revoked_laptop_seals_from_that_hour_on_is_not_upheld(room: Room, clock: FixedClock) -> None:
    for person in (0, 1):
        room.sign(0, person, "absent")
    with room.writing(1) as (session, _):
        authorities.revoke(session, "A", "La robaron", MORNING + timedelta(hours=3))
    for hours, told in ((2, ("intact", "issuer")), (4, ("undetermined", "issuer-revoked"))):
        clock.set(MORNING + timedelta(hours=hours))
        with suppress(_Tried), room.writing(0) as (session, version):
            issue.seal(session, room.acta)
            sealed = attachments.get(session, seal_role.seals(session, version.id)[0].file_hash)
            raise _Tried
        assert _judged(room, sealed, 1) == told
        assert _judged(room, sealed, 0) == ("intact", "issuer")  # it does not know yet


@contextmanager
def refused_at_most(codes: set[str]) -> Iterator[None]:
    try:
        yield
    except NotAllowed as error:
        if error.code not in codes:
            raise


def _step() -> st.SearchStrategy[tuple[str, int, int]]:
    places = st.integers(0, COUNT - 1)
    return st.one_of(
        st.tuples(st.sampled_from(("ink", "refused", "absent")), places, st.integers(0, 1)),
        st.tuples(st.sampled_from(("meet", "send", "hand")), places, places),
        st.tuples(st.sampled_from(("choose", "seal")), places, st.integers(0, 1)),
    )


def _do(room: Room, what: str, place: int, other: int) -> None:
    if what == "meet" and place != other:
        room.meet(place, other)
    elif what == "send" and place != other:
        send(room.laptops[place], room.laptops[other])
    elif what == "hand" and place != other:
        room.hand(place, other)
    elif what == "seal":
        room.seal(place)
    elif what == "choose":
        room.choose(place, other)
    elif what in ("ink", "refused", "absent"):
        room.sign(place, other, what)


def _finish(room: Room) -> None:
    """Everybody meets, what is missing is recorded, chosen and sealed by who holds the role."""
    room.meet_all()
    with room.reading(0) as (session, version):
        holder = seal_role.role(session, version).holder
        ended = records.standings(session, version)
        sealed = bool(seal_role.seals(session, version.id))
    last = next(place for place, one in enumerate(room.laptops) if one.device == holder)
    for number, person in enumerate(room.people if not sealed else ()):
        if person not in ended:
            room.sign(last, number)
        elif ended[person].stands is None:
            room.choose(last, number)
    if not sealed:
        room.seal(last)
    room.meet_all()


@settings(max_examples=8, deadline=None)
@given(steps=st.lists(_step(), max_size=12))
def test_in_any_order_every_laptop_ends_with_the_same_acta(
    template: tuple[Path, str, tuple[str, ...]], steps: list[tuple[str, int, int]]
) -> None:
    with room_of(template, FixedClock(MORNING)) as room:
        for step in steps:
            with refused_at_most(NOT_NOW):
                _do(room, *step)
        _finish(room)
        check_sealed_everywhere(room)


def test_what_came_after_the_seal_from_any_laptop_is_in_one_constancia(room: Room) -> None:
    """Evidence of before that arrived late, and an outcome of after that another laptop recorded."""
    room.sign(0, 0, "absent")
    room.sign(0, 1, "absent")
    before = room.sign(2, 1)
    room.seal(0)
    room.meet_all()
    with room.writing(1) as (session, _version):
        given = stated("refused", reason="Llegó tarde")
        after_seal.record_late(session, room.acta, room.people[0], given)
        with pytest.raises(NotAllowed, match="acta-sealed"):
            issue.record_outcome(session, room.acta, room.people[0], given)
    room.meet_all()
    with room.writing(0) as (session, _version):
        rows = after_seal.late(session, room.acta)
        assert [(one.outcome, one.after, one.device) for one in rows] == [
            ("ink", True, room.laptops[2].device),
            ("refused", False, room.laptops[1].device),
        ]
        assert rows[0].entry == before
        data = after_seal.pdf(session, after_seal.complement(session, room.acta).id)
        pin = sha256(identity(session).ca_certificate)
        sealed = sha256(issue.pdf(session, room.acta))
    report = verify(data, [pin])
    assert report.verdict == "intact"
    assert {one.outcome for one in report.outcomes} == {"ink", "refused"}
    assert any(sealed in line.text for line in report.lines)
    check_sealed_everywhere(room)
