"""Files on somebody's memory: whole or not at all, nothing replaced, each refusal said as what it is."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alianza_desktop.core.errors import AppError, Corrupt, Unavailable
from alianza_desktop.storage import sticks
from alianza_desktop.storage.sticks import PIECE, Stick, place, stick

FILES = {
    "acta-003.pdf": b"%PDF" + b"\0" * (2 * PIECE),
    "LEEME.txt": b"Lea esto.",
    "recibo-01-ana.pdf": b"%PDF 1",
}


@pytest.fixture
def usb(tmp_path: Path) -> Stick:
    (tmp_path / "usb").mkdir()
    (tmp_path / "usb" / "fotos.txt").write_bytes(b"de su due\xc3\xb1o")
    return stick(tmp_path / "usb", "KINGSTON")


def silent(_done: int, _total: int) -> None:
    """Nobody looks."""


def contents(root: Path) -> dict[str, bytes]:
    return {str(one.relative_to(root)): one.read_bytes() for one in root.rglob("*") if one.is_file()}


def test_the_files_are_there_and_nothing_else_changed(usb: Stick) -> None:
    told: list[tuple[int, int]] = []
    placed = place(usb, "acta-003", FILES, lambda done, total: told.append((done, total)))
    assert contents(usb.path) == {
        "fotos.txt": "de su dueño".encode(),
        **{f"acta-003/{name}": data for name, data in FILES.items()},
    }
    assert (placed.folder, placed.written, placed.known) == (usb.path / "acta-003", 3, 0)
    assert told[0] == (0, 3)
    assert told[-1] == (3, 3)
    assert told.count((0, 3)) > 2  # in the middle of a large one too


def test_a_second_time_adds_only_what_is_new(usb: Stick, monkeypatch: pytest.MonkeyPatch) -> None:
    place(usb, "acta-003", FILES, silent)
    more = {**FILES, "constancia-003-1.pdf": b"%PDF c"}
    placed = place(usb, "acta-003", more, silent)
    assert (placed.written, placed.known) == (1, 3)
    assert contents(placed.folder) == more
    monkeypatch.setattr(Path, "mkdir", None)  # nothing is written at all
    assert place(usb, "acta-003", FILES, silent) == sticks.Placed(placed.folder, 0, 3)


@pytest.mark.parametrize("there", ["another file", "a file of that name", "a link"])
def test_what_says_something_else_is_never_replaced(usb: Stick, there: str) -> None:
    folder = usb.path / "acta-003"
    if there == "another file":
        folder.mkdir()
        (folder / "acta-003.pdf").write_bytes(b"otra acta")
    elif there == "a link":
        (usb.path / "lejos").mkdir()
        folder.symlink_to(usb.path / "lejos")
    else:
        folder.write_bytes(b"otra cosa")
    before = contents(usb.path)
    placed = place(usb, "acta-003", FILES, silent)
    assert placed.folder == usb.path / "acta-003-2"
    after = contents(usb.path)
    assert {name: after[name] for name in before} == before
    assert contents(placed.folder) == FILES


def test_what_an_interrupted_copy_left_is_written_again(usb: Stick) -> None:
    left = usb.path / ".acta-003.nuevo"
    left.mkdir()
    (left / "acta-003.pdf").write_bytes(b"%PD")
    place(usb, "acta-003", FILES, silent)
    assert not left.exists()
    assert contents(usb.path / "acta-003") == FILES


def refusing(number: int, times: int) -> Callable[..., None]:
    """Return an `os.fsync` that is refused after some pieces went well."""
    left = [times]

    def fsync(_handle: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(number, os.strerror(number))

    return fsync


REFUSALS = [
    (errno.ENOSPC, "stick-full"),
    (errno.EROFS, "stick-read-only"),
    (errno.EIO, "stick-gone"),
    (errno.ENODEV, "stick-gone"),
    (errno.EBUSY, "stick-failed"),
]


@pytest.mark.parametrize(("number", "code"), REFUSALS)
@pytest.mark.parametrize("times", [0, 2, 4])
def test_what_the_stick_refuses_leaves_it_as_it_was(
    usb: Stick, monkeypatch: pytest.MonkeyPatch, number: int, code: str, times: int
) -> None:
    before = contents(usb.path)
    monkeypatch.setattr(os, "fsync", refusing(number, times))
    with pytest.raises(Unavailable, match=f"^{code}$"):
        place(usb, "acta-003", FILES, silent)
    assert contents(usb.path) == before
    assert [one.name for one in usb.path.iterdir()] == ["fotos.txt"]


def test_files_that_join_others_go_in_together_or_not_at_all(
    usb: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(usb, "acta-003", {"LEEME.txt": FILES["LEEME.txt"]}, silent)
    before = contents(usb.path)
    rename, done = Path.rename, [0]

    def once(path: Path, target: Path) -> Path:
        done[0] += 1
        if done[0] > 1:
            raise OSError(errno.ENOSPC, "full")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", once)
    with pytest.raises(Unavailable, match="stick-full"):
        place(usb, "acta-003", FILES, silent)
    assert done[0] == 2
    assert contents(usb.path) == before


def test_no_room_is_known_before_anything_is_written(usb: Stick, monkeypatch: pytest.MonkeyPatch) -> None:
    little = shutil.disk_usage(usb.path)._replace(free=sum(map(len, FILES.values())))
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: little)
    monkeypatch.setattr(Path, "mkdir", None)
    with pytest.raises(Unavailable, match="stick-full"):
        place(usb, "acta-003", FILES, silent)


def test_a_stick_that_was_pulled_out_before(usb: Stick) -> None:
    shutil.rmtree(usb.path)
    with pytest.raises(Unavailable, match="stick-gone"):
        place(usb, "acta-003", FILES, silent)


def test_the_empty_folder_that_stays_when_it_is_pulled_out_is_no_stick(usb: Stick) -> None:
    """It is of the laptop's own disk: another device."""
    left = Stick(usb.path, usb.name, usb.device + 1)
    with pytest.raises(Unavailable, match="stick-gone"):
        place(left, "acta-003", FILES, silent)
    assert contents(usb.path) == {"fotos.txt": "de su dueño".encode()}


def test_a_stick_that_is_pulled_out_half_way(usb: Stick) -> None:
    def pull(done: int, _total: int) -> None:
        if done == 1:
            shutil.rmtree(usb.path)

    with pytest.raises(Unavailable, match="stick-gone"):
        place(usb, "acta-003", FILES, pull)


def test_a_stick_that_gives_back_other_bytes_keeps_nothing(
    usb: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sticks, "_digest", lambda _path: b"otra cosa")
    with pytest.raises(Corrupt, match="stick-damaged"):
        place(usb, "acta-003", FILES, silent)
    assert list(contents(usb.path)) == ["fotos.txt"]


class Stopped(Exception):
    """Somebody pressed «Cancelar»."""


def test_it_can_be_stopped_in_the_middle_of_a_file(usb: Stick) -> None:
    calls: list[Any] = []

    def stop(*how_far: int) -> None:
        calls.append(how_far)
        if len(calls) == 3:
            raise Stopped

    with pytest.raises(Stopped):
        place(usb, "acta-003", FILES, stop)
    assert calls[-1] == (0, 3)
    assert list(contents(usb.path)) == ["fotos.txt"]


def test_no_refusal_names_a_place_of_the_laptop(usb: Stick, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", refusing(errno.EBUSY, 0))
    with pytest.raises(AppError) as refused:
        place(usb, "acta-003", FILES, silent)
    assert refused.value.facts == {}
