"""Pages drawn as pictures, and what copiers and phones do to them."""

import io
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT = Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSerif.ttf"
A4 = (1654, 2339)  # at 200 dots per inch


def _has_tesseract() -> bool:
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, check=False)
    return b"vie" in listed.stdout.split()


needs_tesseract = pytest.mark.skipif(not _has_tesseract(), reason="tesseract-ocr and tesseract-ocr-vie not installed")


def font(points: float = 12) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, round(points * 200 / 72))


def page(lines: Sequence[str], points: float = 12) -> Image.Image:
    """Lines of text on white A4 paper."""
    image = Image.new("L", A4, 255)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((240, 180 + number * round(points * 5)), line, font=font(points), fill=20)
    return image


def add_table(image: Image.Image, top: int, columns: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
    """A ruled table; `columns` are its upright lines, a cell's lines are parted by line ends."""
    draw = ImageDraw.Draw(image)
    bottom = top
    for cells in rows:
        height = 50 * max(cell.count("\n") + 1 for cell in cells) + 20
        draw.line((columns[0], bottom, columns[-1], bottom), fill=0, width=3)
        for x, cell in zip(columns, cells, strict=False):
            draw.multiline_text((x + 14, bottom + 10), cell, font=font(11), fill=20, spacing=14)
        for x in columns:
            draw.line((x, bottom, x, bottom + height), fill=0, width=3)
        bottom += height
    draw.line((columns[0], bottom, columns[-1], bottom), fill=0, width=3)


def worn(image: Image.Image, degrees: float = 1.2, noise: float = 12, seed: int = 7) -> Image.Image:
    """A faded, grainy, crooked copy in uneven light."""
    turned = image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.7))
    grey = np.asarray(turned, dtype=np.float32) * 0.55 + 100
    light = np.linspace(0.65, 1.0, grey.shape[1])[None, :] * np.linspace(1.0, 0.85, grey.shape[0])[:, None]
    grain = np.random.default_rng(seed).normal(0, noise, grey.shape)
    return Image.fromarray(np.clip(grey * light + grain, 0, 255).astype(np.uint8))


def as_bytes(image: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    kept = io.BytesIO()
    image.save(kept, form, **options)
    return kept.getvalue()


def as_pdf(*images: Image.Image) -> bytes:
    first, *more = [image.copy() for image in images]  # Pillow keeps on a picture what it was saved together with
    return as_bytes(first, "PDF", save_all=True, append_images=more, resolution=200)
