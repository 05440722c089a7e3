"""A format is known by the same words wherever one is asked for."""

import pytest
from typer.testing import CliRunner

from dxgraph.catalogue import load, results
from dxgraph.cli.commands import app
from dxgraph.formats import GRAPHS, RESULTS, find

PAIRS = [
    ("turtle", "ttl"),
    ("ntriples", "nt"),
    ("rdfxml", "rdf"),
    ("nquads", "nq"),
    ("jsonld", "json-ld"),
]


@pytest.mark.parametrize(("name", "word"), PAIRS)
def test_both_words_are_one_format(name: str, word: str) -> None:
    assert find(name, GRAPHS) is find(word, GRAPHS)
    assert word in next(item for item in GRAPHS if item.name == name).words


def test_no_word_means_two_formats_of_one_kind() -> None:
    for offers in (RESULTS, GRAPHS):
        words = [word for item in offers for word in (item.media_type, *item.words)]
        assert len(words) == len(set(words))


@pytest.mark.usefixtures("graph_at_hand")
@pytest.mark.parametrize(("name", "word"), PAIRS)
def test_a_query_of_the_command_line_takes_both_words(name: str, word: str) -> None:
    text = "DESCRIBE <https://w3id.org/dxgraph/level/district>"
    first, second = (
        CliRunner().invoke(app, ["sparql", "-", "--format", given], input=text)
        for given in (name, word)
    )
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.output == second.output


@pytest.mark.usefixtures("graph_at_hand")
def test_an_export_takes_both_words() -> None:
    first, second = (
        CliRunner().invoke(app, ["export", "--format", given]).output for given in ("nquads", "nq")
    )
    assert first == second
    assert first.startswith("<")


def test_named_queries_have_the_formats_of_all_answers() -> None:
    """The table of formats is the only one: what is added there is offered here, sent alike."""
    queries = load()
    select, graph = (
        {each.name: each for each in results.offered(queries[name]).values()}
        for name in ("compare-areas", "document-record")
    )
    assert select.keys() - {"table", "xlsx"} == {format_.name for format_ in RESULTS}
    for format_ in GRAPHS:
        if format_.name in {"nquads", "trig"}:
            assert format_.name not in graph, "one query gives one graph"
        else:
            assert graph[format_.name] is format_
