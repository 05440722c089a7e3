"""Printed numbers of documents, "749/QĐ-TTg", and what OCR has made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dxgraph.drafting.proposal import Explained
from dxgraph.drafting.read.lexicon import pattern_of
from dxgraph.files import own
from dxgraph.search import fold

_NUMBER = re.compile(
    r"(?<![\w/.,-])(?P<number>\d{1,5})\s?(?P<year>/\s?(?:19|20)\d\d)?\s?(?P<sign>[-/–])\s?"
    r"(?P<code>(?-i:[A-ZĐÐÀ-Ỹ])[\wĐÐđ]{0,11}(?:\s?[-–/]\s?(?-i:[A-ZĐÐÀ-Ỹ])[\wĐÐđ&]{0,11}){0,3})",
)
_SAID = own(__package__, "signs.yaml")
_CODES: dict[str, str] = {fold(code).replace(" ", ""): code for code in _SAID["codes"].split()}
_TYPE_WORD = pattern_of(_SAID["type"], {})
_LOOKALIKE = str.maketrans({"O": "Q", "0": "O", "1": "I", "L": "I"})


def document_numbers(text: str) -> Iterator[Explained]:
    """Printed document numbers: "749/QĐ-TTg", "13/2023/NĐ-CP", "411/ỌĐ-TTg" as OCR misread it."""
    for match in _NUMBER.finditer(text):
        parts = re.split(r"\s?([-–/])\s?", match["code"])
        codes = [mend(part) if place % 2 == 0 else part for place, part in enumerate(parts)]
        known = [code for code in codes[::2] if code]
        named = _TYPE_WORD.search(text[max(0, match.start() - 60) : match.start()])
        if len(known) != len(codes[::2]) and not (known or named):
            continue
        if len(codes) == 1 and not named and not match["year"]:
            continue  # "15/NQ" alone is too little
        code = "".join(
            (mended or part) if place % 2 == 0 else part.replace("–", "-")
            for place, (part, mended) in enumerate(zip(parts, codes, strict=True))
        )
        year = (match["year"] or "").replace(" ", "")
        sign = match["sign"].replace("–", "-")
        number = f"{match['number']}{year}{sign}{code}"
        yield Explained(match.start(), match.end(), "document-number", number)


def mend(code: str) -> str | None:
    """The letters of a document number as they are meant; None when they are no known ones.

    >>> mend("ỌĐ"), mend("QÐ"), mend("TTG"), mend("Mbps")
    ('QĐ', 'QĐ', 'TTg', None)
    """
    # Ð is the Icelandic letter that looks like Đ, common in older Vietnamese texts.
    plain = fold(code.replace("Ð", "Đ").replace("ð", "đ")).replace(" ", "")
    for variant in (plain, fold(plain.upper().translate(_LOOKALIKE))):
        if variant in _CODES:
            return _CODES[variant]
    # Codes of departments and boards are open: capitals only, at least three.
    return code if re.fullmatch(r"(?:S|B|VP|BCĐ)[A-ZĐ&]{2,9}", code) else None
