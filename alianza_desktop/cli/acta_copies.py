"""`alianza acta copy` and `word`: what people take away, sealed, and what they correct before the freeze."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core.errors import Invalid, NotAllowed

if TYPE_CHECKING:
    from alianza_desktop.storage.sticks import Stick


def copy(desk: Desk, arguments: Namespace) -> Reply:
    """Copy a sealed acta to a memory, for one signatory or for all, and note who has it."""
    from alianza_desktop.documents import handing, issue
    from alianza_desktop.services import actas, seal_copies
    from alianza_desktop.storage import sticks

    to = _memory(arguments.folder)
    with desk.reading() as session:
        acta = actas.find(session, arguments.acta).id
        people = [issue.signatory(session, acta, one) for one in arguments.signatory]
        made = handing.collect(session, acta, people)
    placed = sticks.place(to, made.folder, handing.files(made), desk.progress("Copiando"))  # nobody waits
    with desk.writing() as session:
        seal_copies.hand(session, acta, made.people, "usb", file_hash=made.file_hash, size=made.file_size)
    data: dict[str, object] = {
        "folder": str(placed.folder),
        "written": placed.written,
        "known": placed.known,
        "signatories": list(made.people),
        "receipts_elsewhere": made.elsewhere,
    }
    return Reply(data, (f"{placed.folder}: {placed.written} archivos nuevos, {placed.known} ya estaban",))


def word(desk: Desk, arguments: Namespace) -> Reply:
    """Write the draft of an acta as .docx, to be corrected; nothing is read back from it."""
    from alianza_desktop.cli import output
    from alianza_desktop.documents import collect, word_draft
    from alianza_desktop.services import actas

    with desk.reading() as session:
        acta = actas.find(session, arguments.acta)
        if actas.last_version(session, acta.id) is not None:
            raise NotAllowed("draft-only")
        content = collect.acta(session, acta.id)
    target = output.write(arguments.file, word_draft.build(content))
    return Reply({"file": str(target)}, (f"{target}: borrador para corregir",))


def _memory(folder: str) -> "Stick":
    from alianza_desktop.storage import sticks

    path = Path(folder)
    if not path.is_dir():
        raise Invalid("file-unwritable", file=folder)
    return sticks.stick(path, path.name)
