"""The form of a CMS signature in `/Contents`: strict DER, written in the only way that the seal is written.

Much of a CMS container is not covered by its signature; here every byte of the seal's is accounted for, so
that a sealed acta cannot be changed in any byte and still pass. Other people's signatures (later ones) have
to be DER with one signer, digests that agree, and only certificates of the signer's chain.

Raises `Mismatch(code)` with a code of `words`, or one of `reading.PARSE_ERRORS`.
"""
# mypy: disallow-untyped-calls=False
# asn1crypto is untyped

import re
from typing import Any, Final

from asn1crypto import algos, cms, core
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding

from alianza_desktop.signing.seal import CURVES
from alianza_desktop.signing.trust import certificate
from alianza_desktop.signing.words import Mismatch
from alianza_desktop.storage.authority import device_of, issued_by

HEX: Final = re.compile(rb"<(?:[0-9A-F]*|[0-9a-f]*)>")
DEEPEST: Final = 40
SEAL_ATTRIBUTES: Final = {"content_type", "message_digest", "signing_certificate_v2"}
MOST_CERTIFICATES: Final = 6
LATER_UNSIGNED: Final = {"signature_time_stamp_token"}


def der_of(gap: bytes) -> bytes:
    """Return the DER in `<hex>`: digits of one case, filled up with zeros; `Mismatch("contents-form")`."""
    if not HEX.fullmatch(gap) or len(gap) % 2:
        raise Mismatch("contents-form")
    contents = bytes.fromhex(gap[1:-1].decode("ascii"))
    end = _element(contents, 0, len(contents), 0)
    if contents[end:].strip(b"\0"):
        raise Mismatch("contents-form")
    return contents[:end]


def _element(data: bytes, start: int, limit: int, depth: int) -> int:
    """Check one DER element (X.690) and all inside it; return where it ends."""
    if depth > DEEPEST or start + 2 > limit or data[start] & 0x1F == 0x1F:
        raise Mismatch("contents-form")
    tag = data[start]
    begin, size = _length(data, start + 1, limit)
    end = begin + size
    if end > limit:
        raise Mismatch("contents-form")
    if tag & 0x20:
        parts = _parts(data, begin, end, depth)
        fine = tag in (0x30, 0x31) or tag >= 0x80
        fine = fine and (tag != 0x31 or parts == sorted(parts))
    else:
        fine = _primitive(tag, data[begin:end])
    if not fine:
        raise Mismatch("contents-form")
    return end


def _parts(data: bytes, begin: int, end: int, depth: int) -> list[bytes]:
    parts = []
    while begin < end:
        after = _element(data, begin, end, depth + 1)
        parts.append(data[begin:after])
        begin = after
    return parts


def _length(data: bytes, start: int, limit: int) -> tuple[int, int]:
    """Return where the contents begin and their size; only the shortest form is DER."""
    first = data[start]
    if first < 0x80:
        return start + 1, first
    count = first & 0x7F
    begin = start + 1 + count
    size = int.from_bytes(data[start + 1 : begin], "big")
    if not 1 <= count <= 4 or begin > limit or size < 0x80 or size >> 8 * (count - 1) == 0:
        raise Mismatch("contents-form")
    return begin, size


def _primitive(tag: int, value: bytes) -> bool:
    match tag:
        case 0x01:  # BOOLEAN
            return value in (b"\x00", b"\xff")
        case 0x02 | 0x0A:  # INTEGER, ENUMERATED: no byte that only repeats the sign
            sign = value[:1] + bytes([value[1] & 0x80]) if len(value) > 1 else b""
            return bool(value) and sign not in (b"\x00\x00", b"\xff\x80")
        case 0x03:  # BIT STRING: unused bits are zero
            unused = value[0] if value else 8
            return unused == 0 or (unused < 8 and len(value) > 1 and not value[-1] & (1 << unused) - 1)
        case 0x05:  # NULL
            return not value
        case 0x06:  # OBJECT IDENTIFIER
            return bool(value) and not value[-1] & 0x80
        case _:  # SEQUENCE and SET are never primitive
            return tag not in (0x10, 0x11)


def load(der: bytes) -> Any:
    """Return the SignedData, which must have one signer and one digest algorithm, the signer's."""
    content = cms.ContentInfo.load(der, strict=True)
    signed = content["content"]
    if content["content_type"].native != "signed_data":
        raise Mismatch("cms-form")
    if len(signed["signer_infos"]) != 1 or len(signed["digest_algorithms"]) != 1:
        raise Mismatch("cms-signers")
    signer = signed["signer_infos"][0]
    if signed["digest_algorithms"][0].dump() != signer["digest_algorithm"].dump():
        raise Mismatch("cms-digest")
    return signed


def certificates(signed: Any) -> tuple[bytes, ...]:
    """Return the DER of the certificates: the signer's, then those that certify it, none besides."""
    kept = [one.chosen.dump() for one in signed["certificates"] if one.name == "certificate"]
    if len(kept) != len(signed["certificates"]) or signed["crls"] is not core.VOID:
        raise Mismatch("cms-certificates")
    identifier = signed["signer_infos"][0]["sid"]
    if identifier.name != "issuer_and_serial_number":
        raise Mismatch("cms-form")
    loaded = [certificate(der) for der in kept]
    wanted = (identifier.chosen["issuer"].dump(), identifier.chosen["serial_number"].native)
    chain = [one for one in loaded if (one.issuer.public_bytes(), one.serial_number) == wanted]
    if len(chain) != 1:
        raise Mismatch("cms-certificates")
    while len(chain) < len(kept):
        above = [one for one in loaded if one not in chain and one.subject == chain[-1].issuer]
        if len(above) != 1 or not issued_by(chain[-1], above[0]):
            raise Mismatch("cms-certificates")
        chain.append(above[0])
    last = chain[-1]
    if last.subject == last.issuer and not issued_by(last, last):  # no other certificate covers its bytes
        raise Mismatch("cms-certificates")
    return tuple(one.public_bytes(Encoding.DER) for one in chain)


def check_attributes(signed: Any, *, seal: bool) -> None:
    """Check that nothing unexpected hangs from the signature; `Mismatch("cms-attributes")`."""
    signer = signed["signer_infos"][0]
    unsigned = [] if signer["unsigned_attrs"] is core.VOID else list(signer["unsigned_attrs"])
    allowed = set() if seal else LATER_UNSIGNED
    if any(one["type"].native not in allowed for one in unsigned):
        raise Mismatch("cms-attributes")
    names = [one["type"].native for one in signer["signed_attrs"]]
    if len(names) != len(set(names)) or (seal and set(names) != SEAL_ATTRIBUTES):
        raise Mismatch("cms-attributes")


def check_seal(der: bytes, signed: Any) -> None:
    """Check that the seal's container is the one that its parts make: no byte of it may be otherwise.

    With SHA-256: EC, the lower of the two values of S, or RSA (PKCS#1 v1.5), which has one value. An
    installation's carries its authority's certificate; another's, all up to its authority's. Raises
    `Mismatch` (`cms-certificates`, `cms-form`).
    """
    signer = signed["signer_infos"][0]
    kept = [one.chosen.dump() for one in signed["certificates"]]
    own_certificate = certificate(certificates(signed)[0])
    most = 2 if device_of(own_certificate) else MOST_CERTIFICATES
    if not 2 <= len(kept) <= most or kept != sorted(kept):
        raise Mismatch("cms-certificates")
    algorithm = _algorithm(own_certificate.public_key(), signer["signature"].native)
    own = signer["sid"].chosen
    rebuilt = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                cms.IssuerAndSerialNumber({"issuer": own["issuer"], "serial_number": own["serial_number"]}),
            ),
            "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": algorithm}),
            "signed_attrs": signer["signed_attrs"],
            "signature": signer["signature"].native,
        }
    )
    whole = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
            "encap_content_info": {"content_type": "data"},
            "certificates": signed["certificates"],
            "signer_infos": [rebuilt],
        }
    )
    if cms.ContentInfo({"content_type": "signed_data", "content": whole}).dump() != der:
        raise Mismatch("cms-form")


def _algorithm(key: Any, signature: bytes) -> str:
    """Return how a seal with such a key says that it is signed; `Mismatch("cms-form")` for another key."""
    if isinstance(key, RSAPublicKey):
        return "sha256_rsa"
    if not isinstance(key, EllipticCurvePublicKey) or key.curve.name not in CURVES:
        raise Mismatch("cms-form")
    _, s = decode_dss_signature(signature)
    if s > CURVES[key.curve.name] // 2:
        raise Mismatch("cms-form")
    return "sha256_ecdsa"
