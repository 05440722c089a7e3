"""The published questions: what they expect is what the graph gives, and none is answered wrong."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from benchmarks.asking import (
    QUESTIONS,
    Question,
    Questioner,
    Result,
    judge,
    numbers,
    put,
    questions,
)
from mcp.client.client import Client

from dxgraph import corpus
from dxgraph.asking.answer.asker import MOST_STATEMENTS
from support.asking import names
from support.graph import own_snapshot

SET = questions(QUESTIONS)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@lru_cache(maxsize=1)
def questioner() -> Questioner:
    return Questioner(own_snapshot(), names)


@lru_cache(maxsize=1)
def results() -> list[Result]:
    return asyncio.run(put(questioner(), SET))


def test_the_set_has_every_kind_in_both_languages() -> None:
    assert len(SET) == len({question.text for question in SET}) == 418
    assert Counter(question.language for question in SET) == {"vi": 310, "en": 108}
    assert {question.kind for question in SET} == {
        *("figure", "comparison", "ranking", "merger", "progress", "absence", "wording"),
        *("definition", "issuer", "two-levels", "unanswerable"),
    }
    assert sum(not question.answerable for question in SET) == 50


@pytest.mark.parametrize("question", SET, ids=lambda question: question.number)
def test_the_query_beside_a_question_gives_what_is_expected(question: Question) -> None:
    """None goes stale: whoever changes the data is told which published answers that changes."""
    rows = asyncio.run(questioner().rows(question))
    if not question.answerable:
        assert not question.sparql
        return
    if "# no row" in question.sparql:
        assert rows == []
        return
    assert rows
    if question.kind in ("figure", "wording", "two-levels"):
        said = {n for part in question.expected for t in _NUMBER.findall(part) for n in numbers(t)}
        for row in rows:
            if "value" not in row:
                continue
            value = Decimal(row["value"])
            # "180 million" is a figure of nine digits.
            assert {format(v.normalize(), "f") for v in (value, value / 1_000_000)} & said


def test_no_question_is_answered_wrong() -> None:
    wrong = [result.question.number for result in results() if result.outcome == "wrong"]
    assert not wrong


def test_most_questions_are_answered_right() -> None:
    asked = [result for result in results() if result.question.answerable]
    assert not [one.question.number for one in asked if one.outcome != "right"]
    right = sum(result.outcome == "right" for result in asked)
    assert right >= LEAST_RIGHT, f"{right} of {len(asked)}"


LEAST_RIGHT = 368
"""All that can be answered: 120 of the first set and 31 of each of the eight others, whose kinds
were mended after each was put for the first time (14, 19, 21, 23, 19, 20, 12 and 18 right; the
others not understood or answered in part, one with the result of another level, one with a target
where a result was asked for, and one said to be not found that is held under a near name)."""


def test_a_link_gives_what_is_told_and_where_it_gives_more_this_is_said() -> None:
    """So that whoever follows it, or runs it, is not surprised by another level, year or area."""
    asker, more = questioner().asker, 0
    for result in results():
        for answer in result.reply.answers:
            rows = asyncio.run(asker.rows(asker.ask, answer.query, answer.parameters))
            told = {statement.iri for statement in answer.statements}
            untold = {row["target"] for row in rows if "target" in row} - told
            if untold and len(told) < MOST_STATEMENTS:
                assert answer.narrowed, answer.path
                more += 1
    assert more > 20


def test_the_questions_are_files_to_take_away(client: httpx.Client) -> None:
    for name in ("questions.tsv", "press.tsv"):
        answer = client.get(f"/data/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/tab-separated-values")
        kept: Path = corpus.root() / "data" / "questions" / name
        assert answer.content == kept.read_bytes()
    assert "/data/questions.tsv" in client.get("/data", headers={"accept": "text/html"}).text


def test_a_program_gets_the_same_answers_in_at_most_two_calls(address: str) -> None:
    """Over MCP: the question, and where it is not understood the nearest that can be answered."""
    right, judged = 0, results()

    async def asking() -> None:
        nonlocal right
        async with Client(f"{address}/mcp") as client:
            for result in judged:
                told = await _told(client, result.question.text)
                assert told["status"] == result.reply.status
                said = [answer.sentence for answer in result.reply.answers]
                assert [answer["sentence"] for answer in told["answers"]] == said
                outcome = result.outcome
                if outcome == "not-understood" and told["nearest"]:
                    outcome = await _second(client, result.question, told["nearest"][0])
                right += result.question.answerable and outcome == "right"

    asyncio.run(asking())
    assert right >= LEAST_RIGHT


async def _told(client: Client, text: str) -> dict[str, Any]:
    answer = await client.call_tool("ask", {"question": text})
    assert not answer.is_error
    return dict(answer.structured_content or {})


async def _second(client: Client, question: Question, nearest: str) -> str:
    told = await _told(client, nearest)
    assert told["status"] == "answered"
    reply = await questioner().asker.answer(nearest)
    return judge(question, reply, await questioner().rows(question))
