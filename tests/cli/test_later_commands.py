"""`alianza acta sign-digital` and `timestamp`: second files of a sealed acta."""

from pathlib import Path

import pytest

from tests.cli.test_acta_commands import JUAN, NUMBER, ROSA, SIGNS, drafted, shell
from tests.cli.test_commands import Shell
from tests.documents.pdf_reading import texts
from tests.signing import certificate_file, token
from tests.signing.time_server import serving

__all__ = ["drafted", "shell"]


@pytest.fixture
def pin(tmp_path: Path) -> str:
    path = tmp_path / "clave.txt"
    path.write_text(token.PIN + "\n", encoding="utf-8")
    return str(path)


def test_sign_and_stamp(shell: Shell, pin: str, tmp_path: Path) -> None:
    card = token.card()
    given = ("--module", card.module, "--token", card.label, "--pin-file", pin)
    shell("acta", "outcome", NUMBER, ROSA, "digital", *SIGNS)
    shell("acta", "outcome", NUMBER, JUAN, "absent")
    assert "no está sellada" in shell("acta", "sign-digital", NUMBER, ROSA, *given, code=2)
    shell("acta", "seal", NUMBER)
    signed = shell("acta", "sign-digital", NUMBER, ROSA, *given, "--out", str(tmp_path / "firmada.pdf"))
    assert signed["kind"] == "signature"
    assert (tmp_path / "firmada.pdf").stat().st_size == signed["bytes"]
    assert "no tiene un espacio" in shell("acta", "sign-digital", NUMBER, JUAN, *given, code=2)
    with serving() as server:
        stamped = shell(
            "acta", "timestamp", NUMBER, "--tsa", server.address, "--out", str(tmp_path / "hora.pdf")
        )
    assert stamped["kind"] == "timestamp"
    said = shell.says("verify", str(tmp_path / "hora.pdf"))
    assert "»: firma posterior sin cambios; firma de emisor no reconocido." in said
    assert "Las evidencias que este equipo guarda de esta acta están todas en el archivo" in said
    assert "«SelloTiempo_01»: sello de tiempo sin cambios" in said


def test_a_pin_file_that_is_not_there(shell: Shell) -> None:
    given = ("--module", "x", "--token", "x", "--pin-file", "/no/hay")
    assert "No se pudo leer la clave" in shell("acta", "sign-digital", NUMBER, ROSA, *given, code=2)


def test_verify_looks_for_a_receipt(shell: Shell, tmp_path: Path) -> None:
    receipt = shell("acta", "outcome", NUMBER, ROSA, "absent")["entry"]["hash"]
    shell("acta", "outcome", NUMBER, JUAN, "absent")
    shell("acta", "seal", NUMBER)
    shell("acta", "pdf", NUMBER, str(tmp_path / "acta.pdf"))
    file = str(tmp_path / "acta.pdf")
    assert shell("verify", file, "--receipt", receipt)["verdict"] == "intact"
    refused = shell("verify", file, "--receipt", receipt, "--receipt", "f" * 64, code=1)
    assert [one["code"] for one in refused["lines"] if one["state"] == "fail"] == ["receipt-missing"]
    assert "32 letras y cifras" in shell("verify", file, "--receipt", "abc", code=2)


@pytest.fixture
def own(tmp_path: Path) -> tuple[str, ...]:
    """A certificate of one's own in a file, with its passphrase in another."""
    made = certificate_file.made()
    (tmp_path / "propio.p12").write_bytes(made.data)
    (tmp_path / "secreta.txt").write_text(made.passphrase + "\n", encoding="utf-8")
    return "--p12", str(tmp_path / "propio.p12"), "--p12-passphrase", str(tmp_path / "secreta.txt")


def test_seal_and_sign_with_a_certificate_in_a_file(
    shell: Shell, own: tuple[str, ...], tmp_path: Path
) -> None:
    shell("acta", "outcome", NUMBER, ROSA, "digital", *SIGNS)
    shell("acta", "outcome", NUMBER, JUAN, "absent")
    assert "contraseña del certificado no es esa" in shell("acta", "seal", NUMBER, *own[:2], code=2)
    shell("acta", "seal", NUMBER, *own)
    file = str(tmp_path / "firmada.pdf")
    assert "Falta con qué se firma" in shell("acta", "sign-digital", NUMBER, ROSA, code=2)
    assert shell("acta", "sign-digital", NUMBER, ROSA, *own, "--out", file)["kind"] == "signature"
    report = shell("verify", file)
    assert (report["verdict"], report["sealer"], report["issuer"]) == (
        "intact", certificate_file.NAME, certificate_file.ISSUER,
    )  # fmt: skip
    pages = " ".join(" ".join(texts(Path(file).read_bytes())).split())
    assert "Certificado ajeno a la instalación" in pages
    assert f"«{certificate_file.NAME}», emitido por «{certificate_file.ISSUER}»" in pages
    assert "un certificado que no emitió la alianza" in pages
    authority = report["authority"]
    both = ("verify", file, "--ca", authority, "--ca", certificate_file.pin())
    assert [one["state"] for one in shell(*both)["lines"] if one["area"] == "trust"] == ["ok", "ok"]
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix not in (".txt", ".p12")]
    assert not [path for path in kept if certificate_file.PASSPHRASE.encode() in path.read_bytes()]


def test_whom_the_alliance_trusts_no_more_counts_with_a_code_too(shell: Shell, tmp_path: Path) -> None:
    for person in (ROSA, JUAN):
        shell("acta", "outcome", NUMBER, person, "absent")
    shell("acta", "seal", NUMBER)
    file = str(tmp_path / "sellada.pdf")
    shell("acta", "pdf", NUMBER, file)
    authority = shell("verify", file)["authority"]
    assert shell("verify", file, "--ca", authority)["verdict"] == "intact"
    shell("revoke", "A", "--reason", "Se perdió", "--since", "2026-01-01T07:30")
    report = shell("verify", file, "--ca", authority, code=1)
    assert "retiró la confianza" in str(report)


def test_a_certificate_file_that_is_not_there(shell: Shell) -> None:
    assert "No se pudo leer /no/hay.p12" in shell("acta", "seal", NUMBER, "--p12", "/no/hay.p12", code=2)
