"""The rows of the inspector: who takes part, what is lacking, and the lines that add one more."""

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QRectF, QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from alianza_desktop.core.format_es import fold
from alianza_desktop.ui import theme
from alianza_desktop.ui.chains.facts import ActorRow, LinkRow, Organ, matches
from alianza_desktop.ui.fields import IDLE_MS
from alianza_desktop.ui.icons import IconMark
from alianza_desktop.ui.row import sector_name
from alianza_desktop.ui.widgets import sector_mark
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.labels import ElidedLabel, column, row
from alianza_desktop.ui.widgets.pasting import TextLine
from alianza_desktop.ui.widgets.suggest import completing


class QuietField(TextLine):
    """A line that looks like text until it is written in; told when it is left, at Enter or 800 ms later."""

    told = Signal(str)

    def __init__(self, name: str, hint: str = "", *, size: theme.TextSize = "body") -> None:
        super().__init__()
        self.setProperty("type", "quiet")
        self.setProperty("quiet", size)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextMargins(-2, 0, 0, 0)  # Qt keeps 2 px at the left: it stands under its caption
        self._dirty = False
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._tell)
        self.textEdited.connect(self._edited)

    def show_value(self, value: str) -> None:
        """Show what is stored, unless something else is being typed."""
        if not self._dirty and value != self.text():
            self.setText(value)
            self.setCursorPosition(0)
        self.setToolTip("" if self._dirty else value[:600])

    def flush(self) -> None:
        """Tell what is typed now."""
        self._tell()

    def _edited(self, _text: str) -> None:
        self._dirty = True
        self._idle.start()

    def _tell(self) -> None:
        self._idle.stop()
        if self._dirty:
            self._dirty = False
            self.told.emit(self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._tell()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._tell()
            self.setCursorPosition(0)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), round(self.fontMetrics().height()) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), round(self.fontMetrics().height()) + 4)


class _Taker(Button):
    """Grey until it is pointed at: taking away is not what one looks for."""

    def _colours(self) -> tuple[QColor, QColor]:
        colour = theme.colour("text" if self.underMouse() or self.hasFocus() else "secondary")
        return colour, colour


def taker(name: str) -> Button:
    """Return the small button that takes a row away."""
    made = _Taker("", "flat", icon="x", height=24)
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made


class Line(QFrame):
    """A row of the inspector."""

    told = Signal(str, str)
    taken = Signal(str)

    def show_row(self, data: object) -> None: ...
    def flush(self) -> None: ...


class Shape(QWidget):
    """The mark of a sector without its code; the name beside it says the sector to screen readers."""

    def __init__(self) -> None:
        super().__init__()
        self._sector = ""
        self.setFixedSize(14, 14)

    def show_sector(self, sector: str) -> None:
        self._sector = sector
        self.setToolTip(sector_name(sector))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            sector_mark.draw(painter, self._sector, QRectF(1, 1, 11, 11))


class ActorLine(Line):
    """An organisation and what it does there."""

    def __init__(self, actor: ActorRow) -> None:
        super().__init__()
        self._mark = Shape()
        self._name = ElidedLabel()
        self.role = QuietField(self.tr("Qué hace"), self.tr("Qué hace aquí"), size="caption")
        take = taker(self.tr("Quitar a {name}").format(name=actor.name[:60]))
        self.setLayout(
            row(
                self._mark,
                column(self._name, self.role, gap=0),
                take,
                gap=6,
                margins=(0, 2, 0, 2),
            )
        )
        take.clicked.connect(lambda: self.taken.emit(actor.id))
        self.role.told.connect(lambda text: self.told.emit(actor.id, text))
        self.show_row(actor)

    def show_row(self, data: object) -> None:
        assert isinstance(data, ActorRow)
        self._mark.show_sector(data.sector)
        self._name.set_text(data.name)
        self._name.setAccessibleName(", ".join(filter(None, (data.name, sector_name(data.sector)))))
        self.role.setAccessibleName(self.tr("Qué hace {name}").format(name=data.name[:60]))
        self.role.show_value(data.role)

    def flush(self) -> None:
        self.role.flush()


class GapLine(Line):
    """What the activity lacks."""

    def __init__(self, gap: tuple[str, str]) -> None:
        super().__init__()
        self.text = QuietField(self.tr("Brecha"))
        take = taker(self.tr("Quitar la brecha"))
        self.setLayout(row(IconMark("flag", "warning", 16), self.text, take, gap=6))
        take.clicked.connect(lambda: self.taken.emit(gap[0]))
        self.text.told.connect(lambda text: self.told.emit(gap[0], text))
        self.show_row(gap)

    def show_row(self, data: object) -> None:
        assert isinstance(data, tuple)
        self.text.show_value(str(data[1]))

    def flush(self) -> None:
        self.text.flush()


class LinkLine(Line):
    """A flow, in words; pressed, it is selected."""

    def __init__(self, link: LinkRow) -> None:
        super().__init__()
        self._words = ElidedLabel("caption", tone="secondary")
        take = taker(self.tr("Quitar el flujo"))
        self.setLayout(row(IconMark("arrow-right", "secondary", 14), self._words, take, gap=6))
        take.clicked.connect(lambda: self.taken.emit(link.id))
        self.show_row(link)

    def show_row(self, data: object) -> None:
        assert isinstance(data, LinkRow)
        self._words.set_text(data.words)


class Keyed(Protocol):
    """What a row shows has an id."""

    @property
    def id(self) -> str: ...


D = TypeVar("D")


class Lines(QWidget, Generic[D]):
    """Rows by id: kept while their record is there, so that what is being typed stays."""

    def __init__(self, make: Callable[[D], Line], key: Callable[[D], str]) -> None:
        super().__init__()
        self._make, self._key = make, key
        self._rows: dict[str, Line] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(1)
        self.wire: Callable[[Line], None] = lambda _line: None

    def show_rows(self, rows: Sequence[D]) -> None:
        wanted: Mapping[str, D] = {self._key(one): one for one in rows}
        for key in [one for one in self._rows if one not in wanted]:
            gone = self._rows.pop(key)
            self._box.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, (key, one) in enumerate(wanted.items()):
            if key in self._rows:
                self._rows[key].show_row(one)
            else:
                made = self._make(one)
                self.wire(made)
                self._rows[key] = made
                self._box.insertWidget(place, made)
        self.setVisible(bool(wanted))

    def flush(self) -> None:
        for line in list(self._rows.values()):
            line.flush()

    def rows(self) -> list[Line]:
        return list(self._rows.values())


class AddLine(Field):
    """A line that adds one more at Enter and waits for the next."""

    added = Signal(str)

    def __init__(self, hint: str) -> None:
        super().__init__(hint, height=28)
        self.setAccessibleName(hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.add()
        else:
            super().keyPressEvent(event)

    def add(self) -> None:
        text = self.text().strip()
        if text:
            self.clear()
            self.added.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was written is kept, as in every field, not lost because Enter was not pressed."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self.keeps_on_leaving:
            self.add()

    keeps_on_leaving = True


class ActorAdd(AddLine):
    """Adds an organisation, completed from the directory whatever its marks and the order of its words."""

    keeps_on_leaving = False  # half a name would become an organisation

    def __init__(self, hint: str) -> None:
        super().__init__(hint)
        self._organs: tuple[Organ, ...] = ()
        self._model = QStringListModel(self)
        self._completer = completing(self, self._model)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._chosen)
        self.textEdited.connect(self._offer)

    def show_organs(self, organs: tuple[Organ, ...]) -> None:
        self._organs = organs

    def _popup(self) -> QAbstractItemView:
        popup = self._completer.popup()
        assert popup is not None
        return popup

    def _offer(self, text: str) -> None:
        names = [one.name for one in matches(self._organs, text)]
        self._model.setStringList(names)
        if names and not (len(names) == 1 and fold(names[0]) == fold(text)):
            self._completer.complete()
        else:
            self._popup().hide()

    def _chosen(self, name: str) -> None:
        self.setText(name)
        self.add()

    def add(self) -> None:
        """Enter: what is written, or the only organisation that it can be."""
        names = self._model.stringList()
        self._popup().hide()
        if len(names) == 1 and self.text().strip():
            self.setText(names[0])
        self._model.setStringList([])
        super().add()
