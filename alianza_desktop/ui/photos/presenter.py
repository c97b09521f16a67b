"""Photos: files become photos one at a time, each kept before the next; somebody looks, then they may leave.

Reading and scaling a file is done away from the store; a photo is in the store, whole, or not at all.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import occasion
from alianza_desktop.core.sentences import sentence
from alianza_desktop.services import photos, workshops
from alianza_desktop.storage import heads
from alianza_desktop.ui.jobs import Jobs, Task
from alianza_desktop.ui.photos.facts import (
    Adding,
    PhotosFacts,
    adding_words,
    photo_facts,
    refusal_facts,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from alianza_desktop.documents.pictures import Picture
    from alianza_desktop.storage.operations import Heads

WATCHED = frozenset({"photo", "consent", "attendance", "person", "same_as", "seating", "workshop"})


class View(Protocol):
    """The page."""

    def show_photos(self, facts: PhotosFacts) -> None: ...
    def decoded(self, data: bytes, *, large: bool) -> object:
        """Return the picture of a JPEG, small or large; called away from the window's thread."""
        ...

    def show_small(self, attachment: str, picture: object) -> None: ...
    def show_large(self, attachment: str, picture: object) -> None: ...
    def show_missing(self, attachment: str) -> None:
        """The bytes of a photo are not here, or are damaged."""
        ...

    def show_working(self, words: str) -> None: ...
    def show_progress(self, done: int, total: int) -> None: ...
    def follow(self, task: Task) -> None: ...
    def show_idle(self) -> None: ...
    def show_message(self, kind: str, words: str) -> None: ...
    def show_fault(self, words: str) -> None:
        """The caption was refused."""
        ...

    def select(self, photo_id: str) -> None: ...
    def toast(self, words: str, inverse: "Callable[[], None] | None") -> None: ...


class PhotosPresenter:
    """The photos of one workshop."""

    def __init__(self, view: View, jobs: Jobs, workshop_id: str) -> None:
        self._view, self._jobs, self._workshop_id = view, jobs, workshop_id
        self._left: list[Path] = []
        self._adding: Adding | None = None
        self._task = Task()
        self._first = ""
        self._heads: dict[str, Heads] = {}
        self._chosen = ""
        self._peeks: list[tuple[str, str]] = []

    def load(self) -> None:
        if self._workshop_id:
            self._jobs.read(self._read, self._view.show_photos)

    def begin(self) -> None:
        """Let go of the bytes of photos that were deleted on another day, then show what there is."""
        if self._workshop_id:
            self._jobs.remember(lambda session: photos.sweep(session, self._workshop_id))
        self.load()

    def on_changed(self, changes: frozenset[str]) -> None:
        if changes & WATCHED:
            self.load()

    def _read(self, session: "Session") -> PhotosFacts:
        workshop = workshops.show(session, self._workshop_id).workshop
        return PhotosFacts(
            workshop=occasion(workshop.stage, workshop.name),
            photos=tuple(photo_facts(one) for one in photos.listing(session, self._workshop_id)),
            refusals=refusal_facts(photos.refusals(session, self._workshop_id)),
        )

    def peek(self, photo_id: str, attachment: str) -> None:
        """Read the bytes of a photo for its small picture: one at a time, nobody waits behind them."""
        self._peeks.append((photo_id, attachment))
        if len(self._peeks) == 1:
            self._peek_next()

    def _peek_next(self) -> None:
        photo_id, attachment = self._peeks[0]
        self._see(photo_id, False, partial(self._peeked, attachment), lambda _error: self._peeked(attachment))

    def _peeked(self, attachment: str, picture: object = None) -> None:
        if picture is not None:
            self._view.show_small(attachment, picture)
        self._peeks.pop(0)
        if self._peeks:
            self._peek_next()

    def look(self, photo_id: str, attachment: str) -> None:
        """Read a photo, to be seen large here."""
        self._see(
            photo_id,
            True,
            partial(self._view.show_large, attachment),
            lambda _error: self._view.show_missing(attachment),
        )

    def _see(
        self,
        photo_id: str,
        large: bool,
        done: "Callable[[object], None]",
        failed: "Callable[[AppError], None]",
    ) -> None:
        """Read its bytes on the store's lane and make the picture beside it: the window does not wait."""

        def read(data: bytes) -> None:
            self._jobs.network(lambda _task: self._view.decoded(data, large=large), done, failed)

        self._jobs.read(lambda session: photos.data(session, photo_id), read, failed)

    # adding

    def add(self, paths: Sequence[Path]) -> None:
        """Add some files, one after another; cancelling leaves those that are in already."""
        if self._adding is not None or not self._workshop_id or not paths:
            return
        self._left, self._adding, self._task, self._first = [*paths], Adding(len(paths)), Task(), ""
        self._view.show_message("", "")
        self._view.show_working("Agregando fotos…")
        self._view.follow(self._task)
        self._next()

    def _next(self) -> None:
        adding = self._adding
        assert adding is not None
        self._view.show_progress(adding.done, adding.total)
        if not self._left or self._task.cancelled:
            self._added()
            return
        path = self._left.pop(0)
        self._jobs.network(lambda _task: _prepared(path), self._keep, self._refused)

    def _keep(self, picture: "Picture") -> None:
        self._jobs.write(
            lambda session: _kept(session, self._workshop_id, picture), self._kept, self._not_kept
        )

    def _kept(self, photo_id: str) -> None:
        adding = self._adding
        assert adding is not None
        self._first = self._first or photo_id
        adding.added, adding.known = adding.added + bool(photo_id), adding.known + (not photo_id)
        self._next()

    def _refused(self, error: AppError) -> None:
        adding = self._adding
        assert adding is not None
        adding.refused = (*adding.refused, error)
        self._next()

    def _not_kept(self, error: AppError) -> None:
        """The store could not be written: the next one would fare no better."""
        self._left = []
        self._refused(error)

    def _added(self) -> None:
        adding, self._adding = self._adding, None
        assert adding is not None
        self._view.show_idle()
        self._view.show_message(*adding_words(adding))
        self.load()
        if self._first:
            self._jobs.read(lambda _session: None, lambda _none: self._view.select(self._first))

    # one photo

    def choose(self, photo_id: str) -> None:
        """Somebody selected a photo: its caption is changed as it is seen now."""
        self._chosen = photo_id
        if photo_id:
            self._jobs.read(
                lambda session: heads.of(session, photo_id),
                partial(self._seen, photo_id),
                lambda _error: None,
            )

    def _seen(self, photo_id: str, found: "Heads") -> None:
        self._heads = {photo_id: found}

    def caption(self, photo_id: str, words: str) -> None:
        """Write a caption."""
        known = self._heads.get(photo_id)
        shown = None if known is None else {"caption": known.get("caption", ())}

        def work(session: "Session") -> None:
            photos.change(session, photo_id, {"caption": words}, shown)

        self._jobs.write(
            work,
            lambda _none: self._written(photo_id),
            lambda error: self._view.show_fault(sentence(error)),
        )

    def _written(self, photo_id: str) -> None:
        if photo_id == self._chosen:
            self.choose(photo_id)
        self.load()

    def clear(self, photo_id: str, *, cleared: bool) -> None:
        """Say that nobody who refused is in it, or that it is to be looked at."""
        self._write(lambda session: photos.clear(session, photo_id, cleared=cleared))

    def move(self, photo_id: str, step: int) -> None:
        """Move it among the others."""

        def work(session: "Session") -> None:
            photos.move(session, photo_id, step)

        self._write(work)

    def remove(self, photo_id: str) -> None:
        """Take it away, with a way back."""
        self._jobs.write(
            lambda session: photos.remove(session, photo_id),
            lambda _none: self._removed(photo_id),
            self._failed,
        )

    def _removed(self, photo_id: str) -> None:
        self.load()
        self._view.toast("Foto eliminada.", partial(self._restore, photo_id))

    def _restore(self, photo_id: str) -> None:
        self._jobs.write(
            lambda session: photos.restore(session, photo_id),
            lambda _none: self._back(photo_id),
            self._failed,
        )

    def _back(self, photo_id: str) -> None:
        self.load()
        self._jobs.read(lambda _session: None, lambda _none: self._view.select(photo_id))

    def save(self, photo_id: str, path: Path) -> None:
        """Write it as a file; only what somebody looked at."""

        def written(data: bytes) -> None:
            self._jobs.network(
                lambda _task: _to_file(path, data),
                lambda _none: self._view.show_message("success", f"La foto está en {path.name}."),
                self._failed,
            )

        self._jobs.read(lambda session: photos.outgoing(session, photo_id), written, self._failed)

    def _write(self, work: "Callable[[Session], None]") -> None:
        self._jobs.write(work, lambda _none: self.load(), self._failed)

    def _failed(self, error: AppError) -> None:
        self._view.show_message("warning", sentence(error))
        self.load()


def _prepared(path: Path) -> "Picture":
    from alianza_desktop.documents import pictures

    return pictures.prepare(path)


def _kept(session: "Session", workshop_id: str, picture: "Picture") -> str:
    added = photos.add(
        session, workshop_id, picture.data, width=picture.width, height=picture.height, taken=picture.taken
    )
    return added.id if added is not None else ""


def _to_file(path: Path, data: bytes) -> None:
    from alianza_desktop.storage.files import write_whole

    write_whole(path, data)
