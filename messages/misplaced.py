"""A report put under the wrong task, as its sender says afterwards."""

from messages.corrections import withdrawn
from messages.pointers import pointers
from messages.wording import wording


def misplaced(text: str) -> str | None:
    """The task taken back in "không phải NV 3 mà là NV 4", "chứ không phải NV 3"; None where none or several are."""
    words = wording(text)
    gone = withdrawn(words)
    kept = {ref for pointer in pointers(words.hide(gone)) for ref in pointer.refs}
    refs = {ref for pointer in pointers(words) for ref in pointer.refs} - kept
    return refs.pop() if gone and kept and len(refs) == 1 else None
