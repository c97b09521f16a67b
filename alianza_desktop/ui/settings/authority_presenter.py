"""The alliance's authority in Ajustes: what each gesture does, after the PIN of who coordinates. No Qt."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from alianza_desktop.core.clock import Clock
from alianza_desktop.core.errors import AppError, Unavailable
from alianza_desktop.core.format_es import listed
from alianza_desktop.core.sentences import said, sentence
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.settings import authority_facts
from alianza_desktop.ui.settings.authority_facts import Asked, AuthorityFacts

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from alianza_desktop.services.pins import Tried

KINDS = frozenset({"authority", "authority_handover", "revocation", "device", "operator", "alliance"})


class AuthorityView(Protocol):
    """What the panel of the authority shows."""

    def show_authority(self, facts: AuthorityFacts) -> None: ...
    def ask_gesture(self, asked: Asked) -> None: ...
    def show_gesture_fault(self, field: str, words: str) -> None: ...
    def show_gesture_done(self, key: str, words: str) -> None: ...
    def show_gesture_failed(self, key: str, words: str) -> None: ...
    def ask_where(self, name: str, data: bytes) -> None:
        """Ask where the file that hands the authority over goes."""
        ...


class AuthorityPresenter:
    """Works for who works here now: `operator` says who that is."""

    def __init__(self, view: AuthorityView, jobs: Jobs, clock: Clock, operator: Callable[[], str]) -> None:
        self._view, self._jobs, self._clock, self._operator = view, jobs, clock, operator
        self._busy = False

    def load(self) -> None:
        today, operator = self._clock.now().date(), self._operator()
        self._jobs.read(lambda session: _facts(session, today, operator), self._view.show_authority)

    def on_changed(self, changes: frozenset[str]) -> None:
        if changes & KINDS:
            self.load()

    def ask(self, key: str) -> None:
        """Say what a gesture means, and ask for the PIN."""
        self._jobs.write(
            lambda session: authority_facts.asking(session, key),
            self._view.ask_gesture,
            lambda error: self._view.show_gesture_failed(key, sentence(error)),
        )

    def do(self, key: str, values: dict[str, str], file: Path | None = None) -> None:
        """Do a gesture once, if the PIN is right; `file` is what hands the authority over."""
        again = values.get("again")
        if again is not None and again != values["pin"]:
            self._view.show_gesture_fault("again", said("pin-differs"))
            return
        if self._busy:
            return
        data = self._read(key, file)
        if data is None:
            return
        self._busy = True
        self._jobs.write(
            partial(_guarded, key, values, data), partial(self._ended, key), partial(self._refused, key)
        )

    def _read(self, key: str, file: Path | None) -> bytes | None:
        from alianza_desktop.storage.authority_file import LARGEST

        if file is None:
            return b""
        try:
            with file.open("rb") as opened:
                return opened.read(LARGEST + 1)
        except OSError:
            self._view.show_gesture_failed(key, said("file-unreadable", file=file.name))
            return None

    def _ended(self, key: str, done: "tuple[Tried, str, bytes]") -> None:
        self._busy = False
        tried, words, data = done
        try:
            tried.check()
        except AppError as error:
            self._view.show_gesture_fault("pin", sentence(error))
            return
        self._view.show_gesture_done(key, words)
        if key == "hand":
            self._view.ask_where("autoridad-de-la-alianza.alianza", data)
        self.load()

    def _refused(self, key: str, error: AppError) -> None:
        self._busy = False
        field = {"pin-form": "pin", "reason-needed": "reason"}.get(error.code)
        if field:
            self._view.show_gesture_fault(field, sentence(error))
        else:
            self._view.show_gesture_failed(key, sentence(error))

    def keep(self, path: Path, data: bytes) -> None:
        """Write the file that hands the authority over, whole."""
        from alianza_desktop.storage.files import write_whole

        try:
            write_whole(path, data, private=True)
        except Unavailable as error:
            self._view.show_gesture_failed("hand", sentence(error))
        else:
            self._view.show_gesture_done(
                "hand",
                f"Guardado en {path.name}. Llévelo al otro equipo y bórrelo del USB cuando lo reciba.",
            )


def _facts(session: "Session", today: "date", operator: str) -> AuthorityFacts:
    from alianza_desktop.model import Operator

    found = session.get(Operator, operator) if operator else None
    return authority_facts.read(session, today, found.role if found else "")


def _guarded(key: str, values: dict[str, str], data: bytes, session: "Session") -> "tuple[Tried, str, bytes]":
    from alianza_desktop.services import pins

    tried = pins.opened(session, values["pin"], new="again" in values and key != "forget")
    if not tried.accepted:
        return tried, "", b""
    words, made = _done(key, values, data, session)
    return tried, words, made


def _done(key: str, values: dict[str, str], data: bytes, session: "Session") -> tuple[str, bytes]:
    from alianza_desktop.services import authorities, devices, pins

    which, reason = values.get("which", ""), values.get("reason", "")
    if key == "forget":
        pins.forget(session, which)
        return "Se quitó el PIN. Esa persona pone otro cuando lo necesite.", b""
    if key == "hand":
        made = authorities.export(session, which)
        return f"El archivo es para el equipo {devices.name(session, which)}.", made
    if key == "receive":
        authorities.accept(session, data)
        return "La autoridad está ahora en este equipo. Borre el archivo del USB.", b""
    if key == "revoke":
        authorities.revoke(session, which, reason)
        return f"Se retiró la confianza al equipo {devices.name(session, which)}.", b""
    if key == "replace":
        names = authorities.replace(session, reason)
        made_for = listed(names)
        return f"Hay otra autoridad, aquí, y certificados para {made_for}. Dé a conocer su código.", b""
    names = authorities.renew(session, rotate=key == "rotate")
    return f"Hay certificados nuevos para {listed(names)}. Cada equipo toma el suyo al recibirlo.", b""
