"""The palettes: contrast by the WCAG formula, and one thin style sheet for all."""

import re

import pytest
from PySide6.QtWidgets import QApplication

from alianza_desktop.core.paths import resource
from alianza_desktop.ui import theme
from alianza_desktop.ui.theme import THEMES, Tokens

TEXT = [
    ("text", "ground"), ("text", "surface"), ("text", "raised"), ("text", "tint"),
    ("secondary", "ground"), ("secondary", "surface"), ("secondary", "raised"), ("secondary", "tint"),
    ("primary", "ground"), ("primary", "surface"), ("on_primary", "primary"),
    ("success", "surface"), ("warning", "surface"), ("error", "surface"),
    ("info_text", "info_fill"), ("warning_text", "warning_fill"), ("success_text", "success_fill"),
    ("neutral_text", "neutral_fill"), ("error_text", "error_fill"),
]  # fmt: skip
SHAPES = [
    ("control", "surface"), ("control", "ground"), ("focus", "surface"), ("focus", "ground"),
    ("public", "surface"), ("private", "surface"), ("academia", "surface"), ("society", "surface"),
]  # fmt: skip


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(tokens: Tokens, front: str, back: str) -> float:
    values = tokens._asdict()
    light, dark = sorted((luminance(values[front]), luminance(values[back])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_can_be_read(name: str, front: str, back: str) -> None:
    assert contrast(THEMES[name], front, back) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("front", "back"), SHAPES)
def test_shapes_and_borders_can_be_seen(name: str, front: str, back: str) -> None:
    assert contrast(THEMES[name], front, back) >= 3


def test_the_style_sheet_is_thin() -> None:
    lines = resource("styles", "window.qss").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 150


def test_palettes_measure_the_same_but_for_the_ring() -> None:
    """What test_screens rests on when it does not measure every window in every palette."""
    light, dark, projected = (re.sub(r"#\w{6}", "", theme.style_sheet(name, 1.0)) for name in THEMES)
    assert light == dark
    assert light == projected.replace("border: 4px solid", "border: 2px solid")


@pytest.mark.parametrize("name", THEMES)
def test_a_palette_is_put_on_and_read_back(qapp: QApplication, name: str) -> None:
    theme.apply(qapp, name, 1.5)
    assert theme.name() == name
    assert theme.scale() == pytest.approx(1.5)
    assert theme.font("caption").pointSizeF() == pytest.approx(13.5)
    assert "$" not in qapp.styleSheet()
    theme.apply(qapp, "claro")


def test_the_scale_goes_by_steps_within_its_limits(qapp: QApplication) -> None:
    theme.apply(qapp, "claro", 1.0)
    assert theme.next_scale(-1) == 1.0
    assert theme.next_scale(1) == 1.1
    theme.apply(qapp, "claro", 2.0)
    assert theme.next_scale(1) == 2.0
    theme.apply(qapp, "claro")
