"""The acta as a file and on paper: the file first, so that no printer's failure loses it. No Qt."""

import itertools
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from alianza_desktop.core.errors import AppError, Unavailable
from alianza_desktop.core.format_es import listed
from alianza_desktop.core.sentences import said
from alianza_desktop.storage.files import write_whole
from alianza_desktop.ui.actas.acta_presenter import ActaPresenter
from alianza_desktop.ui.actas.facts import Pages
from alianza_desktop.ui.jobs import Jobs, Task

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.documents.acta_content import ActaContent
    from alianza_desktop.documents.receipt_content import Receipt


class PapersView(Protocol):
    """What is said of files and paper, and who prints."""

    def show_message(self, kind: str, words: str) -> None: ...
    def show_folder_of(self, folder: Path) -> None: ...
    def print_pages(self, data: bytes, title: str) -> None:
        """Ask for a printer and print; it calls `printed` or `not_printed`."""
        ...


class PapersPresenter:
    """`folder` is asked each time: a USB stick may come and go."""

    def __init__(
        self,
        view: PapersView,
        jobs: Jobs,
        acta: ActaPresenter,
        folder: Callable[[], Path],
        printers: Callable[[], tuple[str, ...] | None],
    ) -> None:
        self._view, self._jobs, self._acta = view, jobs, acta
        self._folder, self._printers = folder, printers
        self._to_keep = ""
        self._writing = Lock()

    def sealed(self) -> None:
        """It was just sealed: its file goes to the person's documents as soon as it is read.

        Who goes to another acta meanwhile keeps it on coming back, and never that other one in its place.
        """
        facts = self._acta.facts
        self._to_keep = facts.id if facts is not None else ""

    def pages_shown(self) -> None:
        """Other pages are on the screen."""
        facts = self._acta.facts
        if facts is not None and facts.id == self._to_keep and facts.state == "sealed":
            self._to_keep = ""
            self._save(lambda _path, _pages: None)

    def save(self) -> None:
        """Write the acta as it is now into the person's documents."""
        self._save(lambda path, _pages: self._view.show_message("success", f"Guardado en {_place(path)}."))

    def _save(self, done: Callable[[Path, Pages], None]) -> None:
        self._acta.hand_over(partial(self._keep, done))

    def _keep(self, done: Callable[[Path, Pages], None], pages: Pages) -> None:
        path = self._folder() / f"{pages.stem}.pdf"
        self._jobs.network(
            partial(_write, self._writing, path, pages.data), lambda path: done(path, pages), self._not_saved
        )

    def keep(self, pages: Pages) -> None:
        """Write a document of the acta that was just made, and say where it is."""
        path = self._folder() / f"{pages.stem}.pdf"
        told = f"Guardado en {_place(path)}."
        self._jobs.network(
            partial(_write, self._writing, path, pages.data),
            lambda _path: self._view.show_message("success", told),
            self._not_saved,
        )

    def save_word(self) -> None:
        """Write a draft as a file that can be edited; one that somebody may have edited is left alone."""
        facts = self._acta.facts
        if facts is not None and not facts.frozen:
            self._jobs.read(
                partial(_draft_content, facts.id),
                partial(self._build_word, facts.file_stem),
                self._acta.refused,
            )

    def _build_word(self, stem: str, content: "ActaContent") -> None:
        self._jobs.network(
            partial(_word, self._writing, self._folder(), stem, content), self._word_saved, self._not_saved
        )

    def _word_saved(self, path: Path) -> None:
        self._view.show_message(
            "success", f"Guardado en {_place(path)}. Lo que se corrija allí no pasa solo al acta."
        )

    def print_receipt(self, signatory_id: str) -> None:
        """Print what a signatory takes away, and keep it as a file; only of what was recorded here."""
        facts = self._acta.facts
        if facts is None:
            return
        evidence = facts.receipts.get(signatory_id, "")
        if evidence:
            self._jobs.read(partial(_receipt_content, evidence), self._build_receipt, self._acta.refused)
        else:
            self._view.show_message("warning", said("receipt-elsewhere"))

    def _build_receipt(self, content: "Receipt") -> None:
        path = self._folder() / f"recibo-{content.number}-{content.counter}.pdf"
        self._jobs.network(
            partial(_receipt, self._writing, path, content),
            partial(self._print_sheet, path.stem),
            self._not_saved,
        )

    def save_seals(self) -> None:
        """Write both files of a version that was sealed twice, each named after its laptop."""
        facts = self._acta.facts
        if facts is not None:
            self._jobs.read(partial(_seals, facts.id), self._keep_seals, self._acta.refused)

    def _keep_seals(self, seals: tuple[Pages, ...]) -> None:
        paths = [self._folder() / f"{one.stem}.pdf" for one in seals]

        def work(task: Task) -> None:
            for path, one in zip(paths, seals, strict=True):
                _write(self._writing, path, one.data, task)

        said_as = listed([_place(path) for path in paths])
        told = partial(self._view.show_message, "success", f"Guardados {said_as}.")
        self._jobs.network(work, lambda _none: told(), self._not_saved)

    def _not_saved(self, error: AppError) -> None:
        if error.code == "docx-extra-missing":
            words = said(error.code)
        else:
            full = error.code == "disk-full"  # of where the copy goes: a USB, not the one of the store
            words = said("export-disk-full", name="el archivo") if full else said("copy-not-saved")
        self._view.show_message("error", words)

    def show_folder(self) -> None:
        self._view.show_folder_of(self._folder())

    def print_out(self) -> None:
        """Keep the file, then print; without a printer say where the file is."""
        if self._printers() == ():
            self._save(lambda _path, _pages: self._view.show_message("warning", said("no-printer")))
            return
        self._save(lambda _path, pages: self._view.print_pages(pages.data, pages.stem))

    def print_sheet(self) -> None:
        """Print the sheet on which people sign by hand, and keep it as a file."""
        facts = self._acta.facts
        if facts is None or not facts.frozen:
            return
        self._jobs.read(
            partial(_sheet_content, facts.id), partial(self._build_sheet, facts.number), self._acta.refused
        )

    def _build_sheet(self, number: str, content: "ActaContent") -> None:
        path = self._folder() / f"hoja-de-firmas-{number}.pdf"
        self._jobs.network(
            partial(_sheet, self._writing, path, content),
            partial(self._print_sheet, path.stem),
            self._not_saved,
        )

    def _print_sheet(self, title: str, data: bytes) -> None:
        if self._printers() == ():
            self._view.show_message("warning", said("no-printer"))
        else:
            self._view.print_pages(data, title)

    def printed(self, pages: int) -> None:
        sheet = "1 página" if pages == 1 else f"{pages} páginas"
        self._view.show_message("success", f"Se envió a la impresora: {sheet}.")

    def copied(self, name: str) -> None:
        """«Imprimir a archivo»: say where it went, not that a printer has it."""
        self._view.show_message("success", f"Guardado en {name}.")

    def not_printed(self, page: int = 0, pages: int = 0, *, file: bool = False) -> None:
        """Say where it stopped, and that nothing is lost."""
        if file:
            words = said("print-file-failed")
        else:
            words = said("printer-stopped", page=page, pages=pages) if page else said("printer-failed")
        self._view.show_message("warning", words)

    def print_cancelled(self) -> None:
        self._view.show_message("warning", said("print-cancelled"))


def _draft_content(acta_id: str, session: "Session") -> "ActaContent":
    from alianza_desktop.documents import collect

    return collect.acta(session, acta_id)


def _word(writing: Lock, folder: Path, stem: str, content: "ActaContent", task: Task) -> Path:
    from alianza_desktop.documents import word_draft

    data = word_draft.build(content)
    names = (f"{stem}.docx" if number == 1 else f"{stem}-{number}.docx" for number in itertools.count(1))
    path = next(folder / one for one in names if not (folder / one).exists())
    return _write(writing, path, data, task)


def _receipt_content(evidence_id: str, session: "Session") -> "Receipt":
    from alianza_desktop.documents import receipt_content

    return receipt_content.collect(session, evidence_id)


def _receipt(writing: Lock, path: Path, content: "Receipt", task: Task) -> bytes:
    from alianza_desktop.documents import receipt, receipt_content, wording

    data = receipt.build(content, wording.load(receipt_content.WORDING)).data
    _write(writing, path, data, task)
    return data


def _seals(acta_id: str, session: "Session") -> tuple[Pages, ...]:
    from alianza_desktop.documents import issue
    from alianza_desktop.services import devices, seal_role
    from alianza_desktop.storage import attachments

    version = issue.frozen(session, acta_id)
    letters = {one.device: one.letter for one in devices.listing(session)}
    return tuple(
        Pages(
            f"acta-{version.number}-sello-{letters.get(one.device, place)}",
            attachments.get(session, one.file_hash),
        )
        for place, one in enumerate(seal_role.seals(session, version.id), 1)
    )


def _sheet_content(acta_id: str, session: "Session") -> "ActaContent":
    from alianza_desktop.documents import issue

    return issue.content_of(session, issue.frozen(session, acta_id))


def _sheet(writing: Lock, path: Path, content: "ActaContent", task: Task) -> bytes:
    from alianza_desktop.documents import signature_sheet, wording

    data = signature_sheet.build(content, wording.load(signature_sheet.WORDING)).data
    _write(writing, path, data, task)
    return data


def _write(writing: Lock, path: Path, data: bytes, _task: Task) -> Path:
    """Write one file after another: two presses write the same one, and the pool has two threads."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable("disk-failed", reason="") from error
    with writing:
        write_whole(path, data)
    return path


def _place(path: Path) -> str:
    """Return the end of a path as people know it: «Documentos/Actas/acta-003.pdf»."""
    return f"Documentos/Actas/{path.name}"
