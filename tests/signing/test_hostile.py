"""Hostile bytes: `verify` never says íntegra, never fails otherwise than it announces, and ends soon."""
# mypy: disallow-untyped-calls=False
# pyHanko is typed in part

import time
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from alianza_desktop.core.errors import Invalid
from alianza_desktop.signing import reading
from alianza_desktop.signing.verify import verify
from alianza_desktop.signing.writing import Writer
from tests.signing import forgery, material
from tests.signing.material import Case

CASE = material.case()
SIGNED = forgery.with_validation_data(forgery.signed_by(CASE.sealed, "Firma_01"))
fuzzing = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def verdict(data: bytes) -> str:
    """Return the verdict; only what does not begin as a PDF may be refused instead."""
    if data.startswith(b"%PDF-"):
        return verify(data, [CASE.pin]).verdict
    with pytest.raises(Invalid, match="not-a-pdf"):
        verify(data, [CASE.pin])
    return "not-a-pdf"


def changed(data: bytes, flips: list[tuple[int, int]]) -> bytes:
    result = bytearray(data)
    for place, mask in flips:
        result[place % len(result)] ^= mask
    return bytes(result)


flips = st.lists(st.tuples(st.integers(0, 2**20), st.integers(1, 255)), min_size=1, max_size=3)


@fuzzing
@given(flips)
def test_bytes_flipped_anywhere(places: list[tuple[int, int]]) -> None:
    data = changed(CASE.sealed, places)
    if data != CASE.sealed:
        assert verdict(data) in ("altered", "not-a-pdf")


@fuzzing
@given(flips)
def test_bytes_flipped_in_contents(places: list[tuple[int, int]]) -> None:
    start = CASE.sealed.index(b"/Contents <") + 11
    stop = CASE.sealed.index(b">", start)
    contents = bytes.fromhex(CASE.sealed[start:stop].decode())
    size = len(contents.rstrip(b"\0"))
    written = changed(contents[:size], places).hex().upper().encode().ljust(stop - start, b"0")
    data = CASE.sealed[:start] + written + CASE.sealed[stop:]
    if data != CASE.sealed:
        assert verdict(data) == "altered"


@fuzzing
@given(flips)
def test_bytes_flipped_after_a_later_signature(places: list[tuple[int, int]]) -> None:
    """Only bytes of validation data, which nobody signs, can change unseen; they are said to be so."""
    data = changed(SIGNED, places)
    assert verdict(data) in ("altered", "not-a-pdf") or data[: _signed_end()] == SIGNED[: _signed_end()]


def _signed_end() -> int:
    return SIGNED.rindex(b"%%EOF", 0, len(SIGNED) - 10) + 6


@fuzzing
@given(st.integers(0, len(CASE.sealed) - 1))
def test_cut_anywhere(end: int) -> None:
    whole = end == len(material.BODY)
    assert verdict(CASE.sealed[:end]) in (("unsealed",) if whole else ("altered", "not-a-pdf"))


@fuzzing
@given(st.binary(min_size=1, max_size=200))
def test_anything_appended(tail: bytes) -> None:
    assert verdict(CASE.sealed + tail) == "altered"


@fuzzing
@given(st.integers(0, len(CASE.sealed)), st.binary(max_size=40), st.integers(0, 40))
def test_anything_spliced(place: int, inserted: bytes, removed: int) -> None:
    data = CASE.sealed[:place] + inserted + CASE.sealed[place + removed :]
    if data != CASE.sealed:
        assert verdict(data) in ("altered", "not-a-pdf", "unsealed")


@fuzzing
@given(st.binary(max_size=300))
def test_any_bytes_that_begin_as_a_pdf(data: bytes) -> None:
    assert verdict(b"%PDF-1.7\n" + data) in ("altered", "unsealed")


# files made to exhaust


def soon(data: bytes) -> str:
    begun = time.perf_counter()
    found = verify(data, [CASE.pin]).verdict
    assert time.perf_counter() - begun < 20
    return found


def file(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Return a small PDF with a correct classic xref table; object 1 is the Catalog."""
    written, places = b"%PDF-1.7\n% (Sello)\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        written + b"xref\n0 %d\n0000000000 65535 f \n" % size + table
        + b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(written))
    )  # fmt: skip


def test_the_small_files_of_these_tests_can_be_read() -> None:
    opened = reading.open_strictly(file(b"<< /Type /Catalog >>"))
    assert opened.ends == (len(opened.data),)


def test_an_xref_stream_that_claims_a_trillion_objects() -> None:
    inside = zlib.compress(b"")
    stream = b"<< /Type /XRef /W [0 0 0] /Index [0 999999999999] /Size 1 /Length %d >>" % len(inside)
    assert soon(file(stream + b"\nstream\n" + inside + b"\nendstream")) == "altered"


def test_a_comment_without_end() -> None:
    data = file(b"<< /Type /Catalog /AcroForm 2 0 R >>", b"%")
    place = data.index(b"2 0 obj\n") + 8
    assert soon(data[:place] + b"%" + data[place + 1 :].replace(b"\n%%EOF\n", b"\n%%EOF")) == "altered"


@pytest.mark.parametrize("opening", [b"[", b"<< /A ", b"("])
def test_deep_nesting(opening: bytes) -> None:
    assert soon(file(b"<< /Type /Catalog /AcroForm " + opening * 100_000 + b" >>")) == "altered"


def test_a_body_without_its_list_of_pages() -> None:
    """One byte of ten thousand changes: the body's catalog names no pages."""
    place = CASE.sealed.index(b"/Pages") + 3
    report = verify(changed(CASE.sealed, [(place, 3)]), [CASE.pin])
    assert CASE.sealed[place : place + 1] == b"g"
    assert report.verdict == "altered"
    assert "unreadable" in [one.code for one in report.lines]


def test_reading_has_a_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_READS", 20_000)
    numbers = b"<< /Type /Catalog /AcroForm << /Fields [" + b"1 " * 10_000 + b"] >> >>"
    assert verify(file(numbers)).lines[-1].code == "unreadable"


def test_a_form_that_contains_itself() -> None:
    form = b"<< /Fields [3 0 R] >>"
    field = b"<< /T (a) /FT /Sig /Kids [3 0 R] >>"
    assert soon(file(b"<< /Type /Catalog /AcroForm 2 0 R >>", form, field)) == "altered"


def test_an_update_loop() -> None:
    data = file(b"<< /Type /Catalog >>", trailer=b"/Prev 00000000000000 ")
    start = data.rindex(b"startxref\n") + 10
    place = data[start : data.index(b"\n", start)]
    assert soon(data.replace(b"/Prev 00000000000000", b"/Prev " + place.rjust(14, b"0"))) == "altered"


def test_many_paths_to_one_object(case: Case) -> None:
    """Thirty objects that each name the next one twice have a thousand million paths."""

    def bloat(writer: Writer) -> None:
        reference = writer.add_object(generic.DictionaryObject())
        for _ in range(30):
            twice = {pdf_name("/A"): reference, pdf_name("/B"): reference}
            reference = writer.add_object(generic.DictionaryObject(twice))
        writer.root["/AcroForm"]["/Fields"].raw_get(0).get_object()["/TU"] = reference

    data = forgery.signed_by(forgery.resealed(case, bloat), "Firma_02")
    assert soon(data) == "altered"


def test_an_attachment_that_grows_without_measure(case: Case) -> None:
    def bloat(writer: Writer) -> None:
        stream = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]["/EF"]["/F"]
        stream._data = None
        stream._encoded_data = zlib.compress(b" " * (reading.LARGEST_STREAM + 1))

    data = forgery.resealed(case, bloat)
    assert len(data) < 2**20
    report = verify(data, [case.pin])
    assert [line.code for line in report.lines if line.state == "fail"] == ["unreadable"]


def test_more_revisions_than_any_acta_has(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_REVISIONS", 2)
    data = forgery.with_validation_data(forgery.with_validation_data(case.sealed))
    assert [line.code for line in verify(data, [case.pin]).lines] == ["structure"]
