"""Labels of the type scale, and the small layouts that every screen builds from them."""

from typing import Final, Literal

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from alianza_desktop.ui.theme import TextSize
from alianza_desktop.ui.widgets import paint

Tone = Literal[
    "", "secondary", "disabled", "success", "warning", "error",
    "on-info", "on-warning", "on-success", "on-neutral", "on-error",
]  # fmt: skip

PLAIN: Final = 0
"""`Qt.TextFormat.PlainText`, for the first frame (`ui.start`)."""


def label(
    words: str = "", size: TextSize = "body", *, tone: Tone = "", semibold: bool = False, wrap: bool = False
) -> QLabel:
    """Return a label of plain text: nothing that a person typed is ever read as markup."""
    made = QLabel(words)
    made.setProperty("textFormat", PLAIN)
    made.setProperty("type", size)
    made.setProperty("tone", tone)
    made.setProperty("weight", "semibold" if semibold else "")
    made.setWordWrap(wrap)
    return made


class ElidedLabel(QLabel):
    """A label that shortens what does not fit with «…» and says the whole in its tooltip."""

    def __init__(self, size: TextSize = "body", *, tone: Tone = "", semibold: bool = False) -> None:
        super().__init__()
        self.setProperty("textFormat", PLAIN)
        self.setProperty("type", size)
        self.setProperty("tone", tone)
        self.setProperty("weight", "semibold" if semibold else "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(40)
        self._whole = ""

    def set_text(self, words: str) -> None:
        self._whole = words
        self.setAccessibleName(words)
        self._fit()

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def _fit(self) -> None:
        shown = paint.elided(QFontMetricsF(self.font()), self._whole, self.width())
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


def frame(part: str) -> QFrame:
    """Return a frame that the style sheet knows by its part: card, found, band, side, bar…"""
    made = QFrame()
    made.setProperty("part", part)
    return made


def rule(*, vertical: bool = False, length: int = 0, part: str = "rule") -> QFrame:
    """Return a 1 px separator; `thin` is the faint one between rows."""
    made = frame(part)
    if vertical:
        made.setFixedWidth(1)
        made.setFixedHeight(length)
    else:
        made.setFixedHeight(1)
    return made


def row(
    *parts: QWidget | QLayout | int | None, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Return a horizontal layout; a number is a space, `None` takes what is left."""
    made = QHBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def column(
    *parts: QWidget | QLayout | int | None, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Return a vertical layout; a number is a space, `None` takes what is left."""
    made = QVBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def _fill(
    box: QHBoxLayout | QVBoxLayout,
    parts: tuple[QWidget | QLayout | int | None, ...],
    gap: int,
    margins: tuple[int, int, int, int],
) -> None:
    box.setSpacing(gap)
    box.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(part)
        elif isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)


def captioned(caption: QLabel, field: QWidget, gap: int = 3) -> QVBoxLayout:
    """Return a field under its caption; the caption is the field's accessible name."""
    caption.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(caption.text())
    return column(caption, field, gap=gap)


def strip(part: str, line: QHBoxLayout, height: int) -> QFrame:
    """Return a frame of at least that height around a line: a strut, so that larger text makes it higher."""
    made = frame(part)
    line.addStrut(height)
    made.setLayout(line)
    return made
