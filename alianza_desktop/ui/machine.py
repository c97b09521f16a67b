"""What can be known of this laptop without asking anyone: disk, battery, clock. No Qt."""

import shutil
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

POWER = Path("/sys/class/power_supply")


@dataclass(frozen=True, slots=True)
class Battery:
    """Charge in percent, and whether a charger is connected."""

    percent: int
    charging: bool

    @property
    def words(self) -> str:
        return f"{self.percent} %, con cargador" if self.charging else f"{self.percent} %"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What only the window system knows; given to presenters as plain data."""

    screens: tuple[str, ...] = ()
    """The screens besides the first: «Pantalla 2, 1280 × 720»."""
    printers: tuple[str, ...] | None = None
    """None when this program cannot ask."""


def battery(power: Path = POWER) -> Battery | None:
    """Return the battery of a Linux laptop, or None: a desktop, or a system that is not asked yet."""
    if not sys.platform.startswith("linux"):
        return None
    for folder in sorted(power.glob("BAT*")):
        try:
            percent = int((folder / "capacity").read_text(encoding="ascii"))
            status = (folder / "status").read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            continue
        return Battery(min(percent, 100), status != "Discharging")
    return None


def free_bytes(folder: Path) -> int:
    """Return the free space of the disk that holds a folder, which need not exist yet."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def size(count: int) -> str:
    """Return bytes as `41 GB` or `180 MB` (decimal, as disks are sold)."""
    if count >= 10**10:
        return f"{count / 10**9:.0f} GB"
    return f"{count / 10**9:.1f} GB" if count >= 10**9 else f"{count // 10**6} MB"


def plausible(now: datetime, built: datetime) -> bool:
    """Return whether a clock may be right: not before the program was made, nor ten years after."""
    return built <= now and now.year - built.year <= 10
