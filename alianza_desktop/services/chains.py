"""Value chains of a workshop: made from a template, listed, seen whole, renamed, deleted, edited."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import (
    Agreement,
    ChainActivity,
    ChainActor,
    ChainGap,
    ChainLink,
    ChainStage,
    Organization,
    Record,
    ValueChain,
    Workshop,
    rules,
)
from alianza_desktop.services import agreements, alliances, same_as
from alianza_desktop.services.chain_edits import Applied, apply
from alianza_desktop.services.chain_view import (
    ActivityView,
    ActorView,
    ChainView,
    GapView,
    LinkView,
    StageView,
)
from alianza_desktop.services.query import by_id, get, living, one_of
from alianza_desktop.services.writing import line, only, write
from alianza_desktop.storage import journal
from alianza_desktop.storage.operations import Heads

__all__ = [
    "FIELDS", "TEMPLATES", "Applied", "ChainRow", "apply", "change", "create", "delete", "listing", "rename",
    "restore", "view",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """What a new chain begins with."""

    stages: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()


TEMPLATES: Final[Mapping[str, Template]] = {
    "productive": Template(("Insumos", "Producción", "Transformación", "Comercialización", "Consumo")),
    "porter": Template(
        ("Logística interna", "Operaciones", "Logística externa", "Marketing y ventas", "Servicio"),
        ("Infraestructura", "Recursos humanos", "Tecnología", "Abastecimiento"),
    ),
    "public": Template(("Insumos", "Actividades", "Productos", "Resultados", "Impacto")),
    "blank": Template(),
}
"""ValueLinks' productive chain, Porter's, CEPLAN's public chain (domain.md §8.1), and an empty sheet."""


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A chain in a list."""

    id: str
    name: str
    product: str
    stages: int
    activities: int
    """Supports and notes do not count."""
    links: int
    gaps: int


def create(
    session: Session, workshop_id: str, name: str, *, product: str = "", template: str = "productive"
) -> ValueChain:
    """Add a chain to a workshop with the stages of a template. Raises `Invalid("chain-name-needed")`."""
    get(session, Workshop, workshop_id)
    chosen = TEMPLATES[one_of(template, tuple(TEMPLATES), "template")]
    chain = ValueChain(workshop_id=workshop_id, name=_name(name), product=line(product))
    session.add(chain)
    session.flush()
    for key, stage in _keyed(chosen.stages):
        session.add(ChainStage(chain_id=chain.id, name=stage, order_key=key))
    for key, support in _keyed(chosen.supports):
        session.add(ChainActivity(chain_id=chain.id, kind="support", name=support, order_key=key))
    session.flush()
    return chain


FIELDS: Final = ("name", "product", "ubigeo", "objective")
"""What `change` may write."""


def change(
    session: Session, chain_id: str, values: Mapping[str, str], heads: Heads | None = None
) -> ValueChain:
    """Write only the fields that a person changed in a form, with the heads that the form showed.

    Raises `Invalid` (`unknown-field`, `chain-name-needed`) and `NotFound("ubigeo-unknown")`.
    """
    chain = get(session, ValueChain, chain_id)
    only(values, FIELDS)
    if values.get("ubigeo"):
        catalogs.place(values["ubigeo"])
    written = {field: _name(value) if field == "name" else line(value) for field, value in values.items()}
    return write(session, chain, written, heads)


def rename(session: Session, chain_id: str, name: str, heads: Heads | None = None) -> ValueChain:
    """Give a chain another name. Raises `Invalid("chain-name-needed")`."""
    return change(session, chain_id, {"name": name}, heads)


def delete(session: Session, chain_id: str) -> None:
    """Delete a chain: what is in it goes with it, and comes back with it."""
    journal.delete(session, get(session, ValueChain, chain_id))


def restore(session: Session, chain_id: str) -> None:
    """Bring a deleted chain back as it was."""
    journal.restore(session, session.get_one(ValueChain, chain_id))


def listing(session: Session, workshop_id: str) -> tuple[ChainRow, ...]:
    """Return the chains of a workshop, oldest first."""
    found = session.scalars(living(ValueChain).where(ValueChain.workshop_id == workshop_id))
    chains = sorted(found, key=lambda one: one.id)
    stages = _counts(session, _counting(ChainStage))
    activities = _counts(session, _counting(ChainActivity).where(ChainActivity.kind == "activity"))
    links = _counts(session, _counting(ChainLink))
    gaps = _counts(session, _gaps_counted())
    return tuple(
        ChainRow(
            one.id, one.name, one.product, stages[one.id], activities[one.id], links[one.id], gaps[one.id]
        )
        for one in chains
    )


def _counting(kind: type[ChainStage] | type[ChainActivity] | type[ChainLink]) -> Select[str, int]:
    return select(kind.chain_id, func.count()).where(kind.deleted.is_(False)).group_by(kind.chain_id)


def _gaps_counted() -> Select[str, int]:
    joined = select(ChainActivity.chain_id, func.count()).join_from(
        ChainGap, ChainActivity, ChainActivity.id == ChainGap.activity_id
    )
    alive = joined.where(ChainGap.deleted.is_(False), ChainActivity.deleted.is_(False))
    return alive.group_by(ChainActivity.chain_id)


def _counts(session: Session, query: Select[str, int]) -> defaultdict[str, int]:
    return defaultdict(int, session.execute(query).all())


# --- a whole chain


def view(session: Session, chain_id: str) -> ChainView:
    """Return everything of a chain, in the order in which it is drawn.

    An activity whose stage was deleted on another laptop is not lost: its stage is still there, after the
    others. Links whose ends are not here are left out.
    """
    chain = get(session, ValueChain, chain_id)
    workshop = session.get(Workshop, chain.workshop_id)
    alliance = alliances.alliance(session)
    cards = session.execute(_rows(ChainActivity, _CARD).where(ChainActivity.chain_id == chain_id)).all()
    stages = _stages(session, chain_id, {one.stage_id for one in cards if one.kind == "activity"})
    activities = _activities(session, chain, cards, {one.id: place for place, one in enumerate(stages)})
    return ChainView(
        id=chain.id,
        workshop_id=chain.workshop_id,
        name=chain.name,
        product=chain.product,
        territory=catalogs.place_name(
            chain.ubigeo or (workshop.ubigeo if workshop else "") or alliance.ubigeo
        ),
        stages=stages,
        activities=activities,
        links=_links(session, chain_id, {one.id: place for place, one in enumerate(activities)}),
        rehearsal=alliance.rehearsal,
    )


def _stages(session: Session, chain_id: str, used: set[str]) -> tuple[StageView, ...]:
    query = living(ChainStage).where(ChainStage.chain_id == chain_id)
    found = list(session.scalars(query.order_by(ChainStage.order_key, ChainStage.id)))
    gone = used - {one.id for one in found}
    known = by_id(session, ChainStage, gone)
    lost = sorted((known.get(one) or ChainStage(id=one) for one in gone), key=lambda one: one.id)
    kept = [StageView(one.id, one.name, one.order_key) for one in found]
    return (*kept, *(StageView(one.id, one.name, one.order_key, gone=True) for one in lost))


_CARD: Final = (
    "id", "kind", "stage_id", "name", "current_state", "desired_state", "x", "y", "order_key",
)  # fmt: skip


def _rows(kind: type[Record], names: Iterable[str]) -> Select[*tuple[Any, ...]]:
    """Select columns of the living records of a kind: a chain may have thousands, and records cost more."""
    return select(*(getattr(kind, name) for name in names)).where(kind.deleted.is_(False))


def _activities(
    session: Session, chain: ValueChain, records: Iterable[Any], places: Mapping[str, int]
) -> tuple[ActivityView, ...]:
    actors, gaps = _actors(session, chain.id), _gaps(session, chain.id)
    codes = _agreements(session, chain)
    last = len(places)

    def place(one: Any) -> tuple[int, str, str]:
        lanes = {"activity": places.get(one.stage_id, last), "support": last + 1}
        return lanes.get(one.kind, last + 2), one.order_key, one.id

    return tuple(
        ActivityView(
            id=one.id,
            kind=one.kind,
            stage_id=one.stage_id,
            name=one.name,
            current_state=one.current_state,
            desired_state=one.desired_state,
            x=one.x,
            y=one.y,
            order_key=one.order_key,
            actors=tuple(actors.get(one.id, ())),
            gaps=tuple(gaps.get(one.id, ())),
            agreements=tuple(codes.get(one.id, ())),
        )
        for one in sorted(records, key=place)
    )


def _of(chain_id: str) -> Select[str]:
    return select(ChainActivity.id).where(ChainActivity.chain_id == chain_id)


def _actors(session: Session, chain_id: str) -> dict[str, list[ActorView]]:
    query = _rows(ChainActor, ("id", "activity_id", "organization_id", "role", "order_key"))
    inside = query.where(ChainActor.activity_id.in_(_of(chain_id)))
    found = session.execute(inside.order_by(ChainActor.order_key, ChainActor.id)).all()
    bodies = same_as.standing(session, Organization, {one.organization_id for one in found})
    rows: dict[str, list[ActorView]] = {}
    for one in found:
        body = bodies.get(one.organization_id) or Organization()
        rows.setdefault(one.activity_id, []).append(
            ActorView(
                id=one.id,
                organization_id=one.organization_id,
                name=body.name,
                short_name=body.short_name or body.name,
                sector=body.sector,
                role=one.role,
                order_key=one.order_key,
            )
        )
    return rows


def _gaps(session: Session, chain_id: str) -> dict[str, list[GapView]]:
    query = _rows(ChainGap, ("id", "activity_id", "text", "order_key"))
    inside = query.where(ChainGap.activity_id.in_(_of(chain_id)))
    rows: dict[str, list[GapView]] = {}
    for one in session.execute(inside.order_by(ChainGap.order_key, ChainGap.id)):
        rows.setdefault(one.activity_id, []).append(GapView(one.id, one.text, one.order_key))
    return rows


def _agreements(session: Session, chain: ValueChain) -> dict[str, list[tuple[str, str]]]:
    """Return the commitments that were born of each activity, with their codes."""
    query = select(Agreement.activity_id, Agreement.id).where(
        Agreement.deleted.is_(False), Agreement.activity_id.in_(_of(chain.id))
    )
    born: dict[str, str] = {agreement: activity for activity, agreement in session.execute(query)}
    rows: dict[str, list[tuple[str, str]]] = {}
    for one in agreements.listing(session, chain.workshop_id) if born else ():
        if one.id in born:
            rows.setdefault(born[one.id], []).append((one.id, one.code))
    return rows


def _links(session: Session, chain_id: str, places: Mapping[str, int]) -> tuple[LinkView, ...]:
    """Return the links in the order of their ends, whatever their ids: the same chain is drawn the same."""
    query = _rows(ChainLink, ("id", "source_id", "target_id", "flow"))
    found = [
        LinkView(*row)
        for row in session.execute(query.where(ChainLink.chain_id == chain_id))
        if row[1] in places and row[2] in places
    ]
    return tuple(
        sorted(found, key=lambda one: (places[one.source_id], places[one.target_id], one.flow, one.id))
    )


def _keyed(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    key = ""
    for name in names:
        key = rules.key_between(key)
        yield key, name


def _name(text: str) -> str:
    name = line(text)
    if not name:
        raise Invalid("chain-name-needed")
    return name
