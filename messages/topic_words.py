"""Words that open a clause and name no task: who speaks or works, headings, steps of one task, results."""

from vietnamese.phrases import Phrase

# "báo cáo quý II xong": the report itself is the task
PERIOD = r"(?:quý|tháng|tuần|năm|sơ kết|tổng kết|6 tháng|chuyên đề|định kỳ)(?!\w)"
GENERIC = Phrase(
    r"(?:em|tôi|mình|bên|phòng|đơn vị|anh|chị|chúng|bọn|sở|ubnd|văn phòng|trung tâm|chi cục|"
    r"công đoàn|đoàn|lãnh đạo|đồng chí|"
    r"tất cả|mọi|toàn|cả|vâng|dạ|ok|rồi|vừa|nay|hôm|sáng|chiều|tối|lúc|hồi (?:nãy|sáng|trưa|chiều|hôm)|ban nãy|"
    rf"báo cáo(?! {PERIOD})|thống kê(?! (?:dân|hộ|đất|nhân|rừng|trẻ|nhà))|tổng hợp|kết quả|hết|sếp|tỷ lệ|tỉ lệ|"
    r"(?:chỉnh|ghi|nói|tính|đếm|nhập|viết|gõ|đổi)(?= lại| nhầm)|(?:mười|vài|mấy|chục) (?:ngày|hôm|tuần|tháng)|"
    r"số liệu|(?:công tác |khâu )?chuẩn bị|"
    r"tiến độ|kinh phí|lý do|khó khăn|"
    r"vướng|cụ thể|tổng(?! (?:kết|rà|vệ|duyệt|điều|hợp|đài))|hiện(?! máu)|đến|tới|tính|làm|thực hiện|triển khai|"
    r"tổ chức|hoàn|"
    r"việc|"
    r"nhiệm vụ|cái|như|cơ bản|gần|sắp|chắc|"
    r"nghe|thế|vậy|cứ|kế hoạch (?:tuần|tháng|sáng|chiều|ngày|mai|hôm)|xin|sửa(?= lại| số| giúp| hạn| ngày| tên|"
    r" tiến| kết| ?$)|đính chính|"
    r"trạng thái|tình hình|tình trạng|ghi chú|đã|cảm ơn|chào|"
    r"nv|không|mai|tuần|tháng|thứ|"
    r"chủ|lưu ý|dự kiến|đề nghị|kính|thưa|gửi|ngày|cuối|đầu|coi như|thôi|chính thức|nói chung|nhìn chung|may|hy vọng|"
    r"xã|các|trường|học sinh|cháu|bé|trẻ|chỉ|mới|để|phấn|cố|sẽ|kiểu gì|nếu|bao giờ|khi nào|ai|deadline|hạn|\w+ ơi|"
    r"phần|còn|mỗi|một|hai|ba|bốn|năm|tưởng|hẹn|hứa|đảm bảo|sđt|điện thoại|số(?! hóa)|chưa|ước|khoảng|quý|"
    r"trong(?! (?:cây|cay|rừng|rung|hoa|lúa|lua|cỏ|mới|nấm)(?!\w))|trước|"
    r"sau|"
    r"nhầm|bổ sung|danh sách|dự thảo|đề cương|nguyên nhân|tuy|dù|mặc dù|đợt|bước|lần|"
    r"giai đoạn|khâu|thông tin|nội dung|phấn đấu|"
    r"hình như|nói|cũng|đang|từ|theo|vẫn|ừ|uh|à|ơ|nhờ|mong|hội nghị số|đề xuất|kiến nghị|tồn tại|thời gian|"
    r"địa điểm|thành phần|hình thức|ưu điểm|hạn chế|điều chỉnh|cập nhật|"
    # who works, not what is done
    r"nhưng|riêng|và|thay|nửa|giữa|tối|(?:độ|tầm|chừng|cỡ)(?= ?\d| ?$)|thật ra|(?:bác|chú|dì|cậu)(?= (?:chưa|đã|đang|"
    r"làm|hỏi|xong|ghi|cho|xem|nhận|báo|nhờ|lo)| ?$)|báo(?= ?$| anh| chị| lại)|công an|trạm|"
    r"hội(?! (?:nghị|thi|thảo|trại|chợ|diễn|thao|"
    r"trường|"
    r"đồng hương))|ban (?:quản|"
    r"chỉ|dân|tổ|giám)\w*|tòa án|"
    r"viện|bệnh viện|nhà (?:trường|thầu|in)|thầy|cô|ông|bà|mặt trận|chi đoàn|liên đội|tổ (?:công tác|tư vấn|hòa giải)|"
    r"đội (?:công tác|kiểm tra|quản lý|cảnh sát)|cán bộ|giáo viên|huyện|tỉnh|phường|cơ quan|ủy ban|bộ đội|vụ việc|"
    r"chi bộ|công ty)(?!\w)",
)
# "đăng fanpage được 3.200 lượt xem" is what came out of the task before.
STEP = Phrase(
    r"(?:in|in ấn|soạn|soạn thảo|viết|thiết kế|quay|dựng|phát|họp|lập|ký|trình|đăng|chuẩn bị|mua|duyệt|chốt|rà|sửa|"
    r"nhập|trao|giao|cấp|chi|trả|thu|lấy mẫu|thu mẫu|xét nghiệm|trả kết quả|đối soát|khảo sát|thẩm định|nghiệm thu|"
    r"(?:xây|đổ|phần) (?:thô|móng|mái|nền|trụ)|xây|đổ|đào|san lấp|đổ bê tông|(?:ép|đóng|lắp|dựng) (?:cọc|cột|trụ)|"
    r"kéo (?:dây|cáp|ống)|điện nước|điện|nước|hoàn thiện|sơn|quét sơn|lợp mái|lợp|móng|mái|nền|khung|phần thô|"
    r"(?:xuống|đi|về|lên) (?:bản|xã|thôn|ấp|cơ sở|địa bàn|hiện trường)|dọn dẹp|thông báo|phổ biến|vận động|"
    r"tổng hợp|phân công|đặt|thuê|mời|gửi|nộp|phát hành|ban hành|trình ký|khâu \w+)"
)
RESULT = Phrase(
    r"^\W*(?:đăng|thu|quyên góp|huy động|tặng|trao|phát(?! thanh)|in|vận động|ủng hộ|nhận|đón|mời|kêu gọi|mua)(?!\w)"
    r"[^,.;\n]*? được (?:gần |hơn |khoảng )?\d+(?![\d.]* ?[/%])"
)
