"""Two machines in namespaces of their own, each with a line to the database and one to the platform, to be cut.

Whoever uses it runs in a namespace too (`unshare --net`), which ends with its processes and takes all of it along.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from typing import Self

NETS = {"database": "10.91.1", "telegram": "10.91.2"}
TOOLS = ("ip", "unshare", "nsenter")


def missing() -> str:
    """Why there are no such networks here; "" where they can be made."""
    if os.geteuid() != 0:
        return "network namespaces want root"
    if lacking := [tool for tool in TOOLS if not shutil.which(tool)]:
        return f"not installed: {', '.join(lacking)}"
    tried = subprocess.run(
        ["unshare", "--net", "--uts", "ip", "link", "add", "try", "type", "bridge"], capture_output=True, check=False
    )
    return "" if tried.returncode == 0 else "no network namespaces may be made here"


def ip(words: str, *inside: str) -> None:
    subprocess.run([*inside, "ip", *words.split()], check=True)


def build() -> None:
    """The bridges, in this process's namespace: one for the database, one for the platform, each with our end."""
    ip("link set lo up")
    for name, net in NETS.items():
        ip(f"link add {name} address 02:00:00:00:91:{net[-1]:0>2} type bridge")  # else it changes with its ports
        ip(f"addr add {net}.1/24 dev {name}")
        ip(f"link set {name} up")


class Machine:
    """A host name and a network of its own, with a port on each bridge."""

    def __init__(self, number: int) -> None:
        self._number = number
        name = f"echo node{number} > /proc/sys/kernel/hostname && exec sleep infinity"
        self._holder = subprocess.Popen(["unshare", "--net", "--uts", "sh", "-c", name])
        own = os.readlink("/proc/self/ns/net")
        while os.readlink(f"/proc/{self._holder.pid}/ns/net") == own:
            time.sleep(0.01)
        for name, net in NETS.items():
            ip(f"link add {name}{number} type veth peer name {name} netns {self._holder.pid}")
            ip(f"addr add {net}.{number + 1}/24 dev {name}", *self.inside)
            ip(f"link set {name} up", *self.inside)
            ip(f"link set {name}{number} up")
        ip("link set lo up", *self.inside)
        self.join(*NETS)

    @property
    def inside(self) -> Sequence[str]:
        """What a command begins with that runs on this machine."""
        return ("nsenter", "-t", str(self._holder.pid), "--net", "--uts")

    def cut(self, *nets: str) -> None:
        """Nothing goes through any more, and nobody is told."""
        for net in nets:
            ip(f"link set {net}{self._number} nomaster")

    def join(self, *nets: str) -> None:
        for net in nets:
            ip(f"link set {net}{self._number} master {net}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._holder.kill()
        self._holder.wait()
