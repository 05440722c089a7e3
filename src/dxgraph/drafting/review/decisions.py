"""What a person decides about a draft: each decision gives a new draft, the old one stays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dxgraph.drafting.proposal import Draft, Explained, NewIndicator, Proposal
from dxgraph.errors import DataError, UnknownName, UsageError
from dxgraph.evidence import disagreements, parse_figure
from dxgraph.messages import message
from dxgraph.search import fold


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of a proposal, whole: the fields of the review form."""

    begin: int
    end: int
    indicator: str
    """Slug of an indicator of the graph; empty for a new one."""
    vi: str
    en: str
    """Labels of a new indicator."""
    level: str
    deadline: date | None
    comparator: str | None
    value: Decimal | None
    upper: Decimal | None
    unit: str | None
    pillar: str


def accept(draft: Draft, key: str) -> Draft:
    """Write this proposal.

    Raises UnknownName for a key that the draft has not, and UsageError for a proposal that does not
    say yet which indicator is meant.
    """
    item = _find(draft, key)
    if not (item.indicator or (item.new and item.new.slug)):
        raise UsageError(message("proposal-without-indicator"))
    return _with(draft, replace(item, accepted=True, decided=True))


def reject(draft: Draft, key: str) -> Draft:
    """Leave this proposal out; its numbers are then to be explained."""
    return _with(draft, replace(_find(draft, key), accepted=False, decided=True))


def correct(draft: Draft, key: str, said: Correction) -> Draft:
    """Accept a proposal as a person says it.

    Raises UnknownName for a key, indicator, level or unit that does not exist, and UsageError when
    the figure at the span does not say the value. The member "field" names the field of the form.
    """
    old = _find(draft, key)
    text = draft.source.text
    if not 0 <= said.begin < said.end <= len(text):
        raise UsageError(
            message("no-such-characters", begin=said.begin, end=said.end, length=len(text)),
            field="begin",
        )
    printed = text[said.begin : said.end]
    if said.value is not None:
        _check_figure(draft, printed, said)
    new = None
    if not said.indicator:
        new = _new_indicator(said)
    elif said.indicator not in draft.knowledge.indicators:
        raise UnknownName(message("no-indicator", indicator=said.indicator), field="indicator")
    changed = replace(
        old,
        spans=((said.begin, said.end), *old.spans[1:]),
        printed=(printed, *old.printed[1:]),
        indicator=new.slug if new else said.indicator,
        new=new,
        level=said.level,
        deadline=said.deadline,
        comparator=said.comparator if said.value is not None else None,
        value=said.value,
        upper=said.upper,
        unit=said.unit if said.value is not None else None,
        pillar=said.pillar,
        stated=old.stated and said.pillar == old.pillar,
        reasons=(),
        confidence=1.0,
        accepted=True,
        decided=True,
    )
    return _with(draft, changed)


def explain(draft: Draft, begin: int, end: int, reason: str) -> Draft:
    """Say why a number is no target; an empty reason takes back what was said of it.

    Raises UnknownName for an unknown reason, UsageError when there is no number, or another span
    explains a part of it.
    """
    if reason and reason not in draft.knowledge.reasons:
        raise UnknownName(
            message("no-reason", reason=reason, reasons=", ".join(sorted(draft.knowledge.reasons))),
        )
    if not any(letter.isdigit() for letter in draft.source.text[begin:end]):
        raise UsageError(message("no-number-there", begin=begin, end=end))
    kept = [item for item in draft.numbers if (item.begin, item.end) != (begin, end)]
    if any(item.begin < end and begin < item.end for item in kept):
        raise UsageError(message("explained-already", begin=begin, end=end))
    if reason:
        kept.append(Explained(begin, end, reason))
    return replace(draft, numbers=tuple(sorted(kept, key=lambda item: item.begin)))


def _find(draft: Draft, key: str) -> Proposal:
    for item in draft.proposals:
        if item.key == key:
            return item
    raise UnknownName(message("no-proposal", key=key))


def _with(draft: Draft, changed: Proposal) -> Draft:
    return replace(
        draft,
        proposals=tuple(changed if item.key == changed.key else item for item in draft.proposals),
    )


def _check_figure(draft: Draft, printed: str, said: Correction) -> None:
    if said.value is None or said.comparator is None or said.unit is None:
        lacking = {"value": said.value, "comparator": said.comparator, "unit": said.unit}
        raise UsageError(
            message("figure-in-part"),
            field=next(name for name, value in lacking.items() if value is None),
        )
    try:
        figure = parse_figure(printed, draft.document.language)
    except DataError as error:
        raise UsageError(
            message("not-one-figure", printed=printed, reason=error.said),
            remedy=error.advice,
            field="begin",
        ) from error
    differing = disagreements(figure, value=said.value, upper=said.upper)
    if differing:
        raise UsageError(
            message(
                "figure-says-otherwise",
                printed=printed,
                printed_value=figure.value,
                value=said.value,
            ),
            field="value",
        )


def _new_indicator(said: Correction) -> NewIndicator:
    if not said.vi and not said.en:
        raise UsageError(message("indicator-without-name"), field="vi")
    slug = "-".join(fold(said.en or said.vi).split()[:10])
    return NewIndicator(slug, said.vi, said.en, said.unit, said.pillar, False)
