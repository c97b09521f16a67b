"""Two desks without a network: each registers alone, and when they meet nobody is lost or counted twice."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alianza_desktop.model import Alliance, Invitation, Person
from alianza_desktop.services import arrivals, departures, mesas, people, presence, registration, search
from alianza_desktop.services.arrivals import Arrivals
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.query import get
from alianza_desktop.services.registration import WalkIn, Written
from tests.builders import World, world
from tests.storage.replicas import ALLIANCE, Replica

GUESTS = 12


@dataclass
class Room:
    """Two laptops that know the same workshop and the same guests."""

    made: World
    guests: tuple[str, ...]
    desks: tuple[Replica, Replica]

    def register(self, desk: int, guest: int) -> None:
        with self.desks[desk].transaction() as session:
            registration.register(
                session,
                self.made.workshop,
                self.guests[guest],
                session_id=self.made.session,
                mesa_id=(self.made.cacao, self.made.conecta)[desk],
            )

    def walk_in(self, desk: int, number: str, name: str = "Flor") -> str:
        with self.desks[desk].transaction() as session:
            walked = WalkIn(
                document_type="1",
                document_number=number,
                given_names=name,
                paternal_surname="Antun",
                organization="Comunidad Nativa Huampami",
                sector="society",
                registration=True,
            )
            return registration.register_new(
                session, self.made.workshop, walked, session_id=self.made.session
            ).person_id

    def meet(self) -> None:
        for one, other in (self.desks, reversed(self.desks)):
            run = other.cut(other.device, one.seq(other.device), 1_000_000)
            if run is not None:  # it wrote something since
                one.apply(run, other.key)

    def picture(self, desk: int) -> Arrivals:
        with self.desks[desk].transaction() as session:
            return arrivals.arrivals(session, self.made.workshop, self.made.session)

    def seats(self, desk: int) -> dict[str, str]:
        with self.desks[desk].transaction() as session:
            return mesas.seats_of(session, self.made.workshop, set(self.guests))


@pytest.fixture
def room() -> Iterator[Room]:
    made = new_room()
    yield made
    for desk in made.desks:
        desk.close()


def new_room() -> Room:
    first, second = Replica(1), Replica(2)
    with first.transaction() as session:
        session.add(Alliance(id=ALLIANCE, name="Alianza de prueba", ubigeo="0104"))
        made = world(session)
        guests = tuple(
            people.add(
                session,
                PersonData(
                    document_number=f"4000{number:04}",
                    given_names=f"Persona {number}",
                    paternal_surname="Tiwi",
                    organization_id=made.cooperative,
                ),
            ).id
            for number in range(GUESTS)
        )
        for guest in guests:
            session.add(Invitation(workshop_id=made.workshop, person_id=guest))
    second.take(first)
    return Room(made, guests, (first, second))


def test_each_desk_counts_what_both_registered(room: Room) -> None:
    for guest in range(GUESTS):
        room.register(guest % 2, guest)
    room.meet()
    assert room.picture(0).arrived == room.picture(1).arrived == GUESTS
    assert room.picture(0).sectors == room.picture(1).sectors == {"private": GUESTS}


def test_the_same_person_at_both_desks_counts_once_and_sits_once(room: Room) -> None:
    room.register(0, 3)
    room.register(1, 3)
    room.meet()
    assert room.picture(0).arrived == room.picture(1).arrived == 1
    assert room.picture(0).expected == room.picture(1).expected == GUESTS
    assert room.seats(0) == room.seats(1)
    assert len(room.seats(0)) == 1


def test_who_was_registered_at_both_desks_leaves_once(room: Room) -> None:
    room.register(0, 3)
    room.register(1, 3)
    for desk in (0, 1):
        with room.desks[desk].transaction() as session:
            came = registration.attendance_of(session, room.made.session, room.guests[3])
            assert came is not None
            departures.leave(session, came.id)
    room.meet()
    with room.desks[0].transaction() as session:
        assert presence.present(session, room.made.workshop) == ()
    assert (room.picture(0).arrived, room.picture(0).left) == (1, 1)


def test_who_leaves_by_their_card_is_not_here_by_the_other_desk_s_row(room: Room) -> None:
    room.register(0, 3)
    room.register(1, 3)
    room.meet()
    with room.desks[1].transaction() as session:
        came = registration.attendance_of(session, room.made.session, room.guests[3])
        assert came is not None
        departures.leave(session, came.id)
        assert presence.present(session, room.made.workshop) == ()
    assert (room.picture(1).arrived, room.picture(1).left) == (1, 1)


def test_a_walk_in_of_both_desks_is_not_lost(room: Room) -> None:
    here, there = room.walk_in(0, "47000001"), room.walk_in(1, "47000001")
    room.meet()
    for desk in (0, 1):
        with room.desks[desk].transaction() as session:
            found = people.find(session, "47000001")
            assert found is not None
            assert found.id in (here, there)
            assert {people.find(session, "47000001")} == {found}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, GUESTS - 1), st.booleans()), max_size=16))
def test_whatever_the_desks_do_they_end_with_the_same_picture(steps: list[tuple[int, int, bool]]) -> None:
    room = new_room()
    known: list[set[int]] = [set(), set()]
    for desk, guest, meeting in steps:
        if guest not in known[desk]:
            room.register(desk, guest)
            known[desk].add(guest)
        if meeting:
            room.meet()
            known = [known[0] | known[1], known[0] | known[1]]
    room.meet()
    came = known[0] | known[1]
    here, there = room.picture(0), room.picture(1)
    assert here.arrived == there.arrived == len(came)
    assert here.sectors == there.sectors
    assert {one.full_name for one in here.last} == {one.full_name for one in there.last}
    assert set(room.seats(0)) == {room.guests[guest] for guest in came}
    assert room.seats(0) == room.seats(1)
    for replica in room.desks:
        replica.close()


def _arrival(room: Room, desk: int, guest: int) -> str:
    """Return the arrival that the card of a desk shows."""
    with room.desks[desk].transaction() as session:
        made = room.made
        return registration.lookup(session, made.workshop, room.guests[guest], made.session).attendance_id


def test_who_was_registered_twice_and_leaves_has_left_at_both_desks(room: Room) -> None:
    room.register(0, 3)
    room.register(1, 3)
    noted = _arrival(room, 1, 3)
    room.meet()
    with room.desks[1].transaction() as session:
        departures.leave(session, noted)
    room.meet()
    for desk in (0, 1):
        shown = _arrival(room, desk, 3)
        with room.desks[desk].transaction() as session:
            assert presence.present(session, room.made.workshop) == ()
            assert {shown, noted} <= departures.gone(session, room.made.session)
            assert set(departures.of(session, {shown, noted})) == {shown, noted}
    with room.desks[0].transaction() as session:
        departures.come_back(session, _arrival(room, 0, 3))
        assert len(presence.present(session, room.made.workshop)) == 1


def test_who_left_and_was_registered_again_at_the_other_desk_is_back(room: Room) -> None:
    room.register(0, 3)
    first = _arrival(room, 0, 3)
    with room.desks[0].transaction() as session:
        departures.leave(session, first)
    with room.desks[1].transaction() as session:
        late = Written(at="2026-11-23T20:00:00.000-05:00", source="paper")
        registration.register(
            session, room.made.workshop, room.guests[3], session_id=room.made.session, written=late
        )
    room.meet()
    with room.desks[0].transaction() as session:
        assert len(presence.present(session, room.made.workshop)) == 1
        assert departures.gone(session, room.made.session) == frozenset()


def test_who_sits_twice_is_counted_and_written_down_at_one_mesa(room: Room) -> None:
    room.register(0, 3)
    room.register(1, 3)
    room.meet()
    seat = room.seats(0)[room.guests[3]]
    for desk in (0, 1):
        with room.desks[desk].transaction() as session:
            rows = mesas.listing(session, room.made.workshop)
            assert {row.id: row.seated for row in rows if row.seated} == {seat: 1}
            assert set(mesas.seats_of_all(session, room.made.workshop).items()) == {(room.guests[3], seat)}


def test_taking_back_an_arrival_takes_back_the_one_of_the_other_desk(room: Room) -> None:
    for desk in (0, 1):
        room.register(desk, 3)
    room.meet()
    with room.desks[0].transaction() as session:
        registration.undo(session, _arrival(room, 0, 3))
    room.meet()
    for desk in (0, 1):
        assert room.picture(desk).arrived == 0


def test_taking_back_an_arrival_leaves_what_was_noted_on_paper(room: Room) -> None:
    room.register(0, 3)
    with room.desks[1].transaction() as session:
        registration.register(
            session, room.made.workshop, room.guests[3], session_id=room.made.session,
            written=Written(at="2026-11-23T08:10:00.000-05:00", source="paper"),
        )  # fmt: skip
    room.meet()
    with room.desks[0].transaction() as session:
        known = registration.arrivals_of(session, room.made.session, room.guests[3])
        registration.undo(session, next(one.id for one in known if not one.source))
    assert room.picture(0).arrived == 1


def test_the_search_says_the_first_hour_of_who_was_registered_at_both_desks(room: Room) -> None:
    for desk, at in enumerate(("2026-11-23T08:40:00.000-05:00", "2026-11-23T08:10:00.000-05:00")):
        with room.desks[desk].transaction() as session:
            registration.register(
                session,
                room.made.workshop,
                room.guests[3],
                session_id=room.made.session,
                written=Written(at=at),
            )
    room.meet()
    with room.desks[0].transaction() as session:
        name = get(session, Person, room.guests[3]).full_name
        hits = search.people(session, name, session_id=room.made.session)
    assert {hit.person_id: hit.arrived_at for hit in hits}[room.guests[3]] == "08:10"
