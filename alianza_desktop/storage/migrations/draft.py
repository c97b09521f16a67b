"""Draft the next migration by comparing the code's tables with a store brought up by the existing ones.

A developer's tool, never run by the program: `python -m alianza_desktop.storage.migrations.draft "phone of a
person"` writes a file in `versions/`. Read it, then raise `migrate.REVISION`.
"""

import sys

import sqlcipher3.dbapi2
from alembic import command
from sqlalchemy import create_engine

from alianza_desktop.storage import migrate


def main(message: str) -> None:
    """Write the draft of the next revision, numbered one above the newest."""
    config = migrate.configuration()
    number = len(list((migrate.SCRIPTS / "versions").glob("[0-9]*.py"))) + 1
    with create_engine("sqlite://", module=sqlcipher3.dbapi2).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
