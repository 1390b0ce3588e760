"""A row of the ledger as one message that a channel can take, and what of the row is left for the next one."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import orjson
from markupsafe import Markup

from messages.channel import Capabilities, Choice, DeliveryError, Document, Outgoing
from messages.plain import cut, length, numbered
from models.database import Sessions
from models.detour import ways_of
from models.ledger import Held
from models.office import Office
from models.outbox import Snapshot
from models.people import Person, Role, language_of


class Draw(Protocol):
    """Draws a snapshot's content in a form: docx, pdf, xlsx or a picture's, which ends in png.

    `own` is the office's own .docx to draw it in, and given only where there is one. Raises FormError and PdfError.
    """

    def __call__(self, content: dict[str, Any], form: str, own: bytes | None = None, /) -> bytes: ...


_MARK_ROOM = 40  # what the mark of a message sent again adds


def _everyone(_worker: str) -> bool:
    return True


def _no_other_clock() -> None:
    return None


@dataclass(frozen=True)
class Desk:
    """What delivering needs: the ledger, the moment now, the kept files, who draws reports, and this worker's name.

    `alive` says of another worker's name whether it may still be at work; its messages are taken over when not.
    `set_clock` compares `clock` with the database's, which all workers share; it may wait for the database.
    `link` makes an address where a row's document can be had for a while; None where no server of ours gives any out.
    `roster` makes the workbook of an office as it is known then; None where nobody asks for it.
    `carriers` are the channels of this process that take documents; None where nobody counted them.
    """

    sessions: Sessions
    clock: Callable[[], datetime]
    files: Path
    draw: Draw
    worker: str = "1"
    alive: Callable[[str], bool] = _everyone
    set_clock: Callable[[], None] = _no_other_clock
    link: Callable[[Held], str] | None = None
    roster: Callable[[int], bytes] | None = None
    carriers: frozenset[str] | None = None


@dataclass(frozen=True)
class Parcel:
    """`message` goes out now; `rest`, when not None, is the text still to be sent after it."""

    message: Outgoing
    rest: str | None = None


def pack(
    row: Held, can: Capabilities, document: Document | None = None, language: str = "vi", tail: str = ""
) -> Parcel:
    """The next message of a row. A text longer than the channel takes goes out part by part, the choices, the
    document and the `tail`, which is HTML too, with the last one."""
    if _is_plain(row, can):
        return Parcel(_marked(Outgoing(row.text, row=row.id), row, language))
    choices = tuple(Choice(str(label), str(data), int(place)) for label, data, place in row.choices)
    words = f"{row.text}\n\n{tail}".strip() if tail else row.text
    whole = Outgoing(words, choices, document, row.edits if can.edit else None, row.id)
    shown = whole if can.buttons else numbered(whole)
    limit = can.caption_limit if document else can.text_limit - _MARK_ROOM
    if length(shown.text) <= limit or not row.text:
        return Parcel(_marked(shown, row, language))
    part, rest = cut(row.text, can.text_limit - _MARK_ROOM)
    return Parcel(_marked(Outgoing(part, edits=whole.edits, row=row.id), row, language), rest)


def _is_plain(row: Held, can: Capabilities) -> bool:
    """A text that fits however Telegram counts it: a character is at most two of its units."""
    return not (row.choices or row.document or row.edits) and 2 * len(row.text) <= can.text_limit - _MARK_ROOM


def _marked(message: Outgoing, row: Held, language: str) -> Outgoing:
    if not row.resends or not message.text:
        return message
    return replace(message, text=_words("resent", language, text=Markup(message.text)))  # noqa: S704


def pack_linked(row: Held, can: Capabilities, desk: Desk) -> Parcel:
    """The next message of a row with a document, for a channel that takes none: with the address of the file; without
    such addresses, words that say where it waits.

    Raises DeliveryError(elsewhere) for a person who has another chat that takes it.
    """
    language, name = language_to(row, desk), row.document_name or "tệp"
    if url := desk.link(row) if desk.link and row.person_id else "":  # a link is one person's
        if can.linked_photos and _is_picture(row):
            return pack(row, can, Document(name, b"", photo=True, url=url), language)
        return pack(row, can, None, language, _words("file_link", language, name=name, link=Markup(url)))  # noqa: S704
    if _is_picture(row) and row.text:  # the words tell what it shows, and what they ask is answered here
        return pack(row, can, None, language, _words("picture_waits", language))
    with desk.sessions() as session:
        ways = ways_of(session, row.person_id or 0, row.channel)
        person = session.get(Person, row.person_id) if row.person_id else None
        is_clerk = person is not None and person.role is Role.CLERK
    others = [way.channel for way in ways if way.files and way.channel != row.channel]
    if any(desk.carriers is None or channel in desk.carriers for channel in others):
        raise DeliveryError("kênh này không gửi được tệp", elsewhere=True)
    waits = _words("file_waits", language, name=name, carriers=sorted(desk.carriers or ()), is_clerk=is_clerk)
    return pack(row, can, None, language, waits)


def _words(template: str, language: str, **values: object) -> str:
    from messages.render import render

    return render(template, language, **values).text


def _is_picture(row: Held) -> bool:
    return (row.document or "").endswith("png")


def language_to(row: Held, desk: Desk) -> str:
    """The language of the mark on a message that is sent again, and of the words in a picture."""
    with desk.sessions() as session:
        person = session.get(Person, row.person_id) if row.person_id else None
        return language_of(person, session.get_one(Office, person.office_id)) if person else "vi"


def load(row: Held, desk: Desk) -> Document:
    """The document that a row names, drawn or read now; raises DeliveryError(refused) if there is none."""
    kind, _, rest = (row.document or "").partition(":")
    if kind == "file":
        return Document(row.document_name or "tep", _read(desk.files, rest))
    if kind == "form":  # the one that an office begins from
        return Document(row.document_name or f"mau-bao-cao.{rest}", desk.draw({"kind": kind}, rest))
    if kind == "slips":  # held by the message alone
        return Document(row.document_name or "phieu-moi.docx", desk.draw(orjson.loads(rest), "docx"))
    if kind == "roster" and desk.roster:  # it holds phone numbers, which no message keeps
        return Document(row.document_name or "can-bo.xlsx", desk.roster(int(rest)))
    number, _, form = rest.partition(":")
    with desk.sessions() as session:
        snapshot = session.get(Snapshot, int(number)) if kind == "snapshot" and number.isdecimal() else None
    if snapshot is None:
        raise DeliveryError(f"không có tài liệu {row.document}", refused=True)
    english = form.endswith("png") and language_to(row, desk) == "en"
    data = drawn(snapshot, f"en.{form}" if english else form, desk.files, desk.draw)
    return Document(row.document_name or f"bao-cao.{form}", data, photo=form.endswith("png"))


def drawn(snapshot: Snapshot, form: str, files: Path, draw: Draw) -> bytes:
    """A snapshot in a form, its document in the office's own where it was made for one.

    Raises DeliveryError(refused) where that one is gone or cannot be filled: another layout would be another document.
    """
    from reports.pdf import PdfError
    from reports.template import DRAWN, FormError

    try:
        if snapshot.form is None or form not in DRAWN:
            return draw(snapshot.content, form)
        return draw(snapshot.content, form, _read(files, snapshot.form))
    except PdfError as error:
        raise DeliveryError(str(error), refused=True) from None
    except (DeliveryError, FormError) as error:
        raise DeliveryError(f"mẫu báo cáo của cơ quan: {error}", refused=True) from None


def _read(files: Path, name: str) -> bytes:
    try:
        data = (files / name).read_bytes() if name.isalnum() else b""
    except OSError as error:
        raise DeliveryError(f"không đọc được tệp: {error.strerror}", refused=True) from None
    if hashlib.sha256(data).hexdigest() != name:
        raise DeliveryError("tệp đã hỏng", refused=True)
    return data
