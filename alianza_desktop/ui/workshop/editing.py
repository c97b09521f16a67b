"""A workshop that exists: each field is written as it is left, removals come back with «Deshacer». No Qt.

A change carries the heads that the page showed. After it, until the page has been read again, the record is
taken as it is: the person saw what they themselves wrote.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from alianza_desktop.core.errors import AppError, Invalid
from alianza_desktop.core.format_es import day
from alianza_desktop.core.sentences import sentence
from alianza_desktop.services import mesas, organizations, workshops
from alianza_desktop.services import workshop_changes as changes
from alianza_desktop.services.mesas import MesaPlan
from alianza_desktop.services.workshops import AgendaPlan, SessionPlan, WorkshopView
from alianza_desktop.storage import heads
from alianza_desktop.storage.operations import Heads
from alianza_desktop.ui import places
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.workshop.draft import TEXTS, number
from alianza_desktop.ui.workshop.planning import NOUNS
from alianza_desktop.ui.workshop.specs import LINES, NEEDED, ON, WHERE, Line
from alianza_desktop.ui.workshop.view import FIELD_OF, WorkshopPage

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WATCHED: Final = frozenset(
    {"workshop", "workshop_session", "agenda_item", "mesa", "workshop_mesa", "organization", "attendance"}
)
Work = Callable[["Session"], object]


@dataclass(frozen=True, slots=True, repr=False)
class _Seen:
    """The workshop as it was read, with the heads of each of its records."""

    values: dict[str, str]
    lines: dict[str, tuple[Line, ...]]
    heads: dict[str, Heads]
    tables: dict[str, str]
    """The alliance's mesa of each mesa of this workshop."""
    title: str
    subtitle: str
    hosts: tuple[str, ...]
    meeting: bool = False
    """A mesa's own meeting."""
    missing: tuple[MesaPlan, ...] = field(default=())
    """Mesas of the workshop before this one that are not here."""


class EditWorkshop:
    """One workshop."""

    def __init__(self, view: WorkshopPage, jobs: Jobs, workshop_id: str) -> None:
        self._view, self._jobs, self._id = view, jobs, workshop_id
        self._seen: _Seen | None = None
        self._heads: dict[str, Heads] = {}

    def load(self) -> None:
        self._jobs.read(partial(_read, self._id), self._show, self._gone)

    def _gone(self, error: AppError) -> None:
        self._view.show_fault("", sentence(error))

    def on_changed(self, changed: frozenset[str]) -> None:
        if changed & WATCHED:
            self.load()

    def _show(self, seen: _Seen) -> None:
        self._seen, self._heads = seen, dict(seen.heads)
        self._view.show_head(seen.title, seen.subtitle, editing=True, meeting=seen.meeting)
        self._view.show_hosts(seen.hosts)
        self._view.show_values(seen.values)
        found = places.understood(seen.values[WHERE])
        self._view.show_place(found.note if found else "")
        for kind, lines in seen.lines.items():
            self._view.show_lines(kind, lines)
        self._view.show_bring("Traer las del taller anterior" if seen.missing else "")

    # the form

    def changed(self, field_name: str, value: str) -> None:
        """Write a field that was left."""
        written: dict[str, Any] = {field_name: value}
        if field_name == WHERE:
            found = places.understood(value)
            if found is None:
                self._view.show_fault(WHERE, sentence(Invalid("place-unknown")))
                return
            written = {"ubigeo": found.ubigeo}
        elif field_name == "stage":
            written = {"stage": number(value)}
        elif field_name == "with_society":
            written = {"with_society": value == ON}
        elif field_name == "starts_on" and not value:
            self._view.show_fault("starts_on", sentence(Invalid("workshop-day-needed")))
            return
        shown = self._take(self._id)
        self._write(
            lambda session: changes.change(session, self._id, written, shown),
            lambda error: self._view.show_fault(FIELD_OF.get(error.code, field_name), sentence(error)),
        )

    def _take(self, record_id: str) -> Heads | None:
        return self._heads.pop(record_id, None)

    def _write(
        self, work: Work, failed: Callable[[AppError], None], done: Callable[[], None] | None = None
    ) -> None:
        def ended(_none: object) -> None:
            self.load()
            if done is not None:
                done()

        self._jobs.write(work, ended, failed)

    # the lines

    def _line_failed(self, kind: str, key: str) -> Callable[[AppError], None]:
        return lambda error: self._view.show_line_fault(kind, key, sentence(error))

    def line_changed(self, kind: str, key: str, field_name: str, value: str) -> None:
        """Write a field of a session, a mesa or a block."""
        read = number(value) if field_name in ("capacity", "minutes") else value
        shown = self._take(self._table(key) if self._of_table(kind, field_name) else key)
        self._write(partial(self._change, kind, key, {field_name: read}, shown), self._line_failed(kind, key))

    def _change(
        self, kind: str, key: str, values: dict[str, Any], shown: Heads | None, session: "Session"
    ) -> None:
        if kind == "sessions":
            changes.change_session(session, key, values, shown)
        elif kind == "agenda":
            changes.change_block(session, key, values, shown)
        elif self._of_table(kind, next(iter(values))):
            mesas.change(session, self._table(key), values, shown)
        else:
            mesas.change_sitting(session, key, values, shown)

    @staticmethod
    def _of_table(kind: str, field_name: str) -> bool:
        return kind == "mesas" and field_name in mesas.TABLE_FIELDS

    def _table(self, key: str) -> str:
        return self._seen.tables.get(key, "") if self._seen else ""

    def line_added(self, kind: str, values: dict[str, str]) -> None:
        """Add a session, a mesa or a block."""

        def work(session: "Session") -> None:
            if kind == "sessions":
                changes.add_session(session, self._id, SessionPlan(**values))
            elif kind == "agenda":
                block = values | {"minutes": number(values["minutes"])}
                changes.add_block(session, self._id, AgendaPlan(**block))  # type: ignore[arg-type]
            else:
                plan = values | {"capacity": number(values["capacity"])}
                mesas.add(session, self._id, MesaPlan(**plan))  # type: ignore[arg-type]

        self._write(work, self._line_failed(kind, ""))

    def line_removed(self, kind: str, key: str) -> None:
        """Take a session, a mesa or a block away, with a way back."""
        removers = {
            "sessions": (changes.remove_session, changes.restore_session),
            "agenda": (changes.remove_block, changes.restore_block),
            "mesas": (mesas.remove, mesas.restore),
        }
        remove, restore = removers[kind]
        name = self._name(kind, key)

        def back() -> None:
            self._write(lambda session: restore(session, key), self._line_failed(kind, ""))

        self._write(
            lambda session: remove(session, key),
            self._line_failed(kind, key),
            lambda: self._view.toast(f"Se quitó {NOUNS[kind]} «{name}».", back),
        )

    def _name(self, kind: str, key: str) -> str:
        lines = self._seen.lines[kind] if self._seen else ()
        return next((line.values[NEEDED[kind]] for line in lines if line.key == key), "")

    def line_moved(self, kind: str, key: str, step: int) -> None:
        if kind == "agenda":
            self._write(lambda session: changes.move_block(session, key, step), self._line_failed(kind, key))

    def session_turned(self, key: str) -> None:
        """Open a session to arrivals, or close it."""
        lines = self._seen.lines["sessions"] if self._seen else ()
        line = next((one for one in lines if one.key == key), None)
        if line is None:
            return
        state = "closed" if line.state == "open" else "open"
        before = [one.key for one in lines if one.state == "open"]

        def back() -> None:
            self._write(partial(_as_before, key, line.state, before), self._line_failed("sessions", key))

        words = "abierta: las llegadas se cuentan en ella" if state == "open" else "cerrada"
        self._write(
            lambda session: workshops.set_session_state(session, key, state),
            self._line_failed("sessions", key),
            lambda: self._view.toast(f"Sesión «{line.values['name']}» {words}.", back),
        )

    def bring_mesas(self) -> None:
        """Add the mesas that the workshop before this one had."""
        plans = self._seen.missing if self._seen else ()

        def work(session: "Session") -> None:
            for plan in plans:
                mesas.add(session, self._id, plan)

        self._write(work, self._line_failed("mesas", ""))

    def finish(self) -> None:
        """Everything is written already: go back to Inicio."""
        self._view.go("home", "")

    def begin_again(self) -> None:
        """There is no proposal to go back to."""


def _as_before(key: str, state: str, opened: list[str], session: "Session") -> None:
    workshops.set_session_state(session, key, state)
    for other in opened:
        workshops.set_session_state(session, other, "open")


def _read(workshop_id: str, session: "Session") -> _Seen:
    view = workshops.show(session, workshop_id)
    one = view.workshop
    texts = {name: getattr(one, name) for name in TEXTS if name != "host"}
    values = texts | {
        "host": view.host,
        "stage": str(one.stage or ""),
        WHERE: places.of_code(one.ubigeo).words,
        "with_society": ON if one.with_society else "",
    }
    lines = _lines(view)
    records = {workshop_id, *(line.key for kind in lines.values() for line in kind)}
    tables = {row.sitting_id: row.id for row in view.mesas}
    return _Seen(
        values=values,
        lines=lines,
        heads={record: heads.of(session, record) for record in records | set(tables.values())},
        tables=tables,
        title=f"Editar el taller {one.stage}" if one.stage else "Editar la reunión",
        meeting=not one.stage,
        subtitle=" · ".join(filter(None, (one.name, day(one.starts_on), "cada cambio se guarda solo"))),
        hosts=tuple(body.name for body in organizations.listing(session)),
        missing=_missing(session, view),
    )


def _lines(view: WorkshopView) -> dict[str, tuple[Line, ...]]:
    return {
        "sessions": tuple(
            Line(one.id, _values("sessions", one), state=one.state or "planned") for one in view.sessions
        ),
        "mesas": tuple(
            Line(one.sitting_id, _values("mesas", one), mark=str(one.number)) for one in view.mesas
        ),
        "agenda": tuple(Line(one.id, _values("agenda", one)) for one in view.agenda),
    }


def _values(kind: str, record: object) -> dict[str, str]:
    values = {spec.key: getattr(record, spec.key) for spec in LINES[kind]}
    return {key: "" if value is None else str(value) for key, value in values.items()}


def _missing(session: "Session", view: WorkshopView) -> tuple[MesaPlan, ...]:
    rows = [row for row in workshops.listing(session) if row.id != view.workshop.id]
    earlier = [
        row for row in rows if (row.starts_on, row.stage) <= (view.workshop.starts_on, view.workshop.stage)
    ]
    last = max(earlier, key=lambda row: (row.starts_on, row.stage), default=None)
    here = {row.name for row in view.mesas}
    return tuple(one for one in mesas.plans(session, last.id) if one.name not in here) if last else ()
