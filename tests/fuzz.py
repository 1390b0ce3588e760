"""Damaged documents of every format: `python tests/fuzz.py --count 2000 --seed 1`. Each is read or refused in one line.

Every document is read in a process of its own, forked, with a limit on memory; what takes too long is ended.
"""

import argparse
import io
import os
import random
import resource
import select
import signal
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator

from old_codes import tcvn3, vni
from plan_in import as_page, as_sheet, as_text, as_word, converted
from plans.draft import UnreadableError
from plans.read import read

CPU_SECONDS, SECONDS, MEMORY = 20, 120, 1024 * 1024 * 1024
Mutation = Callable[[bytes, random.Random], bytes]


def samples(*, programs: bool) -> dict[str, bytes]:
    """One document a format; `programs` adds those that LibreOffice writes or reads."""
    word, sheet, text = as_word(table=True, automatic=True), as_sheet(), as_text(table=True)
    found = {
        "docx": word,
        "xlsx": sheet,
        "html": as_page().encode(),
        "mht": b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + as_page().encode(),
        "csv": "\n".join(";".join(line.split("|")) for line in text.splitlines()).encode(),
        "txt": text.encode(),
        "utf16": text.encode("utf-16"),
        "tcvn3": tcvn3(text).encode("latin-1"),
        "vni": vni(text).encode("latin-1"),
    }
    if programs:
        found |= {
            "xls": converted(sheet, "xlsx", "xls"),
            "ods": converted(sheet, "xlsx", "ods"),
            "pdf": converted(word, "docx", "pdf"),
            "doc": converted(word, "docx", "odt", "doc"),
            "rtf": converted(word, "docx", "rtf"),
            "odt": converted(word, "docx", "odt"),
        }
        found |= _pictures(found["pdf"])
    return found


def _pictures(pdf: bytes) -> dict[str, bytes]:
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil()
    files = {kind: io.BytesIO() for kind in ("png", "jpeg", "tiff")}
    for kind, file in files.items():
        page.convert("L").save(file, kind)
    return {kind: file.getvalue() for kind, file in files.items()}


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 10, 40))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    return chance.choice((data[:end], data[:start] + data[end:], data[:end] + data[start:]))


def grown(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    piece = data[at : at + chance.choice((1, 8, 200))] or b"\0"
    return data[:at] + piece * chance.choice((2, 50, 2_000)) + data[at:]


def extreme(data: bytes, chance: random.Random) -> bytes:
    """A number of the file made very large, negative or no number."""
    places = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    if not places:
        return flipped(data, chance)
    at = chance.choice(places)
    put = chance.choice((b"-1", b"99999999999", b"4294967295", b"65536", b"1e400", b"NaN", b""))
    return data[:at] + put + data[at + 1 :]


def members(data: bytes, chance: random.Random) -> bytes:
    """A zip package with one member damaged, dropped, renamed or doubled, and right sums of control."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen, other = chance.choice(names), chance.choice(names)
        way = chance.choice(("damage", "damage", "damage", "drop", "rename", "swap"))
        for name in names:
            content = old.read(name)
            if name == chosen and content and way == "damage":
                content = chance.choice((flipped, cut, grown, extreme, elements))(content, chance)
            if name == chosen and way == "swap":
                content = old.read(other)
            if name != chosen or way != "drop":
                new.writestr(name + ("x" if name == chosen and way == "rename" else ""), content)
    return packed.getvalue()


def elements(data: bytes, chance: random.Random) -> bytes:
    """XML with a tag lost, doubled, nested or moved."""
    tags = [part for part in data.split(b"<") if part]
    at, other = chance.randrange(len(tags)), chance.randrange(len(tags))
    way = chance.randrange(4)
    if way == 0:
        del tags[at]
    elif way == 1:
        tags[at:at] = tags[at : at + 20] * chance.choice((1, 100))
    elif way == 2:
        tags[at], tags[other] = tags[other], tags[at]
    else:
        tags[at:at] = [tags[at]] * chance.choice((10, 3_000))
    return b"<" + b"<".join(tags)


def mutations(kind: str) -> tuple[Mutation, ...]:
    if kind in ("docx", "xlsx", "ods", "odt"):
        return (flipped, cut, members, members, members, members)
    return (
        (flipped, cut, grown, extreme, elements)
        if kind in ("html", "mht", "rtf", "txt")
        else (flipped, cut, grown, extreme)
    )


def outcome(kind: str, data: bytes) -> str:
    """ "read", "refused", or what went wrong: "crash ...", "hang"."""
    source, target = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
        os.setpgid(0, 0)
        os.write(target, _said(kind, data).encode()[:4000])
        os._exit(0)
    os.close(target)
    said = _heard(source, child)
    _, status = os.waitpid(child, 0)
    os.close(source)
    return said or ("hang" if os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL) else f"crash by signal {status}")


def _heard(source: int, child: int) -> str:
    ready, _, _ = select.select([source], [], [], SECONDS)
    if ready:
        return os.read(source, 4000).decode("utf-8", "replace")
    os.killpg(child, signal.SIGKILL)
    return "hang"


def _said(kind: str, data: bytes) -> str:
    try:
        read(f"tep.{kind}", data)
    except UnreadableError as error:
        return "refused" if "\n" not in str(error) else f"crash: {error}"
    except MemoryError:
        return "memory"
    except BaseException as error:  # noqa: BLE001  what this looks for
        return f"crash {error!r} {traceback.format_exc()[-700:]}"
    return "read"


def damaged(kind: str, data: bytes, seed: int) -> bytes:
    chance = random.Random(f"{kind} {seed}")
    return chance.choice(mutations(kind))(data, chance)


def run(counts: dict[str, int], seed: int, files: dict[str, bytes]) -> Iterator[tuple[str, int, str, float]]:
    """Format, seed of the mutation, outcome and seconds."""
    for kind, count in counts.items():
        for at in range(seed, seed + count):
            began = time.monotonic()
            said = outcome(kind, damaged(kind, files[kind], at))
            yield kind, at, said, time.monotonic() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    files = {kind: data for kind, data in samples(programs=True).items() if asked.only in ("", kind)}
    # A run of LibreOffice or tesseract takes a second.
    slow = {kind for kind in files if kind in ("doc", "rtf", "odt", "png", "jpeg", "tiff")}
    share = asked.count // max(len(files) - 0.8 * len(slow), 1)
    counts = {kind: int(share * (0.2 if kind in slow else 1)) + 1 for kind in files}
    found: dict[str, Counter[str]] = {kind: Counter() for kind in files}
    longest = dict.fromkeys(files, 0.0)
    for kind, at, said, seconds in run(counts, asked.seed, files):
        found[kind][said.split(" ")[0]] += 1
        longest[kind] = max(longest[kind], seconds)
        if said.startswith(("crash", "hang", "memory")):
            sys.stdout.write(f"{kind} seed {at}: {said}\n")
    for kind, ends in found.items():
        sys.stdout.write(f"{kind:6} {sum(ends.values()):5} {dict(ends)} longest {longest[kind]:.2f} s\n")


if __name__ == "__main__":
    main()
