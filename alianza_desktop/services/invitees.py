"""A list of invitees becomes people, organisations, invitations and seats: first a plan, then its writing.

`plan` only reads (a dry run stops there), `apply` writes the plan in the same session. Decisions:

  - A row that was already taken (an `InvitationRow` has its digest) brings nothing new: importing a list
    again never undoes what people corrected since. Only a missing seat is looked for again: the mesa may be
    new.
  - A new row about somebody who is here: an empty cell clears nothing and fills what was empty; of a value
    that differs (accents and capitals apart) the directory's is kept and it is said, unless a person chose
    the list's; a doubtful value replaces nothing. Of two rows of one list the later one counts.
  - Who has the name and the organisation of somebody of the directory, with a document missing on either
    side, is asked about: `same-asked` until a person answers, and meanwhile nobody is added twice.
  - A row that a person mended is taken although it came before: it says something that it did not.
  - Names and sound documents are identity: a list completes them, never changes them. A name that differs a
    little under the same document stays as it was, marked `name-differs`; one that is another name
    altogether is another person, kept without the document and marked `document-taken`.
  - A sector that is known is kept; one that nobody wrote may be plain from the name (`sector_words`).
  - Of the spellings of a new organisation, the first that is not all in capitals.
  - An invitee is «por revisar» for the codes of `DOUBTS`. A code goes when a later row changes what it is
    about into something sound, and does not come back for a value that a person has settled. A row about an
    invitee who is «por revisar» is a `review` row, also when the list comes again.
"""

import hmac
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from sqlalchemy.orm import Session

from alianza_desktop.core.format_es import fold
from alianza_desktop.model import Invitation, InvitationDoubt, InvitationRow, Organization, Person
from alianza_desktop.services import mesas, organizations
from alianza_desktop.services.invitee_drafts import (
    PERSON_FIELDS,
    BodyDraft,
    Directory,
    InviteeDraft,
    alike,
)
from alianza_desktop.services.invitee_matches import (
    COMPARED,
    Effect,
    Match,
    effect,
    is_answer,
    is_kept,
    is_question,
    matching,
)
from alianza_desktop.services.invitee_merging import (
    ASPECTS,
    changed,
    complete_document,
    complete_name,
    forget_settled,
    repeated,
    said,
    take_mend,
)
from alianza_desktop.services.invitee_rows import DOUBTS, OTHER, InviteeRow, Remark
from alianza_desktop.services.sector_words import plain_sector
from alianza_desktop.storage.identity import identity
from alianza_desktop.storage.journal import add_many, delete

OutcomeKind: TypeAlias = Literal["imported", "updated", "review", "rejected"]
__all__ = ["DOUBTS", "InviteeRow", "Outcome", "OutcomeKind", "Plan", "Remark", "Step", "apply", "plan"]

Step: TypeAlias = Callable[[int, int], None]
"""Called after each row with how many are done and how many there are; it may raise to give up."""


@dataclass(frozen=True, slots=True, repr=False)
class Outcome:
    """What becomes of a row."""

    row: InviteeRow
    kind: OutcomeKind
    remarks: tuple[Remark, ...]
    invitee: InviteeDraft | None = None
    known: Match | None = None
    """Whom of the directory it is about, or may be."""

    @property
    def person_id(self) -> str:
        """The person of the row; empty while nothing was written and for a rejected row."""
        return self.invitee.id if self.invitee else ""


@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """What a list would write; it belongs to the session that made it."""

    workshop_id: str
    outcomes: tuple[Outcome, ...]
    directory: Directory
    effects: Mapping[int, Effect]
    """What happens to each person that the list names, by the identity of the draft."""

    def effect(self, outcome: Outcome) -> Effect | None:
        """Return what happens to the person of a row; None when there is nobody."""
        return self.effects.get(id(outcome.invitee))

    @property
    def organizations(self) -> int:
        """How many organisations are new."""
        return sum(one.record is None for one in _needed(self.directory))


def plan(
    session: Session,
    workshop_id: str,
    rows: Sequence[InviteeRow],
    *,
    source: str,
    step: Step | None = None,
    here: Container[str] = (),
) -> Plan:
    """Work out what each row becomes, reading only; `source` is the name of the list.

    `here` are people who are in such a list already, besides the invitees of the workshop.
    """
    directory = Directory.load(session, workshop_id)
    for draft in directory.invitees:
        draft.invited = draft.invited or (draft.record is not None and draft.record.id in here)
    planner = _Planner(directory, rows, source)
    key = identity(session).alliance_key
    outcomes = []
    for count, row in enumerate(rows, 1):
        outcomes.append(planner.take(replace(row, digest=_keyed(key, row.digest))))
        if step is not None:
            step(count, len(rows))
    effects = {id(one.invitee): effect(one.invitee) for one in outcomes if one.invitee is not None}
    return Plan(workshop_id, tuple(outcomes), planner.directory, effects)


def _needed(directory: Directory) -> list[BodyDraft]:
    """Return the organisations of the store and those that somebody comes from."""
    used = {id(one.body) for one in directory.invitees}
    return [one for one in directory.bodies if one.record is not None or id(one) in used]


def _keyed(key: bytes, digest: str) -> str:
    """Return a row's digest under the alliance's key: alike on each laptop, telling nothing outside it."""
    return hmac.new(key, f"alianza/row/1{digest}".encode(), "sha256").hexdigest() if digest else ""


def apply(session: Session, plan: Plan) -> None:
    """Write a plan in the session that made it: only what differs, so a list taken twice writes nothing."""
    write_people(session, plan)
    _write_invitations(session, plan.workshop_id, [one for one in plan.directory.invitees if one.invited])
    session.flush()
    for draft in plan.directory.invitees:
        if draft.mesa_id != draft.seated_at and draft.id:
            mesas.seat(session, plan.workshop_id, draft.id, draft.mesa_id)
            draft.seated_at = draft.mesa_id


def write_people(session: Session, plan: Plan) -> None:
    """Write the organisations and the people of a plan, and nothing of a workshop."""
    bodies, people = _needed(plan.directory), plan.directory.invitees
    for body in bodies:
        if body.record is not None:
            _write(body.record, body.values)
    new_bodies = [one for one in bodies if not one.id]
    ids = add_many(session, Organization, [one.values for one in new_bodies])
    for body, given in zip(new_bodies, ids, strict=True):
        body.id = given
    for draft in people:
        if draft.record is not None:
            _write(draft.record, _person_values(draft))
    new = [one for one in people if not one.id]
    ids = add_many(session, Person, [_person_values(one) for one in new])
    for draft, given in zip(new, ids, strict=True):
        draft.id = given


def _write(record: Organization | Person, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)


def _person_values(draft: InviteeDraft) -> Mapping[str, str]:
    return draft.values | {"organization_id": draft.body.id} if draft.body else draft.values


def _write_invitations(session: Session, workshop_id: str, invited: Sequence[InviteeDraft]) -> None:
    """Write who is invited, in what quality, because of which rows and with what doubts."""
    new = [one for one in invited if one.invitation is None]
    said = [{"workshop_id": workshop_id, "person_id": one.id, "quality": one.quality} for one in new]
    ids = dict(zip(map(id, new), add_many(session, Invitation, said), strict=True))
    rows, doubts = [], []
    for draft in invited:
        if draft.invitation is not None and draft.invitation.quality != draft.quality:
            draft.invitation.quality = draft.quality
        own = draft.invitation.id if draft.invitation else ids[id(draft)]
        rows += [{"invitation_id": own, **row} for row in draft.new_rows]
        known = {one.code for one in draft.doubts}
        doubts += [{"invitation_id": own, "code": code} for code in draft.review if code not in known]
        for doubt in draft.doubts:
            if doubt.code not in draft.review:
                delete(session, doubt)
    add_many(session, InvitationRow, rows)
    add_many(session, InvitationDoubt, doubts)


class _Planner:
    """Takes rows one by one into a directory of drafts."""

    def __init__(self, directory: Directory, rows: Sequence[InviteeRow], source: str) -> None:
        self.directory = directory
        self._source = source
        self._sectors: dict[str, str] = {}
        self._spellings: dict[str, str] = {}
        for row in rows:
            key = fold(row.organization)
            if row.sector:
                self._sectors.setdefault(key, row.sector)
            if row.organization and not row.organization.isupper():
                self._spellings.setdefault(key, row.organization)

    def take(self, row: InviteeRow) -> Outcome:
        """Decide a row."""
        before = self.directory.by_row(row.digest) if row.digest else None
        if before is not None and not row.mend.says:
            return self._again(row, before)
        holder = None
        if row.document_sound:
            holder = self.directory.by_document(*row.document)
        if holder is None and not row.words:
            return Outcome(row, "rejected", (Remark("name-missing"),))
        remarks = [one for one in row.remarks if one.code not in row.mend.settled]
        body = self._body(row, remarks)
        if before is not None and row.mend.answer != OTHER:
            draft: InviteeDraft | None = before
            remarks += [Remark("document-taken")] if holder not in (None, before) else []
            take_mend(before, row, holder)
        else:
            draft = self._match(row, holder, body, remarks)
        about = draft if draft is not None else holder  # its document is somebody else's
        known = matching(about, row, body, remarks) if about is not None else None
        if draft is None:
            draft = self._new(row, body, remarks)
        else:
            self._update(draft, row, body, remarks)
        imported = not draft.invited
        self._invite(draft, row, remarks)
        self.directory.index(draft)
        return Outcome(row, _kind(draft, imported=imported), tuple(remarks), draft, known)

    def _again(self, row: InviteeRow, draft: InviteeDraft) -> Outcome:
        """Tell that a row brings nothing new, and what is still in doubt about whom it named."""
        remarks = [Remark("unchanged") if draft.place is None else repeated(draft.place)]
        if not draft.mesa_id:
            self._seat(draft, row, remarks)
        remarks += [Remark(code) for code in draft.review]
        return Outcome(row, _kind(draft, imported=False), tuple(remarks), draft)

    def _body(self, row: InviteeRow, remarks: list[Remark]) -> BodyDraft | None:
        if not row.organization:
            return None
        key = fold(row.organization)
        body = self.directory.body(row.organization)
        if body is None:
            name = self._spellings.get(key, row.organization)
            short = organizations.shortened(name)
            body = BodyDraft({"name": name, "short_name": short, "sector": "", "ruc": ""})
            self.directory.add_body(body)
        values = body.values
        values["sector"] = values["sector"] or self._sectors.get(key, "") or plain_sector(values["name"])
        values["ruc"] = values["ruc"] or row.ruc
        if row.sector and row.sector != values["sector"]:
            remarks.append(Remark("sector-kept"))
        return body

    def _match(
        self, row: InviteeRow, holder: InviteeDraft | None, body: BodyDraft | None, remarks: list[Remark]
    ) -> InviteeDraft | None:
        """Find whom the row is about: the holder of its document, or by name and organisation."""
        if holder is not None:
            if not row.words or alike(row.words, holder.words) or is_answer(row, holder):
                return holder
            remarks.append(Remark("document-taken"))
        if row.mend.answer == OTHER:
            return None
        for namesake in self.directory.namesakes(row.words, body):
            if not (row.document_sound and namesake.identified) or holder is not None:
                if is_question(row, namesake):
                    remarks.append(Remark("same-asked"))
                return namesake
            remarks.append(Remark("homonym"))
            break
        return None

    def _new(self, row: InviteeRow, body: BodyDraft | None, remarks: list[Remark]) -> InviteeDraft:
        values = {name: row.said(name) for name in PERSON_FIELDS}
        values["document_type"] = row.document[0]
        if said(remarks, "document-taken"):
            values |= {"document_type": "none", "document_number": ""}
        draft = InviteeDraft(values, body=body)
        self.directory.invitees.append(draft)  # found once it is whole, at the end of `take`
        return draft

    def _update(
        self, draft: InviteeDraft, row: InviteeRow, body: BodyDraft | None, remarks: list[Remark]
    ) -> None:
        """Take into somebody who is here what the row says that is new."""
        before = dict(draft.values)
        forget_settled(draft, row, remarks)
        if draft.place is not None:
            remarks.append(repeated(draft.place))
        complete_document(draft, row, remarks)
        complete_name(draft, row, remarks)
        doubtful = {DOUBTS[remark.code] for remark in remarks if remark.doubtful}
        for name in COMPARED:
            value, old = row.said(name), draft.values[name]
            if not value or fold(value) == fold(old) or (old and name in doubtful):
                continue
            if is_kept(draft, name, row):
                remarks.append(Remark("kept", (("field", name),)))
                continue
            draft.values[name] = value
            if old:
                remarks.append(changed(name))
        if body is not None and body is not draft.body:
            if is_kept(draft, "organization", row):
                remarks.append(Remark("kept", (("field", "organization"),)))
            else:
                remarks += [changed("organization")] if draft.body is not None else []
                draft.body = body
        altered = {ASPECTS.get(name, name) for name in before if draft.values[name] != before[name]}
        settled = (altered | {name for name in ("sector", "quality") if getattr(row, name)}) - doubtful
        draft.review = tuple(code for code in draft.review if DOUBTS.get(code, code) not in settled)

    def _invite(self, draft: InviteeDraft, row: InviteeRow, remarks: list[Remark]) -> None:
        self._seat(draft, row, remarks)
        settled = row.mend.settled | ({"same-asked", "homonym"} if row.mend.answer else set())
        remarks[:] = [one for one in remarks if one.code not in settled]
        draft.review = tuple(code for code in draft.review if code not in settled)
        if row.digest not in draft.rows if row.digest else not draft.invited:
            draft.new_rows.append(
                {"file": self._source, "sheet": row.sheet, "row": row.row, "digest": row.digest}
            )
        draft.invited = True
        draft.place = draft.place or (row.sheet, row.row)
        draft.quality = row.quality or draft.quality
        draft.rows = tuple(dict.fromkeys((*draft.rows, row.digest))) if row.digest else draft.rows
        doubts = [remark.code for remark in remarks if remark.doubtful]
        remarks += [Remark(code) for code in draft.review if code not in doubts]
        draft.review = tuple(sorted({*draft.review, *doubts}))

    def _seat(self, draft: InviteeDraft, row: InviteeRow, remarks: list[Remark]) -> None:
        if not row.mesa:
            return
        mesa_id = self.directory.mesas.get(fold(row.mesa), "")
        if not mesa_id:
            remarks.append(Remark("mesa-unknown"))
            return
        if draft.mesa_id not in ("", mesa_id):
            remarks.append(changed("mesa"))
        draft.mesa_id = mesa_id


def _kind(draft: InviteeDraft, *, imported: bool) -> OutcomeKind:
    if draft.review:
        return "review"
    return "imported" if imported else "updated"
