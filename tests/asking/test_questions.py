"""The published questions: what they expect is what the graph gives, and none is answered wrong."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

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
from dxgraph.asking import Lexicon, Reply
from dxgraph.asking.answer.asker import MOST_STATEMENTS
from dxgraph.terms import LEVEL
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


def test_every_answer_about_targets_says_what_it_does_not_cover() -> None:
    """A merger, a definition, who issued a document: what one record says whole is all there is."""
    whole = {"mergers", "definitions", "issuers", "document-chain"}
    silent = [
        answer.path
        for result in results()
        for answer in result.reply.answers
        if not answer.not_known and answer.query not in whole
    ]
    assert not silent


def test_the_questions_are_files_to_take_away(client: httpx.Client) -> None:
    for name in ("questions.tsv", "press.tsv"):
        answer = client.get(f"/data/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/tab-separated-values")
        kept: Path = corpus.root() / "data" / "questions" / name
        assert answer.content == kept.read_bytes()
    assert "/data/questions.tsv" in client.get("/data", headers={"accept": "text/html"}).text


# --- A program that sees nothing but what the tools give ------------------------------------------


def test_a_program_gets_every_right_answer_in_at_most_two_calls(address: str) -> None:
    """Over MCP, by a script: the question; then all of its answer where that is longer or, where it
    is not understood, the nearest question that can be answered."""

    async def asking() -> list[dict[str, Any]]:
        async with Client(f"{address}/mcp") as client:
            return [await _asked(client, question) for question in SET]

    outcomes = {
        question.number: _judged(question, told)
        for question, told in zip(SET, asyncio.run(asking()), strict=True)
    }
    assert {number: outcome for number, outcome in outcomes.items() if outcome != "right"} == {}


def _judged(question: Question, told: dict[str, Any]) -> str:
    """What an answer is worth, by nothing but what the tool gave."""
    rows = asyncio.run(questioner().rows(question))
    return judge(question, _reply(told, asyncio.run(names())), rows)


async def _asked(client: Client, question: Question) -> dict[str, Any]:
    short = await _called(client, question=question.text)
    nearest = [*short["nearest"][:1]] if short["status"] == "not-understood" else []
    if nearest and question.answerable:
        return await _called(client, question=nearest[0], more=True)
    if all(answer["total"] == len(answer["statements"]) for answer in short["answers"]):
        return short
    whole = await _called(client, question=question.text, more=True)
    for first, all_ in zip(short["answers"], whole["answers"], strict=True):
        assert first["sentence"] == all_["sentence"]
        assert first["total"] == len(all_["statements"])
        assert [s["iri"] for s in first["statements"]] == [s["iri"] for s in all_["statements"]][:6]
    return whole


async def _called(client: Client, **arguments: object) -> dict[str, Any]:
    answer = await client.call_tool("ask", arguments)
    assert not answer.is_error
    return dict(answer.structured_content or {})


def _reply(told: dict[str, Any], lexicon: Lexicon) -> Reply:
    """What the tool gave, as the judge reads a reply; of names it has those of the graph."""
    return cast(
        "Reply",
        SimpleNamespace(
            status=told["status"],
            language=told["language"],
            lexicon=lexicon,
            answers=[
                SimpleNamespace(
                    sentence=answer["sentence"],
                    not_known=answer["not_known"],
                    parameters=answer["query"]["parameters"],
                    statements=[_statement(each) for each in answer["statements"]],
                )
                for answer in told["answers"]
            ],
        ),
    )


def _statement(each: dict[str, Any]) -> SimpleNamespace:
    """A level that is none is left out of what is given first, and so is the document, which the
    IRI names."""
    return SimpleNamespace(
        iri=each["iri"],
        value=Decimal(each["value"]) if "value" in each else None,
        area=each.get("area", {}).get("iri"),
        level=each.get("level", {}).get("iri", LEVEL["not-applicable"]),
        document=each["iri"].partition("#")[0],
    )


def test_the_program_can_be_told_wrong(address: str) -> None:
    """A figure that is another one, in the sentence or in the statements, is not judged right."""
    [question] = [one for one in SET if one.number == "001"]

    async def asking() -> dict[str, Any]:
        async with Client(f"{address}/mcp") as client:
            return await _asked(client, question)

    told = asyncio.run(asking())
    assert _judged(question, told) == "right"
    [answer] = told["answers"]
    other = {**answer, "sentence": answer["sentence"].replace("35", "36")}
    assert _judged(question, {**told, "answers": [other]}) != "right"
    statements = [{**s, "iri": f"{s['iri']}-x", "value": "36"} for s in answer["statements"]]
    other = {**answer, "statements": statements}
    assert _judged(question, {**told, "answers": [other]}) == "wrong"
    assert _judged(question, {**told, "status": "not-understood"}) == "not-understood"
