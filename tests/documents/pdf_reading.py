"""What the document tests read out of a PDF: text, page content, fonts, rendered pages."""

import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from pypdf import PdfReader


def texts(pdf: bytes) -> list[str]:
    """Return the text of each page, blanks squeezed."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """Return a text without any blank: line ends may fall anywhere."""
    return re.sub(r"\s", "", text)


def contents(pdf: bytes) -> bytes:
    """Return the decompressed drawing of every page: the same whatever zlib compressed it."""
    return b"\n%page\n".join(
        contents.get_data()
        for page in PdfReader(BytesIO(pdf)).pages
        if (contents := page.get_contents()) is not None
    )


def fonts(pdf: bytes) -> dict[str, bool]:
    """Return each font of the pages and whether its file is embedded."""
    found = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        for reference in resources["/Font"].values():
            font = reference.get_object()
            descriptor = font.get("/FontDescriptor")
            found[str(font["/BaseFont"])] = descriptor is not None and "/FontFile2" in descriptor
    return found


def catalog(pdf: bytes) -> dict[str, Any]:
    """Return the document's root dictionary."""
    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    return dict(root)


def picture(pdf: bytes, folder: Path, page: int, dpi: int) -> Image.Image:
    """Return a page drawn by poppler, in greys."""
    source = folder / "page.pdf"
    source.write_bytes(pdf)
    place = ["-f", str(page), "-l", str(page), "-singlefile"]
    command = ["pdftoppm", "-r", str(dpi), "-gray", "-png", *place, str(source), str(folder / "page")]
    subprocess.run(command, check=True, timeout=60)
    with Image.open(folder / "page.png") as image:
        return image.convert("L")
