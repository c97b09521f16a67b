"""Whom of the directory a row is about: both shown side by side, with what would fill in and what differs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import fold
from alianza_desktop.services.invitations import codes
from alianza_desktop.services.invitee_drafts import NAME_FIELDS, PERSON_FIELDS, BodyDraft, InviteeDraft
from alianza_desktop.services.invitee_rows import DOUBTS, InviteeRow, Remark

Effect: TypeAlias = Literal["new", "invited", "updated", "unchanged"]
"""Of a person: added to the directory, known and invited now, invited before and completed, as before."""
COMPARED: Final = tuple(
    name for name in PERSON_FIELDS if name not in {*NAME_FIELDS, "document_type", "document_number"}
)
"""What a list may fill in; names and documents are identity."""


@dataclass(frozen=True, slots=True, repr=False)
class Difference:
    """A field in which the directory says one thing and the list another."""

    field: str
    ours: str
    theirs: str
    chosen: bool
    """The list's is taken."""


@dataclass(frozen=True, slots=True, repr=False)
class Match:
    """Somebody of the directory beside a row of the list."""

    person_id: str
    name: str
    """Surnames, names."""
    document: str
    organization: str
    fills: tuple[str, ...]
    """Fields that are empty in the directory and that the list says."""
    differs: tuple[Difference, ...]
    asked: bool
    """It may be the same: a person has to say."""


def matching(
    draft: InviteeDraft, row: InviteeRow, body: BodyDraft | None, remarks: Sequence[Remark]
) -> Match | None:
    """Compare a row with somebody who is here, before it changes anything; None for whom the list brought."""
    if draft.record is None:
        return None
    said = {name: (draft.values[name], row.said(name)) for name in COMPARED}
    said["organization"] = (_name(draft.body), _name(body))
    if not draft.values["document_number"] and row.document_sound:
        said["document_number"] = ("", row.document[1])
    differs = tuple(
        Difference(name, ours, theirs, chosen=not is_kept(draft, name, row))
        for name, (ours, theirs) in said.items()
        if ours and theirs and fold(ours) != fold(theirs)
    )
    return Match(
        person_id=draft.record.id,
        name=draft.record.listed_name,
        document=catalogs.document(draft.record.document_type, draft.record.document_number),
        organization=_name(draft.body),
        fills=tuple(name for name, (ours, theirs) in said.items() if theirs and not ours),
        differs=differs,
        asked=any(one.code in ("same-asked", "document-taken") for one in remarks),
    )


def effect(draft: InviteeDraft) -> Effect:
    """Return what writing a draft does to a person; asked before it is written."""
    if draft.record is None:
        return "new"
    if draft.invitation is None:
        return "invited"
    body = draft.body.record if draft.body else None
    changed = (
        any(getattr(draft.record, name) != value for name, value in draft.values.items())
        or (draft.body is not None and (body is None or body.id != draft.record.organization_id))
        or draft.quality != draft.invitation.quality
        or draft.mesa_id != draft.seated_at
        or set(draft.review) != set(codes(draft.doubts))
    )
    return "updated" if changed else "unchanged"


def is_answer(row: InviteeRow, draft: InviteeDraft) -> bool:
    """Tell whether a person said that the row is about this one."""
    return draft.record is not None and row.mend.answer == draft.record.id


def is_kept(draft: InviteeDraft, name: str, row: InviteeRow) -> bool:
    """Tell whether the directory's word stands against the list's: it is there and in no doubt."""
    if draft.record is None or name in row.mend.chosen or name in row.mend.values:
        return False
    if any(DOUBTS.get(code) == name for code in draft.review):
        return False
    return bool(draft.record.organization_id if name == "organization" else getattr(draft.record, name))


def is_question(row: InviteeRow, namesake: InviteeDraft) -> bool:
    """Tell whether a person has to say that the row is about this one.

    Not about whom the list brought itself, nor about an invitee of the workshop of whose document the row
    says nothing else: their list came again.
    """
    if namesake.record is None or is_answer(row, namesake):
        return False
    return not namesake.invited or row.document != namesake.document


def _name(body: BodyDraft | None) -> str:
    return body.values["name"] if body else ""
