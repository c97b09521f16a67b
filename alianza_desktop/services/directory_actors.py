"""Actores: every organisation, and the whole of one: its four lists, its people and where it takes part."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.format_es import occasion, sort_key
from alianza_desktop.model import (
    Agreement,
    AgreementPartner,
    ChainActivity,
    ChainActor,
    Mesa,
    MesaMember,
    Organization,
    Person,
    Seating,
    ValueChain,
    Workshop,
)
from alianza_desktop.services import actor_traits, organizations, same_as, search
from alianza_desktop.services.actor_traits import Trait
from alianza_desktop.services.organizations import FIELDS
from alianza_desktop.services.query import by_id, get, living


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ActorLine:
    """An organisation as the list shows it."""

    id: str
    name: str
    short_name: str
    sector: str
    level: str
    ruc: str
    ubigeo: str
    filled: int
    """How many of the four lists have something."""
    people: int
    agreements: int


@dataclass(frozen=True, slots=True, repr=False)
class Link:
    """Something in which the actor takes part, and where it opens."""

    kind: str
    """`person`, `mesa`, `activity`, `agreement`."""
    id: str
    title: str
    caption: str
    workshop_id: str = ""
    """Of what opens only in its workshop."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ActorCard:
    """The whole of one organisation."""

    id: str
    values: dict[str, str]
    """The fields of the actor's form."""
    traits: tuple[Trait, ...] = ()
    links: tuple[Link, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    """(id, words) of the records that are this same organisation."""

    @property
    def filled(self) -> int:
        return len({one.kind for one in self.traits})


MOST: Final = 2000


def listing(session: Session, words: str = "") -> tuple[ActorLine, ...]:
    """Return every organisation once by name, or those that the words find, best first."""
    shown = {one.id: one for one in organizations.listing(session)}
    if words.strip():
        hits = search.organizations(session, words, limit=MOST)
        shown = {
            hit.organization_id: shown[hit.organization_id] for hit in hits if hit.organization_id in shown
        }
    filled = actor_traits.filled(session)
    people, agreements = _counted(session, Person), _counted(session, Agreement)
    return tuple(
        ActorLine(
            id=one.id,
            name=one.name,
            short_name=one.short_name,
            sector=one.sector,
            level=one.level,
            ruc=one.ruc,
            ubigeo=one.ubigeo,
            filled=filled.get(one.id, 0),
            people=people[one.id],
            agreements=agreements[one.id],
        )
        for one in shown.values()
    )


def _counted(session: Session, kind: type[Person] | type[Agreement]) -> Counter[str]:
    """Count the people, each once, or the agreements of each shown organisation."""
    bodies = same_as.identities(session, "organization")
    selves = same_as.identities(session, "person")
    rows = session.execute(select(kind.id, kind.organization_id).where(kind.deleted.is_(False)))
    return Counter(bodies.shown(body or "") for record_id, body in rows if not selves.hides(record_id))


def card(session: Session, organization_id: str) -> ActorCard:
    """Return the whole of an actor, joined records included. Raises `NotFound("record-missing")`."""
    selves = same_as.members(session, "organization", organization_id)
    body = get(session, Organization, selves[0])
    others = by_id(session, Organization, set(selves[1:]))
    return ActorCard(
        id=body.id,
        values={name: getattr(body, name) for name in FIELDS},
        traits=actor_traits.listing(session, body.id),
        links=(
            *_people(session, selves),
            *_mesas(session, selves),
            *_activities(session, selves),
            *_agreements(session, selves),
        ),
        others=tuple((one.id, " · ".join(filter(None, (one.name, one.ruc)))) for one in others.values()),
    )


def _people(session: Session, selves: tuple[str, ...]) -> list[Link]:
    known = same_as.identities(session, "person")
    rows = session.scalars(living(Person).where(Person.organization_id.in_(selves)))
    shown = sorted(
        (one for one in rows if not known.hides(one.id)), key=lambda one: sort_key(one.listed_name)
    )
    return [Link("person", one.id, one.full_name, one.position) for one in shown]


def _mesas(session: Session, selves: tuple[str, ...]) -> list[Link]:
    """Return the mesas to which it belongs, and those where its people sit."""
    belongs = set(
        session.scalars(
            select(MesaMember.mesa_id).where(
                MesaMember.organization_id.in_(selves), MesaMember.deleted.is_(False)
            )
        )
    )
    sits = set(
        session.scalars(
            select(Seating.mesa_id)
            .join(Person, Person.id == Seating.person_id)
            .where(Person.organization_id.in_(selves), Seating.deleted.is_(False))
        )
    )
    rows = by_id(session, Mesa, belongs | sits).values()
    return [
        Link(
            "mesa", one.id, f"Mesa {one.number} · {one.name}", "integrante" if one.id in belongs else "asiste"
        )
        for one in sorted(rows, key=lambda one: (one.number, one.id))
    ]


def _activities(session: Session, selves: tuple[str, ...]) -> list[Link]:
    rows = list(session.scalars(living(ChainActor).where(ChainActor.organization_id.in_(selves))))
    activities = by_id(session, ChainActivity, {one.activity_id for one in rows})
    chains = by_id(session, ValueChain, {one.chain_id for one in activities.values()})
    found = []
    for one in rows:
        activity = activities.get(one.activity_id)
        chain = chains.get(activity.chain_id) if activity else None
        if activity is not None and chain is not None and not (activity.deleted or chain.deleted):
            words = " · ".join(filter(None, (chain.name, one.role)))
            found.append(Link("activity", chain.id, activity.name, words, chain.workshop_id))
    return sorted(found, key=lambda link: (link.caption, link.title, link.id))


def _agreements(session: Session, selves: tuple[str, ...]) -> list[Link]:
    helps = select(AgreementPartner.agreement_id).where(
        AgreementPartner.organization_id.in_(selves), AgreementPartner.deleted.is_(False)
    )
    rows = list(
        session.scalars(
            living(Agreement)
            .where(Agreement.organization_id.in_(selves) | Agreement.id.in_(helps))
            .order_by(Agreement.due_on, Agreement.id)
        )
    )
    workshops = by_id(session, Workshop, {one.workshop_id for one in rows})
    return [
        Link(
            "agreement",
            one.id,
            one.text,
            " · ".join(
                filter(
                    None,
                    (
                        occasion(workshops[one.workshop_id].stage) if one.workshop_id in workshops else "",
                        "responde" if one.organization_id in selves else "apoya",
                    ),
                )
            ),
            one.workshop_id,
        )
        for one in rows
    ]
