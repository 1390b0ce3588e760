"""Alembic's entry: runs on the connection that models.database.upgrade hands over."""

from alembic import context
from sqlmodel import SQLModel

import models.tables  # noqa: F401  the metadata is whole

context.configure(connection=context.config.attributes["connection"], target_metadata=SQLModel.metadata)
with context.begin_transaction():
    context.run_migrations()
