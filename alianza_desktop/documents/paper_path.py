"""Signing on paper: which pages a version has, which came back signed, and who signed there, in one gesture.

The hoja de firmas is not stored: its pages are counted by building it, which is quick and always the same.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.format_es import listed
from alianza_desktop.core.page_code import KINDS, PageCode
from alianza_desktop.documents import issue, scans, signature_sheet, wording
from alianza_desktop.documents.issue import Given
from alianza_desktop.model import ActaVersion, Evidence
from alianza_desktop.services import actas, paper_pages
from alianza_desktop.services.paper_pages import Added, Kept, Original, Seen
from alianza_desktop.signing import records
from alianza_desktop.storage import attachments


@dataclass(frozen=True, slots=True)
class Place:
    """A page that is expected back, and the scans of it: none while it is missing, several when repeated."""

    kind: str
    page: int
    scans: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """The paper of a version: every expected page in order, and scans whose page nobody knows."""

    version: int
    places: tuple[Place, ...]
    unknown: tuple[Kept, ...]

    @property
    def missing(self) -> tuple[Place, ...]:
        return tuple(one for one in self.places if not one.scans)

    @property
    def repeated(self) -> tuple[Place, ...]:
        return tuple(one for one in self.places if len(one.scans) > 1)

    @property
    def found(self) -> tuple[Place, ...]:
        return tuple(one for one in self.places if one.scans)


@dataclass(frozen=True, slots=True, repr=False)
class Scanned:
    """Files that were read, with their pages; nothing is kept yet."""

    files: tuple[scans.File, ...]
    pages: tuple[scans.Page, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Signed:
    """Someone whom the operator saw to have signed on the sheet."""

    signatory_id: str
    outcome: str = "paper"
    """One of `evidence.ON_PAPER`."""
    signed_for_by: str = ""


def read(paths: Iterable[Path], told: Callable[[int], None] = lambda _pages: None) -> Scanned:
    """Read files of scans; `told` hears of each page and may raise to stop. See `scans` for the refusals."""
    files = tuple(scans.opened(path) for path in paths)
    pages: list[scans.Page] = []
    for file in {one.digest: one for one in files}.values():
        for page in scans.pages(file):
            pages.append(page)
            told(len(pages))
    return Scanned(files, tuple(pages))


def add(session: Session, acta_id: str, scanned: Scanned) -> Added:
    """Keep what was read, each page in its place of the newest version; see `paper_pages.add`."""
    files = [Original(one.name, one.data, one.media, one.digest) for one in scanned.files]
    seen = [Seen(page.file, page.number, code) for page in scanned.pages for code in _codes(page)]
    return paper_pages.add(session, issue.frozen(session, acta_id), files, seen)


def _codes(page: scans.Page) -> Sequence[PageCode | None]:
    return [one.code for one in page.found] or (None,)


def sheet_pages(session: Session, version: ActaVersion) -> int:
    """Return how many pages the hoja de firmas of a version has."""
    content = issue.content_of(session, version)
    return signature_sheet.build(content, wording.load(signature_sheet.WORDING)).pages


def papers(session: Session, acta_id: str) -> Papers:
    """Return which pages of the newest version came back signed."""
    version = issue.frozen(session, acta_id)
    kept = paper_pages.listing(session, version.id)
    totals = dict(zip(KINDS, (version.pages, sheet_pages(session, version)), strict=True))
    places = tuple(
        Place(kind, page, tuple(one for one in kept if (one.kind, one.page) == (kind, page)))
        for kind, total in totals.items()
        for page in range(1, total + 1)
    )
    return Papers(version.version, places, tuple(one for one in kept if one.kind == "unknown"))


def identify(session: Session, acta_id: str, page_id: str, typed: str) -> Kept:
    """Say which page an unknown one is; see `paper_pages.identify`."""
    return paper_pages.identify(session, page_id, typed, sheet_pages(session, issue.frozen(session, acta_id)))


def thumbnail(session: Session, page: Kept) -> bytes:
    """Return a kept page small and upright."""
    data = attachments.get(session, page.file)
    return scans.thumbnail(scans.kept(data, page.file), page.file_page)


def record(
    session: Session,
    acta_id: str,
    signed: Sequence[Signed],
    *,
    identified_by: str,
    shown: bool,
    witness: str = "",
) -> tuple[Evidence, ...]:
    """Record who signed on paper, all or none, each citing the pages that came back.

    Raises `Invalid` (`paper-unticked`, `paper-no-pages`, `paper-signed-already`), and as `record_outcome`.
    """
    if not signed:
        raise Invalid("paper-unticked")
    pages = where(papers(session, acta_id))
    version = issue.frozen(session, acta_id)
    ended = records.standings(session, version)
    names = {one["id"]: one["name"] for one in actas.frozen_signatories(session, version)}
    for one in signed:
        if one.signatory_id in ended:
            raise Invalid("paper-signed-already", name=names.get(one.signatory_id, ""))
    return tuple(
        issue.record_outcome(
            session,
            acta_id,
            one.signatory_id,
            Given(
                outcome=one.outcome,
                identified_by=identified_by,
                shown=shown,
                paper=pages,
                signed_for_by=one.signed_for_by,
                witness=witness,
            ),
        )
        for one in signed
    )


def where(found: Papers) -> str:
    """Return which pages are here, as the evidence says it: «cuerpo 1 a 3 de 4 (escaneado)»."""
    words = {"body": "cuerpo", "sheet": "hoja de firmas"}
    said = []
    for kind in KINDS:
        of_kind = [one for one in found.places if one.kind == kind]
        here = [one.page for one in of_kind if one.scans]
        if here:
            said.append(f"{words[kind]} {listed(_runs(here))} de {len(of_kind)}")
    if not said:
        raise Invalid("paper-no-pages")
    return f"{'; '.join(said)} (escaneado)"


def _runs(pages: list[int]) -> list[str]:
    """Return «1 a 3» and «5» for 1, 2, 3, 5."""
    starts = [page for page in pages if page - 1 not in pages]
    ends = [page for page in pages if page + 1 not in pages]
    return [str(a) if a == b else f"{a} a {b}" for a, b in zip(starts, ends, strict=True)]
