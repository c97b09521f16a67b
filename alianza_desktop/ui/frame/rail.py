"""The left rail: one exclusive choice, 196 px with words or 56 px with icons only."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.navigation import GROUPS, LATER, PLACES, Place
from alianza_desktop.ui.widgets import paint
from alianza_desktop.ui.widgets.labels import label, row, rule

WIDE, NARROW = 196, 56
LOOSE = 16 * 32 + 40
"""Height that 16 icons need with room between them."""
NEVER, BY_TAB = 0, 1
"""`Qt.FocusPolicy`, for the first frame (`ui.start`)."""


class RailItem(QAbstractButton):
    """An entry: icon, words, a bar at the left when it is where you are."""

    def __init__(self, place: Place, number: int) -> None:
        super().__init__()
        self.place = place
        self.collapsed = False
        self.setCheckable(True)
        self.setEnabled(place.build is not None)
        self.setText(place.words)
        key = f"Ctrl+{number}" if number <= 9 and place.build is not None else ""
        self.setAccessibleName(f"{place.words} ({key})" if key else place.words)
        tip = f"{place.words}   {key}" if place.build is not None else f"{place.words}: {LATER.lower()}"
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("focusPolicy", BY_TAB if place.build is not None else NEVER)

    def sizeHint(self) -> QSize:
        if self.collapsed:  # icons do not grow with the text
            return QSize(NARROW, 28 if self._tight() else 32)
        return QSize(WIDE, theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROW - 1, 24)

    def _tight(self) -> bool:
        return self.window().height() - theme.px(72) < LOOSE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            area = QRectF(self.rect())
            here, built = self.isChecked(), self.isEnabled()
            if here or (self.underMouse() and built):
                paint.fill(painter, area, theme.colour("tint" if here else "raised"))
            if here:
                paint.fill(painter, QRectF(0, 0, 4, area.height()), theme.colour("primary"))
            ink = theme.colour("primary" if here else "secondary" if built else "disabled")
            if not built:
                painter.setOpacity(0.85 if theme.name() != "proyector" else 1)
            side = 20
            left = (NARROW - side) / 2 if self.collapsed else 16
            icons.paint(painter, self.place.icon, QRectF(left, area.center().y() - side / 2, side, side), ink)
            painter.setOpacity(1)
            if not self.collapsed:
                words = theme.colour("text" if built else "disabled")
                space = QRectF(48, 0, area.width() - 56, area.height())
                paint.text(painter, space, self.text(), theme.font(semibold=here), words)
            if self.hasFocus():
                paint.box(
                    painter, area.adjusted(2, 2, -2, -2), fill=None, border=theme.colour("focus"), width=2
                )


class Rail(QFrame):
    """The screens, in groups; the last group at the bottom."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "rail")
        self.setAccessibleName(self.tr("Pantallas"))
        self._items: dict[str, RailItem] = {}
        self._headers: list[QFrame] = []
        self._rules: list[QFrame] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._inside = QWidget()
        self._box = QVBoxLayout(self._inside)
        self._box.setSpacing(0)
        self._box.setContentsMargins(0, 2, 0, 2)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 1, 0)
        self._whole.addWidget(self._inside)
        for number, (name, places) in enumerate(GROUPS):
            self._add_group(number, name, places)
        self.set_collapsed(collapsed=False)

    def _add_group(self, number: int, name: str, places: tuple[Place, ...]) -> None:
        if not name:
            self._box.addStretch(1)
        if number:
            line = QFrame()
            line.setLayout(row(rule(), margins=(12, 3, 12, 4)))
            self._rules.append(line)
            self._box.addWidget(line)
        if name:
            words = label(name, "caption", tone="secondary", semibold=True)
            words.setContentsMargins(16, 2, 0, 2)
            self._headers.append(words)
            self._box.addWidget(words)
        for place in places:
            item = RailItem(place, len(self._items) + 1)
            self._items[place.key] = item
            self._group.addButton(item)
            self._box.addWidget(item)
            item.clicked.connect(lambda _on, key=place.key: self.chosen.emit(key))

    def set_collapsed(self, *, collapsed: bool) -> None:
        for item in self._items.values():
            item.collapsed = collapsed
            item.updateGeometry()
        for header in self._headers:
            header.setVisible(not collapsed)
        for line in self._rules:
            line.setVisible(collapsed)
        self.setFixedWidth(NARROW if collapsed else max(WIDE, theme.px(172)))

    def let_scroll(self) -> None:
        """The first frame is on the screen: from now on larger text may take more room than there is."""
        from alianza_desktop.ui.frame.scrolled import Scrolled

        self._whole.addWidget(Scrolled(self._inside, bars=False))

    def show_place(self, key: str) -> None:
        """Mark where the person is; a page that is not in the rail leaves it at the screen it came from."""
        if key in self._items:
            self._items[key].setChecked(True)

    def key_of(self, number: int) -> str:
        """Return the screen of `Ctrl+number`, or nothing when it is not built."""
        keys = list(self._items)
        key = keys[number - 1] if 0 < number <= len(keys) else ""
        return key if key and PLACES[key].build is not None else ""
