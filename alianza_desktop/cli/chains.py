"""`alianza chain`: list, export, import."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from alianza_desktop.cli import choosing, output
from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core.errors import Invalid, NotFound
from alianza_desktop.core.format_es import count
from alianza_desktop.core.sentences import said

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.services.chain_files import Imported
    from alianza_desktop.services.chains import ChainRow


def listing(desk: Desk, arguments: Namespace) -> Reply:
    """List the chains of a workshop."""
    from alianza_desktop.services import chains

    with desk.reading() as session:
        rows = chains.listing(session, choosing.workshop(session, arguments.workshop))
    return Reply({"chains": [_data(row) for row in rows]}, tuple(_line(row) for row in rows))


def export(desk: Desk, arguments: Namespace) -> Reply:
    """Write a chain as a drawing (.svg, .pdf) or as data that can be imported (.json)."""
    with desk.reading() as session:
        data = _exported(session, arguments.chain, arguments.file)
    target = output.write(arguments.file, data)
    return Reply({"file": str(target), "bytes": len(data)}, (f"Guardado: {target}",))


def import_chain(desk: Desk, arguments: Namespace) -> Reply:
    """Add the chain of a file to a workshop; what is wrong in the file is left out and told."""
    from alianza_desktop.services import chain_files

    path = Path(arguments.file)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Invalid("file-unreadable", file=arguments.file) from error
    content = chain_files.read(data, path.name)
    with desk.writing() as session:
        done = chain_files.add(session, choosing.workshop(session, arguments.workshop), content)
    return Reply({"imported": _imported(done)}, _told(path.name, done))


def _exported(session: "Session", chain_id: str, file: str) -> bytes:
    from alianza_desktop.model import ValueChain

    chain = session.get(ValueChain, chain_id)
    if chain is None or chain.deleted:
        raise NotFound("chain-missing")
    kind = Path(file).suffix.lower()
    if kind == ".json":
        from alianza_desktop.services import chain_files

        return chain_files.export(session, chain_id)
    if kind not in (".svg", ".pdf"):
        raise Invalid("chain-file-kind", name=Path(file).name)
    from alianza_desktop.documents import registry

    if kind == ".pdf":
        return registry.find("chain").render(session, chain_id).data
    return registry.chain_svg(session, chain_id)


def _data(row: "ChainRow") -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "product": row.product,
        "stages": row.stages,
        "activities": row.activities,
        "links": row.links,
        "gaps": row.gaps,
    }


def _line(row: "ChainRow") -> str:
    counts = (
        count(row.activities, "actividad", "actividades"),
        count(row.links, "flujo", "flujos"),
        count(row.gaps, "brecha", "brechas"),
    )
    return f"{row.id}  {row.name} · {', '.join(counts)}"


def _imported(done: "Imported") -> dict[str, object]:
    problems = [{"where": one.where, "code": one.code, "sentence": said(one.code)} for one in done.problems]
    return {
        "id": done.chain_id,
        "activities": done.activities,
        "links": done.links,
        "left_out": problems,
    }


def _told(name: str, done: "Imported") -> tuple[str, ...]:
    counts = (
        count(done.activities, "actividad", "actividades"),
        count(done.links, "flujo", "flujos"),
        count(len(done.problems), "parte con reparo", "partes con reparo"),
    )
    return (
        f"{name}: {', '.join(counts)}.",
        f"id {done.chain_id}",
        *(f"  {one.where}: {said(one.code)}" for one in done.problems),
    )
