"""Replicas that write, delete, restore, resolve and redact while they exchange in any order must agree.

Each replica is a real store. Exchanges take any device's operations from any replica, repeated, overlapping,
split at signed heads and out of causal order; at the end everybody gets everything, and all are compared row
by row, with each other and with `oracle`, which says the rules of sync.md §3 again from the set of them.
"""

from typing import Any, Final

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlalchemy import func, select

from alianza_desktop.core.errors import NotFound
from alianza_desktop.core.ids import seeded
from alianza_desktop.model import Attendance, Mesa, Person
from alianza_desktop.model.base import Record
from alianza_desktop.storage import heads, inbox, journal, register
from alianza_desktop.storage.entities import entities
from alianza_desktop.storage.heads import Draft
from alianza_desktop.storage.operations import Heads, chain_next, chain_start
from alianza_desktop.storage.tables import head, op, unopened
from tests.storage.oracle import Oracle
from tests.storage.replicas import Replica

REPLICAS: Final = 3
ENTITIES: Final[dict[str, tuple[type[Record], tuple[str, ...]]]] = {
    "mesa": (Mesa, ("name", "theme")),
    "person": (Person, ("given_names", "position")),
    "attendance": (Attendance, ("position", "mode")),
}

who = st.integers(0, REPLICAS - 1)
which = st.integers(0, 3)
texts = st.sampled_from(["", "a", "b", "ñandú"])


class Convergence(RuleBasedStateMachine):
    """Three laptops, a few records, and whatever Hypothesis thinks of."""

    @initialize()
    def begin(self) -> None:
        ids = seeded(7)
        self.replicas = [Replica(number + 1, ids) for number in range(REPLICAS)]
        self.records: list[tuple[str, str]] = []
        self.snapshots: dict[str, list[Heads]] = {}
        self.secrets = 0

    def teardown(self) -> None:
        if hasattr(self, "replicas"):
            self._exchange_everything()
            pictures = [replica.picture() for replica in self.replicas]
            for picture in pictures[1:]:
                _same(pictures[0], picture)
            for replica in self.replicas:
                check_against_oracle(replica)
                replica.close()

    # --- writing

    @rule(who=who, name=st.sampled_from(list(ENTITIES)), text=texts)
    def create(self, who: int, name: str, text: str) -> None:
        cls, fields = ENTITIES[name]
        with self.replicas[who].transaction() as session:
            record = cls()
            setattr(record, fields[0], text)
            session.add(record)
        self.records.append((name, record.id))

    @rule(who=who, which=which, field=st.integers(0, 1), text=texts, stale=st.booleans())
    def edit(self, who: int, which: int, field: int, text: str, stale: bool) -> None:
        with self.replicas[who].transaction() as session:
            record = self._record(session, which)
            if record is not None and record.__tablename__ != "attendance":
                seen = self._snapshots(session, record)
                if stale:
                    journal.showing(session, record, seen[0])
                setattr(record, ENTITIES[record.__tablename__][1][field], text)

    @rule(who=who, which=which, text=texts)
    def write_a_fact_again(self, who: int, which: int, text: str) -> None:
        with self.replicas[who].transaction() as session:
            record = self._record(session, which)
            if isinstance(record, Attendance):
                values = {"position": text or None, "mode": "virtual"}
                seen = heads.of(session, record.id) if text else {}
                heads.append(session, [Draft("attendance", record.id, values, seen)])

    @rule(who=who, which=which, stale=st.booleans(), deleted=st.booleans())
    def delete_or_restore(self, who: int, which: int, stale: bool, deleted: bool) -> None:
        with self.replicas[who].transaction() as session:
            record = self._record(session, which)
            if record is not None:
                seen = self._snapshots(session, record)
                change = journal.delete if deleted else journal.restore
                change(session, record, seen[0] if stale else None)

    @rule(who=who, which=which, text=texts)
    def resolve(self, who: int, which: int, text: str) -> None:
        with self.replicas[who].transaction() as session:
            found = [entry for entry in inbox.entries(session) if entry.field not in {"", "deleted"}]
            if found:
                entry = found[which % len(found)]
                heads.resolve(session, entry.record_id, entry.field, text, entry.heads)

    @rule(who=who, which=which, text=texts, entity=st.booleans())
    def write_what_nobody_knows(self, who: int, which: int, text: str, entity: bool) -> None:
        with self.replicas[who].transaction() as session:
            known = self._record(session, which)
            if known is not None:
                name = "future" if entity else known.__tablename__
                seen = heads.of(session, known.id)
                heads.append(session, [Draft(name, known.id, {"of_tomorrow": text or None}, seen)])

    @rule(who=who, which=which, field=st.integers(0, 1))
    def write_a_secret_and_redact_the_field(self, who: int, which: int, field: int) -> None:
        self.secrets += 1
        replica = self.replicas[who]
        with replica.transaction() as session:
            record = self._record(session, which)
            if record is None or record.__tablename__ == "attendance":
                return
            name = ENTITIES[record.__tablename__][1][field]
            setattr(record, name, f"secreto {self.secrets}")
        with replica.transaction() as session:
            heads.redact(session, record.id, [name])

    @rule(who=who, which=which, text=texts)
    def change_several_at_once(self, who: int, which: int, text: str) -> None:
        with self.replicas[who].transaction() as session:
            for step in range(2):
                record = self._record(session, which + step)
                if record is not None and record.__tablename__ != "attendance":
                    setattr(record, ENTITIES[record.__tablename__][1][step], text)

    # --- exchanging

    @rule(giver=who, taker=who, device=who, limit=st.integers(1, 4), back=st.integers(0, 3))
    def exchange(self, giver: int, taker: int, device: int, limit: int, back: int) -> None:
        """Take part of any device's operations, perhaps with some that are here already."""
        author, target_store = self.replicas[device], self.replicas[taker]
        known = target_store.seq(author.device)
        run = None
        for after in range(max(0, known - back), known + 1):  # the first place where a commit ends
            run = run or self._cut_at(self.replicas[giver], author.device, after, limit)
        if run is not None and taker != device:
            target_store.apply(run, author.key)

    @rule(giver=who, taker=who, device=who)
    def repeat_or_jump_ahead(self, giver: int, taker: int, device: int) -> None:
        """Give what is known already, which changes nothing, or what has a gap before it: refused."""
        author, store = self.replicas[device], self.replicas[taker]
        known = store.seq(author.device)
        everything = self.replicas[giver].cut(author.device, 0, limit=known)
        if everything is not None and everything.last <= known:
            before = store.picture()
            store.apply(everything, author.key)
            _same(before, store.picture())
        later = self._cut_at(self.replicas[giver], author.device, known + 1, 4)
        if later is not None:
            with pytest.raises(NotFound, match="run-missing"):
                store.apply(later, author.key)

    @rule(who=who)
    def look(self, who: int) -> None:
        check_against_oracle(self.replicas[who])

    # --- how

    def _record(self, session: Any, which: int) -> Record | None:
        if not self.records:
            return None
        name, record_id = self.records[which % len(self.records)]
        found: Record | None = session.get(ENTITIES[name][0], record_id)
        return found

    def _snapshots(self, session: Any, record: Record) -> list[Heads]:
        """Return the heads seen of a record on any laptop, oldest first: these may not be here at all."""
        seen = self.snapshots.setdefault(record.id, [])
        seen.append(heads.of(session, record.id))
        return seen

    def _cut_at(self, source: Replica, device: str, after: int, limit: int) -> Any:
        """Return a run that begins where a commit ended: only there may operations be cut."""
        with source.transaction() as session:
            log = source.log(session)
            return log.cut(device, after, limit) if after <= log.last(device).seq else None

    def _exchange_everything(self) -> None:
        for target in reversed(self.replicas):
            for author in self.replicas:
                if author is not target and author.seq(author.device) > target.seq(author.device):
                    target.take(author)


def check_against_oracle(replica: Replica) -> None:
    """Compare heads, rows, inbox and log of a store with what the set of its operations says."""
    with replica.transaction() as session:
        oracle, log = Oracle(session), replica.log(session)
        assert oracle.left_open() == []
        found = {(row.record, row.entity): row for row in session.execute(select(head))}
        for record, name in oracle.records():
            entity = entities().get(name)
            expected = oracle.expected((record, name), fact=entity is not None and entity.fact)
            state = register.load(found[record, name].body)
            kept = state.get("fields", {}).items()
            places = {field: {(log.names[one[0]], one[1]) for one in ones} for field, ones in kept}
            assert places == expected.heads
            fact = entity is not None and entity.fact
            assert register.disputes(state, fact=fact) == expected.disputes
            assert found[record, name].disputed == bool(expected.disputes)
            if entity is not None:
                row = session.execute(select(entity.table).where(entity.table.c.id == record)).one()
                fields = entity.fields.items()
                shown = {field: known.read(expected.shown.get(field)) for field, known in fields}
                shown |= {"deleted": expected.deleted, "id": record, "alliance_id": log.alliance}
                assert row._asdict() == shown
        for device, number in log.numbers.items():
            if number in log.vector:
                _check_chain(session, log, device)


def _check_chain(session: Any, log: Any, device: str) -> None:
    chain = chain_start(log.alliance, device)
    bodies = select(op.c.body).where(op.c.device == log.numbers[device]).order_by(op.c.seq)
    for body in session.scalars(bodies):
        chain = chain_next(chain, body)
    assert chain == log.last(device).chain


def _same(one: dict[str, Any], other: dict[str, Any]) -> None:
    for part, value in one.items():
        assert value == other[part], part


TestConvergence = Convergence.TestCase
TestConvergence.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)


def test_nothing_awaits_its_redaction_once_everybody_has_everything() -> None:
    one, other = Replica(1), Replica(2)
    with one.transaction() as session:
        session.add(Mesa(name="secreto"))
    other.take(one)
    with other.transaction() as session:
        record = session.scalars(select(Mesa)).one()
        heads.redact(session, record.id, ["name"])
    third = Replica(3)
    run = other.cut(one.device)
    assert run is not None
    third.apply(run, one.key)
    with third.transaction() as session:
        assert session.scalar(select(func.count()).select_from(unopened)) == 1
    third.take(other)
    one.take(other)
    with third.transaction() as session:
        assert session.scalar(select(func.count()).select_from(unopened)) == 0
    assert one.picture() == other.picture() == third.picture()
