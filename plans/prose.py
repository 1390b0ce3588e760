"""Who does what in a sentence: its subject units, those it works with, and the units of a heading."""

import re
from functools import lru_cache

from plans.names import end_of_names
from plans.verbs import VERB, WITHIN_NAME, verb_in
from vietnamese.unit_lists import HEAD, is_unit_head, split_units
from vietnamese.words import any_of

_ORDER = re.compile(r"(?:trân trọng |kính )?(?:giao|đề nghị|yêu cầu|phân công|chỉ đạo|ủy quyền)(?: cho)?\s+", re.I)
_CLAUSE_BEFORE = re.compile(
    r"(?:căn cứ|trên cơ sở|trên đây là|theo|hằng năm|hàng năm|hằng quý|hàng quý|hằng tháng|hàng tháng|định kỳ"
    r"|trước ngày|chậm nhất|trong|sau khi|năm \d{4}"
    r"|từ ngày|ngoài ra|đồng thời|bên cạnh đó|để|nhằm|ngay sau|khi|nhân)\b[^.;]{0,300}?,\s*",
    re.I,
)
_WITH = re.compile(
    r"(?<!\w)(?:phối hợp|phối kết hợp)(?:\s+(?:chặt chẽ|cùng|thường xuyên|đồng bộ|tốt|kịp thời"
    r"|, hiệu quả))*\s+(?:với|cùng(?:\s+với)?)?\s*",
    re.I,
)
_DONE_BY = re.compile(
    r"(?:\bdo|\bgiao)\s+([^.;:]{4,160}?)\s+(?:đồng )?(?:chủ trì|làm đầu mối|chịu trách nhiệm|phụ trách|đảm nhiệm)"
    r"|;\s+([^.;:]{4,120}?)\s+(?:đảm nhận|đảm nhiệm|phụ trách|làm (?:[Tt]ổ )?[Tt]rưởng)\b"
    r"|\((?:do |giao )?([^();:]{3,120}?),? (?:chủ trì|thực hiện|phụ trách|chịu trách nhiệm|đảm nhận|đảm nhiệm)\b"
)
# "giao A phụ trách, B phối hợp."
_THEN_JOINS = re.compile(
    r"(?:chủ trì|phụ trách|đầu mối|thực hiện|đảm nhiệm|tham mưu)[,;]\s+(?:và )?([^.;:,]{4,120}?)"
    r"\s+(?:cùng )?phối hợp(?!\w|\s+(?:với|cùng|chặt chẽ)\b)"
)
_PEOPLE = re.compile(
    r"(?:các |mỗi |toàn thể )?(?:học sinh|người dân|nhân dân|hội viên|đoàn viên|cá nhân|hộ gia đình)\b", re.I
)
# "Công tác tuyên truyền giao cho Đoàn trường thực hiện": behind the work, who gets it.
_GIVEN = re.compile(r"(?<!được )(?<![Bb]àn )(?<!phân )\bgiao(?: cho)? (?!ban |thông |lưu |nhận |dịch )(?=\S)")
_NEXT_CLAUSE = re.compile(r"[^.;]{0,300}?,\s*")
_ORDER_BELOW = re.compile(r"(?:yêu cầu|đề nghị|giao|phân công)\s+")  # "Ủy ban nhân dân tỉnh yêu cầu các sở ..."
_ORDER_AGAIN = re.compile(r"([;,]|(?<=\s)và)\s+(?:đề nghị|giao|yêu cầu)\s+(?=[A-ZĐÀ-Ỵ])")
_LEADS = r"chủ trì|chủ động|chịu trách nhiệm|có trách nhiệm|là (?:cơ quan|đơn vị)|làm đầu mối|phụ trách"
_BODIES = any_of("""
sở, ban, bộ, vụ, cục, viện, ngành, phòng, đơn vị, cơ quan, tổ chức, đoàn thể, hội, địa phương, cá nhân, trung tâm,
chi cục, xã, phường, thị trấn, đặc khu, huyện, quận, thị xã, thành phố, tỉnh, thôn, xóm, ấp, tổ, trường, doanh nghiệp,
đồng chí,
ông, công ty, cấp, khu, nhà, chi, liên đoàn, trưởng, phó, lãnh đạo, báo, đài, bệnh viện, trạm, hợp tác xã, thành viên,
ủy ban, công đoàn, đội, khoa, nhóm,
hiệp hội, ngân hàng, người sử dụng lao động, cơ sở, bản, bộ phận, lớp, chi hội, chi đoàn, chi bộ, khối
""")
_PREPOSITION = re.compile(
    r"(?:tại|trước|sau|từ|đến|cho|về|theo|bằng|để|nhằm|qua|thông qua|dựa|khi|trong|cùng|trực tiếp)$"
)
# What a clause can end with comes first, so that a search looks at nothing else.
_CLAUSE_END = re.compile(
    r"[.:;(](?:(?<=[.])(?:\s|$)|(?<=:)(?:$|(?<!\bsở:)(?<!\bphòng:)(?<!\bban:)(?<!\bngành:)(?<!\bđơn vị:)\s)|(?<=\()"
    rf"|(?<=;)\s(?![^;]{{0,60}}\b(?:đơn vị|cơ quan|sở|phòng|ban|doanh nghiệp|ubnd)\b|{HEAD}))",
    re.I,
)
_LAST_BRACKET = re.compile(r"\s\(([^()]{4,120})\)\s*[.;/]*$")
_THEN_WHEN = re.compile(r"[;,]\s+(?:hoàn thành|xong|thời (?:gian|hạn)|hạn|trước|trong|từ|quý|tháng|ngày)\b.*", re.I)
_NAMED_BEFORE = re.compile(rf"(?<!\w)(?:{_BODIES}|qua|về|gửi)\s[^,.;“”\x22]{{0,60}}$", re.I)
# "Các đảng viên được kiểm tra, giám sát": the passive tells which ones.
_PASSIVE = r"(?:phân công|giao nhiệm vụ|thanh tra|kiểm tra|giám sát|kiểm toán|khảo sát)"
_MADE_TO = re.compile(rf" được {_PASSIVE}(?:(?:,| và) {_PASSIVE})*$")
_MAX_UNITS = 260
_NEAR = 1000  # characters of a clause that can matter for its units: a damaged file has lines without end


def subject_of(sentence: str) -> list[str]:
    """The units that a sentence makes act: "Giao X ...", "Hằng năm, X chủ trì ...", "Đề nghị X ..."; empty if none."""
    # "Đề nghị Công đoàn X; đề nghị Hội Y phối hợp ..." is one order to both.
    units = _told(_ORDER_AGAIN.sub(r"\1 ", sentence) if _ORDER.match(sentence) else sentence)
    if units or _ORDER.match(sentence):
        return units
    readings = (_after_clause, _after_colon, later_subject, _done_by, _given)
    return next((found for reading in readings if (found := reading(sentence))), [])


def _told(clause: str) -> list[str]:
    """The units that open a clause, or whom its opening unit orders to act."""
    if order := _ORDER.match(clause):
        return _units_until_verb(clause[order.end() :])
    clause = clause[:_NEAR]
    units = _units_until_verb(clause)
    following = clause[len(_phrase(clause)) :].lstrip() if units else ""
    return (_told(following) if _ORDER_BELOW.match(following) else []) or units


def _after_clause(sentence: str) -> list[str]:
    """The units behind clauses of time or ground: "Căn cứ Kế hoạch này, các phòng ..."."""
    clause = _CLAUSE_BEFORE.match(sentence)
    # Offices stack such clauses: "Căn cứ ..., hằng năm, các phòng ...".
    while clause and (_ORDER.match(sentence, clause.end()) or not VERB.match(sentence, clause.end())):
        units = _told(sentence[clause.end() :])
        if units:
            return units
        clause = _NEXT_CLAUSE.match(sentence, clause.end())
    return []


def _after_colon(sentence: str) -> list[str]:
    """The units behind an opening name: "Chế độ báo cáo: Các sở, ngành ..."."""
    named = re.match(r"[^;:]{3,90}:\s+(?=\S)", sentence)
    if named is None:
        return []
    rest = sentence[named.end() :]
    # "tại 03 Chi cục: A, B, C." counts them up and gives no order.
    return [] if rest[len(_phrase(rest)) :].startswith(".") else _told(rest)


def later_subject(text: str, does: str = _LEADS) -> list[str]:
    """Units that a later sentence of the same item makes act, with one of the verbs in `does`."""
    # Behind a source of money a small letter may go on: "...; kế toán lập dự trù".
    for start in re.finditer(r"[.;]\s+(?=[A-ZĐ])" if does == _LEADS else r"[.;]\s+", text):
        rest = text[start.end() : start.end() + _NEAR]
        units = _told(rest)
        acts = rest[len(_phrase(rest)) :]
        if units and (rest.startswith("Giao ") or re.match(rf"\W*(?:{does})\b", acts)):
            return units
        if units and does == _LEADS and _is_doer(units, acts):
            return units
    return []


def _is_doer(units: list[str], acts: str) -> bool:
    """True for one body that does the work of the sentence before: "... Bảo vệ nhà trường thực hiện."."""
    return not _PEOPLE.match(units[0]) and bool(re.match(r"\s*(?:thực hiện|cân đối|xây dựng|bố trí|đảm nhận)\b", acts))


def _done_by(sentence: str) -> list[str]:
    """A unit named inside: "... do Sở Y tế chủ trì", "... giao Văn phòng chủ trì"."""
    found = _DONE_BY.search(sentence)
    return [unit for unit in split_units(found[found.lastindex or 1]) if is_unit_head(unit)] if found else []


def _given(sentence: str) -> list[str]:
    """The units behind "giao" inside a sentence, if a verb says what they are to do."""
    return next(
        (units for given in _GIVEN.finditer(sentence) if (units := _units_until_verb(sentence[given.end() :]))), []
    )


def cooperators_of(sentence: str) -> list[str]:
    """What follows "phối hợp với" in a sentence, up to the verb; empty if nothing does."""
    units: list[str] = []
    for found in _WITH.finditer(sentence):
        rest = sentence[found.end() :]
        named = bool(re.search(r"(?:với|cùng)\s*$", found[0]))
        # "Tăng cường phối hợp, chia sẻ" names nobody.
        if rest[:1] in ",;." or not (is_unit_head(rest) or named):
            continue
        phrase = _phrase(rest)
        names = split_units(phrase)
        if names and (is_unit_head(names[0]) or len(phrase) < 40):
            units += names
            break
    joined = None if units else _THEN_JOINS.search(sentence)
    is_named = joined and is_unit_head(joined[1]) and _phrase(f"{joined[1]} phối hợp") == joined[1]
    return split_units(joined[1]) if joined and is_named else units


def _units_until_verb(text: str) -> list[str]:
    if not is_unit_head(text):
        return []
    phrase = _phrase(text[:_NEAR])
    if len(phrase) == len(text) or len(phrase) > _MAX_UNITS:
        return []
    units = split_units(phrase)
    return units if units and all(is_unit_head(unit) for unit in units) and not _is_common(units[0]) else []


def _is_common(unit: str) -> bool:
    """True for words that open like a unit and are none: "các hoạt động ..."."""
    if re.match(r"mỗi \w+(?: \w+)? \d", unit, re.I):
        return True  # "Mỗi xóm 01 đội kéo co" says how many
    plural = re.match(r"(?:các|những|một số|mỗi|tất cả(?: các)?|toàn thể) ", unit, re.I)
    return plural is not None and not re.match(rf"(?:{_BODIES})\b", unit[plural.end() :], re.I)


@lru_cache(maxsize=1024)
def _phrase(text: str) -> str:
    """The words before the first verb or the end of the clause."""
    end = _CLAUSE_END.search(text)
    limit = end.start() if end else len(text)
    verb = verb_in(text, limit)
    at = verb.start() if verb else limit
    names = end_of_names(text[:limit])
    # A preposition shows that a verb nobody listed stood before it.
    if names is not None and (
        verb is None or names > at or _PREPOSITION.match(verb[0]) or VERB.match(text, min(names + 1, limit))
    ):
        at = names
    return text[:at].rstrip(" ,;")


def named_last(sentence: str) -> list[str]:
    """The units in the brackets that close an item: "Dựng kịch bản diễn tập (Công an phường)."; empty if none."""
    found = _LAST_BRACKET.search(sentence)
    # "gửi về Sở Y tế (Phòng Nghiệp vụ)" says where to, "Ủy ban nhân dân (UBND)" what it is called.
    if not found or found[1].isupper() or _NAMED_BEFORE.search(sentence[: found.start()]):
        return []
    return units_of_heading(_THEN_WHEN.sub("", found[1]))


def units_of_heading(heading: str) -> list[str]:
    """The units that a heading consists of ("3. Đề nghị Công an tỉnh:"); empty for any other heading."""
    text = heading.strip(" .:;")
    order = _ORDER.match(text)
    text = text[order.end() :] if order else text
    text = re.sub(r"^(?:(?:trách nhiệm|nhiệm vụ) (?:của )?|đối với )", "", text, flags=re.I)
    text = re.sub(r"\s*\([^()]*\)$", "", text)
    # "Ban Giám hiệu: Chỉ đạo chung" is more than a name; "Các sở: Y tế, Nội vụ" is none.
    if not is_unit_head(text) or len(text) > _MAX_UNITS or re.search(r"(?<!sở)(?<!phòng)(?<!ban):\s", text, re.I):
        return []
    units = split_units(text)
    if not all(is_unit_head(unit) for unit in units) or _is_common(units[0]):
        return []
    return units if _is_name(text) or (len(units) > 1 and all(map(_is_name, units))) else []


def _is_name(text: str) -> bool:
    """True for words that are names to their end, with no verb of a sentence among them."""
    text = _MADE_TO.sub("", text)
    verb = None if end_of_names(text) == len(text) else verb_in(text, len(text))
    # "Phòng Quản lý xây dựng" is a name to its end, though "xây dựng" is a verb; so is "Tổ trực vận hành".
    is_team = verb and re.match(rf"[Tt]ổ (?:\w+ )?{WITHIN_NAME.pattern}", text)
    opens_name = is_team or re.match(r"\w+(?: \w+)? [A-ZĐ]", text)
    return verb is None or (len(text) < 70 and bool(opens_name and WITHIN_NAME.match(text[verb.start() :])))
