"""The top bar, 48 px: which workshop and stage, where the day is, search, and whether it is saved."""

from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.frame.moment_button import MomentButton
from alianza_desktop.ui.frame.projector_button import ProjectorButton
from alianza_desktop.ui.widgets import paint
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import ElidedLabel, column, frame, label, row, rule
from alianza_desktop.ui.widgets.state_chip import StateChip
from alianza_desktop.ui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from alianza_desktop.ui.agenda import Moment

SLOW_MS: Final = 200
"""What is saved sooner is not said to be on its way."""


class AppMark(QWidget):
    """The mark of the program: the three sectors of the method."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(26, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            triangle, disc = QPainterPath(), QPainterPath()
            triangle.addPolygon(QPolygonF([QPointF(13, 1), QPointF(19, 11), QPointF(7, 11)]))
            disc.addEllipse(QRectF(14, 13.5, 11, 11))
            paint.draw(painter, triangle, fill=theme.colour("academia"))
            paint.fill(painter, QRectF(1, 14, 10, 10), theme.colour("public"))
            paint.draw(painter, disc, fill=theme.colour("private"))


class SearchButton(Button):
    """Looks like a search field and opens the palette, which has the real one."""

    def __init__(self) -> None:
        super().__init__("", "secondary", icon="search", key="Ctrl+K", cap=True)
        self._short = False
        self.setText(self.tr("Buscar o ir a..."))
        self.setAccessibleName(self.tr("Buscar o ir a... (Ctrl+K)"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_short(self, *, short: bool) -> None:
        self._short = short
        self.setToolTip(self.tr("Buscar o ir a...   Ctrl+K") if short else "")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(32 if self._short else 224), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        cap = round(paint.key_cap_width("Ctrl+K"))
        return QSize(theme.px(32) if self._short else cap + theme.px(100), theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            area = QRectF(self.rect())
            paint.box(painter, area, fill=theme.colour("surface"), border=theme.colour("control"))
            left = (area.width() - 16) / 2 if self._short else 11
            box = QRectF(left, area.center().y() - 8, 16, 16)
            ink = "secondary" if self.isEnabled() else "disabled"
            icons.paint(painter, "search", box, theme.colour("text" if self._short else ink))
            if self._short:
                return
            cap = paint.key_cap_width("Ctrl+K")
            words = QRectF(34, 0, area.width() - 34 - cap - 14, area.height())
            paint.text(painter, words, self.text(), theme.font(), theme.colour(ink))
            paint.key_cap(painter, area.width() - cap - 7, area.center().y(), "Ctrl+K", ink)


class TopBar(QFrame):
    """Facts come by `show_*`; at less than 1200 px it is shorter."""

    search_requested = Signal()
    projector_requested = Signal()
    agenda_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "bar")
        self.setMinimumHeight(48)
        self._words = ("", "")
        self._tiny = self._short = self._moment_said = self._copy_said = self._rehearsing = False
        self._title = ElidedLabel(semibold=True)
        self._subtitle = ElidedLabel("caption", tone="secondary")
        self._where = QWidget()
        self._where.setLayout(column(self._title, self._subtitle, gap=0))
        self._where.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._stepper = Stepper()
        self._moment = MomentButton()
        self._agenda = frame("")
        self._agenda.setLayout(row(rule(vertical=True, length=28), self._moment, gap=8))
        self._search = SearchButton()
        self.projector = ProjectorButton()
        self._saved = StateChip("plain", "check", self.tr("Guardado"))
        self._copy = StateChip("neutral", "device-laptop", "")
        self._rehearsal = label(size="caption", semibold=True)
        self._rehearsal.setProperty("part", "rehearsal")
        self._rehearsal.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(0)
        for part in (AppMark(), 14, self._where, 16, self._stepper, 16, self._agenda):
            line.addSpacing(part) if isinstance(part, int) else line.addWidget(part)
        line.addStretch(1)
        for part in (16, self._search, 16, self.projector, 10, self._saved, 4, self._copy, self._rehearsal):
            line.addSpacing(part) if isinstance(part, int) else line.addWidget(part)
        self._search.clicked.connect(self.search_requested)
        self.projector.clicked.connect(self.projector_requested)
        self._moment.clicked.connect(self.agenda_requested)
        for part in (self._stepper, self._agenda, self._saved, self._copy, self._rehearsal):
            part.hide()

    def show_workshop(self, title: str, subtitle: str, stage: int) -> None:
        self._title.set_text(title)
        self._subtitle.set_text(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self._words = (title, subtitle)
        self._fit_words()
        self._stepper.setVisible(stage > 0)
        if stage:
            self._stepper.show_stage(stage)

    def _fit_words(self) -> None:
        title, subtitle = self._words
        wide = max(
            paint.width(title, theme.font(semibold=True)), paint.width(subtitle, theme.font("caption"))
        )
        self._where.setFixedWidth(min(round(wide) + 3, theme.px(280)))

    def show_moment(self, moment: "Moment | None") -> None:
        self._moment_said = moment is not None
        self._agenda.setVisible(self._moment_said and not self._tiny)
        if moment is not None:
            self._moment.show_moment(moment)

    def show_saved(self, at: str) -> None:
        self._slow.stop()
        spoken = (
            self.tr("Guardado {at} en este equipo").format(at=at) if at else self.tr("Todo está guardado")
        )
        self._saved.tell("plain", "check", self.tr("Guardado"), spoken)
        self._saved.show()

    @cached_property
    def _slow(self) -> QTimer:
        made = QTimer(self, singleShot=True, interval=SLOW_MS)
        made.timeout.connect(self._tell_saving)
        return made

    def show_saving(self) -> None:
        """Say it of what takes long; the bar is not painted twice for every change."""
        self._slow.start()

    def _tell_saving(self) -> None:
        self._saved.tell("neutral", "clock", self.tr("Guardando..."))
        self._saved.show()

    def show_not_saved(self, words: str) -> None:
        self._slow.stop()
        self._saved.tell("error", "alert-triangle", words)
        self._saved.show()

    def show_rehearsal(self, *, on: bool) -> None:
        """Mark every screen of a rehearsal: the bar itself is amber, and says so at every size."""
        self._rehearsing = on
        theme.restyle(self, rehearsal="true" if on else "")
        self._rehearsal.setAccessibleName(self.tr("Ensayo: las personas y lo que acuerdan son inventados"))
        self._rehearsal.setToolTip(self._rehearsal.accessibleName())
        self._rehearsal.setVisible(on)
        self._fit_rehearsal()

    def _fit_rehearsal(self) -> None:
        whole = self.tr("ENSAYO · personas inventadas")
        self._rehearsal.setText(self.tr("ENSAYO") if self._short else whole)
        self._copy.setVisible(self._copy_said and not self._tiny and not self._rehearsing)

    def show_copies(self, words: str, spoken: str) -> None:
        """Say what is known of copies elsewhere; never by inference (ux.md §0.3)."""
        self._copy.tell("neutral", "device-laptop", words, spoken)
        self._copy_said = True
        self._fit_rehearsal()

    def show_projector(
        self, words: str, picture: "QPixmap | None", *, warning: bool = False, frozen: bool = False
    ) -> None:
        """Say whether the room sees something, with what it sees."""
        self.projector.show_state(words, picture, warning=warning, frozen=frozen)

    def set_short(self, *, short: bool, tiny: bool) -> None:
        """Take less room; when tiny, only where we are, search and whether it is saved."""
        self._tiny, self._short = tiny, short
        self.setMinimumHeight(theme.px(48))
        self.projector.setVisible(not tiny)
        self._fit_rehearsal()
        self._agenda.setVisible(self._moment_said and not tiny)
        self._fit_words()
        self._stepper.set_short(short=short)
        self._search.set_short(short=short)
        self.projector.set_short(short=short)
