"""Our own graph against the texts it was read from, on a machine that has them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dxgraph import corpus, evidence
from dxgraph.findings import Severity
from support.places import SOURCES

pytestmark = pytest.mark.skipif(
    not SOURCES.is_dir(),
    reason="the source texts are not republished, and ../shared/sources is not on this machine",
)


def test_every_span_is_confirmed(snapshot: corpus.Snapshot) -> None:
    report = evidence.verify(snapshot, SOURCES)
    assert [finding for finding in report.findings if finding.severity is Severity.VIOLATION] == []
    assert len(report.sources) == 5
    assert all(source.spans == source.confirmed > 0 for source in report.sources)
    assert all(source.same_text for source in report.sources)


def test_no_number_is_left(snapshot: corpus.Snapshot) -> None:
    report = evidence.coverage(snapshot, SOURCES)
    assert [(source.slug, source.left) for source in report.sources if source.left] == []
    assert [(source.slug, source.doubled) for source in report.sources if source.doubled] == []
    assert report.exit_code == 0
    assert len(report.sources) == 5
    assert all(source.numbers > 30 for source in report.sources)


@pytest.mark.parametrize(
    ("slug", "printed", "value"),
    [
        ("bac-giang-111-nq-tu", "trên 13, 5%", "13.5"),
        ("bac-ninh-04-ctrhd-stttt", "tối thiểu đạt 2.300.000", "2300000"),
        ("bac-ninh-04-ctrhd-stttt", "147 thuê bao/100 dân", "147"),
        ("thai-nguyen-nq-tu", "Top 10 địa phương dẫn đầu", "10"),
        ("tra-vinh-50-kh-ubnd", "trên 11,5%/năm", "11.5"),
        ("tra-vinh-50-kh-ubnd", "nhóm 20 tỉnh/thành phố đứng đầu", "20"),
    ],
)
def test_the_figures_of_the_running_text_are_found(slug: str, printed: str, value: str) -> None:
    text = evidence.read_text(SOURCES / f"{slug}.txt").text
    found = {text[item.begin : item.end]: item.value for item in evidence.find_figures(text)}
    assert found[printed] == Decimal(value)
