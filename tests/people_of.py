"""More people for conversations: two staff members of Lan's unit, a second clerk, a leader."""

from sqlmodel import Session, select

from conftest import join
from models.people import Person, Role, Unit

NAM, TAM, HOA, BINH = "1003", "1004", "1005", "1006"

_PEOPLE = (
    (NAM, "Lê Văn Nam", Role.STAFF, "Phòng Nghiệp vụ I"),
    (TAM, "Ngô Thị Tâm", Role.STAFF, "Phòng Nghiệp vụ I"),
    (HOA, "Bùi Thị Hoa", Role.CLERK, "Văn phòng Sở"),
    (BINH, "Phạm Quốc Bình", Role.LEADER, None),
)


def more_people(session: Session, *addresses: str) -> None:
    """Let those of these addresses join."""
    units = {unit.name: unit for unit in session.exec(select(Unit)).all()}
    for address, name, role, unit in _PEOPLE:
        if address in addresses:
            of = units[unit] if unit else next(iter(units.values()))
            person = Person(office_id=of.office_id, unit_id=of.id if unit else None, name=name, role=role)
            session.add(person)
            session.flush()
            join(session, person, address)
