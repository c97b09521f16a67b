"""One acta until it is frozen: its pages, what it lacks, its texts, who is expected to sign. No Qt.

Its pages are the very bytes that print. They are made off the UI thread after each change; the old ones stay
on screen until the new ones are there, and who asks to keep or print them meanwhile gets the new ones. A text
is written when its field is left, one write at a time: each carries the heads that the one before left.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core.errors import AppError, Corrupt, Unavailable
from alianza_desktop.core.format_es import count, plural
from alianza_desktop.core.sentences import sentence
from alianza_desktop.ui.actas.facts import ActaFacts, FreezeFacts, Pages
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.documents.issue import Source

OWN: Final = frozenset(
    {
        "acta", "acta_version", "acta_seal", "acta_signatory", "evidence", "attachment", "acta_clause",
        "heading_translation", "seal_handover", "device", "late_outcome", "acta_complement", "seal_copy",
    }
)  # fmt: skip
WATCHED: Final = OWN | {
    "agreement", "agreement_partner", "agenda_item", "agenda_mark", "alliance", "attendance", "departure",
    "mesa", "organization", "person", "seating", "workshop", "workshop_mesa", "workshop_session",
}  # fmt: skip


class ActaView(Protocol):
    """What the page of an acta shows."""

    def show_nothing(self) -> None:
        """Another acta is being read: nothing of it is known yet."""
        ...

    def show_acta(self, facts: ActaFacts) -> None: ...
    def show_pages(self, data: bytes) -> None: ...
    def show_message(self, kind: str, words: str) -> None: ...
    def show_fault(self, field: str, words: str) -> None: ...
    def ask_freeze(self, facts: FreezeFacts) -> None: ...
    def show_found(self, rows: tuple[Row, ...]) -> None: ...
    def toast(self, words: str, inverse: Callable[[], None] | None) -> None: ...


class ActaPresenter:
    """`facts` is known after the first load."""

    def __init__(self, view: ActaView, jobs: Jobs) -> None:
        self._view, self._jobs = view, jobs
        self.facts: ActaFacts | None = None
        self.pages: Pages | None = None
        self._asked: list[Callable[[Pages], None]] = []
        self._acta_id = ""
        self._shown = ""
        self._loading = self._stale = False
        self._writing = self._told_gaps = False
        self._waiting: dict[str, str] = {}
        self._then: Callable[[], None] | None = None
        """What was asked while texts were being written: they come first."""

    # what it is

    def open(self, acta_id: str) -> None:
        """Show another acta, or the same again."""
        if acta_id != self._acta_id:
            self._write_left()
            self.facts, self.pages, self._shown = None, None, ""
            self._asked.clear()
            self._then = None
            self._view.show_nothing()
        self._acta_id = acta_id
        self.load()

    def _write_left(self) -> None:
        """Write what still waits of the acta that is left, after what is being written of it."""
        values, self._waiting = self._waiting, {}
        if values:
            self._jobs.write(partial(_change_later, self._acta_id, values), lambda _none: None, self.refused)

    def load(self) -> None:
        """Read it again; asked while it is being read, it is read once more and no oftener."""
        if not self._acta_id:
            return
        if self._loading:
            self._stale = True
            return
        self._loading = True
        self._jobs.read(partial(_read, self._acta_id), self._loaded, self._unread)

    def on_changed(self, changes: frozenset[str]) -> None:
        if changes & WATCHED:
            self.load()

    def _unread(self, error: AppError) -> None:
        self._loading = False
        self._asked.clear()
        self.refused(error)

    def _loaded(self, found: "tuple[ActaFacts, Source]") -> None:
        facts, source = found
        self._loading = False
        if facts.id == self._acta_id:
            self.facts = facts
            self._view.show_acta(facts)
            self._tell_gaps_again(facts)
            self._build(source, facts.file_stem)
        if self._stale:
            self._stale = False
            self.load()
        self._hand_over()

    def _build(self, source: "Source", stem: str) -> None:
        if source.key == self._shown:
            self.pages = self.pages and replace(self.pages, stem=stem)
            return
        self._shown, self.pages = source.key, None
        self._jobs.network(lambda _task: _printed(source), partial(self._built, source.key), self._not_built)

    def _built(self, key: str, data: bytes) -> None:
        if key != self._shown or self.facts is None:  # another change came meanwhile: its pages follow
            return
        self.pages = Pages(self.facts.file_stem, data)
        self._view.show_pages(data)
        self._hand_over()

    def _not_built(self, error: AppError) -> None:
        self._shown = ""
        self._asked.clear()
        self.refused(error)

    def hand_over(self, receive: Callable[[Pages], None]) -> None:
        """Give the pages of all that was typed, with their name; as soon as they are there."""
        self._asked.append(receive)
        self._hand_over()
        if self._asked and not self._shown:  # they could not be made: try again
            self.load()

    def _hand_over(self) -> None:
        pages, on_the_way = self.pages, self._writing or self._loading or self._waiting
        if pages is not None and not on_the_way:
            asked, self._asked = self._asked, []
            for receive in asked:
                receive(pages)

    # the draft

    def changed(self, field: str, value: str) -> None:
        """A field was left, or nothing was typed for 800 ms."""
        facts = self.facts
        if facts is None or facts.values.get(field) == value:
            return
        self._waiting[field] = value
        self._write_next()

    def _write_next(self) -> None:
        facts = self.facts
        if self._writing or facts is None:
            return
        if not self._waiting:
            then, self._then = self._then, None
            if then is not None:
                then()
            return
        values, self._waiting = self._waiting, {}
        self._writing = True
        acta_id, heads = facts.id, facts.heads

        def work(session: "Session") -> None:
            from alianza_desktop.services import actas

            actas.change(session, acta_id, values, heads)

        self._jobs.write(work, lambda _none: self._written(), partial(self._not_written, acta_id, values))

    def _written(self) -> None:
        """Show the acta as it is now, with its new heads, before the next text is written."""
        self._jobs.read(partial(_read, self._acta_id), self._after_write, self._not_read_again)

    def _not_read_again(self, error: AppError) -> None:
        self._writing, self._then = False, None
        self._unread(error)
        self._write_next()

    def _after_write(self, found: "tuple[ActaFacts, Source]") -> None:
        self._writing = False
        self._loading = False
        self._loaded(found)
        self._write_next()

    def _not_written(self, acta_id: str, values: dict[str, str], error: AppError) -> None:
        """Say it under its fields, which keep what was typed and tell it again when they are left."""
        self._writing, self._then = False, None
        self._asked.clear()
        shown = acta_id == self._acta_id
        for field in values if shown else ():
            self._view.show_fault(field, sentence(error))
        if not shown or len(values) > 1 or isinstance(error, Unavailable | Corrupt):
            self.refused(error)
        self._write_next()

    def review(self) -> None:
        """Pass it to review, or say how many things are missing; what is being written of it comes before."""
        self._then = self._review
        self._write_next()

    def _review(self) -> None:
        facts = self.facts
        if facts is None or facts.state != "draft":
            return
        if facts.gaps:
            missing = len(facts.gaps)
            verb, things = plural(missing, "falta", "faltan"), count(missing, "dato", "datos")
            where = plural(missing, "está", "están")
            self._view.show_message("warning", f"Al acta le {verb} {things}: {where} en «Lo que falta».")
            self._told_gaps = True
            return
        self._write(partial(_review, facts.id))

    def _tell_gaps_again(self, facts: ActaFacts) -> None:
        """What was said of the gaps does not outlive them."""
        if self._told_gaps and not facts.gaps:
            self._told_gaps = False
            self._view.show_message("", "")

    def back_to_draft(self) -> None:
        """Take it out of review, to correct it."""
        if self.facts is not None and self.facts.state == "review":
            self._write(partial(_to_draft, self.facts.id))

    def ask_freeze(self) -> None:
        """Say what freezing will fix, before it does."""
        self._then = self._ask_freeze
        self._write_next()

    def _ask_freeze(self) -> None:
        facts = self.facts
        if facts is None or facts.state != "review":
            return

        def work(session: "Session") -> FreezeFacts:
            from alianza_desktop.ui.actas import reading

            return reading.freezing(session, facts.id)

        def asked(found: FreezeFacts) -> None:
            if facts.id == self._acta_id:  # nobody is asked to freeze an acta that they no longer see
                self._view.ask_freeze(found)

        self._jobs.read(work, asked, self.refused)

    def freeze(self) -> None:
        """Fix the text for ever: its number, its hash, its pages."""
        if self.facts is not None:
            self._write(partial(_freeze, self.facts.id))

    # who is expected to sign

    def search(self, words: str) -> None:
        """Find people by name to add them."""

        def work(session: "Session") -> tuple[Row, ...]:
            from alianza_desktop.services import search

            return tuple(
                Row(key=one.person_id, title=one.full_name, caption=one.organization, sector=one.sector)
                for one in search.people(session, words, limit=6)
            )

        if words.strip():
            self._jobs.read(work, self._view.show_found)
        else:
            self._view.show_found(())

    def add_signatory(self, person_id: str) -> None:
        if self.facts is not None:
            self._view.show_found(())
            self._write(partial(_add, self.facts.id, person_id))

    def remove_signatory(self, signatory_id: str) -> None:
        """Take somebody off the draft, with a way back."""
        facts = self.facts
        if facts is None or signatory_id not in facts.signers:
            return
        name = facts.signers[signatory_id].name

        def done(_none: None) -> None:
            self.load()
            self._view.toast(
                f"{name} ya no está entre los firmantes.",
                lambda: self._write(partial(_restore, signatory_id)),
            )

        self._jobs.write(partial(_remove, signatory_id), done, self.refused)

    # ends

    def _write(self, work: "Callable[[Session], None]") -> None:
        self._jobs.write(work, lambda _none: self._done(), self.refused)

    def _done(self) -> None:
        self._view.show_message("", "")
        self.load()

    def refused(self, error: AppError) -> None:
        """Say what could not be done, next to the acta."""
        if error.code == "acta-gaps":
            self._view.show_message("warning", "Al acta le faltan datos: están en «Lo que falta».")
            self.load()
            return
        kind = "error" if isinstance(error, Unavailable | Corrupt) else "warning"
        self._view.show_message(kind, sentence(error))

    def tell_interrupted(self) -> str:
        """Return what to say of a signature or a seal that the power cut short, if one was."""
        return self.facts.interrupted if self.facts else ""


def _read(acta_id: str, session: "Session") -> "tuple[ActaFacts, Source]":
    from alianza_desktop.documents import issue
    from alianza_desktop.ui.actas import reading

    return reading.acta(session, acta_id), issue.source(session, acta_id)


def _change_later(acta_id: str, values: dict[str, str], session: "Session") -> None:
    from alianza_desktop.services import actas

    actas.change(session, acta_id, values)


def _printed(source: "Source") -> bytes:
    from alianza_desktop.documents import issue

    return issue.printed(source)


def _review(acta_id: str, session: "Session") -> None:
    from alianza_desktop.documents import issue

    issue.review(session, acta_id)


def _to_draft(acta_id: str, session: "Session") -> None:
    from alianza_desktop.services import actas

    actas.change(session, acta_id, {})


def _freeze(acta_id: str, session: "Session") -> None:
    from alianza_desktop.documents import issue

    issue.freeze(session, acta_id)


def _add(acta_id: str, person_id: str, session: "Session") -> None:
    from alianza_desktop.services import actas

    actas.add_signatory(session, acta_id, person_id)


def _remove(signatory_id: str, session: "Session") -> None:
    from alianza_desktop.services import actas

    actas.remove_signatory(session, signatory_id)


def _restore(signatory_id: str, session: "Session") -> None:
    from alianza_desktop.services import actas

    actas.restore_signatory(session, signatory_id)
