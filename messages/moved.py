"""Phrases that move the date of a task: asked for ("xin lùi đến 16/6"), granted already, or denied.

A day merely promised ("25/6 xong") moves nothing, and "xin thêm 2 người" asks for no time. § stands for a day to come.
"""

from messages.signals import Row, Signal, scan
from messages.vocabulary import NOT, REST
from messages.wording import Wording
from vietnamese.heard import Table
from vietnamese.phrases import Phrase
from vietnamese.text import fold

_ASKER = r"(?: phép| em| tôi| mình| phòng| đơn vị| bên)*"
_WHAT = r"(?: lịch| hạn| ngày| thời hạn| thời gian| hội nghị)*"
_TIME = r"§|thời gian|hạn|(?:vài|ít|mấy|một|\d+) (?:ngày|hôm|bữa|tuần|tháng|thời gian)"
_ASKER_PLAIN, _WHAT_PLAIN, _TIME_PLAIN = fold(_ASKER), fold(_WHAT), fold(_TIME)
# "đẩy lùi xâm hại", "di dời", "gia hạn hợp đồng", "chờ gia hạn" move no date of the sender's.
_MOVES = r"(?:(?<!đẩy )lùi|(?<!chờ )(?<!đợi )gia hạn(?! hợp đồng)|(?<!di )dời)"
_MOVES_PLAIN = r"(?:(?<!day )lui|(?<!chờ )(?<!đợi )gia han(?! hop dong))"

MOVED: tuple[Row, ...] = (
    (Signal.NEUTRAL, Phrase(rf"{NOT}(?: cần| phải| xin| muốn| dám| được)* (?:gia hạn|(?<!đẩy )lùi|xin thêm){REST}")),
    (
        Signal.GRANTED,
        Phrase(
            rf"(?<!xin )(?<!mong )(?<!phép )(?<!nghị )được(?: [^\s,.;]+){{0,3}}? (?:lùi|gia hạn|dời|giãn){REST}",
            rf"(?:đã|vừa|mới)(?: được)? (?:cho|đồng ý|duyệt|chấp nhận|thống nhất)(?: [^\s,.;]+){{0,2}}? "
            rf"(?:lùi|gia hạn|dời|giãn){REST}",
            rf"(?:đã|vừa|mới) {_MOVES}{REST}",
            # who grants, does not ask: "đồng ý gia hạn NV3"
            rf"(?<!\w )(?:đồng ý|nhất trí|chấp thuận|duyệt)(?: [^\s,.;]+){{0,3}}? (?:lùi|gia hạn|dời|giãn){REST}",
            plain=(
                rf"(?<!xin )(?<!mong )(?<!phep )(?<!nghi )duoc(?: [^\s,.;]+){{0,3}}? "
                rf"(?:lui|gia han|doi (?:sang|den)){REST}",
                rf"(?:da|vua|moi)(?: duoc)? (?:cho|dong y|duyet|chap nhan)(?: [^\s,.;]+){{0,2}}? (?:lui|gia han){REST}",
                rf"(?:da|vua|moi) {_MOVES_PLAIN}{REST}",
                rf"(?<!\w )(?:dong y|nhat tri|chap thuan|duyet)(?: [^\s,.;]+){{0,3}}? (?:lui|gia han){REST}",
            ),
        ),
    ),
    (
        Signal.EXTENDED,
        Phrase(
            rf"(?:xin|cho|đề nghị|mong)(?!\w)[^,.;\n]{{0,25}}? (?:lùi|gia hạn|dời|giãn|thêm (?:{_TIME})){REST}",
            rf"{_MOVES}{_WHAT}(?: lại)?(?: đến| sang| tới| qua| thêm)?",
            r"(?:thêm|chậm lại)(?: em| phép)? §|thêm (?:vài|ít|mấy) (?:ngày|hôm|bữa)(?: nữa)?|(?:xin )?khất|"
            r"chậm lại (?:đến|vài)|hạn mới",
            rf"(?:cho|xin){_ASKER}(?: đến| tới| sang| qua| hết)?(?: ngày| hôm)? §",
            rf"xin{_ASKER} thêm(?= ?(?:{_TIME})| ?[,.;\n]| ?$| ạ| nhé)",
            rf"(?:chuyển|đổi|đẩy){_WHAT} (?:sang|qua|đến|tới|xuống)(?: ngày| hôm)? §",
            rf"(?:xin|cho){_ASKER}(?: được)? (?:nộp|gửi|báo cáo|hoàn thành|làm)(?: [^\s,.;]+){{0,2}}? (?:muộn|chậm|"
            rf"trễ){REST}",
            plain=(
                rf"(?:xin|cho|de nghi|mong)(?!\w)[^,.;\n]{{0,25}}? "
                rf"(?:lui|gia han|doi (?:sang|den|lai|qua|han)|them (?:{_TIME_PLAIN})){REST}",
                rf"{_MOVES_PLAIN}{_WHAT_PLAIN}(?: lai)?(?: den| sang| toi| qua| them)?|han moi",
                r"(?:them|cham lai)(?: em| phep)? §|them (?:vai|it|may) (?:ngay|hom|bua)(?: nua)?|"
                r"(?:xin )?khat(?! vong)",
                rf"(?:cho|xin){_ASKER_PLAIN}(?: den| toi| sang| qua| het)?(?: ngay| hom)? §",
                rf"xin{_ASKER_PLAIN} them(?= ?(?:{_TIME_PLAIN})| ?[,.;\n]| ?$| a| nhe)",
                rf"(?:chuyen|doi|day){_WHAT_PLAIN} (?:sang|qua|den|toi|xuong)(?: ngay| hom)? §",
                rf"(?:xin|cho){_ASKER_PLAIN}(?: duoc)? (?:nop|gui|bao cao|hoan thanh)(?: [^\s,.;]+){{0,2}}? (?:muon|"
                rf"cham|tre){REST}",
            ),
        ),
    ),
)
_TABLE = Table(*MOVED)


def asks_to_move(wording: Wording) -> bool:
    """Whether the words, their days to come marked, ask for more time."""
    return Signal.EXTENDED in scan(wording, _TABLE)[0]
