"""Writing a sealed PDF with pyHanko: one incremental update over the body, whose bytes stay.

The update redefines only the Catalog and the root Pages of the body; all the rest is new objects: appended
pages, attachments, signature fields and the seal. It keeps the body's classic xref table, so that nothing can
hide in object streams.

Decisions: version 1.7 with the ESIC extension (what PAdES asks of a PDF 1.7), because under 2.0 pyHanko adds
XMP metadata dated by its own clock; Info is left as the body has it; S of the ECDSA signature is the lower of
the two valid values, so that /Contents has a single form.
"""
# mypy: disallow-untyped-calls=False
# pyHanko is typed in part

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.embed import EmbeddedFileObject, EmbeddedFileParams
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
)
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from alianza_desktop.core.errors import Corrupt
from alianza_desktop.signing.seal import (
    ACTA_JSON,
    BODY_PDF,
    CONSTANCIA_JSON,
    CURVES,
    EVIDENCE_JSON,
    SEAL_FIELD,
    TIMESTAMP_FIELD,
    TIMESTAMP_FIELDS,
    Appendix,
    Sealer,
)

ATTACHMENTS: Final = {
    ACTA_JSON: ("application/json", "/Data", "Contenido del acta"),
    EVIDENCE_JSON: ("application/json", "/Supplement", "Evidencias de las firmas"),
    BODY_PDF: ("application/pdf", "/Source", "Cuerpo del acta, tal como se firmó"),
}
"""Name → media type, AFRelationship, description."""
COMPLEMENT: Final = {
    CONSTANCIA_JSON: ("application/json", "/Data", "Lo que consta después del sello"),
    EVIDENCE_JSON: ATTACHMENTS[EVIDENCE_JSON],
}
"""The same of a constancia complementaria."""
PLAIN_CATALOG: Final = frozenset(
    {"/Type", "/Version", "/Pages", "/PageMode", "/Lang", "/Outlines", "/ViewerPreferences"}
)
"""What the Catalog of a body may have."""
PAGE_KEYS: Final = ("/Type", "/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate")
CONTENTS_SIZE: Final = 8192
"""Hex digits kept for /Contents: two certificates and a signature take about 3,500."""
PERSON_CONTENTS_SIZE: Final = 32_768
"""A person's chain may have four certificates with RSA keys."""


class Writer(IncrementalPdfFileWriter):
    """pyHanko's incremental writer, without its habit of writing its own name and clock into Info."""

    def _update_meta(self) -> None:
        return


def compose(body: bytes, appendix: Appendix, attachments: Mapping[str, bytes], at: datetime) -> Writer:
    """Return the update ready to be sealed; `Corrupt("body-unexpected")`."""
    try:
        writer = Writer(BytesIO(body))
        _check_plain(writer)
        first = int(writer.root["/Pages"]["/Count"])
        appended = append_pages(writer, appendix.pdf)
        attach(writer, attachments, at)
        _add_fields(writer, appendix, first, appended)
    except (PdfError, KeyError) as error:
        raise Corrupt("body-unexpected") from error
    writer.register_extension(ESIC_EXTENSION_1)
    return writer


def _check_plain(writer: Writer) -> None:
    pages = writer.root["/Pages"]
    direct = isinstance(pages.raw_get("/Kids"), generic.ArrayObject)
    if writer.prev.has_xref_stream or writer.prev.encrypted or not direct:
        raise Corrupt("body-unexpected")
    if not set(writer.root) <= PLAIN_CATALOG:
        raise Corrupt("body-unexpected")


def append_pages(writer: Writer, pdf: bytes) -> int:
    """Append the pages of another plain PDF after the last one and return how many they are."""
    source = PdfFileReader(BytesIO(pdf))
    root = source.root["/Pages"]
    wanted = generic.ArrayObject(_page(kid, root) for kid in root["/Kids"])
    wanted.container_ref = root.container_ref
    pages_ref = writer.root.raw_get("/Pages")
    pages = pages_ref.get_object()
    imported: Any = writer.import_object(wanted)
    for page in imported:
        page["/Parent"] = pages_ref
        pages["/Kids"].append(writer.add_object(page))
    pages["/Count"] = generic.NumberObject(int(pages["/Count"]) + len(wanted))
    writer.update_container(pages)
    return len(wanted)


def _page(kid: Any, root: Any) -> generic.DictionaryObject:
    page = kid.get_object()
    if page["/Type"] != "/Page":
        raise Corrupt("body-unexpected")
    holders = {key: holder for key in PAGE_KEYS for holder in (root, page) if key in holder}
    holders |= dict.fromkeys(("/Type", "/Contents"), page)  # the rest is inherited from the tree
    return generic.DictionaryObject({pdf_name(key): holder.raw_get(key) for key, holder in holders.items()})


def attach(writer: Writer, attachments: Mapping[str, bytes], at: datetime) -> None:
    """Put the attachments in the EmbeddedFiles name tree, sorted by name, and in the Catalog's /AF."""
    names = generic.ArrayObject()
    associated = generic.ArrayObject()
    for name, data in sorted(attachments.items()):
        reference = writer.add_object(_file_spec(writer, name, data, at))
        names.extend((pdf_string(name), reference))
        associated.append(reference)
    tree = generic.DictionaryObject({pdf_name("/Names"): names})
    writer.root["/Names"] = writer.add_object(generic.DictionaryObject({pdf_name("/EmbeddedFiles"): tree}))
    writer.root["/AF"] = associated
    writer.update_root()


def _file_spec(writer: Writer, name: str, data: bytes, at: datetime) -> generic.DictionaryObject:
    media, relationship, description = {**COMPLEMENT, **ATTACHMENTS}[name]
    stream = EmbeddedFileObject.from_file_data(
        writer, data, mime_type=media, params=EmbeddedFileParams(embed_checksum=False, creation_date=at)
    )
    file = generic.DictionaryObject({pdf_name(key): stream.ef_stream_ref for key in ("/F", "/UF")})
    return generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Filespec"),
            pdf_name("/F"): pdf_string(name),
            pdf_name("/UF"): pdf_string(name),
            pdf_name("/Desc"): pdf_string(description),
            pdf_name("/AFRelationship"): pdf_name(relationship),
            pdf_name("/EF"): file,
        }
    )


def _add_fields(writer: Writer, appendix: Appendix, first: int, appended: int) -> None:
    last = first + appended - 1
    for field in appendix.fields:
        if not 0 <= field.page < appended:
            raise Corrupt("body-unexpected")
        left, bottom, right, top = (round(side) for side in field.box)
        specification = SigFieldSpec(
            field.name,
            on_page=first + field.page,
            box=(left, bottom, right, top),
            field_mdp_spec=FieldMDPSpec(FieldMDPAction.INCLUDE, [field.name]),
            readable_field_name=field.label or None,
        )
        append_signature_field(writer, specification)
    invisible = [TIMESTAMP_FIELD.format(number + 1) for number in range(TIMESTAMP_FIELDS)]
    for name in (*invisible, SEAL_FIELD):
        append_signature_field(writer, SigFieldSpec(name, on_page=last))


def certify(writer: Writer, sealer: Sealer, at: datetime, *, reason: str, location: str) -> bytes:
    """Write the update and its certification signature: PAdES B-B, DocMDP P=2, SHA-256."""
    placeholder = SignatureObject(
        timestamp=at,
        subfilter=SigSeedSubFilter.PADES,
        reason=reason or None,
        location=location or None,
        bytes_reserved=CONTENTS_SIZE if sealer.short else PERSON_CONTENTS_SIZE,
    )
    permission = SigMDPSetup(md_algorithm="sha256", certify=True, docmdp_perms=MDPPerm.FILL_FORMS)
    return sign(writer, SEAL_FIELD, KeySigner(sealer), placeholder, permission)


def approve(writer: Writer, field: str, signer: Signer, at: datetime, reason: str) -> bytes:
    """Write a person's signature in its own empty field, which it locks: PAdES B-B, SHA-256."""
    placeholder = SignatureObject(
        timestamp=at, subfilter=SigSeedSubFilter.PADES, reason=reason, bytes_reserved=PERSON_CONTENTS_SIZE
    )
    lock = FieldMDPSpec(FieldMDPAction.INCLUDE, [field])
    return sign(writer, field, signer, placeholder, SigMDPSetup(md_algorithm="sha256", field_lock=lock))


def sign(
    writer: Writer, field: str, signer: Signer, placeholder: SignatureObject, permission: SigMDPSetup
) -> bytes:
    """Write the update with a signature in a field that is there already."""
    embedder = PdfCMSEmbedder().write_cms(field, writer, existing_fields_only=True)
    next(embedder)
    embedder.send(SigObjSetup(sig_placeholder=placeholder, mdp_setup=permission))
    output = BytesIO()
    prepared, _ = embedder.send(SigIOSetup(md_algorithm="sha256", output=output))
    signing = signer.async_sign(prepared.document_digest, "sha256", use_pades=True)
    prepared.fill_with_cms(output, asyncio.run(signing))
    return output.getvalue()


class HeldSigner(Signer):
    """Signs with a key that is held elsewhere (loaded, or inside a token) and carries its own chain only."""

    def __init__(self, certificate: bytes, above: Iterable[bytes], sign: Callable[[bytes], bytes]) -> None:
        registry = SimpleCertificateStore()
        registry.register_multiple(map(x509.Certificate.load, above))
        super().__init__(signing_cert=x509.Certificate.load(certificate), cert_registry=registry)
        self._sign = sign

    async def async_sign_raw(self, data: bytes, *_settings: object, **_more: object) -> bytes:
        return self._sign(data)


class KeySigner(HeldSigner):
    """Signs with a key that stays loaded; pyHanko's own signer loads it again for each signature."""

    def __init__(self, sealer: Sealer) -> None:
        self._key = sealer.key
        super().__init__(sealer.certificate, [*sealer.between, sealer.authority], self._signed)

    def _signed(self, data: bytes) -> bytes:
        if isinstance(self._key, RSAPrivateKey):
            return self._key.sign(data, PKCS1v15(), SHA256())
        r, s = decode_dss_signature(self._key.sign(data, ECDSA(SHA256())))
        return encode_dss_signature(r, min(s, CURVES[self._key.curve.name] - s))
