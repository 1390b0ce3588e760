"""A message as an e-mail: the words of the chat, a link to the form, and what each fault of the server means."""

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mail import CAN, Mail, Server
from bot.mail_letter import Letter, compose, is_address
from bot.signed import Links
from conftest import MONDAY
from fakes import Clock
from mail_server import CUT, LAN_AT, LINKS, SENDER, Post, hand_in, link_in, move_to_mail, queue, text_of
from messages.channel import DeliveryError, Document, Outgoing
from models.database import Sessions
from models.office import Office
from test_settings import run, said

WORDS = "Chào anh/chị Trần Thị Lan, xin nhắc việc:\n\n<b>NV1</b>. Tổ chức hội nghị &lt;tuyến xã&gt;\n1. Đã nhận"


@pytest.fixture
def mail(sessions: Sessions, office: Office, tmp_path: Path) -> Callable[..., Callable[[int], Mail]]:
    """Lan is reached by e-mail alone, and row 1 is for her."""
    move_to_mail(sessions, "Trần Thị Lan", LAN_AT)
    queue(sessions, "Trần Thị Lan", LAN_AT)

    def channel(links: Links = LINKS, **more: Any) -> Callable[[int], Mail]:
        return lambda port: Mail(Server("127.0.0.1", SENDER, port, **more), links, sessions, tmp_path, Clock(MONDAY))

    return channel


def test_a_mail_says_what_the_chat_would_and_links_to_the_form(mail):
    post = Post()
    identity = hand_in(mail(), post, Outgoing(WORDS, row=1))
    [sent] = post.mails
    link = LINKS.url + link_in(sent)
    assert LINKS.open_form(link.rpartition("/")[2], MONDAY)[1] == 1
    assert text_of(sent).startswith(
        "Chào anh/chị Trần Thị Lan, xin nhắc việc:\n\nNV1. Tổ chức hội nghị <tuyến xã>\n1. Đã nhận\n"
    )
    assert link in text_of(sent)
    page = sent.get_body(("html",)).get_content()
    assert "<b>NV1</b>. Tổ chức hội nghị &lt;tuyến xã&gt;<br>" in page
    assert f'href="{link}"' in page
    assert sent["Subject"] == "Sở Tư pháp: Chào anh/chị Trần Thị Lan, xin nhắc việc"
    assert (sent["To"], sent["From"]) == (LAN_AT, f"Sở Tư pháp <{SENDER}>")
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["Date"].datetime == MONDAY
    assert sent["Message-ID"] == identity


def test_a_mail_sent_again_is_the_same_to_a_mail_program_and_another_is_not(mail, sessions: Sessions):
    queue(sessions, "Trần Thị Lan", LAN_AT, key="reminder:2")
    post = Post()
    for row, words in ((1, "Nhắc"), (1, "(gửi lại) Nhắc"), (2, "Nhắc")):
        hand_in(mail(), post, Outgoing(words, row=row))
    first, again, other = [mail["Message-ID"] for mail in post.mails]
    assert first == again != other


def test_where_no_page_can_be_reached_the_clerk_is_to_be_telephoned(mail):
    post = Post()
    hand_in(mail(Links(LINKS.key)), post, Outgoing("Nhắc", row=1))
    words = text_of(post.mails[0])
    assert "xin gọi văn thư: Đỗ Thị Hạnh" in words
    assert "http" not in words


def test_documents_are_attached_whole(mail):
    post, data = Post(), bytes(range(256)) * 40
    hand_in(mail(), post, Outgoing("Báo cáo", document=Document("Báo cáo tháng 6.docx", data), row=1))
    [file] = post.mails[0].iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("Báo cáo tháng 6.docx", data)
    assert "Tài liệu kèm theo: Báo cáo tháng 6.docx" in text_of(post.mails[0])


def test_no_name_adds_a_header_or_a_line():
    evil = "Sở\r\nBcc: x@y.test\r\n\r\nXin chào"
    document = Document("a\r\nX-Evil: 1\r\n.docx", b"x")
    mail = compose(Letter(Outgoing(evil, document=document), LAN_AT, SENDER, evil, "k", MONDAY))
    head = mail.as_bytes().partition(b"\r\n\r\n")[0]
    assert b"\nBcc:" not in head
    assert (mail["Bcc"], mail["X-Evil"]) == (None, None)
    [file] = mail.iter_attachments()
    assert (file["X-Evil"], file.get_filename()) == (None, "a X-Evil: 1 .docx")


WRONG = ("", "lan", "lan@x", "a b@x.vn", "lan@x.vn\r\nRCPT TO:<y@z.vn>", "<lan@x.vn>", "lan@x.vn,y@z.vn", "lạn@x.vn")
ODD = ("a..b@x.vn", ".a@x.vn", "a@-x.vn", "a@x..vn", f"{'a' * 65}@x.vn")


@pytest.mark.parametrize("address", WRONG + ODD)
def test_what_is_no_plain_address_is_written_to_no_server(address: str):
    assert not is_address(address)


GONE = {"permanent": True}
REFUSED = {"refused": True}
HELD = {"retry_in": 60.0}
FAULTS = [
    ("RCPT", "550 5.1.1 no such user", GONE),
    ("RCPT", "550 no such user", GONE),
    ("RCPT", "553 name not allowed", GONE),
    ("RCPT", "550 5.7.1 relaying denied", REFUSED),
    ("RCPT", "552 5.2.2 mailbox full", REFUSED),
    ("RCPT", "554 5.7.1 blocked", REFUSED),
    ("RCPT", "450 4.7.1 grey-listed", {}),
    ("MAIL", "550 5.7.1 sender refused", {"fatal": True}),
    ("MAIL", "451 busy", HELD),
    ("DATA", "554 5.7.1 spam", REFUSED),
    ("DATA", "452 no room", {}),
    ("RCPT", CUT, {**HELD, "here": True}),
    ("DATA", CUT, {"unknown": True}),
]


@pytest.mark.parametrize(("stage", "answer", "meaning"), FAULTS)
def test_a_fault_says_what_is_to_be_done(mail, stage: str, answer: str, meaning: dict[str, Any]):
    with pytest.raises(DeliveryError) as fault:
        hand_in(mail(), Post({stage: answer}), Outgoing("Nhắc", row=1))
    assert vars(fault.value) == vars(DeliveryError(fault.value.reason, **meaning))
    assert LAN_AT not in fault.value.reason


def test_the_login_is_used_and_one_that_is_refused_stops_the_channel(mail):
    post, login = Post(), {"user": "dondoc", "password": "x"}
    options = {"authenticator": post.check, "auth_require_tls": False}
    hand_in(mail(**login), post, Outgoing("Nhắc", row=1), **options)
    assert (len(post.mails), post.logins) == (1, 1)
    post.answers["AUTH"] = "no"
    with pytest.raises(DeliveryError) as fault:
        hand_in(mail(**login), post, Outgoing("Nhắc", row=1), **options)
    assert fault.value.fatal


def test_without_the_tls_that_is_asked_for_nothing_is_sent(mail):
    post = Post()
    with pytest.raises(DeliveryError) as fault:
        hand_in(mail(security="starttls"), post, Outgoing("Nhắc", row=1))
    assert fault.value.fatal
    assert post.mails == []


def test_a_server_that_is_not_there_is_tried_again(mail):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(DeliveryError) as fault:
        asyncio.run(mail()(port).send(LAN_AT, Outgoing("Nhắc", row=1)))
    assert (fault.value.retry_in, fault.value.here, fault.value.unknown) == (60.0, True, False)


@given(st.from_regex(r"[!-~]{1,20}@[!-~]{1,20}\.[a-z]{2,5}", fullmatch=True))
def test_whatever_passes_for_an_address_can_be_a_header(address: str):
    if is_address(address):
        mail = compose(Letter(Outgoing("Nhắc"), address, SENDER, "Sở", "k", MONDAY))
        assert b"\r\nTo: " + address.encode() + b"\r\n" in mail.as_bytes()


def test_nothing_goes_to_an_address_that_is_nobodys_or_anothers(mail, sessions: Sessions):
    """Row 45: whose an address is, is asked when the mail leaves."""
    anothers = queue(sessions, "Đỗ Thị Hạnh", LAN_AT, key="x")
    for address, row in (("who@stp.test", 1), (LAN_AT, 99), (LAN_AT, anothers)):
        with pytest.raises(DeliveryError) as fault:
            asyncio.run(mail()(1).send(address, Outgoing("Nhắc", row=row)))
        assert fault.value.refused


def test_no_message_is_ever_cut_in_two():
    assert min(CAN.text_limit, CAN.caption_limit) >= 100_000


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"MAIL_HOST": "smtp.test"}, "DONDOC_MAIL_FROM"),
        ({"MAIL_HOST": "smtp.test", "MAIL_FROM": "lan"}, "DONDOC_MAIL_FROM"),
        ({"MAIL_USER": "a", "MAIL_SECURITY": "none"}, "DONDOC_MAIL_SECURITY"),
        ({"MAIL_PORT": "0"}, "DONDOC_MAIL_PORT"),
        ({"PUBLIC_URL": "http://stp.test"}, "DONDOC_PUBLIC_URL"),
        ({"PUBLIC_URL": "https://stp.test/?a=1"}, "DONDOC_PUBLIC_URL"),
        ({"PUBLIC_LISTEN": "8443"}, "DONDOC_PUBLIC_LISTEN"),
        ({"SECRET": "short"}, "DONDOC_SECRET"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(tmp_path: Path, settings: dict[str, str], named: str):
    assert named in said(run(tmp_path, **settings))
