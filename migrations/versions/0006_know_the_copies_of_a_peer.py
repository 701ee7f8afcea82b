"""Know the copies of a peer."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here from the step before."""
    op.create_table(
        "peer_copy",
        sa.Column("office", sa.LargeBinary(16), autoincrement=False, nullable=False),
        sa.Column("copy", sa.LargeBinary(16), autoincrement=False, nullable=False),
        sa.Column("device", sa.LargeBinary(16), autoincrement=False, nullable=False),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.Column("heard", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("office", "copy", "device"),
    )


def downgrade() -> None:
    """Bring the tables back to the step before."""
    op.drop_table("peer_copy")
