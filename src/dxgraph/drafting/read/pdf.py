"""The text of a PDF file, as its words stand on the pages (`layout`)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from dxgraph.drafting.read.letters import raised
from dxgraph.drafting.read.places import Page, Rule, Word

if TYPE_CHECKING:
    from pathlib import Path

    from pypdfium2 import PdfPage

_THIN = 3.0
"""Points. What is thicker is no rule."""
_SHORT = 8.0
_MOST_RULES = 4000
"""On a page; more draw a picture, not a table."""


class Locked(Exception):
    """The file asks for a password."""


class Broken(Exception):
    """The file is no PDF that can be read."""


def pages_of(path: Path, longest: int) -> list[Page]:
    """The pages of a PDF file; reading stops behind ``longest`` characters."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise Locked from error
        raise Broken(str(error)) from error
    pages: list[Page] = []
    length = 0
    try:
        for number in range(len(document)):
            pages.append(_page(document[number]))
            length += sum(len(word.text) + 1 for word in pages[-1].words)
            if length > longest:
                break
    except pypdfium2.PdfiumError as error:
        raise Broken(str(error)) from error
    finally:
        document.close()
    return pages


def _page(page: PdfPage) -> Page:
    width, height = page.get_size()
    rotation = page.get_rotation()
    if rotation in (90, 270):
        width, height = height, width  # of the page as it was written

    def placed(left: float, bottom: float, right: float, top: float) -> _Box:
        """A box as readers see it, from the upper left corner."""
        if rotation == 90:
            return bottom, left, top, right
        if rotation == 180:
            return width - right, bottom, width - left, top
        if rotation == 270:
            return height - top, width - right, height - bottom, width - left
        return left, height - top, right, height - bottom

    words = [Word(text, *box) for text, box in _words(page, placed)]
    return Page(words, [Rule(*placed(*box)) for box in _rules(page)])


_Box = tuple[float, float, float, float]
"""Left, top, right, bottom, as readers see the page."""


def _words(page: PdfPage, placed: Callable[..., _Box]) -> Iterator[tuple[str, _Box]]:
    """The words of a page: letters that follow each other closely in the file, on one line."""
    from pypdfium2 import raw

    letters = page.get_textpage()
    tight = (ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double())
    loose = raw.FS_RECTF()
    text, box = "", (0.0, 0.0, 0.0, 0.0)
    for index in range(raw.FPDFText_CountChars(letters)):
        letter = _letter(raw.FPDFText_GetUnicode(letters, index))
        if letter.isspace() or not letter:
            if text:
                yield text, box
            text = ""
            continue
        if raw.FPDFText_GetLooseCharBox(letters, index, loose):
            here = placed(loose.left, loose.bottom, loose.right, loose.top)
        else:
            left, right, bottom, top = tight
            raw.FPDFText_GetCharBox(letters, index, left, right, bottom, top)
            here = placed(left.value, bottom.value, right.value, top.value)
        if text:
            size = box[3] - box[1]
            smaller = here[3] - here[1] < 0.9 * size
            if letter.isdigit() and smaller and here[3] < box[3] - 0.2 * size:
                text += raised(letter)  # the mark of a note
                box = (box[0], box[1], here[2], box[3])
                continue
            if not -0.3 * size < here[0] - box[2] < 0.3 * size or here[1] > box[3]:
                yield text, box
                text = ""
        if text:
            box = (
                min(box[0], here[0]),
                min(box[1], here[1]),
                max(box[2], here[2]),
                max(box[3], here[3]),
            )
        else:
            box = here
        text += letter
    if text:
        yield text, box


def _letter(code: int) -> str:
    if code in (0x2, 0xFFFE):  # how PDFium gives the hyphen at the end of a line
        return "-"
    return chr(code) if code and not 0xD800 <= code < 0xE000 else ""


def _rules(page: PdfPage) -> Iterator[_Box]:
    """The drawn lines of a page: thin forms, and the edges of boxes."""
    from pypdfium2 import raw

    for item in islice(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]), _MOST_RULES):
        left, bottom, right, top = item.get_bounds()
        wide, high = right - left, top - bottom
        if min(wide, high) < _THIN:
            if max(wide, high) > _SHORT:
                yield left, bottom, right, top
        elif raw.FPDFPath_CountSegments(item) in (4, 5) and _stroked(item):
            yield from (
                (left, bottom, left, top),
                (right, bottom, right, top),
                (left, bottom, right, bottom),
                (left, top, right, top),
            )


def _stroked(item: object) -> bool:
    from pypdfium2 import raw

    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, filled, stroked)
    return bool(stroked.value)
