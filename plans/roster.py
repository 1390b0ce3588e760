"""The roster of an office, from an .xlsx file: its letterhead, its units and their aliases, its people."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from io import BytesIO

from plans.cells import Mistakes, Row, Table, UnreadableRosterError, open_book
from plans.roster_roles import ROLES, role_of
from vietnamese.text import fold, squash
from vietnamese.units import Group, normal_name

__all__ = ["Roster", "RosterPerson", "RosterUnit", "UnreadableRosterError", "read_roster"]

OFFICE, UNITS, PEOPLE = "Cơ quan", "Đơn vị", "Cán bộ"

OFFICE_FIELDS = {
    "Tên cơ quan": "name",
    "Cơ quan chủ quản": "parent",
    "Địa danh": "place",
    "Ký hiệu": "code",
    "Nơi nhận báo cáo": "report_to",
    "Chức vụ người ký": "signer_title",
    "Người ký": "signer",
    "Trưởng đơn vị xác nhận hoàn thành": "confirm_done",
}
_SWITCHES = {"confirm_done"}
_YES_OR_NO = {"co": True, "khong": False, "x": True, "yes": True, "no": False}
GROUPS = {
    "phòng": Group.PHONG,
    "đơn vị": Group.DON_VI,
    "đoàn thể": Group.DOAN_THE,
    "địa phương": Group.DIA_PHUONG,
}
ABOVE_UNITS = {"leader", "observer", "admin"}
BESIDE, PHONE, MAIL, LEFT, MOVED = "Kiêm nhiệm", "Điện thoại", "Thư điện tử", "Nghỉ", "Chuyển đến"
OPTIONAL = (BESIDE, PHONE, MAIL, LEFT, MOVED)
_SHEET, _MOST = re.compile(r'<sheet [^>]*?name="([^"]*)"'), 1 << 20
_BACK = {"tro lai", "quay lai", "di lam lai", "lam viec lai"}
_SPACES, _NUMBER = re.compile(r"[\s.()-]"), re.compile(r"\+?[0-9]{8,15}")
_ADDRESS = re.compile(r"[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]+(?:\.[a-z0-9-]+)+")


@dataclass(frozen=True)
class RosterUnit:
    """`group` is None where the file leaves it to the unit's own name."""

    name: str
    group: Group | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class RosterPerson:
    """`unit` is the name of a unit of the same roster, None only above the units; `role` is a value of models' Role.

    `beside`: a further post of the person of this name; `left`: holds it no more; `back`: left before, and works here
    again; `moved_to`: the unit of the main post from now on. `mail` is in small letters, `phone` as its digits with a
    leading "+" where it was written.
    """

    name: str
    role: str
    unit: str | None = None
    beside: bool = False
    phone: str | None = None
    mail: str | None = None
    left: bool = False
    moved_to: str | None = None
    back: bool = False


@dataclass(frozen=True)
class Roster:
    """`office` holds the fields of models' Office that the file fills in."""

    office: Mapping[str, str | bool] = field(default_factory=dict)
    units: tuple[RosterUnit, ...] = ()
    people: tuple[RosterPerson, ...] = ()


def read_roster(data: bytes) -> Roster:
    """Read a filled-in template; raises UnreadableRosterError with the sheet and row of every mistake."""
    book, wrong = open_book(data), Mistakes()
    nothing = Table("", ())
    pairs = wrong.read(lambda: book.pairs(OFFICE, ("Mục", "Nội dung")), nothing)
    units = wrong.read(lambda: book.table(UNITS, ("Tên đơn vị",), ("Nhóm", "Tên gọi khác")), nothing)
    people = wrong.read(lambda: book.table(PEOPLE, ("Họ và tên", "Đơn vị", "Vai trò"), OPTIONAL), nothing)
    if nothing in (pairs, units, people):
        wrong.refuse()
    office = wrong.read(lambda: _office(pairs), {})
    known = wrong.read(lambda: list(_units(units, wrong)), [])
    if not known:
        wrong.refuse()
    everybody = wrong.read(lambda: tuple(_people(people, known, wrong)), ())
    wrong.refuse()
    return Roster(office, tuple(known), everybody)


def is_roster(data: bytes) -> bool:
    """Whether a file is a workbook with the sheets of a roster, however it is filled in."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entry = archive.getinfo("xl/workbook.xml")
            book = archive.read(entry) if entry.file_size <= _MOST else b""
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return False
    names = {fold(unescape(name)) for name in _SHEET.findall(book.decode("utf-8", "replace"))}
    return {fold(name) for name in (OFFICE, UNITS, PEOPLE)} <= names


def _office(table: Table) -> dict[str, str | bool]:
    fields = {fold(label): (label, name) for label, name in OFFICE_FIELDS.items()}
    found: dict[str, str | bool] = {}
    for row in table.rows:
        label, name = fields.get(fold(row["Mục"]), ("", ""))
        if not name:
            raise row.error(f"không có mục “{row['Mục']}”; các mục là {_listed(OFFICE_FIELDS)}")
        if name in found:
            raise row.error(f"mục “{label}” ghi hai lần")
        if row["Nội dung"]:
            found[name] = _switch(row) if name in _SWITCHES else row["Nội dung"]
    if "name" not in found:
        raise table.error("chưa ghi Tên cơ quan")
    return found


def _switch(row: Row) -> bool:
    written = _YES_OR_NO.get(fold(row["Nội dung"]))
    if written is None:
        raise row.error(f"“{row['Mục']}” ghi có hoặc không")
    return written


def _units(table: Table, wrong: Mistakes) -> Iterator[RosterUnit]:
    if not table.rows:
        raise table.error("chưa có đơn vị nào")
    taken: dict[str, int] = {}
    for row in table.rows:
        name = wrong.read(partial(row.need, "Tên đơn vị"), "")
        aliases = tuple(alias for part in row["Tên gọi khác"].split(";") if (alias := squash(part)))
        keys = dict.fromkeys(map(normal_name, filter(None, (name, *aliases))))
        if twice := [taken[key] for key in keys if key in taken]:
            wrong.lines.append(str(row.error(f"“{name}” trùng tên (hoặc tên gọi khác) với dòng {twice[0]}")))
        taken |= dict.fromkeys(keys, row.number)
        if name:
            yield RosterUnit(name, wrong.read(partial(_group, row), None), aliases)


def _group(row: Row) -> Group | None:
    words = {fold(word): group for word, group in GROUPS.items()} | {group.value: group for group in Group}
    if not row["Nhóm"]:
        return None
    group = words.get(fold(row["Nhóm"]))
    if group is None:
        raise row.error(f"không có nhóm “{row['Nhóm']}”; ghi {_listed(GROUPS)} hoặc để trống")
    return group


def _people(table: Table, units: list[RosterUnit], wrong: Mistakes) -> Iterator[RosterPerson]:
    if not table.rows:
        raise table.error("chưa có cán bộ nào")
    names = {normal_name(name): unit.name for unit in units for name in (unit.name, *unit.aliases)}
    seen: dict[tuple[str, str | None], int] = {}
    mails: dict[str, tuple[str, int]] = {}
    for row in table.rows:
        person = _person(row, names, wrong)
        key = (person.name.casefold(), person.unit)
        if person.name and key in seen:
            wrong.lines.append(str(row.error(f"{person.name} đã có ở dòng {seen[key]}")))
        if person.beside and person.name and person.name.casefold() not in {name for name, _ in seen}:
            wrong.lines.append(str(row.error(f"chưa có dòng chức vụ chính của {person.name} ở trên")))
        seen.setdefault(key, row.number)
        of, number = mails.setdefault(person.mail, (key[0], row.number)) if person.mail else (key[0], 0)
        if of != key[0]:
            wrong.lines.append(str(row.error(f"thư điện tử đã ghi ở dòng {number}")))
        yield person


def _person(row: Row, units: Mapping[str, str], wrong: Mistakes) -> RosterPerson:
    """What is noted as wrong is left out of it."""
    name = wrong.read(partial(_name, row), "")
    unit = wrong.read(partial(_unit_named, row, "Đơn vị", units), None)
    moved_to = wrong.read(partial(_unit_named, row, MOVED, units), None)
    role = wrong.read(partial(_role, row, unit), "")
    if not row["Đơn vị"] and name and role and role not in ABOVE_UNITS:
        wrong.lines.append(str(row.error(f"chưa ghi Đơn vị của {name}")))
    beside, left = (wrong.read(partial(_mark, row, column), instead=False) for column in (BESIDE, LEFT))
    phone, mail = (wrong.read(partial(read, row), None) for read in (_phone, _mail))
    return RosterPerson(name, role, unit, beside, phone, mail, left, moved_to, fold(row[LEFT]) in _BACK)


def _name(row: Row) -> str:
    name = row.need("Họ và tên")
    if not any(letter.isalpha() for letter in name):
        raise row.error(f"“{name}” không phải họ và tên")
    return name


def _unit_named(row: Row, column: str, units: Mapping[str, str]) -> str | None:
    unit = units.get(normal_name(row[column]))
    if row[column] and unit is None:
        raise row.error(f"không có đơn vị “{row[column]}” trong sheet {UNITS}")
    return unit


def _mark(row: Row, column: str) -> bool:
    said = fold(row[column] or "không")
    written = False if column == LEFT and said in _BACK else _YES_OR_NO.get(said)
    if written is None:
        raise row.error(f"cột {column} ghi x hoặc để trống")
    return written


def _phone(row: Row) -> str | None:
    written = row[PHONE]
    digits = _SPACES.sub("", written)
    if written and not _NUMBER.fullmatch(digits):
        raise row.error(f"“{written}” không phải số điện thoại")
    # Excel keeps a number without its leading zero.
    return (f"0{digits}" if len(digits) == 9 and digits[0] != "0" else digits) or None


def _mail(row: Row) -> str | None:
    written = row[MAIL].casefold()
    if written and not _ADDRESS.fullmatch(written):
        raise row.error(f"“{row[MAIL]}” không phải địa chỉ thư điện tử")
    return written or None


def _role(row: Row, unit: str | None) -> str:
    written = row.need("Vai trò")
    role = role_of(written, unit or row["Đơn vị"])
    if role is None:
        raise row.error(f"không có vai trò “{written}”; ghi {_listed(ROLES)}")
    return role


def _listed(words: Mapping[str, object]) -> str:
    *first, last = words
    return f"{', '.join(first)} hoặc {last}"
