"""The details of one mesa: what it is in the alliance, how it meets here, who belongs to it. No Qt.

Each field is saved as it is left, with the heads that were shown, one write after another.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from sqlalchemy import select

from alianza_desktop.core.errors import AppError, NotFound
from alianza_desktop.core.format_es import count, day, fold, occasion
from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import Mesa, Organization
from alianza_desktop.services import chains, meetings, mesa_members, mesas, search, workshops
from alianza_desktop.services.mesa_members import Meeting, MemberRow
from alianza_desktop.services.mesas import SITTING_FIELDS, MesaPlan, MesaRow
from alianza_desktop.services.query import get
from alianza_desktop.storage import heads
from alianza_desktop.storage.operations import Heads
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Values = dict[str, str]
NUMBERS: Final = ("capacity", "quorum")
ROLES: Final = (("president", "Preside"), ("secretary", "Secretaría"), ("member", "Integra"))
MOST: Final = 8
"""Names offered while a member is being written."""
_FIELD_OF: Final = {
    "name-needed": "name", "mesa-name-taken": "name", "capacity-unlikely": "capacity",
    "quorum-unlikely": "quorum", "day-unknown": "installed_on",
}  # fmt: skip
"""Where each refusal is said."""


@dataclass(frozen=True, slots=True, repr=False)
class MesaFacts:
    """A mesa as its inspector shows it."""

    id: str
    sitting_id: str
    """Empty when it does not meet in this workshop."""
    title: str
    here: bool
    """There is a workshop in which it could meet."""
    table: Values
    sitting: Values
    chains: tuple[tuple[str, str], ...]
    members: tuple[MemberRow, ...]
    history: tuple[Row, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Suggestion:
    """Who may belong: a person, or an organisation of the directory."""

    words: str
    organization: str = ""
    person_id: str = ""


class MesaView(Protocol):
    """What the inspector shows."""

    def show_mesa(self, found: MesaFacts) -> None: ...
    def hide_mesa(self) -> None: ...
    def show_fault(self, key: str, words: str) -> None: ...
    def show_names(self, found: tuple[Suggestion, ...]) -> None: ...
    def toast(self, words: str, inverse: Callable[[], None] | None) -> None: ...
    def typing(self) -> frozenset[str]:
        """Return the fields whose text is not what was shown."""
        ...


@dataclass(frozen=True, slots=True, repr=False)
class _Wait:
    """A change that waits for its turn."""

    record_id: str
    key: str
    value: str


class MesaPresenter:
    """At most one mesa is open."""

    def __init__(self, view: MesaView, jobs: Jobs, workshop_id: str) -> None:
        self._view, self._jobs, self._workshop_id = view, jobs, workshop_id
        self.mesa_id = ""
        self._facts: MesaFacts | None = None
        self._heads: dict[str, Heads] = {}
        self._waiting: list[_Wait] = []
        self._busy = False
        self._asked = 0

    def open(self, mesa_id: str) -> None:
        """Show a mesa; the view has told what was being typed in the one before."""
        self.mesa_id = mesa_id
        self.refresh()

    def close(self) -> None:
        """What was typed has been told already."""
        self.mesa_id = ""
        self._view.hide_mesa()

    def refresh(self) -> None:
        """Read it again, with the heads that are shown from now on."""
        wanted, workshop_id = self.mesa_id, self._workshop_id
        if wanted:
            self._jobs.read(
                lambda session: _read(session, workshop_id, wanted), partial(self._show, wanted), self._gone
            )

    def _show(self, wanted: str, found: tuple[MesaFacts, dict[str, Heads]]) -> None:
        if wanted != self.mesa_id or self._busy or self._waiting:
            return  # another one, or what is being written will be read after it
        facts, seen = found
        typing = self._view.typing() if self._facts and self._facts.id == facts.id else frozenset()
        for record_id, now in seen.items():
            known = self._heads.get(record_id)
            held = {} if known is None else {key: known.get(key, ()) for key in typing}
            self._heads[record_id] = {**now, **held}
        self._facts = facts
        self._view.show_mesa(facts)

    def _gone(self, error: AppError) -> None:
        if isinstance(error, NotFound):
            self.close()

    # fields

    def changed(self, key: str, value: str) -> None:
        """A field was left: save it."""
        facts = self._facts
        if facts is None:
            return
        record_id = facts.sitting_id if key in SITTING_FIELDS else facts.id
        if record_id:
            self._waiting.append(_Wait(record_id, key, value))
            self._next()

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        one = self._waiting.pop(0)
        seen = self._heads.get(one.record_id)

        def work(session: "Session") -> Heads:
            _write(session, one, seen)
            session.flush()
            return {}

        self._jobs.write(work, lambda _none: self._saved(one), partial(self._refused, one))

    def _saved(self, one: _Wait) -> None:
        """What was just written is what this form has seen of it."""

        def known(found: Heads) -> None:
            self._heads[one.record_id] = dict(found)
            self._busy = False
            if self._waiting:
                self._next()
            else:
                self.refresh()

        self._jobs.read(lambda session: heads.of(session, one.record_id), known, partial(self._refused, one))

    def _refused(self, one: _Wait, error: AppError) -> None:
        self._busy = False
        self._view.show_fault(_FIELD_OF.get(error.code, one.key), sentence(error))
        self._next()

    # whether it meets in this workshop

    def convene(self) -> None:
        """It meets in this workshop from now on."""
        facts, workshop_id = self._facts, self._workshop_id
        if facts is None or not workshop_id:
            return
        name = facts.table["name"]

        def work(session: "Session") -> str:
            mesas.add(session, workshop_id, MesaPlan(name=name))
            return _sitting(session, workshop_id, facts.id).sitting_id

        self._act(work, lambda made: (f"«{name}» se reúne en este taller.", lambda s: mesas.remove(s, made)))

    def dismiss(self) -> None:
        """It does not meet in this workshop after all."""
        facts = self._facts
        if facts is None or not facts.sitting_id:
            return
        sitting = facts.sitting_id
        words = f"«{facts.table['name']}» ya no se reúne en este taller."
        self._act(
            lambda session: mesas.remove(session, sitting),
            lambda _none: (words, lambda session: mesas.restore(session, sitting)),
        )

    # members

    def look_for(self, text: str) -> None:
        """Somebody is being written: offer who fits."""
        self._asked += 1
        asked = self._asked
        if len(fold(text)) < 2:
            self._view.show_names(())
            return
        self._jobs.read(
            lambda session: _suggest(session, text, self._workshop_id),
            lambda found: self._view.show_names(found) if asked == self._asked else None,
        )

    def add_member(self, chosen: Suggestion) -> None:
        """One more belongs to it; a new organisation joins the directory."""
        mesa_id = self.mesa_id

        def work(session: "Session") -> str:
            return mesa_members.add(
                session, mesa_id, organization=chosen.organization, person_id=chosen.person_id
            ).id

        self._act(work, lambda made: (f"{chosen.words} integra la mesa.", partial(_remove_member, made)))

    def drop_member(self, member_id: str) -> None:
        """That one belongs to it no more."""
        name = self._member(member_id)

        def back(session: "Session") -> None:
            mesa_members.restore(session, member_id)

        self._act(
            lambda session: mesa_members.remove(session, member_id),
            lambda _none: (f"{name} ya no integra la mesa.", back),
        )

    def role_chosen(self, member_id: str, role: str) -> None:
        """Somebody presides it, takes its notes, or belongs to it."""
        name, verb = self._member(member_id), dict(ROLES)[role].lower()

        def back(before: dict[str, str], session: "Session") -> None:
            mesa_members.set_roles(session, before)

        self._act(
            lambda session: mesa_members.set_role(session, member_id, role),
            lambda before: (f"{name}: {verb}.", partial(back, before)),
        )

    def _member(self, member_id: str) -> str:
        members = self._facts.members if self._facts else ()
        return next((one.name for one in members if one.id == member_id), "")

    def _act(
        self,
        work: "Callable[[Session], Any]",
        told: "Callable[[Any], tuple[str, Callable[[Session], object]]]",
    ) -> None:
        """Write, show it again, and say it with its way back."""

        def done(result: Any) -> None:
            words, back = told(result)
            self.refresh()
            self._view.toast(words, lambda: self._back(back))

        self._jobs.write(work, done, lambda error: self._view.show_fault("member", sentence(error)))

    def _back(self, back: "Callable[[Session], object]") -> None:
        self._jobs.write(
            lambda session: back(session) and None,
            lambda _none: self.refresh(),
            lambda error: self._view.show_fault("member", sentence(error)),
        )


def _remove_member(member_id: str, session: "Session") -> None:
    mesa_members.remove(session, member_id)


def _write(session: "Session", one: _Wait, seen: Heads | None) -> None:
    value: Any = one.value
    if one.key in NUMBERS:
        value = int(one.value) if one.value else None
    shown = None if seen is None else {one.key: seen.get(one.key, ())}
    if one.key in SITTING_FIELDS:
        mesas.change_sitting(session, one.record_id, {one.key: value}, shown)
    else:
        mesas.change(session, one.record_id, {one.key: value}, shown)


def _sitting(session: "Session", workshop_id: str, mesa_id: str) -> MesaRow:
    return next(one for one in mesas.listing(session, workshop_id) if one.id == mesa_id)


def _read(session: "Session", workshop_id: str, mesa_id: str) -> tuple[MesaFacts, dict[str, Heads]]:
    mesa = get(session, Mesa, mesa_id)
    alone = bool(meetings.mesa_of(session, workshop_id))
    rows = mesas.listing(session, workshop_id) if workshop_id and not alone else ()
    here = next((one for one in rows if one.id == mesa_id), None)
    sitting = here.sitting_id if here else ""
    facts = MesaFacts(
        id=mesa_id,
        sitting_id=sitting,
        title=f"Mesa {mesa.number}",
        here=bool(workshop_id) and not alone,
        table=_texts(mesa, mesas.TABLE_FIELDS),
        sitting=_texts(here, SITTING_FIELDS),
        chains=_chains(session, mesa.chain_id),
        members=mesa_members.members(session, mesa_id),
        history=tuple(_meeting(one) for one in mesa_members.history(session, mesa_id)),
    )
    return facts, {one: heads.of(session, one) for one in (mesa_id, sitting) if one}


def _texts(record: object | None, fields: tuple[str, ...]) -> Values:
    values = {name: getattr(record, name, None) for name in fields}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def _chains(session: "Session", current: str) -> tuple[tuple[str, str], ...]:
    """Return the chains of the alliance by name, the newest workshop's first."""
    held = [(one.starts_on, one.id, occasion(one.stage)) for one in workshops.listing(session)]
    held += [(one.starts_on, one.id, one.name) for one in meetings.listing(session)]
    found = [
        (chain.id, f"{chain.name} · {where}")
        for _day, workshop_id, where in sorted(held, reverse=True)
        for chain in chains.listing(session, workshop_id)
    ]
    if current and current not in dict(found):
        found.append((current, "Una cadena que ya no está"))
    return (("", "Ninguna"), *found)


def _meeting(one: Meeting) -> Row:
    seated = count(one.seated, "persona", "personas")
    agreed = count(one.agreements, "acuerdo", "acuerdos")
    return Row(
        key=one.workshop_id,
        title=occasion(one.stage, one.name if one.stage else "Reunión de la mesa"),
        caption=" · ".join(filter(None, (day(one.date), seated, agreed))),
    )


def _suggest(session: "Session", text: str, workshop_id: str) -> tuple[Suggestion, ...]:
    """Return people and organisations that have every word; people of this workshop first."""
    hits = search.people(session, text, workshop_id=workshop_id, limit=MOST // 2)
    found = [
        Suggestion(" · ".join(filter(None, (one.full_name, one.organization))), person_id=one.person_id)
        for one in hits
    ]
    words = fold(text).split()
    rows = session.execute(
        select(Organization.name, Organization.short_name)
        .where(Organization.deleted.is_(False))
        .order_by(Organization.name)
    )
    bodies = [name for name, short in rows if all(word in fold(f"{name} {short or ''}") for word in words)]
    return (*(Suggestion(name, organization=name) for name in bodies[: MOST - len(found)]), *found)
