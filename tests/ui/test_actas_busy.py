"""Actas while the store is busy: no signature for another person, no seal of another acta, nothing lost."""

from pathlib import Path

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Invalid, Unavailable
from alianza_desktop.core.sentences import said
from alianza_desktop.model import Acta
from alianza_desktop.services import actas, alliances
from alianza_desktop.services.query import get
from alianza_desktop.storage.authority import Pins
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import signing_mark
from alianza_desktop.ui.actas import verifying
from alianza_desktop.ui.actas.acta_presenter import ActaPresenter
from alianza_desktop.ui.actas.papers import PapersPresenter
from alianza_desktop.ui.actas.presenter import ListPresenter
from alianza_desktop.ui.actas.signing_presenter import SigningPresenter
from alianza_desktop.ui.jobs import Task
from tests.builders import World
from tests.documents.pdf_reading import texts
from tests.ui.fake_actas import FakeActas
from tests.ui.late_jobs import LateJobs
from tests.ui.test_actas import INK, Desk, begun, frozen, outcomes, ready, sign, state


@pytest.fixture
def jobs(database: Database, clock: FixedClock) -> LateJobs:
    with database.reading() as session:
        return LateJobs(database, clock, alliances.operator(session).id)


@pytest.fixture
def desk(jobs: LateJobs, made: World, tmp_path: Path) -> Desk:
    view, opened = FakeActas(), list[str]()
    acta = ActaPresenter(view, jobs)
    papers = PapersPresenter(view, jobs, acta, lambda: tmp_path / "Actas", lambda: ("Epson",))
    listed = ListPresenter(view, jobs, made.workshop, opened.append)
    return Desk(view, listed, acta, SigningPresenter(view, jobs, acta), papers, opened)


def test_a_pad_that_opens_late_is_of_nobody_else(
    desk: Desk, jobs: LateJobs, database: Database, made: World
) -> None:
    frozen(desk, database, made)
    assert desk.view.facts is not None
    first, second = (one.key for one in desk.view.facts.people)
    jobs.hold()
    desk.signing.sign(first)
    desk.signing.identified("document")
    desk.signing.leave()  # the operator changed their mind, and calls the second person
    desk.signing.sign(second)
    jobs.release()
    assert desk.view.pad is None
    with database.reading() as session:
        assert signing_mark.left(session) == ("", "")
    desk.signing.confirm(INK)
    assert outcomes(database) == []


def test_a_pad_does_not_open_over_another_acta(
    desk: Desk, jobs: LateJobs, database: Database, made: World
) -> None:
    frozen(desk, database, made)
    desk.listed.compose(made.conecta)
    jobs.hold()
    desk.signing.sign()
    desk.signing.identified("document")
    desk.acta.open(desk.opened[-1])
    jobs.release()
    assert desk.view.pad is None
    assert outcomes(database) == []


def test_the_seal_is_of_the_acta_that_was_asked_about(
    desk: Desk, jobs: LateJobs, database: Database, made: World
) -> None:
    acta = frozen(desk, database, made)
    sign(desk)
    sign(desk)
    desk.listed.compose(made.conecta)
    jobs.hold()
    desk.signing.ask_seal()
    desk.signing.ask_seal()  # a double click
    assert len(jobs.waiting or ()) == 1
    desk.acta.open(desk.opened[-1])
    jobs.release()
    assert desk.view.sealing is None
    desk.signing.seal()
    desk.acta.open(acta)
    assert state(desk) == "signed"


def test_a_text_that_changed_while_it_was_shown_is_not_signed(
    desk: Desk, database: Database, made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen(desk, database, made)
    desk.signing.sign()
    desk.signing.identified("document")
    desk.signing._padded = (*desk.signing._padded[:2], "0" * 64, False)  # the text that was on the screen
    desk.signing.confirm(INK)
    assert desk.view.pad_fault == said("signed-text-changed")
    assert outcomes(database) == []


def declaration(database: Database, acta_id: str) -> tuple[str, str]:
    with database.reading() as session:
        acta = get(session, Acta, acta_id)
        return acta.starts_at, acta.ends_at


def test_a_text_that_waits_is_written_when_another_acta_is_opened(
    desk: Desk, jobs: LateJobs, database: Database, made: World
) -> None:
    acta = begun(desk, made)
    desk.listed.compose(made.conecta)
    jobs.hold()
    desk.acta.changed("starts_at", "08:20")
    desk.acta.changed("ends_at", "13:00")  # left while the first is being written
    desk.acta.open(desk.opened[-1])
    jobs.release()
    assert declaration(database, acta) == ("08:20", "13:00")
    assert "08:20" not in declaration(database, desk.opened[-1])


def test_a_read_that_fails_after_a_write_does_not_end_writing(
    desk: Desk, database: Database, made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    acta = begun(desk, made)

    def broken(*_args: object) -> None:
        raise Unavailable("store-busy")

    with monkeypatch.context() as patch:
        patch.setattr("alianza_desktop.ui.actas.acta_presenter._read", broken)
        desk.acta.changed("starts_at", "08:20")
    desk.acta.changed("ends_at", "13:00")
    assert declaration(database, acta) == ("08:20", "13:00")


def test_what_could_not_be_written_is_said_under_its_field(
    desk: Desk, database: Database, made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(desk, made)

    def full(*_args: object) -> None:
        raise Unavailable("disk-full")

    monkeypatch.setattr(actas, "change", full)
    desk.acta.changed("starts_at", "08:20")
    assert desk.view.fault == ("starts_at", said("disk-full"))
    assert desk.view.message == ("error", said("disk-full"))


@pytest.mark.parametrize("act", ["save", "print_out"])
def test_only_the_pages_of_what_was_typed_are_kept(
    desk: Desk, jobs: LateJobs, database: Database, made: World, tmp_path: Path, act: str
) -> None:
    ready(database, made)
    begun(desk, made)
    old = desk.acta.pages
    jobs.hold()
    desk.acta.changed("starts_at", "08:17")
    getattr(desk.papers, act)()
    jobs.release()
    (kept,) = (tmp_path / "Actas").glob("*.pdf")
    assert desk.acta.pages is not None
    assert kept.read_bytes() == desk.acta.pages.data
    assert old is not None
    assert kept.read_bytes() != old.data
    assert any("08:17" in page for page in texts(kept.read_bytes()))
    if act == "print_out":
        assert desk.view.printed is not None
        assert desk.view.printed[0] == desk.acta.pages.data


def test_review_comes_after_what_is_being_written(
    desk: Desk, jobs: LateJobs, database: Database, made: World
) -> None:
    ready(database, made)
    acta = begun(desk, made)
    for field in ("starts_at", "ends_at"):
        desk.acta.changed(field, "")
    assert desk.acta.facts is not None
    assert desk.acta.facts.gaps
    jobs.hold()
    desk.acta.changed("starts_at", "08:20")
    desk.acta.changed("ends_at", "13:00")
    desk.acta.review()  # before the store has either hour
    jobs.release()
    assert state(desk) == "review"
    assert declaration(database, acta) == ("08:20", "13:00")
    assert desk.view.message[1] == ""


def test_a_text_that_was_not_written_is_not_reviewed(
    desk: Desk, jobs: LateJobs, database: Database, made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(database, made)
    begun(desk, made)

    def full(*_args: object) -> None:
        raise Unavailable("disk-full")

    monkeypatch.setattr(actas, "change", full)
    jobs.hold()
    desk.acta.changed("starts_at", "08:20")
    desk.acta.review()
    jobs.release()
    assert state(desk) == "draft"


def test_nobody_is_asked_to_freeze_another_acta(
    desk: Desk, jobs: LateJobs, database: Database, made: World
) -> None:
    ready(database, made)
    begun(desk, made)
    desk.acta.review()
    desk.listed.compose(made.conecta)
    jobs.hold()
    desk.acta.ask_freeze()
    desk.acta.open(desk.opened[-1])
    jobs.release()
    assert desk.view.freezing is None


def test_what_is_no_plain_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe or a device may have no end: the program could not be closed."""
    path = tmp_path / "acta.pdf"
    path.write_bytes(b"%PDF-1.7")
    monkeypatch.setattr(Path, "is_file", lambda _path: False)
    with pytest.raises(Invalid, match="file-unreadable"):
        verifying._report(path, Pins(frozenset()), verifying.NOTHING, (), Task())
