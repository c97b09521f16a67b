"""Agreements in Excel: the table that goes out, and what each row of the one that comes back would change."""

from collections.abc import Callable
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from alianza_desktop.ui import folders, theme
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.revising.facts import COLUMNS, ChangeFacts, RevisionFacts
from alianza_desktop.ui.revising.presenter import RevisionPresenter
from alianza_desktop.ui.widgets.banner import Banner, BannerKind
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import join_tab_order
from alianza_desktop.ui.widgets.file_dialog import open_file, save_file
from alianza_desktop.ui.widgets.labels import ElidedLabel, column, frame, label, row, strip
from alianza_desktop.ui.widgets.progress import ProgressStrip
from alianza_desktop.ui.widgets.scrolling import upright
from alianza_desktop.ui.widgets.table import Table

WIDTH = 344
Ask = Callable[[Callable[[Path], None]], None]


def open_revising(context: Context) -> Screen:
    """Make the page with its presenter."""
    page = RevisionPage(context)
    page.begin(RevisionPresenter(page, context.jobs(page), context.workshop_id, context.clock))
    return page


class RowsTable(Table):
    """Space and Enter use a row or leave it out."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.chosen.emit(self.current_key())
        else:
            super().keyPressEvent(event)


class RevisionPage(QWidget):
    """`ask_open` and `ask_save` call back with the file that somebody chose."""

    presenter: RevisionPresenter
    ask_open: Ask
    ask_save: Ask

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.ask_open, self.ask_save = self._ask_open, self._ask_save
        self.back = Button("", "flat", icon="chevron-left")
        self.back.setAccessibleName(self.tr("Volver a Acuerdos"))
        self.back.setToolTip(self.tr("Volver a Acuerdos (Esc)"))
        self.out = Button(self.tr("Guardar la hoja…"), icon="file-download", height=36)
        self.bring = Button(self.tr("Traer la hoja editada…"), icon="upload", height=36)
        self.message, self.progress = Banner(height=40), ProgressStrip()
        self.table = RowsTable(COLUMNS, self.tr("Filas de la hoja"))
        self.table.set_empty(self.tr("Aquí se ve, fila por fila, qué cambiaría. Nada se guarda sin usted."))
        self._title = label("", "emphasis", semibold=True)
        self._reason = Banner(height=36, size="caption")
        self._changes = label("", wrap=True)
        self._changes.setTextFormat(Qt.TextFormat.RichText)  # what people wrote is escaped
        self._words = ElidedLabel(tone="secondary")
        self.apply = Button(
            self.tr("Guardar los cambios"), "primary", icon="check", key="Ctrl+Enter", height=36
        )
        self._lay_out()
        self.show_plan(RevisionFacts((), "", 0))
        self.show_changes("", ())

    def _lay_out(self) -> None:
        title = label(self.tr("Acuerdos en Excel"), "title", semibold=True)
        hint = ElidedLabel(tone="secondary")
        hint.setText(self.tr("Antes de congelar el acta: la hoja sale, se corrige en una mesa y vuelve."))
        head = row(self.back, title, hint, self.out, self.bring, gap=12, margins=(10, 0, 20, 0))
        self.side = frame("card")
        inside = QWidget()
        inside.setLayout(
            column(self._title, self._reason, self._changes, None, gap=8, margins=(16, 12, 16, 12))
        )
        self.side.setLayout(column(upright(QScrollArea(), inside), gap=0, margins=(1, 1, 1, 1)))
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(self.table, 1)
        self._body.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(strip("bar", head, 47))
        whole.addLayout(column(self.message, self.progress, gap=6, margins=(20, 8, 20, 0)))
        whole.addLayout(self._body, 1)
        keys = label(self.tr("Espacio usa una fila o la deja fuera"), "caption", tone="secondary")
        foot = row(self._words, keys, self.apply, gap=16, margins=(20, 6, 20, 6))
        whole.addWidget(strip("foot", foot, 48))

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        side = 16 if compact else 20
        self._body.setContentsMargins(side, 12, side, 12)
        self._body.setSpacing(12)
        self._body.setDirection(
            QBoxLayout.Direction.TopToBottom if tiny else QBoxLayout.Direction.LeftToRight
        )
        wide = theme.px(280 if compact else WIDTH)
        self.side.setMaximumWidth(16_777_215 if tiny else wide)
        self.side.setMinimumWidth(0 if tiny else wide)

    # wiring

    def begin(self, presenter: RevisionPresenter) -> None:
        """Connect the gestures to their presenter."""
        self.presenter = presenter
        self.back.clicked.connect(self.leave)
        self.out.clicked.connect(lambda: self.ask_save(presenter.save))
        self.bring.clicked.connect(lambda: self.ask_open(presenter.bring))
        self.table.selected.connect(presenter.select)
        self.table.chosen.connect(presenter.toggle)
        self.apply.clicked.connect(presenter.apply)
        QShortcut(QKeySequence("Esc"), self, self.leave)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, presenter.apply)
        join_tab_order(self.out, self.bring, self.table, self.apply, self.back)

    def _ask_open(self, chosen: Callable[[Path], None]) -> None:
        open_file(
            self, self.tr("Traer la hoja editada"), self.tr("Excel (*.xlsx)"), chosen, folders.documents()
        )

    def _ask_save(self, chosen: Callable[[Path], None]) -> None:
        save_file(self, self.tr("Guardar la hoja"), self.tr("Excel (*.xlsx)"), "acuerdos.xlsx", chosen)

    def page(self) -> QWidget:
        return self

    def opened(self, _argument: str) -> None:
        (self.table if self.table.rows() else self.bring).setFocus()

    def on_changed(self, changes: frozenset[str]) -> None:
        self.presenter.on_changed(changes)

    def leave(self) -> None:
        """Back to Acuerdos."""
        self._context.open("agreements", "")

    # facts

    def show_plan(self, facts: RevisionFacts) -> None:
        self.table.set_rows(facts.rows)
        self._words.setText(facts.words)
        self.apply.setEnabled(facts.ready > 0)
        some = self.tr("Guardar 1 fila") if facts.ready == 1 else self.tr("Guardar {0} filas")
        self.apply.set_words(some.format(facts.ready) if facts.ready else self.tr("Guardar los cambios"))
        if facts.rows and self.bring.hasFocus():
            self.table.setFocus()

    def show_changes(self, title: str, changes: tuple[ChangeFacts, ...], reason: str = "") -> None:
        self._reason.warn(reason)
        self._title.setText(title or self.tr("Qué cambia"))
        old, new = theme.colour("secondary").name(), theme.colour("text").name()
        parts = [
            f'<p style="margin:0 0 10px 0"><b>{escape(one.title)}</b><br/>'
            + (f'<s style="color:{old}">{escape(one.before)}</s><br/>' if one.before else "")
            + f'<span style="color:{new}">{escape(one.after) or self.tr("(vacío)")}</span></p>'
            for one in changes
        ]
        self._changes.setText("".join(parts) or self.tr("Elija una fila para ver lo de antes y lo de ahora."))

    def show_message(self, kind: BannerKind, words: str) -> None:
        self.message.tell(kind, words)

    def show_working(self, words: str) -> None:
        self.message.clear()
        self.progress.begin(words)

    def show_idle(self) -> None:
        self.progress.end()

    def toast(self, words: str, inverse: Callable[[], None] | None) -> None:
        self._context.toast(words, inverse)
