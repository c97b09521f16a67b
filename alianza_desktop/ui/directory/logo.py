"""The logo of an actor: read from a file, made small, kept as PNG; shown in its panel and on its sheet."""

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from alianza_desktop.core.errors import Invalid
from alianza_desktop.storage.files import read_plain
from alianza_desktop.ui import theme

SIDE: Final = 512
"""Pixels of its longer side at most: enough for the projector and for paper."""
MEDIA: Final = "image/png"
LARGEST: Final = 25 * 1024 * 1024
"""Bytes of a file, as of any photo."""
_PIXELS: Final = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"BM")
_LARGEST_DRAWING: Final = 2 * 1024 * 1024
_MOST_COPIES: Final = 12
"""Parts of a drawing that repeat others: copies of copies of copies would be drawn until the end of days."""
_COPIES: Final = re.compile(rb"[<:](?:use|pattern|marker|mask|filter)\b")
_ELSEWHERE: Final = re.compile(rb"<!ENTITY|\bhref\s*=\s*[\"'](?!\s*(?:#|data:))", re.IGNORECASE)
FILES: Final = "Imágenes (*.png *.jpg *.jpeg *.svg *.webp *.bmp)"


def scaled(path: Path) -> bytes:
    """Return a picture as a small PNG, upright. Raises `Invalid("picture-unreadable")`."""
    try:
        data = read_plain(path, LARGEST)
    except OSError:
        raise Invalid("picture-unreadable") from None
    if len(data) > LARGEST or not (data.startswith(_PIXELS) or _modest(data)):
        raise Invalid("picture-unreadable")
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > SIDE:
        reader.setScaledSize(size.scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise Invalid("picture-unreadable")
    if max(image.width(), image.height()) > SIDE:
        image = image.scaled(
            SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    return _png(image)


def _modest(data: bytes) -> bool:
    """Say whether a drawing (SVG) has an end and brings nothing of another file."""
    plain = len(data) <= _LARGEST_DRAWING and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    return plain and len(_COPIES.findall(data)) <= _MOST_COPIES and not _ELSEWHERE.search(data)


def _png(image: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs want bytes, Qt refuses them
    return bytes(held.data())


class LogoView(QWidget):
    """The logo on white, as it is printed; it has no place when there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Logotipo"))
        self.hide()

    def show_picture(self, data: bytes) -> None:
        self._image = QImage.fromData(data) if data else QImage()
        self.setVisible(not self._image.isNull())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(72), theme.px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
            wide = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = self.rect()
            place.setSize(wide)
            place.moveCenter(self.rect().center())
            painter.drawImage(place, self._image)
