"""The office's own form of the report: sent by the clerk as "mẫu báo cáo", shown and dropped by /maubaocao."""

from typing import Any

from handlers.talk import Reply, Talk
from messages.channel import Attachment
from models.acts import Act
from plans.draft import FormRead, UnreadableError
from reports.template import NOT_WORD, check
from vietnamese.text import fold

FILE_NAME = "MauBaoCao.docx"
LARGEST = 5_000_000  # bytes
LARGEST_TEXT = 10_000_000  # of XML when unpacked
_ELSEWHERE = ("/image", "/video", "/audio")  # fetched by whoever opens the report


def problems_of(data: bytes) -> list[str]:
    """Why a file cannot be the office's form, one line each; first of all whether it is safe to open."""
    from plans.archive import open_package, parse_part

    if not data.startswith(b"PK"):
        return [NOT_WORD]
    if len(data) > LARGEST:
        return ["Mẫu lớn hơn 5 MB, mà báo cáo nào cũng mang theo; hãy bớt ảnh rồi gửi lại."]
    try:
        with open_package(data) as archive:
            xml = [entry for entry in archive.infolist() if entry.filename.endswith((".xml", ".rels"))]
            if sum(entry.file_size for entry in xml) > LARGEST_TEXT:
                return ["Mẫu quá dài; hãy bỏ bớt nội dung rồi gửi lại."]
            if any(_has_links(parse_part(archive, entry.filename)) for entry in xml):
                return ["Mẫu có ảnh hoặc tệp nằm ở nơi khác; hãy chèn hẳn vào tệp rồi gửi lại."]
    except UnreadableError as error:
        return [str(error)]
    return check(data)


def _has_links(part: Any) -> bool:
    kinds = (link.get("Type", "") for link in part.iterfind("{*}Relationship[@TargetMode='External']"))
    return any(kind.endswith(_ELSEWHERE) for kind in kinds)


def receive(talk: Talk, file: Attachment, read: FormRead) -> list[Reply]:
    """A form that was looked through already: used from the next report on, or refused with every reason."""
    if read.problems or file.sha256 is None:
        return [talk.say("form_wrong", name=file.name, problems=read.problems)]
    same = talk.office.report_form == file.sha256
    talk.office.report_form = file.sha256
    if not same:
        talk.note(Act.FORM_CHANGED, f"office {talk.office.id}", form=file.sha256[:12])
    return [talk.say("form_used", name=file.name, same=same, form=file.sha256)]


def show(talk: Talk, argument: str = "") -> list[Reply]:
    """/maubaocao: the form in use, or the one to begin from; "/maubaocao bỏ" goes back to the usual one."""
    own = talk.office.report_form
    if fold(argument).strip() in ("bo", "bo mau", "mau chung", "chung"):
        return [_drop(talk)]
    words = talk.say("form", form=own).words
    return [Reply(words, f"file:{own}" if own else "form:docx", FILE_NAME)]


def press(talk: Talk, argument: str) -> list[Reply]:
    """Mẫu ban đầu, "start"; Bỏ mẫu, "<beginning of the form's hash>": only the form that the button was shown with."""
    own = talk.office.report_form
    if argument == "start":
        return [Reply(talk.say("form_start").words, "form:docx", FILE_NAME)]
    return [_drop(talk) if own and argument and own.startswith(argument) else talk.say("button_old")]


def _drop(talk: Talk) -> Reply:
    had = talk.office.report_form is not None
    talk.office.report_form = None
    if had:
        talk.note(Act.FORM_CHANGED, f"office {talk.office.id}")
    return talk.change("form_dropped", had=had)
