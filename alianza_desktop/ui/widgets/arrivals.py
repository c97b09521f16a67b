"""The panel of arrivals: how many of how many, by sector, the last ones, what is left to review."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QVBoxLayout, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.icons import IconMark
from alianza_desktop.ui.row import Row, sector_codes, sector_name
from alianza_desktop.ui.widgets import paint, sector_mark
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import label, row, rule, strip
from alianza_desktop.ui.widgets.rows import Look, Rows
from alianza_desktop.ui.widgets.thin_bar import ThinBar

WIDE, NARROW = 336, 304


class SectorBar(QWidget):
    """A sector's shape, code and name, a bar, and the number: the number is the text, the bar only helps.

    No sector is of those whose organisation has none yet: «Sin sector», with no shape and no code.
    """

    def __init__(self, sector: str) -> None:
        super().__init__()
        self.sector, self._count, self._share = sector, 0, 0.0
        self._height = 28
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int, most: int) -> None:
        self._count, self._share = count, count / most if most else 0.0
        self.setAccessibleName(f"{self._name()}: {count}")
        self.update()

    def _name(self) -> str:
        return sector_name(self.sector) or self.tr("Sin sector")

    def set_height(self, height: int) -> None:
        self._height = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(240, theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            high, middle = self.height(), self.height() / 2
            sector_mark.draw(painter, self.sector, QRectF(0, middle - 7 + 0.5, 13, 13))
            code = theme.font("caption", semibold=True)
            ink = theme.colour("text")
            code_width = paint.width("PÚB", code) + 12
            paint.text(
                painter, QRectF(22, 0, code_width, high), sector_codes().get(self.sector, ""), code, ink
            )
            left = 22 + code_width
            name = paint.width("Sociedad civil", theme.font()) + 2
            paint.text(painter, QRectF(left, 0, name, high), self._name(), theme.font(), ink)
            strong = theme.font(semibold=True)
            number = f"{self._count:,}"
            room = max(paint.width("188", strong), paint.width(number, strong))
            paint.text(painter, QRectF(self.width() - room, 0, room, high), number, strong, ink, paint.RIGHT)
            start = left + name + 22
            longest = self.width() - room - 8 - start
            if longest > 0 and self._share:
                painter.fillRect(
                    QRectF(start, middle - 3, longest * self._share, 6),
                    theme.colour(self.sector or "secondary"),
                )


class LastRows(Rows):
    """The last arrivals: Enter or a click opens one, Supr or its menu takes it back."""

    undone = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(Look(height=40, side=20, lead=46), name, choosing=True, whole=True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.current_key():
            self.undone.emit(self.current_key())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.current_key():
            self.select(0)

    def _offer(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        menu = self.menu()
        menu.exec(self.viewport().mapToGlobal(at))
        menu.deleteLater()

    def menu(self) -> QMenu:
        """Return what may be done with the row that is marked."""
        key, made = self.current_key(), QMenu(self)
        made.addAction(self.tr("Abrir"), lambda: self.chosen.emit(key))
        made.addAction(self.tr("Deshacer este registro"), lambda: self.undone.emit(key))
        return made


class ArrivalsPanel(QFrame):
    """Emits what a person asks of it; the counts come by `show_counts`."""

    undo_requested = Signal()
    review_requested = Signal()
    session_chosen = Signal(str)
    chosen = Signal(str)
    undone = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "side")
        self._sessions: tuple[tuple[str, str], ...] = ()
        self.session = Button("", "flat", icon="chevron-down", height=24)
        self._arrived = label("0", "counter", semibold=True)
        self._expected = label(size="emphasis", tone="secondary")
        self._expected.setToolTip(self.tr("Los invitados y quienes vinieron sin invitación."))
        self._pace, self._left, self._end = (label(size="caption", tone="secondary") for _ in range(3))
        self._bar = ThinBar(self.tr("Llegadas"))
        self._sectors = [SectorBar(sector) for sector in (*sector_codes(), "")]
        self.last = LastRows(self.tr("Últimos registros"))
        self._none = label(self.tr("Aquí aparece cada llegada."), "caption", tone="secondary", wrap=True)
        self._undo = Button(self.tr("Deshacer"), "flat", icon="arrow-back-up", key="Ctrl+Z")
        self._review_words = label()
        self._review_count = label(semibold=True)
        self._review = Button(self.tr("Ver la lista"), "flat")
        self._lay_out()
        self._undo.clicked.connect(self.undo_requested)
        self._review.clicked.connect(self.review_requested)
        self.session.clicked.connect(self.choose_session)
        self.last.chosen.connect(self.chosen)
        self.last.undone.connect(self.undone)
        self.show_sessions((), "")
        self.show_last(())
        self.show_review(0)
        self.fit(compact=False)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._top = QVBoxLayout()
        self._top.setSpacing(0)
        self._top.addLayout(
            row(label(self.tr("Llegadas"), semibold=True), self.session, None, self._pace, gap=4)
        )
        self._top.addLayout(row(self._arrived, self._expected, None, self._left))
        self._top.addSpacing(2)
        self._top.addWidget(self._bar)
        self._top.addSpacing(3)
        self._top.addWidget(self._end)
        self._top.addSpacing(6)
        for bar in self._sectors:
            self._top.addWidget(bar)
        whole.addLayout(self._top)
        whole.addWidget(rule())
        self._head = row(label(self.tr("Últimos registros"), semibold=True), None, self._undo)
        whole.addLayout(self._head)
        whole.addWidget(rule(part="thin"))
        whole.addWidget(self._none)
        whole.addWidget(self.last, 1)
        whole.addStretch(0)
        self._foot = row(
            IconMark("user-check", "text", 16),
            self._review_words,
            self._review_count,
            None,
            self._review,
            gap=4,
        )
        whole.addWidget(strip("foot", self._foot, 47))

    def fit(self, *, compact: bool) -> None:
        side = 16 if compact else 20
        self._top.setContentsMargins(side - 1, 8 if compact else 13, side, 8 if compact else 15)
        self._head.setContentsMargins(side - 1, 3 if compact else 7, side - 8, 3 if compact else 6)
        self._none.setContentsMargins(side - 1, 8, side, 0)
        self._foot.setContentsMargins(side, 0, side - 8, 0)
        for bar in self._sectors:
            bar.set_height(24 if compact else 28)
        self.last.set_side(side)
        self.setFixedWidth(max(theme.px(NARROW if compact else WIDE), NARROW if compact else WIDE))

    def show_sessions(self, sessions: tuple[tuple[str, str], ...], chosen: str) -> None:
        """Show which session is counted; with only one there is nothing to choose."""
        self._sessions = sessions
        name = dict(sessions).get(chosen, "")
        self.session.set_words(name)
        self.session.setAccessibleName(self.tr("Sesión que se cuenta: {name}").format(name=name))
        self.session.setVisible(len(sessions) > 1)

    def session_menu(self) -> QMenu:
        made = QMenu(self)
        for key, words in self._sessions:
            made.addAction(words).setData(key)
        return made

    def choose_session(self) -> None:
        menu = self.session_menu()
        picked = menu.exec(self.session.mapToGlobal(QPoint(0, self.session.height())))
        if picked is not None:
            self.session_chosen.emit(str(picked.data()))
        menu.deleteLater()

    def show_counts(self, arrived: int, expected: int, left: str, pace: str, end: str) -> None:
        self._arrived.setText(f"{arrived:,}")
        self._expected.setText(self.tr("de {expected}").format(expected=f"{expected:,}"))
        self._left.setText(left)
        self._pace.setText(pace)
        self._end.setText(end)
        self._bar.show_share(arrived, expected)

    def show_sectors(self, counts: tuple[tuple[str, int], ...]) -> None:
        known = dict(counts)
        for bar in self._sectors:
            bar.setVisible(bar.sector in known)
            bar.show_count(known.get(bar.sector, 0), max(known.values(), default=0))

    def show_last(self, rows: tuple[Row, ...]) -> None:
        self.last.set_rows(rows)
        self.last.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._undo.setEnabled(bool(rows))

    def show_review(self, count: int) -> None:
        self._review_words.setText(self.tr("Por revisar:"))
        self._review_count.setText(f"{count:,}")
        self._review.setEnabled(count > 0)
