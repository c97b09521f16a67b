"""A sheet row by row: who is an invitee, what every other row is, what merged cells and blocks say."""

from alianza_desktop.spreadsheets.reading import Merge, RawSheet, Value
from alianza_desktop.spreadsheets.rows import SheetRead, read_sheet
from tests.spreadsheets.lists import HEAD, sheet


def _kinds(read: SheetRead) -> dict[int, str]:
    return {one.row: one.kind for one in read.ignored}


def test_every_row_is_accounted_for() -> None:
    read = read_sheet(
        sheet(
            ("Lista de invitados", None, None, None, None),
            (),
            ("N.º", *HEAD),
            (1, "Pérez, Ana", "12345678"),
            (2, None, None, None, None, None),
            (None, "  ", "-", None, None, None),
            ("SECTOR PRIVADO", None, None, None, None),
            (3, "Rojas, Luz"),
            ("Subtotal", 2),
            (4, None, None, "RENIEC", "Director"),
            (),
            ("TOTAL DE INVITADOS", None, 3),
            (None, "Elaborado por: equipo", None),
            ("* por confirmar", None),
            ("V.º B.º de la coordinación",),
        ),
        {},
    )
    assert [row.row for row in read.invitees] == [4, 8, 10]
    assert _kinds(read) == {
        1: "title",
        2: "blank",
        3: "heading",
        5: "blank",
        6: "blank",
        7: "title",
        9: "total",
        11: "blank",
        12: "total",
        13: "footer",
        14: "footer",
        15: "footer",
    }
    assert len(read.invitees) + len(read.ignored) == read.total == 15


def test_a_second_block_has_its_own_headings() -> None:
    read = read_sheet(
        sheet(
            ("Apellidos y nombres", "DNI"),
            ("Pérez, Ana", "12345678"),
            ("Mesa 2", None),
            ("DNI", "Nombres", "Apellidos"),
            ("23456789", "Luz", "Rojas Tiwi"),
        ),
        {},
    )
    assert [
        (row.said("document_number"), row.said("paternal_surname"), row.said("given_names"))
        for row in read.invitees
    ] == [
        ("12345678", "Pérez", "Ana"),
        ("23456789", "Rojas", "Luz"),
    ]
    assert _kinds(read) == {1: "heading", 3: "title", 4: "heading"}


def test_what_is_merged_down_belongs_to_each_row() -> None:
    rows: list[list[Value]] = [
        [*HEAD],
        ["Pérez, Ana", "12345678", "RENIEC", "Jefa"],
        ["Rojas, Luz", "23456789", None, None],
    ]
    raw = RawSheet("Hoja1", rows, (Merge(1, 2, 2, 2), Merge(1, 3, 2, 3)))
    assert [(row.organization, row.said("position")) for row in read_sheet(raw, {}).invitees] == [
        ("RENIEC", "Jefa"),
        ("RENIEC", ""),
    ]


def test_a_title_across_the_columns_is_not_an_invitee() -> None:
    rows: list[list[Value]] = [[*HEAD], ["Sector público", None, None], ["Pérez, Ana", "12345678", "RENIEC"]]
    raw = RawSheet("Hoja1", rows, (Merge(1, 0, 1, 4),))
    read = read_sheet(raw, {})
    assert _kinds(read) == {1: "heading", 2: "title"}
    assert [row.row for row in read.invitees] == [3]


def test_a_name_alone_is_an_invitee_without_document() -> None:
    read = read_sheet(sheet(HEAD, ("Pérez, Ana",)), {})
    assert [remark.code for remark in read.invitees[0].remarks] == ["document-missing"]


def test_phones_and_addresses_of_two_columns_are_joined() -> None:
    read = read_sheet(
        sheet(
            ("Nombres y apellidos", "Celular", "Teléfono", "Correo", "E-mail"),
            ("Ana Pérez", 954415686.0, "041-478131", None, "ana@example.org"),
        ),
        {},
    )
    assert (read.invitees[0].said("phone"), read.invitees[0].said("email")) == (
        "954415686; 041-478131",
        "ana@example.org",
    )


def test_the_heading_of_the_document_gives_its_type() -> None:
    read = read_sheet(sheet(("Nombres y apellidos", "Carné de extranjería"), ("Ana Pérez", "001234567")), {})
    assert (read.invitees[0].said("document_type"), read.invitees[0].said("document_number")) == (
        "4",
        "001234567",
    )


def test_marks_of_cells_reach_the_row() -> None:
    raw = sheet(("N.º", *HEAD), (1, "Pérez, Ana", "12345678", None))
    raw.marks = {(1, 3): "formula-unread", (1, 0): "formula-unread"}
    assert [remark.code for remark in read_sheet(raw, {}).invitees[0].remarks] == ["formula-unread"]


def test_the_digest_tells_the_row_whatever_its_place() -> None:
    one = read_sheet(sheet(HEAD, ("Pérez, Ana", 12345678)), {}).invitees[0]
    moved = read_sheet(sheet((), ("N.º", *HEAD), (), (7, "Pérez,  Ana ", "12345678")), {}).invitees[0]
    other = read_sheet(sheet(HEAD, ("Pérez, Ana", 12345679)), {}).invitees[0]
    assert one.digest == moved.digest != other.digest


def test_columns_read_and_columns_left_alone_are_told() -> None:
    read = read_sheet(
        sheet(("N.º", "Nombre", "DNI", "Talla de polo", "Firma"), (1, "Ana Pérez", "12345678")), {}
    )
    assert read.columns == (("Nombre", "full_name"), ("DNI", "document_number"))
    assert read.unknown == ("Talla de polo",)


def test_a_sheet_without_headings_or_without_anything() -> None:
    assert read_sheet(sheet(), {}).problem == "sheet-empty"
    notes = read_sheet(sheet(("Notas del taller",), (), ("Llevar proyector",)), {})
    assert (notes.problem, list(_kinds(notes).values())) == (
        "sheet-no-headings",
        ["unread", "blank", "unread"],
    )


def test_rows_show_no_personal_data_in_their_repr() -> None:
    read = read_sheet(sheet(HEAD, ("Pérez, Ana", "12345678")), {})
    assert "Pérez" not in repr(read)
    assert "12345678" not in repr(read.invitees[0])
