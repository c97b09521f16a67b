"""What Registro shows, as plain data made from what the services answer. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import count, listed, plural
from alianza_desktop.core.sentences import SENTENCES
from alianza_desktop.services import consents
from alianza_desktop.services.arrivals import Arrivals, Doubt, LastArrival
from alianza_desktop.services.mesas import MesaRow
from alianza_desktop.services.registration import Card, WalkIn
from alianza_desktop.services.search import PersonHit
from alianza_desktop.ui.row import Row, sector_name

if TYPE_CHECKING:
    from alianza_desktop.model import Organization
    from alianza_desktop.services.delegations import Standing
    from alianza_desktop.storage.operations import Heads
    from alianza_desktop.ui.registration.room import Body, Found

LANGUAGES: Final = (
    "castellano", "awajún y castellano", "wampis y castellano", "quechua y castellano", "aimara y castellano",
    "awajún", "wampis", "quechua", "aimara", "otro idioma",
)  # fmt: skip
"""Offered; the field is free text, as the acta prints it."""
UNANSWERED: Final = " · Sin respuesta de consentimiento: se marca en su tarjeta con Alt+1 a Alt+3."
INFORMED: Final = "Entidad pública en sus funciones: no requiere consentimiento (Ley 29733, art. 14.1)."
ANONYMOUS: Final = "Sin datos personales"
_MISSING: Final = {"organization": "organización", "document": "documento", "sector": "sector"}

Items = tuple[tuple[str, str, str], ...]
"""(value, number, words) of a drop-down."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where arrivals are counted now."""

    workshop_id: str
    session_id: str
    words: str
    """The session, for the subtitle."""
    sessions: tuple[tuple[str, str], ...]
    """(id, words) of the sessions that could be opened when none is."""
    with_society: bool
    device: str = ""
    names: tuple[tuple[str, str], ...] = ()
    """(id, name) of every session, for the panel."""
    letters: str = ""
    """Initials that this desk takes, as `services.desk_range` writes them; empty takes all."""
    sounds: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class CardFacts:
    """The found person, before Enter."""

    person_id: str
    name: str
    organization: str
    position: str
    sector: str
    title: str
    note: str
    done: bool
    """Already registered: only the mesa and the consents may still change."""
    mesas: Items
    mesa_id: str
    mesa_notes: Mapping[str, str]
    consent: str
    """Words of the consent in force; empty when the person has not been asked."""
    support: str
    public: bool
    """«Solo informado» is offered."""
    attendance_id: str
    leaving: str
    """`leave` when they are here, `return` when they left, nothing when they have not come."""
    delegated: bool
    """Somebody came in their place."""
    delegation_id: str
    other_desk: str
    """Range of the desk that their surname belongs to; empty when it is this one."""
    doubts: str
    """Why they are «por revisar»; empty when they are not."""
    fixable: bool
    """A doubt is about the document, which can be corrected on the card."""
    document_type: str
    document_number: str
    invitation_id: str
    heads: "Heads"


@dataclass(frozen=True, slots=True, repr=False)
class FormFacts:
    """The walk-in form as it opens."""

    values: WalkIn
    document: str
    """Words of the type of document; empty for a DNI."""
    numbered: bool
    message: str
    mesas: Items
    version: str
    notice: str
    boxes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ArrivalsFacts:
    """The panel of arrivals."""

    session: str
    """Id of the session that is counted."""
    arrived: int
    expected: int
    left: str
    """How many left before the end, in words; empty when nobody did."""
    pace: str
    end: str
    sectors: tuple[tuple[str, int], ...]
    last: tuple[Row, ...]
    to_review: int


def card_facts(
    card: Card,
    mesas: Sequence[MesaRow],
    standing: "Standing",
    *,
    other_desk: str = "",
    heads: "Heads | None" = None,
) -> CardFacts:
    """Return what the card shows."""
    doubts = card.review.split()
    return CardFacts(
        person_id=card.person_id,
        name=card.full_name,
        organization=card.organization or "Organización por completar",
        position=card.position,
        sector=card.sector,
        title=_title(card),
        note=_note(card, standing),
        done=bool(card.arrived_at),
        mesas=mesa_items(mesas),
        mesa_id=card.mesa_id,
        mesa_notes={one.id: mesa_note(one) for one in mesas},
        consent=consent_words(card.consent, informed=card.informed),
        support=support_words(card.language, card.support),
        public=card.sector == "public",
        attendance_id=card.attendance_id,
        leaving="" if not card.arrived_at else "return" if card.left_at else "leave",
        delegated=bool(standing.delegate),
        delegation_id=standing.delegation_id,
        other_desk=other_desk,
        doubts=" · ".join(map(_reason, doubts)),
        fixable=any(_about(one) == "document" for one in doubts),
        document_type=card.document_type,
        document_number=card.document_number,
        invitation_id=card.invitation_id,
        heads=heads or {},
    )


def _about(code: str) -> str:
    from alianza_desktop.services.invitee_rows import DOUBTS  # only who is in doubt needs it

    return DOUBTS.get(code, "")


def _title(card: Card) -> str:
    if not card.arrived_at:
        return "Persona encontrada"
    where = f" en el equipo {card.letter}" if card.letter else ""
    return f"Llegada ya registrada a las {card.arrived_at}{where}"


def _note(card: Card, standing: "Standing") -> str:
    document = catalogs.document(card.document_type, card.document_number)
    parts = (
        f"se retiró a las {card.left_at}" if card.left_at else "",
        f"delegó en {standing.delegate}" if standing.delegate else "",
        f"en lugar de {standing.principal}" if standing.principal else "",
        document,
        "" if card.arrived_at else _came(card),
    )
    return " · ".join(filter(None, parts))


def _came(card: Card) -> str:
    if card.stages:
        word = plural(len(card.stages), "al taller", "a los talleres")
        return f"asistió {word} {listed([str(one) for one in card.stages])}"
    return "" if card.invited else "no estaba en la lista de invitados"


def primary_words(card: CardFacts, *, delegating: bool, changing: bool) -> str:
    """Return what Enter does: the button itself is the message."""
    if delegating:
        return "Registrar en su lugar"
    if changing:
        return "Guardar el cambio"
    return "Siguiente" if card.done else "Registrar"


def mesa_items(mesas: Sequence[MesaRow]) -> Items:
    """Return the mesas as a drop-down, with «sin mesa» last."""
    if not mesas:
        return (("", "", "Plenaria"),)
    return (*((one.id, str(one.number), one.name) for one in mesas), ("", "", "Sin mesa por ahora"))


def mesa_note(mesa: MesaRow) -> str:
    """Return `9 de 12 lugares · le falta sector público`."""
    seats = f"{mesa.seated} {plural(mesa.seated, 'persona', 'personas')}"
    if mesa.capacity:
        seats = f"{mesa.seated} de {mesa.capacity} lugares"
    lacking = [one for one in ("public", "private", "academia") if not mesa.sectors.get(one)]
    words = listed([sector_name(one).lower() for one in lacking])
    return f"{seats} · le falta sector {words}" if len(lacking) == 1 else seats


def consent_words(version: str, *, informed: bool = False) -> str:
    """Return `Versión 1, vigente` for `consent.v1`, or that it was only informed."""
    if not version:
        return ""
    number = version.rpartition(".v")[2]
    state = "solo informado" if informed else "vigente" if version == consents.VERSION else "anterior"
    return f"Versión {number}, {state}"


def support_words(language: str, support: str) -> str:
    """Return what the person needs: «Habla awajún y castellano»."""
    speaks = f"Habla {language}" if language and language != "castellano" else ""
    return " · ".join(filter(None, (speaks, support)))


def hit_rows(hits: Sequence[PersonHit]) -> tuple[Row, ...]:
    """Return the people found as a list."""
    return tuple(
        Row(
            key=hit.person_id,
            icon="user-check" if hit.arrived_at else "user",
            title=hit.full_name,
            caption=" · ".join(
                filter(None, (catalogs.document(hit.document_type, hit.document_number), hit.organization))
            ),
            sector=hit.sector,
            trailing=hit.arrived_at,
        )
        for hit in hits
    )


def found_rows(found: "Found") -> tuple[Row, ...]:
    """Return the people found and the organisations of that name, first what was probably meant."""
    people, bodies = hit_rows(found.people), tuple(map(_body_row, found.bodies))
    return (*people, *bodies) if found.by_name else (*bodies, *people)


def question(found: "Found") -> str:
    """Return the title of the list: whether the person sought may be none of these."""
    if not found.more:
        return "¿Quién es?"
    return f"¿Quién es? Hay más de {len(found.people)}: escriba otro nombre o más dígitos."


def _body_row(body: "Body") -> Row:
    return Row(
        key=f"organization:{body.id}",
        icon="building-community",
        title=body.name,
        caption=count(body.people, "persona", "personas"),
        sector=body.sector,
        state="more",
    )


def body_rows(found: "Found") -> tuple[Row, ...]:
    """Return the people of an organisation, and the way to register somebody new of it."""
    new = Row(
        key=f"new:{found.title}", icon="user-plus", title="Registrar a alguien más de esta organización"
    )
    return (*hit_rows(found.people), new)


def doubt_rows(doubts: Sequence[Doubt]) -> tuple[Row, ...]:
    """Return the invitees in doubt with their reasons."""
    return tuple(
        Row(
            key=doubt.person_id,
            icon="user-question",
            title=doubt.full_name,
            caption=" · ".join([*(_reason(one) for one in doubt.reasons), doubt.source]),
            warning=True,
        )
        for doubt in doubts
    )


def _reason(code: str) -> str:
    return SENTENCES.get(code, code).partition(". ")[0].rstrip(".")


def draft_rows(drafts: Mapping[str, WalkIn]) -> tuple[Row, ...]:
    """Return the forms that were left half written."""
    return tuple(
        Row(
            key=f"draft:{key}",
            icon="pencil",
            title=" ".join(filter(None, (one.given_names, one.paternal_surname)))
            or one.document_number
            or "Sin nombre",
            caption="a medio escribir",
            warning=True,
        )
        for key, one in drafts.items()
    )


def arrivals_facts(
    found: Arrivals, now: datetime, *, with_society: bool, session: str = "", live: bool = True
) -> ArrivalsFacts:
    """Return the panel of arrivals at this moment; a session that is not the open one has no queue."""
    codes = ["public", "private", "academia"]
    if with_society or found.sectors.get("society"):
        codes.append("society")
    if found.sectors.get(""):
        codes.append("")
    return ArrivalsFacts(
        session=session,
        arrived=found.arrived,
        expected=found.expected,
        left=f"{count(found.left, 'se retiró', 'se retiraron')}" if found.left else "",
        pace=f"{found.per_minute:.1f} por minuto" if found.per_minute and live else "",
        end=_end(found, now) if live else "",
        sectors=tuple((one, found.sectors.get(one, 0)) for one in codes),
        last=tuple(_last(one) for one in found.last),
        to_review=found.to_review,
    )


def _end(found: Arrivals, now: datetime) -> str:
    left = found.expected - found.arrived
    if left <= 0 or not found.per_minute:
        return ""
    minutes = left / found.per_minute
    if minutes > 180:
        return ""
    return f"A este ritmo, la cola termina a las {now + timedelta(minutes=minutes):%H:%M}."


def _last(one: LastArrival) -> Row:
    caption = f"por completar: {_MISSING[one.incomplete]}" if one.incomplete else one.organization
    happened = (
        f"se retiró a las {one.left_at}" if one.left_at else "",
        f"en lugar de {one.in_place_of}" if one.in_place_of else "",
    )
    return Row(
        key=one.attendance_id,
        hour=one.hour,
        title=one.full_name or ANONYMOUS,
        caption=" · ".join(filter(None, (*happened, caption))) or sector_name(one.sector),
        warning=bool(one.incomplete),
        sector=one.sector,
        trailing=f"Mesa {one.mesa}" if one.mesa else "",
    )


def organization_matches(known: Sequence["Organization"], folded: str, limit: int = 6) -> tuple[str, ...]:
    """Return the names that have every word typed, those that begin with the first word first."""
    from alianza_desktop.core.format_es import fold

    words = folded.split()
    if not words:
        return ()
    found = [one for one in known if all(word in fold(f"{one.name} {one.short_name}") for word in words)]
    found.sort(key=lambda one: not fold(one.name).startswith(words[0]))
    return tuple(one.name for one in found[:limit])
