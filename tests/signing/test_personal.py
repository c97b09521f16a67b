"""A person's digital signature with their card, in their own field, after the seal."""

import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from alianza_desktop.core.errors import Invalid, NotAllowed, NotFound, Unavailable
from alianza_desktop.signing import personal
from alianza_desktop.signing.verify import verify
from tests.signing import token
from tests.signing.material import AT
from tests.signing.whole import Whole, whole

FIELDS = ("Firma_01", "Firma_03")
"""Who signs digitally in this acta: the first and the third of the signing order."""


@cache
def sealed() -> Whole:
    return whole(kinds=("digital", "ink"))


@cache
def signed() -> bytes:
    return personal.sign(sealed().sealed, FIELDS[0], token.card(), at=AT)


def test_the_first_file_stays_and_the_signature_has_its_line() -> None:
    data = signed()
    assert data.startswith(sealed().sealed)
    report = verify(data, [sealed().pin])
    assert report.verdict == "intact"
    said = [one.text for one in report.lines if one.check == "signer"]
    assert said == ["«Firma_01»: firma posterior sin cambios; firma de emisor no reconocido."]


def test_another_person_signs_after(tmp_path: Path) -> None:
    both = personal.sign(signed(), FIELDS[1], token.card(), at=AT)
    report = verify(both, [sealed().pin])
    assert (report.verdict, [one.check for one in report.lines].count("signer")) == ("intact", 2)
    path = tmp_path / "acta.pdf"
    path.write_bytes(both)
    said = subprocess.run(["pdfsig", "-nocert", str(path)], check=True, capture_output=True, text=True).stdout
    assert said.count("Signature Validation: Signature is Valid.") == 3
    assert "HUAMÁN DÍAZ Rosa Firma" in said


def test_each_locks_only_its_own_field() -> None:
    update = signed()[len(sealed().sealed) :]
    assert b"/FieldMDP" in update
    assert b"(Firma\\13701)" in update
    assert b"13703)" not in update


def test_a_field_that_is_signed_or_is_not_there() -> None:
    with pytest.raises(NotAllowed, match="field-signed"):
        personal.sign(signed(), FIELDS[0], token.card(), at=AT)
    with pytest.raises(NotFound, match="field-missing"):
        personal.sign(signed(), "Firma_02", token.card(), at=AT)


def test_a_card_that_cannot_be_used() -> None:
    card = token.card()
    for wrong, error, code in (
        (replace(card, pin="0000"), Invalid, "token-pin"),
        (replace(card, label="Otra"), NotFound, "token-missing"),
        (replace(card, module="/no/hay.so"), Unavailable, "token-module"),
        (replace(card, certificate="No hay"), Invalid, "token-certificate"),
    ):
        with pytest.raises(error, match=code):
            personal.sign(sealed().sealed, FIELDS[0], wrong, at=AT)


def test_a_byte_of_a_person_s_signature_changed() -> None:
    data = bytearray(signed())
    data[data.rindex(b"/Reason") + 12] ^= 1
    report = verify(bytes(data), [sealed().pin])
    assert report.verdict == "altered"
