"""The journal: one operation per record and transaction, in the transaction, and nothing after a rollback."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Invalid, NotAllowed
from alianza_desktop.model import Attendance, Evidence, Mesa, Person, Workshop
from alianza_desktop.storage import heads, journal
from alianza_desktop.storage.context import context, signer
from alianza_desktop.storage.log import Log
from alianza_desktop.storage.tables import head, signed_head
from tests.storage.replicas import ALLIANCE, AUTHOR, Replica, written


@pytest.fixture
def store() -> Replica:
    return Replica(1)


@pytest.fixture
def mesa_id(store: Replica) -> str:
    """The first operation of the store."""
    with store.transaction() as session:
        mesa = Mesa(name="Cacao", number=1)
        session.add(mesa)
    return mesa.id


def test_an_added_record_has_its_id_and_alliance_at_once(store: Replica) -> None:
    with store.transaction() as session:
        mesa = Mesa(name="Cacao", alliance_id="another")
        session.add(mesa)
        assert mesa.id == str(mesa.id) != ""
        assert mesa.alliance_id == ALLIANCE


def test_creating_writes_every_field_that_is_not_null(store: Replica) -> None:
    with store.transaction() as session:
        workshop = Workshop(name="Taller 1", stage=1, with_society=False)
        session.add(workshop)
    assert written(store) == [
        {
            "v": 1,
            "kind": "write",
            "alliance": ALLIANCE,
            "device": store.device,
            "seq": 1,
            "lamport": 1,
            "entity": "workshop",
            "record": workshop.id,
            "fields": {"name": "Taller 1", "stage": 1, "with_society": False},
            "author": AUTHOR,
            "at": "2026-11-23T12:00:00.000-05:00",
            "schema": 1,
            "app": "0.1.0",
        }
    ]


def test_a_record_with_nothing_in_it_is_written_all_the_same(store: Replica) -> None:
    with store.transaction() as session:
        session.add(Person())
    assert [one["fields"] for one in written(store)] == [{"deleted": False}]


def test_one_operation_for_each_record_however_many_flushes(store: Replica) -> None:
    with store.transaction() as session:
        mesa, person = Mesa(name="a"), Person(given_names="x")
        session.add_all([mesa, person])
        session.flush()
        mesa.name = "b"
        session.flush()
        mesa.theme, person.phone = "t", "9"
        session.flush()
        mesa.name = "c"
    assert [(one["entity"], one["fields"]) for one in written(store)] == [
        ("mesa", {"name": "c", "number": 0, "theme": "t"}),
        ("person", {"given_names": "x", "phone": "9"}),
    ]


def test_an_edit_writes_what_changed_with_the_heads_it_read(store: Replica, mesa_id: str) -> None:
    with store.transaction() as session:
        session.get_one(Mesa, mesa_id).name = "Café"
    (one,) = written(store, 1)
    assert one["fields"] == {"name": "Café"}
    assert one["seen"] == {"name": [[store.device, 1]]}
    assert "observed" not in one


def test_clearing_writes_null_and_a_field_never_written_has_no_seen(store: Replica, mesa_id: str) -> None:
    with store.transaction() as session:
        mesa = session.get_one(Mesa, mesa_id)
        mesa.name, mesa.theme, mesa.quorum = "", "venta", 5
    with store.transaction() as session:
        session.get_one(Mesa, mesa_id).quorum = None
    first, second = written(store, 1)
    assert first["fields"] == {"name": None, "theme": "venta", "quorum": 5}
    assert first["seen"] == {"name": [[store.device, 1]]}
    assert second["fields"] == {"quorum": None}


def test_what_changes_and_changes_back_is_not_written(store: Replica, mesa_id: str) -> None:
    with store.transaction() as session:
        mesa = session.get_one(Mesa, mesa_id)
        mesa.name = "otro"
        session.flush()
        mesa.name = "Cacao"
    with store.transaction() as session:
        session.get_one(Mesa, mesa_id).name = "Cacao"
    assert written(store, 1) == []


def test_texts_are_normalised_in_the_row_too(store: Replica) -> None:
    with store.transaction() as session:
        mesa = Mesa(name="Can\u0303a\x00ris\ud800")
        session.add(mesa)
    assert mesa.name == "Cañaris"
    assert written(store)[0]["fields"]["name"] == "Cañaris"
    with store.transaction() as session:
        session.get_one(Mesa, mesa.id).name = "Can\u0303aris"
    assert written(store, 1) == []


@pytest.mark.parametrize("value", [5, True, 1.5, ["a"], b"a"])
def test_a_value_of_another_type_is_refused_before_anything_is_written(store: Replica, value: Any) -> None:
    with pytest.raises(Invalid, match="not-canonical"), store.transaction() as session:
        session.add(Mesa(name=value))
    assert written(store) == []


@pytest.mark.parametrize("day", ["23/11/2026", "2026-13-01", "2026-11-23 ", "2026-11-32"])
def test_a_text_in_another_form_is_refused_before_anything_is_written(store: Replica, day: str) -> None:
    with pytest.raises(Invalid, match="value-form"), store.transaction() as session:
        session.add(Workshop(starts_on=day))
    assert written(store) == []


def test_seq_lamport_and_signed_heads_go_on_from_commit_to_commit(store: Replica) -> None:
    for size in (2, 3):
        with store.transaction() as session:
            session.add_all([Mesa(name=str(step)) for step in range(size)])
    assert [(one["seq"], one["lamport"]) for one in written(store)] == [(step, step) for step in range(1, 6)]
    with store.transaction() as session:
        assert session.scalars(select(signed_head.c.seq)).all() == [2, 5]


def test_the_lamport_is_above_everything_here(store: Replica, mesa_id: str) -> None:
    other = Replica(2)
    for step in range(5):
        with other.transaction() as session:
            session.add(Mesa(name=str(step)))
    store.take(other)
    with store.transaction() as session:
        session.add(Mesa(name="z"))
    (last,) = [one for one in written(store, 1) if one["device"] == store.device]
    assert (last["seq"], last["lamport"]) == (2, 6)


# --- tombstones and facts


def test_deleting_names_the_heads_of_the_whole_record(store: Replica, mesa_id: str) -> None:
    with store.transaction() as session:
        session.get_one(Mesa, mesa_id).theme = "t"
    with store.transaction() as session:
        journal.delete(session, session.get_one(Mesa, mesa_id))
    (one,) = written(store, 2)
    assert one["fields"] == {"deleted": True}
    assert one["observed"] == [[store.device, 1], [store.device, 2]]
    assert "seen" not in one
    with store.transaction() as session:
        journal.restore(session, session.get_one(Mesa, mesa_id))
    (back,) = written(store, 3)
    assert (back["fields"], back["seen"]) == ({"deleted": False}, {"deleted": [[store.device, 3]]})
    assert "observed" not in back


def test_setting_deleted_is_deleting(store: Replica, mesa_id: str) -> None:
    with store.transaction() as session:
        session.get_one(Mesa, mesa_id).deleted = True
    (one,) = written(store, 1)
    assert (one["fields"], one["observed"]) == ({"deleted": True}, [[store.device, 1]])
    with store.transaction() as session:
        session.get_one(Mesa, mesa_id).deleted = False
    assert written(store, 2)[0]["seen"] == {"deleted": [[store.device, 2]]}


def test_a_record_made_and_deleted_in_one_transaction_is_deleted(store: Replica) -> None:
    with store.transaction() as session:
        mesa = Mesa(name="a")
        session.add(mesa)
        session.flush()
        journal.delete(session, mesa)
    with store.transaction() as session:
        assert session.get_one(Mesa, mesa.id).deleted
        assert session.scalars(select(head.c.disputed)).all() == [0]


def test_rows_are_never_removed(store: Replica, mesa_id: str) -> None:
    with pytest.raises(RuntimeError, match="never removed"), store.transaction() as session:
        session.delete(session.get_one(Mesa, mesa_id))
    with store.transaction() as session:
        assert session.get(Mesa, mesa_id) is not None


def test_a_fact_is_written_once(store: Replica) -> None:
    with store.transaction() as session:
        attendance = Attendance(person_id="p", quality="guest")
        session.add(attendance)
        session.flush()
        attendance.quality = "titular"  # still being made
    with pytest.raises(NotAllowed, match="fact-written-once"), store.transaction() as session:
        session.get_one(Attendance, attendance.id).quality = "guest"
    with store.transaction() as session:
        journal.delete(session, session.get_one(Attendance, attendance.id))
    with store.transaction() as session:
        journal.restore(session, session.get_one(Attendance, attendance.id))
    fields = [one["fields"] for one in written(store)]
    made = {"person_id": "p", "quality": "titular"}
    assert fields == [made, {"deleted": True}, {"deleted": False}]


def test_what_nothing_undoes_has_no_tombstone(store: Replica) -> None:
    with store.transaction() as session:
        evidence = Evidence(kind="outcome", outcome="ink")
        session.add(evidence)
    with pytest.raises(NotAllowed, match="record-permanent"), store.transaction() as session:
        journal.delete(session, session.get_one(Evidence, evidence.id))
    with pytest.raises(NotAllowed, match="record-permanent"), store.transaction() as session:
        session.get_one(Evidence, evidence.id).deleted = True
    with pytest.raises(NotAllowed, match="record-permanent"), store.transaction() as session:
        heads.resolve(session, evidence.id, "deleted", value=True, heads={})
    assert len(written(store)) == 1


# --- what a form showed


def test_a_form_that_showed_older_heads_writes_those(store: Replica, mesa_id: str) -> None:
    with store.transaction() as session:
        displayed = heads.of(session, mesa_id)
        session.get_one(Mesa, mesa_id).name = "Café"
    with store.transaction() as session:
        mesa = session.get_one(Mesa, mesa_id)
        journal.showing(session, mesa, displayed)
        mesa.name, mesa.theme = "Té", "venta"
    (one,) = written(store, 2)
    assert one["seen"] == {"name": [[store.device, 1]]}


def test_a_resolution_and_an_edit_of_one_record_are_one_operation(store: Replica, mesa_id: str) -> None:
    with store.transaction() as session:
        heads.resolve(session, mesa_id, "name", "Cacao", {"name": ((store.device, 1),)})
        session.get_one(Mesa, mesa_id).theme = "t"
    (one,) = written(store, 1)
    assert one["fields"] == {"name": "Cacao", "theme": "t"}
    assert one["seen"] == {"name": [[store.device, 1]]}


def test_a_redaction_is_an_operation_of_its_own(store: Replica, mesa_id: str) -> None:
    with store.transaction() as session:
        heads.redact(session, mesa_id, ["name", "theme"])
        session.get_one(Mesa, mesa_id).theme = "t"
    change, redaction = written(store, 1)
    assert change["fields"] == {"theme": "t"}
    assert (redaction["kind"], redaction["erases"]) == ("redact", [[[store.device, 1], "name"]])


# --- the session


def test_touched_names_the_kinds_of_record(store: Replica) -> None:
    with store.transaction() as session:
        session.add_all([Mesa(name="a"), Person(given_names="x")])
    assert journal.touched(session) == frozenset({"mesa", "person"})


def test_the_context_travels_with_the_session(store: Replica) -> None:
    with store.transaction() as session:
        assert context(session).device_id == store.device
        assert signer(session)(b"x") == store.secret.sign(b"x")


def test_an_id_that_others_would_set_aside_is_a_defect(store: Replica) -> None:
    with pytest.raises(RuntimeError, match="would be set aside"), store.transaction() as session:
        session.add(Mesa(id="mesa-1", name="a"))
    assert written(store) == []


def test_a_change_made_while_the_journal_is_being_written_is_a_defect(
    store: Replica, mesa_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = heads.append

    def meddling(session: Session, *arguments: Any, **options: Any) -> None:
        honest(session, *arguments, **options)
        session.get_one(Mesa, mesa_id).theme = "t"
        session.flush()

    monkeypatch.setattr(heads, "append", meddling)
    with pytest.raises(RuntimeError, match="while the journal"), store.transaction() as session:
        session.get_one(Mesa, mesa_id).name = "b"
    assert written(store, 1) == []


def test_every_operation_of_ours_is_sound_for_others(store: Replica, mesa_id: str) -> None:
    with store.transaction() as session:
        heads.redact(session, mesa_id, ["name"])
        journal.delete(session, session.get_one(Mesa, mesa_id))
    other = Replica(2)
    assert other.take(store).set_aside == ()
    with other.transaction() as session:
        assert Log(session.connection(), ALLIANCE).last(store.device).seq == 3
