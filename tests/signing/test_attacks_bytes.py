"""Attacks on the bytes: any of them changed, `/Contents`, the end of the file, the seal taken away."""
# mypy: disallow-untyped-calls=False
# pyHanko and asn1crypto are typed in part

import random
import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import cms, x509
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from alianza_desktop.signing.seal import CURVES
from alianza_desktop.signing.verify import verify
from alianza_desktop.signing.writing import Writer
from tests.signing import forgery
from tests.signing import material as m
from tests.signing.forgery import refused
from tests.signing.material import Case

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
    report = refused(case, with_contents(case, rebuilt(case, other_s=True)), "cms-form")
    assert "por dentro" in report.lines[2].text


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


def rebuilt(
    case: Case,
    *,
    unsigned: bool = False,
    certificate: bytes = b"",
    twice: bool = False,
    other_s: bool = False,
) -> bytes:
    """Return the seal's CMS with something that its signature does not cover."""
    content: Any = cms.ContentInfo.load(contents(case)[1]).copy()
    signed = content["content"]
    signer = signed["signer_infos"][0]
    if unsigned:
        signer["unsigned_attrs"] = cms.CMSAttributes([signer["signed_attrs"][0].copy()])
    if certificate:
        added = cms.CertificateChoices("certificate", x509.Certificate.load(certificate))
        signed["certificates"].append(added)
    if twice:
        signed["signer_infos"].append(signer.copy())
    if other_s:
        r, s = decode_dss_signature(signer["signature"].native)
        signer["signature"] = encode_dss_signature(r, CURVES["secp256r1"] - s)
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


@pytest.mark.parametrize("tail", [b" ", b"\n", b"%", b"basura", b"x" * 5000, b"1 0 obj\n<<>>\nendobj\n"])
def test_garbage_after_the_end(case: Case, tail: bytes) -> None:
    refused(case, case.sealed + tail, "trailing-bytes")


def test_garbage_that_ends_as_a_pdf(case: Case) -> None:
    for tail in (b"%%EOF\n", b"basura\n%%EOF\n", b"startxref\n0\n%%EOF\n", m.BODY):
        report = verify(case.sealed + tail, [case.pin])
        assert (report.verdict, len(report.lines)) == ("altered", 1)


def test_cut_short(case: Case) -> None:
    for end in (len(case.sealed) - 1, len(case.sealed) - 7, len(m.BODY) + 500, len(m.BODY) - 7, 40):
        assert verify(case.sealed[:end], [case.pin]).verdict == "altered"
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
