"""Posts, handovers, platforms, the audit's chain, and what the law asks for people's own data."""

import sqlalchemy as sa
from alembic import op

from models.append_only import guard, unguard

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

PERSON = (
    ("phone", sa.String(), None),
    ("left_at", sa.DateTime(), None),
    ("erased_at", sa.DateTime(), None),
    ("told_at", sa.DateTime(), None),
    ("told_version", sa.Integer(), "0"),
)
OFFICE = (("data_contact", sa.String(), None), ("retention", sa.JSON(), "{}"))
UNIT = (("earlier_names", sa.JSON(), "{}"),)
COLUMNS = (
    ("person", PERSON),
    ("office", OFFICE),
    ("unit", UNIT),
    ("address", (("rank", sa.Integer(), "0"),)),
    ("invite", (("own", sa.Boolean(), sa.false()),)),
)
REFERENCES = (
    ("unit", "successor_id", "unit"),
    ("progress", "entered_by", "person"),
    ("assignment", "merged_into", "assignment"),
)
INDEXES = {
    "post": ("office_id", "person_id", "unit_id"),
    "handover": ("assignment_id", "office_id"),
    "auditentry": ("office_id",),
    "datarequest": ("office_id", "person_id"),
}


ONE_A_UNIT = "uq_assignment_task_unit"


def _reference(name: str, table: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=optional)


def _moment(name: str, *, optional: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(), nullable=optional)


def upgrade() -> None:
    _widen()
    with op.batch_alter_table("assignment") as rows:
        rows.drop_constraint(ONE_A_UNIT, type_="unique")
    alone = sa.text("merged_into IS NULL")
    key = ("assignment", ["task_id", "unit_id"])
    op.create_index(ONE_A_UNIT, *key, unique=True, sqlite_where=alone, postgresql_where=alone)
    _people()
    _books()
    for table, columns in INDEXES.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])
    guard(op.get_bind(), "auditentry")


def _widen() -> None:
    for table, columns in COLUMNS:
        with op.batch_alter_table(table) as rows:
            for name, kind, default in columns:
                rows.add_column(sa.Column(name, kind, nullable=default is None, server_default=default))
    for table, name, other in REFERENCES:
        with op.batch_alter_table(table) as rows:
            rows.add_column(sa.Column(name, sa.Integer(), nullable=True))
            rows.create_foreign_key(f"fk_{table}_{name}_{other}", other, [name], ["id"])


def _people() -> None:
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), primary_key=True),
        _reference("office_id", "office"),
        _reference("person_id", "person"),
        _reference("unit_id", "unit", optional=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
    )
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), primary_key=True),
        _reference("office_id", "office"),
        _reference("assignment_id", "assignment"),
        sa.Column("cause", sa.String(length=20), nullable=False),
        _moment("at"),
        _reference("by", "person", optional=True),
        _reference("from_unit", "unit"),
        _reference("to_unit", "unit"),
        _reference("from_person", "person", optional=True),
        _reference("to_person", "person", optional=True),
    )


def _books() -> None:
    op.create_table(
        "platform",
        sa.Column("channel", sa.String(), primary_key=True),
        _moment("down_since", optional=True),
        sa.Column("why", sa.String(), nullable=True),
        _moment("told_at", optional=True),
        sa.Column("files", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "auditentry",
        sa.Column("id", sa.Integer(), primary_key=True),
        _reference("office_id", "office"),
        sa.Column("number", sa.Integer(), nullable=False),
        _moment("at"),
        _reference("actor_id", "person", optional=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.UniqueConstraint("office_id", "number", name="uq_auditentry_office_number"),
    )
    op.create_table(
        "refusal",
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), primary_key=True),
        _moment("noted_at"),
        sa.Column("since", sa.Integer(), nullable=False),
    )
    op.create_table(
        "datarequest",
        sa.Column("id", sa.Integer(), primary_key=True),
        _reference("office_id", "office"),
        _reference("person_id", "person"),
        sa.Column("wish", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        _moment("asked_at"),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("complete_by", sa.Date(), nullable=False),
        _moment("answered_at", optional=True),
        _moment("done_at", optional=True),
        _reference("done_by", "person", optional=True),
        sa.Column("refused", sa.String(), nullable=True),
    )
    op.create_table(
        "clearing",
        sa.Column("id", sa.Integer(), primary_key=True),
        _reference("office_id", "office", optional=True),
        _moment("at"),
        sa.Column("removed", sa.JSON(), nullable=False),
    )


def downgrade() -> None:
    for table in ("clearing", "datarequest", "refusal", "auditentry", "platform", "handover", "post"):
        op.drop_table(table)
    unguard(op.get_bind(), "auditentry")
    op.drop_index(ONE_A_UNIT, "assignment")
    with op.batch_alter_table("assignment") as rows:
        rows.create_unique_constraint(ONE_A_UNIT, ["task_id", "unit_id"])
    for table, name, other in reversed(REFERENCES):
        with op.batch_alter_table(table) as rows:
            rows.drop_constraint(f"fk_{table}_{name}_{other}", type_="foreignkey")
            rows.drop_column(name)
    for table, columns in reversed(COLUMNS):
        with op.batch_alter_table(table) as rows:
            for name, _, _ in columns:
                rows.drop_column(name)
