"""Pictures of pages are set straight and evened out, their lines found, their numerals counted."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw

from page_pictures import add_table, as_bytes, font, page, worn
from plans.draft import UnreadableError
from plans.mend import mended, strokes
from plans.picture import cleaned, count_of, is_blank, lies_on_its_side, photo, sized, tilt
from plans.recogniser import Seen
from plans.ruled import cells_of, lines_of, without

TEXT = ["Sở Tư pháp xây dựng Kế hoạch triển khai thực hiện như sau:"] * 20
BLANK = Image.new("L", (1654, 2339), 255)
DOT = Image.new("1", (8, 8))


@pytest.mark.parametrize("degrees", [-4.0, -1.5, -0.6, 0.0, 0.4, 2.5])
def test_a_crooked_page_is_measured(degrees: float) -> None:
    crooked = page(TEXT).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    assert tilt(np.asarray(crooked)) == pytest.approx(-degrees, abs=0.15)


def test_a_worn_page_becomes_white_and_black() -> None:
    clean = cleaned(worn(page(TEXT)))
    assert np.median(clean) == 255
    assert clean.min() < 60
    assert (clean < 128).mean() == pytest.approx((np.asarray(page(TEXT)) < 128).mean(), rel=0.5)


# Pictures are drawn in the tests: every process of a run collects them, but only one of them runs each.
@pytest.mark.parametrize(
    "back", [lambda: BLANK, lambda: worn(BLANK), lambda: Image.new("L", BLANK.size, 180)], ids=["new", "worn", "grey"]
)
def test_a_back_side_is_blank(back: Callable[[], Image.Image]) -> None:
    assert is_blank(cleaned(back()))


def test_one_line_is_not_blank() -> None:
    assert not is_blank(cleaned(worn(page(["Trên đây là Kế hoạch của Sở Tư pháp./."]))))


def test_a_page_on_its_side_is_noticed() -> None:
    words = " ".join(TEXT[:1] * 9).split()
    upright = page([" ".join(words[at : at + 9]) for at in range(20)])
    assert not lies_on_its_side(np.asarray(upright))
    assert lies_on_its_side(np.asarray(upright.rotate(90, expand=True)))


def test_a_photo_stands_as_the_camera_held_it() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    upright = photo(as_bytes(Image.new("L", (400, 300), 255), exif=exif))
    assert upright.size == (300, 400)


@pytest.mark.parametrize("form", ["PNG", "TIFF", "WEBP", "JPEG"])
def test_photos_of_every_kind_are_opened(form: str) -> None:
    data = as_bytes(Image.new("RGB", (40, 30)), form)
    assert (count_of(data), photo(data).mode) == (1, "L")


@pytest.mark.parametrize(("kind", "form"), [(np.uint16, "PNG"), (np.uint16, "TIFF"), (np.float32, "TIFF")])
def test_a_picture_of_more_than_eight_bits_keeps_its_greys(kind: type, form: str) -> None:
    gray = np.asarray(page(TEXT))
    deep = as_bytes(Image.fromarray(gray.astype(kind) * kind(257)), form)
    assert np.abs(np.asarray(photo(deep)).astype(int) - gray).max() <= 1


def test_a_fax_of_many_dots_is_made_smaller_page_by_page() -> None:
    fax = Image.new("1", (4960, 7016), 1)
    data = as_bytes(fax, "TIFF", save_all=True, append_images=[fax] * 2, compression="group4")
    assert count_of(data) == 3
    assert photo(data, 2).size == (2121, 3000)


def test_letters_on_glass_stand_on_white() -> None:
    glass = photo(as_bytes(Image.new("RGBA", (40, 30), (0, 0, 0, 0)), "PNG"))
    assert glass.getextrema() == (255, 255)


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda: b"\x89PNG\r\n\x1a\n broken", "hỏng"),
        (lambda: as_bytes(page(TEXT))[:2000], "hỏng"),
        (lambda: as_bytes(Image.new("1", (30_000, 30_000)), "PNG"), "quá lớn"),
        (lambda: as_bytes(Image.new("1", (8000, 8000)), "PNG"), "quá lớn"),
        (lambda: as_bytes(Image.new("LA", (5001, 5000)), "PNG"), "quá lớn"),
        (lambda: as_bytes(Image.new("L", (1, 1)), "PNG"), "quá nhỏ"),
        (lambda: as_bytes(Image.new("L", (1, 5000)), "PNG"), "quá nhỏ"),
        (lambda: as_bytes(DOT, "TIFF", save_all=True, append_images=[DOT] * 70), "nhiều"),
    ],
    ids=["broken", "cut off", "bomb", "too large", "see-through", "a dot", "a strip", "too many"],
)
def test_a_picture_that_is_unsafe_is_a_reason(draw: Callable[[], bytes], said: str) -> None:
    data = draw()
    with pytest.raises(UnreadableError, match=said):
        count_of(data)


@pytest.mark.parametrize(("size", "longest"), [((960, 1280), 2000), ((3000, 4000), 3000), ((1654, 2339), 2339)])
def test_photos_come_to_one_size(size: tuple[int, int], longest: int) -> None:
    assert max(sized(Image.new("L", size)).size) == longest


def test_a_tables_cells_are_found_merged_ones_too() -> None:
    image = page(TEXT[:3])
    add_table(image, 700, [200, 400, 900, 1400], [["TT", "Nội dung", "Chủ trì"], ["1", "Hội nghị", "Văn phòng"]])
    ImageDraw.Draw(image).rectangle((398, 770 + 4, 402, 770 + 66), fill=255)  # between the first two cells below
    level, upright = lines_of(np.asarray(image), 200)
    cells = cells_of(level, upright)
    assert (len(level), len(upright)) == (3, 4)
    assert [(round(cell.left, -2), round(cell.right, -2)) for cell in cells] == [
        (200, 400),
        (400, 900),
        (900, 1400),
        (200, 900),
        (900, 1400),
    ]


def test_text_has_no_lines() -> None:
    assert lines_of(np.asarray(page(TEXT)), 200) == ([], [])


def test_painting_over_takes_the_lines_only() -> None:
    image = page([])
    ImageDraw.Draw(image).line((200, 500, 900, 500), fill=0, width=3)
    ImageDraw.Draw(image).text((200, 600), "II", font=font(), fill=0)
    picture = np.asarray(image)
    bare = without(picture, lines_of(picture, 200)[0])
    assert (bare[480:520] == 255).all()
    assert (bare[600:] == picture[600:]).all()


def _letters(text: str) -> tuple[Seen, np.ndarray]:
    image = Image.new("L", (600, 120), 255)
    draw = ImageDraw.Draw(image)
    draw.text((30, 30), text, font=font(), fill=0)
    return Seen(text, *draw.textbbox((30, 30), text, font=font()), 0.5), np.asarray(image)


@pytest.mark.parametrize(
    ("text", "count"),
    [("I", 1), ("II", 2), ("III", 3), ("II/2026", 2), ("III.", 3), ("I;", 1), ("H", None), ("", None)],
)
def test_strokes_are_counted(text: str, count: int | None) -> None:
    word, picture = _letters(text)
    assert strokes(picture[word.top : word.bottom, word.left : word.right]) == count


@pytest.mark.parametrize(
    ("drawn", "read", "is_now"),
    [
        ("II", "I", "II"),
        ("II;", "HỆ;", "II;"),
        ("III.", "IL.", "III."),
        ("II/2026", "I/2026", "II/2026"),
        ("I", "ll", "I"),
    ],
)
def test_a_misread_numeral_is_put_right(drawn: str, read: str, is_now: str) -> None:
    word, picture = _letters(drawn)
    [mend] = mended([Seen(read, word.left, word.top, word.right, word.bottom, 0.5)], picture)
    assert mend.text == is_now
    assert mend.sure > 0.8


@pytest.mark.parametrize(
    ("drawn", "read", "rest", "is_now"),
    [
        ("I/", "U", "MỤC ĐÍCH", "I."),
        ("II/", "1", "NỘI DUNG", "II."),
        ("1.", "1", "CÔNG TÁC", "1"),
        ("II/", "1", "lần mỗi năm", "1"),
        ("5.", "5o.", "Nghiên cứu", "5."),
    ],
)
def test_a_number_before_a_heading_is_counted(drawn: str, read: str, rest: str, is_now: str) -> None:
    word, picture = _letters(drawn)
    box = (word.left, word.top, word.right, word.bottom)
    assert mended([Seen(text, *box, 0.9, line=1) for text in (read, *rest.split())], picture)[0].text == is_now


def test_a_numeral_that_cannot_be_counted_is_unsure() -> None:
    word, picture = _letters("H")
    [mend] = mended([Seen("HỆ", word.left, word.top, word.right, word.bottom, 0.95)], picture)
    assert mend.text == "HỆ"
    assert mend.sure < 0.5


@pytest.mark.parametrize(
    ("read", "is_now"),
    [
        ("về tố chức lễ", "về tổ chức lễ"),
        ("Tống hợp, báo cáo", "Tổng hợp, báo cáo"),
        ("PHỐ BIẾN", "PHỔ BIẾN"),
        ("UBND tính; Sở", "UBND tỉnh; Sở"),
        ("đơn tố cáo", "đơn tố cáo"),
        ("I.MỤC ĐÍCH", "I. MỤC ĐÍCH"),
        ("ĐÐơn vị", "Đơn vị"),
        ("12.000 tờ", "12.000 tờ"),
        ("Quý 11/2026", "Quý II/2026"),
        ("Quý 1V/2026", "Quý IV/2026"),
        ("ngày 11/6/2026", "ngày 11/6/2026"),
        ("I. YÊU CÂU", "I. YÊU CẦU"),
        ("MỤC TIỂU CHỦ YẾU", "MỤC TIÊU CHỦ YẾU"),
    ],
)
def test_words_that_are_no_words_are_put_right(read: str, is_now: str) -> None:
    blank = np.full((100, 900), 255, dtype=np.uint8)
    words = [Seen(text, at * 60, 10, at * 60 + 50, 40, 0.9) for at, text in enumerate(read.split())]
    assert " ".join(word.text for word in mended(words, blank)) == is_now
