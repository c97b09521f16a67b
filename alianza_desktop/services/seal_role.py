"""Who may seal an acta version: the device that froze it, until its own word hands the role on (signing.md).

Decisions: a hand-over counts when the device that signed its writing is the one it names and holds the role
at that number; of two with one number, the first that the holder wrote. Whatever else arrives is ignored with
its reason and stops nobody. A device that handed the role on cannot take it back, nor can another give it
away: when the holder is lost, a new version is frozen elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import Invalid, NotAllowed
from alianza_desktop.model import ActaSeal, ActaVersion, SealHandover
from alianza_desktop.services import devices
from alianza_desktop.storage.authorship import Said, said
from alianza_desktop.storage.context import context


@dataclass(frozen=True, slots=True)
class Handed:
    """A hand-over that counts."""

    counter: int
    device: str
    to_device: str
    at: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """A hand-over that counts for nothing, and why."""

    record: str
    device: str
    """The device that signed it."""
    code: str
    """`handover-forged` (in another device's name), `handover-not-holder`, `handover-repeated` (a second one
    with the same number) or `handover-awaited` (one before it is not here)."""


@dataclass(frozen=True, slots=True)
class SealRole:
    """Who holds the seal role of a version, how it came to it, and what was ignored."""

    holder: str
    handed: tuple[Handed, ...]
    ignored: tuple[Ignored, ...]


def role(session: Session, version: ActaVersion) -> SealRole:
    """Return who may seal a version, as far as is known here."""
    sayings = [
        one for one in said(session, SealHandover.__tablename__) if one.text("version_id") == version.id
    ]
    honest = [one for one in sayings if one.text("device") == one.device]
    handed, used = _followed(version.device, honest)
    holder = handed[-1].to_device if handed else version.device
    ignored = [Ignored(one.record, one.device, _reason(one, handed)) for one in sayings if one not in used]
    return SealRole(holder, tuple(handed), tuple(ignored))


def _followed(first: str, honest: Iterable[Said]) -> tuple[list[Handed], list[Said]]:
    """Return the hand-overs in order, each by the holder of its moment."""
    places: dict[tuple[str, int], Said] = {}
    for one in honest:  # a device's own writings are in its own order
        places.setdefault((one.device, one.number("counter")), one)
    handed: list[Handed] = []
    used: list[Said] = []
    holder = first
    while (next_one := places.get((holder, len(handed) + 1))) is not None:
        holder = next_one.text("to_device")
        handed.append(Handed(len(handed) + 1, next_one.device, holder, next_one.text("at")))
        used.append(next_one)
    return handed, used


def _reason(one: Said, handed: list[Handed]) -> str:
    if one.text("device") != one.device:
        return "handover-forged"
    counter = one.number("counter")
    if counter > len(handed) + 1:
        return "handover-awaited"
    if 0 < counter <= len(handed) and handed[counter - 1].device == one.device:
        return "handover-repeated"
    return "handover-not-holder"


def check(session: Session, version: ActaVersion) -> None:
    """Refuse a seal by who does not hold the role: `NotAllowed("acta-seal-elsewhere")` with its `device`."""
    holder = role(session, version).holder
    if holder != context(session).device_id:
        raise NotAllowed("acta-seal-elsewhere", device=devices.name(session, holder))


def hand_on(session: Session, version: ActaVersion, to_device: str) -> SealHandover:
    """Hand the seal role of a version on to another laptop of the alliance; only its holder may.

    Raises `NotAllowed` (`acta-sealed`, `acta-seal-elsewhere`), `NotFound("device-unknown")` and
    `Invalid("handover-self")`.
    """
    if seals(session, version.id):
        raise NotAllowed("acta-sealed")
    check(session, version)
    here = context(session)
    target = devices.find(session, to_device).device
    if target == here.device_id:
        raise Invalid("handover-self")
    record = SealHandover(
        version_id=version.id,
        counter=len(role(session, version).handed) + 1,
        device=here.device_id,
        to_device=target,
        at=instant(here.clock.now()),
    )
    session.add(record)
    session.flush()
    return record


def seals(session: Session, version_id: str) -> tuple[ActaSeal, ...]:
    """Return the seals of a version, the first id first; more than one file is a conflict shown to all."""
    found = session.scalars(select(ActaSeal).where(ActaSeal.version_id == version_id).order_by(ActaSeal.id))
    first: dict[str, ActaSeal] = {}
    for one in found:
        first.setdefault(one.file_hash, one)
    return tuple(first.values())
