"""What is checked on the laptop before starting."""

from datetime import datetime
from pathlib import Path

import pytest

from alianza_desktop.core.clock import PERU
from alianza_desktop.ui import machine
from alianza_desktop.ui.home import preflight
from alianza_desktop.ui.machine import Battery, Surroundings

NOW = datetime(2026, 11, 23, 7, 46, tzinfo=PERU)
READY = Surroundings(("Pantalla 2, 1280 × 720",), ("Epson L3250",))


def states(**changes: object) -> dict[str, tuple[str, str]]:
    facts: dict[str, object] = {
        "now": NOW,
        "free": 41 * 10**9,
        "battery": Battery(92, charging=True),
        "around": READY,
    }
    found = preflight.checks(**{**facts, **changes})  # type: ignore[arg-type]
    return {one.name: (one.state, one.detail) for one in found}


def test_a_ready_laptop() -> None:
    found = preflight.checks(NOW, 41 * 10**9, Battery(92, charging=True), READY)
    assert preflight.summary(found, NOW) == "6 de 7 · 07:46"
    assert [one.state for one in found] == ["pending", *["done"] * 6]
    assert states()["Batería"] == ("done", "92 %, con cargador")
    assert states()["Disco"] == ("done", "41 GB libres")
    assert states()["Plantilla del acta"] == ("done", "versión 2")


@pytest.mark.parametrize(
    ("name", "changes", "expected"),
    [
        ("Impresora", {"around": Surroundings((), ())}, ("attention", "no hay; queda el PDF")),
        ("Impresora", {"around": Surroundings((), None)}, ("pending", "no se pudo consultar")),
        ("Proyector", {"around": Surroundings()}, ("attention", "sin segunda pantalla")),
        ("Reloj", {"now": NOW.replace(year=2006)}, ("attention", "23/11/2006 07:46: corríjalo")),
        ("Reloj", {"now": NOW.replace(year=2041)}, ("attention", "23/11/2041 07:46: corríjalo")),
        ("Batería", {"battery": Battery(12, charging=False)}, ("attention", "12 %; conecte el cargador")),
        ("Batería", {"battery": Battery(12, charging=True)}, ("done", "12 %, con cargador")),
        ("Batería", {"battery": None}, ("pending", "no se detecta")),
        ("Disco", {"free": 180 * 10**6}, ("attention", "180 MB libres; libere espacio")),
        ("Plantilla del acta", {"wording": Path("no-hay.v1.toml")}, ("attention", "falta en el programa")),
    ],
)
def test_what_asks_for_attention(name: str, changes: dict[str, object], expected: tuple[str, str]) -> None:
    assert states(**changes)[name] == expected


def test_the_battery_of_linux(tmp_path: Path) -> None:
    assert machine.battery(tmp_path) is None
    folder = tmp_path / "BAT0"
    folder.mkdir()
    (folder / "capacity").write_text("64\n", encoding="ascii")
    (folder / "status").write_text("Discharging\n", encoding="ascii")
    assert machine.battery(tmp_path) == Battery(64, charging=False)
    (folder / "status").write_text("Full\n", encoding="ascii")
    assert machine.battery(tmp_path) == Battery(64, charging=True)
    (folder / "capacity").write_text("?", encoding="ascii")
    assert machine.battery(tmp_path) is None


def test_free_space_of_a_folder_that_does_not_exist_yet(tmp_path: Path) -> None:
    assert machine.free_bytes(tmp_path / "a" / "b") == pytest.approx(machine.free_bytes(tmp_path), rel=0.2)


@pytest.mark.parametrize(
    ("count", "words"), [(41_300_000_000, "41 GB"), (4_130_000_000, "4.1 GB"), (180_000_000, "180 MB")]
)
def test_sizes_as_disks_are_sold(count: int, words: str) -> None:
    assert machine.size(count) == words
