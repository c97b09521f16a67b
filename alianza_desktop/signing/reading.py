"""Reading a PDF that anyone may have made, with pyHanko in strict mode and bounds on time and memory.

A sealed acta is a body rendered by this program and incremental updates, all with classic xref tables. What
is not so is refused before it costs anything: xref and object streams (a short one can claim 10^12 objects),
encryption, hundreds of revisions, bytes that belong to no revision. Reading for too long is cut short (past
the end, pyHanko looks for the end of a comment for ever), and so is an object graph with too many paths.

Every function raises `Mismatch(code)`, with a code of `words`, or one of `PARSE_ERRORS`, which all mean that
the file is not what this program writes.
"""
# mypy: disallow-untyped-calls=False
# pyHanko is typed in part

import logging
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import read_object_header

from alianza_desktop.signing.words import Mismatch

logging.getLogger("pyhanko").addHandler(logging.NullHandler())  # it warns of every oddity of a hostile file

PARSE_ERRORS: Final = (
    PdfError,
    InvalidSignature,
    UnsupportedAlgorithm,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,  # RecursionError, NotImplementedError
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pyHanko and asn1crypto raise when bytes are not what they expected; found by fuzzing."""
MiB: Final = 1024 * 1024
LARGEST_STREAM: Final = 32 * MiB
LIMITS: Final = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=LARGEST_STREAM),
    document_budget=DocumentDecodeBudget(base_allowance=256 * MiB, max_ratio=0),
)
MOST_REVISIONS: Final = 256
MOST_OBJECTS: Final = 100_000
MOST_STEPS: Final = 1_000_000
"""Edges of the object graph that may be walked, counting each path to an object."""
MOST_READS: Final = 4_000_000
"""A few bytes each: 10 to 20 seconds. An acta of 60 people takes 50,000; signed later by all, 1,400,000."""
MOST_EMPTY_READS: Final = 10_000
XREF_STREAM: Final = re.compile(rb"/(?:X|#58)(?:R|#52)(?:e|#65)(?:f|#66)")
"""The name XRef in any spelling."""
TRAILER_KEYS: Final = frozenset({"/Size", "/Prev", "/Root", "/Info", "/ID"})
BLANK: Final = rb"(?:[\0\t\n\f\r ]|%(?!%EOF)[^\r\n]{0,80}[\r\n])*"
"""What may be between two objects: white space and short comments."""
GAP: Final = re.compile(BLANK)
END: Final = re.compile(BLANK + rb"startxref\s+(\d{1,10})\s+%%EOF(?:\r\n|\n|\r|\Z)")
ENDOBJ: Final = re.compile(rb"\s*endobj")


class Source(BytesIO):
    """The bytes of a file that may be read so many times, and fewer past its end."""

    _reads = 0
    _empty_reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        chunk = super().read(size)
        self._reads += 1
        self._empty_reads += not chunk
        if self._reads > MOST_READS or self._empty_reads > MOST_EMPTY_READS:
            raise ValueError("this file is read for too long")
        return chunk


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """A PDF that could be read whole."""

    data: bytes
    reader: Any
    ends: tuple[int, ...]
    """Where each revision ends, oldest first; the last one is the end of the file."""

    @property
    def last(self) -> int:
        return len(self.ends) - 1

    def at(self, revision: int) -> Any:
        """Return pyHanko's view of the file as it was in a revision."""
        return self.reader.get_historical_resolver(revision)


def open_strictly(data: bytes) -> Opened:
    """Read a PDF: `Mismatch` of `xref-stream`, `trailing-bytes`, `encrypted` or `structure`."""
    if XREF_STREAM.search(data):
        raise Mismatch("xref-stream")
    if data[data.rfind(b"%%EOF") :] not in (b"%%EOF", b"%%EOF\n", b"%%EOF\r\n", b"%%EOF\r"):
        raise Mismatch("trailing-bytes" if b"%%EOF" in data else "structure")
    reader = PdfFileReader(Source(data), decode_limits=LIMITS)
    revisions = reader.xrefs.total_revisions
    sizes = [reader.xrefs.get_xref_container_info(number).size for number in range(revisions)]
    if revisions > MOST_REVISIONS or max(sizes) > MOST_OBJECTS:
        raise Mismatch("structure")
    if "/Encrypt" in reader.trailer:
        raise Mismatch("encrypted")
    ends = tuple(_revision_end(reader, data, number) for number in range(revisions))
    if list(ends) != sorted(set(ends)):
        raise Mismatch("structure")
    if ends[-1] != len(data):
        raise Mismatch("trailing-bytes")
    return Opened(data, reader, ends)


def _revision_end(reader: Any, data: bytes, revision: int) -> int:
    """Return where a revision ends: after its xref table, its trailer and its own %%EOF."""
    table = reader.xrefs.get_xref_container_info(revision)
    stream = reader.stream
    stream.seek(table.end_location)
    trailer = generic.DictionaryObject.read_from_stream(stream, generic.TrailerReference(reader))
    if not set(trailer) <= TRAILER_KEYS:
        raise Mismatch("encrypted" if "/Encrypt" in trailer else "structure")
    end = END.match(data, stream.tell())
    if not end or int(end[1]) != table.declared_startxref:
        raise Mismatch("structure")
    return end.end()


def check_tiled(opened: Opened, revision: int) -> None:
    """Check that every byte of an update belongs to an object of its xref table, or is blank.

    Otherwise another reader, that mends files by scanning them, could show what this one does not see.
    """
    xrefs = opened.reader.xrefs
    start, end = opened.ends[revision - 1], opened.ends[revision]
    table = xrefs.get_startxref_for_revision(revision)
    places = sorted(place for _, place in xrefs.get_xref_data(revision).standard_xrefs.values())
    position = start
    for place in places:
        if _skip_blank(opened.data, position, end) != place:
            raise Mismatch("hidden-bytes")
        position = object_end(opened, place)
    if _skip_blank(opened.data, position, end) != table or position > end:
        raise Mismatch("hidden-bytes")


def _skip_blank(data: bytes, position: int, end: int) -> int:
    found = GAP.match(data, position, end)
    return found.end() if found else position


def object_end(opened: Opened, place: int) -> int:
    """Return where the object that begins at `place` ends, with its `endobj`."""
    stream = opened.reader.stream
    stream.seek(place)
    number, generation = read_object_header(stream, strict=True)
    generic.read_object(stream, generic.Reference(number, generation, opened.reader))
    found = ENDOBJ.match(opened.data, stream.tell())
    if not found:
        raise Mismatch("structure")
    return found.end()


def check_paths(view: Any) -> None:
    """Refuse an object graph with so many paths that comparing revisions would not end.

    It walks as pyHanko's difference policy does, which follows each path to each object, save in the page
    tree. Raises `Mismatch("structure")`.
    """
    for steps, _ in enumerate(_walk(view, view.trailer_view, set(), set())):
        if steps > MOST_STEPS:
            raise Mismatch("structure")


def _walk(view: Any, value: Any, above: set[Any], pages: set[Any]) -> Iterator[None]:
    yield None
    reference = None
    if isinstance(value, generic.IndirectObject):
        reference = value.reference
        if reference in above or reference in pages:
            return
        value = view.get_object(reference)
        above.add(reference)
        if isinstance(value, dict) and value.get("/Type") in ("/Page", "/Pages"):
            pages.add(reference)
    if isinstance(value, generic.DictionaryObject):
        for key in value:
            if key != "/Parent":
                yield from _walk(view, value.raw_get(key), above, pages)
    elif isinstance(value, generic.ArrayObject):
        for index in range(len(value)):
            yield from _walk(view, value.raw_get(index), above, pages)
    if reference is not None:
        above.discard(reference)
