"""`alianza authority` and `alianza revoke` on two laptops of one alliance."""

from pathlib import Path

import pytest

from alianza_desktop.core.clock import FixedClock
from tests.cli.test_commands import Shell
from tests.laptops import make, meet, opened


@pytest.fixture
def laptops(tmp_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> tuple[Shell, Shell]:
    make(tmp_path / "equipos", 2, clock)
    first, second = (Shell(tmp_path / "equipos" / name, clock, capsys) for name in ("0", "1"))
    return first, second


def exchange(laptops: tuple[Shell, Shell]) -> None:
    with opened(laptops[0].folder.parent, laptops[0].clock) as (one, other):
        meet(one, other)


def test_the_authority_is_handed_to_another_laptop(laptops: tuple[Shell, Shell], tmp_path: Path) -> None:
    first, second = laptops
    file = str(tmp_path / "autoridad.json")
    assert "Está en el equipo A (este)" in first.says("authority", "show")
    assert "solo lo abre el equipo A1 (R2)" in first.says("authority", "export", "A1", file)
    assert "es para otro equipo" in first("authority", "accept", file, code=2)
    assert "Está en el equipo A1 (R2) (este)" in second.says("authority", "accept", file)
    exchange(laptops)
    assert first("authority", "show")["authority"]["holder"] == "A1 (R2)"
    assert "está en el equipo A1 (R2)" in first("authority", "renew", code=2)
    assert "Certificados nuevos para A y A1 (R2)." in second.says("authority", "renew")
    assert "no es una entrega" in second("authority", "accept", str(Path(__file__)), code=2)
    assert "No se pudo" in second("authority", "accept", str(tmp_path), code=2)


def test_a_lost_authority_is_replaced_and_a_laptop_revoked(laptops: tuple[Shell, Shell]) -> None:
    first, second = laptops
    before = first("authority", "show")["authority"]["fingerprint"]
    told = second.says("authority", "replace", "--reason", "Se perdió la laptop A")
    assert "Autoridad nueva, en este equipo." in told
    assert f"Autoridad anterior: {before}" in told
    assert second("alliance", "show")["alliance"]["ca"] != before
    assert "no se entiende" in second("revoke", "A", "--reason", "x", "--since", "ayer", code=2).lower()
    revoked = second("revoke", "A", "--reason", "Se perdió", "--since", "2026-11-23T07:30")["authority"]
    assert {one["device"]: one["revoked_at"] for one in revoked["certificates"]} == {
        "A": "2026-11-23T07:30:00.000-05:00", "A1 (R2)": None
    }  # fmt: skip
    assert "Equipo A: certificado sin confianza desde el 23/11/2026" in second.says("authority", "show")
    assert "ya está en este equipo" in second("authority", "replace", "--reason", "x", code=2)
    assert "Los que hay son: A, A1 (R2)." in second("revoke", "B", "--reason", "x", code=2)


def test_it_gives_way_to_another_one(laptops: tuple[Shell, Shell]) -> None:
    first, _second = laptops
    before = first("authority", "show")["authority"]["fingerprint"]
    assert first("authority", "renew")["authority"]["fingerprint"] == before
    assert first("authority", "renew", "--rotate")["authority"]["earlier"] == [before]
