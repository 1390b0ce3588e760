"""Which verb an office writes before what it counts: "tổ chức 02 hội nghị", "cấp phát 2.000 tờ gấp"."""

import re
from enum import StrEnum
from functools import lru_cache

from vietnamese.text import fold


class Role(StrEnum):
    """What a counted noun is in a sentence."""

    EVENT = "event"
    THING = "thing"
    PEOPLE = "people"  # who came: they follow the event they came to
    PLACE = "place"
    RATE = "rate"
    OTHER = "other"


# Openings of nouns, the longest first to be tried; "phiên tòa giả định" begins with "phiên tòa".
_NOUNS: dict[tuple[str, Role], tuple[str, ...]] = {
    ("tổ chức", Role.EVENT): (
        *("hội nghị", "hội thảo", "hội thi", "tọa đàm", "diễn đàn", "lớp", "khóa tập huấn", "cuộc thi", "cuộc họp"),
        *("cuộc hội nghị", "cuộc hội thảo", "cuộc tọa đàm", "cuộc tuyên truyền", "cuộc truyền thông", "cuộc tập huấn"),
        *("buổi", "đợt truyền thông", "đợt tuyên truyền", "phiên tòa", "gian hàng", "chương trình", "sự kiện"),
    ),
    ("tiến hành", Role.EVENT): ("cuộc kiểm tra", "đợt kiểm tra", "lượt kiểm tra", "cuộc thanh tra", "cuộc giám sát"),
    ("cấp phát", Role.THING): (
        *("tờ rơi", "tờ gấp", "tờ bướm", "tờ", "tài liệu", "bộ tài liệu", "sổ tay", "cuốn", "quyển sách"),
    ),
    ("đăng", Role.THING): ("tin", "bài viết", "bài đăng", "bài báo", "bài"),
    ("đăng tải", Role.THING): ("infographic", "video", "clip", "phóng sự"),
    ("thực hiện", Role.THING): (
        *("chuyên mục", "chuyên đề", "lượt phát", "lần phát", "lượt loa", "buổi phát thanh", "lượt tư vấn"),
        *("vụ việc", "vụ", "việc công chứng", "việc chứng thực", "việc hộ tịch"),
    ),
    ("treo", Role.THING): ("băng rôn", "băng zôn", "pano", "pa nô", "khẩu hiệu", "áp phích", "phướn"),
    ("trao", Role.THING): (
        *("suất", "phần quà", "gói quà", "học bổng", "giải thưởng", "xe đạp", "cặp sách", "áo ấm", "sổ tiết kiệm"),
    ),
    ("nhận", Role.THING): ("bài dự thi", "bài thi"),
    ("xây dựng", Role.THING): ("mô hình", "kế hoạch", "câu lạc bộ"),
    ("đạt", Role.RATE): ("lượt xem", "lượt tiếp cận", "lượt chia sẻ", "lượt truy cập", "lượt like", "lượt bình luận"),
    ("có", Role.PEOPLE): (
        *("lượt người", "người", "đại biểu", "lượt đại biểu", "học sinh", "lượt học sinh", "học viên", "trẻ em"),
        *("cháu", "cán bộ", "lượt cán bộ", "công chức", "phụ huynh", "hội viên", "đoàn viên", "thiếu nhi", "em", "trẻ"),
    ),
    ("thực hiện tại", Role.PLACE): ("xã", "phường", "thôn", "bản", "trường", "huyện", "điểm", "địa phương"),
}
_VERBS = {fold(noun): (verb, role) for (verb, role), nouns in _NOUNS.items() for noun in nouns}
_NAMES = ("lớp", "thôn", "số", "khu", "tổ", "cấp", "quý", "tháng", "khối", "nghiệp vụ")
_BARE = re.compile(
    rf"(?i){''.join(f'(?<!{name} )' for name in _NAMES)}(?<![\w.,/-])([1-9])"
    rf"(?= (?:{'|'.join(sorted((noun for nouns in _NOUNS.values() for noun in nouns), key=len, reverse=True))})\b)"
)
_LONGEST = max(len(noun.split()) for noun in _VERBS)
# What is done to papers is said by the task alone.
_PAPERS = re.compile(r"(?:du thao )?(?:van ban|ho so|bao cao|y kien|thu tuc|don|phieu)\b")
_TO_PAPERS = ("rà soát", "thẩm định", "góp ý", "ban hành", "tham mưu", "kiểm tra", "giải quyết", "tiếp nhận")


def padded(text: str) -> str:
    """ "tổ chức 2 hội nghị" with the zero of documents, "02 hội nghị"; "lớp 4" and days stay."""
    return _BARE.sub(r"0\1", text)


@lru_cache(maxsize=4096)
def verb_for(noun: str, task: str = "") -> tuple[str, Role]:
    """The verb and the role of the noun that `noun` opens with; no verb where the figure alone tells what was done.

    `task`: the heading of the task, which names what is done to papers.
    """
    words = fold(noun).split()
    for length in range(min(_LONGEST, len(words)), 0, -1):
        if found := _VERBS.get(" ".join(words[:length]).strip(",;")):
            return found
    if _PAPERS.match(" ".join(words)):
        named = [verb for verb in _TO_PAPERS if verb in task.casefold()]
        return (named[0] if len(named) == 1 or named[:1] == ["rà soát"] else ""), Role.THING
    return "", Role.OTHER
