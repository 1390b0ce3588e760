"""Which messages hold details of one child: what is held back, and what an office may say freely."""

import pytest

from messages.children import has_child_data
from messages.wording import wording

ONE_CHILD = [
    "cháu nguyễn thị hoa đã được trao quà",
    "be trang lop 2a da nhan hoc bong",
    "em minh con anh tuan bi danh",
    "be gai nha chi Lan thon Ban Lau bi om",
    "con chi Mai bi bao hanh o so 5 Le Loi",
    "Nguyễn Thị Hoa (2014) xã Đồng Mỏ bị xâm hại",
    "học sinh sinh năm 2015 bị xâm hại tại xã Gia Miễn",
    "Đã hỗ trợ một trẻ sinh năm 2015",
    "Hoàng Thị Yến sinh 2014, mồ côi cả bố lẫn mẹ",
    "hoang thi yen sinh nam 2014 o na sam",
    "đã tư vấn cho bé ngọc ở thôn nà lốc",
    "Trần Bảo An lớp 4A1 được tặng xe đạp",
    "mẹ bé tên Thoa, đã ký hồ sơ",
    "đã gặp bố của cháu (anh Hải, 0356 111 222)",
    "chau be 3 thang tuoi bi bo roi o cong chua",
    "CHÁU NGUYỄN THỊ HOA ĐÃ ĐƯỢC TRAO QUÀ",
    "Đã trao quà cho: Lý Thị Mẩy (lớp 2B), Tẩn A Sú (lớp 3A)",
    "em H. (13 tuổi) bị dụ dỗ qua mạng",
    "Đã giúp cháu bé bị bỏ rơi ở cổng chùa làm khai sinh, cháu sinh ngày 02/01/2026",
    "Thẻ BHYT của bé TE1202012345678 đã cấp",
    "số căn cước 020314005678 của bé bị sai, đang sửa",
    "bé trai con bà Nụ xóm Chợ bị tai nạn",
    "1 cháu lớp 8 ở xã Hồng Phong tảo hôn, đang xử lý",
    "em lan lop 5c bo hoc, da van dong",
    "trẻ bị bạo hành nhà ở số 12 ngõ 4 đường Bà Triệu",
    "Đã làm việc với gia đình cháu Quân về việc cháu bỏ học",
    "Phụ huynh em Nam lớp 3A gọi 0912123123 phản ánh",
    "chau gai ho Giang 15 tuoi bi ep lay chong",
    "Thăm bé Khánh An bị bệnh tim",
    "Vụ bé gái N ở Bình Gia đang điều tra",
]
NO_CHILD = [
    "Trẻ em Cao Bằng và trẻ em Hà Giang giao lưu, đã xong",
    "Đã khám cho học sinh Trường Tiểu học Lê Văn Tám",
    "Học sinh THCS toàn huyện đã học bơi",
    "cháu được giao nhiệm vụ 3, đang làm",
    "15 em học sinh lớp 5A được tặng vở",
    "50 cháu mồ côi được nhận đỡ đầu",
    "chị Hương bên Hội Phụ nữ sđt 0912345678 chưa gửi",
    "anh Nguyễn Văn Nam, phòng NV3, sđt 0987654321 phụ trách nhiệm vụ này",
    "liên hệ em 0912 345 678 để lấy danh sách trẻ em",
    "Đã lập 12 hồ sơ trẻ bị xâm hại",
    "tỷ lệ trẻ em 5 tuổi ra lớp đạt 99%",
    "Phổ cập giáo dục cho trẻ 5 tuổi đang triển khai",
    "em nam phong tre em bao cao dang lam",
    "em trang gui bao cao thang 6 a",
    "em mai nop bao cao",
    "con 2 xa chua gui, con anh Tuan dang tong hop",
    "còn anh Tuấn bên Công an chưa ký",
    "đã phát 200 tờ rơi ở các trường, lớp 1 đến lớp 5",
    "Công văn số 2015/UBND-VX ngày 10/6/2026 về trẻ em đã phát hành",
    "Hội thi vẽ tranh cho các em lớp 1, lớp 2 đã xong",
    "Luật Trẻ em 2016 đã được phổ biến đến 20 trường",
    "Nghị quyết năm 2014 về bảo vệ trẻ em",
    "Quỹ Bảo trợ trẻ em đã trao 30 suất quà tại xã Đồng Mỏ",
    "em hoàng phòng tccb đang làm ạ",
    "Cháu Linh thực tập sinh phòng em đang nhập liệu",
    "Bé Ngoan, Cháu ngoan Bác Hồ: đã trao 40 giấy khen",
    "Số liệu trẻ em bị xâm hại 6 tháng: 5 vụ",
    "Ngày hội Gia đình Việt Nam, đường dây nóng 0205 3999 111, đang chuẩn bị",
    "đang chờ chị Hoa ký",
    "Em Đức đang trình anh Bình ký văn bản",
    "Trường mầm non Hoa Hồng tổ chức cho trẻ 3 tuổi, 4 tuổi, 5 tuổi",
    "em ở phòng NV2, sn 1990, xin cập nhật thông tin",
    "Tuyên truyền phòng chống xâm hại trẻ em tại trường THCS Hoàng Văn Thụ",
    "hỗ trợ con công nhân khu công nghiệp 45 suất quà",
    "con em đồng bào dân tộc được miễn học phí",
    "Bà con thôn Nà Lốc được tuyên truyền",
    "cháu mới gửi mail rồi ạ",
    "STK 020312345678 của Quỹ đã công khai",
    "Gia đình văn hóa xã Gia Cát: 95%",
    "em xong rồi con anh Sơn chưa",
]


@pytest.mark.parametrize("text", ONE_CHILD)
def test_details_of_one_child_are_seen(text: str) -> None:
    assert has_child_data(wording(text))


@pytest.mark.parametrize("text", NO_CHILD)
def test_groups_staff_and_places_are_no_child(text: str) -> None:
    assert not has_child_data(wording(text))


@pytest.mark.parametrize("text", ["", " ", "cháu", "bé ", "em: ", "cháu 0", "con anh ", "İ cháu ", "Nguyễn"])
def test_a_broken_off_message_is_no_child(text: str) -> None:
    assert not has_child_data(wording(text))
