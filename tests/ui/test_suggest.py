"""The list of suggestions is a window of its own: its ground must be opaque, or X11 paints it black."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from alianza_desktop.ui import theme
from alianza_desktop.ui.registration.organization_field import OrganizationField
from alianza_desktop.ui.widgets.suggest import Suggest


@pytest.fixture(params=["suggest", "organization"])
def line(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[QLineEdit]:
    field: QLineEdit = OrganizationField() if request.param == "organization" else QLineEdit()
    theme.apply(qapp, "claro")
    if request.param == "suggest":
        Suggest(field, lambda _text: ["Nieva, Condorcanqui, Amazonas"])
    yield field
    field.deleteLater()
    qapp.processEvents()


def test_the_list_of_suggestions_has_an_opaque_ground(line: QLineEdit) -> None:
    completer = line.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    popup.resize(200, 80)
    ground = popup.grab().toImage().pixelColor(100, 60)
    assert ground.name() == theme.tokens().surface.lower()
