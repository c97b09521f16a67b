"""`verify` on what is well: verdicts, lines, words, and what it says that it cannot know."""

import re
import subprocess
import sys
from datetime import timedelta

import pytest

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.errors import Invalid
from alianza_desktop.signing import verify as module
from alianza_desktop.signing import words
from alianza_desktop.signing.report import Report
from alianza_desktop.signing.seal import Sealer
from alianza_desktop.signing.verify import fingerprint, verify
from tests.signing import forgery, material
from tests.signing.material import AT, BODY, Case


def codes(report: Report, state: str = "fail") -> list[str]:
    return [line.code for line in report.lines if line.state == state]


def test_intact(case: Case) -> None:
    report = verify(case.sealed, [case.pin])
    assert (report.verdict, report.words) == ("intact", "Íntegra")
    assert [line.check for line in report.lines] == [
        "structure", "seal", "contents", "signature", "later", "attachments", "body", "acta", "evidence",
        "hashes", "chains", "closing", "outcomes", "inks", "body-text", "drawn-ink", "issuer",
    ]  # fmt: skip
    assert codes(report) == []
    assert codes(report, "unknown") == ["body-text", "drawn-ink"]
    assert (report.number, report.sealer, report.authority) == (material.NUMBER, "Instalación A", case.pin)
    assert report.code.count("-") == 7
    assert [(one.name, one.outcome) for one in report.outcomes] == [
        ("Rosa Huamán Díaz", "ink"), ("Juan Soto Ñahui", "refused"), ("Ana Tsamaren", "left")
    ]  # fmt: skip


def test_it_says_what_it_cannot_know(case: Case) -> None:
    said = " ".join(verify(case.sealed, [case.pin]).cannot_know)
    assert "se quitaron firmas posteriores" in said
    assert "fecha cierta" in said
    assert "acreditado" in said


def test_without_a_pin_nobody_vouches(case: Case) -> None:
    report = verify(case.sealed)
    assert (report.verdict, codes(report, "unknown")[-1]) == ("undetermined", "issuer-unknown")
    assert case.pin in report.lines[-1].text


def test_any_of_several_pins_is_enough(case: Case) -> None:
    assert verify(case.sealed, ["0" * 64, case.pin]).verdict == "intact"


def test_another_pin(case: Case) -> None:
    report = verify(case.sealed, ["0" * 64])
    assert (report.verdict, codes(report)) == ("undetermined", ["issuer-other"])


def test_a_pin_as_people_type_it(case: Case) -> None:
    typed = ":".join(re.findall("..", case.pin)).upper()
    assert fingerprint(f" {typed} ") == case.pin
    with pytest.raises(Invalid, match="ca-fingerprint"):
        fingerprint(case.pin[:-1])


def test_a_body_is_not_sealed() -> None:
    report = verify(BODY, ["0" * 64])
    assert (report.verdict, report.words, codes(report)) == ("unsealed", "No sellada", ["unsealed"])


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\n%PDF-1.4", b"%PDF", b"<html>"])
def test_not_a_pdf(data: bytes) -> None:
    with pytest.raises(Invalid, match="not-a-pdf"):
        verify(data)


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", len(BODY) - 1)
    with pytest.raises(Invalid, match="pdf-too-large"):
        verify(BODY)


def test_a_seal_whose_hour_its_certificate_does_not_cover() -> None:
    stamp = material.sealer(material.authority(), at=AT - timedelta(days=2000))
    late = material.Case(stamp, material.APPENDIX, material.acta_json(), material.bundle(stamp).to_bytes())
    report = verify(forgery.resealed(late), [late.pin])
    assert (report.verdict, codes(report)) == ("undetermined", ["issuer-time"])


def test_an_installation_certificate_that_may_not_seal() -> None:
    ca = material.authority()
    own = material.sealer(ca)
    name, author = "Autoridad de prueba", material.author()
    wrong = material.certificate("Instalación A", name, own.key, ca[0], ca=True, device=author)
    stamp = Sealer(own.key, wrong, own.authority)
    report = verify(material.case(stamp).sealed, [sha256(own.authority)])
    assert (report.verdict, codes(report)) == ("undetermined", ["issuer-form"])


def test_words_are_the_house_s_words() -> None:
    texts = [*words.HOLDS.values(), *words.FAILS.values(), *words.CANNOT_KNOW, words.UNSEALED]
    said = " ".join(texts).lower()
    for never in ("huella", "firma digital", "valor legal", "repudio", "hash", "inválid"):
        assert never not in said
    assert "sello de integridad de la instalación" in said
    assert "código de verificación" in said


def test_importing_it_does_not_import_pyhanko() -> None:
    program = (
        "import sys, alianza_desktop.signing.verify, alianza_desktop.signing.seal;"
        "sys.exit(any(name.partition('.')[0] in ('pyhanko', 'asn1crypto') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_its_reports_show_nobody(case: Case) -> None:
    assert "Huamán" not in repr(verify(case.sealed, [case.pin]))
