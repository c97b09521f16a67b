"""Value chains, and the activity that an agreement was born of.

Drafted by autogenerate, then folded: the synced tables are all alike (sync.md §3: no constraint
beyond the key).
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


RECORDS = {
    "chain_activity": "chain_id* kind stage_id* name current_state desired_state x:int y:int order_key",
    "chain_actor": "activity_id* organization_id* role order_key",
    "chain_gap": "activity_id* text order_key",
    "chain_link": "chain_id* source_id* target_id* flow",
    "chain_stage": "chain_id* name order_key",
    "value_chain": "workshop_id* name product ubigeo objective",
}
"""Each entity and its fields: text unless they say `:int`; a star has an index."""


def upgrade() -> None:
    for name, fields in RECORDS.items():
        _record(name, fields.split())
    with op.batch_alter_table("agreement") as table:
        table.add_column(sa.Column("activity_id", sa.String(), nullable=True))
        table.create_index("ix_agreement_activity_id", ["activity_id"])


def _record(name: str, fields: list[str]) -> None:
    op.create_table(
        name,
        *(_field(text.rstrip("*")) for text in fields),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("alliance_id", sa.String(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    for text in fields:
        if text.endswith("*"):
            op.create_index(f"ix_{name}_{text[:-1]}", name, [text[:-1]])


def _field(text: str) -> sa.Column[Any]:
    name, _, kind = text.partition(":")
    return sa.Column(name, sa.Integer() if kind == "int" else sa.String(), nullable=True)
