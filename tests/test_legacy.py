"""Text in TCVN3 and VNI comes back letter by letter, and nothing else is taken for it."""

from itertools import product
from pathlib import Path
from unicodedata import normalize

import pytest

from old_codes import tcvn3, vni
from plans.legacy import from_font, from_legacy, from_tcvn3, from_vni

PLAN = (Path(__file__).parent / "samples" / "xa-lop-he.txt").read_text("utf-8")
ONSETS = "- b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
RHYMES = """
*a *ac *ach *ai *am *an *ang *anh *ao *ap *at *au *ay *ă *ăc *ăm *ăn *ăng *ăp *ăt *âc *âm *ân *âng *âp *ât *âu *ây
*e *ec *em *en *eng *eo *ep *et *ê *êch *êm *ên *ênh *êp *êt *êu i*a i*êc i*êm i*ên i*êng i*êp i*êt i*êu *i *ich *im *in
*inh *ip *it *iu *o *oc *oi *om *on *ong o*a o*ac o*ach o*ai o*an o*ang o*anh o*ao o*at o*ay o*ăc o*ăn o*ăng o*ăt o*e
o*en o*eo o*et *op *ot *ô *ôc *ôi *ôm *ôn *ông *ôp *ôt *ơ *ơi *ơm *ơn *ơp *ơt *u *uc *ui *um *un *ung *up *ut u*a u*ân
u*âng u*ât u*ây u*ê u*êch u*ênh u*ôc u*ôi u*ôm u*ôn u*ông u*ôt u*ơ u*y u*ych u*ynh u*yt uy*a uy*ên uy*êt u*yu *ư *ưc *ưi
*ưm *ưn *ưng *ưt *ưu ư*a ươ*c ư*ơc ư*ơi ư*ơm ư*ơn ư*ơng ư*ơp ư*ơt ư*ơu *y y*ên y*êm y*êt y*êu
"""
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def _syllables() -> str:
    words = []
    for onset, rhyme, tone in product(ONSETS.split(), RHYMES.split(), TONES):
        before, after = rhyme.split("*")
        words.append(normalize("NFC", onset.strip("-") + before + after[0] + tone + after[1:]))
    return " ".join(words)


@pytest.mark.parametrize("words", [_syllables(), _syllables().title()], ids=["small", "titled"])
def test_every_syllable_comes_back_from_vni(words: str) -> None:
    assert from_vni(vni(words)) == words
    assert from_vni(vni(words.upper())) == words.upper()


def test_every_syllable_comes_back_from_tcvn3() -> None:
    words = _syllables()
    assert from_tcvn3(tcvn3(words)) == words
    assert from_font(tcvn3(words), ".VnTimeH") == words.upper()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("KÕ HO¹CH", "KẾ HOẠCH"),
        ("UBND TØNH §åNG TH¸P", "UBND TỈNH ĐỒNG THÁP"),
        ("Sè: 15/KH-UBND", "Số: 15/KH-UBND"),
        ("Uû ban nh©n d©n x· §«ng Hµ", "Uỷ ban nhân dân xã Đông Hà"),
        ("thùc hiÖn tr\u00adíc 15/6", "thực hiện trước 15/6"),
    ],
)
def test_capitals_of_tcvn3_follow_their_neighbours(written: str, read: str) -> None:
    assert from_tcvn3(written) == read


@pytest.mark.parametrize(
    ("font", "written", "read"),
    [
        (".VnTime", "Gi¸o dôc", "Giáo dục"),
        (".VnTimeH", "kÕ ho¹ch", "KẾ HOẠCH"),
        ("ABCDEF+.VnArialH-Bold", "kÕ", "KẾ"),
        ("#2EVnTime,Bold", "kÕ", "kế"),
        ("VNI-Times", "Töï do", "Tự do"),
        ("XYZABC+VNI-Helve", "KEÁ HOAÏCH", "KẾ HOẠCH"),
        ("Times New Roman", "có", "có"),
        (".VnTime", "đã sửa", "đã sửa"),
        ("VNI-Times", "Kế", "Kế"),
    ],
)
def test_the_name_of_a_font_tells_the_code(font: str, written: str, read: str) -> None:
    assert from_font(written, font) == read


@pytest.mark.parametrize(("write", "same"), [(tcvn3, str.casefold), (vni, str)])
def test_a_plan_in_an_old_code_is_known_by_its_letters(write: object, same: object) -> None:
    assert callable(write)
    assert callable(same)
    assert same(from_legacy(write(PLAN)) or "") == same(PLAN)


@pytest.mark.parametrize(
    "text",
    [
        PLAN,
        "",
        "Ke hoach khong dau, ngay 15/6.",
        "Hà, có là và thì má cô",
        "L'été dernier, près de la forêt, où çà et là des élèves dînèrent à l'hôtel; c'était très léger.",
        "Über die Brücke führt für größere Züge kein Weg; schöne Grüße aus München, Tübingen und Köln.",
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert from_legacy(text) is None
