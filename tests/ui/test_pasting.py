"""Whatever the clipboard holds, a text takes what the window can lay out."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.ui import start
from alianza_desktop.ui.chains.editor import NameEditor
from alianza_desktop.ui.chains.parts import QuietField
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.inputs import LongField
from alianza_desktop.ui.widgets.pasting import LONGEST, BoundedText


@pytest.fixture(params=["name", "long"])
def text(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> BoundedText:
    start.dress(qapp)
    parent = QWidget()
    made: BoundedText = NameEditor(parent) if request.param == "name" else LongField()
    made.setParent(None)
    qtbot.addWidget(made)
    return made


def pasted(text: BoundedText, words: str) -> str:
    data = QMimeData()
    data.setText(words)
    text.insertFromMimeData(data)
    return text.toPlainText()


def test_a_huge_text_is_taken_as_far_as_it_fits(text: BoundedText) -> None:
    assert pasted(text, "antes ") == "antes "
    assert pasted(text, "x" * 300_000) == "antes " + "x" * (LONGEST - 6)
    assert len(pasted(text, "más")) == LONGEST


def test_what_is_selected_makes_room(text: BoundedText) -> None:
    pasted(text, "x" * LONGEST)
    text.moveCursor(QTextCursor.MoveOperation.Start)
    text.moveCursor(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
    assert pasted(text, "yz")[:3] == "yxx"
    text.selectAll()
    assert pasted(text, "corto\ny claro 😀") == "corto\ny claro 😀"


@pytest.mark.parametrize("made", [Field, QuietField, NameEditor, LongField])
def test_a_file_that_is_dragged_is_no_text(made: type[QWidget], qapp: QApplication, qtbot: QtBot) -> None:
    start.dress(qapp)
    parent = QWidget()
    qtbot.addWidget(parent)
    text = made("Lugar") if made is QuietField else made(parent) if made is NameEditor else made()
    qtbot.addWidget(text)
    file, words = QMimeData(), QMimeData()
    file.setUrls([QUrl.fromLocalFile("/acta.pdf")])
    for data in (file, words):
        data.setText("/acta.pdf")
    assert not enters(text, file)  # the window verifies it
    assert enters(text, words)


def enters(text: QWidget, data: QMimeData) -> bool:
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    text.dragEnterEvent(enter)
    return enter.isAccepted()
