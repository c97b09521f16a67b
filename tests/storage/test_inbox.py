"""What a person is asked to look at and what is told of a record."""

from alianza_desktop.model import Attendance, Mesa, Person, Seating
from alianza_desktop.storage import heads, inbox, journal
from tests.storage.replicas import AUTHOR, Replica


def test_an_entry_carries_what_resolving_it_needs() -> None:
    one, other = Replica(1), Replica(2)
    with one.transaction() as session:
        mesa = Mesa(name="Cacao")
        session.add(mesa)
    other.take(one)
    for replica, name in ((one, "Café"), (other, "Té")):
        with replica.transaction() as session:
            session.get_one(Mesa, mesa.id).name = name
    one.take(other)
    with one.transaction() as session:
        (entry,) = inbox.entries(session)
    assert (entry.entity, entry.record_id, entry.field, entry.kind) == ("mesa", mesa.id, "name", "conflict")
    assert entry.options == (
        inbox.Option("Café", ((one.device, 2),)),
        inbox.Option("Té", ((other.device, 1),)),
    )
    assert entry.heads == {"name": ((one.device, 2), (other.device, 1))}


def test_history_says_who_wrote_what_and_when() -> None:
    store = Replica(1)
    with store.transaction() as session:
        mesa = Mesa(name="Cacao", theme="cultivo")
        session.add(mesa)
    with store.transaction() as session:
        session.get_one(Mesa, mesa.id).name = ""
    with store.transaction() as session:
        heads.redact(session, mesa.id, ["theme"])
    with store.transaction() as session:
        first, second = inbox.history(session, mesa.id)
    assert first.values == {"name": "Cacao", "number": 0, "theme": None}
    assert first.erased == ("theme",)
    assert (second.id, second.author) == ((store.device, 2), AUTHOR)
    assert second.at == "2026-11-23T12:00:00.000-05:00"
    assert (second.values, second.erased) == ({"name": None}, ())


def test_twins_have_one_natural_key_and_two_ids() -> None:
    store = Replica(1)
    with store.transaction() as session:
        twins = [Person(document_type="1", document_number="45678901") for _ in range(2)]
        gone = Person(document_type="1", document_number="45678901")
        unknown = [Person(document_type="1") for _ in range(2)]
        anonymous = [Attendance(session_id="s") for _ in range(2)]
        seats = [Seating(workshop_id="w", person_id="p", mesa_id=mesa) for mesa in "ab"]
        session.add_all([*twins, gone, *unknown, *anonymous, *seats, Mesa(name="a"), Mesa(name="b")])
        session.flush()
        journal.delete(session, gone)
    with store.transaction() as session:
        assert inbox.twins(session) == (
            inbox.Twins("person", tuple(sorted(one.id for one in twins))),
            inbox.Twins("seating", tuple(sorted(one.id for one in seats))),
        )
