"""Attacks of an outsider, who has the file and no key: the table, and random changes by the hundred.

Each attack of the table is in full in the other modules; here every one of them has its attacker named and is
made on an acta with its real pages, so none depends on the small files of those tests.
"""
# mypy: disallow-untyped-calls=False
# pyHanko is typed in part

import random
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from alianza_desktop.documents.acta_content import acta_json
from alianza_desktop.signing.seal import ACTA_JSON, BODY_PDF, EVIDENCE_JSON, Sealer
from alianza_desktop.signing.verify import verify
from alianza_desktop.signing.writing import Writer, append_pages, certify, compose
from tests.signing import forgery
from tests.signing import material as m
from tests.signing.whole import Whole, whole


@cache
def honest() -> Whole:
    return whole(kinds=("ink", "digital", "refused"))


def overlay(writer: Writer) -> None:
    """Draw over a page, after what it has."""
    reference = forgery.page(writer, 0)
    page = reference.get_object()
    page["/Contents"] = generic.ArrayObject(
        [page.raw_get("/Contents"), forgery.text_stream(writer, "80,000")]
    )
    writer.mark_update(reference)


def stream(writer: Writer) -> None:
    """Change what a page draws, in its own stream."""
    drawing = forgery.page(writer, 0).get_object().raw_get("/Contents")
    drawing.get_object()._data = b"BT ET"
    drawing.get_object()._encoded_data = None
    writer.mark_update(drawing)


def optional_content(writer: Writer) -> None:
    """Add a layer that a reader shows or hides."""
    group = {pdf_name("/Type"): pdf_name("/OCG"), pdf_name("/Name"): generic.pdf_string("Capa")}
    layer = writer.add_object(generic.DictionaryObject(group))
    listed = generic.DictionaryObject({pdf_name("/OCGs"): generic.ArrayObject([layer])})
    listed[pdf_name("/D")] = generic.DictionaryObject({pdf_name("/OFF"): generic.ArrayObject([layer])})
    writer.root["/OCProperties"] = listed
    writer.update_root()


def reorder(writer: Writer) -> None:
    kids = writer.root["/Pages"]["/Kids"]
    kids[0], kids[1] = kids.raw_get(1), kids.raw_get(0)
    writer.update_container(kids)


def take_page(writer: Writer) -> None:
    pages = writer.root["/Pages"]
    del pages["/Kids"][0]
    pages["/Count"] = generic.NumberObject(int(pages["/Count"]) - 1)
    writer.update_container(pages)


def add_page(writer: Writer) -> None:
    append_pages(writer, m.pdf("Página agregada"))


def appearance(writer: Writer) -> None:
    """Draw a signature in an empty field, without signing."""
    for field in writer.root["/AcroForm"]["/Fields"]:
        found = field.get_object()
        if str(found["/T"]).startswith("Firma"):
            shown = forgery.text_stream(writer, "Firmado")
            found[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): shown})
            writer.update_container(found)
            return
    pytest.fail("no empty field")


def hide(writer: Writer) -> None:
    """Take away the cover that was prepared to be taken: what is under a page shows."""
    writer.root["/Pages"]["/Kids"][0] = writer.root["/Pages"]["/Kids"].raw_get(1)
    writer.update_container(writer.root["/Pages"]["/Kids"])


def appended(*changes: Callable[[Writer], None]) -> bytes:
    def all_of_them(writer: Writer) -> None:
        for change in changes:
            change(writer)

    return forgery.appended(honest().sealed, all_of_them)


def prepared(before: Callable[[Writer], object], after: Callable[[Writer], None]) -> bytes:
    """Return a file that was prepared before the seal for what is done after it (a shadow attack)."""
    made = honest()
    attachments = {
        ACTA_JSON: acta_json(made.content),
        EVIDENCE_JSON: made.bundle.to_bytes(),
        BODY_PDF: made.body,
    }
    writer = compose(made.body, made.appendix, attachments, m.AT)
    before(writer)
    return forgery.appended(certify(writer, made.stamp, m.AT, reason="", location=""), after)


def hidden_page(writer: Writer) -> None:
    """Keep, unseen in the sealed file, the page that will take the place of another."""
    writer.root["/Pages"]["/Kids"][1].get_object()[pdf_name("/PieceInfo")] = forgery.new_page(writer)
    writer.mark_update(forgery.page(writer, 1))


def show_hidden(writer: Writer) -> None:
    kids = writer.root["/Pages"]["/Kids"]
    kids[0] = kids[1].get_object().raw_get("/PieceInfo")
    writer.update_container(kids)


def orphan(writer: Writer) -> None:
    forgery.new_page(writer)


def stripped() -> bytes:
    output = BytesIO()
    copy = copy_into_new_writer(
        PdfFileReader(BytesIO(honest().sealed)), writer_kwargs={"stream_xrefs": False}
    )
    del copy.root["/Perms"]
    for field in copy.root["/AcroForm"]["/Fields"]:
        field.get_object().pop("/V", None)
    copy.write(output)
    return output.getvalue()


def equal_names() -> bytes:
    """Seal the same again with an authority of the same name."""
    made = honest()
    attachments = {
        ACTA_JSON: acta_json(made.content),
        EVIDENCE_JSON: made.bundle.to_bytes(),
        BODY_PDF: made.body,
    }
    forger: Sealer = m.sealer(m.authority())
    return certify(compose(made.body, made.appendix, attachments, m.AT), forger, m.AT, reason="", location="")


def duplicate_keys() -> bytes:
    """Give acta.json a second number, in an update: another reader may take the other."""

    def change(writer: Writer) -> None:
        spec = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]
        file = spec["/EF"].raw_get("/F")
        told = acta_json(honest().content).replace(b'{"acta":', b'{"acta":{"number":"999"},"acta":', 1)
        file.get_object()._data, file.get_object()._encoded_data = told, None
        writer.mark_update(file)

    return forgery.appended(honest().sealed, change)


TABLE: dict[str, Callable[[], bytes]] = {
    "annotation": lambda: appended(forgery.note),
    "annotation-on-the-signatures": lambda: appended(lambda writer: forgery.note(writer, -1)),
    "overlay": lambda: appended(overlay),
    "stream": lambda: appended(stream),
    "page-added": lambda: appended(add_page),
    "page-taken": lambda: appended(take_page),
    "page-replaced": lambda: appended(lambda writer: forgery.replace_page(writer, 0)),
    "attachment": lambda: appended(forgery.add_file),
    "optional-content": lambda: appended(optional_content),
    "reorder": lambda: appended(reorder),
    "garbage-after-the-end": lambda: honest().sealed + b"% nada\n",
    "appearance-in-an-empty-field": lambda: appended(appearance),
    "stripped-seal": stripped,
    "forged-authority-of-equal-name": equal_names,
    "prepared-hide": lambda: prepared(orphan, hide),
    "prepared-replace": lambda: prepared(orphan, stream),
    "prepared-hide-and-replace": lambda: prepared(hidden_page, show_hidden),
    "duplicate-json-keys": duplicate_keys,
    "several-at-once": lambda: appended(forgery.note, overlay, optional_content),
}


@pytest.mark.parametrize("attack", TABLE.values(), ids=[f"outsider-{name}" for name in TABLE])
def test_reported(attack: Callable[[], bytes]) -> None:
    made = honest()
    assert verify(made.sealed, [made.pin]).verdict == "intact"
    report = verify(attack(), [made.pin])
    failed = [one for one in report.lines if one.state == "fail"]
    assert report.verdict == "altered"
    assert failed
    assert all(one.text.endswith(".") for one in failed)


def changes(seed: int, many: int, inside: range) -> Iterator[bytes]:
    """Give copies of the acta with one byte changed in a part of it."""
    source = random.Random(seed)
    for _ in range(many):
        data = bytearray(SMALL)
        data[source.choice(inside)] ^= source.randint(1, 255)
        yield bytes(data)


SMALL_CASE = m.case()
SMALL = SMALL_CASE.sealed
CONTENTS = range(SMALL.index(b"/Contents <") + 11, SMALL.index(b">", SMALL.index(b"/Contents <") + 11))


def never_intact(seed: int, many: int, inside: range) -> None:
    for data in changes(seed, many, inside):
        if data.startswith(b"%PDF-"):
            assert verify(data, [SMALL_CASE.pin]).verdict == "altered"


def test_outsider_changes_one_byte_anywhere() -> None:
    never_intact(1, 200, range(5, len(SMALL)))


def test_outsider_changes_one_byte_inside_contents() -> None:
    never_intact(2, 100, CONTENTS)


@pytest.mark.attack_many
@pytest.mark.timeout(7200)
def test_outsider_changes_bytes_ten_thousand_times() -> None:
    never_intact(3, 7_000, range(5, len(SMALL)))
    never_intact(4, 3_000, CONTENTS)
