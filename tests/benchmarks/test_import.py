"""A list of 20,000 invitees, from the file to the committed store, against openpyxl reading the same file.

The product's whole path: read, map, judge, write with its journal in one transaction. Both in the same run by
the time of the processor, which other programs do not change. The aim is 2 (issue 4); what was reached is
printed part by part, and the gate keeps it from growing.
"""

import time
from pathlib import Path
from random import Random
from typing import Final

import openpyxl
import pytest
from openpyxl import Workbook

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import workshops
from alianza_desktop.spreadsheets import importer, reading
from alianza_desktop.storage.founding import found
from tests.benchmarks.conftest import Say
from tests.benchmarks.multitude import SURNAMES
from tests.builders import PLAN, writing
from tests.conftest import MORNING

ROWS: Final = 19_990
"""With the heading, almost the most rows that a list may have."""
AIM: Final = 2.0
MOST_RATIO: Final = 3.5

_HEADINGS: Final = (
    "N.º", "Tipo de documento", "DNI", "Apellido paterno", "Apellido materno", "Nombres", "Institución",
    "Sector", "Cargo", "Celular", "Correo",
)  # fmt: skip
_GIVEN: Final = (
    "Rosa",
    "Elías",
    "María Elena",
    "José",
    "Flor",
    "Segundo",
    "Nugkuag",
    "Wajai",
    "Yolanda",
    "Ana",
)
_SECTORS: Final = ("Público", "Privado", "Academia", "Sociedad")


def _list(file: Path) -> None:
    random = Random(5)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Invitados")
    sheet.append(_HEADINGS)
    for place, number in enumerate(random.sample(range(10_000_000, 90_000_000), ROWS)):
        surnames = (random.choice(SURNAMES), random.choice(SURNAMES), random.choice(_GIVEN))
        body = f"Comunidad {SURNAMES[place % 200]} {place % 400}"
        phone, mail = f"9{random.randrange(10**7, 10**8)}", f"persona{place}@ejemplo.pe"
        sheet.append(
            (place, "DNI", str(number), *surnames, body, _SECTORS[place % 4], "Representante", phone, mail)
        )
    book.save(file)


@pytest.mark.benchmark_ratio
@pytest.mark.timeout(900)
def test_twenty_thousand_rows(tmp_path: Path, say: Say) -> None:
    file = tmp_path / "lista.xlsx"
    _list(file)
    start = time.process_time()
    read = sum(1 for sheet in openpyxl.load_workbook(file) for _ in sheet.iter_rows(values_only=True))
    alone = time.process_time() - start
    parts = _imported(tmp_path, file)
    ratio = sum(parts.values()) / alone
    said = ", ".join(f"{name} {seconds:.1f}" for name, seconds in parts.items())
    say(
        f"import of {read - 1:,} rows: {sum(parts.values()):.1f} s of the processor ({said}); openpyxl alone "
        f"{alone:.1f} s; ratio {ratio:.1f} (aim {AIM}, most {MOST_RATIO})"
    )
    assert ratio <= MOST_RATIO


def _imported(folder: Path, file: Path) -> dict[str, float]:
    """Import a list into a new store and return the seconds of each part."""
    clock = FixedClock(MORNING)
    with found(
        folder / "data", name="Alianza", ubigeo="0104", operator="Rosa", role="coordinator", clock=clock
    ) as store:
        with writing(store) as session:
            workshop = workshops.create(session, PLAN)
        marks = [time.process_time()]
        sheets = reading.read_file(file)
        marks.append(time.process_time())
        understood = importer.understood(sheets, file.name)
        marks.append(time.process_time())
        with writing(store) as session:
            result = importer.import_sheets(session, workshop.id, understood, file.name)
            marks.append(time.process_time())
        marks.append(time.process_time())
    assert result.counts["imported"] == ROWS
    names = ("read", "understood", "planned and written", "journal and commit")
    return {name: marks[place + 1] - marks[place] for place, name in enumerate(names)}
