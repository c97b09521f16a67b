"""Material of the signing tests: a CA with its installation, small PDFs, an acta and its evidence."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from reportlab.pdfgen.canvas import Canvas

from alianza_desktop.core.canonical import Json, canonical, sha256
from alianza_desktop.core.clock import PERU, instant
from alianza_desktop.signing.bundle import Bundle
from alianza_desktop.signing.chains import Chain, counts, standings
from alianza_desktop.signing.evidence import (
    Author,
    Circumstances,
    Closing,
    Facts,
    Outcome,
    Signatory,
    Subject,
    following,
    genesis,
)
from alianza_desktop.signing.ink import Ink
from alianza_desktop.signing.seal import Appendix, Field, Sealer, seal
from alianza_desktop.storage.authority import device_uri

AT = datetime(2026, 11, 23, 13, 45, 12, tzinfo=PERU)
NUMBER = "003-2026-MESA-CACAO-A"
ACTA, VERSION = "019a0000-0000-7000-8000-00000000000a", "019a0000-0000-7000-8000-00000000000b"
DEVICE, OTHER_DEVICE = "1" * 32, "2" * 32
INK = Ink(6_000, 3_000, ((100, 100, 1500, 2000, 3000, 400), (3200, 300, 4000, 2500)))
PEOPLE: tuple[dict[str, Json], ...] = (
    {"id": "s1", "name": "Rosa Huamán Díaz", "document_type": "dni", "document_number": "45678901",
     "organization": "Municipalidad Provincial", "position": "Alcaldesa", "quality": "titular"},
    {"id": "s2", "name": "Juan Soto Ñahui", "document_type": "dni", "document_number": "41230987",
     "organization": "Cooperativa", "quality": "alternate", "accreditation": "Carta 12-2026"},
    {"id": "s3", "name": "Ana Tsamaren"},
)  # fmt: skip


Authority = tuple[EllipticCurvePrivateKey, bytes]
"""Key and certificate."""


_ISSUERS: dict[bytes, EllipticCurvePrivateKey] = {}
"""Certificate of each authority of the tests → its key."""


def authority(name: str = "Autoridad de prueba") -> Authority:
    key = generate_private_key(SECP256R1())
    made = certificate(name, name, key, key, ca=True)
    _ISSUERS[made] = key
    return key, made


def sealer(ca: Authority, *, at: datetime = AT, device: Author | None = None) -> Sealer:
    """Return the installation of a device (that of `author()`) of a CA, certified around `at`."""
    key = generate_private_key(SECP256R1())
    issuer = x509.load_der_x509_certificate(ca[1]).subject.rfc4514_string().removeprefix("CN=")
    device = device or author()
    own = certificate("Instalación A", issuer, key, ca[0], ca=False, at=at, device=device)
    return Sealer(key, own, ca[1])


def certified(chain: Chain, stamp: Sealer) -> Chain:
    """Return the chain with a certificate of the seal's authority, unless it has one."""
    if chain.certificate:
        return chain
    device = Author(chain.device, chain.key, bytes)
    made = sealer((_ISSUERS[stamp.authority], stamp.authority), device=device)
    return replace(chain, certificate=made.certificate)


def certificate(
    name: str,
    issuer: str,
    key: EllipticCurvePrivateKey | RSAPrivateKey,
    issuer_key: EllipticCurvePrivateKey,
    *,
    ca: bool,
    at: datetime = AT,
    device: Author | None = None,
    crl: str = "",
) -> bytes:
    usage = x509.KeyUsage(not ca, not ca, False, False, False, ca, ca, False, False)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1000))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=0 if ca else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
    )
    if device:
        uri = x509.UniformResourceIdentifier(device_uri(device.device, device.public_key))
        builder = builder.add_extension(x509.SubjectAlternativeName([uri]), critical=False)
    if crl:
        point = x509.DistributionPoint([x509.UniformResourceIdentifier(crl)], None, None, None)
        builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
    return builder.sign(issuer_key, SHA256()).public_bytes(Encoding.DER)


@cache
def pdf(*pages: str) -> bytes:
    """Return a PDF with a line of text on each page, as `documents` renders it: reportlab, invariant."""
    output = BytesIO()
    canvas = Canvas(output, invariant=1)
    for text in pages:
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def author(device: str = DEVICE, seed: int = 1) -> Author:
    key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    return Author(device, key.public_key().public_bytes_raw(), key.sign)


def moment(minutes: int = 0, role: str = "facilitator") -> Circumstances:
    return Circumstances(instant(AT - timedelta(hours=1) + timedelta(minutes=minutes)), "Luz Paz", role)


def acta_json(people: tuple[dict[str, Json], ...] = PEOPLE) -> bytes:
    return canonical(
        {
            "format": "alianza/acta/1",
            "acta": {"id": ACTA, "version_id": VERSION, "version": 1, "number": NUMBER, "wording": "acta.v1"},
            "alliance": {"id": "019a", "name": "Alianza Condorcanqui", "ubigeo": "0104", "rehearsal": False},
            "signatories": people,
        }
    )


BODY = pdf("Acta de acuerdos", "Segunda página")
SUBJECT = Subject(ACTA, VERSION, sha256(acta_json()), sha256(BODY))


def ink_outcome(person: int = 0) -> Outcome:
    return Outcome(
        Signatory.read(PEOPLE[person]),
        "ink",
        body_seen=SUBJECT.body_hash,
        identified_by="document",
        consent="firma.v1",
        ink=INK.digest,
    )


def outcome(person: int, code: str, **more: str) -> Outcome:
    return Outcome(Signatory.read(PEOPLE[person]), code, **more)


def chain_of(who: Author, *facts: Facts, subject: Subject = SUBJECT, certificate: bytes = b"") -> Chain:
    entries = [genesis(subject, who, moment())]
    for minute, one in enumerate(facts):
        entries.append(following(entries, subject, who, moment(minute + 1), one))
    return Chain(who.device, who.public_key, tuple(entries), certificate)


def two_chains() -> tuple[Chain, Chain]:
    """Return three people on two laptops: one signed on screen, one refused, one left."""
    first = chain_of(author(), ink_outcome(), outcome(1, "refused", reason="No está de acuerdo"))
    second = chain_of(author(OTHER_DEVICE, 2), outcome(2, "left", left_at="12:50", note="Volverá el lunes"))
    return first, second


def closed(chains: tuple[Chain, ...], stamp: Sealer, who: Author) -> tuple[Chain, ...]:
    """Return the chains, certified, with the cierre of `who` at the end of its own."""
    chains = tuple(certified(one, stamp) for one in chains)
    facts = Closing(
        heads=tuple(one.head for one in chains),
        counts=counts(standings(chains).values()),
        certificate=sha256(stamp.certificate),
        authority=sha256(stamp.authority),
    )
    own = next(one for one in chains if one.device == who.device)
    entry = following(own.entries, SUBJECT, who, moment(50), facts)
    ended = replace(own, entries=(*own.entries, entry))
    return tuple(ended if one is own else one for one in chains)


@dataclass(frozen=True)
class Case:
    """A sealed acta with everything that made it."""

    stamp: Sealer
    appendix: Appendix
    acta: bytes
    evidence: bytes
    sealed: bytes = b""

    @property
    def pin(self) -> str:
        return sha256(self.stamp.authority)


APPENDIX = Appendix(
    pdf("Firmas", "Constancia de firmas"),
    (
        Field("Firma_01", 1, (72, 300, 272, 360), "Rosa Huamán Díaz"),
        Field("Firma_02", 1, (300, 300, 500, 360)),
    ),
)


def bundle(stamp: Sealer, chains: tuple[Chain, ...] | None = None) -> Bundle:
    ended = closed(two_chains(), stamp, author()) if chains is None else chains
    ended = tuple(certified(one, stamp) for one in ended)
    return Bundle(SUBJECT, NUMBER, ended, {INK.digest: INK})


def case(stamp: Sealer | None = None) -> Case:
    """Seal the acta of the tests."""
    made = stamp or sealer(authority())
    evidence = bundle(made).to_bytes()
    found = Case(made, APPENDIX, acta_json(), evidence)
    return replace(found, sealed=seal(BODY, APPENDIX, found.acta, evidence, made, at=AT, location="Nieva"))
