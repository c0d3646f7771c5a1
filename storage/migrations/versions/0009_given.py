"""What became of answers

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "given",
        sa.Column("workspace", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("request_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("slug", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("edition", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("requester", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("verdict", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "request_id", "slug", name=op.f("pk_given")),
    )
    with op.batch_alter_table("given", schema=None) as batch_op:
        batch_op.create_index("ix_given_slug", ["workspace", "slug", "at"], unique=False)
        batch_op.create_index("ix_given_at", ["workspace", "at"], unique=False)
        batch_op.create_index("ix_given_requester", ["workspace", "requester", "slug"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("given", schema=None) as batch_op:
        batch_op.drop_index("ix_given_requester")
        batch_op.drop_index("ix_given_at")
        batch_op.drop_index("ix_given_slug")
    op.drop_table("given")
