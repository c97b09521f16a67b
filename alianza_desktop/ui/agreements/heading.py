"""The head of Acuerdos: which mesa, who is there, by sector."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.agreements import facts
from alianza_desktop.ui.agreements.facts import Room
from alianza_desktop.ui.row import sector_codes, sector_name
from alianza_desktop.ui.widgets import paint, sector_mark
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import label, row


class Title(QPushButton):
    """The mesa's name; pressing it chooses another one."""

    _CHEVRON = 16

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_words("")

    def show_words(self, words: str) -> None:
        self.setText(words)
        self.setToolTip(words)
        self.setAccessibleName(self.tr("{mesa}. Cambiar de mesa (F3)").format(mesa=words))
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        return theme.font("title", semibold=True)

    def sizeHint(self) -> QSize:
        wide = paint.width(self.text(), self._font()) + 8 + self._CHEVRON + 8 + paint.key_cap_width("F3")
        return QSize(round(wide) + 10, theme.px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            kept = self._CHEVRON + 16 + paint.key_cap_width("F3")
            area = QRectF(0, 0, self.width() - kept, self.height())
            left = paint.text(painter, area, self.text(), self._font(), theme.colour("text")) + 8
            box = QRectF(left, (self.height() - self._CHEVRON) / 2, self._CHEVRON, self._CHEVRON)
            lit = self.underMouse() or self.isDown()
            icons.paint(painter, "chevron-down", box, theme.colour("primary" if lit else "secondary"))
            paint.key_cap(painter, box.right() + 6, self.height() / 2, "F3")


class SectorCounts(QWidget):
    """How many of each sector are at the mesa: its shape, then the number."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: tuple[tuple[str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: tuple[tuple[str, int], ...]) -> None:
        self._counts = counts
        words = ", ".join(f"{sector_name(sector)}: {many}" for sector, many in counts)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def _wide(self, many: int) -> float:
        return 11 + 6 + paint.width(str(many), theme.font(semibold=True)) + 14

    def sizeHint(self) -> QSize:
        return QSize(round(sum(self._wide(many) for _sector, many in self._counts)) + 1, theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        left, high = 0.0, self.height()
        with QPainter(self) as painter:
            for sector, many in self._counts:
                sector_mark.draw(painter, sector, QRectF(left, high / 2 - 5.5, 11, 11))
                area = QRectF(left + 17, 0, 80, high)
                paint.text(painter, area, str(many), theme.font(semibold=True), theme.colour("text"))
                left += self._wide(many)


class Heading(QWidget):
    """48 px: the mesa, «9 de 11 presentes», the sectors."""

    mesa_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = Title()
        self.title.show_words(self.tr("Acuerdos"))
        self._present = label(tone="secondary")
        self._counts = SectorCounts()
        self.project = Button(self.tr("Proyectar"), icon="presentation")
        self.project.setToolTip(self.tr("La sala lee el acuerdo mientras se redacta"))
        self._mesas: tuple[tuple[str, int, str], ...] = ()
        self._plenary: tuple[tuple[str, int, str], ...] = ()
        self._mesa_id = ""
        self.setLayout(row(self.title, self._present, self._counts, None, self.project, gap=16))
        self.title.clicked.connect(self.choose)

    def show_room(self, room: Room) -> None:
        self._mesas, self._mesa_id = room.mesas, room.mesa_id
        self._plenary = (("", 0, facts.PLENARY),) if room.plenary else ()
        self.title.show_words(room.title)
        self._present.setText(facts.present_words(room))
        self._counts.show_counts(
            tuple(
                (sector, room.sectors.get(sector, 0))
                for sector in sector_codes()
                if sector != "society" or room.with_society or room.sectors.get(sector)
            )
        )

    def fit(self, *, tiny: bool) -> None:
        self._counts.setVisible(not tiny)
        self.project.setVisible(not tiny)

    def menu(self) -> QMenu:
        """Return the mesas of the workshop, and the plenaria; their numbers are their keys."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for mesa_id, number, name in (*self._mesas, *self._plenary):
            words = name.replace("&", "&&")
            action = menu.addAction(f"&{number} · {words}" if number < 10 else f"{number} · {words}")
            action.setCheckable(True)
            action.setChecked(mesa_id == self._mesa_id)
            action.triggered.connect(lambda _on=False, mesa_id=mesa_id: self.mesa_chosen.emit(mesa_id))
            if mesa_id == self._mesa_id:
                menu.setActiveAction(action)
        return menu

    def choose(self) -> None:
        """F3: the list of mesas under the title."""
        if self._mesas:
            self.menu().popup(self.title.mapToGlobal(QPoint(0, self.title.height())))
