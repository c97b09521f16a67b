"""A message inside the layout, next to its cause (ux.md §2.1): never an overlay, never a lone «Aceptar»."""

from collections.abc import Sequence
from html import escape
from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy

from alianza_desktop.ui import theme
from alianza_desktop.ui.icons import IconMark
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import label, row

BannerKind = Literal["info", "warning", "success", "error", "neutral"]
_ICONS: Final = {
    "info": "info-circle", "warning": "alert-triangle", "success": "circle-check",
    "error": "circle-x", "neutral": "info-circle",
}  # fmt: skip


class Banner(QFrame):
    """Icon, words and at most three buttons; hidden until it has something to say."""

    def __init__(
        self, *, height: int = 40, buttons: Sequence[Button] = (), size: theme.TextSize = "body"
    ) -> None:
        super().__init__()
        self._icon = IconMark("info-circle", "info_text", 18)
        self._words = label(size=size, wrap=True)
        self._words.setTextFormat(Qt.TextFormat.RichText)  # only its own bold: what it says is escaped
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(13, 6, 12, 6)
        self._box.setSpacing(8)
        self._box.addLayout(row(self._icon, self._words, gap=12), 1)
        self._box.addLayout(row(*buttons, gap=8))
        self._buttons = bool(buttons)
        self._height = height
        self.hide()

    def set_stacked(self, *, stacked: bool) -> None:
        """Put the buttons under the words, for narrow windows."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(down if stacked and self._buttons else across)

    def tell(self, kind: BannerKind, words: str, *, strong: str = "", icon: str = "") -> None:
        """Show a message; screen readers are told as an alert."""
        theme.restyle(self, banner=kind)
        theme.restyle(self._words, tone=f"on-{kind}")
        bold = f'<span style="font-weight:600">{escape(strong)}</span> ' if strong else ""
        self._words.setText(f"{bold}{escape(words)}")
        self._icon.show_icon(icon or _ICONS[kind], f"{kind}_text")
        self.setAccessibleName(" ".join(filter(None, (strong, words))))
        self.setMinimumHeight(theme.px(self._height))
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def warn(self, words: str) -> None:
        """Say a warning for as long as there is one."""
        if words:
            self.tell("warning", words)
        else:
            self.clear()

    def text(self) -> str:
        """Return what it says, or nothing while hidden."""
        return self.accessibleName() if not self.isHidden() else ""

    def clear(self) -> None:
        self.hide()
