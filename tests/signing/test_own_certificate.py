"""Sealing and signing with a certificate of one's own from a .p12 file, and what `verify` says of it."""

import subprocess
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from asn1crypto import cms
from cryptography.hazmat.primitives.asymmetric import ec

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.sentences import sentence
from alianza_desktop.signing import complement, own_certificate, personal, writing
from alianza_desktop.signing.bundle import Bundle
from alianza_desktop.signing.complement import Issue, Material, Printed
from alianza_desktop.signing.late import Sealed
from alianza_desktop.signing.own_certificate import CertificateFile
from alianza_desktop.signing.seal import ACTA_JSON, BODY_PDF, EVIDENCE_JSON, Sealer, seal
from alianza_desktop.signing.verify import verify
from tests.signing import certificate_file
from tests.signing import material as m
from tests.signing.certificate_file import Recipe, made, rsa_key

INSTALLATION = m.sealer(m.authority("Autoridad de la alianza"))
ALLIANCE = sha256(INSTALLATION.authority)


def sealer(recipe: Recipe | None = None) -> Sealer:
    return own_certificate.load(made(recipe), m.AT)


def evidence(named: Sealer, authorities: tuple[bytes, ...] = (INSTALLATION.authority,)) -> bytes:
    """Return the evidence that the installation closed, naming the certificate that seals."""
    chains = tuple(m.certified(one, INSTALLATION) for one in m.two_chains())
    closed = m.closed(chains, named, m.author())
    return Bundle(m.SUBJECT, m.NUMBER, closed, {m.INK.digest: m.INK}, authorities).to_bytes()


def sealed_by(stamp: Sealer, authorities: tuple[bytes, ...] = (INSTALLATION.authority,)) -> bytes:
    return seal(m.BODY, m.APPENDIX, m.acta_json(), evidence(stamp, authorities), stamp, at=m.AT)


@cache
def sealed() -> bytes:
    return sealed_by(sealer())


@pytest.mark.parametrize(
    "key", [rsa_key(), ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP384R1()),
            ec.generate_private_key(ec.SECP521R1())], ids=["rsa", "p256", "p384", "p521"],
)  # fmt: skip
def test_each_kind_of_key_seals_and_others_programs_agree(key: certificate_file.Key, tmp_path: Path) -> None:
    data = sealed_by(sealer(Recipe(key=key)))
    report = verify(data, [ALLIANCE])
    assert [one.code for one in report.lines if one.state == "fail"] == []
    assert report.verdict == "intact"
    path = tmp_path / "acta.pdf"
    path.write_bytes(data)
    said = subprocess.run(["pdfsig", "-nocert", str(path)], check=True, capture_output=True, text=True).stdout
    assert "Signature Validation: Signature is Valid." in said
    assert certificate_file.NAME in said
    subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)


def test_the_verdict_says_whose_certificate_and_the_alliance_is_what_is_pinned() -> None:
    report = verify(sealed(), [ALLIANCE])
    assert (report.verdict, report.authority) == ("intact", ALLIANCE)
    assert (report.sealer, report.issuer) == (certificate_file.NAME, certificate_file.ISSUER)
    closer, with_ = [one for one in report.lines if one.area == "trust"]
    assert (closer.state, with_.state) == ("ok", "unknown")
    assert with_.text.startswith(
        "Sellado con el certificado «MUNICIPALIDAD de Nieva», emitido por «ECEP de prueba», que ese cierre "
        "nombra. Emisor no reconocido"
    )
    both = verify(sealed(), [ALLIANCE, certificate_file.pin()])
    assert [one.state for one in both.lines if one.area == "trust"] == ["ok", "ok"]


def test_its_issuer_alone_vouches_for_nobody() -> None:
    """Anybody has a certificate of a public entity: only the alliance says who closes its actas."""
    other = verify(sealed(), [certificate_file.pin()])
    assert (other.verdict, other.lines[-1].code) == ("undetermined", "issuer-other")
    nobody = verify(sealed(), [])
    assert (nobody.verdict, nobody.lines[-1].code) == ("undetermined", "issuer-unknown")
    assert ALLIANCE in nobody.lines[-1].text


def constancia(stamp: Sealer) -> bytes:
    """Seal a constancia of what laptops of the alliance recorded: no cierre names who seals."""
    chain = m.certified(m.two_chains()[1], INSTALLATION)
    uncovered = frozenset(one.hash for one in chain.entries if one.facts.get("kind") == "outcome")
    sealed_ = Sealed(m.SUBJECT, sha256(b"acta"))
    known = (INSTALLATION.authority,)
    material = Material(sealed_, (), (chain,), uncovered, {}, known if stamp.authority not in known else ())
    said = Issue({"id": "019a", "name": "Alianza"}, m.NUMBER, 1, "2026-11-23T13:45:00.000-05:00", "late.v1")
    text = complement.constancia_json(said, material, stamp)
    return complement.seal(Printed(m.BODY, m.APPENDIX.pdf), text, material, stamp, at=m.AT)


def test_a_constancia_of_a_certificate_of_no_installation_is_not_the_alliances() -> None:
    key, issuer = ec.generate_private_key(ec.SECP256R1()), m.authority("Emisor público")
    person = m.certificate("Una persona", "Emisor público", key, issuer[0], ca=False)
    assert verify(constancia(INSTALLATION), [ALLIANCE]).verdict == "intact"
    for stamp in (sealer(), Sealer(key, person, issuer[1])):
        report = verify(constancia(stamp), [ALLIANCE, sha256(stamp.authority)])
        assert (report.verdict, report.lines[-1].code) == ("undetermined", "issuer-form")


def test_the_report_names_whom_to_know() -> None:
    report = verify(sealed())
    assert report.authorities == (ALLIANCE,)
    assert report.issuers[-1] == certificate_file.pin()


def test_an_hour_outside_its_validity_is_not_upheld() -> None:
    """Who lies does not ask whether the certificate is good: it sealed when its time was over."""
    old = Recipe(begins=m.AT - timedelta(days=9), ends=m.AT - timedelta(days=3))
    stamp = own_certificate.load(made(old), m.AT - timedelta(days=5))
    attached = {ACTA_JSON: m.acta_json(), EVIDENCE_JSON: evidence(stamp), BODY_PDF: m.BODY}
    writer = writing.compose(m.BODY, m.APPENDIX, attached, m.AT)
    report = verify(writing.certify(writer, stamp, m.AT, reason="", location=""), [ALLIANCE])
    assert (report.verdict, report.lines[-1].code) == ("undetermined", "issuer-time")


def test_a_cierre_that_names_another_certificate() -> None:
    """Somebody with a certificate of the same issuer seals the evidence of others."""
    named, other = sealer(), sealer(Recipe(key=rsa_key(2048, 2)))
    data = seal(m.BODY, m.APPENDIX, m.acta_json(), evidence(named), other, at=m.AT)
    report = verify(data, [ALLIANCE, certificate_file.pin()])
    assert report.verdict == "altered"
    assert [one.code for one in report.lines if one.state == "fail"] == ["closing-seal"]


def test_laptops_without_their_authority_in_the_file_or_with_one_too_many() -> None:
    for authorities in ((), (INSTALLATION.authority, m.authority("Otra")[1])):
        report = verify(sealed_by(sealer(), authorities), [ALLIANCE])
        assert [one.code for one in report.lines if one.state == "fail"] == ["certificate-device"]


def test_no_byte_of_it_may_change() -> None:
    data = sealed()
    start = data.index(b"/Contents <") + 11
    for place in (start + 700, start + 2_001, start + 4_000, start + 6_003):
        changed = bytearray(data)
        changed[place] = ord("1") if changed[place] != ord("1") else ord("2")
        assert verify(bytes(changed), [ALLIANCE]).verdict == "altered"


def test_certificates_in_another_order_are_a_change() -> None:
    for data, pin in ((sealed(), ALLIANCE), ((case := m.case()).sealed, case.pin)):
        start = data.index(b"/Contents <") + 11
        der = bytes.fromhex(data[start : data.index(b">", start)].decode())
        kept = [one.dump() for one in cms.ContentInfo.load(der.rstrip(b"\0"))["content"]["certificates"]]
        swapped = der.replace(b"".join(kept), b"".join((kept[1], kept[0], *kept[2:])))
        assert swapped != der
        changed = data[:start] + swapped.hex().encode().upper() + data[start + 2 * len(der) :]
        assert verify(changed, [pin]).verdict == "altered"


WRONG = {
    "p12-self-made": Recipe(self_made=True),
    "p12-chain": Recipe(alone=True),
    "p12-usage": Recipe(signs=False),
    "p12-expired": Recipe(ends=m.AT - timedelta(days=1)),
    "p12-early": Recipe(begins=m.AT + timedelta(days=1)),
    "p12-key": Recipe(key=rsa_key(1024)),
}


@pytest.mark.parametrize("code", WRONG)
def test_a_certificate_that_does_not_serve(code: str) -> None:
    with pytest.raises(Invalid, match=code) as caught:
        own_certificate.load(made(WRONG[code]), m.AT)
    assert "No se firmó nada" in sentence(caught.value)
    assert "{" not in sentence(caught.value)


def test_what_is_no_certificate_and_a_wrong_passphrase() -> None:
    good = made()
    for file, code in (
        (replace(good, passphrase="otra"), "p12-passphrase"),
        (replace(good, passphrase=""), "p12-passphrase"),
        (CertificateFile(b"%PDF-1.4 no es", ""), "p12-unreadable"),
        (CertificateFile(b"", ""), "p12-unreadable"),
        (CertificateFile(good.data[:500], good.passphrase), "p12-unreadable"),
        (CertificateFile(bytes(own_certificate.LARGEST + 1), ""), "p12-unreadable"),
    ):
        with pytest.raises(Invalid, match=code) as caught:
            own_certificate.load(file, m.AT)
        assert certificate_file.PASSPHRASE not in sentence(caught.value)
    assert good.passphrase not in repr(good)


def test_a_person_signs_with_their_file_in_their_field() -> None:
    case = m.case()
    data = personal.sign(case.sealed, "Firma_01", made(), at=m.AT)
    assert data.startswith(case.sealed)
    report = verify(data, [case.pin])
    assert report.verdict == "intact"
    assert [one.check for one in report.lines if one.state == "unknown" and one.area == "container"] == [
        "signer"
    ]
