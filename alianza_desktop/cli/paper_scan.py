"""`alianza acta scan`: the pages that were signed on paper, back as scans or photos."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.format_es import count, listed
from alianza_desktop.core.sentences import said

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.documents.paper_path import Papers, Place, Scanned
    from alianza_desktop.services.paper_pages import Added, Kept

KINDS = {"body": "página", "sheet": "hoja de firmas"}


def scan(desk: Desk, arguments: Namespace) -> Reply:
    """Read files of scans, keep the pages that are of the acta's version, and name all others."""
    from alianza_desktop.documents import paper_path
    from alianza_desktop.services import actas

    scanned = paper_path.read(Path(name) for name in arguments.files)
    typed = [_typed(text) for text in arguments.page]
    with desk.writing() as session:
        acta = actas.find(session, arguments.acta)
        added = paper_path.add(session, acta.id, scanned)
        for number, code in typed:
            _identify(session, acta.id, scanned, number, code)
        found = paper_path.papers(session, acta.id)
    foreign = list(_foreign(scanned, added))
    data = {"paper": as_json(found), "read": len(scanned.pages), "known": added.known, "foreign": foreign}
    strangers = [f"  {one['file']}, página {one['file_page']}: {one['words']}" for one in foreign]
    return Reply(data, (f"Se leyeron {_pages(len(scanned.pages))}.", *strangers, *lines(found)))


def shown(session: "Session", acta_id: str) -> "Papers | None":
    """Return the paper of a frozen acta; none of a draft."""
    from alianza_desktop.documents import paper_path
    from alianza_desktop.services import actas

    return paper_path.papers(session, acta_id) if actas.last_version(session, acta_id) else None


def as_json(found: "Papers") -> dict[str, object]:
    """Return which pages came back, which are missing or repeated, and which nobody knows."""
    return {
        "version": found.version,
        "found": [{**_place(one), "scans": [_scan(kept) for kept in one.scans]} for one in found.found],
        "missing": [_place(one) for one in found.missing],
        "repeated": [_place(one) for one in found.repeated],
        "unknown": [_scan(one) for one in found.unknown],
    }


def lines(found: "Papers") -> tuple[str, ...]:
    """Say the same for people; nothing while no page came back."""
    if not found.found and not found.unknown:
        return ()
    told = (
        ("Firmado en papel", found.found),
        ("Faltan", found.missing),
        ("Repetidas", found.repeated),
    )
    said_of = [f"{words}: {_listed(places)}" for words, places in told if places]
    unknown = [
        f"  Sin código legible: archivo {one.file[:8]}, página {one.file_page}. Dígalo con --page N=CÓDIGO."
        for one in found.unknown
    ]
    return (*said_of, *unknown)


def _typed(text: str) -> tuple[int, str]:
    number, _, code = text.partition("=")
    if not number.strip().isdecimal() or not code.strip():
        raise Invalid("paper-typed-form", text=text)
    return int(number), code


def _identify(session: "Session", acta_id: str, scanned: "Scanned", number: int, code: str) -> None:
    from alianza_desktop.documents import paper_path

    if not 1 <= number <= len(scanned.pages):
        raise Invalid("paper-typed-number", number=number)
    page = scanned.pages[number - 1]
    place = (page.file, page.number)
    for one in paper_path.papers(session, acta_id).unknown:
        if (one.file, one.file_page) == place:
            paper_path.identify(session, acta_id, one.id, code)
            return
    raise Invalid("paper-page-known")


def _foreign(scanned: "Scanned", added: "Added") -> Iterator[dict[str, object]]:
    names = {one.digest: one.name for one in scanned.files}
    for one in added.foreign:
        yield {
            "file": names[one.seen.file],
            "file_page": one.seen.file_page,
            "code": one.reason,
            "words": said(one.reason, **one.facts),
        }


def _place(one: "Place") -> dict[str, object]:
    return {"kind": one.kind, "page": one.page}


def _scan(one: "Kept") -> dict[str, object]:
    return {"id": one.id, "file": one.file, "file_page": one.file_page, "found_by": one.found_by or None}


def _listed(places: "Sequence[Place]") -> str:
    return listed([f"{KINDS[one.kind]} {one.page}" for one in places])


def _pages(number: int) -> str:
    return count(number, "página", "páginas")
