"""The clerk's view of people: who is in the office, who has joined, and the invitations to hand on."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from markupsafe import escape
from sqlmodel import Session

from handlers.assign import units_of
from handlers.directory import Member, Team, matching, named, teams
from handlers.invites import VALID_FOR, invite, typed
from handlers.permits import may
from handlers.talk import Reply, Talk
from messages.formats import moment
from models.acts import Act
from models.assignment import Assignment
from models.follow import open_work
from models.office import Office
from models.people import Person, Role
from models.permits import Action
from models.platform import outages
from models.unreached import not_reached
from reports.slips import KIND, Slip, Slips, to_json
from vietnamese.text import fold, nfc

SHOWN = 40  # people in one message; beyond that units are counted
_TITLE = re.compile(r"(?:anh|chị|chi|ông|ong|bà|cô|chú|em|đồng chí|dong chi|đ/c|d/c)\s+(?=\S)", re.I)
_LEADERS = re.compile(r"(?:cac )?(?:lanh dao|sep)(?: (?:so|co quan|don vi))?")
_UNREACHED = re.compile(r"chua (?:toi|lien he)(?: duoc)?|chua nhan (?:duoc )?tin")
_ON_PAPER = re.compile(r"(?:in )?(?:phieu|qr|ma qr)(?: moi)?(?: |$)")
_FILE = re.compile(r"(?:xuat|tai ve|tai)(?: (?:tep|file|excel|danh sach|danh ba))*|tep|file|excel")
ROSTER = "can-bo.xlsx"
FILE_NAME = "phieu-moi.docx"
SEPARATE = 6  # invitations sent one a message, ready to be forwarded


def list_people(talk: Talk, argument: str) -> list[Reply]:
    """/danhba [đơn vị, tên người]: units, people, and who has joined; "chưa tới": who gets no message, and what can be
    done; "xuất": all of it as the roster's file."""
    if _FILE.fullmatch(fold(argument)) and may(talk, Action.CHANGE_PEOPLE):
        talk.note(Act.EXPORTED, f"office {talk.office.id}", what="roster")
        return [replace(talk.say("people_file"), document=f"roster:{talk.office.id}", document_name=ROSTER)]
    if _UNREACHED.fullmatch(fold(argument)):
        work = open_work(talk.session, Assignment.office_id == talk.office.id, day=talk.today)
        unreached = not_reached(talk.session, talk.office, work, talk.today)
        return [talk.say("people_unreached", unreached=unreached, down=outages(talk.session, talk.office.id or 0))]
    everybody = teams(talk.session, talk.office.id or 0, talk.now)
    shown = matching(argument, everybody) if argument else everybody
    if not shown:
        ids = {member.id for member in named(_TITLE.sub("", nfc(argument)), everybody)}
        people = [(team, member) for team in everybody for member in team.members if member.id in ids]
        return [talk.say("people_card", people=people) if people else talk.say("people_unknown", name=argument)]
    brief = sum(len(team.members) for team in shown) > SHOWN
    return [talk.say("people_list", teams=shown, brief=brief)]


def invite_people(talk: Talk, argument: str) -> list[Reply]:
    """/moi: who has not joined; /moi [tên, đơn vị hoặc "tất cả"]: their invitations; "phiếu" before it: on paper."""
    everybody = teams(talk.session, talk.office.id or 0, talk.now)
    if not argument:
        return [talk.say("people_missing", teams=[team for team in everybody if team.missing])]
    argument = nfc(argument)
    paper = _ON_PAPER.match(fold(argument))
    if paper:
        argument = argument[paper.end() :] or "tất cả"
    hand_out = on_paper if paper else invitations
    if fold(argument) == "tat ca":
        return hand_out(talk, [member for team in everybody for member in team.missing])
    people = _leaders(everybody) if _LEADERS.fullmatch(fold(argument)) else named(_TITLE.sub("", argument), everybody)
    if len(people) == 1:
        return hand_out(talk, people)
    found = [] if people else matching(argument, everybody)
    if len(found) == 1:
        return hand_out(talk, found[0].missing)
    if not people and not found:
        return [talk.say("people_unknown", name=argument)]
    return [talk.say("people_which", name=argument, people=people, teams=found)]


def _leaders(everybody: Sequence[Team]) -> list[Member]:
    return [member for team in everybody for member in team.members if member.role is Role.LEADER]


def invite_pressed(talk: Talk, data: str) -> list[Reply]:
    """A button of /moi: "p12" is a person, "u3" those of a unit who have not joined, "u0" those without a unit, "s" the
    slips of all who have not."""
    everybody = teams(talk.session, talk.office.id or 0, talk.now)
    if data == "s":
        return on_paper(talk, [member for team in everybody for member in team.missing])
    people = [member for team in everybody for member in team.members if data == f"p{member.id}"]
    found = [team for team in everybody if data == f"u{team.id}"]
    if not people and not found:
        return [talk.say("button_old")]
    return invitations(talk, people or found[0].missing)


def invitations(talk: Talk, members: Sequence[Member]) -> list[Reply]:
    """A new invitation for each, which voids the one before."""
    made, until = _codes(talk, members), talk.now + VALID_FOR
    shown = [{"person": person, "code": typed(code), "link": _link(talk, code)} for person, code in made]
    if not shown:
        return [talk.say("people_all_in")]
    if len(shown) > SEPARATE:
        return [talk.say("invite_list", invitations=shown, until=until)]
    # Whoever is invited reads it, forwarded.
    return [talk.say_to(person, "invite", until=until, **one) for (person, _), one in zip(made, shown, strict=True)]


def on_paper(talk: Talk, members: Sequence[Member]) -> list[Reply]:
    """The same as a sheet of slips, to cut apart and hand over."""
    made, until = _codes(talk, members), talk.now + VALID_FOR
    if not made:
        return [talk.say("people_all_in")]
    sheet = slips_of(talk.session, talk.office, made, until, talk.incoming.join_link)
    words = talk.say("invite_sheet", count=len(made), until=until)
    return [replace(words, document=f"{KIND}:{to_json(sheet)}", document_name=FILE_NAME)]


def slips_of(
    session: Session, office: Office, made: Sequence[tuple[Person, str]], until: datetime, prefix: str
) -> Slips:
    """The slips of new codes; `prefix` and a code are the link that opens the bot, or "" where there is none."""
    units = {unit.id: unit.name for unit in units_of(session, office.id or 0)}
    slips = [
        Slip(person.name, units.get(person.unit_id, ""), f"{prefix}{code}" if prefix else typed(code), typed(code))
        for person, code in made
    ]
    name = prefix.partition("t.me/")[2].partition("?")[0]
    sheet = Slips(office.name, moment(until, office.zone), bool(prefix), tuple(slips))
    return replace(sheet, chat=f"@{name} trên Telegram") if name else sheet


def _codes(talk: Talk, members: Sequence[Member]) -> list[tuple[Person, str]]:
    for member in members:
        talk.note(Act.PERSON_INVITED, f"person {member.id}")
    return [(member.person, invite(talk.session, member.person, talk.now)) for member in members]


def _link(talk: Talk, code: str) -> str:
    return escape(f"{talk.incoming.join_link}{code}") if talk.incoming.join_link else ""
