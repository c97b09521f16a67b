"""The sheet with the recovery key: one page, the key in it, the same bytes for the same data."""

import pytest

from alianza_desktop.core import recovery_key
from alianza_desktop.documents import recovery_sheet
from alianza_desktop.documents.recovery_sheet import RecoverySheet
from tests.documents.pdf_reading import texts

KEY = recovery_key.new()


def sheet(**changes: object) -> RecoverySheet:
    facts = {"alliance": "Alianza Condorcanqui", "key": KEY, "day": "2026-11-23", "device": "Equipo A"}
    return RecoverySheet(**(facts | changes))  # type: ignore[arg-type]


def test_it_is_one_page_with_the_whole_key() -> None:
    pdf = recovery_sheet.build(sheet())
    assert pdf.pages == 1
    said = " ".join(texts(pdf.data)).replace("\u00a0", " ")
    assert all(group in said for group in KEY.split("-"))
    assert "lunes 23 de noviembre de 2026" in said
    assert "ENSAYO" not in said


def test_the_same_data_give_the_same_bytes() -> None:
    assert recovery_sheet.build(sheet()).data == recovery_sheet.build(sheet()).data


@pytest.mark.parametrize("name", ["<b>&\"' 😀 مرحبا", "Alianza " * 90, ""])
def test_any_name_stays_on_one_page(name: str) -> None:
    assert recovery_sheet.build(sheet(alliance=name, rehearsal=True)).pages == 1


def test_the_key_is_in_no_representation() -> None:
    assert KEY not in repr(sheet())
