"""What Acuerdos shows, as plain data: the rows, what was understood of the line, the counts. No Qt."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import count, day, money
from alianza_desktop.services import responsibles
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
)
INCOMPLETE: Final = Chip("warning", "alert-triangle", "por completar")
UNCONFIRMED: Final = Chip("neutral", "user-question", "por confirmar")
DRAFT: Final = Chip("neutral", "pencil", "borrador")
_NEAR: Final = ("en esta mesa", "en el taller", "en el directorio")
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
    present: int = 0
    expected: int = 0
    """Who has a seat at this mesa; 0 in the plenaria."""
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
    """Return «9 de 11 presentes»."""
    if room.expected:
        return f"{room.present} de {count(room.expected, 'presente', 'presentes')}"
    return count(room.present, "presente", "presentes")


# --- rows


def table_rows(rows: tuple[AgreementRow, ...], room: Room) -> tuple[TableRow, ...]:
    """Return the agreements of a mesa as its table shows them."""
    here = {one.organization_id for one in room.known.people}
    people = {one.person_id for one in room.known.people}
    return tuple(
        _table_row(number, row, room.frozen.get(row.id), present=_is_present(row, here, people))
        for number, row in enumerate(rows, start=1)
    )


def _is_present(row: AgreementRow, organizations: set[str], people: set[str]) -> bool:
    return row.person_id in people if row.person_id else row.organization_id in organizations


@lru_cache(maxsize=1_000)  # of two hundred rows, one has changed
def _table_row(number: int, row: AgreementRow, frozen: Frozen | None, *, present: bool) -> TableRow:
    waiting = bool(row.organization_id) and not present
    return TableRow(
        key=row.id,
        cells={
            "number": Cell(text=str(number), strong=True, sort=number),
            "text": Cell(text=row.text, prefix=_prefix(row.kind)),
            "responsible": _responsible(row, waiting=waiting),
            "due": _due(row),
            "state": Cell(chip=chip(row, frozen, waiting=waiting)),
            "deliverable": Cell(text=row.deliverable),
            "amount": Cell(text=money(row.amount) if row.amount is not None else "", sort=row.amount or 0),
            "partners": Cell(text=" · ".join(row.partners)),
        },
    )


def kind_word(kind: str) -> str:
    """Return «Pedido»."""
    return catalogs.label("kind", kind).capitalize()


def _prefix(kind: str) -> str:
    return "" if kind == "compromiso" else f"{kind_word(kind)} ·"


def _responsible(row: AgreementRow, *, waiting: bool) -> Cell:
    if not row.organization_id:
        return Cell(text="falta responsable", warning=True)
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


def chip(row: AgreementRow, frozen: Frozen | None, *, waiting: bool) -> Chip:
    """Return the state that follows from what is known: nothing here is ticked by hand."""
    if frozen is not None:
        number = frozen.number.split("-", 1)[0]
        if frozen.differs(row):
            return Chip("warning", "file-text", f"cambió: acta {number}")
        return Chip("info", "file-text", f"en acta {number}")
    if row.gaps:
        return INCOMPLETE
    return UNCONFIRMED if waiting else DRAFT


def total_words(rows: tuple[AgreementRow, ...]) -> tuple[str, str, str]:
    """Return «7 en total», «2 por completar» and the id of the first of these."""
    lacking = [row.id for row in rows if row.gaps]
    incomplete = f"{len(lacking):,} por completar" if lacking else ""
    return f"{len(rows):,} en total", incomplete, lacking[0] if lacking else ""


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
        chips.append(_day_chip(said.due_on, today))
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


def _day_chip(due_on: str, today: date) -> Understood:
    days = (date.fromisoformat(due_on) - today).days
    if days < 0:
        return Understood(f"{day(due_on)} · hace {count(-days, 'día', 'días')}", "calendar", missing=True)
    away = "el mismo día" if days == 0 else count(days, "día", "días")
    return Understood(f"{day(due_on)} · {away}", "calendar")


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
