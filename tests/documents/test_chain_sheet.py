"""The sheet of a chain: one page that can be read, the same as SVG, whatever people write in it."""

import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from alianza_desktop.documents import chain_drawing, chain_sheet, registry, svg, wording
from alianza_desktop.documents.chain_content import ChainSheet
from alianza_desktop.documents.drawing import Drawing, Rect, Text
from alianza_desktop.services import chain_gestures as gestures
from alianza_desktop.storage.database import Database
from tests.documents import chain_samples as samples
from tests.documents.pdf_reading import contents, fonts, texts
from tests.services.chain_samples import add, begun, do, seen

WORDS = wording.load("chain.v1")
GOLDEN = Path(__file__).parents[1] / "golden" / "documents" / "cadena.svg"
NS = "{http://www.w3.org/2000/svg}"
UGLY = "«<b>&\"'{x}» 😀 مرحبا ʼ\u0007 " + "organización productora " * 220


def pdf(sheet: ChainSheet) -> bytes:
    return chain_sheet.build(sheet, WORDS).data


def as_svg(sheet: ChainSheet) -> bytes:
    return chain_sheet.as_svg(sheet, WORDS)


def said(data: bytes) -> list[str]:
    """Return the texts of an SVG, tooltips left out."""
    return [
        "".join(one.itertext()) if not len(one) else one[-1].tail or ""
        for one in ET.fromstring(data).iter(f"{NS}text")
    ]


def test_the_drawing_is_the_one_that_was_approved() -> None:
    data = as_svg(samples.cacao())
    if os.environ.get("ALIANZA_WRITE_GOLDENS"):
        GOLDEN.write_bytes(data)
    assert data == GOLDEN.read_bytes()


def test_both_forms_say_the_same() -> None:
    sheet = samples.cacao()
    (page,) = texts(pdf(sheet))
    for text in said(as_svg(sheet)):
        assert text in page
    for text in (
        "Cadena del cacao",
        "ENSAYO · documento ficticio, sin valor",
        "Condorcanqui, Amazonas · Cacao nativo · 5 actividades · 3 brechas",
        "Alianza Multiactor Condorcanqui · Taller 4: Hoja de ruta · lunes 23 de noviembre de 2026",
        "Apoyo a toda la cadena",
        "Control de",
        "moniliasis y plagas",
        "Crédito",
        "Sociedad civil",
        "pago",
    ):
        assert text in page
    assert "ENSAYO" not in texts(pdf(samples.cacao(rehearsal=False)))[0]


def test_the_same_chain_is_the_same_bytes_in_embedded_fonts() -> None:
    first = pdf(samples.cacao())
    assert first == pdf(samples.cacao())
    assert as_svg(samples.cacao()) == as_svg(samples.cacao())
    assert fonts(first)
    assert all(fonts(first).values())
    assert b" re" in contents(first)


@pytest.mark.parametrize(
    ("stages", "rows", "paper"),
    [(3, 2, "A4"), (5, 3, "A4"), (7, 9, "A3"), (9, 20, "A2"), (20, 10, "A1")],
)
def test_the_paper_is_as_large_as_reading_needs(stages: int, rows: int, paper: str) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    names = tuple(f"Eslabón {number}" for number in range(stages))
    cards = tuple(
        samples.activity(f"{stage} {row}", stage, ("public",)) for stage in names for row in range(rows)
    )
    reader = PdfReader(BytesIO(pdf(samples.sheet(names, cards))))
    box = reader.pages[0].mediabox
    short = min(float(box.width), float(box.height))
    sizes = {"A4": 595.3, "A3": 841.9, "A2": 1190.6, "A1": 1683.8}
    assert len(reader.pages) == 1
    assert {name for name, size in sizes.items() if abs(size - short) < 1} == {paper}


def test_what_people_write_never_breaks_a_drawing() -> None:
    cards = (
        samples.activity(UGLY, UGLY, ("public", "private", "academia", "society", "unknown"), gaps=120),
        samples.activity("x" * 5000, UGLY),
        samples.activity("", UGLY),
        samples.activity(UGLY + " ", kind="support", gaps=9),
    )
    sheet = samples.sheet((UGLY, ""), cards, ((UGLY, "x" * 5000, "gift"),), name=UGLY)
    data = as_svg(sheet)
    tree = ET.fromstring(data)
    assert all(len(text) < 100 for text in said(data))
    assert not any("http" in value for one in tree.iter() for value in one.attrib.values())
    assert len(texts(pdf(sheet))) == 1


def test_an_empty_chain_is_a_sheet() -> None:
    sheet = samples.sheet((), ())
    assert "0 actividades" in texts(pdf(sheet))[0]
    assert len(said(as_svg(sheet))) == 6


def test_nothing_is_drawn_outside_its_sheet() -> None:
    for sheet in (samples.cacao(), samples.sheet(("A",), (samples.activity("lejos", "A", at=(-300, -90)),))):
        drawing = chain_drawing.draw(sheet, WORDS)
        for piece in drawing.pieces:
            if isinstance(piece, Rect):
                assert 0 <= piece.x <= piece.x + piece.width <= drawing.width
                assert 0 <= piece.y <= piece.y + piece.height <= drawing.height


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Acopio en baba", ["Acopio en baba"]),
        ("Control de moniliasis y plagas", ["Control de", "moniliasis y plagas"]),
        ("", [""]),
        ("Superextraordinariamentelargo", ["Superextraordinari", "amentelargo"]),
    ],
)
def test_titles_are_cut_between_words(text: str, lines: list[str]) -> None:
    assert chain_drawing.wrapped(text, 130, 2) == lines


def test_a_title_that_does_not_fit_is_shortened_and_whole_in_its_tooltip() -> None:
    name = "Fortalecimiento de capacidades de las organizaciones de la cuenca"
    cut = chain_drawing.wrapped(name, 130, 2)
    assert len(cut) == 2
    assert cut[1].endswith("…")
    data = as_svg(samples.sheet(("A",), (samples.activity(name, "A", ("public",)),)))
    assert f"<title>{name}</title>" in data.decode()


def test_svg_is_plain_and_complete() -> None:
    text = Text(x=1, y=2.5, text="<a> & «b»", size=12, colour="#000000", anchor="end", whole="todo & más")
    data = svg.write(
        Drawing("Título <1>", 10, 20.25, (Rect(x=0, y=0, width=1, height=2, fill="#FFFFFF"), text))
    )
    lines = data.decode().splitlines()
    assert lines[1].startswith(
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20.25" viewBox="0 0 10 20.25"'
    )
    assert "<title>Título &lt;1&gt;</title>" in lines
    assert '<rect x="0" y="0" width="1" height="2" fill="#FFFFFF"/>' in lines
    assert lines[4] == (
        '<text x="1" y="2.5" font-size="12" text-anchor="end" fill="#000000">'
        "<title>todo &amp; más</title>&lt;a&gt; &amp; «b»</text>"
    )


def test_a_sheet_comes_from_the_records(database: Database) -> None:
    made, chain = begun(database)
    first = add(database, chain, 0, "Vivero")
    do(database, chain, gestures.add_actor(seen(database, chain), first, made.municipality))
    with database.reading() as session:
        page = " ".join(texts(registry.find("chain").render(session, chain).data))
        drawing = registry.chain_svg(session, chain).decode()
    for text in ("Vivero", "Nieva, Condorcanqui, Amazonas", "Taller 4: Hoja de ruta", "PÚB", "Insumos"):
        assert text in page
        assert text in drawing
    assert "Quispe" not in page + drawing
