"""A list of invitees, from the file to the store, with every row of every sheet accounted for.

`import_people` reads the whole file before it touches the store and works in the transaction of its caller:
one file is one transaction. With `dry_run` only the plan is made, so `database.reading()` is enough.
A screen reads the file once (`reading.read_file`), understands it as often as the mapping changes
(`understood`) and imports the sheets that it showed (`import_sheets`).
"""

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.garbage import uncollected
from alianza_desktop.core.sentences import SENTENCES
from alianza_desktop.model import Workshop
from alianza_desktop.services import earlier, invitees, undoing
from alianza_desktop.services.earlier import Earlier
from alianza_desktop.services.invitee_matches import Effect, Match
from alianza_desktop.services.invitee_rows import InviteeRow, Mend, Mends
from alianza_desktop.services.invitees import Outcome, OutcomeKind, Plan, Remark
from alianza_desktop.services.query import get
from alianza_desktop.services.undoing import Trace
from alianza_desktop.spreadsheets.columns import PEOPLE
from alianza_desktop.spreadsheets.reading import RawSheet, read_file
from alianza_desktop.spreadsheets.rows import Ignored, SheetRead, read_sheet, reread, set_aside

Progress = Callable[[int, int], None]
"""Rows done, rows in all."""

_FIELD_NAMES: Final = {column.field: column.heading for column in PEOPLE}


@dataclass(frozen=True, slots=True, repr=False)
class RowResult:
    """What became of one row that names somebody."""

    sheet: str
    row: int
    """As the spreadsheet numbers it."""
    outcome: OutcomeKind
    remarks: tuple[Remark, ...]
    name: str
    """Surnames, names, as they were understood."""
    person_id: str
    """Empty for a rejected row, and for somebody new in a dry run."""
    document: str = ""
    """«DNI 45678901»."""
    organization: str = ""
    effect: Effect | None = None
    """What happens to the person; None when there is nobody."""
    cells: Mapping[str, str] = field(default_factory=dict)
    """What the row is understood to say, by field."""
    known: Match | None = None
    """Whom of the directory it is about, or may be."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the remarks, doubts first."""
        return tuple(remark.code for remark in sorted(self.remarks, key=lambda one: not one.doubtful))

    @property
    def reasons(self) -> tuple[str, ...]:
        """The remarks in Spanish, doubts first."""
        return tuple(say(remark) for remark in sorted(self.remarks, key=lambda one: not one.doubtful))


@dataclass(frozen=True, slots=True, repr=False)
class ImportResult:
    """A whole file, row by row."""

    file: str
    dry_run: bool
    rows: tuple[RowResult, ...]
    ignored: tuple[Ignored, ...]
    sheets: tuple[SheetRead, ...]
    people: int = 0
    """Whom the list names, once each however many rows they have."""
    effects: Mapping[Effect, int] = field(default_factory=dict)
    """People by what happens to them, once each; together, `people`."""
    review: int = 0
    """People in doubt, once each."""
    organizations: int = 0
    """How many organisations are new."""
    mesas: int = 0
    """How many mesas are new, of a list of agreements."""
    left_out: tuple[RowResult, ...] = ()
    """Rows that a person left out."""
    trace: Trace | None = None
    """What was written, to be taken back; None of a dry run."""

    @property
    def counts(self) -> dict[str, int]:
        """Rows by what became of them, rows that name nobody by what they are; together, all of them."""
        kinds = ("imported", "updated", "review", "rejected", "blank", "title", "heading", "total", "footer")
        found = Counter[str](row.outcome for row in self.rows) + Counter(row.kind for row in self.ignored)
        return {kind: found[kind] for kind in (*kinds, "unread")}

    @property
    def total(self) -> int:
        """Rows in the file, sheet by sheet up to the last one with something in it."""
        return sum(sheet.total for sheet in self.sheets)

    def of(self, outcome: OutcomeKind) -> tuple[RowResult, ...]:
        """Return the rows of one outcome, in the order of the list."""
        return tuple(row for row in self.rows if row.outcome == outcome)

    def as_json(self) -> dict[str, object]:
        """Return the object that the command line prints (cli.md)."""
        outcomes: tuple[OutcomeKind, ...] = ("imported", "updated", "review", "rejected")
        return {
            "file": self.file,
            "dry_run": self.dry_run,
            "rows": self.total,
            "counts": self.counts,
            **{outcome: [_row_json(row) for row in self.of(outcome)] for outcome in outcomes},
            "ignored": [{"sheet": one.sheet, "row": one.row, "kind": one.kind} for one in self.ignored],
            "sheets": [_sheet_json(sheet) for sheet in self.sheets],
        }


def read_list(path: Path, mapping: Mapping[str, str] | None = None) -> tuple[SheetRead, ...]:
    """Return every sheet of a list as it is understood; the store has no part in it.

    Raises what `reading.read_file` and `understood` raise.
    """
    return understood(read_file(path), path.name, mapping)


@uncollected()
def understood(
    sheets: Sequence[RawSheet],
    name: str,
    mapping: Mapping[str, str] | None = None,
    mends: Mends | None = None,
) -> tuple[SheetRead, ...]:
    """Return sheets as they are understood with a mapping (heading → field); `name` is only for messages.

    `mends` are by sheet and row.

    Of a workbook that the program wrote only its table of people is a list: the others repeat their names.
    Raises `Invalid("list-empty" | "list-no-headings" | "list-no-invitees")`.
    """
    mended: dict[str, dict[int, Mend]] = {}
    for (title, row), mend in (mends or {}).items():
        mended.setdefault(title, {})[row] = mend
    read = tuple(read_sheet(sheet, mapping or {}, mended.get(sheet.name)) for sheet in sheets)
    if any(sheet.own for sheet in read):
        read = tuple(sheet if sheet.own else set_aside(sheet) for sheet in read)
    if any(sheet.invitees for sheet in read):
        return read
    problems = {sheet.problem for sheet in read}
    if problems <= {"sheet-empty"}:
        raise Invalid("list-empty", name=name)
    raise Invalid("list-no-invitees" if "" in problems else "list-no-headings", name=name)


def mended(
    sheets: Sequence[SheetRead],
    raw: Sequence[RawSheet],
    mapping: Mapping[str, str],
    mends: Mends,
    touched: Container[tuple[str, int]],
) -> tuple[SheetRead, ...]:
    """Return sheets with the rows that a person touched (sheet, row) read again."""
    files = {one.name: one for one in raw}
    again = []
    for sheet in sheets:
        own = {row: mend for (title, row), mend in mends.items() if title == sheet.name}
        rows = {one.row for one in sheet.invitees if (sheet.name, one.row) in touched}
        again.append(reread(files[sheet.name], sheet, mapping, own, rows) if rows else sheet)
    return tuple(again)


def import_people(
    session: Session,
    workshop_id: str,
    path: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportResult:
    """Invite to a workshop whom a list names; nothing is written before the whole list is understood.

    Raises what `read_list` and `import_sheets` raise.
    """
    get(session, Workshop, workshop_id)
    sheets = read_list(path, mapping)
    return import_sheets(
        session, workshop_id, sheets, path.name, dry_run=dry_run, progress=progress, cancelled=cancelled
    )


def import_sheets(
    session: Session,
    workshop_id: str,
    sheets: Sequence[SheetRead],
    name: str,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportResult:
    """Invite to a workshop whom the sheets of a list name, or only work out what that would do.

    Raises `NotFound("record-missing")` for the workshop and `Invalid("import-cancelled")`.
    """
    get(session, Workshop, workshop_id)
    return _taken(
        session, sheets, name,
        plan=lambda rows, step: invitees.plan(session, workshop_id, rows, source=name, step=step),
        write=None if dry_run else lambda plan: invitees.apply(session, plan),
        progress=progress, cancelled=cancelled,
    )  # fmt: skip


def import_attendance(
    session: Session,
    target: Earlier,
    sheets: Sequence[SheetRead],
    name: str,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportResult:
    """Write that those whom the sheets name came to an earlier workshop, or only work out what that would do.

    Raises what `earlier.check` raises and `Invalid("import-cancelled")`.
    """
    return _taken(
        session, sheets, name,
        plan=lambda rows, step: earlier.plan(session, target, rows, source=name, step=step),
        write=None if dry_run else lambda plan: earlier.apply(session, target, plan),
        progress=progress, cancelled=cancelled,
    )  # fmt: skip


def stepping(
    name: str, progress: Progress | None, cancelled: Callable[[], bool] | None
) -> Callable[[int, int], None]:
    """Return what tells the progress of a list and gives up when asked: `Invalid("import-cancelled")`."""

    def step(done: int, total: int) -> None:
        if cancelled is not None and cancelled():
            raise Invalid("import-cancelled", name=name)
        if progress is not None:
            progress(done, total)

    return step


@uncollected()
def _taken(
    session: Session,
    sheets: Sequence[SheetRead],
    name: str,
    *,
    plan: Callable[[Sequence[InviteeRow], Progress], Plan],
    write: Callable[[Plan], object] | None,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> ImportResult:
    """Plan the rows that were not left out and write them, all in the transaction of the caller."""
    step = stepping(name, progress, cancelled)
    every = [row for sheet in sheets for row in sheet.invitees]
    rows = [row for row in every if not row.mend.out]
    made = plan(rows, step)
    new_bodies, trace = made.organizations, None
    if write is not None:
        with undoing.watching(session) as trace:
            write(made)
        step(len(rows), len(rows))  # the last moment to give up: everything is still in the transaction
    return ImportResult(
        file=name,
        dry_run=write is None,
        rows=tuple(_result(outcome, made.effect(outcome)) for outcome in made.outcomes),
        ignored=tuple(one for sheet in sheets for one in sheet.ignored),
        sheets=tuple(sheets),
        people=len(made.effects),
        effects=Counter(made.effects.values()),
        review=len({id(one.invitee) for one in made.outcomes if one.invitee and one.invitee.review}),
        organizations=new_bodies,
        left_out=tuple(_result(Outcome(row, "rejected", ()), None) for row in every if row.mend.out),
        trace=trace,
    )


def say(remark: Remark) -> str:
    """Return a remark in Spanish; a code of a newer program is shown as it is."""
    facts = dict(remark.facts)
    facts["field"] = _FIELD_NAMES.get(facts.get("field", ""), "")
    return SENTENCES.get(remark.code, remark.code).format(**facts)


def listed_name(row: InviteeRow) -> str:
    """Return «surnames, names» as a row is understood."""
    surnames = " ".join(filter(None, (row.said("paternal_surname"), row.said("maternal_surname"))))
    return ", ".join(filter(None, (surnames, row.said("given_names"))))


def cells_of(row: InviteeRow) -> dict[str, str]:
    """Return what a row is understood to say, by field, of the person and of what goes with them."""
    own = {name: getattr(row, name) for name in ("organization", "sector", "ruc", "quality", "mesa")}
    return {**row.person, **own}


def _result(outcome: Outcome, effect: Effect | None) -> RowResult:
    row = outcome.row
    return RowResult(
        sheet=row.sheet,
        row=row.row,
        outcome=outcome.kind,
        remarks=outcome.remarks,
        name=listed_name(row),
        person_id=outcome.person_id,
        document=catalogs.document(*row.document),
        organization=row.organization,
        effect=effect,
        cells=cells_of(row),
        known=outcome.known,
    )


def _row_json(row: RowResult) -> dict[str, object]:
    return {
        "sheet": row.sheet,
        "row": row.row,
        "name": row.name,
        "person": row.person_id or None,
        "codes": list(row.codes),
        "reason": " ".join(row.reasons),
    }


def _sheet_json(sheet: SheetRead) -> dict[str, object]:
    return {
        "name": sheet.name,
        "rows": sheet.total,
        "columns": dict(sheet.columns),
        "unused": list(sheet.unknown),
        "problem": sheet.problem or None,
    }
