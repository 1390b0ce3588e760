"""A counted noun that stands in no list: "35 đoàn viên", "12 cột đèn năng lượng", read from where it stands.

The noun is the words behind the number up to a mark or a word of another kind; the number counts a result only where
the word before it says that something was done with so many. Everything else is left to be asked about.
"""

import re

from messages.indicators import CANONICAL
from messages.vocabulary import WORK
from messages.wording import HIDDEN, NEAR, Wording
from vietnamese.phrases import Phrase
from vietnamese.text import fold

_LONGEST = 6  # syllables; a longer row without an end holds more than a noun
# Common ones, for a writer without accents: what is recorded has them.
NOUNS = (
    "đoàn viên", "hội viên", "đảng viên", "giáo viên", "học viên", "sinh viên", "thành viên", "nhân viên", "cử tri",
    "tình nguyện viên", "cộng tác viên", "tuyên truyền viên", "báo cáo viên", "hòa giải viên", "thanh niên", "phụ nữ",
    "phụ huynh", "cựu chiến binh", "người cao tuổi", "thai phụ", "bệnh nhân", "tổ hòa giải", "tổ dân phố", "hộ dân",
    "khu dân cư", "chi đoàn", "chi hội", "chi bộ", "hộ nghèo", "hộ cận nghèo", "cây xanh", "cây", "camera", "nhà",
    "giấy khai sinh", "giấy chứng tử", "giấy chứng nhận", "giấy khen", "căn cước", "thẻ căn cước", "đối tượng",
    "thẻ bảo hiểm y tế", "sổ bảo hiểm xã hội", "thẻ", "sổ", "phương tiện", "doanh nghiệp", "hợp tác xã", "cơ sở",
    "công trình", "nhà tạm", "nhà tình nghĩa", "nhà vệ sinh", "nhà văn hóa", "điểm trường", "trạm y tế", "chợ",
    "liều vắc xin", "mũi tiêm", "giống cây", "con giống", "tài khoản", "thiết bị", "máy tính", "áo phao", "bồn nước",
    "mâu thuẫn", "đơn thư", "khiếu nại", "tham luận", "trường hợp", "cặp vợ chồng", "quyển sách", "giếng", "bóng đèn",
    "sổ đỏ", "biển báo", "biển hiệu", "cây giống", "hội sách", "giếng khoan", "thùng rác", "mái nhà", "hầm biogas",
    "lượt khám", "lượt khách", "lượt tiêm", "lượt truy cập", "lượt tải", "lượt mượn", "lượt giao dịch", "lượt xe",
    "lượt phương tiện", "lượt bình luận", "lượt hộ", "lượt bệnh nhân", "lượt đọc", "lượt khám bệnh", "giỏ quà",
    "giấy phép", "giấy xác nhận", "giấy mời", "quyết định", "thông báo", "hợp đồng", "biên bản", "chứng chỉ",
    "tổ liên gia", "nhà văn hóa", "sân chơi", "cột điện", "trụ điện", "vườn rau", "con bò", "con lợn", "con dê",
    "bình chữa cháy", "xe lăn", "mũ bảo hiểm", "túi thuốc", "đơn vị máu", "đơn hàng", "gói thầu", "dự án",
    "trợ giúp viên", "sai sót",
)  # fmt: skip
NAMES = {fold(noun): noun for noun in NOUNS} | CANONICAL
# Counted in classes or parts: the noun goes on behind these listed words ("tổ hòa giải", "bộ quần áo").
_CLASSES = {
    w for noun in ("tờ", "tổ", "đội", "bộ", "cuốn", "quyển", "thùng", "chai", "phiếu") for w in (noun, fold(noun))
}

_VOWEL = re.compile(r"[aeiouy]")
_FEW = re.compile(r" [^\W\d_]+(?: [^\W\d_]+){1,4}")
_CLAUSE = re.compile(r"[^,.;\n]{0,80}")
_WORD = re.compile(r" ([^\W\d_]+)")
DEED = (
    rf"(?:{WORK}|lắp(?: đặt)?|trồng|cấp|trao|tặng|xây|sửa|xóa|thu(?: hút| hồi| giữ| gom)?|kết nạp|thành lập|kiện toàn|"
    r"ra mắt|vận động|bàn giao|gọi hỏi|răn đe|tiêm|khám|xử lý|xử phạt|thăm|hỗ trợ|tư vấn|đào tạo|giới thiệu|bồi dưỡng|"
    r"phun|tháo gỡ|tập hợp|huy động|quyên góp|ủng hộ|giải quyết|tiếp nhận|tiếp|nhận|dán|chụp|nạo vét|cài(?: đặt)?|"
    r"kích hoạt|đăng ký|số hóa|nhập|rà|phát hiện|phát triển|bắt|khởi tố|tiêu hủy|dạy|hòa giải|chuyển|gửi|hoàn thành|"
    r"xong|duy trì|nâng cấp|tu sửa|công nhận|biểu dương|khen thưởng|tuyên dương|xác minh|ký|thẩm tra|giám sát|cứu|"
    r"chứng thực|hướng dẫn|phục vụ|bố trí|trang bị|mua|lát|đổ|đào|thả|ươm|mời|kết nối|quản lý|gắn|dọn|góp|gọi|đóng|"
    r"quét|tháo|vớt|ghép|khoan|vá|gỡ|bóc|phá|cắt|thả|nấu|soạn|hiến|thay|đón|đưa|cung cấp|cai nghiện|nuôi|đỡ đầu|"
    r"gieo|cấy|cắm|lợp|kéo|căng|sơn|kẻ|vẽ|bơm|thụ lý|thi hành|chi trả|trả|tháo dỡ|di dời|giải tỏa|đấu nối|khơi thông|"
    r"phân phát|cấp phát|phát|ban hành|bổ nhiệm|tuyển dụng|tuyển|chặt|tỉa|niêm phong|tịch thu|tạm giữ|vận chuyển|giao|"
    r"đo đạc|đo|tuần tra|triệt phá|ngăn chặn|kiểm đếm|kiểm định|xét nghiệm|lấy|chấm|tham vấn|đối thoại|tiếp xúc|"
    r"làm việc|gặp gỡ|gặp|thăm hỏi|chia sẻ|khai trương|phê duyệt|duyệt|đặt|khánh thành|nghiệm thu|tẩy giun|dựng|cử)"
)
_SO_MANY = r"(?:được |hết |xong |đủ |cho |thêm |tổng |cả |tới |gần |hơn |trên |khoảng |tầm |chừng |cỡ )*"
_LED = Phrase(
    rf"{DEED} (?:(?:đổi|mới|chữa|lại|dựng|bổ sung|trực tiếp|lưu động|miễn phí|với) )?{_SO_MANY}$",
    rf"(?:có|được|đạt|gồm|tổng số|tổng cộng|tổng|đã|mới|chỉ|đủ|tại|ở|cho|trên|(?:·|tổng|đúng|vậy|"
    rf"thành) là) {_SO_MANY}$",
)
_ACTED = Phrase(
    r"(?:đã|vừa|mới|xong|hoàn thành)(?: [^\W\d_]+){1,4} $",
    r"(?:^|[,.;:\n] ?)(?!(?:em|anh|chị|dạ|vâng|phòng|số|nhà|tổ|lớp|bài|nv|có|cả|hỏng|mất|gãy|vỡ|kẹt|chết|rách|thiếu|"
    r"ốm|nghỉ|thuê|mượn|vay)(?!\w))[^\W\d_]+(?: được| xong|"
    r" hết)? $",
)
_LISTED = Phrase(r"(?:^|[,;.:\n(+-]|và|với|cùng|kèm|trong đó|gồm) ?(?:có |được |cả |gần |hơn |khoảng )*$")
# Ends the noun wherever it stands, and cannot begin one.
_STOP = Phrase(
    r"(?:cho|của|tại|ở|trên|dưới|trong|ngoài|với|cùng|và|hoặc|hay|về|để|được|bị|đã|đang|sẽ|chưa|không|thì|là|mà|do|vì|"
    r"nên|từ|đến|tới|vào|ra|lên|có|còn|này|kia|đó|ấy|ạ|a|nhé|rồi|nữa|xong|mới|cũng|đều|vẫn|hết|luôn|thôi|theo|qua|sau|"
    r"trước|như|khi|nếu|nhưng|so (?:với|sánh)|gần|hơn|khoảng|đi|cả|mỗi|toàn|đủ|nào|gì|tham gia|tham dự|dự|hưởng|bằng|"
    r"trị giá|hôm|sáng(?! kiến| tạo| tác)|chiều|ngày|tuần|tháng|năm|quý)",
)
# Count no one thing by themselves: "12 con" may be anything, "12 con bò" are not.
_BARE = frozenset(
    form
    for word in (
        "con",
        "cái",
        "chiếc",
        "cuộc",
        "cuoc",
        "tấm",
        "bức",
        "căn",
        "ngôi",
        "điểm",
        "ha",
        "tấn",
        "tạ",
        "kg",
        "km",
        "m",
    )
    for form in (word, fold(word))
)
_FILLER = Phrase(r"^ (?:chiếc|cái|cuộc) ")
_VERB = Phrase(DEED)
# Of time, measure, order or order of address: nothing that was achieved.
_NO_NOUN = Phrase(
    r"(?:phút|giờ|tiếng|buổi|lần|bữa|đêm|tối|trưa|tuổi|đợt|kỳ|khóa|năm học|phần|trăm|nghìn|ngàn|triệu|tỷ|tỉ|k|tr|"
    r"g|cm|mm|cân|độ|đồng chí|anh|chị|cô|chú|bác|ông|bà|bạn|thằng|đứa|mình|sếp|lãnh đạo|"
    r"việc|nhiệm vụ|nv|vấn đề|khâu|bước|mục|nội dung|lý do|nguyên nhân|khó khăn|vướng mắc|chỗ|thứ|kiểu|loại|"
    r"mặt|bên|phía|đầu|cuối|giai đoạn|mẹ|cha|người|trên|nơi|hướng|x|tết|ít|vài|lúc|lát|xíu|hồi|"
    r"công việc|khối lượng|chặng|quãng|kế hoạch|chỉ tiêu|tiến độ|tổng|tháng|năm|mấy|chút|tí|nửa|"
    r"số|lớp|phòng|ban|đồng|đ|vnđ|củ)"
)
_VETO = Phrase(
    r"hỏng|lỗi|ốm|nghỉ|vắng|bận|mất|hư|trễ|chậm|thiếu|nợ|trượt|còn lại|tồn|quá hạn|sai(?! phép| phạm| quy| sót)|nhầm|"
    r"chờ|đợi|vướng|chưa|không|phải|cần(?! (?:cước|bộ|vụ|cù))|sẽ|kẹt|sắp",
)
_SAID_OF = Phrase(r"\s*(?:[,;.!)\n]|$|(?:đã|được|mới|tham gia|tham dự|dự|ký|nhận|rồi|ạ|nhé)(?!\w))")


def counted_noun(wording: Wording, start: int, end: int, *, listed: bool) -> tuple[str, int] | None:
    """The noun that the number at `start:end` counts, with its end; None where that is not sure.

    `listed`: the message has named another result already, and this one goes on with the list.
    """
    noun_end = _noun_end(wording, end)
    if noun_end is None or not _counts(wording, start, noun_end, listed=listed):
        return None
    return _noun(wording, end, noun_end), noun_end


def guessed_noun(wording: Wording, start: int, end: int) -> tuple[str, int] | None:
    """The same behind a verb that no list has ("đã rải 30 khối đá"): a guess, to be asked about."""
    noun_end = _noun_end(wording, end)
    clause = _CLAUSE.match(wording.text, start)
    if noun_end is None or (clause and wording.cut(*clause.span()).has(_VETO)):
        return None
    return (_noun(wording, end, noun_end), noun_end) if wording.before(start, NEAR).has(_ACTED) else None


def _noun(wording: Wording, end: int, noun_end: int) -> str:
    return _name(_FILLER.on(plain=wording.plain).sub("", wording.text[end:noun_end]).strip(), wording)


def _name(words: str, wording: Wording) -> str:
    """The noun with its accents; a known one of two syllables or more stands without what follows it."""
    known = [" ".join(words.split()[:n]) for n in range(_LONGEST, 1, -1)]
    name = next((NAMES[fold(w)] for w in known if " " in w and fold(w) in NAMES), None)
    # "3 bãi" are no "bài", though "90 lươt ngươi" are lượt người
    return name or (NAMES.get(words, words) if wording.plain else words)


def goes_on(wording: Wording, start: int, end: int) -> int | None:
    """The end of the noun that begins with a listed class word: "12 tổ hòa giải", "30 bộ quần áo"."""
    return _noun_end(wording, start) if wording.text[start:end].strip() in _CLASSES else None


def stands_alone(wording: Wording, end: int) -> bool:
    """Whether no noun follows the number that ends here."""
    if wording.text.startswith((f" {HIDDEN}", HIDDEN), end):
        return False
    end += 4 if wording.text.startswith((" cái", " cai"), end) else 0
    return not _WORD.match(wording.text, end) or _STOP.on(plain=wording.plain).match(wording.text, end + 1) is not None


def _noun_end(wording: Wording, at: int) -> int | None:
    """Where the noun behind a number ends; None if there is none, or no end in sight."""
    text = wording.text
    if known := _known_end(wording, at):
        return known
    if _NO_NOUN.on(plain=wording.plain).match(text, at + 1):
        return None
    first = _WORD.match(text, at)
    if not first or not (first[1] in _BARE or _VOWEL.search(fold(first[1]))):
        return None  # an abbreviation that nobody wrote out
    start = at
    for taken in range(_LONGEST + 1):
        word = _WORD.match(text, at)
        if not word or _ends(wording, at + 1, taken):
            sure = word or not re.match(rf" ?[\d%/{HIDDEN}]", text[at:])
            return at if sure and taken > (text[start:at].strip() in _BARE) else None
        at = word.end()
    return None


def _ends(wording: Wording, at: int, taken: int) -> bool:
    """Whether the word here is none of the noun's: of another kind, a deed, or the name of a place."""
    if _STOP.on(plain=wording.plain).match(wording.text, at):
        return True
    typed = wording.typed(at, at + 1)
    name = taken > 0 and typed[:1].isupper() and not typed.isupper()
    return name or (taken > 1 and _VERB.on(plain=wording.plain).match(wording.text, at) is not None)


def _known_end(wording: Wording, at: int) -> int | None:
    """The end of a known noun of two syllables or more, which may hold a word that ends others ("giấy chứng tử")."""
    few = _FEW.match(wording.text, at)
    words = few.group().split() if few else []
    known = next((n for n in range(len(words), 1, -1) if fold(" ".join(words[:n])) in NAMES), None)
    return at + len(" ".join(words[:known])) + 1 if known else None


def _counts(wording: Wording, start: int, end: int, *, listed: bool) -> bool:
    """Whether the words around the number say that so many were reached."""
    clause = _CLAUSE.match(wording.text, start)
    if clause and wording.cut(*clause.span()).has(_VETO):
        return False
    before = wording.before(start, NEAR)
    if before.has(_LED):
        return True
    told = listed or _SAID_OF.on(plain=wording.plain).match(wording.text, end)
    return bool(told) and before.has(_LISTED)
