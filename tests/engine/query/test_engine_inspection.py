"""A query is looked at before it runs: depth, calls to other services, datasets, updates."""

from __future__ import annotations

import contextlib
import socketserver
import threading
import time

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxgraph.engine.protocol import Form
from dxgraph.engine.query.inspection import check, inspect, services, undeclared_prefix
from dxgraph.errors import LimitError, QueryRefused

ELSEWHERE = "http://elsewhere.example/sparql"


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ SERVICE <{ELSEWHERE}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service silent <{ELSEWHERE}> {{ ?s ?p ?o }} }}",
        f"SELECT*{{SERVICE<{ELSEWHERE}>{{}}}}",
        f"SELECT * {{ {{ OPTIONAL {{ {{ SERVICE # to there\n <{ELSEWHERE}> {{}} }} }} }} }}",
        f"SELECT * {{ FILTER EXISTS {{ SERVICE <{ELSEWHERE}> {{ ?s ?p ?o }} }} }}",
        f'ASK {{ ?s ?p "# no comment" . SERVICE <{ELSEWHERE}> {{}} }}',
        f"ASK {{ ?s ?p '''it''s''' . SERVICE <{ELSEWHERE}> {{}} }}",
        f"ASK {{ ex:a\\#b ?p ?o . SERVICE <{ELSEWHERE}> {{}} }}",
        f"ASK {{ <http://e/it's> ?p ?o . SERVICE <{ELSEWHERE}> {{}} }}",
    ],
)
def test_every_call_of_another_service_is_found(text: str) -> None:
    assert services(text) == {ELSEWHERE}
    with pytest.raises(QueryRefused) as refused:
        check(text, depth=100)
    assert refused.value.extra["rule"] == "no-foreign-service"
    assert refused.value.extra["setting"] == "service_allow_list"
    check(text, depth=100, allowed_services={ELSEWHERE})


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?x ex:endpoint ?e . SERVICE ?e { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT ?e { ?s ?p ?o } }",
        "PREFIX e: <http://e/> SELECT * { SERVICE e:sparql { ?s ?p ?o } }",
        # a parser that knows its place reads what a tokeniser takes for an IRI, or for a string,
        # or for a comment, as comparisons
        "SELECT * { ?s ?p ?a FILTER(?a<1)SERVICE#>\n?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?a FILTER(?a<'>')SERVICE ?x { } FILTER(?b = '1') }",
        'SELECT * { ?s ?p ?a FILTER(?a<1#>"""\n)SERVICE ?x { } #"""\n}',
        "SELECT * { ?s ?p trueSERVICE ?x{} }",
        "SELECT * { SERVICEe:x {} }",
    ],
)
def test_a_call_whose_address_is_not_written_out_is_refused_with_any_allow_list(text: str) -> None:
    assert None in services(text)
    with pytest.raises(QueryRefused):
        check(text, depth=100, allowed_services={ELSEWHERE, "http://e/"})


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE <http://e/>" }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://e/>",
        "SELECT * { ?s a indicator:online-services-level4 }",
        "SELECT * { ?s a <http://e/service> }",
        "SELECT ?service { ?service a <http://e/x> }",
        "SELECT * { BIND(<http://e/online-public-service-use> AS ?s) ?s ?p ?o }",
        "SELECT * { FILTER(?s = <http://e/service#Thing>)\n?s ?p ?o }",
        "PREFIX service: <http://e/> SELECT * { ?s service:a ?o }",
        "SELECT * { ?s ?p '''a 'SERVICE' b''' }",
        'PREFIX e: <http://e/#>\nSELECT * { ?s <http://e/#p> """of\na SERVICE""" }',
    ],
)
def test_the_mere_word_is_no_call(text: str) -> None:
    assert services(text) == set()
    check(text, depth=100)


@given(st.text(alphabet="<>'\"#\\ \n{}()?a1.:SERVICE", max_size=60))
def test_no_text_breaks_the_inspection(text: str) -> None:
    found = inspect(text)
    assert found.depth >= 0


@pytest.mark.parametrize(("begin", "end"), [("{", "}"), ("(", ")"), ("[", "]")])
def test_depth_is_bounded_before_anything_is_parsed(begin: str, end: str) -> None:
    text = "SELECT * { " + begin * 5000 + end * 5000 + " }"
    with pytest.raises(LimitError) as reached:
        check(text, depth=128)
    assert reached.value.extra == {"limit": "query_depth", "value": 128}


def test_brackets_in_texts_and_many_brackets_in_a_row_are_not_deep() -> None:
    check('SELECT * { ?s ?p "' + "{" * 500 + '" }', depth=128)
    check("SELECT * { " + "{ ?s ?p ?o } UNION " * 500 + "{} }", depth=128)


def test_graphs_of_dataset_clauses_are_resolved() -> None:
    found = inspect(
        "BASE <http://e/> PREFIX g: <http://g/> "
        "SELECT * FROM <a> FROM NAMED g:b FROM g:c { ?s ?from ?o }"
    )
    assert found.default_graphs == {"http://e/a", "http://g/c"}
    assert found.named_graphs == {"http://g/b"}
    assert found.form is Form.SELECT


def test_a_dataset_names_only_graphs_of_the_snapshot() -> None:
    text = "SELECT * FROM NAMED <http://g/b> { ?s ?p ?o }"
    check(text, depth=100, graphs={"http://g/b"})
    with pytest.raises(QueryRefused) as refused:
        check(text, depth=100, graphs={"http://g/a"})
    assert refused.value.extra["rule"] == "only-graphs-of-the-snapshot"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("INSERT DATA { <a> <b> <c> }", "INSERT"),
        ("# first\nPREFIX e: <http://e/>\nload <http://e/>", "LOAD"),
        ("BASE <http://e/> WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH"),
        ("CLEAR ALL", "CLEAR"),
    ],
)
def test_updates_are_told_by_name(text: str, word: str) -> None:
    assert inspect(text).update == word


def test_the_first_undeclared_prefix_is_found_with_its_place() -> None:
    text = "PREFIX a: <http://a/>\nSELECT * { a:b dx:unit _:c . ?s ?p 'x:y' }"
    assert undeclared_prefix(text) == ("dx", text.index("dx:"))
    assert undeclared_prefix("SELECT * { ?s a <http://e/x:y> }") is None


@pytest.mark.parametrize(
    "group",
    [
        "SERVICE HERE { ?a ?b ?c }",
        "?s ?p 0SERVICE HERE { ?a ?b ?c }",
        "?s ?p 0 .SERVICE e:x { ?a ?b ?c }",
        "SERVICESILENT HERE { ?a ?b ?c }",
        "SERVICESILENTHERE{ ?a ?b ?c }",
        "SERVICE SILENTe:x { ?a ?b ?c }",
        "SERVICEe:x{ ?a ?b ?c }",
        "LATERAL { SERVICE HERE { ?a ?b ?c } }",
        '?s ?p ?a FILTER(?a<1#>"""\n)SERVICE HERE { ?a ?b ?c } #"""\n',
        "?s ?p ?a FILTER(?a<1)SERVICE#>\nHERE { ?a ?b ?c }",
    ],
)
def test_whatever_the_library_would_call_is_found(group: str) -> None:
    """The library itself calls the address, as the listener hears: the inspection must see it."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("http://e/s"), ox.NamedNode("http://e/p"), ox.Literal(0)))
    heard: list[bytes] = []

    class Listener(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            heard.append(self.request.recv(100))

    with socketserver.TCPServer(("127.0.0.1", 0), Listener) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        here = f"http://127.0.0.1:{server.server_address[1]}/"
        text = f"PREFIX e: <{here}>\nSELECT * {{ {group.replace('HERE', f'<{here}>')} }}"
        with contextlib.suppress(OSError, RuntimeError):
            store.query(text).serialize(format=ox.QueryResultsFormat.TSV)  # type: ignore[arg-type]
        server.shutdown()
        thread.join()
    assert heard
    assert services(text)


HOSTILE = {
    "calls in a row": "(" + "service <a> " * 10_000,
    "a quotation mark and escapes": '"' + '\\"' * 50_000,
    "comparisons": "service FILTER(" + "(?a<b&&c>?d)||" * 2000,
    "addresses": "service (" + "<a>" * 8000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_longer_than_its_length_explains(name: str) -> None:
    """Each took minutes where its cost grew with the square of its length."""
    text = HOSTILE[name]
    begun = time.process_time()
    services(text)
    inspect(text)
    assert time.process_time() - begun < 5


def test_an_undeclared_prefix_is_not_looked_for_in_a_text_without_end() -> None:
    assert undeclared_prefix("SELECT * { ?s a dx:Target }") == ("dx", 16)
    assert undeclared_prefix("SELECT * { ?s a dx:Target }" + "a." * 10_000) is None
    assert undeclared_prefix("PREFIX dx: <a:> SELECT * { ?s a dx:Target }") is None
