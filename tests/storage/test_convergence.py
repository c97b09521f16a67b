"""Replicas that write, delete, restore, resolve and redact while they exchange in any order must agree.

Each replica is a real store. Exchanges take any device's operations from any replica, repeated, overlapping,
split at signed heads and out of causal order; at the end everybody gets everything, and all are compared row
by row, with each other and with `oracle`, which says the rules of sync.md §3 again from the set of them.
Hypothesis finds the shortest failure; the seeded long days reach states that it seldom does.
"""

from collections.abc import Sequence
from random import Random
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import NotFound
from alianza_desktop.core.ids import seeded
from alianza_desktop.model import Attendance, Mesa, Person, Record
from alianza_desktop.storage import heads, inbox, journal, register
from alianza_desktop.storage.entities import entities
from alianza_desktop.storage.heads import Draft
from alianza_desktop.storage.log import Log, Run
from alianza_desktop.storage.operations import Heads, Value, chain_next, chain_start
from alianza_desktop.storage.tables import head, op, unopened
from tests.storage.oracle import Oracle
from tests.storage.replicas import Replica

REPLICAS: Final = 3
TEXTS: Final[dict[type[Record], tuple[str, str]]] = {
    Mesa: ("name", "theme"),
    Person: ("given_names", "position"),
    Attendance: ("position", "mode"),
}
"""The fields that the machine writes; attendances are facts."""

KINDS: Final = (
    *["edit"] * 8, *["delete"] * 3, *["restore"] * 2, *["resolve"] * 2, "create", "fact", "unknown", "redact",
    "several",
)  # fmt: skip

WHICH: Final = (0, 0, 0, 1, 2, 3)
FIELDS: Final = (0, 0, 1)
VALUES: Final[tuple[Value, ...]] = ("a", "b", "ñandú", None, 1, True)

who = st.integers(0, REPLICAS - 1)


class Act(NamedTuple):
    """Something that a person does at a laptop."""

    kind: str
    who: int
    which: int
    field: int
    value: Value
    stale: bool

    @property
    def text(self) -> str:
        return str(self.value or "")


acts = st.builds(
    Act,
    st.sampled_from(KINDS),
    who,
    st.sampled_from(WHICH),
    st.sampled_from(FIELDS),
    st.sampled_from(VALUES),
    st.booleans(),
)


class Laptops:
    """Three laptops that share three records from the start, and what can be done with them."""

    def __init__(self) -> None:
        ids = seeded(7)
        self.replicas = [Replica(number + 1, ids) for number in range(REPLICAS)]
        self.records: list[tuple[type[Record], str]] = []
        self.snapshots: dict[str, list[Heads]] = {}
        self.secrets = 0
        for which in range(len(TEXTS)):
            self.do(Act("create", 0, which, 0, "a", stale=False))
        for taker in (1, 2):
            self.meet(0, taker, [0])

    def close(self) -> None:
        """Give everything to everybody, and compare."""
        for taker in range(REPLICAS):
            for giver in range(REPLICAS):
                self.meet(giver, taker, [giver])
        pictures = [replica.picture() for replica in self.replicas]
        for picture in pictures[1:]:
            same(pictures[0], picture)
        for replica in self.replicas:
            check_against_oracle(replica)
            replica.close()

    # --- writing

    def do(self, act: Act) -> None:
        if act.kind == "redact":
            self.secrets += 1
            self._do(act._replace(kind="edit", value=f"secreto {self.secrets}", stale=False))
        self._do(act)

    def _do(self, act: Act) -> None:
        replica = self.replicas[act.who]
        with replica.transaction() as session:
            if act.kind == "create":
                record = list(TEXTS)[act.which % len(TEXTS)]()
                self._set(record, act)
                session.add(record)
                self.records.append((type(record), record.id))
                return
            cls, record_id = self.records[act.which % len(self.records)]
            found = session.get(cls, record_id)
            if found is not None:
                getattr(self, f"_{act.kind}")(session, found, act)

    def _set(self, record: Record, act: Act) -> None:
        setattr(record, TEXTS[type(record)][act.field], act.text)

    def _edit(self, session: Session, record: Record, act: Act) -> None:
        if not record.__fact__:
            seen = self._seen(session, record)
            if act.stale:
                journal.showing(session, record, seen)
            self._set(record, act)

    def _several(self, session: Session, record: Record, act: Act) -> None:
        """Change two records in one commit, which nothing may split."""
        other_class, other_id = self.records[(act.which + 1) % len(self.records)]
        for one in (record, session.get(other_class, other_id)):
            if one is not None and not one.__fact__:
                self._set(one, act)

    def _delete(self, session: Session, record: Record, act: Act) -> None:
        seen = self._seen(session, record)
        journal.delete(session, record, seen if act.stale else None)

    def _restore(self, session: Session, record: Record, act: Act) -> None:
        seen = self._seen(session, record)
        journal.restore(session, record, seen if act.stale else None)

    def _resolve(self, session: Session, _record: Record, act: Act) -> None:
        found = [entry for entry in inbox.entries(session) if entry.field not in {"", "deleted"}]
        if found:
            entry = found[act.which % len(found)]
            heads.resolve(session, entry.record_id, entry.field, act.text, entry.heads)

    def _fact(self, session: Session, record: Record, act: Act) -> None:
        """Write a fact again, as only a faulty program would."""
        if record.__fact__:
            values = {TEXTS[type(record)][act.field]: act.text or None}
            seen = heads.of(session, record.id) if act.stale else {}
            heads.append(session, [Draft(record.__tablename__, record.id, values, seen)])

    def _unknown(self, session: Session, record: Record, act: Act) -> None:
        """Write a field, or an entity, of a later version."""
        name = "future" if act.field else record.__tablename__
        seen = heads.of(session, record.id)
        heads.append(session, [Draft(name, record.id, {"of_tomorrow": act.value}, seen)])

    def _redact(self, session: Session, record: Record, act: Act) -> None:
        heads.redact(session, record.id, [TEXTS[type(record)][act.field]])

    def _seen(self, session: Session, record: Record) -> Heads:
        """Return the heads that this or another laptop showed first: they may not be here at all."""
        seen = self.snapshots.setdefault(record.id, [])
        seen.append(heads.of(session, record.id))
        return seen[len(seen) // 2]

    # --- exchanging

    def meet(self, giver: int, taker: int, order: Sequence[int]) -> None:
        """Take all that a laptop has, device after device in an order that need not be causal."""
        for device in order:
            after = self.replicas[taker].seq(self.replicas[device].device)
            self._apply(taker, device, self._cut(giver, device, after, 1000))

    def take_a_part(self, giver: int, taker: int, device: int, limit: int, back: int) -> None:
        """Take some of any device's operations, perhaps with some that are here already."""
        after = max(0, self.replicas[taker].seq(self.replicas[device].device) - back)
        self._apply(taker, device, self._cut(giver, device, after, limit))

    def repeat_or_jump_ahead(self, giver: int, taker: int, device: int) -> None:
        """Give what is known already, which changes nothing, or what has a gap before it: refused."""
        author, store = self.replicas[device], self.replicas[taker]
        known, before = store.seq(author.device), store.picture()
        everything = self._cut(giver, device, 0, known)
        if everything is not None and everything.last <= known:
            store.apply(everything, author.key)
        later = self._cut(giver, device, known + 1, 4)
        if later is not None:
            with pytest.raises(NotFound, match="run-missing"):
                store.apply(later, author.key)
        same(before, store.picture())

    def _apply(self, taker: int, device: int, run: Run | None) -> None:
        if run is not None and taker != device:
            self.replicas[taker].apply(run, self.replicas[device].key)

    def _cut(self, giver: int, device: int, after: int, limit: int) -> Run | None:
        author, store = self.replicas[device].device, self.replicas[giver]
        return store.cut(author, after, limit) if after <= store.seq(author) else None


class Convergence(RuleBasedStateMachine):
    """Whatever Hypothesis thinks of, and the shortest of it that fails."""

    @initialize()
    def begin(self) -> None:
        self.laptops = Laptops()

    def teardown(self) -> None:
        if hasattr(self, "laptops"):
            self.laptops.close()

    @rule(acts=st.lists(acts, min_size=4, max_size=10))
    def write(self, acts: list[Act]) -> None:
        for act in acts:
            self.laptops.do(act)

    @rule(giver=who, taker=who, order=st.permutations(range(REPLICAS)))
    def meet(self, giver: int, taker: int, order: list[int]) -> None:
        self.laptops.meet(giver, taker, order)

    @rule(giver=who, taker=who, device=who, limit=st.integers(1, 4), back=st.integers(0, 3))
    def take_a_part(self, giver: int, taker: int, device: int, limit: int, back: int) -> None:
        self.laptops.take_a_part(giver, taker, device, limit, back)

    @rule(giver=who, taker=who, device=who)
    def repeat_or_jump_ahead(self, giver: int, taker: int, device: int) -> None:
        self.laptops.repeat_or_jump_ahead(giver, taker, device)

    @rule(who=who)
    def look(self, who: int) -> None:
        check_against_oracle(self.laptops.replicas[who])


TestConvergence = Convergence.TestCase
TestConvergence.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)


@pytest.mark.parametrize("seed", range(20))
def test_long_days_converge(seed: int) -> None:
    """Busier than what Hypothesis tries: many writes between meetings, in the same three records."""
    random, laptops = Random(seed), Laptops()
    replicas = range(REPLICAS)
    for _step in range(30):
        for _act in range(random.randint(1, 5)):
            laptops.do(_some_act(random))
        giver, taker, device = random.choice(replicas), random.choice(replicas), random.choice(replicas)
        if random.random() < 0.4:
            laptops.take_a_part(giver, taker, device, random.randint(1, 4), random.randint(0, 3))
        if random.random() < 0.3:
            laptops.meet(giver, taker, random.sample(replicas, REPLICAS))
        if random.random() < 0.1:
            check_against_oracle(laptops.replicas[taker])
    laptops.close()


def _some_act(random: Random) -> Act:
    return Act(
        random.choice(KINDS),
        random.randrange(REPLICAS),
        random.choice(WHICH),
        random.choice(FIELDS),
        random.choice(VALUES),
        random.random() < 0.3,
    )


def check_against_oracle(replica: Replica) -> None:
    """Compare heads, rows, inbox and log of a store with what the set of its operations says."""
    with replica.transaction() as session:
        oracle, log = Oracle(session), replica.log(session)
        assert oracle.left_open() == []
        for record, name in oracle.records():
            _check_record(session, log, oracle, (record, name))
        for device, number in log.numbers.items():
            if number in log.vector:
                _check_chain(session, log, device)


def _check_record(session: Session, log: Log, oracle: Oracle, key: tuple[str, str]) -> None:
    record, name = key
    entity = entities().get(name)
    fact = entity is not None and entity.fact
    expected = oracle.expected(key, fact=fact)
    row = session.execute(select(head).where(head.c.record == record, head.c.entity == name)).one()
    state = register.load(row.body)
    kept = state.get("fields", {}).items()
    assert {of: {(log.names[one[0]], one[1]) for one in ones} for of, ones in kept} == expected.heads
    assert register.disputes(state, fact=fact) == expected.disputes
    assert row.disputed == bool(expected.disputes)
    if entity is not None:
        shown = {of: known.read(expected.shown.get(of)) for of, known in entity.fields.items()}
        shown |= {"deleted": expected.deleted, "id": record, "alliance_id": log.alliance}
        found = session.execute(select(entity.table).where(entity.table.c.id == record)).one()
        assert found._asdict() == shown


def _check_chain(session: Session, log: Log, device: str) -> None:
    chain = chain_start(log.alliance, device)
    bodies = select(op.c.body).where(op.c.device == log.numbers[device]).order_by(op.c.seq)
    for body in session.scalars(bodies):
        chain = chain_next(chain, body)
    assert chain == log.last(device).chain


def same(one: dict[str, Any], other: dict[str, Any]) -> None:
    for part, value in one.items():
        assert value == other[part], part


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
