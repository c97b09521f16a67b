"""What the QR of a page says, of an acta or its hoja de firmas: capital letters and digits, 90 characters.

    AZ1 | acta (26) | version (3) | content hash (52) | page (3) | total (3)

`AZ1` is a page of the body, `AZ2` one of its hoja de firmas. The acta is its uuid's 128 bits and the hash its
256 bits, in Crockford's base32 without separators: the uuid with two zero bits before it (as ULID does), the
hash with four zero bits after it, so that its first 32 characters are the printed «código de verificación»
without hyphens. Version, page and total are decimal with leading zeros. Only letters and digits, because
symbols change with a scanner's keyboard layout (ux.md §2.4); 90 alphanumeric characters fill a QR of version
4 (33×33 modules), level M, exactly.
"""

import re
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from alianza_desktop.core.errors import Invalid

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE: Final = {letter: value for value, letter in enumerate(ALPHABET)}
_SHAPE: Final = re.compile(
    r"AZ([12])([0-7][0-9A-HJKMNP-TV-Z]{25})(\d{3})([0-9A-HJKMNP-TV-Z]{51}[0G])(\d{3})(\d{3})", re.ASCII
)
LIMIT: Final = 999
KINDS: Final = ("body", "sheet")
"""The pages of an acta, and those on which people sign by hand; in the order of their formats."""


@dataclass(frozen=True, slots=True)
class PageCode:
    """Which page of which acta version a sheet of paper is."""

    acta_id: str
    version: int
    content_hash: str
    """SHA-256, lowercase hex."""
    page: int
    total: int
    kind: str = "body"
    """One of `KINDS`."""


def encode(code: PageCode) -> str:
    """Return the 90 characters. Raises `Invalid("page-code-range")` over 999 pages or versions."""
    if not all(0 < number <= LIMIT for number in (code.version, code.page, code.total)):
        raise Invalid("page-code-range", limit=LIMIT)
    acta = _base32(UUID(code.acta_id).int, 26)
    digest = _base32(int(code.content_hash, 16) << 4, 52)
    return f"AZ{KINDS.index(code.kind) + 1}{acta}{code.version:03}{digest}{code.page:03}{code.total:03}"


def complement(acta_id: str, version: int, sealed_hash: str) -> str:
    """Return the 85 characters of a constancia complementaria's pages, which are no pages of an acta."""
    if not 0 < version <= LIMIT:
        raise Invalid("page-code-range", limit=LIMIT)
    acta = _base32(UUID(acta_id).int, 26)
    return f"AZC1{acta}{version:03}{_base32(int(sealed_hash, 16) << 4, 52)}"


def decode(text: str) -> PageCode:
    """Read a scanned text; blanks and case do not matter. Raises `Invalid("page-code-foreign")`."""
    match = _SHAPE.fullmatch("".join(text.split()).upper())
    if match is None or not 1 <= int(match[5]) <= int(match[6]):
        raise Invalid("page-code-foreign")
    kind, acta, version, digest, page, total = match.groups()
    return PageCode(
        acta_id=str(UUID(int=_number(acta))),
        version=int(version),
        content_hash=f"{_number(digest) >> 4:064x}",
        page=int(page),
        total=int(total),
        kind=KINDS[int(kind) - 1],
    )


def _base32(number: int, length: int) -> str:
    return "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (length - 1), -1, -5))


def _number(text: str) -> int:
    value = 0
    for letter in text:
        value = value << 5 | _VALUE[letter]
    return value
