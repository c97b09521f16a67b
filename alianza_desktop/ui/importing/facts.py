"""What a list would do, and what it did, as the page shows it. No Qt.

People are counted, not rows: each one once, by what happens to them, so that the chips add up to what the
button says. Rows that repeat somebody, that name nobody or that stay out are told apart.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.format_es import count
from alianza_desktop.services.invitee_rows import Mend, Mends
from alianza_desktop.spreadsheets.columns import heading_key
from alianza_desktop.spreadsheets.importer import ImportResult, RowResult
from alianza_desktop.spreadsheets.rows import SheetRead
from alianza_desktop.ui.cells import Cell, Chip, Column, TableRow
from alianza_desktop.ui.importing.kinds import INVITED, ListKind
from alianza_desktop.ui.importing.mending import RowFacts, facts_of, key_of, place_of, title_of

ChipKind = Literal["success", "info", "warning", "neutral"]
COLUMNS: Final = (
    Column(key="in", title="", width=40),
    Column(key="row", title="Fila", width=64, right=True),
    Column(key="person", title="Qué dice", width=300),
    Column(key="outcome", title="Resultado", width=132),
    Column(key="why", title="Por qué"),
)
PROBLEMS: Final = ("review", "rejected")
_EFFECTS: Final = {
    "invited": Chip("info", "users", "Del directorio"),
    "updated": Chip("info", "refresh", "Se completa"),
    "unchanged": Chip("neutral", "check", "Ya está"),
}
_NEW: Final = {True: Chip("success", "user-plus", "Nueva"), False: Chip("success", "plus", "Nuevo")}
_REPEATED: Final = Chip("neutral", "list", "Repetida")
_REVIEW: Final = Chip("warning", "user-question", "Por revisar")
_REJECTED: Final = Chip("neutral", "x", "No entra")
_OUT: Final = Chip("neutral", "x", "Fuera")
_ORDER: Final = (_REJECTED, _REVIEW, *_NEW.values(), *_EFFECTS.values(), _REPEATED, _OUT)
_ASIDE: Final = ("title", "total", "footer", "unread")
"""Rows that say something and name nobody; headings and blank rows are no news."""
_SHEETS: Final = {"sheet-empty": "vacía", "sheet-no-headings": "sin encabezados"}
AS_IT_IS: Final = Mend()


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet of the file: what it has and whether it is taken."""

    name: str
    words: str
    taken: bool
    readable: bool


@dataclass(frozen=True, slots=True, repr=False)
class ListFacts:
    """A list as it is understood, and what becomes of each of its rows."""

    file: str
    sheets: tuple[SheetLine, ...]
    headings: tuple[tuple[str, str], ...]
    """(heading as the list has it, field it is read as; empty is left alone)."""
    remembered: bool
    """The columns are those that somebody chose for a list with the same headings."""
    counts: tuple[tuple[ChipKind, str], ...]
    """(kind of chip, words)."""
    rows: tuple[TableRow, ...]
    problems: tuple[TableRow, ...]
    people: int
    """Whom the list names and is taken of, once each."""
    doubts: int
    """People in doubt, once each."""
    button: str
    """What importing does now; empty when there is nothing to do."""
    aside: str
    """What the chips do not count."""


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """What was chosen about a list that the result does not say."""

    sheets: Sequence[SheetRead]
    left: Collection[str]
    """Sheets that are not taken."""
    mends: Mends
    remembered: bool = False
    kind: ListKind = INVITED


def list_facts(result: ImportResult, shown: Shown) -> ListFacts:
    """Return what the page shows of a result, of a dry run or not."""
    order = {sheet.name: number for number, sheet in enumerate(shown.sheets)}
    rows = [(order[one.sheet], one.row, _row(one, shown)) for one in result.rows]
    rows += [(order[one.sheet], one.row, _row_out(one, shown)) for one in result.left_out]
    table = tuple(row for _, _, row in sorted(rows, key=lambda one: one[:2]))
    problems = {key_of(one.sheet, one.row) for one in result.rows if one.outcome in PROBLEMS}
    return ListFacts(
        file=result.file,
        sheets=tuple(_sheet(one, shown) for one in shown.sheets),
        headings=headings_of(shown.sheets),
        remembered=shown.remembered,
        counts=_counts(result, shown.kind),
        rows=table,
        problems=tuple(row for row in table if row.key in problems),
        people=result.people,
        doubts=result.review,
        button=_button(result, shown.kind),
        aside=_aside(result, shown.kind),
    )


def _counts(result: ImportResult, kind: ListKind) -> tuple[tuple[ChipKind, str], ...]:
    effects = result.effects
    out = result.counts["rejected"] + len(result.left_out)
    told: tuple[tuple[ChipKind, str, int], ...] = (
        ("success", kind.new[1], effects.get("new", 0)),
        ("info", "del directorio", effects.get("invited", 0)),
        ("info", "se completan", effects.get("updated", 0)),
        ("neutral", "ya están", effects.get("unchanged", 0)),
        ("warning", "por revisar", result.review),
        ("neutral", "no entran", out),
    )
    return tuple((tone, f"{words} {number:,}") for tone, words, number in told if number)


def _button(result: ImportResult, kind: ListKind) -> str:
    """Return what the button does: whom it imports, whom it completes."""
    effects = result.effects
    come, change = effects.get("new", 0) + effects.get("invited", 0), effects.get("updated", 0)
    if come and change:
        return f"Importar {come:,} y completar {change:,}"
    if come:
        return f"Importar {count(come, *kind.words)}"
    return f"Completar {count(change, *kind.words)}" if change else ""


def _aside(result: ImportResult, kind: ListKind) -> str:
    nobody = sum(result.counts[kind] for kind in _ASIDE)
    again = sum(_is_repeated(one) for one in result.rows)
    parts = (
        f"{count(result.organizations, 'organización nueva', 'organizaciones nuevas')}."
        if result.organizations
        else "",
        f"{count(result.mesas, 'mesa nueva', 'mesas nuevas')}." if result.mesas else "",
        f"{count(again, 'fila repite', 'filas repiten')} a otra." if again else "",
        f"{count(nobody, *kind.aside)}." if nobody else "",
    )
    return " ".join(filter(None, parts))


def _is_repeated(one: RowResult) -> bool:
    return any(remark.code == "repeated" for remark in one.remarks)


def _chip(one: RowResult, kind: ListKind) -> Chip:
    if one.outcome == "rejected" or one.effect is None:
        return _REJECTED
    if one.outcome == "review":
        return _REVIEW
    if _is_repeated(one):
        return _REPEATED
    return _NEW[kind.of_people] if one.effect == "new" else _EFFECTS[one.effect]


def _row(one: RowResult, shown: Shown) -> TableRow:
    chip = _chip(one, shown.kind)
    cells = {
        "in": Cell(check=one.outcome != "rejected", sort=1),
        "row": Cell(text=f"{one.row:,}", caption=one.sheet if _several(shown) else "", sort=one.row),
        "person": Cell(
            text=one.name or shown.kind.nameless,
            caption=" · ".join(filter(None, (one.document, one.organization))),
            warning=not one.name,
        ),
        "outcome": Cell(chip=chip, sort=_ORDER.index(chip)),
        "why": Cell(text=" ".join(one.reasons), warning=one.outcome in PROBLEMS),
    }
    return TableRow(key=key_of(one.sheet, one.row), cells=cells)


def _row_out(one: RowResult, shown: Shown) -> TableRow:
    cells = {
        "in": Cell(check=False, sort=0),
        "row": Cell(text=f"{one.row:,}", caption=one.sheet if _several(shown) else "", sort=one.row),
        "person": Cell(
            text=one.name or shown.kind.nameless,
            caption=" · ".join(filter(None, (one.document, one.organization))),
        ),
        "outcome": Cell(chip=_OUT, sort=_ORDER.index(_OUT)),
        "why": Cell(text="Usted la dejó fuera."),
    }
    return TableRow(key=key_of(one.sheet, one.row), cells=cells)


def row_facts(result: ImportResult, shown: Shown, key: str) -> RowFacts | None:
    """Return what the panel shows of a row; None when it is not of the list any more."""
    place, several = place_of(key), _several(shown)
    for one in result.rows:
        if (one.sheet, one.row) == place:
            mend = shown.mends.get(place, AS_IT_IS)
            return facts_of(one, mend, several=several, fixed=not result.dry_run)
    for out in result.left_out:
        if (out.sheet, out.row) == place:
            title = title_of(out.sheet, out.row, several=several)
            return RowFacts(key, title, dict(out.cells), notes="Usted la dejó fuera.", out=True, fixed=True)
    return None


def _several(shown: Shown) -> bool:
    return sum(not sheet.problem for sheet in shown.sheets) > 1


def _sheet(one: SheetRead, shown: Shown) -> SheetLine:
    words = _SHEETS.get(one.problem) or count(one.named, *shown.kind.words)
    readable = not one.problem
    return SheetLine(one.name, words, taken=readable and one.name not in shown.left, readable=readable)


def headings_of(sheets: Sequence[SheetRead]) -> tuple[tuple[str, str], ...]:
    """Return every heading once, with the field that it is read as; those that are not kept at the end."""
    found: dict[str, str] = {}
    for sheet in sheets:
        for heading, field in sheet.columns:
            found.setdefault(heading, field)
    left = {heading: "" for sheet in sheets for heading in sheet.unknown if heading not in found}
    return tuple((found | left).items())


def heading_set(sheets: Sequence[SheetRead]) -> str:
    """Return what tells lists with the same headings, whatever their order: a mapping is kept for it."""
    keys = sorted({heading_key(heading) for heading, _ in headings_of(sheets)})
    return sha256("\n".join(keys).encode())[:16]
