"""Photos of a workshop: kept in order, used only once somebody looked, never with somebody who refused."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Invalid, NotAllowed, NotFound
from alianza_desktop.services import consents, mesas, people, photos, registration, same_as
from alianza_desktop.services.people import PersonData
from alianza_desktop.storage import heads
from alianza_desktop.storage.attachments import LIMIT
from alianza_desktop.storage.database import Database
from tests.builders import World, arrive, world, writing


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with writing(database) as opened:
        yield opened


@pytest.fixture
def made(session: Session) -> World:
    return world(session)


def keep(session: Session, made: World, *names: str) -> list[str]:
    found = [photos.add(session, made.workshop, name.encode(), width=4, height=3) for name in names]
    return [one.id for one in found if one is not None]


def shown(session: Session, made: World) -> list[str]:
    return [photos.data(session, one.id).decode() for one in photos.listing(session, made.workshop)]


def answer(session: Session, person_id: str, *, photos: bool) -> None:
    consents.record(session, person_id, registration=True, contact=False, photos=photos)


def test_kept_in_order_with_their_hour(session: Session, made: World) -> None:
    keep(session, made, "a", "b")
    photos.add(session, made.workshop, b"c", width=8, height=6, taken="2026-11-23T09:00:00.000-05:00")
    rows = photos.listing(session, made.workshop)
    assert shown(session, made) == ["a", "b", "c"]
    assert [one.at[:16] for one in rows] == ["2026-11-23T08:00", "2026-11-23T08:00", "2026-11-23T09:00"]
    assert (rows[2].width, rows[2].height, rows[2].caption, rows[2].cleared) == (8, 6, "", False)
    assert "caption" not in repr(rows[0])


def test_the_same_photo_is_kept_once(session: Session, made: World) -> None:
    assert len(keep(session, made, "a", "a")) == 1
    (one,) = photos.listing(session, made.workshop)
    photos.remove(session, one.id)
    assert photos.listing(session, made.workshop) == ()
    photos.restore(session, one.id)
    assert shown(session, made) == ["a"]
    photos.restore(session, one.id)


def test_a_caption_is_one_line_and_is_merged_by_field(session: Session, made: World) -> None:
    (photo,) = keep(session, made, "a")
    photos.change(session, photo, {"caption": "  Lectura\n del\tacta "}, heads.of(session, photo))
    assert photos.listing(session, made.workshop)[0].caption == "Lectura del acta"
    with pytest.raises(Invalid, match="unknown-field"):
        photos.change(session, photo, {"cleared": "1"})
    with pytest.raises(NotFound):
        photos.change(session, "no", {"caption": "x"})


def test_the_order_may_be_changed(session: Session, made: World) -> None:
    one, _two, three = keep(session, made, "a", "b", "c")
    assert photos.move(session, three, -2)
    session.flush()
    assert shown(session, made) == ["c", "a", "b"]
    assert photos.move(session, one, 1)
    session.flush()
    assert shown(session, made) == ["c", "b", "a"]
    assert not photos.move(session, one, 1)


def test_only_what_somebody_looked_at_leaves(session: Session, made: World) -> None:
    one, two = keep(session, made, "a", "b")
    assert photos.for_report(session, made.workshop) == ()
    with pytest.raises(NotAllowed, match="photo-not-cleared"):
        photos.outgoing(session, one)
    photos.clear(session, one, cleared=True)
    session.flush()
    (usable,) = photos.for_report(session, made.workshop)
    assert usable.attachment == photos.listing(session, made.workshop)[0].attachment
    assert photos.outgoing(session, one) == b"a"
    with pytest.raises(NotAllowed):
        photos.outgoing(session, two)
    photos.clear(session, one, cleared=False)
    session.flush()
    assert photos.for_report(session, made.workshop) == ()


def test_a_later_refusal_puts_every_photo_in_doubt_again(session: Session, made: World) -> None:
    (photo,) = keep(session, made, "a")
    arrive(session, made, made.mayor)
    answer(session, made.mayor, photos=False)
    photos.clear(session, photo, cleared=True)
    session.flush()
    assert len(photos.for_report(session, made.workshop)) == 1
    arrive(session, made, made.manager)
    assert len(photos.for_report(session, made.workshop)) == 1  # nobody asked yet
    answer(session, made.manager, photos=False)
    session.flush()
    (row,) = photos.listing(session, made.workshop)
    assert (row.cleared, row.again) == (False, True)
    assert photos.for_report(session, made.workshop) == ()
    with pytest.raises(NotAllowed):
        photos.outgoing(session, photo)
    photos.clear(session, photo, cleared=True)
    session.flush()
    assert len(photos.for_report(session, made.workshop)) == 1
    answer(session, made.manager, photos=True)  # who changes their mind the other way doubts nothing
    assert len(photos.for_report(session, made.workshop)) == 1


def test_who_refused_with_where_to_look(session: Session, made: World) -> None:
    arrive(session, made, made.mayor)
    arrive(session, made, made.manager)
    mesas.seat(session, made.workshop, made.mayor, made.cacao)
    answer(session, made.mayor, photos=False)
    found = photos.refusals(session, made.workshop)
    assert [(one.full_name, one.sector, one.mesa) for one in found.people] == [
        ("María Elena Quispe Huamán", "public", 1)
    ]
    assert (found.unnamed, found.unasked) == (0, 1)
    assert "Quispe" not in repr(found)
    answer(session, made.mayor, photos=True)
    assert photos.refusals(session, made.workshop).people == ()


def test_only_who_came_counts_and_each_once(session: Session, made: World) -> None:
    answer(session, made.mayor, photos=False)
    assert photos.refusals(session, made.workshop).people == ()
    again = people.add(session, PersonData(document_type="none", given_names="Elena"))
    same_as.join(session, "person", made.mayor, again.id)
    arrive(session, made, again.id)
    assert [one.full_name for one in photos.refusals(session, made.workshop).people] == [
        "María Elena Quispe Huamán"
    ]


def test_an_arrival_without_personal_data_cannot_be_named_but_counts(session: Session, made: World) -> None:
    (photo,) = keep(session, made, "a")
    photos.clear(session, photo, cleared=True)
    registration.register_anonymous(session, made.workshop, session_id=made.session, sector="public")
    session.flush()
    assert photos.refusals(session, made.workshop).unnamed == 1
    assert photos.listing(session, made.workshop)[0].again


def test_bytes_over_the_limit_are_refused(session: Session, made: World) -> None:
    with pytest.raises(Invalid, match="attachment-too-large"):
        photos.add(session, made.workshop, b"x" * (LIMIT + 1), width=1, height=1)


def test_photos_of_another_workshop_are_apart(session: Session, made: World) -> None:
    keep(session, made, "a")
    assert photos.listing(session, "otro") == ()
    assert photos.add(session, "otro", b"a", width=1, height=1) is not None
