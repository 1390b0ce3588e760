"""How an office reminds and escalates, snoozes, absences, what digests told, and when each part last worked."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OFFICE = (
    ("remind_before", sa.JSON(), "[3, 1]"),
    ("weekly_on", sa.Integer(), "4"),
    ("head_after", sa.Integer(), "3"),
    ("clerk_after", sa.Integer(), "5"),
    ("leader_after", sa.Integer(), "8"),
    ("snooze_days", sa.Integer(), "3"),
    ("digest_at", sa.Time(), "07:45:00.000000"),
    ("digest_on", sa.Integer(), "0"),
)


def upgrade() -> None:
    with op.batch_alter_table("office") as office:
        for name, kind, default in OFFICE:
            office.add_column(sa.Column(name, kind, nullable=False, server_default=default))
    with op.batch_alter_table("assignment") as assignment:
        assignment.add_column(sa.Column("snoozed_until", sa.Date(), nullable=True))
        assignment.add_column(sa.Column("snoozes", sa.Integer(), nullable=False, server_default="0"))
    # Each delivery changes its status three times, and every index on it with that; one serves all that look by it.
    op.drop_index("ix_outboxmessage_status", table_name="outboxmessage")
    op.drop_index("ix_outboxmessage_next", table_name="outboxmessage")
    following = ["status", "channel", "office_id", "priority", "due_at"]
    op.create_index("ix_outboxmessage_next", "outboxmessage", following)
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stand_in_id", sa.Integer(), nullable=True),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["stand_in_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["noted_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "digest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("tells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id", "kind", "day", name="uq_digest_person_kind_day"),
    )
    for table in ("absence", "digest"):
        op.create_index(f"ix_{table}_office_id", table, ["office_id"])
        op.create_index(f"ix_{table}_person_id", table, ["person_id"])
    op.create_table(
        "lease",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "pulse",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("gone_from", sa.DateTime(), nullable=True),
        sa.Column("gone_until", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )


def downgrade() -> None:
    for table in ("pulse", "lease", "digest", "absence"):
        op.drop_table(table)
    op.drop_index("ix_outboxmessage_next", table_name="outboxmessage")
    op.create_index("ix_outboxmessage_next", "outboxmessage", ["channel", "status", "priority", "due_at"])
    op.create_index("ix_outboxmessage_status", "outboxmessage", ["status"])
    with op.batch_alter_table("assignment") as assignment:
        for column in ("snoozed_until", "snoozes"):
            assignment.drop_column(column)
    with op.batch_alter_table("office") as office:
        for name, _, _ in OFFICE:
            office.drop_column(name)
