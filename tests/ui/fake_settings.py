"""Ajustes without a window: what the presenter said, in order."""

from alianza_desktop.ui.settings.facts import SettingsFacts


class FakeSettings:
    """Remembers the last of each."""

    def __init__(self) -> None:
        self.facts: SettingsFacts | None = None
        self.faults: dict[str, str] = {}
        self.said: list[tuple[str, str]] = []
        self.key = ""
        self.minutes = -1

    def show_facts(self, facts: SettingsFacts) -> None:
        self.facts = facts

    def show_working(self, section: str) -> None:
        self.said.append(("working", section))

    def show_faults(self, section: str, faults: dict[str, str]) -> None:
        self.faults = faults

    def show_done(self, section: str, words: str) -> None:
        self.said.append((section, words))

    def show_failed(self, section: str, words: str) -> None:
        self.said.append((f"failed {section}", words))

    def show_key(self, key: str) -> None:
        self.key = key

    def lock_after(self, minutes: int) -> None:
        self.minutes = minutes
