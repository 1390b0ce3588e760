"""Who may do what, and of whose: the one table of roles and actions, for the code and for docs/permissions.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from sqlmodel import Session

from models.people import Person, Role
from models.posts import Held, posts_of


class Scope(IntEnum):
    """Of whose rows; each holds those before it."""

    NONE = 0
    OWN = 1  # what is asked of, given to or said by the person
    UNIT = 2  # of the person's units
    OFFICE = 3


class Action(StrEnum):
    GET_HELP = "get help"
    CHOOSE_LANGUAGE = "choose one's own language and channels"
    SEE_OWN_DATA = "see, correct and delete one's own data"
    ANSWER_DATA = "answer data requests"
    REPORT = "report progress"
    DELEGATE = "delegate to staff"
    ENTER_FOR_OTHERS = "enter a reply for somebody"
    CONFIRM = "confirm what is called done"
    NOTE_ABSENCE = "note an absence and a stand-in"
    SEE_WORK = "see tasks, cards, figures and who reported them"
    SEE_UNIT = "see a unit's work at a glance"
    SEE_MATTERS = "see obstacles, questions and wishes"
    ANSWER_MATTERS = "answer obstacles and questions, decide more time"
    SEE_DIGEST = "read the digest"
    SEE_REPORT = "make and see reports"
    COMPARE = "compare plans and reports"
    URGE = "draft the letter that urges"
    REMIND = "see the calendar of reminders and remind now"
    CHANGE_PLAN = "take in, change and stop a plan"
    APPROVE_PLAN = "approve a plan"
    KEEP_FORMS = "keep indicators and the report form"
    BIND_GROUP = "bind a group chat to a unit"
    SEE_PEOPLE = "see people"
    INVITE = "invite people"
    CHANGE_PEOPLE = "change people and units"
    CHANGE_SETTINGS = "change settings"
    SEE_AUDIT = "see the audit"


@dataclass(frozen=True)
class Permit:
    """One line of the table: the action in the office's words, and how far each role goes."""

    words: str
    scopes: dict[Role, Scope]


ROLES = (Role.LEADER, Role.CLERK, Role.HEAD, Role.STAFF, Role.OBSERVER, Role.ADMIN)


def _permit(words: str, scopes: str) -> Permit:
    names = (name.replace("-", "none") for name in scopes.split())
    return Permit(words, dict(zip(ROLES, (Scope[name.upper()] for name in names), strict=True)))


TABLE: dict[Action, Permit] = {
    #                                                          leader clerk  head   staff  observer admin
    Action.GET_HELP: _permit("xem trợ giúp, xem quyền của mình", "own    own    own    own    own      own"),
    Action.CHOOSE_LANGUAGE: _permit("chọn tiếng, kênh nhận tin", "own    own    own    own    own      own"),
    Action.SEE_OWN_DATA: _permit("xem, sửa, xóa dữ liệu của mình", "own    own    own    own    own      own"),
    Action.ANSWER_DATA: _permit("giải quyết yêu cầu về dữ liệu", "-      office -      -      -        office"),
    Action.REPORT: _permit("báo cáo tiến độ, hoãn lời nhắc", "unit   unit   unit   unit   -        -"),
    Action.DELEGATE: _permit("giao việc cho cán bộ", "-      office unit   -      -        -"),
    Action.ENTER_FOR_OTHERS: _permit("nhập trả lời thay người khác", "-      office -      -      -        -"),
    Action.CONFIRM: _permit("xác nhận, trả lại việc báo xong", "-      office unit   -      -        -"),
    Action.NOTE_ABSENCE: _permit("báo vắng, người thay", "own    office unit   own    -        -"),
    Action.SEE_WORK: _permit("xem nhiệm vụ, tình hình, nguồn số liệu", "office office unit   unit   office   -"),
    Action.SEE_UNIT: _permit("xem việc của một đơn vị", "office office unit   -      office   -"),
    Action.SEE_MATTERS: _permit("xem vướng mắc, câu hỏi", "office office unit   unit   office   -"),
    Action.ANSWER_MATTERS: _permit("trả lời vướng mắc, gia hạn", "office office unit   own    -        -"),
    Action.SEE_DIGEST: _permit("đọc bản tin tổng hợp", "office office unit   own    office   -"),
    Action.SEE_REPORT: _permit("lập, xem báo cáo", "office office unit   -      office   -"),
    Action.COMPARE: _permit("so sánh kế hoạch, báo cáo", "office office -      -      office   -"),
    Action.URGE: _permit("lập công văn đôn đốc", "-      office -      -      -        -"),
    Action.REMIND: _permit("xem lịch nhắc, nhắc ngay", "-      office -      -      -        -"),
    Action.CHANGE_PLAN: _permit("nhận, sửa, dừng kế hoạch", "-      office -      -      -        -"),
    Action.APPROVE_PLAN: _permit("phê duyệt kế hoạch", "-      office -      -      -        -"),
    Action.KEEP_FORMS: _permit("đặt chỉ tiêu, mẫu báo cáo", "-      office -      -      -        -"),
    Action.BIND_GROUP: _permit("gắn nhóm chat với đơn vị", "-      office unit   -      -        -"),
    Action.SEE_PEOPLE: _permit("xem danh bạ", "-      office -      -      -        office"),
    Action.INVITE: _permit("mời tham gia", "-      office -      -      -        office"),
    Action.CHANGE_PEOPLE: _permit("sửa người, đơn vị", "-      office -      -      -        office"),
    Action.CHANGE_SETTINGS: _permit("đổi cài đặt", "-      office -      -      -        office"),
    Action.SEE_AUDIT: _permit("xem nhật ký truy cập", "office -      -      -      -        office"),
}


NOT_BY_LINK = frozenset(
    {Action.INVITE, Action.CHANGE_PEOPLE, Action.CHANGE_SETTINGS, Action.BIND_GROUP, Action.SEE_AUDIT}
)
"""What nobody may do by the link of an e-mail alone: a forwarded mail must not become an account, or let others in."""


def may(role: Role, action: Action) -> bool:
    """Whether a post of this role allows it at all; of which rows, `scope_of` says."""
    return scope_of(role, action) is not Scope.NONE


def roles_for(action: Action) -> list[Role]:
    return [role for role in ROLES if may(role, action)]


def scope_of(role: Role, action: Action) -> Scope:
    return TABLE[action].scopes[role]


@dataclass(frozen=True)
class Reach:
    """Of whose rows a person may do one thing: the whole office's, of some units, or (`own`) what is theirs alone."""

    whole: bool = False
    units: frozenset[int] = frozenset()
    own: bool = False

    def __bool__(self) -> bool:
        return self.whole or self.own or bool(self.units)

    def covers(self, unit_id: int | None) -> bool:
        """A row of a unit; of no unit, so of all: only who reaches the whole office."""
        return self.whole or unit_id in self.units

    def within(self, unit_id: int | None) -> "Reach":
        """No more than of one unit: what may be shown in that unit's group chat."""
        return Reach(units=self.units & {unit_id} if unit_id else frozenset(), own=self.own)


def person_may(session: Session, person: Person, action: Action, day: date) -> bool:
    """Whether any post that somebody holds on a day allows it."""
    return bool(reach_of(posts_of(session, person, day), action))


def reach_of(posts: Iterable[Held], action: Action) -> Reach:
    """What several posts allow together."""
    scopes = [(scope_of(role, action), unit_id) for unit_id, role in posts]
    units = frozenset(unit_id for scope, unit_id in scopes if scope >= Scope.UNIT and unit_id is not None)
    return Reach(any(scope is Scope.OFFICE for scope, _ in scopes), units, any(scope for scope, _ in scopes))
