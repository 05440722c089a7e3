"""What is said of each thing, written with the snapshot, is what a query for it gives."""

from __future__ import annotations

import io
from pathlib import Path
from unittest import mock

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dxgraph.corpus.originals import Originals
from dxgraph.engine.evaluation import Rules, answer
from dxgraph.engine.pool.descriptions import Descriptions, lookup_of, records, written
from dxgraph.engine.pool.home import Home, surveyed
from dxgraph.engine.pool.parent import write_survey
from dxgraph.engine.protocol import Query
from dxgraph.engine.query.basic import read
from dxgraph.engine.query.shape import shape_of
from dxgraph.engine.query.statistics import Statistics
from dxgraph.settings import Settings
from dxgraph.terms import DX, PREFIXES, RDF, SKOS, XSD

_A = f"{DX}a"
_IN = f"PREFIX dx: <{DX}> CONSTRUCT {{ ?s ?p ?o }}"

LOOKUPS = (
    f"SELECT ?p ?o {{ <{_A}> ?p ?o }}",
    f"# again\nSELECT ?o ?b WHERE {{ <{_A}> ?o ?b . }}",
    f"SELECT * {{ <{_A}> ?q ?b }}",
    f"PREFIX dx: <{DX}> SELECT ?p ?o {{ dx:a ?p ?o }}",
    f"DESCRIBE <{_A}>",
    f"DESCRIBE <{_A}> <{DX}b>",
    f"{_IN} {{ BIND(<{_A}> AS ?s) ?s ?p ?o }}",
    f"{_IN} {{ {{ BIND(<{_A}> AS ?s) <{_A}> ?p ?o }} UNION {{ ?s dx:b <{_A}> ; ?p ?o }} }}",
    f"{_IN} {{ ?s dx:b <{_A}> . ?s ?p ?o }}",
    f"{_IN} {{ <{_A}> dx:b ?s . ?s ?p ?o }}",
    f"{_IN} {{ ?s ?p ?o . ?s <{DX}b> <{_A}> }}",
)
NONE = (
    f"SELECT ?p ?o {{ <{_A}> ?p ?o }} LIMIT 1",
    f"SELECT DISTINCT ?p ?o {{ <{_A}> ?p ?o }}",
    f"SELECT ?p ?o {{ <{_A}> ?p ?o }} ORDER BY ?o",
    f"SELECT ?o ?p {{ <{_A}> ?p ?o }}",
    f"SELECT ?p {{ <{_A}> ?p ?o }}",
    f"SELECT ?p ?p {{ <{_A}> ?p ?p }}",
    f"SELECT ?s ?o {{ <{_A}> ?p ?o }}",
    f"SELECT ?p ?o {{ ?o ?p <{_A}> }}",
    f"SELECT ?p ?o {{ <{_A}> ?p ?o FILTER(isIRI(?o)) }}",
    f"SELECT ?p ?o {{ <{_A}> ?p ?o OPTIONAL {{ ?o ?p ?x }} }}",
    f"SELECT ?p ?o {{ <{_A}> ?p ?o . <{DX}b> ?p ?o }}",
    f"SELECT * {{ <{_A}> ?p ?p }}",
    f"SELECT * {{ <{_A}> ?p ?o . <{_A}> ?q ?r }}",
    f"PREFIX ex: <{DX}a> DESCRIBE <{_A}>",
    f"{_IN} {{ ?s ?p ?o }} LIMIT 2",
    f"{_IN} {{ ?s ?p ?o }}",
    f"{_IN} {{ ?s dx:b <{_A}> ; ?p ?o FILTER(isIRI(?o)) }}",
    f"{_IN} {{ ?s dx:b <{_A}> ; ?p ?o OPTIONAL {{ ?o ?p ?x }} }}",
    f"{_IN} {{ ?s dx:b ?o ; ?p ?o }}",
    f"{_IN} {{ ?s dx:b ?x ; ?p ?o }}",
    f"{_IN} {{ ?s ?p <{_A}> ; ?p ?o }}",
    f"{_IN} {{ ?s dx:b+ <{_A}> ; ?p ?o }}",
    f"{_IN} {{ ?s dx:b <{_A}> ; dx:b <{DX}b> ; ?p ?o }}",
    f"{_IN} {{ BIND(<{_A}> AS ?o) ?s dx:b ?o ; ?p ?o }}",
    f"{_IN} {{ BIND(<{_A}> AS ?s) BIND(<{DX}b> AS ?p) ?s ?p ?o }}",
    f"CONSTRUCT {{ ?o ?p ?s }} {{ BIND(<{_A}> AS ?s) ?s ?p ?o }}",
    f"CONSTRUCT {{ ?s ?p ?o . ?o ?p ?s }} {{ BIND(<{_A}> AS ?s) ?s ?p ?o }}",
)


@pytest.mark.parametrize("text", LOOKUPS)
def test_a_query_for_all_that_is_said_is_looked_up(text: str) -> None:
    shape = shape_of(text)
    assert shape is not None
    reading = read(shape)
    assert reading is not None
    assert lookup_of(reading) is not None


@pytest.mark.parametrize("text", NONE)
def test_any_other_is_asked(text: str) -> None:
    shape = shape_of(text)
    assert shape is not None
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode(_A), ox.NamedNode(f"{DX}b"), ox.NamedNode(_A)))
    store.add(ox.Quad(ox.NamedNode(f"{DX}b"), ox.NamedNode(f"{DX}b"), ox.NamedNode(_A)))
    home = _home(store, Originals())
    with mock.patch.object(Home, "_looked_up") as looked_up:
        found = home.answer(Query(text), "", 10**6)
    assert not looked_up.called
    if found is not None:
        assert found.body == answer(store, Query(text), Rules())[0]


def _home(store: ox.Store, originals: Originals, most_steps: int = 10_000) -> Home:
    subjects = dict.fromkeys(str(getattr(quad.subject, "value", "")) for quad in store)
    descriptions = Descriptions(io.BytesIO(b"".join(written(records(store, subjects, originals)))))
    rules = Rules(graphs=frozenset(), originals=originals)
    return Home(store, rules, _known(store), "", most_steps, descriptions)


def _known(store: ox.Store) -> Statistics:
    known = Statistics.of(list(store))
    assert known is not None
    return known


_NAMES = st.sampled_from(
    [
        _A,
        f"{DX}b",
        f"{DX}c:d",
        f"{DX}é",
        f"{DX}-a.",
        f"{DX}a/b(c)%20",
        f"{RDF}value",
        str(RDF.type),
        f"{SKOS}notation",
        "urn:x:y",
        "http://other.example/a",
    ]
)
_VALUES = st.one_of(
    _NAMES.map(ox.NamedNode),
    st.text(max_size=4).map(ox.Literal),
    st.sampled_from(
        [
            ox.Literal("1", datatype=ox.NamedNode(XSD.nonNegativeInteger)),
            ox.Literal("1.0", datatype=ox.NamedNode(XSD.decimal)),
            ox.Literal("1.00", datatype=ox.NamedNode(XSD.decimal)),
            ox.Literal("1", datatype=ox.NamedNode(XSD.decimal)),
            ox.Literal(PREFIXES["skos"]),
            ox.Literal(f'{{"p":{{"type":"uri"}},"o":{{ {PREFIXES["eli"]}x', language="en-GB"),
            ox.Literal("@prefix dx: <x> .\n \x00\x01\x02"),
        ]
    ),
)
_QUADS = st.lists(
    st.builds(
        ox.Quad,
        _NAMES.map(ox.NamedNode),
        st.one_of(st.just(ox.NamedNode(f"{DX}b")), _NAMES.map(ox.NamedNode)),
        st.one_of(st.just(ox.NamedNode(_A)), _VALUES),
    ),
    min_size=1,
    max_size=12,
)


@given(_QUADS)
@example([ox.Quad(ox.NamedNode(_A), ox.NamedNode(f"{DX}b"), ox.Literal("x"))])
@example(
    [
        ox.Quad(ox.NamedNode(f"{RDF}{name}"), ox.NamedNode(f"{DX}b"), ox.NamedNode(_A))
        for name in ("type", "value")
    ]
)
def test_the_bytes_are_those_of_the_query(quads: list[ox.Quad]) -> None:
    originals = Originals.of(quads)
    store = ox.Store()
    store.bulk_extend(quads)
    home = _home(store, originals)
    rules = Rules(graphs=frozenset(), originals=originals)
    for text in LOOKUPS:
        for graph_format in ("turtle", "trig"):
            query = Query(text, "json", graph_format)
            found = home.answer(query, "", 10**6)
            assert found is not None
            told = found.body, found.media_type, found.form, found.rows
            assert told == answer(store, query, rules), text


def test_it_is_looked_up_without_a_query() -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode(_A), ox.NamedNode(f"{DX}b"), ox.NamedNode(_A)))
    home = _home(store, Originals())
    with mock.patch.object(Home, "_answered") as answered:
        assert all(home.answer(Query(text), "", 10**6) for text in LOOKUPS[:5] + LOOKUPS[6:])
    assert not answered.called


def test_a_process_that_was_lent_the_data_looks_up_too(tmp_path: Path) -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode(_A), ox.NamedNode(f"{DX}b"), ox.NamedNode(_A)))
    with (tmp_path / "survey").open("w+b") as file:
        write_survey(store, file, Originals(), lent=True)
        file.flush()
        known, descriptions = surveyed(file.fileno())
        home = Home(store, Rules(graphs=frozenset()), _known(store), "digest", 100, descriptions)
        # The descriptors of several processes are of one file, which was read to its end.
        lent = Home.lent(store, Rules(), "digest", Settings(), file.fileno())
    assert known["statistics"]["statements"] == 1
    with mock.patch.object(Home, "_answered") as answered:
        assert all(each.answer(Query(LOOKUPS[0]), "", 10**6) for each in (home, lent))
    assert not answered.called


@pytest.mark.parametrize("text", LOOKUPS)
def test_what_is_long_is_not_looked_up(text: str) -> None:
    store = ox.Store()
    thing = ox.NamedNode(_A)
    for number in range(300):
        store.add(ox.Quad(thing, ox.NamedNode(f"{DX}b"), ox.NamedNode(f"{DX}t{number}")))
        store.add(ox.Quad(ox.NamedNode(f"{DX}t{number}"), ox.NamedNode(f"{DX}b"), thing))
    assert _home(store, Originals(), 100).answer(Query(text), "", 10**6) is None
    assert _home(store, Originals(), 100_000).answer(Query(text), "", 10**6) is not None


def test_a_thing_that_no_query_can_name_is_left_out() -> None:
    store = ox.Store()
    data = f"<x:a b> <x:p> <x:a> .\n<{_A}> <x:p> <x:a b> .\n<x:#c#> <x:p> <x:a> .\n".encode()
    store.load(data, format=ox.RdfFormat.N_TRIPLES, lenient=True)
    found = list(records(store, ["x:a b", _A, "x:#c#"], Originals()))
    assert [record[0] for record in found] == [_A.encode()]
    assert found[0][4].count(b"x:a b") == 1
