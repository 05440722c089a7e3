"""Numbers that are no targets, each with its reason: dates, document numbers, marks of lists…

What stands in a number's own words is found here; what its place in the document makes of it (the
year of a deadline, the figure of a task) is found by the pipeline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from dxgraph.drafting.proposal import Explained
from dxgraph.drafting.read.dates import names_months, printed_dates
from dxgraph.drafting.read.lexicon import pattern_of
from dxgraph.drafting.read.segments import Block
from dxgraph.drafting.read.signs import document_numbers
from dxgraph.evidence import Language
from dxgraph.files import own


class Cover:
    """Which places of a text are spoken for."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def take(self, begin: int, end: int) -> bool:
        """Take a span; False, and nothing is taken, when a part of it is taken already."""
        if any(self._taken[begin:end]):
            return False
        self._taken[begin:end] = b"\1" * (end - begin)
        return True

    def free(self, begin: int, end: int) -> bool:
        return not any(self._taken[begin:end])


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that explain a number: its groups, or where it has none all of it."""

    reason: str
    said: Mapping[Language, re.Pattern[str]]


def _rule(reason: str, said: str = "", **of: str) -> Rule:
    return Rule(
        reason,
        {language: pattern_of(of.get(language, said), {}) for language in get_args(Language)},
    )


_FILE = own(__package__, "numbers.yaml")
NUMBERS = {name: _rule(**said) for name, said in _FILE["numbers"].items()}
"""The rules, in the order in which they are taken."""
SAID = {name: pattern_of(said, {}) for name, said in _FILE["others"].items()}


def explained_numbers(
    text: str, blocks: Sequence[Block], language: Language, cover: Cover
) -> Iterator[Explained]:
    """The numbers whose own words explain them; each place is taken once, in this order."""
    for found in document_numbers(text):
        if cover.take(found.begin, found.end):
            yield found
    for block in blocks:
        if block.marker and re.search(r"\d", text[slice(*block.marker)]):
            begin, end = block.marker
            end = begin + len(text[begin:end].rstrip())
            if cover.take(begin, end):
                yield Explained(begin, end, "list-marker")
    for day in printed_dates(text):
        if cover.take(day.begin, day.end):
            yield Explained(day.begin, day.end, "date")
    for match in SAID["tally"].finditer(text):
        if not SAID["strives"].search(text, max(0, match.start() - 80), match.start()):
            begin, end = match.span(match.lastindex or 0)
            if cover.take(begin, end):
                yield Explained(begin, end, "past-result")
    for found in _named(text, language):
        if cover.take(found.begin, found.end):
            yield found
    for match in SAID["projects"].finditer(text):
        begin, end = match.span()
        head = text[max(0, begin - 120) : begin]
        if not SAID["sought"].search(head) and cover.take(begin, end):
            yield Explained(begin, end, "item-count")
    for match in SAID["month-alone"].finditer(text):
        begin, end = match.span("date")
        if cover.take(begin, end):
            yield Explained(begin, end, "date")


def _named(text: str, language: Language) -> Iterator[Explained]:
    """The numbers that the words beside them name, in the order in which they are taken."""
    for name, rule in NUMBERS.items():
        if name == "day-named" and not names_months(text):
            continue  # a long text is not searched for nothing
        for match in rule.said[language].finditer(text):
            groups = [group for group, found in match.groupdict().items() if found is not None]
            for begin, end in [match.span(group) for group in groups] or [match.span()]:
                begin += len(text[begin:end]) - len(text[begin:end].lstrip())
                # Not where it is the cell of a table, and the line below it.
                if _DIGIT.search(text, begin, end) and not SAID["next-line"].search(
                    text, begin, end
                ):
                    yield Explained(begin, end, rule.reason)


def counts_items(text: str, at: int, language: Language) -> bool:
    """Whether a number that ends at a place counts tasks, pillars or the like."""
    return SAID[f"counted-{language}"].match(text, at) is not None


def misread(text: str) -> Iterator[tuple[int, int]]:
    """Places of numbers with letters for digits; a person has to read the page."""
    for match in SAID["misread"].finditer(text):
        yield match.span()


_DIGIT = re.compile(r"\d")
