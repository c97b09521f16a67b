"""What Acuerdos shows, as plain data: the rows, what was understood of the line, the counts. No Qt."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import count, day, money, plural
from alianza_desktop.services import agreement_reading, responsibles
from alianza_desktop.services.agreements import AgreementRow
from alianza_desktop.services.frozen_agreements import Frozen
from alianza_desktop.services.quick_line import QuickLine
from alianza_desktop.services.responsibles import Meant, Responsible, Responsibles
from alianza_desktop.ui.cells import Cell, Chip, Column, TableRow
from alianza_desktop.ui.row import Row

PLENARY: Final = "Plenaria"
COLUMNS: Final = (
    Column(key="number", title="N.º", width=52, right=True),
    Column(key="text", title="Compromiso"),
    Column(key="responsible", title="Responsable", width=224),
    Column(key="due", title="Plazo", width=106),
    Column(key="state", title="Estado", width=142),
    Column(key="deliverable", title="Entregable", width=180, hidden=True),
    Column(key="amount", title="Monto", width=120, right=True, hidden=True),
    Column(key="partners", title="Corresponsables", width=200, hidden=True),
    Column(key="goals", title="ODS", width=90, hidden=True),
)
INCOMPLETE: Final = Chip("warning", "alert-triangle", "por completar")
UNCONFIRMED: Final = Chip("neutral", "user-question", "por confirmar")
DECLINED: Final = Chip("warning", "user-off", "no aceptado")
OBJECTED: Final = Chip("warning", "hand-stop", "objetado")
RESERVED: Final = Chip("warning", "message-circle", "con reserva")
READ: Final = Chip("success", "check", "leído")
DRAFT: Final = Chip("neutral", "pencil", "borrador")
SHOWN: Final = {
    "": "Todos",
    "incomplete": "Por completar",
    "unconfirmed": "Por confirmar",
    "objected": "Con objeción o reserva",
    "draft": "Fuera de acta",
    "acta": "En acta",
}
"""Which rows the table shows; the first one is all of them."""
_GOING: Final = {
    "in_progress": Chip("info", "progress-check", "en proceso"),
    "done": Chip("success", "check", "cumplido"),
    "partly_done": Chip("info", "progress-check", "cumplido en parte"),
    "rescheduled": Chip("warning", "calendar", "reprogramado"),
    "dropped": Chip("neutral", "circle-x", "sin efecto"),
}
_ASKED: Final = frozenset({"gap-unconfirmed", "gap-declined"})
"""Gaps that the answer of the responsible fills: they are a state of their own."""
_NEAR: Final = ("en esta mesa", "en el taller", "en el directorio")
NO_HOLIDAYS: Final = "Los feriados no se descuentan: revise la fecha."
ABSENT: Final = "El responsable no está presente. Queda «por confirmar» hasta que acepte."


@dataclass(frozen=True, slots=True, repr=False)
class Room:
    """A mesa while it agrees: who is there and what its actas already say."""

    workshop_id: str
    mesa_id: str
    today: date
    """The workshop's day: what is written is relative to it."""
    title: str = ""
    mesas: tuple[tuple[str, int, str], ...] = ()
    """Of the workshop: id, number, name; the plenaria is not among them."""
    plenary: bool = True
    """A mesa that meets by itself has none."""
    present: int = 0
    expected: int = 0
    """Who has a seat at this mesa; 0 in the plenaria."""
    quorum: int = 0
    """By the rule of the mesa; 0 without one."""
    sectors: dict[str, int] = field(default_factory=dict)
    with_society: bool = True
    known: Responsibles = field(default_factory=Responsibles)
    frozen: dict[str, Frozen] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class Understood:
    """A chip under the line."""

    words: str
    icon: str = ""
    sector: str = ""
    missing: bool = False
    note: str = ""
    """Its tooltip."""


def present_words(room: Room) -> str:
    """Return «9 de 11 presentes», and whether that is the quorum where the mesa has a rule."""
    words = count(room.expected or room.present, "presente", "presentes")
    if room.expected:
        words = f"{room.present} de {words}"
    if not room.quorum:
        return words
    missing = max(0, room.quorum - room.present)
    lack = f"{plural(missing, 'falta', 'faltan')} {missing} para el quórum"
    return f"{words} · {lack if missing else 'con quórum'}"


# --- rows


def table_rows(rows: tuple[AgreementRow, ...], room: Room, shown: str = "") -> tuple[TableRow, ...]:
    """Return the agreements of a mesa as its table shows them: all, or those of a code of `SHOWN`."""
    numbered = ((number, row, room.frozen.get(row.id)) for number, row in enumerate(rows, start=1))
    return tuple(_table_row(*one) for one in numbered if not shown or is_shown(*one[1:], shown))


@lru_cache(maxsize=1_000)  # of two hundred rows, one has changed
def _table_row(number: int, row: AgreementRow, frozen: Frozen | None) -> TableRow:
    return TableRow(
        key=row.id,
        cells={
            "number": Cell(text=str(number), strong=True, sort=number),
            "text": Cell(text=row.text, prefix=_prefix(row.kind)),
            "responsible": _responsible(row),
            "due": _due(row),
            "state": Cell(chip=chip(row, frozen)),
            "deliverable": Cell(text=row.deliverable),
            "amount": Cell(text=money(row.amount) if row.amount is not None else "", sort=row.amount or 0),
            "partners": Cell(text=" · ".join(row.partners)),
            "goals": Cell(text=", ".join(row.goals)),
        },
    )


def kind_word(kind: str) -> str:
    """Return «Pedido»."""
    return catalogs.label("kind", kind).capitalize()


def _prefix(kind: str) -> str:
    return "" if kind == "compromiso" else f"{kind_word(kind)} ·"


def _responsible(row: AgreementRow) -> Cell:
    if not row.organization_id:
        open_to_all = row.acceptance == "to_confirm"
        return Cell(text="por designar" if open_to_all else "falta responsable", warning=not open_to_all)
    waiting = row.awaited and row.acceptance not in ("accepted", "declined")
    return Cell(
        text=row.organization_short,
        sector=row.sector,
        caption=row.person or ("por confirmar" if waiting else ""),
        caption_warning=waiting and not row.person,
    )


def _due(row: AgreementRow) -> Cell:
    if row.permanent:
        return Cell(text="permanente", sort="9999")
    if row.due_on:
        return Cell(text=day(row.due_on), sort=row.due_on)
    return Cell(text="falta plazo", warning=True, sort="9998") if "gap-due" in row.gaps else Cell()


def chip(row: AgreementRow, frozen: Frozen | None) -> Chip:
    """Return the state that follows from what is known: what an acta says, what is missing, what was said."""
    if frozen is not None:
        return _in_acta(row, frozen)
    if set(row.gaps) - _ASKED:
        return INCOMPLETE
    if "objection" in row.noted:
        return OBJECTED
    if row.acceptance == "declined":
        return DECLINED
    if row.acceptance == "to_confirm" or "gap-unconfirmed" in row.gaps:
        return UNCONFIRMED
    return _settled(row)


def _settled(row: AgreementRow) -> Chip:
    if "reservation" in row.noted:
        return RESERVED
    return READ if agreement_reading.is_read(row) else DRAFT


def is_shown(row: AgreementRow, frozen: Frozen | None, shown: str) -> bool:
    """Return whether a row is among those that were asked for, by a code of `SHOWN`."""
    if shown == "incomplete":
        return frozen is None and bool(row.gaps)
    if shown == "unconfirmed":
        return "gap-unconfirmed" in row.gaps or row.acceptance == "to_confirm"
    if shown == "objected":
        return bool({"objection", "reservation"} & set(row.noted))
    return not shown or (frozen is not None) == (shown == "acta")


def _in_acta(row: AgreementRow, frozen: Frozen) -> Chip:
    number = frozen.number.split("-", 1)[0]
    if row.follow_up in _GOING:
        return _GOING[row.follow_up]
    if frozen.differs(row):
        return Chip("warning", "file-text", f"cambió: acta {number}")
    return Chip("info", "file-text", f"en acta {number}")


def total_words(rows: tuple[AgreementRow, ...], room: Room) -> tuple[str, str, str]:
    """Return «7 en total», «2 por completar» and the id of the first of these; what an acta says is whole."""
    lacking = [row.id for row in rows if row.gaps and row.id not in room.frozen]
    incomplete = f"{len(lacking):,} por completar" if lacking else ""
    return f"{len(rows):,} en total", incomplete, lacking[0] if lacking else ""


def numbered(rows: tuple[AgreementRow, ...], agreement_id: str) -> str:
    """Return «N.º 4» of one of these."""
    return next((f"N.º {number}" for number, row in enumerate(rows, 1) if row.id == agreement_id), "")


def answer_words(acceptance: str) -> str:
    """Return how an answer is called: «por confirmar»; nothing was asked when it is empty."""
    return catalogs.label("acceptance", acceptance) if acceptance else "sin respuesta anotada"


# --- the line


def understood(
    said: QuickLine, meant: Meant, partners: tuple[Meant, ...], today: date
) -> tuple[Understood, ...]:
    """Return the chips under the line: what was understood, then what is missing."""
    chips = []
    if said.kind != "compromiso":
        chips.append(Understood(kind_word(said.kind)))
    chips += _who_chips(said, meant)
    for name, one in zip(said.partners, partners, strict=True):
        chips.append(_named(one.one) if one.one else _unclear(name, one))
    if said.permanent:
        chips.append(Understood("permanente", "calendar"))
    elif said.due_on:
        chips.append(_day_chip(said, today))
    if said.amount is not None:
        chips.append(Understood(money(said.amount)))
    lacking = _lacking(said)
    if lacking:
        chips.append(Understood(f"Falta: {', '.join(lacking)}", "alert-triangle", missing=True))
    return tuple(chips)


def born_of(activity: str) -> tuple[Understood, ...]:
    """Return the chip of the activity of a chain that it is born of."""
    return (Understood(f"De «{activity}»", "hierarchy-3"),) if activity else ()


def _who_chips(said: QuickLine, meant: Meant) -> list[Understood]:
    if not said.responsible:
        return []
    if meant.one is None:
        return [_unclear(said.responsible, meant)]
    chips = [_named(meant.one)]
    if meant.one.near == responsibles.DIRECTORY:
        chips.append(Understood("por confirmar", "user-question", note=ABSENT))
    return chips


def _named(one: Responsible) -> Understood:
    return Understood(" · ".join(filter(None, (one.organization, one.person))), sector=one.sector)


def _unclear(name: str, meant: Meant) -> Understood:
    many = len(meant.fits)
    if many:
        several = "varios" if many >= responsibles.MOST else str(many)
        return Understood(f"«{name}» puede ser {several}: elija uno", "user-question", missing=True)
    return Understood(f"No se conoce «{name}»", "user-question", missing=True, note="Queda en el texto.")


def _day_chip(said: QuickLine, today: date) -> Understood:
    when = day(said.due_on)
    if said.working:
        far = count(said.working, "día hábil", "días hábiles")
        return Understood(f"{when} · {far}, de lunes a viernes", "calendar", note=NO_HOLIDAYS)
    days = (date.fromisoformat(said.due_on) - today).days
    if days < 0:
        return Understood(f"{when} · hace {count(-days, 'día', 'días')}", "calendar", missing=True)
    away = "el mismo día" if days == 0 else count(days, "día", "días")
    return Understood(f"{when} · {away}", "calendar")


def _lacking(said: QuickLine) -> list[str]:
    lacking = []
    if not said.text:
        lacking.append("qué se hará")
    if not said.responsible:
        lacking.append("responsable")
    if not said.due_on and not said.permanent and said.kind != "pedido":
        lacking.append("plazo")
    return lacking or ["entregable"]


def choice_rows(meant: Meant) -> tuple[Row, ...]:
    """Return those who fit, to choose one."""
    return tuple(
        Row(
            key=one.key,
            title=one.person if one.by_person else one.organization,
            sector=one.sector,
            caption=" · ".join(
                filter(None, (one.organization if one.by_person else one.person, _NEAR[one.near]))
            ),
        )
        for one in meant.fits
    )
