"""From an open store to a window at work: the frame's presenter, the context, the first screen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from alianza_desktop.core.clock import Clock
from alianza_desktop.core.sentences import said
from alianza_desktop.services import desk_range
from alianza_desktop.ui import signing_mark
from alianza_desktop.ui.context import Context, Desk, NoDesk
from alianza_desktop.ui.frame.presenter import FramePresenter
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.machine import Surroundings
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.parking import Parking
from alianza_desktop.ui.projecting import Projecting
from alianza_desktop.ui.timing import Timing


def surroundings() -> Surroundings:
    """Ask the window system for the screens besides the first and for the printers."""
    from PySide6.QtPrintSupport import QPrinterInfo

    screens = []
    for number, screen in enumerate(QGuiApplication.screens()[1:], start=2):
        size = screen.size() * screen.devicePixelRatio()
        screens.append(f"Pantalla {number}, {size.width()} × {size.height()}")
    return Surroundings(tuple(screens), tuple(QPrinterInfo.availablePrinterNames()))


def begin(
    window: MainWindow,
    *,
    folder: Path,
    clock: Clock,
    jobs: Callable[[object], Jobs],
    operator: str,
    device: str,
    around: Callable[[], Surroundings] = surroundings,
    operator_id: str = "",
    desk: Desk | None = None,
) -> FramePresenter:
    """Fill the frame and open Inicio; the caller connects saving and changes to what is returned."""
    presenter = FramePresenter(window, jobs(window), clock)
    window.on_second = presenter.tick
    window.on_minute = presenter.look_at_machine
    window.enter_workshop = presenter.enter
    window.search_people = presenter.search
    window.look_chosen = presenter.remember_look
    window.came_to = presenter.came_to
    context = Context(
        folder=folder,
        clock=clock,
        jobs=jobs,
        surroundings=around,
        operator=operator,
        operator_id=operator_id,
        device=device,
        say_device=lambda words: window.status_bar.say("device", words),
        desk=desk or NoDesk(),
    )
    window.begin(context)
    Parking(window, context)
    Timing(window, context, lambda: presenter.place)
    presenter.also_changed = Projecting(window, context).on_changed
    presenter.start()
    jobs(window).read(desk_range.read, lambda letters: _tell_letters(window, device, letters))
    jobs(window).read(signing_mark.left, lambda left: _tell_left(window, presenter.place, left))
    return presenter


def _tell_letters(window: MainWindow, device: str, letters: str) -> None:
    if letters:
        window.status_bar.say("device", f"{device} · {desk_range.words(letters)}")


def _tell_left(window: MainWindow, place: str, left: tuple[str, str]) -> None:
    """Say that a signature or a seal was under way when the power failed.

    Where it begins again in Actas the acta itself is opened, which says whose it was.
    """
    acta_id, person = left
    if acta_id and place == "actas":
        window.open("actas", acta_id)
    elif acta_id:
        window.banner.tell("warning", said("signature-interrupted" if person else "seal-interrupted"))
