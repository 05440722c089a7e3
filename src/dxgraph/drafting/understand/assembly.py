"""From what is read at single places to proposals: repetitions are one target, and a headline that
says something else than the text is a claim."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dxgraph.drafting.proposal import Proposal
from dxgraph.drafting.understand.naming import NEAR, Namer
from dxgraph.drafting.understand.targets import Item
from dxgraph.files import own
from dxgraph.search import fold

ACCEPTED = 0.02
"""A proposal that is less sure than this is shown, but not written unless a person accepts it."""
_SHARED = 2
_COMMON = frozenset(
    ("ty", "le", "so", "co", "den", "nam", "cua", "va", "trong", "tren", "share", "of", "to", "in")
)
"""So many words a headline shares with the goal of the text that it repeats, but for these."""
FAINT = 0.4
"""A score that is enough for a headline whose figure the text prints too."""
SURE = 0.7
"""An indicator with this score keeps its figure even beside a second one."""

_WEIGHED = own(__package__, "confidence.yaml")
SURE_OF_ITSELF: float = _WEIGHED["sure"]
"""The log-odds that a proposal is right which nothing speaks against."""
JUDGED: Mapping[str, float] = _WEIGHED["judged"]
LEARNED: Mapping[str, float] = {**(_WEIGHED["learned"] or {}), **JUDGED}
"""What each doubt adds to them."""
_SHORT = 10.0
"""…and what each point does by which the score of a known indicator falls short of `SURE`."""

_Key = tuple[str, str, date | None]


def assemble(text: str, items: Sequence[Item], namer: Namer) -> list[Proposal]:
    """The proposals of a document, in the order of the text; headlines stand where the text
    says the same."""
    items = list(_second_set(list(_repeated(text, list(_apart(items, namer))))))
    groups: dict[_Key, dict[tuple[object, ...], list[Item]]] = {}
    for item in items:
        groups.setdefault(item.key, {}).setdefault(item.said, []).append(item)
    order = sorted(
        (group for said in groups.values() for group in said.values()),
        key=lambda group: min(map(_place, group)),
    )
    keys = {id(group): f"t{number}" for number, group in enumerate(order, 1)}
    found = []
    for group in order:
        rivals = [
            other
            for other in groups[group[0].key].values()
            if other is not group and not _headline(other)
        ]
        told = _headline(group) or any(_told_before(group, other) for other in rivals)
        if rivals and told and group[0].figure:
            contradicts = keys[id(rivals[0])]
            found.append(_proposal(text, keys[id(group)], group, contradicts=contradicts))
        else:
            twice = ("twice",) if rivals and group[0].figure else ()
            found.append(_proposal(text, keys[id(group)], group, twice))
    return found


def _apart(items: Sequence[Item], namer: Namer) -> Iterator[Item]:
    """Of two different figures for one target, one that is much less sure is of another."""
    best: dict[_Key, Item] = {}
    for item in items:
        if item.figure and not item.sentence.headline:
            held = best.setdefault(item.key, item)
            if item.named.score > held.named.score:
                best[item.key] = item
    for item in items:
        named, rival = item.named, best.get(item.key, item)
        if (
            named.indicator
            and item.figure
            and not item.sentence.headline
            and item.said != rival.said
            and named.score < min(SURE, rival.named.score - NEAR)
        ):
            new = namer.new(named.wording, item.figure.unit, item.sentence.pillar)
            yield replace(
                item,
                named=replace(named, indicator=None, new=new, doubts=("indicator-new",)),
                reasons=(*item.reasons, "indicator-new"),
            )
        else:
            yield item


def _repeated(text: str, items: Sequence[Item]) -> Iterator[Item]:
    """A headline has few words: where it prints a figure of the text, it speaks of the same."""
    body = [item for item in items if not item.sentence.headline and item.named.indicator]
    stated = {item.named.slug for item in body}
    told = [item for item in items if not item.sentence.headline and item.named.new]
    for item in items:
        if not (item.sentence.headline and item.figure and item.named.slug not in stated):
            said = [other for other in body if item.due is None and _same_figure(other, item)]
            yield replace(item, due=said[0].due) if item.sentence.headline and said else item
            continue
        again = next((other for other in told if _same_words(text, other, item)), None)
        if item.named.new and again:
            yield replace(item, named=again.named, level=again.level, due=again.due)
            continue
        faint = {named.slug for named in item.named.candidates if named.score >= FAINT}
        same = [
            other
            for other in body
            if (other.said[:3] == item.said[:3] or _same_kind(other, item))
            and item.key[2] in (None, other.key[2])
            and other.named.slug in faint
        ]
        if same:
            body_item = same[0]
            yield replace(
                item,
                named=body_item.named,
                level=body_item.level,
                unit=body_item.unit,
                due=body_item.due,
            )
        else:
            yield item


def _same_words(text: str, other: Item, item: Item) -> bool:
    """Whether a headline prints a figure of the text in fewer words, of a new indicator."""
    if other.said != item.said or (item.due and item.due.near and item.key[2] != other.key[2]):
        return False
    headline = fold(text[item.sentence.begin : item.sentence.end])
    shared = {*fold(other.named.wording).split()} & {*headline.split()} - _COMMON
    return len(shared) >= _SHARED


def _same_figure(other: Item, item: Item) -> bool:
    """Whether a headline prints the value of the text without its bound: "25%", "tối thiểu 25%"."""
    kind = (item.named.slug, item.level, item.unit, *item.said[1:3])
    return kind == (other.named.slug, other.level, other.unit, *other.said[1:3])


def _same_kind(other: Item, item: Item) -> bool:
    """Whether a headline's figure is one of the body's, said with another value."""
    return item.named.indicator is not None and (other.unit, other.level) == (item.unit, item.level)


def _second_set(items: Sequence[Item]) -> Iterator[Item]:
    """A paragraph that gives two indicators other values, and no year of its own, has not the year
    of the first: nobody can say which."""
    first: dict[_Key, Item] = {}
    rivals: dict[int, int] = {}
    for item in items:
        if item.figure and not item.sentence.headline:
            held = first.setdefault(item.key, item)
            if held.said != item.said and _inherits(item, held):
                at = item.sentence.block.begin
                rivals[at] = rivals.get(at, 0) + 1
    for item in items:
        inherited = item.due is not None and not item.due.near
        if inherited and rivals.get(item.sentence.block.begin, 0) > 1:
            doubts = [slug for slug in item.reasons if not slug.startswith("deadline-")]
            yield replace(item, due=None, reasons=("deadline-unknown", *doubts))
        else:
            yield item


def _inherits(item: Item, held: Item) -> bool:
    return bool(
        item.due
        and not item.due.near
        and held.due
        and held.due.near
        and held.sentence.block is not item.sentence.block
    )


def _headline(group: Sequence[Item]) -> bool:
    return all(item.sentence.headline for item in group)


def _told_before(group: Sequence[Item], other: Sequence[Item]) -> bool:
    """Whether a lead tells with less words what a list below it says: "75%", "từ 75% trở lên"."""
    first, listed = group[0], other[0]
    return bool(
        first.figure
        and listed.figure
        and first.figure.comparator == "equal" != listed.figure.comparator
        and first.figure.value == listed.figure.value
        and all(item.sentence.block.kind == "paragraph" for item in group)
        and all(item.sentence.block.kind == "item" for item in other)
        and max(item.begin for item in group) < listed.begin
    )


def _place(item: Item) -> tuple[bool, int]:
    return item.sentence.headline, item.begin


def _proposal(
    text: str,
    key: str,
    group: Sequence[Item],
    doubts: tuple[str, ...] = (),
    contradicts: str | None = None,
) -> Proposal:
    main = min(group, key=_place)
    # The place that the reading rests on comes first, its repetitions behind it.
    spans = tuple(dict.fromkeys((item.begin, item.end) for item in sorted(group, key=_place)))
    named, figure, pillar = main.named, main.figure, main.sentence.pillar
    reasons = (*main.reasons, *doubts, *(("headline",) if contradicts else ()))
    kind = named.indicator or named.new
    inferred = kind.pillar if kind else None
    short = max(0.0, SURE - named.score) if named.indicator else 0.0
    sure = confidence(reasons, short)
    return Proposal(
        key=key,
        kind="claim" if contradicts else "target",
        spans=spans,
        printed=tuple(text[begin:end] for begin, end in spans),
        indicator=named.slug,
        candidates=named.candidates,
        new=named.new,
        level=main.level,
        deadline=main.due.day if main.due else None,
        comparator=figure.comparator if figure else None,
        value=figure.value if figure else None,
        upper=figure.upper if figure else None,
        unit=main.unit,
        pillar=pillar or inferred or "cross-cutting",
        stated=pillar is not None and contradicts is None,
        universe=main.universe,
        start_year=main.due.start if main.due else None,
        scope=main.scope,
        scope_spans=main.scope_spans,
        reasons=tuple(dict.fromkeys(reasons)),
        confidence=sure,
        contradicts=contradicts,
        wording=named.wording,
        accepted=sure >= ACCEPTED,
    )


def confidence(doubts: Iterable[str], short: float = 0.0) -> float:
    """How sure a reading with these doubts is: the share of such that are right, as the logistic
    regression of ``benchmarks.weighing`` has it of texts that are held out."""
    total = SURE_OF_ITSELF + sum(LEARNED.get(slug, 0.0) for slug in sorted(set(doubts)))
    return round(1 / (1 + math.exp(_SHORT * short - total)), 2)
