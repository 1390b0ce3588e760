"""Labels whose colon was forgotten or mistyped, and labels that point to the task before."""

from plans.read import read

PLAN = """KẾ HOẠCH
Kiểm tra tàu cá năm 2026

II. NHIỆM VỤ
1. Kiểm tra tàu cập cảng
Đơn vị chủ trì
Tổ Kiểm tra
Đơn vị phối hợp
Đồn Biên phòng, Chi cục Thủy sản
Thời gian
Thường xuyên
2. Tuyên truyền chống khai thác trái phép
- Chủ trì - Phòng Hành chính - Tổng hợp
- Phối hợp - như trên
- Thời gian - trước ngày 30/6/2026
3. Cập nhật dữ liệu
+ Chủ trì; Tổ Công nghệ thông tin
+ Phối hợp; các đội tàu
+ Thời gian; trước ngày 25 hằng tháng
"""


def test_labels_are_known_whatever_sign_follows_them() -> None:
    found = [(task.label, task.leads, task.cooperators, task.timing) for task in read("a.txt", PLAN.encode()).tasks]
    joining = ("Đồn Biên phòng", "Chi cục Thủy sản")
    assert found == [
        ("1", ("Tổ Kiểm tra",), joining, "Thường xuyên"),
        ("2", ("Phòng Hành chính - Tổng hợp",), joining, "trước ngày 30/6/2026"),
        ("3", ("Tổ Công nghệ thông tin",), ("các đội tàu",), "trước ngày 25 hằng tháng"),
    ]
