"""Know of which bundles their senders were told that they were taken in."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here from the step before; nobody knows what was told until now, and it isn't told again."""
    op.add_column("bundle_in", sa.Column("answered", sa.BigInteger(), nullable=True))
    op.execute("UPDATE bundle_in SET answered = received")


def downgrade() -> None:
    """Bring the tables back to the step before."""
    op.drop_column("bundle_in", "answered")
