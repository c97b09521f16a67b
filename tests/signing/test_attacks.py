"""The attack list of signing.md: every forgery is refused, each with its own words."""

import json
import random
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from alianza_desktop.core.canonical import Json, canonical
from alianza_desktop.signing.bundle import Bundle
from alianza_desktop.signing.evidence import Closing
from alianza_desktop.signing.verify import Report, verify
from alianza_desktop.signing.writing import P256_ORDER, Writer, append_pages
from tests.signing import forgery
from tests.signing import material as m
from tests.signing.material import Case


def refused(case: Case, data: bytes, *codes: str) -> Report:
    """Check that the bytes are refused as altered, for these reasons, each with a sentence."""
    report = verify(data, [case.pin])
    failed = [line for line in report.lines if line.state == "fail"]
    assert (report.verdict, [line.code for line in failed]) == ("altered", list(codes))
    assert all(line.text.endswith(".") for line in failed)
    return report


# a byte changed


def test_a_byte_changed_in_every_part(case: Case) -> None:
    marks = [
        b"%PDF-", b"Acta de", b"/Count 2", b"0000000199", b"trailer", b"%%EOF", b"/Count 4", b"/FlateDecode",
        b"/EmbeddedFiles", b"/SigFlags", b"/ByteRange", b"/M (D", b"/P 2", b"startxref\n" + b"1",
    ]  # fmt: skip
    places = [case.sealed.find(mark) + len(mark) - 1 for mark in marks]
    changed = random.Random(3).sample(range(6, len(case.sealed)), 60)
    for place in [one for one in places if one > 4] + changed:
        data = bytearray(case.sealed)
        data[place] ^= 1
        assert verify(bytes(data), [case.pin]).verdict == "altered", place


def test_a_letter_of_the_body(case: Case) -> None:
    place = case.sealed.index(b"/Title (untitled)") + 8
    data = case.sealed[:place] + b"U" + case.sealed[place + 1 :]
    refused(case, data, "signature-digest", "body-prefix")


# /Contents


def contents(case: Case) -> tuple[int, bytes]:
    """Return where the hexadecimal of /Contents begins, and its DER."""
    found = re.search(rb"/Contents <([0-9A-F]+)>", case.sealed)
    assert found
    padded = bytes.fromhex(found[1].decode())
    return found.start(1), padded[: int.from_bytes(padded[2:4], "big") + 4]


def with_contents(case: Case, der: bytes) -> bytes:
    start, _ = contents(case)
    stop = case.sealed.index(b">", start)
    return case.sealed[:start] + der.hex().upper().encode().ljust(stop - start, b"0") + case.sealed[stop:]


def test_a_digit_of_the_padding(case: Case) -> None:
    stop = case.sealed.index(b">", contents(case)[0])
    refused(case, case.sealed[: stop - 1] + b"1" + case.sealed[stop:], "contents-form")


def test_a_digit_in_another_case(case: Case) -> None:
    start, _ = contents(case)
    place = start + re.search(rb"[A-F]", case.sealed[start:]).start()  # type: ignore[union-attr]
    data = case.sealed[:place] + case.sealed[place : place + 1].lower() + case.sealed[place + 1 :]
    refused(case, data, "contents-form")


def test_another_spelling_of_the_same_der(case: Case) -> None:
    _, der = contents(case)
    refused(case, with_contents(case, b"\x30\x83\x00" + der[2:]), "contents-form")  # a longer length
    indefinite = b"\x30\x80" + der[4:] + b"\0\0"
    refused(case, with_contents(case, indefinite), "contents-form")


def test_the_other_value_of_s(case: Case) -> None:
    _, der = contents(case)
    size = der[-73:].index(b"\x04") if b"\x04" in der[-73:] else 0
    place = len(der) - 73 + size
    signature = der[place + 2 :]
    r, s = decode_dss_signature(signature)
    other = encode_dss_signature(r, P256_ORDER - s)
    if len(other) != len(signature):  # keep all the lengths that hold it: try another seal
        return test_the_other_value_of_s(m.case(case.stamp))
    return_report = refused(case, with_contents(case, der[: place + 2] + other), "cms-form")
    assert "por dentro" in return_report.lines[-1].text
    return None


def test_the_version_that_nobody_signs(case: Case) -> None:
    _, der = contents(case)
    place = der.index(b"\x02\x01\x01\x31")
    refused(case, with_contents(case, der[: place + 2] + b"\x03" + der[place + 3 :]), "cms-form")


def test_an_unsigned_attribute(case: Case) -> None:
    refused(case, with_contents(case, rebuilt(case, unsigned=True)), "cms-attributes")


def test_one_more_certificate(case: Case) -> None:
    refused(case, with_contents(case, rebuilt(case, certificate=m.authority("Otra")[1])), "cms-certificates")


def test_two_signers(case: Case) -> None:
    refused(case, with_contents(case, rebuilt(case, twice=True)), "cms-signers")


def rebuilt(case: Case, *, unsigned: bool = False, certificate: bytes = b"", twice: bool = False) -> bytes:
    """Return the seal's CMS with something that its signature does not cover."""
    from asn1crypto import cms, x509

    content: Any = cms.ContentInfo.load(contents(case)[1]).copy()
    signed = content["content"]
    if unsigned:
        attribute = cms.CMSAttribute({"type": "1.2.3.4", "values": [b"\x05\x00"]})
        signed["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([attribute])
    if certificate:
        signed["certificates"].append(cms.CertificateChoices("certificate", x509.Certificate.load(certificate)))
    if twice:
        signed["signer_infos"].append(signed["signer_infos"][0].copy())
    return bytes(content.dump(force=True))


def test_a_wider_gap_hides_nothing(case: Case) -> None:
    start, _ = contents(case)
    stop = case.sealed.index(b">", start)
    refused(case, case.sealed[:stop] + b"> (oculto) <" + case.sealed[stop + 12 :], "unreadable")


def test_a_byte_range_that_leaves_something_out(case: Case) -> None:
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", case.sealed)
    assert found
    start, stop, rest = (int(one) for one in found.groups())
    wider = b"/ByteRange [0 %d %d %d]" % (start - 9, stop, rest)
    refused(case, case.sealed.replace(found[0], wider.ljust(len(found[0]))), "contents-form")
    shorter = b"/ByteRange [0 %d %d %d]" % (start, stop, rest - 5)
    refused(case, case.sealed.replace(found[0], shorter.ljust(len(found[0]))), "byte-range")


# at the end, and without the seal


@pytest.mark.parametrize("tail", [b" ", b"\n", b"%", b"basura", b"x" * 5000, b"1 0 obj\n<<>>\nendobj\n", b"%%EOF\n"])
def test_garbage_after_the_end(case: Case, tail: bytes) -> None:
    report = verify(case.sealed + tail, [case.pin])
    assert report.verdict == "altered"
    assert report.lines[-1].code in ("trailing-bytes", "structure", "unreadable")
    assert tail == b"%%EOF\n" or report.lines[-1].code == "trailing-bytes"


def test_cut_short(case: Case) -> None:
    for end in (len(case.sealed) - 1, len(case.sealed) - 7, len(m.BODY) + 500, len(m.BODY) - 7, 40):
        assert verify(case.sealed[:end], [case.pin]).verdict in ("altered", "intact" if end > 10**9 else "altered")
    assert verify(case.sealed[: len(m.BODY)], [case.pin]).verdict == "unsealed"


def test_the_seal_taken_away(case: Case) -> None:
    output = BytesIO()
    reader = PdfFileReader(BytesIO(case.sealed))
    copy = copy_into_new_writer(reader, writer_kwargs={"stream_xrefs": False})
    del copy.root["/Perms"]
    for field in copy.root["/AcroForm"]["/Fields"]:
        field.get_object().pop("/V", None)
    copy.write(output)
    report = refused(case, output.getvalue(), "seal-missing")
    assert "Le quitaron el sello" in report.lines[-1].text


def test_the_seal_emptied_in_an_update(case: Case) -> None:
    def empty(writer: Writer) -> None:
        for field in writer.root["/AcroForm"]["/Fields"]:
            if field.get_object()["/T"] == "Sello":
                del field.get_object()["/V"]
                writer.mark_update(field.reference)

    refused(case, forgery.appended(case.sealed, empty), "seal-missing")


def test_rewritten_by_another_program(case: Case, tmp_path: Path) -> None:
    source, target = tmp_path / "a.pdf", tmp_path / "b.pdf"
    source.write_bytes(case.sealed)
    subprocess.run(["qpdf", str(source), str(target)], check=True)
    assert verify(target.read_bytes(), [case.pin]).verdict == "altered"
    subprocess.run(["qpdf", "--object-streams=generate", str(source), str(target)], check=True)
    assert verify(target.read_bytes(), [case.pin]).verdict in ("altered", "unsealed")


def test_encrypted_by_another_program(case: Case, tmp_path: Path) -> None:
    source, target = tmp_path / "a.pdf", tmp_path / "b.pdf"
    source.write_bytes(case.sealed)
    command = ["qpdf", "--encrypt", "", "x", "256", "--", str(source), str(target)]
    subprocess.run(command, check=True)
    assert verify(target.read_bytes(), [case.pin]).verdict in ("altered", "unsealed")


# another authority of the same name


def test_sealed_again_by_another_authority_of_equal_name(case: Case) -> None:
    forger = m.sealer(m.authority())
    again = forgery.resealed(replace(case, stamp=forger))
    refused(case, again, "closing-seal")


def test_forged_whole_by_another_authority_of_equal_name(case: Case) -> None:
    forged = m.case(m.sealer(m.authority()))
    report = verify(forged.sealed, [case.pin])
    assert (report.verdict, report.lines[-1].code) == ("undetermined", "issuer-other")
    assert "aunque el nombre sea igual" in report.lines[-1].text


def test_a_certificate_of_equal_name_that_the_authority_did_not_sign(case: Case) -> None:
    forger = m.sealer(m.authority())
    stamp = m.Sealer(forger.key, forger.certificate, case.stamp.authority)
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


def replace_page(writer: Writer, index: int) -> None:
    writer.root["/Pages"]["/Kids"][index] = forgery.new_page(writer)
    writer.update_container(writer.root["/Pages"])


def test_a_page_in_place_of_another(case: Case) -> None:
    replaced = forgery.appended(case.sealed, lambda writer: replace_page(writer, 1))
    refused(case, replaced, "page-list-changed", "body-object")


def redraw(writer: Writer, index: int = 0) -> None:
    reference = forgery.page(writer, index)
    reference.get_object()["/Contents"] = forgery.text_stream(writer, "Otra cosa")
    writer.mark_update(reference)


def test_a_page_redrawn(case: Case) -> None:
    refused(case, forgery.appended(case.sealed, redraw), "page-changed", "body-object")
    refused(case, forgery.appended(case.sealed, lambda writer: redraw(writer, 2)), "page-changed")


def test_a_drawing_replaced_in_place(case: Case) -> None:
    def change(writer: Writer) -> None:
        stream = forgery.page(writer, 2).get_object().raw_get("/Contents")
        stream.get_object()._data = b"BT ET"
        stream.get_object()._encoded_data = None
        writer.mark_update(stream)

    refused(case, forgery.appended(case.sealed, change), "content-changed")


def add_file(writer: Writer, name: str = "otra.json") -> None:
    stream = generic.StreamObject({pdf_name("/Type"): pdf_name("/EmbeddedFile")}, stream_data=b"{}")
    spec = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Filespec"),
            pdf_name("/F"): generic.pdf_string(name),
            pdf_name("/EF"): generic.DictionaryObject({pdf_name("/F"): writer.add_object(stream)}),
        }
    )
    names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    names.extend((generic.pdf_string(name), writer.add_object(spec)))
    writer.update_container(names)


def test_an_attachment_added(case: Case) -> None:
    refused(case, forgery.appended(case.sealed, add_file), "attachment-changed", "attachments")


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
        fields.append(writer.add_object(text_field()))
        writer.update_container(fields)

    refused(case, forgery.appended(case.sealed, change), "later-change")


def text_field() -> generic.DictionaryObject:
    return generic.DictionaryObject(
        {pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): generic.pdf_string("Monto")}
    )


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


# sealed by the true key: the content defends itself


def test_duplicate_keys_in_acta_json(case: Case) -> None:
    acta = case.acta.replace(b'{"acta":', b'{"acta":{"number":"001"},"acta":', 1)
    refused(case, forgery.resealed(case, acta=acta), "acta")


def test_another_spelling_of_acta_json(case: Case) -> None:
    refused(case, forgery.resealed(case, acta=json.dumps(json.loads(case.acta)).encode()), "acta")
    refused(case, forgery.resealed(case, acta=b"[1]"), "acta")


def test_duplicate_keys_in_evidencia_json(case: Case) -> None:
    evidence = case.evidence.replace(b'{"acta":', b'{"acta":"x","acta":', 1)
    refused(case, forgery.resealed(case, evidence=evidence), "evidence")


def test_another_content(case: Case) -> None:
    whole = json.loads(case.acta)
    whole["alliance"]["name"] = "Otra"
    refused(case, forgery.resealed(case, acta=canonical(whole)), "content-hash")


def test_another_body(case: Case) -> None:
    other = m.pdf("Acta de acuerdos", "Se paga el doble")
    refused(case, forgery.resealed(case, body=other), "body-hash")
    refused(case, forgery.resealed(case, body=other, attached_body=m.BODY), "body-prefix")


def test_evidence_of_another_number(case: Case) -> None:
    bundle = replace(Bundle.read(case.evidence), number="004-2026-MESA-CACAO-A")
    refused(case, forgery.resealed(case, evidence=bundle.to_bytes()), "acta-identity")


def edited(case: Case, change: Callable[[Any], None]) -> bytes:
    whole = json.loads(case.evidence)
    change(whole)
    return canonical(whole)


def test_evidence_changed(case: Case) -> None:
    def refuse(whole: Any) -> None:
        entry = whole["chains"][0]["entries"][2]
        entry["body"] = entry["body"].replace("No está de acuerdo", "Sí está de acuerdo")

    refused(case, forgery.resealed(case, evidence=edited(case, refuse)), "evidence-signature")


def test_evidence_taken_out(case: Case) -> None:
    refused(
        case,
        forgery.resealed(case, evidence=edited(case, lambda whole: whole["chains"][0]["entries"].pop(2))),
        "evidence-counter",
    )
    refused(
        case,
        forgery.resealed(case, evidence=edited(case, lambda whole: whole["chains"].pop())),
        "closing-lacks" if False else "evidence-closing",
        "outcome-missing",
    )


def test_the_ink_of_somebody_else(case: Case) -> None:
    def change(whole: Any) -> None:
        whole["inks"][m.INK.digest]["strokes"] = [[0, 0, 3000, 3000]]

    refused(case, forgery.resealed(case, evidence=edited(case, change)), "evidence-ink")
    without = edited(case, lambda whole: whole.update(inks={}))
    refused(case, forgery.resealed(case, evidence=without), "evidence-ink")


def sealed_chains(case: Case, chains: tuple[m.Chain, ...], **changes: Any) -> bytes:
    bundle = replace(m.bundle(case.stamp, m.closed(chains, case.stamp, m.author())), **changes)
    return forgery.resealed(case, evidence=bundle.to_bytes())


def test_a_signatory_without_outcome_or_with_two(case: Case) -> None:
    some = (m.ink_outcome(), m.outcome(1, "absent"))
    refused(case, sealed_chains(case, (m.chain_of(m.author(), *some),)), "outcome-missing")
    twice = m.chain_of(m.author(), *some, m.outcome(1, "refused"), m.outcome(2, "absent"))
    report = refused(case, sealed_chains(case, (twice,)), "outcome-conflict")
    assert "1 persona" in report.lines[-1].text


def test_an_outcome_of_a_stranger_or_with_other_data(case: Case) -> None:
    all_three = (m.ink_outcome(), m.outcome(1, "absent"), m.outcome(2, "absent"))
    stranger = m.Outcome(m.Signatory("s4", "Nadie"), "absent")
    refused(case, sealed_chains(case, (m.chain_of(m.author(), *all_three, stranger),)), "outcome-foreign")
    renamed = m.Outcome(m.Signatory("s3", "Ana Tsamaren Ríos"), "absent")
    refused(case, sealed_chains(case, (m.chain_of(m.author(), *all_three[:2], renamed),)), "outcome-foreign")


def test_a_device_certified_by_another_authority(case: Case) -> None:
    foreign = m.sealer(m.authority()).certificate
    first, second = m.two_chains()
    refused(case, sealed_chains(case, (replace(first, certificate=foreign), second)), "certificate-device")
    own = replace(first, certificate=case.stamp.certificate)
    assert verify(sealed_chains(case, (own, second)), [case.pin]).verdict == "intact"


def test_no_closing(case: Case) -> None:
    evidence = m.bundle(case.stamp, m.two_chains()).to_bytes()
    refused(case, forgery.resealed(case, evidence=evidence), "evidence-closing")


def test_a_closing_that_leaves_a_device_out(case: Case) -> None:
    first, second = m.two_chains()
    facts = Closing((first.head,), {"ink": 1, "refused": 1}, "c" * 64, "d" * 64)
    entry = m.following(first.entries, m.SUBJECT, m.author(), m.moment(50), facts)
    ended = replace(first, entries=(*first.entries, entry))
    evidence = m.bundle(case.stamp, (ended, second)).to_bytes()
    refused(case, forgery.resealed(case, evidence=evidence), "evidence-closing")


def test_a_body_page_redefined_under_the_seal(case: Case) -> None:
    refused(case, forgery.resealed(case, redraw), "body-object")


def test_the_list_of_pages_changed_under_the_seal(case: Case) -> None:
    def swap(writer: Writer) -> None:
        kids = writer.root["/Pages"]["/Kids"]
        kids[0], kids[1] = kids.raw_get(1), kids.raw_get(0)

    refused(case, forgery.resealed(case, swap), "body-pages")
    refused(case, forgery.resealed(case, lambda writer: replace_page(writer, 0)), "body-pages")


@pytest.mark.parametrize("key", ["/Rotate", "/Resources", "/CropBox"])
def test_something_inherited_under_the_seal(case: Case, key: str) -> None:
    def change(writer: Writer) -> None:
        writer.root["/Pages"][key] = generic.NumberObject(180)

    refused(case, forgery.resealed(case, change), "body-pages")


@pytest.mark.parametrize("key", ["/OpenAction", "/OCProperties", "/Metadata"])
def test_something_in_the_catalog_under_the_seal(case: Case, key: str) -> None:
    def change(writer: Writer) -> None:
        writer.root[key] = generic.DictionaryObject()

    refused(case, forgery.resealed(case, change), "body-catalog")


def test_a_text_field_under_the_seal(case: Case) -> None:
    def change(writer: Writer) -> None:
        writer.root["/AcroForm"]["/Fields"].append(writer.add_object(text_field()))

    refused(case, forgery.resealed(case, change), "form-unexpected")


def test_a_fourth_attachment_under_the_seal(case: Case) -> None:
    refused(case, forgery.resealed(case, add_file), "attachments")
    refused(case, forgery.resealed(case, lambda writer: add_file(writer, "acta.json")), "attachments")


def test_an_attachment_out_of_the_list_under_the_seal(case: Case) -> None:
    def change(writer: Writer) -> None:
        stream = generic.StreamObject({pdf_name("/Type"): pdf_name("/EmbeddedFile")}, stream_data=b"{}")
        annotation = {"/Type": "/Annot", "/Subtype": "/FileAttachment"}
        spec = generic.DictionaryObject(
            {pdf_name("/EF"): generic.DictionaryObject({pdf_name("/F"): writer.add_object(stream)})}
        )
        hidden = generic.DictionaryObject({pdf_name(key): pdf_name(one) for key, one in annotation.items()})
        hidden["/FS"] = writer.add_object(spec)
        reference = forgery.page(writer, 3)
        writer.register_annotation(reference, writer.add_object(hidden))

    refused(case, forgery.resealed(case, change), "attachments")


def test_a_missing_attachment_under_the_seal(case: Case) -> None:
    def change(writer: Writer) -> None:
        names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
        del names[4:]

    refused(case, forgery.resealed(case, change), "attachments")


JSONS: dict[str, Json] = {"one": 1}
