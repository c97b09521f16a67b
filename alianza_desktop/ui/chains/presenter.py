"""The chain that is open, where one looks at it, and how it comes back after a crash. No Qt.

The chain itself is in the store at every command; zoom, place, selection and page are a setting of this
laptop, kept when they rest.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import fold
from alianza_desktop.core.sentences import sentence
from alianza_desktop.services import chain_layout, chains, organizations
from alianza_desktop.services.chain_plan import Plan
from alianza_desktop.services.chain_view import ChainView
from alianza_desktop.storage import files, settings
from alianza_desktop.ui.chains import facts
from alianza_desktop.ui.chains.edits import Edits
from alianza_desktop.ui.chains.facts import Details, Line, Organ
from alianza_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WATCHED: Final = frozenset(
    {
        "value_chain",
        "chain_stage",
        "chain_activity",
        "chain_actor",
        "chain_gap",
        "chain_link",
        "organization",
        "agreement",
    }
)
EMPTY_PLAN: Final = Plan(0, 0, (), (), None, ())
Page = Literal["canvas", "list"]
Names = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Where one looks: kept on this laptop for each workshop."""

    chain: str = ""
    selected: str = ""
    page: str = "canvas"
    locked: bool = False
    zoom: float = 1.0
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that the screen shows of a chain."""

    view: ChainView
    plan: Plan
    selected: str
    title: str
    subtitle: str
    gaps: str
    strays: str
    details: Details
    spoken: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """What is read when the screen opens."""

    names: Names
    look: Look
    view: ChainView | None
    organs: tuple[Organ, ...]


class ChainsView(Protocol):
    """What the screen shows."""

    def show_chain(self, shown: Shown) -> None: ...
    def show_chains(self, names: Names, current: str) -> None: ...
    def show_templates(self, *, first: bool) -> None: ...
    def show_look(self, look: Look) -> None: ...
    def show_organs(self, organs: tuple[Organ, ...]) -> None: ...
    def write_name(self, record_id: str, name: str, hint: str) -> None: ...
    def tell(self, kind: str, words: str) -> None: ...
    def toast(self, words: str, inverse: Callable[[], None] | None) -> None: ...
    def exported(self, words: str, path: Path) -> None: ...


class ChainsPresenter:
    """One per screen; `edits` is every change of the chain."""

    def __init__(
        self, view: ChainsView, jobs: Jobs, workshop_id: str, go: Callable[[str, str], None]
    ) -> None:
        self._view, self._jobs, self._workshop_id, self._go = view, jobs, workshop_id, go
        self.chain: ChainView | None = None
        self.plan: Plan = EMPTY_PLAN
        self.selected = ""
        self.organs: tuple[Organ, ...] = ()
        self._names: Names = ()
        self._look, self._kept = Look(), Look()
        self._opened = False
        self._wanted = ""
        self.edits = Edits(self, jobs)

    # which chain

    def load(self) -> None:
        """Come back to the chain that was open here, or to the first one."""
        if self._workshop_id:
            self._jobs.read(self._read, self._loaded)
        else:
            self._view.show_templates(first=True)

    def _read(self, session: "Session") -> _Found:
        names = self._read_names(session)
        look = _look(session, self._key)
        known = dict(names)
        wanted = look.chain if look.chain in known else next(iter(known), "")
        view = chains.view(session, wanted) if wanted else None
        return _Found(names, look, view, _organs(session))

    def _read_names(self, session: "Session") -> Names:
        return tuple((one.id, one.name) for one in chains.listing(session, self._workshop_id))

    @property
    def _key(self) -> str:
        return f"window.chain.{self._workshop_id}"

    def _loaded(self, found: _Found) -> None:
        self._names, self._kept = found.names, found.look
        self._take_organs(found.organs)
        if found.view is None:
            self._view.show_chains((), "")
            self._view.show_templates(first=True)
            return
        self._look = replace(found.look, chain=found.view.id)
        self._enter(found.view)

    def _enter(self, view: ChainView) -> None:
        """A chain is opened: a new history, and what was seen of it before."""
        self.edits.forget()
        self._view.show_chains(self._names, view.id)
        selected = self._look.selected if facts.details(view, self._look.selected).id else ""
        self.show(view, selected)
        self._view.show_look(self._look)
        self._opened = True
        wanted, self._wanted = self._wanted, ""
        self.opened(wanted)

    def opened(self, argument: str) -> None:
        """The person came here, perhaps with the id of a chain or of something in it."""
        if not argument:
            return
        if self.chain is None:
            self._wanted = argument
        elif argument in dict(self._names):
            self.open_chain(argument)
        elif facts.details(self.chain, argument).id:
            self.select(argument)

    def open_chain(self, chain_id: str) -> None:
        """Change to another chain of the workshop."""
        if self.chain is not None and chain_id == self.chain.id:
            self.show(self.chain, self.selected)
            return
        self._look = replace(Look(), chain=chain_id, page=self._look.page, locked=self._look.locked)
        self._jobs.read(lambda session: chains.view(session, chain_id), self._changed_chain, self.tell)

    def _changed_chain(self, view: ChainView) -> None:
        self._enter(view)
        self.keep()

    def new_chain(self) -> None:
        self._view.show_templates(first=self.chain is None)

    def back(self) -> None:
        """Leave the templates: to the chain that was open."""
        if self.chain is not None:
            self.show(self.chain, self.selected)

    def create(self, name: str, template: str) -> None:
        """Add a chain to the workshop and open it."""

        def work(session: "Session") -> tuple[Names, ChainView]:
            made = chains.create(session, self._workshop_id, name, template=template)
            return self._read_names(session), chains.view(session, made.id)

        def done(made: tuple[Names, ChainView]) -> None:
            self._names, view = made
            self._look = replace(Look(), chain=view.id)
            self._changed_chain(view)
            self._view.tell("", "")

        self._jobs.write(work, done, self.tell)

    def rename_chain(self, name: str) -> None:
        chain = self.chain
        if chain is None or name.strip() in ("", chain.name):
            return

        def work(session: "Session") -> ChainView:
            chains.rename(session, chain.id, name)
            return chains.view(session, chain.id)

        def done(view: ChainView) -> None:
            self._names = tuple((key, view.name if key == view.id else words) for key, words in self._names)
            self._view.show_chains(self._names, view.id)
            self.show(view, self.selected)

        self._jobs.write(work, done, self.tell)

    # what is shown

    def show(self, view: ChainView, selected: str) -> None:
        """The chain is this from now on."""
        if self.chain is None or view != self.chain:
            self.plan = chain_layout.lay_out(view)
        self.chain = view
        self.selected = selected if facts.details(view, selected).id else ""
        self._look = replace(self._look, selected=self.selected)
        words, gaps = facts.subtitle(view)
        self._view.show_chain(
            Shown(
                view=view,
                plan=self.plan,
                selected=self.selected,
                title=view.name,
                subtitle=words,
                gaps=gaps,
                strays=facts.strays(view),
                details=facts.details(view, self.selected),
                spoken=facts.spoken(view, self.selected),
                lines=facts.lines(view),
            )
        )

    def select(self, record_id: str) -> None:
        if self.chain is not None and record_id != self.selected:
            self.edits.visit += 1
            self.show(self.chain, record_id)

    def edit(self, record_id: str, name: str = "") -> None:
        """Let the name of a record be written in its place, from this one or the one that it has."""
        if self.chain is not None:
            found = facts.details(self.chain, record_id)
            hint = {"stage": "Nombre del eslabón", "note": "Texto de la nota", "support": "Servicio de apoyo"}
            self._view.write_name(record_id, name or found.title, hint.get(found.kind, "Verbo y qué se hace"))

    def reload(self) -> None:
        """Show what the store holds now, keeping what is selected."""
        chain = self.chain
        if chain is not None:
            self._jobs.read(lambda session: chains.view(session, chain.id), self._reloaded, self._gone)

    def _reloaded(self, view: ChainView) -> None:
        if not self.edits.busy and self.chain is not None and view.id == self.chain.id and view != self.chain:
            self.show(view, self.selected)

    def _gone(self, error: AppError) -> None:
        """The chain was deleted on another laptop: open what there is."""
        self.tell(error)
        self.chain = None
        self.load()

    def on_changed(self, changes: frozenset[str]) -> None:
        if not changes & WATCHED:
            return
        if "organization" in changes:
            self._jobs.read(_organs, self._take_organs)
        if self.chain is None:
            self.load()
        elif not self.edits.busy:
            self.reload()
        if "value_chain" in changes:
            self._jobs.read(
                lambda session: tuple(
                    (one.id, one.name) for one in chains.listing(session, self._workshop_id)
                ),
                self._renamed,
            )

    def _renamed(self, names: Names) -> None:
        if names != self._names and self.chain is not None:
            self._names = names
            self._view.show_chains(names, self.chain.id)

    def _take_organs(self, organs: tuple[Organ, ...]) -> None:
        if organs != self.organs:
            self.organs = organs
            self._view.show_organs(organs)

    def well(self) -> None:
        """A gesture was saved: what was said of the one before is true no more."""
        self._view.tell("", "")

    def tell(self, error: AppError) -> None:
        self._view.tell("warning", sentence(error))

    def toast(self, words: str) -> None:
        self._view.toast(words, None)

    # where one looks

    def looked(self, zoom: float, x: int, y: int) -> None:
        self._look = replace(self._look, zoom=round(zoom, 4), x=x, y=y)

    def turn_to(self, page: Page) -> None:
        self._look = replace(self._look, page=page)

    def lock(self, *, locked: bool) -> None:
        self._look = replace(self._look, locked=locked)

    def keep(self) -> None:
        """Remember where one looks, if it changed; called when it rests."""
        look = self._look
        if not self._opened or look == self._kept:
            return
        self._kept = look
        self._jobs.write(
            lambda session: settings.write(session, self._key, json.dumps(asdict(look))), lambda _none: None
        )

    # elsewhere

    def commit_to(self) -> None:
        """F4: a commitment that is born of the selected activity."""
        if self.chain is not None:
            self._go("agreements", facts.draft(self.chain, self.selected))

    def open_agreement(self, agreement_id: str) -> None:
        self._go("agreements", agreement_id)

    def file_name(self) -> str:
        """Return what a file of this chain is called: letters, digits and hyphens."""
        words = fold(self.chain.name if self.chain is not None else "")[:60]
        return "-".join("".join(one if one.isalnum() else " " for one in words).split()) or "cadena"

    def export(self, kind: str, path: Path) -> None:
        """Draw the chain as SVG or PDF and write it where the person said."""
        chain = self.chain
        if chain is None:
            return

        def draw(session: "Session") -> bytes:
            from alianza_desktop.documents import registry

            if kind == "svg":
                return registry.chain_svg(session, chain.id)
            return registry.find("chain").render(session, chain.id).data

        def drawn(data: bytes) -> None:
            self._jobs.network(
                lambda _task: files.write_whole(path, data), lambda _none: written(), self.tell
            )

        def written() -> None:
            self._view.exported(f"Se guardó {path.name}.", path)

        self._jobs.read(draw, drawn, self.tell)


def _organs(session: "Session") -> tuple[Organ, ...]:
    return tuple(
        Organ(one.id, one.name, one.short_name or one.name, one.sector)
        for one in organizations.listing(session)
    )


def _look(session: "Session", key: str) -> Look:
    """Return where one looked last; a setting of another version is as if there were none."""
    try:
        kept: Any = json.loads(settings.read(session, key) or "{}")
        return Look(**kept)
    except (TypeError, ValueError):
        return Look()
