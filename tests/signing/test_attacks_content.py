"""Attacks with the true key: the content defends itself against who seals."""
# mypy: disallow-untyped-calls=False
# pyHanko is typed in part

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from alianza_desktop.core.canonical import canonical
from alianza_desktop.signing.bundle import Bundle
from alianza_desktop.signing.chains import Chain
from alianza_desktop.signing.evidence import Closing, Outcome, Signatory, following
from alianza_desktop.signing.verify import verify
from alianza_desktop.signing.writing import Writer
from tests.signing import forgery
from tests.signing import material as m
from tests.signing.forgery import refused
from tests.signing.material import Case

# sealed by the true key: the content defends itself


def test_duplicate_keys_in_acta_json(case: Case) -> None:
    acta = case.acta.replace(b'{"acta":', b'{"acta":{"number":"001"},"acta":', 1)
    refused(case, forgery.resealed(case, acta=acta), "acta")


def later(data: bytes, kind: str, number: str) -> bytes:
    return canonical({**json.loads(data), "format": f"alianza/{kind}/{number}"})


def test_an_acta_of_a_later_format_is_not_altered(case: Case) -> None:
    acta, evidence = later(case.acta, "acta", "2"), later(case.evidence, "evidence", "2")
    for sealed in (
        forgery.resealed(case, acta=acta, evidence=evidence),
        forgery.resealed(case, acta=later(case.acta, "acta", "14")),
        forgery.resealed(case, evidence=evidence),
    ):
        report = verify(sealed, [case.pin])
        assert report.verdict == "undetermined"
        assert [line.code for line in report.lines if line.state != "ok"] == ["format-newer"]
        assert verify(sealed).verdict == "undetermined"


@pytest.mark.parametrize("number", ["0", "01", "1.5", "2 ", "", "99999999"])
def test_an_odd_format_is_altered(case: Case, number: str) -> None:
    evidence = later(case.evidence, "evidence", number)
    assert verify(forgery.resealed(case, evidence=evidence), [case.pin]).verdict == "altered"


def test_a_later_format_excuses_nothing_else(case: Case) -> None:
    acta = later(case.acta, "acta", "2")
    other = m.pdf("Acta de acuerdos", "Se paga el doble")
    assert verify(forgery.resealed(case, acta=acta, body=other, attached_body=m.BODY)).verdict == "altered"
    sealed = forgery.resealed(case, acta=acta)
    middle = len(sealed) // 3
    flipped = sealed[:middle] + bytes([sealed[middle] ^ 1]) + sealed[middle + 1 :]
    assert verify(flipped, [case.pin]).verdict == "altered"
    assert verify(sealed + b"\n% x", [case.pin]).verdict == "altered"


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
        "evidence-closing",
        "outcome-missing",
    )


def test_the_ink_of_somebody_else(case: Case) -> None:
    def change(whole: Any) -> None:
        whole["inks"][m.INK.digest]["strokes"] = [[0, 0, 3000, 3000]]

    refused(case, forgery.resealed(case, evidence=edited(case, change)), "evidence-ink")
    without = edited(case, lambda whole: whole.update(inks={}))
    refused(case, forgery.resealed(case, evidence=without), "evidence-ink")


def sealed_chains(case: Case, chains: tuple[Chain, ...], **changes: Any) -> bytes:
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
    stranger = Outcome(Signatory("s4", "Nadie"), "absent")
    refused(case, sealed_chains(case, (m.chain_of(m.author(), *all_three, stranger),)), "outcome-foreign")
    renamed = Outcome(Signatory("s3", "Ana Tsamaren Ríos"), "absent")
    refused(case, sealed_chains(case, (m.chain_of(m.author(), *all_three[:2], renamed),)), "outcome-foreign")


def test_a_device_certified_by_another_authority(case: Case) -> None:
    foreign = m.sealer(m.authority()).certificate
    first, second = m.two_chains()
    refused(case, sealed_chains(case, (replace(first, certificate=foreign), second)), "certificate-device")
    own = replace(first, certificate=case.stamp.certificate)
    assert verify(sealed_chains(case, (own, second)), [case.pin]).verdict == "intact"


def test_an_invented_device(case: Case) -> None:
    """Who holds one laptop's keys makes another up: no certificate of the authority names it."""
    first, _ = m.two_chains()
    invented = m.chain_of(m.author("b" * 32, 7), m.outcome(2, "left", left_at="12:50"))
    for borrowed in (case.stamp.certificate, case.stamp.authority, b"no es un certificado"):
        forged = sealed_chains(case, (first, replace(invented, certificate=borrowed)))
        assert verify(forged, [case.pin]).verdict == "altered"
    refused(
        case,
        sealed_chains(case, (first, replace(invented, certificate=case.stamp.certificate))),
        "certificate-device",
    )


def test_a_device_with_the_certificate_of_another(case: Case) -> None:
    first, second = (m.certified(one, case.stamp) for one in m.two_chains())
    swapped = (replace(first, certificate=second.certificate), second)
    refused(case, sealed_chains(case, swapped), "certificate-device")
    renewed = m.chain_of(m.author(m.OTHER_DEVICE, 9), m.outcome(2, "absent"))  # its id, another key
    other_key = replace(renewed, certificate=second.certificate)
    refused(case, sealed_chains(case, (first, other_key)), "certificate-device")


def test_a_chain_without_certificate(case: Case) -> None:
    def take(whole: Any) -> None:
        del whole["chains"][0]["certificate"]

    refused(case, forgery.resealed(case, evidence=edited(case, take)), "evidence-form")


def test_a_cierre_of_another_device_than_the_one_that_seals(case: Case) -> None:
    ended = m.closed(m.two_chains(), case.stamp, m.author(m.OTHER_DEVICE, 2))
    refused(case, forgery.resealed(case, evidence=m.bundle(case.stamp, ended).to_bytes()), "closing-seal")


def test_no_closing(case: Case) -> None:
    evidence = m.bundle(case.stamp, m.two_chains()).to_bytes()
    refused(case, forgery.resealed(case, evidence=evidence), "evidence-closing")


def test_a_closing_that_leaves_a_device_out(case: Case) -> None:
    first, second = m.two_chains()
    facts = Closing((first.head,), {"ink": 1, "refused": 1}, "c" * 64, "d" * 64)
    entry = following(first.entries, m.SUBJECT, m.author(), m.moment(50), facts)
    ended = replace(first, entries=(*first.entries, entry))
    evidence = m.bundle(case.stamp, (ended, second)).to_bytes()
    refused(case, forgery.resealed(case, evidence=evidence), "evidence-closing")


def test_a_body_page_redefined_under_the_seal(case: Case) -> None:
    refused(case, forgery.resealed(case, forgery.redraw), "body-object")


def test_the_list_of_pages_changed_under_the_seal(case: Case) -> None:
    def swap(writer: Writer) -> None:
        kids = writer.root["/Pages"]["/Kids"]
        kids[0], kids[1] = kids.raw_get(1), kids.raw_get(0)

    refused(case, forgery.resealed(case, swap), "body-pages")
    refused(case, forgery.resealed(case, lambda writer: forgery.replace_page(writer, 0)), "body-pages")


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
        writer.root["/AcroForm"]["/Fields"].append(writer.add_object(forgery.text_field()))

    refused(case, forgery.resealed(case, change), "form-unexpected")


def test_a_fourth_attachment_under_the_seal(case: Case) -> None:
    refused(case, forgery.resealed(case, forgery.add_file), "attachments")
    refused(case, forgery.resealed(case, lambda writer: forgery.add_file(writer, "acta.json")), "attachments")


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


def test_data_hidden_under_the_seal(case: Case) -> None:
    """A reader that mends files by scanning them would see an object that no table names."""

    class Hiding(Writer):
        def _write_objects(self, stream: Any, positions: Any) -> None:
            super()._write_objects(stream, positions)
            stream.write(b"3 0 obj\n<< /Type /Page >>\nendobj\n")

    def hide(writer: Writer) -> None:
        writer.__class__ = Hiding

    refused(case, forgery.resealed(case, hide), "hidden-bytes")
