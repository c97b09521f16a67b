"""alembic's entry: runs inside the transaction that `migrate.upgrade` began, or compares for a draft."""

from alembic import context

from alianza_desktop.model import Base
from alianza_desktop.storage import migrate

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    include_name=lambda name, kind, _parents: kind != "table" or migrate.in_migrations(name),
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
