"""The templates of the first half of the alphabet, held to the same as those of test_english_rendered."""

import re

import pytest

from handlers.away import Leave
from messages.render import render
from models.item import ItemKind
from models.people import Role
from test_english_rendered import (
    AT,
    DAY,
    FIGURE,
    HANH,
    LAN,
    LATER,
    OFFICE,
    PLAN,
    ROW,
    SHIFT,
    TASK,
    UNIT,
    VIETNAMESE,
    assignment,
    matter,
    of,
    work,
)

TYPED = re.compile(r'"[^"]*"|<code>.*?</code>')
ABOUT = {"ref": "NV3", "task": TASK}
BLOCKED = {"kind": ItemKind.BLOCKER, "asked_due": None}
OBSTACLE, QUESTION = matter(**BLOCKED), matter(kind=ItemKind.QUESTION, asked_due=None, answer="yes")
CLOSED = matter(kind=ItemKind.QUESTION, asked_due=None, answer="yes", closed_at=AT)
UNDER = matter(**BLOCKED, answer="soon")
LEAVE = Leave(LAN, DAY, LATER, HANH)
AWAY = of(id=4, first=DAY, last=None)
LINE = of(id=8, said="done", percent=60, words="finished", at=AT, day=DAY)
ENTRY = of(words="finished", figures=[FIGURE])
DOUBT = {"mark": "f:1", "ref": "NV3", "before": [of(**vars(FIGURE))], "now": [of(**vars(FIGURE) | {"adds": False})]}
INVITED = {"person": LAN, "code": "GQKQ-BF93", "link": ""}
CALENDAR = of(title="Lịch nhắc còn lại", people=[1, 2], calls=[1], days=[DAY, LATER])
PREVIEW = {"plan": PLAN, "nobody": ["Legal"], "unannounced": [2027], "files": "9", "zone": OFFICE.zone}
ASK = of(followed=of(task=TASK), is_short=True, to=of(instead_of="Hanh", silent=""))
BUNDLE = of(at=AT, person=5, asks=[ASK], sections=[("soon", PLAN, [ASK])])
PREVIEW |= {"people": {5: LAN}, "units": {3: "Legal unit"}, "unreached": {5}, "days": [(DAY, [BUNDLE])]}
ITEM = of(matter=matter(owner=5), days=2, mine=True)

DOUBTED = {"same": ["same", "other"], "target": ["yes", "meant"], "falls": ["yes", "add", "drop"]}

HOMES = {"homes": {5: "Legal unit", 6: ""}, "people": [LAN], "others": [LAN], "units": ["Legal unit"]}
GIVEN = {"person": LAN, "note": "by 20 June", "had": [work()], "over": [work()]}
HANDED = of(works=[work()], told=True, heads=[LAN], earlier=[HANH])
SHARE = of(person=LAN, rows=[of(work=work(percent=40), status="overdue", silent=2)], overdue=1, waiting=1, heard_at=AT)
GLANCE = {
    "unit": UNIT,
    "shares": [SHARE],
    "rows": SHARE.rows,
    "count": 13,
    "more": True,
    "page": 1,
    "zone": OFFICE.zone,
}
GLANCED = {"row": SHARE.rows[0], "since": AT, "last": (LINE, LAN), "people": [HANH], "mine": True, "zone": OFFICE.zone}
WHYS = ("", "several", "unknown", "left", "reader", "elsewhere", "unit")

SAMPLES: list[tuple[str, dict[str, object]]] = [
    ("answer", {"matter": OBSTACLE, "text": "soon", "by": HANH}),
    ("answer_copy", {"matter": OBSTACLE, "text": "soon", "by": HANH}),
    ("answer_passed_on", {"matter": OBSTACLE, "told": False, "pictures": 2}),
    *(("ask_answer", {"matter": each}) for each in (OBSTACLE, QUESTION, CLOSED)),
    *(
        ("ask_delegate", {"works": [work()], "tasks": "4", "meant": of(why=why, name="Lan", people=(LAN,))} | HOMES)
        for why in WHYS
    ),
    *(
        ("behalf_who", {"meant": of(why=why, name="Lan", people=(LAN, HANH)), "people": [LAN], "again": again} | HOMES)
        for why in ("several", "left", "reader", "unknown")
        for again in (True, False)
    ),
    *(("delegated", GIVEN | {"handed": HANDED, "own": own, "instead": not own}) for own in (True, False)),
    ("delegate_back", {"works": [work()], "handed": HANDED, "people": {4: LAN}, "instead": True}),
    *(("delegate_by_clerk", {"by": HANH, "works": [work()], "to": to}) for to in (LAN, None)),
    *(("delegate_taken", {"by": HANH, "works": [work(), work()], "to": to}) for to in (LAN, None)),
    *(("delegate_no_task", {"missing": missing, "most": 6}) for missing in ([3], [])),
    ("delegate_plan", {"works": [work(), work()], "person": LAN}),
    *(
        ("delegate_sure", {"works": [work()], "tasks": "4", "person": LAN, "why": why, "away": AWAY, "others": [HANH]})
        for why in ("away", "unreached")
    ),
    *(
        ("delegate_told", {"by": LAN, "works": works, "note": "soon", "instead": True})
        for works in ([work()], [work(), work()])
    ),
    *(("unit", GLANCE | {"gives": gives}) for gives in (True, False)),
    *(("unit_task", GLANCED | {"person": person, "gives": True}) for person in (LAN, None)),
    ("unit_which", {"units": [UNIT]}),
    ("ask_away", {"leave": LEAVE, "data": "1"}),
    ("ask_blocked", ABOUT),
    ("ask_correction", ABOUT | {"line": LINE}),
    *(("ask_doubt", DOUBT | {"doubt": of(kind=kind, unit="Legal", day=DAY, meant=5)} | {"choices": choices})
      for kind, choices in DOUBTED.items()),
    *(("ask_edit", {"field": field, "task": TASK, "units": [UNIT]})
      for field in ("leads", "cooperators", "time", "text")),
    ("ask_evidence", {"missing": 9, "files": 2, "works": [work(), work()], "plans": 2, "all": True}),
    ("ask_forwarded", {"text": "done", "id": 1}),
    *(("ask_join", {"plan": PLAN, "into": PLAN, "tasks": tasks, "repeated": 1}) for tasks in (0, 1, 2)),
    *(("ask_more_time", ABOUT | {"due": DAY, "reasoned": each, "days": [DAY], "id": 1}) for each in (True, False)),
    ("ask_no_lead", {"plan": PLAN, "orphans": [TASK, TASK]}),
    ("ask_owner", {"matter": QUESTION, "people": [LAN], "unknown": "Nobody"}),
    *(("ask_photos", {"late": late, "count": n, "ref": "NV3", "id": 1, "upto": 2})
      for late in (True, False) for n in (1, 2)),
    ("ask_return", ABOUT | {"person": None, "line": LINE}),
    *(
        ("ask_running", {"field": field, "position": 3, "stamp": 1}
         | {"found": [of(plan=PLAN, shifts=[SHIFT], added=[TASK], missing=[TASK])]})
        for field in ("restore", "time")
    ),
    *(("ask_setting", {"setting": s, "office": OFFICE, "usual": ["5, 2"]}) for s in ("remind_before", "weekly_on")),
    ("ask_snooze", {"tasks": [TASK], "days": [DAY], "what": "b"}),
    ("ask_verdict", {"matter": matter(), "today": DAY}),
    ("ask_which", {"missing": "NV9", "works": [work()], "plans": 2}),
    ("away", {"rows": [(AWAY, LAN, HANH)], "units": {3: "Legal"}, "more": 2}
     | {"spans": {"today": 1, "tomorrow": 2, "week": 3, "next": 4}}),
    ("away_cannot", {"person": LAN}),
    ("away_entered", {"leave": LEAVE, "by": HANH}),
    *(
        ("away_noted", {"own": own, "leave": Leave(LAN, DAY, None, HANH), "instead": [(DAY, DAY)], "told": False}
         | {"away_too": True, "asked": asked, "others": [LAN], "row": AWAY})
        for own, asked in ((True, []), (False, [LAN, HANH]))
    ),
    ("away_stand_in", {"leave": LEAVE}),
    *(("away_who", {"people": people, "name": "Lan"}) for people in ([], [LAN, LAN])),
    *(("button_gone", {"why": why, "work": work(), "open": [work()]}) for why in ("closed", "taken", "answered", "")),
    ("button_stale", ABOUT | {"since": DAY, "line": LINE, "assignment": assignment(duty="lead"), "id": 4}),
    ("calendar", PREVIEW),
    ("calendar_people", PREVIEW | {"by_person": [(5, [BUNDLE])]}),
    ("calendar_short", PREVIEW | {"days": [(DAY, [BUNDLE])] * 50, "example": "Legal"}),
    *((name, {"calendar": CALENDAR}) for name in ("calendar_picture", "calendar_sheet")),
    ("child_data", {"kinds": ["name", "age", "school", "home", "parent", "telephone", "number"]}),
    ("child_left_out", {"kinds": ["name"], "text": "NV1", "kept": 2, "lost": 1, "id": 1}),
    ("choice_unknown", {"choices": [["A", "1", 0], ["B", "2", 0], ["C", "3", 1]]}),
    *(
        ("claim", ABOUT | {"person": LAN, "by": "", "added": added,
          "assignment": assignment(), "entry": ENTRY, "line": LINE}
         | {"files": files, "held": 1})
        for added, files in ((True, 0), (False, 2))
    ),
    ("claim_confirmed", ABOUT | {"assignment": assignment(done_on=DAY), "person": LAN}),
    *(
        ("claim_decided", ABOUT | {"assignment": assignment(done_on=DAY), "by": LAN}
         | {"line": of(said=said, words="missing")})
        for said in ("done", "returned", "withdrawn")
    ),
    ("claim_none", {"rows": [ROW]}),
    *(
        ("claim_settled", ABOUT | {"why": why, "by": "Lan", "line": LINE, "status": "waiting", "waiting": of(line=8)}
         | {"zone": OFFICE.zone})
        for why in ("confirmed", "returned", "withdrawn", "corrected", "")
    ),
    ("claim_which", {"lines": [(work(), LINE)] * 2}),
    *(("edited_unread", {"why": why}) for why in ("withdrawn", "late", "outdated", "unsure", "")),
    *(("evidence_which", {"ref": "NV3", "files": n, "works": [work()], "line": LINE}) for n in (1, 2)),
    *(("file_not_kept", {"files": files}) for files in ([], ["plan.docx"])),
    *(("help", {"roles": {role}, "files": files, "groups": files}) for role in Role for files in (True, False)),
    ("picture_waits", {}),
    *(("role_given", {"raised": [("Lan", Role.CLERK)], "by": by}) for by in (LAN, None)),
    ("file_link", {"name": "report.docx", "link": "x"}),
    *(("file_waits", {"name": "a.pdf", "carriers": ["telegram"], "is_clerk": clerk}) for clerk in (True, False)),
    *(("file_waits", {"name": "a.pdf", "carriers": [], "is_clerk": clerk}) for clerk in (True, False)),
    *(
        ("indicator_wrong", {"why": why, "word": "A", "place": place, "other": "B"})
        for why in ("nameless", "unknown", "built_in", "taken", "too_long", "too_many", "")
        for place in (0, 1, 2)
    ),
    ("invite", INVITED | {"until": AT, "zone": OFFICE.zone}),
    ("invite", INVITED | {"link": "https://t.me/dondoc_bot?start=1", "until": AT, "zone": OFFICE.zone}),
    ("invite_list", {"invitations": [INVITED] * 2, "until": AT, "zone": OFFICE.zone}),
    *(("item", {"row": of(matter=each, days=2, mine=True), "zone": OFFICE.zone})
      for each in (OBSTACLE, UNDER, CLOSED, matter())),
    *((name, {"matter": each}) for each in (OBSTACLE, CLOSED) for name in ("item_answered_first", "item_closed")),
    ("item_given", {"matter": OBSTACLE, "person": LAN, "told": False}),
    *(("item_note", {"matter": each, "given": False}) for each in (OBSTACLE, QUESTION)),
    *(("item_settled", {"matter": each, "by": HANH}) for each in (OBSTACLE, QUESTION)),
    ("item_settled_done", {"matter": OBSTACLE, "told": True}),
    ("item_still", {"matter": OBSTACLE}),
    *(("items", {"rows": rows, "closed": closed, "count": 9, "first": 0, "page": 1, "more": True})
      for rows, closed in (([], True), ([], False), ([ITEM], False), ([of(matter=CLOSED, days=0, mine=True)], True))),
    *(("join_refused", {"why": why}) for why in ("paused", "taken", "wrong")),
    ("join_replayed", {"name": "Lan"}),
    ("left_unrecorded", {"words": "done", "files": 1}),
    ("link_only", {"ref": "NV2"}),
]  # fmt: skip


@pytest.mark.parametrize(("template", "values"), SAMPLES, ids=[name for name, _ in SAMPLES])
def test_both_languages_offer_the_same_and_english_is_english(template: str, values: dict[str, object]):
    office, english = render(template, "vi", **values), render(template, "en", **values)
    assert [(choice.data, choice.row) for choice in english.choices] == [(one.data, one.row) for one in office.choices]
    said = "\n".join((english.text, *(choice.label for choice in english.choices))).replace("Đôn Đốc", "the bot")
    assert VIETNAMESE.findall(TYPED.sub("", said)) == []
    assert "  " not in said.replace("\n  ", "\n").strip()
