"""Which page a picture is of, whatever the light, the angle and the machine."""

from dataclasses import replace
from io import BytesIO

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from alianza_desktop.core.page_code import PageCode, encode
from alianza_desktop.signing import scan
from tests.documents.scanned import TABLE, Handling, handled

CODE = PageCode("019ab000-0000-7000-8000-00000000000a", 2, "7f3a" * 16, 3, 6)
SIDE = 19 / 25.4
"""Inches of the printed code."""
QUICK = 150


def sheet(code: PageCode = CODE, dpi: int = QUICK) -> Image.Image:
    """Return an A4 page, white but for its code at the foot, without the cost of drawing a whole PDF."""
    page = Image.new("L", (round(8.27 * dpi), round(11.69 * dpi)), 255)
    barcode = zxingcpp.create_barcode(encode(code), zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    symbol = Image.fromarray(zxingcpp.write_barcode_to_image(barcode, scale=8, add_quiet_zones=False))
    side = round(SIDE * dpi)
    page.paste(symbol.resize((side, side)), (round(0.71 * dpi), page.height - round(1.14 * dpi)))
    return page


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@settings(max_examples=15, deadline=None)
@given(
    st.sampled_from((150, 200, 300, 400)),
    st.builds(
        Handling,
        angle=st.integers(0, 359),
        skew=st.floats(0, 0.05),
        shade=st.floats(0, 0.7),
        noise=st.floats(0, 0.2),
        blur=st.floats(0, 0.8),
        quality=st.integers(30, 95),
        seed=st.integers(0, 99),
    ),
)
def test_a_page_is_found_in_any_position_and_light(dpi: int, how: Handling) -> None:
    [found] = scan.find(opened(handled(sheet(dpi=dpi), how)))

    assert found.code == CODE
    apart = (found.turned - how.angle + 180) % 360 - 180
    assert abs(apart) <= 15


@pytest.mark.parametrize("passes", ["evened", "quarters"])
def test_what_the_first_look_does_not_find_is_found_later(
    passes: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first look is blinded: each of the others finds a page that is not hard at all."""
    tries = list(scan._tries(sheet()))
    later = tries[1:6] if passes == "evened" else tries[6:]
    monkeypatch.setattr(scan, "_tries", lambda _image: later)

    assert [one.code for one in scan.find(sheet())] == [CODE]


def test_a_dark_and_blurred_page_needs_more_than_one_look() -> None:
    dark = opened(handled(sheet(), Handling(angle=14, skew=0.03, shade=0.9, blur=1.6, seed=2)))

    assert not scan._read(dark.convert("L"), 0)
    assert [one.code for one in scan.find(dark)] == [CODE]


def test_two_pages_in_one_picture_are_both_found_in_order() -> None:
    first, second = (sheet(replace(CODE, page=page)) for page in (1, 2))
    table = Image.new("L", (first.width * 2 + 300, first.height + 200), TABLE)
    table.paste(second, (100, 100))
    table.paste(first, (first.width + 200, 100))

    assert [one.code.page for one in scan.find(table)] == [1, 2]


def test_other_codes_on_the_table_are_no_pages() -> None:
    page = sheet()
    other = zxingcpp.create_barcode("https://ejemplo.pe", zxingcpp.BarcodeFormat.QRCode)
    page.paste(Image.fromarray(zxingcpp.write_barcode_to_image(other, scale=6)), (300, 300))

    assert [one.code for one in scan.find(page)] == [CODE]


def test_a_page_without_a_code_is_told_as_such() -> None:
    assert scan.find(Image.new("RGB", (900, 1200), "white")) == ()
    assert scan.find(Image.new("1", (1, 1))) == ()
    assert scan.find(Image.new("L", (9000, 3))) == ()
