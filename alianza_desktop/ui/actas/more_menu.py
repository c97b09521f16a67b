"""«Más» of an acta: what is rarely done, as far as it can be done now."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenu

from alianza_desktop.ui.actas import offering

OFFERED: Final = (
    (offering.DIFFERENCE, "Ver qué cambia"),
    (offering.ADD, "Adenda"),
    (offering.REPLACE, "Nueva versión…"),
    (offering.COMPLEMENT, "Constancia complementaria"),
    (offering.PAPER, "Firmas en papel…"),
    (offering.HAND_ON, "Ceder el sello…"),
    (offering.BOTH_SEALS, "Guardar los dos PDF sellados"),
    (offering.RECEIPT, "Imprimir recibo de la persona elegida"),
)
"""In the order of the menu."""


def offer(menu: QMenu, offers: frozenset[str], wanted: Callable[[str], None]) -> None:
    """Put first what can be done with the acta, each handing its code to `wanted`."""
    for code, words in OFFERED:
        if code in offers:
            menu.addAction(words, partial(wanted, code))
    if not menu.isEmpty():
        menu.addSeparator()


def offer_annul(menu: QMenu, offers: frozenset[str], wanted: Callable[[str], None]) -> None:
    """Put last, away from the rest, what ends an acta."""
    if offering.ANNUL in offers:
        menu.addSeparator()
        menu.addAction("Anular…", partial(wanted, offering.ANNUL))
