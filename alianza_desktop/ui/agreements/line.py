"""The quick line: understood at every key, completed after an `@`, and Enter makes an agreement of it. No Qt.

Enter never guesses between two: a name that fits several is asked about once, and left in the text when it is
not answered. What is half typed is kept in the encrypted store of this laptop and is there after a power cut.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import fold
from alianza_desktop.core.sentences import sentence
from alianza_desktop.services import agreements, quick_line, responsibles
from alianza_desktop.services.agreements import AgreementData, AgreementRow
from alianza_desktop.services.quick_line import QuickLine
from alianza_desktop.services.responsibles import Meant, Responsible, Responsibles
from alianza_desktop.services.wording import Draft
from alianza_desktop.ui.agreements import facts
from alianza_desktop.ui.agreements import room as room_of
from alianza_desktop.ui.agreements.facts import Room, Understood
from alianza_desktop.ui.agreements.room import LineDraft
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Rows = tuple[AgreementRow, ...]


class Run(Protocol):
    """Writes, and hands over the result with the rows of the mesa after it."""

    def __call__(
        self,
        work: "Callable[[Session], str]",
        done: Callable[[str, Rows], None],
        failed: Callable[[AppError], None],
    ) -> None: ...


class LineView(Protocol):
    """What the screen shows of the line."""

    def show_understood(self, chips: tuple[Understood, ...]) -> None: ...
    def show_choices(self, rows: tuple[Row, ...], *, marked: bool = False) -> None: ...
    def set_line(self, text: str, caret: int) -> None: ...
    def show_message(self, kind: str, words: str) -> None: ...


class LinePresenter:
    """One per screen; `added` is told of each agreement, with the rows of its mesa."""

    def __init__(
        self,
        view: LineView,
        jobs: Jobs,
        room: Callable[[], Room | None],
        *,
        run: Run,
        added: Callable[[str, Rows, bool], None],
    ) -> None:
        self._view, self._jobs, self._room = view, jobs, room
        self._run, self._added = run, added
        self._line, self._caret = "", 0
        self._said = QuickLine("")
        self._chosen: dict[str, str] = {}
        self._kept = LineDraft()
        self._span = (0, 0)
        self._offered: Meant = Meant()
        self._known: Responsibles | None = None
        self._memo: dict[str, Meant] = {}
        """What each name meant, with who was in the room then."""
        self._activity = ("", "")
        """Id and name of the activity of a chain that the next one is born of."""
        self._proposal = ""
        """A draft of another screen that came before the room was read."""
        self._left = ""
        """The line whose ambiguous names were left as they are with Esc."""

    def begin(self, draft: LineDraft) -> None:
        """Bring back what was half typed, unless somebody is typing already."""
        self._kept = draft
        if not self._line and draft.line:
            self._chosen = dict(draft.chosen)
            self.put(draft.line)
            self._name_activity(draft.activity_id)
        proposal, self._proposal = self._proposal, ""
        if proposal:
            self.propose(proposal)

    def put(self, line: str) -> None:
        """Write in the line from elsewhere, with the caret at its end."""
        self._view.set_line(line, len(line))
        self.typed(line, len(line))
        self._hide()

    def propose(self, argument: str) -> None:
        """Take a draft of another screen: text, perhaps after `activity:` and the id of who it is born of.

        What was half typed is not lost, it goes after it.
        """
        if self._room() is None:
            self._proposal = argument
            return
        activity_id, line = "", argument
        if argument.startswith("activity:"):
            activity_id, _, line = argument.removeprefix("activity:").partition(" ")
        draft, apart = self._with_handle(line.strip()), self._line.strip()
        self.put(apart if draft in apart else f"{draft} {apart}")
        self._name_activity(activity_id or self._activity[0])

    def _name_activity(self, activity_id: str) -> None:
        """Say which activity of a chain the next commitment is born of; one that is gone is left out."""
        if not activity_id or activity_id == self._activity[0]:
            return

        def named(name: str) -> None:
            self._activity = (activity_id, name) if name else ("", "")
            self.understand()

        self._jobs.read(lambda session: room_of.activity_name(session, activity_id), named)

    def _with_handle(self, line: str) -> str:
        """Write a whole name after `@`, with its spaces, as the one word that means it."""
        room = self._room()
        if room is None or not line.startswith("@"):
            return line
        known = room.known.by_id.values()
        body = next((one for one in known if line[1:] in (one.short_name, one.organization)), None)
        return f"@{body.handle}" if body else line

    def typed(self, line: str, caret: int) -> None:
        """The line or its caret changed: understand it at once."""
        if line != self._line:
            self._view.show_message("", "")
        if self._line.strip() and not line.strip():
            self._activity = ("", "")  # whoever empties the line begins anew
        self._line, self._caret = line, caret
        self.understand()
        self._complete()

    def understand(self) -> None:
        """Say what is understood, with who is in the room now."""
        room = self._room()
        if room is None:
            return
        self._said = quick_line.parse(self._line, room.today, room.known.whole)
        said = self._said
        if not self._line.strip() and not self._activity[0]:
            self._view.show_understood(())
            return
        partners = tuple(self._meant(name) for name in said.partners)
        self._view.show_understood(
            (
                *facts.born_of(self._activity[1]),
                *facts.understood(said, self._meant(said.responsible), partners, room.today),
            )
        )

    def draft_of(self, mesa_id: str) -> Draft:
        """Return what is understood of the line as the room may read it."""
        said, who = self._said, self._meant(self._said.responsible).one
        return Draft(
            mesa_id=mesa_id,
            text=said.text,
            organization=who.organization if who else "",
            sector=who.sector if who else "",
            due_on=said.due_on,
            permanent=said.permanent,
        )

    def _meant(self, name: str) -> Meant:
        if not name:
            return Meant()
        found = self._find(name)
        key = self._chosen.get(fold(name), "")
        picked = next((one for one in found.fits if one.key == key), None)
        return Meant(picked, found.fits) if picked else found

    def _find(self, name: str) -> Meant:
        room = self._room()
        if room is None:
            return Meant()
        if room.known is not self._known:
            self._known, self._memo = room.known, {}
        if name not in self._memo:
            self._memo[name] = responsibles.find(room.known, name)
        return self._memo[name]

    # completion

    def _complete(self) -> None:
        """Offer who fits the name at the caret, unless it already means one exactly."""
        written = quick_line.name_at(self._line, self._caret)
        if written is None:
            self._hide()
            return
        start, end, name = written
        found = self._find(name)
        settled = found.one is not None and fold(name) == fold(found.one.handle)
        if settled or not found.fits or fold(name) in self._chosen:
            self._hide()
        else:
            self._offer(start, end, found, marked=False)

    def _offer(self, start: int, end: int, found: Meant, *, marked: bool) -> None:
        self._span, self._offered = (start, end), found
        self._view.show_choices(facts.choice_rows(found), marked=marked)

    def _hide(self) -> None:
        self._offered = Meant()
        self._view.show_choices(())

    @property
    def offering(self) -> bool:
        return bool(self._offered.fits)

    def choose(self, key: str) -> None:
        """Write the name of who was chosen in the place of what was typed."""
        one = next((one for one in self._offered.fits if one.key == key), None)
        if one is None:
            return
        start, end = self._span
        rest = self._line[end:].lstrip()
        line = f"{self._line[:start]}@{one.handle} {rest}"
        caret = start + len(one.handle) + 2
        self._chosen[fold(one.handle)] = one.key
        self._view.set_line(line, caret)
        self.typed(line, caret)
        self._hide()

    def leave_choices(self) -> bool:
        """Esc: close the list; return whether there was one. The line stays as it is."""
        if not self.offering:
            return False
        self._left = self._line
        self._hide()
        return True

    # Enter

    def entered(self, marked: str = "", *, details: bool = False) -> None:
        """Enter: take the marked name, or make an agreement; `details` opens it to complete it."""
        if marked:
            self.choose(marked)
            return
        room = self._room()
        if room is None:
            return
        self.understand()
        if not self._said.text:
            if self._line.strip():
                self._view.show_message("warning", "Falta el texto: escriba qué se hará.")
            return
        if not self._asks_who():
            self._add(room, details=details)

    def _asks_who(self) -> bool:
        """Ask once whom an ambiguous name means."""
        if self._left == self._line:
            return False
        for token in self._said.tokens:
            meant = self._meant(token.value) if token.part == "who" else Meant()
            if meant.one is None and len(meant.fits) > 1:
                self._view.show_message(
                    "info", f"«{token.value}» puede ser varios. Elija uno, o Esc para dejarlo."
                )
                self._offer(token.start, token.end, meant, marked=True)
                return True
        return False

    def _add(self, room: Room, *, details: bool) -> None:
        data, before = self._data(room), self._draft()
        kept = self._kept
        self._clear()

        def work(session: "Session") -> str:
            made = agreements.add(session, room.workshop_id, data)
            if kept.line:
                room_of.keep_draft(session, room.workshop_id, LineDraft())
            return made.id

        def done(agreement_id: str, rows: Rows) -> None:
            self._kept = LineDraft()
            self._added(agreement_id, rows, details)

        self._run(work, done, partial(self._refused, before))

    def _clear(self) -> None:
        self._line, self._caret, self._chosen, self._left = "", 0, {}, ""
        self._activity = ("", "")
        self._said, self._memo = QuickLine(""), {}
        self._view.set_line("", 0)
        self._view.show_message("", "")
        self._view.show_understood(())
        self._hide()

    def _refused(self, before: LineDraft, error: AppError) -> None:
        """It was not saved: the line comes back, before whatever was typed meanwhile."""
        self._chosen = before.chosen | self._chosen
        self.put(" ".join(filter(None, (before.line, self._line))))
        self._name_activity(before.activity_id)
        self._view.show_message("warning", sentence(error))

    def _data(self, room: Room) -> AgreementData:
        said = self._said
        who = self._meant(said.responsible).one
        partners = [(name, self._meant(name).one) for name in said.partners]
        unknown = [name for name, one in ((said.responsible, who), *partners) if name and one is None]
        return AgreementData(
            text=" ".join((said.text, *(f"@{name}" for name in unknown))),
            kind=said.kind,
            mesa_id=room.mesa_id,
            organization_id=who.organization_id if who else "",
            person_id=who.person_id if who else "",
            partners=_others(who, [one for _name, one in partners if one]),
            due_on=said.due_on,
            permanent=said.permanent,
            amount=said.amount,
            activity_id=self._activity[0],
        )

    # the draft

    def keep(self) -> None:
        """800 ms without a key, or the line was left: keep it."""
        room, draft = self._room(), self._draft()
        if room is None or draft == self._kept:
            return
        before, self._kept = self._kept, draft

        def refused(error: AppError) -> None:
            self._kept = before  # so that it is tried again
            self._view.show_message("warning", sentence(error))

        self._jobs.write(
            lambda session: room_of.keep_draft(session, room.workshop_id, draft), lambda _none: None, refused
        )

    def _draft(self) -> LineDraft:
        return LineDraft(self._line.strip() and self._line, dict(self._chosen), self._activity[0])


def _others(who: Responsible | None, partners: list[Responsible]) -> tuple[str, ...]:
    """Return the co-responsible organisations, once each and never the responsible one."""
    main = who.organization_id if who else ""
    return tuple(dict.fromkeys(one.organization_id for one in partners if one.organization_id != main))
