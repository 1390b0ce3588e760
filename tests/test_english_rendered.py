"""Templates rendered in both languages from the same values: the same buttons, the same lines, English words.

The values are written without Vietnamese letters, so that every such letter is the template's own.
"""

import datetime as dt
import re
from types import SimpleNamespace

import pytest

from handlers.notes import Matter
from handlers.setup import USUAL
from handlers.work import Work
from messages.render import render
from models.assignment import Assignment, Duty, Said, Status
from models.item import Item, ItemKind
from models.office import Office
from models.people import Person, Role, Unit
from models.plan import Plan, PlanState, Task

AT = dt.datetime(2026, 6, 1, 1, 0, tzinfo=dt.UTC)
DAY, LATER = dt.date(2026, 6, 15), dt.date(2026, 6, 26)
VIETNAMESE = re.compile("[à-ỹÀ-ỸăâđêôơưĂÂĐÊÔƠƯ]")
QUOTED = re.compile(r'"[^"]*"|Đôn Đốc')

OFFICE = Office(id=1, name="Office")
WHO: dict[str, object] = {"name": "Lan"}
UNIT = Unit(id=3, office_id=1, name="Legal unit")
LAN = Person(id=5, office_id=1, unit_id=3, name="Lan", role=Role.HEAD)
HANH = Person(id=6, office_id=1, name="Hanh", role=Role.CLERK)
PLAN = Plan(id=9, office_id=1, sha256="ab", file_name="plan.docx", title="Plan of June", number="15/KH", added_at=AT)
TASK = Task(id=7, plan_id=9, position=3, text="Hold two meetings.", leads=["Legal unit"], due=DAY, timing="in June")
CLOSED = Plan(id=8, office_id=1, sha256="cd", file_name="old.docx", state=PlanState.CLOSED, added_at=AT)


def assignment(**more: object) -> Assignment:
    return Assignment(id=4, office_id=1, plan_id=9, task_id=7, unit_id=3, due=DAY, original_due=DAY, **more)


def work(**more: object) -> Work:
    return Work(assignment(**more), TASK, PLAN)


def matter(**more: object) -> Matter:
    values = {"kind": ItemKind.MORE_TIME, "words": "two more weeks", "asked_due": LATER, **more}
    item = Item(id=2, office_id=1, raised_by=5, raised_at=AT, **values)
    return Matter(item, LAN, answered_by=HANH, work=work(), unit=UNIT)


def of(**values: object) -> SimpleNamespace:
    return SimpleNamespace(**values)


ROW = of(ref="NV3", task=TASK, unit="Legal unit", status=Status.ON_TRACK, id=4, wish=None, put_off=True)
ROW.delegate = "Tuan"
ROW.assignment = assignment(percent=40, blocker="no funds", snoozed_until=LATER)
SHIFT = of(task=TASK, new=Task(**TASK.model_dump() | {"due": LATER}), parts=("time", "leads", "text"), done=True)
FIGURE = of(indicator="hoi nghi", value=1500.5, unit=None, target=None, approximate=True, adds=True)
TOLD = of(figure=FIGURE, cost=None, reached=1500.5, planned=2000, counts=False)
ENTRY = of(said=Said.MORE_TIME, asked_due=LATER, percent=60, blocker="no funds", files=["a.jpg"])
OWN = {"of": "", "by": "", "reached": False}
FOUND = of(changed=[SHIFT], added=[TASK], removed=[TASK], kept=1, missing=[TASK], is_nothing=False)
QUESTION = of(task=TASK, duty=Duty.LEAD, name="Legal", index=0)
CARD = {"unit": "Legal unit", "task": TASK, "ref": "NV3", "id": 4, "status": Status.WAITING, "put_off": True}
CARD |= {"assignment": assignment(done_on=DAY, blocker="no funds", snoozed_until=LATER, percent=100)}
CARD |= {
    "wish": of(asked_due=LATER),
    "waits_for": ["Lan", "Hanh"],
    "confirms": True,
    "claim": of(person="Minh", line=2),
}
PROPOSAL = of(task=TASK, plan=CLOSED, leads=["A"], cooperators=["B"], targets=["2"], earlier=of(id=1))
TEAM = of(unit=UNIT, id=3, members=[], missing=[])
TEAM.members = TEAM.counted = [
    of(person=LAN, role="head", is_in=True, presence="in"),
    of(person=HANH, role="clerk", is_in=False, presence="invited"),
    of(person=HANH, role="clerk", is_in=False, presence="unreachable"),
]
DONE = of(told=2, first=AT, silent=["Office"])
TASK_OF_PLAN = of(position=3, label="2.1", title="Meetings", text="Hold two meetings.", leads=[], cooperators=["A"])
TASK_OF_PLAN.__dict__.update(
    timing="in June", deadline=DAY, old_deadlines=[LATER], stops=[of(words="first", due=DAY)], id=7, source="Hold",
    targets=["two"], dropped=False, doubts=["Chưa rõ đơn vị chủ trì"], why=[],
)  # fmt: skip
TASK_OF_PLAN.why = [of(field="timing", sure=0.7, rule="dòng thời gian chung của các mục", words="in June")]
SAMPLES: list[tuple[str, dict[str, object]]] = [
    ("more_time", {"matter": matter()}),
    ("more_time", {"matter": matter(asked_due=None)}),
    ("more_time_decided", {"matter": matter(granted=True), "before": DAY}),
    ("more_time_decided", {"matter": matter(granted=False, answer="needed"), "before": None}),
    ("more_time_done", {"matter": matter(granted=False), "told": False, "asks": True}),
    *(
        ("more_time_late", {"matter": matter(granted=True), "why": why})
        for why in ("decided", "over", "done", "withdrawn", "earlier")
    ),
    ("more_time_needless", {"ref": "NV3", "task": TASK, "assignment": assignment(done_on=DAY)}),
    ("more_time_none", {"refs": [2, 3]}),
    ("more_time_reason", {"matter": matter(answer="needed"), "by": HANH}),
    ("more_time_which", {"matters": [matter(), matter(asked_due=None)]}),
    ("no_draft", {}),
    ("no_such_task", {"draft": True, "position": 9}),
    ("no_work", {"is_clerk": True}),
    *(("not_allowed", {"role": role}) for role in Role),
    ("not_mine", {"again": False, "told": [HANH], "work": work()}),
    ("not_mine", {"again": False, "told": [], "work": work()}),
    ("not_mine_words", {"person": LAN, "work": work(), "unit": UNIT}),
    ("not_understood", {"is_clerk": True}),
    ("nothing_recorded", {}),
    ("nothing_to_correct", {}),
    ("offer_over", {}),
    *(
        ("other", {"kind": kind, "ref": "NV2", "is_clerk": False})
        for kind in ("voice", "video", "place", "contact", "poll", "sticker", "withheld")
    ),
    ("other", {"kind": "withheld", "ref": "NV2", "is_clerk": True}),
    ("parked", {}),
    ("part_later", {"words": "and so on"}),
    ("people_all_in", {}),
    ("people_list", {"teams": [TEAM, of(unit=None, members=[], counted=[], missing=[])], "brief": False}),
    ("people_list", {"teams": [TEAM], "brief": True}),
    ("permits", {"found": {"office": [("see people", "")], "unit": [], "own": [("get help", "")]}}),
    ("people_missing", {"teams": [of(unit=UNIT, id=3, missing=TEAM.members[1:])]}),
    ("people_unknown", {"name": "Nobody"}),
    ("people_which", {"name": "Lan", "people": [of(person=LAN, id=5), of(person=HANH, id=6)], "teams": [TEAM]}),
    ("photos_answered", {"count": 1, "answer": "clear", "ref": "NV3", "kept": False}),
    ("photos_answered", {"count": 2, "answer": "child", "ref": "NV3", "kept": False}),
    ("plan_closed", {"plan": PLAN}),
    ("plan_discarded", {"plan": PLAN}),
    ("plan_known", {"plan": PLAN, "draft": False, "zone": OFFICE.zone}),
    ("plan_not_approvable", {"reason": "Kế hoạch này không còn là dự thảo."}),
    ("plan_proposal", {"proposal": PROPOSAL}),
    ("plan_proposals", {"plan": PLAN, "count": 12, "found": [PROPOSAL], "page": 1, "last": 2}),
    ("plan_proposals_used", {"plan": PLAN, "found": [PROPOSAL]}),
    ("plan_revised", {"order": None, "plan": PLAN, "found": FOUND, "done": DONE, "zone": OFFICE.zone}),
    (
        "plan_task",
        {"plan": PLAN, "task": TASK_OF_PLAN, "editable": True, "unknown": ["A"], "proposal": PROPOSAL, "only": "doubt"}
        | {"history": [(of(day=DAY, words="done"), "Legal unit")], "before": TASK, "after": TASK},
    ),
    ("plan_unchanged", {}),
    (
        "plan_unclear",
        {"said": "A", "question": QUESTION, "more": 2, "last": 2, "page": 1, "count": 30, "units": [UNIT]}
        | {"plan": PLAN, "shown": ""},
    ),
    ("plan_unit_unknown", {"names": ["A", "B"]}),
    ("plan_unreadable", {"photos": 2, "name": None, "reason": "Tệp có mật khẩu; hãy bỏ mật khẩu rồi gửi lại."}),
    ("plan_without_tasks", {"name": "plan.docx"}),
    ("plans", {"plans": [PLAN, CLOSED], "files": True}),
    *(("room_only_in_groups", {"groups": groups}) for groups in (True, False)),
    *(("plans", {"plans": [], "files": files}) for files in (True, False)),
    ("question_dropped", {"ref": None, "words": "done", "kept": "NV3"}),
    ("question_known", {"rows": [ROW]}),
    ("question_not_passed_on", {"work": work()}),
    ("question_own", {}),
    ("question_passed_on", {"work": None, "told": [LAN, HANH]}),
    ("reading_over", {"pages": 3}),
    ("reading_page", {"page": 2, "pages": 3}),
    ("received", {"refs": ["NV2", "NV3"]}),
    ("recorded", {"corrected": False, "entry": ENTRY, "ref": "NV3", "waits_for": ["Lan"], "told": [TOLD], **OWN}),
    (
        "remind_done",
        {"sent": [LAN], "earlier": [HANH], "unreached": [LAN], "nobody": ["Office"], "units": {3: "Legal unit"}},
    ),
    ("remind_later", {"count": 1, "at": AT, "zone": OFFICE.zone}),
    ("remind_none", {"active": True, "target": "A"}),
    ("report_day", {"day": LATER, "today": DAY}),
    ("report_none", {"unit": True}),
    ("room_bound", {"unit": UNIT}),
    ("room_which", {"units": [UNIT], "name": "Legal"}),
    ("room_which", {"units": [], "name": ""}),
    ("send_again", {"words": "", "files": 2}),
    ("setting_unknown", {"words": "colour"}),
    *(("setting_wrong", {"why": why, "office": OFFICE}) for why in ("hours", "length", "order", "weekend")),
    *(
        ("setting_wrong", {"why": "value", "office": OFFICE, "setting": setting})
        for setting in ("remind_at", "remind_before", "weekly_on", "leader_after", "digest_on", "confirm")
    ),
    *(
        ("ask_setting", {"setting": setting.value, "office": OFFICE, "usual": usual})
        for setting, usual in USUAL.items()
    ),
    ("snooze_apart", {"words": "and so on"}),
    ("snooze_none", {}),
    (
        "snoozed",
        {"days": [(DAY, [work()])], "wanted": LATER, "most": 3}
        | {"refused": {why: [work()] for why in ("off", "twice", "close", "answered", "done")}},
    ),
    ("task", CARD),
    ("task", CARD | {"claim": None, "status": Status.OVERDUE}),
    ("task_changed", {"by": HANH, "task": Task(**TASK.model_dump() | {"changed_at": AT}), "zone": OFFICE.zone}),
    *(("tasks", {"rows": [of(**vars(ROW) | {"status": status})]}) for status in Status),
    ("too_long", {"limit": 2000, "is_clerk": False}),
    ("too_many", {}),
    ("too_many_files", {}),
    ("unknown_command", {}),
    ("urging_none", {"office": OFFICE, "unreached": [of()]}),
    *(
        ("welcome", {"person": WHO | {"role": role}, "office": OFFICE, "unit": UNIT, "files": files, "groups": files})
        for role in Role
        for files in (True, False)
    ),
]


@pytest.mark.parametrize(("template", "values"), SAMPLES, ids=[name for name, _ in SAMPLES])
def test_both_languages_offer_the_same_in_as_many_lines(template: str, values: dict[str, object]):
    office, english = render(template, "vi", **values), render(template, "en", **values)
    assert [(choice.data, choice.row) for choice in english.choices] == [(one.data, one.row) for one in office.choices]
    assert english.text.count("\n") == office.text.count("\n")


@pytest.mark.parametrize(("template", "values"), SAMPLES, ids=[name for name, _ in SAMPLES])
def test_english_has_no_vietnamese_but_what_is_to_be_typed(template: str, values: dict[str, object]):
    words = render(template, "en", **values)
    said = "\n".join((words.text, *(choice.label for choice in words.choices)))
    assert VIETNAMESE.findall(QUOTED.sub("", said)) == []
    assert "  " not in said.replace("\n  ", "\n").strip()
