"""The drawing of a chain as another program reads it: Qt's own SVG reader, with our font and without."""

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from alianza_desktop.documents import chain_sheet, wording
from tests.documents import chain_samples


def drawn(svg: bytes) -> QImage:
    renderer = QSvgRenderer(QByteArray(svg))
    assert renderer.isValid()
    image = QImage(renderer.defaultSize(), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    with QPainter(image) as painter:
        renderer.render(painter)
    return image


def test_another_program_draws_bands_cards_and_marks(qtbot: QtBot) -> None:
    image = drawn(chain_sheet.as_svg(chain_samples.cacao(), wording.load("chain.v1")))
    colours = {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(image.height())
    }
    for part in (
        "#ffffff",
        "#f4f5f8",
        "#eef1f5",
        "#fff8e1",
        "#7a8594",
        "#9a4a00",
        "#3f1238",
        "#0a7a83",
        "#8a5200",
    ):
        assert part in colours, part
