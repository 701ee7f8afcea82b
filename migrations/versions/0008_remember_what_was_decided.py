"""Remember what was decided, since when something waits, and which sealed files travelled."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_DECIDES = sa.text("kind = 6")


def upgrade() -> None:
    """Bring the tables here from the step before."""
    op.create_index(
        "change_that_decides", "change", ["device", "seq"], sqlite_where=_DECIDES, postgresql_where=_DECIDES
    )
    op.add_column("quarantine", sa.Column("decided", sa.Text(), nullable=True))
    op.add_column("parked", sa.Column("since", sa.BigInteger(), nullable=True))
    op.create_table(
        "file_lacking",
        sa.Column("case_id", sa.LargeBinary(16), autoincrement=False, nullable=False),
        sa.Column("name", sa.LargeBinary(16), autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "name"),
    )
    op.create_table(
        "file_out",
        sa.Column("case_id", sa.LargeBinary(16), autoincrement=False, nullable=False),
        sa.Column("office", sa.LargeBinary(16), autoincrement=False, nullable=False),
        sa.Column("name", sa.LargeBinary(16), autoincrement=False, nullable=False),
        sa.Column("sent", sa.BigInteger(), nullable=True),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "office", "name"),
    )


def downgrade() -> None:
    """Bring the tables back to the step before."""
    op.drop_table("file_out")
    op.drop_table("file_lacking")
    op.drop_column("parked", "since")
    op.drop_column("quarantine", "decided")
    op.drop_index("change_that_decides", "change")
