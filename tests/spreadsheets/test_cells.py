"""Single values: documents, contacts, dates in all their forms, sectors, mesas."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.model.rules import dni_check
from alianza_desktop.spreadsheets import cells
from alianza_desktop.spreadsheets.cells import Read
from alianza_desktop.spreadsheets.reading import Value


@pytest.mark.parametrize(
    ("value", "named", "kind", "number", "remarks"),
    [
        ("58478307", "", "1", "58478307", ()),
        (1789289, "", "1", "01789289", ("document-padded",)),
        (12345.0, "DNI", "1", "00012345", ("document-padded",)),
        ("02 049 298", "", "1", "02049298", ("document-tidied",)),
        ("12.345.678", "dni", "1", "12345678", ("document-tidied",)),
        ("D.N.I. 12345678", "", "1", "12345678", ()),
        ("10117410-2", "", "1", "10117410", ("document-check-dropped",)),
        ("10117410-3", "", "1", "10117410", ("document-check-digit",)),
        ("101174102", "DNI", "1", "10117410", ("document-check-glued",)),
        ("1789289", "", "1", "01789289", ("document-short",)),
        ("CE 001234567", "DNI", "4", "001234567", ()),
        ("Carné de extranjería: 001234567", "", "4", "001234567", ()),
        (1234567, "C.E.", "4", "001234567", ("document-padded",)),
        ("76097739", "CE", "4", "76097739", ()),
        ("ab-123456", "Pasaporte", "7", "AB123456", ()),
        ("123456780", "", "4", "123456780", ("document-type-guessed",)),
        ("12345678", "Libreta militar", "1", "12345678", ("document-type-unknown",)),
    ],
)
def test_a_document_is_read(
    value: Value, named: str, kind: str, number: str, remarks: tuple[str, ...]
) -> None:
    read = cells.document(value, named)
    assert (read.type, read.number, read.remarks, read.sure) == (kind, number, remarks, True)


@pytest.mark.parametrize(
    ("value", "named", "kind", "number", "remark"),
    [
        ("EN TRÁMITE", "", "pending", "", "document-pending"),
        ("DNI en tramite", "", "pending", "", "document-pending"),
        (None, "DNI en trámite", "pending", "", "document-pending"),
        (None, "", "none", "", "document-missing"),
        ("S/D", "", "none", "", "document-missing"),
        ("no tiene", "DNI", "none", "", "document-missing"),
        ("00000000", "", "none", "", "document-missing"),
        ("--", "", "none", "", "document-missing"),
        ("1234567A", "", "1", "1234567A", "document-impossible"),
        ("1234", "", "1", "1234", "document-impossible"),
        ("123456789012", "DNI", "1", "123456789012", "document-impossible"),
        ("12", "Pasaporte", "7", "12", "document-impossible"),
    ],
)
def test_what_cannot_identify_anybody_is_kept_and_said(
    value: Value, named: str, kind: str, number: str, remark: str
) -> None:
    read = cells.document(value, named)
    assert (read.type, read.number, read.remarks, read.sure) == (kind, number, (remark,), False)


def test_a_text_file_loses_zeros_as_a_number_does() -> None:
    assert cells.document("6180651", "", text_only=True).remarks == ("document-padded",)


@given(st.integers(10_000, 99_999_999).filter(lambda number: len(set(f"{number:08}")) > 1))
def test_every_number_comes_back_with_its_zeros_and_check_digit(number: int) -> None:
    dni = f"{number:08}"
    assert cells.document(number, "DNI").number == dni
    assert cells.document(float(number), "").number == dni
    checked = cells.document(f"{dni}-{dni_check(dni)[0]}", "DNI")
    assert (checked.number, checked.remarks) == (dni, ("document-check-dropped",))


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (954415686.0, Read("954415686")),
        (954415686, Read("954415686")),
        ("+51 951956121", Read("951956121")),
        ("942379011 / 951020274", Read("942379011; 951020274")),
        ("041-478131 / 9xx", Read("041-478131; 9xx", ("phone-doubtful",))),
        ("no tiene", Read()),
        (None, Read()),
    ],
)
def test_phones(value: Value, read: Read) -> None:
    assert cells.phone(value) == read


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("dos@example.org; tres@example.org", Read("dos@example.org; tres@example.org", ("email-several",))),
        ("uno@example.org\ndos@example.org", Read("uno@example.org; dos@example.org", ("email-several",))),
        ("Úrsula.Pérez@Example.org", Read("úrsula.pérez@example.org")),
        ("sin correo", Read()),
        ("ursula.example.org", Read("ursula.example.org", ("email-doubtful",))),
    ],
)
def test_addresses(value: Value, read: Read) -> None:
    assert cells.emails(value) == read


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (datetime(1980, 5, 12), Read("1980-05-12")),  # noqa: DTZ001 - Excel has no offsets
        (date(1980, 5, 12), Read("1980-05-12")),
        ("12/05/1980", Read("1980-05-12")),
        ("12-5-1980", Read("1980-05-12")),
        ("1980-05-12", Read("1980-05-12")),
        ("1980-05-12 00:00:00", Read("1980-05-12")),
        ("12/05/80", Read("1980-05-12", ("date-short-year",))),
        ("12/05/07", Read("2007-05-12", ("date-short-year",))),
        (29353, Read("1980-05-12", ("date-serial",))),
        ("29353", Read("1980-05-12", ("date-serial",))),
        ("1980", Read("", ("date-unreadable",))),
        ("mayo", Read("", ("date-unreadable",))),
        ("31/02/1980", Read("", ("date-unreadable",))),
        ("05/13/1980", Read("", ("date-unreadable",))),
        ("-", Read()),
        (None, Read()),
    ],
)
def test_dates_in_their_forms(value: Value, read: Read) -> None:
    assert cells.day(value) == read


@given(st.dates(date(1927, 5, 18), date(2100, 1, 1)))
def test_a_day_is_the_same_in_every_form(day: date) -> None:
    forms: tuple[Value, ...] = (
        day,
        f"{day:%d/%m}/{day.year}",
        day.isoformat(),
        (day - date(1899, 12, 30)).days,
    )
    assert {cells.day(form).value for form in forms} == {day.isoformat()}


@pytest.mark.parametrize(
    ("value", "code"),
    [("público", "public"), ("PUBLICO", "public"), ("Privado", "private"), ("academia", "academia"),
     ("Sociedad civil", "society"), ("ONG", "society"), ("PÚB", "public"), ("society", "society"), ("", "")],
)  # fmt: skip
def test_sectors(value: str, code: str) -> None:
    assert cells.sector(value) == Read(code)


def test_an_unknown_word_is_left_empty_and_said() -> None:
    assert cells.sector("Mixto") == Read("", ("sector-unknown",))
    assert cells.quality("Padrino") == Read("", ("quality-unknown",))
    assert cells.sex("prefiere no decir") == Read()


def test_quality_sex_and_ruc() -> None:
    assert [cells.quality(word).value for word in ("Titular", "Suplente", "observadora")] == [
        "titular",
        "alternate",
        "observer",
    ]
    assert [cells.sex(word).value for word in ("M", "Femenino", "mujer")] == ["M", "F", "F"]
    assert cells.ruc(20131312955) == Read("20131312955")
    assert cells.ruc("20131312956") == Read("20131312956", ("ruc-doubtful",))


@pytest.mark.parametrize(
    ("value", "mesa"),
    [("Mesa 3", "3"), ("2", "2"), (4, "4"), (4.0, "4"), ("IV", "4"), ("Mesa N.º 2", "2"), ("ix", "9"),
     ("-", ""), ("03", "3"), ("Conectividad", "Conectividad"), ("Mesa de Cacao", "Mesa de Cacao")],
)  # fmt: skip
def test_mesas(value: Value, mesa: str) -> None:
    assert cells.mesa(value).value == mesa
