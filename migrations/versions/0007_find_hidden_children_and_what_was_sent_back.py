"""Find hidden children, and what was sent back, without looking at every case."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_SENT_BACK = sa.text("kind = 'sent_back'")


def upgrade() -> None:
    """Bring the tables here from the step before."""
    op.create_index(
        "case_hidden", "case_", ["case_id", "worker"], sqlite_where=sa.text("name_is_hidden = 1"),
        postgresql_where=sa.text("name_is_hidden"),
    )  # fmt: skip
    op.create_index("task_sent_back", "task", ["due_on"], sqlite_where=_SENT_BACK, postgresql_where=_SENT_BACK)


def downgrade() -> None:
    """Bring the tables back to the step before."""
    op.drop_index("task_sent_back", "task")
    op.drop_index("case_hidden", "case_")
