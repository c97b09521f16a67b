"""A list of the directory with the panel of whoever is chosen, and the page that compares two."""

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from alianza_desktop.services.record_history import Change
from alianza_desktop.ui.cells import Column
from alianza_desktop.ui.context import Context
from alianza_desktop.ui.directory.merge_page import MergePage
from alianza_desktop.ui.directory.merging import Comparison, MergePresenter
from alianza_desktop.ui.directory.panel import Panel
from alianza_desktop.ui.directory.presenter import Card, DirectoryPresenter, Kind, Listing
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import Field, join_tab_order
from alianza_desktop.ui.widgets.labels import ElidedLabel, column, label, row
from alianza_desktop.ui.widgets.progress import ProgressStrip
from alianza_desktop.ui.widgets.table import Table

_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WAIT_MS: Final = 60
"""After the last key the list is looked for."""


class SearchLine(Field):
    """The line of search: the arrow goes down to what it found."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)


class DirectoryScreen(QWidget):
    """Master and detail; what is different is in its two heirs."""

    presenter: DirectoryPresenter
    merging: MergePresenter

    def __init__(
        self, context: Context, columns: tuple[Column, ...], title: str, panel: Panel, merge: MergePage
    ) -> None:
        super().__init__()
        self.context, self.panel, self.merge = context, panel, merge
        self._compact = self._tiny = False
        self._wanted = ""
        self.title = label(title, "title", semibold=True)
        self._total = ElidedLabel(tone="secondary")
        self.search = SearchLine(self.tr("Buscar"), height=32, icon="search")
        self.duplicates = Button("", icon="copy")
        self.duplicates.hide()
        self.message = Banner(height=36)
        self.progress = ProgressStrip()
        self.table = Table(columns, title, row_height=48)
        self.pages = QStackedWidget()
        self.list_page = QWidget()
        self.empty_page = QWidget()
        self.below = QStackedWidget()
        self._typing = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self.panel.setParent(self)

    # layout

    def lay_out(self, *actions: QWidget, above: QWidget | None = None) -> None:
        """Put the list together; `actions` stand at the right of the heading, `above` over the table."""
        self._heading = row(self.title, self._total, None, self.duplicates, *actions, gap=8)
        self._heading.setStretchFactor(self._total, 10)
        self._box = QVBoxLayout(self.list_page)
        self._box.addLayout(self._heading)
        if above is not None:
            self._box.addWidget(above)
        self._box.addWidget(self.search)
        self._box.addWidget(self.message)
        self._box.addWidget(self.progress)
        self.below.addWidget(self.table)
        self.below.addWidget(self.empty_page)
        self._box.addWidget(self.below, 1)
        self.pages.addWidget(self.list_page)
        self.pages.addWidget(self.merge)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addWidget(self.pages)
        self.panel.raise_()
        join_tab_order(self.search, self.table)

    def show_empty(self, words: str, more: str, *buttons: Button) -> None:
        """Say what to do when there is nobody, with one action."""
        said = label(words, "emphasis", semibold=True, wrap=True)
        note = label(more, tone="secondary", wrap=True)
        for one in (said, note):
            one.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box = column(None, said, note, row(None, *buttons, None), None, gap=12, margins=(24, 0, 24, 0))
        self.empty_page.setLayout(box)

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        self._compact, self._tiny = compact, tiny
        side = 16 if compact else 20
        self._box.setContentsMargins(side, 6 if compact else 7, side, 12)
        self._box.setSpacing(6 if compact else 8)
        self._total.setVisible(not tiny)
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

    def begin(self, kind: Kind, specs: tuple[FieldSpec, ...], noun: str) -> None:
        """Make the presenters and connect the intentions."""
        jobs = self.context.jobs(self)
        self.presenter = DirectoryPresenter(self, jobs, kind, self.context.workshop_id)
        self.merging = MergePresenter(self, jobs, kind, specs, noun)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(lambda: self.presenter.search(self.search.text()))
        self.search.returnPressed.connect(self._found)
        self.search.down.connect(self._into_table)
        self.table.chosen.connect(self.open_card)
        self.table.clicked.connect(lambda _index: self.show_card_of(self.table.current_key()))
        self.table.selected.connect(self._selected)
        self.duplicates.clicked.connect(self.review)
        self._connect_panel()
        self.merge.same.connect(self.merging.same)
        self.merge.different.connect(self.merging.different)
        self.merge.later.connect(self.merging.later)
        self.merge.back.connect(self.leave)
        for key, call in self.keys().items():
            QShortcut(QKeySequence(key), self, call)
        self.presenter.load()

    def _connect_panel(self) -> None:
        self.panel.changed.connect(self.presenter.changed)
        self.panel.closed.connect(self.close_card)
        self.panel.separated.connect(self.presenter.separate)
        self.panel.link.connect(self._follow)
        self.panel.history_shown.connect(lambda shown: self.presenter.historic(shown=shown))

    def keys(self) -> dict[str, Callable[[], None]]:
        """Return what the keys of this screen do."""
        return {"Esc": self.escape, "Ctrl+D": self.review}

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        """Come here with nothing, the id of somebody, or words to look for."""
        if _ID.fullmatch(argument):
            self.leave()
            self.show_card_of(argument)
            self._wanted = argument
            self.table.select_key(argument)
        elif argument == "duplicates":
            self.review()
        else:
            if argument:
                self.search.setText(argument)
            self.search.setFocus()

    def on_changed(self, changes: frozenset[str]) -> None:
        self.presenter.on_changed(changes)

    # intentions

    def _found(self) -> None:
        """Enter in the line of search: the first one that it found."""
        self._typing.stop()
        self.presenter.search(self.search.text())
        rows = self.table.rows()
        if rows:
            self.open_card(rows[0].key)

    def _into_table(self) -> None:
        if self.table.rows():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _selected(self, key: str) -> None:
        if key and not self.panel.isHidden() and key != self.presenter.record_id:
            self.show_card_of(key)

    def show_card_of(self, key: str) -> None:
        """Show a card and leave the keyboard where it is."""
        if key:
            self.panel.flush()
            self.presenter.open(key)

    def open_card(self, key: str) -> None:
        """Enter: show a card, with the keyboard in it."""
        self.table.select_key(key)
        self.show_card_of(key)
        self.panel.focus_form()

    def close_card(self) -> None:
        """Nothing that was typed is thrown away."""
        if not self.panel.isHidden():
            self.panel.flush()
            self.presenter.close()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> None:
        """Esc: the comparison, then the panel, then the words of the search."""
        if self.pages.currentWidget() is self.merge:
            self.leave()
        elif not self.panel.isHidden():
            self.close_card()
        else:
            self.search.clear()
            self.search.setFocus()

    def review(self) -> None:
        """Look at who is probably twice."""
        self.close_card()
        self.merging.begin()

    def compare_chosen(self) -> None:
        """Compare the two rows that are chosen."""
        keys = self.table.selected_keys()
        if len(keys) == 2:
            self.close_card()
            self.merging.compare(*keys)

    def _follow(self, link: str) -> None:
        kind, _, record_id = link.partition(":")
        self.panel.flush()
        self.context.open(kind, record_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button on a row: what can be done with it."""
        if self.table.has_row_at(event.globalPos()):
            self.row_menu().popup(event.globalPos())

    def row_menu(self) -> QMenu:
        """Return what can be done with the chosen rows."""
        menu, keys = QMenu(self), self.table.selected_keys()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Abrir la ficha\tIntro")).triggered.connect(
            lambda: self.open_card(self.table.current_key())
        )
        compare = menu.addAction(self.tr("Comparar las dos"))
        compare.setEnabled(len(keys) == 2)
        compare.setToolTip(self.tr("Elija dos filas con Ctrl"))
        compare.triggered.connect(self.compare_chosen)
        menu.addAction(self.tr("Copiar\tCtrl+C")).triggered.connect(self.table.copy)
        return menu

    # what the presenters show

    def show_listing(self, found: Listing) -> None:
        self.table.set_rows(found.rows)
        self.table.set_empty("" if found.empty else self.tr("Nadie coincide con lo escrito."))
        self.below.setCurrentWidget(self.empty_page if found.empty else self.table)
        self._total.set_text("" if found.empty else found.words)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.table.select_key(wanted)

    def show_duplicates(self, count: int) -> None:
        words = self.tr("{count} posible duplicado") if count == 1 else self.tr("{count} posibles duplicados")
        self.duplicates.set_words(words.format(count=count), key="Ctrl+D")
        self.duplicates.setVisible(bool(count))

    def show_card(self, card: Card) -> None:
        self.panel.show_card(card)
        self._place()

    def hide_card(self) -> None:
        self.panel.hide()
        self._place()

    def show_history(self, changes: tuple[Change, ...]) -> None:
        self.panel.show_history(changes)

    def show_fault(self, key: str, words: str) -> None:
        self.panel.form.show_fault(key, words)

    def show_message(self, kind: str, words: str) -> None:
        if words:
            self.message.tell(
                "error" if kind == "error" else "warning" if kind == "warning" else "success", words
            )
        else:
            self.message.clear()

    def toast(self, words: str, inverse: Callable[[], None] | None) -> None:
        self.context.toast(words, inverse)

    def typing(self) -> frozenset[str]:
        return self.panel.typing()

    def show_comparison(self, found: Comparison) -> None:
        self.pages.setCurrentWidget(self.merge)
        self.merge.show_comparison(found)

    def leave(self) -> None:
        """Back to the list."""
        if self.pages.currentWidget() is self.merge:
            self.pages.setCurrentWidget(self.list_page)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
