"""A copy of a sealed acta on the memory that somebody brought, and who was handed one. No Qt."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core.errors import AppError, Unavailable
from alianza_desktop.core.format_es import count, hour
from alianza_desktop.core.sentences import said, sentence
from alianza_desktop.ui.actas.acta_presenter import ActaPresenter
from alianza_desktop.ui.jobs import Jobs, Task
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.documents.handing import Handing
    from alianza_desktop.storage.sticks import Placed, Stick

ALL: Final = "all"
"""Key of the row that stands for every signatory."""
KINDS: Final = {"usb": "en USB", "paper": "en papel"}


@dataclass(frozen=True, slots=True, repr=False)
class CopiesFacts:
    """Who has a copy."""

    acta_id: str
    summary: str
    people: tuple[Row, ...]


class CopiesView(Protocol):
    """The panel «Copias»."""

    def show_copies(self, facts: CopiesFacts) -> None: ...
    def show_sticks(self, sticks: tuple[tuple[str, str], ...]) -> None:
        """Show the memories that are there: path and name."""
        ...

    def show_working(self, words: str) -> None: ...
    def show_progress(self, done: int, total: int) -> None: ...
    def follow(self, task: Task) -> None: ...
    def show_idle(self) -> None: ...
    def show_said(self, kind: str, words: str) -> None: ...


class CopiesPresenter:
    """Works on the acta that its `ActaPresenter` shows; `sticks` is asked again and again."""

    def __init__(
        self,
        view: CopiesView,
        jobs: Jobs,
        acta: ActaPresenter,
        sticks: "Callable[[], tuple[Stick, ...]]",
    ) -> None:
        self._view, self._jobs, self._acta, self.sticks = view, jobs, acta, sticks
        self._writing = Lock()
        self._known: tuple[Stick, ...] = ()
        self._busy = self._looking = False

    def open(self) -> None:
        """Show who has a copy, and the memories that are there."""
        self._view.show_said("", "")
        self._load()
        self.look()

    def _load(self) -> None:
        facts = self._acta.facts
        if facts is not None and facts.state == "sealed":
            names = tuple((one.id, one.name, one.organization) for one in facts.signers.values())
            self._jobs.read(partial(_facts, facts.id, names), self._shown, self._refused)

    def _shown(self, found: CopiesFacts) -> None:
        if self._acta.facts is not None and self._acta.facts.id == found.acta_id:
            self._view.show_copies(found)

    def look(self) -> None:
        """Look for memories, unless that is being done or one is being written."""
        if not self._looking and not self._busy:
            self._looking = True
            self._jobs.network(lambda _task: self.sticks(), self._found, self._not_found)

    def _found(self, sticks: "tuple[Stick, ...]") -> None:
        self._looking, self._known = False, sticks
        named = Counter(one.name for one in sticks)
        self._view.show_sticks(
            tuple(
                (str(one.path), one.name if named[one.name] == 1 else f"{one.name} ({one.path})")
                for one in sticks
            )
        )

    def _not_found(self, error: AppError) -> None:
        self._looking = False
        self._refused(error)

    def copy(self, path: str, who: str) -> None:
        """Copy for one signatory or for all, to one of the memories that are there."""
        facts = self._acta.facts
        to = next((one for one in self._known if str(one.path) == path), None)
        if facts is None or to is None or not who or self._busy:
            return
        self._busy = True
        self._view.show_said("", "")
        self._view.show_working("Copiando a la memoria")
        people = () if who == ALL else (who,)
        self._jobs.read(partial(_collect, facts.id, people), partial(self._write, to), self._refused)

    def _write(self, to: "Stick", made: "Handing") -> None:
        if not self._busy:  # stopped before it began
            return
        task = self._jobs.network(
            partial(_place, self._writing, to, made),
            partial(self._record, to, made),
            self._not_copied,
            self._view.show_progress,
        )
        self._view.follow(task)

    def _record(self, to: "Stick", made: "Handing", placed: "Placed") -> None:
        self._jobs.write(
            partial(_hand, made), lambda _none: self._copied(to, made, placed), self._not_recorded
        )

    def _copied(self, to: "Stick", made: "Handing", placed: "Placed") -> None:
        self.cancelled()
        self._view.show_said("success", _copied_words(to, made, placed))
        self._after()

    def _not_recorded(self, _error: AppError) -> None:
        self.cancelled()
        self._view.show_said("error", said("copy-not-recorded"))

    def cancelled(self) -> None:
        """What was being copied is let go; a memory keeps nothing of it."""
        self._busy = False
        self._view.show_idle()

    def on_paper(self, who: str) -> None:
        """Note that somebody, or everybody, took a printed copy away."""
        facts = self._acta.facts
        if facts is None or not who or self._busy:
            return
        people = tuple(facts.signers) if who == ALL else (who,)
        self._busy = True
        self._jobs.write(
            partial(_on_paper, facts.id, people), lambda _none: self._noted(people), self._refused
        )

    def _noted(self, people: Sequence[str]) -> None:
        self.cancelled()
        whom = count(len(people), "persona", "personas")
        self._view.show_said("success", f"Anotado: copia en papel a {whom}.")
        self._after()

    def _after(self) -> None:
        self._acta.load()
        self._load()

    def _refused(self, error: AppError) -> None:
        self.cancelled()
        self._view.show_said("error" if isinstance(error, Unavailable) else "warning", sentence(error))

    def _not_copied(self, error: AppError) -> None:
        self._refused(error)
        self.look()


def _copied_words(to: "Stick", made: "Handing", placed: "Placed") -> str:
    done = "Copiado" if placed.written else "Ya estaba"
    words = f"{done} en «{to.name}», carpeta {placed.folder.name}. Expúlsela antes de quitarla."
    if not made.elsewhere:
        return words
    lacking = count(made.elsewhere, "recibo se imprime", "recibos se imprimen")
    return f"{words} {lacking} en el equipo que los registró."


def _facts(acta_id: str, people: Sequence[tuple[str, str, str]], session: "Session") -> CopiesFacts:
    from alianza_desktop.services import seal_copies

    handed = seal_copies.handed(session, acta_id)
    rows = []
    for person, name, organization in people:
        copy = handed.get(person)
        rows.append(
            Row(
                key=person,
                title=name,
                caption=organization,
                icon="check" if copy else "circle-dashed",
                tone="success" if copy else "",
                trailing="tiene copia" if copy else "sin copia",
                note=f"{KINDS[copy.kind]} {hour(copy.at)}" if copy else " ",
            )
        )
    total = len(people)
    everybody = Row(
        key=ALL, title="Todos los firmantes", caption=count(total, "persona", "personas"), icon="users"
    )
    return CopiesFacts(acta_id, f"{len(handed)} de {total} con copia", (everybody, *rows))


def _collect(acta_id: str, people: Sequence[str], session: "Session") -> "Handing":
    from alianza_desktop.documents import handing

    return handing.collect(session, acta_id, people)


def _place(writing: Lock, to: "Stick", made: "Handing", task: Task) -> "Placed":
    from alianza_desktop.documents import handing
    from alianza_desktop.storage import sticks

    def told(done: int, total: int) -> None:
        task.check()
        task.report(done, total)

    files = handing.files(made)
    with writing:  # one that was stopped clears away what it wrote before the next begins
        task.check()
        return sticks.place(to, made.folder, files, told)


def _hand(made: "Handing", session: "Session") -> None:
    from alianza_desktop.services import seal_copies

    seal_copies.hand(session, made.acta_id, made.people, "usb", file_hash=made.file_hash, size=made.file_size)


def _on_paper(acta_id: str, people: Sequence[str], session: "Session") -> None:
    from alianza_desktop.services import seal_copies

    seal_copies.hand(session, acta_id, people, "paper")
