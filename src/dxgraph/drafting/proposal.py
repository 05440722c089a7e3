"""What drafting proposes: targets, claims, numbers that are none, what to ask a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dxgraph.drafting.knowledge import Knowledge
from dxgraph.errors import DataError
from dxgraph.evidence import Language, SourceText, number_tokens, parse_figure

DOUBTFUL = 0.9
"""What is less sure than this is for a person to look at."""
OTHERS = 0.3
"""Other indicators are named from this score on."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A number that is no target."""

    begin: int
    end: int
    reason: str
    """Slug of the reason."""
    document: str | None = None
    """The number of the document that is printed here, mended: "411/QĐ-TTg"."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that a clause may speak of."""

    slug: str
    score: float
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class NewIndicator:
    """A concept that the graph has not yet."""

    slug: str
    vi: str
    en: str
    """Empty until somebody writes it."""
    unit: str | None
    pillar: str
    change: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A target, or a claim, as drafting reads it."""

    key: str
    """Stable within a draft: "t1", "t2"… in the order of the text."""
    kind: str
    """target or claim."""
    spans: tuple[tuple[int, int], ...]
    """Where it is printed, ends exclusive; the main place first, then its repetitions."""
    printed: tuple[str, ...]
    """What is printed there."""
    indicator: str
    candidates: tuple[Candidate, ...]
    """Indicators of the graph that could be meant, best first."""
    new: NewIndicator | None
    level: str
    deadline: date | None
    comparator: str | None
    """None, as value and unit, for a goal without a figure."""
    value: Decimal | None
    upper: Decimal | None
    unit: str | None
    pillar: str
    stated: bool
    """Whether the document's own heading says the pillar."""
    universe: str | None = None
    start_year: int | None = None
    scope: tuple[tuple[str, str], ...] = ()
    """In our words, Vietnamese and English."""
    scope_spans: tuple[tuple[int, int], ...] = ()
    """Places of the text that bound the scope, for the reviewer."""
    reasons: tuple[str, ...] = ()
    """Slugs of what is doubtful or to be noted."""
    confidence: float = 0.0
    contradicts: str | None = None
    """Key of the target that a claim contradicts."""
    wording: str = ""
    """The key phrase by which the text names the indicator."""
    accepted: bool = True
    decided: bool = False
    """Whether a person has said so: what is decided is no longer doubtful."""

    @property
    def others(self) -> tuple[Candidate, ...]:
        """Up to three other indicators that could be meant, best first."""
        return tuple(
            other
            for other in self.candidates
            if other.slug != self.indicator and other.score >= OTHERS
        )[:3]

    @property
    def qualitative(self) -> bool:
        return self.value is None

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it before it is published: it is not sure, another
        indicator fits nearly as well, or a new one has to be named."""
        choice = self.new is not None or "indicator-near" in self.reasons
        return not self.decided and (choice or self.confidence < DOUBTFUL)


@dataclass(frozen=True, slots=True)
class Upstream:
    """A document that the text prints the number of."""

    number: str
    slug: str | None
    """None: not in the graph."""
    link: str | None
    """implements, basedOn, incorporatesTargetsOf, supersedes, revises; None: mentioned only."""
    begin: int
    end: int
    type: str | None = None
    day: date | None = None
    issuer: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the contributor gave and the text says of the document itself."""

    slug: str
    source: str
    number: str
    type: str
    day: date
    territory: str
    issuer: str | None
    title: str | None
    first: date | None
    last: date | None
    horizon: date | None
    page_title: str | None
    page_date: date | None
    language: Language
    dated: bool = True
    """Whether the document's own day is known; else ``day`` is that of the page that reports it."""


@dataclass(frozen=True, slots=True)
class Reported:
    """The page that a document is known by, which the graph keeps by its address alone."""

    address: str
    published: date | None
    source: str
    """The slug of the page, that of the graph where it has the address already."""
    known_source: bool
    known_document: bool
    """Whether the graph has the document already: what is new of it is added."""
    joins: Mapping[str, str] = field(default_factory=dict)
    """Keys of proposals to the fragments of the targets of the graph that say the same."""
    differs: Mapping[str, str] = field(default_factory=dict)
    """Keys of claims to the fragments of the targets of the graph that say otherwise."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a document: everything in the order of the text."""

    source: SourceText
    document: Metadata
    proposals: tuple[Proposal, ...]
    numbers: tuple[Explained, ...]
    upstream: tuple[Upstream, ...]
    knowledge: Knowledge = field(repr=False, compare=False)
    """What the draft was made with: the names of what the proposals name."""
    reported: Reported | None = None
    """None: the text is held, and every number of it is accounted for."""

    def figure(self, span: tuple[int, int]) -> str:
        """What is printed at a span."""
        return self.source.text[slice(*span)]

    @property
    def accepted(self) -> tuple[Proposal, ...]:
        """The proposals that are written."""
        return tuple(item for item in self.proposals if item.accepted)

    @property
    def open(self) -> tuple[tuple[int, int], ...]:
        """The numbers that nothing accounts for: a person has to say what they are."""
        text = self.source.text
        taken = bytearray(len(text))
        spans = [(item.begin, item.end) for item in self.numbers]
        for item in self.accepted:
            for begin, end in item.spans if not item.qualitative else ():
                spans += [
                    (begin + first, begin + last)
                    for first, last in _figures(text[begin:end], self.document.language)
                ]
        for begin, end in spans:
            taken[begin:end] = b"\1" * (end - begin)
        return tuple(span for span in number_tokens(text) if not all(taken[slice(*span)]))


def _figures(printed: str, language: Language) -> tuple[tuple[int, int], ...]:
    try:
        return parse_figure(printed, language).numbers
    except DataError:
        return ()
