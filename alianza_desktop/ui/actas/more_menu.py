"""«Más» of an acta: what is rarely done, as far as it can be done now."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from alianza_desktop.ui.actas import offering


def tr(words: str) -> str:
    return QCoreApplication.translate("actas", words)


def _offered() -> tuple[tuple[str, str], ...]:
    """Return what may be offered and its words, in the order of the menu."""
    return (
        (offering.DIFFERENCE, tr("Ver qué cambia")),
        (offering.WORD, tr("Borrador en Word")),
        (offering.ADD, tr("Adenda")),
        (offering.REPLACE, tr("Nueva versión…")),
        (offering.COMPLEMENT, tr("Constancia complementaria")),
        (offering.COPIES, tr("Copias para los firmantes…")),
        (offering.PAPER, tr("Firmas en papel…")),
        (offering.HAND_ON, tr("Ceder el sello…")),
        (offering.BOTH_SEALS, tr("Guardar los dos PDF sellados")),
        (offering.RECEIPT, tr("Imprimir recibo de la persona elegida")),
    )


def offer(menu: QMenu, offers: frozenset[str], wanted: Callable[[str], None]) -> None:
    """Put first what can be done with the acta, each handing its code to `wanted`."""
    for code, words in _offered():
        if code in offers:
            menu.addAction(words, partial(wanted, code))
    if not menu.isEmpty():
        menu.addSeparator()


def offer_annul(menu: QMenu, offers: frozenset[str], wanted: Callable[[str], None]) -> None:
    """Put last, away from the rest, what ends an acta."""
    if offering.ANNUL in offers:
        menu.addSeparator()
        menu.addAction(tr("Anular…"), partial(wanted, offering.ANNUL))
