"""Which drives somebody brought, told from the laptop's own."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from alianza_desktop.ui import drives


def block(blocks: Path, disk: str, partition: str, removable: str) -> None:
    """Lay out a disk and its partition as Linux shows them."""
    devices = blocks.parent / "devices" / disk / partition
    devices.mkdir(parents=True)
    (devices.parent / "removable").write_text(f"{removable}\n", encoding="ascii")
    blocks.mkdir(exist_ok=True)
    (blocks / partition).symlink_to(devices)
    (blocks / disk).symlink_to(devices.parent)


@pytest.mark.parametrize(
    ("path", "device", "brought"),
    [
        ("/media/ana/KINGSTON", "/dev/sdb1", True),
        ("/run/media/ana/DISCO", "/dev/sdc1", True),  # a USB disk: the system says that it does not come out
        ("/mnt/usb", "/dev/sdb1", True),
        ("/mnt/usb", "/dev/sdb", True),
        ("/mnt/datos", "/dev/sda2", False),
        ("/mnt/red", "//servidor/carpeta", False),
        ("/", "/dev/sdb1", False),  # a laptop that runs from a stick
        ("/boot/efi", "/dev/sdb1", False),
        ("/home", "tmpfs", False),
    ],
)
def test_what_was_plugged_in(tmp_path: Path, path: str, device: str, brought: bool) -> None:
    blocks = tmp_path / "block"
    block(blocks, "sda", "sda2", "0")
    block(blocks, "sdb", "sdb1", "1")
    block(blocks, "sdc", "sdc1", "0")
    assert drives.removable(Path(path), device, blocks=blocks) is brought


class Volume:
    """What Qt says of a mounted volume."""

    def __init__(self, root: Path, name: str = "", *, ready: bool = True, read_only: bool = False) -> None:
        self._root, self._name, self._ready, self._read_only = root, name, ready, read_only

    def rootPath(self) -> str:  # noqa: N802 - Qt names them
        return str(self._root)

    def displayName(self) -> str:  # noqa: N802
        return self._name

    def device(self) -> SimpleNamespace:
        return SimpleNamespace(data=lambda: b"/dev/sdb1")

    def isValid(self) -> bool:  # noqa: N802
        return True

    def isReady(self) -> bool:  # noqa: N802
        return self._ready

    def isReadOnly(self) -> bool:  # noqa: N802
        return self._read_only


def test_only_those_that_can_be_written_are_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b", "a", "cerrada", "lenta"):
        (tmp_path / name).mkdir()
    volumes = [
        Volume(tmp_path / "b", "Lexar"),
        Volume(tmp_path / "a"),
        Volume(tmp_path / "cerrada", read_only=True),
        Volume(tmp_path / "lenta", ready=False),
        Volume(tmp_path / "ya no está", "Lexar"),
    ]
    info = SimpleNamespace(mountedVolumes=lambda: volumes)
    monkeypatch.setattr(drives, "QStorageInfo", info)
    monkeypatch.setattr(drives, "removable", lambda *_volume: True)
    assert [(one.name, one.path.name) for one in drives.sticks()] == [("Lexar", "b"), ("a", "a")]
    monkeypatch.setattr(drives, "removable", lambda *_volume: False)
    assert drives.sticks() == ()


def test_this_machine_is_asked_by_qt(qapp: object) -> None:
    """Whatever is plugged in: each has a name and a folder."""
    found = drives.sticks()
    assert isinstance(found, tuple)
    assert [one for one in found if not one.name or not one.path.is_dir()] == []
