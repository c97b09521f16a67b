"""The QR of a page: its grammar, and that a scanner reads it from the rendered sheet."""

import re
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from alianza_desktop.core.canonical import verification_code
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.page_code import PageCode, decode, encode
from alianza_desktop.documents import acta, wording
from alianza_desktop.documents.acta_content import content_hash
from tests.documents import document_samples as samples
from tests.documents.pdf_reading import picture

CODE = PageCode("019ab000-0000-7000-8000-00000000000a", 2, "7f3a" * 16, 3, 6)
NUMBERS = st.integers(1, 999)


@settings(max_examples=60, deadline=None)
@given(st.uuids(), NUMBERS, st.binary(min_size=32, max_size=32), NUMBERS, NUMBERS)
def test_what_is_encoded_is_decoded(acta: UUID, version: int, digest: bytes, page: int, more: int) -> None:
    code = PageCode(str(acta), version, digest.hex(), page, min(999, page + more))

    text = encode(code)

    assert decode(text) == code
    assert re.fullmatch(r"AZ1[0-9A-Z]{87}", text)


def test_its_hash_begins_with_the_printed_code() -> None:
    assert encode(CODE)[32:64] == verification_code(CODE.content_hash).replace("-", "")


def test_a_known_page_has_a_known_text() -> None:
    digest = "FWX7YEKZ79ZKMZSTFWX7YEKZ79ZKMZSTFWX7YEKZ79ZKMZSTFWX0"
    assert encode(CODE) == "AZ1" + "01KAR00000E00800000000000A" + "002" + digest + "003" + "006"


def test_what_people_type_is_read_without_blanks_or_case() -> None:
    text = encode(CODE)

    assert decode(f" {text[:30].lower()}\n{text[30:]} ") == CODE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "40000001",
        encode(CODE)[:-1],
        encode(CODE).replace("AZ1", "AZ3"),
        "AZ1Z" + encode(CODE)[4:],
        encode(CODE)[:83] + "1" + encode(CODE)[84:],
        encode(replace(CODE, page=3, total=3))[:-3] + "002",
        encode(CODE)[:-6] + "000006",
        encode(CODE)[:-6] + "\N{ARABIC-INDIC DIGIT ONE}" * 6,
    ],
)
def test_any_other_text_is_foreign(text: str) -> None:
    with pytest.raises(Invalid, match="page-code-foreign"):
        decode(text)


@pytest.mark.parametrize("code", [replace(CODE, total=1000), replace(CODE, version=1000)])
def test_a_thousand_pages_do_not_fit(code: PageCode) -> None:
    with pytest.raises(Invalid, match="page-code-range"):
        encode(code)


def test_every_page_can_be_scanned(tmp_path: Path) -> None:
    content = samples.acta()
    body = acta.build(content, wording.load("acta.v2"))
    identity = PageCode(content.acta.id, content.acta.version, content_hash(content), 1, body.pages)

    for page in range(1, body.pages + 1):
        found = zxingcpp.read_barcodes(picture(body.data, tmp_path, page, 110))
        assert [decode(one.text) for one in found] == [replace(identity, page=page)]
        assert found[0].format == zxingcpp.BarcodeFormat.QRCode


def test_a_draft_has_no_code_to_scan(tmp_path: Path) -> None:
    body = acta.build(samples.draft(), wording.load("acta.v2"))

    assert not zxingcpp.read_barcodes(picture(body.data, tmp_path, 1, 110))
