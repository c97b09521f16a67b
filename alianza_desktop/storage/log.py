"""The log of a store: every operation of every device, its vector and chains, and runs of it.

A run is what travels: operations of one device from `first` on, ending at a signed head (sync.md §5 puts one
in each pack). What a run says of itself is worth nothing until its signature, made by a key that the
receiver trusts for that device, is checked over its own chain.

Decided here: a run carries one signature, its last; whoever relays cuts at the heads whose signatures it
has. The operation before which an operation must have a lower lamport is the device's last *accepted* one,
so that one that is set aside cannot drag the following with it. A device whose own counter would fall more
than 2^32 behind (someone raised the alliance's) goes up by 2^32 at each operation until it has caught up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, bindparam, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from alianza_desktop.core.errors import Corrupt, NotFound, Unavailable
from alianza_desktop.storage.bulk import insert_rows
from alianza_desktop.storage.operations import (
    MAX_INTEGER,
    MAX_STEP,
    Members,
    Operation,
    Value,
    chain_next,
    chain_start,
    fault,
    head_message,
    newer,
    open_values,
    parse,
)
from alianza_desktop.storage.register import Place
from alianza_desktop.storage.tables import device_number, op, set_aside, signed_head, unopened, vector


@dataclass(frozen=True, slots=True)
class Run:
    """Operations of a device, without gaps, whose last one ends a commit and is signed."""

    alliance: str
    device: str
    first: int
    chain_before: bytes
    operations: tuple[Operation, ...]
    signature: bytes

    @property
    def last(self) -> int:
        """The seq of the last operation."""
        return self.first + len(self.operations) - 1


@dataclass(slots=True, repr=False)
class Entry:
    """An operation at its place in the log; `reason` says why it is set aside."""

    device: int
    seq: int
    operation: Operation
    members: Members
    values: dict[str, Value]
    erased: tuple[str, ...] = ()
    """Fields whose value was erased before it arrived."""
    reason: str = ""


@dataclass(slots=True)
class Last:
    """What the vector says of a device."""

    seq: int
    chain: bytes
    lamport: int


_OP: Final = ("device", "seq", "lamport", "record", "body", "opened")
_KNOWN_CHAIN: Final = (
    select(signed_head.c.seq, signed_head.c.chain)
    .where(signed_head.c.device == bindparam("of"), signed_head.c.seq <= bindparam("upto"))
    .order_by(signed_head.c.seq.desc())
    .limit(1)
)


class Log:
    """The log as one transaction sees it: device numbers and vector are read once."""

    def __init__(self, connection: Connection, alliance: str) -> None:
        self.connection = connection
        self.alliance = alliance
        rows = connection.execute(select(device_number))
        self.names: dict[int, str] = {row.number: row.device for row in rows}
        self.numbers: dict[str, int] = {device: number for number, device in self.names.items()}
        self.vector: dict[int, Last] = {
            row.device: Last(row.seq, row.chain, row.lamport) for row in connection.execute(select(vector))
        }

    def number(self, device: str) -> int:
        """Return this store's integer for a device, giving it one if it is new."""
        known = self.numbers.get(device)
        if known is None:
            known = len(self.numbers) + 1
            self.connection.execute(insert(device_number), {"number": known, "device": device})
            self.numbers[device], self.names[known] = known, device
        return known

    def last(self, device: str) -> Last:
        """Return the last operation of a device here; seq 0 when there is none."""
        known = self.vector.get(self.numbers.get(device, 0))
        return known or Last(0, chain_start(self.alliance, device), 0)

    def here(self, place: Place) -> bool:
        """Say whether the log holds an operation."""
        known = self.vector.get(place[0])
        return known is not None and place[1] <= known.seq

    def next_lamport(self, device: str) -> int:
        """Return the lamport of the next operation of a device. Raises `Unavailable("journal-full")`."""
        highest = max((last.lamport for last in self.vector.values()), default=0)
        lamport = min(highest + 1, self.last(device).lamport + MAX_STEP)
        if lamport > MAX_INTEGER:
            raise Unavailable("journal-full")
        return lamport

    def chain_at(self, device: str, seq: int) -> bytes:
        """Return the chain after an operation that is here, from the nearest signed head before it."""
        last = self.last(device)
        if seq == last.seq:
            return last.chain
        number = self.numbers.get(device, 0)
        known = self.connection.execute(_KNOWN_CHAIN, {"of": number, "upto": seq}).first()
        start, chain = known or (0, chain_start(self.alliance, device))
        for row in self._rows(number, start + 1, seq):
            chain = chain_next(chain, row.body)
        return chain

    def _rows(self, number: int, first: int, last: int) -> Sequence[Row[Any, Any]]:
        query = select(op.c.body, op.c.opened).where(op.c.device == number, op.c.seq.between(first, last))
        return self.connection.execute(query.order_by(op.c.seq)).all()

    def cut(self, device: str, after: int, limit: int = 1000) -> Run | None:
        """Return the operations of a device after a seq, up to a signed head; None when there are none.

        At most `limit` operations, unless the first commit alone has more: nothing splits a transaction.
        """
        number = self.numbers.get(device, 0)
        ends = select(signed_head.c.seq, signed_head.c.signature).where(
            signed_head.c.device == number, signed_head.c.seq > after
        )
        within = ends.where(signed_head.c.seq <= after + limit).order_by(signed_head.c.seq.desc())
        end = self.connection.execute(within.limit(1)).first()
        end = end or self.connection.execute(ends.order_by(signed_head.c.seq).limit(1)).first()
        if end is None:
            return None
        operations = tuple(Operation(row.body, row.opened) for row in self._rows(number, after + 1, end.seq))
        chain = self.chain_at(device, after)
        return Run(self.alliance, device, after + 1, chain, operations, end.signature)

    def check(self, run: Run, key: bytes) -> bytes:
        """Return the chain after a run that its device signed and that continues what is here.

        Raises `Corrupt` (`run-forged`: not what the device signed; `run-forked`: the device signed two
        histories) and `NotFound("run-missing")`, which names the first operation that is needed.
        """
        known = self.last(run.device)
        if run.alliance != self.alliance or not 1 <= run.first <= run.last <= MAX_INTEGER:
            raise Corrupt("run-forged", device=run.device)
        chain, at_known = run.chain_before, run.chain_before
        for seq, operation in enumerate(run.operations, run.first):
            chain = chain_next(chain, operation.body)
            at_known = chain if seq == known.seq else at_known
        _check_signature(run, key, chain)
        if run.first > known.seq + 1:
            raise NotFound("run-missing", device=run.device, first=known.seq + 1, last=run.first - 1)
        ours, theirs = known.chain, at_known
        if run.last < known.seq:
            ours, theirs = self.chain_at(run.device, run.last), chain
        if ours != theirs:
            raise Corrupt("run-forked", device=run.device, seq=run.first)
        return chain

    def entries(self, run: Run) -> list[Entry]:
        """Return what is new in a run that was checked, with the reason of what must be set aside.

        Raises `Corrupt("run-forged")` for a value that was changed on the way and
        `Unavailable("run-newer")` for an operation that only a newer program reads.
        """
        known = self.last(run.device)
        number, lamport = self.number(run.device), known.lamport
        entries = []
        for seq, operation in enumerate(run.operations[known.seq + 1 - run.first :], known.seq + 1):
            members = parse(operation.body)
            values = open_values(operation, members)
            if members is None and newer(operation.body):
                raise Unavailable("run-newer", device=run.device)
            if values is None:
                raise Corrupt("run-forged", device=run.device)
            reason = fault(members, self.alliance, run.device, seq)
            if not reason and members and not 0 < members["lamport"] - lamport <= MAX_STEP:
                reason = "lamport"
            if not reason and members:
                lamport = members["lamport"]
            entries.append(_entry(number, seq, operation, members or {}, values, reason))
        return entries

    def add(self, entries: Sequence[Entry], chain: bytes, signature: bytes) -> None:
        """Write operations of one device after its last one, with the signed head they end at."""
        if not entries:
            return
        number, seq = entries[-1].device, entries[-1].seq
        insert_rows(self.connection, op, _OP, list(map(_row, entries)))
        aside = [(number, entry.seq, entry.reason) for entry in entries if entry.reason]
        insert_rows(self.connection, set_aside, ("device", "seq", "reason"), aside)
        erased = [(number, entry.seq, name) for entry in entries for name in entry.erased]
        insert_rows(self.connection, unopened, ("device", "seq", "field"), erased)
        accepted = [entry.members["lamport"] for entry in entries if not entry.reason]
        lamport = max(accepted, default=self.last(self.names[number]).lamport)
        self._set_vector(number, Last(seq, chain, lamport))
        head = {"device": number, "seq": seq, "chain": chain, "signature": signature}
        self.connection.execute(insert(signed_head), head)

    def _set_vector(self, number: int, last: Last) -> None:
        values = {"seq": last.seq, "chain": last.chain, "lamport": last.lamport}
        write = upsert(vector).values(device=number, **values)
        self.connection.execute(write.on_conflict_do_update(index_elements=["device"], set_=values))
        self.vector[number] = last


def _check_signature(run: Run, key: bytes, chain: bytes) -> None:
    message = head_message(run.alliance, run.device, run.last, chain)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(run.signature, message)
    except (InvalidSignature, ValueError) as error:
        raise Corrupt("run-forged", device=run.device) from error


def _entry(
    number: int, seq: int, operation: Operation, members: Members, values: dict[str, Value], reason: str
) -> Entry:
    """Make an entry whose values are every field that it writes, an erased one as null."""
    fields = members.get("fields", {})
    if reason or len(values) == len(fields):
        return Entry(number, seq, operation, members, values, (), reason)
    erased = tuple(fields.keys() - values.keys())
    return Entry(number, seq, operation, members, dict.fromkeys(erased) | values, erased)


def _row(entry: Entry) -> tuple[Any, ...]:
    members, made = entry.members, entry.operation
    lamport, record = (None, None) if entry.reason else (members["lamport"], members["record"])
    return (entry.device, entry.seq, lamport, record, made.body, made.opened)
