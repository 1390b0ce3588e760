"""A role as a roster gives it: in the template's own words, or as the post that somebody holds in the office."""

import re

from vietnamese.text import fold

ROLES = {
    "lãnh đạo": "leader",
    "văn thư": "clerk",
    "trưởng đơn vị": "head",
    "nhân viên": "staff",
    "người theo dõi": "observer",
    "quản trị": "admin",
}
_OF_ALL = r"(?: (?:so|co quan|don vi|ubnd|uy ban|tinh|huyen|xa|phuong)\b.*)?"
_WRITTEN = (
    (r"(?:nguoi )?theo doi", "observer"),
    (r"(?:nguoi )?quan tri(?: vien| he thong| phan mem)?", "admin"),
    (rf"lanh dao{_OF_ALL}", "leader"),
    (r"(?:(?:chuyen|nhan) vien |can bo )?(?:phu trach )?van thu(?:\W+luu tru)?", "clerk"),
    (r"(?:nhan vien|chuyen vien|can su|can bo|cong chuc|vien chuc)(?: (?!lanh dao).*)?", "staff"),
    (r"(?:pho truong|pho chanh|pho bi thu|pho thu truong)\b.*|pho (?:phong|ban|don vi|tram)\b.*", "staff"),
    (r"truong (?:don vi|phong|ban|khoa|tram|bo phan)\b.*|(?:chi cuc|tram|to|doi) truong\b.*", "head"),
    (r"chanh (?:van phong|thanh tra)\b.*|bi thu\b.*|(?:chi )?cuc truong", "head"),
)
_FIRST = re.compile(r"(?P<deputy>pho )?(?:tong )?(?:giam doc|chu tich|thu truong)\b(?P<of>.*)")
_ABOVE = re.compile(r"(?:ban )?(?:tong )?(?:giam doc|lanh dao)\b|thuong truc|chu tich")


def role_of(written: str, unit: str = "") -> str | None:
    """A value of models' Role, or None; "Giám đốc" is of the office, or of the `unit` where the row names one."""
    words = fold(written).strip(" .")
    for pattern, role in _WRITTEN:
        if re.fullmatch(pattern, words):
            return role
    first = _FIRST.fullmatch(words)
    if first is None:
        return None
    if not unit or _ABOVE.match(fold(unit)) or re.match(r" (?:so|ubnd|uy ban)\b", first["of"]):
        return "leader"
    return "staff" if first["deputy"] else "head"
