"""The nearest questions of one that is not understood: what it asks without the words that were not
understood, said plainly, and asked again it is answered."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from dxgraph.asking.answer.canonical import canonical
from dxgraph.asking.interpret.intents import readings
from dxgraph.asking.understand.question_reading import Lacking, Reading
from dxgraph.asking.understand.understanding import understand
from dxgraph.evidence import Language
from dxgraph.terms import AREA, DOCUMENT, INDICATOR, LEVEL
from support.asking import asked, names

BAC_GIANG = AREA["bac-giang"]
BAC_NINH = AREA["bac-ninh-from-2025"]
SHARE = INDICATOR["digital-economy-share-of-gross-product"]
FILES = INDICATOR["work-files-processed-online"]
RANK = INDICATOR["dti-rank"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "given",
    [
        {"query": "targets-of-area", "area": BAC_GIANG, "indicator": SHARE, "year": 2030},
        {"query": "targets-of-area", "area": BAC_GIANG, "indicator": SHARE},
        {
            "query": "targets-of-area",
            "area": BAC_GIANG,
            "indicator": FILES,
            "level": LEVEL.commune,
            "year": 2025,
        },
        {"query": "targets-of-area", "area": BAC_GIANG, "year": 2025},
        {"query": "targets-of-area", "area": BAC_GIANG},
        {
            "query": "targets-of-area",
            "area": BAC_GIANG,
            "document": DOCUMENT["bac-giang-2021-111-nq-tu"],
        },
        {"query": "issuers", "document": DOCUMENT["bac-giang-2021-111-nq-tu"]},
        {"query": "issuers", "area": BAC_GIANG},
        {"query": "outcomes", "area": AREA["quang-ninh"], "indicator": RANK, "year": 2023},
        {"query": "targets-and-outcomes", "area": BAC_GIANG, "indicator": SHARE, "year": 2025},
        {"query": "against-national", "area": BAC_GIANG, "indicator": SHARE, "year": 2025},
        {"query": "mergers", "area": BAC_NINH},
        {"query": "inherited-targets", "area": BAC_NINH, "indicator": SHARE, "year": 2030},
        {"query": "definitions", "indicator": SHARE},
    ],
)
def test_a_reading_is_said_as_a_question_that_is_read_so_again(
    given: dict[str, Any], language: Language
) -> None:
    lexicon = asyncio.run(names())
    reading = Reading(**given)
    made = readings(understand(canonical(reading, lexicon, language), lexicon, language), lexicon)
    assert not isinstance(made, Lacking), made.words
    same = [{name: getattr(other, name) for name in given} for other in made]
    assert given in same


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("query", "indicator", "order"),
    [
        ("compare-areas", SHARE, "highest"),
        ("compare-areas", SHARE, "lowest"),
        ("compare-areas", SHARE, ""),
        ("outcomes", RANK, "highest"),
        ("outcomes", RANK, "lowest"),
    ],
)
def test_a_reading_of_all_areas_is_said_as_a_question_that_is_read_so_again(
    query: str, indicator: str, order: str, language: Language
) -> None:
    lexicon = asyncio.run(names())
    reading = Reading(query, indicator=indicator, order=order, year=2022, areas=(BAC_GIANG,))
    made = readings(understand(canonical(reading, lexicon, language), lexicon, language), lexicon)
    assert not isinstance(made, Lacking), made.words
    found = [(other.query, other.indicator, other.order, other.year) for other in made]
    assert (query, indicator, order, 2022) in found


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("Nghe nói Hải Phòng đặt kinh tế số năm 2025 khủngxyz, bao nhiêu phần trăm?", "targets"),
        ("Sau vụ xyzzy, Bạc Liêu được sáp nhập vào tỉnh nào?", "mergers"),
        ("What does xyzzy “IoT connections per person” mean?", "definitions"),
        ("Which documents of Tra Vinh are there, xyzzy?", "issuers"),
        ("Quảng Ninh xyzzy xếp hạng DTI năm 2023 thứ mấy?", "outcomes"),
        (
            "Has Bac Giang xyzzy reached its digital economy target for 2025?",
            "targets-and-outcomes",
        ),
        ("Kinh tế số 2025 của Đồng Tháp cũ xyzzy so với quốc gia ra sao?", "against-national"),
        ("Tỉnh nào xyzzy đặt kinh tế số cao nhất năm 2030?", "compare-areas"),
    ],
)
def test_the_first_of_the_nearest_asks_the_same_without_the_strange_word(
    question: str, query: str
) -> None:
    reply = asked(question)
    assert reply.status == "not-understood"
    again = asked(reply.nearest[0])
    assert again.status == "answered"
    assert again.answers[0].query.startswith(query)


def test_no_thing_is_asked_for_without_its_name() -> None:
    """What is left without the strange words may lack what is counted."""
    reply = asked("Was Thanh Hoa xyzzy above the national programme on zyxxy in 2025?")
    assert reply.status == "not-understood"
    assert not any("“”" in question for question in reply.nearest)


def test_documents_are_known_by_their_own_labels() -> None:
    """Those that have a number, in both languages."""
    lexicon = asyncio.run(names())
    numbered = [  # Of those without a number the label says what the page calls them.
        (iri, label)
        for iri, labels in lexicon.labels.items()
        if iri.startswith(str(DOCUMENT))
        for label in labels.values()
        if "/" in label and ": " not in label
    ]
    assert len(numbered) > 100
    for iri, label in numbered[::7]:
        found = understand(f"{label}?", lexicon)
        assert (iri,) in found.documents or any(iri in each for each in found.documents), label
