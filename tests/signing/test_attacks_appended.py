"""Attacks without the key: another authority of equal name, and whatever can be appended to a sealed acta."""
# mypy: disallow-untyped-calls=False
# pyHanko is typed in part

import re
from dataclasses import replace

import pytest
from pyhanko.pdf_utils import generic

from alianza_desktop.signing.seal import Sealer
from alianza_desktop.signing.verify import verify
from alianza_desktop.signing.writing import Writer, append_pages
from tests.signing import forgery
from tests.signing import material as m
from tests.signing.forgery import refused
from tests.signing.material import Case

# another authority of the same name


def test_sealed_again_by_another_authority_of_equal_name(case: Case) -> None:
    forger = m.sealer(m.authority())
    again = forgery.resealed(replace(case, stamp=forger))
    refused(case, again, "certificate-device")


def test_forged_whole_by_another_authority_of_equal_name(case: Case) -> None:
    forged = m.case(m.sealer(m.authority()))
    report = verify(forged.sealed, [case.pin])
    assert (report.verdict, report.lines[-1].code) == ("undetermined", "issuer-other")
    assert "aunque el nombre sea igual" in report.lines[-1].text


def test_a_certificate_of_equal_name_that_the_authority_did_not_sign(case: Case) -> None:
    forger = m.sealer(m.authority())
    stamp = Sealer(forger.key, forger.certificate, case.stamp.authority)
    refused(case, forgery.resealed(replace(case, stamp=stamp)), "cms-certificates")


# added after the seal


def test_an_annotation(case: Case) -> None:
    refused(case, forgery.appended(case.sealed, forgery.note), "annotation-added", "body-object")
    on_appendix = forgery.appended(case.sealed, lambda writer: forgery.note(writer, 2))
    refused(case, on_appendix, "annotation-added")


def test_a_page(case: Case) -> None:
    def add(writer: Writer) -> None:
        append_pages(writer, m.pdf("Página agregada"))

    refused(case, forgery.appended(case.sealed, add), "page-list-changed", "body-object")


def test_a_page_in_place_of_another(case: Case) -> None:
    replaced = forgery.appended(case.sealed, lambda writer: forgery.replace_page(writer, 1))
    refused(case, replaced, "page-list-changed", "body-object")


def test_a_page_redrawn(case: Case) -> None:
    refused(case, forgery.appended(case.sealed, forgery.redraw), "page-changed", "body-object")
    refused(case, forgery.appended(case.sealed, lambda writer: forgery.redraw(writer, 2)), "page-changed")


def test_a_drawing_replaced_in_place(case: Case) -> None:
    def change(writer: Writer) -> None:
        stream = forgery.page(writer, 2).get_object().raw_get("/Contents")
        stream.get_object()._data = b"BT ET"
        stream.get_object()._encoded_data = None
        writer.mark_update(stream)

    refused(case, forgery.appended(case.sealed, change), "content-changed")


def test_an_attachment_added(case: Case) -> None:
    refused(case, forgery.appended(case.sealed, forgery.add_file), "attachment-changed", "attachments")


def test_an_attachment_replaced(case: Case) -> None:
    def change(writer: Writer) -> None:
        spec = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]
        stream = spec["/EF"].raw_get("/F")
        stream.get_object()._data = case.acta.replace(b"Huam", b"Humm")
        stream.get_object()._encoded_data = None
        writer.mark_update(stream)

    report = verify(forgery.appended(case.sealed, change), [case.pin])
    assert report.verdict == "altered"
    assert "attachment-changed" in [line.code for line in report.lines]


@pytest.mark.parametrize("key", ["/OpenAction", "/AA", "/OCProperties", "/PageLabels", "/Outlines"])
def test_something_in_the_catalog(case: Case, key: str) -> None:
    def change(writer: Writer) -> None:
        writer.root[key] = generic.DictionaryObject()
        writer.update_root()

    refused(case, forgery.appended(case.sealed, change), "later-change")


def test_a_text_field(case: Case) -> None:
    def change(writer: Writer) -> None:
        fields = writer.root["/AcroForm"]["/Fields"]
        fields.append(writer.add_object(forgery.text_field()))
        writer.update_container(fields)

    refused(case, forgery.appended(case.sealed, change), "later-change")


def test_data_hidden_between_objects(case: Case) -> None:
    data = forgery.with_validation_data(case.sealed)
    place = data.rindex(b"xref\n", 0, data.rindex(b"startxref"))
    hidden = b"3 0 obj\n<< /Type /Page >>\nendobj\n"
    data = data[:place] + hidden + data[place:]
    moved = re.sub(
        rb"startxref\n(\d+)\n%%EOF\n\Z",
        lambda found: b"startxref\n%d\n%%%%EOF\n" % (int(found[1]) + len(hidden)),
        data,
    )
    refused(case, moved, "hidden-bytes")
