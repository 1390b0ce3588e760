"""The words of a report's pictures, in both languages: one person reads them in a chat, and no office files them."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple

from models.assignment import Status
from reports.wording import STATUS
from vietnamese import english
from vietnamese.writing import day, day_month


class Words(NamedTuple):
    """`short` are words of a class that stand on its colour, `classes` those of the legend."""

    short: Mapping[Status, str]
    classes: Mapping[Status, str]
    day: Callable[[dt.date], str]
    day_month: Callable[[dt.date], str]
    situation: str
    progress: str
    units: str
    whole_plan: str
    no_task: str
    not_reached: str
    no_report: str
    more_units: str
    each_day: str
    total: str
    all_units: str


VIETNAMESE = Words(
    short={
        Status.DONE_ON_TIME: "đúng hạn",
        Status.DONE_LATE: "xong, quá hạn",
        Status.WAITING: "chờ xác nhận",
        Status.ON_TRACK: "đang làm",
        Status.OVERDUE: "quá hạn",
        Status.NOT_STARTED: "chưa làm",
        Status.STOPPED: "dừng",
    },
    classes=STATUS,
    day=day,
    day_month=day_month,
    situation="tình hình thực hiện đến ngày {}",
    progress="tiến độ thực hiện đến ngày {}",
    units="các đơn vị chủ trì đến ngày {}",
    whole_plan="Cả kế hoạch",
    no_task="Chưa có nhiệm vụ nào được giao",
    not_reached="chưa liên hệ được",
    no_report="chưa báo cáo",
    more_units="… và {} đơn vị nữa",
    each_day="Lượt nhiệm vụ chủ trì, cuối mỗi ngày",
    total="cộng",
    all_units="Cộng (lượt nhiệm vụ chủ trì)",
)
ENGLISH = Words(
    short={
        Status.DONE_ON_TIME: "on time",
        Status.DONE_LATE: "done, late",
        Status.WAITING: "to be confirmed",
        Status.ON_TRACK: "in progress",
        Status.OVERDUE: "overdue",
        Status.NOT_STARTED: "not started",
        Status.STOPPED: "stopped",
    },
    classes={
        Status.DONE_ON_TIME: "Completed on time",
        Status.DONE_LATE: "Completed late",
        Status.WAITING: "Reported complete, to be confirmed",
        Status.ON_TRACK: "In progress, not due yet",
        Status.OVERDUE: "Overdue, not completed",
        Status.NOT_STARTED: "Not started",
        Status.STOPPED: "Stopped, with a reason",
    },
    day=english.day,
    day_month=english.short_day,
    situation="situation as of {}",
    progress="progress as of {}",
    units="lead units as of {}",
    whole_plan="The whole plan",
    no_task="No task has been given yet",
    not_reached="not reached",
    no_report="no report yet",
    more_units="… and {} more",
    each_day="Assignments of lead units at the end of each day",
    total="total",
    all_units="Total (assignments of lead units)",
)
