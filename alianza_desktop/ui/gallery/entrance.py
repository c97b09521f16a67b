"""Pictures of Ajustes, of the lock, and of the pages before a store is open."""

from dataclasses import replace
from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.ui import lock
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.settings.authority_facts import GESTURES, Asked, AuthorityFacts, grouped
from alianza_desktop.ui.settings.authority_panel import AuthorityPanel
from alianza_desktop.ui.settings.screen import SettingsScreen
from alianza_desktop.ui.welcome import pages
from alianza_desktop.ui.welcome import screen as welcome

KEY: Final = "7K4QX-M02ZB-9TFHA-EJ6VC-3WPRD-51NGS-8YKTZ"
"""Of a picture: its check symbols are anybody's."""


CODE: Final = "9f3ac81e5b02d47c6a19e0f3b8257d4c1e6f90a3bd58274c0f1a93e6d7b5c2a8"


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


def _here(window: MainWindow, _stage: Stage) -> None:
    """The authority of the stage, as who coordinates sees it when there are more laptops."""
    screen = _opened(window, "authority")
    panel = screen.panels["authority"]
    assert isinstance(panel, AuthorityPanel)
    assert panel.facts is not None
    screen.show_authority(replace(panel.facts, gestures=("hand", "renew", "rotate", "revoke")))


def _elsewhere(window: MainWindow, _stage: Stage) -> None:
    """Three laptops, of which another has the authority and one lost its trust."""
    until = "29/11/2029"
    rows = (
        Row(title="Equipo A, este equipo", icon="device-laptop", caption=f"certificado hasta el {until}"),
        Row(title="Equipo A1 (Registro 2)", icon="device-laptop", caption=f"certificado hasta el {until}",
            trailing="tiene la autoridad"),
        Row(title="Equipo A2 (Registro 3)", icon="device-laptop", warning=True,
            caption="sin confianza desde el 12/10/2026"),
    )  # fmt: skip
    screen = _opened(window, "authority")
    screen.show_authority(
        AuthorityFacts(
            words="Certifica a los equipos que sellan. Su clave está solo en el equipo A1 (Registro 2).",
            code=grouped(CODE),
            fingerprint=CODE,
            holder="A1 (Registro 2)",
            until="23/11/2046",
            laptops=rows,
            gestures=("receive", "replace", "revoke"),
            warning="El certificado de este equipo vence en 40 días: pida que lo renueven.",
        )
    )


def _gesture(key: str) -> Pose:
    def show(window: MainWindow, _stage: Stage) -> None:
        section = "people" if GESTURES[key].person else "authority"
        people = (("1", "Luz Paz Ramírez"), ("2", "Ana Tsamaren Wampash")) if GESTURES[key].person else ()
        _opened(window, section).ask_gesture(Asked(key=key, has_pin=key != "replace", choices=people))

    return Pose(show)


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
    "ajustes-autoridad": Pose(_here),
    "ajustes-autoridad-otra": Pose(_elsewhere),
    "ajustes-autoridad-cambiar": _gesture("rotate"),
    "ajustes-autoridad-perdida": _gesture("replace"),
    "ajustes-pin-olvidado": _gesture("forget"),
    "ajustes-datos": _section("data"),
    "ajustes-acerca": _section("about"),
}
