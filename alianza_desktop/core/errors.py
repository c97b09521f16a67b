"""The few kinds of error that a person can be told about; each carries a code of `core.sentences`.

Anything else that is raised is a defect and reaches the one exception hook.
"""

from typing import Final


class AppError(Exception):
    """What happened, as a code with facts; `core.sentences.sentence` turns it into Spanish."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code: Final = code
        self.facts: Final = facts

    def __str__(self) -> str:
        return f"{self.code} {self.facts}"


class Invalid(AppError):
    """The input breaks a rule; nothing was written."""


class NotAllowed(AppError):
    """The rule of the record forbids it now (sealed, frozen, no role)."""


class NotFound(AppError):
    """No record with that id or key here."""


class Unavailable(AppError):
    """The store or a file cannot be used now (locked, read-only, full disk, wrong passphrase)."""

    exit_code = 3


class Corrupt(AppError):
    """Bytes that should be intact are not (damaged store, altered file)."""

    exit_code = 3
