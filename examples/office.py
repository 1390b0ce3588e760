"""The sample office: its letterhead, its 8 units and 20 people. All names are invented."""

OFFICE = {
    "Tên cơ quan": "Sở Tư pháp",
    "Cơ quan chủ quản": "UBND tỉnh Vĩnh An",
    "Địa danh": "Vĩnh An",
    "Ký hiệu": "STP",
    "Nơi nhận báo cáo": "UBND tỉnh Vĩnh An; Sở Y tế tỉnh Vĩnh An",
    "Chức vụ người ký": "GIÁM ĐỐC",
    "Người ký": "Nguyễn Quang Thái",
}

UNITS = (
    ("Văn phòng Sở", "phòng", "VP Sở; VP"),
    ("Phòng Phổ biến, giáo dục pháp luật", "phòng", "Phòng PBGDPL"),
    ("Phòng Hành chính tư pháp", "phòng", "Phòng HCTP"),
    ("Phòng Xây dựng và Kiểm tra văn bản", "phòng", "Phòng XD&KTVB"),
    ("Trung tâm Trợ giúp pháp lý nhà nước", "đơn vị", "Trung tâm TGPL; TTTGPL"),
    ("Phòng Công chứng số 1", "đơn vị", "PCC số 1"),
    ("Công đoàn Sở", "đoàn thể", "Công đoàn cơ sở"),
    ("Đoàn thanh niên Sở", "đoàn thể", "Chi đoàn Sở; ĐTN"),
)

LEADER, CLERK, HEAD, STAFF = "lãnh đạo", "văn thư", "trưởng đơn vị", "nhân viên"
PEOPLE = (
    ("Nguyễn Quang Thái", "", LEADER),
    ("Hoàng Thị Ngọc", "", LEADER),
    ("Đỗ Minh Hạnh", "Văn phòng Sở", CLERK),
    ("Lê Văn Tùng", "Văn phòng Sở", HEAD),
    ("Trịnh Thị Mai", "Văn phòng Sở", STAFF),
    ("Trần Thị Lan", "Phòng Phổ biến, giáo dục pháp luật", HEAD),
    ("Nguyễn Thu Hà", "Phòng Phổ biến, giáo dục pháp luật", STAFF),
    ("Lý Văn Nam", "Phòng Phổ biến, giáo dục pháp luật", STAFF),
    ("Phạm Đức Long", "Phòng Hành chính tư pháp", HEAD),
    ("Hà Thị Phương", "Phòng Hành chính tư pháp", STAFF),
    ("Cao Xuân Bách", "Phòng Hành chính tư pháp", STAFF),
    ("Vũ Thị Hồng", "Phòng Xây dựng và Kiểm tra văn bản", HEAD),
    ("Đinh Công Sơn", "Phòng Xây dựng và Kiểm tra văn bản", STAFF),
    ("Bùi Quốc Khánh", "Trung tâm Trợ giúp pháp lý nhà nước", HEAD),
    ("Tạ Thị Vân", "Trung tâm Trợ giúp pháp lý nhà nước", STAFF),
    ("Dương Văn Phúc", "Trung tâm Trợ giúp pháp lý nhà nước", STAFF),
    ("Ngô Thị Thu", "Phòng Công chứng số 1", HEAD),
    ("Mạc Thị Linh", "Phòng Công chứng số 1", STAFF),
    ("Đặng Thị Yến", "Công đoàn Sở", HEAD),
    ("Phan Anh Tuấn", "Đoàn thanh niên Sở", HEAD),
)
