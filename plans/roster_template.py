"""The roster as a workbook: the empty one that an office fills in, and the one that holds what is known."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from plans.roster import GROUPS, OFFICE, OFFICE_FIELDS, OPTIONAL, PEOPLE, UNITS, Roster
from plans.roster_roles import ROLES

_GUIDE = (
    "Điền ba sheet: Cơ quan, Đơn vị, Cán bộ. Dòng có sẵn là ví dụ: ghi đè lên hoặc xóa đi.",
    "Cơ quan: thông tin in trên báo cáo. Mục chưa có thì để trống, trừ Tên cơ quan.",
    "Đơn vị: mỗi đơn vị một dòng. Tên gọi khác, chữ viết tắt cách nhau bằng dấu chấm phẩy (;).",
    f"Nhóm: {', '.join(GROUPS)}; để trống thì suy từ tên.",
    "Kế hoạch giao “các phòng thuộc Sở” là giao mọi đơn vị trong nhóm phòng.",
    f"Cán bộ: mỗi người một dòng. Vai trò: {', '.join(ROLES)}.",
    "Lãnh đạo, người theo dõi, quản trị có thể để trống Đơn vị.",
    "Đổi tên đơn vị: ghi tên mới ở Tên đơn vị, tên cũ ở Tên gọi khác.",
    "Nạp lại tệp này lúc nào cũng được: thêm và sửa theo tên, không xóa ai.",
    "Kiêm nhiệm: người giữ thêm chức vụ ở đơn vị khác thì thêm một dòng cùng tên bên dưới, ghi x ở cột này.",
    "Điện thoại, Thư điện tử: không bắt buộc; chỉ văn thư và người quản trị thấy số điện thoại.",
    "Nghỉ: ghi x khi người đó thôi việc (ở dòng kiêm nhiệm: thôi chức vụ ấy). Chuyển đến: ghi đơn vị mới.",
    "Người đã nghỉ không được nạp lại; đi làm lại thì ghi “trở lại” ở cột Nghỉ rồi gửi lời mời mới.",
    "Không ghi ngày sinh, số căn cước: chương trình không cần.",
)
_EXAMPLE_OFFICE = (
    "Sở Mẫu",
    "UBND tỉnh Ví Dụ",
    "Ví Dụ",
    "SM",
    "Sở Y tế tỉnh Ví Dụ",
    "GIÁM ĐỐC",
    "Nguyễn Văn Mẫu",
    "có",
)
_EXAMPLE_UNIT = ("Phòng Hành chính - Tổng hợp", "phòng", "Phòng HCTH; HC-TH")
_EXAMPLE_PERSON = ("Trần Thị Mẫu", "Phòng Hành chính - Tổng hợp", "trưởng đơn vị")
_LAST_ROW = 999


def write_template() -> bytes:
    """An .xlsx with a sheet of guidance; the same bytes every time."""
    return _write(_EXAMPLE_OFFICE, [_EXAMPLE_UNIT], [_EXAMPLE_PERSON])


def write_roster(roster: Roster) -> bytes:
    """The template filled in with a roster, so that `read_roster` gives the same again. Text only, no formula."""
    groups, roles = ({value: word for word, value in words.items()} for words in (GROUPS, ROLES))
    office = [_as_written(roster.office.get(name)) for name in OFFICE_FIELDS.values()]
    units = [(u.name, groups[u.group] if u.group else "", "; ".join(u.aliases)) for u in roster.units]
    people = [
        (p.name, p.unit or "", roles[p.role], "x" if p.beside else "", p.phone or "", p.mail or "", "", "")
        for p in roster.people
    ]
    return _write(office, units, people)


def _as_written(value: object) -> str:
    """A switch as the office ticks it."""
    if isinstance(value, bool):
        return "có" if value else "không"
    return str(value or "")


def _write(office: Sequence[str], of_units: Sequence[Sequence[str]], of_people: Sequence[Sequence[str]]) -> bytes:
    import xlsxwriter

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Danh sách cán bộ", "created": datetime(2026, 1, 1)})  # noqa: DTZ001
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    guide = book.add_worksheet("Hướng dẫn")
    guide.set_column(0, 0, 100)
    guide.write_column(0, 0, _GUIDE)
    _add_sheet(book, OFFICE, {"Mục": 36, "Nội dung": 60}, head).write_column(1, 0, OFFICE_FIELDS)
    book.get_worksheet_by_name(OFFICE).write_column(1, 1, office)
    units = _add_sheet(book, UNITS, {"Tên đơn vị": 50, "Nhóm": 14, "Tên gọi khác": 40}, head)
    units.data_validation(1, 1, _LAST_ROW, 1, {"validate": "list", "source": list(GROUPS)})
    widths = {"Họ và tên": 30, "Đơn vị": 50, "Vai trò": 16} | dict.fromkeys(OPTIONAL, 18)
    people = _add_sheet(book, PEOPLE, widths, head)
    names = f"='{UNITS}'!$A$2:$A${_LAST_ROW + 1}"
    for column in (1, len(widths) - 1):
        within = {"validate": "list", "source": names, "error_type": "warning"}
        people.data_validation(1, column, _LAST_ROW, column, within)
    people.data_validation(1, 2, _LAST_ROW, 2, {"validate": "list", "source": list(ROLES)})
    for sheet, rows in ((units, of_units), (people, of_people)):
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


def _add_sheet(book: Any, name: str, widths: dict[str, int], head: Any) -> Any:
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, widths, head)
    for column, width in enumerate(widths.values()):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.fit_to_pages(1, 0)
    return sheet
