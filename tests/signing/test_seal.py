"""The sealed PDF: what it is made of, and what other programs say of it."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.errors import Corrupt, NotAllowed
from alianza_desktop.signing.seal import Appendix, Field, seal
from alianza_desktop.signing.verify import verify
from tests.signing import forgery, material
from tests.signing.material import AT, BODY, Case


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def file(case: Case, tmp_path: Path) -> str:
    path = tmp_path / "acta.pdf"
    path.write_bytes(case.sealed)
    return str(path)


def test_the_body_is_its_literal_prefix(case: Case) -> None:
    assert case.sealed[: len(BODY)] == BODY


def test_three_attachments_byte_for_byte(case: Case) -> None:
    with pypdf.PdfReader(BytesIO(case.sealed)) as reader:
        assert dict(reader.attachments) == {
            "acta.json": [case.acta],
            "cuerpo.pdf": [BODY],
            "evidencia.json": [case.evidence],
        }
        associated: Any = reader.root_object["/AF"]
        files = [one.get_object() for one in associated]
        kinds = {str(one["/UF"]): str(one["/AFRelationship"]) for one in files}
    assert kinds == {"acta.json": "/Data", "cuerpo.pdf": "/Source", "evidencia.json": "/Supplement"}


def test_pages_follow_and_fields_wait(case: Case) -> None:
    with pypdf.PdfReader(BytesIO(case.sealed)) as reader:
        assert [page.extract_text().strip() for page in reader.pages] == [
            "Acta de acuerdos", "Segunda página", "Firmas", "Constancia de firmas"
        ]  # fmt: skip
        fields = reader.get_fields() or {}
        empty = {name for name, field in fields.items() if "/V" not in field}
        annotations: Any = reader.pages[3]["/Annots"]
        widgets = [one.get_object() for one in annotations]
        locks = {str(one["/T"]): list(one["/Lock"]["/Fields"]) for one in widgets if "/Lock" in one}
    stamps = {f"SelloTiempo_{number:02d}" for number in range(1, 5)}
    assert empty == {"Firma_01", "Firma_02", *stamps}
    assert locks == {"Firma_01": ["Firma_01"], "Firma_02": ["Firma_02"]}


def test_pdfsig_finds_the_seal_valid(file: str) -> None:
    said = run("pdfsig", "-nocert", file)
    assert said.count("Signature Validation: Signature is Valid.") == 1
    assert "Total document signed" in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Signing Hash Algorithm: SHA-256" in said


def test_qpdf_finds_it_clean(file: str) -> None:
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", file)


def test_the_hour_is_the_one_given(case: Case) -> None:
    assert verify(case.sealed, [case.pin]).sealed_at == "2026-11-23T13:45:12.000-05:00"
    assert b"/ModDate" not in case.sealed[len(BODY) :]


def test_s_is_always_the_lower_one(case: Case) -> None:
    sealed = [forgery.resealed(case) for _ in range(12)]  # each has even odds of the higher one
    assert {verify(one, [case.pin]).verdict for one in sealed} == {"intact"}


def test_parts_of_different_actas_are_not_sealed(case: Case) -> None:
    def sealing(body: bytes, acta: bytes) -> Callable[[], bytes]:
        return lambda: seal(body, case.appendix, acta, case.evidence, case.stamp, at=AT)

    for attempt in (sealing(material.pdf("Otro"), case.acta), sealing(BODY, case.acta + b" ")):
        with pytest.raises(Corrupt, match="seal-mismatch"):
            attempt()


@pytest.mark.parametrize("days", [-2, 1001])
def test_an_hour_outside_the_certificate(case: Case, days: int) -> None:
    with pytest.raises(NotAllowed, match="seal-certificate-time"):
        seal(BODY, case.appendix, case.acta, case.evidence, case.stamp, at=AT + timedelta(days=days))


@pytest.mark.parametrize(
    "appendix",
    [
        Appendix(b"no es un PDF"),
        Appendix(material.pdf("Firmas"), (Field("Firma_01", 1, (0, 0, 9, 9)),)),
        Appendix(material.pdf("Firmas"), (Field("Sello", 0, (0, 0, 9, 9)),)),
    ],
)
def test_an_appendix_that_is_not_ours(case: Case, appendix: Appendix) -> None:
    with pytest.raises(Corrupt, match="body-unexpected"):
        seal(BODY, appendix, case.acta, case.evidence, case.stamp, at=AT)


def test_a_sealed_acta_is_no_body(case: Case) -> None:
    subject = replace(material.SUBJECT, body_hash=sha256(case.sealed))
    chain = material.chain_of(material.author(), material.outcome(0, "absent"), subject=subject)
    evidence = replace(material.bundle(case.stamp, (chain,)), subject=subject, inks={}).to_bytes()
    with pytest.raises(Corrupt, match="body-unexpected"):
        seal(case.sealed, case.appendix, case.acta, evidence, case.stamp, at=AT)
