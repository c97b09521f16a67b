"""Pages of an acta that were signed on paper, page by page to the exact version (signing.md «Paper»).

A code says which version a sheet is of; that the text is the same and who signed it, a person confirms. So
nothing here changes an outcome. The file a page came in is kept as it came, by its hash. A page of anything
else is told and not kept. A page without a readable code is kept as `unknown` until somebody types which one
it is: that is another record and the first one's tombstone, since both are facts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import verification_code
from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.page_code import ALPHABET, KINDS, PageCode, decode
from alianza_desktop.model import ActaSeal, ActaVersion, PaperPage
from alianza_desktop.services.query import get, living
from alianza_desktop.storage import attachments, journal
from alianza_desktop.storage.context import context

_TYPED: Final = re.compile(r"(H?)(\d{1,3})", re.ASCII)
_CODE_LENGTH: Final = 32


@dataclass(frozen=True, slots=True, repr=False)
class Original:
    """A file as it came."""

    name: str
    data: bytes
    media: str
    digest: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it was read, with its code if one was found."""

    file: str
    """SHA-256 of its file."""
    file_page: int
    code: PageCode | None = None


@dataclass(frozen=True, slots=True)
class Foreign:
    """A page that is not of this version, and what it is of."""

    seen: Seen
    reason: str
    """A code of `core.sentences.paper`."""
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Kept:
    """A page in its place, or waiting for one (`unknown`)."""

    id: str
    kind: str
    page: int
    file: str
    file_page: int
    found_by: str
    at: str


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the pages that were given."""

    kept: tuple[Kept, ...]
    foreign: tuple[Foreign, ...]
    known: int
    """Pages of a file that was given before: nothing to do."""


def add(session: Session, version: ActaVersion, files: Iterable[Original], seen: Iterable[Seen]) -> Added:
    """Keep the pages of a version, and those without a code, with their files.

    Raises `Invalid` (`scan-own-file`, `attachment-too-large`).
    """
    originals = {one.digest: one for one in files}
    for original in originals.values():
        _check_scan(session, original)
    before = {(one.file, one.file_page, one.kind, one.page) for one in listing(session, version.id)}
    places = {(file, page) for file, page, _kind, _page in before}
    kept, foreign, known = [], [], 0
    for one in seen:
        strange = _foreign(session, version, one)
        if strange is not None:
            foreign.append(strange)
            continue
        place = _place(one)
        if (place in before) if one.code else ((one.file, one.file_page) in places):
            known += 1
            continue
        kept.append(_keep(session, version, one, "code" if one.code else ""))
        before.add(place)
    for digest in {one.file for one in kept}:
        attachments.put(session, originals[digest].data, originals[digest].media)
    return Added(tuple(kept), tuple(foreign), known)


def _check_scan(session: Session, file: Original) -> None:
    """The acta's own file has every code and no signature: nothing was printed, let alone signed."""
    body = select(ActaVersion.id).where(ActaVersion.body_hash == file.digest)
    seal = select(ActaSeal.id).where(ActaSeal.file_hash == file.digest)
    if any(session.scalars(query.limit(1)).first() is not None for query in (body, seal)):
        raise Invalid("scan-own-file", name=file.name)


def _place(seen: Seen) -> tuple[str, int, str, int]:
    if seen.code is None:
        return seen.file, seen.file_page, "unknown", 0
    return seen.file, seen.file_page, seen.code.kind, seen.code.page


def _keep(session: Session, version: ActaVersion, seen: Seen, found_by: str) -> Kept:
    _file, _page, kind, page = _place(seen)
    record = PaperPage(
        version_id=version.id,
        kind=kind,
        page=page,
        file=seen.file,
        file_page=seen.file_page,
        found_by=found_by,
        at=instant(context(session).clock.now()),
    )
    session.add(record)
    session.flush()
    return _kept(record)


def _kept(one: PaperPage) -> Kept:
    return Kept(one.id, one.kind, one.page, one.file, one.file_page, one.found_by, one.at)


def _foreign(session: Session, version: ActaVersion, seen: Seen) -> Foreign | None:
    code = seen.code
    if code is None:
        return None
    if code.acta_id != version.acta_id:
        other = _version(session, code)
        if other is None:
            return Foreign(seen, "paper-other-alliance", {})
        if other.number == version.number:
            facts = {"version": other.version, "wanted": version.version}
            return Foreign(seen, "paper-other-version", facts)
        return Foreign(seen, "paper-other-acta", {"number": other.number, "version": other.version})
    return _other_text(version, seen, code)


def _other_text(version: ActaVersion, seen: Seen, code: PageCode) -> Foreign | None:
    if code.content_hash == version.content_hash:
        right = code.kind != "body" or code.total == version.pages
        facts = {"page": code.page, "total": code.total}
        return None if right else Foreign(seen, "paper-other-count", facts)
    return Foreign(seen, "paper-other-text", {})


def _version(session: Session, code: PageCode) -> ActaVersion | None:
    query = select(ActaVersion).where(
        ActaVersion.acta_id == code.acta_id, ActaVersion.content_hash == code.content_hash
    )
    return session.scalars(query.order_by(ActaVersion.id).limit(1)).first()


def listing(session: Session, version_id: str) -> tuple[Kept, ...]:
    """Return the pages of a version, the body's first, then the sheet's, then the unknown ones."""
    rows = session.scalars(living(PaperPage).where(PaperPage.version_id == version_id))
    order = {kind: place for place, kind in enumerate((*KINDS, "unknown"))}
    return tuple(sorted(map(_kept, rows), key=lambda one: (order.get(one.kind, 9), one.page, one.at, one.id)))


def identify(session: Session, page_id: str, typed: str, sheet_pages: int) -> Kept:
    """Say which page an unknown one is, as it is printed at its foot: `3`, `H1`, or all of the code and that.

    Raises `Invalid` (`paper-typed-page`, `paper-typed-code`, `paper-typed-range`, `paper-page-known`).
    """
    unknown = get(session, PaperPage, page_id)
    version = get(session, ActaVersion, unknown.version_id)
    if unknown.kind != "unknown":
        raise Invalid("paper-page-known")
    kind, page = typed_page(version, typed, sheet_pages)
    record = PaperPage(
        version_id=version.id,
        kind=kind,
        page=page,
        file=unknown.file,
        file_page=unknown.file_page,
        found_by="typed",
        at=instant(context(session).clock.now()),
    )
    session.add(record)
    journal.delete(session, unknown)
    session.flush()
    return _kept(record)


def typed_page(version: ActaVersion, typed: str, sheet_pages: int) -> tuple[str, int]:
    """Return the kind and page that somebody typed; see `identify`."""
    text = "".join(letter for letter in typed.upper() if letter.isalnum())
    if text.startswith("AZ"):
        code = decode(text)
        if code.content_hash != version.content_hash:
            raise Invalid("paper-typed-code")
        text = ("H" if code.kind == "sheet" else "") + str(code.page)
    printed = verification_code(version.content_hash).replace("-", "")
    if len(text) >= _CODE_LENGTH and all(letter in ALPHABET + "ILO" for letter in text[:_CODE_LENGTH]):
        if _likened(text[:_CODE_LENGTH]) != printed:
            raise Invalid("paper-typed-code")
        text = text[_CODE_LENGTH:]
    match = _TYPED.fullmatch(text.replace("HOJA", "H"))
    if match is None:
        raise Invalid("paper-typed-page")
    kind, page = ("sheet" if match[1] else "body"), int(match[2])
    if not 1 <= page <= (sheet_pages if kind == "sheet" else version.pages):
        raise Invalid("paper-typed-range")
    return kind, page


def _likened(text: str) -> str:
    """Read letters that Crockford's base32 does not have as the digits that they look like."""
    return text.translate(str.maketrans("ILO", "110"))


def remove(session: Session, page_id: str) -> None:
    """Take a page away, by its tombstone; `restore` brings it back."""
    journal.delete(session, get(session, PaperPage, page_id))


def restore(session: Session, page_id: str) -> None:
    """Undo `remove`."""
    page = session.get(PaperPage, page_id)
    if page is not None and page.deleted:
        journal.restore(session, page)
