"""What runs away from the store: a paper built, a file written, one file for each person. No Qt."""

from pathlib import Path
from threading import Lock
from typing import Any

from alianza_desktop.core.errors import Unavailable
from alianza_desktop.documents import registry
from alianza_desktop.storage.files import write_whole
from alianza_desktop.ui.jobs import Task
from alianza_desktop.ui.papers.facts import Pages


def build(kind: str, stem: str, content: Any, asked: Task, task: Task) -> Pages:
    """Build the document; `asked` is what the person may cancel, `task` what is told how far it is."""
    from alianza_desktop.documents import wording

    found = registry.find(kind)
    words = wording.load(found.wording)

    def tell(done: int, total: int) -> None:
        asked.check()
        task.check()
        task.report(done, total)

    pdf = found.build(content, words, tell) if found.tells else found.build(content, words)
    return Pages(stem, pdf.data, pdf.pages)


def write(writing: Lock, path: Path, data: bytes) -> Path:
    """Write one file after another: two presses write the same one, and the pool has two threads."""
    _make_folder(path.parent)
    with writing:
        write_whole(path, data)
    return path


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable("disk-failed", reason="") from error


def each(content: Any, folder: Path, asked: Task, task: Task, *, named: bool) -> int:
    """Write one file for each constancia; return how many."""
    from alianza_desktop.documents import constancia, wording
    from alianza_desktop.documents.people_papers import WORDING

    _make_folder(folder)
    words = wording.load(WORDING)
    total = len(content.people)
    for number, one in enumerate(content.people, 1):
        asked.check()
        task.check()
        name = constancia.file_name(number, one.person.listed_name if named else "")
        write_whole(folder / name, constancia.single(content, number, words).data)
        task.report(number, total)
    return total
