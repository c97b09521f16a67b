"""The pages appended at sealing: blocks, fields, chains, words."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from alianza_desktop.core.canonical import sha256, verification_code
from alianza_desktop.documents import closing, wording
from alianza_desktop.documents.acta_content import ActaContent
from alianza_desktop.signing.chains import check, check_closing
from alianza_desktop.signing.seal import Appendix
from tests.documents import document_samples as samples
from tests.documents.closing_samples import BODY_HASH, KINDS
from tests.documents.closing_samples import closing as closing_of
from tests.documents.pdf_reading import contents, fonts, texts


def build(content: ActaContent, note: str = "", kinds: tuple[str, ...] = KINDS) -> Appendix:
    return closing.build(closing_of(content, note, kinds), wording.load("closing.v1"))


def whole(appendix: Appendix) -> str:
    return " ".join(texts(appendix.pdf))


def test_the_sample_evidence_is_sound() -> None:
    bundle = closing_of(samples.acta()).bundle

    for chain in bundle.chains:
        check(chain, bundle.subject)
    check_closing(bundle.chains)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("ink", "1 Firma en pantalla · 13:24 horas"),
        ("paper", "1 Firma en papel · 13:24 horas Firmó en papel Original en papel: hoja de firmas 1"),
        ("thumbprint", "Puso su huella dactilar en papel"),
        ("at_request", "Firma a ruego en papel"),
        ("digital", "1 Firma digital: espacio para que esta persona firme"),
        ("refused", "1 Sin firma · 13:24 horas Se negó a firmar Razón: No comparte el texto del compromiso"),
        ("absent", "1 Sin firma · 13:24 horas Ausente"),
        ("left", "1 Sin firma · 13:24 horas Se retiró a las 12:50 horas"),
    ],
)
def test_each_outcome_has_its_words(kind: str, said: str) -> None:
    text = whole(build(samples.acta(3), kinds=(kind,)))

    assert said in text
    assert ("Firmó a su ruego: Elvira Núñez Paz" in text) == (kind == "at_request")


def test_a_block_says_who_signs_and_for_whom() -> None:
    one = samples.acta().signatories[0]
    text = whole(build(samples.acta()))

    assert f"{one.name} DNI {one.document_number} · titular {one.position} {one.organization}" in text


def test_a_person_who_signs_digitally_has_a_field_where_the_box_is() -> None:
    content = samples.acta(84)
    appendix = build(content)
    reader = PdfReader(BytesIO(appendix.pdf))

    assert [field.name for field in appendix.fields] == [f"Firma_{number:02}" for number in range(7, 49, 10)]
    for field in appendix.fields:
        left, bottom, right, top = field.box
        assert (round(right - left), round(top - bottom)) == (222, 63)
        assert left > 0
        assert bottom > 0
        page = reader.pages[field.page]
        assert right < page.mediabox.width
        assert top < page.mediabox.height
        assert field.label in page.extract_text()


def test_nobody_digital_means_no_fields() -> None:
    appendix = build(samples.acta(), kinds=("ink", "paper"))

    assert appendix.fields == ()
    assert "Nadie eligió firmar digitalmente" in whole(appendix)


def test_ink_is_drawn_as_one_path_with_every_point() -> None:
    given = closing_of(samples.acta(3), kinds=("ink",))
    appendix = closing.build(given, wording.load("closing.v1"))
    points = sum(len(stroke) // 2 for ink in given.bundle.inks.values() for stroke in ink.strokes)
    drawn = re.findall(rb"[\d.-]+ [\d.-]+ l\b", contents(appendix.pdf))

    assert points <= len(drawn) < points + 200
    assert b"/Image" not in contents(appendix.pdf)


def test_a_long_note_goes_whole_to_the_notes() -> None:
    note = "Observa que el plazo del compromiso no alcanza. " * 12
    text = whole(build(samples.acta(), note=note))

    assert "Observación en la nota 1." in text
    assert "Notas 1. Observa que el plazo" in text
    assert text.count(note[:47]) == 12
    assert "Observó: breve" in whole(build(samples.acta(), note="breve"))


def test_the_record_prints_every_hash_and_chain() -> None:
    given = closing_of(samples.acta())
    text = whole(closing.build(given, wording.load("closing.v1")))
    joined = text.replace(" ", "")

    assert verification_code(given.bundle.subject.content_hash) in text
    for digest in (given.bundle.subject.content_hash, BODY_HASH, sha256(b"authority"), sha256(b"seal")):
        assert digest in text
    for chain in given.bundle.chains:
        assert sha256(chain.key) in text
        assert all(entry.hash in joined for entry in chain.entries)
    assert "Equipo A (R1)" in text
    assert "hora por confirmar" in text
    assert "13:24:01 UTC-05:00" in text
    assert "3 páginas, 51,743 bytes" in text


def test_the_cierre_counts_and_names_what_was_missing() -> None:
    text = whole(build(samples.acta()))

    assert "Al cerrar se tenía evidencia de 2 equipos, con 10 registros en total." in text
    assert (
        "Resultados: 3 firmas en pantalla, 1 firma en papel, 1 persona que firmará digitalmente, "
        "1 persona que se negó a firmar, 1 persona ausente y 1 persona que se retiró."
    ) in text
    assert "No se tenía evidencia de estos equipos de la alianza: " + "c3" * 16 in text


def test_the_words_are_honest() -> None:
    text = whole(build(samples.acta()))

    for said in (
        "La firma en pantalla es una firma electrónica simple",
        "sello de integridad de la instalación",
        "no da fecha cierta",
        "no es un programa acreditado",
        "El validador no reconocerá a quien emitió el sello",
        "los primeros 51,743 bytes de este archivo son exactamente «cuerpo.pdf»",
        "alianza verify ARCHIVO.pdf --ca CÓDIGO",
    ):
        assert said in text
    for never in ("valor legal pleno", "no repudio", "no repudiable", "huella digital"):
        assert never not in text.lower()


def test_two_outcomes_that_nobody_chose_between_are_said() -> None:
    content = samples.acta()
    given = closing_of(content)
    without = replace(given.bundle, chains=tuple(
        replace(chain, entries=chain.entries[:1]) for chain in given.bundle.chains
    ))  # fmt: skip
    text = whole(closing.build(replace(given, bundle=without), wording.load("closing.v1")))

    assert text.count("Sin resultado registrado") == len(content.signatories)
    assert "El cierre todavía no se ha registrado." in text


def test_pages_have_their_own_count_and_the_code() -> None:
    pages = texts(build(samples.acta(84)).pdf)

    assert len(pages) > 8
    for number, text in enumerate(pages, 1):
        assert f"Cierre, página {number} de {len(pages)}" in text
        assert "Cierre del Acta de Acuerdos N.º 003-2026-MESA-CACAO-A · versión 2" in text
        assert "Código de verificación" in text


def test_one_page_before_is_said_in_singular() -> None:
    given = replace(closing_of(samples.acta()), body_pages=1)

    assert "La página que precede es el texto que se firmó" in whole(
        closing.build(given, wording.load("closing.v1"))
    )


def test_long_identities_hold() -> None:
    content = samples.acta()
    long = "Wichanakayahuaskapala " * 30
    first = replace(content.signatories[0], name=long, organization=long, position=long, accreditation=long)
    text = whole(build(replace(content, signatories=(first, *content.signatories[1:])), kinds=("refused",)))

    assert text.count("Wichanakayahuaskapala") >= 120


def test_the_same_closing_gives_the_same_bytes_with_its_fonts() -> None:
    first = build(samples.acta())

    assert first == build(samples.acta())
    assert all(fonts(first.pdf).values())


def test_a_rehearsal_says_so_on_every_page() -> None:
    content = samples.acta()
    rehearsal = replace(content, alliance=replace(content.alliance, rehearsal=True))

    assert all("ENSAYO · documento ficticio" in text for text in texts(build(rehearsal).pdf))


def test_it_sends_nobody_to_a_screen_that_does_not_exist() -> None:
    text = whole(build(samples.acta()))

    assert "sin conexión: escriba «alianza verify ARCHIVO.pdf --ca CÓDIGO»" in text
    assert "Verificar" not in text
