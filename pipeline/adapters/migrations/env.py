"""Alembic's entry: runs on the connection that ``Database.migrate`` holds."""

from alembic import context

from pipeline.adapters.sql_tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
