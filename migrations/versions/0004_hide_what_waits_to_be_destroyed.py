"""Hide what waits to be destroyed, and remember what is gone for good."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ERASES = sa.text("kind = 8")


def upgrade() -> None:
    """Bring the tables here from the step before."""
    op.create_table(
        "hiding",
        sa.Column("case_id", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("case_id"),
    )
    op.create_table(
        "emptied",
        sa.Column("case_id", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("device", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("case_id", "device", "seq"),
    )
    op.create_index("change_that_erases", "change", ["device", "seq"], sqlite_where=_ERASES, postgresql_where=_ERASES)


def downgrade() -> None:
    """Bring the tables back to the step before."""
    op.drop_index("change_that_erases", "change")
    op.drop_table("emptied")
    op.drop_table("hiding")
