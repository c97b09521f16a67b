"""Importing a list as a picture: choose, look at what would happen, import; it decides nothing."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from alianza_desktop.core.format_es import count
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.importing.choose_page import ChoosePage
from alianza_desktop.ui.importing.facts import ListFacts
from alianza_desktop.ui.importing.kinds import INVITED, ListKind
from alianza_desktop.ui.importing.list_page import ListPage
from alianza_desktop.ui.importing.mending import RowFacts
from alianza_desktop.ui.importing.presenter import ImportPresenter
from alianza_desktop.ui.jobs import Task
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.file_dialog import open_file
from alianza_desktop.ui.widgets.labels import ElidedLabel, label, row
from alianza_desktop.ui.widgets.progress import ProgressStrip
from alianza_desktop.ui.widgets.sheet_drop import LISTS, SheetDrop


def open_import(context: Context) -> Screen:
    """Make the page with its presenter."""
    screen = ImportScreen(context)
    screen.begin(ImportPresenter(screen, context.jobs(screen), context.workshop_id))
    return screen


class ImportScreen(QWidget):
    """`ask_file` returns the path that somebody chose, or nothing."""

    presenter: ImportPresenter
    ask_file: Callable[[], str]

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.ask_file = self._ask
        self._facts: ListFacts | None = None
        self._kind: ListKind = INVITED
        self._done = False
        self._title = label(self.tr("Importar invitados"), "title", semibold=True)
        self._subtitle = ElidedLabel(tone="secondary")
        self._other = Button(self.tr("Otra lista"), icon="folder-open", height=36)
        self.undo = Button(self.tr("Deshacer"), "flat", icon="arrow-back-up", key="Ctrl+Z")
        self._back = Button(self.tr("Volver"), icon="arrow-back-up", key="Esc", height=36)
        self.main = Button("", "primary", key="Ctrl+Intro")
        self.strip = ProgressStrip()
        self.message = Banner(height=40, buttons=(self.undo,))
        self.choose_page = ChoosePage()
        self.choose = self.choose_page.choose
        self.list_page = ListPage()
        self.table, self.columns = self.list_page.table, self.list_page.columns
        self.problems = self.list_page.problems
        self._lay_out()

    # layout

    def _lay_out(self) -> None:
        head = row(self._title, self._subtitle, self._other, self._back, self.main, gap=12)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.choose_page)
        self._pages.addWidget(self.list_page)
        self._whole = QVBoxLayout(self)
        self._whole.addLayout(head)
        self._whole.addWidget(self.strip)
        self._whole.addWidget(self.message)
        self._whole.addWidget(self._pages, 1)
        self.fit(compact=False)

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        side = 16 if compact else 20
        self._whole.setContentsMargins(side, 8 if compact else 14, side, 12 if compact else 16)
        self._whole.setSpacing(8 if compact else 12)
        self._tiny = tiny
        self.list_page.fit(compact=compact, tiny=tiny)
        self.choose_page.fit(self.width() - 2 * side, compact=compact)
        self._other.setVisible(self._pages.currentIndex() == 1 and not tiny)
        self._subtitle.setVisible(not tiny)

    _tiny = False

    # wiring

    def begin(self, presenter: ImportPresenter) -> None:
        self.presenter = presenter
        self.choose.clicked.connect(self._choose_file)
        self.choose_page.brought.connect(presenter.bring)
        self.choose_page.described.connect(presenter.describe)
        self._other.clicked.connect(presenter.begin_again)
        self.undo.clicked.connect(presenter.undo)
        self._back.clicked.connect(self.leave)
        self.main.clicked.connect(self.go_on)
        self.columns.chosen.connect(presenter.remap)
        self.columns.taken.connect(lambda name, on: presenter.take_sheet(name, taken=on))
        self.columns.forgotten.connect(presenter.forget)
        self._connect_rows(presenter)
        self.strip.cancelled.connect(presenter.cancelled)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.go_on)
        QShortcut(QKeySequence("Ctrl+O"), self, self._choose_file)
        QShortcut(QKeySequence("Ctrl+Z"), self, lambda: self.undo.click() if self.undo.isVisible() else None)
        QShortcut(QKeySequence("Esc"), self, self.escape)
        SheetDrop(self, presenter.choose)
        presenter.load()

    def _connect_rows(self, presenter: ImportPresenter) -> None:
        page = self.list_page
        page.row_chosen.connect(presenter.chosen)
        page.written.connect(presenter.write)
        page.used.connect(presenter.use)
        page.answered.connect(lambda keys, same: presenter.answer(keys, same=same))
        page.preferred.connect(lambda key, name, on: presenter.prefer(key, name, listed=on))
        page.left_out.connect(lambda keys, out: presenter.leave_out(keys, out=out))

    def escape(self) -> None:
        """From the side to the list, from the list to Inicio."""
        if self._pages.currentIndex() == 1 and self.list_page.at_side():
            self.list_page.back_to_table()
        else:
            self.leave()

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        """Come here, with the file that was dropped on Inicio or none."""
        if argument or self._done:
            self.presenter.begin_again()
        if argument:
            self.presenter.bring(INVITED.key)
            self.presenter.choose(argument)
        self._focus()

    def on_changed(self, changes: frozenset[str]) -> None:
        """What others change here is compared again when the list is imported."""

    def _ask(self) -> str:
        kinds = self.tr("Listas ({kinds})").format(kinds=" ".join(f"*{one}" for one in LISTS))
        title = self.tr("Elegir la lista")
        open_file(self, title, kinds, lambda path: self._take(str(path)))
        return ""  # the dialog tells it

    def _choose_file(self) -> None:
        self.choose_page.workshop.pending()
        if self.strip.isHidden() and self._pages.currentIndex() == 0 and self.presenter.ready():
            path = self.ask_file()
            if path:
                self._take(path)

    def _take(self, path: str) -> None:
        self._done = False
        self.presenter.choose(path)

    def go_on(self) -> None:
        """Ctrl+Enter: choose, import, or go on to the doubts."""
        if self._pages.currentIndex() == 0:
            self._choose_file()
        elif self._done:
            review = self._facts is not None and self._facts.doubts and self._kind is INVITED
            self._context.open(*(("registration", "review") if review else ("home", "")))
        elif self.main.isEnabled():
            self.list_page.panel.form.pending()
            self.presenter.import_all()

    def leave(self) -> None:
        """Go back to Inicio; nothing was written unless it was said."""
        self._context.open("home", "")

    # what the presenter shows

    def show_choose(self, workshop: str) -> None:
        self._done = False
        self._pages.setCurrentIndex(0)
        self.choose_page.show_workshop(here=bool(workshop))
        self._subtitle.set_text(workshop.strip())
        self.message.clear()
        self._dress()

    def show_kind(
        self, kind: ListKind, values: dict[str, str], workshops: tuple[tuple[str, str], ...]
    ) -> None:
        self._kind = kind
        self._title.setText(kind.title)
        self.choose_page.show_kind(kind, values, workshops)
        self.list_page.set_kind(kind)

    def show_target_fault(self, field: str, words: str) -> None:
        self.choose_page.show_fault(field, words)

    def show_fault(self, words: str) -> None:
        self.undo.hide()
        self.message.tell("warning", words)

    @property
    def _at_rest(self) -> tuple[QWidget, ...]:
        """What nothing can be done with while work is under way."""
        return self.main, self._other, self.choose, self.columns, self.problems, self.undo

    def show_working(self, words: str) -> None:
        self.message.clear()
        self.strip.begin(words)
        for part in self._at_rest:
            part.setEnabled(False)

    def show_progress(self, done: int, total: int) -> None:
        self.strip.report(done, total)

    def follow(self, task: Task) -> None:
        self.strip.follow(task)

    def show_idle(self) -> None:
        self.strip.end()
        for part in self._at_rest:
            part.setEnabled(True)

    def show_list(self, facts: ListFacts) -> None:
        self._done = False
        self._show(facts)
        self.list_page.start()
        self.message.clear()
        self._focus()

    def show_judging(self) -> None:
        self.main.setEnabled(False)

    def show_judged(self, facts: ListFacts) -> None:
        self._show(facts)

    def show_row(self, facts: RowFacts | None) -> None:
        self.list_page.show_row(facts)

    def show_not_understood(self, words: str) -> None:
        self.undo.hide()
        self.message.tell("warning", words)
        self.main.setEnabled(False)
        self.list_page.show_nothing()

    def show_done(self, facts: ListFacts, words: str) -> None:
        self._done = True
        self._show(facts)
        self.undo.show()
        self.message.tell("success", words)
        self._dress()
        self._focus()

    def show_undone(self, words: str) -> None:
        self.undo.hide()
        self.message.tell("neutral", words)

    def _show(self, facts: ListFacts) -> None:
        self._facts = facts
        self._pages.setCurrentIndex(1)
        self._subtitle.set_text(facts.file)
        self.list_page.show_facts(facts, done=self._done)
        self._dress()

    def _dress(self) -> None:
        """Say on the button what it does now."""
        listed = self._pages.currentIndex() == 1
        self.main.setVisible(listed)
        self._other.setVisible(listed and not self._tiny)
        if not listed or self._facts is None:
            return
        self.main.setEnabled(True)
        if not self._done:
            self.main.set_words(self._facts.button or self.tr("Nada que importar"))
            self.main.setEnabled(bool(self._facts.button))
        elif self._facts.doubts and self._kind is INVITED:
            doubts = count(self._facts.doubts, "persona", "personas")
            self.main.set_words(self.tr("Revisar {people} en duda").format(people=doubts))
        else:
            self.main.set_words(self.tr("Ir a Inicio"))

    def _focus(self) -> None:
        target = self.main if self._pages.currentIndex() == 1 else self.choose
        target.setFocus(Qt.FocusReason.OtherFocusReason)
