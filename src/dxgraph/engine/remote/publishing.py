"""Load the snapshot into a store elsewhere: graph by graph, whole or not at all, resumable.

First every graph that differs is put beside its place, in a graph of its own under
``…/graph/staging/``; an upload that broke off goes on where it stopped, because what is already
there whole is left alone. Then one request of `SPARQL 1.1 Update
<https://www.w3.org/TR/sparql11-update/>`_ moves them all to their places, drops what the snapshot
no longer has, and notes the snapshot's digest in the graph ``…/graph/publication``. Until that
request nothing that was there has changed; a store with transactions makes it atomic.

Uploads use the `Graph Store Protocol <https://www.w3.org/TR/sparql11-http-rdf-update/>`_ where its
address is given, and ``INSERT DATA`` in small parts otherwise. A store that has only the Graph
Store Protocol gets each graph whole, the note last, but not all graphs at one moment.

The default graph of the snapshot is the union of its named graphs. A store that makes that union
itself (Virtuoso, GraphDB) is left to; that is found out by asking. While graphs are staged, such a
store shows them in queries that name no graph.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import httpx2 as httpx
import pyoxigraph as ox

from dxgraph import __version__
from dxgraph.engine.remote.address import address
from dxgraph.engine.remote.conversation import RESULTS, excerpt
from dxgraph.engine.remote.endpoint import PUBLICATION
from dxgraph.errors import StoreError, StoreTimeout, StoreUnavailable, UsageError
from dxgraph.messages import message
from dxgraph.terms import DX, GRAPH

if TYPE_CHECKING:
    from dxgraph.corpus import Snapshot

STAGING: Final = GRAPH["staging/"]
"""Graphs on their way to their places begin with this."""

_DEFAULT: Final = GRAPH["default"]
"""Stands for the default graph, which has no name, in the notes of a publication."""

# Virtuoso's parser runs out of memory at some five thousand statements.
_STATEMENTS_A_REQUEST = 1000
_PARTS = {
    # the end of a query address: the ends of the update and of the graph store addresses beside it
    "/query": ("/update", "/store"),
    "/sparql": ("/sparql", None),
    "/sparql-auth": ("/sparql-auth", "/sparql-graph-crud-auth"),
}


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The addresses of a store; they may carry a user and a password."""

    query: str
    update: str | None = None
    graph_store: str | None = None

    @classmethod
    def of(
        cls, url: str, *, update: str | None = None, graph_store: str | None = None
    ) -> Endpoints:
        """Guess from the query address what is not given, by the habits of known stores.

        Oxigraph (``/query``) and Virtuoso (``/sparql-auth``) are known; elsewhere updates go to the
        query address.
        """
        for end, (update_end, store_end) in _PARTS.items():
            if re.search(rf"{end}/?$", url):
                top = re.sub(rf"{end}/?$", "", url)
                update = update or top + update_end
                graph_store = graph_store or (top + store_end if store_end else None)
                break
        else:
            update = update or url
        return cls(url, update, graph_store)


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication did."""

    digest: str
    graphs: int
    """How many graphs the snapshot has, its default graph included where it was loaded."""
    uploaded: tuple[str, ...]
    """The graphs that were sent now."""
    kept: tuple[str, ...]
    """The graphs that the store had already, in place or staged by an earlier try."""
    dropped: tuple[str, ...]
    """The graphs of an earlier publication that the snapshot no longer has."""


Progress = Callable[[str, int, int], None]
"""Told the graph that is being sent, its number from 1, and how many there are."""


def publish(
    snapshot: Snapshot,
    endpoints: Endpoints,
    *,
    timeout_s: float = 60.0,
    progress: Progress | None = None,
) -> Publication:
    """Make a store hold the snapshot. To do it again is cheap: only what differs is sent.

    ``timeout_s`` is for each request. Raises StoreError and its kinds; then what the store showed
    before is still what it shows.
    """
    with _Store(endpoints, timeout_s) as store:
        return _Publisher(snapshot, store, progress or (lambda *_: None)).run()


class _Publisher:
    def __init__(self, snapshot: Snapshot, store: _Store, progress: Progress) -> None:
        self._store = store
        self._progress = progress
        self._digest = snapshot.digest
        self._lines = _lines_by_graph(snapshot.store)
        self._digests = {
            graph: hashlib.sha256("".join(lines).encode()).hexdigest()
            for graph, lines in self._lines.items()
        }

    def run(self) -> Publication:
        noted = self._store.noted()
        if noted.get(PUBLICATION) == self._digest:
            held = tuple(graph for graph in noted if graph != PUBLICATION)
            return Publication(self._digest, len(held), (), held, ())
        if self._lines.get(_DEFAULT) and self._union_is_made_there():
            del self._lines[_DEFAULT]
        wanted = {
            graph: lines
            for graph, lines in self._lines.items()
            if noted.get(graph) != self._digests[graph]
        }
        dropped = tuple(
            graph for graph in noted if graph not in self._lines and graph != PUBLICATION
        )
        if self._store.updates:
            uploaded = self._stage(wanted)
            self._move(wanted, dropped)
        else:
            uploaded = self._put_in_place(wanted, dropped)
        kept = tuple(graph for graph in self._lines if graph not in uploaded)
        return Publication(self._digest, len(self._lines), tuple(uploaded), kept, dropped)

    def _union_is_made_there(self) -> bool:
        """Whether a statement of a named graph shows in the default graph by itself."""
        graph = f"{STAGING}probe"
        statement = f'<{graph}> <{DX.sha256}> "{self._digest}" .'
        self._store.put(graph, [f"{statement}\n"])
        try:
            return self._store.ask(f"ASK {{ {statement} }}")
        finally:
            self._store.drop(graph)

    def _stage(self, wanted: Mapping[str, list[str]]) -> list[str]:
        uploaded = []
        for number, (graph, lines) in enumerate(wanted.items(), start=1):
            place = self._staging(graph)
            if self._store.count(place) == len(lines):
                continue
            self._progress(graph, number, len(wanted))
            self._store.put(place, lines)
            held = self._store.count(place)
            if held != len(lines):
                raise StoreError(
                    message("store-holds-part", held=held, count=len(lines), graph=graph),
                )
            uploaded.append(graph)
        return uploaded

    def _staging(self, graph: str) -> str:
        """Where a graph waits; named by its content, so that it is never mistaken for another."""
        return f"{STAGING}{hashlib.sha256(graph.encode()).hexdigest()[:16]}-{self._digests[graph]}"

    def _move(self, wanted: Mapping[str, list[str]], dropped: tuple[str, ...]) -> None:
        steps = [
            f"MOVE <{self._staging(graph)}> TO "
            + ("DEFAULT" if graph == _DEFAULT else f"GRAPH <{graph}>")
            for graph in wanted
        ]
        steps += [
            "DROP SILENT DEFAULT" if graph == _DEFAULT else f"DROP SILENT GRAPH <{graph}>"
            for graph in (*dropped, PUBLICATION)
        ]
        notes = "\n".join(self._notes())
        steps.append(f"INSERT DATA {{ GRAPH <{PUBLICATION}> {{\n{notes}\n}} }}")
        self._store.update(" ;\n".join(steps))
        for graph in self._store.staged():
            self._store.drop(graph)

    def _put_in_place(self, wanted: Mapping[str, list[str]], dropped: tuple[str, ...]) -> list[str]:
        """For a store without updates: each graph whole, and the note at the end."""
        self._store.drop(PUBLICATION)
        for number, (graph, lines) in enumerate(wanted.items(), start=1):
            self._progress(graph, number, len(wanted))
            self._store.put(None if graph == _DEFAULT else graph, lines)
        for graph in dropped:
            self._store.drop(graph)
        self._store.put(PUBLICATION, [f"{note}\n" for note in self._notes()])
        return list(wanted)

    def _notes(self) -> Iterator[str]:
        yield f'<{PUBLICATION}> <{DX.sha256}> "{self._digest}" .'
        for graph in self._lines:
            yield f'<{graph}> <{DX.sha256}> "{self._digests[graph]}" .'


class _Store:
    """A store that is written to, one request after another."""

    def __init__(self, endpoints: Endpoints, timeout_s: float) -> None:
        self._query, self._auth = address(endpoints.query)
        self._update = endpoints.update and address(endpoints.update)[0]
        self._graph_store = endpoints.graph_store and address(endpoints.graph_store)[0]
        for url in (endpoints.update, endpoints.graph_store):
            if url is not None and self._auth is None:
                self._auth = address(url)[1]
        if not self._update and not self._graph_store:
            raise UsageError(message("no-address-to-write"))
        self._timeout_s = timeout_s
        self._client = httpx.Client(
            auth=self._auth, timeout=timeout_s, headers={"User-Agent": f"dxgraph/{__version__}"}
        )

    def __enter__(self) -> _Store:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @property
    def updates(self) -> bool:
        return self._update is not None

    def noted(self) -> dict[str, str]:
        """Which graphs an earlier publication noted, with their digests."""
        rows = self._select(f"SELECT ?g ?d {{ GRAPH <{PUBLICATION}> {{ ?g <{DX.sha256}> ?d }} }}")
        return {graph: digest for graph, digest, *_ in rows}

    def staged(self) -> list[str]:
        """Graphs that wait still, of this or of an earlier try."""
        rows = self._select(
            "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } "
            f'FILTER(STRSTARTS(STR(?g), "{STAGING}")) }}'
        )
        return [graph for (graph,) in rows]

    def count(self, graph: str) -> int:
        rows = self._select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        return int(rows[0][0]) if rows else 0

    def ask(self, text: str) -> bool:
        found = self._results(text)
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        return next(found, None) is not None  # Virtuoso: a row for yes, none for no

    def put(self, graph: str | None, lines: list[str]) -> None:
        """Make a graph (None: the default graph) hold exactly these statements."""
        if self._graph_store is not None:
            self._send(
                "PUT",
                self._graph_store,
                params={"default": ""} if graph is None else {"graph": graph},
                content="".join(lines).encode(),
                headers={"Content-Type": "application/n-triples"},
            )
            return
        target = "DEFAULT" if graph is None else f"GRAPH <{graph}>"
        self.update(f"CLEAR SILENT {target}")
        for start in range(0, len(lines), _STATEMENTS_A_REQUEST):
            part = "".join(lines[start : start + _STATEMENTS_A_REQUEST])
            data = part if graph is None else f"GRAPH <{graph}> {{\n{part}}}"
            self.update(f"INSERT DATA {{ {data} }}")

    def drop(self, graph: str) -> None:
        if self._update is not None:
            self.update(f"DROP SILENT GRAPH <{graph}>")
        elif self._graph_store is not None:
            self._send(
                "DELETE", self._graph_store, params={"graph": graph}, fine=(httpx.codes.NOT_FOUND,)
            )

    def update(self, text: str) -> None:
        if self._update is None:
            raise UsageError(message("store-takes-no-updates"))
        self._send(
            "POST",
            self._update,
            content=text.encode(),
            headers={"Content-Type": "application/sparql-update"},
        )

    def _select(self, text: str) -> list[tuple[str, ...]]:
        """The values of each solution, in the order of the query's variables."""
        found = self._results(text)
        if not isinstance(found, ox.QuerySolutions):
            raise StoreUnavailable(message("store-nonsense-in-part", query=self._query))
        return [tuple(map(_value, solution)) for solution in found]

    def _results(self, text: str) -> ox.QuerySolutions | ox.QueryBoolean:
        response = self._send(
            "POST",
            self._query,
            data={"query": text},
            headers={"Accept": RESULTS},
        )
        try:
            # Read to the end now: what is wrong with it shows here.
            json.loads(response.content)
            return ox.parse_query_results(response.content, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise StoreUnavailable(
                message("store-nonsense", query=self._query, reason=error),
            ) from None

    def _send(
        self,
        method: str,
        url: str,
        *,
        fine: tuple[int, ...] = (),
        params: Mapping[str, str] | None = None,
        content: bytes | None = None,
        data: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        try:
            response = self._client.request(
                method, url, params=params, content=content, data=data, headers=headers
            )
        except httpx.TimeoutException:
            raise StoreTimeout(
                message("store-slow-to-write", url=url, timeout_s=self._timeout_s),
            ) from None
        except httpx.HTTPError as error:
            raise StoreUnavailable(
                message(
                    "store-not-reached-to-write", url=url, reason=str(error) or type(error).__name__
                ),
            ) from None
        if response.is_success or response.status_code in fine:
            return response
        said = excerpt(response.content)
        if response.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            raise StoreUnavailable(
                message("store-lets-not-write", url=url, status=str(response.status_code)),
            )
        raise StoreUnavailable(
            message(
                "store-answered-update",
                url=url,
                status=str(response.status_code),
                method=method,
                said=said,
            ),
        )


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))


def _lines_by_graph(store: ox.Store) -> dict[str, list[str]]:
    """The statements of each graph as sorted N-Triples, a line each."""
    lines: dict[str, list[str]] = {}
    for quad in store:
        graph = quad.graph_name
        name = _DEFAULT if isinstance(graph, ox.DefaultGraph) else str(graph.value)
        lines.setdefault(name, []).append(f"{quad.triple} .\n")
    return {graph: sorted(lines[graph]) for graph in sorted(lines)}
