"""A person's own digital signature, in their own field: with their card or token (PKCS#11), or a file.

It follows the seal and locks nothing but itself. Its issuer is not this program's business: `verify` says
«firma de emisor no reconocido». A token's key never leaves it (python-pkcs11 is the extra `token`); that of a
file is `own_certificate`'s.
"""
# mypy: disallow-untyped-calls=False
# pyHanko and asn1crypto are typed in part

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding

from alianza_desktop.core.errors import Invalid, NotAllowed, NotFound, Unavailable
from alianza_desktop.core.format_es import count
from alianza_desktop.signing import own_certificate
from alianza_desktop.signing.own_certificate import CertificateFile
from alianza_desktop.storage.authority import issued_by

REASON: Final = "Firma digital del acta de acuerdos"


@dataclass(frozen=True, slots=True, repr=False)
class Token:
    """Where a person's key is: the maker's module, the name of the card or token, its PIN."""

    module: str
    label: str
    pin: str
    certificate: str = ""
    """Name of the certificate to sign with; none when there is only one that signs."""


@dataclass(frozen=True, slots=True, repr=False)
class _Held:
    """A certificate that the token holds, with what finds its key."""

    name: str
    id: bytes
    certificate: x509.Certificate


def sign(data: bytes, field: str, own: Token | CertificateFile, *, at: datetime) -> bytes:
    """Return the file with the person's signature in an empty field of its own; `data` stays as its prefix.

    Raises `Unavailable` (`token-extra-missing`, `token-module`, `token-refused`), `NotFound`
    (`token-missing`, `field-missing`), `Invalid` (`token-pin`, `token-certificate`, and as
    `own_certificate.load` does) and `NotAllowed("field-signed")`.
    """
    from alianza_desktop.signing import writing

    writer = writing.Writer(BytesIO(data))
    _check_empty(writer, field)
    if isinstance(own, Token):
        return _with_token(writer, field, own, at)
    signer = writing.KeySigner(own_certificate.load(own, at))
    return writing.approve(writer, field, signer, at, REASON)


def _with_token(writer: Any, field: str, token: Token, at: datetime) -> bytes:
    from alianza_desktop.signing import writing

    with _session(token) as session:
        held = list(_certificates(session))
        own = _chosen(held, token.certificate)
        signer = writing.HeldSigner(
            _der(own.certificate), map(_der, _above(own, held)), _signing(session, own)
        )
        return writing.approve(writer, field, signer, at, REASON)


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)


def _signing(session: Any, own: _Held) -> Callable[[bytes], bytes]:
    """Return what signs with the key of a certificate, which stays in the token; SHA-256."""
    from pkcs11 import Attribute, Mechanism, ObjectClass
    from pkcs11.util.ec import encode_ecdsa_signature

    keys = list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: own.id}))
    if len(keys) != 1:
        raise Unavailable("token-refused")

    def signed(data: bytes) -> bytes:
        if isinstance(own.certificate.public_key(), RSAPublicKey):
            return bytes(keys[0].sign(data, mechanism=Mechanism.SHA256_RSA_PKCS))
        return bytes(encode_ecdsa_signature(keys[0].sign(sha256(data).digest(), mechanism=Mechanism.ECDSA)))

    return signed


def _check_empty(writer: Any, field: str) -> None:
    from pyhanko.sign.fields import enumerate_sig_fields

    filled = {name: value is not None for name, value, _ in enumerate_sig_fields(writer.prev)}
    if field not in filled:
        raise NotFound("field-missing")
    if filled[field]:
        raise NotAllowed("field-signed")


@contextmanager
def _session(token: Token) -> Iterator[Any]:
    """Open the token with its PIN."""
    try:
        import pkcs11
        from pkcs11 import exceptions
    except ImportError as error:
        raise Unavailable("token-extra-missing") from error
    try:
        slots = pkcs11.lib(token.module).get_slots(token_present=True)
        found = [one for one in (slot.get_token() for slot in slots) if one.label.strip() == token.label]
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        raise Unavailable("token-module", module=token.module) from error
    if not found:
        raise NotFound("token-missing", token=token.label)
    try:
        session = found[0].open(user_pin=token.pin)
    except (
        exceptions.PinIncorrect,
        exceptions.PinInvalid,
        exceptions.PinLenRange,
        exceptions.PinLocked,
    ) as error:
        raise Invalid("token-pin") from error
    except pkcs11.PKCS11Error as error:
        raise Unavailable("token-refused") from error
    with session:
        try:
            yield session
        except pkcs11.PKCS11Error as error:
            raise Unavailable("token-refused") from error


def _certificates(session: Any) -> Iterator[_Held]:
    from pkcs11 import Attribute, ObjectClass

    for one in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
        try:
            certificate = x509.load_der_x509_certificate(one[Attribute.VALUE])
        except ValueError:
            continue  # what is no certificate signs nothing
        yield _Held(one[Attribute.LABEL], one[Attribute.ID], certificate)


def _chosen(held: Sequence[_Held], name: str) -> _Held:
    fitting = [one for one in held if (one.name == name if name else _signs(one.certificate))]
    if len(fitting) != 1:
        raise Invalid("token-certificate", count=count(len(fitting), "certificado", "certificados"))
    return fitting[0]


def _signs(certificate: x509.Certificate) -> bool:
    """Tell whether a certificate is meant for signing documents: a card has others, to enter with."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except (ValueError, x509.ExtensionNotFound):
        return False
    return usage.content_commitment


def _above(own: _Held, held: Sequence[_Held]) -> list[x509.Certificate]:
    """Return the certificates of the token that certify a person's, one above another."""
    chain = [own.certificate]
    while True:
        above = [
            one.certificate
            for one in held
            if one.certificate not in chain and issued_by(chain[-1], one.certificate)
        ]
        if len(above) != 1:
            return chain[1:]
        chain.append(above[0])
