"""Find questions between offices, joined files and what was offered, without looking through the whole log."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_JOINS, _OFFERS = sa.text("kind = 7"), sa.text("kind = 3")


def upgrade() -> None:
    """Bring the tables here from the step before."""
    op.create_index("change_that_joins", "change", ["device", "seq"], sqlite_where=_JOINS, postgresql_where=_JOINS)
    op.create_index("change_that_offers", "change", ["device", "seq"], sqlite_where=_OFFERS, postgresql_where=_OFFERS)


def downgrade() -> None:
    """Bring the tables back to the step before."""
    op.drop_index("change_that_offers", "change")
    op.drop_index("change_that_joins", "change")
