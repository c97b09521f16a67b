"""How a migration adds records and fields: the synced tables are all alike (sync.md §3: no constraint beyond
the key). What a field is written as here never changes its meaning: released migrations use it.
"""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

_KINDS: Final = {"": sa.String, "int": sa.Integer, "bool": sa.Boolean}


def add_record(name: str, fields: str) -> None:
    """Create a table of records: fields are texts unless they say `:int` or `:bool`; a star has an index."""
    op.create_table(
        name,
        *(_field(text) for text in fields.split()),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("alliance_id", sa.String(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    for text in fields.split():
        if text.endswith("*"):
            op.create_index(f"ix_{name}_{text[:-1]}", name, [text[:-1]])


def add_fields(name: str, fields: str) -> None:
    """Add fields, written as in `add_record`, to the records of before."""
    with op.batch_alter_table(name) as table:
        for text in fields.split():
            table.add_column(_field(text))
            if text.endswith("*"):
                table.create_index(f"ix_{name}_{text[:-1]}", [text[:-1]])


def _field(text: str) -> sa.Column[Any]:
    name, _, kind = text.rstrip("*").partition(":")
    return sa.Column(name, _KINDS[kind](), nullable=True)
