"""A snapshot is loaded into a real store: graph by graph, whole or not at all, resumable."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx2 as httpx
import pyoxigraph as ox
import pytest

from dxgraph.corpus import CorpusFile, Snapshot, assemble
from dxgraph.engine.protocol import Query
from dxgraph.engine.remote.endpoint import Remote
from dxgraph.engine.remote.publishing import STAGING, Endpoints, publish
from dxgraph.errors import StoreError, StoreUnavailable, UsageError
from support.engine import EX
from support.stores import free_port, oxigraph_server, virtuoso_server


def snapshot(folder: Path, **graphs: str) -> Snapshot:
    """A snapshot like our own: a named graph a file, and their union."""
    files = []
    for name, turtle in graphs.items():
        path = folder / f"{name}.ttl"
        path.write_text(f"@prefix ex: <{EX}> .\n{turtle}", encoding="utf-8")
        files.append(CorpusFile(path, path.name, f"{EX}graph/{name}", ox.RdfFormat.TURTLE))
    return assemble(files)


ONE = 'ex:a ex:name "Bắc Ninh"@vi ; ex:value 12.50 ; ex:day "2025-12-31"^^<urn:date> .'
TWO = 'ex:b ex:name "Thái \\"Nguyên\\"\\n"@vi ; ex:true true .'


@pytest.fixture
def oxigraph() -> Iterator[Endpoints]:
    with oxigraph_server() as url:
        yield Endpoints.of(f"{url}/query")


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoints]:
    with virtuoso_server(tmp_path_factory.mktemp("virtuoso")) as url:
        yield Endpoints.of(url.replace("://", "://dba:dba@") + "/sparql-auth")


@pytest.fixture(params=["oxigraph", "oxigraph updates", "oxigraph graph store", "virtuoso"])
def endpoints(request: pytest.FixtureRequest) -> Endpoints:
    name, _, means = request.param.partition(" ")
    found: Endpoints = request.getfixturevalue(name)
    if means == "updates":
        return replace(found, graph_store=None)
    if means:
        return replace(found, update=None)
    return found


def rows(endpoints: Endpoints, text: str) -> list[str]:
    async def run() -> list[str]:
        engine = Remote(endpoints.query)
        try:
            await engine.start()
            return (await engine.run(Query(text, "tsv"))).body.decode().splitlines()[1:]
        finally:
            await engine.close()

    return asyncio.run(run())


def graphs(endpoints: Endpoints) -> list[str]:
    found = rows(endpoints, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    return [graph.strip("<>") for graph in found if EX in graph or "dxgraph" in graph]


def digest(endpoints: Endpoints) -> str:
    async def run() -> str:
        engine = Remote(endpoints.query)
        try:
            return (await engine.start()).digest
        finally:
            await engine.close()

    return asyncio.run(run())


def test_the_store_holds_what_the_snapshot_does(endpoints: Endpoints, tmp_path: Path) -> None:
    first = snapshot(tmp_path, one=ONE, two=TWO, big=_many(2500))
    done = publish(first, endpoints)
    assert done.digest == first.digest == digest(endpoints)
    assert len(done.uploaded) in (3, 4)  # with the default graph, where the store makes no union
    for name, number in (("one", 3), ("two", 2), ("big", 2500)):
        text = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{EX}graph/{name}> {{ ?s ?p ?o }} }}"
        assert rows(endpoints, text) == [str(number)]
    text = f'SELECT ?s {{ ?s <{EX}name> "Bắc Ninh"@vi }}'
    assert rows(endpoints, text) == [f"<{EX}a>"]
    assert not [graph for graph in graphs(endpoints) if graph.startswith(STAGING)]

    again = publish(first, endpoints)
    assert (again.uploaded, again.dropped) == ((), ())

    second = snapshot(tmp_path, one=ONE, two=TWO.replace("ex:b", "ex:c"))
    changed = publish(second, endpoints)
    assert f"{EX}graph/two" in changed.uploaded
    assert f"{EX}graph/one" in changed.kept
    assert changed.dropped == (f"{EX}graph/big",)
    assert digest(endpoints) == second.digest
    assert f"{EX}graph/big" not in graphs(endpoints)
    assert rows(endpoints, f"SELECT ?s {{ ?s <{EX}true> ?o }}") == [f"<{EX}c>"]


def _many(number: int) -> str:
    return "\n".join(f'ex:s{i} ex:p "value {i}" .' for i in range(number))


class _Breaks(httpx.HTTPTransport):
    """The network, until so many writing requests have been made."""

    left = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path in ("/store", "/update"):
            if self.left == 0:
                raise httpx.ConnectError("the line is cut", request=request)
            self.left -= 1
        return super().handle_request(request)


# The probe and its removal, four graphs, and the last step: seven requests that write.
@pytest.mark.parametrize("after", range(7))
def test_an_upload_that_breaks_off_changes_nothing_and_goes_on_later(
    oxigraph: Endpoints, tmp_path: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = snapshot(tmp_path, one=ONE, two=TWO)
    publish(old, oxigraph)
    before = rows(oxigraph, "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o")
    new = snapshot(tmp_path, one=ONE.replace("12.50", "13"), two=TWO, three=_many(5), four=_many(9))

    transport = _Breaks()
    transport.left = after
    client = httpx.Client
    monkeypatch.setattr(httpx, "Client", lambda **given: client(transport=transport, **given))
    sent: list[str] = []
    with pytest.raises(StoreUnavailable) as error:
        publish(new, oxigraph, progress=lambda graph, *_: sent.append(graph))
    assert "goes on where it stopped" in error.value.remedy
    monkeypatch.undo()

    if digest(oxigraph) == old.digest:
        assert rows(oxigraph, "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o") == before
    else:
        # only the tidying after the last step broke off
        assert digest(oxigraph) == new.digest
    done = publish(new, oxigraph)
    assert not set(sent[:-1]) & set(done.uploaded)
    assert digest(oxigraph) == new.digest
    assert rows(oxigraph, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [str(new.triples)]


def test_graphs_of_others_stay(oxigraph: Endpoints, tmp_path: Path) -> None:
    others = httpx.put(
        str(oxigraph.graph_store),
        params={"graph": f"{EX}theirs"},
        content="<a:s> <a:p> 1 .",
        headers={"Content-Type": "text/turtle"},
    )
    others.raise_for_status()
    publish(snapshot(tmp_path, one=ONE), oxigraph)
    publish(snapshot(tmp_path, two=TWO), oxigraph)
    assert f"{EX}theirs" in graphs(oxigraph)
    assert f"{EX}graph/one" not in graphs(oxigraph)


def test_a_store_that_is_down_or_forbids_is_told(tmp_path: Path, virtuoso: Endpoints) -> None:
    one = snapshot(tmp_path, one=ONE)
    with pytest.raises(StoreError):
        publish(one, Endpoints.of(f"http://127.0.0.1:{free_port()}/query"))
    stranger = virtuoso.query.replace("dba:dba@", "dba:wrong@")
    with pytest.raises(StoreUnavailable) as error:
        publish(snapshot(tmp_path, one=TWO), Endpoints.of(stranger))
    assert "wrong" not in str(error.value)
    assert "password" in error.value.remedy


def test_what_is_no_address_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        publish(snapshot(tmp_path, one=ONE), Endpoints.of("no address"))


def test_addresses_are_guessed_by_the_habits_of_stores() -> None:
    assert Endpoints.of("http://h:7878/query") == Endpoints(
        "http://h:7878/query", "http://h:7878/update", "http://h:7878/store"
    )
    assert Endpoints.of("http://u:p@h/sparql-auth").graph_store == (
        "http://u:p@h/sparql-graph-crud-auth"
    )
    given = Endpoints.of("http://h/ds/query", update="http://h/ds/u", graph_store="http://h/ds/g")
    assert (given.update, given.graph_store) == ("http://h/ds/u", "http://h/ds/g")
