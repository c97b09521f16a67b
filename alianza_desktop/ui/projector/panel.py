"""What the operator has of the projector: what the room sees, what is shown, its state and its screen.

It lies over the window like the search, never modal: Esc closes it and nothing of the room changes.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from alianza_desktop.ui import theme
from alianza_desktop.ui.projector.contents import ARROWS
from alianza_desktop.ui.projector.presenter import Controls
from alianza_desktop.ui.widgets import paint
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import CheckField, Choice
from alianza_desktop.ui.widgets.labels import captioned, column, label, row, strip
from alianza_desktop.ui.widgets.scrolling import upright
from alianza_desktop.ui.widgets.state_chip import ChipKind, StateChip

if TYPE_CHECKING:
    from collections.abc import Callable

FROZEN: Final = QColor("#F5C518")
"""The yellow frame: only the operator sees it."""
STATES: Final[dict[str, tuple[ChipKind, str]]] = {
    "off": ("neutral", "presentation"), "live": ("success", "presentation"),
    "frozen": ("warning", "snowflake"), "black": ("neutral", "eye-off"),
    "logo": ("neutral", "eye-off"), "lost": ("warning", "alert-triangle"),
}  # fmt: skip
NARROW: Final = 700
"""Pixels under which one column is left."""


class Preview(QWidget):
    """What the room sees, small; framed in yellow while it is frozen."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._state = "off"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: QPixmap, state: str, spoken: str) -> None:
        self._picture, self._state = picture, state
        self.setAccessibleName(self.tr("Lo que ve la sala: {words}").format(words=spoken))
        self.update()

    @property
    def picture(self) -> QPixmap:
        return self._picture

    def sizeHint(self) -> QSize:
        return QSize(336, 192)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            framed(painter, QRectF(self.rect()), self._picture, self._state, 5)
            if self._state in ("off", "lost"):
                words = self.tr("Así se verá en la sala")
                wide = paint.width(words, theme.font("caption")) + 16
                area = QRectF(8, self.height() - theme.px(20) - 8, wide, theme.px(20))
                paint.box(painter, area, fill=theme.colour("raised"), border=theme.colour("control"))
                paint.text(painter, area, words, theme.font("caption"), theme.colour("text"), paint.CENTRE)


def framed(painter: QPainter, area: QRectF, picture: QPixmap, state: str, thick: float) -> None:
    """Draw the room's picture with a line round it; thick and yellow while it is frozen."""
    frozen = state == "frozen"
    inner = area.adjusted(thick, thick, -thick, -thick)
    if not picture.isNull():
        size = QSize(picture.size()).scaled(inner.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        inner = QRectF(inner.left(), inner.top(), size.width(), size.height())
        area = inner.adjusted(-thick, -thick, thick, thick)
    painter.fillRect(area, FROZEN if frozen else theme.colour("raised"))
    if not picture.isNull():
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(inner, picture, QRectF(picture.rect()))
    line = theme.colour("text" if frozen else "control")
    paint.box(painter, area, fill=None, border=line, radius=2)
    if frozen:
        paint.box(painter, inner.adjusted(-1, -1, 1, 1), fill=None, border=line, radius=0)


class Panel(QFrame):
    """Emits what the operator wants; shows it by `show_controls` and `preview`."""

    acted = Signal(str)
    """`toggle`, `freeze`, `black`, `logo` or `screen`."""
    turned = Signal(int)
    alone = Signal(bool)
    chosen = Signal(str)
    pointed = Signal(str)
    dressed = Signal(str)
    screen_chosen = Signal(str)
    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._back: QWidget | None = None
        self.setProperty("part", "popup")
        self.setAccessibleName(self.tr("Proyector"))
        self.state = StateChip("neutral", "presentation", "")
        self.preview = Preview()
        self.what, self.arrow, self.palette_choice, self.display = Choice(), Choice(), Choice(), Choice()
        self.main = Button(self.tr("Encender"), "primary", icon="presentation", key="F8")
        self.freeze = Button(self.tr("Congelar"), icon="snowflake", key="F9", height=36)
        self.black = Button(self.tr("Negro"), icon="eye-off", key="Mayús+F9", height=36)
        self.logo = Button(self.tr("Logo"), height=36)
        self.other = Button(self.tr("Cambiar de pantalla"), icon="refresh", height=36)
        self.before = Button("", icon="chevron-left")
        self.after = Button("", icon="chevron-right")
        self.page = label(tone="secondary")
        self.auto = CheckField(self.tr("Pasar páginas cada 15 s"))
        self._close = Button("", "flat", icon="x")
        self._words = label(size="caption", tone="secondary", wrap=True)
        window.installEventFilter(self)
        self._name_buttons()
        self._lay_out()
        self._connect()
        self.hide()

    def _name_buttons(self) -> None:
        for button, words in (
            (self.before, self.tr("Página anterior (Re Pág)")),
            (self.after, self.tr("Página siguiente (Av Pág)")),
            (self._close, self.tr("Cerrar este panel (Esc)")),
        ):
            button.setAccessibleName(words)
            button.setToolTip(words)
        for button in (self.freeze, self.black, self.logo):
            button.setCheckable(True)

    def _lay_out(self) -> None:
        title = label(self.tr("Proyector"), "emphasis", semibold=True)
        head = row(title, self.state, None, self._close, gap=12, margins=(16, 0, 8, 0))
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setContentsMargins(16, 16, 16, 16)
        self._sides.setSpacing(20)
        turning = row(self.before, self.page, self.after, None, gap=8)
        self._sides.addLayout(column(self.preview, turning, self.auto, self._words, None, gap=10))
        self._sides.addLayout(self._controls(), 1)
        inside = QWidget()
        inside.setLayout(self._sides)
        self._area = upright(QScrollArea(), inside)  # only larger text needs it
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(strip("head", head, 43))
        box.addWidget(self._area, 1)

    def _controls(self) -> QVBoxLayout:
        acts = QGridLayout()
        acts.setSpacing(8)
        acts.addWidget(self.main, 0, 0)
        acts.addWidget(self.freeze, 0, 1)
        acts.addWidget(self.black, 1, 0)
        acts.addWidget(self.logo, 1, 1)
        self._arrow_field = QWidget()
        pointing = captioned(_caption(self.tr("Flecha del letrero")), self.arrow)
        pointing.setContentsMargins(0, 0, 0, 0)
        self._arrow_field.setLayout(pointing)
        return column(
            captioned(_caption(self.tr("Qué se muestra")), self.what),
            self._arrow_field,
            acts,
            captioned(_caption(self.tr("En qué pantalla")), self.display),
            row(self.other, None),
            captioned(_caption(self.tr("Colores de la sala")), self.palette_choice),
            None,
            gap=10,
        )

    def _connect(self) -> None:
        acts = ((self.main, "toggle"), (self.freeze, "freeze"), (self.black, "black"), (self.logo, "logo"))
        for button, act in (*acts, (self.other, "screen")):
            button.clicked.connect(lambda _on=False, act=act: self.acted.emit(act))
        self.before.clicked.connect(lambda: self.turned.emit(-1))
        self.after.clicked.connect(lambda: self.turned.emit(1))
        self.auto.toggled.connect(self.alone)
        choices: tuple[tuple[Choice, Callable[[str], None]], ...] = (
            (self.what, self.chosen.emit),
            (self.arrow, self.pointed.emit),
            (self.palette_choice, self.dressed.emit),
            (self.display, self.screen_chosen.emit),
        )
        for choice, tell in choices:
            choice.activated.connect(lambda _index, choice=choice, tell=tell: tell(choice.value()))
        self._close.clicked.connect(self.leave)

    # what is shown

    def show_controls(self, controls: Controls) -> None:
        kind, icon = STATES[controls.state]
        self.state.tell(kind, icon, controls.word)
        on = controls.state not in ("off", "lost")
        self.main.set_words(self.tr("Apagar") if on else self.tr("Encender"))
        for button, state in ((self.freeze, "frozen"), (self.black, "black"), (self.logo, "logo")):
            button.setEnabled(on)
            button.setChecked(controls.state == state)
        self.freeze.set_words(self.tr("Descongelar") if controls.state == "frozen" else self.tr("Congelar"))
        _offer(self.what, controls.choices, controls.what)
        _offer(self.arrow, ARROWS, controls.arrow)
        _offer(self.palette_choice, _palettes(), controls.palette)
        screens = controls.screens if len(controls.screens) > 1 else (("", self.tr("Una ventana aparte")),)
        _offer(self.display, screens, controls.screen)
        self.display.setEnabled(len(screens) > 1)
        self._arrow_field.setVisible(controls.sign)
        self.page.setText(
            self.tr("Página {page} de {pages}").format(page=controls.page, pages=controls.pages)
        )
        self.before.setEnabled(controls.page > 1)
        self.after.setEnabled(controls.page < controls.pages)
        self.auto.blockSignals(True)
        self.auto.setChecked(controls.auto)
        self.auto.blockSignals(False)
        self._words.setText(controls.message)
        self._words.setVisible(bool(controls.message))
        if self.isVisible():
            self.fit()

    # opening and closing

    def toggle(self) -> None:
        """Open under the top bar, or close."""
        if self.isVisible():
            self.leave()
            return
        self._back = self._window.focusWidget()
        self.fit()
        self.show()
        self.raise_()
        self.main.setFocus()

    def fit(self) -> None:
        """Take the room that the window leaves, under the bar at the right."""
        window = self._window
        one = window.width() / theme.scale() < NARROW
        self._sides.setDirection(
            QBoxLayout.Direction.TopToBottom if one else QBoxLayout.Direction.LeftToRight
        )
        wide = min(max(theme.px(400) + 380, 720), window.width() - 32)
        content = self._area.widget()
        assert content is not None
        high = content.sizeHint().height() + theme.px(44) + 4
        self.resize(wide, min(high, window.height() - 80))
        self.move(window.width() - wide - 16, 56)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.fit()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            self.fit()

    def leave(self) -> None:
        self.hide()
        self.left.emit()
        if self._back is not None:
            self._back.setFocus()

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # before the screen below takes it
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif Qt.Key(event.key()) in steps:
            self.turned.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _caption(words: str) -> QLabel:
    return label(words, "caption")


def _palettes() -> tuple[tuple[str, str], ...]:
    names = {"proyector": "Proyector AC: negro sobre blanco", "claro": "Claro", "oscuro": "Oscuro"}
    return tuple(names.items())


def _offer(choice: Choice, items: tuple[tuple[str, str], ...], chosen: str) -> None:
    """Offer these, unless they are offered already: an open list stays open."""
    now = tuple((choice.itemData(one)[0], choice.itemData(one)[2]) for one in range(choice.count()))
    if now != items:
        choice.set_items([(value, "", words) for value, words in items], chosen)
    elif choice.value() != chosen:
        choice.blockSignals(True)
        choice.choose(chosen)
        choice.blockSignals(False)
        choice.update()
