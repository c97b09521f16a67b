"""A message inside the layout, next to what caused it (ux.md §2.1): never an overlay, never a lone «Aceptar»."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from alianza_desktop.ui import theme
from alianza_desktop.ui.icons import IconMark
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import label

BannerKind = Literal["info", "warning", "success", "error", "neutral"]
_ICONS = {
    "info": "info-circle", "warning": "alert-triangle", "success": "circle-check",
    "error": "circle-x", "neutral": "info-circle",
}  # fmt: skip


class Banner(QFrame):
    """Icon, words and at most three buttons; hidden until it has something to say."""

    def __init__(self, *, height: int = 40, buttons: Sequence[Button] = ()) -> None:
        super().__init__()
        self._icon = IconMark("info-circle", "info_text", 18)
        self._strong = label(semibold=True)
        self._words = label(wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._note = label(size="caption")
        line = QHBoxLayout(self)
        line.setContentsMargins(13, 6, 13, 6)
        line.setSpacing(8)
        for part in (self._icon, self._strong, self._words, self._note, *buttons):
            line.addWidget(part)
        line.insertSpacing(1, 4)
        self._height = height
        self.hide()

    def tell(self, kind: BannerKind, words: str, *, strong: str = "", note: str = "", icon: str = "") -> None:
        """Show a message; screen readers are told as an alert."""
        theme.restyle(self, banner=kind)
        for part, said in ((self._strong, strong), (self._words, words), (self._note, note)):
            part.setText(said)
            part.setVisible(bool(said) or part is self._words)
            theme.restyle(part, tone=f"on-{kind}")
        self._icon.show_icon(icon or _ICONS[kind], f"{kind}_text")
        self.setAccessibleName(" ".join(filter(None, (strong, words, note))))
        self.setMinimumHeight(theme.px(self._height))
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """Return what it says, or nothing while hidden."""
        return self.accessibleName() if not self.isHidden() else ""

    def clear(self) -> None:
        self.hide()


