"""Files of scans: every form a scanner or a phone writes, and every broken one in one sentence."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from alianza_desktop.core.errors import AppError, Corrupt, Invalid
from alianza_desktop.core.sentences import sentence
from alianza_desktop.documents import scans, signature_sheet, wording
from alianza_desktop.documents.scans import Page
from tests.documents import document_samples as samples
from tests.documents.pdf_reading import picture
from tests.documents.scanned import jpeg, saved


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    data = signature_sheet.build(samples.acta(), wording.load(signature_sheet.WORDING)).data
    return picture(data, tmp_path_factory.mktemp("sheet"), 1, 150)


def read(folder: Path, data: bytes, name: str = "escaneo") -> list[Page]:
    path = folder / name
    path.write_bytes(data)
    return list(scans.pages(scans.opened(path)))


@pytest.mark.parametrize("kind", ["PDF", "TIFF"])
def test_a_file_of_several_pages_is_read_page_by_page(sheet: Image.Image, tmp_path: Path, kind: str) -> None:
    blank = Image.new("L", sheet.size, 255)

    found = read(tmp_path, saved([blank, sheet.rotate(180), sheet], kind))

    assert [(one.number, [code.turned for code in one.found]) for one in found] == [
        (1, []),
        (2, [180]),
        (3, [0]),
    ]
    assert {code.code.kind for one in found for code in one.found} == {"sheet"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_what_a_picture_is_its_bytes_say_not_its_name(sheet: Image.Image, tmp_path: Path, kind: str) -> None:
    out = BytesIO()
    sheet.convert("RGB").save(out, kind)

    [page] = read(tmp_path, out.getvalue(), "IMG_0001.pdf")

    assert len(page.found) == 1


def test_a_photo_is_turned_as_the_camera_was_held_and_shown_upright(
    sheet: Image.Image, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    out = BytesIO()
    sheet.rotate(90, expand=True).rotate(180).save(out, "JPEG", exif=exif)

    [page] = read(tmp_path, out.getvalue())

    assert page.found[0].turned == 180
    small = Image.open(BytesIO(page.thumbnail))
    assert max(small.size) == 360
    foot = small.convert("L").crop((0, small.height * 9 // 10, small.width // 4, small.height))
    assert min(foot.tobytes()) < 90  # its code is at the foot on the left, as printed


def test_a_camera_s_second_picture_in_a_jpeg_is_no_page(sheet: Image.Image, tmp_path: Path) -> None:
    out = BytesIO()
    sheet.save(out, "MPO", save_all=True, append_images=[sheet])

    assert len(read(tmp_path, out.getvalue())) == 1


def _png(width: int, height: int) -> bytes:
    """A few bytes that say they are a picture of that size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _locked(pages: int = 1, password: str = "secreta") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


HOSTILE = {
    "nothing": (b"", "scan-empty"),
    "a program": (b"MZ\x90\x00" + bytes(200), "scan-unknown"),
    "a bomb": (_png(60_000, 60_000), "scan-too-many-pixels"),
    "a bomb to the library": (_png(12_000, 9_000), "scan-too-many-pixels"),
    "a line too long": (_png(70_000, 1), "scan-too-many-pixels"),
    "rows that are not there": (_png(2_000, 2_000), "scan-cut"),
    "half a photo": (jpeg(Image.effect_noise((800, 800), 90))[:20_000], "scan-cut"),
    "half a tiff": (saved([Image.effect_noise((400, 400), 90)], "TIFF")[:5_000], "scan-cut"),
    "a tiff of nothing": (b"II*\x00\x08\x00\x00\x00\x00\x00", "scan-cut"),
    "a locked pdf": (_locked(), "scan-password"),
    "a pdf of nothing": (b"%PDF-1.7\n%%EOF", "scan-cut"),
    "half a pdf": (_locked(password="")[:100], "scan-cut"),
    "a long pdf": (_locked(201, ""), "scan-too-many-pages"),
    "a phone's own form": (b"\x00\x00\x00\x18ftypheic" + bytes(40), "photo-heic"),
    "too large": (b"\xff\xd8\xff" + bytes(26 * 1024 * 1024), "scan-too-large"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_one_sentence(tmp_path: Path, what: str) -> None:
    data, code = HOSTILE[what]

    with pytest.raises(AppError) as caught:
        read(tmp_path, data, "hoja.pdf")

    assert caught.value.code == code
    assert "hoja.pdf" in sentence(caught.value)


def test_a_file_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    for path in (tmp_path / "nada.pdf", tmp_path):
        with pytest.raises(AppError, match="scan-unreadable"):
            scans.opened(path)


@pytest.mark.parametrize("at", range(0, 2_000, 97))
def test_any_damage_to_a_pdf_is_pages_or_a_sentence(sheet: Image.Image, tmp_path: Path, at: int) -> None:
    whole = saved([sheet.resize((300, 420))], "PDF")
    assert len(PdfReader(BytesIO(whole)).pages) == 1
    place = at * len(whole) // 2_000
    with suppress(Corrupt, Invalid):
        read(tmp_path, whole[:place] + bytes(40) + whole[place + 40 :])
