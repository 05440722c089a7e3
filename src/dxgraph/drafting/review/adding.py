"""What a reviewer adds to a draft, and what of a draft a reviewer has looked at."""

from __future__ import annotations

import re
from dataclasses import replace

from dxgraph.drafting.proposal import DOUBTFUL, Draft, NewIndicator, Proposal
from dxgraph.drafting.understand.matching import matcher
from dxgraph.errors import UsageError
from dxgraph.evidence import find_figures
from dxgraph.messages import message

_CHOICES = 8
"""So many indicators are put forward for marked words."""


def add(draft: Draft, begin: int, end: int, words: str) -> tuple[Draft, str]:
    """A draft with a proposal for words that a person has marked between two places, and its key.

    It is put forward for the person to complete: left out until they accept it. Of words with one
    figure, the figure is the place; words without any are a goal without a figure. Raises
    UsageError for words that do not stand there once, or hold several figures.
    """
    first, last = _place(draft, begin, end, words)
    text = draft.source.text
    language = draft.document.language
    figures = list(find_figures(text[first:last], language))
    if len(figures) > 1:
        raise UsageError(
            message("several-figures-marked", words=words, count=len(figures)),
            field="words",
        )
    figure = figures[0] if figures else None
    span = (first + figure.begin, first + figure.end) if figure else (first, last)
    if any(span in item.spans for item in draft.proposals):
        raise UsageError(message("proposed-already"), field="words")
    candidates = matcher(draft.knowledge.indicators, language).candidates(text[begin:end])
    key = f"a{1 + sum(item.key.startswith('a') for item in draft.proposals)}"
    added = Proposal(
        key=key,
        kind="target",
        spans=(span,),
        printed=(text[slice(*span)],),
        indicator="",
        candidates=tuple(candidates[:_CHOICES]),
        new=NewIndicator("", "", "", figure.unit if figure else None, "government", False),
        level="not-applicable",
        deadline=draft.document.horizon,
        comparator=figure.comparator if figure else None,
        value=figure.value if figure else None,
        upper=figure.upper if figure else None,
        unit=figure.unit if figure else None,
        pillar="government",
        stated=False,
        accepted=False,
    )
    proposals = sorted((*draft.proposals, added), key=lambda item: item.spans[0])
    # A number in it may have been taken for none: it is open until the target is accepted.
    numbers = tuple(n for n in draft.numbers if n.end <= span[0] or span[1] <= n.begin)
    return replace(draft, proposals=tuple(proposals), numbers=numbers), key


def _place(draft: Draft, begin: int, end: int, words: str) -> tuple[int, int]:
    """Where words stand between two places, whatever blanks are between them."""
    pieces = words.split()
    text = draft.source.text
    if not pieces or not 0 <= begin < end <= len(text):
        raise UsageError(message("nothing-marked"), field="words")
    pattern = re.compile(r"\s+".join(map(re.escape, pieces)))
    found = [match.span() for match in pattern.finditer(text, begin, end)]
    if len(found) != 1:
        raise UsageError(
            message("marked-words-stand-not-once", words=words, count=len(found)),
            field="words",
        )
    return found[0]


def unreviewed(draft: Draft) -> tuple[int, int]:
    """How many proposals would be written that nobody has looked at, and how many numbers are
    explained by a rule that is not sure of it."""
    proposals = sum(item.accepted and not item.decided for item in draft.proposals)
    return proposals, sum(item.confidence < DOUBTFUL for item in draft.numbers)


def reviewed(draft: Draft) -> Draft:
    """Only what a person has said of a draft, and what explains a number without a doubt.

    A claim goes with the target that it contradicts.
    """
    kept = {item.key for item in draft.proposals if item.accepted and item.decided}
    kept = {
        item.key
        for item in draft.proposals
        if item.key in kept and (item.contradicts is None or item.contradicts in kept)
    }
    return replace(
        draft,
        proposals=tuple(
            replace(item, accepted=item.accepted and item.key in kept) for item in draft.proposals
        ),
        numbers=tuple(item for item in draft.numbers if item.confidence >= DOUBTFUL),
    )
