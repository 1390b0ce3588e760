import random
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from plans.roster import Roster, RosterPerson, RosterUnit, UnreadableRosterError, read_roster
from plans.roster_roles import ROLES, role_of
from plans.roster_template import write_template
from vietnamese.units import Group

*_FIRST, _LAST = ROLES
KNOWN = f"{', '.join(_FIRST)} hoặc {_LAST}"
SHEETS: dict[str, list[list[object]]] = {
    "Cơ quan": [["Mục", "Nội dung"], ["Tên cơ quan", "Sở Thử nghiệm"], ["Địa danh", "Vĩnh An"], ["Ký hiệu", None]],
    "Đơn vị": [
        ["Tên đơn vị", "Nhóm", "Tên gọi khác"],
        ["Phòng Kế hoạch, Tài chính và Đầu tư", None, "KHTCĐT; Phòng KH"],
        ["Trung tâm Dữ liệu", "đơn vị", None],
    ],
    "Cán bộ": [
        ["Họ và tên", "Đơn vị", "Vai trò"],
        ["Phạm Văn Giang", None, "Lãnh đạo"],
        ["Đỗ Thị Hạnh", "KHTCĐT", "văn thư"],
        ["Vũ Văn Minh", "Trung tâm Dữ liệu", "Trưởng đơn vị"],
    ],
}


def xlsx(as_text: bool = False, **changed: list[list[object]] | None) -> bytes:
    """The sheets above, some of them replaced; None leaves a sheet out."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in (SHEETS | changed).items():
        if rows is not None:
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
                for cell in sheet[sheet.max_row] if as_text else ():
                    cell.data_type = "s"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def people(*rows: list[object]) -> bytes:
    return xlsx(**{"Cán bộ": [SHEETS["Cán bộ"][0], *rows]})


def units(*rows: list[object]) -> bytes:
    return xlsx(**{"Đơn vị": [SHEETS["Đơn vị"][0], *rows]})


def repacked(data: bytes, extra: dict[str, bytes]) -> bytes:
    file = BytesIO(data)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in extra.items():
            archive.writestr(name, content)
    return file.getvalue()


def refusal(data: bytes) -> str:
    """The line that refuses the file, or "" where it was read."""
    try:
        read_roster(data)
    except UnreadableRosterError as error:
        return str(error)
    return ""


def test_a_roster_is_read_as_it_is_written():
    assert read_roster(xlsx()) == Roster(
        office={"name": "Sở Thử nghiệm", "place": "Vĩnh An"},
        units=(
            RosterUnit("Phòng Kế hoạch, Tài chính và Đầu tư", None, ("KHTCĐT", "Phòng KH")),
            RosterUnit("Trung tâm Dữ liệu", Group.DON_VI),
        ),
        people=(
            RosterPerson("Phạm Văn Giang", "leader"),
            RosterPerson("Đỗ Thị Hạnh", "clerk", "Phòng Kế hoạch, Tài chính và Đầu tư"),
            RosterPerson("Vũ Văn Minh", "head", "Trung tâm Dữ liệu"),
        ),
    )


def test_headers_are_found_without_accents_and_below_a_letterhead():
    office = [["TEN CO QUAN", "Sở A"]]
    table = [
        ["SỞ A"],
        [],
        ["STT", "VAI TRO *", "ho va ten", "Đơn Vị (theo sheet Đơn vị)"],
        [1, "nhân viên", "Lê A", "KHTCĐT"],
    ]
    roster = read_roster(xlsx(**{"Cơ quan": office, "Cán bộ": table}))
    assert roster.office == {"name": "Sở A"}
    assert roster.people == (RosterPerson("Lê A", "staff", "Phòng Kế hoạch, Tài chính và Đầu tư"),)


@pytest.mark.parametrize(("written", "meant"), [("có", True), ("Không", False), ("KHONG", False), ("x", True)])
def test_a_head_s_confirmation_is_switched_on_and_off(written: str, meant: bool):
    office = [["Tên cơ quan", "Sở A"], ["Trưởng đơn vị xác nhận hoàn thành", written]]
    assert read_roster(xlsx(**{"Cơ quan": office})).office["confirm_done"] is meant


def test_a_switch_says_yes_or_no():
    office = [["Tên cơ quan", "Sở A"], ["Trưởng đơn vị xác nhận hoàn thành", "tùy"]]
    assert "ghi có hoặc không" in refusal(xlsx(**{"Cơ quan": office}))


def test_decomposed_letters_and_hidden_marks_are_cleaned():
    name = "Đô\u0303 Thi\u0323 \u202eHa\u0323nh\u200b"
    assert read_roster(people([name, "KHTCĐT", "nhân viên"])).people[0].name == "Đỗ Thị Hạnh"


def test_the_size_a_sheet_claims_for_itself_is_not_believed():
    data = BytesIO()
    with zipfile.ZipFile(BytesIO(xlsx())) as old, zipfile.ZipFile(data, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry).replace(b'<dimension ref="A1:C4"', b'<dimension ref="A1:A1"'))
    assert len(read_roster(data.getvalue()).people) == 3


def test_people_of_one_name_in_two_units_are_two_people():
    roster = read_roster(people(["Lê A", "KHTCĐT", "nhân viên"], ["Lê A", "Trung tâm Dữ liệu", "nhân viên"]))
    assert len(roster.people) == 2


@pytest.mark.parametrize(
    ("written", "left", "back"), [("x", True, False), ("Trở lại", False, True), ("", False, False)]
)
def test_who_left_and_who_is_back_is_ticked(written: str, left: bool, back: bool):
    rows = [["Họ và tên", "Đơn vị", "Vai trò", "Nghỉ"], ["Lê A", "KHTCĐT", "nhân viên", written]]
    [person] = read_roster(xlsx(**{"Cán bộ": rows})).people
    assert (person.left, person.back) == (left, back)


def test_the_template_reads_back_and_is_the_same_every_time():
    roster = read_roster(write_template())
    assert (len(roster.office), len(roster.units), len(roster.people)) == (8, 1, 1)
    assert roster.office["confirm_done"] is True
    assert write_template() == write_template()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Tệp trống."),
        (b"\x00" * (6 << 20), "Tệp lớn hơn 5 MB."),
        (b"Ho va ten,Don vi\n", "Tệp không phải bảng tính .xlsx."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Tệp là .xls cũ hoặc có mật khẩu"),
        (repacked(xlsx(), {"xl/media/a": b"\0" * (20 << 20)}), "Tệp nén bất thường"),
        (repacked(xlsx(), {"xl/media/a": b"\0" * (60 << 20)}), "Tệp nén bất thường"),
        (repacked(xlsx(), {f"xl/media/{n}": b"" for n in range(600)}), "Tệp nén bất thường"),
        (repacked(xlsx(), {"xl/vbaProject.bin": b"x"}), "Tệp có macro"),
        (repacked(xlsx(), {"xl/a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "Tệp không phải bảng tính .xlsx"),
        (repacked(xlsx(), {"xl/a.xml": "<!DOCTYPE a><a/>".encode("utf-16")}), "Tệp không phải bảng tính .xlsx"),
        (xlsx(**{"Cán bộ": None}), "Không thấy sheet “Cán bộ”"),
        (xlsx(**{"Cơ quan": [["Mục", "Nội dung"]]}), "Sheet Cơ quan: chưa ghi Tên cơ quan."),
        (xlsx(**{"Cơ quan": [["Ten co quan", "A"], ["Tên cơ quan", "B"]]}), "dòng 2: mục “Tên cơ quan” ghi hai lần"),
        (xlsx(**{"Cơ quan": [["Tên sở", "A"]]}), "Sheet Cơ quan, dòng 1: không có mục “Tên sở”"),
        (xlsx(**{"Cán bộ": [["Họ và tên", "Đơn vị"], ["Lê A", "KHTCĐT"]]}), "Sheet Cán bộ: thiếu cột Vai trò"),
        (xlsx(**{"Cán bộ": []}), "Sheet Cán bộ: thiếu cột Họ và tên, Đơn vị, Vai trò"),
        (people(), "Sheet Cán bộ: chưa có cán bộ nào."),
        (units(), "Sheet Đơn vị: chưa có đơn vị nào."),
        (people(["Lê A", "Phòng Lạ", "nhân viên"]), "Sheet Cán bộ, dòng 2: không có đơn vị “Phòng Lạ”"),
        (people([], [None, "KHTCĐT", "nhân viên"]), "Sheet Cán bộ, dòng 3: chưa ghi Họ và tên."),
        (people(["Lê A", None, "nhân viên"]), "Sheet Cán bộ, dòng 2: chưa ghi Đơn vị của Lê A."),
        (people(["Lê A", "KHTCĐT", "thủ kho"]), "Sheet Cán bộ, dòng 2: không có vai trò “thủ kho”; ghi lãnh đạo"),
        (people(["Lê A", "KHTCĐT", None]), "Sheet Cán bộ, dòng 2: chưa ghi Vai trò."),
        (people(["12345", "KHTCĐT", "nhân viên"]), "“12345” không phải họ và tên."),
        (people(["Lê A", "KHTCĐT", "nhân viên"], ["lê a", "Phòng KH", "văn thư"]), "dòng 3: lê a đã có ở dòng 2."),
        (people(['=HYPERLINK("http://x","Lê A")', "KHTCĐT", "nhân viên"]), "dòng 2: chưa ghi Họ và tên."),
        (people(["#REF!", "KHTCĐT", "nhân viên"]), "dòng 2: cột Họ và tên là công thức hoặc lỗi (#REF!)"),
        (units(["Phòng A", "nhóm lạ"]), "Sheet Đơn vị, dòng 2: không có nhóm “nhóm lạ”"),
        (units(["Phòng Nghiệp vụ I"], ["Phòng B", None, "Phòng NV 1"]), "dòng 3: “Phòng B” trùng tên"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_bad_roster_says_in_one_line_what_and_where(data, said):
    assert any(said in line for line in refusal(data).splitlines())


def test_every_mistake_of_a_roster_is_told_at_once():
    wrong = people(
        ["Lê A", "Phòng Lạ", "thủ kho"], ["Lê B", "KHTCĐT", "nhân viên"], ["Lê C", "KHTCĐT", None], ["1", "PX", "x"]
    )
    assert refusal(wrong).splitlines() == [
        "Sheet Cán bộ, dòng 2: không có đơn vị “Phòng Lạ” trong sheet Đơn vị.",
        f"Sheet Cán bộ, dòng 2: không có vai trò “thủ kho”; ghi {KNOWN}.",
        "Sheet Cán bộ, dòng 4: chưa ghi Vai trò.",
        "Sheet Cán bộ, dòng 5: “1” không phải họ và tên.",
        "Sheet Cán bộ, dòng 5: không có đơn vị “PX” trong sheet Đơn vị.",
        f"Sheet Cán bộ, dòng 5: không có vai trò “x”; ghi {KNOWN}.",
    ]


def test_of_a_hopeless_roster_no_more_is_told_than_can_be_read():
    lines = refusal(people(*([f"Lê A{number}", "KHTCĐT", "x"] for number in range(50)))).splitlines()
    assert (len(lines), lines[-1]) == (21, "… và 30 lỗi nữa.")


@pytest.mark.parametrize(
    ("written", "unit", "role"),
    [
        ("theo dõi", "", "observer"),
        ("Quản trị viên", "", "admin"),
        ("người quản trị", "", "admin"),
        ("Chuyên viên chính", "Phòng A", "staff"),
        ("Chuyên viên Văn phòng", "Văn phòng", "staff"),
        ("Văn thư - Lưu trữ", "Văn phòng", "clerk"),
        ("Trưởng phòng Tổng hợp", "Phòng Tổng hợp", "head"),
        ("Phó Trưởng phòng", "Phòng A", "staff"),
        ("Chánh Văn phòng", "Văn phòng", "head"),
        ("Phó Chánh Thanh tra", "Thanh tra", "staff"),
        ("Chi cục trưởng", "Chi cục A", "head"),
        ("Giám đốc", "Trung tâm A", "head"),
        ("Phó Giám đốc", "Trung tâm A", "staff"),
        ("Giám đốc", "", "leader"),
        ("Phó Giám đốc Sở", "Trung tâm A", "leader"),
        ("Phó Giám đốc", "Ban Giám đốc", "leader"),
        ("Chủ tịch", "Công đoàn", "head"),
        ("Lãnh đạo Sở", "", "leader"),
        ("thủ kho", "Phòng A", None),
    ],
)
def test_a_role_is_read_as_the_office_writes_it(written: str, unit: str, role: str | None):
    assert role_of(written, unit) == role


def test_a_formula_kept_as_text_is_refused():
    data = xlsx(**{"Cơ quan": [["Tên cơ quan", "=cmd|' /C calc'!A0"]]}, as_text=True)
    assert "Sheet Cơ quan, dòng 1: cột Nội dung là công thức" in refusal(data)


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_is_refused_or_read_but_never_crashes(seed):
    chance, data = random.Random(seed), bytearray(write_template())
    for _ in range(chance.choice([1, 5, 40])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    assert "\n" not in refusal(bytes(data))


@pytest.mark.parametrize("seed", range(60))
def test_a_file_with_damaged_parts_is_refused_or_read_but_never_crashes(seed):
    chance, file = random.Random(seed), BytesIO()
    with zipfile.ZipFile(BytesIO(write_template())) as old, zipfile.ZipFile(file, "w") as new:
        for entry in old.infolist():
            part = bytearray(old.read(entry))
            if chance.random() < 0.5:
                at = chance.randrange(len(part))
                part[at : at + chance.choice([1, 9])] = chance.choice([b"", b"9", b"</c>", b'"'])
            new.writestr(entry.filename, bytes(part))
    assert len(refusal(file.getvalue()).splitlines()) <= 21
