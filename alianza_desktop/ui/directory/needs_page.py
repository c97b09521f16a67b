"""«Necesidades del territorio»: a line to write them quickly, the list, and the panel of one."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from alianza_desktop.services.record_history import Change
from alianza_desktop.ui import places, theme
from alianza_desktop.ui.cells import TableRow
from alianza_desktop.ui.directory import needs
from alianza_desktop.ui.directory.needs import Board, NeedsPresenter
from alianza_desktop.ui.directory.panel import Panel
from alianza_desktop.ui.directory.presenter import Card
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.field import Choice, Field, join_tab_order
from alianza_desktop.ui.widgets.labels import ElidedLabel, captioned, label, row
from alianza_desktop.ui.widgets.suggest import Suggest
from alianza_desktop.ui.widgets.table import Table

EMPTY = "Escriba la primera necesidad: qué falta · @quién lo dijo"


class NeedsPage(QWidget):
    """The second page of Actores."""

    leave = Signal()
    presenter: NeedsPresenter

    def __init__(self, toast: Callable[[str, Callable[[], None] | None], None]) -> None:
        super().__init__()
        self.toast = toast
        self._compact = False
        self._wanted = ""
        self.territory = Choice(height=36)
        self.other = Field(self.tr("Otro distrito o provincia"))
        self.line = Field(self.tr("Qué se necesita  @quién lo dijo"), height=44, size="emphasis")
        self.line.setAccessibleName(self.tr("Nueva necesidad: qué se necesita, arroba quién lo dijo"))
        self.kind = Choice(height=44)
        self.kind.setAccessibleName(self.tr("Tipo"))
        self.speaker = Field(self.tr("Quién lo dijo"), height=44)
        self.speaker.setAccessibleName(self.tr("Quién lo dijo, para varias seguidas"))
        self.add = Button(self.tr("Añadir"), "primary", key=ENTER, height=44)
        self._understood = ElidedLabel("caption", tone="secondary")
        self.message = Banner(height=36)
        self.table = Table(needs.COLUMNS, self.tr("Necesidades del territorio"), row_height=52)
        self.table.set_empty(self.tr(EMPTY))
        self._total = label(tone="secondary")
        self.panel = Panel(needs.SPECS, self.tr("Ficha de la necesidad"))
        self.panel.setParent(self)
        self._lay_out()

    def _lay_out(self) -> None:
        self.panel.add_page(self.tr("Historial"), self.panel.history_page)
        self.drop = Button(self.tr("Quitar de la lista"), icon="trash")
        self.panel.foot.addWidget(self.drop)
        self.panel.foot.addStretch(1)
        self.kind.set_items([(code, "", words) for code, words in needs.KINDS.items()], "need")
        where = captioned(label(self.tr("Territorio"), "caption", tone="secondary"), self.territory)
        other = captioned(label(self.tr("Ir a otro territorio"), "caption", tone="secondary"), self.other)
        self._places = row(gap=12)
        self._places.addLayout(where, 1)
        self._places.addLayout(other, 1)
        self._line = row(self.line, self.kind, self.speaker, self.add, gap=8)
        for number, share in enumerate((5, 0, 2, 0)):
            self._line.setStretch(number, share)
        self._box = QVBoxLayout()
        self._box.addLayout(self._places)
        self._box.addLayout(self._line)
        self._box.addWidget(self._understood)
        self._box.addWidget(self.message)
        self._box.addWidget(self.table, 1)
        self._box.addWidget(self._total)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addLayout(self._box)
        self.panel.raise_()
        join_tab_order(self.territory, self.other, self.line, self.kind, self.speaker, self.add, self.table)

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        self._compact = compact
        self._box.setSpacing(6 if compact else 8)
        side = 16 if compact else 20
        self._box.setContentsMargins(side, 0, side, 12)
        self.speaker.setVisible(not tiny)
        self.kind.setMinimumWidth(theme.px(130))
        self._understood.setMinimumHeight(theme.px(18))
        self._place()

    def _place(self) -> None:
        self.panel.place_in(self, self._whole, over=self._compact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.panel.flush()

    # wiring

    def begin(self, jobs: Jobs, workshop_id: str) -> None:
        self.presenter = presenter = NeedsPresenter(self, jobs, workshop_id)
        Suggest(self.line, presenter.offered)
        Suggest(self.speaker, presenter.names)
        Suggest(self.other, places.suggestions)
        said_by = self.panel.form.widget("said_by")
        assert isinstance(said_by, QLineEdit)
        Suggest(said_by, presenter.names)
        self.line.textChanged.connect(lambda _text: self._typed())
        self.speaker.textChanged.connect(lambda _text: self._typed())
        for one in (self.line, self.speaker):
            one.returnPressed.connect(self.enter)
        self.add.clicked.connect(self.enter)
        self.other.returnPressed.connect(self._go)
        self.territory.activated.connect(lambda _index: self._chosen())
        self.table.chosen.connect(self._open)
        self.table.clicked.connect(lambda _index: self._show(self.table.current_key()))
        self.table.moved.connect(presenter.move)
        self.panel.changed.connect(presenter.changed)
        self.panel.closed.connect(self.close_panel)
        self.drop.clicked.connect(lambda: presenter.remove(presenter.need_id))
        remove = QShortcut(
            QKeySequence(Qt.Key.Key_Delete), self.table, context=Qt.ShortcutContext.WidgetShortcut
        )
        remove.activated.connect(lambda: presenter.remove(self.table.current_key()))
        QShortcut(
            QKeySequence("Ctrl+T"), self, lambda: presenter.convert(self.table.current_key()),
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )  # fmt: skip

    def _typed(self) -> None:
        self.presenter.typed(self.line.text(), self.speaker.text())

    def enter(self) -> None:
        """Enter in the line or in the field of the speaker."""
        self.presenter.add(self.line.text(), self.kind.value(), self.speaker.text())
        self.line.setFocus()

    def _chosen(self) -> None:
        self.presenter.choose(self.territory.value())

    def _go(self) -> None:
        if self.other.text().strip() and self.presenter.choose(self.other.text()):
            self.other.clear()
            self.line.setFocus()

    def _show(self, key: str) -> None:
        if key:
            self.panel.flush()
            self.presenter.open(key)

    def _open(self, key: str) -> None:
        self._show(key)
        self.panel.show_page(0)
        self.panel.form.focus_field("text")

    def close_panel(self) -> None:
        self.panel.flush()
        self.presenter.close()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> None:
        """Esc: the panel, then the line."""
        if self.panel.isHidden():
            self.line.setFocus()
        else:
            self.close_panel()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.table.has_row_at(event.globalPos()):
            self.row_menu().popup(event.globalPos())

    def row_menu(self) -> QMenu:
        """Return what can be done with the chosen row."""
        key, menu = self.table.current_key(), QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        as_given = self.table.horizontalHeader().sortIndicatorSection() < 0
        for words, call, possible in (
            (self.tr("Abrir la ficha\tIntro"), lambda: self._open(key), True),
            (self.tr("Subir\tCtrl+Arriba"), lambda: self.presenter.move(key, -1), as_given),
            (self.tr("Bajar\tCtrl+Abajo"), lambda: self.presenter.move(key, 1), as_given),
            (self.tr("Necesidad o expectativa\tCtrl+T"), lambda: self.presenter.convert(key), True),
            (self.tr("Quitar de la lista\tSupr"), lambda: self.presenter.remove(key), True),
        ):
            action = menu.addAction(words)
            action.setEnabled(possible)
            action.triggered.connect(lambda _on=False, call=call: call())
        return menu

    # what the presenter shows

    def show_board(self, board: Board, rows: tuple[TableRow, ...]) -> None:
        self.territory.set_items([(code, "", words) for code, words in board.others], board.ubigeo)
        self.table.set_rows(rows)
        self._total.setText(board.words)
        self._typed()

    def show_understood(self, words: str, *, good: bool) -> None:
        self._understood.set_text(words)
        theme.restyle(self._understood, tone="secondary" if good else "warning")

    def clear_line(self) -> None:
        self.line.clear()

    def show_need(self, card: Card) -> None:
        self.panel.show_card(card)
        self._place()

    def hide_need(self) -> None:
        self.panel.hide()
        self._place()

    def show_need_history(self, changes: tuple[Change, ...]) -> None:
        self.panel.show_history(changes)

    def show_need_fault(self, key: str, words: str) -> None:
        self.panel.form.show_fault(key, words)

    def typing_need(self) -> frozenset[str]:
        return self.panel.typing()

    def select_need(self, need_id: str) -> None:
        self.table.select_key(need_id)

    def show_message(self, kind: str, words: str) -> None:
        if words:
            self.message.tell("error" if kind == "error" else "warning", words)
        else:
            self.message.clear()
