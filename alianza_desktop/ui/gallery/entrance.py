"""Pictures of Ajustes, of the lock, and of the pages before a store is open."""

from dataclasses import replace
from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.ui import lock
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.settings.screen import SettingsScreen
from alianza_desktop.ui.welcome import pages
from alianza_desktop.ui.welcome import screen as welcome

KEY: Final = "7K4QX-M02ZB-9TFHA-EJ6VC-3WPRD-51NGS-8YKTZ"
"""Of a picture: its check symbols are anybody's."""


def _section(name: str) -> Pose:
    def show(window: MainWindow, _stage: Stage) -> None:
        _opened(window, name)

    return Pose(show)


def _opened(window: MainWindow, name: str) -> SettingsScreen:
    """Open a section as on an encrypted store; the rehearsal's is plain."""
    window.open("settings", name)
    screen = window.current().page()
    assert isinstance(screen, SettingsScreen)
    assert screen.facts is not None
    screen.show_facts(replace(screen.facts, encrypted=True, recovery=True, kept=True, minutes=15))
    return screen


def _key(window: MainWindow, _stage: Stage) -> None:
    _opened(window, "recovery").show_key(KEY)


def _faults(window: MainWindow, _stage: Stage) -> None:
    _opened(window, "passphrase").presenter.change_passphrase({"old": "", "phrase": "a", "again": "b"})


def _first(window: MainWindow, _stage: Stage) -> None:
    window.show_page(welcome.first(has_rehearsal=False))


def _founding(window: MainWindow, _stage: Stage) -> None:
    page = pages.FoundingPage()
    page.form.show_values({"name": "Alianza Multiactor Condorcanqui", "place": "Condorcanqui, Amazonas"})
    page.form.show_note("place", "Provincia · ubigeo 0104")
    window.show_page(page)


def _founded(window: MainWindow, _stage: Stage) -> None:
    page, _card = pages.recovery_key(KEY, bytes, founded=True)
    window.show_page(page)


def _passphrase(window: MainWindow, _stage: Stage) -> None:
    page = welcome.passphrase("Esta alianza está cifrada. Escriba su contraseña para abrirla.")
    window.show_page(page)
    page.refused("La contraseña no es la de esta alianza; no se cambió nada. Escríbala de nuevo.")


def _recovering(window: MainWindow, _stage: Stage) -> None:
    window.show_page(pages.RecoveringPage())


def _locked(window: MainWindow, _stage: Stage) -> None:
    window.open("home", "")
    window.cover(lock.page())


POSES: Final[Poses] = {
    "bienvenida": Pose(_first, before=True),
    "crear-alianza": Pose(_founding, before=True),
    "clave-de-recuperacion": Pose(_founded, before=True),
    "contrasena": Pose(_passphrase, before=True),
    "abrir-con-clave": Pose(_recovering, before=True),
    "bloqueo": Pose(_locked),
    "ajustes": _section("people"),
    "ajustes-apariencia": _section("look"),
    "ajustes-contrasena": Pose(_faults),
    "ajustes-recuperacion": _section("recovery"),
    "ajustes-clave-nueva": Pose(_key),
    "ajustes-bloqueo": _section("lock"),
    "ajustes-datos": _section("data"),
    "ajustes-acerca": _section("about"),
}
