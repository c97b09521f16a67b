"""What a start says of what was cut short, and where."""

from alianza_desktop.core.sentences import said
from alianza_desktop.ui import opening


class FakeBanner:
    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def tell(self, kind: str, words: str) -> None:
        self.told.append((kind, words))


class FakeWindow:
    def __init__(self) -> None:
        self.banner = FakeBanner()
        self.opened: list[tuple[str, str]] = []

    def open(self, key: str, argument: str) -> None:
        self.opened.append((key, argument))


def told(place: str, left: tuple[str, str]) -> FakeWindow:
    window = FakeWindow()
    opening._tell_left(window, place, left)  # type: ignore[arg-type]
    return window


def test_a_signature_that_was_cut_comes_back_to_its_acta() -> None:
    window = told("actas", ("acta-1", "firmante-1"))  # whose page says it, with the name
    assert (window.opened, window.banner.told) == ([("actas", "acta-1")], [])


def test_elsewhere_the_window_says_it() -> None:
    window = told("home", ("acta-1", "firmante-1"))
    assert (window.opened, window.banner.told) == ([], [("warning", said("signature-interrupted"))])


def test_a_seal_that_was_cut_is_said_in_its_acta_or_by_the_window() -> None:
    assert told("actas", ("acta-1", "")).opened == [("actas", "acta-1")]
    assert told("home", ("acta-1", "")).banner.told == [("warning", said("seal-interrupted"))]


def test_nothing_cut_says_nothing() -> None:
    window = told("actas", ("", ""))
    assert (window.opened, window.banner.told) == ([], [])
