"""The blocks of a draft's targets and claims, with what a reviewer should know of each.

A doubtful choice has a comment with its confidence and what else it could be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dxgraph.bilingual import Both
from dxgraph.drafting.doubts import DOUBTS, NOTED
from dxgraph.drafting.proposal import Draft, Proposal
from dxgraph.drafting.write import labels as wording
from dxgraph.drafting.write.turtle import (
    Comment,
    block,
    both,
    decimal,
    literal,
    span,
    typed,
)
from dxgraph.evidence import fragment


def dated(day: date | None) -> list[str]:
    return [typed(day, "date")] if day else []


def fragments_of(draft: Draft) -> dict[str, str]:
    """The fragment of each proposal by its key: indicator, level, year; numbered where that is not
    enough."""
    found: dict[str, str] = {}
    used: set[str] = set()
    for item in draft.proposals:
        parts = [item.indicator]
        if item.level != "not-applicable":
            parts.append(item.level)
        if item.deadline:
            parts.append(str(item.deadline.year))
        name = "-".join(parts)
        name = f"claim-{name}" if item.kind == "claim" else name
        chosen, number = name, 2
        while chosen in used:
            chosen, number = f"{name}-{number}", number + 1
        used.add(chosen)
        found[item.key] = chosen
    return found


def remarks(item: Proposal) -> Iterator[Comment]:
    """What a reviewer should know of a doubtful choice, above its block."""
    others = [f"indicator:{other.slug} ({other.score:.2f})" for other in item.others]
    doubts = [DOUBTS[slug].en for slug in item.reasons if slug not in NOTED]
    if item.doubtful:
        text = f"confidence {item.confidence:.2f}"
        if others:
            text += "; or: " + ", ".join(others)
        yield Comment(" ".join([f"{text}.", *doubts]), attached=True)
    if item.scope_spans:
        places = ", ".join(f"#{fragment(*place)}" for place in item.scope_spans)
        yield Comment(f"scope printed at {places}: say it in our words.", attached=True)


def target_turtle(draft: Draft, item: Proposal, fragments: dict[str, str]) -> str:
    document = draft.document
    label = both(wording.target_label(item, draft.knowledge))
    ended = draft.knowledge.abolished.get(item.level)
    after = bool(ended and item.deadline and item.deadline > ended)
    rows: list[tuple[str, list[str]]] = [("rdfs:label", label)]
    if not item.qualitative:
        rows.append(("qb:dataSet", ["dataset:targets"]))
    rows += [
        ("dx:statedIn", [f"document:{document.slug}"]),
        *_what(item, document.territory),
    ]
    if item.value is not None:
        rows += [
            ("dx:comparator", [f"comparator:{item.comparator}"]),
            ("dx:targetValue", [decimal(item.value)]),
            ("dx:upperValue", [decimal(item.upper)] if item.upper is not None else []),
            ("sdmx-attribute:unitMeasure", [f"unit:{item.unit}"] if item.unit else []),
        ]
    rows += [
        ("dx:universe", [f"universe:{item.universe}"] if item.universe else []),
        ("dx:statedPillar" if item.stated else "dx:inferredPillar", [f"pillar:{item.pillar}"]),
        ("dx:scopeNote", _sentences([Both(*said) for said in item.scope])),
        ("dx:boundToAbolishedLevel", ["true"] if after else []),
        *_printed(draft, item),
        ("skos:editorialNote", _notes(item, reported=draft.reported is not None)),
    ]
    kind = "dx:QualitativeTarget" if item.qualitative else "dx:QuantifiedTarget"
    return block(f":{fragments[item.key]}", kind, rows)


def claim_turtle(draft: Draft, item: Proposal, fragments: dict[str, str]) -> str:
    value = [decimal(item.value)] if item.value is not None else []
    differs = draft.reported.differs.get(item.key) if draft.reported else None
    contradicted = differs or fragments.get(item.contradicts or "")
    return block(
        f":{fragments[item.key]}",
        "dx:Claim",
        [
            ("rdfs:label", both(wording.claim_label(item))),
            *_what(item, draft.document.territory),
            ("dx:comparator", [f"comparator:{item.comparator}"] if item.comparator else []),
            ("dx:claimedValue", value),
            ("sdmx-attribute:unitMeasure", [f"unit:{item.unit}"] if item.unit else []),
            ("dx:universe", [f"universe:{item.universe}"] if item.universe else []),
            ("dx:contradicts", [f":{contradicted}"] if contradicted else []),
            *_printed(draft, item),
            ("skos:editorialNote", _sentences([DOUBTS["differs" if differs else "headline"]])),
        ],
    )


def _what(item: Proposal, territory: str) -> list[tuple[str, list[str]]]:
    start = [typed(item.start_year, "gYear")] if item.start_year else []
    return [
        ("sdmx-dimension:refArea", [f"area:{territory}"]),
        ("dx:indicator", [f"indicator:{item.indicator}"]),
        ("dx:adminLevel", [f"level:{item.level}"]),
        ("dx:startYear", start),
        ("dx:deadline", dated(item.deadline)),
    ]


def _printed(draft: Draft, item: Proposal) -> list[tuple[str, list[str]]]:
    """Where a figure is printed: at its spans, or at the address of the page that reports it."""
    if draft.reported is None:
        return [("dx:evidence", [f"<#{fragment(*place)}>" for place in item.spans])]
    far = any(slug in _FAR for slug in item.reasons)
    return [
        ("dx:printedFigure", [literal(" ".join(item.printed[0].split()))]),
        ("dx:attestedAt", [f"source:{draft.reported.source}"]),
        ("dx:readFromContext", ["dx:deadline"] if far and item.deadline else []),
        ("dx:confidence", [f"confidence:{'medium' if item.confidence >= 0.5 else 'low'}"]),
    ]


_FAR = ("deadline-document", "deadline-part")
"""The doubts of a year that is not printed beside its figure."""


def _notes(item: Proposal, *, reported: bool = False) -> list[str]:
    kept = [
        DOUBTS[slug]
        for slug in item.reasons
        if slug in NOTED or (reported and (slug in _FAR or item.confidence < 0.5))
    ]
    return _sentences(kept)


def _sentences(said: Sequence[Both]) -> list[str]:
    """Sentences as one literal a language."""
    return both((" ".join(item.vi for item in said), " ".join(item.en for item in said)))


def evidence_spans(draft: Draft, item: Proposal, written: set[tuple[int, int]]) -> Iterator[str]:
    for place in item.spans if draft.reported is None else ():
        if place not in written:
            written.add(place)
            yield span(draft.source.text, draft.document.source, *place, "EvidenceSpan")
