"""Know which case a draft is about, so that it goes with the case, whoever typed it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here from the step before."""
    op.add_column("draft", sa.Column("about", sa.LargeBinary(16), nullable=True))


def downgrade() -> None:
    """Bring the tables back to the step before."""
    with op.batch_alter_table("draft") as batch:
        batch.drop_column("about")
