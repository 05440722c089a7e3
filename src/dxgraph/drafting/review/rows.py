"""The text in blocks, each with the proposals and the numbers that stand in it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from dxgraph.drafting.proposal import DOUBTFUL, Draft, Proposal
from dxgraph.drafting.read.segments import blocks


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line that is marked in one way."""

    text: str
    marked: bool = False
    anchors: tuple[str, ...] = ()
    reason: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    begin: int
    end: int
    text: str
    reason: str
    sure: bool
    """Whether its own words explain it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the text, with what stands beside it."""

    line: int
    begin: int
    end: int
    parts: tuple[Part, ...]
    items: tuple[Proposal, ...]
    numbers: tuple[Number, ...]


def is_open(row: Row) -> bool:
    """Whether a person has something to say of a block of the text."""
    return any(item.doubtful for item in row.items) or any(
        not number.reason for number in row.numbers
    )


def rows_of(draft: Draft) -> list[Row]:
    """The blocks of the text with their marks, proposals and numbers."""
    text = draft.source.text
    found = []
    for block in blocks(text):
        begin = block.marker[0] if block.marker else block.begin
        items = tuple(item for item in draft.proposals if begin <= item.spans[0][0] < block.end)
        numbers = [
            Number(
                item.begin,
                item.end,
                text[item.begin : item.end],
                item.reason,
                item.confidence >= DOUBTFUL,
            )
            for item in draft.numbers
            if begin <= item.begin < block.end
        ]
        left = [span for span in draft.open if begin <= span[0] < block.end]
        numbers += [Number(*span, text[slice(*span)], "", False) for span in left]
        numbers.sort(key=lambda item: item.begin)
        line = draft.source.place(begin)[0]
        parts = _parts(draft, begin, block.end, numbers)
        found.append(Row(line, begin, block.end, parts, items, tuple(numbers)))
    return found


def _parts(draft: Draft, begin: int, end: int, numbers: list[Number]) -> tuple[Part, ...]:
    """A line cut at every end of a span or number, so that marks may lie inside one another."""
    text = draft.source.text
    spans = [
        (first, last, item)
        for item in draft.proposals
        for first, last in item.spans
        if first < end and begin < last
    ]
    cuts = {begin, end}
    cuts |= {at for first, last, _ in spans for at in (first, last)}
    cuts |= {at for item in numbers for at in (item.begin, item.end)}
    ordered = sorted(at for at in cuts if begin <= at <= end)
    parts = []
    for first, last in itertools.pairwise(ordered):
        number = next((item for item in numbers if item.begin <= first < item.end), None)
        parts.append(
            Part(
                text[first:last],
                marked=any(item.accepted for start, stop, item in spans if start <= first < stop),
                anchors=tuple(item.key for start, _, item in spans if start == first),
                reason=number.reason if number else "",
                open=number is not None and not number.reason,
            )
        )
    return tuple(parts)
