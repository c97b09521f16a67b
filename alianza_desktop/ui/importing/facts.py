"""What a list of invitees would do, and what it did, as the page shows it. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.format_es import count
from alianza_desktop.spreadsheets.columns import ONLY_IN_LISTS, PEOPLE, heading_key
from alianza_desktop.spreadsheets.importer import ImportResult, RowResult
from alianza_desktop.spreadsheets.rows import SheetRead
from alianza_desktop.ui.cells import Cell, Chip, Column, TableRow
from alianza_desktop.ui.row import Row

ChipKind = Literal["success", "info", "warning", "neutral"]
COLUMNS: Final = (
    Column(key="row", title="Fila", width=64, right=True),
    Column(key="person", title="Persona", width=320),
    Column(key="outcome", title="Resultado", width=122),
    Column(key="why", title="Por qué"),
)
PROBLEMS: Final = ("review", "rejected")
_AHEAD: Final = {
    "imported": Chip("success", "user-plus", "Nueva"),
    "updated": Chip("info", "refresh", "Actualiza"),
    "review": Chip("warning", "user-question", "Por revisar"),
    "rejected": Chip("neutral", "x", "No entra"),
}
_ASIDE: Final = ("blank", "title", "heading", "total", "footer", "unread")
"""Rows that name nobody."""
_SHEETS: Final = {"sheet-empty": "vacía", "sheet-no-headings": "sin encabezados: no se lee"}


@dataclass(frozen=True, slots=True, repr=False)
class ListFacts:
    """A list as it is understood, and what becomes of each of its rows."""

    file: str
    sheets: tuple[Row, ...]
    headings: tuple[tuple[str, str], ...]
    """(heading as the list has it, field it is read as; empty is left alone)."""
    counts: tuple[tuple[ChipKind, str], ...]
    """(kind of chip, words)."""
    rows: tuple[TableRow, ...]
    problems: tuple[TableRow, ...]
    people: int
    doubts: int


def list_facts(result: ImportResult) -> ListFacts:
    """Return what the page shows of a result, of a dry run or not."""
    rows = tuple(_row(one, len(result.sheets) > 1) for one in result.rows)
    problems = {_key(one) for one in result.rows if one.outcome in PROBLEMS}
    return ListFacts(
        file=result.file,
        sheets=tuple(_sheet(one) for one in result.sheets),
        headings=headings_of(result.sheets),
        counts=_counts(result),
        rows=rows,
        problems=tuple(row for row in rows if row.key in problems),
        people=result.people,
        doubts=result.counts["review"],
    )


def _counts(result: ImportResult) -> tuple[tuple[ChipKind, str], ...]:
    counts = result.counts
    aside = sum(counts[kind] for kind in _ASIDE)
    new, old = (
        ("se importarán", "se actualizarán") if result.dry_run else ("se importaron", "se actualizaron")
    )
    told: tuple[tuple[ChipKind, str, int], ...] = (
        ("success", f"{new} {counts['imported']:,}", counts["imported"]),
        ("info", f"{old} {counts['updated']:,}", counts["updated"]),
        ("warning", f"por revisar {counts['review']:,}", counts["review"]),
        ("neutral", f"sin nombre {counts['rejected']:,}", counts["rejected"]),
        ("neutral", f"no nombran a nadie {aside:,}", aside),
    )
    return tuple((kind, words) for kind, words, number in told if number or kind == "success")


def _key(one: RowResult) -> str:
    return f"{one.sheet}:{one.row}"


def _row(one: RowResult, several: bool) -> TableRow:
    reasons = " ".join(one.reasons)
    cells = {
        "row": Cell(text=f"{one.row:,}", caption=one.sheet if several else "", sort=one.row),
        "person": Cell(
            text=one.name or "Sin nombre",
            caption=" · ".join(filter(None, (one.document, one.organization))),
            warning=not one.name,
        ),
        "outcome": Cell(chip=_AHEAD[one.outcome], sort=list(_AHEAD).index(one.outcome)),
        "why": Cell(text=reasons, warning=one.outcome in PROBLEMS),
    }
    return TableRow(key=_key(one), cells=cells)


def _sheet(one: SheetRead) -> Row:
    words = _SHEETS.get(one.problem) or count(len(one.invitees), "persona", "personas")
    return Row(icon="file-spreadsheet", title=one.name, trailing=words)


def headings_of(sheets: Sequence[SheetRead]) -> tuple[tuple[str, str], ...]:
    """Return every heading once, with the field that it is read as; those that are not kept at the end."""
    found: dict[str, str] = {}
    for sheet in sheets:
        for heading, field in sheet.columns:
            found.setdefault(heading, field)
    left = {heading: "" for sheet in sheets for heading in sheet.unknown if heading not in found}
    return tuple((found | left).items())


def fields() -> tuple[tuple[str, str], ...]:
    """Return (field, words) of what a column may be; the first leaves it alone."""
    words = {one.field: one.heading for one in PEOPLE if one.imported}
    for one in ONLY_IN_LISTS:
        if one.field:
            words.setdefault(one.field, one.heading)
    return ("", "No se importa"), *sorted(words.items(), key=lambda pair: pair[1])


def heading_set(sheets: Sequence[SheetRead]) -> str:
    """Return what tells lists with the same headings, whatever their order: a mapping is kept for it."""
    keys = sorted({heading_key(heading) for heading, _ in headings_of(sheets)})
    return sha256("\n".join(keys).encode())[:16]
