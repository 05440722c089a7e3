"""The catalogue in RDF, and the page of the docs that is written from it."""

from __future__ import annotations

import io
import re

import pyoxigraph as ox
import pytest

from dxgraph import corpus
from dxgraph.catalogue import describe, turtle
from dxgraph.engine.query.inspection import inspect
from dxgraph.terms import AREA, DX, QUERY, RDF, RDFS, SH
from queries_page import reference
from support.named_queries import catalogue


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    store = ox.Store()
    written = turtle(catalogue(), "http://127.0.0.1:8000/sparql")
    store.load(io.BytesIO(written), format=ox.RdfFormat.TURTLE)
    return store


def ask(graph: ox.Store, pattern: str) -> list[list[str]]:
    """The values of the variables of a pattern, in the order in which it names them."""
    shown = " ".join(dict.fromkeys(re.findall(r"\?\w+", pattern)))
    prefixes = f"PREFIX sh: <{SH}> PREFIX rdfs: <{RDFS}> PREFIX query: <{QUERY}> "
    found = graph.query(f"{prefixes} SELECT {shown} {{ {pattern} }}")
    assert isinstance(found, ox.QuerySolutions)
    return sorted([term.value for term in row if term is not None] for row in found)


def test_each_query_is_an_executable_with_its_text(graph: ox.Store) -> None:
    found = dict(ask(graph, "?q a sh:SPARQLSelectExecutable ; sh:select ?text"))
    assert found == {QUERY[query.name]: query.text for query in catalogue() if query.columns}
    (construct,) = ask(graph, "?q a sh:SPARQLConstructExecutable ; sh:construct ?text")
    assert construct[0] == QUERY["document-record"]
    executables = ask(graph, "?q a sh:SPARQLExecutable")
    assert [row[0] for row in executables] == sorted(QUERY[query.name] for query in catalogue())


def test_each_query_has_its_question_in_both_languages(graph: ox.Store) -> None:
    for query in catalogue():
        found = graph.query(
            f"SELECT ?label {{ <{QUERY[query.name]}> <{RDFS.label}> ?label }} ORDER BY ?label"
        )
        labels = {row[0].language: row[0].value for row in found}  # type: ignore[union-attr]
        assert labels == dict(query.summary)


def test_the_prefixes_of_the_texts_are_declared(graph: ox.Store) -> None:
    (owner,) = {row[1] for row in ask(graph, "?q sh:prefixes ?p")}
    found = ask(graph, f"<{owner}> sh:declare ?d . ?d sh:prefix ?prefix ; sh:namespace ?iri")
    declared = {(prefix, iri) for _, prefix, iri in found}
    for query in catalogue():
        assert set(inspect(query.text).prefixes) <= declared


def test_a_parameter_says_its_class_default_and_whether_it_may_be_left_out(
    graph: ox.Store,
) -> None:
    area = f"<{QUERY['targets-of-area']}#area>"
    assert ask(graph, f"{area} sh:class ?c ; sh:defaultValue ?d ; sh:optional ?o") == [
        [DX.Area, AREA["bac-giang"], "false"]
    ]
    year = f"<{QUERY['targets-of-area']}#year>"
    ((kind, optional),) = ask(graph, f"{year} sh:datatype ?k ; sh:optional ?o")
    assert (kind.rpartition("#")[2], optional) == ("integer", "true")
    lang = f"<{QUERY['targets-of-area']}#lang>"
    assert ask(graph, f"{lang} sh:pattern ?p") == [["^(vi|en)$"]]


def test_the_path_of_a_parameter_ends_in_its_variable(graph: ox.Store) -> None:
    for query in catalogue():
        for parameter in query.parameters:
            ((path,),) = ask(graph, f"<{QUERY[query.name]}#{parameter.name}> sh:path ?p")
            variable = path.rpartition("#")[2]
            assert f"?{variable}" in query.text


def test_nothing_is_a_blank_node_and_two_descriptions_are_the_same() -> None:
    first, second = list(describe(catalogue())), list(describe(catalogue()))
    assert first == second
    assert not [t for t in first if ox.BlankNode in (type(t.subject), type(t.object))]
    assert not [t for t in first if t.predicate.value == RDF.first]


def test_the_endpoint_is_named_only_where_there_is_one(graph: ox.Store) -> None:
    assert len(ask(graph, "?q <http://schema.org/target> ?endpoint")) == len(catalogue())
    assert b"schema.org/target" not in turtle(catalogue())


def test_the_page_of_the_docs_is_current() -> None:
    page = corpus.root() / "docs" / "reference" / "queries.md"
    assert page.read_text(encoding="utf-8") == reference(catalogue()), (
        "write it anew: python tests/catalogue/queries_page.py"
    )


def test_the_page_names_every_query_with_its_parameters() -> None:
    text = reference(catalogue())
    for query in catalogue():
        _, _, section = text.partition(f"\n### {query.name}\n")
        section = section.partition("\n### ")[0]
        assert query.description["vi"] in section
        for parameter in query.parameters:
            assert f"| `{parameter.name}` | {parameter.kind.name} |" in section
