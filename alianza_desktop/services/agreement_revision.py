"""Agreements that went out to a table, were edited there, and come back: what each row would change.

A row carries the key of its agreement and the digest of what it said when it went out. Decided here: only
cells that differ from the agreement are changes, so a table from which columns were taken changes nothing of
them; a row without a key is a new agreement; an agreement without a row stays as it is. A row whose agreement
changed here after it went out is in doubt, and is taken only when somebody says so. What an acta froze is not
touched. An organisation that nobody knows is added; a person is named only when the directory knows one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.canonical import canonical, sha256
from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import fold
from alianza_desktop.model import Organization, Person, Workshop, rules
from alianza_desktop.services import agreement_goals, agreements, frozen_agreements, mesas, organizations
from alianza_desktop.services.agreements import AgreementData, AgreementRow
from alianza_desktop.services.invitee_drafts import Words, name_words
from alianza_desktop.services.query import get, living

EDITED: Final = (
    "kind", "text", "organization", "person", "due", "deliverable", "verification", "amount", "funding",
    "goals", "policy",
)  # fmt: skip
"""What a table may change, in the order of its columns."""
PERMANENT: Final = "permanente"
PLENARY: Final = "Plenaria"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class EditedRow:
    """A row of the table that came back, read and not judged."""

    sheet: str = ""
    row: int = 0
    """As the spreadsheet numbers it."""
    key: str = ""
    """The agreement's id; empty for a row that somebody added."""
    said: str = ""
    """The digest of what it said when it went out."""
    mesa: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    """What the cells say, by field of `EDITED`; a column that the table lacks is not here."""
    problem: str = ""
    """Code of the sentence that says what could not be read."""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """A field that a row changes, as people read it."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, repr=False)
class Revised:
    """What becomes of a row."""

    row: EditedRow
    effect: str
    """`same`, `changed`, `new`, `doubtful` or `rejected`."""
    code: str = ""
    mesa_id: str = ""
    changes: tuple[Change, ...] = ()
    reason: str = ""
    """Code of the sentence that says why it is in doubt or rejected."""
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def taken(self) -> bool:
        """Whether it is written unless somebody says otherwise."""
        return self.effect in ("changed", "new")


def shown(row: AgreementRow) -> dict[str, str]:
    """Return an agreement as the cells of the table say it."""
    return {
        "kind": catalogs.labels("kind").get(row.kind, row.kind),
        "text": row.text,
        "organization": row.organization,
        "person": row.person,
        "due": PERMANENT if row.permanent else row.due_on,
        "deliverable": row.deliverable,
        "verification": row.verification,
        "amount": "" if row.amount is None else str(row.amount),
        "funding": row.funding,
        "goals": ", ".join(row.goals),
        "policy": row.policy,
    }


def digest(row: AgreementRow) -> str:
    """Return what tells whether an agreement still says what it said: 16 hexadecimal digits."""
    return sha256(canonical(dict(shown(row))))[:16]


@dataclass(frozen=True, slots=True, repr=False)
class _Here:
    """What the rows are held against."""

    agreements: Mapping[str, AgreementRow]
    frozen: Mapping[str, str]
    bodies: Mapping[str, str]
    people: Mapping[Words, list[Person]]
    mesas: Mapping[str, str]

    @classmethod
    def load(cls, session: Session, workshop_id: str) -> "_Here":
        get(session, Workshop, workshop_id)
        bodies: dict[str, str] = {}
        for body in session.scalars(living(Organization).order_by(Organization.id)):
            for name in filter(None, (body.name, body.short_name)):
                bodies.setdefault(fold(name), body.id)
        people: dict[Words, list[Person]] = {}
        for one in session.scalars(living(Person).order_by(Person.id)):
            words = name_words(one.given_names, one.paternal_surname, one.maternal_surname)
            people.setdefault(words, []).append(one)
        tables = {fold(PLENARY): "", "": ""}
        for mesa in mesas.listing(session, workshop_id):
            tables |= {fold(mesa.name): mesa.id, str(mesa.number): mesa.id}
        return cls(
            {one.id: one for one in agreements.listing(session, workshop_id)},
            {key: one.number for key, one in frozen_agreements.frozen(session, workshop_id).items()},
            bodies,
            people,
            tables,
        )

    def person(self, name: str, organization_id: str) -> str | None:
        """Return the id of who has that name, of the organisation first; None when nobody or several do."""
        known = self.people.get(name_words(name), [])
        own = [one for one in known if one.organization_id == organization_id] or known
        return own[0].id if len(own) == 1 else None


def plan(session: Session, workshop_id: str, rows: Sequence[EditedRow]) -> tuple[Revised, ...]:
    """Work out what each row becomes, reading only."""
    here, seen = _Here.load(session, workshop_id), set[str]()
    decided = []
    for row in rows:
        decided.append(_decided(here, row, repeated=row.key in seen))
        seen |= {row.key} - {""}
    return tuple(decided)


def _decided(here: _Here, row: EditedRow, *, repeated: bool) -> Revised:
    known = here.agreements.get(row.key)
    refused = Revised(row, "rejected", known.code if known else "", known.mesa_id if known else "")
    if row.problem:
        return replace(refused, reason=row.problem, facts=row.facts)
    if not row.key:
        return _added(here, row)
    if known is None or repeated:
        return replace(refused, reason="revised-twice" if known else "revised-gone")
    before = shown(known)
    changes = tuple(
        Change(name, before[name], row.values[name])
        for name in EDITED
        if name in row.values and row.values[name] != before[name]
    )
    return _judged(here, known, replace(refused, changes=changes))


def _judged(here: _Here, known: AgreementRow, one: Revised) -> Revised:
    """Return what becomes of a row that is of this agreement."""
    if not one.changes:
        return replace(one, effect="same")
    if known.id in here.frozen:
        return replace(one, reason="revised-frozen", facts={"number": here.frozen[known.id]})
    problem, facts = _problem(here, one.row.values, known)
    if problem:
        return replace(one, reason=problem, facts=facts)
    if one.row.said and one.row.said != digest(known):
        return replace(one, effect="doubtful", reason="revised-meanwhile")
    return replace(one, effect="changed")


def _added(here: _Here, row: EditedRow) -> Revised:
    mesa_id = here.mesas.get(fold(row.mesa))
    if mesa_id is None:
        return Revised(row, "rejected", reason="revised-mesa", facts={"mesa": row.mesa})
    changes = tuple(Change(name, "", row.values[name]) for name in EDITED if row.values.get(name))
    problem, facts = _problem(here, row.values, None)
    effect = "rejected" if problem else "new"
    return Revised(row, effect, "", mesa_id, changes, problem, facts)


def _problem(
    here: _Here, values: Mapping[str, str], known: AgreementRow | None
) -> tuple[str, Mapping[str, object]]:
    """Return why the words of a row cannot be kept: the code of a sentence and its facts, or nothing."""
    organization = values.get("organization", known.organization if known else "")
    person = values.get("person", "")
    try:
        data = _data(values, AgreementData(text=known.text if known else ""))
        agreements.check(data)
        for goal in data.goals:
            rules.goal(goal)
    except AppError as error:
        return error.code, error.facts
    body = here.bodies.get(fold(organization), "")
    if person and (known is None or person != known.person) and here.person(person, body) is None:
        return "revised-person", {"name": person}
    return "", {}


def _data(values: Mapping[str, str], base: AgreementData) -> AgreementData:
    """Return the plain fields of a row over what was there; names become ids later."""
    kinds = {fold(word): code for code, word in catalogs.labels("kind").items()}
    said: dict[str, Any] = {
        name: values[name]
        for name in ("text", "deliverable", "verification", "funding", "policy")
        if name in values
    }
    if "kind" in values:
        said["kind"] = kinds.get(fold(values["kind"]), values["kind"])
    if "due" in values:
        permanent = fold(values["due"]) == PERMANENT
        said |= {"permanent": permanent, "due_on": "" if permanent else values["due"]}
    if "amount" in values:
        said["amount"] = int(values["amount"]) if values["amount"] else None
    if "goals" in values:
        said["goals"] = tuple(one.strip() for one in values["goals"].split(",") if one.strip())
    return replace(base, **said)


def apply(
    session: Session,
    workshop_id: str,
    planned: Sequence[Revised],
    *,
    step: Callable[[int, int], None] | None = None,
) -> int:
    """Write the rows of a plan and return how many; the caller chose them (`Revised.taken` and doubts)."""
    here, written = _Here.load(session, workshop_id), 0
    for count, one in enumerate(planned, 1):
        if one.effect in ("changed", "new", "doubtful"):
            _write(session, workshop_id, here, one)
            written += 1
        if step is not None:
            step(count, len(planned))
    return written


def _write(session: Session, workshop_id: str, here: _Here, one: Revised) -> None:
    said = {change.field: change.after for change in one.changes}
    values = _data(said, AgreementData(text=said.get("text", "")))
    ids: dict[str, Any] = {}
    body = here.agreements[one.row.key].organization_id if one.row.key else ""
    if "organization" in said:
        name = said["organization"]
        body = ids["organization_id"] = organizations.find_or_add(session, name).id if name else ""
    if "person" in said:
        ids["person_id"] = (here.person(said["person"], body) or "") if said["person"] else ""
    if not one.row.key:
        agreements.add(session, workshop_id, replace(values, mesa_id=one.mesa_id, **ids))
        return
    plain = {name: getattr(values, name) for name in _columns(said)}
    agreements.change(session, one.row.key, {**plain, **ids})
    if "goals" in said:
        agreement_goals.choose(session, one.row.key, values.goals)


def _columns(said: Mapping[str, str]) -> list[str]:
    """Return the fields of the record that a row writes beside the names."""
    apart: dict[str, list[str]] = {
        "due": ["due_on", "permanent"],
        "organization": [],
        "person": [],
        "goals": [],
    }
    return [column for name in said for column in apart.get(name, [name])]
