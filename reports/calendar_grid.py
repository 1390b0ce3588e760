"""The worksheet of persons and days: a mark for every bundle, days off in grey, and how many persons each day."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from reports.calendar import ASSUMED, LOOKS, OFF, WEEKDAYS, Addressee, Calendar, Call
from reports.outline import plan_reference
from reports.wording import printable
from vietnamese.writing import day

_SIDE = (("Người", 22), ("Đơn vị", 22), ("Lần", 5))  # columns left of the days
_DAY_WIDTH = 3.3  # characters
_TITLES, _MONTHS, _DAYS, _WEEKDAYS, _TOP = 0, 2, 3, 4, 5  # rows
_PAPER = 98  # characters across A4 laid on its side, at full size


def draw(book: Any, calendar: Calendar) -> None:
    """Add the sheet "Theo ngày"; each month begins a printed page with the persons beside it again."""
    sheet, days = book.add_worksheet("Theo ngày"), calendar.days
    formats = _formats(book)
    _heads(sheet, calendar, days, formats)
    of_person = {key: list(calls) for key, calls in groupby(_sorted(calendar.calls), key=lambda call: call.person)}
    for row, person in enumerate(calendar.people, _TOP):
        _person(sheet, row, person, formats)
        marks = {call.day: call for call in of_person.get(person.id, [])}
        sheet.write_number(row, 2, len(marks), formats["number"])
        for column, each in enumerate(days, len(_SIDE)):
            _cell(sheet, (row, column), marks.get(each), formats["off" if each in calendar.off else "blank"], formats)
    bottom = _TOP + len(calendar.people)
    _totals(sheet, bottom, calendar, days, formats)
    _legend(sheet, bottom + 2, calendar, formats)
    _pages(sheet, days)


def _sorted(calls: Sequence[Call]) -> list[Call]:
    return sorted(calls, key=lambda call: call.person)


def _formats(book: Any) -> dict[str, Any]:
    plain = {"border": 1, "border_color": "#A0A0A0", "font_size": 10, "shrink": True}
    middle = {**plain, "align": "center"}
    head = {**middle, "bold": True, "bg_color": "#DDE6F0", "text_wrap": True, "valign": "vcenter"}
    return {
        "title": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "note": book.add_format({"font_size": 9, "text_wrap": True, "valign": "top"}),
        "head": book.add_format(head),
        "head_off": book.add_format({**head, "bg_color": OFF}),
        "text": book.add_format(plain),
        "number": book.add_format(middle),
        "blank": book.add_format(middle),
        "off": book.add_format({**middle, "bg_color": OFF}),
        "total": book.add_format({**middle, "bold": True, "top": 2}),
        **{look.letter: book.add_format({**middle, "bg_color": look.colour}) for look in LOOKS.values()},
    }


def _heads(sheet: Any, calendar: Calendar, days: Sequence[dt.date], formats: dict[str, Any]) -> None:
    title = printable(f"{calendar.title}: {plan_reference(calendar.head)}")
    _across(sheet, _TITLES, title, formats["title"])
    _across(sheet, _TITLES + 1, f"{ASSUMED} Lập ngày {day(calendar.head.day)}.", formats["note"])
    for column, (name, width) in enumerate(_SIDE):
        sheet.set_column(column, column, width)
        sheet.merge_range(_MONTHS, column, _WEEKDAYS, column, name, formats["head"])
    column = len(_SIDE)
    for (year, month), group in groupby(days, key=lambda each: (each.year, each.month)):
        last = column + len(list(group)) - 1
        _span(sheet, (column, last), f"Tháng {month}/{year}" if last > column + 1 else f"{month}", formats["head"])
        column = last + 1
    for column, each in enumerate(days, len(_SIDE)):
        look = formats["head_off" if each in calendar.off else "head"]
        sheet.set_column(column, column, _DAY_WIDTH)
        sheet.write_number(_DAYS, column, each.day, look)
        sheet.write_string(_WEEKDAYS, column, WEEKDAYS[each.weekday()], look)


def _across(sheet: Any, row: int, text: str, look: Any) -> None:
    """Words beside the days: what reaches over them is cut off where the next printed page repeats the names."""
    sheet.merge_range(row, 0, row, len(_SIDE) - 1, text, look)
    sheet.set_row(row, 15 * (1 + len(text) // 42))


def _span(sheet: Any, columns: tuple[int, int], text: str, look: Any) -> None:
    first, last = columns
    if first == last:
        sheet.write_string(_MONTHS, first, text, look)
    else:
        sheet.merge_range(_MONTHS, first, _MONTHS, last, text, look)


def _person(sheet: Any, row: int, person: Addressee, formats: dict[str, Any]) -> None:
    sheet.write_string(row, 0, printable(person.label), formats["text"])
    sheet.write_string(row, 1, printable(person.unit), formats["text"])


def _cell(sheet: Any, at: tuple[int, int], call: Call | None, empty: Any, formats: dict[str, Any]) -> None:
    if call is None:
        sheet.write_blank(*at, None, empty)
    else:
        sheet.write_string(*at, call.mark, formats[call.mark[0]])


def _totals(sheet: Any, row: int, calendar: Calendar, days: Sequence[dt.date], formats: dict[str, Any]) -> None:
    counts = Counter(call.day for call in calendar.calls)
    sheet.merge_range(row, 0, row, 1, "Cộng: số người được nhắc", formats["total"])
    sheet.write_number(row, 2, len(calendar.calls), formats["total"])
    for column, each in enumerate(days, len(_SIDE)):
        if counts[each]:
            sheet.write_number(row, column, counts[each], formats["total"])
        else:
            sheet.write_blank(row, column, None, formats["total"])


def _legend(sheet: Any, row: int, calendar: Calendar, formats: dict[str, Any]) -> None:
    told = "Chữ: lý do gấp nhất của tin nhắc; số: số nhiệm vụ trong tin, nếu nhiều hơn một."
    _across(sheet, row, told, formats["note"])
    for below, look in enumerate(calendar.used, 1):
        sheet.write_string(row + below, 0, f"{look.letter}: {look.words}", formats[look.letter])
    sheet.write_string(row + len(calendar.used) + 1, 0, "Ô xám: ngày nghỉ", formats["off"])


def _pages(sheet: Any, days: Sequence[dt.date]) -> None:
    sheet.freeze_panes(_TOP, len(_SIDE))
    sheet.repeat_rows(_MONTHS, _WEEKDAYS)
    sheet.repeat_columns(0, len(_SIDE) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C&P/&N")
    # Not "fit to pages": with that the breaks at the months are passed over.
    width = sum(width for _, width in _SIDE) + 31 * _DAY_WIDTH
    sheet.set_print_scale(int(100 * min(1, _PAPER / width)))
    sheet.set_v_pagebreaks(
        [column for column, each in enumerate(days, len(_SIDE)) if each.day == 1 and each != days[0]]
    )
