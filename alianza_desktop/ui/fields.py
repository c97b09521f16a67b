"""A form as plain data: screens declare it, `widgets.form` shows it. No Qt."""

from dataclasses import dataclass
from typing import Final, Literal

IDLE_MS: Final = 800
"""ux.md §0: what is typed is kept after this long without a key."""
FieldKind = Literal["text", "long", "day", "hour", "number", "money", "choice", "check", "secret"]
"""`long` has several lines; `day` is written dd/mm/aaaa and read as `YYYY-MM-DD`; `money` in soles, read as
céntimos; `secret` is a passphrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """A field of a form."""

    key: str
    label: str
    kind: FieldKind = "text"
    hint: str = ""
    """Placeholder: an example of what is written there."""
    note: str = ""
    """A line under the field."""
    choices: tuple[tuple[str, str], ...] = ()
    """(value, words) of a `choice`."""
    span: int = 1
    """Columns of the form that it takes."""
