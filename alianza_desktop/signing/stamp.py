"""A page laid over every page of a PDF: how a copy of stored bytes says what it is.

The copy holds pages only, without attachments or signature fields, so nobody takes it for the original.
"""

from io import BytesIO


def stamp(pdf: bytes, overlay: bytes, title: str) -> bytes:
    """Return the pages of `pdf` with the first page of `overlay` over each; `title` goes before its own."""
    from pypdf import PdfReader, PdfWriter

    source = PdfReader(BytesIO(pdf))
    mark = PdfReader(BytesIO(overlay)).pages[0]
    writer = PdfWriter()
    for page in source.pages:
        copy = writer.add_page(page, excluded_keys=("/Annots",))
        copy.merge_page(mark)
    for page in writer.pages:
        page.compress_content_streams()
    writer.add_metadata({"/Title": f"{title} · {source.metadata.title if source.metadata else ''}"})
    output = BytesIO()
    writer.write(output)
    return output.getvalue()
