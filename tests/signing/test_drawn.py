"""What is read of a page that anybody may have drawn: an answer, «not ours» or «altered», and soon."""

import random
import time

import pytest

from alianza_desktop.signing import drawn, reading
from alianza_desktop.signing.words import Mismatch

PAGE = (
    b"1 0 0 1 0 0 cm\nq\n1 0 0 1 10 20 cm\nBT 1 0 0 1 0 4 Tm /F1 8 Tf 12 TL (Mar\\001a \\(1\\)) Tj T* ET\nQ\n"
    b"q\n.5 0 0 .5 1 2 cm\n.1 .2 .3 RG\n2 w\n1 J\nn 2 4 m 2 4 l 6 8 l S\nQ\nBT /F1 8 Tf (pie) Tj ET\n"
)
FONTS = {"F1": "".join(chr(code) if code > 31 else "í" if code == 1 else "\0" for code in range(256))}


def shown(stream: bytes) -> list[drawn.Text | drawn.Strokes]:
    return list(drawn._shown(stream, FONTS))


def test_texts_and_strokes_in_their_order() -> None:
    text, path, foot = shown(PAGE)
    assert isinstance(text, drawn.Text)
    assert isinstance(path, drawn.Strokes)
    assert isinstance(foot, drawn.Text)
    assert (text.text, text.framed, foot.text, foot.framed) == ("María (1)", True, "pie", False)
    assert path.lines == (((2.0, 4.0), (2.0, 4.0), (4.0, 6.0)),)


@pytest.mark.parametrize(
    "stream", [b"/Im1 Do\n", b"[(A) 3 (B)] TJ\n", b"1 2 3 4 5 6 c\n", b"(\\002) Tj\n", b"(A\n"]
)
def test_what_this_program_does_not_draw(stream: bytes) -> None:
    with pytest.raises(drawn.Unreadable):
        shown(PAGE + stream)


def test_any_stream_is_read_or_refused_soon() -> None:
    source = random.Random(5)
    begun = time.process_time()
    for _ in range(400):
        stream = bytearray(PAGE * 5)
        for _ in range(source.randint(1, 6)):
            place = source.randrange(len(stream))
            stream[place : place + source.randint(0, 5)] = source.randbytes(source.randint(0, 4))
        try:
            shown(bytes(stream))
        except (drawn.Unreadable, Mismatch, *reading.PARSE_ERRORS):
            continue
    for hostile in (b"1 " * 200_000, b"(" * 200_000, b"n 1 1 m " * 50_000, b"q\n" * 200_000, b"\\" * 200_000):
        with pytest.raises((drawn.Unreadable, *reading.PARSE_ERRORS)):
            shown(hostile + b"x")
    assert time.process_time() - begun < 30
