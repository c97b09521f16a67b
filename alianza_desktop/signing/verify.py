"""`verify`: whether a PDF is an acta as it was sealed. Offline, needs no store, survives any bytes.

A verdict is worked out from lines, each one a check with its sentence (`judge`). A check of the container or
of the content that fails makes the acta *alterada*; if all hold but nobody vouches for who sealed it,
*indeterminada*; else *íntegra*. A PDF with no trace of a seal is *no sellada*. What is not checked yet, and
later signatures of unknown issuers, are lines of their own that change no verdict.

pyHanko is imported only when there is a PDF to read. Over 64 MB it is not opened.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from alianza_desktop.core.errors import Invalid
from alianza_desktop.signing import words

LARGEST: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One check: `area` is container, content or trust; `state` is ok, fail or unknown."""

    area: str
    check: str
    state: str
    code: str
    """The check's own, or what failed."""
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class SignatoryOutcome:
    """How a person ended, according to the evidence in the file."""

    name: str
    outcome: str
    """One of `model.actas.OUTCOMES`; empty while several stand."""
    at: str
    device: str


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """What is known about a PDF. What could not be read is empty."""

    verdict: str
    """`intact`, `altered`, `undetermined` or `unsealed`."""
    lines: tuple[Line, ...]
    file_hash: str
    number: str = ""
    code: str = ""
    """The printed «código de verificación» of its content."""
    sealed_at: str = ""
    """As the sealing laptop's clock had it."""
    sealer: str = ""
    """Common name in the certificate of who sealed."""
    authority: str = ""
    """SHA-256 of the authority's certificate in the file: what a pin is compared with."""
    outcomes: tuple[SignatoryOutcome, ...] = ()
    cannot_know: tuple[str, ...] = words.CANNOT_KNOW

    @property
    def words(self) -> str:
        """The verdict in Spanish."""
        return words.VERDICTS[self.verdict]


def fingerprint(text: str) -> str:
    """Read a pin as people type it (colons, spaces, capitals); `Invalid("ca-fingerprint")`."""
    digits = re.sub(r"[\s:.-]", "", text).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", digits):
        raise Invalid("ca-fingerprint")
    return digits


def verify(data: bytes, pins: Collection[str] = ()) -> Report:
    """Judge the bytes of a PDF.

    `pins` are the SHA-256 of the DER certificates of the authorities that are known, in hex (`fingerprint`).
    Raises `Invalid("not-a-pdf")` or `Invalid("pdf-too-large")`; anything else in the bytes is a verdict.
    """
    if not data.startswith(b"%PDF-"):
        raise Invalid("not-a-pdf")
    if len(data) > LARGEST:
        raise Invalid("pdf-too-large")
    from alianza_desktop.signing.judge import judge

    return judge(data, frozenset(pins))
