"""What this laptop is at the desk: the session, the letters that it takes, whether it sounds. No Qt."""

from collections.abc import Callable

from alianza_desktop.services import desk_range, workshops
from alianza_desktop.storage import settings
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.registration import room


class Equipment:
    """Letters and sounds are remembered on this device; `reload` shows how things are now."""

    def __init__(self, jobs: Jobs, reload: Callable[[], None]) -> None:
        self._jobs, self._reload = jobs, reload

    def open_session(self, session_id: str) -> None:
        """Mark a session open: from now on arrivals are counted there, on every laptop."""
        self._jobs.write(
            lambda session: workshops.set_session_state(session, session_id, "open"),
            lambda _none: self._reload(),
        )

    def take_letters(self, letters: str) -> None:
        """This desk takes the people with those initials."""
        self._jobs.remember(lambda session: desk_range.keep(session, letters))
        self._reload()

    def hear(self, *, on: bool) -> None:
        """Sound or mute this laptop's tones."""
        self._jobs.remember(lambda session: settings.write(session, room.SOUNDS, "" if on else "off"))
        self._reload()
