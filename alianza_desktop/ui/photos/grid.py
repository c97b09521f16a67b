"""The photos as a grid of small pictures: each with its caption and whether it may be used."""

from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QBuffer,
    QByteArray,
    QIODevice,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QImage, QImageReader, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.photos.facts import PhotoFacts
from alianza_desktop.ui.widgets import paint
from alianza_desktop.ui.widgets.state_chip import colours

Index = QModelIndex | QPersistentModelIndex
_PHOTO = Qt.ItemDataRole.UserRole
WIDE, HIGH = 208, 156
"""Pixels of a small picture."""
GAP = 12
SMALL: Final = QSize(2 * WIDE, 2 * HIGH)
"""Of what is kept for the grid, sharp on a screen of twice as many pixels."""
STATES: Final = {
    "cleared": ("success", "check"), "waiting": ("neutral", "eye"), "again": ("warning", "alert-triangle"),
}  # fmt: skip


def decoded(data: bytes, size: QSize) -> QImage:
    """Return a JPEG no larger than that, from any thread; an empty image for bytes that are no picture."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    whole = reader.size()
    if whole.isValid() and (whole.width() > size.width() or whole.height() > size.height()):
        reader.setScaledSize(whole.scaled(size, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class PhotoModel(QAbstractListModel):
    """Photos in their order, and the small pictures of those that were seen, by the hash of their bytes."""

    needs = Signal(str, str)
    """A photo, by id and hash, whose small picture is to be seen."""

    def __init__(self) -> None:
        super().__init__()
        self._photos: tuple[PhotoFacts, ...] = ()
        self._small: dict[str, QPixmap] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)
        self._wanted: list[PhotoFacts] = []

    def small(self, one: PhotoFacts) -> QPixmap:
        """Return the small picture of a photo that is being painted; the first time it is asked for."""
        if one.attachment not in self._small:
            self._small[one.attachment] = QPixmap()
            self._wanted.append(one)
            self._soon.start()
        return self._small[one.attachment]

    def _ask(self) -> None:
        wanted, self._wanted = self._wanted, []
        for one in wanted:
            self.needs.emit(one.id, one.attachment)

    def set_photos(self, photos: tuple[PhotoFacts, ...]) -> bool:
        """Show these; return whether the list itself is another one."""
        same = [one.id for one in photos] == [one.id for one in self._photos]
        if same:
            self._photos = photos
            if photos:
                self.dataChanged.emit(self.index(0), self.index(len(photos) - 1))
            return False
        self.beginResetModel()
        self._photos = photos
        self.endResetModel()
        return True

    def photos(self) -> tuple[PhotoFacts, ...]:
        return self._photos

    def show_small(self, attachment: str, small: QPixmap) -> None:
        self._small[attachment] = small
        for number, one in enumerate(self._photos):
            if one.attachment == attachment:
                self.dataChanged.emit(self.index(number), self.index(number))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._photos)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self._photos[index.row()]
        if role == _PHOTO:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return one.spoken
        return None


class PhotoDelegate(QStyledItemDelegate):
    """Paints a photo, its caption and its state."""

    def __init__(self, model: PhotoModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDE + 2 * GAP, HIGH + 2 * GAP + theme.px(48))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: PhotoFacts = index.data(_PHOTO)
        area = QRectF(option.rect).adjusted(2, 2, -2, -2)
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            focus = bool(state & QStyle.StateFlag.State_HasFocus)
            border = theme.colour("focus" if focus else "control")
            paint.box(painter, area, fill=theme.colour("tint"), border=border, width=2 if focus else 1)
        frame = QRectF(area.left() + GAP - 2, area.top() + GAP - 2, WIDE, HIGH)
        self._picture(painter, frame, one)
        top = frame.bottom() + 6
        line = QRectF(frame.left(), top, WIDE, theme.px(20))
        words = one.caption or "Sin leyenda"
        ink = theme.colour("text" if one.caption else "secondary")
        paint.text(painter, line, words, theme.font(), ink)
        self._state(painter, QRectF(frame.left(), line.bottom(), WIDE, theme.px(20)), one)
        painter.restore()

    def _picture(self, painter: QPainter, frame: QRectF, one: PhotoFacts) -> None:
        paint.box(painter, frame, fill=theme.colour("raised"), border=theme.colour("line"), radius=2)
        small = self._model.small(one)
        if small.isNull():
            box = QRectF(frame.center().x() - 16, frame.center().y() - 16, 32, 32)
            icons.paint(painter, "photo", box, theme.colour("secondary"))
            return
        size = small.size().scaled(frame.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(frame.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(target, small, QRectF(small.rect()))

    @staticmethod
    def _state(painter: QPainter, line: QRectF, one: PhotoFacts) -> None:
        kind, icon = STATES[one.state]
        ink, _fill = colours(kind)
        box = QRectF(line.left(), line.center().y() - 7, 14, 14)
        icons.paint(painter, icon, box, ink)
        words = QRectF(line.left() + 20, line.top(), line.width() - 20, line.height())
        taken = paint.text(painter, words, one.word, theme.font("caption", semibold=True), ink)
        rest = QRectF(words.left() + taken + 8, line.top(), words.width() - taken - 8, line.height())
        paint.text(painter, rest, one.when, theme.font("caption"), theme.colour("secondary"), paint.RIGHT)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        one: PhotoFacts | None = index.data(_PHOTO)
        if one is not None:
            QToolTip.showText(event.globalPos(), one.spoken, view)
        return True


class Grid(QListView):
    """Arrows walk; Enter sees a photo large, Space says that it was looked at, Supr takes it away."""

    current_changed = Signal(str)
    opened = Signal(str)
    cleared = Signal(str)
    removed = Signal(str)
    moved = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._model = PhotoModel()
        self.needs = self._model.needs
        self.setModel(self._model)
        self.setItemDelegate(PhotoDelegate(self._model, self))
        self.setAccessibleName(self.tr("Fotos"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(2)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._id(index.row())))
        self.selectionModel().currentChanged.connect(
            lambda now, _old: self.current_changed.emit(self._id(now.row()))
        )

    def photos(self) -> tuple[PhotoFacts, ...]:
        return self._model.photos()

    def show_photos(self, photos: tuple[PhotoFacts, ...]) -> None:
        """Show these, with the same one selected, or the one that took its place."""
        here, place = self.current_id(), max(0, self.currentIndex().row())
        if self._model.set_photos(photos) and photos:
            known = next((number for number, one in enumerate(photos) if one.id == here), -1)
            self.go(known if known >= 0 else min(place, len(photos) - 1))

    def show_small(self, attachment: str, picture: QImage) -> None:
        self._model.show_small(attachment, QPixmap.fromImage(picture))

    def current(self) -> PhotoFacts | None:
        number = self.currentIndex().row()
        photos = self._model.photos()
        return photos[number] if 0 <= number < len(photos) else None

    def current_id(self) -> str:
        one = self.current()
        return one.id if one is not None else ""

    def go(self, number: int) -> None:
        if 0 <= number < self._model.rowCount():
            self.setCurrentIndex(self._model.index(number))

    def select_id(self, photo_id: str) -> None:
        for number, one in enumerate(self._model.photos()):
            if one.id == photo_id:
                self.go(number)

    def _id(self, number: int) -> str:
        photos = self._model.photos()
        return photos[number].id if 0 <= number < len(photos) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here, key = self.current_id(), event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if here and control and Qt.Key(key) in steps:
            self.moved.emit(here, steps[Qt.Key(key)])
        elif here and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(here)
        elif here and key == Qt.Key.Key_Space:
            self.cleared.emit(here)
        elif here and key == Qt.Key.Key_Delete:
            self.removed.emit(here)
        else:
            super().keyPressEvent(event)
