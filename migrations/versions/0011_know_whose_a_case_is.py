"""Know whose a case is, where an office handed it over; spread by case, on Citus."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here from the step before."""
    op.create_table(
        "custody",
        sa.Column("case_id", sa.LargeBinary(16), autoincrement=False, nullable=False),
        sa.Column("holder", sa.LargeBinary(16), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("target", sa.LargeBinary(16), nullable=True),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("elsewhere", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("case_id"),
    )
    op.spread_by_case("custody")


def downgrade() -> None:
    """Bring the tables back to the step before."""
    op.drop_table("custody")
