"""The sheet of each mesa: one mesa a page, who leads it, its people, nothing private."""

from dataclasses import replace

import pytest

from alianza_desktop.core.errors import NotFound
from alianza_desktop.documents import mesa_content, mesa_sheet, registry, wording
from alianza_desktop.documents.mesa_content import MesaSheets, Row
from alianza_desktop.services import departures, mesas
from alianza_desktop.storage.database import Database
from tests import builders
from tests.builders import arrive, writing
from tests.documents import mesa_samples as samples
from tests.documents.pdf_reading import fonts, texts


def pages(content: MesaSheets) -> list[str]:
    return texts(mesa_sheet.build(content, wording.load("mesa.v1")).data)


def test_each_mesa_begins_a_page() -> None:
    shown = pages(samples.sheets(14, 3))
    assert len(shown) == 3
    assert "MESA 1 · Cacao: acopio y poscosecha" in shown[0]
    assert "MESA 2 · Conectividad y servicios digitales" in shown[1]
    assert "Facilita Lic. Marisol Paz Ayui" in shown[0]
    assert "Facilita ____" in shown[1]
    assert "Página 2 de 3" in shown[1]
    assert "14 personas en la mesa" in shown[0]


def test_people_are_by_surname_with_or_without_a_box_to_sign() -> None:
    rows = (Row(name="Ñahui, Luz", sector="society"), Row(name="Nuñez, Ana", organization="GORE Amazonas"))
    content = samples.sheets(0, 1)
    table = replace(content.tables[0], rows=rows)
    (signed,) = pages(replace(content, tables=(table,)))
    (plain,) = pages(replace(content, tables=(table,), signing=False))
    assert signed.index("1 Nuñez, Ana GORE Amazonas") < signed.index("2 Ñahui, Luz")
    assert "Firma" in signed
    assert "Firma" not in plain
    assert "Sin sector: 1" in plain


def test_an_empty_mesa_and_a_workshop_without_mesas_say_so() -> None:
    assert "Nadie tiene asiento en esta mesa todavía." in pages(samples.sheets(0, 1))[0]
    assert "Este taller no tiene mesas todavía." in pages(samples.sheets(0, 0))[0]


def test_five_hundred_people_and_strange_names_hold() -> None:
    shown = pages(samples.sheets(250, 2))
    assert len(shown) > 10
    names = ("=HYPERLINK(1), \x00Ana", "😀 Pérez, \u202eAna", "<b>Paz</b>, & hijos", "x" * 300)
    content = samples.sheets(0, 1)
    table = replace(content.tables[0], rows=tuple(Row(name=one) for one in names), name="& <i> " + "y" * 90)
    (page,) = pages(replace(content, tables=(table,)))
    assert "<b>Paz</b>, & hijos" in page


def test_the_same_sheets_are_the_same_bytes_with_their_fonts() -> None:
    one, two = (mesa_sheet.build(samples.sheets(), wording.load("mesa.v1")).data for _ in range(2))
    assert one == two
    assert all(fonts(one).values())


def test_sheets_come_from_the_records_without_who_left(database: Database) -> None:
    with writing(database) as session:
        made = builders.world(session)
        arrive(session, made, made.mayor, made.cacao)
        arrival = arrive(session, made, made.manager, made.cacao)
        sitting = mesas.listing(session, made.workshop)[1].sitting_id
        departures.leave(session, arrival)
    with database.reading() as session:
        whole = mesa_content.collect(session, made.workshop)
        one = mesa_content.collect(session, sitting, signing=False)
        sheet = registry.find("mesa").render(session, made.workshop)
    assert [[row.name for row in table.rows] for table in whole.tables] == [
        ["Quispe Huamán, María Elena"],
        [],
    ]
    assert [table.name for table in one.tables] == ["Conectividad"]
    text = " ".join(texts(sheet.data))
    assert "1 Quispe Huamán, María Elena MP Condorcanqui Alcaldesa" in text
    assert "45678901" not in text


def test_a_mesa_that_meets_no_more_has_no_sheet(database: Database) -> None:
    with writing(database) as session:
        made = builders.world(session)
        sitting = mesas.listing(session, made.workshop)[1].sitting_id
        mesas.remove(session, sitting)
    with database.reading() as session, pytest.raises(NotFound):
        mesa_content.collect(session, sitting)
