"""The few kinds of error that a person can be told about; each carries a code of `core.sentences`.

Anything else that is raised is a defect and reaches the one exception hook.
"""

from typing import Final

_OF_THE_STORE: Final = ("store-", "key-", "passphrase-", "disk-")


class AppError(Exception):
    """What happened, as a code with facts; `core.sentences.sentence` turns it into Spanish."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code: Final = code
        self.facts: Final = facts

    @property
    def exit_code(self) -> int:
        """Return 3 when the store cannot be opened or written, 2 for the input (cli.md)."""
        of_the_store = isinstance(self, Unavailable | Corrupt) and self.code.startswith(_OF_THE_STORE)
        return 3 if of_the_store else 2

    def __str__(self) -> str:  # facts may name people: never in a log
        return self.code


class Invalid(AppError):
    """The input breaks a rule; nothing was written."""


class NotAllowed(AppError):
    """The rule of the record forbids it now (sealed, frozen, no role)."""


class NotFound(AppError):
    """No record with that id or key here."""


class Unavailable(AppError):
    """The store or a file cannot be used now (locked, read-only, full disk, wrong passphrase)."""


class Corrupt(AppError):
    """Bytes that should be intact are not (damaged store, altered file)."""
