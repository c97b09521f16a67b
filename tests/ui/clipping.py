"""A check for any window: nothing cut, nothing outside its parent, no text without room."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QScrollArea, QWidget

from alianza_desktop.ui.widgets.focus import FocusRing


def faults(window: QWidget) -> list[str]:
    """Return what is wrong with the visible widgets of a window, in words."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, FocusRing) or _inside_a_view(widget):
            continue
        found += _too_small(widget) + _outside(widget)
    return found


def _inside_a_view(widget: QWidget) -> bool:
    """Parts of stock views (viewports, scroll bars, popups) are Qt's own business."""
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractScrollArea) or widget.objectName().startswith("qt_")


def _name(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel) else widget.accessibleName()
    return f"{type(widget).__name__} «{words}»"


def _too_small(widget: QWidget) -> list[str]:
    least = widget.minimumSizeHint()
    if isinstance(widget, QLabel):
        text = widget.sizeHint() if not widget.wordWrap() else least
        high = widget.heightForWidth(widget.width()) if widget.wordWrap() else text.height()
        least = text.expandedTo(least) if not widget.wordWrap() else least
        if widget.height() < high:
            return [f"{_name(widget)}: {widget.height()} px high, needs {high}"]
    short = widget.width() < least.width() or widget.height() < least.height()
    return [f"{_name(widget)}: {widget.size()} under {least}"] if short else []


def _outside(widget: QWidget) -> list[str]:
    parent = widget.parentWidget()
    if parent is None or isinstance(parent.parentWidget(), QAbstractScrollArea | QScrollArea):
        return []
    inside = QRect(0, 0, parent.width(), parent.height()).contains(widget.geometry())
    return [] if inside else [f"{_name(widget)}: {widget.geometry()} outside {parent.size()}"]
