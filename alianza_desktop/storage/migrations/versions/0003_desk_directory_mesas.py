"""The desk, the directory and the mesas: what actors bring, needs, members, delegations, photos.

Drafted by autogenerate, then folded.
"""

import sqlalchemy as sa
from alembic import op

from alianza_desktop.storage.migrations.records import add_fields, add_record

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
"""Each entity and its fields, as `add_record` reads them."""

FIELDS = {
    "attendance": "source",
    "mesa": "chain_id*",
    "organization": "contact phone email logo",
    "workshop": "previous_id*",
    "workshop_mesa": "rapporteur",
}
"""Fields that records of before have from now on."""


def upgrade() -> None:
    for name, fields in RECORDS.items():
        add_record(name, fields)
    for name, fields in FIELDS.items():
        add_fields(name, fields)
    _search()


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
