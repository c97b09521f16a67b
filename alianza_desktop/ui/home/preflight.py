"""«Antes de empezar»: what can be checked for real on this laptop before the doors open. No Qt.

A check says `done`, `attention` (amber, never a stop: ux.md §1) or `pending` when only a person can try it.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from alianza_desktop.core.clock import PERU
from alianza_desktop.core.paths import resource
from alianza_desktop.ui.machine import Battery, Surroundings, plausible, size

BUILT: Final = datetime(2026, 11, 1, tzinfo=PERU)
"""No laptop's clock can rightly be before the month in which this program was made."""
LEAST_FREE: Final = 500 * 10**6
LEAST_CHARGE: Final = 20


@dataclass(frozen=True, slots=True)
class Check:
    """A line of the list."""

    icon: str
    name: str
    detail: str
    state: str


def checks(
    now: datetime, free: int, battery: Battery | None, around: Surroundings, wording: Path | None = None
) -> tuple[Check, ...]:
    """Return the seven checks in the order in which a desk is set up."""
    return (
        Check("barcode", "Lector de códigos", "escanee un DNI en Registro", "pending"),
        _printer(around),
        _projector(around),
        _clock(now),
        _battery(battery),
        _disk(free),
        _template(wording or resource("wording", "acta.v2.toml")),
    )


def summary(found: tuple[Check, ...], now: datetime) -> str:
    """Return `6 de 7 · 07:46`."""
    done = sum(one.state == "done" for one in found)
    return f"{done} de {len(found)} · {now:%H:%M}"


def _printer(around: Surroundings) -> Check:
    if around.printers is None:
        return Check("printer", "Impresora", "no se pudo consultar", "pending")
    if not around.printers:
        return Check("printer", "Impresora", "no hay; queda el PDF", "attention")
    return Check("printer", "Impresora", around.printers[0], "done")


def _projector(around: Surroundings) -> Check:
    if not around.screens:
        return Check("presentation", "Proyector", "sin segunda pantalla", "attention")
    return Check("presentation", "Proyector", around.screens[0], "done")


def _clock(now: datetime) -> Check:
    words = f"{now:%d/%m/%Y %H:%M}"
    if plausible(now, BUILT):
        return Check("clock", "Reloj", words, "done")
    return Check("clock", "Reloj", f"{words}: corríjalo", "attention")


def _battery(battery: Battery | None) -> Check:
    if battery is None:
        return Check("battery-4", "Batería", "no se detecta", "pending")
    low = battery.percent < LEAST_CHARGE and not battery.charging
    words = f"{battery.percent} %; conecte el cargador" if low else battery.words
    icon = "battery-charging" if battery.charging else "battery" if low else "battery-3"
    return Check(icon, "Batería", words, "attention" if low else "done")


def _disk(free: int) -> Check:
    words = f"{size(free)} libres"
    if free < LEAST_FREE:
        return Check("database", "Disco", f"{words}; libere espacio", "attention")
    return Check("database", "Disco", words, "done")


def _template(wording: Path) -> Check:
    if not wording.is_file():
        return Check("file-text", "Plantilla del acta", "falta en el programa", "attention")
    return Check("file-text", "Plantilla del acta", f"versión {wording.suffixes[0].lstrip('.v')}", "done")
