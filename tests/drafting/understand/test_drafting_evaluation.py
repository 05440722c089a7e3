"""How well drafting reads the texts that the corpus was read from, each held out from learning."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from benchmarks.evaluation import WAYS, Score, Sure, calibration, cases, evaluate, score

from benchmarks import evaluation
from dxgraph import corpus
from dxgraph.drafting import draft
from dxgraph.drafting.knowledge import Knowledge, learn
from dxgraph.evidence import read_text
from support.places import SOURCES

needs_texts = pytest.mark.skipif(
    not SOURCES.is_dir(),
    reason="the source texts are not republished, and ../shared/sources is not on this machine",
)


def test_the_scores_are_precision_recall_and_their_harmonic_mean() -> None:
    found = Score(right=6, proposed=8, known=12)
    assert (found.precision, found.recall, found.f1) == (0.75, 0.5, 0.6)
    assert found + Score(1, 2, 3) == Score(7, 10, 15)
    assert Score(0, 0, 0).f1 == 1.0


def test_a_document_whose_text_is_known_is_a_case(snapshot: corpus.Snapshot) -> None:
    found = {case.source: case for case in cases(snapshot)}
    assert len(found) >= 5
    for case in found.values():
        assert case.targets
        assert {span for target in case.targets for span in target.spans} <= case.spans


def test_what_a_document_taught_is_forgotten(knowledge: Knowledge) -> None:
    document = "binh-dinh-2024-33-kh-ubnd"
    text = "Tỷ lệ dân số có hồ sơ sức khỏe điện tử đạt trên 90%."
    indicator = knowledge.indicators["population-electronic-health-record"]
    assert document in indicator.documents
    assert "hồ sơ sức khỏe điện tử" in indicator.names["vi"]

    kept = knowledge.without(document, text).indicators[indicator.slug]
    assert document not in kept.documents
    assert kept.names["vi"] == indicator.names["vi"][:1]
    assert (
        "hồ sơ sức khỏe điện tử"
        in (knowledge.without(document, text, [text]).indicators[indicator.slug].names["vi"])
    )
    only = next(slug for slug, item in knowledge.indicators.items() if len(item.documents) == 1)
    (alone,) = knowledge.indicators[only].documents
    assert only not in knowledge.without(alone, "", strict=True).indicators
    assert not knowledge.without(alone, "").indicators[only].levels
    assert "work-files-processed-online" in knowledge.without(document, "", strict=True).indicators
    assert document not in knowledge.without(document, "").documents
    bare = knowledge.preferred().indicators[indicator.slug]
    assert bare.names == {tongue: names[:1] for tongue, names in indicator.names.items()}


def test_a_confidence_means_how_often_a_proposal_is_right() -> None:
    told = [(0.95, True)] * 49 + [(0.9, False)] + [(0.4, True), (0.4, False), (0.85, True)]
    lines = calibration(Sure(*each, frozenset()) for each in told).splitlines()
    assert lines[2] == "| from 0.9 | 50 | 49 | 0.98 |"
    assert lines[3] == "| from 0.8 | 1 | 1 | 1.00 |"
    assert lines[4] == "| from 0.5 | 0 | 0 | - |"
    assert lines[5] == "| from 0.0 | 2 | 1 | 0.50 |"


def test_every_miss_is_listed(snapshot: corpus.Snapshot, knowledge: Knowledge) -> None:
    case = next(case for case in cases(snapshot) if case.source == "binh-dinh-33-kh-ubnd")
    proposed = draft(
        "Mục tiêu năm 2024: 99% dân số có hồ sơ sức khỏe điện tử.",
        territory=case.territory,
        number=case.number,
        date=date(2024, 2, 23),
        knowledge=knowledge,
    )
    result = score(case, proposed)
    missed = [miss for miss in result.misses if miss.startswith("target missed")]
    assert len(missed) == len(case.targets)
    assert sum(miss.startswith("span missed") for miss in result.misses) == len(case.spans)
    assert any("span too many" in miss for miss in result.misses)
    assert (result.targets.right, result.targets.proposed) == (0, 1)


@needs_texts
@pytest.mark.parametrize("way", WAYS)
def test_the_held_out_texts_are_read_as_well_as_promised(
    snapshot: corpus.Snapshot, way: str
) -> None:
    texts = {
        case.source: read_text(SOURCES / f"{case.source}.txt")
        for case in cases(snapshot)
        if (SOURCES / f"{case.source}.txt").is_file()
    }
    results = evaluate(snapshot, texts, way)
    assert len(results) == len(texts) >= 5
    spans = sum((item.spans for item in results), Score(0, 0, 0))
    targets = sum((item.targets for item in results), Score(0, 0, 0))
    misses = [miss for item in results for miss in item.misses]
    assert spans.f1 >= 0.95, misses
    assert targets.f1 >= 0.94, misses
    assert not any(item.open for item in results)


def test_texts_that_are_not_at_hand_are_skipped_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["evaluation", "--sources", str(tmp_path)])
    assert evaluation.main() == 0
    said = capsys.readouterr().out
    assert "skipped: bac-giang-111-nq-tu" in said
    assert "not republished" in said


def test_drafting_learns_the_same_without_what_follows(snapshot: corpus.Snapshot) -> None:
    assert learn(corpus.stated()) == learn(snapshot.store)
