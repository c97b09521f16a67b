"""A list of agreements of an earlier workshop: which column is what, row by row, and into the store.

The headings are those of the workbook that the program writes, and what other lists call them. A row is an
agreement when it says something under one of them; what a list repeats by merging cells down (the mesa, the
responsible) is read in each row.
"""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.errors import AppError, Invalid
from alianza_desktop.core.format_es import fold
from alianza_desktop.model import rules
from alianza_desktop.services import earlier_agreements, quick_line, undoing
from alianza_desktop.services.earlier import Earlier
from alianza_desktop.services.earlier_agreements import AgreementOutcome, ListedAgreement
from alianza_desktop.services.invitee_rows import Mend, Mends, Remark
from alianza_desktop.spreadsheets import cells
from alianza_desktop.spreadsheets.columns import Column, heading_key
from alianza_desktop.spreadsheets.importer import ImportResult, Progress, RowResult, stepping
from alianza_desktop.spreadsheets.reading import RawSheet, Value
from alianza_desktop.spreadsheets.rows import Ignored, SheetRead

COLUMNS: Final = (
    Column("text", "Acuerdo", 60, also=(
        "acuerdos", "compromiso", "compromisos", "acuerdo o compromiso", "acuerdos y compromisos",
        "descripcion", "descripcion del acuerdo", "texto", "tarea", "accion", "que se hara", "pedido")),
    Column("kind", "Clase", 13, also=("tipo", "clase de acuerdo", "tipo de acuerdo")),
    Column("organization", "Responsable", 36, also=(
        "responsables", "entidad responsable", "institucion responsable", "organizacion responsable",
        "organizacion", "institucion", "entidad", "quien", "actor responsable")),
    Column("person", "Persona responsable", 30, also=(
        "nombre del responsable", "representante", "funcionario responsable", "a cargo de")),
    Column("partners", "Corresponsables", 34, also=("apoyo", "con apoyo de", "aliados")),
    Column("mesa", "Mesa", 24, also=("mesa de trabajo", "mesa tematica", "grupo")),
    Column("due_on", "Plazo", 12, also=(
        "fecha", "fecha limite", "vence", "vencimiento", "fecha de cumplimiento", "fecha de entrega",
        "cuando", "plazo de cumplimiento", "fecha de vencimiento")),
    Column("permanent", "Permanente", 12),
    Column("deliverable", "Entregable", 36, also=("producto", "resultado")),
    Column("amount", "Monto", 15, also=("monto s", "presupuesto", "costo", "inversion")),
    Column("verification", "Medio de verificación", 34, also=("verificacion", "evidencia")),
    Column("funding", "Financia", 24, also=("fuente", "fuente de financiamiento", "financiamiento")),
    Column("policy", "Política o plan", 28, also=("politica", "plan", "politica nacional")),
    Column("goals", "ODS", 14, also=("ods y metas", "objetivo de desarrollo sostenible")),
    Column("acceptance", "Aceptación", 16),
    Column("follow_up", "Seguimiento", 18, also=("estado", "situacion", "avance")),
)  # fmt: skip
FIELDS: Final = frozenset(column.field for column in COLUMNS)
"""What a mapping file may name."""
_SHARED: Final = ("mesa", "organization", "person")
"""What a list writes once for several rows by merging cells down."""
_SEARCHED: Final = 60
_YEAR: Final = re.compile(r"\b(20\d\d)\b")
_MONTHS: Final = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set|sep", "oct", "nov", "dic")
_QUARTERS: Final = {"i": 3, "ii": 6, "iii": 9, "iv": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_QUARTER: Final = re.compile(r"\b(iv|i{1,3}|[1-4])\w{0,3} trimestre\b")
_ALWAYS: Final = re.compile(r"permanente|continu[oa]|siempre")


@dataclass(frozen=True, slots=True)
class _Head:
    row: int
    columns: Mapping[int, str]
    shown: Mapping[int, str]


def understood(
    sheets: Sequence[RawSheet],
    name: str,
    mapping: Mapping[str, str] | None = None,
    mends: Mends | None = None,
) -> tuple[SheetRead, ...]:
    """Return the sheets of a list of agreements as they are understood.

    Raises `Invalid("list-empty" | "list-no-agreement-headings" | "list-no-agreements")`.
    """
    read = tuple(_sheet(sheet, mapping or {}, mends or {}) for sheet in sheets)
    if any(sheet.agreements for sheet in read):
        return read
    if all(sheet.problem == "sheet-empty" for sheet in read):
        raise Invalid("list-empty", name=name)
    found = any(not sheet.problem for sheet in read)
    raise Invalid("list-no-agreements" if found else "list-no-agreement-headings", name=name)


def _sheet(sheet: RawSheet, mapping: Mapping[str, str], mends: Mends) -> SheetRead:
    if not sheet.rows:
        return SheetRead(sheet.name, 0, problem="sheet-empty")
    chosen = {heading_key(heading): field for heading, field in mapping.items()}
    head = next(
        (found for row in range(min(len(sheet.rows), _SEARCHED)) if (found := _head(sheet, row, chosen))),
        None,
    )
    if head is None:
        ignored = tuple(Ignored(sheet.name, number, "unread") for number in range(1, len(sheet.rows) + 1))
        return SheetRead(sheet.name, len(sheet.rows), ignored=ignored, problem="sheet-no-headings")
    listed, ignored_rows = [], []
    for row in range(len(sheet.rows)):
        said = {field: value for field, value in _values(sheet, head, row) if cells.text(value)}
        if row <= head.row:
            ignored_rows.append(Ignored(sheet.name, row + 1, "heading" if row == head.row else "title"))
        elif not said or not any(map(cells.text, sheet.rows[row])):
            ignored_rows.append(Ignored(sheet.name, row + 1, "blank"))
        else:
            listed.append(_listed(sheet.name, row + 1, said, mends.get((sheet.name, row + 1), Mend())))
    return SheetRead(
        sheet.name,
        len(sheet.rows),
        ignored=tuple(ignored_rows),
        columns=tuple((head.shown[position], field) for position, field in head.columns.items()),
        unknown=tuple(text for position, text in head.shown.items() if position not in head.columns),
        agreements=tuple(listed),
    )


def _head(sheet: RawSheet, row: int, chosen: Mapping[str, str]) -> _Head | None:
    shown = {
        position: " ".join(value.split())
        for position, value in enumerate(sheet.rows[row])
        if isinstance(value, str) and value.strip()
    }
    columns: dict[int, str] = {}
    for position, text in shown.items():
        key = heading_key(text)
        field = chosen[key] if key in chosen else _known().get(key, "")
        if field in FIELDS and field not in columns.values():
            columns[position] = field
    return _Head(row, columns, shown) if "text" in columns.values() and len(columns) > 1 else None


def _known() -> dict[str, str]:
    return {heading_key(text): one.field for one in COLUMNS for text in (one.heading, *one.also)}


def _values(sheet: RawSheet, head: _Head, row: int) -> Iterator[tuple[str, Value]]:
    above = {merge.left: merge.top for merge in sheet.merges if merge.top < row <= merge.bottom}
    for position, field in head.columns.items():
        line = above.get(position, row) if field in _SHARED else row
        values = sheet.rows[line]
        yield field, values[position] if position < len(values) else None


def _listed(sheet: str, row: int, said: Mapping[str, Value], mend: Mend) -> ListedAgreement:
    values: dict[str, Value] = {**said, **mend.values}
    words = {field: normalise_text(cells.text(value)).strip() for field, value in values.items()}
    due, permanent, remarks = _due(values.get("due_on"))
    amount, doubtful = _amount(values.get("amount"))
    if mend.values.get("amount", "").isdigit():  # what a form writes is céntimos
        amount, doubtful = int(mend.values["amount"]), ()
    always = fold(words.get("permanent", "")) in ("si", "x", "1", "true")
    partners = re.split(r"[;\n]", str(values.get("partners") or ""))
    return ListedAgreement(
        sheet=sheet,
        row=row,
        kind=_kind(words.get("kind", "")),
        text=words.get("text", ""),
        organization=words.get("organization", ""),
        person=words.get("person", ""),
        partners=tuple(clean for one in partners if (clean := " ".join(normalise_text(one).split()))),
        mesa=cells.mesa(values.get("mesa")).value,
        due_on="" if always else due,
        permanent=permanent or always,
        deliverable=words.get("deliverable", ""),
        amount=amount,
        verification=words.get("verification", ""),
        funding=words.get("funding", ""),
        policy=words.get("policy", ""),
        goals=_goals(words.get("goals", "")),
        acceptance=_code("acceptance", words.get("acceptance", "")),
        follow_up=_code("follow_up", words.get("follow_up", "")),
        remarks=tuple(Remark(code) for code in (*remarks, *doubtful)),
        mend=mend,
    )


def _kind(words: str) -> str:
    return _code("kind", words) or "compromiso"


def _code(field: str, words: str) -> str:
    """Return the code that the words of a catalogue stand for, or nothing."""
    return {fold(word): code for code, word in catalogs.labels(field).items()}.get(fold(words), "")


def _goals(words: str) -> tuple[str, ...]:
    """Return the ODS and targets that are written, «2, 2.3; ODS 10»; a number that is none is left out."""
    found = []
    for one in re.split(r"[,;\n]| y ", words):
        try:
            found.append(rules.goal(one))
        except Invalid:
            continue
    return tuple(dict.fromkeys(found))


def _due(value: Value) -> tuple[str, bool, tuple[str, ...]]:
    """Return the day of a plazo, whether it is permanent, and what to say of it."""
    typed = cells.text(value)
    if not typed or _ALWAYS.search(fold(typed)):
        return "", bool(typed), ()
    read = cells.day(value)
    if read.value:
        return read.value, False, ()
    in_words = _in_words(fold(typed))
    if in_words:
        return in_words, False, ("due-in-words",)
    return "", False, ("due-unreadable",)


def _in_words(words: str) -> str:
    """Return the day of «30 de junio de 2026», or the last one of «junio 2026» and «II trimestre 2026»."""
    year = _YEAR.search(words)
    if year is None:
        return ""
    line = quick_line.parse(f"hacer {words}", date(int(year[1]), 1, 1))
    if line.due_on:
        return line.due_on
    quarter = _QUARTER.search(words)
    named = [n for n, name in enumerate(_MONTHS, 1) if re.search(rf"\b({name})", words)]
    month = _QUARTERS[quarter[1]] if quarter else named[-1] if named else 0
    if not month:
        return ""
    return date(int(year[1]), month, monthrange(int(year[1]), month)[1]).isoformat()


def _amount(value: Value) -> tuple[int | None, tuple[str, ...]]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (round(value * 100), ()) if value >= 0 else (None, ("amount-doubtful",))
    typed = cells.text(value)
    if not typed:
        return None, ()
    try:
        return rules.centimos(typed), ()
    except AppError:
        return None, ("amount-doubtful",)


def import_agreements(
    session: Session,
    target: Earlier,
    sheets: Sequence[SheetRead],
    name: str,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportResult:
    """Add the agreements of a list to an earlier workshop, or only work out what that would do.

    Raises what `earlier.check` raises and `Invalid("import-cancelled")`.
    """
    step = stepping(name, progress, cancelled)
    every = [row for sheet in sheets for row in sheet.agreements]
    rows = [row for row in every if not row.mend.out]
    plan = earlier_agreements.plan(session, target, rows, step=step)
    trace = None
    if not dry_run:
        with undoing.watching(session) as trace:
            earlier_agreements.apply(session, target, plan)
        step(len(rows), len(rows))
    made = [one for one in plan.outcomes if one.effect is not None]
    return ImportResult(
        file=name,
        dry_run=dry_run,
        rows=tuple(_result(one) for one in plan.outcomes),
        ignored=tuple(one for sheet in sheets for one in sheet.ignored),
        sheets=tuple(sheets),
        people=len(made),
        effects=Counter(one.effect for one in made if one.effect is not None),
        review=sum(one.kind == "review" for one in plan.outcomes),
        organizations=plan.organizations,
        mesas=plan.mesas,
        left_out=tuple(_result(AgreementOutcome(row, "rejected", None, ())) for row in every if row.mend.out),
        trace=trace,
    )


def _result(one: AgreementOutcome) -> RowResult:
    row = one.row
    return RowResult(
        sheet=row.sheet,
        row=row.row,
        outcome=one.kind,
        remarks=one.remarks,
        name=row.text,
        person_id="",
        document=f"Mesa {row.mesa}" if row.mesa.isdigit() else row.mesa,
        organization=row.organization or row.person,
        effect=one.effect,
        cells=_cells(row),
    )


def _cells(row: ListedAgreement) -> dict[str, str]:
    return {
        "text": row.text, "kind": row.kind, "organization": row.organization, "person": row.person,
        "partners": "; ".join(row.partners), "mesa": row.mesa, "due_on": row.due_on,
        "permanent": "1" if row.permanent else "", "deliverable": row.deliverable,
        "amount": "" if row.amount is None else str(row.amount),
    }  # fmt: skip
