"""What a forger does: appending to a sealed acta without its key, and sealing anything with the true key."""
# mypy: disallow-untyped-calls=False
# pyHanko is typed in part

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import keys, x509
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from alianza_desktop.signing.report import Report
from alianza_desktop.signing.seal import ACTA_JSON, BODY_PDF, EVIDENCE_JSON, Appendix
from alianza_desktop.signing.verify import verify
from alianza_desktop.signing.writing import KeySigner, Writer, certify, compose
from tests.signing import material as m
from tests.signing.material import Case

Change = Callable[[Writer], None]


def appended(sealed: bytes, change: Change) -> bytes:
    """Return the file with an incremental update that nobody signs."""
    writer = Writer(BytesIO(sealed))
    change(writer)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def resealed(
    case: Case,
    change: Change | None = None,
    *,
    body: bytes = m.BODY,
    acta: bytes = b"",
    evidence: bytes = b"",
    attached_body: bytes = b"",
    appendix: Appendix = m.APPENDIX,
) -> bytes:
    """Return what the true key seals when its holder lies."""
    attachments = {
        ACTA_JSON: acta or case.acta,
        EVIDENCE_JSON: evidence or case.evidence,
        BODY_PDF: attached_body or body,
    }
    writer = compose(body, appendix, attachments, m.AT)
    if change:
        change(writer)
    return certify(writer, case.stamp, m.AT, reason="", location="")


def page(writer: Writer, index: int) -> Any:
    """Return the reference of a page."""
    return writer.root["/Pages"]["/Kids"].raw_get(index)


def text_stream(writer: Writer, text: str) -> Any:
    drawn = f"BT /F1 40 Tf 72 500 Td ({text}) Tj ET".encode()
    return writer.add_object(generic.StreamObject(stream_data=drawn))


def note(writer: Writer, index: int = 0) -> None:
    """Put a note on a page."""
    annotation = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (72, 500, 400, 540))),
            pdf_name("/Contents"): generic.pdf_string("Se paga el doble"),
        }
    )
    reference = page(writer, index)
    writer.register_annotation(reference, writer.add_object(annotation))
    writer.mark_update(reference)


def new_page(writer: Writer) -> Any:
    """Make a page and return its reference; it is not in the page tree yet."""
    box = generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))
    return writer.add_object(
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Page"),
                pdf_name("/Parent"): writer.root.raw_get("/Pages"),
                pdf_name("/MediaBox"): box,
                pdf_name("/Resources"): generic.DictionaryObject(),
                pdf_name("/Contents"): text_stream(writer, "Otra cosa"),
            }
        )
    )


def signed_by(sealed: bytes, field: str, *, signer: KeySigner | None = None) -> bytes:
    """Return the file signed by somebody in an empty field."""
    who = signer or stranger()
    meta = PdfSignatureMetadata(field_name=field, md_algorithm="sha256", reason="Conforme")
    output = PdfSigner(meta, who).sign_pdf(Writer(BytesIO(sealed)), existing_fields_only=True)
    return bytes(output.getvalue())


def stranger() -> KeySigner:
    """Return somebody whose certificate is of nobody known."""
    return KeySigner(m.sealer(m.authority("Otra entidad")))


def new_field(sealed: bytes, box: tuple[int, int, int, int] | None) -> bytes:
    """Return the file signed in a field that its maker did not prepare."""
    meta = PdfSignatureMetadata(field_name="Agregada", md_algorithm="sha256")
    spec = SigFieldSpec("Agregada", on_page=2, box=box)
    signer = PdfSigner(meta, stranger(), new_field_spec=spec)
    return bytes(signer.sign_pdf(Writer(BytesIO(sealed))).getvalue())


def time_authority(at: datetime | None = m.AT, crl: str = "") -> DummyTimeStamper:
    """Return a made-up time-stamp authority, which says where its revocations are."""
    key = generate_private_key(65537, 2048)  # pyHanko's own false authority knows only RSA
    ca = m.authority("TSA")
    registry = SimpleCertificateStore()
    registry.register(x509.Certificate.load(ca[1]))
    return DummyTimeStamper(
        x509.Certificate.load(m.certificate("Sello de tiempo", "TSA", key, ca[0], ca=False, crl=crl)),
        keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
        certs_to_embed=registry,
        fixed_dt=at,
    )


def time_stamped(sealed: bytes, field: str = "SelloTiempo_01") -> bytes:
    """Return the file with a document time-stamp of a made-up authority."""
    stamper = PdfTimeStamper(time_authority(), field_name=field)
    return bytes(stamper.timestamp_pdf(Writer(BytesIO(sealed)), "sha256").getvalue())


def with_validation_data(sealed: bytes, change: Change | None = None) -> bytes:
    """Return the file with a DSS revision, as a later time-stamping adds it."""

    def add(writer: Writer) -> None:
        certificate = generic.StreamObject(stream_data=m.sealer(m.authority()).certificate)
        store = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/DSS"),
                pdf_name("/Certs"): generic.ArrayObject([writer.add_object(certificate)]),
            }
        )
        writer.root["/DSS"] = writer.add_object(store)
        writer.update_root()
        if change:
            change(writer)

    return appended(sealed, add)


def replace_page(writer: Writer, index: int) -> None:
    writer.root["/Pages"]["/Kids"][index] = new_page(writer)
    writer.update_container(writer.root["/Pages"])


def redraw(writer: Writer, index: int = 0) -> None:
    reference = page(writer, index)
    reference.get_object()["/Contents"] = text_stream(writer, "Otra cosa")
    writer.mark_update(reference)


def add_file(writer: Writer, name: str = "otra.json") -> None:
    stream = generic.StreamObject({pdf_name("/Type"): pdf_name("/EmbeddedFile")}, stream_data=b"{}")
    spec = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Filespec"),
            pdf_name("/F"): generic.pdf_string(name),
            pdf_name("/EF"): generic.DictionaryObject({pdf_name("/F"): writer.add_object(stream)}),
        }
    )
    names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    names.extend((generic.pdf_string(name), writer.add_object(spec)))
    writer.update_container(names)


def text_field() -> generic.DictionaryObject:
    return generic.DictionaryObject(
        {pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): generic.pdf_string("Monto")}
    )


def refused(case: Case, data: bytes, *codes: str) -> Report:
    """Check that the bytes are refused as altered, for these reasons, each with a sentence."""
    report = verify(data, [case.pin])
    failed = [line for line in report.lines if line.state == "fail"]
    assert (report.verdict, [line.code for line in failed]) == ("altered", list(codes))
    assert all(line.text.endswith(".") for line in failed)
    return report
