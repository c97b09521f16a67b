"""«Copias»: to a memory in one gesture, what it refuses, a stop half-way, and who has a copy."""

import errno
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Unavailable
from alianza_desktop.core.sentences import said
from alianza_desktop.documents import handing, word_draft
from alianza_desktop.services import alliances, seal_copies
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.sticks import Stick, stick
from alianza_desktop.ui.actas import offering
from alianza_desktop.ui.actas.copies_panel import CopiesPanel
from alianza_desktop.ui.actas.copies_presenter import ALL, CopiesPresenter
from alianza_desktop.ui.actas.people_panel import PeoplePanel
from alianza_desktop.ui.jobs import InlineJobs, Task
from tests import disks
from tests.builders import World
from tests.ui.acta_desk import ActaDesk, acta_desk


class Room:
    """A sealed acta, its panel of copies, and the memories that are plugged in."""

    def __init__(self, desk: ActaDesk, jobs: InlineJobs, folder: Path) -> None:
        self.desk, self.panel, self.plugged = desk, CopiesPanel(), list[Stick]()
        self.usb = folder / "usb"
        self.usb.mkdir()
        self.presenter = CopiesPresenter(self.panel, jobs, desk.acta, lambda: tuple(self.plugged))
        self.panel.looked.connect(self.presenter.look)
        self.panel.copied.connect(self.presenter.copy)
        self.panel.on_paper.connect(self.presenter.on_paper)
        self.panel.cancelled.connect(self.presenter.cancelled)

    def open(self) -> None:
        self.presenter.open()
        self.panel.ask()

    def plug(self) -> None:
        self.plugged = [stick(self.usb, "KINGSTON")]
        self.panel.looked.emit()

    def notes(self) -> list[tuple[str, str]]:
        return [(row.trailing, row.note) for row in self.panel.list.rows()[1:]]

    def names(self) -> list[str]:
        return sorted(one.name for one in self.usb.rglob("*") if one.is_file())


@pytest.fixture
def room(qtbot: QtBot, database: Database, clock: FixedClock, made: World, tmp_path: Path) -> Room:
    desk = acta_desk(database, clock, made, tmp_path)
    desk.seal()
    with database.reading() as session:
        jobs = InlineJobs(database, clock, alliances.operator(session).id)
    found = Room(desk, jobs, tmp_path)
    qtbot.addWidget(found.panel)
    found.open()
    return found


def test_everybody_in_one_gesture(room: Room) -> None:
    assert offering.COPIES in room.desk.facts.offers
    assert not room.panel.copy_button.isEnabled()
    room.plug()
    assert room.panel.copy_button.isEnabled()
    room.panel.copy_button.click()
    number = room.desk.facts.number
    names = room.names()
    assert names[0] == "LEEME.txt"
    assert names[1] == f"acta-{number}.pdf"
    assert [name.startswith(f"recibo-{number}-") for name in names[2:]] == [True, True]
    assert room.panel.said.text().startswith(f"Copiado en «KINGSTON», carpeta acta-{number}.")
    assert [trailing for trailing, _note in room.notes()] == ["tiene copia"] * 2
    assert room.panel.aside.text() == "2 de 2 con copia"
    assert room.desk.facts.copies == 2
    room.panel.copy_button.click()
    assert room.panel.said.text().startswith("Ya estaba en «KINGSTON»")
    assert room.names() == names


def test_one_person_takes_their_own_receipt_only(room: Room) -> None:
    room.plug()
    person = list(room.desk.facts.signers)[1]
    room.panel.list.select(2)
    assert room.panel.list.current_key() == person
    room.panel.copy_button.click()
    assert len([name for name in room.names() if name.startswith("recibo-")]) == 1
    assert [trailing for trailing, _note in room.notes()] == ["sin copia", "tiene copia"]
    assert room.panel.list.current_key() == person  # the choice stays


def test_a_copy_on_paper_is_noted(room: Room) -> None:
    room.panel.list.select(1)
    room.panel.paper_button.click()
    (first, second) = room.notes()
    assert first[0] == "tiene copia"
    assert first[1].startswith("en papel ")
    assert second == ("sin copia", " ")
    room.panel.list.select(0)
    room.panel.paper_button.click()
    assert room.panel.said.text() == "Anotado: copia en papel a 2 personas."
    assert room.desk.facts.copies == 2


def refused_by_the_stick(room: Room) -> None:
    assert room.panel.progress.isHidden()
    assert room.names() == []
    assert room.desk.facts.copies == 0
    assert [one.name for one in room.usb.parent.iterdir() if one.name.startswith(".")] == []


def test_a_full_stick_says_one_sentence_and_keeps_nothing(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.plug()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        room.panel.copy_button.click()
    assert room.panel.said.text() == said("stick-full")
    refused_by_the_stick(room)
    room.panel.copy_button.click()
    assert room.desk.facts.copies == 2


def test_a_stick_that_is_pulled_out_is_offered_no_more(room: Room) -> None:
    room.plug()
    shutil.rmtree(room.usb)
    room.plugged = []
    room.panel.copy_button.click()
    assert room.panel.said.text() == said("stick-gone")
    assert not room.panel.copy_button.isEnabled()
    refused_by_the_stick(room)


def test_another_memory_that_came_to_the_same_place_is_not_written(room: Room) -> None:
    room.plug()
    room.presenter._known = tuple(replace(one, device=one.device + 1) for one in room.plugged)
    room.panel.copy_button.click()
    assert room.panel.said.text() == said("stick-gone")
    refused_by_the_stick(room)


def test_it_stops_when_asked_and_records_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.plug()
    show = room.panel.show_progress

    def stop(done: int, total: int) -> None:
        show(done, total)
        if done == 1:
            assert not room.panel.copy_button.isEnabled()
            task.cancel()
            room.panel.progress.cancelled.emit()

    monkeypatch.setattr(room.panel, "show_progress", stop)
    task = Task(stop)
    monkeypatch.setattr(
        InlineJobs,
        "network",
        lambda jobs, work, done, failed=None, progress=None: jobs._run(work, done, failed, task),
    )
    room.panel.copy_button.click()
    refused_by_the_stick(room)
    assert room.panel.copy_button.isEnabled()


def test_a_copy_that_could_not_be_noted_says_so(room: Room) -> None:
    room.plug()
    with disks.full(room.desk.database):
        room.panel.copy_button.click()
    assert room.panel.said.text() == said("copy-not-recorded")
    assert room.names() != []
    assert room.desk.facts.copies == 0
    room.panel.copy_button.click()
    assert room.desk.facts.copies == 2


def test_with_several_memories_somebody_chooses(room: Room, tmp_path: Path) -> None:
    (tmp_path / "otra").mkdir()
    room.plugged = [stick(room.usb, "KINGSTON"), stick(tmp_path / "otra", "Lexar")]
    room.panel.looked.emit()
    room.panel.stick.choose(str(tmp_path / "otra"))
    room.panel.looked.emit()  # it is looked for again every little while
    room.panel.copy_button.click()
    assert room.names() == []
    assert "«Lexar»" in room.panel.said.text()


def test_two_memories_of_one_name_are_told_apart(room: Room, tmp_path: Path) -> None:
    (tmp_path / "otra").mkdir()
    room.plugged = [stick(room.usb, "KINGSTON"), stick(tmp_path / "otra", "KINGSTON")]
    room.panel.looked.emit()
    shown = [room.panel.stick.itemText(at) for at in range(2)]
    assert shown == [f"KINGSTON ({room.usb})", f"KINGSTON ({tmp_path / 'otra'})"]


def test_the_receipts_of_another_laptop_are_said(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    collect = handing.collect
    monkeypatch.setattr(handing, "collect", lambda *given: replace(collect(*given), receipts=(), elsewhere=1))
    room.plug()
    room.panel.copy_button.click()
    assert room.panel.said.text().endswith("1 recibo se imprime en el equipo que los registró.")


def test_nothing_is_copied_of_an_acta_that_is_not_sealed(
    database: Database, clock: FixedClock, made: World, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = acta_desk(database, clock, made, tmp_path)
    desk.begin()
    desk.freeze()
    assert offering.COPIES not in desk.facts.offers
    room = Room(desk, InlineJobs(database, clock), tmp_path)
    qtbot.addWidget(room.panel)
    room.open()
    room.plug()
    assert not room.panel.copy_button.isEnabled()
    room.presenter.copy(str(room.usb), ALL)
    assert room.panel.said.text() == said("acta-not-sealed")
    assert room.names() == []


def test_the_banner_of_the_seal_counts_the_copies(room: Room, qtbot: QtBot) -> None:
    panel = PeoplePanel()
    qtbot.addWidget(panel)
    panel.show_acta(room.desk.facts)
    assert "Entregue copia a los 2 firmantes." in panel.sealed.text()
    room.panel.list.select(1)
    room.panel.paper_button.click()
    panel.show_acta(room.desk.facts)
    assert "Copias entregadas: 1 de 2." in panel.sealed.text()
    with room.desk.database.reading() as session:
        assert len(seal_copies.handed(session, room.desk.facts.id)) == 1


def test_a_draft_goes_to_word_and_what_was_edited_is_left_alone(
    database: Database, clock: FixedClock, made: World, tmp_path: Path
) -> None:
    desk = acta_desk(database, clock, made, tmp_path)
    desk.begin()
    assert offering.WORD in desk.facts.offers
    desk.papers.save_word()
    (first,) = (tmp_path / "Actas").glob("*.docx")
    assert desk.view.message[0] == "success"
    assert first.name in desk.view.message[1]
    first.write_bytes(b"corregido")
    desk.papers.save_word()
    second = first.with_name(f"{first.stem}-2.docx")
    assert (first.read_bytes(), second.read_bytes()[:2]) == (b"corregido", b"PK")
    desk.freeze()
    assert offering.WORD not in desk.facts.offers
    desk.papers.save_word()
    assert len(list((tmp_path / "Actas").glob("*.docx"))) == 2


def test_without_the_extra_the_window_says_how_to_get_it(
    database: Database, clock: FixedClock, made: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = acta_desk(database, clock, made, tmp_path)
    desk.begin()

    def missing(_content: object) -> bytes:
        raise Unavailable("docx-extra-missing")

    monkeypatch.setattr(word_draft, "build", missing)
    desk.papers.save_word()
    assert desk.view.message == ("error", said("docx-extra-missing"))
    assert not (tmp_path / "Actas").exists()
