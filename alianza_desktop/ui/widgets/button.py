"""The one button of the program, in three kinds, with its icon and the key that does the same."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.widgets import paint

Kind = Literal["primary", "secondary", "flat"]
ENTER, LEFT, RIGHT = "⏎", "←", "→"
"""Shown as icons: the signs are missing from Noto Sans."""
_SIGNS = {ENTER: "corner-down-left", LEFT: "arrow-left", RIGHT: "arrow-right"}

_ICON = 16
_GAP = 8


class Button(QPushButton):
    """A push button: primary (one per screen), secondary or flat; painted, so that its key hint fits."""

    def __init__(
        self,
        words: str,
        kind: Kind = "secondary",
        *,
        icon: str = "",
        key: str = "",
        cap: bool = False,
        height: int = 0,
        wide: int = 0,
        yields: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`yields`: where there is no room it shows no key, and then only its icon."""
        super().__init__(words, parent)
        self._kind, self._icon, self._key, self._cap = kind, icon, key, cap
        self._height = height or (36 if kind == "primary" else 32)
        self._wide, self._yields = wide, yields
        across = QSizePolicy.Policy.Preferred if yields else QSizePolicy.Policy.Minimum
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self._name()

    def set_words(self, words: str, *, icon: str = "", key: str | None = None) -> None:
        """Change what it says: after a change of state the button itself is the message."""
        self.setText(words)
        self._icon = icon or self._icon
        self._key = self._key if key is None else key
        self._name()
        self.updateGeometry()

    def set_wide(self, wide: int) -> None:
        """Change its least width."""
        self._wide = wide
        self.updateGeometry()

    def _name(self) -> None:
        names = {ENTER: self.tr("Intro"), LEFT: self.tr("Izquierda"), RIGHT: self.tr("Derecha")}
        spoken = names.get(self._key, self._key)
        self.setAccessibleName(f"{self.text()} ({spoken})" if spoken else self.text())
        if self._yields:
            self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        padding = {"primary": 16, "secondary": 12, "flat": 8}[self._kind]
        return QSize(max(round(self._content() + 2 * padding + 1), self._wide), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        wide = _ICON + 2 * _GAP if self._yields else hint.width()
        return QSize(wide, max(hint.height(), 24))

    def enterEvent(self, event: QEnterEvent) -> None:
        from PySide6.QtCore import Qt

        self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, as people expect (Qt's own is only Space outside dialogs)."""
        from PySide6.QtCore import Qt

        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _content(self) -> float:
        return self._width_of(self.text(), self._key_width())

    def _width_of(self, words: str, key: float) -> float:
        wide = paint.width(words, self._font())
        wide += _ICON + _GAP if self._icon and words else _ICON if self._icon else 0
        return wide + key

    def _shown(self) -> tuple[str, str, float]:
        """Return the words and the key that there is room for, and how wide they are."""
        room, words = self.width() - _GAP, self.text()
        if not self._yields or self._content() <= room:
            return words, self._key, self._content()
        words = words if self._width_of(words, 0) <= room else ""
        return words, "", self._width_of(words, 0)

    def _font(self) -> QFont:
        return theme.font(semibold=self._kind == "primary")

    def _key_width(self) -> float:
        if not self._key:
            return 0
        if self._key in _SIGNS:
            return _GAP + 12
        return _GAP + (
            paint.key_cap_width(self._key) if self._cap else paint.width(self._key, theme.font("caption"))
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            ink, faint = self._colours()
            self._ground(painter)
            words, key, wide = self._shown()
            left = (self.width() - wide) / 2
            middle = self.height() / 2
            if self._icon:
                icons.paint(painter, self._icon, QRectF(left, middle - _ICON / 2, _ICON, _ICON), ink)
                left += _ICON + _GAP
            area = QRectF(left, 0, self.width() - left, self.height())
            left += paint.text(painter, area, words, self._font(), ink) + _GAP
            if key in _SIGNS:
                icons.paint(painter, _SIGNS[key], QRectF(left, middle - 6, 12, 12), faint)
            elif key and self._cap:
                paint.key_cap(painter, left, middle, key, "secondary" if self.isEnabled() else "disabled")
            elif key:
                area = QRectF(left, 0, self.width() - left, self.height())
                paint.text(painter, area, key, theme.font("caption"), faint)

    def _colours(self) -> tuple[QColor, QColor]:
        if not self.isEnabled():
            return theme.colour("disabled"), theme.colour("disabled")
        if self._kind == "primary":
            return theme.colour("on_primary"), theme.colour("on_primary")
        ink = theme.colour("primary" if self._kind == "flat" else "text")
        return ink, theme.colour("secondary")

    def _ground(self, painter: QPainter) -> None:
        area = QRectF(self.rect())
        pressed = self.isDown() or self.isChecked()
        if self._kind == "flat":
            if pressed or self.underMouse():
                paint.box(painter, area, fill=theme.colour("tint"), border=None)
        elif self._kind == "primary" and self.isEnabled():
            fill = theme.colour("primary")
            paint.box(painter, area, fill=fill.darker(112) if pressed else fill, border=None)
        else:
            fill = theme.colour("tint" if pressed or (self.underMouse() and self.isEnabled()) else "surface")
            border = theme.colour("control" if self.isEnabled() else "line")
            paint.box(painter, area, fill=fill, border=border)
