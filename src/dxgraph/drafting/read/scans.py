"""The words of scanned pages, as tesseract reads them, with how sure it is of each number.

ocrmypdf makes a PDF of what is given and cleans its pages. They are straightened, and drawn lines
are taken out before tesseract reads them: it takes them for letters, and they tell the cells of
tables (`layout`). Both programs are Debian's and optional: without them the message says what to
install.
"""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from dxgraph.drafting.read.pictures import DARK, DPI, POINT, Picture, place_of, take_rules
from dxgraph.drafting.read.places import Page
from dxgraph.drafting.read.recognised import Scan, scanned_words
from dxgraph.drafting.read.ruled import grids
from dxgraph.errors import InputError
from dxgraph.messages import message

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

Progress = Callable[[int, int], None]
"""Is told how many pages are read, of how many."""

_LONGEST_S = 600
"""Seconds that one program may take for a page."""
_LANGUAGES = ("vie", "eng")

IMAGES = (
    *(b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*"),
    *(b"GIF87a", b"GIF89a", b"BM"),
)
"""How files of pictures begin."""


def check_tools(path: Path) -> None:
    """Raises InputError where a program or the Vietnamese letters for it are not installed."""
    lacking = [name for name in ("tesseract", "ocrmypdf") if shutil.which(name) is None]
    if not lacking:
        listed = _run(["tesseract", "--list-langs"], path).stdout.decode("utf-8", "replace")
        lacking = [f"tesseract for {name}" for name in _LANGUAGES if name not in listed.split()]
    if lacking:
        raise InputError(message("scan-without-programs", path=path, programs=", ".join(lacking)))


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
        given = [] if numbers is not None else ["--image-dpi", str(DPI)]
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
    # The threads of tesseract wait for one another at twice the work, and are hardly sooner there.
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        return subprocess.run(
            command, capture_output=True, check=True, timeout=_LONGEST_S, env=alone
        )
    except subprocess.TimeoutExpired as error:
        raise InputError(message("program-too-slow", program=command[0], path=path)) from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        raise InputError(
            message(
                "program-cannot-read",
                program=command[0],
                path=path,
                reason=said or f"exit code {error.returncode}",
            ),
        ) from error


def _page(page: PdfPage, folder: Path, path: Path, scan: Scan) -> Page:
    drawn = _drawn(page, _skew(page), DPI)
    rules = take_rules(drawn.pixels, drawn.width, drawn.height)
    words = list(scanned_words(_tesseract([drawn], folder, path, "3"), scan))
    for grid in grids(rules):
        # Lines of neighbouring cells do not stand at one height: each cell is read by itself.
        words = [word for word in words if not grid.holds(word)]
        places = [tuple(round(at / POINT) for at in box) for box in grid.boxes()]
        cells = [(place, cell) for place in places if (cell := drawn.part(*place))]
        if cells:
            table = _tesseract([cell for _, cell in cells], folder, path, "6")
            words += scanned_words(table, scan, [place_of(*place[:2]) for place, _ in cells])
    return Page(words, rules)


def _tesseract(pictures: Sequence[Picture], folder: Path, path: Path, mode: str) -> str:
    """What tesseract reads of pictures, as its table; ``mode`` is how it parts a page."""
    names = [folder / f"{number}.pgm" for number in range(len(pictures))]
    for name, picture in zip(names, pictures, strict=True):
        name.write_bytes(picture.head + picture.pixels)
    listed = folder / "pictures.txt"
    listed.write_text("\n".join(map(str, names)) + "\n", encoding="utf-8")
    options = ["-l", "+".join(_LANGUAGES), "--dpi", str(DPI), "--psm", mode, "tsv"]
    read = _run(["tesseract", str(listed), "stdout", *options], path)
    return read.stdout.decode("utf-8", "replace")


def _skew(page: PdfPage) -> float:
    """The angle, in radians, by which a page has to be turned so that its lines lie flat: then its
    dark pixels are gathered in rows, with white between them."""

    def gathered(degrees: float) -> int:
        small = _drawn(page, math.radians(degrees), _SMALL_DPI)
        dark = bytes(small.pixels).translate(DARK)
        counts = [
            dark.count(1, row * small.width, (row + 1) * small.width) for row in range(small.height)
        ]
        return sum((one - other) ** 2 for one, other in pairwise(counts))

    rough = max((step / 4 for step in range(-12, 13)), key=lambda at: (gathered(at), -abs(at)))
    fine = (rough + step / 20 for step in range(-4, 5))
    return math.radians(max(fine, key=lambda at: (gathered(at), -abs(at))))


_SMALL_DPI = 100
"""Enough to see lines by."""


def _drawn(page: PdfPage, angle: float, dpi: int) -> Picture:
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
    return Picture(width, height, bytearray(data))
