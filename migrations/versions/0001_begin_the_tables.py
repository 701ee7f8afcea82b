"""Begin the tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables here from the step before."""
    op.create_table(
        "author",
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    with op.batch_alter_table("author", schema=None) as batch_op:
        batch_op.create_index("author_by_person", ["person_id"], unique=True)

    op.create_table(
        "bundle_in",
        sa.Column("bundle", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("office", sa.LargeBinary(length=16), nullable=False),
        sa.Column("sender", sa.LargeBinary(length=16), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("quarantined", sa.Integer(), nullable=False),
        sa.Column("parked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("bundle"),
    )
    op.create_table(
        "bundle_out",
        sa.Column("bundle", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("office", sa.LargeBinary(length=16), nullable=False),
        sa.Column("sent", sa.BigInteger(), nullable=False),
        sa.Column("arrived", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("bundle"),
    )
    op.create_table(
        "bundle_reach",
        sa.Column("bundle", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("device", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("bundle", "device"),
    )
    op.create_table(
        "case_",
        sa.Column("case_id", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("risk", sa.Text(), nullable=True),
        sa.Column("worker", sa.LargeBinary(length=16), nullable=True),
        sa.Column("office", sa.LargeBinary(length=16), nullable=True),
        sa.Column("name_is_hidden", sa.Boolean(), nullable=False),
        sa.Column("agrees_to_case_management", sa.Text(), nullable=True),
        sa.Column("agrees_to_storage", sa.Text(), nullable=True),
        sa.Column("agrees_to_reporting", sa.Text(), nullable=True),
        sa.Column("agrees_to_tracing", sa.Text(), nullable=True),
        sa.Column("agrees_to_sharing", sa.Text(), nullable=True),
        sa.Column("agrees_to_monitoring", sa.Text(), nullable=True),
        sa.Column("agrees_to_photograph", sa.Text(), nullable=True),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("legal_hold", sa.Boolean(), nullable=False),
        sa.Column("next_kind", sa.Text(), nullable=True),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("next_urgent", sa.Boolean(), nullable=False),
        sa.Column("opened", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("case_id"),
    )
    with op.batch_alter_table("case_", schema=None) as batch_op:
        batch_op.create_index("case_by_code", ["code", "status"], unique=False)
        batch_op.create_index("case_by_due", ["status", "next_urgent", "next_due"], unique=False)
        batch_op.create_index("case_by_risk", ["status", "risk", "next_urgent", "next_due"], unique=False)
        batch_op.create_index("case_by_worker", ["worker", "status", "next_urgent", "next_due"], unique=False)

    op.create_table(
        "change",
        sa.Column("case_id", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("device", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("room", sa.SmallInteger(), nullable=False),
        sa.Column("clock", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("parents", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "device", "seq"),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index("change_by_device", ["device", "seq"], unique=False)

    op.create_table(
        "conflict",
        sa.Column("case_id", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("room", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("case_id", "record_id", "room"),
    )
    op.create_table(
        "device",
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("device_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("head", sa.LargeBinary(length=32), nullable=False),
        sa.Column("clock", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.create_index("device_by_id", ["device_id"], unique=True)

    op.create_table(
        "draft",
        sa.Column("draft_id", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("author", sa.SmallInteger(), nullable=False),
        sa.Column("kept", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("draft_id"),
    )
    op.create_table(
        "erased",
        sa.Column("case_id", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("case_id"),
    )
    op.create_table(
        "head",
        sa.Column("case_id", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("room", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("device", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("born", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "record_id", "room", "device", "seq"),
    )
    op.create_table(
        "hole",
        sa.Column("device", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("envelope_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("document_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("device", "seq"),
    )
    op.create_table(
        "paper",
        sa.Column("digest", sa.LargeBinary(length=32), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "parked",
        sa.Column("device", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("device", "seq", "hash"),
    )
    op.create_table(
        "peer_mark",
        sa.Column("office", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("device", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("office", "device"),
    )
    op.create_table(
        "person",
        sa.Column("case_id", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("device", sa.SmallInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("room_generation", sa.Integer(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("case_id"),
    )
    op.create_table(
        "quarantine",
        sa.Column("case_id", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("device", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "device", "seq"),
    )
    op.create_table(
        "save",
        sa.Column("device", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("author", sa.SmallInteger(), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
        sa.PrimaryKeyConstraint("device", "last"),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "task",
        sa.Column("case_id", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.LargeBinary(length=16), autoincrement=False, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "kind", "record_id"),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index("task_by_day", ["due_on"], unique=False)


def downgrade() -> None:
    """Bring the tables back to the step before."""
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index("task_by_day")

    op.drop_table("task")
    op.drop_table("setting")
    op.drop_table("save")
    op.drop_table("quarantine")
    op.drop_table("person")
    op.drop_table("peer_mark")
    op.drop_table("parked")
    op.drop_table("paper")
    op.drop_table("hole")
    op.drop_table("head")
    op.drop_table("erased")
    op.drop_table("draft")
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.drop_index("device_by_id")

    op.drop_table("device")
    op.drop_table("conflict")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index("change_by_device")

    op.drop_table("change")
    with op.batch_alter_table("case_", schema=None) as batch_op:
        batch_op.drop_index("case_by_worker")
        batch_op.drop_index("case_by_risk")
        batch_op.drop_index("case_by_due")
        batch_op.drop_index("case_by_code")

    op.drop_table("case_")
    op.drop_table("bundle_reach")
    op.drop_table("bundle_out")
    op.drop_table("bundle_in")
    with op.batch_alter_table("author", schema=None) as batch_op:
        batch_op.drop_index("author_by_person")

    op.drop_table("author")
