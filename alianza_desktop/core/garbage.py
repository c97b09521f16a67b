"""Python's cyclic garbage collector, out of the way of work that makes many objects and no cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let nothing be walked in search of cycles meanwhile: of a million living objects that is half the time.

    What nobody refers to any more is freed at once as always. Another thread may end this early, which only
    costs time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
