"""Files without a report: the task they are evidence of, asked once for all that was sent in one go."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlmodel import col, select

from handlers.awaiting import as_said_then, awaited, stop_waiting, wait_for
from handlers.journal import Entry, last_line, record
from handlers.permits import may
from handlers.stale import gone
from handlers.talk import Reply, Talk, id_of
from handlers.thread import spoken_of, which_work
from handlers.work import Work, find_work, my_work
from messages.captions import is_for_each, tasks_named
from models.assignment import Progress, Said, journal_of
from models.evidence import Evidence, files_of, of_album
from models.permits import Action
from models.standing import taken_back

SOON = timedelta(minutes=5)  # after a report, its photos follow
MOST = 12  # tasks to choose among


def keep(talk: Talk) -> list[Reply]:
    """For the task of the caption, of the message answered, of the report just sent, or the only one open."""
    named, refs = _named(talk)
    if refs:
        each = len(named) == 1 or (len(named) > 1 and is_for_each(talk.incoming.text))
        return [_record(talk, work) for work in named] if each else _ask(talk, named, missing=refs[:1])
    recent = [] if spoken_of(talk) or talk.said.task_ref else _just_reported(talk)
    if len(recent) == 1:
        return [_with_way_out(talk, recent[0], _record(talk, recent[0]))]
    meant = which_work(talk, talk.said)
    return [_record(talk, meant.work)] if meant.work and not recent else _ask(talk, recent or meant.among)


def ask_again(talk: Talk) -> list[Reply]:
    """The question about files that wait, whatever was reported since."""
    named, refs = _named(talk)
    return _ask(talk, named or my_work(talk), missing=refs[:1] if named else ())


def _record(talk: Talk, work: Work) -> Reply:
    return record(talk, work, Entry(Said.EVIDENCE, talk.incoming.text, files=talk.incoming.attachments))


def _named(talk: Talk) -> tuple[list[Work], list[str]]:
    """The sender's tasks that the caption names, and the numbers it names."""
    refs, mine = tasks_named(talk.incoming.text), my_work(talk)
    found: dict[int, Work] = {}
    for ref in refs:
        numbered = [work for work in mine if ref == str(work.task.position)]
        found |= {work.id: work for work in numbered or [work for work in mine if ref == work.task.label]}
    return list(found.values()), refs


def _just_reported(talk: Talk) -> list[Work]:
    """What the sender's last report was about, if it was a moment ago; one message may tell of several tasks."""
    last = last_line(talk)
    if last is None or not timedelta() <= talk.incoming.sent_at - last[0].at <= SOON:
        return []
    query = select(Progress).where(Progress.person_id == talk.person.id, Progress.at == last[0].at)
    lines = {line.id: line for line in talk.session.exec(query) if line.said not in (Said.RECEIVED, Said.WITHDRAWN)}
    corrected = set(talk.session.exec(select(Progress.corrects).where(col(Progress.corrects).in_(list(lines)))))
    told = {line.assignment_id for line in lines.values() if line.id not in corrected}
    return [work for work in my_work(talk) if work.id in told]


def _with_way_out(talk: Talk, work: Work, recorded: Reply) -> Reply:
    """Nobody said that the files belong there, so one tap takes them elsewhere."""
    last = last_line(talk, [work])
    if last is None or last[0].said is not Said.EVIDENCE or last[0].at != talk.incoming.sent_at:
        return recorded  # it had them already
    files = len(_files(talk, last[0]))
    said = talk.say("evidence_kept", ref=work.ref, task=work.task, files=files, line=last[0])
    return replace(recorded, words=said.words)


def late_of_album(talk: Talk) -> list[Reply] | None:
    """A file that arrives after others of its album goes where they went, or waits with them for the same answer."""
    album, row = talk.incoming.album, awaited(talk)
    if not album or talk.incoming.text.strip() or not talk.incoming.attachments:
        return None
    if row is not None and as_said_then(talk, row).incoming.album == album:
        before = as_said_then(talk, row).incoming
        whole = replace(before, attachments=(*before.attachments, *talk.incoming.attachments))
        row.data = {**row.data, "message": whole.to_json()}
        talk.session.add(row)
        return []
    mine = my_work(talk)
    kept = of_album(talk.session, album, [work.id for work in mine])
    return [_record(talk, work) for work in mine if work.id in kept] or None


def _ask(talk: Talk, among: Sequence[Work], missing: Sequence[str] = ()) -> list[Reply]:
    """One question for all the files; of several tasks named, each may be meant."""
    works = list(among) or [work for work in my_work(talk) if work.is_open]
    if not works:
        return [talk.say("no_work", is_clerk=may(talk, Action.CHANGE_PLAN))]
    wait_for(talk, "which")
    values = {"works": works[:MOST], "plans": len({work.plan.id for work in works}), "all": bool(among and missing)}
    absent = missing[0] if missing and not among else None
    return [talk.say("ask_evidence", files=len(talk.incoming.attachments), missing=absent, **values)]


def choose_all(talk: Talk, _argument: str) -> list[Reply]:
    """The button that gives the waiting files to each task that their caption names."""
    row = awaited(talk)
    before = as_said_then(talk, row) if row is not None and row.what == "which" else None
    works = _named(before)[0] if before else []
    if before is None or not works:
        return gone(talk)
    stop_waiting(talk)
    return [_record(before, work) for work in works]


def move(talk: Talk, argument: str) -> list[Reply]:
    """ "Của việc khác", "<journal line>", then the task chosen, "<journal line>:<assignment id>"."""
    identity, _, target = argument.partition(":")
    line = talk.session.get(Progress, id_of(identity) or 0)
    work = find_work(talk, line.assignment_id) if line else None
    if line is None or work is None or line.person_id != talk.person.id or line.said is not Said.EVIDENCE:
        return [talk.say("button_old")]
    rows = _files(talk, line)
    if line.id in taken_back(journal_of(talk.session, work.id)) or not rows:
        return [talk.say("evidence_elsewhere", ref=work.ref)]
    chosen = find_work(talk, id_of(target))
    if chosen is not None and chosen.id != work.id:
        return [_moved(talk, line, work, chosen)]
    others = sorted((each for each in my_work(talk) if each.id != work.id), key=lambda each: not each.is_open)
    return [talk.say("evidence_which", line=line, ref=work.ref, works=others[:MOST], files=len(rows))]


def _moved(talk: Talk, line: Progress, work: Work, chosen: Work) -> Reply:
    rows = _files(talk, line)
    record(talk, work, Entry(Said.WITHDRAWN, ""), corrects=line)
    # Said when the files were: what is asked of them since stays about them.
    then = replace(talk, incoming=replace(talk.incoming, sent_at=line.at), completed_at=talk.incoming.sent_at)
    record(then, chosen, Entry(Said.EVIDENCE, line.words))
    kept = last_line(talk, [chosen])
    known = {row.sha256 for row in files_of(talk.session, chosen.id)}
    for row in rows:
        if kept and row.sha256 not in known:
            row.progress_id = kept[0].id or 0
            talk.session.add(row)
    said = talk.say("evidence_moved", files=len(rows), old=work.ref, new=chosen.ref, task=chosen.task)
    return replace(said, speaks_of=(chosen.id,))


def _files(talk: Talk, line: Progress) -> list[Evidence]:
    return list(talk.session.exec(select(Evidence).where(Evidence.progress_id == line.id)).all())
