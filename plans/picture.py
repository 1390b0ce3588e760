"""A page as a picture: opened safely, evened out and set straight, ready for the recogniser. numpy and Pillow only."""

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter, ImageOps

from plans.draft import UnreadableError

Gray = npt.NDArray[np.uint8]
MAX_PIXELS = 60_000_000  # a phone's photo has 12 to 50 million
_MAX_COPIED = 25_000_000  # of a picture that has to be copied to be opened: see-through, of 16 bits, WebP
_LEAST = 16  # pixels; no line of text is lower
MAX_PHOTOS = 60  # pages of one TIFF
_LONG_SIDE = (2000, 3000)  # pixels; A4 at 170 to 250 dpi
_WHITE = 255
_PAPER = np.float32(250)
_INK = 160  # darker than this is ink once the paper is white
_STEEPEST = 6.0  # degrees
_BROKEN = "Ảnh bị hỏng, không mở được; hãy chụp hoặc gửi lại."
_TOO_LARGE = "Ảnh quá lớn để đọc; hãy gửi ảnh nhỏ hơn hoặc bản .docx."
_TOO_SMALL = "Ảnh quá nhỏ để đọc chữ; hãy gửi ảnh rõ hơn hoặc bản .docx."


def count_of(data: bytes) -> int:
    """How many pictures a JPEG, PNG, WebP or TIFF file holds, all of which can be opened. Raises UnreadableError."""
    with _opened(data) as file:
        count = getattr(file, "n_frames", 1)
        if count > MAX_PHOTOS:
            raise UnreadableError(f"Tệp ảnh có {count} trang, quá nhiều; hãy chỉ gửi các trang của kế hoạch.")
        for number in range(count):
            _frame(file, number)
    return count


def photo(data: bytes, number: int = 0) -> Image.Image:
    """One picture of a file that `count_of` has looked through, upright as its camera noted, on white paper."""
    with _opened(data) as file:
        return _frame(file, number)


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(BytesIO(data), formats=("JPEG", "PNG", "TIFF", "WEBP")) as file,
        ):
            yield file
    except (Image.DecompressionBombError, MemoryError):
        raise UnreadableError(_TOO_LARGE) from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise UnreadableError(_BROKEN) from None


def _frame(file: Image.Image, number: int) -> Image.Image:
    file.seek(number)
    short, long = sorted(file.size)
    if short * min(1.0, _LONG_SIDE[1] / long) < _LEAST:
        raise UnreadableError(_TOO_SMALL)
    is_lean = file.mode in ("1", "L", "P", "RGB", "CMYK") and "transparency" not in file.info and file.format != "WEBP"
    if short * long > (MAX_PIXELS if is_lean else _MAX_COPIED):
        raise UnreadableError(_TOO_LARGE)
    file.draft("L", (_LONG_SIDE[1], _LONG_SIDE[1]))  # a JPEG is unpacked at a fraction of its size
    return ImageOps.exif_transpose(_on_white(_reduced(file)))


def _reduced(image: Image.Image) -> Image.Image:
    """No larger than will be read, before anything is copied: a fax of 600 dpi has 35 million pixels a page."""
    if image.mode == "1":
        image = image.convert("L")
    is_even = image.mode in ("L", "RGB", "RGBA", "CMYK") and "transparency" not in image.info
    return sized(image) if is_even and max(image.size) > _LONG_SIDE[1] else image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith(("I", "F")):
        return _of_eight_bits(image)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        paper = Image.new("RGBA", rgba.size, "white")
        paper.alpha_composite(rgba)
        paper.info = image.info
        image = paper
    return image.convert("L")


def _of_eight_bits(image: Image.Image) -> Image.Image:
    """A picture of 16 or 32 bits with its brightest grey as white; Pillow itself would cut off what is above 255."""
    deep = np.nan_to_num(np.asarray(image).astype(np.float32), posinf=0.0, neginf=0.0)
    brightest = max(float(deep.max()), _WHITE)
    gray = Image.fromarray((deep * (_WHITE / brightest)).clip(0, _WHITE).astype(np.uint8))
    gray.info = image.info
    return gray


def sized(image: Image.Image) -> Image.Image:
    """A photo at the size where letters of a full page are read best."""
    low, high = _LONG_SIDE
    longest = max(image.size)
    factor = low / longest if longest < low else high / longest if longest > high else 1.0
    if factor == 1.0:
        return image
    return image.resize((round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS)


def cleaned(image: Image.Image) -> Gray:
    """White paper, dark letters, level lines, whatever the light and the angle were."""
    even = _evened(np.asarray(image.convert("L")))
    if _grain(even) > 4:
        even = np.asarray(Image.fromarray(even).filter(ImageFilter.GaussianBlur(0.9)))
    return straight(even)


def _evened(gray: Gray) -> Gray:
    """Divided by the brightness of the paper around each place, and the darkest ink made black."""
    height, width = gray.shape
    small = np.asarray(Image.fromarray(gray).reduce(4))
    small = np.pad(small, ((0, -len(small) % 4), (0, -small.shape[1] % 4)), mode="edge")
    bright = small.reshape(len(small) // 4, 4, small.shape[1] // 4, 4).max(axis=(1, 3))
    # A square inside a bold heading or a stamp has no paper: the brightest neighbours speak for it.
    paper = Image.fromarray(bright).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(3))
    scaled = paper.resize((bright.shape[1] * 16, bright.shape[0] * 16), Image.Resampling.BILINEAR)
    ground = np.asarray(scaled)[:height, :width].astype(np.float32)
    level = gray * (_PAPER / np.maximum(ground, 40.0))
    # Most of a page is paper: its middle brightness, less its grain, becomes white, the darkest ink black, so that a
    # faded or noisy copy looks like a fresh one; a page without ink stays white.
    sample = level[::4, ::4]
    white = float(np.median(sample))
    grain = 1.5 * float(np.median(np.abs(sample - white)))
    dark = min(float(np.percentile(sample, 1.0)), white * 0.68)
    stretched: Gray = np.clip((level - dark) * (_WHITE / (white - 2 * grain - dark)), 0, _WHITE).astype(np.uint8)
    return stretched


def _grain(gray: Gray) -> float:
    """How much neighbouring pixels of bare paper differ, in grey levels."""
    here, beside = (gray[::3, at : gray.shape[1] - 1 + at : 3].astype(np.int16) for at in (0, 1))
    paper = (here > 190) & (beside > 190)
    return float(np.abs(here - beside)[paper].mean()) if paper.any() else 0.0


def straight(gray: Gray) -> Gray:
    """Turned so that the lines of text lie level."""
    angle = tilt(gray)
    if abs(angle) < 0.05:
        return gray
    turned = Image.fromarray(gray).rotate(angle, Image.Resampling.BICUBIC, fillcolor=_WHITE)
    return np.asarray(turned)


def tilt(gray: Gray) -> float:
    """The angle in degrees, counter-clockwise, that sets the lines level: where their projection is sharpest."""
    small = np.asarray(Image.fromarray(gray).reduce(3))
    rows, columns = np.nonzero(small < _INK)
    if len(rows) < 200:
        return 0.0
    step = max(1, len(rows) // 40_000)
    rows, columns = rows[::step], columns[::step] - small.shape[1] / 2
    coarse = max(np.arange(-_STEEPEST, _STEEPEST + 0.01, 0.5), key=lambda angle: _sharpness(rows, columns, angle))
    fine = max(np.arange(coarse - 0.5, coarse + 0.51, 0.05), key=lambda angle: _sharpness(rows, columns, angle))
    return float(fine)


def _sharpness(rows: npt.NDArray[np.int_], columns: npt.NDArray[np.float64], angle: float) -> float:
    level = np.rint(rows - columns * math.tan(math.radians(angle))).astype(np.int64)
    profile = np.bincount(level - level.min()).astype(np.float64)
    return float(np.square(np.diff(profile)).sum())


def lies_on_its_side(gray: Gray) -> bool:
    """True where the lines of text run up and down the picture."""
    ink = np.asarray(Image.fromarray(gray).reduce(3)) < _INK
    if ink.sum() < 200:
        return False
    across, down = (np.square(np.diff(ink.sum(axis=axis).astype(np.float64))).sum() for axis in (1, 0))
    return bool(down > across * 1.5)


def is_blank(gray: Gray) -> bool:
    """True for paper without writing: a back side, a sheet between two."""
    # Smaller, the grains of a copy melt into its paper; the strokes of letters do not.
    small = np.asarray(Image.fromarray(gray).reduce(3))[4:-4, 4:-4]
    return bool((small < 140).mean() < 0.0002)
