"""A card of test: SoftHSM with a person's key and certificate, of an issuer that nobody here knows."""

import os
import subprocess
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute, CertificateType, ObjectClass
from pkcs11.util.rsa import decode_rsa_private_key

from alianza_desktop.signing.personal import Token
from tests.signing import material

MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/libsofthsm2.so",
)
KEPT = {Attribute.TOKEN: True, Attribute.PRIVATE: True, Attribute.SENSITIVE: True, Attribute.SIGN: True}
PIN, LABEL = "4321", "DNI de prueba"


def module() -> str:
    found = next((one for one in MODULES if Path(one).is_file()), "")
    if not found:
        pytest.fail("These tests sign with a card of test: install the package softhsm2.")
    return found


@cache
def card() -> Token:
    """Make the card, once in a run: its library reads its settings when it is first used."""
    library = module()
    folder = Path(mkdtemp(prefix="softhsm"))
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n", encoding="utf-8")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    command = [
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        LABEL,
        "--pin",
        PIN,
        "--so-pin",
        "87654321",
    ]
    subprocess.run(command, check=True, capture_output=True)
    _load(library)
    return Token(library, LABEL, PIN)


def _load(library: str) -> None:
    """Put in it what a DNI electrónico has: one certificate to enter, one to sign, and their issuer's."""
    issuer = material.authority("ECEP de prueba")
    token = next(
        slot.get_token()
        for slot in pkcs11.lib(library).get_slots(token_present=True)
        if slot.get_token().label.strip() == LABEL
    )
    with token.open(rw=True, user_pin=PIN) as session:
        for number, (name, signs) in enumerate((("Autenticación", False), ("Firma", True)), 1):
            key = generate_private_key(65537, 2048)
            traditional = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
            secret = decode_rsa_private_key(traditional)
            session.create_object(secret | {Attribute.ID: bytes([number]), Attribute.LABEL: name, **KEPT})
            made = _certificate(name, key.public_key(), issuer, signs=signs)
            session.create_object(_held(number, name, made))
        session.create_object(_held(9, "ECEP", x509.load_der_x509_certificate(issuer[1])))


def _held(number: int, name: str, certificate: x509.Certificate) -> dict[Attribute, object]:
    return {
        Attribute.CLASS: ObjectClass.CERTIFICATE,
        Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
        Attribute.ID: bytes([number]),
        Attribute.LABEL: name,
        Attribute.SUBJECT: certificate.subject.public_bytes(),
        Attribute.VALUE: certificate.public_bytes(Encoding.DER),
        Attribute.TOKEN: True,
    }


def _certificate(name: str, key: object, issuer: material.Authority, *, signs: bool) -> x509.Certificate:
    above = x509.load_der_x509_certificate(issuer[1])
    usage = x509.KeyUsage(not signs, signs, False, False, False, False, False, False, False)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, f"HUAMÁN DÍAZ Rosa {name}")]))
        .issuer_name(above.subject)
        .public_key(key)  # type: ignore[arg-type]
        .serial_number(x509.random_serial_number())
        .not_valid_before(material.AT - timedelta(days=1))
        .not_valid_after(material.AT + timedelta(days=900))
        .add_extension(usage, critical=True)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(issuer[0], SHA256())
    )
