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
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import ClassVar

from dxgraph.bilingual import Both
from dxgraph.errors import DataError
from dxgraph.evidence.figure import READ_OTHERWISE, disagreements, parse_figure
from dxgraph.evidence.finding import Lines, finding
from dxgraph.evidence.record import Graph, Record, Source, Statement, read_record
from dxgraph.evidence.span import Span, fragment, parse_iri, passage_sha256, span_iri
from dxgraph.evidence.text import ENDING, SourceText, digest, read_folder
from dxgraph.findings import Finding, Severity
from dxgraph.model.figures import as_printed
from dxgraph.terms import CHECK, SOURCE

CHECKS = tuple(
    CHECK[code]
    for code in (
        "text-digest",
        "text-length",
        "text-absent",
        "text-unknown",
        "span-iri",
        "span-bounds",
        "span-unused",
        "span-incomplete",
        "source-unknown",
        "evidence-missing",
        "figure-text",
        "passage-digest",
        "figure-comparator",
        "figure-value",
        "figure-upper",
        "figure-unit",
        "figure-unreadable",
        "figure-doubtful",
    )
)
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
class VerificationReport:
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

    @property
    def conforms(self) -> bool:
        return not self.errors

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

    @property
    def errors(self) -> int:
        return sum(finding.severity is Severity.VIOLATION for finding in self.findings)

    @property
    def exit_code(self) -> int:
        """0 when nothing is wrong, else 1. Warnings do not count."""
        return 1 if self.errors else 0


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
    lines = Lines(graph.files)
    bare = [item for item in record.statements.values() if not item.evidence]
    by_address = sum(bool(item.attested) for item in bare)
    return VerificationReport(
        folder=sources,
        sources=tuple(checks),
        absent=tuple(slug for slug in chosen if slug not in texts),
        by_address=by_address,
        unplaced=len(bare) - by_address,
        findings=tuple(
            replace(item, file=place[0], line=place[1])
            for item in findings
            for place in [lines.place(item.focus)]
        ),
    )


def _error(code: str, focus: str, en: str, vi: str, value: str | None = None) -> Finding:
    return finding(code, Severity.VIOLATION, focus, Both(vi, en), value)


def _absent(slug: str, folder: Path, spans: int) -> Finding:
    name = f"{slug}{ENDING}"
    return _error(
        "text-absent",
        SOURCE[slug],
        f"{name} is not in {folder}: its {spans} spans were not checked.",
        f"Không có {name} trong {folder}: {spans} vị trí của văn bản này chưa được kiểm tra.",
    )


def _unknown_texts(folder: Path, chosen: Collection[str]) -> Iterator[Finding]:
    for path in sorted(folder.glob(f"*{ENDING}")):
        if path.stem not in chosen:
            yield finding(
                "text-unknown",
                Severity.WARNING,
                SOURCE[path.stem],
                Both(
                    f"{path.name} không phải văn bản của nguồn nào trong đồ thị.",
                    f"{path.name} is the text of no source in the graph.",
                ),
            )


def _of_text(source: Source, text: SourceText) -> Iterator[Finding]:
    if text.sha256 != source.sha256:
        other = next(
            (
                (en, vi)
                for variant, en, vi in (
                    (text.text + "\n", "lacks the line end", "thiếu dấu xuống dòng"),
                    (
                        text.text.removesuffix("\n"),
                        "has a line end too many",
                        "thừa dấu xuống dòng",
                    ),
                )
                if digest(variant) == source.sha256
            ),
            ("", ""),
        )
        yield _error(
            "text-digest",
            source.iri,
            f"{source.slug}{ENDING} is not the text that was read: its SHA-256 is {text.sha256}, "
            f"the graph says {source.sha256}."
            + (f" It only {other[0]} at its end." if other[0] else ""),
            f"{source.slug}{ENDING} không phải là văn bản đã đọc: SHA-256 là {text.sha256}, đồ thị "
            f"ghi {source.sha256}." + (f" Chỉ {other[1]} ở cuối." if other[1] else ""),
        )
    if source.length is not None and text.length != source.length:
        yield _error(
            "text-length",
            source.iri,
            f"{source.slug}{ENDING} has {text.length} code points, the graph says {source.length}.",
            f"{source.slug}{ENDING} dài {text.length} ký tự, đồ thị ghi {source.length}.",
        )


def _of_span(span: Span, source: Source, text: str, record: Record) -> Iterator[Finding]:
    iri = span.iri
    expected = span_iri(span.source, span.begin, span.end)
    if iri != expected:
        yield _error(
            "span-iri",
            iri,
            f"the span's IRI is <{iri}>, but its source and offsets make it <{expected}>.",
            f"IRI của vị trí là <{iri}>, nhưng nguồn và chỉ số của nó cho ra <{expected}>.",
        )
    if not span.begin < span.end <= len(text):
        yield _error(
            "span-bounds",
            iri,
            f"{fragment(span.begin, span.end)} is no place in a text of {len(text)} code points."
            + _suggestion(span, text)[0],
            f"{fragment(span.begin, span.end)} không nằm trong văn bản dài {len(text)} ký tự."
            + _suggestion(span, text)[1],
        )
    elif not span.stands_in(text):
        there = _short(text[span.begin : span.end])
        en, vi = _suggestion(span, text)
        yield _error(
            "figure-text",
            iri,
            f"“{span.figure}” does not stand at {fragment(span.begin, span.end)}: "
            f"“{there}” does.{en}",
            f"“{span.figure}” không nằm ở {fragment(span.begin, span.end)}: ở đó là “{there}”.{vi}",
        )
    elif passage_sha256(text, span.begin, span.end) != span.passage_sha256:
        yield _passage(span, text)
    if span.reason is not None:
        return
    resting = _resting(record, span)
    for statement in resting:
        yield from _of_figure(span, source, statement)
    if iri not in record.used:
        yield _error(
            "span-unused",
            iri,
            f"nothing rests on “{span.figure}”: no target, claim or outcome has it as dx:evidence.",
            f"“{span.figure}” không được dùng: không chỉ tiêu, nhận định hay kết quả nào lấy nó "
            "làm dx:evidence.",
        )


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
        en = f" The passage's SHA-256 is {right}."
        vi = f" SHA-256 của đoạn văn là {right}."
    else:
        place = fragment(elsewhere, elsewhere + len(span.figure))
        en = f" It is that of the same words at {place}: one of the two is meant."
        vi = f" Mã băm ấy là của cùng những chữ này ở {place}: chỉ một trong hai là đúng."
    return _error(
        "passage-digest",
        span.iri,
        f"“{span.figure}” stands at {fragment(span.begin, span.end)}, but dx:passageSha256 is not "
        f"that of the passage around it.{en}",
        f"“{span.figure}” đúng là nằm ở {fragment(span.begin, span.end)}, nhưng dx:passageSha256 "
        f"không phải của đoạn văn quanh nó.{vi}",
    )


def _suggestion(span: Span, text: str) -> tuple[str, str]:
    """Where the figure stands instead: the same passage if there is one, else the nearest place."""
    length = len(span.figure)
    found = list(_occurrences(span.figure, text))
    if not found:
        return " It stands nowhere in the text.", " Không nơi nào trong văn bản có những chữ ấy."
    same = [at for at in found if passage_sha256(text, at, at + length) == span.passage_sha256]
    begin = min(same or found, key=lambda at: abs(at - span.begin))
    place = fragment(begin, begin + length)
    away = begin - span.begin
    if away == 0:
        return f" It is {place}: the end is wrong.", f" Đúng phải là {place}: sai chỉ số cuối."
    count = "1 character" if abs(away) == 1 else f"{abs(away)} characters"
    sure = ("", "") if same else (" if that place is meant", " nếu đúng là chỗ ấy")
    return (
        f" It stands {count} {'later' if away > 0 else 'earlier'}, at {place}{sure[0]}.",
        f" Những chữ ấy nằm {'sau' if away > 0 else 'trước'} đó {abs(away)} ký tự, "
        f"ở {place}{sure[1]}.",
    )


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
        yield _error(
            "figure-unreadable",
            span.iri,
            f"the printed figure cannot be read: {error} {error.remedy}",
            f"Không đọc được con số: {error.said.vi}",
        )
        return
    said = {
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
            for item in said[part]
        )
        yield _error(
            f"figure-{part}",
            statement.iri,
            value=span.iri,
            en=f"{properties[part]} is {stated}, but “{span.figure}” says {printed} "
            f"(it is read as “{reading}”).",
            vi=f"{properties[part]} là {stated}, nhưng “{span.figure}” cho {printed} "
            f"(được đọc là “{reading}”).",
        )
    for doubt in figure.doubts:
        words = READ_OTHERWISE[doubt]
        yield finding(
            "figure-doubtful",
            Severity.WARNING,
            span.iri,
            Both(f"“{span.figure}”: {words.vi}.", f"“{span.figure}”: {words.en}."),
        )


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
            yield _error(
                "span-incomplete",
                iri,
                f"the span is not described in full: {', '.join(lacking)} is missing or ill-typed.",
                f"Vị trí chưa được mô tả đủ: thiếu hoặc sai kiểu {', '.join(lacking)}.",
            )
    known = {source.iri for source in record.sources.values()}
    for span in record.spans.values():
        if everything and span.source not in known:
            yield _error(
                "source-unknown",
                span.iri,
                f"the span is of <{span.source}>, which the graph does not describe as a source "
                "with a digest.",
                f"Vị trí thuộc <{span.source}>, nhưng đồ thị không có nguồn này kèm mã băm.",
            )
    for iri, statements in record.used.items():
        slug = slug_of(iri)
        explained = iri in record.spans and record.spans[iri].reason is not None
        described = iri in record.spans or iri in record.incomplete
        if (described and not explained) or not (everything or slug in chosen):
            continue
        for statement in statements:
            yield _error(
                "evidence-missing",
                statement.iri,
                f"dx:evidence is <{iri}>, which "
                + (
                    "explains a number that is no target." if explained else "is described nowhere."
                ),
                f"dx:evidence là <{iri}>, "
                + (
                    "vốn giải thích một con số không phải chỉ tiêu."
                    if explained
                    else "không được mô tả ở đâu cả."
                ),
            )


def _short(text: str, limit: int = 80) -> str:
    text = text.replace("\n", "⏎")
    return text if len(text) <= limit else text[: limit - 1] + "…"
