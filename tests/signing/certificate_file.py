"""Certificates of one's own in .p12 files, of issuers that nobody here knows."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

from alianza_desktop.core.canonical import sha256
from alianza_desktop.signing.own_certificate import CertificateFile
from tests.signing.material import AT

PASSPHRASE = "clave del certificado"
NAME, ISSUER, ROOT = "MUNICIPALIDAD de Nieva", "ECEP de prueba", "Raíz de prueba"
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@cache
def rsa_key(size: int = 2048, number: int = 0) -> rsa.RSAPrivateKey:
    """Make a key once in a run: they take their time. `number` tells one from another."""
    assert number >= 0
    return rsa.generate_private_key(65537, size)


@dataclass(frozen=True)
class Recipe:
    """What a .p12 has; by default a good one, with an RSA key and two certificates above its own."""

    key: Key = field(default_factory=rsa_key)
    begins: datetime = AT - timedelta(days=10)
    ends: datetime = AT + timedelta(days=500)
    signs: bool = True
    self_made: bool = False
    alone: bool = False
    """Without the certificates of who issued it."""


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


@cache
def issuers() -> tuple[tuple[Key, x509.Certificate], tuple[Key, x509.Certificate]]:
    """Return a root and who it certifies to issue certificates."""
    root_key, key = rsa_key(2048, 1), ec.generate_private_key(ec.SECP384R1())
    root = _made(ROOT, root_key, ROOT, root_key, ca=True)
    return (root_key, root), (key, _made(ISSUER, key, ROOT, root_key, ca=True))


def _made(
    name: str, key: Key, issuer: str, issuer_key: Key, *, ca: bool, recipe: Recipe | None = None
) -> x509.Certificate:
    recipe = recipe or Recipe(key, AT - timedelta(days=99), AT + timedelta(days=9999), signs=False)
    signs = recipe.signs
    usage = x509.KeyUsage(False, signs, not ca and not signs, False, False, ca, ca, False, False)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(recipe.begins)
        .not_valid_after(recipe.ends)
        .add_extension(usage, critical=True)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .sign(issuer_key, SHA256())
    )


def made(recipe: Recipe | None = None) -> CertificateFile:
    recipe = recipe or Recipe()
    (_, root), (issuer_key, issuer) = issuers()
    if recipe.self_made:
        own = _made(NAME, recipe.key, NAME, recipe.key, ca=False, recipe=recipe)
    else:
        own = _made(NAME, recipe.key, ISSUER, issuer_key, ca=False, recipe=recipe)
    above = None if recipe.alone or recipe.self_made else [issuer, root]
    secret = BestAvailableEncryption(PASSPHRASE.encode())
    data = pkcs12.serialize_key_and_certificates(NAME.encode(), recipe.key, own, above, secret)
    return CertificateFile(data, PASSPHRASE)


def pin() -> str:
    """Return the SHA-256 of the root."""
    return sha256(issuers()[0][1].public_bytes(Encoding.DER))
