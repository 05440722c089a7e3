"""One figure as people cite it: with the whole way from the figure to the snapshot.

The figure is printed in a report or in the document's own text, that stands for a document, and all
of it was read in a snapshot of this graph. The four forms say the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dxgraph.bilingual import Language

LICENCE: Final = "CC BY 4.0"
_AUTHOR: Final = "The dxgraph project"


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation of a figure is made of, in the reader's language."""

    language: Language
    key: str
    """A word that no other figure has."""
    title: str
    printed: str
    """The figure as it is printed, always Vietnamese."""
    document: str
    """Name, number and title of the document, its issuer and its day."""
    reports: Sequence[str]
    """The pages or texts that print it, each with its title, day and address."""
    version: str
    digest: str
    released: str
    """The name of the release that the snapshot is; empty where it is none."""
    year: int
    address: str
    on: date
    """The day on which it is cited."""

    @property
    def chain(self) -> str:
        """From the printed words to the document."""
        say = self.language.say
        words = f"{say('Nguyên văn', 'As printed')}: “{self.printed}”. " if self.printed else ""
        words += f"{say('Văn bản', 'Document')}: {self.document}."
        if self.reports:
            words += f" {say('In tại', 'Printed in')}: {'; '.join(self.reports)}."
        return words

    @property
    def release(self) -> str:
        say = self.language.say
        named = f", {say('bản phát hành', 'release')} {self.released}" if self.released else ""
        return f"dxgraph {self.version}{named}, {say('bản chụp', 'snapshot')} {self.digest}"

    @property
    def edition(self) -> str:
        """The release where there is one, else the version; and the beginning of the digest."""
        return f"{self.released or self.version}, {self.digest[:12]}"

    def text(self) -> str:
        """A line for a footnote."""
        say = self.language.say
        return (
            f"{self.title}. {self.chain} {say('Qua', 'Through')} {self.release}, {LICENCE}, "
            f"{self.address} ({say('truy cập ngày', 'accessed')} {self.language.day(self.on)})."
        )

    def bibtex(self) -> str:
        """An entry for BibTeX and BibLaTeX."""
        fields = {
            "author": "{" + _AUTHOR + "}",
            "title": "{" + _braced(self.title) + "}",
            "year": str(self.year),
            "version": _braced(self.edition),
            "howpublished": _braced(self.release),
            "url": self.address,
            "urldate": self.on.isoformat(),
            "note": _braced(f"{self.chain} {LICENCE}"),
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        return f"@misc{{{self.key},\n{lines}\n}}\n"

    def ris(self) -> str:
        """An entry for EndNote, Zotero and Mendeley."""
        fields = [
            ("TY", "DATA"),
            ("AU", _AUTHOR),
            ("TI", self.title),
            ("PY", str(self.year)),
            ("PB", "dxgraph"),
            ("ET", self.edition),
            ("UR", self.address),
            ("Y2", f"{self.on:%Y/%m/%d}"),
            ("N1", f"{self.chain} {LICENCE}"),
        ]
        lines = "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in fields)
        return f"{lines}ER  - \r\n"

    def csl(self) -> str:
        """The item of CSL-JSON."""
        item = {
            "id": self.key,
            "type": "dataset",
            "author": [{"literal": _AUTHOR}],
            "title": self.title,
            "publisher": "dxgraph",
            "version": self.edition,
            "issued": {"date-parts": [[self.year]]},
            "accessed": {"date-parts": [[self.on.year, self.on.month, self.on.day]]},
            "URL": self.address,
            "note": f"{self.chain} {LICENCE}",
            "language": self.language.value,
        }
        return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


FORMS: Final = {
    "txt": ("text/plain; charset=utf-8", Citation.text),
    "bib": ("application/x-bibtex; charset=utf-8", Citation.bibtex),
    "ris": ("application/x-research-info-systems; charset=utf-8", Citation.ris),
    "csl.json": ("application/vnd.citationstyles.csl+json", Citation.csl),
}
"""The endings of a citation's address, with their media types."""

_SPECIAL: Final = re.compile(r"([&%$#_{}])")


def _braced(text: str) -> str:
    """A text within the braces of a BibTeX field."""
    text = text.replace("\\", r"\textbackslash ")
    return _SPECIAL.sub(r"\\\1", text).replace("~", r"\textasciitilde ").replace("^", r"\^{}")
