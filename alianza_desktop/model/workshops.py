"""Workshops: sessions, mesas, who was invited, who came and where they sit."""

from typing import Final

from sqlalchemy.orm import Mapped, mapped_column

from alianza_desktop.model.base import Day, Hour, Instant, Record, Ubigeo

MODALITIES: Final = ("in_person", "virtual", "mixed")
QUALITIES: Final = ("titular", "alternate", "guest", "observer", "interpreter")
SESSION_STATES: Final = ("planned", "open", "closed")
SEATS: Final = ("president", "secretary", "member")
"""Roles in a standing mesa."""
STAGES: Final = (1, 2, 3, 4, 5, 6)
MEETING: Final = "meeting"
"""The `kind` of a mesa's own meeting between workshops; a workshop has none."""
CLOCK_MARKS: Final = ("start", "pause", "resume", "end")


class Workshop(Record):
    """One workshop (taller) of the alliance, at one of the six stages, or a meeting of a mesa between two."""

    __tablename__ = "workshop"

    kind: Mapped[str] = mapped_column(default="")
    """Empty, or `MEETING`: then it has no stage, and `mesa_id`."""
    mesa_id: Mapped[str] = mapped_column(default="", index=True)
    stage: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(default="")
    ubigeo: Mapped[Ubigeo] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    """The venue, as the acta names it."""
    modality: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[Day] = mapped_column(default="")
    host_id: Mapped[str] = mapped_column(default="")
    """The hosting organisation, usually a university."""
    convened_by: Mapped[str] = mapped_column(default="")
    conducted_by: Mapped[str] = mapped_column(default="")
    rapporteur: Mapped[str] = mapped_column(default="")
    year_line: Mapped[str] = mapped_column(default="")
    """The official name of the year, at the head of state documents."""
    decade_line: Mapped[str] = mapped_column(default="")
    """The official name of the decade, above it."""
    with_society: Mapped[bool] = mapped_column(default=True)
    """The workshop uses the fourth sector, sociedad civil."""
    previous_id: Mapped[str] = mapped_column(default="", index=True)
    """The workshop whose mesas, actors and open agreements it carries on."""


class WorkshopSession(Record):
    """A half-day of a workshop; attendance is taken for the session marked open, never by the clock."""

    __tablename__ = "workshop_session"

    workshop_id: Mapped[str] = mapped_column(default="", index=True)
    number: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(default="")
    date: Mapped[Day] = mapped_column(default="")
    starts_at: Mapped[Hour] = mapped_column(default="")
    ends_at: Mapped[Hour] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="")
    """One of `SESSION_STATES`."""


class AgendaItem(Record):
    """A block of the agenda and what was said in it."""

    __tablename__ = "agenda_item"

    workshop_id: Mapped[str] = mapped_column(default="", index=True)
    order_key: Mapped[str] = mapped_column(default="")
    """Fractional index; ties by id."""
    title: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[Hour] = mapped_column(default="")
    minutes: Mapped[int | None] = mapped_column(default=None)
    summary: Mapped[str] = mapped_column(default="")
    """Desarrollo: what was said, for the acta."""


class AgendaMark(Record):
    """The hour at which a block of the agenda began, paused, went on or ended."""

    __tablename__ = "agenda_mark"
    __fact__ = True

    workshop_id: Mapped[str] = mapped_column(default="", index=True)
    item_id: Mapped[str] = mapped_column(default="", index=True)
    kind: Mapped[str] = mapped_column(default="")
    """One of `CLOCK_MARKS`."""
    at: Mapped[Instant] = mapped_column(default="")


class Mesa(Record):
    """A standing thematic table of the alliance."""

    __tablename__ = "mesa"
    __natural_key__ = ("name",)

    number: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(default="")
    sigla: Mapped[str] = mapped_column(default="")
    """Capital letters for acta numbers; without one the acta is of the plenaria."""
    theme: Mapped[str] = mapped_column(default="")
    norm: Mapped[str] = mapped_column(default="")
    installed_on: Mapped[Day] = mapped_column(default="")
    quorum: Mapped[int | None] = mapped_column(default=None)
    chain_id: Mapped[str] = mapped_column(default="", index=True)
    """The value chain that it works on."""


class MesaMember(Record):
    """Somebody who belongs to a standing mesa, for an organisation or for themselves."""

    __tablename__ = "mesa_member"
    __natural_key__ = ("mesa_id", "organization_id", "person_id")

    mesa_id: Mapped[str] = mapped_column(default="", index=True)
    organization_id: Mapped[str] = mapped_column(default="", index=True)
    person_id: Mapped[str] = mapped_column(default="", index=True)
    """Empty when the organisation belongs and sends whom it likes."""
    role: Mapped[str] = mapped_column(default="")
    """One of `SEATS`."""


class WorkshopMesa(Record):
    """A mesa that meets in a workshop: who facilitates it, where, for how many."""

    __tablename__ = "workshop_mesa"
    __natural_key__ = ("workshop_id", "mesa_id")

    workshop_id: Mapped[str] = mapped_column(default="", index=True)
    mesa_id: Mapped[str] = mapped_column(default="", index=True)
    facilitator: Mapped[str] = mapped_column(default="")
    rapporteur: Mapped[str] = mapped_column(default="")
    """Relator: who takes the notes."""
    place: Mapped[str] = mapped_column(default="")
    capacity: Mapped[int | None] = mapped_column(default=None)


class Seating(Record):
    """Who sits at which mesa of a workshop; moving is deleting one and adding another."""

    __tablename__ = "seating"
    __natural_key__ = ("workshop_id", "person_id")

    workshop_id: Mapped[str] = mapped_column(default="", index=True)
    mesa_id: Mapped[str] = mapped_column(default="", index=True)
    person_id: Mapped[str] = mapped_column(default="", index=True)


class Invitation(Record):
    """A person invited to a workshop, with where the row came from."""

    __tablename__ = "invitation"
    __natural_key__ = ("workshop_id", "person_id")

    workshop_id: Mapped[str] = mapped_column(default="", index=True)
    person_id: Mapped[str] = mapped_column(default="", index=True)
    quality: Mapped[str] = mapped_column(default="")


class InvitationRow(Record):
    """A row of a list that named an invitee: importing a list again must not undo what people corrected."""

    __tablename__ = "invitation_row"
    __fact__ = True
    __natural_key__ = ("invitation_id", "digest")

    invitation_id: Mapped[str] = mapped_column(default="", index=True)
    file: Mapped[str] = mapped_column(default="")
    sheet: Mapped[str] = mapped_column(default="")
    row: Mapped[int] = mapped_column(default=0)
    """As a spreadsheet numbers it."""
    digest: Mapped[str] = mapped_column(default="")
    """HMAC of what the row said, under the alliance's key: it tells nothing to who does not have the key."""


class InvitationDoubt(Record):
    """Why an invitee is «por revisar»; deleting it says that somebody settled it."""

    __tablename__ = "invitation_doubt"
    __natural_key__ = ("invitation_id", "code")

    invitation_id: Mapped[str] = mapped_column(default="", index=True)
    code: Mapped[str] = mapped_column(default="")


class Attendance(Record):
    """A person came to a session: a fact with its hour and in what quality."""

    __tablename__ = "attendance"
    __fact__ = True
    __natural_key__ = ("session_id", "person_id")

    workshop_id: Mapped[str] = mapped_column(default="", index=True)
    session_id: Mapped[str] = mapped_column(default="", index=True)
    person_id: Mapped[str] = mapped_column(default="", index=True)
    """Empty for someone who takes part without personal data."""
    organization_id: Mapped[str] = mapped_column(default="")
    position: Mapped[str] = mapped_column(default="")
    sector: Mapped[str] = mapped_column(default="")
    """The sector counted on arrival."""
    quality: Mapped[str] = mapped_column(default="")
    accreditation: Mapped[str] = mapped_column(default="")
    """Carta poder, resolución or oficio that accredits the person."""
    mode: Mapped[str] = mapped_column(default="")
    """`in_person` or `virtual`."""
    source: Mapped[str] = mapped_column(default="")
    """`paper` when it was transcribed from a form: the hour is the one written there; else empty."""
    at: Mapped[Instant] = mapped_column(default="")


class Departure(Record):
    """A person left a session before its end."""

    __tablename__ = "departure"
    __fact__ = True

    attendance_id: Mapped[str] = mapped_column(default="", index=True)
    at: Mapped[Instant] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")


class Delegation(Record):
    """Somebody comes to a session in the place of another, who was invited or leaves."""

    __tablename__ = "delegation"
    __fact__ = True

    workshop_id: Mapped[str] = mapped_column(default="", index=True)
    session_id: Mapped[str] = mapped_column(default="", index=True)
    principal_id: Mapped[str] = mapped_column(default="", index=True)
    """The person who delegates."""
    delegate_id: Mapped[str] = mapped_column(default="", index=True)
    accreditation: Mapped[str] = mapped_column(default="")
    """Carta poder, resolución or oficio."""
    at: Mapped[Instant] = mapped_column(default="")


class Photo(Record):
    """A picture of the workshop: scaled, upright and without the place where it was taken."""

    __tablename__ = "photo"

    workshop_id: Mapped[str] = mapped_column(default="", index=True)
    attachment: Mapped[str] = mapped_column(default="")
    """SHA-256 of the JPEG."""
    caption: Mapped[str] = mapped_column(default="")
    cleared: Mapped[bool] = mapped_column(default=False)
    """Somebody looked: nobody is in it who refused the use of their image."""
    refused: Mapped[str] = mapped_column(default="")
    """Ids of the people who had refused when somebody looked: a later refusal asks to look again."""
    order_key: Mapped[str] = mapped_column(default="")
    """Fractional index; ties by id."""
    width: Mapped[int | None] = mapped_column(default=None)
    height: Mapped[int | None] = mapped_column(default=None)
    """Pixels."""
    at: Mapped[Instant] = mapped_column(default="")
    """When it was taken as the camera says, else when it was added."""
