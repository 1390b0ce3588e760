"""A PostgreSQL of our own: started from the installed binaries in a temporary folder, stopped and removed at the end.

python tests/postgres.py COMMAND...     runs COMMAND with DONDOC_TEST_DATABASE_URL naming such a server
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

MISSING = "no PostgreSQL here: initdb and pg_ctl are neither on the path nor in /usr/lib/postgresql"
# A crash of the server loses nothing with fsync off; only a crash of the machine would.
SETTINGS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=200"


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version's; Debian keeps it off the path."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -float(folder.parent.name))
    on_path = shutil.which("initdb")
    folders += [Path(on_path).resolve().parent] if on_path else []
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


class Cluster:
    """A server reached by a socket in its own folder, and from `network` (such as 10.91.1.0/24) where one is given.

    It refuses to run as root, so root hands it to somebody else.
    """

    def __init__(self, binaries: Path, folder: Path, network: str = "") -> None:
        self._binaries, self._folder = binaries, folder
        self._owner = _somebody() if os.geteuid() == 0 else None
        self._count = 0
        if self._owner:
            os.chown(folder, self._owner.pw_uid, self._owner.pw_gid)
        folder.chmod(0o755)
        self._run("initdb", "-A", "trust", "-U", "dondoc", "--no-locale", "-E", "UTF8", "--no-sync")
        self._settings = SETTINGS
        if network:
            self._settings += " -c listen_addresses='*'"
            with (folder / "data" / "pg_hba.conf").open("a") as rules:
                rules.write(f"host all all {network} trust\n")

    def start(self) -> None:
        self._run("pg_ctl", "-w", "-l", f"{self._folder}/log", "-o", f"-k {self._folder} {self._settings}", "start")

    def stop(self, mode: str = "fast") -> None:
        """`mode` is pg_ctl's: "smart", "fast" or "immediate" (a crash)."""
        self._run("pg_ctl", "-w", "-m", mode, "stop")

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://dondoc@/{database}?host={self._folder}"

    def fresh(self) -> str:
        """The address of a new, empty database."""
        self._count += 1
        name = f"fresh{self._count}"
        with psycopg.connect(f"host={self._folder} user=dondoc dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.url(name)

    def _run(self, program: str, *arguments: str) -> None:
        data = f"{self._folder}/data"
        command = [str(self._binaries / program), "-D", data, *arguments]
        owner = {"user": self._owner.pw_uid, "group": self._owner.pw_gid, "extra_groups": []} if self._owner else {}
        with tempfile.TemporaryFile() as said:  # a pipe would stay open as long as the server
            done = subprocess.run(
                command, cwd=self._folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False, **owner
            )
            said.seek(0)
            assert done.returncode == 0, said.read().decode(errors="replace")


def _somebody() -> pwd.struct_passwd:
    names = {each.pw_name: each for each in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


@contextmanager
def running(binaries: Path, network: str = "") -> Iterator[Cluster]:
    """A started server, gone at the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="dondoc-pg-"))
    try:
        cluster = Cluster(binaries, folder, network)
        cluster.start()
        try:
            yield cluster
        finally:
            if (folder / "data" / "postmaster.pid").exists():
                cluster.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    found = binaries()
    if found is None:
        sys.exit(MISSING)
    with running(found) as cluster:
        environment = os.environ | {"DONDOC_TEST_DATABASE_URL": cluster.url()}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
