"""Plays a script against the stage: every message at its own moment, the clock ticking in between."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from markupsafe import escape

from bot.clockwork import Stage
from bot.demo_script import Line
from messages.channel import Attachment, FileKind, Incoming

STEPS = (
    time(6, 0),
    time(6, 45),
    time(7, 30),
    time(7, 45),
    *(time(7 + n // 2, n % 2 * 30) for n in range(2, 21)),
    time(21, 0),
)
"""When the clock comes by on each day: every half hour of the working hours, at the digests', and outside of them."""

PICTURE = bytes.fromhex(  # one grey dot; a name after it makes every picture a file of its own
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63680000008200811e1cd9d80000000049454e44ae426082"
)


@dataclass(frozen=True)
class Moment:
    """A step of the clock, or (with a line) a message that was sent at `sent` and reaches the bot at `at`."""

    at: datetime
    line: Line | None = None
    sent: datetime | None = None


def timeline(
    days: Iterable[date], lines: Iterable[tuple[datetime, Line]], zone: ZoneInfo, off: tuple[datetime, datetime]
) -> list[Moment]:
    """Steps and messages in order. While the machine is `off` it takes no step, and what people write waits."""
    steps = [datetime.combine(day, clock, zone) for day in days for clock in STEPS]
    awake = [at for at in steps if not off[0] <= at < off[1]]
    first = min((at for at in awake if at >= off[1]), default=off[1])
    said = [Moment(first if off[0] <= sent < off[1] else sent, line, sent) for sent, line in lines]
    return sorted([*said, *map(Moment, awake)], key=lambda each: (each.at, each.sent or each.at, each.line is None))


@dataclass
class Player:
    """Speaks for everybody. `documents` are the files that people have at hand, by name."""

    stage: Stage
    documents: Mapping[str, bytes]
    codes: Mapping[str, str]  # given by hand; all others stand on the screens
    blocks: Mapping[str, datetime] = field(default_factory=dict)
    react: Callable[[Stage], Iterable[Line]] = lambda _stage: ()
    spoken: int = 0

    def play(self, moment: Moment) -> None:
        blocked = self.stage.channel.blocked
        blocked |= {who for who, since in self.blocks.items() if since <= moment.at}
        if moment.line:
            self._say(moment.line, moment.at, moment.sent or moment.at)
            return
        self.stage.tick(moment.at)
        for minute, line in enumerate(self.react(self.stage), 1):
            at = moment.at + timedelta(minutes=minute)
            self._say(line, at, at)

    def _say(self, line: Line, at: datetime, sent: datetime) -> None:
        self.spoken += 1
        files = tuple(self._file(name) for name in (line.photo, line.file) if name)
        text = f"/start {self._code(line.who)}" if line.join else line.text
        said = Incoming("demo", str(self.spoken), line.who, text, sent, sender_name=line.who, attachments=files)
        shown = "(mã mời)" if line.join else " ".join([text, *(f"[tệp {file.name}]" for file in files)]).strip()
        if line.press:
            found = self.stage.channel.button(line.who, line.press, line.about)
            assert found, f"{line.at} {line.who}: no button {line.press} {line.about}"
            bubble, choice = found
            said, shown = replace(said, button=choice.data, message_id=bubble.id), f"[nút {choice.label}]"
        elif line.reply:
            said = replace(said, message_id=self.stage.channel.shown(line.who)[0].id)
        self.stage.hear(said, shown, at)

    def _file(self, name: str) -> Attachment:
        document = self.documents.get(name)
        data = document or PICTURE + name.encode()
        self.stage.channel.files[name] = data
        return Attachment(name, name, len(data), FileKind.DOCUMENT if document else FileKind.PHOTO)

    def _code(self, who: str) -> str:
        """The code of a person's invitation, from whichever screen shows it."""
        if who in self.codes:
            return self.codes[who]
        channel = self.stage.channel
        shown = (bubble.text for chat in channel.chats for bubble in channel.shown(chat))
        named = re.compile(rf"<b>{re.escape(str(escape(who)))}</b>.*?((?:\w{{4}}-){{6}}\w{{4}})", re.DOTALL)
        return next(found[1] for text in shown if (found := named.search(text)))
