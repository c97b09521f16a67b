"""The agreements of a workshop as a table to edit at a desk, and that table read back.

The last two columns are for the program: the key of each agreement and what it said when it went out. A cell
is compared as the agreement says it, so a table that was only opened and saved changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core.errors import AppError, Invalid
from alianza_desktop.core.format_es import fold
from alianza_desktop.model import Mesa, rules
from alianza_desktop.services import agreement_revision, agreements
from alianza_desktop.services.agreement_revision import PERMANENT, PLENARY, EditedRow, shown
from alianza_desktop.services.query import by_id
from alianza_desktop.spreadsheets import cells
from alianza_desktop.spreadsheets.columns import Column, heading_key
from alianza_desktop.spreadsheets.exporter import Sheet
from alianza_desktop.spreadsheets.reading import RawSheet, Value

COLUMNS: Final = (
    Column("mesa", "Mesa", 22),
    Column("code", "Código", 9),
    Column("kind", "Clase", 13),
    Column("text", "Acuerdo", 60, "long"),
    Column("organization", "Responsable", 36, "long"),
    Column("person", "Persona responsable", 30, "long"),
    Column("due", "Plazo", 14, "day"),
    Column("deliverable", "Entregable", 36, "long"),
    Column("verification", "Medio de verificación", 36, "long"),
    Column("amount", "Monto", 15, "money"),
    Column("funding", "Fuente de financiamiento", 26, "long"),
    Column("goals", "ODS", 12),
    Column("policy", "Política o plan", 30, "long"),
    Column("key", "Clave del acuerdo", 38),
    Column("said", "Control", 18),
)
NOTE: Final = (
    "Edite las celdas y tráigala de vuelta. No cambie las dos últimas columnas; "
    "una fila sin clave es un acuerdo nuevo"
)
_SEARCHED: Final = 20


def sheet(session: Session, workshop_id: str) -> Sheet:
    """Return the table of a workshop's agreements, mesa by mesa."""
    rows = agreements.listing(session, workshop_id)
    tables = by_id(session, Mesa, {one.mesa_id for one in rows})
    numbered = sorted(rows, key=lambda one: tables[one.mesa_id].number if one.mesa_id in tables else 0)
    said = [
        {
            **shown(one),
            "mesa": tables[one.mesa_id].name if one.mesa_id in tables else PLENARY,
            "code": one.code,
            "amount": one.amount,
            "key": one.id,
            "said": agreement_revision.digest(one),
        }
        for one in numbered
    ]
    return Sheet("Acuerdos", COLUMNS, said, lambda row, name: row[name], NOTE)


def read(sheets: Sequence[RawSheet]) -> tuple[EditedRow, ...]:
    """Return the rows of an edited table, each with what is wrong in it; `Invalid("revised-none")`."""
    found = tuple(row for one in sheets for row in _rows(one))
    if not found:
        raise Invalid("revised-none")
    return found


def _rows(raw: RawSheet) -> Iterator[EditedRow]:
    for top in range(min(len(raw.rows), _SEARCHED)):
        columns = _columns(raw.rows[top])
        if {"text", "key"} <= set(columns.values()):
            for number in range(top + 1, len(raw.rows)):
                said = {
                    name: raw.rows[number][place] if place < len(raw.rows[number]) else None
                    for place, name in columns.items()
                }
                if any(cells.text(value) for value in said.values()):
                    yield _row(raw.name, number + 1, said)
            return


def _columns(row: Sequence[Value]) -> dict[int, str]:
    known = {heading_key(one.heading): one.field for one in COLUMNS}
    keys = {place: heading_key(cells.text(value)) for place, value in enumerate(row)}
    return {place: known[key] for place, key in keys.items() if key in known}


def _row(sheet_name: str, number: int, said: Mapping[str, Value]) -> EditedRow:
    row = EditedRow(
        sheet=sheet_name,
        row=number,
        key=cells.text(said.get("key")).lower(),
        said=cells.text(said.get("said")).lower(),
        mesa=cells.text(said.get("mesa")),
    )
    try:
        values = {name: _cell(name, said[name]) for name in agreement_revision.EDITED if name in said}
    except Invalid as error:
        return replace(row, problem=error.code, facts=error.facts)
    return replace(row, values=values)


def _cell(name: str, value: Value) -> str:
    if name == "due":
        return _due(value)
    if name == "amount":
        return _amount(value)
    if name == "goals":
        return ", ".join(filter(None, (one.strip() for one in cells.text(value).split(","))))
    if name in ("deliverable", "verification"):
        return str(value or "").replace("\r\n", "\n").strip()
    return cells.text(value)


def _due(value: Value) -> str:
    typed = cells.text(value)
    if not typed or fold(typed) == PERMANENT:
        return fold(typed)
    read_day = cells.day(value).value
    if not read_day:
        raise Invalid("revised-due", value=typed)
    return read_day


def _amount(value: Value) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(round(value * 100))
    typed = cells.text(value)
    try:
        return str(rules.centimos(typed)) if typed else ""
    except AppError as error:
        raise Invalid("revised-amount", value=typed) from error
