"""Find questions between offices, and files that are joined, without looking through the whole log."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_JOINS = sa.text("kind = 7")


def upgrade() -> None:
    """Bring the tables here from the step before."""
    op.create_index("change_that_joins", "change", ["device", "seq"], sqlite_where=_JOINS, postgresql_where=_JOINS)


def downgrade() -> None:
    """Bring the tables back to the step before."""
    op.drop_index("change_that_joins", "change")
