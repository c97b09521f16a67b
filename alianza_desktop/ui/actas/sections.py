"""The sections of the document with their pages, at the left: a click scrolls the preview there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from alianza_desktop.ui import theme
from alianza_desktop.ui.actas.facts import Section
from alianza_desktop.ui.icons import IconMark
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.labels import frame, label, row
from alianza_desktop.ui.widgets.rows import Look, Rows

WIDE, NARROW = 196, 184


class SectionsPanel(QFrame):
    """Emits `chosen(page)`."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "rail")
        self._sections: tuple[Section, ...] = ()
        self._pages: dict[str, int] = {}
        self.list = Rows(
            Look(height=32, side=14, lead=26, strong_trailing=False, separator="ground"),
            self.tr("Secciones"),
            choosing=True,
        )
        self._note = frame("foot")
        self._note_title = label("", "caption", semibold=True)
        self._note_words = label("", "caption", tone="secondary", wrap=True)
        inside = QVBoxLayout(self._note)
        inside.setContentsMargins(14, 10, 10, 12)
        inside.setSpacing(2)
        inside.addLayout(row(IconMark("lock", "text", 14), self._note_title, None, gap=6))
        inside.addWidget(self._note_words)
        title = label(self.tr("Secciones"), "caption", tone="secondary", semibold=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row(title, None, margins=(16, 12, 12, 8)))
        box.addWidget(self.list, 1)
        box.addWidget(self._note)
        self._note.hide()
        self.list.chosen.connect(lambda key: self.chosen.emit(self._pages.get(key, 1)))

    def fit(self, *, compact: bool, tiny: bool) -> None:
        self.setVisible(not tiny)
        self.setFixedWidth(theme.px(NARROW if compact else WIDE))

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        self._sections = sections
        self._show()

    def show_pages(self, found: dict[str, int]) -> None:
        """Show on which page each begins: what the document itself says, by the words that were looked up."""
        self._pages = {one.key: found.get(one.find, 1) if one.find else 1 for one in self._sections}
        self._show()

    def show_note(self, title: str, words: str) -> None:
        self._note_title.setText(title)
        self._note_words.setText(words)
        self._note.setVisible(bool(title))

    def show_here(self, page: int) -> None:
        """Mark the last section that begins at or before the page in sight."""
        here = [place for place, one in enumerate(self._sections) if self._pages.get(one.key, 1) <= page]
        if here and not self.list.hasFocus():
            first = [place for place in here if self._pages.get(self._sections[place].key) == page]
            self.list.select(first[0] if first else here[-1])

    def _show(self) -> None:
        self.list.set_rows(
            tuple(
                Row(
                    key=one.key,
                    title=f"{one.words} {one.count}".strip(),
                    icon="check" if one.complete else "alert-triangle",
                    tone="success" if one.complete else "warning",
                    trailing=f"p. {self._pages[one.key]}" if one.key in self._pages else "",
                )
                for one in self._sections
            )
        )
