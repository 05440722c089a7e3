"""Source texts: one form of each, so that offsets and digests mean the same on every machine.

The form is: the file's bytes as UTF-8 without a byte order mark, CR LF and CR as LF, Unicode
Normalization Form C. A text is kept by whoever has it, as ``{slug}.txt`` in a folder; the project
publishes its digest and length, never the text.
"""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dxgraph import files
from dxgraph.bilingual import Both
from dxgraph.errors import DataError, InputError, Message
from dxgraph.messages import message

ENDING = ".txt"


def normal_form(text: str) -> str:
    """The text with LF line ends, in Normalization Form C; doing it twice changes nothing."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def digest(text: str) -> str:
    """The SHA-256 of the text in UTF-8, in 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text in its one form. Offsets count code points from 0, ends are exclusive."""

    slug: str
    text: str
    path: Path | None = None
    sha256: str = field(init=False)
    _lines: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = [0, *(at + 1 for at, letter in enumerate(self.text) if letter == "\n")]
        object.__setattr__(self, "sha256", digest(self.text))
        object.__setattr__(self, "_lines", tuple(starts))

    @property
    def length(self) -> int:
        """In code points."""
        return len(self.text)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, the column in code points."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1


def read_text(path: Path, slug: str | None = None) -> SourceText:
    """Read a file into its one form; the slug is the file's name without ``.txt``, if not given.

    Raises InputError when the file cannot be read, or is not UTF-8 (with the place).
    """
    try:
        text = files.read_text(path)
    except DataError as error:  # a text is no data of ours: the input is at fault
        said = Both(error.told("vi"), error.told("en"))
        raise InputError(Message(said, error.advice), **error.extra) from error
    return SourceText(slug or path.stem, normal_form(text), path)


def text_path(folder: Path, slug: str) -> Path:
    """Where a folder of texts keeps the text of a source."""
    return folder / f"{slug}{ENDING}"


def read_folder(folder: Path, slugs: Iterable[str]) -> Mapping[str, SourceText]:
    """The texts of these sources that the folder holds, by slug.

    Raises InputError when the folder is none, holds none of the texts though some are asked for,
    or when a text cannot be read.
    """
    wanted = sorted(set(slugs))
    if not folder.is_dir():
        raise InputError(
            message("no-folder-of-texts", folder=folder, ending=ENDING)
            if folder.exists()
            else message("path-missing", path=folder)
        )
    found = {
        slug: read_text(text_path(folder, slug), slug)
        for slug in wanted
        if text_path(folder, slug).is_file()
    }
    if wanted and not found:
        some = ", ".join(f"{slug}{ENDING}" for slug in wanted[:3]) + "…" * bool(wanted[3:])
        raise InputError(message("no-text-of-source", folder=folder, names=some, ending=ENDING))
    return found
