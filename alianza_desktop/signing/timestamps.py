"""A time-stamp for a sealed acta, and what is needed to check it later: the only part that uses the network.

The stamp (RFC 3161) goes into a field that the seal prepared; after it, a revision that only holds validation
data. Who sealed gives no *fecha cierta*; who stamps may.
"""
# mypy: disallow-untyped-calls=False
# pyHanko and asn1crypto are typed in part

import asyncio
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
from asn1crypto import cms, crl, tsp, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.dss import DocumentSecurityStore

from alianza_desktop.core.errors import Invalid, NotAllowed, Unavailable
from alianza_desktop.signing.seal import TIMESTAMP_FIELD, TIMESTAMP_FIELDS
from alianza_desktop.signing.writing import Writer

QUERY: Final = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
PATIENCE: Final = 20.0
"""Seconds that an answer is waited for."""
LARGEST_ANSWER: Final = 2 * 1024 * 1024


def stamp(data: bytes, address: str) -> bytes:
    """Return the file with a time-stamp more and its validation data; `data` stays as its prefix.

    Raises `Invalid("tsa-address")`, `NotAllowed("timestamps-full")`, `Unavailable` (`tsa-unreachable`,
    `tsa-refused`, with the `host`).
    """
    where = urlsplit(address)
    if where.scheme not in ("http", "https") or not where.hostname:
        raise Invalid("tsa-address")
    field = _next_field(data)
    with httpx.Client(timeout=PATIENCE, follow_redirects=False) as network:
        try:
            stamper = PdfTimeStamper(_Asked(network, address), field_name=field)
            output = stamper.timestamp_pdf(Writer(BytesIO(data)), "sha256", bytes_reserved=None)
            stamped = bytes(output.getvalue())
            return _with_validation_data(stamped, field, network)
        except httpx.HTTPError as error:
            raise Unavailable("tsa-unreachable", host=where.hostname) from error
        except (TimestampRequestError, SigningError, PdfError, ValueError, TypeError, LookupError) as error:
            raise Unavailable("tsa-refused", host=where.hostname) from error


def _next_field(data: bytes) -> str:
    filled = {
        name for name, value, _ in enumerate_sig_fields(Writer(BytesIO(data)).prev) if value is not None
    }
    for number in range(1, TIMESTAMP_FIELDS + 1):
        if TIMESTAMP_FIELD.format(number) not in filled:
            return TIMESTAMP_FIELD.format(number)
    raise NotAllowed("timestamps-full")


class _Asked(TimeStamper):
    """Asks an authority over HTTP."""

    def __init__(self, network: httpx.Client, address: str) -> None:
        super().__init__()
        self._network, self._address = network, address

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        asking = lambda: self._network.post(self._address, content=req.dump(), headers=QUERY)  # noqa: E731
        answer = await asyncio.to_thread(asking)
        if answer.status_code != httpx.codes.OK or len(answer.content) > LARGEST_ANSWER:
            raise TimestampRequestError("no time-stamp in the answer")
        return tsp.TimeStampResp.load(answer.content, strict=True)


def _with_validation_data(data: bytes, field: str, network: httpx.Client) -> bytes:
    """Return the file with a revision of validation data only: the stamp's certificates, revocation lists."""
    writer = Writer(BytesIO(data))
    signed = {name: value for name, value, _ in enumerate_sig_fields(writer.prev)}
    contents = signed[field].get_object()["/Contents"]
    token = cms.ContentInfo.load(bytes(contents))["content"]
    certificates = [one.chosen for one in token["certificates"] if one.name == "certificate"]
    lists = [one for certificate in certificates for one in _revocations(certificate, network)]
    DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=certificates, crls=lists)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def _revocations(certificate: x509.Certificate, network: httpx.Client) -> Iterator[crl.CertificateList]:
    """Give the revocation lists that a certificate names and that can be reached now."""
    for point in certificate.crl_distribution_points:
        answer: Any = _fetched(point.url, network)
        if answer:
            yield answer


def _fetched(address: str | None, network: httpx.Client) -> crl.CertificateList | None:
    if not address or urlsplit(address).scheme not in ("http", "https"):
        return None
    try:
        answer = network.get(address)
        if answer.status_code != httpx.codes.OK or len(answer.content) > LARGEST_ANSWER:
            return None
        return crl.CertificateList.load(answer.content, strict=True)
    except (httpx.HTTPError, ValueError):
        return None  # a list that cannot be had now leaves the stamp as good as it is
