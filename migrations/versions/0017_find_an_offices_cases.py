"""Find the cases of an office without looking through those of all."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here from the step before."""
    op.create_index("case_by_office", "case_", ["office"])


def downgrade() -> None:
    """Bring the tables back to the step before."""
    op.drop_index("case_by_office", "case_")
