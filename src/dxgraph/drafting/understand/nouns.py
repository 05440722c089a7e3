"""Where the noun of a figure ends."""

from __future__ import annotations

import re

from dxgraph.drafting.read.lexicon import Lexicon
from dxgraph.drafting.understand.figure_words import AMONG, WHOLE, Reading


def noun_end(text: str, reading: Reading, words: Lexicon) -> int:
    """Where a printed figure ends, with its noun: "trên 800 doanh nghiệp số".

    A noun belongs to it where the figure counts things, or stands behind its subject; the noun goes
    on through a comma while things of a kind are listed ("xã, phường, thị trấn").
    """
    figure = reading.figure
    end = figure.end
    limit = min(len(text), end + 80)
    if not figure.numbers:
        among = AMONG.match(text, end, limit)
        return among.end() if among else end
    if not reading.linked or figure.unit not in ("percent", "count"):
        return end
    whole = WHOLE.match(text[end:limit].lstrip())
    if whole:
        return text.index(whole[0], end) + len(whole[0])
    stop = words.noun_end.search(text, end, limit)
    last = stop.start() if stop else (limit if limit == len(text) else end)
    while stop and stop[0] == "," and text[end : stop.start()].strip():
        following = words.noun_end.search(text, stop.end(), limit)
        if following is None or re.match(r"[\d%]", following[0]):
            break
        part = text[stop.end() : following.start()].split()
        if not 0 < len(part) <= 3 or not part[0][0].islower():
            break
        last, stop = following.start(), following
    noun = text[end:last]
    if not noun.strip() or len(noun.split()) > 8:
        return end
    return end + len(noun.rstrip())
