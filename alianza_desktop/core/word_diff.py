"""Which words of a wording are gone and which are new, as places in both texts."""

import re
from difflib import SequenceMatcher
from typing import TypeAlias

Spans: TypeAlias = tuple[tuple[int, int], ...]
"""Beginning and end of runs of words, in order, with the spaces inside a run."""


def changed(before: str, after: str) -> tuple[Spans, Spans]:
    """Return what of `before` is gone and what of `after` is new."""
    old, new = (tuple(re.finditer(r"\S+", text)) for text in (before, after))
    matcher = SequenceMatcher(None, [one[0] for one in old], [one[0] for one in new], autojunk=False)
    gone, added = [], []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal" and last > first:
            gone.append((old[first].start(), old[last - 1].end()))
        if kind != "equal" and end > start:
            added.append((new[start].start(), new[end - 1].end()))
    return tuple(gone), tuple(added)
