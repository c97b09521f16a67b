"""The fields of one record, saved as they are left, with the heads that the form showed. No Qt.

One write at a time: a field that is left while another is being saved waits, so that a form never disagrees
with itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alianza_desktop.core.errors import AppError
from alianza_desktop.storage import heads
from alianza_desktop.storage.operations import Heads
from alianza_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Write = Callable[["Session", str, str, str, Heads | None], None]
"""Writes a field of a form: record, key, value, heads shown."""


@dataclass(frozen=True, slots=True, repr=False)
class _Wait:
    """A change that waits for its turn."""

    record_id: str
    key: str
    value: str


class Editor:
    """Knows which heads each open record showed."""

    def __init__(
        self,
        jobs: Jobs,
        write: Write,
        refused: Callable[[str, str, AppError], None],
        fields: Mapping[str, str],
    ) -> None:
        self._jobs, self._write, self._refused_by, self._fields = jobs, write, refused, fields
        self._heads: dict[str, Heads] = {}
        self._waiting: list[_Wait] = []
        self._busy = False

    def showed(self, record_id: str, found: Heads, typing: frozenset[str]) -> None:
        """The form shows the record as it is now, but for the fields in which somebody is typing."""
        known = self._heads.get(record_id)
        held = {self._fields.get(key, key) for key in typing}
        kept = {name: ids for name, ids in (known or {}).items() if name in held}
        waiting = {one.record_id for one in self._waiting}
        self._heads = {one: ids for one, ids in self._heads.items() if one in waiting}
        self._heads[record_id] = {**found, **kept}

    def changed(self, record_id: str, key: str, value: str) -> None:
        """A field was left."""
        self._waiting.append(_Wait(record_id, key, value))
        self._next()

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        one = self._waiting.pop(0)
        seen = self._heads.get(one.record_id)
        name = self._fields.get(one.key, one.key)
        shown = None if seen is None else {name: seen.get(name, ())}

        def work(session: "Session") -> None:
            self._write(session, one.record_id, one.key, one.value, shown)

        self._jobs.write(work, lambda _none: self._saved(one), lambda error: self._refused(one, error))

    def _saved(self, one: _Wait) -> None:
        """What was just written is what this form has seen of it."""

        def known(found: Heads) -> None:
            self._heads[one.record_id] = dict(found)
            self._busy = False
            self._next()

        self._jobs.read(
            lambda session: heads.of(session, one.record_id), known, lambda error: self._refused(one, error)
        )

    def _refused(self, one: _Wait, error: AppError) -> None:
        self._busy = False
        self._refused_by(one.record_id, one.key, error)
        self._next()
