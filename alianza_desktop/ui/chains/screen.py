"""Cadena de valor as a picture: header, tools, canvas or list, card, legend; it decides nothing."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from alianza_desktop.core.sentences import said
from alianza_desktop.ui import folders
from alianza_desktop.ui.chains import wiring
from alianza_desktop.ui.chains.canvas import Canvas
from alianza_desktop.ui.chains.commands import Commands
from alianza_desktop.ui.chains.facts import Organ
from alianza_desktop.ui.chains.header import Header
from alianza_desktop.ui.chains.inspector import Inspector
from alianza_desktop.ui.chains.legend import Legend
from alianza_desktop.ui.chains.listing import ChainList
from alianza_desktop.ui.chains.minimap import Minimap
from alianza_desktop.ui.chains.presenter import ChainsPresenter, Look, Names, Page, Shown
from alianza_desktop.ui.chains.templates import Templates
from alianza_desktop.ui.chains.tools import Tools
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.file_dialog import save_file
from alianza_desktop.ui.widgets.labels import column, row

KEEP_MS = 700
"""Where one looks is remembered when it rests this long."""


def open_chains(context: Context) -> Screen:
    """Make the screen with its presenter."""
    screen = ChainsScreen(context.toast)
    presenter = ChainsPresenter(screen, context.jobs(screen), context.workshop_id, context.open)
    screen.begin(presenter)
    presenter.load()
    return screen


class ChainsScreen(QWidget):
    """One chain at a time."""

    presenter: ChainsPresenter

    def __init__(self, toast: Callable[[str, Callable[[], None] | None], None]) -> None:
        super().__init__()
        self.setProperty("keepsUndo", True)  # Ctrl+Z is its own stack's, whatever a toast tells
        self.toast = toast
        self.header, self.tools, self.canvas = Header(), Tools(), Canvas()
        self.list, self.inspector, self.templates = ChainList(), Inspector(), Templates()
        self.legend = Legend(Minimap(self.canvas))
        self._banner = Banner(height=36)
        self._strays = Button("", "flat", icon="alert-triangle", height=28)
        self._strays.hide()
        self._pages, self._whole = QStackedWidget(), QStackedWidget()
        self._compact, self._drawer = False, False
        self._exported: Path | None = None
        self._keep = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._lay_out()

    def _lay_out(self) -> None:
        drawing = QWidget()
        drawing.setLayout(column(self.canvas, self.legend, gap=0))
        self._pages.addWidget(drawing)
        self._pages.addWidget(self.list)
        work = QWidget()
        self._middle = row(self.tools, gap=0)
        self._middle.addLayout(column(self._banner, self._strays, self._pages, gap=0), 1)
        self._middle.addWidget(self.inspector)
        box = QVBoxLayout(work)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addLayout(self._middle, 1)
        self._work = work
        self._whole.addWidget(work)
        self._whole.addWidget(self.templates)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._whole)
        self._whole.setCurrentWidget(work)

    # wiring

    def begin(self, presenter: ChainsPresenter) -> None:
        """Connect the intentions to the presenter."""
        self.presenter = presenter
        self.commands = Commands(presenter.edits.again, self)
        presenter.edits.history = self.commands
        wiring.canvas(self.canvas, presenter)
        wiring.lines(self.list, presenter)
        wiring.inspector(self.inspector, presenter)
        wiring.header(self.header, presenter)
        self._wire_own()
        self.tools.wanted.connect(self._make)
        self.tools.hand.connect(lambda on: self.canvas.set_hand(hand=on))
        self.templates.wanted.connect(presenter.create)
        self.templates.left.connect(presenter.back)
        self._strays.clicked.connect(lambda: self._turn_to("list"))
        self._keep.timeout.connect(presenter.keep)
        self._keys()

    def _wire_own(self) -> None:
        """Intentions that are of the screen itself: pages, panes, files."""
        canvas, header = self.canvas, self.header
        canvas.lock_requested.connect(self._toggle_lock)
        canvas.details_requested.connect(self._open_details)
        canvas.said.connect(self.legend.say)
        canvas.looked.connect(self._looked)
        self.list.details_requested.connect(self._open_details)
        self.inspector.commitment_requested.connect(self._commit)
        self.inspector.closed.connect(self._close_details)
        header.page_chosen.connect(self._turn_to)
        header.lock_requested.connect(self._toggle_lock)
        header.zoom_requested.connect(self._zoom)
        header.export_requested.connect(self._export)
        header.folder_requested.connect(self._open_folder)
        header.details_requested.connect(self._toggle_details)
        self.commands.stack.indexChanged.connect(self._show_history)
        self._show_history(0)

    def _keys(self) -> None:
        keys: dict[str, Callable[[], None]] = {
            "Ctrl+Z": self.presenter.edits.undo,
            "Ctrl+Shift+Z": self.presenter.edits.redo,
            "Ctrl+Y": self.presenter.edits.redo,
            "F6": lambda: self._pane(1),
            "Shift+F6": lambda: self._pane(-1),
        }
        for key, call in keys.items():
            QShortcut(QKeySequence(key), self, call)

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _is_f4(event) and self.presenter.selected:
            event.accept()  # before the window's own F4: here it is born of the activity
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_f4(event):
            self._commit()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        if self._whole.currentWidget() is self.templates:
            self.presenter.back()
        elif self._drawer:
            self._close_details()

    # the window's screen

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        self.presenter.opened(argument)
        if self._whole.currentWidget() is self.templates:
            self.templates.name.setFocus()
        else:
            self._focus_work()

    def on_changed(self, changes: frozenset[str]) -> None:
        self.presenter.on_changed(changes)

    def fit(self, *, compact: bool, tiny: bool) -> None:
        self._compact = compact
        self.header.fit(compact=compact, tiny=tiny)
        self.legend.fit(compact=compact, tiny=tiny)
        self.tools.fit()
        self.templates.fit(compact=compact)
        self.inspector.fit()
        self.list.fit()
        self._place_inspector()

    def _place_inspector(self) -> None:
        """Beside the canvas; in narrow windows a drawer over its right side."""
        if self._compact:
            if self._middle.indexOf(self.inspector) >= 0:
                self._middle.removeWidget(self.inspector)
                self.inspector.setParent(self._work)
            top = self.header.height()
            wide = self.inspector.width()
            self.inspector.setGeometry(
                self._work.width() - wide, top, wide, max(0, self._work.height() - top)
            )
            self.inspector.setVisible(self._drawer)
            self.inspector.raise_()
        else:
            if self._middle.indexOf(self.inspector) < 0:
                self._middle.addWidget(self.inspector)
            self.inspector.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._place_inspector)

    # intentions that need the screen

    def _make(self, kind: str) -> None:
        edits = self.presenter.edits
        self._focus_work()
        if kind == "activity":
            edits.add_activity()
        elif kind == "stage":
            edits.add_stage()
        elif kind == "gap":
            self._open_details()
            self.inspector.focus_gap()
        else:
            edits.add_card(kind)

    def _commit(self) -> None:
        self.inspector.flush()
        self.presenter.commit_to()

    def _toggle_lock(self) -> None:
        locked = not self.canvas.locked
        self.canvas.set_locked(locked=locked)
        self.header.show_locked(locked=locked)
        self.presenter.lock(locked=locked)
        self._keep.start()

    def _zoom(self, step: int) -> None:
        if step:
            self.canvas.step_zoom(step)
        else:
            self.canvas.fit()

    def _turn_to(self, page: Page) -> None:
        self._pages.setCurrentIndex(1 if page == "list" else 0)
        self.header.show_page(page)
        self.presenter.turn_to(page)
        self._keep.start()
        self._focus_work()

    def _looked(self) -> None:
        self.header.show_zoom(self.canvas.zoom)
        if hasattr(self, "presenter"):
            self.presenter.looked(*self.canvas.place())
            self._keep.start()

    def _show_history(self, _steps: int) -> None:
        stack = self.commands.stack
        self.header.show_history(undo=stack.undoText(), redo=stack.redoText())

    # panes

    def _focus_work(self) -> None:
        (self.list if self._pages.currentIndex() else self.canvas).setFocus()

    def _pane(self, step: int) -> None:
        """F6: the canvas or list, the card, the header, the tools, and round again."""
        work: QWidget = self.list if self._pages.currentIndex() else self.canvas
        panes: list[QWidget] = [work, self.inspector, self.header, self.tools]
        focused = self.window().focusWidget()
        inside = [n for n, pane in enumerate(panes) if _holds(pane, focused)]
        here = inside[0] if inside else -1
        for _ in panes:
            here = (here + step) % len(panes)
            if self._enter(panes[here]):
                return

    def _enter(self, pane: QWidget) -> bool:
        """Give the keyboard to a pane; say whether it took it."""
        if pane is self.inspector:
            if not self.presenter.selected:
                return False
            self._open_details()
        elif pane is self.header:
            self.header.more.setFocus(Qt.FocusReason.TabFocusReason)
        elif pane is self.tools:
            self.tools.tools["activity"].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            pane.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _open_details(self, _record: str = "") -> None:
        self._drawer = True
        self._place_inspector()
        self.inspector.title.setFocus(Qt.FocusReason.TabFocusReason)

    def _toggle_details(self) -> None:
        if self._drawer:
            self._close_details()
        else:
            self._open_details()

    def _close_details(self) -> None:
        self.inspector.flush()
        self._drawer = False
        self._place_inspector()
        if not self._compact:
            self.presenter.select("")
        self._focus_work()

    # files

    def _export(self, kind: str) -> None:
        """Ask where, and draw it there."""
        self.inspector.flush()
        name = self.presenter.file_name()
        known = {"svg": self.tr("Dibujo (*.svg)"), "pdf": self.tr("Documento PDF (*.pdf)")}
        title = self.tr("Exportar la cadena")
        save_file(self, title, known[kind], f"{name}.{kind}", lambda path: self.presenter.export(kind, path))

    def exported(self, words: str, path: Path) -> None:
        self._exported = path
        self.toast(words, None)

    def _open_folder(self) -> None:
        """Show the folder of what was exported last."""
        folder = self._exported.parent if self._exported is not None else Path.home()
        if not folders.show(folder):
            self.toast(said("folder-not-shown", folder=folder), None)

    # what the presenter shows

    def show_chain(self, shown: Shown) -> None:
        made = self._whole.currentWidget() is self.templates
        self._whole.setCurrentWidget(self._work)
        if made and self.isVisible():  # a new chain: its first activity is a Tab away
            self._focus_work()
        self.header.show_chain(shown.title, shown.subtitle, shown.gaps)
        self.inspector.show_details(shown.details)
        self.tools.show_selected(shown.details.kind)
        self.canvas.show_chain(shown.view, shown.plan, shown.selected)
        self.canvas.setAccessibleDescription(shown.spoken)
        self.list.show_lines(shown.lines, shown.selected)
        self._strays.setVisible(bool(shown.strays))
        if shown.strays:
            self._strays.set_words(shown.strays)
            self._strays.setToolTip(
                self.tr("Su eslabón se quitó en otro equipo. Véalos en la lista y muévalos.")
            )
        self._keep.start()

    def show_chains(self, names: Names, current: str) -> None:
        self.header.show_chains(names, current)

    def show_templates(self, *, first: bool) -> None:
        self.templates.show_first(first=first)
        self._whole.setCurrentWidget(self.templates)
        if self.isVisible():
            self.templates.name.setFocus()

    def show_look(self, look: Look) -> None:
        self.canvas.set_locked(locked=look.locked)
        self.header.show_locked(locked=look.locked)
        self._pages.setCurrentIndex(1 if look.page == "list" else 0)
        self.header.show_page(look.page)
        self.canvas.go_to(look.zoom, look.x, look.y)

    def show_organs(self, organs: tuple[Organ, ...]) -> None:
        self.inspector.show_organs(organs)

    def write_name(self, record_id: str, name: str, hint: str) -> None:
        if self._pages.currentIndex():
            self.list.write_name(record_id)
        elif self.canvas.writing != record_id:  # a name that was not saved may be still in its editor
            self.canvas.edit(record_id, name, hint)

    def tell(self, kind: str, words: str) -> None:
        if words:
            self.canvas.release()
        if self._whole.currentWidget() is self.templates:
            self.templates.tell(words)
        elif words:
            self._banner.tell("warning" if kind == "warning" else "info", words)
        else:
            self._banner.clear()


def _holds(pane: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (pane is focused or pane.isAncestorOf(focused))


def _is_f4(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F4 and event.modifiers() == Qt.KeyboardModifier.NoModifier
