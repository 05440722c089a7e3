"""The examples that we publish find something: a query, a command, a question or an address that is
printed in the documentation or offered on a page goes stale in silence otherwise."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from dxgraph import catalogue, corpus
from dxgraph.asking import check_text
from dxgraph.curies import declarations
from dxgraph.engine.protocol import Query
from dxgraph.files import own_text
from dxgraph.web.pages.questions.asking import EXAMPLES
from support.asking import asked, asker, run

ROOT = corpus.root()
FILES = [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"```sparql\n(.*?)```", re.DOTALL)
_COMMAND = re.compile(r"dxgraph (ask|check) '([^']*)'")
_RUN = re.compile(r"dxgraph query ([a-z][a-z-]*)((?: --param [a-z]+=\S+)*)")
_ADDRESS = re.compile(r"/queries/[a-z-]+\?[A-Za-z0-9=&%_-]+")
_OF_A_GUIDE = re.compile("999-kh-ubnd|method=mic-estimate")
"""A document and an outcome that guides make up to show how one is added."""


def printed(pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for path in FILES:
        yield from pattern.finditer(path.read_text(encoding="utf-8"))


def found(text: str) -> int:
    answer = json.loads(asyncio.run(run(Query(declarations(text) + text))).body)
    return len(answer["results"]["bindings"])


@pytest.mark.parametrize("text", [match[1] for match in printed(_BLOCK)])
def test_every_printed_query_finds_something(text: str) -> None:
    assert found(text) > 0


def test_the_query_that_the_editor_begins_with_finds_something() -> None:
    assert found(own_text("dxgraph.web.pages.questions", "beginning.rq")) > 0


@pytest.mark.parametrize("named", list(catalogue.load()), ids=lambda named: named.name)
def test_every_named_query_finds_something_with_the_values_that_it_begins_with(
    named: catalogue.NamedQuery,
) -> None:
    answer = asyncio.run(run(named.query({})))
    if answer.form.gives_graph:
        assert answer.rows > 0
    else:
        assert json.loads(answer.body)["results"]["bindings"]


@pytest.mark.parametrize(
    ("name", "given"),
    sorted({(m[1], m[2]) for m in printed(_RUN) if not _OF_A_GUIDE.search(m[2])}),
)
def test_every_printed_run_of_a_query_finds_something(name: str, given: str) -> None:
    parameters = dict(part.split("=", 1) for part in given.split(" --param ") if part)
    assert json.loads(asyncio.run(run(catalogue.load()[name].query(parameters))).body)["results"][
        "bindings"
    ]


@pytest.mark.parametrize("address", sorted({m[0] for m in printed(_ADDRESS)}))
def test_every_printed_address_of_a_query_finds_something(address: str) -> None:
    parts = urlsplit(address)
    given = {name: values[0] for name, values in parse_qs(parts.query).items()}
    given.pop("format", None)
    query = catalogue.load()[parts.path.rpartition("/")[2]].query(given)
    assert json.loads(asyncio.run(run(query)).body)["results"]["bindings"]


@pytest.mark.parametrize("question", [q for questions in EXAMPLES.values() for q in questions])
def test_every_offered_question_is_answered(question: str) -> None:
    assert asked(question).status == "answered"


@pytest.mark.parametrize(("command", "text"), sorted({(m[1], m[2]) for m in printed(_COMMAND)}))
def test_every_printed_question_and_claim_is_answered(command: str, text: str) -> None:
    if command == "ask":
        assert asked(text).status == "answered"
    else:
        assert asyncio.run(check_text(asker(), text)).all_printed_so
