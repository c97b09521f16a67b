"""What a signatory takes away on a memory: the sealed acta, its constancias, receipts, and how to check it.

`collect` reads the store; `files` makes the receipts, which takes its time and needs no store. The same acta
gives the same bytes, so that a second copy on one memory adds only what is new. No name of a file says a
document number.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import sha256, verification_code
from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.core.format_es import fold
from alianza_desktop.documents import after_seal, amending, issue, later, receipt_content, wording
from alianza_desktop.documents.acta_content import Alliance
from alianza_desktop.documents.receipt_content import Receipt
from alianza_desktop.documents.wording import Wording
from alianza_desktop.services import actas
from alianza_desktop.signing.verify import verify
from alianza_desktop.storage import attachments

WORDING: Final = "handed.v1"
README: Final = "LEEME.txt"


@dataclass(frozen=True, slots=True, repr=False)
class Handing:
    """The copy of an acta for some of its signatories."""

    acta_id: str
    people: tuple[str, ...]
    folder: str
    ready: dict[str, bytes]
    """By its name; the sealed file is the folder's."""
    readme: dict[str, object]
    alliance: Alliance
    receipts: tuple[tuple[str, Receipt], ...]
    """Name of the file, and what it says; only of what was recorded on this laptop."""
    elsewhere: int
    """How many of those people ended on another laptop, which prints their receipt."""
    file_hash: str
    file_size: int


def collect(session: Session, acta_id: str, people: Collection[str] = ()) -> Handing:
    """Return the copy for some signatories, or for all; raises `NotAllowed("acta-not-sealed")`."""
    version = issue.frozen(session, acta_id)
    seal = actas.last_seal(session, version.id)
    if seal is None:
        raise NotAllowed("acta-not-sealed")
    order = [one["id"] for one in actas.frozen_signatories(session, version)]
    wanted = tuple(one for one in order if not people or one in people)
    stem = f"acta-{version.number}" + (f"-v{version.version}" if version.version > 1 else "")
    sealed, newest = attachments.get(session, seal.file_hash), later.newest(session, acta_id)
    papers = {f"{stem}.pdf": sealed}
    if newest != sealed:
        papers[f"{stem}-con-firmas-y-sellos.pdf"] = newest
    papers |= {
        f"constancia-{version.number}-{place}.pdf": attachments.get(session, one.file_hash)
        for place, one in enumerate(after_seal.complements(session, acta_id), 1)
    }
    own = receipt_content.recorded_here(session, version)
    receipts = tuple(
        _named(order.index(one) + 1, receipt_content.collect(session, own[one]))
        for one in wanted
        if one in own
    )
    return Handing(
        acta_id=acta_id,
        people=wanted,
        folder=stem,
        ready=papers,
        readme={
            "name": f"{stem}.pdf",
            "stem": stem,
            "number": version.number,
            "version": version.version,
            "code": verification_code(version.content_hash),
            "digest": sha256(sealed),
        },
        alliance=amending.read(session, version).alliance,
        receipts=receipts,
        elsewhere=len(wanted) - len(receipts),
        file_hash=sha256(newest),
        file_size=len(newest),
    )


def files(made: Handing) -> dict[str, bytes]:
    """Return all files by their name."""
    from alianza_desktop.documents import receipt

    words = wording.load(receipt_content.WORDING)
    receipts = {name: receipt.build(said, words).data for name, said in made.receipts}
    return made.ready | receipts | {README: _readme(made)}


def _named(place: int, said: Receipt) -> tuple[str, Receipt]:
    person = re.sub(r"[^a-z]+", "-", fold(said.name)).strip("-")
    return f"recibo-{said.number}-{place:02}-{person}.pdf", said


def _readme(made: Handing) -> bytes:
    """Return the text as the simplest program of any laptop shows it: its lines end as in Windows.

    It says nothing of what may be added later, so that it stays the same file. The authorities are those that
    the sealed file itself names: the alliance's own may have been replaced since.
    """
    words = wording.load(WORDING)
    known = verify(made.ready[f"{made.folder}.pdf"], ()).authorities
    facts = made.readme | {"authority": " --ca ".join(known)}
    said = [
        words("title.acta", **facts),
        made.alliance.name,
        *([words("title.rehearsal")] if made.alliance.rehearsal else []),
        *_block(words, facts, "files", ("sealed", "added", "constancia", "receipt")),
        *_block(
            words, facts, "check", ("window", "command", "authority", "code", "file_code", "file_command")
        ),
        *_block(words, facts, "limits", ("text",)),
    ]
    return ("\ufeff" + "\r\n".join(said) + "\r\n").encode()


def _block(words: Wording, facts: dict[str, object], group: str, keys: tuple[str, ...]) -> list[str]:
    return ["", words(f"{group}.title").upper(), *(f"- {words(f'{group}.{one}', **facts)}" for one in keys)]
