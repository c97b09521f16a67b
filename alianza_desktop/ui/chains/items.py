"""What the canvas is made of. Items only paint: what they show is handed to them, the scene decides the rest.

Colours are asked of the theme at each repaint; the view asks for one when the palette changes.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from alianza_desktop.services.chain_plan import HEADER_HEIGHT, Box
from alianza_desktop.services.chain_view import ActivityView
from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.chains import ink
from alianza_desktop.ui.row import sector_codes
from alianza_desktop.ui.widgets import paint, sector_mark

RING: Final = 2
"""Pixels between a card and its ring, and of the ring."""
PORT: Final = 24
BAND, EDGES, CARDS, LIVE = -10.0, 0.0, 1.0, 2.0
"""Depths: columns, flows, cards, what is being dragged."""

_FRAME: Final = ("surface", "control")


class ChainItem(QGraphicsItem):
    """An item that stands for a record."""

    def __init__(self, record_id: str, depth: float, *, cached: bool = True) -> None:
        super().__init__()
        self.record_id = record_id
        self.chosen = False
        self.target = False
        """A flow that is being drawn would end here."""
        self.setZValue(depth)
        if cached:
            self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def choose(self, *, chosen: bool) -> None:
        if chosen != self.chosen:
            self.chosen = chosen
            self.update()

    def aim(self, *, target: bool) -> None:
        if target != self.target:
            self.target = target
            self.update()

    @property
    def box(self) -> QRectF:
        """Where it is in the drawing, without its ring."""
        return QRectF()


class CardItem(ChainItem):
    """An activity, a support of the whole chain or a note."""

    def __init__(self, box: Box, activity: ActivityView) -> None:
        super().__init__(box.id, CARDS)
        self._wide, self._high = box.width, box.height
        self.activity = activity
        self.setPos(box.x, box.y)
        self._tell()

    def show_card(self, box: Box, activity: ActivityView) -> None:
        """Show what it is now, where it is now."""
        if (box.width, box.height) != (self._wide, self._high):
            self.prepareGeometryChange()
            self._wide, self._high = box.width, box.height
        if (box.x, box.y) != (self.x(), self.y()):
            self.setPos(box.x, box.y)
        if activity != self.activity:
            self.activity = activity
            self._tell()
            self.update()

    def _tell(self) -> None:
        self.setToolTip(_plain(self.activity.name))

    @property
    def box(self) -> QRectF:
        return QRectF(self.x(), self.y(), self._wide, self._high)

    def boundingRect(self) -> QRectF:
        room = RING + 4
        return QRectF(-room, -room, self._wide + 2 * room, self._high + 2 * room)

    def shape(self) -> QPainterPath:
        made = QPainterPath()
        made.addRect(QRectF(0, 0, self._wide, self._high))
        return made

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        area = QRectF(0, 0, self._wide, self._high)
        self._frame(painter, area)
        if option.levelOfDetailFromTransform(painter.worldTransform()) < ink.LEGIBLE:
            self._far(painter, area)
        elif self.activity.kind == "support":
            self._support(painter, area)
        else:
            self._near(painter, area)

    def _frame(self, painter: QPainter, area: QRectF) -> None:
        note = self.activity.kind == "note"
        fill = theme.colour("warning_fill" if note else "surface")
        border = theme.colour(
            "primary" if self.chosen or self.target else "warning_text" if note else "control"
        )
        paint.box(painter, area, fill=fill, border=border, width=2 if self.target else 1)
        if self.chosen:
            thick = 4 if theme.name() == "proyector" else 2
            room = RING + thick
            paint.box(
                painter,
                area.adjusted(-room, -room, room, room),
                fill=None,
                border=theme.colour("focus"),
                width=thick,
                radius=6,
            )

    def _far(self, painter: QPainter, area: QRectF) -> None:
        """From afar a bar stands for the title; sectors keep their shape."""
        bar = (
            QRectF(12, 16, area.width() - 48, 8)
            if area.height() > 50
            else QRectF(32, 16, area.width() - 64, 8)
        )
        painter.fillRect(bar, theme.colour("line"))
        left = 12.0
        top = area.height() - 28 if area.height() > 50 else 12
        for sector in _sectors(self.activity):
            sector_mark.draw(painter, sector, QRectF(left, top, 16, 16))
            left += 24
        if self.activity.gaps and area.height() > 50:
            icons.paint(painter, "flag", QRectF(area.right() - 32, top, 18, 18), theme.colour("warning"))

    def _support(self, painter: QPainter, area: QRectF) -> None:
        left = 11.0
        for sector in _sectors(self.activity)[:2]:
            sector_mark.draw(painter, sector, QRectF(left, area.center().y() - 5, 10, 10))
            left += 16
        right = self._counts(painter, area.right() - 9, area.center().y())
        words = ink.lines(self.activity.name, int(right - left - 4), 1)
        self._title(
            painter, QRectF(left + 2, 0, right - left, area.height()), words, Qt.AlignmentFlag.AlignVCenter
        )

    def _near(self, painter: QPainter, area: QRectF) -> None:
        inner = area.adjusted(10, 7, -9, -6)
        note = self.activity.kind == "note"
        both = bool(self.activity.gaps and self.activity.agreements)
        last = int(inner.width()) - 32 if both else 0
        words = ink.lines(self.activity.name, int(inner.width()), 3 if note else 2, last)
        self._title(painter, inner, words, Qt.AlignmentFlag.AlignTop)
        if note:
            return
        middle = area.bottom() - 16.5
        if both:  # commitments over the brechas, so that the codes of the sectors keep their room
            self._count(painter, "checklist", len(self.activity.agreements), inner.right(), middle - 21)
            right = self._count(painter, "flag", len(self.activity.gaps), inner.right(), middle)
        else:
            right = self._counts(painter, inner.right(), middle)
        _marks(painter, _sectors(self.activity), inner.left(), middle, right - 4)

    def _title(self, painter: QPainter, area: QRectF, words: Sequence[str], align: Qt.AlignmentFlag) -> None:
        painter.setFont(ink.font(ink.TITLE))
        painter.setPen(theme.colour("warning_text" if self.activity.kind == "note" else "text"))
        top = area.top()
        if align == Qt.AlignmentFlag.AlignVCenter:
            top = area.center().y() - 9.5
        for line in words:
            spot = QRectF(area.left(), top, area.width() + 2, 20)
            painter.drawText(spot, paint.LEFT | paint.SINGLE_LINE, line)
            top += 19

    def _counts(self, painter: QPainter, right: float, middle: float) -> float:
        """Draw brechas, then commitments before them; return where they begin."""
        right = self._count(painter, "flag", len(self.activity.gaps), right, middle)
        return self._count(painter, "checklist", len(self.activity.agreements), right, middle)

    def _count(self, painter: QPainter, icon: str, count: int, right: float, middle: float) -> float:
        """Draw an icon with its number, ending at the right; nothing for none."""
        if not count:
            return right
        words, token = str(count), "warning" if icon == "flag" else "secondary"
        wide = ink.width(words, ink.CODE, semibold=True)
        _word(painter, right - wide, middle, words, wide, token)
        icons.paint(painter, icon, QRectF(right - wide - 17, middle - 7, 14, 14), theme.colour(token))
        return right - wide - 24


def _sectors(activity: ActivityView) -> tuple[str, ...]:
    """Return the sectors that take part, each once, in the order of its actors."""
    return tuple(dict.fromkeys(one.sector for one in activity.actors if one.sector in sector_codes()))


def _marks(painter: QPainter, sectors: Sequence[str], left: float, middle: float, right: float) -> None:
    """Draw shape and code of each sector; the codes go when there is no room for all."""
    codes = sector_codes()
    wide = sum(25 + ink.width(codes[one], ink.CODE, semibold=True) for one in sectors) - 8
    with_codes = left + wide <= right
    for sector in sectors:
        sector_mark.draw(painter, sector, QRectF(left, middle - 5, 10, 10))
        left += 14
        if with_codes:
            space = ink.width(codes[sector], ink.CODE, semibold=True)
            _word(painter, left, middle, codes[sector], space, "text")
            left += space + 9
        else:
            left += 4


def _word(painter: QPainter, left: float, middle: float, words: str, wide: float, token: str) -> None:
    painter.setFont(ink.font(ink.CODE, semibold=True))
    painter.setPen(theme.colour(token))
    painter.drawText(QRectF(left, middle - 9, wide + 4, 18), paint.LEFT | paint.SINGLE_LINE, words)


def _plain(words: str) -> str:
    """Return a text as a tooltip: never read as markup, never wider than a screen."""
    from html import escape

    return f"<p>{escape(words[:2000])}</p>" if words else ""


class ColumnItem(ChainItem):
    """A stage: a band and its name at the top."""

    def __init__(self, box: Box, name: str, number: int) -> None:
        super().__init__(box.id, BAND)
        self._area = QRectF(0, 0, box.width, box.height)
        self._name, self._number = name, number
        self.setPos(box.x, box.y)
        self.setToolTip(_plain(name))

    def show_column(self, box: Box, name: str, number: int) -> None:
        area = QRectF(0, 0, box.width, box.height)
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area
        if (box.x, box.y) != (self.x(), self.y()):
            self.setPos(box.x, box.y)
        if (name, number) != (self._name, self._number):
            self._name, self._number = name, number
            self.setToolTip(_plain(name))
            self.update()

    @property
    def box(self) -> QRectF:
        return self._area.translated(self.pos())

    @property
    def header(self) -> QRectF:
        """Where its name is, in the drawing."""
        return QRectF(self.x(), self.y(), self._area.width(), HEADER_HEIGHT)

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        projected = theme.name() == "proyector"
        painter.fillRect(self._area, theme.colour("surface" if self._number % 2 else "ground"))
        head = QRectF(0, 0, self._area.width(), HEADER_HEIGHT)
        if self.target:
            painter.fillRect(self._area, theme.colour("tint"))
        elif self.chosen:
            painter.fillRect(head, theme.colour("tint"))
        line = theme.colour("line")
        painter.fillRect(QRectF(0, HEADER_HEIGHT, head.width(), 1), line)
        if projected and self._number:
            painter.fillRect(QRectF(0, 0, 1, self._area.height()), line)
        if self.chosen:
            thick = 4 if projected else 2
            paint.box(painter, head, fill=None, border=theme.colour("focus"), width=thick, radius=2)
        if option.levelOfDetailFromTransform(painter.worldTransform()) < ink.LEGIBLE / 1.6:
            return
        painter.setFont(ink.font(ink.HEADER, semibold=True))
        painter.setPen(theme.colour("text"))
        _line(painter, head.adjusted(18, 0, -10, 0), self._name, ink.font(ink.HEADER, semibold=True))


def _line(painter: QPainter, area: QRectF, words: str, letters: QFont) -> None:
    from PySide6.QtGui import QFontMetricsF

    short = " ".join(words[: ink.LONGEST].split())
    shown = QFontMetricsF(letters).elidedText(short, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, paint.LEFT | paint.SINGLE_LINE, shown)


class SupportLane(ChainItem):
    """«Apoyo a toda la cadena»: a band under the columns."""

    def __init__(self, box: Box, words: str) -> None:
        super().__init__(box.id, BAND)
        self._area, self._words = QRectF(0, 0, box.width, box.height), words
        self.setPos(box.x, box.y)

    def show_lane(self, box: Box) -> None:
        area = QRectF(0, 0, box.width, box.height)
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area
        if (box.x, box.y) != (self.x(), self.y()):
            self.setPos(box.x, box.y)

    @property
    def box(self) -> QRectF:
        return self._area.translated(self.pos())

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.fillRect(self._area, theme.colour("tint" if self.target else "raised"))
        for top in (0.0, self._area.height() - 1):
            painter.fillRect(QRectF(0, top, self._area.width(), 1), theme.colour("line"))
        if option.levelOfDetailFromTransform(painter.worldTransform()) >= ink.LEGIBLE / 1.6:
            painter.setFont(ink.font(ink.HEADER, semibold=True))
            painter.setPen(theme.colour("text"))
            _line(painter, QRectF(18, 4, 400, 26), self._words, ink.font(ink.HEADER, semibold=True))


class PortItem(ChainItem):
    """The «+» beside the selected card: pressed it makes the next step, dragged it draws a flow."""

    def __init__(self) -> None:
        super().__init__("", LIVE, cached=False)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setToolTip("Pulse para el paso siguiente; arrastre hasta otra tarjeta para conectarla")
        self.hide()

    @property
    def box(self) -> QRectF:
        return QRectF(self.x(), self.y(), PORT, PORT)

    def boundingRect(self) -> QRectF:
        return QRectF(-1, -1, PORT + 6 + ink.width("Tab", ink.CODE) + 14, PORT + 2)

    def shape(self) -> QPainterPath:
        made = QPainterPath()
        made.addRect(QRectF(0, 0, PORT, PORT))
        return made

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        area = QRectF(0, 0, PORT, PORT)
        paint.box(painter, area, fill=theme.colour("surface"), border=theme.colour("primary"), width=1.4)
        icons.paint(painter, "plus", area.adjusted(4, 4, -4, -4), theme.colour("primary"))
        wide = ink.width("Tab", ink.CODE) + 10
        cap = QRectF(PORT + 6, 2, wide, PORT - 4)
        paint.box(painter, cap, fill=theme.colour("raised"), border=theme.colour("line"), radius=3)
        painter.setFont(ink.font(ink.CODE))
        painter.setPen(theme.colour("secondary"))
        painter.drawText(cap, paint.CENTRE, "Tab")
