"""Copies: the mark of each state, stamped on stored bytes."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from alianza_desktop.documents import acta, copies, wording
from tests.documents import document_samples as samples
from tests.documents.pdf_reading import catalog, fonts, picture, texts

MARKS = wording.load(copies.WORDING)


@pytest.mark.parametrize(
    ("state", "rehearsal", "expected"),
    [
        ("draft", False, "BORRADOR"),
        ("review", False, "EN REVISIÓN"),
        ("signing", False, "EN PROCESO DE FIRMA · 4 de 7"),
        ("signed", False, "FIRMADA · SIN SELLAR"),
        ("sealed", False, ""),
        ("annulled", False, "ANULADA"),
        ("draft", True, "ENSAYO · BORRADOR"),
        ("sealed", True, "ENSAYO"),
    ],
)
def test_each_state_has_its_mark(state: str, rehearsal: bool, expected: str) -> None:
    assert copies.mark(MARKS, state, done=4, total=7, rehearsal=rehearsal) == expected


def test_every_page_carries_the_mark_and_keeps_its_text(tmp_path: Path) -> None:
    body = acta.build(samples.acta(), wording.load("acta.v2")).data
    copy = copies.marked(body, "EN PROCESO DE FIRMA · 4 de 7")

    assert [text.count("EN PROCESO DE FIRMA · 4 de 7") for text in texts(copy)] == [1, 1, 1]
    assert [text.replace("EN PROCESO DE FIRMA · 4 de 7", "").strip() for text in texts(copy)] == texts(body)
    assert all(fonts(copy).values())
    plain, marked = (picture(data, tmp_path, 1, 30) for data in (body, copy))
    assert plain.size == marked.size
    assert sum(marked.histogram()[:250]) > 1.1 * sum(plain.histogram()[:250])


def test_without_a_mark_the_bytes_are_the_stored_ones() -> None:
    assert copies.marked(b"%PDF-stored", "") == b"%PDF-stored"


def test_a_copy_is_pages_only() -> None:
    copy = copies.marked(acta.build(samples.draft(), wording.load("acta.v2")).data, "ANULADA")
    metadata = PdfReader(BytesIO(copy)).metadata

    assert not {"/AcroForm", "/Names", "/AF"} & set(catalog(copy))
    assert metadata is not None
    assert metadata.title == "ANULADA · ACTA DE ACUERDOS"
