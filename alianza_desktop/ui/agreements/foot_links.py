"""Where one goes from the foot of Acuerdos: the parking lot, and reading aloud."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from alianza_desktop.services import agreement_reading, parking
from alianza_desktop.services.agreements import AgreementRow
from alianza_desktop.ui.agreements.facts import Room
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class FootLinks(QWidget):
    """With how many ideas wait and how many agreements were read; of two countings the last is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.parking = Button(self.tr("Parqueo"), icon="parking")
        self.reading = Button("", icon="player-play")
        self.setLayout(row(self.parking, self.reading, gap=8))
        self._room: Room | None = None
        self._asked = 0
        self.show_read(())

    def begin(self, jobs: Jobs, go: Callable[[str, str], None]) -> None:
        self._jobs = jobs
        for button, place in ((self.parking, "parking-page"), (self.reading, "reading-page")):
            button.clicked.connect(
                lambda _on=False, place=place: go(place, f"mesa:{self._room.mesa_id}") if self._room else None
            )

    def show_read(self, rows: tuple[AgreementRow, ...]) -> None:
        """Say how many of the mesa's agreements were read as they are now."""
        read = agreement_reading.read(rows)
        whole = self.tr("Leer en voz alta")
        self.reading.set_words(
            self.tr("{read} de {total} leídos").format(read=read, total=len(rows)) if read else whole
        )
        self.reading.setAccessibleName(f"{whole}: {self.reading.text()}" if read else whole)
        self.reading.setToolTip(self.tr("Leer en voz alta, uno por uno"))
        self.reading.setEnabled(bool(rows))

    def load(self, room: Room, rows: tuple[AgreementRow, ...]) -> None:
        """Count for this mesa."""
        self._room = room
        self.show_read(rows)
        self._asked += 1
        asked = self._asked

        def work(session: "Session") -> int:
            return parking.waiting(session, room.workshop_id, room.mesa_id)

        def done(ideas: int) -> None:
            if asked == self._asked:
                self.parking.set_words(
                    self.tr("Parqueo ({count})").format(count=ideas) if ideas else self.tr("Parqueo")
                )

        self._jobs.read(work, done)

    def on_changed(self, changes: frozenset[str], rows: tuple[AgreementRow, ...]) -> None:
        """An idea came or went."""
        if "parked_idea" in changes and self._room is not None:
            self.load(self._room, rows)
