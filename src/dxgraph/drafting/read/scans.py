"""The words of scanned pages, as tesseract reads them, with how sure it is of each number.

ocrmypdf makes a PDF of what is given and cleans its pages. They are straightened, and drawn lines
are taken out before tesseract reads them: it takes them for letters, and they tell the cells of
tables (`layout`). Both programs are Debian's and optional: without them the message says what to
install.
"""

from __future__ import annotations

import csv
import math
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from dxgraph.drafting.read.layout import Page, Rule, Word
from dxgraph.errors import InputError

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

Progress = Callable[[int, int], None]
"""Is told how many pages are read, of how many."""

_DPI = 300
_LONGEST_S = 600
"""Seconds that one program may take for a page."""
_LANGUAGES = ("vie", "eng")
_INSTALL = "On Debian and Ubuntu: apt-get install ocrmypdf tesseract-ocr tesseract-ocr-vie."

IMAGES = (
    *(b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*"),
    *(b"GIF87a", b"GIF89a", b"BM"),
)
"""How files of pictures begin."""


@dataclass
class Scan:
    """What was read of scanned pages."""

    pages: dict[int, Page] = field(default_factory=dict)
    """By their number, from 0."""
    sure: dict[str, float] = field(default_factory=dict)
    """For each printed word with a digit, how sure tesseract was of it, where it was least so."""
    mended: list[str] = field(default_factory=list)
    """What was read with letters for digits where only digits can be meant: "9O% → 90%"."""


def check_tools(path: Path) -> None:
    """Raises InputError where a program or the Vietnamese letters for it are not installed."""
    lacking = [name for name in ("tesseract", "ocrmypdf") if shutil.which(name) is None]
    if not lacking:
        listed = _run(["tesseract", "--list-langs"], path).stdout.decode("utf-8", "replace")
        lacking = [f"tesseract for {name}" for name in _LANGUAGES if name not in listed.split()]
    if lacking:
        raise InputError(
            f"{path} is a scan, and {' and '.join(lacking)} to read it with "
            f"{'is' if len(lacking) == 1 else 'are'} not installed.",
            remedy=_INSTALL,
        )


def read_scan(path: Path, numbers: Sequence[int] | None, progress: Progress | None) -> Scan:
    """The words of these pages of a PDF, or of all pages, or of a picture.

    Raises InputError where the programs are not installed or cannot read the file.
    """
    import pypdfium2

    check_tools(path)
    scan = Scan()
    with tempfile.TemporaryDirectory(prefix="dxgraph-ocr-") as folder:
        straight = Path(folder) / "straight.pdf"
        chosen = (
            [] if numbers is None else ["--pages", ",".join(str(number + 1) for number in numbers)]
        )
        clean = ["--clean-final"] if shutil.which("unpaper") else []
        given = [] if numbers is not None else ["--image-dpi", str(_DPI)]
        # Without a time for reading, ocrmypdf makes a PDF of it and cleans its pages, no more.
        _run(
            [
                *("ocrmypdf", "--quiet", "--force-ocr", "--tesseract-timeout", "0"),
                *("--output-type", "pdf", "--optimize", "0", *clean, *chosen, *given),
                *(str(path), str(straight)),
            ],
            path,
        )
        document = pypdfium2.PdfDocument(straight)
        try:
            wanted = range(len(document)) if numbers is None else numbers
            for done, number in enumerate(wanted):
                if progress:
                    progress(done, len(wanted))
                scan.pages[number] = _page(document[number], Path(folder), path, scan)
            if progress:
                progress(len(wanted), len(wanted))
        finally:
            document.close()
    return scan


def _run(command: list[str], path: Path) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(command, capture_output=True, check=True, timeout=_LONGEST_S)
    except subprocess.TimeoutExpired as error:
        raise InputError(
            f"{command[0]} takes too long for {path}.",
            remedy="Give fewer pages at a time.",
        ) from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        raise InputError(
            f"{command[0]} cannot read {path}: {said or f'it ended with {error.returncode}'}.",
            remedy="Scan the pages again, at 300 dots an inch, or give the document's text.",
        ) from error


def _page(page: PdfPage, folder: Path, path: Path, scan: Scan) -> Page:
    image = folder / "page.pgm"
    drawn = _drawn(page, _skew(page), _DPI)
    rules = take_rules(drawn.pixels, drawn.width, drawn.height)
    image.write_bytes(drawn.head + drawn.pixels)
    options = ["-l", "+".join(_LANGUAGES), "--dpi", str(_DPI), "--psm", "3", "tsv"]
    read = _run(["tesseract", str(image), "stdout", *options], path)
    return Page(list(_words(read.stdout.decode("utf-8", "replace"), scan)), rules)


def _skew(page: PdfPage) -> float:
    """The angle, in radians, by which a page has to be turned so that its lines lie flat: then its
    dark pixels are gathered in rows, with white between them."""

    def gathered(degrees: float) -> int:
        small = _drawn(page, math.radians(degrees), _SMALL_DPI)
        dark = bytes(small.pixels).translate(_DARK)
        counts = [
            dark.count(1, row * small.width, (row + 1) * small.width) for row in range(small.height)
        ]
        return sum((one - other) ** 2 for one, other in pairwise(counts))

    rough = max((step / 4 for step in range(-12, 13)), key=lambda at: (gathered(at), -abs(at)))
    fine = (rough + step / 20 for step in range(-4, 5))
    return math.radians(max(fine, key=lambda at: (gathered(at), -abs(at))))


_SMALL_DPI = 100
"""Enough to see lines by."""


@dataclass(frozen=True, slots=True)
class _Picture:
    width: int
    height: int
    pixels: bytearray

    @property
    def head(self) -> bytes:
        """Of a file in the format PGM."""
        return b"P5\n%d %d\n255\n" % (self.width, self.height)


def _drawn(page: PdfPage, angle: float, dpi: int) -> _Picture:
    """A page in shades of grey, turned by an angle around its middle."""
    import pypdfium2
    from pypdfium2 import raw

    scale = dpi / 72
    across, down = page.get_size()
    width, height = round(across * scale), round(down * scale)
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    cosine, sine = scale * math.cos(angle), scale * math.sin(angle)
    matrix = raw.FS_MATRIX(
        cosine,
        sine,
        -sine,
        cosine,
        (width - cosine * across + sine * down) / 2,
        (height - sine * across - cosine * down) / 2,
    )
    whole = raw.FS_RECTF(0, 0, width, height)
    raw.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, whole, raw.FPDF_ANNOT)
    data, stride = bytes(bitmap.buffer), bitmap.stride
    if stride != width:
        data = b"".join(data[row * stride : row * stride + width] for row in range(height))
    return _Picture(width, height, bytearray(data))


# ---- Words -------------------------------------------------------------------------------------

_NOISE = 60
"""Signs that are no letters, and of which tesseract is less sure, are specks."""
_POINT = 72 / _DPI


def _words(table: str, scan: Scan) -> Iterator[Word]:
    """The words of tesseract's table, each as high as its line: their own boxes are of the ink."""
    rows = list(csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    lines = {_line(row): row for row in rows if row["level"] == "4"}
    for row in rows:
        text = (row["text"] or "").strip()
        if row["level"] != "5" or not text:
            continue
        sure = float(row["conf"]) / 100
        if not re.search(r"[^\W_]", text) and (100 * sure < _NOISE or text not in "-–+%()"):
            continue
        if re.search(r"\d", text):
            # specks and remains of drawn lines beside a figure
            text = re.sub(r"^[_'‘’.,·|]+|[_'‘’·|-]*[_'‘’·|]$|(?<=%)-+$", "", text)
        mended = mend_digits(text)
        if mended != text:
            scan.mended.append(f"{text} → {mended}")
            text, sure = mended, min(sure, 0.5)
        if re.search(r"\d", text):
            scan.sure[text] = min(sure, scan.sure.get(text, 1.0))
        line = lines.get(_line(row), row)
        left, top = int(row["left"]), int(line["top"])
        box = (left, top, left + int(row["width"]), top + int(line["height"]))
        yield Word(text, *(place * _POINT for place in box))


def _line(row: dict[str, str]) -> tuple[str, str, str]:
    return row["block_num"], row["par_num"], row["line_num"]


_AS_DIGITS = str.maketrans("OoQlI|", "000111")
_RATE = re.compile(r"\(?(?=[^%]*\d)[\dOoQlI|]{1,3}(?:[.,][\dOoQlI|]+)?%[.,;:)]*")
_YEAR = re.compile(r"\(?(?=.*\d.*\d)[12][\dOoQlI|]{3}[.,;:)]*")


def mend_digits(word: str) -> str:
    """A word with letters for digits, where its form leaves no other reading.

    >>> mend_digits("9O%"), mend_digits("l00%;"), mend_digits("2O25"), mend_digits("IoT")
    ('90%', '100%;', '2025', 'IoT')
    """
    if _RATE.fullmatch(word):
        return word.translate(_AS_DIGITS)
    if _YEAR.fullmatch(word) and re.match(r"\(?(?:19|20)\d\d", word.translate(_AS_DIGITS)):
        return word.translate(_AS_DIGITS)
    return word


# ---- Drawn lines -------------------------------------------------------------------------------

_DARK = bytes(1 if value < 140 else 0 for value in range(256))
_LONG = _DPI * 2 // 5
"""Pixels. No stroke of a letter is as long."""
_THICK = 12
_RUN = b"\1" * _LONG


def take_rules(pixels: bytearray, width: int, height: int) -> list[Rule]:
    """Take the drawn lines out of a picture in shades of grey, and say where they were."""
    dark = bytes(pixels).translate(_DARK)
    flat = _merged(
        (begin, row, end, row)
        for row in range(height)
        for begin, end in _runs(dark[row * width : (row + 1) * width])
    )
    upright = _merged(
        (begin, column, end, column)
        for column in range(width)
        for begin, end in _runs(dark[column::width])
    )
    # What is thick is a bar or a picture.
    rules = [box for box in flat if box[3] - box[1] <= _THICK]
    rules += [
        (left, top, right, bottom) for top, left, bottom, right in upright if right - left <= _THICK
    ]
    for left, top, right, bottom in rules:
        for row in range(max(0, top - 1), min(height, bottom + 2)):
            begin, end = row * width + max(0, left - 1), row * width + min(width, right + 2)
            pixels[begin:end] = b"\xff" * (end - begin)
    return [Rule(*(place * _POINT for place in box)) for box in rules]


_Pixels = tuple[int, int, int, int]


def _runs(row: bytes) -> Iterator[tuple[int, int]]:
    """Where long dark runs begin and end."""
    at = row.find(_RUN)
    while at >= 0:
        end = row.find(b"\0", at)
        end = len(row) if end < 0 else end
        yield at, end
        at = row.find(_RUN, end)


def _merged(found: Iterator[_Pixels]) -> list[_Pixels]:
    """Runs in rows below each other as one line."""
    lines: list[list[int]] = []
    for begin, row, end, _ in found:
        for line in reversed(lines[-60:]):
            if row - line[3] <= 2 and begin <= line[2] + 4 and line[0] <= end + 4:
                line[0], line[2], line[3] = min(line[0], begin), max(line[2], end), row
                break
        else:
            lines.append([begin, row, end, row])
    return [(line[0], line[1], line[2], line[3]) for line in lines]
