"""Objections, reservations and observations of the open agreement: added, changed, withdrawn. No Qt."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import AppError, Invalid
from alianza_desktop.core.sentences import sentence
from alianza_desktop.services import agreement_notes, responsibles
from alianza_desktop.services.agreement_notes import NoteRow
from alianza_desktop.storage.operations import Heads
from alianza_desktop.ui.agreements.detail_facts import Noted
from alianza_desktop.ui.agreements.facts import Room
from alianza_desktop.ui.agreements.presenter import BoardPresenter, Undo

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_FIELD_OF: Final = {"note-needed": "text", "note-name-needed": "who", "note-who-unknown": "who"}


class NotesView(Protocol):
    """The list of notes in the details."""

    def note_saved(self) -> None: ...
    def show_note_fault(self, key: str, words: str) -> None: ...


class NotesPresenter:
    """Its writes are gestures of the list: Ctrl+Z and the toast take them back."""

    def __init__(self, view: NotesView, board: BoardPresenter, agreement: Callable[[], str]) -> None:
        self._view, self._board, self._agreement = view, board, agreement

    def save(self, noted: Noted | None, values: dict[str, str]) -> None:
        """Write a new note, or what was changed of one as it was shown."""
        agreement_id, room = self._agreement(), self._board.room
        if not agreement_id or room is None:
            return
        try:
            who = _who(room, values["who"], noted.note if noted else None)
        except Invalid as error:
            self._refused(error)
            return
        written = {"kind": values["kind"], "text": values["text"], **who}
        if noted is None:
            self._add(agreement_id, written)
        else:
            self._change(noted.note, written, noted.heads)

    def _add(self, agreement_id: str, written: dict[str, str]) -> None:
        made: list[str] = []

        def work(session: "Session") -> None:
            made[:] = [agreement_notes.add(session, agreement_id, **written).id]

        kind = _word(written["kind"])
        back = Undo(
            f"Se quitó la {kind}.", lambda session: agreement_notes.withdraw(session, made[0]), agreement_id
        )
        self._do(work, agreement_id, back, f"Se anotó la {kind}.")

    def _change(self, note: NoteRow, written: dict[str, str], heads: Heads) -> None:
        before = {name: getattr(note, name) for name in written}
        changed = {name: value for name, value in written.items() if value != before[name]}
        if not changed:
            self._view.note_saved()
            return
        seen = {name: heads.get(name, ()) for name in changed}
        old = {name: before[name] for name in changed}
        back = Undo(
            f"La {_word(note.kind)} volvió a decir lo de antes.",
            lambda session: agreement_notes.change(session, note.id, old),
            note.agreement_id,
        )
        self._do(
            lambda session: agreement_notes.change(session, note.id, changed, seen),
            note.agreement_id,
            back,
            f"Se cambió la {_word(written['kind'])}.",
        )

    def withdraw(self, note: NoteRow) -> None:
        """Whoever made it takes it back; «Deshacer» brings it again."""
        kind = _word(note.kind)
        back = Undo(
            f"La {kind} sigue anotada.",
            lambda session: agreement_notes.bring_back(session, note.id),
            note.agreement_id,
        )
        self._board.gesture(
            lambda session: agreement_notes.withdraw(session, note.id),
            note.agreement_id,
            back,
            said=lambda _rows: f"Se retiró la {kind}.",
        )

    def _do(self, work: "Callable[[Session], object]", agreement_id: str, back: Undo, words: str) -> None:
        def said(_rows: object) -> str:
            self._view.note_saved()
            return words

        self._board.gesture(work, agreement_id, back, said=said, failed=self._refused)

    def _refused(self, error: AppError) -> None:
        self._view.show_note_fault(_FIELD_OF.get(error.code, ""), sentence(error))


def _word(kind: str) -> str:
    return catalogs.label("note", kind)


def _who(room: Room, name: str, note: NoteRow | None) -> dict[str, str]:
    """Return whom a name means: somebody who is here, or an organisation; who said it before stays."""
    name = " ".join(name.split())
    if note is not None and name in (note.person, note.organization):
        return {"person_id": note.person_id, "organization_id": note.organization_id}
    if not name:
        return {"person_id": "", "organization_id": ""}
    one = responsibles.find(room.known, name).one
    if one is None:
        raise Invalid("note-who-unknown", name=name)
    return {"person_id": one.person_id if one.by_person else "", "organization_id": one.organization_id}
