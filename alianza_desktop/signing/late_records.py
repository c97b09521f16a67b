"""Late outcomes in the store: written in the running transaction, and read back as each device signed them.

As with evidence, a row's `body` and `signature` are the entry and its other columns are never read back. A
row that does not hold, of whoever, counts for nothing; when this device's own chain does not hold, nothing
is added to it (`Corrupt`): growing it would fork it.
"""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import instant, parse_instant
from alianza_desktop.core.errors import Corrupt
from alianza_desktop.model import ActaVersion, LateOutcome, Operator
from alianza_desktop.services.query import get
from alianza_desktop.signing import late, shapes
from alianza_desktop.signing.chains import Chain
from alianza_desktop.signing.evidence import Author, Circumstances, Entry, Outcome
from alianza_desktop.signing.gathering import Vouched, own_device, subject, vouched
from alianza_desktop.signing.ink import Ink
from alianza_desktop.signing.late import Sealed
from alianza_desktop.storage import attachments
from alianza_desktop.storage.authorship import said
from alianza_desktop.storage.context import context, signer


def sealed(version: ActaVersion, file_hash: str) -> Sealed:
    """Return what every late entry of a sealed file cites."""
    return Sealed(subject(version), file_hash)


def record(
    session: Session, version: ActaVersion, file_hash: str, outcome: Outcome, *, witness: str = ""
) -> LateOutcome:
    """Write the next late entry of this device about a sealed file.

    An ink must be among the attachments already. Raises `Invalid` for facts that do not go together, and
    `Corrupt` when this device's chain does not hold.
    """
    if outcome.ink:
        Ink.from_bytes(attachments.get(session, outcome.ink))
    about, own = sealed(version, file_hash), own_device(session)
    chain = _chain(own, _rows(session, version, own.device), about)
    before = chain.entries if chain else ()
    if len(before) != _written(session, own.device, about):
        raise Corrupt("evidence-link")
    author = Author(own.device, own.key, signer(session))
    entry = late.following(before, about, author, _circumstances(session, before, witness), outcome)
    row = LateOutcome(
        version_id=version.id,
        signatory_id=outcome.signatory.id,
        outcome=outcome.outcome,
        device=own.device,
        counter=len(before),
        body=entry.body,
        signature=entry.signature,
        at=shapes.text(entry.facts, "at"),
    )
    session.add(row)
    session.flush()
    return row


def chains(session: Session, version: ActaVersion, file_hash: str) -> tuple[Chain, ...]:
    """Return the late chains of every device about a sealed file, as far as each holds, by device id."""
    about = sealed(version, file_hash)
    found = [_chain(one, _rows(session, version, one.device), about) for one in _devices(session)]
    return tuple(one for one in found if one is not None)


def _devices(session: Session) -> list[Vouched]:
    known = {one.device: one for one in vouched(session)}
    return [known[device] for device in sorted(known)]


def _rows(session: Session, version: ActaVersion, device: str) -> list[LateOutcome]:
    query = select(LateOutcome).where(LateOutcome.version_id == version.id, LateOutcome.device == device)
    return list(session.scalars(query.order_by(LateOutcome.id)))


def _written(session: Session, device: str, about: Sealed) -> int:
    """Return how many late entries about a sealed file this device wrote, as its own journal has them."""
    mine = [one for one in said(session, LateOutcome.__tablename__) if one.device == device]
    entries = [Entry(one.text("body"), one.text("signature")) for one in mine if one.text("body")]
    return sum(one.facts.get("sealed_hash") == about.file_hash for one in entries)


def _chain(who: Vouched, rows: list[LateOutcome], about: Sealed) -> Chain | None:
    signed: dict[int, Entry] = {}
    for row in rows:
        entry = Entry(row.body, row.signature)
        try:
            late.check_author(entry, who.device, who.key, about)
            signed.setdefault(shapes.integer(entry.facts, "counter"), entry)
        except Corrupt:
            continue
    entries: list[Entry] = []
    while (entry_ := signed.get(len(entries))) is not None and _follows(entries, entry_, who.key):
        entries.append(entry_)
    return Chain(who.device, who.key, tuple(entries), who.certificate) if entries else None


def _follows(before: list[Entry], entry: Entry, key: bytes) -> bool:
    try:
        late.check_next(before, entry, key)
    except Corrupt:
        return False
    return True


def _circumstances(session: Session, before: tuple[Entry, ...], witness: str) -> Circumstances:
    here = context(session)
    operator = get(session, Operator, here.operator_id)
    now = here.clock.now()
    last = str(before[-1].facts["at"]) if before else instant(now)
    return Circumstances(
        at=instant(now),
        operator=operator.name,
        role=operator.role,
        witness=witness.strip(),
        clock_doubtful=now < parse_instant(last) - timedelta(seconds=1),
    )
