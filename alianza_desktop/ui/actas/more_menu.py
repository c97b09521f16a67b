"""«Más» of an acta: what is rarely done, as far as it can be done now."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from alianza_desktop.ui.actas import offering

OFFERED: Final = (
    (offering.HAND_ON, "Ceder el sello…"),
    (offering.BOTH_SEALS, "Guardar los dos PDF sellados"),
)
"""In the order of the menu."""


def more_menu(owner: QWidget, offers: frozenset[str], wanted: Callable[[str], None]) -> QMenu:
    """Return the actions of `offers`; each hands its code to `wanted`."""
    menu = QMenu(owner)
    for code, words in OFFERED:
        if code in offers:
            menu.addAction(words, lambda code=code: wanted(code))  # type: ignore[misc]
    if not menu.isEmpty():
        menu.addSeparator()
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
