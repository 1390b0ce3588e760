"""Where an error arose, for logs. What it says is left out: it may quote people's words."""

import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def place_of(error: BaseException) -> str:
    """The error's class and our own lines that led to it, the innermost first: "ValueError at handlers/tasks.py:23"."""
    kind = type(error).__name__
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f"{Path(frame.filename).relative_to(ROOT)}:{frame.lineno}" for frame in frames if _is_ours(frame.filename)]
    return f"{kind} at {' < '.join(ours[:-5:-1])}" if ours else kind


def _is_ours(file_name: str) -> bool:
    path = Path(file_name)
    return path.is_relative_to(ROOT) and "site-packages" not in path.parts
