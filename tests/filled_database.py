"""A database of a plan with very many units, to copy: making one takes a second."""

import shutil
from datetime import date
from pathlib import Path

from conftest import MONDAY
from models.assignment import Assignment
from models.database import open_engine, transactions
from models.office import Office
from models.people import Unit
from models.plan import Plan, PlanState, Task
from models.schema import upgrade


def filled_database(folder: Path, count: int) -> Path:
    """Put dondoc.db into the folder as if nobody had closed it: its log holds what is not yet in the file."""
    engine = open_engine(f"sqlite:///{folder}/made.db")
    upgrade(engine)
    with transactions(engine)() as session:
        office = Office(name="Sở Tư pháp")
        session.add(office)
        session.flush()
        plan = Plan(office_id=office.id, state=PlanState.ACTIVE, sha256="0", file_name="kh.docx", added_at=MONDAY)
        units = [Unit(office_id=office.id, name=f"Phòng {number}") for number in range(count)]
        session.add_all([plan, *units])
        session.flush()
        tasks = [Task(plan_id=plan.id, position=number, text="x") for number in range(count)]
        session.add_all(tasks)
        session.flush()
        ids = {"office_id": office.id, "plan_id": plan.id}
        session.add_all(
            Assignment(**ids, task_id=task.id, unit_id=unit.id, due=date(2026, 7, 1))
            for task, unit in zip(tasks, units, strict=True)
        )
    for path in (folder / "made.db", folder / "made.db-wal"):
        shutil.copyfile(path, path.with_name(path.name.replace("made", "dondoc")))
    engine.dispose()
    return folder
