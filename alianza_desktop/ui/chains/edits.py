"""What a person does to the chain: each intention becomes a gesture, is saved, and is a step of undo. No Qt.

Intentions wait for the one that is being saved, so that each is made from the chain as it is in the store and
the order of the steps is the order in the journal. What another laptop changed meanwhile is dropped and said.
"""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from alianza_desktop.core.errors import AppError
from alianza_desktop.services import chain_gestures, chains, organizations
from alianza_desktop.services.chain_edits import Applied
from alianza_desktop.services.chain_plan import CARD_WIDTH, COLUMN_WIDTH, Plan
from alianza_desktop.services.chain_view import ChainView, Gesture, Value
from alianza_desktop.ui.chains import facts, growth, walking
from alianza_desktop.ui.chains.facts import Organ
from alianza_desktop.ui.chains.growth import Made
from alianza_desktop.ui.chains.steps import History, Step
from alianza_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Saved = tuple[Applied, ChainView]
INSET = (COLUMN_WIDTH - CARD_WIDTH) // 2


class Desk(Protocol):
    """Who keeps the chain that is open."""

    chain: ChainView | None
    plan: Plan
    selected: str
    organs: tuple[Organ, ...]

    def show(self, view: ChainView, selected: str) -> None:
        """The chain is this from now on."""
        ...

    def reload(self) -> None: ...
    def edit(self, record_id: str, name: str = "") -> None:
        """Let its name be written, beginning with what was typed and could not be saved."""
        ...

    def well(self) -> None:
        """A gesture was saved: what was said of the one before is true no more."""
        ...

    def tell(self, error: AppError) -> None: ...
    def toast(self, words: str) -> None: ...


class Edits:
    """One per screen; `history` is given by who owns the undo stack."""

    history: History

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        self._desk, self._jobs = desk, jobs
        self._waiting: deque[Callable[[], None]] = deque()
        self.busy = False
        self._episode, self._number = "", 0
        self._fresh = ""
        """The card that was made just now and has no name yet."""
        self.visit = 0
        """How many times something was selected."""

    # saving, one after another

    def _soon(self, call: Callable[[], None]) -> None:
        self._waiting.append(call)
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and not self.busy:
            self._waiting.popleft()()

    def do(
        self,
        words: str,
        make: Callable[[ChainView], Made],
        *,
        write: bool = False,
        episode: Callable[[], str] = str,
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        """Make a gesture from the chain as it will be then, save it, and let its name be written if asked."""

        def call() -> None:
            view, before = self._desk.chain, self._desk.selected
            if view is None:
                return
            try:
                gesture, after = make(view)
            except AppError as error:
                self._desk.tell(error)
                return
            if not gesture:
                return

            def pushed(applied: Applied) -> None:
                if applied.done:
                    if write:
                        self._begin_episode(after)
                    self.history.push(Step(words, applied.done, before, after, episode() or self._of(after)))

            self._save(gesture, after, pushed, write=write, failed=failed)

        self._soon(call)

    def _of(self, record_id: str) -> str:
        """Return the episode of the name being written, when this is its record."""
        return self._episode if self._episode.endswith(f":{record_id}") else ""

    def again(self, gesture: Gesture, selected: str) -> None:
        """Save a step once more: it was undone, or done again."""
        self._save(gesture, selected, lambda _applied: None, failed=self.history.not_done)

    def _save(
        self,
        gesture: Gesture,
        selected: str,
        done: Callable[[Applied], None],
        *,
        write: bool = False,
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        view = self._desk.chain
        if view is None:
            return
        self.busy = True
        chain_id = view.id

        def work(session: "Session") -> Saved:
            applied = chains.apply(session, chain_id, gesture)
            return applied, chains.view(session, chain_id)

        def saved(result: Saved) -> None:
            applied, now = result
            self.busy = False
            done(applied)
            self._desk.well()
            if applied.dropped:
                self._desk.toast(growth.dropped(len(applied.dropped)))
            self._desk.show(now, selected)
            if write and applied.done:
                self._fresh = selected
                self._desk.edit(selected)
            self._go_on()

        def refused(error: AppError) -> None:
            self.busy = False
            self._desk.tell(error)
            self._desk.show(view, self._desk.selected)  # a card that was dropped goes back
            failed()
            self._desk.reload()
            self._go_on()

        self._jobs.write(work, saved, refused)

    def undo(self) -> None:
        self._soon(lambda: self.history.undo())  # noqa: PLW0108 - given later

    def redo(self) -> None:
        self._soon(lambda: self.history.redo())  # noqa: PLW0108 - given later

    def forget(self) -> None:
        """Another chain is open: nothing of this one waits or can be undone."""
        self._waiting.clear()
        self._episode = self._fresh = ""
        self.history.clear()

    # names, written in place

    def _begin_episode(self, record_id: str) -> None:
        self._number += 1
        self._episode = f"name:{self._number}:{record_id}"

    def edit_began(self, record_id: str) -> None:
        """A person begins to write the name of a record."""

        def call() -> None:
            view = self._desk.chain
            if view is not None and facts.details(view, record_id).kind not in ("", "link"):
                self._fresh = ""
                self._begin_episode(record_id)
                self._desk.edit(record_id)

        self._soon(call)

    def rename(self, record_id: str, name: str) -> None:
        def make(view: ChainView) -> Made:
            if not facts.details(view, record_id).id:
                return (), record_id
            if record_id == self._fresh:
                self._fresh = ""
            return chain_gestures.rename(view, record_id, name), record_id

        self.do("Cambiar el nombre", make, failed=lambda: self._desk.edit(record_id, name))

    def edit_left(self, record_id: str) -> None:
        """Its editor closed: what was made and never named is taken back."""
        self._soon(partial(self._end_edit, record_id, cancelled=False))

    def edit_cancelled(self, record_id: str) -> None:
        """Esc: as if it had not begun."""
        self._soon(partial(self._end_edit, record_id, cancelled=True))

    def _end_edit(self, record_id: str, *, cancelled: bool) -> None:
        episode, unnamed = self._of(record_id), self._fresh == record_id
        if not episode:
            return
        self._episode = self._fresh = ""
        if (cancelled or unnamed) and self.history.episode() == episode:
            self.history.undo()

    # cards

    def next_step(self, record_id: str) -> None:
        """Tab: the next step, connected, in the stage that follows."""

        def make(view: ChainView) -> Made:
            here = view.activity(record_id)
            if here is None:
                stages = [one.id for one in view.stages if not one.gone]
                return growth.in_stage(view, record_id) if record_id in stages else ((), record_id)
            if here.kind != "activity":
                return growth.new(chain_gestures.add_card(view, here.kind))
            stage = growth.following(view, here)
            source = record_id if stage else ""
            return growth.new(chain_gestures.add_activity(view, stage, connect_from=source))

        self.do("Paso siguiente", make, write=True)

    def parallel(self, record_id: str) -> None:
        """Ctrl+Enter: another card of the same stage, below; after a stage, another stage."""

        def make(view: ChainView) -> Made:
            here = view.activity(record_id)
            if here is None:
                return growth.new(chain_gestures.add_stage(view, after=record_id))
            if here.kind != "activity":
                return growth.new(chain_gestures.add_card(view, here.kind))
            return growth.new(chain_gestures.add_activity(view, here.stage_id, after=record_id))

        self.do("Paso paralelo", make, write=True)

    def add_at(self, source: str, stage_id: str, top: int) -> None:
        """A card where a person pointed, connected when a flow was drawn to there."""

        def make(view: ChainView) -> Made:
            column = next((one for one in self._desk.plan.columns if one.id == stage_id), None)
            at = (round(column.x) + INSET, top) if column is not None else None
            return growth.new(chain_gestures.add_activity(view, stage_id, connect_from=source, at=at))

        self.do("Actividad", make, write=True)

    def add_activity(self) -> None:
        """An activity in the stage of what is selected, or in the first one."""

        def make(view: ChainView) -> Made:
            here = view.activity(self._desk.selected)
            stages = [one.id for one in view.stages if not one.gone]
            wanted = here.stage_id if here is not None else self._desk.selected
            return growth.in_stage(view, wanted if wanted in stages else next(iter(stages), ""))

        self.do("Actividad", make, write=True)

    def add_stage(self) -> None:
        def make(view: ChainView) -> Made:
            here = view.activity(self._desk.selected)
            after = here.stage_id if here is not None else self._desk.selected
            known = {one.id for one in view.stages if not one.gone}
            return growth.new(chain_gestures.add_stage(view, after=after if after in known else ""))

        self.do("Eslabón", make, write=True)

    def add_card(self, kind: str) -> None:
        self.do(facts.KINDS[kind], lambda view: growth.new(chain_gestures.add_card(view, kind)), write=True)

    def move(self, record_id: str, x: int, y: int) -> None:
        """A card was dropped: its place, and its stage when it is another column."""

        def make(view: ChainView) -> Made:
            card = chain_gestures.card(view, record_id)
            stage = walking.column_at(self._desk.plan, x + CARD_WIDTH / 2)
            if card.kind == "activity" and stage and stage != card.stage_id:
                return chain_gestures.move_activity(view, record_id, stage, at=(x, y)), record_id
            return chain_gestures.move(view, {record_id: (x, y)}), record_id

        self.do("Mover", make)

    def tidy(self) -> None:
        """Ctrl+L: leave every card to the layout."""
        self.do(
            "Ordenar",
            lambda view: (
                chain_gestures.move(view, {one.id: None for one in view.activities}),
                self._desk.selected,
            ),
        )

    def connect(self, source: str, target: str) -> None:
        def make(view: ChainView) -> Made:
            return chain_gestures.connect(view, source, target), source

        self.do("Conectar", make)

    def set_flow(self, link_id: str, flow: str) -> None:
        self.do("Tipo de flujo", lambda view: (chain_gestures.change(view, link_id, {"flow": flow}), link_id))

    def remove(self, record_id: str) -> None:
        """Take away what is selected, with what hangs on it; the selection goes to what is next to it."""

        def make(view: ChainView) -> Made:
            selected = self._desk.selected
            if selected == record_id:
                selected = growth.beside(view, record_id)
            return chain_gestures.remove(view, (record_id,)), selected

        self.do("Quitar", make)

    def move_stage(self, stage_id: str, step: int) -> None:
        def make(view: ChainView) -> Made:
            order = [one.id for one in view.stages if not one.gone]
            if stage_id not in order:
                return (), stage_id
            place = max(0, min(len(order) - 1, order.index(stage_id) + step))
            return chain_gestures.move_stage(view, stage_id, place), stage_id

        self.do("Mover el eslabón", make)

    # the card of the selected activity

    def change(self, record_id: str, field: str, value: Value) -> None:
        """A field of the inspector; what is typed in it while its record is selected is one step."""

        def make(view: ChainView) -> Made:
            if not growth.known(view, record_id):
                return (), self._desk.selected
            return chain_gestures.change(view, record_id, {field: value}), self._desk.selected

        episode = f"field:{self.visit}:{record_id}:{field}"
        self.do("Cambiar la ficha", make, episode=lambda: episode)

    def add_gap(self, activity_id: str, text: str) -> None:
        if text.strip():
            self.do("Brecha", lambda view: (chain_gestures.add_gap(view, activity_id, text), activity_id))

    def add_actor(self, activity_id: str, name: str) -> None:
        """Let an organisation take part, found in the directory or added to it by its name alone."""
        known = facts.organ_named(self._desk.organs, name)
        if known is not None:
            self._join(activity_id, known.id)
        elif name.strip():
            self._jobs.write(
                lambda session: organizations.find_or_add(session, name).id,
                lambda found: self._join(activity_id, found),
                self._desk.tell,
            )

    def _join(self, activity_id: str, organization_id: str) -> None:
        self.do(
            "Actor", lambda view: (chain_gestures.add_actor(view, activity_id, organization_id), activity_id)
        )
