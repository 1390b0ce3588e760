"""The office's indicators, obstacles and questions as items, figures with their words, photos held back."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("synonyms", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("office_id", "name", name="uq_indicator_office_name"),
    )
    op.create_index("ix_indicator_office_id", "indicator", ["office_id"])
    op.create_table(
        "item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("progress_id", sa.Integer(), nullable=True),
        sa.Column("raised_by", sa.Integer(), nullable=False),
        sa.Column("raised_at", sa.DateTime(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("asked_due", sa.Date(), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"]),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"]),
        sa.ForeignKeyConstraint(["progress_id"], ["progress.id"]),
        sa.ForeignKeyConstraint(["raised_by"], ["person.id"]),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("office_id", "assignment_id", "closed_at"):
        op.create_index(f"ix_item_{column}", "item", [column])
    with op.batch_alter_table("progress") as progress:
        progress.add_column(sa.Column("source", sa.String(), nullable=True))
        progress.add_column(sa.Column("settles", sa.Integer(), nullable=True))
        progress.create_foreign_key("fk_progress_settles_progress", "progress", ["settles"], ["id"])
    with op.batch_alter_table("figure") as figure:
        figure.add_column(sa.Column("words", sa.String(), nullable=False, server_default=""))
        figure.add_column(sa.Column("counts", sa.Boolean(), nullable=False, server_default=sa.true()))
        figure.add_column(sa.Column("apart", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("evidence") as evidence:
        evidence.add_column(sa.Column("album", sa.String(), nullable=True))
        evidence.add_column(sa.Column("held", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("office") as office:
        office.add_column(sa.Column("confirm_done", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("task") as task:
        task.add_column(sa.Column("changed_at", sa.DateTime(), nullable=True))
        task.add_column(sa.Column("changed_by", sa.Integer(), nullable=True))
        task.create_foreign_key("fk_task_changed_by", "person", ["changed_by"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("task") as task:
        task.drop_constraint("fk_task_changed_by", type_="foreignkey")
        for column in ("changed_at", "changed_by"):
            task.drop_column(column)
    with op.batch_alter_table("office") as office:
        office.drop_column("confirm_done")
    with op.batch_alter_table("evidence") as evidence:
        for column in ("album", "held"):
            evidence.drop_column(column)
    with op.batch_alter_table("figure") as figure:
        for column in ("words", "counts", "apart"):
            figure.drop_column(column)
    with op.batch_alter_table("progress") as progress:
        progress.drop_constraint("fk_progress_settles_progress", type_="foreignkey")
        for column in ("source", "settles"):
            progress.drop_column(column)
    for table in ("item", "indicator"):
        op.drop_table(table)
