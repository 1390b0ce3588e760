"""What people say in the demo's month, as data: it answers what stands on each person's screen at that moment."""

from typing import NamedTuple


class Line(NamedTuple):
    """One message: a text, a button by its label (`press`, on the newest message that names `about`), or a file.

    `at` is local time. `reply` answers the bot's last message; `join` types the code of the person's invitation.
    """

    at: str
    who: str
    text: str = ""
    press: str = ""
    about: str = ""
    reply: bool = False
    photo: str = ""
    file: str = ""
    join: bool = False


HANH, THAI, NGOC = "Đỗ Minh Hạnh", "Nguyễn Quang Thái", "Hoàng Thị Ngọc"
TUNG, MAI = "Lê Văn Tùng", "Trịnh Thị Mai"
LAN, HA, NAM = "Trần Thị Lan", "Nguyễn Thu Hà", "Lý Văn Nam"
LONG, PHUONG = "Phạm Đức Long", "Hà Thị Phương"
HONG, SON = "Vũ Thị Hồng", "Đinh Công Sơn"
KHANH, VAN = "Bùi Quốc Khánh", "Tạ Thị Vân"
THU, YEN, TUAN = "Ngô Thị Thu", "Đặng Thị Yến", "Phan Anh Tuấn"
STRANGER = "Người lạ"

BLOCKS = {YEN: "02/6 12:00"}
"""Who blocks the bot, and from when: not reached is apart from not answered. Thu is reached and never answers."""

OFF = ("17/6 00:00", "19/6 00:00")
"""The machine is off; what people write meanwhile waits on the platform."""

JOINING = (
    Line("27/5 13:30", HANH, join=True),
    Line("27/5 13:35", HANH, "/moi tất cả"),
    *(
        Line(f"27/5 13:{minute}", who, join=True)
        for minute, who in enumerate(
            (THAI, NGOC, TUNG, MAI, LAN, HA, NAM, LONG, PHUONG, HONG, SON, KHANH, VAN, THU, YEN, TUAN), start=40
        )
    ),
)

DESK = (
    Line("28/5 14:20", HANH, file="ke-hoach.docx"),
    Line("28/5 14:22", HANH, press="Xem"),
    Line("28/5 14:25", HANH, "NV10 thời gian: trước ngày 24/6/2026"),
    Line("28/5 14:30", HANH, press="Lịch nhắc"),
    Line("29/5 08:30", HANH, press="Phê duyệt"),
)

REPLIES = (
    Line("29/5 09:05", TUNG, "Đã nhận ạ", reply=True),
    Line("29/5 09:12", LONG, press="NV6"),
    Line("29/5 09:13", LONG, press="Đã nhận", about="NV6"),
    Line("29/5 14:10", KHANH, "da nhan a", reply=True),
    Line("29/5 15:00", HONG, "NV4 rà soát cả văn bản của cấp huyện trước đây hay chỉ cấp tỉnh ạ?"),
    Line("01/6 08:20", TUNG, "NV2 xong, đã treo 06 băng rôn", photo="bang-ron.jpg"),
    Line("01/6 08:21", TUNG, press="Không nhận ra ai", about="NV2"),
    Line("01/6 09:10", TUAN, "nv3 dang lam, dat 50%"),
    Line("02/6 09:00", KHANH, "đạt 30% rồi ạ"),
    Line("02/6 09:01", KHANH, press="NV7"),
    Line("02/6 10:00", STRANGER, "Cho hỏi tình hình NV2 của Sở thế nào rồi?"),
    Line(
        "03/6 09:30", NAM, "Chuyển tiếp: Sáng nay sếp hỏi ai đi muộn, cả phòng nhìn đồng hồ, đồng hồ nhìn cả phòng =))"
    ),
    Line("04/6 10:00", LAN, "NV1 đang làm, đã tổ chức 02 hội nghị, 150 lượt người"),
    Line("04/6 10:04", LAN, "sửa: 180 lượt người chứ không phải 150"),
    Line("04/6 16:20", TUAN, "NV3 hoàn thành, trao 45 suất quà, 10 suất học bổng", photo="tang-qua.jpg"),
    Line("04/6 16:21", TUAN, press="Không nhận ra ai", about="NV3"),
    Line("05/6 08:50", KHANH, "2"),
    Line("05/6 09:00", HA, "NV1: cháu Lò Thị Bưởi, 8 tuổi, con anh Lò Văn Sang ở bản Nà Lốc chưa được nhận tờ gấp"),
    Line("09/6 08:40", PHUONG, "NV6 xong"),
    Line("09/6 08:42", PHUONG, "hủy"),
    Line("09/6 08:45", PHUONG, "nv6 moi dat 50%, da kiem tra 2 xa"),
    Line("10/6 15:00", HONG, "xin lùi NV4 đến 16/6 do các sở gửi danh mục văn bản chậm"),
    Line("11/6 09:00", KHANH, "NV7 đang làm, 04 vụ việc trợ giúp pháp lý cho trẻ em"),
    Line("12/6 09:20", KHANH, "NV8 chưa làm được do chờ kinh phí"),
    Line("12/6 10:00", TUNG, press="NV11"),
    Line("12/6 10:01", TUNG, press="50%", about="NV11"),
    Line("12/6 10:30", LONG, press="Vướng mắc", about="NV5"),
    Line("12/6 10:32", LONG, "chờ các xã gửi số liệu khai sinh tháng 5"),
    Line("15/6 08:20", TUNG, press="Xong phần phối hợp"),
    Line("15/6 08:30", HANH, "/tinhhinh"),
    Line("15/6 08:40", HANH, "/nhac NV9"),
    Line("15/6 10:30", MAI, "Để em xem lại rồi báo anh sau"),
    Line("16/6 14:00", HONG, "NV4 xong, đã rà soát 38 văn bản, kiến nghị sửa đổi 03 văn bản"),
    Line("17/6 10:15", LAN, "NV8 đạt 60%"),
    Line("18/6 15:30", LONG, "NV6 đạt 75%"),
    Line("19/6 09:40", LONG, press="NV6"),
    Line("19/6 09:41", LONG, press="Hoàn thành", about="NV6"),
    Line("19/6 15:30", KHANH, "NV8 xong, 03 đợt truyền thông, khoảng 210 lượt người", photo="luu-dong.jpg"),
    Line("19/6 15:31", KHANH, press="Không nhận ra ai", about="NV8"),
    Line("22/6 16:00", LAN, "NV8 hoàn thành"),
    Line("23/6 11:00", TUAN, "NV10 xong, khoảng 350 học sinh tham dự", photo="phien-toa.jpg"),
    Line("23/6 11:01", TUAN, press="Có, bỏ ảnh", about="NV10"),
    Line("24/6 09:00", MAI, "NV11 đạt 75%, 09 tin, bài"),
    Line("25/6 08:25", LAN, press="NV11"),
    Line("25/6 08:26", LAN, press="Xong phần phối hợp", about="NV11"),
    Line("26/6 09:30", HONG, "NV12 xong"),
    Line("26/6 10:00", LAN, "NV1 hoàn thành, đã cấp phát 2.000 tờ gấp"),
    Line("26/6 10:05", LAN, "NV12 xong"),
    Line("26/6 14:30", KHANH, "nv12 xong r"),
    Line("29/6 08:50", LONG, "NV5 xong, 97% trẻ em đăng ký khai sinh đúng hạn"),
    Line("29/6 09:10", TUNG, "NV11 xong, 14 tin, bài, 3.200 lượt xem; NV12 xong; NV13 đạt 80%"),
    Line("29/6 10:00", LONG, "NV12 xong"),
    Line("30/6 09:00", KHANH, "NV7 xong, thêm 07 vụ việc, tư vấn cho 25 lượt người"),
    Line("30/6 09:30", TUNG, "NV13 đạt 90%, còn chờ báo cáo của Phòng Công chứng số 1"),
    Line("30/6 15:30", THAI, "/tinhhinh"),
    Line("30/6 16:00", HANH, "/tinhhinh"),
    Line("30/6 16:10", HANH, "/baocao"),
)

EXCERPT = (
    (HANH, "28/5"),
    (HANH, "29/5"),
    (TUNG, "01/6"),
    (KHANH, "02/6"),
    (STRANGER, "02/6"),
    (LAN, "04/6"),
    (HA, "05/6"),
    (PHUONG, "09/6"),
    (LONG, "12/6"),
    (LONG, "19/6"),
    (HANH, "19/6"),
    (THAI, "22/6"),
    (HANH, "30/6"),
)
"""Whose chat of which day is shown at the end."""
