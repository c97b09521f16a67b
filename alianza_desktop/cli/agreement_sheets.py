"""`alianza export agreements` and `alianza agreement revise`: to Excel and back, row by row."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from alianza_desktop.cli import choosing
from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core.format_es import count
from alianza_desktop.core.sentences import said

if TYPE_CHECKING:
    from alianza_desktop.services.agreement_revision import Revised

_EFFECTS = {
    "same": "igual",
    "changed": "cambia",
    "new": "nuevo",
    "doubtful": "en duda",
    "rejected": "no se usa",
}


def export(desk: Desk, arguments: Namespace) -> Reply:
    """Write the agreements of a workshop as a table to edit."""
    from alianza_desktop.services import alliances
    from alianza_desktop.spreadsheets import agreement_sheet, exporter

    path = Path(arguments.file)
    with desk.reading() as session:
        table = agreement_sheet.sheet(session, choosing.workshop(session, arguments.workshop))
        mark = exporter.REHEARSAL if alliances.alliance(session).rehearsal else ""
    exporter.write(path, [table], at=desk.clock.now(), mark=mark)
    rows = len(table.rows)
    return Reply({"file": str(path), "agreements": rows}, (f"{count(rows, 'acuerdo', 'acuerdos')}: {path}",))


def revise(desk: Desk, arguments: Namespace) -> Reply:
    """Take back an edited table; with `--dry-run` only say what each row would change."""
    from alianza_desktop.services import agreement_revision
    from alianza_desktop.spreadsheets import agreement_sheet
    from alianza_desktop.spreadsheets.reading import read_file

    rows = agreement_sheet.read(read_file(Path(arguments.file)))
    with desk.reading() if arguments.dry_run else desk.writing() as session:
        workshop_id = choosing.workshop(session, arguments.workshop)
        planned = agreement_revision.plan(session, workshop_id, rows)
        chosen = [one for one in planned if one.taken or (arguments.doubtful and one.effect == "doubtful")]
        if not arguments.dry_run:
            agreement_revision.apply(session, workshop_id, chosen)
    open_rows = [one for one in planned if one.effect in ("doubtful", "rejected") and one not in chosen]
    return Reply(
        {"dry_run": arguments.dry_run, "written": 0 if arguments.dry_run else len(chosen),
         "rows": [_data(one) for one in planned]},
        (_counted(planned, dry_run=arguments.dry_run), *(line for one in planned for line in _lines(one))),
        exit_code=1 if arguments.dry_run and open_rows else 0,
    )  # fmt: skip


def _data(one: "Revised") -> dict[str, object]:
    return {
        "sheet": one.row.sheet,
        "row": one.row.row,
        "code": one.code,
        "effect": one.effect,
        "reason": said(one.reason, **one.facts) if one.reason else "",
        "changes": [
            {"field": change.field, "before": change.before, "after": change.after} for change in one.changes
        ],
    }


def _counted(planned: "tuple[Revised, ...]", *, dry_run: bool) -> str:
    parts = [f"{sum(one.effect == effect for one in planned)} {words}" for effect, words in _EFFECTS.items()]
    return f"{count(len(planned), 'fila', 'filas')}: {', '.join(parts)}." + (
        " No se guardó nada." if dry_run else ""
    )


def _lines(one: "Revised") -> tuple[str, ...]:
    if one.effect == "same":
        return ()
    reason = f" {said(one.reason, **one.facts)}" if one.reason else ""
    head = f"  fila {one.row.row}, {one.code or 'sin código'}, {_EFFECTS[one.effect]}.{reason}"
    changes = (f"    {one.field}: «{one.before}» → «{one.after}»" for one in one.changes)
    return (head, *changes)
