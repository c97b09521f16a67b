"""The first page: a name, a template, and the chain is there."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from alianza_desktop.services import chains
from alianza_desktop.ui import theme
from alianza_desktop.ui.widgets import paint
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.labels import captioned, column, label, row

WORDS: Final = {
    "productive": ("Productiva", "De los insumos al consumo de un producto"),
    "porter": ("De Porter", "Actividades primarias y de apoyo de una entidad"),
    "public": ("Pública", "De los insumos al impacto de un servicio público"),
    "blank": ("En blanco", "Sin eslabones: se añaden uno por uno"),
}


class TemplateCard(QRadioButton):
    """A template: its name, what it is for and its stages."""

    def __init__(self, key: str) -> None:
        super().__init__(WORDS[key][0])
        self.key, self.high = key, 108
        self._note = WORDS[key][1]
        self._stages = chains.TEMPLATES[key].stages
        spoken = ", ".join((*WORDS[key], *self._stages))
        self.setAccessibleName(spoken)
        self.setToolTip(" · ".join(self._stages))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = paint.width(self._note, theme.font("caption"))
        return QSize(round(wide) + 34, theme.px(self.high))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(150), theme.px(self.high))

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            area, on = QRectF(self.rect()), self.isChecked()
            border = theme.colour("focus" if self.hasFocus() else "primary" if on else "control")
            fill = theme.colour("tint" if on else "surface")
            paint.box(painter, area, fill=fill, border=border, width=2 if on or self.hasFocus() else 1)
            inner = area.adjusted(16, 10, -16, -10)
            high = theme.px(22)
            spot = QRectF(inner.left(), inner.top(), inner.width(), high)
            paint.text(painter, spot, self.text(), theme.font(semibold=True), theme.colour("text"))
            spot.translate(0, high)
            paint.text(painter, spot, self._note, theme.font("caption"), theme.colour("secondary"))
            self._draw_stages(painter, QRectF(inner.left(), spot.bottom() + 8, inner.width(), theme.px(28)))

    def _draw_stages(self, painter: QPainter, area: QRectF) -> None:
        """Draw the columns, each with the share of the line that its name asks for."""
        if not self._stages:
            return
        font = theme.font("caption")
        wanted = [paint.width(name, font) + 9 for name in self._stages]
        spare = area.width() - 4 * (len(wanted) - 1) - sum(wanted)
        left = area.left()
        for name, wide in zip(self._stages, wanted, strict=True):
            share = wide + spare / len(wanted) if spare > 0 else wide * (1 + spare / sum(wanted))
            box = QRectF(left, area.top(), share, area.height())
            paint.box(painter, box, fill=theme.colour("raised"), border=theme.colour("line"), radius=3)
            paint.text(painter, box.adjusted(4, 0, -4, 0), name, font, theme.colour("secondary"))
            left += share + 4


class Templates(QScrollArea):
    """Asks for the name and the template of a new chain."""

    wanted = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._title = label(self.tr("Cadena de valor"), "title", semibold=True)
        self._lead = label("", tone="secondary", wrap=True)
        self._banner = Banner(height=36)
        self.name = Field(self.tr("Por ejemplo: Cadena del cacao"), height=44, size="emphasis")
        self.cards = [TemplateCard(key) for key in WORDS]
        self.go = Button(self.tr("Crear cadena"), "primary", icon="plus", key=ENTER)
        self._back = Button(self.tr("Volver a la cadena"), "flat", icon="arrow-back-up", key="Esc")
        self._lay_out()
        self.name.returnPressed.connect(self._create)
        self.go.clicked.connect(self._create)
        self._back.clicked.connect(self.left)

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        for card in self.cards:
            group.addButton(card)
        self.cards[0].setChecked(True)
        caption = label(self.tr("Nombre de la cadena"), "caption", tone="secondary")
        rows = column(
            row(self._title, None, self._back),
            self._lead,
            self._banner,
            captioned(caption, self.name),
            label(self.tr("Plantilla"), "caption", tone="secondary"),
            row(self.cards[0], self.cards[1], gap=12),
            row(self.cards[2], self.cards[3], gap=12),
            row(self.go, None),
            gap=12,
        )
        inside = QWidget()
        middle = QWidget()
        middle.setMaximumWidth(900)
        middle.setLayout(rows)
        self._box = QVBoxLayout(inside)
        self._box.addLayout(row(middle))
        self._box.addStretch(1)
        self._rows = rows
        self.setWidget(inside)

    def fit(self, *, compact: bool) -> None:
        for card in self.cards:
            card.high = 96 if compact else 108
            card.updateGeometry()
        self._rows.setSpacing(8 if compact else 12)
        side = 12 if compact else 20
        self._box.setContentsMargins(24, side, 24, side)

    def show_first(self, *, first: bool) -> None:
        self._lead.setText(
            self.tr("Aún no hay una cadena en este taller. Póngale nombre y elija con qué eslabones empezar.")
            if first
            else self.tr("Póngale nombre y elija con qué eslabones empezar; luego se cambian.")
        )
        self._back.setVisible(not first)
        self._banner.clear()
        self.name.clear()

    def tell(self, words: str) -> None:
        if words:
            self._banner.tell("warning", words)
        else:
            self._banner.clear()

    def _create(self) -> None:
        chosen = next((card.key for card in self.cards if card.isChecked()), "productive")
        self.wanted.emit(self.name.text(), chosen)
