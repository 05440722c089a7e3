"""What drafting reads out of small texts of our own, a form of writing each (``tests/drafting``).

A target is ``printed | indicator | level | deadline | comparator value | unit``; "new" is an
indicator that the graph has not, a bare year its last day.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dxgraph.drafting import Draft, Proposal, draft
from dxgraph.drafting.knowledge import Indicator, Knowledge
from dxgraph.evidence import number_tokens, parse_figure
from support.drafting import as_of_old
from support.places import TESTS, of_yaml
from support.some import some

CASES = sorted((TESTS / "drafting").glob("*.yaml"))
SIGNS = {
    "equal": "=",
    "at-least": ">=",
    "greater-than": ">",
    "at-most": "<=",
    "less-than": "<",
    "approximately": "~",
    "within-top": "top",
}


@pytest.fixture(scope="module", name="knowledge")
def of_old(knowledge: Knowledge) -> Knowledge:
    return as_of_old(knowledge)


def case(path: Path) -> dict[str, Any]:
    found = of_yaml(path)
    assert isinstance(found, dict)
    return found


def read(wanted: dict[str, Any], knowledge: Knowledge, text: str | None = None) -> Draft:
    document = wanted.get("document", {})
    return draft(
        wanted["text"] if text is None else text,
        territory="tra-vinh",
        number=document.get("number", "50/KH-UBND"),
        date=date.fromisoformat(str(document.get("date", "2022-07-12"))),
        knowledge=knowledge,
    )


def written(proposed: Draft, kind: str) -> list[str]:
    return sorted(line(item) for item in proposed.proposals if item.kind == kind and item.accepted)


def line(item: Proposal) -> str:
    due = str(item.deadline).removesuffix("-12-31")
    parts = [" + ".join(item.printed), "new" if item.new else item.indicator, item.level, due]
    if item.value is not None:
        upper = f"-{item.upper.normalize():f}" if item.upper is not None else ""
        parts.append(f"{SIGNS[item.comparator or '']} {item.value.normalize():f}{upper}")
        parts.append(str(item.unit))
    return " | ".join(parts)


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_targets_are_read_as_a_careful_reader_does(path: Path, knowledge: Knowledge) -> None:
    wanted = case(path)
    proposed = read(wanted, knowledge)
    assert written(proposed, "target") == sorted(wanted["targets"])
    assert written(proposed, "claim") == sorted(wanted.get("claims", []))


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_every_number_is_accounted_for_once(path: Path, knowledge: Knowledge) -> None:
    wanted = case(path)
    proposed = read(wanted, knowledge)
    text = proposed.source.text
    reasons = Counter((text[item.begin : item.end], item.reason) for item in proposed.numbers)
    for printed, reason in wanted.get("numbers", {}).items():
        assert reasons[str(printed), reason], (printed, reason, reasons)
    left = [text[slice(*span)] for span in proposed.open]
    assert left == wanted.get("open", [])
    spans = {span for item in proposed.proposals for span in item.spans}
    assert sorted(accounts(proposed, spans)) == sorted(
        at
        for begin, end in number_tokens(text)
        for at in range(begin, end)
        if text[at].isdigit() and (begin, end) not in proposed.open
    )


def accounts(proposed: Draft, spans: set[tuple[int, int]]) -> Iterator[int]:
    """The digits that the draft accounts for, as often as it does."""
    text = proposed.source.text
    valued = {span for item in proposed.proposals if item.value is not None for span in item.spans}
    for begin, end in spans & valued:
        for first, last in parse_figure(text[begin:end], proposed.document.language).numbers:
            yield from (at for at in range(begin + first, begin + last) if text[at].isdigit())
    for item in proposed.numbers:
        yield from (at for at in range(item.begin, item.end) if text[at].isdigit())


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_a_text_in_nfd_gives_the_same_draft(path: Path, knowledge: Knowledge) -> None:
    wanted = case(path)
    apart = unicodedata.normalize("NFD", wanted["text"])
    assert read(wanted, knowledge, apart) == read(wanted, knowledge)


def test_there_are_twenty_forms_at_least() -> None:
    assert len(CASES) >= 20
    assert all(case(path)["note"] and case(path)["targets"] for path in CASES)


@pytest.mark.parametrize("path", [path for path in CASES if "stated" in case(path)])
def test_a_pillar_heading_states_the_pillar(path: Path, knowledge: Knowledge) -> None:
    wanted = case(path)
    for item in some(read(wanted, knowledge).proposals):
        assert (item.pillar, item.stated) == (wanted["pillar"], wanted["stated"])


def test_upstream_documents_are_mended_linked_and_found(knowledge: Knowledge) -> None:
    wanted = case(TESTS / "drafting" / "document-numbers.yaml")
    found = [
        f"{item.number} {item.link} {item.slug or '-'}" for item in read(wanted, knowledge).upstream
    ]
    assert sorted(found) == sorted(wanted["upstream"])


def test_the_first_year_of_a_target_is_kept(knowledge: Knowledge) -> None:
    wanted = case(TESTS / "drafting" / "start-year.yaml")
    assert [item.start_year for item in read(wanted, knowledge).proposals] == [wanted["start"]]


def test_title_and_period_are_read_from_the_text(knowledge: Knowledge) -> None:
    wanted = case(TESTS / "drafting" / "year-of-the-plan.yaml")
    document = read(wanted, knowledge).document
    assert document.title == wanted["title"]
    assert (document.first, document.last) == (date(2027, 1, 1), date(2027, 12, 31))
    assert document.slug == "tra-vinh-2027-07-kh-ubnd"


def test_a_place_among_the_first_is_a_rank_in_the_index_that_is_nearly_the_same(
    knowledge: Knowledge,
) -> None:
    group = Indicator(
        "leading-group",
        {"vi": ("Nhóm địa phương dẫn đầu về chuyển đổi số",), "en": ("Leading provinces",)},
        "rank",
        None,
        change=False,
        close=frozenset({"dti-rank", "world-rank"}),
    )
    world = replace(
        group, slug="world-rank", names={"vi": ("Chỉ số toàn cầu",), "en": ("Global index",)}
    )
    known = {**knowledge.indicators, group.slug: group, world.slug: world}
    wanted = {"text": "Đến năm 2027, tỉnh nằm trong nhóm 9 địa phương dẫn đầu về chuyển đổi số.\n"}
    (found,) = read(wanted, replace(knowledge, indicators=known)).proposals
    assert (found.indicator, found.candidates[1].slug) == ("dti-rank", "leading-group")
    assert "indicator-near" in found.reasons
    known[group.slug] = replace(group, close=frozenset({"world-rank"}))
    (found,) = read(wanted, replace(knowledge, indicators=known)).proposals
    assert found.indicator == "leading-group"
