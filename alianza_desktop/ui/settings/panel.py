"""One section of Ajustes: its title, what it says, its fields, and how the last gesture ended."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import label, row
from alianza_desktop.ui.widgets.thin_bar import ThinBar

_WIDE = 640


class Panel(QFrame):
    """A card; what is written in it is no wider than eyes follow."""

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._usual = words
        self._words = label(words, tone="secondary", wrap=True)
        self._words.setVisible(bool(words))
        self._told = Banner()
        self._bar = ThinBar(title)
        self._bar.hide()
        self._body = QWidget()
        self._box = QVBoxLayout(self._body)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self._column = inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(4, 4, 4, 4)
        self._inside.setSpacing(12)
        for part in (label(title, "emphasis", semibold=True), self._words, self._told, self._bar):
            self._inside.addWidget(part)
        self._inside.addWidget(self._body, 1)
        scroll = QScrollArea()  # only where text is large
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self._scroll = scroll
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.addWidget(scroll)
        self.fit()

    def fit(self) -> None:
        """Follow the size of the text."""
        self._column.setMaximumWidth(theme.px(_WIDE))

    def add(self, part: QWidget, *, stretch: int = 0) -> None:
        self._box.addWidget(part, stretch)

    def add_buttons(self, *buttons: Button) -> None:
        self._box.addLayout(row(*buttons, None))

    def add_room(self) -> None:
        """What is left stays empty."""
        self._box.addStretch(1)

    def say(self, words: str) -> None:
        """Say how things stand."""
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def say_again(self) -> None:
        """Say what it says of itself, after something was shown instead."""
        self.say(self._usual)

    def set_usable(self, *, usable: bool, why: str) -> None:
        """Let it be used, or say why not."""
        self._body.setVisible(usable)
        self.say(self._usual if usable else why)

    def working(self) -> None:
        """Something is under way: nothing can be pressed."""
        self._told.clear()
        self._bar.show_share(1, 2)
        self._bar.show()
        self._body.setEnabled(False)

    def reveal(self, part: QWidget) -> None:
        """Bring a part into sight, where text is large."""
        self._scroll.ensureWidgetVisible(part)

    def rest(self) -> None:
        """Nothing is under way."""
        self._bar.hide()
        self._told.clear()
        self._body.setEnabled(True)

    def done(self, words: str) -> None:
        self.rest()
        self._told.tell("success", words)
        self.reveal(self._told)

    def failed(self, words: str) -> None:
        self.rest()
        self._told.tell("warning", words)
        self.reveal(self._told)

    def put_instead(self, part: QWidget) -> None:
        """Show something in place of the fields."""
        self._body.hide()
        self._inside.addWidget(part, 1)
        part.show()

    def put_back(self, part: QWidget) -> None:
        """Let it go and show the fields again."""
        self._inside.removeWidget(part)
        part.hide()
        part.deleteLater()
        self._body.show()
