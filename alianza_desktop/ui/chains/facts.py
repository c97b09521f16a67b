"""What the screen of a chain shows, as plain data made from its view. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from alianza_desktop.core.format_es import count, fold, listed
from alianza_desktop.services.chain_view import ActivityView, ChainView, LinkView, StageView
from alianza_desktop.ui.row import sector_name

UNNAMED: Final = "Sin nombre"
STRAY: Final = "Sin lugar"
"""The stage that holds what another laptop left without one."""
FLOWS: Final[Mapping[str, str]] = {
    "product": "Producto", "information": "Información o servicio", "payment": "Pago", "contract": "Contrato",
}  # fmt: skip
KINDS: Final = {"activity": "Actividad", "support": "Apoyo a toda la cadena", "note": "Nota"}


@dataclass(frozen=True, slots=True)
class ActorRow:
    """Who takes part, in the inspector."""

    id: str
    name: str
    sector: str
    role: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A flow of the selected activity, in words."""

    id: str
    words: str
    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What the inspector shows of what is selected."""

    id: str
    kind: str
    """`activity`, `support`, `note`, `stage`, `link` or nothing."""
    caption: str
    title: str
    current_state: str = ""
    desired_state: str = ""
    actors: tuple[ActorRow, ...] = ()
    gaps: tuple[tuple[str, str], ...] = ()
    agreements: tuple[tuple[str, str], ...] = ()
    links: tuple[LinkRow, ...] = ()
    flow: str = ""
    place: int = 0
    """Of a stage, from 1."""
    places: int = 0


NOTHING: Final = Details(id="", kind="", caption="", title="")


@dataclass(frozen=True, slots=True)
class Organ:
    """An organisation of the directory, to complete what is typed."""

    id: str
    name: str
    short_name: str
    sector: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list: a stage, a card or a flow, with its place in the tree."""

    id: str
    parent: str
    kind: str
    name: str
    actors: str = ""
    gaps: str = ""
    links: str = ""

    @property
    def spoken(self) -> str:
        """The row as one sentence."""
        return ". ".join(filter(None, (self.name, self.actors, self.gaps, self.links)))


def named(words: str) -> str:
    """Return a name, or that there is none."""
    return words or UNNAMED


def subtitle(view: ChainView) -> tuple[str, str]:
    """Return `Condorcanqui · 13 actividades` and `4 brechas`, which is amber; empty without any."""
    activities = sum(one.kind == "activity" for one in view.activities)
    gaps = sum(len(one.gaps) for one in view.activities)
    place = view.territory.partition(",")[0]
    words = " · ".join(filter(None, (place, count(activities, "actividad", "actividades"))))
    return words, count(gaps, "brecha", "brechas") if gaps else ""


def strays(view: ChainView) -> str:
    """Return `2 elementos sin lugar`: cards whose stage another laptop deleted; empty without any."""
    known = {one.id for one in view.stages if not one.gone}
    lost = sum(one.kind == "activity" and one.stage_id not in known for one in view.activities)
    return count(lost, "elemento sin lugar", "elementos sin lugar") if lost else ""


def stage_name(view: ChainView, stage_id: str) -> str:
    """Return the name of a stage as it is shown."""
    found = next((one for one in view.stages if one.id == stage_id), None)
    return STRAY if found is None else column_name(found)


def column_name(stage: StageView) -> str:
    """Return what its column says; of a stage that another laptop deleted, that it is so."""
    if not stage.gone:
        return named(stage.name)
    return f"{STRAY}: {stage.name}" if stage.name else STRAY


def details(view: ChainView, selected: str) -> Details:
    """Return what the inspector shows of a record of the chain."""
    activity = view.activity(selected) if selected else None
    if activity is not None:
        return _of_activity(view, activity)
    for number, stage in enumerate(view.stages, start=1):
        if stage.id == selected and not stage.gone:
            return Details(
                id=stage.id, kind="stage", caption="Eslabón", title=stage.name, place=number,
                places=sum(not one.gone for one in view.stages),
            )  # fmt: skip
    link = next((one for one in view.links if one.id == selected), None)
    if link is not None:
        return Details(id=link.id, kind="link", caption="Flujo", title=_between(view, link), flow=link.flow)
    return NOTHING


def _of_activity(view: ChainView, one: ActivityView) -> Details:
    caption = KINDS.get(one.kind, "")
    if one.kind == "activity":
        caption = f"Eslabón · {stage_name(view, one.stage_id)}"
    return Details(
        id=one.id,
        kind=one.kind,
        caption=caption,
        title=one.name,
        current_state=one.current_state,
        desired_state=one.desired_state,
        actors=tuple(ActorRow(actor.id, actor.name, actor.sector, actor.role) for actor in one.actors),
        gaps=tuple((gap.id, gap.text) for gap in one.gaps),
        agreements=one.agreements,
        links=links_of(view, one.id),
    )


def links_of(view: ChainView, activity_id: str) -> tuple[LinkRow, ...]:
    """Return the flows of an activity in words: «Hacia Tostado», «Desde Cosecha»."""
    rows = []
    for link in view.links:
        if activity_id in (link.source_id, link.target_id):
            out = link.source_id == activity_id
            other = view.activity(link.target_id if out else link.source_id)
            name = named(other.name) if other is not None else STRAY
            flow = "" if link.flow == "product" else f" ({FLOWS.get(link.flow, link.flow).lower()})"
            rows.append(LinkRow(link.id, f"{'Hacia' if out else 'Desde'} {name}{flow}", link.flow))
    return tuple(rows)


def _between(view: ChainView, link: LinkView) -> str:
    ends = [view.activity(one) for one in (link.source_id, link.target_id)]
    return " – ".join(named(one.name) if one is not None else STRAY for one in ends)


def spoken(view: ChainView, selected: str) -> str:
    """Return what is selected as one sentence, for screen readers."""
    found = details(view, selected)
    parts = [found.caption, named(found.title) if found.id else ""]
    if found.actors:
        parts.append(_actors(view.activity(selected)))
    if found.gaps:
        parts.append(count(len(found.gaps), "brecha", "brechas"))
    if found.agreements:
        parts.append(count(len(found.agreements), "compromiso", "compromisos"))
    parts += [one.words for one in found.links]
    return ", ".join(filter(None, parts))


def lines(view: ChainView) -> tuple[Line, ...]:
    """Return the chain as a tree in words: stages, their activities, the flows of each; then the rest."""
    rows: list[Line] = []
    for stage in view.stages:
        cards = [one for one in view.activities if one.kind == "activity" and one.stage_id == stage.id]
        rows.append(
            Line(
                stage.id,
                "",
                "group" if stage.gone else "stage",
                column_name(stage),
                links=count(len(cards), "actividad", "actividades"),
            )
        )
        for one in cards:
            rows += _activity_lines(view, one, stage.id)
    for kind, group in (("support", KINDS["support"]), ("note", "Notas")):
        cards = [one for one in view.activities if one.kind == kind]
        if cards:
            rows.append(Line(kind, "", "group", group))
        for one in cards:
            rows += _activity_lines(view, one, kind)
    return tuple(rows)


def _activity_lines(view: ChainView, one: ActivityView, parent: str) -> list[Line]:
    links = links_of(view, one.id)
    gaps = count(len(one.gaps), "brecha", "brechas") if one.gaps else ""
    words = " · ".join(link.words for link in links)
    made = [Line(one.id, parent, one.kind, named(one.name), _actors(one), gaps, words)]
    outgoing = {link.id for link in view.links if link.source_id == one.id}
    made += [Line(link.id, one.id, "link", link.words) for link in links if link.id in outgoing]
    return made


def _actors(one: ActivityView | None) -> str:
    if one is None:
        return ""
    return listed([f"{actor.short_name} ({sector_name(actor.sector)})" if actor.sector else actor.short_name
                   for actor in one.actors])  # fmt: skip


def matches(known: Sequence[Organ], typed: str, limit: int = 8) -> tuple[Organ, ...]:
    """Return the organisations that have every word typed, those that begin with it first."""
    words = fold(typed).split()
    if not words:
        return ()
    found = [one for one in known if all(word in fold(f"{one.name} {one.short_name}") for word in words)]
    found.sort(key=lambda one: not fold(one.name).startswith(words[0]))
    return tuple(found[:limit])


def organ_named(known: Sequence[Organ], name: str) -> Organ | None:
    """Return the organisation with exactly that name or short name, whatever its marks and capitals."""
    wanted = fold(name)
    return next((one for one in known if wanted and wanted in (fold(one.name), fold(one.short_name))), None)


def draft(view: ChainView, activity_id: str) -> str:
    """Return what the line of commitments begins with: the activity, and its first actor as responsible."""
    one = view.activity(activity_id)
    if one is None or one.kind == "note":
        return "new"
    answers = f"@{one.actors[0].short_name}" if one.actors else ""
    return f"activity:{one.id} {answers}"
