"""Keep, sealed, what a case counts for in figures; spread by case, on Citus."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here from the step before."""
    op.create_table(
        "contribution",
        sa.Column("case_id", sa.LargeBinary(16), autoincrement=False, nullable=False),
        sa.Column("author", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.LargeBinary(16), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "author"),
    )
    op.spread_by_case("contribution")


def downgrade() -> None:
    """Bring the tables back to the step before."""
    op.drop_table("contribution")
