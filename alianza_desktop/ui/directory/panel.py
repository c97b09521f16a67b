"""The panel of whoever is chosen: a head, tabs, and the actions below; a drawer in narrow windows."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from alianza_desktop.core.format_es import day, fold, hour
from alianza_desktop.services.record_history import Change
from alianza_desktop.ui import places, theme
from alianza_desktop.ui.directory.presenter import Card, Section
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import ElidedLabel, column, label, row, rule, strip
from alianza_desktop.ui.widgets.rows import Look, Rows
from alianza_desktop.ui.widgets.scrolling import upright
from alianza_desktop.ui.widgets.sector_mark import SectorMark
from alianza_desktop.ui.widgets.suggest import Suggest

WIDTH: Final = 344
HISTORY: Final = 100
"""Changes shown at most."""
_LOOK: Final = Look(height=44, side=0, lead=30)


class PageArea(QScrollArea):
    """A page as long as it needs to be: lists of any length."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        upright(self, inside)


class Panel(QFrame):
    """`changed(key, value)` as fields are left; `link(kind:id)` for what opens elsewhere."""

    changed = Signal(str, str)
    link = Signal(str)
    separated = Signal(str)
    closed = Signal()
    history_shown = Signal(bool)

    def __init__(self, specs: tuple[FieldSpec, ...], name: str) -> None:
        super().__init__()
        self.setProperty("part", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self._shown = Card(id="", title="")
        self._title = ElidedLabel("emphasis", semibold=True)
        self._subtitle = ElidedLabel("caption", tone="secondary")
        self._mark = SectorMark(named=False)
        self._close = Button("", "flat", icon="x")
        self._close.setAccessibleName(self.tr("Cerrar la ficha (Esc)"))
        self._close.setToolTip(self.tr("Cerrar (Esc)"))
        self._close.clicked.connect(self.closed)
        self._tabs, self._pages = QButtonGroup(self), QStackedWidget()
        self._tabs.setExclusive(True)
        self._tab_row = row(gap=1, margins=(8, 6, 8, 6))
        self.form = Form(specs, columns=2)
        self.form.changed.connect(self.changed)
        self._others = Rows(_LOOK, self.tr("Otros registros que son el mismo"), choosing=True, fit=True)
        self._separate = Button(self.tr("Separar"), height=28)
        self._sections = column(gap=6)
        self._history = column(gap=10)
        self._names: tuple[str, ...] = ()
        self.foot = row(gap=8, margins=(16, 8, 16, 8))
        self._lay_out()
        self._suggest()
        self.hide()

    def _lay_out(self) -> None:
        names = column(self._title, self._subtitle, gap=0)
        head = row(self._mark, names, self._close, gap=8, margins=(16, 4, 8, 4))
        head.setStretch(1, 1)
        self._separate.clicked.connect(lambda: self.separated.emit(self._chosen_other()))
        self._joined = QWidget()
        self._joined.setLayout(
            column(
                label(self.tr("También está registrado como"), "caption", tone="secondary"),
                self._others,
                row(self._separate, None),
                gap=4,
            )
        )
        self._below_form = column(gap=4)
        self.add_page(self.tr("Datos"), self._scrolled(self._joined, self.form, self._below_form))
        self._below_links = column(gap=4)
        self.links_page = self._scrolled(self._sections, self._below_links)
        self.history_page = self._scrolled(self._history)
        below = QFrame()
        below.setProperty("part", "foot")
        below.setLayout(self.foot)
        tabs = QFrame()
        tabs.setProperty("part", "head")
        tabs.setLayout(self._tab_row)
        self.setLayout(column(strip("head", head, 47), tabs, self._pages, below, gap=0, margins=(1, 0, 0, 0)))
        for key, step in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            QShortcut(
                QKeySequence(key), self, lambda step=step: self.step_tab(step),
                context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
            )  # fmt: skip

    def _scrolled(self, *parts: object) -> QScrollArea:
        inside = QWidget()
        content = QVBoxLayout(inside)
        content.setContentsMargins(16, 10, 16, 10)
        content.setSpacing(10)
        for part in parts:
            if isinstance(part, QWidget):
                content.addWidget(part)
            else:
                content.addLayout(part)  # type: ignore[arg-type] # a layout
        content.addStretch(1)
        return PageArea(inside)

    def scrolled(self, *parts: QWidget) -> QScrollArea:
        """Return a page of these parts, which scrolls when they are many."""
        return self._scrolled(*parts)

    def add_page(self, words: str, page: QWidget) -> Button:
        """Add a tab at the right end."""
        tab = Button(words, height=28)
        tab.setCheckable(True)
        tab.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        number = self._pages.addWidget(page)
        self._tabs.addButton(tab, number)
        self._tab_row.addWidget(tab)
        tab.clicked.connect(lambda: self.show_page(number))
        if not number:
            tab.setChecked(True)
        return tab

    def add_below_form(self, *parts: QWidget) -> None:
        """Put something more on the page of the form."""
        for part in parts:
            self._below_form.addWidget(part)

    def add_below_links(self, *parts: QWidget) -> None:
        """Put something more on the page of where it takes part."""
        for part in parts:
            self._below_links.addWidget(part)

    def finish(self, links: str) -> None:
        """Add the last tabs: where it takes part, and its history."""
        self.add_page(links, self.links_page)
        self.add_page(self.tr("Historial"), self.history_page)

    # tabs

    def show_page(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        tab = self._tabs.button(number)
        tab.setChecked(True)
        self.history_shown.emit(self._pages.currentWidget() is self.history_page)

    def show_links(self) -> None:
        """Show where it takes part."""
        self.show_page(self._pages.indexOf(self.links_page))

    def show_history_page(self) -> None:
        self.show_page(self._pages.indexOf(self.history_page))

    def step_tab(self, step: int) -> None:
        """Ctrl+PgUp and Ctrl+PgDown."""
        self.show_page((self._pages.currentIndex() + step) % self._pages.count())
        self._tabs.button(self._pages.currentIndex()).setFocus()

    # facts

    def show_card(self, card: Card) -> None:
        """Show a card; the field that is being typed in keeps what is typed."""
        other = card.id != self._shown.id
        if other:
            self.form.clear_faults()
            for page in self._pages.findChildren(PageArea):
                page.verticalScrollBar().setValue(0)
        fresh = other or card.values != self._shown.values or card.notes != self._shown.notes
        self._shown, self._names = card, card.names
        self._title.set_text(card.title)
        self._subtitle.set_text(card.subtitle)
        self._mark.show_sector(card.sector)
        if fresh:
            self.form.show_values(card.values)
            for key, words in card.notes.items():
                self.form.show_note(key, words)
        self._others.set_rows(card.others)
        self._others.select(0)
        self._joined.setVisible(bool(card.others))
        self._show_sections(card.sections)
        self.show()

    def _show_sections(self, sections: tuple[Section, ...]) -> None:
        _empty(self._sections)
        for one in sections:
            self._sections.addWidget(label(one.title, semibold=True, wrap=True))
            if not one.rows:
                self._sections.addWidget(label(one.empty, "caption", tone="secondary", wrap=True))
            else:
                rows = Rows(_LOOK, one.title, choosing=any(part.key for part in one.rows), fit=True)
                rows.set_rows(tuple(map(_marked, one.rows)))
                rows.chosen.connect(self.link)
                self._sections.addWidget(rows)

    def show_history(self, changes: tuple[Change, ...]) -> None:
        """Say who changed what, the newest first."""
        _empty(self._history)
        if not changes:
            self._history.addWidget(label(self.tr("Sin cambios todavía."), tone="secondary"))
        for number, one in enumerate(changes[:HISTORY]):
            if number:
                self._history.addWidget(rule(part="thin"))
            when = f"{day(one.at[:10])} {hour(one.at)}"
            who = " · ".join(filter(None, (one.who, when, one.device)))
            words = "\n".join(one.words)
            self._history.addLayout(
                column(label(words, wrap=True), label(who, "caption", tone="secondary", wrap=True), gap=2)
            )
        if len(changes) > HISTORY:
            more = self.tr("Y {count} cambios anteriores.").format(count=len(changes) - HISTORY)
            self._history.addWidget(label(more, "caption", tone="secondary"))

    def shown_id(self) -> str:
        return self._shown.id

    def typing(self) -> frozenset[str]:
        """Return the fields whose text is not what was shown."""
        return frozenset(
            key for key, value in self.form.values().items() if value != self._shown.values.get(key, "")
        )

    def flush(self) -> None:
        """Tell what is being typed now."""
        self.form.pending()

    def focus_form(self) -> None:
        """Go to the first field that is still empty."""
        self.show_page(0)
        self.form.focus_first()

    def place_in(self, page: QWidget, whole: QVBoxLayout, *, over: bool) -> None:
        """Stand at the right of a page: beside what it lays out, or over it when there is little room."""
        shown = not self.isHidden()
        wide = min(self.wanted_width(), page.width())
        whole.setContentsMargins(0, 0, wide if shown and not over else 0, 0)
        self.setGeometry(page.width() - wide, 0, wide, page.height())
        if shown:
            self.raise_()

    def wanted_width(self) -> int:
        return theme.px(WIDTH)

    def _chosen_other(self) -> str:
        return self._others.current_key()

    def _suggest(self) -> None:
        """Offer organisations and places while their names are written."""
        for key, find in (("organization", self._organizations), ("place", places.suggestions)):
            try:
                line = self.form.widget(key)
            except KeyError:
                continue
            assert isinstance(line, QLineEdit)
            Suggest(line, find)

    def _organizations(self, text: str) -> list[str]:
        return matching(self._names, text)


def matching(names: tuple[str, ...], text: str) -> list[str]:
    """Return the names that have every word that was typed, at most eight."""
    words = fold(text).split()
    return [one for one in names if all(word in fold(one) for word in words)][:8] if words else []


def _marked(one: Row) -> Row:
    """Show by a chevron that a row opens something."""
    return replace(one, state="more") if one.key else one


def _empty(box: QVBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout):
            _empty(inner)
            inner.deleteLater()
