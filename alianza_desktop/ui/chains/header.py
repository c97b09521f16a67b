"""The line over the canvas: which chain, how it is seen, undo, lock and zoom."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLineEdit, QMenu, QSizePolicy, QStackedWidget, QWidget

from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.labels import ElidedLabel, label, row

Names = tuple[tuple[str, str], ...]


class _NameField(Field):
    """The name of the chain, written in its place."""

    cancelled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)


class Header(QFrame):
    """Says what a person wants of the whole chain."""

    renamed = Signal(str)
    chain_chosen = Signal(str)
    new_requested = Signal()
    page_chosen = Signal(str)
    lock_requested = Signal()
    zoom_requested = Signal(int)
    """1 in, -1 out, 0 all of it or back."""
    undo_requested = Signal()
    redo_requested = Signal()
    tidy_requested = Signal()
    export_requested = Signal(str)
    folder_requested = Signal()
    details_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "bar")
        self._names: Names = ()
        self._current = ""
        self.title = ElidedLabel("title", semibold=True)
        self._field = _NameField(self.tr("Nombre de la cadena"), height=32, size="emphasis")
        self._field.setAccessibleName(self.tr("Nombre de la cadena"))
        self._name = QStackedWidget()
        self._words = ElidedLabel(tone="secondary")
        self._gaps = label("", tone="warning")
        self.more = Button(self.tr("Cadena"), icon="chevron-down")
        self.canvas = Button(self.tr("Cadena"))
        self.list = Button(self.tr("Lista"))
        self.undo = self._small("arrow-back-up", self.tr("Deshacer (Ctrl+Z)"))
        self.redo = self._small("arrow-forward-up", self.tr("Rehacer (Ctrl+Mayús+Z)"))
        self.lock = Button(self.tr("Posiciones fijas"), icon="lock-open", key="L")
        self.out = self._small("minus", self.tr("Alejar"))
        self.zoom = Button("100 %", wide=64)
        self.into = self._small("plus", self.tr("Acercar"))
        self.details = Button(self.tr("Ficha"), icon="note")
        self._menu = QMenu(self)
        self._lay_out()
        self._wire()

    def _small(self, icon: str, name: str) -> Button:
        made = Button("", icon=icon)
        made.setAccessibleName(name)
        made.setToolTip(name)
        return made

    def _lay_out(self) -> None:
        for part in (self.title, self._field):
            self._name.addWidget(part)
        self._name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.more.set_words("", icon="chevron-down")
        self.more.setAccessibleName(self.tr("Más de la cadena"))
        self.more.setToolTip(self.tr("Otra cadena, cambiar el nombre, exportar"))
        group = QButtonGroup(self)
        group.setExclusive(True)
        for page in (self.canvas, self.list):
            page.setCheckable(True)
            group.addButton(page)
        self.canvas.setChecked(True)
        self.lock.setCheckable(True)
        self.zoom.setToolTip(self.tr("Ver toda la cadena, o volver a 100 % (Inicio)"))
        pages = row(self.canvas, self.list, gap=2)
        zoom = row(self.out, self.zoom, self.into, gap=2)
        history = row(self.undo, self.redo, gap=2)
        self._counts = QWidget()
        self._counts.setLayout(row(self._words, self._gaps, gap=5))
        self._line = row(
            self._name, self.more, self._counts, None, pages, history, self.lock, zoom, self.details,
            gap=12, margins=(20, 7, 12, 7),
        )  # fmt: skip
        self._line.setStretchFactor(self._name, 10)  # as wide as their words, which are shortened last
        self._line.setStretchFactor(self._counts, 10)
        self.setLayout(self._line)

    def _wire(self) -> None:
        self.canvas.clicked.connect(lambda: self.page_chosen.emit("canvas"))
        self.list.clicked.connect(lambda: self.page_chosen.emit("list"))
        self.lock.clicked.connect(self.lock_requested)
        self.out.clicked.connect(lambda: self.zoom_requested.emit(-1))
        self.into.clicked.connect(lambda: self.zoom_requested.emit(1))
        self.zoom.clicked.connect(lambda: self.zoom_requested.emit(0))
        self.undo.clicked.connect(self.undo_requested)
        self.redo.clicked.connect(self.redo_requested)
        self.details.clicked.connect(self.details_requested)
        self.more.clicked.connect(self._open_menu)
        self._field.editingFinished.connect(self._written)
        self._field.cancelled.connect(self._leave)
        self.title.mouseDoubleClickEvent = lambda _event: self.rename()  # type: ignore[method-assign]

    # what it shows

    def show_chain(self, title: str, words: str, gaps: str) -> None:
        self.title.set_text(title)
        self._words.set_text(f"{words} ·" if gaps else words)
        self._gaps.setText(gaps)
        self._gaps.setVisible(bool(gaps))
        self._words.ensurePolished()  # its font is of the style sheet
        metrics = self._words.fontMetrics()
        wide = metrics.horizontalAdvance(self._words.accessibleName()) + 4
        self._words.setMaximumWidth(wide)
        self._gaps.ensurePolished()
        self._counts.setMaximumWidth(max(60, wide + 5 + self._gaps.sizeHint().width()))
        self._size_name()

    def _size_name(self) -> None:
        self.title.ensurePolished()
        wide = self.title.fontMetrics().horizontalAdvance(self.title.accessibleName()) + 8
        least = self._name.minimumSizeHint().width()
        self._name.setMaximumWidth(max(least, min(wide, 420) if self._name.currentIndex() == 0 else 420))

    def show_chains(self, names: Names, current: str) -> None:
        self._names, self._current = names, current

    def show_zoom(self, zoom: float) -> None:
        words = f"{round(zoom * 100)} %"
        if words != self.zoom.text():
            self.zoom.set_words(words)
            self.zoom.setAccessibleName(self.tr("Acercamiento {zoom}: ver todo o volver").format(zoom=words))

    def show_locked(self, *, locked: bool) -> None:
        self.lock.setChecked(locked)
        self.lock.set_words(self.tr("Posiciones fijas"), icon="lock" if locked else "lock-open")

    def show_page(self, page: str) -> None:
        (self.list if page == "list" else self.canvas).setChecked(True)
        for part in (self.lock, self.out, self.zoom, self.into):
            part.setEnabled(page == "canvas")

    def show_history(self, *, undo: str, redo: str) -> None:
        """Say what would be undone and redone; nothing disables the button."""
        for part, words, name in (
            (self.undo, undo, self.tr("Deshacer: {words} (Ctrl+Z)")),
            (self.redo, redo, self.tr("Rehacer: {words} (Ctrl+Mayús+Z)")),
        ):
            part.setEnabled(bool(words))
            part.setToolTip(name.format(words=words.lower()) if words else "")

    # the name

    def rename(self) -> None:
        """Write the name in its place."""
        self._field.setText(self.title.accessibleName())
        self._name.setCurrentIndex(1)
        self._size_name()
        self._field.setFocus()
        self._field.selectAll()

    def _written(self) -> None:
        if self._name.currentIndex() == 1:
            text = self._field.text()
            self._leave()
            self.renamed.emit(text)

    def _leave(self) -> None:
        self._name.setCurrentIndex(0)
        self._size_name()

    @property
    def field(self) -> QLineEdit:
        return self._field

    # the menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Return the menu as it is now."""
        menu = self._menu
        menu.clear()
        if len(self._names) > 1:
            for key, words in self._names:
                action = menu.addAction(words.replace("&", "&&")[:80] or self.tr("Sin nombre"))
                action.setCheckable(True)
                action.setChecked(key == self._current)
                action.triggered.connect(lambda _on=False, key=key: self.chain_chosen.emit(key))
            menu.addSeparator()
        menu.addAction(self.tr("Cadena nueva…")).triggered.connect(self.new_requested)
        menu.addAction(self.tr("Cambiar el nombre"), self.rename)
        menu.addAction(self.tr("Ordenar las tarjetas\tCtrl+L")).triggered.connect(self.tidy_requested)
        menu.addSeparator()
        menu.addAction(self.tr("Exportar como SVG…"), lambda: self.export_requested.emit("svg"))
        menu.addAction(self.tr("Exportar como PDF…"), lambda: self.export_requested.emit("pdf"))
        menu.addAction(self.tr("Abrir carpeta")).triggered.connect(self.folder_requested)
        return menu

    def fit(self, *, compact: bool, tiny: bool) -> None:
        self._counts.setVisible(not compact)
        self.details.setVisible(compact)
        self.lock.set_words("" if compact else self.tr("Posiciones fijas"))
        self.lock.setAccessibleName(self.tr("Posiciones fijas (L)"))
        self.lock.setToolTip(self.tr("Las tarjetas no se mueven por accidente (L)"))
        for part in (self.out, self.into):
            part.setVisible(not tiny)
        self._size_name()
        self._line.setSpacing(6 if compact else 12)
        self._line.setContentsMargins(16 if compact else 20, 7, 12, 7)
