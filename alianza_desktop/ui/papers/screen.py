"""The papers of a workshop as a picture: the list and its choices, the pages, what is done with them."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from alianza_desktop.ui import folders
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.jobs import Task
from alianza_desktop.ui.papers.facts import Pages, Paper, PapersFacts
from alianza_desktop.ui.papers.presenter import PapersPresenter
from alianza_desktop.ui.papers.side import PapersSide
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.file_dialog import choose_folder
from alianza_desktop.ui.widgets.labels import ElidedLabel, column, label, row, rule, strip
from alianza_desktop.ui.widgets.pdf_preview import PdfPreview
from alianza_desktop.ui.widgets.printing import PrintDesk
from alianza_desktop.ui.widgets.progress import ProgressStrip


def open_papers(context: Context) -> Screen:
    """Make the page with its presenter."""
    screen = PapersScreen(context)
    screen.begin(
        PapersPresenter(
            screen,
            context.jobs(screen),
            context.workshop_id,
            folders.papers,
            lambda: context.surroundings().printers,
        )
    )
    return screen


class PapersScreen(QWidget):
    """`ask_folder` calls back with the folder that somebody chose."""

    presenter: PapersPresenter
    ask_folder: Callable[[Callable[[Path], None]], None]

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._came_from = "home"
        self.ask_folder = self._ask
        self.back = Button("", "flat", icon="chevron-left")
        self.back.setAccessibleName(self.tr("Volver"))
        self.back.setToolTip(self.tr("Volver (Esc)"))
        self._title = label(self.tr("Papeles"), "title", semibold=True)
        self._subtitle = ElidedLabel(tone="secondary")
        self.transcribe = Button(self.tr("Transcribir papeles"), icon="keyboard")
        self.side = PapersSide()
        self.message, self.progress = Banner(height=40), ProgressStrip()
        self.preview = PdfPreview(self.tr("Vista previa, igual a lo que se imprime"))
        self.printing = PrintDesk(self.progress, self)
        self._lay_out()

    # layout

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        head = row(self.back, self._title, self._subtitle, self.transcribe, gap=12, margins=(10, 0, 16, 0))
        whole.addWidget(strip("bar", head, 47))
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.side)
        body.addLayout(self._middle(), 1)
        whole.addLayout(body, 1)

    def _middle(self) -> QVBoxLayout:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.setContentsMargins(0, 0, 0, 0)
        self._above = QWidget()
        self._above.setLayout(column(self.message, self.progress, margins=(12, 8, 12, 8)))
        self._above.hide()
        for one in (self.message, self.progress):
            one.installEventFilter(self)
        middle.addWidget(self._above)
        middle.addWidget(self.preview, 1)
        middle.addWidget(self._foot())
        return middle

    def _foot(self) -> QFrame:
        self._page = label()
        self._minus, self._plus = Button("", "flat", icon="minus"), Button("", "flat", icon="plus")
        self._zoom = Button(self.tr("Ancho"), "flat")
        self._minus.setAccessibleName(self.tr("Alejar"))
        self._plus.setAccessibleName(self.tr("Acercar"))
        self._zoom.setToolTip(self.tr("Ajustar al ancho"))
        self.folder_button = Button(self.tr("Abrir carpeta"), "flat", icon="folder-open")
        self.save_button = Button(self.tr("Guardar PDF"), icon="file-download", height=36)
        self.print_button = Button(self.tr("Imprimir"), "primary", icon="printer", key="Ctrl+P")
        self._rule = rule(vertical=True, length=32)
        line = row(
            self._page, self._rule, self._minus, self._zoom, self._plus, None,
            self.folder_button, self.save_button, self.print_button, gap=8, margins=(16, 0, 16, 0),
        )  # fmt: skip
        return strip("status", line, 47)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What stands above the pages takes room only while it says something."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._above.setVisible(not self.message.isHidden() or not self.progress.isHidden())
        return False

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        self.side.fit(compact=compact, tiny=tiny)
        for one in (self._rule, self._minus, self._zoom, self._plus):
            one.setVisible(not compact)
        self._page.setVisible(not tiny)
        for button, words, tip in (
            (self.folder_button, self.tr("Abrir carpeta"), self.tr("Abrir la carpeta Documentos/Papeles")),
            (self.save_button, self.tr("Guardar PDF"), self.tr("Guardar PDF")),
            (self.transcribe, self.tr("Transcribir papeles"), self.tr("Transcribir papeles")),
        ):
            button.set_words("" if tiny else words)
            button.setAccessibleName(words)
            button.setToolTip(tip)
        self.print_button.set_words(self.print_button.text(), key="" if tiny else "Ctrl+P")

    # wiring

    def begin(self, presenter: PapersPresenter) -> None:
        self.presenter = presenter
        side = self.side
        side.chosen.connect(presenter.choose)
        side.changed.connect(presenter.changed)
        side.searched.connect(presenter.search)
        side.added.connect(presenter.add)
        side.removed.connect(presenter.remove)
        side.each.connect(lambda: self.ask_folder(presenter.save_each))
        self.back.clicked.connect(self.leave)
        self.transcribe.clicked.connect(self._transcribe)
        self.progress.cancelled.connect(self._cancelled)
        self.preview.page_changed.connect(self._page_changed)
        self.preview.zoomed.connect(lambda words: self._zoom.set_words(words))  # noqa: PLW0108 - overloads
        self._minus.clicked.connect(lambda: self.preview.zoom(-1))
        self._plus.clicked.connect(lambda: self.preview.zoom(1))
        self._zoom.clicked.connect(lambda: self.preview.zoom(0))
        self.folder_button.clicked.connect(presenter.show_folder)
        self.save_button.clicked.connect(presenter.save)
        self.print_button.clicked.connect(presenter.print_out)
        self.printing.asked.connect(self.message.clear)
        self.printing.ended.connect(presenter.printed)
        self.printing.failed.connect(lambda: presenter.not_printed(cancelled=False))
        self.printing.cancelled.connect(lambda: presenter.not_printed(cancelled=True))
        for key, call in (("Esc", self.leave), ("Ctrl+P", self._print)):
            QShortcut(QKeySequence(key), self, call)
        self._page_changed(0, 0)
        presenter.load()

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        """Come with nothing, a kind of paper, or `credential:` and a person's id, from Registro.

        After an `@` stands the screen to go back to; `back` is the one of before.
        """
        what, _, place = argument.partition("@")
        one = what.startswith("credential:")
        if place != "back":
            self._came_from = place or ("registration" if one else "home")
        self.presenter.opened(what)
        target = self.print_button if one and self.print_button.isEnabled() else self.side.papers
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_changed(self, changes: frozenset[str]) -> None:
        self.presenter.on_changed(changes)

    def leave(self) -> None:
        """Go back to where this was opened from."""
        self._context.open(self._came_from, "")

    def _transcribe(self) -> None:
        self._context.open("transcribing-page", "")

    def _print(self) -> None:
        if self.print_button.isEnabled():
            self.side.form.pending()
            self.presenter.print_out()

    def _cancelled(self) -> None:
        if self._working:  # printing tells itself how it ended
            self._working = False
            self.presenter.cancelled()

    _working = False

    def _ask(self, chosen: Callable[[Path], None]) -> None:
        choose_folder(self, self.tr("Elegir la carpeta para las constancias"), chosen)

    def _page_changed(self, page: int, pages: int) -> None:
        said = self.tr("Página {page} de {pages}").format(page=page, pages=f"{pages:,}")
        self._page.setText(said if pages else "")
        for one in (self.save_button, self.print_button):
            one.setEnabled(bool(pages))

    # what the presenter shows

    def show_papers(self, found: PapersFacts) -> None:
        self._subtitle.set_text(found.workshop)
        self.side.show_papers(found)

    def show_choices(self, paper: Paper, values: Mapping[str, str], *, picking: bool) -> None:
        self.side.show_choices(paper, values, picking=picking)

    def show_picked(self, rows: tuple[Row, ...]) -> None:
        self.side.show_picked(rows)

    def show_found(self, rows: tuple[Row, ...]) -> None:
        self.side.show_found(rows)

    def show_pages(self, pages: Pages | None) -> None:
        if pages is None:
            self.preview.clear()
        else:
            self.preview.show_bytes(pages.data)
        self.preview.show_ground()

    def show_working(self, words: str, task: Task) -> None:
        self._working = True
        self.progress.begin(words, task)

    def show_progress(self, done: int, total: int) -> None:
        self.progress.report(done, total)

    def show_idle(self) -> None:
        self._working = False
        self.progress.end()

    def show_message(self, kind: str, words: str) -> None:
        if words:
            self.message.tell(kind, words)  # type: ignore[arg-type]
        else:
            self.message.clear()

    def show_folder_of(self, folder: Path) -> None:
        folders.show(folder)

    def print_pages(self, data: bytes, title: str) -> None:
        self.printing.ask(data, title)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and hasattr(self, "presenter"):  # not when the window is made small
            self.presenter.left()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous() and hasattr(self, "presenter"):
            self.presenter.came()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "preview"):
            self.preview.show_ground()
