"""The sheets of the mesas on paper or as a file: of one, or of all in one PDF. No Qt."""

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.sentences import sentence
from alianza_desktop.ui.jobs import Jobs, Task

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class PapersView(Protocol):
    """Who prints, and who asks where a file goes."""

    def hand_over(self, data: bytes, name: str, *, to_file: bool) -> None: ...
    def show_message(self, kind: str, words: str) -> None: ...


class PapersPresenter:
    """Builds the sheets as they are now; the view takes them to the printer or to a file."""

    def __init__(self, view: PapersView, jobs: Jobs, workshop_id: str) -> None:
        self._view, self._jobs, self._workshop_id = view, jobs, workshop_id

    def sheets(self, sitting_id: str = "", *, signing: bool = True, to_file: bool = False) -> None:
        """Make the sheet of one mesa of the workshop, or of all; with a column to sign or without."""
        name = "hoja-de-mesa" if sitting_id else "hojas-de-mesas"
        self._jobs.read(
            partial(_collect, sitting_id or self._workshop_id, signing),
            partial(self._build, name, to_file),
            self._refused,
        )

    def _build(self, name: str, to_file: bool, content: Any) -> None:
        self._jobs.network(
            partial(_render, content),
            lambda data: self._view.hand_over(data, name, to_file=to_file),
            self._refused,
        )

    def _refused(self, error: AppError) -> None:
        self._view.show_message("warning", sentence(error))


def _collect(record_id: str, signing: bool, session: "Session") -> Any:
    from alianza_desktop.documents import mesa_content

    return mesa_content.collect(session, record_id, signing=signing)


def _render(content: Any, _task: Task) -> bytes:
    from alianza_desktop.documents import mesa_content, mesa_sheet, wording

    data: bytes = mesa_sheet.build(content, wording.load(mesa_content.WORDING)).data
    return data
