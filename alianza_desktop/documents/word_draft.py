"""The draft of an acta in Word, to be corrected elsewhere: what it says so far, and nothing that looks final.

It is the body of the acta written as paragraphs and tables that can be edited, each page marked; without
number, code, QR, or the identity documents of anybody: such a file goes from mail to mail. Nothing is read
back from it. The library (extra `docx`) is imported when one is made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, TypeVar
from xml.sax.saxutils import quoteattr

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.platypus import CondPageBreak, Paragraph, Spacer, Table

from alianza_desktop.core.errors import NotAllowed, Unavailable
from alianza_desktop.documents import acta, copies, layout, parts, wording
from alianza_desktop.documents.acta_content import ActaContent, AgendaPoint, Agreement, Carried, Note
from alianza_desktop.documents.parts import Part
from alianza_desktop.documents.wording import Wording
from alianza_desktop.services.scrubbing import scrubbed

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as Written

WORDING: Final = "word.v1"
FONT: Final = "Arial"
"""On every laptop with Word; what Word opens shows no font of ours."""
STYLES: Final = {
    parts.TITLE.name: "Title",
    parts.SECTION.name: "Heading 1",
    parts.SUBSECTION.name: "Heading 2",
}
_LEFT_OUT: Final = (Spacer, CondPageBreak, parts.Rule, parts.CrossedTail)
_MARK: Final = (
    '<w:p {ns}><w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t"/><v:textpath on="t" fitshape="t"/>'
    '</v:shapetype><v:shape id="Marca" type="#_x0000_t136" style="position:absolute;width:430pt;height:90pt;'
    "rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#EBDCC3" stroked="f">'
    '<v:textpath style="font-family:Arial;font-size:1pt" string={words}/></v:shape></w:pict></w:r></w:p>'
)
_SPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def build(content: ActaContent) -> bytes:
    """Return the draft as .docx.

    Raises `NotAllowed("draft-only")` for a frozen acta and `Unavailable("docx-extra-missing")`.
    """
    if not content.is_draft:
        raise NotAllowed("draft-only")
    try:
        import docx
    except ImportError as error:
        raise Unavailable("docx-extra-missing") from error
    said = wording.load(WORDING)
    document = docx.Document()
    _dress(document, said)
    _mark(document, said, rehearsal=content.alliance.rehearsal)
    _write(document, said("text.note"), italic=True)
    shown, words = _without_documents(content), wording.load(content.acta.wording)
    for part in acta.before(shown, words):
        _add(document, part)
    for heading, bodies in acta.sections(shown, words):
        for part in (heading, *bodies):
            _add(document, part)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _without_documents(content: ActaContent) -> ActaContent:
    """Return what may travel by mail: no document of anybody, not even one typed inside a text."""
    return replace(
        _cleaned(content),
        attendees=tuple(replace(one, document_type="", document_number="") for one in content.attendees),
        agenda=tuple(_cleaned(one) for one in content.agenda),
        carried=tuple(_cleaned(one) for one in content.carried),
        agreements=tuple(
            replace(_cleaned(one), notes=tuple(_cleaned(note) for note in one.notes))
            for one in content.agreements
        ),
    )


_Said = TypeVar("_Said", ActaContent, AgendaPoint, Carried, Agreement, Note)
_TEXTS: Final = (
    "background", "development", "reservations", "next_meeting", "title", "summary", "text", "deliverable",
    "verification", "funding", "policy",
)  # fmt: skip
"""What people type freely."""


def _cleaned(one: _Said) -> _Said:
    clean: dict[str, Any] = {name: _clean(getattr(one, name)) for name in _TEXTS if hasattr(one, name)}
    return replace(one, **clean)


def _clean(text: str) -> str:
    return "\n".join(scrubbed(one) for one in text.split("\n"))


def _dress(document: "Document", said: Wording) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    for name, size in (("Normal", 10), ("Title", 14), ("Heading 1", 11), ("Heading 2", 10)):
        font = document.styles[name].font
        font.name, font.size, font.color.rgb = FONT, Pt(size), RGBColor(0x1B, 0x24, 0x30)
        fonts = document.styles[name].element.rPr.rFonts
        for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.attrib.pop(qn(f"w:{kind}Theme"), None)  # it goes before the font's name
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "es-PE")
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    facts = document.core_properties
    facts.title, facts.author, facts.comments = said("title.draft"), "", ""


def _mark(document: "Document", said: Wording, *, rehearsal: bool) -> None:
    """Say on every page what it is: across it, at its head and at its foot."""
    from docx.oxml import parse_xml

    mark = copies.mark(wording.load(copies.WORDING), "draft", rehearsal=rehearsal)
    page = document.sections[0]
    page.header.paragraphs[0].add_run(f"{mark} · {said('text.head')}").bold = True
    page.header._element.append(parse_xml(_MARK.format(ns=_SPACES, words=quoteattr(mark))))  # noqa: SLF001
    page.footer.paragraphs[0].add_run(said("text.foot"))


def _add(document: "Document", part: Part) -> None:
    if isinstance(part, Paragraph):
        _fill(document.add_paragraph(style=STYLES.get(part.style.name)), part)
    elif isinstance(part, Table):
        _table(document, part)
    else:
        assert isinstance(part, _LEFT_OUT), type(part)


def _write(document: "Document", words: str, *, italic: bool) -> None:
    document.add_paragraph().add_run(words).italic = italic


def _fill(written: "Written", part: Part) -> None:
    """Write what a paragraph says, as bold and slanted as it is; its own size where Word has no style."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    style = part.style
    known = style.name in STYLES
    centred = {TA_CENTER: WD_ALIGN_PARAGRAPH.CENTER, TA_JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY}
    written.alignment = centred.get(style.alignment, WD_ALIGN_PARAGRAPH.LEFT)
    written.paragraph_format.space_after = Pt(4)
    if part.bulletText:
        written.add_run(f"{part.bulletText} ")
    for piece in part.frags:
        if getattr(piece, "lineBreak", False):
            written.add_run().add_break()
        if piece.text:
            run = written.add_run(piece.text)
            run.bold = True if piece.fontName in (layout.BOLD, layout.SEMIBOLD) else None
            run.italic = True if piece.fontName == layout.ITALIC else None
            run.font.size = None if known else Pt(max(8, round(piece.fontSize)))


def _table(document: "Document", part: Part) -> None:
    from docx.shared import Pt

    rows: Sequence[Sequence[Any]] = part._cellvalues  # noqa: SLF001 - reportlab has no public way to ask
    ruled = isinstance(part, parts.Grid)
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid" if ruled else None)
    table.autofit = False
    widths = [Pt(width) for width in part._argW]  # noqa: SLF001
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row, cells in enumerate(rows):
        for place, (cell, said) in enumerate(zip(table.rows[row].cells, cells, strict=True)):
            cell.width = widths[place]
            _fill_cell(cell, said if isinstance(said, list | tuple) else (said,))
    if ruled:
        _repeat(table.rows[0]._tr)  # noqa: SLF001
    document.add_paragraph()


def _fill_cell(cell: "_Cell", said: Iterable[Part]) -> None:
    for number, part in enumerate(said):
        _fill(cell.add_paragraph() if number else cell.paragraphs[0], part)


def _repeat(row: Any) -> None:
    """Show the heading of a table again on each page."""
    from docx.oxml import OxmlElement

    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
