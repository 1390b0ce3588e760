"""Which handler answers which command, button and question, and whose they are."""

from collections.abc import Callable

from handlers import (
    answers,
    arrival,
    board,
    confirm,
    correct,
    decisions,
    desk,
    earlier,
    evidence,
    followup,
    indicators,
    left_out,
    more_time,
    naming,
    overview,
    owners,
    people,
    photos,
    progress,
    questions,
    reminders,
    reports,
    review,
    revise,
    rooms,
    running,
    settle,
    setup,
    tasks,
    urging,
)
from handlers.talk import Reply, Talk
from models.people import Role

Handler = Callable[[Talk, str], list[Reply]]

EVERYONE = frozenset(Role)
CLERK = frozenset({Role.CLERK})
OVERSEERS = frozenset({Role.CLERK, Role.LEADER, Role.HEAD})
CONFIRMERS = frozenset({Role.HEAD, Role.CLERK})


COMMANDS: dict[str, tuple[frozenset[Role], Handler]] = {
    "trogiup": (EVERYONE, tasks.show_help),
    "nhiemvu": (EVERYONE, tasks.my_tasks),
    "sua": (EVERYONE, correct.ask),
    "huy": (EVERYONE, followup.take_back),
    "kehoach": (CLERK, desk.list_plans),
    "lichnhac": (CLERK, reminders.calendar),
    "nhac": (CLERK, reminders.remind_now),
    "baocao": (OVERSEERS, reports.report),
    "tinhhinh": (EVERYONE, reports.situation),
    "tonghop": (EVERYONE, overview.show),
    "vuongmac": (EVERYONE, board.show),
    "congvan": (CLERK, urging.draft),
    "moi": (CLERK, people.invite_people),
    "danhba": (CLERK, people.list_people),
    "caidat": (CLERK, setup.show),
    "chitieu": (CLERK, indicators.indicators),
    "gannhom": (OVERSEERS, rooms.bind),
    "bonhom": (OVERSEERS, rooms.unbind),
}
BUTTONS: dict[str, tuple[frozenset[Role], Handler]] = {
    "a": (EVERYONE, progress.press),
    "t": (EVERYONE, tasks.card),
    "w": (EVERYONE, followup.choose_task),
    "em": (EVERYONE, evidence.move),
    "ew": (EVERYONE, evidence.choose_all),
    "cf": (CONFIRMERS, confirm.press),
    "s": (EVERYONE, followup.choose_state),
    "m": (EVERYONE, more_time.choose_day),
    "f": (EVERYONE, settle.press),
    "u": (EVERYONE, correct.withdraw),
    "g": (EVERYONE, decisions.extend),
    "gn": (EVERYONE, decisions.refuse),
    "gs": (EVERYONE, decisions.skip_reason),
    "it": (EVERYONE, answers.press),
    "iy": (EVERYONE, answers.add),
    "ix": (EVERYONE, answers.keep_back),
    "is": (EVERYONE, answers.settle),
    "ib": (EVERYONE, answers.still),
    "io": (EVERYONE, owners.ask),
    "ip": (EVERYONE, owners.give),
    "ii": (EVERYONE, board.card),
    "il": (EVERYONE, board.turn),
    "ph": (EVERYONE, photos.press),
    "pl": (CLERK, desk.show_plan),
    "p": (CLERK, desk.show_page),
    "lo": (CLERK, left_out.show),
    "la": (CLERK, left_out.add),
    "pc": (CLERK, reminders.calendar),
    "pe": (CLERK, review.ask),
    "pn": (CLERK, review.ask_new),
    "ps": (CLERK, review.set_unit),
    "pu": (CLERK, naming.press),
    "pv": (CLERK, naming.turn),
    "pw": (CLERK, running.press),
    "ok": (CLERK, desk.approve_plan),
    "px": (CLERK, desk.discard),
    "ea": (CLERK, earlier.use_all),
    "el": (CLERK, earlier.show),
    "eu": (CLERK, earlier.use_one),
    "pj": (CLERK, arrival.join),
    "ra": (CLERK, revise.press_apply),
    "rn": (CLERK, desk.take_as_new),
    "rv": (CLERK, revise.show_page),
    "pz": (CLERK, desk.close),
    "os": (CLERK, setup.press),
    "cv": (CLERK, urging.draft),
    "iv": (CLERK, people.invite_pressed),
    "rp": (OVERSEERS, reports.choose_report),
    "st": (EVERYONE, reports.choose_situation),
}
ANSWER_BUTTONS = frozenset({"w", "ew", "s", "f", "m"})  # of questions about a report that waits
IN_GROUPS = frozenset({"trogiup", "nhiemvu", "gannhom", "bonhom"})
ANSWERS = {
    "edit": review.answer,
    "unit": naming.answer,
    "running": running.answer,
    "item": answers.typed,
    "owner": owners.typed,
    "doubt": settle.answer,
    "reason": decisions.reason,
    "return": confirm.answer,
    "verdict": decisions.typed,
    "until": questions.until,
}
GROUP_BUTTONS = frozenset({"a", "em", "ew", "f", "t", "w", "s", "m", "u", "k", "ph"})
