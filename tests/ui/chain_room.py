"""A window on the cacao chain and the store under it, driven as a person does."""

import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import chains
from alianza_desktop.services.chain_view import ActivityView, ChainView
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery
from alianza_desktop.ui.chains.canvas import Canvas
from alianza_desktop.ui.chains.screen import ChainsScreen
from alianza_desktop.ui.main_window import MainWindow
from tests.builders import World

NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


class Room:
    """A window on the cacao chain, and the store under it."""

    def __init__(self, database: Database, made: World, clock: FixedClock) -> None:
        self.database, self.made, self.clock = database, made, clock
        self.window = self.open()

    def open(self) -> MainWindow:
        window = gallery.opened(self.database, self.made.workshop, self.clock)
        window.resize(1366, 690)
        window.show()
        window.activateWindow()
        window.open("chains", "")
        settle()
        return window

    def reopen(self) -> None:
        """Close the window and open another one, as the next day."""
        self.screen._keep.stop()
        self.screen.presenter.keep()
        self.close()
        self.window = self.open()

    def close(self) -> None:
        self.window.close()
        shiboken6.delete(self.window)

    @property
    def screen(self) -> ChainsScreen:
        page = self.window.current().page()
        assert isinstance(page, ChainsScreen)
        return page

    @property
    def canvas(self) -> Canvas:
        return self.screen.canvas

    @property
    def stored(self) -> ChainView:
        """What the store holds."""
        with self.database.reading() as session:
            row = chains.listing(session, self.made.workshop)[0]
            return chains.view(session, row.id)

    @property
    def shown(self) -> ChainView:
        chain = self.screen.presenter.chain
        assert chain is not None
        return chain

    def named(self, name: str) -> ActivityView:
        return next(one for one in self.stored.activities if one.name == name)

    @property
    def names(self) -> list[str]:
        return [one.name for one in self.stored.activities]

    def spot(self, record_id: str) -> QPoint:
        """Return the middle of a card in the viewport."""
        return self.canvas.mapFromScene(self.canvas.chain.cards[record_id].box.center())

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focused, key, held)
        settle()

    def write(self, text: str) -> None:
        """Type; signs beyond ASCII as an input method sends them."""
        for sign in text:
            if sign.isascii():
                QTest.keyClicks(self.focused, sign)
            else:
                event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, NONE, sign)
                QApplication.sendEvent(self.focused, event)

    @property
    def focused(self) -> QWidget:
        widget = self.window.focusWidget()
        assert widget is not None
        return widget

    def choose(self, name: str) -> ActivityView:
        one = self.named(name)
        QTest.mouseClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, NONE, self.spot(one.id))
        assert self.screen.presenter.selected == one.id
        return one

    def drag(self, start: QPoint, end: QPoint) -> None:
        view = self.canvas.viewport()
        QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, start)
        for step in range(1, 6):
            QTest.mouseMove(view, start + (end - start) * step / 5)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, end)
        settle()


def settle() -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for _ in range(3):
        app.processEvents()
