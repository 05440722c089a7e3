"""How the named queries are written, so that they hold when the data grow.

A BIND ends the basic graph pattern before it (SPARQL 1.1, section 18.2.2). Patterns behind it are
one of their own; where they share no variable, the engine joins them as a cross product.
"""

from __future__ import annotations

import re

import pytest

from dxgraph import catalogue, corpus

QUERIES = sorted((corpus.root() / "queries").glob("*.rq"))
_LABEL = re.compile(r"  (\?\w+) rdfs:label ")


def unconnected(text: str) -> list[str]:
    """Subjects of labels that nothing else joins, behind a BIND of the outermost group."""
    labelled: list[str] = []
    joined: set[str] = set()
    for line in text.partition("  BIND(")[2].splitlines()[1:]:
        if line.startswith("  BIND("):
            if len(alone := [name for name in labelled if name not in joined]) > 1:
                return alone
            labelled, joined = [], set()
        elif found := _LABEL.match(line):
            labelled.append(found.group(1))
        elif line.startswith("  ?"):
            joined.update(re.findall(r"\?\w+", line))
    alone = [name for name in labelled if name not in joined]
    return alone if len(alone) > 1 else []


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_no_labels_are_a_cross_product(path) -> None:  # type: ignore[no-untyped-def]
    assert unconnected(path.read_text(encoding="utf-8")) == []


def test_the_check_sees_labels_behind_a_bind() -> None:
    assert unconnected(
        "  ?t a ?k .\n  BIND(1 AS ?x)\n  ?a rdfs:label ?b .\n  ?c rdfs:label ?d .\n"
    ) == ["?a", "?c"]
    assert (
        unconnected(
            "  BIND(1 AS ?x)\n  ?a dx:of ?c .\n  ?a rdfs:label ?b .\n  ?c rdfs:label ?d .\n"
        )
        == []
    )
    assert unconnected("  ?a rdfs:label ?b .\n  ?c rdfs:label ?d .\n  BIND(1 AS ?x)\n") == []


def test_every_query_of_the_catalogue_is_looked_at() -> None:
    assert {path.stem for path in QUERIES} == {query.name for query in catalogue.load()}


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_the_place_of_a_figure_is_gone_to_once(path) -> None:  # type: ignore[no-untyped-def]
    """A path from the target to each property of its place is a pattern of its own: the engine
    reads the places of the whole graph for it, whatever the question."""
    assert "dx:firstPlace/" not in path.read_text(encoding="utf-8")
