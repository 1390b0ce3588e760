"""What is wrong with the running bot, and what to do: one pure function for `dondoc check` and `/healthz`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.disk import ALARM, FULL, Room
from models.platform import NOBODYS, UNREACHED, Outage
from models.privacy import BACKUPS_EXPIRE

LOOK = timedelta(seconds=60)  # four times as long as a healthy bot needs
TICK = POLL = timedelta(seconds=120)
DUE = timedelta(minutes=15)  # 10,000 reminders take 6 minutes
HEARD = timedelta(minutes=5)
BACKUP = timedelta(hours=26)
START = timedelta(minutes=5)  # a bot that has just started makes up for what it missed


_WHY_DOWN = {
    UNREACHED: "không liên lạc được, xem mạng và proxy",
    NOBODYS: "không tiến trình nào có kênh này, xem mã bot trong .env",
}


@dataclass(frozen=True)
class Vitals:
    """The figures of one look, taken by the bot itself or from outside its process."""

    at: datetime
    pulses: Mapping[str, datetime] = field(default_factory=dict)
    polled: tuple[str, ...] = ()  # channels that have to answer polls
    down: tuple[Outage, ...] = ()  # platforms that cannot be used
    outbox: Mapping[tuple[str, int], int] = field(default_factory=dict)  # (state, priority) -> messages
    due_since: datetime | None = None  # of the longest waiting message that may go out
    heard_since: datetime | None = None  # of the oldest message not yet handled
    parked: int = 0
    schemas: tuple[str, str] = ("", "")  # the database's and the program's
    room: Room | None = None
    backup_keep: int = 0  # nights
    backups: str = ""  # "nightly", "off", or "elsewhere" where we make none ourselves
    fault: str = ""  # why the database cannot be used
    readable: tuple[str, ...] = ()  # secrets that others on this machine may read

    def count(self, state: str) -> int:
        return sum(number for (each, _), number in self.outbox.items() if each == state)


@dataclass(frozen=True)
class Finding:
    """One line for whoever looks after the machine. `wrong` calls for somebody now; the rest can wait."""

    line: str
    wrong: bool = True


def findings(vitals: Vitals, now: datetime, zone: ZoneInfo) -> list[Finding]:
    """What is wrong `now`, the gravest first; moments are said in `zone`."""

    def moment(at: datetime) -> str:
        return f"{at.astimezone(zone):%H:%M %d/%m/%Y}"

    if vitals.fault:
        what = f"Cơ sở dữ liệu không dùng được ({vitals.fault}): không tin nào được nhận;"
        return [Finding(f"{what} xem đĩa và quyền của tệp, nếu tệp hỏng thì dondoc db restore."), *_of_disk(vitals)]
    return [
        *_of_program(vitals, now, moment),
        *_of_queues(vitals, now, moment),
        *_of_disk(vitals),
        *_of_backups(vitals, now, moment),
        *_to_look_at(vitals),
    ]


def _of_program(vitals: Vitals, now: datetime, moment: Any) -> Iterator[Finding]:
    schema, needed = vitals.schemas
    if schema != needed:
        yield Finding(f"Lược đồ dữ liệu là {schema or 'chưa có'}, chương trình cần {needed}: chạy dondoc db upgrade.")
    alive, tick = vitals.pulses.get("alive"), vitals.pulses.get("tick")
    if alive is None:
        yield Finding("Bot chưa chạy lần nào trên cơ sở dữ liệu này: chạy dondoc run.")
    elif now - alive > LOOK:
        yield Finding(f"Bot dừng hoặc đứng từ {moment(alive)}: xem nhật ký rồi khởi động lại (dondoc run).")
    else:
        if _is_late(vitals, "tick", now - TICK):
            since = f"từ {moment(tick)}" if tick else "từ đầu"
            yield Finding(f"Bộ hẹn giờ không chạy {since}: xem nhật ký rồi khởi động lại bot.")
        yield from _of_polls(vitals, now, moment)


def _is_late(vitals: Vitals, name: str, limit: datetime) -> bool:
    """Whether a part did nothing since `limit`, though the bot ran all the while."""
    started = vitals.pulses.get("started", limit)
    return started <= limit and vitals.pulses.get(name, started) <= limit


def _of_polls(vitals: Vitals, now: datetime, moment: Any) -> Iterator[Finding]:
    for outage in vitals.down:
        why = _WHY_DOWN.get(outage.why, outage.why)
        what = f"Kênh {outage.channel.capitalize()} ngừng từ {moment(outage.since)}: {why}"
        yield Finding(f"{what}; tin đến hạn chuyển qua kênh khác của từng người, ai không có thì tin được giữ đến hạn.")
    known = {outage.channel for outage in vitals.down}
    for name in vitals.polled:
        if name not in known and _is_late(vitals, f"poll:{name}", now - POLL):
            poll = vitals.pulses.get(f"poll:{name}")
            since = f"từ {moment(poll)}" if poll else "lần nào"
            look = f"xem mạng, mã bot và DONDOC_{name.upper()}_*"
            yield Finding(f"{name} chưa trả lời {since}: {look}; tin chờ gửi được giữ đến hạn.")


def _of_queues(vitals: Vitals, now: datetime, moment: Any) -> Iterator[Finding]:
    if vitals.due_since and now - vitals.due_since > DUE:
        waiting = vitals.count("queued")
        yield Finding(
            f"Tin đến hạn từ {moment(vitals.due_since)} chưa gửi được; {waiting} tin đang chờ: xem dondoc outbox."
        )
    if vitals.heard_since and now - vitals.heard_since > HEARD:
        yield Finding(f"Tin nhận từ {moment(vitals.heard_since)} chưa xử lý xong: xem nhật ký.")


def _of_disk(vitals: Vitals) -> Iterator[Finding]:
    if vitals.room and vitals.room.used >= ALARM:
        full = f"Đĩa đã dùng {vitals.room.used:.0%}, còn {vitals.room.free / 1e9:.1f} GB"
        if vitals.room.used >= FULL:
            yield Finding(f"{full}: bot ngừng nhận tin (nền tảng giữ hộ) cho đến khi đĩa được dọn.")
        else:
            yield Finding(f"{full}: dọn bớt, ở mức {FULL:.0%} bot sẽ ngừng nhận tin.")


def _of_backups(vitals: Vitals, now: datetime, moment: Any) -> Iterator[Finding]:
    last = vitals.pulses.get("backup")
    how = "dondoc db backup" if vitals.backups == "nightly" else "pg_dump, rồi dondoc db noted"
    if vitals.backup_keep > BACKUPS_EXPIRE.days:
        kept = f"DONDOC_BACKUP_KEEP={vitals.backup_keep}: bản sao lưu giữ quá {BACKUPS_EXPIRE.days} ngày"
        yield Finding(
            f"{kept}, dữ liệu đã xóa theo yêu cầu còn trong đó; đặt từ {BACKUPS_EXPIRE.days} trở xuống.", wrong=False
        )
    if vitals.backups == "off":
        yield Finding("Sao lưu hằng đêm đang tắt (DONDOC_BACKUP_KEEP=0).", wrong=False)
    elif now - vitals.pulses.get("started", now - START) < START:
        return
    elif last is None:
        yield Finding(f"Chưa có bản sao lưu nào: {how}.", wrong=vitals.backups == "nightly")
    elif now - last > BACKUP:
        yield Finding(f"Bản sao lưu mới nhất là từ {moment(last)}: {how}.")


def _to_look_at(vitals: Vitals) -> Iterator[Finding]:
    if unknown := vitals.count("unknown"):
        yield Finding(f"{unknown} tin không rõ đã đến hay chưa: xem dondoc outbox.", wrong=False)
    if dead := vitals.count("dead"):
        yield Finding(f"{dead} tin không gửi được: xem dondoc outbox.", wrong=False)
    if vitals.parked:
        yield Finding(f"{vitals.parked} tin nhận được nhưng không xử lý được; người gửi đã được báo.", wrong=False)
    for name in vitals.readable:
        yield Finding(f"{name}: người khác trên máy này đọc được; chạy chmod 600 {name}.", wrong=False)


def figures(vitals: Vitals) -> dict[str, Any]:
    """The look as JSON: counts and moments, no names, no words, no chats."""
    said = {name: at.astimezone(UTC).isoformat(timespec="seconds") for name, at in sorted(vitals.pulses.items())}
    return {
        "looked_at": vitals.at.astimezone(UTC).isoformat(timespec="seconds"),
        "pulses": said,
        "oldest_due": vitals.due_since and vitals.due_since.isoformat(timespec="seconds"),
        "oldest_unhandled": vitals.heard_since and vitals.heard_since.isoformat(timespec="seconds"),
        **{state: vitals.count(state) for state in ("queued", "unknown", "dead")},
        "parked": vitals.parked,
        "down": [outage.channel for outage in vitals.down],
        "schema": vitals.schemas[0],
        "disk_used": vitals.room and round(vitals.room.used, 3),
        "disk_free": vitals.room and vitals.room.free,
    }
