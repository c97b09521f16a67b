"""What the room may see, as plain data: whatever is not a field here cannot be projected (ux.md §2.6).

Nothing here has a place for a document, a phone or an e-mail, and this module never reads them; a test proves
both. A text that somebody typed may still hold one: `scrubbed` takes it out. A new thing to show is a
dataclass, its function and its line in `KINDS`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import NotFound
from alianza_desktop.core.format_es import sort_key
from alianza_desktop.model import ActorTrait, Consent, Organization, Person, Workshop
from alianza_desktop.model.people import TRAITS
from alianza_desktop.services import actor_traits, agenda_clock, alliances, desk_range, mesas, same_as
from alianza_desktop.services.agenda_clock import Block
from alianza_desktop.services.query import get, living
from alianza_desktop.services.same_as import Identities
from alianza_desktop.services.scrubbing import scrubbed
from alianza_desktop.services.wording import WATCHED, Wording, wording


@dataclass(frozen=True, slots=True)
class Welcome:
    """The door: which workshop this is, where, and how the day goes."""

    alliance: str
    workshop: str
    stage: int
    date: str
    place: str
    agenda: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class DeskSign:
    """Over a registration desk: whose surnames it takes."""

    alliance: str
    first: str
    """First and last letter of the range; both empty when the desk takes everybody."""
    last: str


@dataclass(frozen=True, slots=True, repr=False)
class Seat:
    """Somebody at a mesa: the name as it is said aloud, and the sector."""

    name: str
    sector: str


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """A mesa with who sits there."""

    number: int
    name: str
    theme: str
    place: str
    guide: str
    """Who facilitates it."""
    seats: tuple[Seat, ...]
    unnamed: int
    """People who sit here and did not accept that their data are used."""


@dataclass(frozen=True, slots=True, repr=False)
class SeatingBoard:
    """Where everybody sits."""

    workshop: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class TraitList:
    """One of the four lists of an actor."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorSheet:
    """An actor of the territory, with what it brings."""

    name: str
    sector: str
    level: str
    territory: str
    lists: tuple[TraitList, ...]


Content: TypeAlias = Welcome | DeskSign | SeatingBoard | ActorSheet | Wording


class Kind(NamedTuple):
    """How a thing to show is made, and the kinds of record that change it."""

    make: Callable[[Session, str, str], Content]
    watched: frozenset[str]


def projected(session: Session, workshop_id: str, what: str) -> Content:
    """Return what `welcome`, `sign`, `seating`, `actor:<id>` or `wording:<mesa>/<id>` shows now.

    Raises `NotFound` (`projection-unknown`, `record-missing`).
    """
    kind, _, argument = what.partition(":")
    if kind not in KINDS:
        raise NotFound("projection-unknown", what=kind)
    return KINDS[kind].make(session, workshop_id, argument)


def watched(what: str) -> frozenset[str]:
    """Return the kinds of record whose change may change what is shown."""
    known = KINDS.get(what.partition(":")[0])
    return known.watched if known else frozenset()


def actor_choices(session: Session) -> tuple[tuple[str, str], ...]:
    """Return the actors that have something to show, `(what, name)`, in Spanish order."""
    told = select(ActorTrait.organization_id).where(ActorTrait.deleted.is_(False)).distinct()
    joined = same_as.identities(session, "organization")
    wanted = {joined.shown(one) for one in session.scalars(told)}
    rows = session.scalars(living(Organization).where(Organization.id.in_(wanted)))
    found = sorted(rows, key=lambda one: (sort_key(one.name), one.id))
    return tuple((f"actor:{one.id}", scrubbed(one.short_name or one.name)) for one in found)


def _welcome(session: Session, workshop_id: str, _argument: str) -> Welcome:
    alliance = scrubbed(alliances.alliance(session).name)
    if not workshop_id:
        return Welcome(alliance, "", 0, "", "", ())
    workshop = get(session, Workshop, workshop_id)
    return Welcome(
        alliance=alliance,
        workshop=scrubbed(workshop.name),
        stage=workshop.stage,
        date=workshop.starts_on,
        place=scrubbed(", ".join(filter(None, (workshop.place, workshop.city)))),
        agenda=tuple(
            replace(one, title=scrubbed(one.title)) for one in agenda_clock.blocks(session, workshop_id)
        ),
    )


def _sign(session: Session, _workshop_id: str, _argument: str) -> DeskSign:
    first, _, last = desk_range.read(session).partition("-")
    return DeskSign(scrubbed(alliances.alliance(session).name), first, last)


def _seating(session: Session, workshop_id: str, _argument: str) -> SeatingBoard:
    seats = _seats(session, workshop_id)
    name = scrubbed(get(session, Workshop, workshop_id).name) if workshop_id else ""
    return SeatingBoard(
        workshop=name,
        tables=tuple(
            Table(
                number=one.number,
                name=scrubbed(one.name),
                theme=scrubbed(one.theme),
                place=scrubbed(one.place),
                guide=scrubbed(one.facilitator),
                seats=tuple(seat for seat in seats.get(one.id, ()) if seat is not None),
                unnamed=sum(seat is None for seat in seats.get(one.id, ())),
            )
            for one in (mesas.listing(session, workshop_id) if workshop_id else ())
        ),
    )


def _seats(session: Session, workshop_id: str) -> dict[str, list[Seat | None]]:
    """Return who sits at each mesa, in Spanish order; nobody for those whose data may not be used."""
    who = same_as.identities(session, "person")
    seated = mesas.seats_of_all(session, workshop_id)
    rows = session.execute(
        select(
            Person.id,
            Organization.sector,
            Person.given_names,
            Person.paternal_surname,
            Person.maternal_surname,
        )
        .outerjoin(Organization, Organization.id == Person.organization_id)
        .where(Person.id.in_(seated), Person.deleted.is_(False))
    )
    refused = _refused(session, who, set(seated))
    people = [
        (scrubbed(" ".join(filter(None, names))), person_id, sector or "")
        for person_id, sector, *names in rows
    ]
    found: dict[str, list[Seat | None]] = {}
    for name, person_id, sector in sorted(people, key=lambda one: (sort_key(one[0]), one[1])):
        shown = None if person_id in refused or not name else Seat(name, sector)
        found.setdefault(seated[person_id], []).append(shown)
    return found


def _refused(session: Session, who: Identities, person_ids: set[str]) -> set[str]:
    """Return who of these said last that their data may not be used."""
    rows = session.execute(
        select(Consent.person_id, Consent.given, Consent.informed_only)
        .where(
            Consent.person_id.in_(who.all_of(person_ids)),
            Consent.purpose == "registration",
            Consent.deleted.is_(False),
        )
        .order_by(Consent.at, Consent.id)
    )
    last = {who.shown(person_id): bool(given or informed) for person_id, given, informed in rows}
    return {person_id for person_id, accepted in last.items() if not accepted}


_TITLES: Final = dict(zip(TRAITS, ("Competencias", "Capacidades", "Recursos", "Experiencias"), strict=True))


def _actor(session: Session, _workshop_id: str, organization_id: str) -> ActorSheet:
    body = get(session, Organization, same_as.members(session, "organization", organization_id)[0])
    rows = actor_traits.listing(session, organization_id)
    level = catalogs.label("level", body.level) if body.level else ""
    return ActorSheet(
        name=scrubbed(body.name),
        sector=body.sector,
        level=f"nivel {level}" if level else "",
        territory=catalogs.place_name(body.ubigeo),
        lists=tuple(
            TraitList(title, tuple(scrubbed(one.text) for one in rows if one.kind == kind))
            for kind, title in _TITLES.items()
        ),
    )


_PLACES: Final = agenda_clock.WATCHED | {"alliance"}
_SEATS: Final = frozenset(
    {"workshop", "mesa", "workshop_mesa", "seating", "person", "organization", "consent", "same_as"}
)
KINDS: Final = {
    "welcome": Kind(_welcome, _PLACES),
    "sign": Kind(_sign, frozenset({"alliance"})),
    "seating": Kind(_seating, _SEATS),
    "wording": Kind(wording, WATCHED),
    "actor": Kind(_actor, frozenset({"organization", "actor_trait", "same_as"})),
}
"""What can be projected, by the word before the colon."""
