"""Does every figure stand where the graph says that it is printed?

Given the texts, a machine confirms: that each text is the one that was read (digest and length);
that each span's IRI and offsets agree, and its figure and passage stand in the text; that each
figure, read by the rules of `dxgraph.evidence.figure`, says what the statement that rests on it
says. What is held by address only is counted, not checked.

A text that is not in the folder is an error, for its figures are not confirmed: whoever has some of
the texts names them (``only``). A folder that has none of them is taken for a wrong folder.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import ClassVar

from dxgraph.bilingual import Both
from dxgraph.errors import DataError
from dxgraph.evidence.figure import READ_OTHERWISE, disagreements, parse_figure
from dxgraph.evidence.finding import Checks, Lines, said
from dxgraph.evidence.record import Graph, Record, Source, Statement, read_record
from dxgraph.evidence.span import Span, fragment, parse_iri, passage_sha256, span_iri
from dxgraph.evidence.text import ENDING, SourceText, digest, read_folder
from dxgraph.findings import Finding, Report, Severity
from dxgraph.model.figures import as_printed
from dxgraph.terms import SOURCE

_CHECKS = Checks("verify")
_found = _CHECKS.found
CHECKS = _CHECKS.iris
"""What is verified, by the IRIs of the checks."""


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """One source whose text was there."""

    slug: str
    same_text: bool
    spans: int
    """Evidence spans and explained numbers."""
    confirmed: int
    """Those without an error."""
    figures: int
    """Figures of targets, claims and outcomes that were read and compared, a span each."""


@dataclass(frozen=True, slots=True)
class VerificationReport(Report):
    """What was checked, and what was found."""

    folder: Path
    sources: tuple[SourceCheck, ...]
    absent: tuple[str, ...]
    """Slugs of the sources whose text is not in the folder."""
    by_address: int
    """Statements without a span, but with the address of a page that prints them."""
    unplaced: int
    """Statements without either."""
    findings: tuple[Finding, ...]

    command: ClassVar[str] = "verify"
    suite: ClassVar[str] = "dxgraph.evidence"
    checked: ClassVar[tuple[str, ...]] = CHECKS

    def figures(self) -> Mapping[str, object]:
        return {
            "sources": [asdict(source) for source in self.sources],
            "absent": self.absent,
            "by_address": self.by_address,
            "unplaced": self.unplaced,
        }

    def summary(self) -> Both:
        spans = sum(source.spans for source in self.sources)
        confirmed = sum(source.confirmed for source in self.sources)
        warnings = len(self.findings) - self.errors
        return Both(
            f"Xác nhận {confirmed} trên {spans} vị trí; {self.errors} lỗi, {warnings} cảnh báo.",
            f"{confirmed} of {spans} spans confirmed; {self.errors} errors, {warnings} warnings.",
        )


def verify(graph: Graph, sources: Path, *, only: Collection[str] = ()) -> VerificationReport:
    """Check the graph's evidence against the texts of a folder, ``{slug}.txt`` each.

    With ``only``, the sources of these slugs alone. Raises InputError when the folder is none, has
    none of the texts, or a text cannot be read; UnknownName for an unknown slug.
    """
    record = read_record(graph.store)
    chosen = record.chosen(only)
    texts = read_folder(sources, chosen)
    findings: list[Finding] = []
    checks: list[SourceCheck] = []
    for slug, source in chosen.items():
        spans = record.of_source(source.iri)
        if slug not in texts:
            findings.append(_absent(slug, sources, len(spans)))
            continue
        text = texts[slug]
        of_text = list(_of_text(source, text))
        of_spans = [item for span in spans for item in _of_span(span, source, text.text, record)]
        faulty = {item.focus for item in of_spans if item.severity is Severity.VIOLATION}
        findings += of_text + of_spans
        checks.append(
            SourceCheck(
                slug=slug,
                same_text=not of_text,
                spans=len(spans),
                confirmed=sum(span.iri not in faulty for span in spans),
                figures=sum(len(_resting(record, span)) for span in spans),
            )
        )
    findings += _of_record(record, chosen, everything=not only)
    if not only:
        findings += _unknown_texts(sources, chosen)
    bare = [item for item in record.statements.values() if not item.evidence]
    by_address = sum(bool(item.attested) for item in bare)
    return VerificationReport(
        folder=sources,
        sources=tuple(checks),
        absent=tuple(slug for slug in chosen if slug not in texts),
        by_address=by_address,
        unplaced=len(bare) - by_address,
        findings=tuple(map(Lines(graph.files).placed, findings)),
    )


def _absent(slug: str, folder: Path, spans: int) -> Finding:
    name = f"{slug}{ENDING}"
    return _found("text-absent", SOURCE[slug], name=name, folder=folder, spans=spans)


def _unknown_texts(folder: Path, chosen: Collection[str]) -> Iterator[Finding]:
    for path in sorted(folder.glob(f"*{ENDING}")):
        if path.stem not in chosen:
            yield _found("text-unknown", SOURCE[path.stem], name=path.name)


def _of_text(source: Source, text: SourceText) -> Iterator[Finding]:
    name = f"{source.slug}{ENDING}"
    if text.sha256 != source.sha256:
        variants = {
            text.text + "\n": "line-end-lacking",
            text.text.removesuffix("\n"): "line-end-too-many",
        }
        more = (
            said("more", name)
            for variant, name in variants.items()
            if digest(variant) == source.sha256
        )
        yield _found(
            "text-digest",
            source.iri,
            name=name,
            sha256=text.sha256,
            known=source.sha256,
            more=next(more, ""),
        )
    if source.length is not None and text.length != source.length:
        yield _found("text-length", source.iri, name=name, length=text.length, known=source.length)


def _of_span(span: Span, source: Source, text: str, record: Record) -> Iterator[Finding]:
    iri, place = span.iri, fragment(span.begin, span.end)
    expected = span_iri(span.source, span.begin, span.end)
    if iri != expected:
        yield _found("span-iri", iri, iri=iri, expected=expected)
    if not span.begin < span.end <= len(text):
        yield _found(
            "span-bounds", iri, place=place, length=len(text), more=_suggestion(span, text)
        )
    elif not span.stands_in(text):
        there = _short(text[span.begin : span.end])
        yield _found(
            "figure-text",
            iri,
            figure=span.figure,
            place=place,
            there=there,
            more=_suggestion(span, text),
        )
    elif passage_sha256(text, span.begin, span.end) != span.passage_sha256:
        yield _passage(span, text)
    if span.reason is not None:
        return
    resting = _resting(record, span)
    for statement in resting:
        yield from _of_figure(span, source, statement)
    if iri not in record.used:
        yield _found("span-unused", iri, figure=span.figure)


def _passage(span: Span, text: str) -> Finding:
    right = passage_sha256(text, span.begin, span.end)
    elsewhere = next(
        (
            begin
            for begin in _occurrences(span.figure, text)
            if passage_sha256(text, begin, begin + len(span.figure)) == span.passage_sha256
        ),
        None,
    )
    if elsewhere is None:
        more = said("more", "right-digest", right=right)
    else:
        place = fragment(elsewhere, elsewhere + len(span.figure))
        more = said("more", "digest-of-elsewhere", place=place)
    place = fragment(span.begin, span.end)
    return _found("passage-digest", span.iri, figure=span.figure, place=place, more=more)


def _suggestion(span: Span, text: str) -> Both:
    """Where the figure stands instead: the same passage if there is one, else the nearest place."""
    length = len(span.figure)
    found = list(_occurrences(span.figure, text))
    if not found:
        return said("more", "nowhere")
    same = [at for at in found if passage_sha256(text, at, at + length) == span.passage_sha256]
    begin = min(same or found, key=lambda at: abs(at - span.begin))
    place = fragment(begin, begin + length)
    away = begin - span.begin
    if away == 0:
        return said("more", "end-wrong", place=place)
    count = "1 character" if abs(away) == 1 else f"{abs(away)} characters"
    sure = "" if same else said("more", "if-meant")
    where = "later" if away > 0 else "earlier"
    return said("more", where, place=place, away=abs(away), count=count, sure=sure)


def _occurrences(figure: str, text: str) -> Iterator[int]:
    at = text.find(figure)
    while at >= 0:
        yield at
        at = text.find(figure, at + 1)


def _resting(record: Record, span: Span) -> tuple[Statement, ...]:
    """The statements with a value that rest on an evidence span."""
    if span.reason is not None:
        return ()
    return tuple(item for item in record.used.get(span.iri, ()) if item.value is not None)


def _of_figure(span: Span, source: Source, statement: Statement) -> Iterator[Finding]:
    if statement.value is None:
        return
    try:
        figure = parse_figure(span.figure, source.language)
    except DataError as error:
        why = Both(error.said.vi, f"{error} {error.remedy}")
        yield _found("figure-unreadable", span.iri, why=why)
        return
    pairs = {
        "comparator": (statement.comparator, figure.comparator),
        "value": (statement.value, figure.value),
        "upper": (statement.upper, figure.upper),
        "unit": (statement.unit, figure.unit),
    }
    properties = {
        "comparator": "dx:comparator",
        "value": _VALUE[statement.kind],
        "upper": "dx:upperValue",
        "unit": "sdmx-attribute:unitMeasure",
    }
    reading = as_printed(
        figure.comparator, figure.value, figure.upper, figure.unit, source.language
    )
    for part in disagreements(
        figure,
        value=statement.value,
        upper=statement.upper,
        comparator=statement.comparator,
        unit=statement.unit,
    ):
        stated, printed = (
            "–" if item is None else f"{item:f}" if part in _NUMERIC else str(item)
            for item in pairs[part]
        )
        yield _found(
            f"figure-{part}",
            statement.iri,
            value=span.iri,
            property=properties[part],
            stated=stated,
            figure=span.figure,
            printed=printed,
            reading=reading,
        )
    for doubt in figure.doubts:
        yield _found("figure-doubtful", span.iri, figure=span.figure, doubt=READ_OTHERWISE[doubt])


_NUMERIC = {"value", "upper"}
_VALUE = {"target": "dx:targetValue", "claim": "dx:claimedValue", "outcome": "dx:observedValue"}


def _of_record(record: Record, chosen: dict[str, Source], *, everything: bool) -> Iterator[Finding]:
    """What is wrong without looking into a text."""

    def slug_of(iri: str) -> str | None:
        place = parse_iri(iri)
        return place[0].removeprefix(SOURCE) if place else None

    for iri, lacking in record.incomplete.items():
        slug = slug_of(iri)
        if everything or slug in chosen:
            yield _found("span-incomplete", iri, lacking=", ".join(lacking))
    known = {source.iri for source in record.sources.values()}
    for span in record.spans.values():
        if everything and span.source not in known:
            yield _found("source-unknown", span.iri, source=span.source)
    for iri, statements in record.used.items():
        slug = slug_of(iri)
        explained = iri in record.spans and record.spans[iri].reason is not None
        described = iri in record.spans or iri in record.incomplete
        if (described and not explained) or not (everything or slug in chosen):
            continue
        why = said("more", "explained" if explained else "undescribed")
        for statement in statements:
            yield _found("evidence-missing", statement.iri, span=iri, why=why)


def _short(text: str, limit: int = 80) -> str:
    text = text.replace("\n", "⏎")
    return text if len(text) <= limit else text[: limit - 1] + "…"
