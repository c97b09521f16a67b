"""The desk, the directory and the mesas: what actors bring, needs, members, delegations, photos.

Drafted by autogenerate, then folded: the synced tables are all alike (sync.md §3: no constraint
beyond the key).
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


RECORDS = {
    "actor_trait": "organization_id* kind text workshop_id* order_key",
    "carried_agreement": "agreement_id* workshop_id*",
    "delegation": "workshop_id* session_id* principal_id* delegate_id* accreditation at",
    "mesa_member": "mesa_id* organization_id* person_id* role",
    "not_same": "entity one_id* other_id*",
    "photo": "workshop_id* attachment caption cleared:bool refused order_key width:int height:int at",
    "territory_need": "ubigeo kind text organization_id* person_id* workshop_id* order_key",
}
"""Each entity and its fields: text unless they say `:int` or `:bool`; a star has an index."""

FIELDS = {
    "attendance": "source",
    "mesa": "chain_id*",
    "organization": "contact phone email logo",
    "workshop": "previous_id*",
    "workshop_mesa": "rapporteur",
}
"""Fields that records of before have from now on."""

_KINDS = {"": sa.String, "int": sa.Integer, "bool": sa.Boolean}


def upgrade() -> None:
    for name, fields in RECORDS.items():
        _record(name, fields.split())
    for name, fields in FIELDS.items():
        with op.batch_alter_table(name) as table:
            for text in fields.split():
                table.add_column(_field(text))
                if text.endswith("*"):
                    table.create_index(f"ix_{name}_{text[:-1]}", [text[:-1]])
    _search()


def _record(name: str, fields: list[str]) -> None:
    op.create_table(
        name,
        *(_field(text) for text in fields),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("alliance_id", sa.String(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    for text in fields:
        if text.endswith("*"):
            op.create_index(f"ix_{name}_{text[:-1]}", name, [text[:-1]])


def _field(text: str) -> sa.Column[Any]:
    name, _, kind = text.rstrip("*").partition(":")
    return sa.Column(name, _KINDS[kind](), nullable=True)


def _search() -> None:
    """The lines of the search have another shape; they are made again after every upgrade."""
    op.execute("DROP TABLE person_search")
    op.drop_table("person_key")
    op.create_table(
        "search_key",
        sa.Column("number", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("middles", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_search_key"),
        sa.UniqueConstraint("record"),
    )
    made = "USING fts5(folded, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0'"
    op.execute(f"CREATE VIRTUAL TABLE search_words {made}, prefix='1 2 3 4')")
    op.execute(f"CREATE VIRTUAL TABLE search_words_pieces {made}, detail=none)")
