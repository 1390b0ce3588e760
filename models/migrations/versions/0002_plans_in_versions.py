"""Plans in several versions and files, with the reasons for what was read."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("plan") as plan:
        plan.add_column(sa.Column("left_out", sa.JSON(), nullable=False, server_default="[]"))
        plan.add_column(sa.Column("album", sa.String(), nullable=True))
        plan.add_column(sa.Column("revises", sa.Integer(), nullable=True))
        plan.add_column(sa.Column("partial", sa.Boolean(), nullable=False, server_default=sa.false()))
        plan.create_foreign_key("fk_plan_revises", "plan", ["revises"], ["id"])
    with op.batch_alter_table("task") as task:
        task.add_column(sa.Column("milestones", sa.JSON(), nullable=False, server_default="[]"))
        task.add_column(sa.Column("why", sa.JSON(), nullable=False, server_default="[]"))
        task.add_column(sa.Column("earlier", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("assignment") as assignment:
        assignment.add_column(sa.Column("ended_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("assignment") as assignment:
        assignment.drop_column("ended_at")
    with op.batch_alter_table("task") as task:
        for column in ("milestones", "why", "earlier"):
            task.drop_column(column)
    with op.batch_alter_table("plan") as plan:
        plan.drop_constraint("fk_plan_revises", type_="foreignkey")
        for column in ("left_out", "album", "revises", "partial"):
            plan.drop_column(column)
