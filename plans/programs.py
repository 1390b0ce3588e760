"""Optional programs beside this one (tesseract, soffice, antiword): found or missing, started without a shell."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

Started = subprocess.Popen[bytes]


def has(program: str) -> bool:
    """True where this machine has the program."""
    return shutil.which(program) is not None


@contextmanager
def room(memory: int) -> Iterator[None]:
    """What is started inside may take `memory` bytes of address space, as far as the hard limit of isolate.py allows.

    Limits are inherited when a process starts, so raising one's own for that moment needs no code in the new process.
    """
    kinds = (resource.RLIMIT_AS, resource.RLIMIT_DATA)
    before = [resource.getrlimit(kind) for kind in kinds]
    for kind, (_, hard) in zip(kinds, before, strict=True):
        allowed = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(kind, (allowed, hard))
    try:
        yield
    finally:
        for kind, limits in zip(kinds, before, strict=True):
            resource.setrlimit(kind, limits)


def start(args: Sequence[str], memory: int, settings: Mapping[str, str] | None = None) -> Started:
    """A program with pipes for its input and output; it stays in our process group, so that a time-out ends it too."""
    with room(memory):
        return subprocess.Popen(  # noqa: S603  fixed arguments, no shell
            args,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **(settings or {})},
        )
