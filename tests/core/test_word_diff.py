"""Which words of a wording are gone and which are new."""

from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.core.word_diff import Spans, changed

TEXTS = st.lists(st.sampled_from(["uno", "dos", "tres", "ñandú", "4"]), max_size=12).map(" ".join)


def words(text: str, spans: Spans) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_runs_of_words() -> None:
    before, after = (
        "Instalar 1 centro de acopio en Nieva",
        "Instalar 2 centros de acopio en Nieva y El Cenepa",
    )
    gone, added = changed(before, after)
    assert words(before, gone) == ["1 centro"]
    assert words(after, added) == ["2 centros", "y El Cenepa"]
    assert changed("", "Uno") == ((), ((0, 3),))
    assert changed("Uno", "Uno") == ((), ())


@given(TEXTS, TEXTS)
def test_without_them_both_say_the_same(before: str, after: str) -> None:
    gone, added = changed(before, after)

    def left(text: str, spans: Spans) -> list[str]:
        for start, end in reversed(spans):
            text = text[:start] + text[end:]
        return text.split()

    assert left(before, gone) == left(after, added)
