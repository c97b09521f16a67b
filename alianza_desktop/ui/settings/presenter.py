"""Ajustes: what each gesture does. Everything that derives a key is done off the UI thread. No Qt."""

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from alianza_desktop.core import catalogs, recovery_key
from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import day
from alianza_desktop.core.sentences import said, sentence
from alianza_desktop.services import alliances, pins
from alianza_desktop.storage import keys, settings
from alianza_desktop.storage.context import context
from alianza_desktop.ui import locking, passphrases, recovery
from alianza_desktop.ui.jobs import Jobs, Task
from alianza_desktop.ui.settings.facts import SettingsFacts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class View(Protocol):
    """What the presenter shows."""

    def show_facts(self, facts: SettingsFacts) -> None: ...

    def show_working(self, section: str) -> None: ...

    def show_faults(self, section: str, faults: dict[str, str]) -> None:
        """Say what is missing, by field."""
        ...

    def show_done(self, section: str, words: str) -> None:
        """It is done: the fields of that section are empty again."""
        ...

    def show_failed(self, section: str, words: str) -> None: ...

    def show_key(self, key: str) -> None:
        """Show a new recovery key, until `show_done` of its section."""
        ...

    def lock_after(self, minutes: int) -> None: ...


class SettingsPresenter:
    """One method for each thing that a person changes."""

    def __init__(self, view: View, jobs: Jobs, folder: Path) -> None:
        self._view, self._jobs, self._folder = view, jobs, folder
        self._one = Lock()
        """Each change reads the locks of the key and writes them all: two at once would lose one."""

    def load(self) -> None:
        folder = self._folder
        self._jobs.read(lambda session: _facts(session, folder), self._view.show_facts)

    def on_changed(self, changes: frozenset[str]) -> None:
        if changes & {"operator", "alliance", "device"}:
            self.load()

    def add_operator(self, name: str, role: str) -> None:
        if not name.strip():
            self._view.show_faults("people", {"name": said("operator-needed-here")})
            return
        self._jobs.write(
            lambda session: alliances.add_operator(session, name, role).name,
            lambda added: self._view.show_done("people", f"{added} está en la lista."),
            lambda error: self._view.show_faults("people", {"name": sentence(error)}),
        )

    def change_passphrase(self, values: dict[str, str]) -> None:
        faults = passphrases.faults(values)
        if not values["old"]:
            faults = {"old": said("passphrase-old-needed")} | faults
        if faults:
            self._view.show_faults("passphrase", faults)
            return
        folder = self._folder

        def work(_task: Task) -> None:
            with self._one:
                keys.change_passphrase(folder, values["old"], values["phrase"])

        self._view.show_working("passphrase")
        self._jobs.network(
            work,
            lambda _none: self._view.show_done("passphrase", "La contraseña cambió."),
            lambda error: self._refused("passphrase", error),
        )

    def new_recovery(self, passphrase: str) -> None:
        """Make a recovery key; the one before opens until this one is kept."""
        if not passphrase:
            self._view.show_faults("recovery", {"old": said("passphrase-old-needed")})
            return
        folder, key = self._folder, recovery_key.new()

        def work(_task: Task) -> None:
            with self._one:
                keys.add_recovery(folder, passphrase, key)

        self._view.show_working("recovery")
        self._jobs.network(
            work,
            lambda _none: self._view.show_key(key),
            lambda error: self._refused("recovery", error),
        )

    def recovery_kept(self, key: str) -> None:
        """The new key is kept: the one before opens nothing any more."""
        folder = self._folder

        def work(_task: Task) -> None:
            with self._one:
                keys.settle_recovery(folder, key)

        def done(_none: None) -> None:
            self._view.show_done("recovery", "Solo la clave nueva abre la alianza.")
            self._jobs.write(recovery.remember_kept, lambda _none: self.load())

        self._jobs.network(work, done, lambda error: self._view.show_failed("recovery", sentence(error)))

    def _refused(self, section: str, error: AppError) -> None:
        if error.code == "passphrase-wrong":
            self._view.show_faults(section, {"old": sentence(error)})
        else:
            self._view.show_failed(section, sentence(error))

    def lock_after(self, minutes: int) -> None:
        def work(session: "Session") -> None:
            settings.write(session, locking.SETTING, str(minutes))

        self._jobs.write(work, lambda _none: self._view.lock_after(minutes))


def _facts(session: "Session", folder: Path) -> SettingsFacts:
    alliance = alliances.alliance(session)
    protection = keys.protection(folder)
    return SettingsFacts(
        alliance=alliance.name,
        device=f"Equipo {context(session).letter}",
        operators=tuple(
            (one.id, one.name, catalogs.label("role", one.role)) for one in alliances.operators(session)
        ),
        encrypted=protection.encrypted,
        recovery=protection.recovery,
        kept=recovery.kept(session),
        minutes=locking.remembered(session, encrypted=protection.encrypted),
        rehearsal=alliance.rehearsal,
        forgotten=_forgotten(session),
    )


def _forgotten(session: "Session") -> tuple[str, ...]:
    names = {one.id: one.name for one in alliances.operators(session)}
    return tuple(
        f"{names.get(one.by, 'Alguien')} quitó el PIN de {names.get(one.operator, 'alguien')}, "
        f"el {day(one.at[:10])}."
        for one in pins.forgotten(session)
    )
