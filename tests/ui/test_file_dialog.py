"""Qt's own dialog of files, where the desktop has none."""

from pathlib import Path

import pytest
from PySide6.QtCore import QFileInfo
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.ui import start
from alianza_desktop.ui.widgets import file_dialog


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_folder_is_said_in_spanish(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    start.dress(qapp)
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = file_dialog.choose_folder(owner, "Elegir", lambda _path: None)
    provider = dialog.iconProvider()
    assert provider.type(QFileInfo(str(tmp_path))) == "Carpeta"
    dialog.close()
