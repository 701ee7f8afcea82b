"""Find what waits for approval."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TO_APPROVE = sa.text("kind = 'approval'")


def upgrade() -> None:
    """Bring the tables here from the step before."""
    op.create_index("task_to_approve", "task", ["due_on"], sqlite_where=_TO_APPROVE, postgresql_where=_TO_APPROVE)


def downgrade() -> None:
    """Bring the tables back to the step before."""
    op.drop_index("task_to_approve", "task")
