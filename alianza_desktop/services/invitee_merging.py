"""What a row completes of whom it is about: the document and the name, never changed without a word."""

from collections.abc import Sequence
from typing import Final

from alianza_desktop.core.format_es import fold
from alianza_desktop.services.invitee_drafts import NAME_FIELDS, InviteeDraft
from alianza_desktop.services.invitee_matches import COMPARED
from alianza_desktop.services.invitee_rows import DOUBTS, InviteeRow, Remark

ASPECTS: Final = dict.fromkeys(NAME_FIELDS, "name") | dict.fromkeys(
    ("document_type", "document_number"), "document"
)
"""What the doubts call a field of a person, where it has another name."""


def repeated(place: tuple[str, int]) -> Remark:
    """Say which row of the list named somebody first."""
    return Remark("repeated", (("sheet", place[0]), ("row", str(place[1]))))


def said(remarks: Sequence[Remark], code: str) -> bool:
    """Tell whether one of the remarks has this code."""
    return any(remark.code == code for remark in remarks)


def changed(name: str) -> Remark:
    """Say that the list put another value into a field."""
    return Remark("changed", (("field", name),))


def take_mend(draft: InviteeDraft, row: InviteeRow, holder: InviteeDraft | None) -> None:
    """Take what a person wrote now of the name or the document of whom this very row brought before."""
    if row.mend.values.keys() & set(NAME_FIELDS):
        draft.values |= {name: row.said(name) for name in NAME_FIELDS}
    if "document_number" in row.mend.values and row.document_sound and holder in (None, draft):
        draft.values |= {"document_type": row.document[0], "document_number": row.document[1]}
    mended = {ASPECTS.get(name, name) for name in row.mend.values}
    draft.review = tuple(code for code in draft.review if DOUBTS.get(code) not in mended)


def forget_settled(draft: InviteeDraft, row: InviteeRow, remarks: list[Remark]) -> None:
    """Drop doubts about what is here already and in doubt no more, or about a document not needed."""
    told = {name: fold(value) for name in COMPARED if (value := row.said(name))}
    same = {name for name, value in told.items() if value == fold(draft.values[name])}
    if row.document == draft.document or (draft.identified and not row.document_sound):
        same.add("document")
    if row.words == draft.words:
        same.add("name")
    remarks[:] = [one for one in remarks if DOUBTS.get(one.code) not in same or one.code in draft.review]


def complete_document(draft: InviteeDraft, row: InviteeRow, remarks: list[Remark]) -> None:
    """Take the document of a row for somebody who has none that identifies them."""
    if draft.identified or said(remarks, "document-taken") or row.document == draft.document:
        return
    kind, number = row.document
    if row.document_sound or (kind != "none" and not draft.values["document_number"]):
        draft.values |= {"document_type": kind, "document_number": number}
        remarks.append(Remark("document-completed"))


def complete_name(draft: InviteeDraft, row: InviteeRow, remarks: list[Remark]) -> None:
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
