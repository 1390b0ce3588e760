"""The verbs of office prose: where one stands, the units before it have ended."""

import re

from vietnamese.words import one_of

# In lower case only: "Phòng Quản lý", "Ban Tuyên giáo" carry theirs as names.
_WORDS = """
chủ trì, chủ động, phối hợp, có trách nhiệm, chịu trách nhiệm, tham mưu, theo dõi, xây dựng, hướng dẫn, tăng cường,
đẩy mạnh, thực hiện, triển khai, rà soát, kiện toàn, bố trí, bảo đảm, đảm bảo, căn cứ, nghiêm túc, quán triệt, tiếp
tục, kịp thời, chỉ đạo, báo cáo, tổng hợp, đôn đốc, kiểm tra, cân đối, thẩm định, cung cấp, đưa tin, tuyên truyền, phổ
biến, lập, trình, ban hành, là, đăng, đăng tải, viết, vận động, phát động, huy động, hỗ trợ, ưu tiên, nâng cao, thường
xuyên, được giao, được, trên cơ sở, theo, giúp, cử, gửi, tiếp nhận, quản lý, giám sát, lồng ghép, quan tâm, phát huy,
chú trọng, tập trung, khẩn trương, hoàn thành, nghiên cứu, đề xuất, khuyến khích, tích cực, tham gia, hưởng ứng, cập
nhật, khai thác, phân công, phân bổ, định kỳ, định hướng, ứng dụng, phát triển, thống kê, khảo sát, đánh giá, lựa
chọn, bồi dưỡng, tập huấn, mở, in, treo, chuẩn bị, duy trì, đổi mới, sử dụng, thu hút, xem xét, quyết định, yêu cầu,
giao, đề nghị, kiểm soát, biểu dương, khen thưởng, sơ kết, tổng kết, cùng, để, nhằm, khi, về, trước, sau, tại, từ,
đến, cho, qua, thông qua, bằng, dựa, sẽ, cần, phải, tiến hành, xử lý, giải quyết, tuân thủ, chấp hành, đề cao, phê
duyệt, thành lập, niêm yết, thông báo, thông tin, giới thiệu, lấy, ký, xác định, thăm hỏi, tặng, trao, đưa, bổ sung,
hoàn thiện, đào tạo, sắp xếp, điều tra, phòng ngừa, đấu tranh, ngăn chặn, nắm, giữ, làm, tư vấn, vận hành, thanh quyết
toán, quyết toán, giải ngân, nhân dịp, hằng năm, hàng năm, hằng tháng, hàng tháng, chậm nhất, không, chưa, đã, đang,
nêu, quy định, kết nối, chia sẻ, số hóa, chuẩn hóa, trực tiếp, rút kinh nghiệm, nhân rộng, tôn vinh, chăm lo, chăm
sóc, bảo vệ, trợ giúp, đẩy nhanh, tăng, giảm, mở rộng, rút ngắn, tháo gỡ, khắc phục, phấn đấu, áp dụng, cải thiện, cải
tạo, sửa chữa, trang bị, mua sắm, thu thập, thu hồi, thu gom, ra quân, trồng, tuần tra, xử phạt, điều chỉnh, sửa đổi,
nhắc nhở, động viên, khích lệ, phản ánh, kiến nghị, trao đổi, họp, ngăn ngừa, phát hiện, tiếp cận, cắt giảm, đơn giản
hóa, công khai, công bố, cấp phát, phân loại, lắp đặt, bàn giao, nghiệm thu, khởi công, ký kết, chuyển, chuyển đổi,
nhập, tích hợp, đồng bộ, bình xét, trưng bày, biểu diễn, mời, tham dự, gặp mặt, tọa đàm, đối thoại, giao lưu, kỷ niệm,
soạn thảo, dự thảo, biên soạn, in ấn, phát hành, góp ý, tiếp thu, củng cố, đề ra, cam kết, ứng cứu, diễn tập, sẵn
sàng, bảo quản, sưu tầm, tự kiểm tra, lấy ý kiến, nâng cấp, vận chuyển, thanh toán, hoàn chỉnh, thực hành, đi, ghi,
nộp, kêu gọi, khơi dậy, gắn, quảng bá, lan tỏa, đồng hành, trao tặng, thăm, thăm khám, khám, tiêm, xét nghiệm, điều
trị, dạy, học tập, bảo trì, phân tích, dự báo, cảnh báo, cụ thể hóa, tạo điều kiện, tạo sự, tạo môi trường, phát sóng,
phát thanh, phát tờ, tự giác, tự chủ động, có nhiệm vụ, dự trù, dự toán, phân luồng, dán, quét dọn, dọn, chấm thi,
đồng chủ trì, khôi phục, sơ tán, di dời, cứu hộ, tạm dừng, khoanh vùng, khử trùng, lấy mẫu, hậu kiểm, trích, chi trả,
xác minh, xác nhận, truy quét, trấn áp, tiếp tế, phân phối, điều động, luân chuyển, tuyển dụng, bổ nhiệm, miễn,
chấm, soạn, duyệt, xin, phun, khử khuẩn, kê khai, đối chiếu, xếp, chấn chỉnh, đình chỉ, thẩm tra, kiểm đếm, kiểm kê,
ghi nhận, tổng vệ sinh, tự vệ sinh, truyền tải, truyền thông, hoàn tất, bảo dưỡng, đón tiếp, trực tại, thiết kế, cắm,
phân phát, tuyển chọn, luyện tập, trả lời, giải đáp, vào cuộc, bám sát, thu nộp, kiểm soát chặt, tuyên dương, thu chi,
chi trả, trông giữ, trông xe, nấu, dẫn chương trình, bốc thăm
"""
_PLAIN = [word.strip() for word in _WORDS.replace("\n", " ").split(",")]
# Words that are verbs or prepositions here, and parts of a unit's name elsewhere.
_IN_PLACE = (
    r"(?:các|những|một số) (?:nhiệm vụ|nội dung|công việc|hoạt động|biện pháp|giải pháp|việc)",
    r"trong(?! các (?:khu|ngành|cơ sở)| ngành| hệ thống| [Kk]hu| tỉnh| địa bàn)",
    r"phụ trách(?=\s*(?:[.;)]|$))",
    r"cấp(?= phát| giấy| kinh phí| miễn phí| đổi)",
    r"tổ chức(?!\s*(?:,|;"
    r"|có liên quan|liên quan|và|chính trị|tín dụng|phi chính phủ|hành nghề|đoàn thể|đảng|xã hội|chi|cơ sở))",
)
# Second syllables that look like verbs: "Đào tạo", "Trợ giúp"; and words that are one with what follows.
_NOT_AFTER = ("Đào ", "đào ", "Trợ ", "trợ ", "Sáng ", "Chế ", "đầu tư ", "Hội đồng ", "Hội đồng phối hợp ", "việc ")
VERB = re.compile(
    r"(?<!\w)"
    + "".join(f"(?<!{word})" for word in _NOT_AFTER)
    + rf"{one_of([*sorted(_PLAIN, key=len, reverse=True), *_IN_PLACE])}(?!\w)"
)
# Verbs that can go on with the name of a body: "Ban quản lý bảo vệ rừng", "Phòng Kiểm tra, giám sát".
WITHIN_NAME = re.compile(
    r"(?:quản lý|chấp hành|bảo vệ|chăm sóc|trợ giúp|phổ biến|hỗ trợ|theo dõi|kiểm tra|tuyên truyền|phát triển|kiểm soát"
    r"|tư vấn|bảo đảm|giám sát|xử lý|thông tin|thi hành|đào tạo|bồi dưỡng|tổng hợp|phục vụ|cấp|sử dụng"
    r"|xây dựng|lập|khám"
    r"|chuyển đổi|ứng dụng|đánh giá|thẩm định|khai thác|vận hành|phòng ngừa|điều tra|nghiên cứu|điều trị|tiếp nhận)"
)
_BODY_NOUN = r"(?:Ban|Phòng|Trung tâm|Cục|Chi cục|Vụ|Viện|Quỹ|Hội|Tổ|Công ty)"
_NOUN_BEFORE = re.compile(rf"(?:^|[\s,])(?:{_BODY_NOUN}|Hội đồng)$")
_OBJECTS = r"kế hoạch|việc|công tác|báo cáo|các|nội dung|hoạt động|nhiệm vụ|tình hình"
_THEN_ACTS = re.compile(rf"(?:(?!\b(?:{_OBJECTS})\b)[^.;:]){{0,60}}?\s(?:chủ trì|có trách nhiệm|phối hợp|tham mưu)\b")
_TWO_VERB_NAMES = ("Hỗ trợ", "Nghiên cứu", "Quản lý", "Bảo vệ")


def verb_in(text: str, limit: int) -> re.Match[str] | None:
    """The first verb of a text up to `limit` that is no part of a name."""
    return next((verb for verb in VERB.finditer(text, 0, limit) if not _is_within_name(text, verb)), None)


def _is_within_name(text: str, verb: re.Match[str]) -> bool:
    """True if a verb is part of a name: it follows the noun ("Ban quản lý") or goes on in a named body."""
    before = text[: verb.start()].rstrip()
    if verb.start() == 0:
        return True
    if verb[0] == "tổ chức" and re.search(r"(?:,|\bcác|\bvà)$", before):
        rest = text[verb.end() :].strip(" .;:")
        return not rest or bool(VERB.match(rest))  # "doanh nghiệp, tổ chức bảo đảm kinh phí"
    if re.search(r"\b[Tt]ổ công tác$", before) and re.match(r"\s*(?:Đề án|Nghị quyết|Dự án)", text[verb.end() :]):
        return True
    if not WITHIN_NAME.match(verb[0]):
        return False
    return bool(_NOUN_BEFORE.search(before)) or _goes_on(before, text[verb.end() :])


def _goes_on(before: str, after: str) -> bool:
    """True if a verb goes on with a name that is made of verbs: "Phòng Kiểm tra, giám sát"."""
    named = re.findall(rf"{_BODY_NOUN}\s+([A-ZĐ]\w+ \w+)([^;]*)$", before)
    if not named:
        return False
    act, between = named[-1]
    if not VERB.fullmatch(act[0].lower() + act[1:]) and act not in ("Tổ chức", "Nghiên cứu", "Thanh tra"):
        return False
    if re.search(r"(?:,|\bvà|-)$", before) or (not between.strip() and act in _TWO_VERB_NAMES):
        return True
    return bool(_THEN_ACTS.match(after))
