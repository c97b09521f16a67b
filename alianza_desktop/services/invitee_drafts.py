"""The directory as a list of invitees meets it: who is already here, and what each one would become.

Everything is worked out on drafts, nothing is written: `invitees.plan` asks, `invitees.apply` writes. A
person is found by a sound document; without one by the folded words of the name, in any order, with the
organisation.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final, TypeAlias

from sqlalchemy.orm import Session

from alianza_desktop.core.format_es import fold
from alianza_desktop.model import Invitation, InvitationDoubt, Organization, Person
from alianza_desktop.model.rules import check_document
from alianza_desktop.services import invitations, mesas, same_as
from alianza_desktop.services.people import NO_NUMBER
from alianza_desktop.services.query import living

Words: TypeAlias = tuple[str, ...]

PERSON_FIELDS: Final = tuple(
    column.key
    for column in Person.__table__.columns
    if column.key not in ("id", "alliance_id", "deleted", "organization_id")
)
"""What a list may say about a person, besides the organisation."""
NAME_FIELDS: Final = ("given_names", "paternal_surname", "maternal_surname")
_BODY_FIELDS: Final = ("name", "short_name", "sector", "ruc")
_ALIKE: Final = 0.75
"""Two names under one document are one person's from this ratio of equal letters on."""


@dataclass(slots=True, repr=False, eq=False)
class BodyDraft:
    """An organisation, here already or to be added."""

    values: dict[str, str]
    record: Organization | None = None
    id: str = ""
    """Empty until it is written."""


@dataclass(slots=True, repr=False, eq=False)
class InviteeDraft:
    """A person with their invitation and seat, here already or to be added."""

    values: dict[str, str]
    record: Person | None = None
    id: str = ""
    """Empty until it is written."""
    body: BodyDraft | None = None
    invitation: Invitation | None = None
    """The one that the store has."""
    invited: bool = False
    """The workshop has them in its list, before or because of this one."""
    quality: str = ""
    review: tuple[str, ...] = ()
    doubts: list[InvitationDoubt] = field(default_factory=list)
    """The open doubts that the store has."""
    rows: tuple[str, ...] = ()
    """Keyed digests of the rows that named them."""
    new_rows: list[dict[str, str | int]] = field(default_factory=list)
    """Rows of this list, an `InvitationRow` of each still to be written."""
    mesa_id: str = ""
    seated_at: str = ""
    """Where they sat before this list."""
    place: tuple[str, int] | None = None
    """Sheet and row of this list that named them first."""

    @property
    def words(self) -> Words:
        """The folded words of the whole name, sorted."""
        return name_words(*(self.values[part] for part in NAME_FIELDS))

    @property
    def document(self) -> tuple[str, str]:
        """The type of the document and its number."""
        return self.values["document_type"], self.values["document_number"]

    @property
    def identified(self) -> bool:
        """Whether a sound document tells them from a namesake."""
        return is_sound(*self.document)


def name_words(*parts: str) -> Words:
    """Return the folded words of a name, sorted."""
    return tuple(sorted(fold(" ".join(parts)).split()))


def is_sound(document_type: str, number: str) -> bool:
    """Tell whether a stored document can identify a person."""
    known = document_type not in {"", *NO_NUMBER} and number
    return bool(known) and not check_document(document_type, number, pad=False).warnings


def alike(one: Words, other: Words) -> bool:
    """Tell whether two names are probably one person's: one holds the other, or nearly all letters agree."""
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    return SequenceMatcher(None, " ".join(one), " ".join(other)).ratio() >= _ALIKE


@dataclass(slots=True, repr=False)
class Directory:
    """Everybody of the alliance, with who is invited to one workshop and where they sit."""

    invitees: list[InviteeDraft] = field(default_factory=list)
    bodies: list[BodyDraft] = field(default_factory=list)
    mesas: dict[str, str] = field(default_factory=dict)
    """Folded number, name and sigla → id of the mesas of the workshop."""
    _bodies: dict[str, BodyDraft] = field(default_factory=dict)
    _documents: dict[tuple[str, str], InviteeDraft] = field(default_factory=dict)
    _names: dict[tuple[Words, str], list[InviteeDraft]] = field(default_factory=dict)
    _rows: dict[str, InviteeDraft] = field(default_factory=dict)

    @classmethod
    def load(cls, session: Session, workshop_id: str) -> "Directory":
        """Read the store once."""
        found = cls()
        who, what = same_as.identities(session, "person"), same_as.identities(session, "organization")
        bodies: dict[str, BodyDraft] = {}
        for body in session.scalars(living(Organization).order_by(Organization.id)):
            values = {name: getattr(body, name) for name in _BODY_FIELDS}
            stands = bodies.get(what.shown(body.id))  # it has the smallest id: it came before
            bodies[body.id] = stands or BodyDraft(values, body, body.id)
            if stands is None:
                found.add_body(bodies[body.id])
            else:
                found.call_body(stands, values)
        known = session.scalars(
            living(Invitation).where(Invitation.workshop_id == workshop_id).order_by(Invitation.id.desc())
        )
        invited = {who.shown(one.person_id): one for one in known}
        seated = mesas.seats_of_all(session, workshop_id)
        doubts = invitations.doubts(session, workshop_id)
        taken = invitations.rows(session, workshop_id)
        drafts: dict[str, InviteeDraft] = {}
        for person in session.scalars(living(Person).order_by(Person.id)):
            draft = _known(person, seated.get(person.id, ""))
            if (stands_for := drafts.get(who.shown(person.id))) is not None:
                draft.body = bodies.get(person.organization_id)
                found.know_as(stands_for, draft)
                continue
            if person.id in who.groups:
                drafts[person.id] = draft
            if (invitation := invited.get(person.id)) is not None:
                _know_invitation(draft, invitation, doubts.get(invitation.id, []))
                draft.rows = tuple(one.digest for one in taken.get(invitation.id, ()) if one.digest)
            draft.body = bodies.get(person.organization_id)
            found.add(draft)
        for row in mesas.listing(session, workshop_id):
            keys = (str(row.number), row.name, row.sigla, f"mesa de {row.name}", f"mesa {row.name}")
            found.mesas |= {fold(key): row.id for key in keys if key}
        return found

    def add(self, draft: InviteeDraft) -> None:
        """Keep a person, found from now on by document, by name and by the rows that named them."""
        self.invitees.append(draft)
        self.index(draft)

    def index(self, draft: InviteeDraft) -> None:
        """Find a person by what they hold now too; the one entered first keeps a document that two hold."""
        if draft.identified:
            self._documents.setdefault(draft.document, draft)
        names = self._names.setdefault((draft.words, body_key(draft.body)), [])
        if draft not in names:
            names.append(draft)
        self._rows |= dict.fromkeys(draft.rows, draft)

    def know_as(self, draft: InviteeDraft, other: InviteeDraft) -> None:
        """Find a person also by what another of their records holds (`same_as`)."""
        if other.identified:
            self._documents.setdefault(other.document, draft)
        names = self._names.setdefault((other.words, body_key(other.body)), [])
        if draft not in names:
            names.append(draft)

    def add_body(self, body: BodyDraft) -> None:
        """Keep an organisation, found from now on by its name and short name."""
        self.bodies.append(body)
        self.call_body(body, body.values)

    def call_body(self, body: BodyDraft, names: dict[str, str]) -> None:
        """Find an organisation by its names, or by those of another of its records (`same_as`)."""
        for key in (fold(names["name"]), fold(names["short_name"])):
            if key:
                self._bodies.setdefault(key, body)

    def body(self, name: str) -> BodyDraft | None:
        """Return the organisation of that name, whatever its accents and capitals."""
        return self._bodies.get(fold(name))

    def by_row(self, digest: str) -> InviteeDraft | None:
        """Return whom this very row named before."""
        return self._rows.get(digest)

    def by_document(self, document_type: str, number: str) -> InviteeDraft | None:
        """Return who holds a document."""
        return self._documents.get((document_type, number))

    def namesakes(self, words: Words, body: BodyDraft | None) -> Iterator[InviteeDraft]:
        """Return those of that name in that organisation, those without a sound document first."""
        yield from sorted(self._names.get((words, body_key(body)), ()), key=lambda one: one.identified)


def body_key(body: BodyDraft | None) -> str:
    """Return what tells one organisation from another."""
    return fold(body.values["name"]) if body else ""


def _known(person: Person, mesa_id: str) -> InviteeDraft:
    values = {name: getattr(person, name) for name in PERSON_FIELDS}
    return InviteeDraft(values, person, person.id, mesa_id=mesa_id, seated_at=mesa_id)


def _know_invitation(draft: InviteeDraft, invitation: Invitation, doubts: list[InvitationDoubt]) -> None:
    draft.invited = True
    draft.invitation, draft.quality = invitation, invitation.quality
    draft.doubts, draft.review = doubts, invitations.codes(doubts)
