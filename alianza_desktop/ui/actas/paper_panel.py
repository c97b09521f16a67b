"""«Firmas en papel»: drop or choose scans, see which pages came back, tick who signed; it decides nothing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from alianza_desktop.documents.scans import SUFFIXES
from alianza_desktop.ui import theme
from alianza_desktop.ui.actas.asking import HOW
from alianza_desktop.ui.actas.panel import Panel, back, pair
from alianza_desktop.ui.actas.paper_presenter import PageFacts, PaperFacts
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.jobs import Task
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.field import CheckField, Field
from alianza_desktop.ui.widgets.file_dialog import open_files
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import label
from alianza_desktop.ui.widgets.progress import ProgressStrip
from alianza_desktop.ui.widgets.rows import Look, Rows

FIELDS: Final = (
    FieldSpec(
        key="outcome",
        label="Qué hicieron",
        kind="choice",
        choices=(
            ("paper", "Firmaron en papel"),
            ("thumbprint", "Pusieron su huella"),
            ("at_request", "Firmó otra persona a su ruego"),
        ),
    ),
    FieldSpec(key="signed_for_by", label="Quién firmó a su ruego", hint="Nombre y documento"),
    FieldSpec(
        key="identified_by", label="¿Cómo se identificaron?", kind="choice", choices=(("", "Elija una"), *HOW)
    ),
    FieldSpec(key="witness", label="Testigo", hint="Nombre y documento"),
    FieldSpec(key="shown", label="Vieron el texto del acta", kind="check"),
)
_SMALL, _WIDE, _HIGH, _ACROSS = 72, 82, 116, 3
"""Pixels of a small page and of its place with its words; places in a line."""


class PaperPanel(Panel):
    """The view of `PaperPresenter`."""

    added = Signal(list)
    typed = Signal(str, str)
    """An unknown page, and which one somebody says it is."""
    removed = Signal(str)
    recorded = Signal(list, dict)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Firmas en papel"))
        self.choose_button = Button(self.tr("Elegir escaneos o fotos"), icon="folder-open", height=36)
        self.progress, self.said = ProgressStrip(), Banner(height=36)
        self.pages = QListWidget()
        self._unknown_title = label(self.tr("Sin código legible"), semibold=True)
        self.unknown = Rows(
            Look(height=44, side=8, lead=8, separator="line"),
            self.tr("Sin código legible"),
            choosing=True,
            fit=True,
        )
        self.code = Field(self.tr("Página, por ejemplo 3 o H1"))
        self.code_button = Button(self.tr("Escribir el código"))
        self._foreign_title = label(self.tr("No son de esta versión"), semibold=True)
        self.foreign = Rows(
            Look(height=44, side=8, lead=8, separator="line"), self.tr("No son de esta versión"), fit=True
        )
        self._people_title = label(self.tr("¿Quién firmó en papel?"), semibold=True)
        self.people: dict[str, CheckField] = {}
        self._boxes = QVBoxLayout()
        self.form = Form(FIELDS)
        self.record = Button(self.tr("Registrar a los marcados"), "primary", icon="check", key=ENTER)
        self._back = back()
        self._dress_pages()
        self._lay_out()
        self._connect()

    def _dress_pages(self) -> None:
        self.pages.setViewMode(QListView.ViewMode.IconMode)
        self.pages.setMovement(QListView.Movement.Static)
        self.pages.setResizeMode(QListView.ResizeMode.Adjust)
        self.pages.setAccessibleName(self.tr("Páginas del acta y de la hoja de firmas"))
        self.pages.setIconSize(QSize(theme.px(_SMALL), theme.px(_SMALL)))
        self.pages.setGridSize(QSize(theme.px(_WIDE), theme.px(_HIGH)))
        self.pages.setWordWrap(True)
        self.pages.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _lay_out(self) -> None:
        help_words = self.tr(
            "Arrastre aquí los escaneos o fotos de lo firmado, en cualquier orden. El código dice de qué "
            "versión es cada página; usted confirma quién firmó."
        )
        self._code_line = QWidget()
        self._code_line.setLayout(pair(self.code, self.code_button))
        parts = (
            label(help_words, tone="secondary", wrap=True), self.choose_button, self.progress, self.said,
            self.pages, self._unknown_title, self.unknown, self._code_line, self._foreign_title, self.foreign,
            self._people_title,
        )  # fmt: skip
        for part in parts:
            self.body.addWidget(part)
        self.body.addLayout(self._boxes)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.foot.addWidget(self.record)
        self.foot.addWidget(self._back)
        self.finish()

    def _connect(self) -> None:
        self.setAcceptDrops(True)
        self.installEventFilter(self)
        self.choose_button.clicked.connect(self.choose)
        self.code_button.clicked.connect(self._type)
        self.code.returnPressed.connect(self._type)
        self.unknown.chosen.connect(lambda _key: self.code.setFocus())
        self.record.clicked.connect(self._record)
        self.form.submitted.connect(self._record)
        self.form.changed.connect(lambda _key, _value: self._show_fields())
        self.progress.cancelled.connect(self.cancelled)
        self._back.clicked.connect(self.leave)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Supr takes the chosen page away."""
        item = self.pages.currentItem()
        if event.key() == Qt.Key.Key_Delete and self.pages.hasFocus() and item is not None:
            self.removed.emit(item.data(Qt.ItemDataRole.UserRole))
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files that are dropped."""
        if watched is not self or not isinstance(event, QDropEvent):
            return False
        files = _scans_of(event)
        if not files:
            event.ignore()  # goes on to the window
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.added.emit(files)
        return True

    def choose(self) -> None:
        """Ask for files."""
        kinds = self.tr("Escaneos y fotos ({kinds})").format(kinds=" ".join(f"*{one}" for one in SUFFIXES))
        open_files(self, self.tr("Elegir escaneos o fotos"), kinds, self.added.emit)

    def ask(self) -> None:
        """Begin anew, before the presenter shows what there is."""
        self.form.clear_values(*(one.key for one in FIELDS))
        self.form.show_values({"outcome": "paper"})
        self._show_fields()
        self.tell_fault("")
        self.choose_button.setFocus()

    # what the presenter shows

    def show_papers(self, facts: PaperFacts) -> None:
        self.aside.setText(facts.summary)
        here = self.pages.currentRow()
        self.pages.clear()
        for one in facts.pages:
            self.pages.addItem(_item(one))
        self.pages.setCurrentRow(max(0, here))
        self.pages.setFixedHeight(theme.px(_HIGH) * -(-len(facts.pages) // _ACROSS) + 4)
        self.unknown.set_rows(facts.unknown)
        self.unknown.select(0)
        for part in (self._unknown_title, self.unknown, self._code_line):
            part.setVisible(bool(facts.unknown))
        self._show_people(facts.people)

    def _show_people(self, people: Sequence[tuple[str, str]]) -> None:
        ticked = {key for key, box in self.people.items() if box.isChecked()}
        for box in self.people.values():
            self._boxes.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.people = {key: CheckField(name) for key, name in people}
        for key, box in self.people.items():
            box.setChecked(key in ticked)
            self._boxes.addWidget(box)
        for part in (self._people_title, self.form, self.record):
            part.setVisible(bool(people))
        self._show_fields()

    def show_foreign(self, rows: tuple[Row, ...]) -> None:
        self.foreign.set_rows(rows)
        for part in (self._foreign_title, self.foreign):
            part.setVisible(bool(rows))

    def show_working(self, words: str) -> None:
        self.progress.begin(words)
        self.choose_button.setEnabled(False)

    def show_progress(self, done: int, total: int) -> None:
        self.progress.report(done, total)

    def follow(self, task: Task) -> None:
        self.progress.follow(task)

    def show_idle(self) -> None:
        self.progress.end()
        self.choose_button.setEnabled(True)

    def show_said(self, kind: str, words: str) -> None:
        if not words:
            self.said.clear()
        elif kind == "success":
            self.said.tell("success", words)
        else:
            self.said.warn(words)

    # what the operator does

    def _show_fields(self) -> None:
        values = self.form.values()
        self.form.show_field("signed_for_by", shown=values["outcome"] == "at_request")
        witnessed = values["outcome"] == "at_request" or values["identified_by"] == "witness"
        self.form.show_field("witness", shown=witnessed)

    def _type(self) -> None:
        if self.code.text().strip():
            self.typed.emit(self.unknown.current_key(), self.code.text())
            self.code.clear()

    def _record(self) -> None:
        if self.form.pending():
            ticked = [key for key, box in self.people.items() if box.isChecked()]
            self.recorded.emit(ticked, self.form.values())


def _item(one: PageFacts) -> QListWidgetItem:
    picture = QPixmap()
    if one.thumbnail:
        picture.loadFromData(one.thumbnail)
    else:
        picture = QPixmap(theme.px(_SMALL) * 7 // 10, theme.px(_SMALL))
        picture.fill(theme.colour("raised"))
    item = QListWidgetItem(QIcon(picture), f"{one.words}\n{one.note}")
    item.setData(Qt.ItemDataRole.UserRole, one.key)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.words}, {one.note}")
    return item


def _scans_of(event: QDropEvent) -> list[Path]:
    """Return the scans that are dragged; none when there is anything else among them."""
    urls = event.mimeData().urls()
    files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    whole = len(files) == len(urls) and all(one.suffix.lower() in SUFFIXES for one in files)
    return files if whole else []
