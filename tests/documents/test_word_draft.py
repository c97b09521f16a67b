"""The draft in Word: all that the acta says, marked on every page, and nothing that looks final."""

import builtins
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from alianza_desktop.core.errors import NotAllowed, Unavailable
from alianza_desktop.core.sentences import sentence
from alianza_desktop.documents import acta, acta_sections, word_draft, wording
from alianza_desktop.documents.acta_content import Acta, ActaContent
from tests.documents import document_samples as samples
from tests.documents import rich_acta
from tests.documents.pdf_reading import squeezed, texts

BEGINNING = 40
"""Letters of a line that are looked for: the foot of a page cuts some in two."""


def draft() -> ActaContent:
    full = rich_acta.full()
    return replace(full, acta=Acta(id="a", version_id="", version=0, number="", wording=full.acta.wording))


def opened(content: ActaContent) -> Document:
    return docx.Document(BytesIO(word_draft.build(content)))


def said(document: Document) -> Iterator[str]:
    """Return its paragraphs and cells, in their order."""
    for one in document.iter_inner_content():
        if isinstance(one, Paragraph):
            yield one.text
        else:
            yield from (cell.text for row in one.rows for cell in row.cells)


def test_it_says_what_the_pages_of_the_draft_say() -> None:
    content = draft()
    people = tuple(replace(one, document_type="", document_number="") for one in content.attendees)
    pdf = acta.build(replace(content, attendees=people), wording.load(content.acta.wording)).data
    pages = squeezed(" ".join(texts(pdf)))
    written = [squeezed(line) for one in said(opened(content)) for line in one.splitlines() if line.strip()]
    assert len(written) > 100
    own = squeezed(wording.load(word_draft.WORDING)("text.note"))
    assert [one for one in written if one[:BEGINNING] not in pages] == [own]


def test_its_headings_are_headings_and_its_tables_tables() -> None:
    content = draft()
    document = opened(content)
    words = wording.load(content.acta.wording)
    headings = [one.split(" · ")[0] for one in styled(document, "Heading 1")]
    assert headings == list(acta_sections.headings(words).values())
    assert styled(document, "Title")[0].startswith("ACTA DE")
    attendees = next(table for table in document.tables if len(table.columns) == 6)
    assert len(attendees.rows) == len(content.attendees) + 1
    assert "w:tblHeader" in attendees.rows[0]._tr.xml
    assert widths(attendees)[0] < widths(attendees)[1]


def styled(document: Document, style: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style is not None and one.style.name == style]


def widths(table: Table) -> list[Any]:
    return [column.width for column in table.columns]


def test_every_page_says_that_it_is_a_draft() -> None:
    (section,) = opened(draft()).sections
    head = section.header._element.xml
    assert section.header.paragraphs[0].text == "BORRADOR · para corregir; no es el acta"
    assert 'string="BORRADOR"' in head
    assert "sin número ni código" in section.footer.paragraphs[0].text
    rehearsal = replace(draft(), alliance=replace(draft().alliance, rehearsal=True))
    (section,) = opened(rehearsal).sections
    assert section.header.paragraphs[0].text.startswith("ENSAYO · BORRADOR · ")


def test_nothing_in_it_looks_final_or_names_a_document_or_a_program() -> None:
    content = draft()
    parts = zipfile.ZipFile(BytesIO(word_draft.build(content)))
    whole = " ".join(parts.read(one).decode("utf-8", "ignore") for one in parts.namelist())
    numbers = [one.document_number for one in content.attendees if one.document_number]
    assert numbers
    assert not [one for one in numbers if one in whole]
    assert "python-docx" not in whole
    assert not re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){7}", whole)  # a código de verificación
    assert not [one for one in parts.namelist() if one.startswith("word/media/")]  # a QR


def test_what_is_still_missing_stops_nothing() -> None:
    assert len(list(said(opened(samples.draft())))) > 20


def test_a_frozen_acta_has_no_draft() -> None:
    with pytest.raises(NotAllowed, match="draft-only"):
        word_draft.build(samples.acta())


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name == "docx":
            raise ImportError(name)
        return whole(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(Unavailable, match="docx-extra-missing") as refused:
        word_draft.build(draft())
    monkeypatch.undo()
    assert "alianza-desktop[docx]" in sentence(refused.value)


def test_what_is_typed_inside_a_text_goes_without_documents() -> None:
    content = draft()
    first, *others = content.agreements
    typed = replace(first, text="Rosa Díaz, DNI 41234567, llevará 2 copias")
    whole = replace(content, agreements=(typed, *others), development="Llame al 987654321\ny vuelva")
    written = "\n".join(said(opened(whole)))
    assert "41234567" not in written
    assert "987654321" not in written
    assert "llevará 2 copias" in written
    assert "y vuelva" in written
