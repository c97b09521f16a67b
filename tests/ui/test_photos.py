"""Photos: added one by one, looked at, captioned, saved, taken away and brought back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Unavailable
from alianza_desktop.services import consents, photos
from alianza_desktop.storage import attachments
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.jobs import InlineJobs, Task
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.photos.facts import Adding, PhotosFacts, adding_words
from alianza_desktop.ui.photos.presenter import PhotosPresenter
from alianza_desktop.ui.photos.screen import PhotosScreen
from tests.builders import World, arrive, writing

Inverse = Callable[[], None] | None


def camera(folder: Path, number: int, size: tuple[int, int] = (320, 240)) -> Path:
    """Write a photo as a telephone does, with its place."""
    exif = Image.Exif()
    exif[0x8769] = {0x9003: f"2026:11:23 09:{number % 60:02}:00"}
    exif[0x8825] = {1: "S", 2: (4.0, 35.0, 12.0)}
    path = folder / f"IMG_{number:04}.JPG"
    Image.new("RGB", size, (number * 37 % 256, number * 91 % 256, 120)).save(path, "JPEG", exif=exif)
    return path


@dataclass
class FakePage:
    """The page without Qt."""

    facts: PhotosFacts | None = None
    pictures: dict[str, object] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    progress: list[tuple[int, int]] = field(default_factory=list)
    working: bool = False
    message: tuple[str, str] = ("", "")
    fault: str = ""
    selected: str = ""
    task: Task | None = None
    toasts: list[tuple[str, Inverse]] = field(default_factory=list)
    on_progress: Callable[[int], None] = lambda _done: None

    def show_photos(self, facts: PhotosFacts) -> None:
        self.facts = facts

    def decoded(self, data: bytes, *, large: bool) -> object:
        return data

    def show_small(self, attachment: str, picture: object) -> None:
        self.pictures[attachment] = picture

    def show_large(self, attachment: str, picture: object) -> None:
        self.pictures[attachment] = picture

    def show_missing(self, attachment: str) -> None:
        self.missing.append(attachment)

    def show_working(self, words: str) -> None:
        self.working = True

    def show_progress(self, done: int, total: int) -> None:
        self.progress.append((done, total))
        self.on_progress(done)

    def follow(self, task: Task) -> None:
        self.task = task

    def show_idle(self) -> None:
        self.working = False

    def show_message(self, kind: str, words: str) -> None:
        self.message = (kind, words)

    def show_fault(self, words: str) -> None:
        self.fault = words

    def select(self, photo_id: str) -> None:
        self.selected = photo_id

    def toast(self, words: str, inverse: Inverse) -> None:
        self.toasts.append((words, inverse))

    @property
    def captions(self) -> list[str]:
        return [one.caption for one in self.facts.photos] if self.facts else []


@dataclass
class Page:
    """A presenter with its fake view and a folder of photos."""

    view: FakePage
    presenter: PhotosPresenter
    folder: Path

    def add(self, number: int) -> list[str]:
        self.presenter.add([camera(self.folder, one) for one in range(1, number + 1)])
        assert self.view.facts is not None
        return [one.id for one in self.view.facts.photos]


@pytest.fixture
def page(jobs: InlineJobs, made: World, tmp_path: Path) -> Page:
    folder = tmp_path / "DCIM"
    folder.mkdir()
    view = FakePage()
    presenter = PhotosPresenter(view, jobs, made.workshop)
    presenter.begin()
    return Page(view, presenter, folder)


def test_an_empty_page(page: Page) -> None:
    assert page.view.facts is not None
    assert page.view.facts.summary == "Taller 4 · Hoja de ruta"
    assert page.view.facts.refusals.title == "Nadie negó su imagen"


def test_files_become_photos_with_progress(page: Page) -> None:
    ids = page.add(3)
    assert page.view.progress == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert page.view.message == ("success", "3 fotos agregadas, por revisar.")
    assert not page.view.working
    assert page.view.selected == ids[0]
    assert page.view.facts is not None
    assert [one.when for one in page.view.facts.photos] == [
        "23/11/2026 09:01", "23/11/2026 09:02", "23/11/2026 09:03",
    ]  # fmt: skip
    assert page.view.facts.summary == "3 fotos · 3 por revisar"


def test_nothing_of_the_file_is_kept_but_its_pixels(page: Page, database: Database) -> None:
    (photo,) = page.add(1)
    with database.reading() as session:
        data = photos.data(session, photo)
    assert b"Exif" not in data
    assert b"GPS" not in data


def test_bad_files_are_named_and_the_rest_comes_in(page: Page) -> None:
    text, cut = page.folder / "lista.jpg", page.folder / "cortada.jpg"
    text.write_text("nombre;dni\n", encoding="utf-8")
    cut.write_bytes(camera(page.folder, 9, (900, 900)).read_bytes()[:1400])
    page.presenter.add([camera(page.folder, 1), text, camera(page.folder, 2), cut, page.folder / "no.jpg"])
    kind, words = page.view.message
    assert kind == "warning"
    assert words.startswith("2 fotos agregadas, por revisar. «lista.jpg» no es una foto JPEG o PNG")
    assert words.endswith("Pasó algo parecido con 2 archivos más.")
    assert len(page.view.captions) == 2


def test_the_same_files_again_change_nothing(page: Page) -> None:
    page.add(2)
    assert len(page.add(2)) == 2
    assert page.view.message == ("success", "2 ya estaban.")


def test_cancelling_keeps_what_is_in(page: Page) -> None:
    page.view.on_progress = lambda done: page.presenter._task.cancel() if done == 2 else None
    assert len(page.add(5)) == 2
    assert page.view.message == ("warning", "2 fotos agregadas, por revisar. 3 quedaron sin agregar.")


def test_many_at_once(page: Page) -> None:
    assert len(page.add(60)) == 60


def test_a_store_that_cannot_be_written_stops_it(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_options: object) -> None:
        raise Unavailable("disk-full")

    monkeypatch.setattr(attachments, "put", full)
    page.presenter.add([camera(page.folder, one) for one in range(4)])
    kind, words = page.view.message
    assert kind == "warning"
    assert words.startswith("3 quedaron sin agregar.")
    assert len(page.view.progress) == 2


def test_words_of_what_became_of_the_files() -> None:
    assert adding_words(Adding(1, added=1)) == ("success", "1 foto agregada, por revisar.")
    assert adding_words(Adding(3, added=1, known=2)) == (
        "success", "1 foto agregada, por revisar. 2 ya estaban.",
    )  # fmt: skip


def test_a_caption_is_kept(page: Page, database: Database) -> None:
    one, two = page.add(2)
    page.presenter.choose(one)
    page.presenter.caption(one, "Mesa 1 lee sus compromisos")
    page.presenter.caption(one, "Mesa 1 lee sus compromisos ante todos")
    page.presenter.caption(two, "Sin haberla elegido")
    assert page.view.captions == ["Mesa 1 lee sus compromisos ante todos", "Sin haberla elegido"]
    page.presenter.caption("no", "x")
    assert page.view.fault


def test_looked_at_and_in_doubt_again(page: Page, database: Database, made: World) -> None:
    (photo,) = page.add(1)
    page.presenter.clear(photo, cleared=True)
    assert page.view.facts is not None
    assert page.view.facts.summary == "1 foto · revisada"
    with writing(database) as session:
        arrive(session, made, made.mayor)
        consents.record(session, made.mayor, registration=True, contact=True, photos=False)
    page.presenter.on_changed(frozenset({"consent"}))
    assert [one.word for one in page.view.facts.photos] == ["revisar otra vez"]
    assert page.view.facts.refusals.title == "Negaron su imagen (1)"
    assert page.view.facts.refusals.rows[0].title == "María Elena Quispe Huamán"
    page.presenter.on_changed(frozenset({"agreement"}))


def test_notes_on_who_cannot_be_named(page: Page, database: Database, made: World) -> None:
    from alianza_desktop.services import registration

    with writing(database) as session:
        arrive(session, made, made.mayor)
        registration.register_anonymous(session, made.workshop, session_id=made.session, sector="public")
    page.presenter.load()
    assert page.view.facts is not None
    assert page.view.facts.refusals.note == (
        "1 persona vino sin dar sus datos: tampoco debe verse. A 1 persona no se le preguntó por su imagen."
    )


def test_taken_away_and_brought_back(page: Page) -> None:
    one, two = page.add(2)
    page.presenter.remove(one)
    assert page.view.facts is not None
    assert [each.id for each in page.view.facts.photos] == [two]
    words, inverse = page.view.toasts[0]
    assert (words, inverse is not None) == ("Foto eliminada.", True)
    assert inverse is not None
    inverse()
    assert [each.id for each in page.view.facts.photos] == [one, two]
    assert page.view.selected == one


def test_what_was_deleted_leaves_the_store_the_next_time(
    page: Page, jobs: InlineJobs, database: Database, made: World
) -> None:
    one, _two = page.add(2)
    with database.reading() as session:
        rows = photos.listing(session, made.workshop)
    page.presenter.remove(one)
    PhotosPresenter(FakePage(), jobs, made.workshop).begin()
    with database.reading() as session:
        assert [attachments.has(session, row.attachment) for row in rows] == [False, True]


def test_the_order(page: Page) -> None:
    one, two, three = page.add(3)
    page.presenter.move(three, -1)
    assert page.view.facts is not None
    assert [each.id for each in page.view.facts.photos] == [one, three, two]


def test_only_a_looked_at_photo_is_saved(page: Page, tmp_path: Path) -> None:
    (photo,) = page.add(1)
    target = tmp_path / "foto.jpg"
    page.presenter.save(photo, target)
    assert page.view.message[0] == "warning"
    assert not target.exists()
    page.presenter.clear(photo, cleared=True)
    page.presenter.save(photo, target)
    assert page.view.message == ("success", "La foto está en foto.jpg.")
    with Image.open(target) as image:
        assert image.size == (320, 240)
        assert dict(image.getexif()) == {}
    page.presenter.save(photo, tmp_path / "no" / "foto.jpg")
    assert page.view.message[0] == "warning"


def test_small_pictures_are_read_one_at_a_time(page: Page, jobs: InlineJobs) -> None:
    page.add(3)
    assert page.view.facts is not None
    waiting: list[Callable[[], object]] = []
    real = jobs.read

    def later(*asked: Any) -> Task:
        waiting.append(lambda: real(*asked))
        return Task()

    jobs.read = later  # type: ignore[method-assign, assignment]
    for one in page.view.facts.photos:
        page.presenter.peek(one.id, one.attachment)
    for number in range(3):
        assert len(waiting) == number + 1
        waiting[number]()
    assert len(page.view.pictures) == 3


def test_bytes_that_are_not_here(page: Page, database: Database) -> None:
    (photo,) = page.add(1)
    assert page.view.facts is not None
    digest = page.view.facts.photos[0].attachment
    page.presenter.look(photo, digest)
    assert digest in page.view.pictures
    with writing(database) as session:
        attachments.drop(session, digest)
    page.presenter.look(photo, digest)
    assert page.view.missing == [digest]


# the real page


@pytest.fixture
def window(qtbot: QtBot, database: Database, made: World, clock: FixedClock) -> Iterator[MainWindow]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    start.dress(app)
    opened = gallery.opened(database, made.workshop, clock)
    opened.resize(1366, 690)
    opened.show()
    qtbot.waitExposed(opened)
    opened.activateWindow()
    yield opened
    opened.close()
    shiboken6.delete(opened)


@pytest.fixture
def screen(window: MainWindow) -> PhotosScreen:
    window.open("photos-page", "")
    found = window.current().page()
    assert isinstance(found, PhotosScreen)
    return found


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def filled(screen: PhotosScreen, folder: Path, number: int) -> list[str]:
    screen.presenter.add([camera(folder, one) for one in range(1, number + 1)])
    settle()
    return [one.id for one in screen.grid.photos()]


def test_a_page_of_many_by_keyboard_alone(screen: PhotosScreen, tmp_path: Path) -> None:
    assert screen.first.hasFocus()
    ids = filled(screen, tmp_path, 5)
    assert screen.grid.hasFocus()
    assert screen.grid.current_id() == ids[0]
    QTest.keyClick(screen.grid, Qt.Key.Key_Right)
    assert screen.grid.current_id() == ids[1]
    QTest.keyClick(screen.grid, Qt.Key.Key_Space)
    assert screen.grid.photos()[1].cleared
    assert screen.inspector.check.isChecked()
    assert screen.inspector.save.isEnabled()
    QTest.keyClick(screen.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert [one.id for one in screen.grid.photos()] == [ids[0], ids[2], ids[1], ids[3], ids[4]]
    assert screen.grid.current_id() == ids[1]
    QTest.keyClick(screen.grid, Qt.Key.Key_Delete)
    assert ids[1] not in [one.id for one in screen.grid.photos()]
    assert screen.grid.current_id() == ids[3]
    QTest.keyClick(screen.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert ids[1] in [one.id for one in screen.grid.photos()]
    assert screen.grid.current_id() == ids[1]


def test_seen_large_and_back(window: MainWindow, screen: PhotosScreen, tmp_path: Path) -> None:
    ids = filled(screen, tmp_path, 3)
    QTest.keyClick(screen.grid, Qt.Key.Key_Return)
    assert screen.viewer.isVisible()
    assert screen.viewer.hasFocus()
    assert screen.viewer.picture.width() == 320
    QTest.keyClick(screen.viewer, Qt.Key.Key_Right)
    assert screen.grid.current_id() == ids[1]
    QTest.keyClick(screen.viewer, Qt.Key.Key_Space)
    assert screen.grid.photos()[1].cleared
    QTest.keyClick(screen.viewer, Qt.Key.Key_Escape)
    assert screen.grid.isVisible()
    assert screen.grid.hasFocus()
    QTest.keyClick(screen.grid, Qt.Key.Key_Escape)
    assert window._here == "home"


def test_the_same_by_mouse(screen: PhotosScreen, tmp_path: Path) -> None:
    ids = filled(screen, tmp_path, 3)
    left, inspector = Qt.MouseButton.LeftButton, screen.inspector
    QTest.mouseClick(inspector.check, left)
    assert screen.grid.photos()[0].cleared
    QTest.mouseClick(inspector.on, left)
    assert [one.id for one in screen.grid.photos()] == [ids[1], ids[0], ids[2]]
    QTest.mouseClick(inspector.open, left)
    assert screen.viewer.isVisible()
    QTest.mouseClick(inspector.open, left)
    assert screen.grid.isVisible()
    QTest.mouseClick(inspector.remove, left)
    assert len(screen.grid.photos()) == 2


def test_a_caption_is_kept_when_it_is_left(screen: PhotosScreen, tmp_path: Path) -> None:
    filled(screen, tmp_path, 2)
    caption = screen.inspector.form.widget("caption")
    caption.setFocus()
    QTest.keyClicks(caption, "Firma del acta en Nieva")
    screen.grid.go(1)
    settle()
    assert [one.caption for one in screen.grid.photos()] == ["Firma del acta en Nieva", ""]
    screen.grid.go(0)
    assert screen.inspector.form.values() == {"caption": "Firma del acta en Nieva"}


def test_all_taken_away_the_page_is_empty_again(screen: PhotosScreen, tmp_path: Path) -> None:
    (photo,) = filled(screen, tmp_path, 1)
    screen.presenter.remove(photo)
    assert screen.first.isVisible()
    assert screen.first.hasFocus()
    assert not screen.inspector.form.isVisible()


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(screen: PhotosScreen, data: QMimeData) -> bool:
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(screen, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(screen, QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, buttons, keys))
    return True


def test_photos_are_dropped(screen: PhotosScreen, tmp_path: Path) -> None:
    assert drop(screen, mime(camera(tmp_path, 1), camera(tmp_path, 2)))
    assert len(screen.grid.photos()) == 2
    assert not drop(screen, mime(camera(tmp_path, 3), tmp_path / "lista.xlsx"))
    assert len(screen.grid.photos()) == 2


def test_the_dialog_takes_several(
    screen: PhotosScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [camera(tmp_path, one) for one in (1, 2)]
    asked = []

    def ask(_owner: object, _title: str, kinds: str, chosen: Callable[[list[Path]], None]) -> None:
        asked.append(kinds)
        chosen(files)

    monkeypatch.setattr("alianza_desktop.ui.photos.screen.open_files", ask)
    QTest.keyClick(screen, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert "*.JPG" in asked[0]
    assert len(screen.grid.photos()) == 2


def test_a_photo_is_saved_under_a_name_that_says_nobody(
    screen: PhotosScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(screen, tmp_path, 1)
    names = []

    def ask(_owner: object, _title: str, _kinds: str, name: str, chosen: Callable[[Path], None]) -> None:
        names.append(name)
        chosen(tmp_path / name)

    monkeypatch.setattr("alianza_desktop.ui.photos.screen.save_file", ask)
    assert not screen.inspector.save.isEnabled()
    QTest.keyClick(screen.grid, Qt.Key.Key_Space)
    QTest.mouseClick(screen.inspector.save, Qt.MouseButton.LeftButton)
    assert names == ["foto-2026-11-23-01.jpg"]
    assert (tmp_path / names[0]).exists()
    assert screen.message.text() == "La foto está en foto-2026-11-23-01.jpg."


def test_it_is_opened_from_inicio_and_the_search(window: MainWindow) -> None:
    from alianza_desktop.ui.home.screen import HomeScreen

    home = window.current().page()
    assert isinstance(home, HomeScreen)
    actions = {one.text(): one for one in home.more.menu_now().actions()}
    actions["Fotos del taller"].trigger()
    assert window._here == "photos-page"
    window.open("home", "")
    window.search()
    window.palette_dialog.type("fotos")
    QTest.keyClick(window.palette_dialog._line, Qt.Key.Key_Return)
    assert window._here == "photos-page"


def test_five_hundred_photos_are_listed(screen: PhotosScreen, database: Database, made: World) -> None:
    with writing(database) as session:
        for number in range(500):
            photos.add(session, made.workshop, f"foto {number}".encode(), width=4, height=3)
    screen.on_changed(frozenset({"photo"}))
    settle()
    assert len(screen.grid.photos()) == 500
    screen.grid.go(499)
    assert screen.grid.current() == screen.grid.photos()[499]
