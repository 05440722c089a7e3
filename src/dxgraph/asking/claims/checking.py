"""A claim, checked: is this figure printed so, and if not, what is?

A claim is an area, an indicator, a year, perhaps a level, and a figure; it is given in parts, or
as a sentence that is taken apart: its figures are read as those of source texts are
(:mod:`dxgraph.evidence`), its names as those of questions. What a sentence does not say is not
filled in: a claim without an area, an indicator or a year is not decided.
"""

from __future__ import annotations

import asyncio
import re
import unicodedata
from dataclasses import replace

from dxgraph.asking.answer.asker import Asker, areas_named
from dxgraph.asking.claims.claim import Claim
from dxgraph.asking.claims.claimed import figure_of, indicators_of, level_of
from dxgraph.asking.claims.claims import claims_of
from dxgraph.asking.claims.deciding import decided
from dxgraph.asking.claims.quoted import read_otherwise
from dxgraph.asking.claims.report import Report
from dxgraph.asking.understand.question import language_of
from dxgraph.asking.understand.understanding import language_in
from dxgraph.catalogue.choices import Ask
from dxgraph.errors import UsageError
from dxgraph.evidence import Language
from dxgraph.messages import message


async def check(
    asker: Asker,
    *,
    area: str,
    indicator: str,
    year: int,
    value: str,
    comparator: str | None = None,
    level: str | None = None,
    language: Language | None = None,
    ask: Ask | None = None,
) -> Report:
    """Check one claim given in parts: things by their slugs or names, an indicator by words too.

    `value` is a figure as it is printed ("25%", "trên 25%"); `comparator`, a slug or words, goes
    before the one that is read from it. Raises UsageError for a figure or a comparator that cannot
    be read, and what asking raises. The verdicts are in `language`; without it in that of the
    parts.
    """
    digest, lexicon = await asker.lexicon()
    spoken = language_of(f"{area} {indicator} {value} {comparator or ''}")
    told = language or spoken
    figure = figure_of(value, comparator, spoken)
    text = " ".join(part for part in (area, indicator, level, str(year), comparator, value) if part)
    claim = Claim(
        text,
        areas_named(area, lexicon),
        indicators_of(indicator, lexicon),
        year,
        # Its places are those of the value, not of the text.
        replace(figure, numbers=()),
        level_of(level, lexicon),
        otherwise=read_otherwise(value, figure, spoken),
    )
    checked = await decided(asker, claim, lexicon, told, ask or asker.ask)
    return Report(told, digest, (checked,), lexicon)


async def check_text(
    asker: Asker,
    text: str,
    *,
    language: Language | None = None,
    ask: Ask | None = None,
    most: int | None = None,
) -> Report:
    """Check each figure of a text, sentence by sentence.

    Raises UsageError for a text of more than `most` letters, or with more than a number for each
    40 of these, of which no part is checked, and what asking raises. The verdicts are in
    `language`; without it in that of the text.
    """
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    text = _AS_READ.sub(lambda end: " " if end[1].islower() else end[0], text)
    if most is not None and len(text) > most:
        raise UsageError(message("text-too-long", length=len(text), most=most), parameter="text")
    if most is not None and (many := len(_NUMBER.findall(text))) > most // _LETTERS_A_NUMBER:
        refused = message("text-of-too-many-numbers", many=many, most=most // _LETTERS_A_NUMBER)
        raise UsageError(refused, parameter="text")
    digest, lexicon = await asker.lexicon()
    spoken = language_in(_NAME.sub(" ", text), lexicon)
    told = language or spoken
    # Reading a long text takes seconds, in which others are answered.
    claims = await asyncio.to_thread(claims_of, text, lexicon, spoken)
    checked = [await decided(asker, claim, lexicon, told, ask or asker.ask) for claim in claims]
    return Report(told, digest, tuple(checked), lexicon)


_LETTERS_A_NUMBER = 40
"""An article of a newspaper has a number for each 60 letters; it is the numbers that take time, up
to 25 ms of a processor each."""
_NUMBER = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d(?!\d))\d+(?:[.,]\d+)*")
"""A number that is no year."""
_NAME = re.compile(r"\b(?=\w*[^\W\d_a-zA-Z])(?-i:[A-ZĐÀ-ÝĂĨŨƠƯẠ-Ỹ])\w*")
"""A word of a name with marks, which the English write so, too."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
"""Signs of pasted texts that nobody sees."""
_AS_READ = re.compile(r"(?<=[\w,%)])[ \t]*\r?\n[ \t]*(?=([^\W\d_])[^)])")
"""The end of a line within a sentence: the next one goes on in a small letter."""
