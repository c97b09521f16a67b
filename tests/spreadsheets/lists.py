"""Lists made in the tests: workbooks from rows of values, and the workshop that they invite to."""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from sqlalchemy.orm import Session

from alianza_desktop.services import workshops
from alianza_desktop.services.mesas import MesaPlan
from alianza_desktop.services.workshops import WorkshopPlan
from alianza_desktop.spreadsheets.importer import ImportResult
from alianza_desktop.spreadsheets.reading import RawSheet, Value

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "fixtures"
GOLDEN = ROOT / "golden"
CONDORCANQUI = FIXTURES / "invitados_condorcanqui.xlsx"
LATIN1 = FIXTURES / "invitados_latin1.csv"
EXCEL97 = FIXTURES / "invitados_excel97.xls"

HEAD = ("Apellidos y nombres", "DNI", "Institución", "Cargo", "Celular")


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[Any]]], merges: Sequence[str] = ()) -> Path:
    """Write a workbook; `merges` are of the first sheet."""
    path.write_bytes(workbook_bytes(sheets, merges))
    return path


def workbook_bytes(sheets: dict[str, Sequence[Sequence[Any]]], merges: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    for area in merges:
        book.worksheets[0].merge_cells(area)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def sheet(*rows: Sequence[Value], text_only: bool = False) -> RawSheet:
    """Return a sheet as a reader gives it."""
    return RawSheet("Hoja1", [list(row) for row in rows], text_only=text_only)


def workshop(session: Session, mesas: int = 4) -> str:
    """Make a workshop with numbered mesas; return its id."""
    names = ("Cacao", "Conectividad", "Salud", "Ordenamiento territorial")[:mesas]
    plan = WorkshopPlan(stage=2, name="Segundo taller", mesas=tuple(MesaPlan(name=name) for name in names))
    return workshops.create(session, plan).id


def accounting(result: ImportResult) -> dict[str, dict[str, str]]:
    """Return every row of every sheet with what became of it, for a golden file."""
    rows: dict[str, dict[int, str]] = {one.name: {} for one in result.sheets}
    for row in result.rows:
        rows[row.sheet][row.row] = " ".join((row.outcome, *row.codes))
    for ignored in result.ignored:
        rows[ignored.sheet][ignored.row] = ignored.kind
    return {name: {str(row): found[row] for row in sorted(found)} for name, found in rows.items()}


def golden(name: str) -> dict[str, dict[str, str]]:
    """Return a golden accounting."""
    content: dict[str, dict[str, str]] = json.loads((GOLDEN / name).read_text(encoding="utf-8"))
    return content
