"""The status bar, 24 px: saved when, which laptop, its battery, the text scale."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

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
        separator, shown = self._parts[key]
        shown.setText(words)
        shown.setVisible(bool(words))
        earlier = [name for name in self._parts if name != key and not self._parts[name][1].isHidden()]
        separator.setVisible(bool(words) and bool(earlier) and key != "saved")

    def text(self, key: str) -> str:
        return self._parts[key][1].text()

    def show_scale(self, scale: float) -> None:
        self._scale.setText(f"{round(scale * 100)} %")
