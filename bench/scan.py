"""What reading a scanned page costs: a plan printed, copied badly and read again."""

import io
import resource
import time

import numpy as np
from PIL import Image, ImageFilter

from plans.programs import has
from plans.scanned import pdf_blocks


def scanned(pdf: bytes, pages: int = 8) -> bytes:
    """The first pages as a crooked, grainy copy at 200 dots per inch."""
    import pypdfium2

    grain = np.random.default_rng(1)
    copies = []
    for page in list(pypdfium2.PdfDocument(pdf))[:pages]:
        image = page.render(scale=200 / 72, grayscale=True).to_pil()
        turned = image.rotate(1.2, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.7))
        grey = np.asarray(turned, dtype=np.float32) * 0.6 + 80 + grain.normal(0, 10, (turned.height, turned.width))
        copies.append(Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)))
    kept = io.BytesIO()
    copies[0].save(kept, "PDF", save_all=True, append_images=copies[1:], resolution=200, quality=60)
    return kept.getvalue()


def measure(pdf: bytes) -> tuple[float, float, float] | None:
    """Seconds a page: wall clock, our CPU time, the recogniser's; None where it is not installed."""
    if not has("tesseract"):
        return None
    data = scanned(pdf)
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    before = time.perf_counter()
    pages: list[int] = []
    pdf_blocks(data, lambda page, _of: pages.append(page))
    wall = time.perf_counter() - before
    own_after, others_after = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return wall / len(pages), _cpu(own_after, own) / len(pages), _cpu(others_after, others) / len(pages)


def _cpu(after: resource.struct_rusage, before: resource.struct_rusage) -> float:
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
