"""Evidence in the store as it is read: what each device's key signed, in order; the rest is set aside.

Rows come from other laptops too, and any member can write one that names any device. So a row counts only if
its own signature holds under a key that an authority of the alliance vouches for; the columns beside `body`
and `signature` are never read, and neither is `deleted`: evidence is added, never taken away (signing.md).

Decisions: a row that does not count is set aside with its reason and stops nobody; of another device, so is
what follows the first entry that does not follow. This device knows its own key and certificate by itself;
when a row that it wrote does not hold, or one is missing, that is damage and stops (`Corrupt`): growing such
a chain would fork it. Two entries that one device signed with one number are a fork, always `Corrupt`. The
same entry in two rows counts once. What no honest device writes ends its chain too: an outcome of who does
not sign this version, a choice that cites what is another person's, a cierre by who does not hold the seal
role. A choice that cites what is not here yet is kept: it may be on its way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.errors import Corrupt
from alianza_desktop.model import ActaVersion, Evidence
from alianza_desktop.services import actas, seal_role
from alianza_desktop.signing import chains as chain_rules
from alianza_desktop.signing import shapes
from alianza_desktop.signing.chains import Chain
from alianza_desktop.signing.evidence import Choice, Entry, Outcome, Subject
from alianza_desktop.storage import attachments, authorities
from alianza_desktop.storage.context import context
from alianza_desktop.storage.identity import identity
from alianza_desktop.storage.tables import device_number, op


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row of evidence that counts for nothing here, and why."""

    row: str
    device: str
    """The device that it names."""
    code: str
    """`evidence-device` (nobody vouches for it), or what `chains.check` found."""


@dataclass(frozen=True, slots=True, repr=False)
class Gathered:
    """The chains of an acta version, by device id, and what was set aside."""

    chains: tuple[Chain, ...]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Vouched:
    """A device that the alliance's authority certifies."""

    device: str
    key: bytes
    certificate: bytes


def subject(version: ActaVersion) -> Subject:
    """Return what every entry of a version cites."""
    return Subject(version.acta_id, version.id, version.content_hash, version.body_hash)


def gather(session: Session, version: ActaVersion) -> Gathered:
    """Return the evidence of a version that counts, of every device.

    Raises `Corrupt`: `evidence-fork`, or what `chains.check` raises for this device's own chain.
    """
    known = {one.device: one for one in vouched(session)}
    read = _Reader(session, version)
    found = [read.chain(known.get(device), rows) for device, rows in sorted(_rows(session, version).items())]
    chains = _Honest(session, version, [one for one in found if one is not None], read).chains()
    return Gathered(chains, tuple(read.set_aside))


def own_chain(session: Session, version: ActaVersion) -> Chain | None:
    """Return this device's own chain, or none before its genesis; `Corrupt` when it does not hold."""
    device = context(session).device_id
    rows = _rows(session, version, device)
    return _Reader(session, version).chain(own_device(session), rows.get(device, []))


def own_device(session: Session) -> Vouched:
    """Return this device as its own identity has it: no record that arrives can change it."""
    own = identity(session)
    return Vouched(own.device_id, own.device_key.public_key().public_bytes_raw(), own.seal_certificate)


def _rows(session: Session, version: ActaVersion, device: str = "") -> dict[str, list[Evidence]]:
    """Return every row of a version, tombstones too, by the device that it names."""
    query = select(Evidence).where(Evidence.version_id == version.id).order_by(Evidence.id)
    if device:
        query = query.where(Evidence.device == device)
    found: dict[str, list[Evidence]] = {}
    for row in session.scalars(query):
        found.setdefault(row.device, []).append(row)
    return found


def vouched(session: Session) -> list[Vouched]:
    """Return the devices certified for this alliance, this one last; a removed one signed while it was in.

    Of several certificates of a device, that of this laptop's own authority: its seal names no other.
    """
    own = sha256(identity(session).ca_certificate)
    found = sorted(authorities.certified(session), key=lambda one: one.authority == own)
    return [*(Vouched(one.device, one.key, one.certificate) for one in found), own_device(session)]


class _Reader:
    def __init__(self, session: Session, version: ActaVersion) -> None:
        self._session = session
        self._subject = subject(version)
        self._here = context(session).device_id
        self.set_aside: list[SetAside] = []
        self._row_of: dict[Entry, str] = {}

    def chain(self, who: Vouched | None, rows: list[Evidence]) -> Chain | None:
        """Return the chain in a device's rows, as far as it holds."""
        if who is None:
            self.set_aside += [SetAside(row.id, row.device, "evidence-device") for row in rows]
            return None
        entries: list[Entry] = []
        broken = ""
        for counter, (entry, row) in sorted(self._signed(who, rows).items()):
            broken = broken or self._problem(who, entries, counter, entry)
            if broken:
                self._refuse(row, broken, own=row.device == self._here)
            else:
                entries.append(entry)
                self._row_of[entry] = row.id
        return Chain(who.device, who.key, tuple(entries), who.certificate) if entries else None

    def _signed(self, who: Vouched, rows: list[Evidence]) -> Mapping[int, tuple[Entry, Evidence]]:
        """Return, by counter, what the device signed for this version."""
        found: dict[int, tuple[Entry, Evidence]] = {}
        for row in rows:
            entry = Entry(row.body, row.signature)
            try:
                chain_rules.check_author(entry, who.device, who.key, self._subject)
                counter = shapes.integer(entry.facts, "counter")
            except Corrupt as error:
                self._refuse(row, error.code, own=self._wrote(row))
                continue
            if found.setdefault(counter, (entry, row))[0] != entry:
                raise Corrupt("evidence-fork", device=who.device)
        return found

    def _problem(self, who: Vouched, entries: list[Entry], counter: int, entry: Entry) -> str:
        if counter != len(entries):
            return "evidence-counter"
        try:
            chain_rules.check_next(entries, entry, who.key)
        except Corrupt as error:
            return error.code
        return ""

    def end(self, chain: Chain, place: int, code: str) -> Chain | None:
        """End a chain before one of its entries: the rest is set aside, that one with its reason."""
        for later, entry in enumerate(chain.entries[place:]):
            why = code if not later else "evidence-link"
            self.set_aside.append(SetAside(self._row_of[entry], chain.device, why))
        return replace(chain, entries=chain.entries[:place]) if place else None

    def _refuse(self, row: Evidence, code: str, *, own: bool) -> None:
        if own:
            raise Corrupt(code)
        self.set_aside.append(SetAside(row.id, row.device, code))

    def _wrote(self, row: Evidence) -> bool:
        """Tell whether this device wrote the row: the journal knows, or it is of this transaction."""
        if row.device != self._here:
            return False
        authors = select(device_number.c.device).join(op).where(op.c.record == row.id)
        written = set(self._session.scalars(authors))
        return not written or self._here in written


class _Honest:
    """What only the whole tells of an entry: whose outcomes there are, what a choice cites, who closes."""

    def __init__(self, session: Session, version: ActaVersion, found: Sequence[Chain], read: _Reader) -> None:
        self._here = context(session).device_id
        self._holder = seal_role.role(session, version).holder
        self._signatories = _signatories(session, version)
        self._found, self._read = found, read
        self._people = {
            entry.hash: (kind, person)
            for chain in found
            for entry in chain.entries
            for kind, person in (_whose(entry),)
        }

    def chains(self) -> tuple[Chain, ...]:
        """Return the chains as far as they are honest; this device's own is what it is."""
        ended = [one if one.device == self._here else self._chain(one) for one in self._found]
        return tuple(one for one in ended if one is not None)

    def _chain(self, chain: Chain) -> Chain | None:
        for place, entry in enumerate(chain.entries):
            code = self._problem(chain.device, entry)
            if code:
                return self._read.end(chain, place, code)
        return chain

    def _problem(self, device: str, entry: Entry) -> str:
        kind, person = self._people[entry.hash]
        if kind == "outcome" and self._signatories and person not in self._signatories:
            return "evidence-signatory"
        if kind == "choice" and self._false(Choice.read(entry.facts)):
            return "evidence-choice"
        return "evidence-closing" if kind == "closing" and device != self._holder else ""

    def _false(self, choice: Choice) -> bool:
        """Tell whether a choice cites what is not an outcome or a choice of that person."""
        cited = [self._people[one] for one in choice.cites if one in self._people]
        foreign = any(
            one not in (("outcome", choice.signatory), ("choice", choice.signatory)) for one in cited
        )
        kind = self._people.get(choice.chosen, ("outcome", ""))[0]
        return foreign or choice.chosen not in choice.cites or kind != "outcome"


def _whose(entry: Entry) -> tuple[str, str]:
    """Return the kind of an entry and the signatory that it is about."""
    kind = shapes.text(entry.facts, "kind")
    if kind == "outcome":
        return kind, Outcome.read(entry.facts).signatory.id
    return kind, Choice.read(entry.facts).signatory if kind == "choice" else ""


def _signatories(session: Session, version: ActaVersion) -> frozenset[str]:
    """Return who signs the version; nobody while its text has not arrived."""
    if not attachments.has(session, version.content_hash):
        return frozenset()
    return frozenset(one["id"] for one in actas.frozen_signatories(session, version))
