"""Under the canvas: what the lines and marks mean, the keys, and the map."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from alianza_desktop.core import catalogs
from alianza_desktop.ui import theme
from alianza_desktop.ui.chains import ink
from alianza_desktop.ui.chains.minimap import SIZE, Minimap
from alianza_desktop.ui.widgets import paint, sector_mark
from alianza_desktop.ui.widgets.key_cap import KeyCap
from alianza_desktop.ui.widgets.labels import label, row

KEYS = (
    ("Tab", "paso siguiente"),
    ("Ctrl+Intro", "paso paralelo"),
    ("Intro", "renombrar"),
    ("F6", "salir del lienzo"),
    ("C", "conectar"),
    ("Supr", "quitar"),
)


class SectorLine(QWidget):
    """A sector's mark and name, and the line of the flows that leave it."""

    def __init__(self, sector: str, name: str) -> None:
        super().__init__()
        self._sector, self._name = sector, name
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._words() + 44, theme.px(20))

    def _words(self) -> int:
        return 20 + theme.px(90)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            middle, left = self.height() / 2, self._words()
            sector_mark.draw(painter, self._sector, QRectF(0, middle - 5, 10, 10))
            area = QRectF(19, 0, left - 22, self.height())
            paint.text(painter, area, self._name, theme.font("caption"), theme.colour("secondary"))
            painter.setPen(ink.pen(self._sector, theme.colour("secondary")))
            painter.drawLine(QLineF(QPointF(left, middle), QPointF(left + 40, middle)))


class Legend(QFrame):
    """One band; what does not fit in a narrow window is not shown."""

    _compact = False

    def __init__(self, minimap: Minimap) -> None:
        super().__init__()
        self._map = minimap
        self._said = label("", "caption", tone="secondary", wrap=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._sectors, self._keys = QWidget(), QWidget()
        grid = QGridLayout(self._sectors)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        for number, one in enumerate(catalogs.sectors()):
            grid.addWidget(SectorLine(one.code, one.name.partition(" o ")[0]), number % 2, number // 2)
        caps = QGridLayout(self._keys)
        caps.setContentsMargins(0, 0, 0, 0)
        caps.setHorizontalSpacing(6)
        caps.setVerticalSpacing(6)
        for number, (key, words) in enumerate(KEYS):
            place = 2 * (number % 3), number // 3
            caps.addWidget(KeyCap(key), place[1], place[0], Qt.AlignmentFlag.AlignRight)
            caps.addWidget(label(words, "caption", tone="secondary"), place[1], place[0] + 1)
        self.setLayout(
            row(self._sectors, 16, self._keys, self._said, None, self._map, gap=0, margins=(18, 6, 12, 8))
        )
        self.say("")

    def say(self, words: str) -> None:
        """Say what the keys do just now; nothing shows the usual ones."""
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self._fit_parts()

    def fit(self, *, compact: bool, tiny: bool) -> None:
        self._compact = compact
        self.setVisible(not tiny)
        self._fit_parts()

    def _fit_parts(self) -> None:
        """Show the map, then the sectors, then the keys, as far as there is room."""
        room = self.width() - 30
        shown = {self._map: not self._compact, self._sectors: True, self._keys: not self._said.text()}
        for part, wanted in shown.items():
            need = part.sizeHint().width() + 16 if part is not self._map else SIZE.width()
            part.setVisible(wanted and need <= room)
            room -= need if wanted and need <= room else 0

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_parts()
