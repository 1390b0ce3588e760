"""Pages that people open by a signed link: the document of a message, drawn at that moment.

Messengers fetch a link to show what is behind it, so opening one uses nothing up.
"""

import asyncio
import re
import secrets
import unicodedata
from urllib.parse import quote

import structlog
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.media import media_type
from bot.signed import FILE_PATH, Closed, Links
from bot.webhook import Webhooks
from handlers.kept import identity
from messages.channel import DeliveryError, Document
from messages.page import as_is, page
from models.acts import Act
from models.audit import Actor, note
from models.ledger import Held
from models.office import Office
from models.outbox import Delivery, OutboxMessage, Snapshot, SnapshotKind
from models.people import Person, heir_of
from models.permits import Action, reach_of
from models.posts import posts_of
from scheduler.parcel import Desk, load

SAFE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
LOCKED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
ASKED_BY = {
    "slips": Action.INVITE,
    "roster": Action.CHANGE_PEOPLE,
    "form": Action.KEEP_FORMS,
    "file": Action.KEEP_FORMS,
}
KEPT_BY = {
    SnapshotKind.REPORT: Action.SEE_REPORT,
    SnapshotKind.CARD: Action.SEE_WORK,
    SnapshotKind.LETTER: Action.URGE,
    SnapshotKind.CALENDAR: Action.REMIND,
}
DRAWN_AT_ONCE = 2

log = structlog.get_logger()


def show_files(server: Webhooks, links: Links, desk: Desk) -> None:
    """GET /tep/<token>: the document of an outbox row, for as long as its person is one of the office's."""
    drawing = asyncio.Semaphore(DRAWN_AT_ONCE)

    async def file(request: Request) -> Response:
        row = links.open_file(request.url.path.removeprefix(FILE_PATH), desk.clock())
        held = None if isinstance(row, Closed) else await asyncio.to_thread(_row_of, desk, row)
        if held is None:
            return gone()
        if request.method == "HEAD":
            answer = _answer(Document(held.document_name or "tep", b""))
            del answer.headers["content-length"]  # known once it is drawn, which nobody asked for
            return answer
        try:
            async with drawing:
                return _answer(await asyncio.to_thread(_opened, held, desk))
        except DeliveryError as error:
            log.warning("document not shown", row=held.id, reason=error.reason)
            return gone()

    server.show_below(FILE_PATH, file)


def _row_of(desk: Desk, number: int) -> Held | None:
    with desk.sessions() as session:
        row = session.get(OutboxMessage, number)
        person = session.get(Person, row.person_id) if row and row.person_id else None
        if row is None or person is None or not person.active:
            return None
        if not row.document or row.status is Delivery.CANCELLED or not _is_theirs(desk, session, person, row.document):
            return None
        return Held(**{name: getattr(row, name) for name in Held._fields})


def _is_theirs(desk: Desk, session: Session, person: Person, document: str) -> bool:
    """Whether the person's posts of today still allow the document; a file that somebody sent along needs none."""
    office = session.get_one(Office, person.office_id)
    posts = posts_of(session, person, desk.clock().astimezone(office.zone).date())
    kind, _, rest = document.partition(":")
    if kind == "file" and rest != office.report_form:
        return True
    if kind in ASKED_BY:
        return bool(reach_of(posts, ASKED_BY[kind]))
    number = rest.partition(":")[0]
    kept = session.get(Snapshot, int(number)) if kind == "snapshot" and number.isdecimal() else None
    if kept is None or kept.office_id != office.id:
        return False
    return reach_of(posts, KEPT_BY[kept.kind]).covers(heir_of(session, kept.unit_id))


def _opened(row: Held, desk: Desk) -> Document:
    """The document; that a report was had is written down, for whoever had the link had it."""
    document = load(row, desk)
    kind, _, rest = (row.document or "").partition(":")
    if kind == "snapshot":
        with desk.sessions() as session:
            report = session.get_one(Snapshot, int(rest.partition(":")[0]))
            actor = Actor(report.office_id, row.person_id, "web")
            subject = f"report {identity(report)}"
            note(session, actor, Act.REPORT_FETCHED, subject, desk.clock(), plan=report.plan_id, unit=report.unit_id)
    return document


def _answer(document: Document) -> Response:
    headers = {**SAFE, "Content-Security-Policy": LOCKED, "Content-Disposition": disposition(document.name)}
    return Response(document.data, media_type=media_type(document.name), headers=headers)


def disposition(name: str) -> str:
    """The header that names a file (RFC 6266): in Vietnamese as UTF-8 (RFC 5987), beside it without accents."""
    bare = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D")).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^\w .()-]", "_", bare).strip() or "tep"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def gone() -> Response:
    """One line for a link that is wrong, over or somebody else's; which of them is nobody's business."""
    style = secrets.token_urlsafe(12)
    return shown(page("form_page_gone", style=as_is(style)), style, 404)


def shown(html: str, style: str, status: int = 200) -> Response:
    """A page of ours; `style` is the nonce of its only style, and a form goes back to where the page came from."""
    policy = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    return HTMLResponse(
        html, status, headers={**SAFE, "Content-Security-Policy": f"{policy}; style-src 'nonce-{style}'"}
    )
