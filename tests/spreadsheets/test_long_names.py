"""A row of a list with a text where a name should be."""

from alianza_desktop.model import rules
from alianza_desktop.spreadsheets import rows
from alianza_desktop.spreadsheets.reading import RawSheet


def test_a_row_with_a_name_without_end() -> None:
    sheet = RawSheet(
        "Hoja", [["DNI", "Nombres", "Apellido paterno"], ["45678901", "Ana " * 900, "Ruiz\u202e"]]
    )
    read = rows.read_sheet(sheet, {})
    assert len(read.invitees[0].said("given_names")) <= rules.NAME_MOST
    assert read.invitees[0].said("paternal_surname") == "Ruiz"
    assert "name-long" in {one.code for one in read.invitees[0].remarks}
