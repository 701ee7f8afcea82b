"""Note files that no record holds."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here from the step before."""
    op.create_table(
        "loose_file",
        sa.Column("name", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def downgrade() -> None:
    """Bring the tables back to the step before."""
    op.drop_table("loose_file")
