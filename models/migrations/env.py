"""Alembic's entry: runs on the connection that models.database.upgrade hands over."""

from alembic import context
from sqlmodel import SQLModel

from models import absence, assignment, digest, inbox, indicator, item, lease, office, outbox, people, plan, pulse

# Imported so that the metadata is whole.
TABLES = (absence, assignment, digest, inbox, indicator, item, lease, office, outbox, people, plan, pulse)

context.configure(connection=context.config.attributes["connection"], target_metadata=SQLModel.metadata)
with context.begin_transaction():
    context.run_migrations()
