"""What is done to an actor besides its form: its four lists, its logo, its sheet. No Qt."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.sentences import said, sentence
from alianza_desktop.model import ActorTrait, Mesa, Organization
from alianza_desktop.services import actor_traits, mesa_members, organizations
from alianza_desktop.services.query import get
from alianza_desktop.services.sector_words import plain_sector
from alianza_desktop.storage import attachments
from alianza_desktop.storage.files import write_whole
from alianza_desktop.ui.jobs import Jobs, Task

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.documents.layout import Pdf

REMOVED: Final = {
    "competence": "Se quitó la competencia.", "capacity": "Se quitó la capacidad.",
    "resource": "Se quitó el recurso.", "experience": "Se quitó la experiencia.",
}  # fmt: skip


class ActorView(Protocol):
    """What the screen shows of that."""

    def show_new(self, organization_id: str) -> None: ...
    def show_logo(self, data: bytes) -> None: ...
    def show_message(self, kind: str, words: str) -> None: ...
    def print_pages(self, data: bytes, title: str) -> None: ...
    def ask_where(self, data: bytes, name: str) -> None: ...
    def toast(self, words: str, inverse: Callable[[], None] | None) -> None: ...


class ActorWork:
    """`shown` tells which actor is on the screen, and from which workshop."""

    def __init__(self, view: ActorView, jobs: Jobs, shown: Callable[[], str], workshop_id: str) -> None:
        self._view, self._jobs, self._shown, self._workshop_id = view, jobs, shown, workshop_id

    def add_actor(self, name: str) -> None:
        """Add an organisation by its name, with the sector that the name makes plain; or find it."""
        if not name.strip():
            return

        def work(session: "Session") -> str:
            return organizations.find_or_add(session, name, sector=plain_sector(name)).id

        self._jobs.write(work, self._view.show_new, self._refused)

    # the four lists

    def add(self, kind: str, text: str) -> None:
        actor, workshop_id = self._shown(), self._workshop_id
        if actor:
            self._write(lambda session: actor_traits.add(session, actor, kind, text, workshop_id=workshop_id))

    def reword(self, trait_id: str, text: str) -> None:
        """Word a line anew; an empty one is taken for removing it."""
        if text.strip():
            self._write(lambda session: actor_traits.change(session, trait_id, text))
        else:
            self.remove(trait_id)

    def move(self, trait_id: str, step: int) -> None:
        self._write(lambda session: actor_traits.move(session, trait_id, step))

    def remove(self, trait_id: str) -> None:
        """Supr: with a way back."""

        def work(session: "Session") -> str:
            kind = get(session, ActorTrait, trait_id).kind
            actor_traits.remove(session, trait_id)
            return kind

        def done(kind: str) -> None:
            self._view.toast(REMOVED[kind], lambda: self._write(partial(_bring_back, trait_id)))

        self._jobs.write(work, done, self._refused)

    def _write(self, work: "Callable[[Session], object]") -> None:
        self._jobs.write(work, lambda _none: None, self._refused)

    def _refused(self, error: AppError) -> None:
        self._view.show_message("warning", sentence(error))

    # its mesas

    def join_mesa(self, mesa_id: str) -> None:
        """Make it a member of a standing mesa, with a way back."""
        actor = self._shown()
        if not (actor and mesa_id):
            return

        def work(session: "Session") -> tuple[str, str]:
            name = get(session, Organization, actor).name
            member = mesa_members.add(session, mesa_id, organization=name)
            return member.id, get(session, Mesa, mesa_id).name

        def done(found: tuple[str, str]) -> None:
            self._view.toast(
                f"Ahora es integrante de la mesa {found[1]}.",
                lambda: self._write(lambda session: mesa_members.remove(session, found[0])),
            )

        self._jobs.write(work, done, self._refused)

    # the logo

    def read_logo(self, digest: str) -> None:
        """Show the picture of a hash; nothing when it is not on this laptop yet."""
        if not digest:
            self._view.show_logo(b"")
            return
        self._jobs.read(
            lambda session: attachments.get(session, digest),
            self._view.show_logo,
            lambda _error: self._view.show_logo(b""),
        )

    def keep_logo(self, path: Path, scaled: Callable[[Path], bytes]) -> None:
        """Make a picture small, away from the window, and keep it as this actor's."""
        actor = self._shown()
        if not actor:
            return

        def keep(data: bytes) -> None:
            self._write(partial(_keep_logo, actor, data))

        self._jobs.network(lambda _task: scaled(path), keep, self._refused)

    def drop_logo(self) -> None:
        """Take the logo away, with a way back."""
        actor = self._shown()
        if not actor:
            return

        def work(session: "Session") -> str:
            digest = get(session, Organization, actor).logo
            organizations.change(session, actor, {"logo": ""})
            return digest

        def done(digest: str) -> None:
            self._view.toast("Se quitó el logotipo.", lambda: self._write(partial(_logo_back, actor, digest)))

        self._jobs.write(work, done, self._refused)

    # the sheet

    def print_sheet(self, *, internal: bool) -> None:
        """Print the actor's sheet; with its contact only for internal use."""
        self._build(self._view.print_pages, internal=internal)

    def save_sheet(self, *, internal: bool) -> None:
        self._build(self._view.ask_where, internal=internal)

    def _build(self, ready: Callable[[bytes, str], None], *, internal: bool) -> None:
        actor = self._shown()
        if not actor:
            return

        def gather(session: "Session") -> "Callable[[], tuple[Pdf, str]]":
            from alianza_desktop.documents import actor_sheet, actor_sheet_content
            from alianza_desktop.documents import wording as words

            content = actor_sheet_content.collect(session, actor, internal=internal)
            wording = words.load(actor_sheet_content.WORDING)
            return lambda: (actor_sheet.build(content, wording), content.file_stem)

        def build(made: "Callable[[], tuple[Pdf, str]]") -> None:
            self._jobs.network(
                lambda _task: made(), lambda found: ready(found[0].data, f"{found[1]}.pdf"), self._refused
            )

        self._jobs.read(gather, build, self._refused)

    def keep(self, path: Path, data: bytes) -> None:
        """Write the sheet where it was asked."""

        def work(_task: Task) -> None:
            write_whole(path, data)

        self._jobs.network(
            work, lambda _none: self._view.show_message("success", f"Guardado en {path.name}."), self._refused
        )

    def printed(self, pages: int) -> None:
        sheet = "1 página" if pages == 1 else f"{pages} páginas"
        self._view.show_message("success", f"Se envió a la impresora: {sheet}.")

    def not_printed(self, *, cancelled: bool) -> None:
        code = "sheet-print-cancelled" if cancelled else "sheet-printer-failed"
        self._view.show_message("warning", said(code))


def _bring_back(trait_id: str, session: "Session") -> None:
    actor_traits.bring_back(session, trait_id)


def _logo_back(actor: str, digest: str, session: "Session") -> None:
    """Give the logo back, unless it was given another one since."""
    if not get(session, Organization, actor).logo:
        organizations.change(session, actor, {"logo": digest})


def _keep_logo(organization_id: str, data: bytes, session: "Session") -> None:
    digest = attachments.put(session, data, "image/png")
    organizations.change(session, organization_id, {"logo": digest})
