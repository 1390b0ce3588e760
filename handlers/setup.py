"""/caidat: how the office works with the bot; the clerk changes it by buttons or in words."""

import datetime as dt
from collections.abc import Mapping

from sqlmodel import col, func, select

from handlers.awaiting import stop_waiting, wait_for
from handlers.due import recompute
from handlers.permits import may
from handlers.talk import Reply, Talk
from messages.setting_words import OFF, Setting, Value, Wanted, setting_of, value_of
from models.acts import Act
from models.assignment import Assignment, Said
from models.follow import policy_of
from models.office import Office
from models.people import Awaiting
from models.permits import Action
from models.plan import Plan, PlanState
from models.report_slot import Slot, next_report

_SHORTEST, _LONGEST = dt.timedelta(hours=1), dt.timedelta(hours=14)  # working hours; round the clock nobody rests
_SWITCH = {"1": True, "0": False}
_SURE = frozenset({Setting.REMIND_AT, Setting.HOURS, Setting.BEFORE})
"""Their names are nothing else in a clerk's message, so a wrong value is answered even outside /caidat."""

USUAL: Mapping[Setting, tuple[str, ...]] = {
    Setting.REMIND_AT: ("7h30", "8h", "8h30", "9h"),
    Setting.HOURS: ("7h-16h30", "7h30-17h", "8h-17h"),
    Setting.BEFORE: ("3, 1", "5, 2, 1", "5, 3, 1", "1"),
    Setting.WEEKLY_ON: ("thứ 2", "thứ 4", "thứ 5", "thứ 6"),
    Setting.HEAD_AFTER: ("1", "2", "3", "5"),
    Setting.CLERK_AFTER: ("3", "5", "7", "10"),
    Setting.LEADER_AFTER: ("5", "8", "10", "15"),
    Setting.SNOOZE: ("0", "1", "3", "5"),
    Setting.DIGEST_AT: ("7h30", "7h45", "8h", "16h"),
    Setting.DIGEST_ON: ("thứ 2", "thứ 5", "thứ 6"),
    Setting.REPORT_ON: ("thứ 5", "thứ 6", "không"),
    Setting.REPORT_AT: ("10h", "14h", "15h", "16h"),
    Setting.REPORT_END: ("có", "không"),
}
_OF_REPORTS = frozenset({Setting.REPORT_ON, Setting.REPORT_AT, Setting.REPORT_END})
_LAST_HOUR = dt.timedelta(hours=1)


def show(talk: Talk, argument: str = "") -> list[Reply]:
    """/caidat alone shows all; with words, as "/caidat giờ nhắc 8h30", it changes one."""
    if not argument:
        return [talk.say("settings", **_values(talk))]
    wanted = setting_of(argument)
    return [_change(talk, wanted) if wanted else talk.say("setting_unknown", words=argument)]


def typed(talk: Talk) -> list[Reply] | None:
    """A clerk's "giờ nhắc 8h30" without the command; None for other words."""
    wanted = setting_of(talk.incoming.text) if _is_short(talk) and may(talk, Action.CHANGE_SETTINGS) else None
    if wanted is None or (wanted.value is None and wanted.setting not in _SURE):
        return None
    return [_change(talk, wanted)]


def press(talk: Talk, argument: str) -> list[Reply]:
    """ "confirm:<1 or 0>", "ask:<setting>" or "set:<setting>:<value in words>".

    A button carries what is wanted, so that a second tap changes nothing.
    """
    what, _, rest = argument.partition(":")
    if what == "confirm" and rest in _SWITCH:
        return [_switch(talk, wanted=_SWITCH[rest])]
    name, _, words = rest.partition(":")
    if what not in ("ask", "set") or name not in {setting.value for setting in USUAL}:
        return [talk.say("button_old")]
    setting = Setting(name)
    if what == "set":
        stop_waiting(talk)
        value = value_of(setting, words)
        return [talk.say("button_old") if value is None else _change(talk, Wanted(setting, value))]
    wait_for(talk, "setting", name=setting.value)
    return [talk.say("ask_setting", setting=setting, office=talk.office, usual=USUAL[setting])]


def answer(talk: Talk, row: Awaiting) -> list[Reply] | None:
    """The value typed after a setting was chosen; None for words that are no value of anything."""
    setting = Setting(str(row.data["name"]))
    value = value_of(setting, talk.incoming.text)
    if value is None and not (_is_short(talk) and any(map(str.isdigit, talk.incoming.text))):
        return None
    stop_waiting(talk)
    return [_change(talk, setting_of(talk.incoming.text) or Wanted(setting, value))]


def _is_short(talk: Talk) -> bool:
    return len(talk.incoming.text) <= 60 and not talk.incoming.attachments


def _switch(talk: Talk, *, wanted: bool) -> Reply:
    changed = talk.office.confirm_done is not wanted
    talk.office.confirm_done = wanted
    if changed:
        _note(talk, ["confirm_done"])
    return talk.change("settings", **{**_values(talk), "changed": changed, "pressed": True})


def _change(talk: Talk, wanted: Wanted) -> Reply:
    """Set it, compute the open work's next reminders anew, and say what is different now."""
    if wanted.setting is Setting.CONFIRM and isinstance(wanted.value, bool):
        return _switch(talk, wanted=wanted.value)
    values = _columns(talk.office, wanted.setting, wanted.value)
    why = "value" if wanted.value is None else _objection(talk.office, values)
    if why:
        return talk.say("setting_wrong", setting=wanted.setting, why=why, office=talk.office)
    before = Office(**talk.office.model_dump())
    for name, value in values.items():
        setattr(talk.office, name, value)
    new = [name for name, value in values.items() if getattr(before, name) != value]
    if new:
        _note(talk, new)
    same = not new
    told = {"setting": wanted.setting, "before": before, "office": talk.office, "same": same}
    if wanted.setting in _OF_REPORTS:
        return talk.change("setting_changed", **told, of_reports=True, report=_next_report(talk, switched=not same))
    moved, first = recompute(talk.session, talk.office, talk.now)
    return talk.change("setting_changed", **told, of_reports=False, moved=moved, first=first)


def _note(talk: Talk, names: list[str]) -> None:
    """Each with what it is now, in one row of letters and digits."""
    for name in names:
        value = getattr(talk.office, name)
        now = "-".join(map(str, value)) if isinstance(value, list) else str(value)
        talk.note(Act.SETTING_CHANGED, f"setting {name}", value=now)


def _next_report(talk: Talk, *, switched: bool) -> Slot | None:
    """The next one of the plans that are followed; what was switched on now makes none that would have been before."""
    if switched:
        talk.office.report_since = talk.now
        talk.session.flush()
    return next_report(talk.session, talk.office, policy_of(talk.session, talk.office).calendar, talk.now)


def _columns(office: Office, setting: Setting, value: Value | None) -> dict[str, object]:
    if setting is Setting.REPORT_ON and value == OFF:
        return {"report_on": None}
    if setting is Setting.HOURS and isinstance(value, tuple):
        opens, closes = value
        assert isinstance(opens, dt.time)
        assert isinstance(closes, dt.time)
        hours: dict[str, object] = {"opens": opens, "closes": closes}
        # The hour of the reports follows: whoever goes home at noon cannot be sent one at three.
        late = (dt.datetime.combine(dt.date.max, closes) - _LAST_HOUR).time()
        return hours if opens <= office.report_at < closes else {**hours, "report_at": late}
    return {setting.value: list(value) if isinstance(value, tuple) else value}


def _objection(office: Office, values: Mapping[str, object]) -> str:
    """Why the office could not work like that; empty where it can."""
    new = Office(**{**office.model_dump(), **values})
    length = dt.datetime.combine(dt.date.min, new.closes) - dt.datetime.combine(dt.date.min, new.opens)
    if "opens" in values and not _SHORTEST <= length <= _LONGEST:
        return "length"
    if not new.opens <= new.remind_at < new.closes or not new.opens <= new.digest_at < new.closes:
        return "hours"
    if not new.opens <= new.report_at < new.closes:
        return "report_hours"
    if values.keys() & {"head_after", "clerk_after", "leader_after"}:
        return "" if new.head_after <= new.clerk_after <= new.leader_after else "order"
    return "weekend" if max(new.weekly_on, new.digest_on, new.report_on or 0) > 4 else ""


def _values(talk: Talk) -> dict[str, object]:
    claimed = (Assignment.office_id == talk.office.id, Assignment.state == Said.CLAIMED)
    query = select(func.count(col(Assignment.id))).join(Plan, col(Plan.id) == Assignment.plan_id)
    waiting = talk.session.exec(query.where(*claimed, Plan.state == PlanState.ACTIVE)).one()
    values = {"office": talk.office, "waiting": waiting, "report": _next_report(talk, switched=False)}
    return {**values, "changed": False, "pressed": False}
