"""`verify`: what is printed where it is said to be is confirmed, and each fault is named."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from dxgraph import corpus, evidence
from dxgraph.errors import InputError, UnknownName
from dxgraph.findings import Finding, Severity
from dxgraph.terms import CHECK
from support.places import TESTS
from support.some import some

OWN = TESTS / "evidence"
SOURCE = "https://w3id.org/dxgraph/source/"
DOCUMENT = "https://w3id.org/dxgraph/document/"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A copy of our own small texts and their data, to be spoiled."""
    return shutil.copytree(OWN, tmp_path / "graph")


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def verify(graph: Path, *only: str) -> evidence.VerificationReport:
    return evidence.verify(corpus.build([graph]), graph / "texts", only=only)


def check_of(finding: Finding) -> str:
    return finding.constraint.removeprefix(CHECK)


def errors(report: evidence.VerificationReport) -> list[tuple[str, str | None]]:
    return [
        (check_of(finding), finding.focus)
        for finding in report.findings
        if finding.severity is Severity.VIOLATION
    ]


def shown(report: evidence.VerificationReport) -> str:
    console = Console(file=io.StringIO(), width=200)
    console.print(evidence.render_text(report))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_every_span_of_a_true_record_is_confirmed(graph: Path) -> None:
    report = verify(graph)
    assert errors(report) == []
    assert report.exit_code == 0
    assert {check.slug: (check.spans, check.confirmed) for check in report.sources} == {
        "an-hai-07-kh-ubnd": (12, 12),
        "song-lam-report": (5, 5),
        "vinh-son-12-nq-tu": (25, 25),
    }
    assert all(check.same_text for check in report.sources)
    # One figure serves two targets, and two spans print one: each pair is compared.
    assert sum(check.figures for check in report.sources) == 10 + 4 + 10
    assert "42 of 42 spans confirmed" in shown(report)


def test_a_doubtful_reading_is_a_warning_with_its_place(graph: Path) -> None:
    (finding,) = verify(graph).findings
    assert check_of(finding) == "figure-doubtful"
    assert finding.severity is Severity.WARNING
    assert finding.file == "an-hai-07-kh-ubnd.ttl"
    assert finding.line is not None
    lines = (graph / finding.file).read_text(encoding="utf-8").splitlines()
    assert lines[finding.line - 1] == "<#char=161,170> a dx:EvidenceSpan ;"


def offsets(begin: int, end: int) -> str:
    """How a span's file states its offsets."""
    return (
        f'nif:beginIndex "{begin}"^^xsd:nonNegativeInteger ;\n'
        f'    nif:endIndex "{end}"^^xsd:nonNegativeInteger ;'
    )


def spans_of(path: Path) -> list[tuple[int, int]]:
    """Begin and end of the spans that a file describes."""
    text = path.read_text(encoding="utf-8")
    return [(int(begin), int(end)) for begin, end in re.findall(r"<#char=(\d+),(\d+)> a dx", text)]


@pytest.mark.parametrize("slug", ["an-hai-07-kh-ubnd", "song-lam-report", "vinh-son-12-nq-tu"])
@pytest.mark.parametrize("shift", [-1, 1])
@pytest.mark.parametrize("first", [0, 1])
def test_every_span_that_is_off_by_one_is_found_and_put_right(
    graph: Path, slug: str, shift: int, first: int
) -> None:
    """Every second one is put off, and those between are not told."""
    path = graph / f"{slug}.ttl"
    text = path.read_text(encoding="utf-8")
    put_off = {}
    for begin, end in spans_of(path)[first::2]:
        right = evidence.fragment(begin, end)
        wrong = evidence.fragment(begin + shift, end + shift)
        text = text.replace(f"<#{right}>", f"<#{wrong}>")
        text = text.replace(offsets(begin, end), offsets(begin + shift, end + shift))
        put_off[f"{SOURCE}{slug}#{wrong}"] = right
    path.write_text(text, encoding="utf-8")
    report = verify(graph, slug)
    assert sorted(errors(report)) == sorted(("figure-text", iri) for iri in put_off)
    for finding in report.findings:
        if check_of(finding) == "figure-text":
            right = put_off[str(finding.focus)]
            direction = "earlier" if shift > 0 else "later"
            assert f"It stands 1 character {direction}, at {right}." in finding.message.en
            assert f"ở {right}." in finding.message.vi
            assert finding.line is not None
    assert report.exit_code == 1


def test_a_span_whose_iri_and_offsets_differ_is_found(graph: Path) -> None:
    path = graph / "song-lam-report.ttl"
    begin, end = spans_of(path)[1]
    spoil(path, offsets(begin, end), offsets(begin, end + 1))
    iri = f"{SOURCE}song-lam-report#char={begin},{end}"
    report = verify(graph)
    assert errors(report) == [("span-iri", iri), ("figure-text", iri)]
    assert f"It is char={begin},{end}: the end is wrong." in report.findings[-1].message.en


def test_a_span_outside_its_text_is_found(graph: Path) -> None:
    path = graph / "song-lam-report.ttl"
    begin, end = spans_of(path)[1]
    text = path.read_text(encoding="utf-8").replace(f"char={begin},{end}", "char=9000,9010")
    path.write_text(text.replace(offsets(begin, end), offsets(9000, 9010)), encoding="utf-8")
    assert errors(verify(graph)) == [("span-bounds", f"{SOURCE}song-lam-report#char=9000,9010")]


def test_a_changed_figure_is_found_with_what_is_there(graph: Path) -> None:
    spoil(graph / "song-lam-report.ttl", '"over 12.5%"', '"over 13.5%"')
    report = verify(graph)
    codes = [code for code, _ in errors(report)]
    assert codes == ["figure-text", "figure-value"]
    text, value = (item for item in report.findings if item.severity is Severity.VIOLATION)
    assert "“over 12.5%” does" in text.message.en
    assert "stands nowhere" in text.message.en
    assert value.focus == f"{DOCUMENT}song-lam-report#digital-economy-2025"
    assert "dx:targetValue is 12.5, but “over 13.5%” says 13.5" in value.message.en


def test_a_wrong_passage_digest_is_found_with_the_right_one(graph: Path) -> None:
    path = graph / "song-lam-report.ttl"
    match = re.search(
        r'"over 12.5%" ;\s+dx:passageSha256 "(\w+)"', path.read_text(encoding="utf-8")
    )
    assert match
    spoil(path, match[1], "0" * 64)
    report = verify(graph)
    ((code, _),) = errors(report)
    assert code == "passage-digest"
    assert match[1] in next(item.message.en for item in report.findings if check_of(item) == code)


def test_a_span_at_the_wrong_repetition_of_its_figure_is_found(graph: Path) -> None:
    path = graph / "an-hai-07-kh-ubnd.ttl"
    text = path.read_text(encoding="utf-8")
    first, second = re.findall(r'"35-40%" ;\s+dx:passageSha256 "(\w+)"', text)
    assert first != second
    path.write_text(text.replace(first, second), encoding="utf-8")
    report = verify(graph)
    ((code, subject),) = errors(report)
    assert (code, subject) == ("passage-digest", f"{SOURCE}an-hai-07-kh-ubnd#char=67,73")
    message = next(item.message.en for item in report.findings if check_of(item) == code)
    assert "that of the same words at char=342,348" in message


@pytest.mark.parametrize(
    ("old", "new", "code", "part"),
    [
        ("dx:targetValue 12.5 ", "dx:targetValue 12.6 ", "figure-value", "digital-economy-2025"),
        ("comparator:greater-than", "comparator:at-least", "figure-comparator", "digital-economy"),
        ("dx:upperValue 7.5 ", "dx:upperValue 8.0 ", "figure-upper", "productivity-2025"),
        ("dx:upperValue 7.5 ;", "", "figure-upper", "productivity-2025"),
        ("unit:count", "unit:percent", "figure-unit", "users-2025"),
        ("comparator:within-top", "comparator:equal", "figure-comparator", "dti-rank-2025"),
    ],
)
def test_a_target_that_says_what_its_figure_does_not_is_found(
    graph: Path, old: str, new: str, code: str, part: str
) -> None:
    path = graph / "song-lam-report.ttl"
    spoil(path, old, new)
    report = verify(graph)
    ((found, subject),) = errors(report)
    assert found == code
    assert subject is not None
    assert subject.startswith(f"{DOCUMENT}song-lam-report#{part}")
    finding = next(item for item in report.findings if check_of(item) == code)
    assert finding.file == "song-lam-report.ttl"
    assert finding.line is not None
    line = path.read_text(encoding="utf-8").splitlines()[finding.line - 1]
    assert line.startswith(f":{part}")


def test_a_claim_is_compared_like_a_target(graph: Path) -> None:
    spoil(graph / "vinh-son-12-nq-tu.ttl", "dx:claimedValue 5.0", "dx:claimedValue 6.0")
    ((code, subject),) = errors(verify(graph))
    assert (code, subject) == ("figure-value", f"{DOCUMENT}vinh-son-12-nq-tu#claim-dti-rank-top-5")


def test_a_figure_that_cannot_be_read_is_found(graph: Path) -> None:
    spoil(graph / "song-lam-report.ttl", '"over 12.5%"', '"over 12.5.25%"')
    assert [code for code, _ in errors(verify(graph))] == ["figure-text", "figure-unreadable"]


def test_a_text_that_is_another_is_found(graph: Path) -> None:
    spoil(graph / "texts/song-lam-report.txt", "Labour", "Labor")
    report = verify(graph)
    assert ("text-digest", f"{SOURCE}song-lam-report") in errors(report)
    assert ("text-length", f"{SOURCE}song-lam-report") in errors(report)
    assert not next(item for item in report.sources if item.slug == "song-lam-report").same_text
    # The spans behind the change no longer stand; those before it still do.
    assert [code for code, _ in errors(report)].count("figure-text") == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text + "\n", "It only has a line end too many at its end."),
        (lambda text: text.removesuffix("\n"), "It only lacks the line end at its end."),
    ],
)
def test_a_text_that_differs_by_a_line_end_at_its_end_is_told_so(
    graph: Path, change: object, words: str
) -> None:
    path = graph / "texts/song-lam-report.txt"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    finding = next(item for item in verify(graph).findings if check_of(item) == "text-digest")
    assert words in finding.message.en


def test_a_span_that_nothing_rests_on_is_found(graph: Path) -> None:
    spoil(
        graph / "an-hai-07-kh-ubnd.ttl",
        "dx:evidence <#char=67,73> , <#char=342,348> .",
        "dx:evidence <#char=67,73> .",
    )
    assert errors(verify(graph)) == [("span-unused", f"{SOURCE}an-hai-07-kh-ubnd#char=342,348")]


def test_evidence_that_is_no_span_is_found(graph: Path) -> None:
    path = graph / "an-hai-07-kh-ubnd.ttl"
    spoil(
        path,
        "dx:evidence <#char=67,73> , <#char=342,348> .",
        "dx:evidence <#char=67,73> , <#char=342,348> , <#char=1,2> .",
    )
    assert errors(verify(graph)) == [
        ("evidence-missing", f"{DOCUMENT}an-hai-07-kh-ubnd#digital-economy-2024")
    ]


def test_a_target_that_rests_on_an_explained_number_is_found(graph: Path) -> None:
    path = graph / "vinh-son-12-nq-tu.ttl"
    match = re.search(r"<#(char=\d+,\d+)> a dx:ExplainedNumber", path.read_text(encoding="utf-8"))
    assert match
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n:claim-dti-rank-top-5 dx:evidence <#{match[1]}> .\n")
    report = verify(graph)
    assert errors(report) == [
        ("evidence-missing", f"{DOCUMENT}vinh-son-12-nq-tu#claim-dti-rank-top-5")
    ]


def test_a_span_that_is_not_described_in_full_is_found(graph: Path) -> None:
    spoil(graph / "song-lam-report.ttl", '    dx:printedFigure "over 12.5%" ;\n', "")
    report = verify(graph)
    assert [code for code, _ in errors(report)] == ["span-incomplete"]
    assert "dx:printedFigure" in report.findings[-1].message.en


def test_a_span_of_a_source_without_a_digest_is_found(graph: Path) -> None:
    path = graph / "song-lam-report.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'    dx:sha256 "\w+" ;\n', "", text), encoding="utf-8")
    assert {code for code, _ in errors(verify(graph))} == {"source-unknown"}


def test_an_absent_text_is_an_error_and_naming_the_others_passes(graph: Path) -> None:
    (graph / "texts/song-lam-report.txt").unlink()
    report = verify(graph)
    assert report.absent == ("song-lam-report",)
    assert errors(report) == [("text-absent", f"{SOURCE}song-lam-report")]
    assert "song-lam-report" in shown(report)
    assert verify(graph, "an-hai-07-kh-ubnd", "vinh-son-12-nq-tu").exit_code == 0


def test_a_folder_without_any_of_the_texts_is_a_wrong_folder(graph: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds the text of no source"):
        evidence.verify(corpus.build([graph]), tmp_path)


def test_an_unknown_source_is_refused_with_the_known_ones(graph: Path) -> None:
    with pytest.raises(UnknownName, match="song-lam") as caught:
        verify(graph, "song-lam")
    assert "song-lam-report" in caught.value.remedy


def test_a_text_that_no_source_describes_is_a_warning(graph: Path) -> None:
    (graph / "texts/other.txt").write_text("x")
    report = verify(graph)
    assert [item.focus for item in report.findings if check_of(item) == "text-unknown"] == [
        f"{SOURCE}other"
    ]
    assert report.exit_code == 0


def test_what_is_held_by_address_only_is_counted_and_not_checked(graph: Path) -> None:
    (graph / "national.ttl").write_text(
        """@prefix dx: <https://w3id.org/dxgraph/ontology#> .
        <http://x/a> a dx:QuantifiedTarget ; dx:targetValue 80.0 ; dx:attestedAt <http://x/page> .
        <http://x/b> a dx:QuantifiedTarget ; dx:targetValue 20.0 .
        """,
        encoding="utf-8",
    )
    report = verify(graph)
    assert (report.by_address, report.unplaced) == (1, 1)
    assert errors(report) == []
    assert "1 statements held by address only" in shown(report)


def test_every_finding_speaks_both_languages_and_is_shown(graph: Path) -> None:
    spoil(graph / "song-lam-report.ttl", '"over 12.5%"', '"over 13.5%"')
    (graph / "texts/an-hai-07-kh-ubnd.txt").unlink()
    report = verify(graph)
    output = shown(report)
    for finding in some(report.findings, 2):
        assert finding.message.en != finding.message.vi
        assert check_of(finding) in output
        assert finding.message.en[:40] in output
        assert finding.message.vi[:40] in output
