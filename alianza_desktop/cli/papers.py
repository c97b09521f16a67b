"""`alianza export attendance | forms | credentials | constancias`: the papers of a workshop as PDF."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alianza_desktop.cli import choosing, output
from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.format_es import count

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.documents.people_papers import Constancias


def attendance(desk: Desk, arguments: Namespace) -> Reply:
    """Write the attendance list of a session."""
    with desk.reading() as session:
        content = _kind("attendance").collect(session, _session_of(session, arguments))
    return _kept(desk, "attendance", content, arguments.file)


def forms(desk: Desk, arguments: Namespace) -> Reply:
    """Write blank registration forms, or with the invitees on them (`--invited`)."""
    kind = "guest_form" if arguments.invited else "form"
    options = {"rows": arguments.rows} | ({} if arguments.invited else {"pages": arguments.pages})
    with desk.reading() as session:
        content = _kind(kind).collect(session, _session_of(session, arguments), **options)
    return _kept(desk, kind, content, arguments.file)


def credentials(desk: Desk, arguments: Namespace) -> Reply:
    """Write credentials: of all invited, of those present, or of some people by their document."""
    with desk.reading() as session:
        people = tuple(choosing.person(session, one) for one in arguments.person)
        content = _kind("credentials").collect(
            session,
            choosing.workshop(session, arguments.workshop),
            who="chosen" if people else arguments.who,
            people=people,
            shape=arguments.shape,
        )
    if not content.people:
        raise Invalid("paper-nobody")
    return _kept(desk, "credentials", content, arguments.file, people=len(content.people))


def constancias(desk: Desk, arguments: Namespace) -> Reply:
    """Write the constancias of who came and consented: all in one file, or one each into a folder."""
    with desk.reading() as session:
        people = tuple(choosing.person(session, one) for one in arguments.person)
        content = _kind("constancias").collect(
            session, choosing.workshop(session, arguments.workshop), people=people
        )
    if not content.people:
        raise Invalid("paper-nobody")
    many = {"people": len(content.people), "withheld": content.withheld}
    if not arguments.each:
        return _kept(desk, "constancias", content, arguments.file, **many)
    files = _each(desk, content, Path(arguments.file), named=arguments.named)
    said = count(len(files), "constancia", "constancias")
    return Reply({"folder": arguments.file, "files": files, **many}, (f"{arguments.file}: {said}",))


def _kind(name: str) -> Any:
    from alianza_desktop.documents import registry

    return registry.find(name)


def _session_of(session: "Session", arguments: Namespace) -> str:
    """Return the session of `--session`, or the one marked open, or the first."""
    from alianza_desktop.services import workshops

    workshop_id = choosing.workshop(session, arguments.workshop)
    number = arguments.session
    if number is None and workshops.open_session(session, workshop_id) is None:
        number = 1
    return workshops.numbered_session(session, workshop_id, number).id


def _kept(desk: Desk, name: str, content: Any, file: str, **more: int) -> Reply:
    from alianza_desktop.documents import wording

    kind = _kind(name)
    words = wording.load(kind.wording)
    made = (
        kind.build(content, words, desk.progress("Preparando")) if kind.tells else kind.build(content, words)
    )
    target = output.write(file, made.data)
    pages = count(made.pages, "página", "páginas")
    return Reply({"file": str(target), "pages": made.pages, **more}, (f"Guardado: {target}, {pages}",))


def _each(desk: Desk, content: "Constancias", folder: Path, *, named: bool) -> list[str]:
    from alianza_desktop.documents import constancia, wording
    from alianza_desktop.documents.people_papers import WORDING

    words, tell = wording.load(WORDING), desk.progress("Guardando")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Invalid("file-unwritable", file=str(folder)) from error
    files = []
    for number, one in enumerate(content.people, 1):
        name = constancia.file_name(number, one.person.listed_name if named else "")
        output.write(str(folder / name), constancia.single(content, number, words).data)
        files.append(name)
        tell(number, len(content.people))
    return files
