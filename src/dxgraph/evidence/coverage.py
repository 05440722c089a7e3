"""Is every number of a text accounted for?

A number is the figure of a target, a claim or an outcome, or it lies in a span that explains why it
is none; there is no third way. The figure is the number that the printed figure is read as, or the
two of a range: in "147 thuê bao/100 dân", 100 has to be explained as a denominator. A span counts
only if the text prints its figure at its place; whether it does is what `verify` reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import ClassVar

from dxgraph.bilingual import Both, many
from dxgraph.errors import DataError
from dxgraph.evidence.figure import parse_figure
from dxgraph.evidence.finding import Checks
from dxgraph.evidence.number import number_tokens
from dxgraph.evidence.record import Graph, Record, Source, read_record
from dxgraph.evidence.span import Span, span_iri
from dxgraph.evidence.text import ENDING, SourceText, read_folder, text_path
from dxgraph.findings import Finding, Report
from dxgraph.terms import SOURCE

_CHECKS = Checks("coverage")
_found = _CHECKS.found
AROUND = 20
"""How many code points on each side of a number a report shows."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text that a report has to name."""

    printed: str
    begin: int
    end: int
    line: int
    column: int
    context: str
    """The number with what is around it, on one line."""
    accounts: tuple[str, ...] = ()
    """What accounts for it: "target", "claim", "outcome", or the slug of a reason."""
    spans: tuple[str, ...] = ()
    """IRIs of the spans that do."""


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """The numbers of one text. Those that are counted are `numbers` in sum, but for the doubled."""

    slug: str
    same_text: bool
    """Whether the text has the digest that the graph knows."""
    numbers: int
    targets: int
    claims: int
    outcomes: int
    explained: Mapping[str, int]
    """By the reason's slug."""
    left: tuple[Number, ...]
    """Accounted for by nothing."""
    doubled: tuple[Number, ...]
    """A figure and explained at once, or by two spans of a kind."""
    idle: tuple[str, ...]
    """IRIs of the explaining spans that have no number in them."""


@dataclass(frozen=True, slots=True)
class CoverageReport(Report):
    folder: Path
    sources: tuple[SourceCoverage, ...]
    absent: tuple[str, ...]
    """Slugs of the sources whose text is not in the folder."""
    by_address: int = 0
    """Statements that rest on the address of a page and on no text that is held."""
    addresses: int = 0
    """The sources at whose addresses they are attested."""

    command: ClassVar[str] = "coverage"
    suite: ClassVar[str] = "dxgraph.evidence"
    checked: ClassVar[tuple[str, ...]] = _CHECKS.iris

    @property
    def findings(self) -> tuple[Finding, ...]:  # type: ignore[override]
        """What is not accounted for, for reporters: of the texts, the printed numbers alone."""
        found = [
            _found("text-absent", SOURCE[slug], name=f"{slug}{ENDING}", folder=self.folder)
            for slug in self.absent
        ]
        return (
            *found,
            *(each for source in self.sources for each in _of_source(self.folder, source)),
        )

    def figures(self) -> Mapping[str, object]:
        return {
            "sources": [
                {
                    **asdict(source),
                    "left": len(source.left),
                    "doubled": len(source.doubled),
                    "idle": len(source.idle),
                }
                for source in self.sources
            ],
            "absent": self.absent,
            "by_address": self.by_address,
            "addresses": self.addresses,
        }

    def summary(self) -> Both:
        total = sum(source.numbers for source in self.sources)
        return Both(
            f"{total} con số; còn {self.left} chưa giải thích, {self.doubled} bị tính hai lần, "
            f"thiếu {len(self.absent)} văn bản.",
            f"{many(total, 'number')}; {self.left} left, {self.doubled} accounted for twice, "
            f"{many(len(self.absent), 'text')} absent.",
        )

    @property
    def left(self) -> int:
        """How many numbers nothing accounts for."""
        return sum(len(source.left) for source in self.sources)

    @property
    def doubled(self) -> int:
        return sum(len(source.doubled) for source in self.sources)


def coverage(graph: Graph, sources: Path, *, only: Collection[str] = ()) -> CoverageReport:
    """Account for the numbers of the texts of a folder, ``{slug}.txt`` each.

    With ``only``, of the sources of these slugs alone. Raises InputError when the folder is none,
    has none of the texts, or a text cannot be read; UnknownName for an unknown slug.
    """
    record = read_record(graph.store)
    chosen = record.chosen(only)
    texts = read_folder(sources, chosen)
    bare = [item for item in record.statements.values() if not item.evidence and item.attested]
    return CoverageReport(
        folder=sources,
        sources=tuple(
            account(record, source, texts[slug]) for slug, source in chosen.items() if slug in texts
        ),
        absent=tuple(slug for slug in chosen if slug not in texts),
        by_address=len(bare),
        addresses=len({source for item in bare for source in item.attested}),
    )


def _of_source(folder: Path, source: SourceCoverage) -> Iterator[Finding]:
    if not source.same_text:
        yield _found("text-digest", SOURCE[source.slug])
    file = str(text_path(folder, source.slug))
    for number in source.left:
        yield _at("number-left", source, number, file)
    for number in source.doubled:
        yield _at("number-doubled", source, number, file)
    for iri in source.idle:
        yield _found("span-idle", iri)


def _at(code: str, source: SourceCoverage, number: Number, file: str) -> Finding:
    focus = span_iri(SOURCE[source.slug], number.begin, number.end)
    found = _found(code, focus, printed=number.printed, accounts=", ".join(number.accounts))
    return replace(found, file=file, line=number.line, column=number.column)


@dataclass(frozen=True, slots=True)
class _Account:
    kind: str
    span: Span


def account(record: Record, source: Source, text: SourceText) -> SourceCoverage:
    """Account for the numbers of one text."""
    tokens = list(number_tokens(text.text))
    accounts: dict[int, list[_Account]] = {}
    idle: list[str] = []
    for span in record.of_source(source.iri):
        if not span.stands_in(text.text):
            continue
        covered = 0
        for kind, begin, end in _accounted(record, source, span):
            for at in range(begin, end):
                if text.text[at].isdecimal():
                    accounts.setdefault(at, []).append(_Account(kind, span))
                    covered += 1
        if span.reason is not None and not covered:
            idle.append(span.iri)

    counts: Counter[str] = Counter()
    left: list[Number] = []
    doubled: list[Number] = []
    for begin, end in tokens:
        # By the digit, not by the number: a missing space ("2025,100%") makes one of two.
        digits = [accounts.get(at, []) for at in range(begin, end) if text.text[at].isdecimal()]
        if not all(digits):
            left.append(_number(text, begin, end, ()))
            continue
        found = {item.span.iri: item for digit in digits for item in digit}
        if any(len({item.span.iri for item in digit}) > 1 for digit in digits):
            doubled.append(_number(text, begin, end, tuple(found.values())))
        counts[digits[0][0].kind] += 1
    kinds = ("target", "claim", "outcome")
    return SourceCoverage(
        slug=source.slug,
        same_text=text.sha256 == source.sha256,
        numbers=len(tokens),
        targets=counts["target"],
        claims=counts["claim"],
        outcomes=counts["outcome"],
        explained={name: counts[name] for name in sorted(counts) if name not in kinds},
        left=tuple(left),
        doubled=tuple(doubled),
        idle=tuple(idle),
    )


def _accounted(record: Record, source: Source, span: Span) -> Iterator[tuple[str, int, int]]:
    """Kind, begin and end of the pieces of the text that a span accounts for."""
    if span.reason is not None:
        yield span.reason, span.begin, span.end
        return
    kinds = {item.kind for item in record.used.get(span.iri, ()) if item.value is not None}
    kind = next((kind for kind in ("target", "claim", "outcome") if kind in kinds), None)
    if kind is None:
        return
    try:
        figure = parse_figure(span.figure, source.language)
    except DataError:
        return  # its numbers are left, and `verify` says why
    for begin, end in figure.numbers:
        yield kind, span.begin + begin, span.begin + end


def _number(text: SourceText, begin: int, end: int, accounts: tuple[_Account, ...]) -> Number:
    line, column = text.place(begin)
    around = text.text[max(0, begin - AROUND) : end + AROUND]
    return Number(
        printed=text.text[begin:end],
        begin=begin,
        end=end,
        line=line,
        column=column,
        context=" ".join(around.replace("\n", " ⏎ ").split()),
        accounts=tuple(item.kind for item in accounts),
        spans=tuple(item.span.iri for item in accounts),
    )
