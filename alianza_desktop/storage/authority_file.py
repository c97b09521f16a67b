"""The authority's key on its way to another laptop of the alliance: a file that only that laptop can open.

ECDH-ES (RFC 7518 §4.6's idea, with HKDF) to the laptop's certified P-256 seal key: a new ephemeral key for
each file, HKDF-SHA256 with a random salt over both public points, AES-256-GCM. RFC 8785 bytes of:

    {"format": "alianza/authority-handover/1", "alliance": id, "device": who hands it over,
     "to_device": who receives it, "certificate": the authority's DER, "ephemeral": uncompressed point,
     "salt": 32 bytes, "nonce": 12 bytes, "sealed": ciphertext of the key (PKCS #8 DER) with its tag}

bytes in base64url; everything but `sealed` is its associated data. Decided here: the file proves nothing of
who made it; the key inside must be that of the certificate, which the alliance knows.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from alianza_desktop.core.canonical import b64, canonical, parse_strict, unb64
from alianza_desktop.core.errors import Corrupt, Invalid
from alianza_desktop.storage.authority import Certified, loaded

FORMAT: Final = "alianza/authority-handover/1"
LARGEST: Final = 16_384
"""Bytes; a real one has under 2,000."""
_TEXTS: Final = (
    "format",
    "alliance",
    "device",
    "to_device",
    "certificate",
    "ephemeral",
    "salt",
    "nonce",
    "sealed",
)


@dataclass(frozen=True, slots=True)
class Route:
    """From whom to whom, in which alliance; in the clear, and bound to what is inside."""

    alliance: str
    device: str
    to_device: str


def wrap(authority: Certified, route: Route, recipient: EllipticCurvePublicKey) -> bytes:
    """Return the file that hands an authority over; only the recipient's seal key opens it."""
    ephemeral, salt, nonce = (
        generate_private_key(SECP256R1()),
        secrets.token_bytes(32),
        secrets.token_bytes(12),
    )
    header = {
        "format": FORMAT,
        "alliance": route.alliance,
        "device": route.device,
        "to_device": route.to_device,
        "certificate": b64(authority.certificate),
        "ephemeral": b64(_point(ephemeral.public_key())),
        "salt": b64(salt),
        "nonce": b64(nonce),
    }
    secret = ephemeral.exchange(ECDH(), recipient)
    key = _derived(secret, salt, ephemeral.public_key(), recipient)
    plain = authority.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return canonical({**header, "sealed": b64(AESGCM(key).encrypt(nonce, plain, canonical(header)))})


def route_of(data: bytes) -> tuple[Route, bytes]:
    """Return who a file is from and for, and the authority's certificate in DER; nothing of it is proved.

    Raises `Invalid("authority-file")`.
    """
    members = _members(data)
    route = Route(members["alliance"], members["device"], members["to_device"])
    return route, _bytes(members, "certificate")


def unwrap(data: bytes, own: EllipticCurvePrivateKey) -> Certified:
    """Open a file with this laptop's seal key.

    Raises `Invalid`: `authority-file` (no such file), `authority-file-closed` (for another one, or altered).
    """
    members = _members(data)
    certificate = _bytes(members, "certificate")
    header = {name: value for name, value in members.items() if name != "sealed"}
    try:
        ephemeral = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), _bytes(members, "ephemeral"))
        key = _derived(own.exchange(ECDH(), ephemeral), _bytes(members, "salt"), ephemeral, own.public_key())
        plain = AESGCM(key).decrypt(_bytes(members, "nonce"), _bytes(members, "sealed"), canonical(header))
        made = load_der_private_key(plain, None)
    except (InvalidTag, ValueError) as error:
        raise Invalid("authority-file-closed") from error
    authority = loaded(certificate)
    if not isinstance(made, EllipticCurvePrivateKey) or authority is None:
        raise Invalid("authority-file")
    if authority.public_key() != made.public_key():
        raise Invalid("authority-file")
    return Certified(made, certificate)


def _members(data: bytes) -> Mapping[str, Any]:
    try:
        whole = parse_strict(data) if len(data) <= LARGEST else None
    except Corrupt as error:
        raise Invalid("authority-file") from error
    if not isinstance(whole, Mapping) or whole.keys() != set(_TEXTS) or whole["format"] != FORMAT:
        raise Invalid("authority-file")
    if not all(isinstance(one, str) for one in whole.values()):
        raise Invalid("authority-file")
    return whole


def _bytes(members: Mapping[str, Any], name: str) -> bytes:
    try:
        return unb64(members[name])
    except ValueError as error:
        raise Invalid("authority-file") from error


def _derived(
    secret: bytes, salt: bytes, ephemeral: EllipticCurvePublicKey, recipient: EllipticCurvePublicKey
) -> bytes:
    about = FORMAT.encode() + _point(ephemeral) + _point(recipient)
    return HKDF(SHA256(), 32, salt, about).derive(secret)


def _point(key: EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
