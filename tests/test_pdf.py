"""Words and lines of PDFs, and what is refused."""

import io

import pypdfium2
import pytest
from PIL import Image

from pdf_file import BOLD, VN_TIME, VNI_TIMES, pdf, rule, text, width
from plans.draft import UnreadableError
from plans.pdf import MAX_PAGES, pages_of


def words(data: bytes) -> list[str]:
    return [word.text for word in pages_of(data)[0].words]


def test_a_word_has_its_box_from_the_page_s_top_left_corner() -> None:
    first, second = pages_of(pdf([text(85, 100, "Kế hoạch", font=BOLD)]))[0].words
    assert (first.text, first.left, first.right) == ("Kế", 85.0, 99.0)
    assert first.top < 100 - 14 / 2 < first.bottom < 110
    assert second.left == pytest.approx(85 + width("Kế "), abs=0.5)
    assert first.bold


def test_words_of_a_plain_font_are_not_bold() -> None:
    assert not pages_of(pdf([text(85, 100, "Kế hoạch")]))[0].words[0].bold


def test_letters_that_were_typed_as_two_signs_are_one() -> None:
    assert words(pdf([text(85, 100, "Ke\u0302\u0301 hoa\u0323ch")])) == ["Kế", "hoạch"]


def test_a_letter_beyond_the_first_plane_shifts_no_box() -> None:
    found = pages_of(pdf([text(85, 100, "📢 Tuyên truyền")]))[0].words
    assert [word.text for word in found][-2:] == ["Tuyên", "truyền"]
    assert found[-1].left == pytest.approx(found[-2].right + 7, abs=0.5)


@pytest.mark.parametrize(("font", "typed"), [(VN_TIME, "KÕ ho¹ch"), (VNI_TIMES, "Keá hoaïch")])
def test_old_fonts_are_read_by_their_code(font: int, typed: str) -> None:
    assert words(pdf([text(85, 100, typed, font=font)])) == ["Kế", "hoạch"]


def test_a_raised_note_number_is_no_part_of_a_word() -> None:
    marks = [
        text(85, 100, "năm 2026"),
        text(85 + width("năm 2026"), 95, "1", size=8),
        text(160, 100, "của Sở"),
        text(160 + width("của Sở"), 95, "12", size=8),
    ]
    assert words(pdf([*marks])) == ["năm", "2026", "của", "Sở"]


def test_numbers_of_usual_size_stay_in_their_word() -> None:
    assert words(pdf([text(85, 100, "Điều 12 QĐ15, 120 m2.")])) == ["Điều", "12", "QĐ15,", "120", "m2."]


def test_a_page_turned_by_its_own_mark_reads_upright() -> None:
    [page] = pages_of(pdf([text(100, 700, "Đọc dọc", turned=True)], turn=90))
    assert (page.width, page.height) == (842.0, 595.0)
    assert [word.text for word in page.words] == ["Đọc", "dọc"]
    assert page.words[0].right < page.words[1].left


def test_a_table_set_sideways_on_an_upright_page_reads_upright() -> None:
    [page] = pages_of(pdf([text(100, 700, "Đọc dọc", turned=True), rule(110, 100, 110, 700)]))
    assert page.width > page.height
    assert page.words[0].right < page.words[1].left
    assert [each.is_level for each in page.rules] == [True]


def test_words_across_the_page_and_beside_it_are_left_out() -> None:
    marks = [text(85, 100, "Trong trang"), text(700, 100, "Ngoài trang"), text(85, 300, "ngang", turned=True)]
    assert words(pdf(marks)) == ["Trong", "trang"]


def test_a_page_without_text_has_no_words() -> None:
    first, second = pages_of(pdf([text(85, 100, "Trang đầu")], []))
    assert (first.number, second.number, second.words) == (1, 2, ())


def test_lines_and_boxes_are_rules() -> None:
    [page] = pages_of(pdf([text(85, 100, "Bảng"), rule(85, 200, 400, 200), "85 100 200 50 re S"]))
    assert sorted(each.is_level for each in page.rules) == [False, False, True, True, True]


def _locked() -> bytes:
    # Standard encryption that no password was given for: the file cannot be opened.
    data = pdf([text(85, 100, "Kín")])
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/O<" + b"00" * 32 + b">/U<" + b"11" * 32 + b">/P -4>>/ID[<00><00>]"
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R" + lock)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_locked(), "mật khẩu"),
        (b"%PDF-1.7\nkhong phai PDF", "bị hỏng"),
        (pdf([text(85, 100, "Nửa tệp")])[:400], "bị hỏng"),
        (pdf(*([[]] * (MAX_PAGES + 1))), f"dài hơn {MAX_PAGES} trang"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as raised:
        pages_of(data)
    assert "\n" not in str(raised.value)


def test_a_poor_text_layer_under_a_scan_is_not_believed() -> None:
    assert pages_of(_scan_with_layer("Ke hoach so 15 ve viec trien khai cong tac nam nay"))[0].words == ()


def test_a_good_text_layer_under_a_scan_is_read() -> None:
    page = pages_of(_scan_with_layer("Kế hoạch số 15 về việc triển khai công tác năm nay"))[0]
    assert page.words[0].text == "Kế"


def _scan_with_layer(layer: str) -> bytes:
    """A page that is a picture, with invisible words over it as scanning programs write them."""
    document = pypdfium2.PdfDocument(pdf(["3 Tr", text(85, 100, layer)]))
    picture = io.BytesIO()
    Image.new("L", (60, 85), 240).save(picture, "JPEG")
    image = pypdfium2.PdfImage.new(document)
    image.load_jpeg(picture, inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
    page = document[0]
    page.insert_obj(image)
    page.gen_content()
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()
