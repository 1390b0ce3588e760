"""What a kept report is of and where it came from, when an office wants reports, and its own form of one."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SNAPSHOT = (
    ("kind", sa.String(length=20), "report"),
    ("as_of", sa.DateTime(), None),
    ("unit_id", sa.Integer(), None),
    ("form", sa.String(), None),
    ("slot", sa.String(), None),
)


def upgrade() -> None:
    with op.batch_alter_table("snapshot") as snapshot:
        for name, kind, default in SNAPSHOT:
            snapshot.add_column(sa.Column(name, kind, nullable=default is None, server_default=default))
        snapshot.create_foreign_key("fk_snapshot_unit_id_unit", "unit", ["unit_id"], ["id"])
        snapshot.create_unique_constraint("uq_snapshot_slot", ["slot"])
    op.create_index("ix_snapshot_plan_id", "snapshot", ["plan_id"])
    for table in ("progress", "evidence"):
        with op.batch_alter_table(table) as journal:
            journal.add_column(sa.Column("noted_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("office") as office:
        office.add_column(sa.Column("report_on", sa.Integer(), nullable=True))
        office.add_column(sa.Column("report_at", sa.Time(), nullable=False, server_default="15:00:00.000000"))
        office.add_column(sa.Column("report_at_end", sa.Boolean(), nullable=False, server_default=sa.true()))
        office.add_column(sa.Column("report_since", sa.DateTime(), nullable=True))
        office.add_column(sa.Column("report_form", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("office") as office:
        for name in ("report_form", "report_since", "report_at_end", "report_at", "report_on"):
            office.drop_column(name)
    for table in ("progress", "evidence"):
        with op.batch_alter_table(table) as journal:
            journal.drop_column("noted_at")
    op.drop_index("ix_snapshot_plan_id", table_name="snapshot")
    with op.batch_alter_table("snapshot") as snapshot:
        snapshot.drop_constraint("uq_snapshot_slot", type_="unique")
        snapshot.drop_constraint("fk_snapshot_unit_id_unit", type_="foreignkey")
        for name, _, _ in SNAPSHOT:
            snapshot.drop_column(name)
