"""The body of an acta: structure, words, page furniture, bytes, and ugly data."""

import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from alianza_desktop.core.canonical import verification_code
from alianza_desktop.documents import acta, wording
from alianza_desktop.documents.acta_content import ActaContent, Amends, content_hash
from alianza_desktop.documents.layout import Pdf
from tests.documents import document_samples as samples
from tests.documents.pdf_reading import catalog, fonts, squeezed, texts

WORDS: Final = wording.load("acta.v2")
HEADINGS: Final = (
    "I. ASISTENTES", "II. AGENDA", "III. ANTECEDENTES", "IV. DESARROLLO", "V. ACUERDOS Y COMPROMISOS",
    "VI. PEDIDOS, DISCREPANCIAS Y RESERVAS", "VII. PRÓXIMA REUNIÓN", "VIII. LECTURA Y APROBACIÓN",
    "IX. ANEXOS",
)  # fmt: skip
TABLE_HEADING: Final = "N.º Acuerdo, compromiso o pedido Responsable Plazo Entregable y monto"


def body(content: ActaContent) -> Pdf:
    return acta.build(content, WORDS)


def whole(content: ActaContent) -> str:
    return " ".join(texts(body(content).data))


def test_sections_come_in_their_order() -> None:
    text = whole(samples.acta())
    places = [text.index(heading) for heading in HEADINGS]

    assert places == sorted(places)


def test_the_opening_says_where_when_and_who() -> None:
    assert (
        "En la localidad de Santa María de Nieva, distrito de Nieva, provincia de Condorcanqui, departamento "
        "de Amazonas, siendo las 09:30 horas del día lunes 23 de noviembre de 2026, en el auditorio de la "
        "Municipalidad Provincial de Condorcanqui, en modalidad presencial, se reunieron quienes integran la "
        "Mesa 3, «Cacao: acopio y poscosecha», en el marco del Taller 4, «Hoja de ruta», de la Alianza "
        "Multiactor de Condorcanqui, con el fin de tratar la agenda y dejar constancia de los acuerdos que "
        "siguen."
    ) in whole(samples.acta())


def test_a_row_says_who_what_and_until_when() -> None:
    text = whole(samples.acta())

    for said in (
        "A-01 compromiso Instalar dos centros de acopio",
        "Con: Cooperativa Agraria Cacao Alto Marañón y Municipalidad Distrital de El Cenepa",
        "30/03/2027",
        "S/ 80,000.00",
        "permanente",
        "responsable por designar por definir",
        "sujetos a disponibilidad presupuestal y a las competencias",
    ):
        assert said in text


def test_people_without_data_are_counted_not_listed() -> None:
    text = whole(samples.acta())

    assert "Participaron 11 personas: 3 del sector público, 4 del sector privado, " in text
    assert "Además participaron 2 personas que no dieron datos personales; se cuentan y no" in text
    assert "La mesa tiene por regla un quórum de 6; participaron 13." in text


def test_one_person_without_data_is_singular() -> None:
    text = whole(replace(samples.acta(), attendees=(), attendees_unnamed=1))

    assert "I. ASISTENTES Además participó 1 persona" in text


def test_sectors_not_known_are_not_guessed() -> None:
    content = samples.acta()
    first = replace(content.attendees[0], sector="")

    text = whole(replace(content, attendees=(first, *content.attendees[1:])))
    assert "Participaron 11 personas. Además" in text


def test_the_approval_names_the_signatories_in_order() -> None:
    content = samples.acta()
    text = whole(content)

    assert "Leída la presente acta y encontrándola conforme, quienes participan la suscriben" in text
    assert f"1. {content.signatories[0].name} (Municipalidad Provincial de Condorcanqui, titular); " in text


def test_the_last_page_is_crossed_out() -> None:
    assert texts(body(samples.acta()).data)[-1].count("sin texto") == 1


@pytest.mark.parametrize(
    ("modality", "place", "said"),
    [
        ("virtual", "Zoom de la universidad", "por medio de «Zoom de la universidad», en modalidad virtual,"),
        ("virtual", "la plataforma Zoom", "por medio de la plataforma Zoom, en modalidad virtual,"),
        ("mixed", "Casa Awajún", "denominado «Casa Awajún», en modalidad mixta, presencial y virtual,"),
        ("in_person", "", "de 2026, en modalidad presencial, se reunieron"),
    ],
)
def test_the_modality_has_its_words(modality: str, place: str, said: str) -> None:
    content = samples.acta()

    assert said in whole(replace(content, meeting=replace(content.meeting, modality=modality, place=place)))


def test_a_mixed_meeting_says_how_each_took_part_and_who_left() -> None:
    content = samples.acta()
    first = replace(
        content.attendees[0], mode="virtual", left_at="12:50", accreditation="Oficio 012-2026-MPC"
    )
    content = replace(content, attendees=(first, *content.attendees[1:]))
    mixed = replace(content, meeting=replace(content.meeting, modality="mixed"))

    assert "titular virtual Oficio 012-2026-MPC se retiró a las 12:50" in whole(mixed)
    assert "titular virtual" not in whole(content)


def test_the_plenaria_and_an_alliance_of_any_name() -> None:
    content = samples.acta()
    content = replace(content, meeting=replace(content.meeting, mesa=None))
    text = whole(replace(content, alliance=replace(content.alliance, name="Condorcanqui Unida")))

    assert "se reunieron en plenaria quienes participan, en el marco del Taller 4, «Hoja de ruta»," in text
    assert "de la alianza territorial «Condorcanqui Unida»" in text


def test_an_empty_draft_has_every_section_and_no_code() -> None:
    text = whole(samples.draft())

    for heading in HEADINGS:
        assert heading in text
    for key in ("attendees", "agenda", "background", "development", "agreements", "reservations", "annexes"):
        assert WORDS(f"empty.{key}") in text
    assert "Se reunieron en plenaria" in text
    assert "borrador" in text
    assert "Código de verificación" not in text
    assert "ENSAYO · documento ficticio, sin valor" in text


@pytest.mark.parametrize("how", ["addendum", "replacement"])
def test_an_acta_that_changes_another_cites_it(how: str) -> None:
    content = samples.acta()
    cited = Amends(how=how, acta_id="x", number="001-2026-MESA-CACAO-A", version=1, content_hash="ab" * 32)
    text = whole(replace(content, acta=replace(content.acta, amends=cited)))

    assert WORDS(f"title.{how}", number=cited.number, version=1) in text
    assert verification_code("ab" * 32) in text


def test_each_page_has_its_number_total_and_code() -> None:
    content = samples.big_acta()
    document = body(content)
    code = verification_code(content_hash(content))

    assert document.pages == len(texts(document.data)) > 15
    for number, text in enumerate(texts(document.data), 1):
        assert f"Página {number} de {document.pages}" in text
        assert code in text


def test_headings_of_tables_repeat_on_each_page() -> None:
    pages = texts(body(samples.big_acta()).data)
    with_rows = [text for text in pages if "compromiso Capacitar a 120 productoras" in text]

    assert len(with_rows) > 10
    assert all(TABLE_HEADING in text for text in with_rows)


def test_no_heading_is_left_alone_at_the_foot() -> None:
    for people in range(11, 26):
        for text in texts(body(samples.acta(people)).data):
            before_foot = text.split("Acta de Acuerdos N.º")[0].rstrip()
            assert not before_foot.endswith(HEADINGS)


def test_a_rehearsal_says_so_on_every_page() -> None:
    content = samples.acta()
    rehearsal = replace(content, alliance=replace(content.alliance, rehearsal=True))

    assert all("ENSAYO · documento ficticio, sin valor" in text for text in texts(body(rehearsal).data))
    assert "ENSAYO" not in whole(content)


def test_markup_and_controls_in_peoples_words_are_only_text() -> None:
    content = samples.acta()
    typed = "Ñ <b>negrita</b> & «5 < 6» </para> {llave} %s\tfin\x07."
    text = whole(replace(content, background=typed, reservations="uno\n\n  dos"))

    assert "Ñ <b>negrita</b> & «5 < 6» </para> {llave} %s fin ." in text
    assert "uno dos" in text


def test_every_font_is_embedded() -> None:
    found = fonts(body(samples.big_acta()).data)

    assert {name.split("+")[1] for name in found} == {
        "NotoSans-Regular", "NotoSans-SemiBold", "NotoSans-Bold", "NotoSans-Italic",
    }  # fmt: skip
    assert all(found.values())


def test_the_file_is_plain_and_says_what_it_is() -> None:
    data = body(samples.acta()).data
    reader = PdfReader(BytesIO(data))

    assert b"\nxref\n" in data
    assert not {"/AcroForm", "/Names", "/AF", "/OpenAction"} & set(catalog(data))
    assert all("/Annots" not in page for page in reader.pages)
    assert catalog(data)["/Lang"] == "es-PE"
    assert reader.metadata is not None
    assert reader.metadata.title == "ACTA DE ACUERDOS N.º 003-2026-MESA-CACAO-A"
    assert reader.metadata.author == "Alianza Desktop"


def test_the_wording_must_be_the_one_of_the_content() -> None:
    content = samples.acta()

    with pytest.raises(ValueError, match=r"acta\.v9"):
        body(replace(content, acta=replace(content.acta, wording="acta.v9")))


def test_the_same_data_give_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys; from hashlib import sha256; from alianza_desktop.documents import acta, wording;"
        "from tests.documents import document_samples as s;"
        "acta.build(s.draft(), wording.load('acta.v2'));"
        "print(sha256(acta.build(s.acta(), wording.load('acta.v2')).data).hexdigest())"
    )
    mine = sha256(body(samples.acta()).data).hexdigest()
    other = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120,
        env={**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip

    assert body(samples.acta()).data == body(samples.acta()).data
    assert other.stdout.strip() == mine


GOLDEN_TEXT: Final = Path(__file__).parents[1] / "golden" / "documents" / "acta.txt"
"""What the pages of the sample say. It changes only when the document is meant to change."""


def test_the_sample_says_what_it_always_said() -> None:
    said = "\f".join(texts(body(samples.acta()).data))
    assert said == GOLDEN_TEXT.read_text(encoding="utf-8")


LETTERS: Final = (
    "abcdefghijklmnñopqrstuvwxyzáéíóúüABCÑ ÁÉ0123456789 .,;:«»¿?¡!()-'\N{MODIFIER LETTER APOSTROPHE}\n/<&>%"
)
SPANISH: Final = st.characters(categories=(), include_characters=LETTERS)
LONG_TEXTS: Final = st.text(SPANISH, max_size=400)
UGLY: Final = "Wichanakayahuaskapalabrainterminable" * 60


@settings(max_examples=25, deadline=None)
@given(st.lists(LONG_TEXTS, min_size=1, max_size=4), st.integers(1, 40), LONG_TEXTS)
@example(texts_given=[UGLY, "línea\n" * 200, ""], times=1, name=UGLY)
@example(texts_given=["corto"], times=1, name="María Encarnación de los Ángeles Tsamajain Wampankit Yagkuag")
def test_no_text_is_lost_or_breaks_the_page(texts_given: list[str], times: int, name: str) -> None:
    content = samples.acta()
    rows = tuple(
        replace(samples.AGREEMENTS[0], code=f"A-{number:02}", text=text * times, organization=name, person="")
        for number, text in enumerate(texts_given, 1)
    )
    first = replace(content.attendees[0], name=name, position=name, organization=name)
    text = squeezed(
        _without_furniture(body(replace(content, agreements=rows, attendees=(first,), development=name)).data)
    )

    for row in rows:
        for line in row.text.splitlines():
            _assert_found(line, text)
    _assert_found(name.replace("\n", " "), text)


def _without_furniture(pdf: bytes) -> str:
    """Return the text with page heads, feet and repeated table headings taken out."""
    pages = []
    for page in texts(pdf):
        inside = page.split("Acta de Acuerdos N.º 003")[0]
        pages.append(inside.replace(TABLE_HEADING, ""))
    return " ".join(pages)


def _assert_found(line: str, text: str) -> None:
    """Every piece of forty signs is there: a row taller than a page is cut somewhere."""
    wanted = squeezed(line)
    missing = [place for place in range(0, len(wanted), 40) if wanted[place : place + 40] not in text]
    assert len(missing) <= len(wanted) // 1500, wanted[missing[0] :][:40]


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80), st.text(max_size=300), st.integers(0, 3))
def test_any_unicode_can_be_printed(short: str, long: str, unnamed: int) -> None:
    content = samples.acta()
    meeting = replace(content.meeting, place=short, city=short, workshop=short, host=short, convened_by=long)
    agreement = replace(samples.AGREEMENTS[0], text=long, partners=(short, long), deliverable=short)
    changed = replace(content, meeting=meeting, agreements=(agreement,), reservations=long)

    assert body(replace(changed, attendees_unnamed=unnamed)).pages >= 1


def test_a_letter_that_the_font_lacks_is_seen_and_never_vanishes() -> None:
    content = samples.acta()
    odd = replace(
        content,
        development="Café \U0001f600 fin; \u0645\u062d fin; sin \u202eorden fin; a \u2192 b",
    )
    text = whole(odd)
    assert "Café � fin" in text
    assert "�� fin" in text
    assert "sin orden fin" in text
    assert "a -> b" in text
    assert "\u202e" not in text
