"""Know offices' countries, and keep what was published for reports; spread what belongs to a case, on Citus."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None

_OF_A_CASE = (
    "change", "head", "conflict", "case_", "task", "person", "quarantine", "erased", "hiding", "emptied", "withheld",
    "file_lacking", "file_out",
)  # fmt: skip
_EVERYWHERE = ("device", "author", "office")


def upgrade() -> None:
    """Bring the tables here from the step before."""
    op.create_table(
        "office",
        sa.Column("office", sa.LargeBinary(16), autoincrement=False, nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("office"),
    )
    op.create_table(
        "published",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "published_cell",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sheet", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("cell", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("dimensions", sa.Text(), nullable=False),
        sa.Column("nodes", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("number", "sheet", "cell"),
    )
    for table in _EVERYWHERE:
        op.copy_to_every_node(table)
    for table in _OF_A_CASE:
        op.spread_by_case(table)


def downgrade() -> None:
    """Bring the tables back to the step before; what is spread stays spread."""
    op.drop_table("published_cell")
    op.drop_table("published")
    op.drop_table("office")
