"""Fonts cover every text of the program; icons and fonts have their licence and their line in SOURCES.md."""

import ast
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

import alianza_desktop
from alianza_desktop.core.paths import resource
from alianza_desktop.core.sentences import SENTENCES

PACKAGE = Path(alianza_desktop.__file__).parent
WEIGHTS = ("Regular", "SemiBold", "Bold", "Italic")
SHOWN = ("ui", "documents", "demo", "app.py")
DRAWN = {"⏎", "←", "→"}
"""Texts of one sign that stand for an icon and are drawn (`ui/widgets/button.py`)."""
SPANISH = "áéíóúüñÁÉÍÓÚÜÑ¿¡«»“”‘’°º—–…·×€" + "ʼɨẽẼ"


@cache
def _covered(weight: str) -> frozenset[int]:
    font = TTFontFile(str(resource("fonts", f"NotoSans-{weight}.ttf")))
    return frozenset(font.charToGlyph)


def _texts_of_the_catalogues() -> Iterator[str]:
    for folder in ("catalogs", "wording", "demo"):
        for path in resource(folder).iterdir():
            yield path.read_text(encoding="utf-8")


def _texts_of_the_code() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] not in SHOWN:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        prose = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
                yield node.value


def _missing(texts: Iterator[str], weight: str) -> dict[str, str]:
    known = _covered(weight)
    return {
        letter: text[:60]
        for text in texts
        if text not in DRAWN
        for letter in text
        if ord(letter) >= 32 and ord(letter) not in known
    }


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_fonts_write_spanish_and_the_languages_of_the_amazon(weight: str) -> None:
    assert _missing(iter([SPANISH]), weight) == {}


def test_what_the_fonts_lack_is_known() -> None:
    assert set(_missing(iter(["≥≤→✓■●▲◆"]), "Regular")) == set("≥≤→✓■●▲◆")


@pytest.mark.parametrize("weight", WEIGHTS)
def test_no_text_of_the_program_needs_a_letter_that_the_fonts_lack(weight: str) -> None:
    assert _missing(iter(SENTENCES.values()), weight) == {}
    assert _missing(_texts_of_the_catalogues(), weight) == {}
    assert _missing(_texts_of_the_code(), weight) == {}


def test_every_icon_is_a_small_drawing_that_can_be_recoloured() -> None:
    icons = sorted(resource("icons").glob("*.svg"))
    assert len(icons) > 60
    for path in icons:
        root = ET.fromstring(path.read_text(encoding="utf-8"))
        assert (root.get("viewBox"), root.get("stroke")) == ("0 0 24 24", "currentColor"), path.name
        assert path.stat().st_size < 2_000


def test_every_icon_and_font_has_its_origin_and_licence() -> None:
    sources = resource("SOURCES.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[\w-]+", sources))
    assert {path.stem for path in resource("icons").glob("*.svg")} <= named
    assert {path.stem.removeprefix("NotoSans-") for path in resource("fonts").glob("*.ttf")} == set(WEIGHTS)
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "OFL.txt").read_text(encoding="utf-8")
    assert "MIT License" in resource("icons", "LICENSE.txt").read_text(encoding="utf-8")
    assert {path.name for path in resource("catalogs").iterdir()} - {"catalogs.json"} <= set(
        re.findall(r"`([\w.]+)`", sources)
    )
