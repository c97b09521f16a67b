"""Pages signed on paper: read away from the store, kept whole or not at all; then who signed. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import count
from alianza_desktop.core.sentences import said, sentence
from alianza_desktop.ui.actas.acta_presenter import ActaPresenter
from alianza_desktop.ui.jobs import Jobs, Task
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from alianza_desktop.documents.paper_path import Papers, Place, Scanned
    from alianza_desktop.services.paper_pages import Added, Kept

NAMES: Final = {"body": "Página", "sheet": "Hoja"}


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page that is expected back."""

    key: str
    """Id of its scan; empty while it is missing."""
    words: str
    note: str
    thumbnail: bytes


@dataclass(frozen=True, slots=True, repr=False)
class PaperFacts:
    """The paper of an acta as it is now."""

    acta_id: str
    summary: str
    pages: tuple[PageFacts, ...]
    unknown: tuple[Row, ...]
    people: tuple[tuple[str, str], ...]
    """Who has no outcome yet: id and name, in signing order."""


class PaperView(Protocol):
    """The panel «Firmas en papel»."""

    def show_papers(self, facts: PaperFacts) -> None: ...
    def show_foreign(self, rows: tuple[Row, ...]) -> None: ...
    def show_working(self, words: str) -> None: ...
    def show_progress(self, done: int, total: int) -> None: ...
    def follow(self, task: Task) -> None: ...
    def show_idle(self) -> None: ...
    def show_said(self, kind: str, words: str) -> None: ...


class PaperPresenter:
    """Works on the acta that its `ActaPresenter` shows."""

    def __init__(
        self,
        view: PaperView,
        jobs: Jobs,
        acta: ActaPresenter,
        toast: "Callable[[str, Callable[[], None] | None], None]",
    ) -> None:
        self._view, self._jobs, self._acta, self._toast = view, jobs, acta, toast
        self._busy = False

    def open(self) -> None:
        """Show the paper of the acta that is on the screen."""
        self._view.show_foreign(())
        self._view.show_said("", "")
        self._load()

    def _load(self) -> None:
        facts = self._acta.facts
        if facts is not None and facts.frozen:
            self._jobs.read(partial(_facts, facts.id), self._shown, self._refused)

    def _shown(self, found: PaperFacts) -> None:
        if self._acta.facts is not None and self._acta.facts.id == found.acta_id:
            self._view.show_papers(found)

    def add(self, paths: Sequence[Path]) -> None:
        """Read files of scans; cancelling keeps none of them."""
        facts = self._acta.facts
        if facts is None or not paths or self._busy:
            return
        self._busy = True
        self._view.show_said("", "")
        self._view.show_working("Leyendo las páginas")
        work = partial(_read, tuple(paths))
        task = self._jobs.network(
            work, partial(self._keep, facts.id), self._refused, self._view.show_progress
        )
        self._view.follow(task)

    def cancelled(self) -> None:
        """What was being read is let go."""
        self._busy = False
        self._view.show_idle()

    def _keep(self, acta_id: str, scanned: "Scanned") -> None:
        self._jobs.write(partial(_add, acta_id, scanned), self._kept, self._refused)

    def _kept(self, found: tuple[tuple[Row, ...], str]) -> None:
        foreign, words = found
        self.cancelled()
        self._view.show_foreign(foreign)
        self._view.show_said("warning" if foreign else "success", words)
        self._load()

    def identify(self, page_id: str, typed: str) -> None:
        """Say which page an unknown one is."""
        facts = self._acta.facts
        if facts is not None and page_id:
            self._write(partial(_identify, facts.id, page_id, typed))

    def remove(self, page_id: str) -> None:
        """Take a page away; the toast brings it back."""
        if page_id:
            self._write(partial(_remove, page_id))
            self._toast("Página quitada", lambda: self._write(partial(_restore, page_id)))

    def record(self, ticked: Sequence[str], given: Mapping[str, str]) -> None:
        """Record all who are ticked, with how they were identified."""
        facts = self._acta.facts
        if facts is None or self._busy:
            return
        self._busy = True
        self._jobs.write(
            partial(_record, facts.id, tuple(ticked), dict(given)), self._recorded, self._refused
        )

    def _recorded(self, people: int) -> None:
        self._busy = False
        self._view.show_said("success", f"Anotado: firma en papel de {count(people, 'persona', 'personas')}.")
        self._acta.load()
        self._load()

    def _write(self, work: "Callable[[Session], None]") -> None:
        self._jobs.write(work, lambda _none: self._load(), self._refused)

    def _refused(self, error: AppError) -> None:
        self.cancelled()
        self._view.show_said("error", sentence(error))


def _read(paths: tuple[Path, ...], task: Task) -> "Scanned":
    from alianza_desktop.documents import paper_path

    def told(pages: int) -> None:
        task.check()
        task.report(pages, max(pages, len(paths)))

    return paper_path.read(paths, told)


def _add(acta_id: str, scanned: "Scanned", session: "Session") -> tuple[tuple[Row, ...], str]:
    from alianza_desktop.documents import paper_path

    added = paper_path.add(session, acta_id, scanned)
    names = {one.digest: one.name for one in scanned.files}
    rows = tuple(
        Row(
            title=f"{names[one.seen.file]}, página {one.seen.file_page}",
            caption=said(one.reason, **one.facts),
            warning=True,
        )
        for one in added.foreign
    )
    return rows, _summed(added)


def _summed(added: "Added") -> str:
    parts = (
        (len(added.kept), "página guardada", "páginas guardadas"),
        (added.known, "ya estaba", "ya estaban"),
        (len(added.foreign), "no es de esta versión", "no son de esta versión"),
    )
    return "; ".join(count(number, one, many) for number, one, many in parts if number) + "."


def _facts(acta_id: str, session: "Session") -> PaperFacts:
    from alianza_desktop.documents import issue, paper_path
    from alianza_desktop.services import actas
    from alianza_desktop.signing import records

    found = paper_path.papers(session, acta_id)
    version = issue.frozen(session, acta_id)
    ended = records.standings(session, version)
    people = actas.frozen_signatories(session, version)
    return PaperFacts(
        acta_id=acta_id,
        summary=_summary(found),
        pages=tuple(_page(session, one) for one in found.places),
        unknown=tuple(_unknown(one) for one in found.unknown),
        people=tuple((one["id"], one["name"]) for one in people if one["id"] not in ended),
    )


def _summary(found: "Papers") -> str:
    return f"{len(found.found)} de {count(len(found.places), 'página', 'páginas')}"


def _page(session: "Session", one: "Place") -> PageFacts:
    from alianza_desktop.documents import paper_path

    words = f"{NAMES[one.kind]} {one.page}"
    if not one.scans:
        return PageFacts("", words, "falta", b"")
    note = f"{len(one.scans)} veces" if len(one.scans) > 1 else ""
    try:
        small = paper_path.thumbnail(session, one.scans[-1])
    except AppError:  # its bytes have not come from the other laptop
        small = b""
    return PageFacts(one.scans[-1].id, words, note or "recibida", small)


def _unknown(one: "Kept") -> Row:
    return Row(
        title=f"Página {one.file_page} del archivo {one.file[:8]}",
        key=one.id,
        caption="No se encontró su código",
        warning=True,
    )


def _identify(acta_id: str, page_id: str, typed: str, session: "Session") -> None:
    from alianza_desktop.documents import paper_path

    paper_path.identify(session, acta_id, page_id, typed)


def _remove(page_id: str, session: "Session") -> None:
    from alianza_desktop.services import paper_pages

    paper_pages.remove(session, page_id)


def _restore(page_id: str, session: "Session") -> None:
    from alianza_desktop.services import paper_pages

    paper_pages.restore(session, page_id)


def _record(acta_id: str, ticked: tuple[str, ...], given: dict[str, str], session: "Session") -> int:
    from alianza_desktop.documents import paper_path
    from alianza_desktop.documents.paper_path import Signed

    signed = [
        Signed(signatory_id=one, outcome=given["outcome"], signed_for_by=given.get("signed_for_by", ""))
        for one in ticked
    ]
    made = paper_path.record(
        session,
        acta_id,
        signed,
        identified_by=given.get("identified_by", ""),
        shown=bool(given.get("shown")),
        witness=given.get("witness", ""),
    )
    return len(made)
