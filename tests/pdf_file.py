"""Small PDFs for tests, written by hand so that every word and line stands where a test puts it.

Places are points from the page's top left corner; every letter is half its type's size wide.
"""

import re
from collections.abc import Iterable, Sequence

A4 = (595.0, 842.0)
_FONTS = ("TimesNewRomanPSMT", "TimesNewRomanPS-BoldMT", ".VnTime", "VNI-Times")
REGULAR, BOLD, VN_TIME, VNI_TIMES = range(4)


def width(words: str, size: float = 14.0) -> float:
    return len(words) * size / 2


def text(x: float, y: float, words: str, *, size: float = 14.0, font: int = REGULAR, turned: bool = False) -> str:
    """Words on a line `y` below the page's top; `turned` words read from the page's bottom to its top."""
    matrix = "0 1 -1 0" if turned else "1 0 0 1"
    return f"BT /F{font} {size} Tf {matrix} {x} {{top}}{-y:+} Tm <{words.encode('utf-16-be').hex()}> Tj ET"


def rule(left: float, top: float, right: float, bottom: float) -> str:
    return f"{left} {{top}}{-top:+} m {right} {{top}}{-bottom:+} l S"


def grid(columns: Sequence[float], rows: Sequence[float]) -> list[str]:
    """The lines of a table, from the places of its borders."""
    across = [rule(columns[0], y, columns[-1], y) for y in rows]
    return across + [rule(x, rows[0], x, rows[-1]) for x in columns]


def lines(x: float, y: float, *words: str, step: float = 18.0, size: float = 14.0) -> list[str]:
    """Words on lines below each other."""
    return [text(x, y + at * step, line, size=size) for at, line in enumerate(words)]


def pdf(*pages: Iterable[str], size: tuple[float, float] = A4, turn: int = 0) -> bytes:
    """A file of pages, each given by its marks; `turn` is the pages' own rotation in degrees."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    fonts = "".join(f"/F{at} {3 + 2 * at} 0 R" for at in range(len(_FONTS)))
    to_unicode = 3 + 2 * len(_FONTS)
    for at, name in enumerate(_FONTS):
        objects.append(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{4 + 2 * at} 0 R]/ToUnicode {to_unicode} 0 R>>"
        )
        objects.append(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/DW 500"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
        )
    objects.append(_stream(_to_unicode()))
    kids = []
    for marks in pages:
        content = re.sub(r"\{top\}([+-][\d.e-]+)", lambda found: f"{size[1] + float(found[1]):g}", "\n".join(marks))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]/Rotate {turn}"
            f"/Resources<</Font<<{fonts}>>>>/Contents {len(objects) + 2} 0 R>>"
        )
        objects.append(_stream(content))
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    return _file(objects)


def _stream(content: str) -> str:
    return f"<</Length {len(content.encode('latin-1'))}>>stream\n{content}\nendstream"


def _to_unicode() -> str:
    ranges = [f"<{high:02x}00><{high:02x}ff><{high:02x}00>" for high in range(256)]
    parts = [f"100 beginbfrange\n{chr(10).join(ranges[at : at + 100])}\nendbfrange" for at in range(0, 256, 100)]
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <0000><ffff> endcodespacerange\n" + "\n".join(parts) + "\nendcmap end end"
    )


def _file(objects: list[str]) -> bytes:
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return data + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF\n"
    ).encode("latin-1")
