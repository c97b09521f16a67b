"""Needs and expectations of the territory: written quickly, with who said them after an «@». No Qt."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core.errors import AppError, Invalid
from alianza_desktop.core.format_es import count
from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import Workshop
from alianza_desktop.services import alliances, needs, presence, record_history, responsibles
from alianza_desktop.services.needs import NeedRow
from alianza_desktop.services.record_history import Change
from alianza_desktop.services.responsibles import Responsible, Responsibles
from alianza_desktop.storage import heads
from alianza_desktop.storage.operations import Heads
from alianza_desktop.ui import places
from alianza_desktop.ui.cells import Cell, Column, TableRow
from alianza_desktop.ui.directory.editing import Editor
from alianza_desktop.ui.directory.presenter import Card
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WATCHED: Final = frozenset({"territory_need", "organization", "person", "same_as", "workshop"})
COLUMNS: Final = (
    Column(key="number", title="N.º", width=52),
    Column(key="text", title="Qué se necesita o se espera"),
    Column(key="said_by", title="Quién lo dijo", width=280),
    Column(key="stage", title="Taller", width=90),
)
KINDS: Final = {"need": "Necesidad", "expectation": "Expectativa"}
SPECS: Final = (
    FieldSpec(key="text", label="Qué se necesita o se espera", kind="long", span=2),
    FieldSpec(key="kind", label="Tipo", kind="choice", choices=tuple(KINDS.items()), span=2),
    FieldSpec(key="said_by", label="Quién lo dijo", hint="Persona u organización", span=2),
    FieldSpec(key="place", label="Territorio", span=2),
)
_SAYS: Final = re.compile(r"\s*@(?P<who>[^@]*)$")


@dataclass(frozen=True, slots=True, repr=False)
class Board:
    """A territory's list as the page shows it."""

    ubigeo: str
    territory: str
    others: tuple[tuple[str, str], ...]
    """(ubigeo, words) of the territories to choose from."""
    rows: tuple[NeedRow, ...]
    known: Responsibles = field(default_factory=Responsibles)

    @property
    def words(self) -> str:
        """«12 necesidades y 3 expectativas»."""
        wishes = sum(one.kind == "expectation" for one in self.rows)
        parts = (
            count(len(self.rows) - wishes, "necesidad", "necesidades") if len(self.rows) > wishes else "",
            count(wishes, "expectativa", "expectativas") if wishes else "",
        )
        return " y ".join(filter(None, parts))


class NeedsView(Protocol):
    """What the page shows."""

    def show_board(self, board: Board, rows: tuple[TableRow, ...]) -> None: ...
    def show_understood(self, words: str, *, good: bool) -> None: ...
    def clear_line(self) -> None: ...
    def show_need(self, card: Card) -> None: ...
    def hide_need(self) -> None: ...
    def show_need_history(self, changes: tuple[Change, ...]) -> None: ...
    def show_need_fault(self, key: str, words: str) -> None: ...
    def typing_need(self) -> frozenset[str]: ...
    def select_need(self, need_id: str) -> None: ...
    def show_message(self, kind: str, words: str) -> None: ...
    def toast(self, words: str, inverse: Callable[[], None] | None) -> None: ...


class NeedsPresenter:
    """One territory at a time; it begins with the workshop's."""

    def __init__(self, view: NeedsView, jobs: Jobs, workshop_id: str) -> None:
        self._view, self._jobs, self._workshop_id = view, jobs, workshop_id
        self._ubigeo = ""
        self._wanted = ""
        self._adding = False
        self.board: Board | None = None
        self.need_id = ""
        self._editor = Editor(jobs, self._write_field, self._not_written, {"place": "ubigeo"})

    def load(self) -> None:
        """Read the list of the territory that is chosen, or of the workshop's."""
        ubigeo, workshop_id = self._ubigeo, self._workshop_id
        self._jobs.read(lambda session: _read(session, ubigeo, workshop_id), self._show)

    def _show(self, board: Board) -> None:
        self.board, self._ubigeo = board, board.ubigeo
        self._view.show_board(board, _rows(board.rows))
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self._view.select_need(wanted)
        if self.need_id:
            self._refresh()

    def on_changed(self, changes: frozenset[str]) -> None:
        if changes & WATCHED and self.board is not None:
            self.load()

    def choose(self, text: str) -> bool:
        """Go to the list of another place; return whether it was understood."""
        place = places.understood(text)
        if place is None or not place.ubigeo:
            self._view.show_message("warning", sentence(Invalid("place-unclear")))
            return False
        self._view.show_message("", "")
        self._ubigeo = place.ubigeo
        self.close()
        self.load()
        return True

    # the line

    def typed(self, text: str, speaker: str) -> None:
        """Say what is understood of the line and of the field beside it."""
        if not text.strip():
            self._view.show_understood("", good=True)
            return
        words, named = _parts(text)
        who, asked = self._who(named or speaker), named or speaker
        if asked.strip() and who is None:
            self._view.show_understood(
                f"No se sabe quién es «{asked.strip()}»: elíjalo de la lista.", good=False
            )
        elif who is not None:
            self._view.show_understood(f"«{words}» · lo dijo {_said_by(who)}", good=True)
        else:
            self._view.show_understood("Falta quién lo dijo: escriba @ y su nombre.", good=True)

    def offered(self, text: str) -> list[str]:
        """Return lines that complete the name that is being written after the last «@»."""
        words, named = _parts(text)
        if not named.strip() or self.board is None:
            return []
        fits = responsibles.find(self.board.known, named).fits
        return [f"{words} @{one.person or one.short_name}" for one in fits]

    def names(self, text: str) -> list[str]:
        """Return the names that the field of the speaker offers."""
        if not text.strip() or self.board is None:
            return []
        return [one.person or one.organization for one in responsibles.find(self.board.known, text).fits]

    def _who(self, named: str) -> Responsible | None:
        if not named.strip() or self.board is None:
            return None
        found = responsibles.find(self.board.known, named)
        exact = [one for one in found.fits if named.strip() in (one.person, one.organization, one.short_name)]
        return found.one or (exact[0] if exact else None)

    def add(self, text: str, kind: str, speaker: str) -> None:
        """Enter: add the line to the territory's list."""
        if self._adding:
            return  # a second Enter, while the line is still there
        words, named = _parts(text)
        asked = named or speaker
        who = self._who(asked)
        if not words or (asked.strip() and who is None):
            self.typed(text, speaker)
            return
        ubigeo, workshop_id = self._ubigeo, self._workshop_id
        self._adding = True

        def work(session: "Session") -> str:
            return needs.add(
                session,
                ubigeo,
                words,
                kind=kind,
                organization_id=who.organization_id if who else "",
                person_id=who.person_id if who and who.by_person else "",
                workshop_id=workshop_id,
            ).id

        def done(need_id: str) -> None:
            self._adding = False
            self._wanted = need_id
            self._view.clear_line()
            self.load()

        def failed(error: AppError) -> None:
            self._adding = False
            self._refused(error)

        self._jobs.write(work, done, failed)

    # the rows

    def move(self, need_id: str, step: int) -> None:
        """Ctrl+Up and Ctrl+Down."""
        self._wanted = need_id
        self._jobs.write(
            lambda session: needs.move(session, need_id, step), lambda _moved: self.load(), self._refused
        )

    def convert(self, need_id: str) -> None:
        """Ctrl+T: a need is an expectation, and back."""
        row = self._row(need_id)
        if row is None:
            return
        kind = "need" if row.kind == "expectation" else "expectation"
        self._wanted = need_id
        self._jobs.write(
            lambda session: needs.change(session, need_id, {"kind": kind}),
            lambda _need: self.load(),
            self._refused,
        )

    def remove(self, need_id: str) -> None:
        """Supr: with a way back."""

        def undo() -> None:
            self._wanted = need_id
            self._jobs.write(partial(_bring_back, need_id), lambda _none: self.load(), self._refused)

        def done(_none: object) -> None:
            if need_id == self.need_id:
                self.close()
            self.load()
            self._view.toast("Se quitó de la lista.", undo)

        if self._row(need_id) is not None:
            self._jobs.write(lambda session: needs.remove(session, need_id), done, self._refused)

    def _row(self, need_id: str) -> NeedRow | None:
        rows = self.board.rows if self.board is not None else ()
        return next((one for one in rows if one.id == need_id), None)

    def _refused(self, error: AppError) -> None:
        self._view.show_message("warning", sentence(error))

    # the panel of one

    def open(self, need_id: str) -> None:
        self.need_id = need_id
        self._refresh()

    def close(self) -> None:
        self.need_id = ""
        self._view.hide_need()

    def _refresh(self) -> None:
        wanted = self.need_id
        row = self._row(wanted)
        if row is None:
            self.close()
            return

        def done(found: tuple[Heads, tuple[Change, ...]]) -> None:
            if wanted == self.need_id:
                self._editor.showed(wanted, found[0], self._view.typing_need())
                self._view.show_need(_card(row))
                self._view.show_need_history(found[1])

        self._jobs.read(
            lambda session: (heads.of(session, wanted), record_history.need(session, wanted)), done
        )

    def changed(self, key: str, value: str) -> None:
        if self.need_id:
            self._editor.changed(self.need_id, key, value)

    def _write_field(
        self, session: "Session", need_id: str, key: str, value: str, shown: Heads | None
    ) -> None:
        if key == "place":
            place = places.understood(value)
            if place is None:
                raise Invalid("place-unclear")
            needs.change(session, need_id, {"ubigeo": place.ubigeo}, shown)
        elif key == "said_by":
            who = self._who(value)
            if value.strip() and who is None:
                raise Invalid("speaker-unknown")
            person = who.person_id if who and who.by_person else ""
            body = who.organization_id if who else ""
            needs.change(session, need_id, {"organization_id": body, "person_id": person})
        else:
            needs.change(session, need_id, {key: value}, shown)

    def _not_written(self, need_id: str, key: str, error: AppError) -> None:
        if need_id == self.need_id:
            self._view.show_need_fault(key, sentence(error))


def _bring_back(need_id: str, session: "Session") -> None:
    needs.bring_back(session, need_id)


def _parts(text: str) -> tuple[str, str]:
    """Return what is needed and the name after the last «@»."""
    found = _SAYS.search(text)
    return (text[: found.start()].strip(), found["who"]) if found else (text.strip(), "")


def _said_by(who: Responsible) -> str:
    return f"{who.person} · {who.short_name}" if who.by_person and who.person else who.organization


def _read(session: "Session", ubigeo: str, workshop_id: str) -> Board:
    workshop = session.get(Workshop, workshop_id) if workshop_id else None
    alliance = alliances.alliance(session).ubigeo
    counts = needs.territories(session)
    own = workshop.ubigeo if workshop is not None and workshop.ubigeo else alliance
    chosen = ubigeo or (own if own in counts or not counts else next(iter(counts)))
    known = dict.fromkeys((chosen, own, alliance, *counts))
    people = presence.present(session, workshop_id) if workshop_id else ()
    return Board(
        ubigeo=chosen,
        territory=places.of_code(chosen).words,
        others=tuple((code, _territory(code, counts.get(code, 0))) for code in known if code),
        rows=needs.listing(session, chosen),
        known=responsibles.load(session, "", people),
    )


def _territory(ubigeo: str, many: int) -> str:
    words = places.of_code(ubigeo).words
    return f"{words} ({many})" if many else words


def _rows(found: tuple[NeedRow, ...]) -> tuple[TableRow, ...]:
    return tuple(
        TableRow(
            key=one.id,
            cells={
                "number": Cell(text=str(number), strong=True, sort=number),
                "text": Cell(text=one.text, prefix="Expectativa ·" if one.kind == "expectation" else ""),
                "said_by": Cell(
                    text=one.person or one.organization or "Falta quién lo dijo",
                    caption=one.organization if one.person else "",
                    sector=one.sector,
                    warning=not (one.person or one.organization),
                ),
                "stage": Cell(text=f"Taller {one.stage}" if one.stage else "", sort=one.stage),
            },
        )
        for number, one in enumerate(found, start=1)
    )


def _card(row: NeedRow) -> Card:
    return Card(
        id=row.id,
        title=KINDS.get(row.kind, "Necesidad"),
        subtitle=places.of_code(row.ubigeo).words,
        sector=row.sector,
        values={
            "text": row.text,
            "kind": row.kind,
            "said_by": row.person or row.organization,
            "place": places.of_code(row.ubigeo).words,
        },
    )
