"""The status bar, 24 px: saved when, which laptop, its battery, the text scale."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from alianza_desktop.ui import theme
from alianza_desktop.ui.widgets.labels import label, rule


class StatusBar(QFrame):
    """Parts appear when they have something to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "status")
        self.setMinimumHeight(24)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(12)
        self._parts = {}
        for number, key in enumerate(("saved", "device", "operator", "battery")):
            words = label(size="caption", tone="secondary")
            separator = rule(vertical=True, length=12)
            separator.setVisible(False)
            words.hide()
            if number:
                line.addWidget(separator)
            line.addWidget(words)
            self._parts[key] = (separator, words)
        line.addStretch(1)
        self._scale = label("100 %", "caption", tone="secondary")
        self._scale.setAccessibleName(self.tr("Tamaño del texto"))
        line.addWidget(self._scale)

    def say(self, key: str, words: str) -> None:
        """Show a part: `saved`, `device`, `operator` or `battery`; empty hides it."""
        shown = self._parts[key][1]
        shown.setText(words)
        shown.setVisible(bool(words))
        spoken = False
        for before, part in self._parts.values():
            before.setVisible(spoken and not part.isHidden())
            spoken = spoken or not part.isHidden()

    def text(self, key: str) -> str:
        return self._parts[key][1].text()

    def show_scale(self, scale: float) -> None:
        self._scale.setText(f"{round(scale * 100)} %")
        self.setMinimumHeight(theme.px(24))
