"""Read what a store elsewhere sent and write it anew, in our formats and our order.

Most answers are read where they arrive. Some could end the process that reads them, or hold it for
ever: naming blank nodes anew takes a time that grows without bound on graphs made for it, triple
terms nest until the stack ends, entities of XML multiply. Those are read by a process of their own,
``python -m dxgraph.engine.remote.rewriting``, that may die: it has the bounds of a worker.
"""

from __future__ import annotations

import signal
import sys
from dataclasses import asdict, dataclass, replace
from typing import Final, Self, cast

import pyoxigraph as ox

from dxgraph.engine.graphs import GRAPH_FORMATS, arranged, size_of, write_graph
from dxgraph.engine.output import limited
from dxgraph.engine.pool.frames import Head, frame, from_error, to_error
from dxgraph.engine.protocol import Form, Query
from dxgraph.engine.remote.subprocess import bounded_order, run_module
from dxgraph.engine.solutions import MADE_OF_JSON, RESULTS_FORMATS, write
from dxgraph.errors import DxgraphError, MemoryExceeded, StoreTimeout
from dxgraph.messages import at_limit, message

_NTRIPLES: Final = ox.RdfFormat.N_TRIPLES
_FEW: Final = 100
"""So many triple terms cannot nest too deeply."""


@dataclass(frozen=True, slots=True)
class Raw:
    """What a store sent: a graph in a format, or results in SPARQL JSON."""

    body: bytes
    graph: ox.RdfFormat | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to become of it."""

    text: str
    """The query as it was sent."""
    form: Form
    results_format: str
    graph_format: str
    most: int
    """Bytes of the answer."""

    @classmethod
    def of(cls, query: Query, text: str, form: Form, most: int) -> Self:
        return cls(text, form, query.results_format, query.graph_format, most)


Rewritten = tuple[bytes, str, int]
"""The bytes, their media type, and the number of rows."""


def harmless(raw: Raw) -> bool:
    """Whether to read it costs no more than its size; rather too seldom than too often."""
    body = raw.body
    if raw.graph is None:
        return body.count(b'"triple"') < _FEW
    if raw.graph not in (_NTRIPLES, ox.RdfFormat.TURTLE) or b"_:" in body or b"<<" in body:
        return False
    return raw.graph == _NTRIPLES or not (b"[" in body or b"(" in body)


def rewrite(raw: Raw, wanted: Wanted) -> Rewritten:
    """Here and now.

    Raises SyntaxError and ValueError for what is no answer, ResultTooLarge and NotAcceptable.
    """
    results_format, most = wanted.results_format, wanted.most
    if raw.graph is not None:
        quads = ox.parse(raw.body, format=raw.graph)
        triples = ox.serialize((quad.triple for quad in quads), None, _NTRIPLES)
        graph = arranged(triples or b"")
        body = write_graph(graph, wanted.graph_format, wanted.text, most)
        return body, GRAPH_FORMATS[wanted.graph_format][1], size_of(graph)
    kind, media_type = RESULTS_FORMATS[results_format]
    if results_format in MADE_OF_JSON:
        body, _, rows = rewrite(raw, replace(wanted, results_format="json"))
        return limited(MADE_OF_JSON[results_format](body), most), media_type, rows
    found = ox.parse_query_results(raw.body, format=ox.QueryResultsFormat.JSON)
    if wanted.form == Form.ASK:
        return _boolean(found).serialize(None, kind) or b"", media_type, 1
    if isinstance(found, ox.QuerySolutions):
        body, rows = write(found, results_format, most)
        return body, media_type, rows
    raise ValueError("yes or no to a query for solutions")


async def rewrite_apart(raw: Raw, wanted: Wanted, *, memory_mb: int, timeout_s: float) -> Rewritten:
    """As `rewrite`, in a process of its own; to cancel the awaiting task ends it.

    Raises ValueError also when the process ends over it, MemoryExceeded, and StoreTimeout when it
    takes longer than `timeout_s`.
    """
    graph = None if raw.graph is None else raw.graph.media_type
    order = {"graph": graph, "wanted": asdict(wanted)}
    try:
        said, body, code = await run_module(
            __name__, order, raw.body, memory_mb=memory_mb, timeout_s=timeout_s
        )
    except TimeoutError:
        raise StoreTimeout(
            message("order-too-slow", timeout_s=timeout_s),
            limit="timeout_s",
        ) from None
    if code == -signal.SIGABRT:
        raise _out_of_memory(memory_mb)
    if not said:
        raise ValueError("it ended the process that read it")
    if "nonsense" in said:
        raise ValueError(said["nonsense"])
    if "error" in said:
        raise to_error(said)
    return body, said["type"], said["rows"]


def _boolean(found: ox.QuerySolutions | ox.QueryBoolean) -> ox.QueryBoolean:
    """The answer to an ASK. Raises ValueError for what is none."""
    if isinstance(found, ox.QuerySolutions):
        # Virtuoso 7 answers with a table: of a 1 for yes, of nothing for no.
        if [variable.value for variable in found.variables] != ["__ASK_RETVAL"]:
            raise ValueError("solutions to a question of yes or no")
        row = next(found, None)
        truth = b"true" if row is not None and getattr(row[0], "value", "") != "0" else b"false"
        said = ox.parse_query_results(
            b'{"head":{},"boolean":%s}' % truth, format=ox.QueryResultsFormat.JSON
        )
        return cast(ox.QueryBoolean, said)
    return found


def _reply(order: Head, body: bytes) -> bytes:
    kind = order["graph"]
    raw = Raw(body, None if kind is None else ox.RdfFormat.from_media_type(kind))
    try:
        written, media_type, rows = rewrite(raw, Wanted(**order["wanted"]))
    except DxgraphError as error:
        return frame(from_error(error))
    except MemoryError:
        return frame(from_error(_out_of_memory(order["memory_mb"])))
    except (SyntaxError, ValueError) as error:
        return frame({"nonsense": str(error)})
    return frame({"type": media_type, "rows": rows}, written)


def _out_of_memory(memory_mb: int) -> MemoryExceeded:
    return at_limit(MemoryExceeded, "order-out-of-memory", "memory_mb", memory_mb)


def main() -> None:
    order, body = bounded_order()
    sys.stdout.buffer.write(_reply(order, body))


if __name__ == "__main__":
    main()
