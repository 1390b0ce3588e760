"""Word groups that several rules share, as pieces of regular expressions; they fold with the pattern they stand in."""

# A completion word. "ok" alone is an acknowledgement, "ok rồi" about a task is not.
DONE = (
    r"(?:xong xuôi|xong|hoàn thành|hoàn tất|hoàn thiện|kết thúc|done|finish|finished|complete|completed|ok|"
    r"đâu (?:vào|ra) đấy|êm xuôi|tươm tất|dứt điểm|khép lại|về đích|cán đích|rốt ráo|trọn vẹn)"
)

# What people do for a task. A word that is also half of another ("phát sinh", "in ít") says where it ends.
WORK = (
    r"(?:làm|triển khai|thực hiện|tổ chức|bắt đầu|bắt tay|khởi động|tiến hành|động|đụng|giao(?! ban| lưu)|"
    r"phân công|mở|chạy|xây dựng|"
    r"soạn|viết|in|rà soát|kiểm tra|tuyên truyền|tập huấn|thẩm định|tham mưu|chuẩn bị|phát(?! sinh)|đăng|treo|khảo sát|"
    r"đi|họp|lập|ra quân|vào việc|nghiên cứu|quán triệt|phối hợp|truyền thông|sưu tầm|quay|dựng|thiết kế|giải ngân)"
)

# What officials do besides: an act that goes on, was done, or was not begun.
ACT = (
    r"(?:khởi công|thi công|vận động|thăm|thu thập|gom|thống kê|nhập|cập nhật|khám|tiêm|mua|tặng|trao|tuyển|chấm|lắp|"
    r"trồng|phun|dọn|giám sát|thanh tra|hòa giải|xử lý|giải quyết|xác minh|liên hệ|phỏng vấn|biên soạn|mời|"
    r"tư vấn|trợ giúp|hỗ trợ|phát động|kết nạp|số hóa|cài đặt|tiếp cận|ra mắt|vào cuộc|xuống|học|dạy|ký kết|"
    r"đồng ý|thống nhất|nhất trí|tổng hợp|lấy mẫu|lên (?:kế hoạch|lịch|danh sách|phương án)|điều tra|gặp|gọi|đôn đốc)"
)

# Said of what is still to come. "định" alone, not in "thẩm định", "quyết định".
FUTURE = (
    r"(?:sẽ|dự kiến|dự định|chuẩn bị|sắp(?! xếp| đặt)|(?<!thẩm )(?<!quyết )(?<!nghị )(?<!quy )(?<!xác )(?<!ổn "
    r")(?<!giả )"
    r"định(?! chính)|(?<!máy )tính|phấn đấu|cố gắng|quyết tâm|"
    r"hẹn|hứa|cam kết|hy vọng|có kế hoạch|lên kế hoạch|theo kế hoạch|lên lịch)"
)

# A difficulty by its name.
TROUBLE = (
    r"(?:khó khăn|vướng mắc|vướng|trở ngại|kẹt|cản trở|vấn đề|tồn đọng|tồn tại|trục trặc|sự cố|bất cập|rắc rối|"
    r"ách tắc|khó|đáng ngại|phức tạp|bất thường)"
)

NOT = r"(?:chưa|không|chẳng|chả|đâu có|hổng)"

# Up to three words between a negation and the word it denies: "chưa [làm báo cáo] xong".
GAP = r"(?: [^\s,.;!?\n]+){0,3}?"

# Up to a comma or stop.
REST = r"(?!\w)[^,.;\n]*"

SELF = (
    r"(?:em|tôi|mình|phòng em|phòng tôi|phòng mình|phòng|đơn vị em|đơn vị tôi|đơn vị|bên em|bên tôi|chúng tôi|chúng em|"
    r"bọn em|bọn tôi|bọn mình|tụi em|tụi tôi|tụi mình|bầy tôi|bầy em|chúng mình|cơ quan|văn phòng em)"
)

# Those whose acts the sender waits for.
OUTSIDE = (
    r"(?:các |một số |nhiều |vài |mấy |\d+ )?(?:xã|phường|thôn|xóm|khu|ấp|buôn|khối|tổ(?! chức| công| rơi| gấp|"
    r" trình| khai)|"
    r"bản (?!mềm|cứng|giấy|in|thảo|chính|sao|đầy|tổng|báo|dự|kế|word|scan|tin|cam|kiểm)[^\s,.;]+|huyện|tỉnh|"
    r"(?<!một )sở|(?<!cán )bộ(?! hồ| tài|"
    r" phận)|ubnd|hđnd|công an|tòa án|"
    r"viện|(?<!hội )(?<!thị )(?<!môi )(?<!hiện )trường|nhà trường|phòng (?!em|tôi|mình|chưa|không|đã|này)[^\s,.;]+|"
    r"(?<!văn )(?<!dự )ban(?! hành)|trung tâm|đối tác|nhà in|"
    r"bên (?!em|tôi|mình)[^\s,.;]+|đơn vị (?!em|tôi|mình|chưa|không|đã)[^\s,.;]+|các đơn vị|các phòng|lãnh đạo|sếp|"
    r"giám đốc|anh (?!em)[^\s,.;]+|chị [^\s,.;]+|cấp trên|tài chính|kế toán|kho bạc|nhà thầu|báo (?!cáo)|đài|học sinh|"
    r"phụ huynh|(?:gia đình |hộ )?cháu|bé|(?<!cán )hộ(?! tịch| chiếu| khẩu)|gia đình|nhân dân|hội (?!nghị|thi|"
    r"thảo|trường|đồng thi)[^\s,.;]+|chuyên gia|giảng viên|người dân|bà con|địa phương|cơ sở)"
)

# Those who sign, pay and call off.
LEADERS = (
    r"(?:lãnh đạo|sếp|sở|giám đốc|ubnd|tỉnh|huyện|cấp trên|trên|ban giám đốc|văn phòng|thủ trưởng|chủ tịch|phó chủ "
    r"tịch|bí thư|"
    r"thường trực|hội đồng|hđnd|bộ|cục|trưởng phòng|hiệu trưởng|chỉ huy)"
)
