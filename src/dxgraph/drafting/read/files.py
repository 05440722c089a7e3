"""Read a text to draft from: UTF-8 text, HTML, PDF, DOCX.

What comes out is the text in its one form (`dxgraph.evidence.normal_form`). For the last three it
is extracted: that extracted text, not the file, is then the source that spans are places of, and it
is what its keeper has to keep.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dxgraph.errors import InputError
from dxgraph.evidence import SourceText, normal_form, read_text
from dxgraph.files import read

if TYPE_CHECKING:
    from bs4.element import PageElement
    from docx.document import Document
    from docx.table import Table

LONGEST = 500_000
"""Code points. A plan with all its annexes has less than half of this."""
LARGEST_MB = 50
"""Of a file, and of what a packed file unpacks to."""

_PLAIN = (
    "Save the document's text as UTF-8 (in most editors: Save with Encoding, UTF-8) and give that."
)


def read_source(path: Path, slug: str | None = None) -> SourceText:
    """Read a file of any of the four kinds; which one, its first bytes say.

    Raises InputError for what cannot be read, is none of them, holds no text, or is too long.
    """
    start = read(path, most=4096)
    size = path.stat().st_size
    if size > LARGEST_MB * 1_000_000:
        raise InputError(
            f"{path} has {size / 1e6:.0f} MB: one document is never as large.",
            remedy=f"Give the document's text alone; at most {LARGEST_MB} MB are read.",
        )
    if start.startswith(b"%PDF-"):
        text = _from_pdf(path)
    elif start.startswith(b"PK\x03\x04"):
        text = _from_docx(path)
    elif b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(
            f"{path} is binary: neither text nor HTML, PDF or DOCX.",
            remedy=_PLAIN,
        )
    else:
        source = read_text(path, slug)
        if not _is_html(source.text):
            return _checked(source, path)
        text = from_html(source.text)
    return _checked(SourceText(slug or path.stem, normal_form(text), path), path)


def check_length(text: str, name: str = "the text") -> None:
    """Raises InputError for a text that is longer than one document can be."""
    if len(text) > LONGEST:
        raise InputError(
            f"{name} has {len(text):,} characters: no one document is as long.",
            remedy=f"Give one document at a time, of at most {LONGEST:,} characters.",
        )


def _checked(source: SourceText, path: Path) -> SourceText:
    check_length(source.text, str(path))
    if not source.text.strip():
        raise InputError(
            f"{path} holds no text.",
            remedy="A scan has to be turned into text (OCR) before it can be drafted from.",
        )
    return source


def _is_html(text: str) -> bool:
    head = text[:2000].lstrip().lower()
    return head.startswith(("<!doctype html", "<html")) or (
        head.startswith("<") and "<body" in text[:20000].lower()
    )


_DROPPED = frozenset(
    ("script", "style", "noscript", "template", "nav", "form", "iframe", "svg", "button", "select")
)
_BROKEN = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl"),
        *("dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "thead", "tr", "ul"),
    )
)


def from_html(text: str) -> str:
    """The text of a page: a line a block, a tab between cells. Menus, forms and code are dropped;
    where the page marks its article or main part, only that is read."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "lxml")
    articles = soup.find_all("article")
    part = soup.find("main") or (articles[0] if len(articles) == 1 else None) or soup.body or soup
    pieces: list[str] = []
    for piece in _pieces(part):
        if piece == "\n" and (not pieces or pieces[-1] == "\n"):
            continue
        pieces.append(piece)
    lines = ("".join(pieces)).split("\n")
    return "\n".join(_tidy(line) for line in lines if line.strip())


def _tidy(line: str) -> str:
    return "\t".join(" ".join(cell.split()) for cell in line.strip().split("\t"))


def _pieces(root: PageElement) -> Iterator[str]:
    """Text and line ends in the order of the page; a walk without recursion, since pages nest."""
    from bs4.element import NavigableString, PreformattedString, Tag

    stack: list[PageElement | str] = [root]
    while stack:
        item = stack.pop()
        if isinstance(item, PreformattedString):
            continue  # comments, declarations
        if isinstance(item, NavigableString):
            yield " ".join(("x" + item + "x").split())[1:-1]
        elif isinstance(item, str):
            yield item
        elif isinstance(item, Tag) and item.name not in _DROPPED:
            line_end = item.name in _BROKEN
            if line_end:
                yield "\n"
                stack.append("\n")
            elif item.name in ("td", "th"):
                stack.append("\t")
            stack.extend(reversed(item.contents))


def _from_pdf(path: Path) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    pages = []
    length = 0
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"{path} is locked with a password.", remedy=_PLAIN)
        for page in reader.pages:
            pages.append(page.extract_text())
            length += len(pages[-1])
            if length > LONGEST:
                break
    # pypdf lets slips of its own through on broken files, besides its own errors.
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"{path} is no PDF that can be read: {error}.", remedy=_PLAIN) from error
    return "\n".join(pages)


def _from_docx(path: Path) -> str:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        data = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if "word/document.xml" not in packed.namelist():
                raise InputError(
                    f"{path} is a packed file, but no DOCX.",
                    remedy=_PLAIN,
                )
            if sum(item.file_size for item in packed.infolist()) > 4 * LARGEST_MB * 1_000_000:
                raise InputError(
                    f"{path} unpacks to more than one document ever has.",
                    remedy=_PLAIN,
                )
        document = docx.Document(io.BytesIO(data))
        return "\n".join(_docx_lines(document))
    except (OpcError, LxmlError, zipfile.BadZipFile, OSError, ValueError, KeyError) as error:
        raise InputError(f"{path} is no DOCX that can be read: {error}.", remedy=_PLAIN) from error


def _docx_lines(document: Document) -> Iterator[str]:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            # The marks of numbered and bulleted lists are made by Word and not in the text.
            listed = block.style is not None and (block.style.name or "").startswith("List")
            yield f"- {block.text}" if listed and block.text.strip() else block.text
        elif isinstance(block, Table):
            yield from _rows(block)


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells: list[str] = []
        for cell in row.cells:
            text = " ".join(cell.text.split())
            if not cells or cells[-1] != text:  # a merged cell is given once a column
                cells.append(text)
        yield "\t".join(cells)
