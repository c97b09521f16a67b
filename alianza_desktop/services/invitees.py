"""A list of invitees becomes people, organisations, invitations and seats: first a plan, then its writing.

`plan` only reads (a dry run stops there), `apply` writes the plan in the same session. Decisions:

  - A row that was already taken (an `InvitationRow` has its digest) brings nothing new: importing a list
    again never undoes what people corrected since. Only a missing seat is looked for again: the mesa may be
    new.
  - A new row about somebody who is here: an empty cell clears nothing; a value that differs (accents and
    capitals apart) replaces the old one and it is said; a doubtful value replaces nothing.
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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from sqlalchemy.orm import Session

from alianza_desktop.core.format_es import fold
from alianza_desktop.model import Invitation, InvitationDoubt, InvitationRow, Organization, Person
from alianza_desktop.services import mesas, organizations
from alianza_desktop.services.invitee_drafts import (
    NAME_FIELDS,
    PERSON_FIELDS,
    BodyDraft,
    Directory,
    InviteeDraft,
    alike,
)
from alianza_desktop.services.invitee_rows import DOUBTS, InviteeRow, Remark
from alianza_desktop.services.sector_words import plain_sector
from alianza_desktop.storage.identity import identity
from alianza_desktop.storage.journal import delete

OutcomeKind: TypeAlias = Literal["imported", "updated", "review", "rejected"]
__all__ = ["DOUBTS", "InviteeRow", "Outcome", "OutcomeKind", "Plan", "Remark", "Step", "apply", "plan"]

Step: TypeAlias = Callable[[int, int], None]
"""Called after each row with how many are done and how many there are; it may raise to give up."""

_CONTACT: Final = tuple(
    name for name in PERSON_FIELDS if name not in {*NAME_FIELDS, "document_type", "document_number"}
)


@dataclass(frozen=True, slots=True, repr=False)
class Outcome:
    """What becomes of a row."""

    row: InviteeRow
    kind: OutcomeKind
    remarks: tuple[Remark, ...]
    invitee: InviteeDraft | None = None

    @property
    def person_id(self) -> str:
        """The person of the row; empty while nothing was written and for a rejected row."""
        return self.invitee.record.id if self.invitee and self.invitee.record else ""


@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """What a list would write; it belongs to the session that made it."""

    workshop_id: str
    outcomes: tuple[Outcome, ...]
    directory: Directory


def plan(
    session: Session, workshop_id: str, rows: Sequence[InviteeRow], *, source: str, step: Step | None = None
) -> Plan:
    """Work out what each row becomes, reading only; `source` is the name of the list."""
    planner = _Planner(Directory.load(session, workshop_id), rows, source)
    key = identity(session).alliance_key
    outcomes = []
    for count, row in enumerate(rows, 1):
        outcomes.append(planner.take(replace(row, digest=_keyed(key, row.digest))))
        if step is not None:
            step(count, len(rows))
    return Plan(workshop_id, tuple(outcomes), planner.directory)


def _keyed(key: bytes, digest: str) -> str:
    """Return a row's digest under the alliance's key: alike on each laptop, telling nothing outside it."""
    return hmac.new(key, f"alianza/row/1{digest}".encode(), "sha256").hexdigest() if digest else ""


def apply(session: Session, plan: Plan) -> None:
    """Write a plan in the session that made it: only what differs, so a list taken twice writes nothing."""
    for body in plan.directory.bodies:
        if body.record is None:
            body.record = Organization()
            session.add(body.record)
        _write(body.record, body.values)
    for draft in plan.directory.invitees:
        _write_person(session, draft)
        if draft.invited:
            _write_invitation(session, plan.workshop_id, draft)
    session.flush()
    for draft in plan.directory.invitees:
        if draft.mesa_id != draft.seated_at and draft.record is not None:
            mesas.seat(session, plan.workshop_id, draft.record.id, draft.mesa_id)
            draft.seated_at = draft.mesa_id


def _write(record: Organization | Person | Invitation, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)


def _write_person(session: Session, draft: InviteeDraft) -> None:
    if draft.record is None:
        draft.record = Person()
        session.add(draft.record)
    body = {"organization_id": draft.body.record.id} if draft.body and draft.body.record else {}
    _write(draft.record, draft.values | body)


def _write_invitation(session: Session, workshop_id: str, draft: InviteeDraft) -> None:
    assert draft.record is not None
    if draft.invitation is None:
        draft.invitation = Invitation(workshop_id=workshop_id, person_id=draft.record.id)
        session.add(draft.invitation)
    _write(draft.invitation, {"quality": draft.quality})
    for row in draft.new_rows:
        row.invitation_id = draft.invitation.id
        session.add(row)
    draft.new_rows = []
    settled = [one for one in draft.doubts if one.code not in draft.review]
    for doubt in settled:
        delete(session, doubt)
    known = {one.code for one in draft.doubts}
    fresh = [
        InvitationDoubt(invitation_id=draft.invitation.id, code=code)
        for code in draft.review
        if code not in known
    ]
    session.add_all(fresh)
    draft.doubts = [one for one in draft.doubts if one.code in draft.review] + fresh


_ASPECTS: Final = dict.fromkeys(NAME_FIELDS, "name") | dict.fromkeys(
    ("document_type", "document_number"), "document"
)
"""What the doubts call a field of a person, where it has another name."""


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
        if before is not None:
            return self._again(row, before)
        holder = None
        if row.document_sound:
            holder = self.directory.by_document(*row.document)
        if holder is None and not row.words:
            return Outcome(row, "rejected", (Remark("name-missing"),))
        remarks = list(row.remarks)
        body = self._body(row, remarks)
        draft = self._match(row, holder, body, remarks)
        if draft is None:
            draft = self._new(row, body, remarks)
        else:
            self._update(draft, row, body, remarks)
        imported = not draft.invited
        self._invite(draft, row, remarks)
        self.directory.index(draft)
        return Outcome(row, _kind(draft, imported=imported), tuple(remarks), draft)

    def _again(self, row: InviteeRow, draft: InviteeDraft) -> Outcome:
        """Tell that a row brings nothing new, and what is still in doubt about whom it named."""
        remarks = [Remark("unchanged") if draft.place is None else _repeated(draft.place)]
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
            if not row.words or alike(row.words, holder.words):
                return holder
            remarks.append(Remark("document-taken"))
        for namesake in self.directory.namesakes(row.words, body):
            if not (row.document_sound and namesake.identified) or holder is not None:
                return namesake
            remarks.append(Remark("homonym"))
            break
        return None

    def _new(self, row: InviteeRow, body: BodyDraft | None, remarks: list[Remark]) -> InviteeDraft:
        values = {name: row.said(name) for name in PERSON_FIELDS}
        values["document_type"] = row.document[0]
        if _said(remarks, "document-taken"):
            values |= {"document_type": "none", "document_number": ""}
        draft = InviteeDraft(values, body=body)
        self.directory.add(draft)
        return draft

    def _update(
        self, draft: InviteeDraft, row: InviteeRow, body: BodyDraft | None, remarks: list[Remark]
    ) -> None:
        """Take into somebody who is here what the row says that is new."""
        before = dict(draft.values)
        _forget_settled(draft, row, remarks)
        if draft.place is not None:
            remarks.append(_repeated(draft.place))
        _complete_document(draft, row, remarks)
        _complete_name(draft, row, remarks)
        doubtful = {DOUBTS[remark.code] for remark in remarks if remark.doubtful}
        for name in _CONTACT:
            value, old = row.said(name), draft.values[name]
            if not value or fold(value) == fold(old) or (old and name in doubtful):
                continue
            draft.values[name] = value
            if old:
                remarks.append(_changed(name))
        if body is not None and body is not draft.body:
            if draft.body is not None:
                remarks.append(_changed("organization"))
            draft.body = body
        changed = {_ASPECTS.get(name, name) for name in before if draft.values[name] != before[name]}
        settled = (changed | {name for name in ("sector", "quality") if getattr(row, name)}) - doubtful
        draft.review = tuple(code for code in draft.review if DOUBTS.get(code, code) not in settled)

    def _invite(self, draft: InviteeDraft, row: InviteeRow, remarks: list[Remark]) -> None:
        self._seat(draft, row, remarks)
        if row.digest not in draft.rows if row.digest else not draft.invited:
            taken = InvitationRow(file=self._source, sheet=row.sheet, row=row.row, digest=row.digest)
            draft.new_rows.append(taken)
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
            remarks.append(_changed("mesa"))
        draft.mesa_id = mesa_id


def _kind(draft: InviteeDraft, *, imported: bool) -> OutcomeKind:
    if draft.review:
        return "review"
    return "imported" if imported else "updated"


def _repeated(place: tuple[str, int]) -> Remark:
    return Remark("repeated", (("sheet", place[0]), ("row", str(place[1]))))


def _said(remarks: Sequence[Remark], code: str) -> bool:
    return any(remark.code == code for remark in remarks)


def _changed(name: str) -> Remark:
    return Remark("changed", (("field", name),))


def _forget_settled(draft: InviteeDraft, row: InviteeRow, remarks: list[Remark]) -> None:
    """Drop doubts about what is here already and in doubt no more, or about a document not needed."""
    said = {name: fold(value) for name in _CONTACT if (value := row.said(name))}
    same = {name for name, value in said.items() if value == fold(draft.values[name])}
    if row.document == draft.document or (draft.identified and not row.document_sound):
        same.add("document")
    if row.words == draft.words:
        same.add("name")
    remarks[:] = [one for one in remarks if DOUBTS.get(one.code) not in same or one.code in draft.review]


def _complete_document(draft: InviteeDraft, row: InviteeRow, remarks: list[Remark]) -> None:
    if draft.identified or _said(remarks, "document-taken") or row.document == draft.document:
        return
    kind, number = row.document
    if row.document_sound or (kind != "none" and not draft.values["document_number"]):
        draft.values |= {"document_type": kind, "document_number": number}
        remarks.append(Remark("document-completed"))


def _complete_name(draft: InviteeDraft, row: InviteeRow, remarks: list[Remark]) -> None:
    """Take a fuller name, or the same words divided for sure where they were divided by a guess."""
    doubted = any(DOUBTS.get(code) == "name" for code in draft.review)
    sure = not any(DOUBTS.get(remark.code) == "name" for remark in remarks)
    if set(draft.words) < set(row.words):
        draft.values |= {name: row.said(name) for name in NAME_FIELDS}
        remarks.append(Remark("name-completed"))
    elif row.words == draft.words and doubted and sure:
        draft.values |= {name: row.said(name) for name in NAME_FIELDS}
    elif not set(row.words) <= set(draft.words):
        remarks.append(Remark("name-differs"))
