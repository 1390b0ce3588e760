"""The calendar of reminders as a workbook: every bundle by person, and a grid of persons and days."""

import io
from collections.abc import Iterable, Sequence

from reports import calendar_grid
from reports.calendar import LOOKS, WEEKDAYS, Calendar
from reports.wording import printable
from reports.worksheet import Table, Value, draw, formats_of


def write(calendar: Calendar) -> bytes:
    """An .xlsx; the same calendar gives the same bytes. Names and tasks are text, never a formula or a link."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    made = calendar.head.as_of.replace(tzinfo=None)
    book.set_properties({"title": calendar.title, "author": printable(calendar.head.office), "created": made})
    draw(book.add_worksheet("Theo người"), _by_person(calendar), formats_of(book))
    calendar_grid.draw(book, calendar)
    book.close()
    return file.getvalue()


def _by_person(calendar: Calendar) -> Table:
    columns = (
        *(("Người", 25), ("Đơn vị", 28), ("Ngày", 12), ("Thứ", 6), ("Giờ", 7), ("Vì sao", 16)),
        *(("Nhiệm vụ", 70), ("Ghi chú", 30)),
    )
    return Table("Theo người", columns, _rows(calendar))


def _rows(calendar: Calendar) -> Iterable[Sequence[Value]]:
    for person in calendar.people:
        for call in (call for call in calendar.calls if call.person == person.id):
            when = (call.day, WEEKDAYS[call.day.weekday()], f"{call.time:%H:%M}")
            for matter in call.matters:
                tasks = "\n".join(f"NV{number}. {calendar.tasks[number]}" for number in matter.tasks)
                yield (person.label, person.unit, *when, LOOKS[matter.why].words, tasks, matter.note)
