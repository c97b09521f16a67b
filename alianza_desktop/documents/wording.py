"""Legal and document wording: versioned Spanish data in `resources/wording/<name>.toml`, never in code.

A version that was signed is never edited: add the next one. An acta names its wording (`acta.v1`), so what is
printed from the same data stays the same. A sentence is a template with `{facts}`; a *clause* disappears when
one of its facts is empty, which is how an opening paragraph holds with places or hours that are not known.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any

from alianza_desktop.core.errors import NotFound
from alianza_desktop.core.paths import resource


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of the words of a document. Keys are dotted: `heading.agenda`."""

    name: str
    _texts: Mapping[str, str]

    def __call__(self, key: str, /, **facts: object) -> str:
        """Return the sentence with its facts; a key that is not there is a defect (`KeyError`)."""
        return self._texts[key].format(**facts)

    def clause(self, key: str, /, **facts: object) -> str:
        """Return the sentence, or nothing when a fact that it uses is empty."""
        template = self._texts[key]
        needed = [name for _, name, _, _ in Formatter().parse(template) if name]
        return template.format(**facts) if all(facts[name] not in ("", None) for name in needed) else ""

    def term(self, group: str, code: str) -> str:
        """Return the word of a stored code (`quality`, `alternate` → «alterno/a»), or the code itself."""
        return self._texts.get(f"{group}.{code}", code)

    def paragraphs(self, key: str, /, **facts: object) -> list[str]:
        """Return a long text as its paragraphs, which blank lines separate."""
        blocks = self(key, **facts).split("\n\n")
        return [" ".join(block.split()) for block in blocks]


@cache
def load(name: str) -> Wording:
    """Read a version of the wording; `NotFound("wording-missing")` if this program does not have it.

    What a version has no words for is said with those of the next: the program that draws an old acta again
    asks for them, and its page comes out as it was.
    """
    path = resource("wording", f"{name}.toml")
    if not path.is_file():
        raise NotFound("wording-missing", name=name)
    with path.open("rb") as file:
        own = dict(_flat(tomllib.load(file), ""))
    kind, _, number = name.rpartition(".v")
    following = f"{kind}.v{int(number) + 1}"
    known = resource("wording", f"{following}.toml").is_file()
    return Wording(name, {**load(following)._texts, **own} if known else own)  # noqa: SLF001 - its own kind


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
