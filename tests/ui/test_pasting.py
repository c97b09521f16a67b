"""Whatever the clipboard holds, a text takes what the window can lay out."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.ui import start
from alianza_desktop.ui.chains.editor import NameEditor
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
