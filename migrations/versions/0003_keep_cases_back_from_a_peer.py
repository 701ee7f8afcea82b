"""Keep cases back from a peer."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here from the step before."""
    op.create_table(
        "withheld",
        sa.Column("case_id", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("office", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("bundle", sa.LargeBinary(length=16), nullable=True),
        sa.PrimaryKeyConstraint("case_id", "office"),
    )
    op.add_column("hole", sa.Column("kept_back", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Bring the tables back to the step before."""
    op.drop_column("hole", "kept_back")
    op.drop_table("withheld")
