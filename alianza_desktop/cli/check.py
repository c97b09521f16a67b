"""`alianza check`: is the installation whole, and the store if there is one."""

import platform
from argparse import Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alianza_desktop import __version__
from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core.errors import AppError, Unavailable
from alianza_desktop.core.format_es import count
from alianza_desktop.core.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

RESOURCES = {
    "catalogs": (
        "catalogs.json",
        "document_types.json",
        "labels.json",
        "sdgs.json",
        "sectors.json",
        "ubigeo.csv",
    ),
    "demo": ("condorcanqui.toml",),
    "fonts": ("NotoSans-Bold.ttf", "NotoSans-Italic.ttf", "NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf"),
    "icons": ("home.svg", "id-badge-2.svg", "search.svg"),
    "styles": ("window.qss",),
    "wording": ("acta.v2.toml", "attendance.v2.toml", "closing.v1.toml", "consent.v1.toml", "papers.v1.toml"),
}
"""What the program cannot do without, by folder; any other file of these folders is read too."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing checked."""

    name: str
    ok: bool
    words: str


def check(desk: Desk, _arguments: Namespace) -> Reply:
    """Check resources, libraries, fonts and the store; exit 1 if something is missing."""
    probes: dict[str, Callable[[], str]] = {
        "programa": _program,
        "recursos": _resources,
        "catálogo de ubigeo": _places,
        "documentos": _documents,
        "hojas de cálculo": _spreadsheets,
        "actualizaciones": _migrations,
        "sello": _seal_library,
        "ventana": _qt,
    }
    lines = [*(_one(name, probe) for name, probe in probes.items()), *_store(desk)]
    whole = all(line.ok for line in lines)
    return Reply(
        {
            "version": __version__,
            "ok": whole,
            "checks": [{"name": line.name, "ok": line.ok, "detail": line.words} for line in lines],
        },
        (
            f"alianza {__version__}",
            *(f"  {'bien' if line.ok else 'FALTA'}  {line.name}: {line.words}" for line in lines),
        ),
        exit_code=0 if whole else 1,
    )


def _one(name: str, probe: "Callable[[], str]") -> Line:
    try:
        return Line(name, ok=True, words=probe())
    except AppError as error:
        return Line(name, ok=False, words=sentence(error))
    except (ImportError, OSError) as error:
        return Line(name, ok=False, words=str(error))


def _program() -> str:
    from alianza_desktop.core.paths import frozen

    how = "en su propia carpeta, no necesita Python" if frozen() else "instalado"
    return f"{how}; Python {platform.python_version()}, {platform.system()}"


def _resources() -> str:
    from alianza_desktop.core.paths import resource

    needed = {resource(folder, name) for folder, names in RESOURCES.items() for name in names}
    found = {path for folder in RESOURCES for path in resource(folder).iterdir() if path.is_file()}
    for path in needed | found:
        with path.open("rb") as file:
            file.read(1)
    return count(len(needed | found), "archivo leído", "archivos leídos")


def _places() -> str:
    from alianza_desktop.core import catalogs

    return (
        f"{count(len(catalogs.districts()), 'distrito', 'distritos')}, {catalogs.vintage('ubigeo').edition}"
    )


def _documents() -> str:
    from alianza_desktop.documents import attendance, attendance_content, wording
    from alianza_desktop.documents.occasion import Occasion, Sitting

    page = attendance.build(
        attendance_content.AttendanceList(
            at=Occasion(alliance="", rehearsal=True, stage=1), sitting=Sitting(date="2026-01-01"), rows=()
        ),
        wording.load(attendance_content.WORDING),
    )
    return f"una página de prueba, {count(len(page.data), 'byte', 'bytes')}"


def _spreadsheets() -> str:
    from datetime import UTC, datetime

    from alianza_desktop.spreadsheets import exporter, reading
    from alianza_desktop.spreadsheets.columns import PEOPLE

    sheet = exporter.Sheet("Prueba", PEOPLE, [{}], lambda _row, field: field)
    [back] = reading.read_bytes(exporter.build([sheet], at=datetime(2026, 1, 1, tzinfo=UTC)), "prueba.xlsx")
    return f"una hoja escrita y leída, {count(len(back.rows[0]), 'columna', 'columnas')}"


def _migrations() -> str:
    from alianza_desktop.storage import migrate

    return count(len(migrate.history()), "paso", "pasos")


def _seal_library() -> str:
    from alianza_desktop.signing import writing  # imports pyHanko

    return f"PAdES con pyHanko ({writing.__name__.rpartition('.')[2]})"


def _qt() -> str:
    from alianza_desktop.app import qt_version

    return f"Qt {qt_version()}"


def _store(desk: Desk) -> list[Line]:
    """Check the store: its journal's chains, and the rows that point to what is not here."""
    try:
        with desk.reading() as session:
            from alianza_desktop.storage import health

            report = health.check(session)
    except Unavailable as error:
        if error.code == "store-missing":
            return [Line("almacén", ok=True, words="no hay uno en la carpeta de datos")]
        return [Line("almacén", ok=False, words=sentence(error))]
    except AppError as error:
        return [Line("almacén", ok=False, words=sentence(error))]
    words = (
        f"{count(report.operations, 'operación', 'operaciones')} de "
        f"{count(report.devices, 'equipo', 'equipos')}, cadenas íntegras"
        if report.sound
        else "las cadenas del diario no coinciden: guarde la carpeta como está y recupere una copia"
    )
    dangling = count(report.dangling, "referencia sin registro", "referencias sin registro")
    inbox = count(report.disputed, "dato en conflicto", "datos en conflicto")
    aside = count(report.set_aside, "operación apartada", "operaciones apartadas")
    return [
        Line("almacén", ok=report.sound, words=words),
        Line("referencias", ok=True, words=f"{dangling}; {inbox}; {aside}"),
    ]
