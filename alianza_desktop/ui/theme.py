"""The three palettes of ux.md §3.2 as tokens, and the one function that puts one of them on the program.

The chosen palette and text scale live where Qt keeps them, in the application's palette and font, so nothing
here has state: `tokens()` reads the application's ground colour back and `scale()` its font. A widget that
paints itself asks for them at each repaint and therefore follows a change of theme with no code of its own.
Decided here, where ux.md is silent: the tint and the banner fills of «Proyector AC» (white or light grey with
a black border: a cheap projector shows no pale colour).
"""

from collections.abc import Mapping
from functools import cache
from string import Template
from typing import Final, Literal, NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from alianza_desktop.core.paths import resource

FAMILY: Final = "Noto Sans"
FACES: Final = ("Regular", "SemiBold")
"""Reading a face takes a millisecond of the start; bold and italic are for paper."""
BODY: Final = 10.5
"""Points of the body text at 100 %."""
SIZES: Final[Mapping[str, float]] = {
    "caption": 9, "body": BODY, "emphasis": 12, "title": 14, "name": 18, "counter": 24,
}  # fmt: skip
SCALES: Final = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
TextSize = Literal["caption", "body", "emphasis", "title", "name", "counter"]


class Tokens(NamedTuple):
    """The colours of one palette, each `#rrggbb`; names are those of ux.md §3.2 in English.

    A named tuple, as what else the first frame needs: it is made in a quarter of a dataclass's time.
    """

    ground: str
    surface: str
    raised: str
    tint: str
    text: str
    secondary: str
    disabled: str
    primary: str
    on_primary: str
    control: str
    line: str
    focus: str
    success: str
    warning: str
    error: str
    info: str
    public: str
    private: str
    academia: str
    society: str
    info_text: str
    info_fill: str
    warning_text: str
    warning_fill: str
    success_text: str
    success_fill: str
    neutral_text: str
    neutral_fill: str
    error_text: str
    error_fill: str


_LIGHT_SECTORS: Final = {
    "public": "#123A8C",
    "private": "#9A4A00",
    "academia": "#3F1238",
    "society": "#0A7A83",
}

THEMES: Final[Mapping[str, Tokens]] = {
    "claro": Tokens(
        ground="#F6F7F9", surface="#FFFFFF", raised="#EEF1F5", tint="#E3EEFA",
        text="#1B2430", secondary="#4A5666", disabled="#6B7685", primary="#0B5CAD", on_primary="#FFFFFF",
        control="#7A8594", line="#C3CAD4", focus="#0B5CAD",
        success="#1B6E3C", warning="#8A5200", error="#B3261E", info="#1F5F8B",
        **_LIGHT_SECTORS,
        info_text="#0B4A8F", info_fill="#DCEAFA", warning_text="#6B4500", warning_fill="#FBEBCB",
        success_text="#14572F", success_fill="#DDF3E4", neutral_text="#3F4A58", neutral_fill="#E6EAF0",
        error_text="#8C1D18", error_fill="#FBE3E1",
    ),
    "oscuro": Tokens(
        ground="#15191F", surface="#1E242C", raised="#28303A", tint="#173A5E",
        text="#E8ECF1", secondary="#B3BDCA", disabled="#8592A3", primary="#7CB7F5", on_primary="#0C1A29",
        control="#8592A3", line="#3A4451", focus="#A9D1FF",
        success="#6FD394", warning="#F2B65A", error="#FF8F87", info="#84C5EE",
        public="#41B0F2", private="#F4BC8F", academia="#D56CB0", society="#E0EFEA",
        info_text="#BBDCFB", info_fill="#173A5E", warning_text="#FBD999", warning_fill="#4A3510",
        success_text="#A9EBC0", success_fill="#174428", neutral_text="#D5DCE5", neutral_fill="#39434F",
        error_text="#FFB9B3", error_fill="#561F1B",
    ),
    "proyector": Tokens(
        ground="#FFFFFF", surface="#FFFFFF", raised="#F0F0F0", tint="#E0E0E0",
        text="#000000", secondary="#1F1F1F", disabled="#4D4D4D", primary="#003E7E", on_primary="#FFFFFF",
        control="#000000", line="#000000", focus="#B00020",
        success="#00502A", warning="#6B3E00", error="#8E0B14", info="#0B3F66",
        **_LIGHT_SECTORS,
        info_text="#0B3F66", info_fill="#FFFFFF", warning_text="#6B3E00", warning_fill="#FFFFFF",
        success_text="#00502A", success_fill="#FFFFFF", neutral_text="#000000", neutral_fill="#F0F0F0",
        error_text="#8E0B14", error_fill="#FFFFFF",
    ),
}  # fmt: skip
LABELS: Final[Mapping[str, str]] = {"claro": "Claro", "oscuro": "Oscuro", "proyector": "Proyector AC"}

_BY_GROUND: Final = {0xFF000000 | int(tokens.ground[1:], 16): name for name, tokens in THEMES.items()}
_GROUND: Final = QPalette.ColorRole.Window


def name() -> str:
    """Return the name of the palette in use."""
    return _BY_GROUND.get(QApplication.palette().color(_GROUND).rgba(), "claro")


def tokens() -> Tokens:
    """Return the palette in use."""
    return THEMES[name()]


def colour(token: str) -> QColor:
    """Return one colour of the palette in use."""
    return QColor.fromRgba(_mixed(getattr(tokens(), token)))  # a copy of a `QColor` would name `Qt`


@cache
def _mixed(value: str) -> int:
    return QColor(value).rgba()


def scale() -> float:
    """Return the text scale in use, 1.0 to 2.0."""
    return QApplication.font().pointSizeF() / BODY


def font(size: TextSize = "body", *, semibold: bool = False) -> QFont:
    """Return a font of the type scale at the text scale in use, for widgets that paint their text."""
    return QFont(_cut(SIZES[size] * scale(), semibold=semibold))


@cache
def _cut(points: float, *, semibold: bool) -> QFont:
    result = QFont(FAMILY)
    result.setPointSizeF(points)
    result.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    return result


def px(pixels: int) -> int:
    """Return a height or width that holds text, grown with the text scale; spacing never grows."""
    return round(pixels * scale())


def next_scale(step: int) -> float:
    """Return the scale one step up or down from the one in use, within 100 to 200 %."""
    nearest = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - scale()))
    return SCALES[max(0, min(len(SCALES) - 1, nearest + step))]


def load_fonts() -> None:
    """Register the faces that the window uses; without a font every letter is a box."""
    for face in FACES:
        QFontDatabase.addApplicationFont(str(resource("fonts", f"NotoSans-{face}.ttf")))


def apply(app: QApplication, theme: str, text_scale: float = 1.0) -> None:
    """Put a palette and a text scale on the whole program, and on what the system draws of it."""
    put_on(app, theme, text_scale)
    tell_system(app)


def tell_system(app: QApplication) -> None:
    """Let title bars and system dialogs be light or dark, as the palette in use is."""
    from PySide6.QtCore import Qt

    app.styleHints().setColorScheme(Qt.ColorScheme.Dark if name() == "oscuro" else Qt.ColorScheme.Light)


def put_on(app: QApplication, theme: str, text_scale: float = 1.0) -> None:
    """Put a palette and a text scale on what the program draws."""
    chosen = THEMES[theme]
    body = QFont(FAMILY)
    body.setPointSizeF(BODY * text_scale)
    app.setFont(body)
    app.setPalette(palette(chosen))
    app.setStyleSheet(style_sheet(theme, text_scale))


def palette(chosen: Tokens) -> QPalette:
    """Return the tokens as Qt's roles, for the stock widgets."""
    roles = QPalette.ColorRole
    by_role = {
        roles.Window: chosen.ground, roles.WindowText: chosen.text,
        roles.Base: chosen.surface, roles.AlternateBase: chosen.raised, roles.Text: chosen.text,
        roles.Button: chosen.surface, roles.ButtonText: chosen.text, roles.BrightText: chosen.error,
        roles.ToolTipBase: chosen.raised, roles.ToolTipText: chosen.text,
        roles.Highlight: chosen.primary, roles.HighlightedText: chosen.on_primary,
        roles.Accent: chosen.primary,
        roles.Link: chosen.primary, roles.LinkVisited: chosen.primary, roles.PlaceholderText: chosen.disabled,
        roles.Light: chosen.surface, roles.Midlight: chosen.line, roles.Mid: chosen.control,
        roles.Dark: chosen.control, roles.Shadow: chosen.text,
    }  # fmt: skip
    result = QPalette()
    for role, value in by_role.items():
        result.setColor(role, QColor(value))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen.disabled))
    return result


def style_sheet(theme: str, text_scale: float) -> str:
    """Return the thin style sheet (`resources/styles/window.qss`) filled for a palette and a text scale."""
    chosen = THEMES[theme]
    values = chosen._asdict()
    values |= {f"{size}_pt": f"{points * text_scale:g}pt" for size, points in SIZES.items()}
    values |= {f"px{height}": f"{round(height * text_scale)}px" for height in (18, 20, 24, 30, 34, 50)}
    values["ring"] = "4px" if theme == "proyector" else "2px"
    return _template().substitute(values)


@cache
def _template() -> Template:
    return Template(resource("styles", "window.qss").read_text(encoding="utf-8"))


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet selects on, and show their effect at once."""
    for key, value in properties.items():
        widget.setProperty(key, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
