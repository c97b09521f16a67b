"""The attendance list: order, rows, totals, notice, furniture."""

import re
from dataclasses import replace
from typing import Any

import pytest

from alianza_desktop.documents import attendance, wording
from alianza_desktop.documents.attendance_content import Absent, AttendanceList, Row, Unnamed
from alianza_desktop.documents.occasion import Occasion, Sitting
from tests.documents import document_samples as samples
from tests.documents.pdf_reading import fonts, texts

CAME = "N.º Apellidos y nombres · documento Entidad · cargo Sector Mesa"
ABSENT = "N.º Apellidos y nombres Entidad · cargo Sector Nota"


def pages(content: AttendanceList) -> list[str]:
    return texts(attendance.build(content, wording.load("attendance.v2")).data)


def whole(content: AttendanceList) -> str:
    return " ".join(pages(content))


def named(surnames: str, given_names: str, **more: Any) -> Row:
    return Row(surnames=surnames, given_names=given_names, **more)


def test_people_are_in_spanish_order_of_surnames() -> None:
    rows = (
        named("Nuñez", "Zoila"), named("Núñez Paz", "Ana"), named("Nunes", "Abel"), named("Ñahui", "Luz"),
        named("Oré", "José"), named("ávila", "Iván"), named("Zurita", ""),
    )  # fmt: skip
    text = whole(replace(samples.attendance_list(0), rows=rows))
    expected = (
        "1 ávila, Iván", "2 Nunes, Abel", "3 Nuñez, Zoila", "4 Núñez Paz, Ana", "5 Ñahui, Luz", "6 Oré, José",
        "7 Zurita",
    )  # fmt: skip

    places = [text.index(one) for one in expected]
    assert places == sorted(places)


def test_a_row_has_what_a_signature_needs_beside_it() -> None:
    row = named(
        "Wajai Tiwi", "Hilario", document_type="1", document_number="40000009", position="Apu", mesa="3",
        organization="Comunidad nativa de Kusu Kubaim", sector="society", quality="alternate", mode="virtual",
        arrived_at="2026-11-23T08:41:07.120-05:00", left_at="12:50", source="paper", invited=False,
        stands_for="Elvira Ayui", accreditation="carta poder N.º 12",
        answers={"registration": True, "contact": False, "photos": True},
    )  # fmt: skip

    assert (
        "1 Wajai Tiwi, Hilario DNI 40000009 · representación alterna · sin invitación "
        "por Elvira Ayui, con carta poder N.º 12 Comunidad nativa de Kusu Kubaim Apu SOC "
        "3 08:41 salió 12:50 virtual en papel Registro: sí Contacto: no Imagen: sí"
    ) in whole(replace(samples.attendance_list(0), rows=(row,)))


def test_one_hundred_and_twenty_people_hold_with_heading_and_notice_on_each_page() -> None:
    shown = pages(samples.attendance_list(120))

    assert len(shown) <= 11
    for number, text in enumerate(shown, 1):
        assert f"Página {number} de {len(shown)}" in text
        assert any(head in text for head in (CAME, ABSENT)) or number == len(shown)
        assert "Datos personales (Ley N.º 29733): Universidad Nacional del Alto Marañón trata" in text
        assert "Se conservan por 5 años." in text


def test_totals_count_also_who_gave_no_data() -> None:
    text = whole(samples.attendance_list(120))

    assert "122 40 40 20 21 1 108 14 2 Asistencia total Público Privado Academia Sociedad civil" in text
    assert "Quienes no dieron datos personales se cuentan y no se listan." in text


def test_the_heading_says_which_session() -> None:
    text = whole(samples.attendance_list(1))

    assert "Taller 4: Hoja de ruta LISTA DE ASISTENCIA Sesión Sesión 1: mañana" in text
    assert "lunes 23 de noviembre de 2026, de 08:00 a 13:30 horas" in text
    assert "Auditorio de la Municipalidad Provincial, Santa María de Nieva" in text


def test_an_empty_session_and_an_alliance_without_a_holder() -> None:
    bare = AttendanceList(
        at=Occasion(alliance="Alianza de prueba", rehearsal=True), sitting=Sitting(), rows=()
    )
    text = whole(bare)

    assert "No se registró asistencia en esta sesión." in text
    assert "Alianza de prueba trata estos datos" in text
    assert "ENSAYO" in text
    assert "Totales" not in text
    assert "Banco de datos" not in text


def test_only_people_without_data_are_still_counted() -> None:
    text = whole(replace(samples.attendance_list(0), unnamed=(Unnamed(sector="public", mode="in_person"),)))

    assert "1 1 1 1 Asistencia total Público Presencial Sin datos personales" in text


def test_very_long_words_hold() -> None:
    long = "Ñ" * 300
    row = named(long, long, organization=long * 5, position=long, document_number=long, mesa=long, sector="x")
    others = samples.attendance_list(30)
    shown = pages(replace(others, rows=(row, *others.rows)))

    assert "".join(shown).count("Ñ") >= 300 * 9


def test_the_same_list_gives_the_same_bytes_with_its_fonts() -> None:
    words = wording.load("attendance.v2")
    first = attendance.build(samples.attendance_list(30), words)

    assert first == attendance.build(samples.attendance_list(30), words)
    assert all(fonts(first.data).values())


def test_who_was_invited_and_did_not_come_cannot_sign() -> None:
    rows = (named("Paz", "Luz"), named("Ríos", "Ana", invited=False))
    absent = (
        Absent(
            surnames="Soto", given_names="Iván", organization="UNAM", position="Rector", sector="academia"
        ),
        Absent(surnames="Ñahui", given_names="Rosa", delegate="Luz Paz"),
    )
    text = whole(replace(samples.attendance_list(0), rows=rows, absent=absent, unnamed=()))

    assert "Invitados que no registran ingreso en esta sesión (2)" in text
    assert "1 Ñahui, Rosa delegó en Luz Paz 2 Soto, Iván UNAM · Rector ACA no registra ingreso" in text
    assert "3 1 Invitados Invitados que vinieron" in text


def test_a_public_body_is_only_informed_and_who_was_not_asked_gave_no_answer() -> None:
    rows = (
        named("Paz", "Luz", informed_only=True, answers={"registration": False, "photos": True}),
        named("Ríos", "Ana"),
    )
    text = whole(replace(samples.attendance_list(0), rows=rows))

    assert "1 Paz, Luz solo informado Imagen: sí 2 Ríos, Ana sin respuesta" in text


def test_the_code_is_of_what_the_list_says() -> None:
    one, two = samples.attendance_list(3), samples.attendance_list(4)
    codes = [text.rpartition("Código ")[2][:19] for content in (one, one, two) for text in pages(content)[:1]]

    assert codes[0] == codes[1] != codes[2]
    assert len(set(codes[0].split("-"))) == 4


def test_five_hundred_people_hold() -> None:
    shown = pages(samples.attendance_list(500))

    assert "Página 1 de" in shown[0]
    assert "500" in "".join(shown)


def test_a_list_of_hundreds_says_how_far_it_is_and_stops_between_pages() -> None:
    absent = tuple(Absent(surnames=f"Paz {number:03}", given_names="Ana") for number in range(300))
    content, told = replace(samples.attendance_list(30), absent=absent), list[tuple[int, int]]()

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == stop:
            raise StopIteration

    stop = 4
    people = len(content.rows) + 300
    words = wording.load("attendance.v2")
    with pytest.raises(StopIteration):
        attendance.build(content, words, tell)
    assert len(told) == stop
    assert told[-1][0] < people / 2  # nobody who stands on a later page had a row made
    told.clear()
    stop = -1
    pdf = attendance.build(content, words, tell)
    done = [one for one, _ in told]
    assert done == sorted(done)
    assert told[-1] == (people, people)
    assert len(told) == 2 * pdf.pages  # each is laid out, then finished
    assert pdf.data == attendance.build(content, words).data


def test_who_does_not_fit_on_a_page_goes_on_the_next_one_row_after_another() -> None:
    absent = tuple(
        Absent(surnames=f"Paz {number:03}", given_names="Ana", organization="Federación " * (number % 9))
        for number in range(200)
    )
    shown = pages(replace(samples.attendance_list(0), rows=(), absent=absent))

    places = [int(one) for one in re.findall(r"(\d+) Paz \d{3}, Ana", " ".join(shown))]
    assert places == list(range(1, 201))
    assert all(page.count(ABSENT) == 1 for page in shown[:-1])


def test_one_row_higher_than_a_page_is_cut_and_the_rest_follows() -> None:
    rows = tuple(
        named(f"Paz {number}", "Ana", organization="Federación de comunidades " * (400 if number == 2 else 1))
        for number in range(1, 6)
    )
    shown = pages(replace(samples.attendance_list(0), rows=rows))

    text = " ".join(shown)
    assert text.count("Federación de comunidades") >= 400
    assert [text.count(f"Paz {number}, Ana") for number in range(1, 6)] == [1] * 5
