"""Read a text to draft from: plain text, HTML, PDF, DOCX.

What comes out is the text in its one form (`dxgraph.evidence.normal_form`), each sign as what it
stands for (`letters`). For all but plain text it is extracted: that extracted text, not the file,
is then the source that spans are places of, and it is what its keeper has to keep.

Nothing is lost without a word: what a file holds and reading leaves out is said in the notes of
`Intake`, and what cannot be read right is refused with a remedy.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from dxgraph.bilingual import Both, many
from dxgraph.drafting.read import fonts, html, letters, pdf, scans, word
from dxgraph.drafting.read.language import foreign
from dxgraph.drafting.read.layout import read_pages
from dxgraph.drafting.read.recognised import Scan
from dxgraph.errors import InputError, UsageError
from dxgraph.evidence import SourceText, read_text
from dxgraph.files import read
from dxgraph.messages import message

LONGEST = 500_000
"""Code points. A plan with all its annexes has less than half of this."""
LARGEST_MB = 50
"""Of a file, and of what a packed file unpacks to."""
_LOST = 0.002
"""Of the letters of a text, how many may be signs for what could not be read."""

_SHOWN = 300
"""So much of what is left out is shown, in code points."""
_SURE = 0.95
"""What OCR is less sure of is said."""

Unsure = tuple[int, int, float]
"""A place of the text with a number, and how sure OCR was of it."""
Note = tuple[str, str]
"""What a reviewer should know of the reading, in Vietnamese and English."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read of a file."""

    source: SourceText
    notes: tuple[Note, ...] = field(default=())
    published: date | None = None
    """The day that a page gives as that of its publication."""
    unsure: tuple[Unsure, ...] = ()
    """The numbers that OCR read without being sure."""


@dataclass
class _Reading:
    """How a file is read, and what OCR found."""

    ocr: bool
    progress: scans.Progress | None
    scan: Scan | None = None
    whole: bool = True
    """Whether all pages are scans."""


def note(key: str, **values: object) -> Note:
    """A note on a reading, whose words are among the messages."""
    said = message(key, **values).said
    return said.vi, said.en


def take_in(
    path: Path,
    slug: str | None = None,
    *,
    encoding: str | None = None,
    ocr: bool = False,
    progress: scans.Progress | None = None,
) -> Intake:
    """Read a file of any of the four kinds; which one, its first bytes say.

    ``encoding`` is that of a text or page that is not UTF-8: "tcvn3", "vni", or any that Python
    knows. With ``ocr`` pictures and pages of a PDF without text are read by OCR; ``progress`` is
    told of each page. Raises InputError for what cannot be read, is none of the kinds, holds no
    text, is too long, or is in letters or a language that are not read.
    """
    start = read(path, most=4096)
    size = path.stat().st_size
    if size > LARGEST_MB * 1_000_000:
        raise InputError(
            message("document-too-large", path=path, megabytes=round(size / 1e6), most=LARGEST_MB),
        )
    notes: list[Note] = []
    published = None
    reading = _Reading(ocr, progress)
    if start.startswith(b"%PDF-"):
        text = _from_pdf(path, notes, reading)
    elif start.startswith(b"PK\x03\x04"):
        text = _from_docx(path, notes)
    elif start.startswith(scans.IMAGES):
        text = _from_picture(path, reading)
    elif start.lstrip().startswith(b"{\\rtf"):
        raise InputError(message("file-is-rtf", path=path))
    elif start.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(message("file-is-old-office", path=path))
    elif b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(message("file-is-binary", path=path))
    else:
        text = _decoded(path, encoding)
        if html.is_html(text):
            page = html.from_html(text)
            text = _of_page(page, notes)
            published = page.published
        elif html.is_part(text):
            raise InputError(message("part-of-page", path=path))
    taken = _checked(text, path, slug, encoding, notes, published)
    if reading.scan is None:
        return taken
    return replace(
        taken,
        notes=(*taken.notes, *_scan_notes(reading.scan)),
        unsure=tuple(_unsure(taken.source.text, reading)),
    )


def check_length(text: str, name: str = "the text") -> None:
    """Raises InputError for a text that is longer than one document can be."""
    if len(text) > LONGEST:
        raise InputError(message("document-too-long", name=name, length=len(text), most=LONGEST))


def _decoded(path: Path, encoding: str | None) -> str:
    if encoding is None or encoding in letters.OLD_ENCODINGS:
        # The old encodings are of fonts: their files are of any encoding, today mostly UTF-8.
        try:
            return read_text(path).text
        except InputError:
            if encoding is None:
                raise
            encoding = "cp1252"
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise UsageError(message("no-encoding", encoding=encoding)) from error
    try:
        return path.read_bytes().decode(encoding)
    except (UnicodeError, LookupError) as error:
        raise InputError(
            message("not-of-encoding", path=path, encoding=encoding, reason=error)
        ) from error


def _checked(
    text: str,
    path: Path,
    slug: str | None,
    encoding: str | None,
    notes: list[Note],
    published: date | None,
) -> Intake:
    check_length(text, str(path))
    if encoding in letters.OLD_ENCODINGS:
        text = letters.from_old(text, encoding)
        notes.append(note("old-letters-converted", name=encoding.upper()))
    else:
        _refuse_letters(text, path)
    strange = letters.strange_signs(text)
    text = letters.clean(text)
    if strange:
        notes.append(note("signs-read-as-others", count=strange))
    if not text.strip():
        raise InputError(message("file-without-text", path=path))
    _refuse_language(text, path)
    lost = text.count("\ufffd")
    if lost:
        notes.append(note("signs-lost", count=lost))
    unread = fonts.unread(text)
    if unread:
        some = "; ".join(f"“{around}”" for around in unread[:3])
        notes.append(note("signs-of-fonts-not-read", count=len(unread), some=some))
    return Intake(SourceText(slug or path.stem, text, path), tuple(notes), published)


def _refuse_letters(text: str, path: Path) -> None:
    """Raises InputError for letters that mean something else than they show."""
    old = letters.old_encoding(text)
    if old:
        raise InputError(
            message("letters-before-unicode", path=path, name=old.upper(), encoding=old),
        )
    if letters.twice_read(text):
        raise InputError(message("letters-broken", path=path))
    if text.count("\ufffd") > max(2, _LOST * len(text)):
        raise InputError(message("letters-lost", path=path, count=text.count("\ufffd")))


def _refuse_language(text: str, path: Path) -> None:
    """Raises InputError for a text that no rules are there for."""
    language = foreign(text)
    if language == "Vietnamese without marks":
        raise InputError(message("marks-missing", path=path))
    if language:
        raise InputError(message("language-not-read", path=path, language=language))


def _from_pdf(path: Path, notes: list[Note], reading: _Reading) -> str:
    try:
        pages = pdf.pages_of(path, LONGEST)
    except pdf.Locked as error:
        raise InputError(message("locked", path=path)) from error
    except pdf.Broken as error:
        raise InputError(message("no-pdf", path=path, reason=error)) from error
    blank = [number for number, page in enumerate(pages) if not page.words]
    if blank and reading.ocr:
        reading.scan = scans.read_scan(path, blank, reading.progress)
        reading.whole = len(blank) == len(pages)
        pages = [reading.scan.pages.get(number, page) for number, page in enumerate(pages)]
    elif blank and len(blank) < len(pages):
        numbers = ", ".join(str(number + 1) for number in blank)
        notes.append(note("pages-without-text", pages=numbers))
    lines, heads = read_pages(pages)
    if heads:
        told = many(heads, "number or repeated head", "numbers and repeated heads")
        notes.append(note("heads-of-pages-left-out", count=Both(str(heads), told)))
    return "\n".join(lines)


def _from_picture(path: Path, reading: _Reading) -> str:
    if not reading.ocr:
        raise InputError(message("file-is-picture", path=path))
    reading.scan = scans.read_scan(path, None, reading.progress)
    return "\n".join(read_pages([reading.scan.pages[key] for key in sorted(reading.scan.pages)])[0])


def _unsure(text: str, reading: _Reading) -> Iterator[Unsure]:
    """The numbers that OCR read without being sure, in a text with or without pages of print."""
    if reading.scan is None:
        return
    for match in re.finditer(r"\S*\d\S*", text):
        sure = reading.scan.sure.get(match[0])
        if sure is None:
            sure = 0.5 if reading.whole else 1.0  # a word that its line's end broke, or of print
        if sure < _SURE:
            yield match.start(), match.end(), sure


def _scan_notes(scan: Scan) -> Iterator[Note]:
    pages = len(scan.pages)
    told = Both(str(pages), many(pages, "page was", "pages were"))
    yield note("pages-read-by-ocr", count=told)
    if scan.mended:
        told = Both(str(len(scan.mended)), many(len(scan.mended), "number"))
        yield note("numbers-mended", count=told, some="; ".join(scan.mended[:5]))


def _of_page(found: html.Found, notes: list[Note]) -> str:
    if found.left_out:
        first = sorted(found.left_out, key=lambda line: "%" not in line)  # figures before counters
        some = "; ".join(f"“{line[:60]}”" for line in first[:4])
        notes.append(note("lines-left-out", count=len(found.left_out), some=some))
    notes += _struck(found.struck)
    return "\n".join(found.lines)


def _struck(found: Sequence[str]) -> Iterator[Note]:
    """What is struck out holds no more."""
    if found:
        some = "; ".join(f"“{said[:60]}”" for said in found[:4])
        yield note("struck-left-out", count=len(found), some=some)


def _from_docx(path: Path, notes: list[Note]) -> str:
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as packed:
            names = packed.namelist()
            if "[Content_Types].xml" not in names and "word/document.xml" not in names:
                raise InputError(message("packed-no-docx", path=path))
            if sum(item.file_size for item in packed.infolist()) > 4 * LARGEST_MB * 1_000_000:
                raise InputError(message("unpacks-too-large", path=path))
            found = word.from_docx(packed)
    except (LxmlError, zipfile.BadZipFile, OSError, ValueError, KeyError) as error:
        raise InputError(message("no-docx", path=path, reason=error)) from error
    if found.pictures:
        notes.append(note("pictures-not-read", count=found.pictures))
    if found.margins:
        notes.append(note("margins-left-out", printed=" | ".join(found.margins)[:_SHOWN]))
    notes += _struck(found.struck)
    if found.embedded:
        told = Both(str(found.embedded), many(found.embedded, "file"))
        notes.append(note("embedded-not-read", count=told))
    return "\n".join(found.lines)
