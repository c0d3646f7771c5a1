"""Alembic's entry: migrations run on the connection the program hands over (storage/migrate.py)."""

from typing import Any

from alembic import context

from storage.tables import Base

_OURS = frozenset(Base.metadata.tables)


def _include(thing: Any, name: str | None, kind: str, *_: Any) -> bool:
    """The durable engine's tables share the database and are its own business."""
    return kind != "table" or name in _OURS


connection = context.config.attributes["connection"]
if connection is not None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        include_object=_include,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
