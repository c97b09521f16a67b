"""Evidence in the store: records of a device's chain, written in the running transaction.

The record's `body` and `signature` are the entry; its other columns are a projection, never read back here;
what is read back, and what is set aside, is in `gathering`.
The operator's name and role in an entry are those of the transaction's operator as they are now.

Decisions: the genesis is written with the first entry of a device, at the same hour. This device's own chain
is checked before it grows, so that a damaged one is noticed when it happens. The clock flag is "doubtful"
when the hour is before that of this device's previous entry; comparing clocks with other laptops comes with
the exchange. A device of the alliance without evidence here is listed in the cierre as missing: nobody here
can know whether it has any.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.clock import instant, parse_instant
from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.core.format_es import count
from alianza_desktop.model import ActaVersion, Evidence, Operator
from alianza_desktop.services import actas, devices, seal_role
from alianza_desktop.services.query import get
from alianza_desktop.signing import chains as chain_rules
from alianza_desktop.signing import shapes
from alianza_desktop.signing.bundle import Bundle
from alianza_desktop.signing.chains import Chain, Standing
from alianza_desktop.signing.evidence import (
    Author,
    Choice,
    Circumstances,
    Closing,
    Entry,
    Facts,
    Head,
    Outcome,
    following,
    genesis,
)
from alianza_desktop.signing.gathering import gather, own_chain, own_device, subject
from alianza_desktop.signing.ink import Ink
from alianza_desktop.signing.seal import Sealer
from alianza_desktop.signing.trust import certificate, issuer_of
from alianza_desktop.storage import attachments, authorities
from alianza_desktop.storage.context import context, signer


def chains(session: Session, version: ActaVersion) -> tuple[Chain, ...]:
    """Return the chains of every device whose evidence is here, checked, by device id; see `gather`."""
    return gather(session, version).chains


def missing(session: Session, version: ActaVersion) -> tuple[str, ...]:
    """Return the other devices of the alliance whose evidence is not here, sorted by id."""
    here = {context(session).device_id, *(one.device for one in chains(session, version))}
    return tuple(sorted(devices.names(session).keys() - here))


@dataclass(frozen=True, slots=True)
class Witness:
    """A laptop of the alliance and how much of its evidence of a version is here."""

    device: str
    name: str
    """What people call it: its letter, and its label when it differs."""
    entries: int
    """0 when none is here: nobody here can know whether it has any."""
    last_at: str = ""
    """The hour of its last entry here, as it wrote it."""
    own: bool = False


def witnesses(session: Session, version: ActaVersion) -> tuple[Witness, ...]:
    """Return whose evidence is here and whose is not: what a person is told before sealing (signing.md).

    This laptop first, then by name. A removed laptop is there only when it left evidence.
    """
    names, own = device_names(session), context(session).device_id
    found = {one.device: one for one in chains(session, version)}
    rows = [
        Witness(
            device=device,
            name=names.get(device, device),
            entries=len(found[device].entries) if device in found else 0,
            last_at=shapes.text(found[device].entries[-1].facts, "at") if device in found else "",
            own=device == own,
        )
        for device in {own, *names, *found}
    ]
    return tuple(sorted(rows, key=lambda one: (not one.own, one.name, one.device)))


def standings(session: Session, version: ActaVersion) -> dict[str, Standing]:
    """Return how each person with an outcome ended, by signatory id, from the evidence here.

    Of a sealed version, what the seal carries: what came later (`after_seal`) reopens nothing.
    """
    found = chains(session, version)
    return chain_rules.standings(_covered(session, version, found), arriving=True)


def after_seal(session: Session, version: ActaVersion) -> tuple[Entry, ...]:
    """Return what other laptops had recorded and the seal does not carry, by device and counter.

    It is material for the constancia complementaria; empty while nothing is sealed.
    """
    found = chains(session, version)
    kept = {entry for chain in _covered(session, version, found) for entry in chain.entries}
    return tuple(entry for chain in found for entry in chain.entries if entry not in kept)


def _covered(session: Session, version: ActaVersion, found: tuple[Chain, ...]) -> tuple[Chain, ...]:
    """Return the chains as the cierre of who holds the seal role lists them; all of them before it."""
    holder = seal_role.role(session, version).holder
    for chain in found:
        last = chain.entries[-1].facts
        if chain.device == holder and last.get("kind") == "closing":
            others = tuple(one for one in found if one is not chain)
            return (chain, *chain_rules.up_to(others, Closing.heads_of(last)))
    return found


def receipt(session: Session, version: ActaVersion, row: Evidence) -> tuple[Head, Head]:
    """Return what a person takes away: the place and hash of their entry, and where this chain ends now.

    Raises `Corrupt` when this device's chain does not hold.
    """
    own = own_chain(session, version)
    assert own is not None
    entry = Entry(row.body, row.signature)
    return Head(own.device, shapes.integer(entry.facts, "counter"), entry.hash), own.head


def device_names(session: Session) -> dict[str, str]:
    """Return what people call each device, by device id."""
    return devices.names(session)


def record(
    session: Session, version: ActaVersion, facts: Outcome | Choice | Closing, *, witness: str = ""
) -> Evidence:
    """Write the next entry of this device's chain, after its genesis when it has none.

    An ink must be among the attachments already. Raises `Invalid` for facts that do not go together,
    `NotAllowed` (`acta-closed`, `choice-role`), `NotFound` (`attachment-missing`, `record-missing` for the
    operator), and `Corrupt` when this device's chain does not hold.
    """
    if isinstance(facts, Outcome) and facts.ink:
        Ink.from_bytes(attachments.get(session, facts.ink))
    author, about = _author(session), subject(version)
    entries = _own_entries(session, version)
    circumstances = _circumstances(session, entries, witness)
    if not entries:
        entries.append(_begin(session, version, author, circumstances))
    return _add(session, version, following(entries, about, author, circumstances, facts), facts)


def close(session: Session, version: ActaVersion, sealer: Sealer) -> Evidence:
    """Write the cierre: the heads of every device here, the counts, and what the seal will carry.

    Raises `NotAllowed`: `outcomes-missing`, `outcomes-undecided` (with `count`), `evidence-awaited` (a choice
    made on `device` cites what is not here), `acta-closed`; and `Corrupt` when a chain does not hold.
    """
    if not _own_entries(session, version):
        _begin(session, version, _author(session), _circumstances(session, [], ""))
    found = chains(session, version)
    ended = _ended(session, version, found)
    facts = Closing(
        heads=tuple(one.head for one in found),
        counts=chain_rules.counts(ended.values()),
        certificate=sha256(sealer.certificate),
        authority=sha256(sealer.authority),
        missing=missing(session, version),
    )
    return record(session, version, facts)


def _ended(session: Session, version: ActaVersion, found: tuple[Chain, ...]) -> Mapping[str, Standing]:
    """Return how everybody ended, if everybody did and all that is cited is here."""
    for choice in chain_rules.awaited(found):
        device = shapes.text(choice.facts, "device")
        raise NotAllowed("evidence-awaited", device=devices.name(session, device))
    ended = chain_rules.standings(found)
    waiting = {one["id"] for one in actas.frozen_signatories(session, version)} - ended.keys()
    if waiting:
        raise NotAllowed("outcomes-missing", count=count(len(waiting), "firmante", "firmantes"))
    undecided = sum(one.stands is None for one in ended.values())
    if undecided:
        raise NotAllowed("outcomes-undecided", count=count(undecided, "firmante", "firmantes"))
    return ended


def bundle(session: Session, version: ActaVersion, sealer: Sealer) -> Bundle:
    """Return evidencia.json: every chain here with the inks that its entries name.

    Raises `NotFound("attachment-missing")` for an ink that has not arrived, `Corrupt` for a damaged one.
    """
    found = chains(session, version)
    named = {
        Outcome.read(entry.facts).ink
        for chain in found
        for entry in chain.entries
        if entry.facts["kind"] == "outcome"
    }
    inks = {digest: Ink.from_bytes(attachments.get(session, digest)) for digest in named - {""}}
    more = vouchers(session, found, sealer.authority)
    return Bundle(subject(version), version.number, found, inks, more)


def vouchers(session: Session, found: Iterable[Chain], authority: bytes) -> tuple[bytes, ...]:
    """Return the authorities of the alliance that certify some of these chains, besides the seal's (DER)."""
    others = (one.certificate for one in authorities.known(session))
    known = [authority, *(one for one in others if one != authority)]
    loaded = [certificate(one) for one in known]
    used = {issuer_of(certificate(one.certificate), loaded) for one in found}
    return tuple(der for der, one in zip(known[1:], loaded[1:], strict=True) if one in used)


def _author(session: Session) -> Author:
    own = own_device(session)
    return Author(own.device, own.key, signer(session))


def _own_entries(session: Session, version: ActaVersion) -> list[Entry]:
    """Return this device's entries so far, checked."""
    own = own_chain(session, version)
    return list(own.entries) if own else []


def _circumstances(session: Session, entries: list[Entry], witness: str) -> Circumstances:
    here = context(session)
    operator = get(session, Operator, here.operator_id)
    now = here.clock.now()
    before = str(entries[-1].facts["at"]) if entries else instant(now)
    return Circumstances(
        at=instant(now),
        operator=operator.name,
        role=operator.role,
        witness=witness.strip(),
        clock_doubtful=now < parse_instant(before) - timedelta(seconds=1),
    )


def _begin(session: Session, version: ActaVersion, author: Author, circumstances: Circumstances) -> Entry:
    entry = genesis(subject(version), author, circumstances)
    _add(session, version, entry, None)
    return entry


def _add(session: Session, version: ActaVersion, entry: Entry, facts: Facts | None) -> Evidence:
    said = entry.facts
    row = Evidence(
        version_id=version.id,
        signatory_id=_signatory(facts),
        kind=shapes.text(said, "kind"),
        outcome=facts.outcome if isinstance(facts, Outcome) else "",
        device=shapes.text(said, "device"),
        counter=shapes.integer(said, "counter"),
        body=entry.body,
        signature=entry.signature,
        at=shapes.text(said, "at"),
    )
    session.add(row)
    session.flush()
    return row


def _signatory(facts: Facts | None) -> str:
    if isinstance(facts, Outcome):
        return facts.signatory.id
    return facts.signatory if isinstance(facts, Choice) else ""
