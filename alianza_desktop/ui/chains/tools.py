"""The tools at the left: each makes one thing, and «Mover» turns the mouse into a hand."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.widgets import paint
from alianza_desktop.ui.widgets.labels import column

WIDE = 64


class Tool(QAbstractButton):
    """An icon over its word."""

    def __init__(self, words: str, icon: str, tip: str, *, checkable: bool = False) -> None:
        super().__init__()
        self._icon = icon
        self.setText(words)
        self.setCheckable(checkable)
        self.setAccessibleName(f"{words}: {tip}")
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return QSize(max(56, round(paint.width(self.text(), theme.font("caption"))) + 8), 28 + theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            area = QRectF(self.rect())
            on = self.isChecked() or self.isDown()
            if on or (self.underMouse() and self.isEnabled()):
                paint.box(painter, area, fill=theme.colour("tint" if on else "raised"), border=None)
            if self.hasFocus():
                paint.box(painter, area, fill=None, border=theme.colour("focus"), width=2)
            ink = theme.colour("disabled" if not self.isEnabled() else "primary" if on else "text")
            icons.paint(painter, self._icon, QRectF(area.center().x() - 10, 6, 20, 20), ink)
            words = theme.colour("text" if self.isEnabled() else "disabled")
            spot = QRectF(0, 26, area.width(), area.height() - 28)
            paint.text(painter, spot, self.text(), theme.font("caption"), words, paint.CENTRE)


class Tools(QFrame):
    """What can be put on the canvas."""

    wanted = Signal(str)
    """`activity`, `stage`, `gap`, `support` or `note`."""
    hand = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "rail")
        self.setAccessibleName(self.tr("Herramientas"))
        made = {
            "activity": Tool(self.tr("Actividad"), "square", self.tr("Una actividad en el eslabón elegido")),
            "stage": Tool(self.tr("Eslabón"), "columns-3", self.tr("Un eslabón después del elegido")),
            "gap": Tool(self.tr("Brecha"), "flag", self.tr("Lo que le falta a la actividad elegida")),
            "support": Tool(self.tr("Apoyo"), "forms", self.tr("Un servicio de apoyo a toda la cadena")),
            "note": Tool(self.tr("Nota"), "note", self.tr("Una nota suelta")),
        }
        self.tools = made
        self.mover = Tool(
            self.tr("Mover"),
            "hand-stop",
            self.tr("Arrastre el lienzo; también con la barra espaciadora"),
            checkable=True,
        )
        for key, tool in made.items():
            tool.clicked.connect(lambda _on=False, key=key: self.wanted.emit(key))
        self.mover.toggled.connect(self.hand)
        self.setLayout(column(*made.values(), self.mover, None, gap=4, margins=(4, 8, 4, 8)))
        self.fit()

    def show_selected(self, kind: str) -> None:
        """A brecha is of the activity that is selected."""
        self.tools["gap"].setEnabled(kind in ("activity", "support"))

    def fit(self) -> None:
        self.setFixedWidth(max(WIDE, max(tool.sizeHint().width() for tool in self.tools.values()) + 9))
