"""Alembic's entry: runs on the connection that models.database.upgrade hands over."""

from alembic import context
from sqlmodel import SQLModel

from models import assignment, inbox, indicator, item, office, outbox, people, plan

TABLES = (assignment, inbox, indicator, item, office, outbox, people, plan)  # imported so that the metadata is whole

context.configure(connection=context.config.attributes["connection"], target_metadata=SQLModel.metadata)
with context.begin_transaction():
    context.run_migrations()
