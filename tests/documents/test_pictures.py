"""A photo made fit to keep: upright, scaled, and with nothing of what the camera wrote beside its pixels."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.sentences import sentence
from alianza_desktop.documents import pictures
from alianza_desktop.storage import files

RED, BLUE = (200, 30, 30), (30, 30, 200)


def two_halves(size: tuple[int, int] = (400, 200), mode: str = "RGB") -> Image.Image:
    """A picture whose left half is red and right half blue."""
    made = Image.new(mode, size, RED)
    made.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    return made


def camera(orientation: int = 1, taken: str = "2026:11:23 10:15:30", offset: str = "") -> Image.Exif:
    """What a telephone writes: where, when, with what, by whom."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F], exif[0x0110] = "Fabricante Secreto", "Modelo Secreto"
    exif[0x013B] = "Autora Secreta"
    exif[0x8769] = {0x9003: taken, **({0x9011: offset} if offset else {}), 0xA431: "SERIE-SECRETA"}
    exif[0x8825] = {1: "S", 2: (4.0, 35.0, 12.0), 3: "W", 4: (77.0, 51.0, 30.0), 0x1D: "2026:11:23"}
    return exif


def jpeg(image: Image.Image, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=92, **options)
    return out.getvalue()


def png(image: Image.Image, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", **options)
    return out.getvalue()


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 24 for one, other in zip(pixel, colour, strict=True))


def test_nothing_of_the_camera_is_left() -> None:
    data = jpeg(two_halves(), exif=camera(), comment=b"Comentario Secreto", icc_profile=b"Perfil Secreto")
    assert b"Secret" in data
    found = pictures.fit(data, "foto.jpg")
    with Image.open(BytesIO(found.data)) as kept:
        assert dict(kept.getexif()) == {}
        assert kept.getexif().get_ifd(0x8825) == {}
        assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert kept.format == "JPEG"
    for secret in (b"Secret", b"SECRET", b"Exif", b"GPS", b"2026", b"ICC_PROFILE", b"http"):
        assert secret not in found.data


def test_when_it_was_taken_is_handed_back() -> None:
    def taken(exif: Image.Exif | None) -> str:
        options = {"exif": exif} if exif is not None else {}
        return pictures.fit(jpeg(two_halves(), **options), "x").taken

    assert taken(camera()) == "2026-11-23T10:15:30.000-05:00"
    assert taken(camera(offset="-04:00")) == "2026-11-23T10:15:30.000-04:00"
    assert taken(None) == ""
    for strange in ("0000:00:00 00:00:00", "ayer", "", "1970:01:01 00:00:00", "2026:13:45 99:00:00"):
        assert taken(camera(taken=strange)) == ""
    assert taken(camera(offset="en Lima")) == ""


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_upright_however_the_camera_was_held(orientation: int) -> None:
    """The camera stores it turned and says how: undoing it gives the same picture each time."""
    turns = Image.Transpose
    stored = {
        1: None, 2: turns.FLIP_LEFT_RIGHT, 3: turns.ROTATE_180, 4: turns.FLIP_TOP_BOTTOM, 5: turns.TRANSPOSE,
        6: turns.ROTATE_90, 7: turns.TRANSVERSE, 8: turns.ROTATE_270,
    }[orientation]  # fmt: skip
    image = two_halves()
    if stored is not None:
        image = image.transpose(stored)
    found = pictures.fit(jpeg(image, exif=camera(orientation)), "foto.jpg")
    large = pictures.fit(
        png(image.resize((image.width * 8, image.height * 8)), exif=camera(orientation)), "x"
    )
    assert (found.width, found.height, large.width, large.height) == (400, 200, 2048, 1024)
    for one in (found, large):
        with Image.open(BytesIO(one.data)) as kept:
            assert near(kept.getpixel((50, 100)), RED)
            assert near(kept.getpixel((one.width - 50, 100)), BLUE)


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        ((4000, 3000), (2048, 1536)),
        ((1000, 5000), (410, 2048)),
        ((300, 200), (300, 200)),
        ((9000, 2), (2048, 1)),
    ],
)
def test_the_longest_side(size: tuple[int, int], kept: tuple[int, int]) -> None:
    found = pictures.fit(jpeg(two_halves(size)), "x")
    assert (found.width, found.height) == kept
    with Image.open(BytesIO(found.data)) as image:
        assert image.size == kept


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16", "CMYK"])
def test_any_kind_of_picture(mode: str) -> None:
    image = Image.new("I;16", (40, 20), 40000) if mode == "I;16" else two_halves((40, 20)).convert(mode)
    data = jpeg(image) if mode == "CMYK" else png(image)
    with Image.open(BytesIO(pictures.fit(data, "x").data)) as kept:
        assert (kept.mode, kept.size) == ("RGB", (40, 20))


def test_what_is_transparent_becomes_white() -> None:
    image = Image.new("RGBA", (60, 20), (0, 0, 0, 0))
    image.paste((*BLUE, 255), (30, 0, 60, 20))
    with Image.open(BytesIO(pictures.fit(png(image), "x").data)) as kept:
        assert near(kept.getpixel((10, 10)), (255, 255, 255))
        assert near(kept.getpixel((50, 10)), BLUE)


def test_the_same_photo_gives_the_same_bytes() -> None:
    data = jpeg(two_halves((900, 600)), exif=camera())
    assert pictures.fit(data, "a").data == pictures.fit(data, "b").data


# hostile


def bomb(wide: int, high: int) -> bytes:
    """A PNG of a few bytes that says to have that many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )  # fmt: skip


WHOLE = jpeg(two_halves((800, 600)))
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bomb(60_000, 60_000), "photo-too-many-pixels"),
        (bomb(11_000, 9_000), "photo-too-many-pixels"),
        (bomb(2_000_000_000, 2), "photo-too-many-pixels"),
        (WHOLE[: len(WHOLE) // 2], "photo-cut"),
        (png(two_halves())[:90], "photo-cut"),
        (bomb(2000, 1000), "photo-cut"),
        (WHOLE[:20], "photo-not-image"),
        (b"", "photo-not-image"),
        (b"nombre;dni\nAna;45678901\n" * 50, "photo-not-image"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "photo-not-image"),
        (b"GIF89a" + b"\0" * 40, "photo-not-image"),
        (b"\xff\xd8\xff" + b"\xff" * 5000, "photo-not-image"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "photo-not-image"),
        (HEIC, "photo-heic"),
    ],
)
def test_what_is_no_photo_is_a_sentence(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "foto de la plenaria.jpg"
    path.write_bytes(data)
    with pytest.raises(AppError) as refused:
        pictures.prepare(path)
    assert refused.value.code == code
    assert "«foto de la plenaria.jpg»" in sentence(refused.value)


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    with path.open("wb") as file:
        file.write(WHOLE)
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(AppError) as refused:
        pictures.prepare(path)
    assert refused.value.code == "photo-too-large"


@pytest.mark.parametrize("name", ["no-esta.jpg", "carpeta.jpg"])
def test_what_cannot_be_opened_is_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "carpeta.jpg").mkdir()
    with pytest.raises(AppError) as refused:
        pictures.prepare(tmp_path / name)
    assert refused.value.code == "photo-unreadable"


def test_a_pipe_or_a_device_is_no_photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have no end: the window could never be closed."""
    path = tmp_path / "foto.jpg"
    path.write_bytes(WHOLE)
    monkeypatch.setattr(files, "S_ISREG", lambda _mode: False)
    with pytest.raises(AppError, match="photo-unreadable"):
        pictures.prepare(path)


def test_a_picture_of_one_line_is_no_photo() -> None:
    """Pillow keeps an address for each line: these few bytes would take gigabytes."""
    with pytest.raises(AppError, match="photo-too-many-pixels"):
        pictures.fit(bomb(1, 70_000_000), "foto.png")


def test_a_large_picture_is_held_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each copy of a picture of 80 million pixels is a quarter of the memory of a small laptop."""
    large: list[tuple[int, int]] = []
    kept = Image.Image.copy

    def watched(image: Image.Image) -> Image.Image:
        large.append(image.size)
        return kept(image)

    monkeypatch.setattr(Image.Image, "copy", watched)
    for image in (two_halves((3000, 2000)), two_halves((3000, 2000), "RGBA")):
        found = pictures.fit(png(image), "plano.png")
        assert (found.width, found.height) == (2048, 1365)
    assert (3000, 2000) not in large


def test_bytes_changed_anywhere_never_crash() -> None:
    data = bytearray(jpeg(two_halves((320, 240)), exif=camera()))
    refused = 0
    for place in range(2, len(data), max(1, len(data) // 150)):
        harmed = bytearray(data)
        harmed[place] ^= 0xFF
        try:
            pictures.fit(bytes(harmed), "x")
        except AppError:
            refused += 1
    assert refused > 0
