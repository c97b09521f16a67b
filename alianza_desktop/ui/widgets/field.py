"""Fields: a line of text, a choice, a consent box. Stock widgets underneath, so screen readers know them."""

from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QWidget

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.widgets import paint
from alianza_desktop.ui.widgets.pasting import TextLine


class Field(TextLine):
    """A line of text, 36 px high in forms."""

    def __init__(
        self, placeholder: str = "", *, height: int = 36, size: theme.TextSize = "body", icon: str = ""
    ) -> None:
        super().__init__()
        self._height, self._icon = height, icon
        self.setPlaceholderText(placeholder)
        self.setProperty("type", size)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_height(self, height: int) -> None:
        self._height = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(90), theme.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._icon:
            side = 20 if self._height >= 44 else 16
            box = QRectF(
                self.width() - side - (20 if side == 20 else 14), (self.height() - side) / 2, side, side
            )
            with QPainter(self) as painter:
                icons.paint(painter, self._icon, box, theme.colour("secondary"))


class Choice(QComboBox):
    """A drop-down; an item may have a number that is shown in semibold before its words."""

    def __init__(self, *, height: int = 36) -> None:
        super().__init__()
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(12)

    def set_items(self, items: list[tuple[str, str, str]], chosen: str) -> None:
        """Show `(value, number, words)`; the list says `number · words`."""
        self.blockSignals(True)
        self.clear()
        for value, number, words in items:
            self.addItem(f"{number}   {words}" if number else words, (value, number, words))
        index = next((i for i, item in enumerate(items) if item[0] == chosen), 0)
        self.setCurrentIndex(index if items else -1)
        self.blockSignals(False)
        self.update()

    def value(self) -> str:
        data = self.currentData()
        return str(data[0]) if data else ""

    def choose(self, value: str) -> None:
        for index in range(self.count()):
            if self.itemData(index)[0] == value:
                self.setCurrentIndex(index)

    def set_height(self, height: int) -> None:
        self._height = height
        self.updateGeometry()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form; passing over a choice must not change it."""
        event.ignore()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(90), theme.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            area = QRectF(self.rect())
            focused = self.hasFocus()
            ring = 4 if theme.name() == "proyector" else 2
            border = theme.colour("focus" if focused else "control")
            paint.box(
                painter, area, fill=theme.colour("surface"), border=border, width=ring if focused else 1
            )
            icons.paint(
                painter,
                "chevron-down",
                QRectF(area.right() - 27, area.center().y() - 8, 16, 16),
                theme.colour("text"),
            )
            data = self.currentData()
            if not data:
                return
            left = 11.0
            ink = theme.colour("text")
            if data[1]:
                number = QRectF(left, 0, 60, area.height())
                left += paint.text(painter, number, data[1], theme.font(semibold=True), ink) + 8
            paint.text(
                painter, QRectF(left, 0, area.width() - left - 34, area.height()), data[2], theme.font(), ink
            )


def draw_box(painter: QPainter, check: QCheckBox, square: QRectF) -> None:
    """Draw the square of a check box, with its tick and its focus."""
    on, focused = check.isChecked(), check.hasFocus()
    border = theme.colour("focus" if focused else "primary" if on else "control")
    fill = theme.colour("primary" if on else "surface")
    if on and focused:  # a ring of the same colour would not be seen: a gap parts them
        paint.box(painter, square, fill=theme.colour("surface"), border=border, width=2, radius=3)
        paint.box(painter, square.adjusted(3, 3, -3, -3), fill=fill, border=None, radius=2)
    else:
        paint.box(painter, square, fill=fill, border=border, width=2 if focused else 1, radius=3)
    if on:
        icons.paint(painter, "check", square.adjusted(2, 2, -2, -2), theme.colour("on_primary"))


class CheckField(QCheckBox):
    """Yes or no, with its words; as high as the fields beside it."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = theme.px(18) + 10 + paint.width(self.text(), theme.font())
        return QSize(round(wide) + 1, theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(90), theme.px(36))

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            side = theme.px(18)
            draw_box(painter, self, QRectF(0, (self.height() - side) / 2, side, side))
            area = QRectF(side + 10, 0, self.width() - side - 10, self.height())
            ink = theme.colour("text" if self.isEnabled() else "disabled")
            paint.text(painter, area, self.text(), theme.font(), ink)


class ConsentBox(QCheckBox):
    """A box that is never ticked beforehand: its key, its sentence and what happens when it stays empty."""

    answered = Signal()

    def __init__(self, key: str, sentence: str, note: str) -> None:
        super().__init__(sentence)
        self._key, self._note = key, note
        self.setAccessibleName(f"{sentence} ({key})")
        self.setAccessibleDescription(note)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(lambda _on: self.answered.emit())

    def sizeHint(self) -> QSize:
        wide = 28 + paint.key_cap_width(self._key) + 10 + paint.width(self.text(), theme.font())
        return QSize(round(wide + 12 + paint.width(self._note, theme.font("caption"))), theme.px(26))

    def minimumSizeHint(self) -> QSize:
        wide = 28 + paint.key_cap_width(self._key) + 10 + paint.width(self.text(), theme.font())
        return QSize(round(wide) + 1, theme.px(26))

    def hitButton(self, pos: object) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            middle = self.height() / 2
            draw_box(painter, self, QRectF(0, middle - 9, 18, 18))
            left = 28 + paint.key_cap(painter, 28, middle, self._key) + 10
            area = QRectF(left, 0, self.width() - left, self.height())
            left += paint.text(painter, area, self.text(), theme.font(), theme.colour("text")) + 10
            area = QRectF(left, 0, max(0, self.width() - left), self.height())
            paint.text(painter, area, self._note, theme.font("caption"), theme.colour("secondary"))


def join_tab_order(*widgets: QWidget) -> None:
    """Make Tab follow the reading order."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
