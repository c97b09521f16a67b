"""The photos of a workshop: a grid, one of them large, what is known of it; it decides nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from alianza_desktop.documents.pictures import SUFFIXES
from alianza_desktop.ui import theme
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.jobs import Task
from alianza_desktop.ui.photos.drop import PhotoDrop
from alianza_desktop.ui.photos.facts import PhotoFacts, PhotosFacts
from alianza_desktop.ui.photos.grid import SMALL, Grid, decoded
from alianza_desktop.ui.photos.inspector import WIDTH, Inspector
from alianza_desktop.ui.photos.presenter import PhotosPresenter
from alianza_desktop.ui.photos.viewer import Viewer
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.file_dialog import open_files, save_file
from alianza_desktop.ui.widgets.labels import ElidedLabel, column, frame, label, row
from alianza_desktop.ui.widgets.progress import ProgressStrip

LARGE: Final = QSize(2048, 2048)
EMPTY, GRID, ONE = range(3)


def open_photos(context: Context) -> Screen:
    """Make the page with its presenter."""
    screen = PhotosScreen(context)
    screen.begin(PhotosPresenter(screen, context.jobs(screen), context.workshop_id))
    return screen


class PhotosScreen(QWidget):
    """The grid or one photo at the left; its caption, its mark and who refused at the right."""

    presenter: PhotosPresenter

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._title = label(self.tr("Fotos"), "title", semibold=True)
        self._subtitle = ElidedLabel(tone="secondary")
        self.add = Button(self.tr("Agregar fotos"), "primary", icon="photo-plus", key="Ctrl+O")
        self._back = Button(self.tr("Volver"), icon="arrow-back-up", key="Esc", height=36)
        self.strip = ProgressStrip()
        self.message = Banner(height=40)
        self.grid, self.viewer, self.inspector = Grid(), Viewer(), Inspector()
        self.first = Button(self.tr("Agregar fotos"), "primary", icon="photo-plus", key="Ctrl+O")
        self._seen = ""
        """The hash of the photo that is seen large."""
        self._asked: set[str] = set()
        self._lay_out()

    # layout

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        for page in (self._empty_page(), self.grid, self.viewer):
            self._pages.addWidget(page)
        card = frame("card")
        card.setLayout(column(self._pages, margins=(4, 4, 4, 4)))
        self._body = QHBoxLayout()
        self._body.addWidget(card, 1)
        self._body.addWidget(self.inspector)
        self._whole = QVBoxLayout(self)
        self._whole.addLayout(row(self._title, self._subtitle, self._back, self.add, gap=12))
        self._whole.addWidget(self.strip)
        self._whole.addWidget(self.message)
        self._whole.addLayout(self._body, 1)
        self.fit(compact=False)

    def _empty_page(self) -> QWidget:
        words = self.tr(
            "Elija fotos JPEG o PNG, o arrástrelas hasta aquí. Se guardan más pequeñas, derechas y sin el "
            "lugar donde se tomaron."
        )
        inside = column(
            label(self.tr("Aún no hay fotos."), "emphasis", semibold=True),
            label(words, tone="secondary", wrap=True),
            row(self.first, None),
            gap=10,
            margins=(28, 24, 28, 24),
        )
        self._box = QWidget()
        self._box.setLayout(inside)
        page = QWidget()
        page.setLayout(column(None, row(None, self._box, None), None, None))
        area = QScrollArea()  # only larger text needs it
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        return area

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        side = 16 if compact else 20
        self._whole.setContentsMargins(side, 8 if compact else 14, side, 12 if compact else 16)
        self._whole.setSpacing(8 if compact else 12)
        self._body.setSpacing(12 if compact else 16)
        self.inspector.setFixedWidth(theme.px(WIDTH))
        self._box.setFixedWidth(theme.px(300 if compact else 420))
        for button in (self.add, self._back):
            button.set_words(button.text(), key=("" if tiny else {self.add: "Ctrl+O"}.get(button, "Esc")))

    # wiring

    def begin(self, presenter: PhotosPresenter) -> None:
        self.presenter = presenter
        grid, inspector = self.grid, self.inspector
        grid.needs.connect(presenter.peek)
        grid.current_changed.connect(self._chosen)
        grid.opened.connect(self.see_large)
        grid.cleared.connect(lambda _id: self._toggle_cleared())
        grid.removed.connect(presenter.remove)
        grid.moved.connect(presenter.move)
        self.viewer.stepped.connect(self._step)
        self.viewer.cleared.connect(self._toggle_cleared)
        self.viewer.left.connect(self.leave)
        inspector.changed.connect(presenter.caption)
        inspector.cleared.connect(self._clear)
        inspector.opened.connect(self._large_or_all)
        inspector.saved.connect(self._save)
        inspector.moved.connect(lambda step: presenter.move(grid.current_id(), step))
        inspector.removed.connect(lambda: presenter.remove(grid.current_id()))
        for button, call in ((self.add, self.choose), (self.first, self.choose), (self._back, self.leave)):
            button.clicked.connect(call)
        keys: dict[str, Callable[[], None]] = {"Ctrl+O": self.choose, "Esc": self.leave}
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act)
        PhotoDrop(self, presenter.add)
        presenter.begin()

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        self._all()

    def on_changed(self, changes: frozenset[str]) -> None:
        self.presenter.on_changed(changes)

    def choose(self) -> None:
        """Ctrl+O: ask for files."""
        if self.strip.isHidden() and self.add.isEnabled():
            kinds = self.tr("Fotos ({kinds})").format(kinds=" ".join(f"*{one}" for one in _names()))
            open_files(self, self.tr("Elegir fotos"), kinds, self.presenter.add)

    def leave(self) -> None:
        """Esc: from one photo to all of them; from there to Inicio."""
        if self._pages.currentIndex() == ONE:
            self._all()
        else:
            self._context.open("home", "")

    def _all(self) -> None:
        self._pages.setCurrentIndex(GRID if self.grid.photos() else EMPTY)
        self._dress()
        (self.grid if self.grid.photos() else self.first).setFocus(Qt.FocusReason.OtherFocusReason)

    def see_large(self, photo_id: str) -> None:
        """Show one photo as large as there is room."""
        if photo_id:
            self.grid.select_id(photo_id)
            self._pages.setCurrentIndex(ONE)
            self._dress()
            self._show_large()
            self.viewer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _large_or_all(self) -> None:
        if self._pages.currentIndex() == ONE:
            self._all()
        else:
            self.see_large(self.grid.current_id())

    def _dress(self) -> None:
        large = self._pages.currentIndex() == ONE
        self.inspector.open.set_words(self.tr("Ver todas") if large else self.tr("Ver en grande"))

    def _show_large(self) -> None:
        one = self.grid.current()
        if one is not None and one.attachment != self._seen:
            self._seen = one.attachment
            self.viewer.show_words(self.tr("Abriendo…"))
            self.viewer.setAccessibleName(one.spoken)
            self.presenter.look(one.id, one.attachment)

    def _step(self, step: int) -> None:
        self.grid.go(self.grid.currentIndex().row() + step)

    def _chosen(self, photo_id: str) -> None:
        self._show_one()
        self.presenter.choose(photo_id)
        if self._pages.currentIndex() == ONE:
            self._show_large()

    def _show_one(self) -> None:
        one, total = self.grid.current(), len(self.grid.photos())
        number = self.grid.currentIndex().row() + 1
        words = self.tr("Foto {number} de {total}").format(number=number, total=total)
        self.inspector.show_photo(one, words if one is not None else self.tr("Antes de usar una foto"))

    def _toggle_cleared(self) -> None:
        one = self.grid.current()
        if one is not None:
            self.presenter.clear(one.id, cleared=not one.cleared)

    def _clear(self, cleared: bool) -> None:
        one = self.grid.current()
        if one is not None:
            self.presenter.clear(one.id, cleared=cleared)

    def _save(self) -> None:
        one = self.grid.current()
        if one is not None:
            name, kinds = _file_name(one, self.grid.currentIndex().row() + 1), self.tr("Foto JPEG (*.jpg)")
            title = self.tr("Guardar la foto")
            save_file(self, title, kinds, name, lambda path: self.presenter.save(one.id, path))

    # what the presenter shows

    def show_photos(self, facts: PhotosFacts) -> None:
        self._subtitle.set_text(facts.summary)
        self.inspector.show_refusals(facts.refusals)
        self.grid.show_photos(facts.photos)
        self._show_one()
        if not facts.photos or self._pages.currentIndex() == EMPTY:
            before = self._pages.currentIndex()
            self._pages.setCurrentIndex(GRID if facts.photos else EMPTY)
            if before != self._pages.currentIndex() and self.isVisible():
                self._all()
        elif self._pages.currentIndex() == ONE:
            self._show_large()
        self.add.setVisible(bool(facts.photos))

    @staticmethod
    def decoded(data: bytes, *, large: bool) -> QImage:
        return decoded(data, LARGE if large else SMALL)

    def show_small(self, attachment: str, picture: object) -> None:
        assert isinstance(picture, QImage)
        self.grid.show_small(attachment, picture)

    def show_large(self, attachment: str, picture: object) -> None:
        assert isinstance(picture, QImage)
        if attachment == self._seen:
            self.viewer.show_picture(QPixmap.fromImage(picture))

    def show_missing(self, attachment: str) -> None:
        if attachment == self._seen:
            self.viewer.show_words(self.tr("Esta foto no está en este equipo."))

    def show_working(self, words: str) -> None:
        self.strip.begin(words)
        for button in (self.add, self.first):
            button.setEnabled(False)

    def show_progress(self, done: int, total: int) -> None:
        self.strip.report(done, total)

    def follow(self, task: Task) -> None:
        self.strip.follow(task)

    def show_idle(self) -> None:
        self.strip.end()
        for button in (self.add, self.first):
            button.setEnabled(True)

    def show_message(self, kind: str, words: str) -> None:
        if words:
            self.message.tell("success" if kind == "success" else "warning", words)
        else:
            self.message.clear()

    def show_fault(self, words: str) -> None:
        self.inspector.form.show_fault("caption", words)

    def select(self, photo_id: str) -> None:
        self.grid.select_id(photo_id)

    def toast(self, words: str, inverse: Callable[[], None] | None) -> None:
        self._context.toast(words, inverse)


def _names() -> Sequence[str]:
    return (*SUFFIXES, *(one.upper() for one in SUFFIXES))


def _file_name(one: PhotoFacts, number: int) -> str:
    """Propose a name that says nothing of anybody: the day and the place in the list."""
    day = "-".join(reversed(one.when[:10].split("/")))
    return f"{Path(f'foto-{day}-{number:02}').name}.jpg"
