"""What the audit writes down."""

from enum import StrEnum


class Act(StrEnum):
    """What is written down; its words are in templates/vi/audit_words.j2."""

    REPORT_MADE = "report.made"
    REPORT_FETCHED = "report.fetched"  # an earlier one asked for again by its sign
    FILE_SENT = "file.sent"  # queued for somebody; the outbox row says when it arrived
    FORM_CHANGED = "report.form_changed"
    SOURCES_SEEN = "sources.seen"  # who said what behind a figure: words of others
    EXPORTED = "exported"
    PLAN_ADDED = "plan.added"
    PLAN_APPROVED = "plan.approved"
    PLAN_DISCARDED = "plan.discarded"
    PLAN_CHANGED = "plan.changed"
    PLAN_CLOSED = "plan.closed"
    DATE_MOVED = "date.moved"
    TIME_GRANTED = "time.granted"
    TIME_REFUSED = "time.refused"
    WORK_STOPPED = "work.stopped"
    WORK_RESUMED = "work.resumed"
    WORK_DELEGATED = "work.delegated"
    WORK_MOVED = "work.moved"  # to another unit
    ENTERED_FOR = "progress.entered_for"  # a reply written down for somebody else
    ROSTER_IMPORTED = "roster.imported"
    PERSON_ADDED = "person.added"
    PERSON_INVITED = "person.invited"
    PERSON_JOINED = "person.joined"
    ACCOUNT_MOVED = "account.moved"
    PERSON_CHANGED = "person.changed"  # name, phone number or channel
    PERSON_ROLE = "person.role"
    PERSON_MOVED = "person.moved"
    PERSON_LEFT = "person.left"
    PERSON_ERASED = "person.erased"
    PERSON_AWAY = "person.away"
    UNIT_ADDED = "unit.added"
    UNIT_RENAMED = "unit.renamed"
    UNIT_MERGED = "unit.merged"
    UNIT_SPLIT = "unit.split"
    UNIT_CLOSED = "unit.closed"
    OFFICE_ADDED = "office.added"
    SETTING_CHANGED = "setting.changed"
    GROUP_BOUND = "group.bound"
    GROUP_UNBOUND = "group.unbound"
    AUDIT_SEEN = "audit.seen"
    CODES_GUESSED = "codes.guessed"
    CODE_REPLAYED = "code.replayed"
    REFUSED = "refused"
    DATA_SEEN = "data.seen"
    DATA_REQUESTED = "data.requested"
    DATA_ANSWERED = "data.answered"
    DATA_CLEARED = "data.cleared"
    MESSAGE_SEEN = "message.seen"  # its text, on the command line
    OUTBOX_CHANGED = "outbox.changed"
    COPY_MADE = "copy.made"  # of the whole database
    COPY_RESTORED = "copy.restored"
