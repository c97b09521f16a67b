"""The «sello de integridad de la instalación»: one certification signature over an acta and its evidence.

What it makes is in signing.md «The sealed PDF»; how, in `writing`. It is no person's signature and gives no
*fecha cierta*: its time is the laptop's. pyHanko is imported when a seal is made, not before.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.errors import Corrupt, NotAllowed
from alianza_desktop.signing.bundle import Bundle

SEAL_FIELD: Final = "Sello"
PERSON_FIELD: Final = "Firma_{:02d}"
"""By the place of the person in the signing order, from 1."""
TIMESTAMP_FIELD: Final = "SelloTiempo_{:02d}"
TIMESTAMP_FIELDS: Final = 4
"""Time stamps outlive their authority's certificate in turn: four cover some decades."""
ACTA_JSON: Final = "acta.json"
EVIDENCE_JSON: Final = "evidencia.json"
BODY_PDF: Final = "cuerpo.pdf"
CONSTANCIA_JSON: Final = "constancia.json"
"""Of a constancia complementaria, in the place of the acta's."""
REASON: Final = "Sello de integridad de la instalación; no es firma de persona"


CURVES: Final = {
    "secp256r1": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "secp384r1": 2**384 - 0x389CB27E0BC8D220A7E5F24DB74F58851313E695333AD68D,
    "secp521r1": 2**521 - 0x5AE79787C40D069948033FEB708F65A2FC44A36477663B851449048E16EC79BF7,
}
"""Curve that may sign → its order (FIPS 186-4 D.1.2)."""


@dataclass(frozen=True, slots=True)
class Field:
    """An empty signature field for a person who will sign digitally."""

    name: str
    page: int
    """Index in the appendix, from 0."""
    box: tuple[float, float, float, float]
    """Left, bottom, right, top in points of that page."""
    label: str = ""
    """What a reader's tooltip says."""


@dataclass(frozen=True, slots=True, repr=False)
class Appendix:
    """The pages that follow the body: signature blocks, constancia and annex, with the places to sign."""

    pdf: bytes
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Sealer:
    """Who seals: a key kept loaded, its certificate and its authority's, in DER.

    It is the installation (EC P-256), or a certificate of another issuer (`own_certificate`).
    """

    key: EllipticCurvePrivateKey | RSAPrivateKey
    certificate: bytes
    authority: bytes
    between: tuple[bytes, ...] = ()
    """Certificates between the two, one above another."""

    @property
    def short(self) -> bool:
        """Tell whether what it signs takes little room: two certificates with EC keys."""
        return isinstance(self.key, EllipticCurvePrivateKey) and not self.between


def seal(
    body: bytes,
    appendix: Appendix,
    acta_json: bytes,
    evidence_json: bytes,
    sealer: Sealer,
    *,
    at: datetime,
    location: str = "",
    reason: str = REASON,
) -> bytes:
    """Return the sealed PDF: `body` is its literal prefix, the three attachments and the seal follow.

    `at` is aware of its offset. Raises `Corrupt("seal-mismatch")` when body, content and evidence are not
    of one acta version, `NotAllowed("seal-certificate-time")` when the hour is outside the certificate's
    validity (such a seal would be *indeterminada* for ever), `Corrupt("body-unexpected")` when body or
    appendix are not the plain PDFs that this program renders.
    """
    subject = Bundle.read(evidence_json).subject
    if (sha256(acta_json), sha256(body)) != (subject.content_hash, subject.body_hash):
        raise Corrupt("seal-mismatch")
    check_hour(sealer, at)

    from alianza_desktop.signing import writing

    attachments = {ACTA_JSON: acta_json, BODY_PDF: body, EVIDENCE_JSON: evidence_json}
    writer = writing.compose(body, appendix, attachments, at)
    return writing.certify(writer, sealer, at, reason=reason, location=location)


def check_hour(sealer: Sealer, at: datetime) -> None:
    """Raise `NotAllowed("seal-certificate-time")` outside the validity of who seals."""
    certificate = x509.load_der_x509_certificate(sealer.certificate)
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise NotAllowed("seal-certificate-time")
