"""A filled form, row by row: who it is, the hour written, the boxes marked; Enter to the next. No Qt.

Each row is one transaction with the memory that it was transcribed, so nothing is typed twice after a crash.
The row that is half typed is kept on this laptop as it is typed.
"""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core.errors import AppError, Corrupt, Unavailable
from alianza_desktop.core.format_es import fold
from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import rules
from alianza_desktop.services import search, transcription
from alianza_desktop.services.search import PersonHit
from alianza_desktop.services.transcription import Entry, Line
from alianza_desktop.storage import settings
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.transcribing import facts
from alianza_desktop.ui.transcribing.facts import ListFacts, Where, Who

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WATCHED: Final = frozenset(
    {"attendance", "mesa", "organization", "person", "same_as", "workshop", "workshop_session"}
)
NOBODY: Final = Who()
UNNAMED: Final = Who("anonymous", "", "Sin datos personales", "Solo su sector y la hora; nada de su nombre.")
SUGGESTED: Final = 8
_DRAFT: Final = "transcribing.draft."


class TranscribingView(Protocol):
    """The page."""

    def show_where(self, found: Where, session_id: str) -> None: ...
    def show_list(self, found: ListFacts) -> None: ...
    def show_place(self, page: int, row: int) -> None: ...
    def show_hits(self, rows: tuple[Row, ...]) -> None: ...
    def show_who(self, who: Who) -> None: ...
    def show_similar(self, person_id: str, words: str) -> None: ...
    def show_draft(self, who: str, values: Mapping[str, str]) -> None: ...
    def show_fault(self, field: str, words: str) -> None: ...
    def show_note(self, field: str, words: str) -> None: ...
    def show_message(self, kind: str, words: str) -> None: ...
    def next_row(self) -> None:
        """Empty the row and wait at its beginning."""
        ...

    def toast(self, words: str, inverse: Callable[[], None] | None) -> None: ...


class TranscribingPresenter:
    """One per page; `where` is known after `load`."""

    def __init__(self, view: TranscribingView, jobs: Jobs, workshop_id: str) -> None:
        self._view, self._jobs, self._workshop_id = view, jobs, workshop_id
        self._where: Where | None = None
        self._session_id = ""
        self._page = 1
        self._pages: Mapping[int, int] = {}
        self._hits: tuple[PersonHit, ...] = ()
        self._who = NOBODY
        self._typed = ""
        self._asked = self._answered = 0
        self._wanted = False
        self._busy = False
        self._values: dict[str, str] = {}
        self._alike = ("", "", "")

    # where

    def load(self) -> None:
        """Read the sessions, what was transcribed of the open one, and the row that was half typed."""
        if self._workshop_id:
            self._jobs.read(lambda session: facts.where(session, self._workshop_id), self._entered)

    def _entered(self, found: Where) -> None:
        self._where = found
        known = {session_id for session_id, _words in found.sessions}
        if self._session_id not in known:
            self._session_id = found.first
            self._jobs.read(partial(_draft, self._session_id), partial(self._resume, self._session_id))
        self._view.show_where(found, self._session_id)
        self.refresh()

    def choose_session(self, session_id: str) -> None:
        """The papers are of another session."""
        if session_id == self._session_id:
            return
        self._session_id = session_id
        self._forget()
        self._jobs.read(partial(_draft, session_id), partial(self._resume, session_id))
        self.refresh()

    def refresh(self) -> None:
        """Read again what was transcribed."""
        if self._session_id:
            self._jobs.read(partial(_listing, self._session_id), self._listed)

    def _listed(self, found: ListFacts) -> None:
        self._pages = found.pages
        self._view.show_list(found)
        self._say_place()

    def _say_place(self) -> None:
        self._view.show_place(self._page, self._pages.get(self._page, 0) + 1)

    def choose_page(self, text: str) -> None:
        """The number of the sheet of paper, as it is printed on it."""
        if text.strip().isdecimal() and 0 < int(text) < 1000:
            self._page = int(text)
            self._say_place()

    def on_changed(self, changes: frozenset[str]) -> None:
        if changes & {"workshop", "workshop_session", "mesa", "organization"}:
            self.load()
        elif changes & WATCHED:
            self.refresh()

    # who

    def typed(self, words: str) -> None:
        """The line of the person changed: look for them at once."""
        self._typed = words
        self._asked += 1
        self._wanted = False
        self._show(NOBODY)
        if not words.strip():
            self._hits, self._answered = (), self._asked
            self._view.show_hits(())
            return
        asked = self._asked
        self._jobs.read(
            lambda session: search.people(
                session, words, workshop_id=self._workshop_id, session_id=self._session_id, limit=4
            ),
            partial(self._found, asked),
        )

    def _found(self, asked: int, hits: tuple[PersonHit, ...]) -> None:
        if asked != self._asked:
            return
        self._answered, self._hits = asked, hits
        self._view.show_hits(tuple(facts.hit_row(one) for one in hits))
        if self._wanted:
            self.entered("")

    def entered(self, selected: str) -> None:
        """Enter on the line: who is marked in the list, or somebody new."""
        if not self._typed.strip():
            return
        if self._asked != self._answered:
            self._wanted = True  # as soon as the answer is here
            return
        self._wanted = False
        kind, number = self._document()
        exact = [one for one in self._hits if number and one.document_number == number]
        marked = [one for one in self._hits if one.person_id == selected]
        whole = kind == "1"  # a whole DNI that nobody has is of somebody new
        others = () if whole else self._hits
        chosen = (*exact, *(() if whole else marked), *others)
        if chosen:
            self._show(facts.who_of(chosen[0]))
        else:
            self.new_person()

    def choose(self, person_id: str) -> None:
        """Somebody of the list, or who looks alike."""
        self._jobs.read(
            partial(_hit, person_id, self._workshop_id, self._session_id),
            partial(self._chosen, self._asked),
        )

    def _chosen(self, asked: int, hit: PersonHit) -> None:
        if asked == self._asked:  # the line may say somebody else by now
            self._show(facts.who_of(hit))

    def new_person(self) -> None:
        """They are not in the directory: what the paper says of them is typed."""
        kind, number = self._document()
        words = "Persona nueva" + (f", documento {number}" if number else ", sin documento")
        self._show(Who("new", "", words, "Escriba lo que dice el papel."))
        if kind == "none" and not self._values.get("given_names"):
            self._view.show_draft(self._typed, {"given_names": self._typed.strip()})

    def anonymous_person(self) -> None:
        """They did not accept box 1: only the sector and the hour are written."""
        self._show(UNNAMED)

    def _show(self, who: Who) -> None:
        if who == self._who:
            return
        self._who = who
        self._view.show_hits(())
        self._view.show_similar("", "")
        self._view.show_who(who)

    def _document(self) -> tuple[str, str]:
        """Return (type, number) of what was typed; a name is somebody without a document."""
        text = self._typed.strip()
        if not any(sign.isdigit() for sign in text):
            return "none", ""
        compact = "".join(sign for sign in text if sign.isalnum()).upper()
        checked = rules.check_document("1", compact, pad=False)
        if compact.isdigit() and len(checked.value) == 8:
            return "1", checked.value
        return ("4" if compact.isdigit() else "7"), compact

    # the row

    def drop(self) -> None:
        """Throw away the row that is half typed."""
        self._forget()
        self._keep()

    def edited(self, field: str, values: Mapping[str, str]) -> None:
        """A field was left, or nothing was typed for a while: keep it, and say what it means."""
        if self._busy:
            return  # the row is being written: it is no draft any more
        self._values = dict(values)
        if field == "marks":
            self._view.show_note("marks", facts.marks_words(values["marks"]) if values["marks"] else "")
        self._keep()
        if self._who.mode == "new":
            self._look_alike(values)

    def suggested(self, typed: str) -> list[str]:
        """Return the organisations whose names have these words."""
        words = fold(typed).split()
        names = self._where.organizations if self._where and words else ()
        return [one for one in names if all(word in fold(one) for word in words)][:SUGGESTED]

    def _keep(self) -> None:
        draft = {"who": self._typed, "page": str(self._page), **self._values}
        text = json.dumps(draft, ensure_ascii=False) if self._typed or any(self._values.values()) else ""
        session_id = self._session_id
        self._jobs.remember(lambda session: settings.write(session, _DRAFT + session_id, text))

    def _resume(self, session_id: str, draft: dict[str, str]) -> None:
        """Go on with the row that was half typed when the laptop went off."""
        if not draft or session_id != self._session_id:
            return
        self.choose_page(draft.pop("page", "1"))
        who = draft.pop("who", "")
        self._values = draft
        self._view.show_draft(who, draft)
        self.typed(who)
        self._view.show_message("info", "Esta fila estaba a medio escribir. Compárela con el papel y siga.")

    def _look_alike(self, values: Mapping[str, str]) -> None:
        names = (values["given_names"], values["paternal_surname"], values["maternal_surname"])
        if names == self._alike:
            return
        self._alike = names
        self._jobs.read(
            lambda session: search.similar(session, *names, organization=values["organization"]),
            self._similar,
        )

    def _similar(self, hits: tuple[PersonHit, ...]) -> None:
        if self._who.mode != "new" or not hits:
            self._view.show_similar("", "")
            return
        who = facts.who_of(hits[0])
        self._view.show_similar(who.person_id, f"«{who.title}», {who.caption}.")

    def submit(self, values: Mapping[str, str]) -> None:
        """Enter on the last field: write the row, or say what it lacks."""
        found = self._where
        if found is None or self._busy or not self._session_id:
            return
        self._values = dict(values)
        fault = facts.fault(values, found, self._who.mode)
        if fault is not None:
            self._view.show_fault(*fault)
            return
        self._write(facts.line(values, found, self._page, self._who, self._document()))

    def _write(self, line: Line) -> None:
        self._busy = True
        session_id = self._session_id
        name = self._who.title if self._who.mode == "known" else ""

        def work(session: "Session") -> Entry:
            entry = transcription.write(session, self._workshop_id, session_id, line)
            settings.write(session, _DRAFT + session_id, "")
            return entry

        self._jobs.write(work, partial(self._written, session_id, name), self._refused)

    def _written(self, session_id: str, name: str, entry: Entry) -> None:
        self._busy = False
        said = facts.differences(entry.differs, entry.hour, entry.screen_hour)
        place = f"Hoja {entry.page}, fila {entry.row}"
        if said:
            self._view.show_message("warning", f"{place}: {said}. Queda lo que está en pantalla.")
        else:
            self._view.show_message("", "")
        who = f"{place}: {name}." if name else f"{place}, escrita."
        self._view.toast(who, partial(self._undo, session_id, entry))
        if session_id == self._session_id:  # else another row has begun, of another session
            self._forget()
        self.refresh()

    def _undo(self, session_id: str, entry: Entry) -> None:
        self._jobs.write(
            lambda session: transcription.undo(session, session_id, entry),
            lambda _none: self.refresh(),
            self._refused,
        )

    def _refused(self, error: AppError) -> None:
        self._busy = False
        kind = "error" if isinstance(error, Unavailable | Corrupt) else "warning"
        self._view.show_message(kind, sentence(error))

    def _forget(self) -> None:
        self._typed, self._hits, self._values = "", (), {}
        self._who, self._alike = NOBODY, ("", "", "")
        self._asked += 1
        self._answered = self._asked
        self._view.next_row()


def _listing(session_id: str, session: "Session") -> ListFacts:
    return facts.listing(session, session_id)


def _draft(session_id: str, session: "Session") -> dict[str, str]:
    text = settings.read(session, _DRAFT + session_id) if session_id else ""
    return json.loads(text) if text else {}


def _hit(person_id: str, workshop_id: str, session_id: str, session: "Session") -> PersonHit:
    from alianza_desktop.services import registration

    card = registration.lookup(session, workshop_id, person_id, session_id)
    return PersonHit(
        card.person_id, card.full_name, card.document_type, card.document_number, card.organization,
        card.sector, card.position, card.invited, card.arrived_at,
    )  # fmt: skip
