"""One message as an e-mail: the same words as in chat, as text and as HTML, with the link to the form."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from bot.media import media_type
from messages.channel import Document, Outgoing
from messages.page import as_is, page, with_breaks
from messages.plain import plain
from vietnamese.text import clean, shorten, squash

SUBJECT = 90  # characters that lists of mails show
_ATOM, _LABEL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+", r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")


@dataclass(frozen=True)
class Letter:
    """`link` is that of the form, "" where there is none; `key` is the outbox row's; `clerks` are names."""

    message: Outgoing
    to: str
    sender: str
    office: str
    key: str
    at: datetime
    language: str = "vi"
    link: str = ""
    clerks: tuple[str, ...] = ()


def is_address(text: str) -> bool:
    """Whether a mail can go there: plain ASCII as RFC 5321 wants it without extensions, nothing that ends a command."""
    return len(text) <= 254 and bool(_ADDRESS.fullmatch(text))


def message_id(key: str, sender: str) -> str:
    """The same for a message that is sent again, so that mail programs show it once."""
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{sender.rpartition('@')[2]}>"


def compose(letter: Letter) -> EmailMessage:
    """Headers hold one line each, whatever the names in them hold."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(_line(letter.office), addr_spec=letter.sender)
    mail["To"] = Address(addr_spec=letter.to)
    mail["Subject"] = _subject(letter)
    mail["Date"] = format_datetime(letter.at)
    mail["Message-ID"] = message_id(letter.key, letter.sender)
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence note answers it
    mail["X-Auto-Response-Suppress"] = "All"
    text, html = _body(letter)
    mail.set_content(text, cte="base64")
    mail.add_alternative(html, subtype="html", cte="base64")
    if letter.message.document:
        _attach(mail, letter.message.document)
    return mail


def _subject(letter: Letter) -> str:
    first = next((line for line in plain(letter.message.text).splitlines() if line.strip()), "").rstrip(" :")
    document = letter.message.document
    return shorten(f"{_line(letter.office)}: {_line(first or (document.name if document else ''))}", SUBJECT)


def _line(text: str) -> str:
    return squash(clean(text))


def _body(letter: Letter) -> tuple[str, str]:
    """What stands in HTML is escaped by its template; the plain text has nothing to escape."""
    words, document = letter.message.text, letter.message.document
    values = {
        "office": _line(letter.office),
        "clerks": ", ".join(letter.clerks),
        "document": _line(document.name) if document else "",
    }
    link = as_is(letter.link)
    html = page("mail_page", letter.language, text=with_breaks(words), link=link, **values)
    plainly = {name: as_is(value) for name, value in values.items()}
    return page("mail", letter.language, text=as_is(plain(words)), link=link, **plainly), html


def _attach(mail: EmailMessage, document: Document) -> None:
    kind, _, subtype = media_type(document.name).partition("/")
    mail.add_attachment(document.data, maintype=kind, subtype=subtype, filename=_line(document.name))
