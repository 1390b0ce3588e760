"""Which messages hold details of one child: what is held back, and what an office may say freely."""

import pytest

from messages.children import has_child_data
from messages.wording import wording
from vietnamese.text import fold

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
    "đã đưa bé my đi khám, bé ở bản khoang",
    "cháu Hà bị bạn đánh, đã làm việc với nhà trường",
    "thăm hỏi em Bùi Tuấn K., nạn nhân đuối nước",
    "Đã chuyển hồ sơ cháu Đặng Minh Châu sang công an",
    "em vi van nam thon Khuoi Sao bi bo roi",
    "cháu bé 18 tháng tuổi ở thôn 4 suy dinh dưỡng",
    "ho tro chau hoang thi lien 2013",
    "con nhà anh Páo bỏ học lấy vợ",
    "2 chị em Sùng Thị Dợ và Sùng Thị Mai mồ côi được nhận nuôi",
    "đã gặp mẹ của bé, số 0345 678 901",
    "Trẻ: Nông Gia Bảo - 2017 - thôn Cốc Lùng",
    "học sinh Nguyễn Thu Trang bị bắt nạt",
    "em học sinh lớp 8A trường THCS Tân Lập bị tung ảnh lên mạng",
    "cháu tên Dương, 9t, nhà gần chợ",
    "be gai lop 3 bi ong noi xam hai, dang dieu tra",
    "Phạm Quỳnh Anh, sinh 15/8/2012, được cử trợ giúp viên",
    "con chau anh Thao o ban Nong bi bong",
    "cháu t.v.k đã nhận quà",
    "NV1 xong, 5 cháu được nhận quà: Lan lớp 3A, Hoa lớp 4B, Nụ, Páo",
    "quà cho Nụ 7 tuổi",
    "mã số BHYT của cháu 4012345678 đã có",
    "bé chưa có định danh, số 0203 1400 5678 là của mẹ",
    "chau la con thu 3 cua chi Vu Thi Men",
    "sầm thị thơm ở bản Co Phung đã được hỗ trợ",
    "be trai ten la khoi da ve nha",
    "em K. lớp 9 bỏ học",
    "nữ sinh lớp 8 ở trường Bản Lầu mang thai",
    "giấy khai sinh cháu Phượng xong",
    "gđ cháu Huyền đã nhận gạo",
    "H.T.L được đưa về trung tâm",
    "Đinh Công V (2015) đã lập hồ sơ",
    "sinh 2016, ở thôn Chùa",
    "em Ngọc Hà (4B) đã có xe đạp",
    "tặng quà em Thảo",
    "be gai nha Hung mo to da nhan gao",
    "3 cháu sinh ba nhà anh Páo",
    "bé sơ sinh bị bỏ ở cổng bệnh viện",
    "học sinh lớp 7 trường THCS Hòa An bị bạo lực",
]
NO_CHILD = [
    "Cô Lan lớp 3A đã họp phụ huynh",
    "trường Hoa Mai lớp 3A ra quân",
    "Mai lớp 5A ra quân trồng cây",
    "Đã cấp BHYT cho 1.234.567.890 lượt trẻ em",
    "đường dây bảo hiểm xã hội 1900 9068 00 đã thông báo tới các trường",
    "15 cháu có hoàn cảnh khó khăn được nhận quà",
    "các cháu có thể gọi số của sở 0205 3888 111",
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
    "Em đã trình chị Nguyễn Thị Hà ký ạ",
    "Dạ em Tuyết đây ạ, NV5 xong rồi",
    "em Phương gửi anh danh sách",
    "Cháu Dũng báo cáo bác: đã xong nhiệm vụ 2",
    "Đã họp với trường THCS Lê Quý Đôn về 3 vụ bạo lực học đường",
    "Xã Vân Nham báo cáo có 4 trẻ bị đuối nước trong quý II",
    "Tập huấn cho 45 giáo viên lớp 1, lớp 2 xong",
    "Trẻ em dân tộc Tày, Nùng được cấp sách",
    "đã tặng 20 cháu lớp 5 trường tiểu học Tân Văn mỗi cháu 1 cặp",
    "Hội nghị có 120 người, trong đó 30 em học sinh",
    "Đồng chí Nông Văn Tuấn (SN 1985) được cử phụ trách",
    "bà Lý Thị Hoa - chủ tịch hội phụ nữ đã đồng ý phối hợp",
    "Sở GDĐT số điện thoại 0205.3812.345, các cháu có thể gọi 111",
    "em đang liên hệ bác sĩ khám cho các cháu, sđt bác sĩ 0912 345 777",
    "chưa có trẻ nào bị bạo hành trong tháng",
    "Đã cấp 300 thẻ BHYT cho trẻ em dưới 6 tuổi",
    "chị em phụ nữ thôn Nà Mò dự đông",
    "lớp 12 người học kỹ năng sống xong",
    "con em ốm nên em xin nghỉ, mai em làm",
    "Kế hoạch số 45/KH-UBND giai đoạn 2021-2025 về trẻ em đã sơ kết",
    "Em chờ anh Hùng P. Tài chính duyệt kinh phí",
    "Đã nhận. Em cảm ơn anh Nam",
    "Tổ chức Tết Thiếu nhi 1/6 cho 500 cháu tại Nhà văn hóa thôn 3",
    "phát quà cho học sinh nghèo ở thôn Nà Han",
    "các em học sinh ở bản Khoang được học bơi",
    "Cháu và anh Tú đang làm NV4",
    "em với chị Lan đang soạn văn bản",
    "cháu ở phòng văn hóa xã, đang tổng hợp",
    "Trẻ em ở xã Đồng Mỏ được khám mắt",
    "Cháu Nguyễn Văn Tú, văn phòng UBND xã, đã gửi báo cáo",
    "em hiền pgd đang tổng hợp",
    "em trung đang làm",
    "số của em Hoa là 0912345678, các bé liên hệ nhận quà",
    "thon Ban Lau co 15 chau duoc tang qua",
    "be boi truong Le Loi da xong",
    "bể bơi xã Chi Lăng đã lắp xong",
    "Bế mạc lớp tập huấn",
    "em nộp bài dự thi của lớp 5A rồi",
    "Nông Văn Tuấn, sinh năm 1985, được cử phụ trách",
    "Bé 3 tuổi được uống vitamin đạt 96%",
    "nv6 t5 nộp ạ",
    "B.C.Đ được giao rà soát",
    "cháu Hiền văn thư làm xong rồi ạ",
    "Cô Triệu Thị Bé Năm phụ trách",
    "Bé Ba kế toán nộp rồi nhé",
    "Chị chép giúp em tên xã vào biểu",
    "em chao anh a. nv2 xong",
]


def unaccented(text: str) -> str:
    """Without accents, capitals kept."""
    return "".join(fold(c).upper() if c.isupper() else fold(c) for c in text)


@pytest.mark.parametrize("text", ONE_CHILD)
def test_details_of_one_child_are_seen(text: str) -> None:
    assert has_child_data(wording(text))


@pytest.mark.parametrize("text", NO_CHILD)
def test_groups_staff_and_places_are_no_child(text: str) -> None:
    assert not has_child_data(wording(text))


@pytest.mark.parametrize("text", ONE_CHILD)
def test_details_without_accents_are_seen(text: str) -> None:
    assert has_child_data(wording(unaccented(text)))


@pytest.mark.parametrize("text", NO_CHILD)
def test_without_accents_or_capitals_groups_and_staff_are_no_child(text: str) -> None:
    assert not has_child_data(wording(fold(text)))


@pytest.mark.parametrize("text", ["", " ", "cháu", "bé ", "em: ", "cháu 0", "con anh ", "İ cháu ", "Nguyễn"])
def test_a_broken_off_message_is_no_child(text: str) -> None:
    assert not has_child_data(wording(text))
