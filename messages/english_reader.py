"""What the plan reader says to a clerk, in English; what it quotes from the document stays as it is."""

import re

_SAID = (
    (r"Không thấy nội dung nhiệm vụ", "No words of the task found"),
    (r"Chưa rõ đơn vị chủ trì", "Lead unit not clear"),
    (r"Không nêu thời gian", "No time stated"),
    (r"Chưa rõ ngày: (“.*”)", r"Day not clear: \1"),
    (r"Cần xem lại tên đơn vị: (“.*”)", r"Please check the unit's name: \1"),
    (r"Ngày bắt đầu sau ngày kết thúc", "Starts after it ends"),
    (r"Không có ngày (“.*”)", r"There is no such day as \1"),
    (r"(“.*”) được hiểu là đến hết ngày (\S+)", r"\1 is read as until the end of \2"),
    (r"Hạn (\S+) trước ngày ký kế hoạch \((\S+)\)", r"Due \1, before the plan was signed (\2)"),
    (r"Hạn (\S+) sau khi kế hoạch kết thúc \((\S+)\)", r"Due \1, after the plan ends (\2)"),
    (r"(“.*”): ngày (\S+) là (.+)", r"\1: \2 is a \3"),
    (r"Không tìm thấy nhiệm vụ nào trong văn bản", "No task found in the document"),
    (r"Số của kế hoạch để trống", "The plan's number is left blank"),
    (r"Không thấy số của kế hoạch", "No plan number found"),
    (r"Ngày ký để trống", "The day of signing is left blank"),
    (r"Không thấy ngày ký", "No day of signing found"),
    (r"Chưa rõ cơ quan ban hành", "Issuing office not clear"),
    (r"Không thấy tên kế hoạch", "No plan title found"),
    (
        r"Văn bản dẫn phụ lục kèm theo nhưng tệp này không có phụ lục; hãy gửi cả phụ lục",
        "The document points to an appendix that this file does not have; please send the appendix too",
    ),
    (
        r"Năm của các mốc thời gian được hiểu là (\d+), vì không rõ ngày ký",
        r"The year of the dates is read as \1, since the day of signing is not clear",
    ),
)
_KNOWN = tuple((re.compile(pattern), words) for pattern, words in _SAID)


def english(said: str) -> str:
    """The English of what the reader said; words of anybody else are returned as they came."""
    for pattern, words in _KNOWN:
        if match := pattern.fullmatch(said):
            return match.expand(words)
    return said
