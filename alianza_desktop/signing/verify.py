"""`verify`: whether a PDF is an acta as it was sealed. Offline, needs no store, survives any bytes.

A verdict is worked out from lines, each one a check with its sentence (`judge`). A check of the container or
of the content that fails makes the acta *alterada*; if all hold but nobody vouches for who sealed it,
*indeterminada*; else *íntegra*. A PDF with no trace of a seal is *no sellada*. What could not be checked, and
later signatures of unknown issuers, are lines of their own that change no verdict.

pyHanko is imported only when there is a PDF to read. Over 64 MB it is not opened.
"""

import re
from collections.abc import Collection
from typing import Final

from alianza_desktop.core.errors import Invalid
from alianza_desktop.signing.report import Report
from alianza_desktop.signing.witnesses import NOBODY, Witnesses

LARGEST: Final = 64 * 1024 * 1024


def fingerprint(text: str) -> str:
    """Read a pin as people type it (colons, spaces, capitals); `Invalid("ca-fingerprint")`."""
    digits = re.sub(r"[\s:.-]", "", text).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", digits):
        raise Invalid("ca-fingerprint")
    return digits


def verify(data: bytes, pins: Collection[str] = (), witnesses: Witnesses = NOBODY) -> Report:
    """Judge the bytes of a PDF.

    `pins` are the SHA-256 of the DER certificates of the authorities that are known, in hex (`fingerprint`);
    as `storage.authority.Pins` they also tell which certificates are not to be trusted any more.
    `witnesses` are the receipts and the evidence of other laptops to compare with.
    Raises `Invalid("not-a-pdf")` or `Invalid("pdf-too-large")`; anything else in the bytes is a verdict.
    """
    if not data.startswith(b"%PDF-"):
        raise Invalid("not-a-pdf")
    if len(data) > LARGEST:
        raise Invalid("pdf-too-large")
    from alianza_desktop.signing.judge import judge

    return judge(data, pins, witnesses)
