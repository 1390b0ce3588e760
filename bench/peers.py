"""Everything that has a target, in one run and beside the peers; medians of several interleaved rounds.

    python -m bench.peers [--runs 3]

The peers' scripts are looked for in ../shared/bench beside the checkout, or in DONDOC_BENCH_PEERS. What they need is
installed once into .bench-venv, or is found in the environment that DONDOC_BENCH_VENV names.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
import venv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import backlog
from bench.table import Samples, show

ROOT = Path(__file__).parent.parent
OURS = shlex.quote(sys.executable)
ECHO = OURS + " -m bench.echo --api {base} --port {port} --db {db}"
SEND = OURS + " -m bench.send {base} {n} {rate}"
PTB, AIOGRAM = "{python} {here}/subj_ptb.py", "{python} {here}/subj_aiogram.py"
SLOW = json.dumps({"latency_ms": 50})
FEW, MANY = 100, 600
MINUTE = 60
# Their start-up script also times imports of libraries that we do not have.
START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); import bench_startup as it; it.IMPORTS = []; "
    "it.READY = it.READY[:1]; it.main()"
)
# Their crash script takes three silent seconds after a restart for the end; on a busy machine that is a start.
CRASH = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); import bench_crash as it; wait = it.Fake.wait_sent; "
    "it.Fake.wait_sent = lambda self, n, idle=5.0, **rest: wait(self, n, idle=max(idle, 12.0), **rest); "
    "it.SUBS = [one for one in it.SUBS if one[0] in ('ptb poll seq', 'aiogram poll tasks')]; it.main()"
)


@dataclass(frozen=True)
class Peers:
    """Where their scripts are, the interpreter for them, and the folder they write results to."""

    folder: Path
    python: Path
    out: Path

    def run(self, *arguments: str, subjects: Mapping[str, str]) -> str:
        """One of their scripts with these subjects beside its own; raises CalledProcessError."""
        named = [part for name, command in subjects.items() for part in ("--subject", f"{name}|{command}")]
        environment = os.environ | {"BENCH_OUT": str(self.out), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [self.python, *arguments, *named],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
            text=True,
        )
        return done.stdout

    def script(self, name: str) -> str:
        return str(self.folder / name)

    def result(self, name: str) -> dict[str, list[dict[str, float]]]:
        found = json.loads((self.out / name).read_text())
        return found if isinstance(found, dict) else {each["name"]: each["runs"] for each in found}


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--runs", type=int, default=3)
    runs = ask.parse_args().runs
    samples: Samples = defaultdict(list)
    with tempfile.TemporaryDirectory() as out:
        peers = found_peers(Path(out))
        if peers:
            for number in range(runs):
                say(f"round {number + 1} of {runs}, load {os.getloadavg()[0]:.1f}")
                one_round(peers, samples)
            say("a minute at the limit, kills in a backlog")
            at_the_limit(peers, samples)
            crash(peers, samples)
        else:
            say("no ../shared/bench beside the checkout: the peers' part is skipped")
    say("reminders by the ten thousand")
    backlog.measure(samples, runs)
    show(samples, runs)


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def found_peers(out: Path) -> Peers | None:
    folder = Path(os.environ.get("DONDOC_BENCH_PEERS", ROOT.parent / "shared" / "bench")).resolve()
    if not (folder / "requirements.txt").exists():
        return None
    home = Path(os.environ.get("DONDOC_BENCH_VENV", ROOT / ".bench-venv")).resolve()
    python = home / "bin" / "python"
    if not python.exists():
        say("installing what the peers need, once")
        venv.create(home, with_pip=True)
        wanted = str(folder / "requirements.txt")
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", wanted], check=True)
    return Peers(folder, python, out)


def one_round(peers: Peers, samples: Samples) -> None:
    """Every subject once: what disturbs the machine disturbs them alike."""
    report = ECHO + " --path report"
    updates(peers, samples, "", MANY, {"ptb": PTB, "echo": ECHO, "report": report})
    updates(peers, samples, "slow ", FEW, {"ptb": PTB})
    updates(peers, samples, "slow ", MANY // 2, {"aiogram": AIOGRAM, "echo": ECHO})
    peers.run(
        peers.script("bench_broadcast.py"),
        *("--kinds", "ptb_seq", "--n", str(MANY), "--reps", "1"),
        subjects={"ours": SEND},
    )
    for name, runs in peers.result("broadcast_free_lat0.json").items():
        samples[f"send {name}"] += [run["cpu"] / max(1, run["sent"]) * 1e6 for run in runs]
    peers.run("-c", START, str(peers.folder), "--reps", "1", subjects={"ours": ECHO + " --people 0"})
    for name, starts in json.loads((peers.out / "startup.json").read_text())["ready"].items():
        samples[f"ready {name}"] += [ready * 1000 for ready, _, _ in starts]
        samples[f"memory {name}"] += [memory for _, _, memory in starts]


def updates(peers: Peers, samples: Samples, prefix: str, count: int, subjects: Mapping[str, str]) -> None:
    peers.run(
        peers.script("bench_updates.py"),
        *("--only", "--n", str(count), "--reps", "1", "--rates", "", "--tag", "round"),
        *(("--config", SLOW) if prefix else ()),
        subjects=subjects,
    )
    for name, runs in peers.result("updates_round.json").items():
        samples[f"{prefix}cpu {name}"] += [run["cpu_us"] for run in runs]
        samples[f"{prefix}rate {name}"] += [run["rate"] for run in runs]
        if name in {"echo", "report"}:
            samples["unanswered"] += [max(0, count - run["sent"]) for run in runs]


def at_the_limit(peers: Peers, samples: Samples) -> None:
    """A real minute against a server that refuses the 31st message of any second; the peer's limiter for ten."""
    limited = (peers.script("bench_broadcast.py"), "--pace", "30", "--latency-ms", "50", "--reps", "1")
    for names, aim, seconds, subjects in (
        (("--only",), "29.5", MINUTE, {"ours": SEND}),
        (("--kinds", "ptb_aioratelimiter"), "30", 10, {}),
    ):
        peers.run(*limited, *names, "--aim", aim, "--secs", str(seconds), subjects=subjects)
        for name, runs in peers.result("broadcast_pace30_lat50.json").items():
            samples[f"paced {name}"] += [run["rate"] for run in runs]
            samples[f"refused {name}"] += [run["n429"] for run in runs]


def crash(peers: Peers, samples: Samples) -> None:
    table = peers.run("-c", CRASH, str(peers.folder), "--reps", "1", subjects={"ours": ECHO})
    for line in table.splitlines()[2:]:
        name, _, lost, doubled = (cell.strip() for cell in line.strip("|").split("|"))
        samples[f"lost {name}"].append(float(lost))
        samples[f"doubled {name}"].append(float(doubled))


if __name__ == "__main__":
    main()
