"""In what quality each expected signatory signs. No Qt."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core.errors import AppError, Invalid
from alianza_desktop.core.sentences import sentence
from alianza_desktop.ui.actas.acta_presenter import ActaPresenter
from alianza_desktop.ui.actas.facts import CapacityFacts
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

MEDIA: Final = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}


class CapacityView(Protocol):
    """What is asked of one signatory."""

    def ask_capacity(self, facts: CapacityFacts) -> None: ...
    def show_capacity(self, facts: CapacityFacts) -> None: ...
    def show_represented(self, rows: tuple[Row, ...]) -> None: ...
    def show_fault(self, field: str, words: str) -> None: ...


class CapacityPresenter:
    """Works on the acta that its `ActaPresenter` shows."""

    def __init__(self, view: CapacityView, jobs: Jobs, acta: ActaPresenter) -> None:
        self._view, self._jobs, self._acta = view, jobs, acta
        self._signatory = ""

    def ask(self, signatory_id: str) -> None:
        """Ask about somebody who is expected to sign a draft."""
        facts = self._acta.facts
        if facts is None or facts.frozen or signatory_id not in facts.signers:
            return
        self._signatory = signatory_id
        self._jobs.read(partial(_facts, signatory_id), self._view.ask_capacity, self._acta.refused)

    def change(self, field: str, value: str) -> None:
        """Write one field."""
        self._write(partial(_change, self._signatory, {field: value}))

    def represent(self, person_id: str) -> None:
        """Say in whose place they sign; with nobody, for themselves. Whoever has a place is an alternate."""
        self._view.show_represented(())
        values = {"represents_id": person_id}
        self._write(
            partial(_change, self._signatory, values | ({"quality": "alternate"} if person_id else {}))
        )

    def search(self, words: str) -> None:
        """Find people by name."""
        if words.strip():
            self._jobs.read(partial(_people, words), self._view.show_represented)
        else:
            self._view.show_represented(())

    def scan(self, path: Path) -> None:
        """Keep the scan of the paper, as it is."""
        media = MEDIA.get(path.suffix.lower(), "")
        self._jobs.network(lambda _task: _bytes(path), lambda data: self._keep(data, media), self._refused)

    def unscan(self) -> None:
        """Take the scan off."""
        self._keep(b"", "")

    def _keep(self, data: bytes, media: str) -> None:
        self._write(partial(_attach, self._signatory, data, media))

    def _write(self, work: "Callable[[Session], CapacityFacts]") -> None:
        self._jobs.write(work, self._written, self._refused)

    def _written(self, facts: CapacityFacts) -> None:
        if facts.signer.id == self._signatory:
            self._view.show_capacity(facts)
        self._acta.load()

    def _refused(self, error: AppError) -> None:
        self._view.show_fault("", sentence(error))


def _facts(signatory_id: str, session: "Session") -> CapacityFacts:
    from alianza_desktop.ui.actas import choosing

    return choosing.capacity(session, signatory_id)


def _change(signatory_id: str, values: dict[str, str], session: "Session") -> CapacityFacts:
    from alianza_desktop.services import acta_signatories

    acta_signatories.change_signatory(session, signatory_id, values)
    return _facts(signatory_id, session)


def _attach(signatory_id: str, data: bytes, media: str, session: "Session") -> CapacityFacts:
    from alianza_desktop.services import acta_signatories

    acta_signatories.attach_accreditation(session, signatory_id, data, media)
    return _facts(signatory_id, session)


def _people(words: str, session: "Session") -> tuple[Row, ...]:
    from alianza_desktop.services import search

    return tuple(
        Row(key=one.person_id, title=one.full_name, caption=one.organization, sector=one.sector)
        for one in search.people(session, words, limit=6)
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Invalid("file-unreadable", file=path.name) from error
