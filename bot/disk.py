"""How full the disk is: from 80 % on somebody must act, from 95 % on nothing more is confirmed to the platforms."""

import os
from dataclasses import dataclass
from pathlib import Path

ALARM = 0.80
FULL = 0.95


class NotNow(Exception):  # noqa: N818  no error of ours: whoever brought the message keeps it and comes again
    """The message is not taken now."""


@dataclass(frozen=True)
class Room:
    """`used` is a share from 0 to 1, `free` is in bytes; both as `df` counts for those who are not root."""

    used: float
    free: int


def room(*folders: Path) -> Room:
    """The room on the fullest of the disks that hold these folders."""
    return max((_room(folder) for folder in folders), key=lambda each: each.used)


def _room(folder: Path) -> Room:
    disk = os.statvfs(folder)
    used = disk.f_blocks - disk.f_bfree
    return Room(used / max(1, used + disk.f_bavail), disk.f_bavail * disk.f_frsize)
