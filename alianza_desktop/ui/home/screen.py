"""Inicio as a picture: layout, signals and `show_*`; it decides nothing."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from alianza_desktop.core.sentences import said
from alianza_desktop.ui import folders
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.home.facts import HomeFacts
from alianza_desktop.ui.home.meetings_line import MeetingsLine
from alianza_desktop.ui.home.more import More
from alianza_desktop.ui.home.presenter import HomePresenter
from alianza_desktop.ui.home.workbook import WorkbookPresenter
from alianza_desktop.ui.jobs import Task
from alianza_desktop.ui.machine import Surroundings
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.file_dialog import save_file
from alianza_desktop.ui.widgets.labels import ElidedLabel, frame, label, row, strip
from alianza_desktop.ui.widgets.progress import ProgressStrip
from alianza_desktop.ui.widgets.rows import Look, Rows
from alianza_desktop.ui.widgets.sheet_drop import SheetDrop
from alianza_desktop.ui.widgets.stage_strip import StageCellFacts, StageStrip


def open_home(context: Context) -> Screen:
    """Make the screen with its presenter."""
    screen = HomeScreen(context)
    screen.begin(
        HomePresenter(
            screen,
            context.jobs(screen),
            context.clock,
            folder=context.folder,
            surroundings=Surroundings(),
            workshop_id=context.workshop_id,
        ),
        WorkbookPresenter(screen, context.jobs(screen), context.clock, context.workshop_id),
    )
    return screen


class HomeScreen(QScrollArea):
    """Strip of stages; what to do now, preflight and agenda below."""

    workbook: WorkbookPresenter

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._presenter: HomePresenter | None = None
        self._written: Path | None = None
        self._stages: dict[int, tuple[tuple[str, str], ...]] = {}
        self._title = label(size="title", semibold=True)
        self._subtitle = ElidedLabel(tone="secondary")
        self._new = Button(self.tr("Taller nuevo"), icon="plus", key="Ctrl+N")
        self.more = More(context)
        self.progress = ProgressStrip()
        self._folder = Button(self.tr("Abrir carpeta"), icon="folder-open")
        self.message = Banner(height=40, buttons=(self._folder,))
        self._strip = StageStrip()
        self.meetings = MeetingsLine()
        self._strong, self._words = label(semibold=True, wrap=True), label(tone="secondary", wrap=True)
        self._main = Button(self.tr("Abrir el registro"), "primary", icon="id-badge-2", key="Ctrl+2")
        self._does = ""
        self._todo = Rows(
            Look(height=52, side=16, lead=32, separator="line"), self.tr("Pendiente"), choosing=True
        )
        self._footer = label(size="caption", tone="secondary")
        self._checks = Rows(Look(height=44, side=16, lead=32, beside=140), self.tr("Antes de empezar"))
        self._summary = label(size="caption", tone="secondary")
        self._check = Button(self.tr("Probar todo"), "flat", icon="refresh")
        self._agenda_title = label(size="emphasis", semibold=True)
        self._edit = Button(self.tr("Editar taller"), "flat")
        self._agenda = Rows(
            Look(height=44, side=16, lead=52, strong_hour=True, strong_trailing=False), self.tr("Agenda")
        )
        self._lay_out()
        self._strip.chosen.connect(self._open_stage)
        self.meetings.chosen.connect(lambda one: self._context.open("workshop", one))
        self._main.clicked.connect(self._go_on)
        self._new.clicked.connect(self._plan)
        self._edit.clicked.connect(
            lambda: self._context.open("workshop-page", f"{self._context.workshop_id}:agenda")
        )
        self._check.clicked.connect(self._check_again)
        self._todo.chosen.connect(self._follow)
        self._folder.clicked.connect(self._show_folder)
        QShortcut(QKeySequence("Ctrl+R"), self, self._check_again)
        QShortcut(QKeySequence("Ctrl+N"), self, self._plan)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        for screens in (app.screenAdded, app.screenRemoved):
            screens.connect(self._screens_changed)
        drop = SheetDrop(self, lambda path: self._context.open("import-page", path))
        self.viewport().installEventFilter(drop)

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.addLayout(
            row(self._title, self._subtitle, self.meetings.short, self._new, self.more, gap=12)
        )
        self._box.addWidget(self.progress)
        self._box.addWidget(self.message)
        self._box.addWidget(self._strip)
        self._box.addWidget(self.meetings)
        self._cards = QHBoxLayout()
        self._cards.setSpacing(16)
        self._cards.addWidget(self._now_card(), 408)
        self._cards.addWidget(self._checks_card(), 425)
        self._cards.addWidget(self._agenda_card(), 264)
        self._box.addLayout(self._cards, 1)
        self.setWidget(inside)
        self.fit(compact=False)

    def _now_card(self) -> QFrame:
        card, box = _card(label(self.tr("Qué hacer ahora"), "emphasis", semibold=True))
        words = QVBoxLayout()
        words.setContentsMargins(16, 14, 16, 16)
        words.setSpacing(0)
        words.addWidget(self._strong)
        words.addWidget(self._words)
        words.addSpacing(12)
        words.addLayout(row(self._main, None))
        top = frame("head")
        top.setLayout(words)
        box.addWidget(top)
        box.addWidget(self._todo, 1)
        box.addStretch(0)
        box.addLayout(row(self._footer, None, margins=(16, 8, 16, 11)))
        return card

    def _checks_card(self) -> QFrame:
        title = label(self.tr("Antes de empezar"), "emphasis", semibold=True)
        card, box = _card(title, self._summary, None, self._check)
        box.addWidget(self._checks, 1)
        return card

    def _agenda_card(self) -> QFrame:
        card, box = _card(self._agenda_title, None, self._edit)
        words = self.tr("Los bloques del día aparecen aquí al crear el taller.")
        self._no_agenda = label(words, "caption", tone="secondary", wrap=True)
        self._no_agenda.setContentsMargins(16, 12, 16, 0)
        self._no_agenda.hide()
        box.addWidget(self._no_agenda)
        box.addWidget(self._agenda, 1)
        return card

    def begin(self, presenter: HomePresenter, workbook: WorkbookPresenter) -> None:
        self._presenter, self.workbook = presenter, workbook
        self.more.workbook.connect(workbook.begin)
        presenter.load()
        QTimer.singleShot(0, self, self._check_again)  # after the first picture: it asks the system

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        self._main.setFocus()

    def on_changed(self, changes: frozenset[str]) -> None:
        assert self._presenter is not None
        self._presenter.on_changed(changes)

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        side = 16 if compact else 20
        self._box.setContentsMargins(side, 8 if compact else 14, side, 12 if compact else 16)
        self._box.setSpacing(8 if compact else 12)
        self._cards.setDirection(
            QHBoxLayout.Direction.TopToBottom if tiny else QHBoxLayout.Direction.LeftToRight
        )
        self._cards.setSpacing(12 if compact else 16)
        for number, stretch in enumerate((330, 384, 268) if compact else (408, 425, 264)):
            self._cards.setStretch(number, stretch)
        self._strip.set_compact(compact=compact, tiny=tiny)
        self.meetings.fit(compact=compact or tiny)
        for rows in (self._checks, self._agenda):
            rows.set_height(36 if compact else 44)
        for rows in (self._todo, self._checks, self._agenda):
            rows.set_fit(fit=tiny)  # one column: the page scrolls, not its lists
        self._todo.set_height(44 if compact else 52)

    def show_facts(self, facts: HomeFacts) -> None:
        self._title.setText(facts.title)
        self._subtitle.set_text(facts.subtitle)
        self._stages = {one.number: one.workshops for one in facts.stages}
        self._strip.show_stages(
            tuple(
                StageCellFacts(one.number, one.name, one.state, one.word, one.lines, current=one.current)
                for one in facts.stages
            )
        )
        self._strong.setText(facts.now.strong)
        self._words.setText(facts.now.words)
        self._dress(facts.now.main)
        self._edit.setVisible(facts.now.can_register)
        self._new.setVisible(facts.now.can_register)  # one button for one thing
        self.meetings.show_meetings(facts.meetings)
        self._edit.set_words(self.tr("Editar reunión") if facts.is_meeting else self.tr("Editar taller"))
        self.more.show_workshop(
            here=facts.now.can_register, rehearsal=facts.rehearsal, meeting=facts.is_meeting
        )
        self._todo.set_rows(facts.now.todo)
        self._todo.setVisible(bool(facts.now.todo))
        self._footer.setText(facts.now.footer)
        self._agenda_title.setText(facts.agenda_title)
        self._agenda.set_rows(facts.agenda)
        self._no_agenda.setVisible(not facts.agenda)

    def show_checks(self, summary: str, rows: tuple[Row, ...]) -> None:
        self._summary.setText(summary)
        self._checks.set_rows(rows)

    # the workbook of the workshop

    def ask_where(self, name: str) -> None:
        """Ask where the workbook goes: it has personal data, so a person decides."""
        title, kinds = self.tr("Guardar el libro"), self.tr("Excel (*.xlsx)")
        save_file(self, title, kinds, name, self.workbook.write)

    def show_working(self, words: str) -> None:
        self.message.clear()
        self.progress.begin(words)

    def show_progress(self, done: int, total: int) -> None:
        self.progress.report(done, total)

    def follow(self, task: Task) -> None:
        self.progress.follow(task)

    def show_written(self, path: Path, words: str) -> None:
        self.progress.end()
        self._written = path
        self._folder.show()
        self.message.tell("success", words)

    def show_not_written(self, words: str) -> None:
        self.progress.end()
        self._folder.hide()
        self.message.tell("warning", words)

    def _show_folder(self) -> None:
        if self._written is not None:
            self._folder_shown(self._written.parent)

    def _folder_shown(self, folder: Path) -> None:
        if not folders.show(folder):
            self._context.toast(said("folder-not-shown", folder=folder), None)

    def _screens_changed(self) -> None:
        """A projector came or went: what was checked of it is no longer so."""
        QTimer.singleShot(0, self, self._check_again)

    def _check_again(self) -> None:
        assert self._presenter is not None
        self._presenter.check_all(self._context.surroundings())

    def _open_stage(self, number: int) -> None:
        choices = self._stages.get(number, ())
        chosen = (
            choices[0][0] if len(choices) == 1 else self._strip.ask(number, choices, self) if choices else ""
        )
        if chosen:
            self._context.open("workshop", chosen)

    def _dress(self, main: str) -> None:
        """Say on the button what there is to do now."""
        words, icon, key = {
            "new": (self.tr("Crear el primer taller"), "plus", "Ctrl+N"),
            "import": (self.tr("Importar invitados"), "file-spreadsheet", ""),
            "registration": (self.tr("Abrir el registro"), "id-badge-2", "Ctrl+2"),
            "actas": (self.tr("Ver las actas"), "file-text", "Ctrl+5"),
        }[main]
        self._does = main
        self._main.set_words(words, icon=icon, key=key)

    def _go_on(self) -> None:
        places = {"new": "workshop-page", "import": "import-page"}
        if self._does:  # until it is known what there is to do, nothing
            self._context.open(places.get(self._does, self._does), "")

    def _plan(self) -> None:
        self._context.open("workshop-page", "")

    def _follow(self, key: str) -> None:
        kind, _, record = key.partition(":")
        places = {
            "review": ("registration", "review"),
            "import": ("import-page", ""),
            "sessions": ("workshop-page", f"{self._context.workshop_id}:sessions"),
            "acta": ("actas", record),
        }
        self._context.open(*places[kind])


def _card(*head: QWidget | None) -> tuple[QFrame, QVBoxLayout]:
    """Return a card with its 44 px header, and the layout of its body."""
    card = frame("card")
    box = QVBoxLayout(card)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    line = row(*head, *(() if None in head else (None,)), gap=8, margins=(16, 0, 10, 0))
    box.addWidget(strip("head", line, 43))
    return card, box
