"""What each key does on the canvas (ux.md, W4). None needs AltGr; letters act only while it has the focus."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from alianza_desktop.ui.chains import walking

if TYPE_CHECKING:
    from alianza_desktop.ui.chains.canvas import Canvas

NUDGE: Final = 8
"""Pixels that Alt and an arrow move a card."""
_ARROWS: Final[dict[int, walking.Direction]] = {
    Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right", Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down",
}  # fmt: skip
_NUDGES: Final = {"left": (-NUDGE, 0), "right": (NUDGE, 0), "up": (0, -NUDGE), "down": (0, NUDGE)}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def act(canvas: "Canvas", key: int, held: Qt.KeyboardModifier) -> bool:
    """Do what a key means, or say that it means nothing here."""
    if key in _ARROWS:
        _arrow(canvas, _ARROWS[key], held)
        return True
    for wanted, call in _meanings(canvas, key, held):
        if wanted:
            call()
            return True
    return False


def _meanings(
    canvas: "Canvas", key: int, held: Qt.KeyboardModifier
) -> list[tuple[bool, Callable[[], object]]]:
    control = held == Qt.KeyboardModifier.ControlModifier
    plain = held == Qt.KeyboardModifier.NoModifier
    chosen, scene, trace = canvas.chain.chosen, canvas.chain, canvas.trace
    named = chosen in scene.cards or chosen in scene.columns
    enter = key in _ENTER
    return [
        (enter and bool(trace.source), trace.end),
        (key == Qt.Key.Key_Escape and canvas.busy, canvas.escape),
        (enter and control and named, lambda: canvas.ask(canvas.parallel_requested, chosen)),
        (enter and plain and named, lambda: canvas.ask(canvas.edit_began, chosen)),
        (enter and plain and bool(chosen), lambda: canvas.details_requested.emit(chosen)),
        (key == Qt.Key.Key_Tab and plain and named, lambda: canvas.ask(canvas.next_requested, chosen)),
        (key == Qt.Key.Key_Tab and plain and not scene.cards, lambda: canvas.ask(canvas.first_requested, "")),
        (key == Qt.Key.Key_Delete and plain and bool(chosen), lambda: canvas.removed.emit(chosen)),
        (key == Qt.Key.Key_L and control, canvas.layout_requested.emit),
        (key == Qt.Key.Key_L and plain, canvas.lock_requested.emit),
        (key == Qt.Key.Key_C and plain and chosen in scene.cards, lambda: trace.begin(chosen)),
        (key == Qt.Key.Key_Home and plain, canvas.fit),
        (key == Qt.Key.Key_Plus, lambda: canvas.step_zoom(1)),
        (key == Qt.Key.Key_Minus, lambda: canvas.step_zoom(-1)),
    ]


def _arrow(canvas: "Canvas", direction: walking.Direction, held: Qt.KeyboardModifier) -> None:
    """Aim a flow, move the card with Alt, or walk the graph."""
    scene = canvas.chain
    if canvas.trace.source:
        canvas.trace.step(direction)
    elif held == Qt.KeyboardModifier.AltModifier:
        box = scene.plan.card(scene.chosen)
        if box is not None and not canvas.locked:
            x, y = _NUDGES[direction]
            canvas.moved.emit(box.id, max(0, round(box.x) + x), max(0, round(box.y) + y))
    elif held == Qt.KeyboardModifier.NoModifier:
        end = _end_of_flow(canvas, direction)
        canvas.select(end or walking.neighbour(scene.plan, scene.chosen, direction))


def _end_of_flow(canvas: "Canvas", direction: walking.Direction) -> str:
    """From a selected flow the arrows go to its ends."""
    ends = next((one for one in canvas.chain.links if one[0] == canvas.chain.chosen), None)
    if ends is None:
        return ""
    return ends[1] if direction in ("left", "up") else ends[2]
