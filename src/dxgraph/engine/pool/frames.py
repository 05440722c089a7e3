"""What the service, the parent of its workers, and the workers say to each other.

Two ways of talking. Between the service and a worker: frames, a head in JSON and a body of bytes,
each with its length before it. Between the service and the parent: lines of JSON, some with file
descriptors beside them (`SCM_RIGHTS`). Nothing is pickled: a worker has read a stranger's query,
and what it says is read as data.
"""

from __future__ import annotations

import json
import struct
from typing import Any

import pyoxigraph as ox

from dxgraph import errors
from dxgraph.bilingual import Both
from dxgraph.engine.protocol import Query, SnapshotInfo, Term
from dxgraph.errors import DxgraphError, Message

LENGTHS = struct.Struct("!IQ")
"""The lengths, in bytes, of a frame's head and body."""

Head = dict[str, Any]

# Made once: to make an encoder costs as much as to use it.
_encode = json.JSONEncoder(separators=(",", ":")).encode
_decode = json.JSONDecoder().decode


def frame(head: Head, body: bytes = b"") -> bytes:
    """A whole frame."""
    text = _encode(head).encode()
    return b"".join((LENGTHS.pack(len(text), len(body)), text, body))


def head_of(text: bytes) -> Head:
    """The head in a frame. Raises ValueError for what is none."""
    # `json.loads` takes as long to find out that bytes are UTF-8 as to read them.
    head: Head = _decode(text.decode())
    return head


def line(message: Head) -> bytes:
    """A message between the service and the parent."""
    return _encode(message).encode() + b"\n"


def from_query(query: Query) -> Head:
    """A query as a head; its lane stays with the service."""
    head: Head = {"text": query.text, "results": query.results_format, "graph": query.graph_format}
    if query.default_graphs or query.named_graphs:
        head["dataset"] = [query.default_graphs, query.named_graphs]
    if query.base:
        head["base"] = query.base
    if query.bindings:
        head["bindings"] = {name: _from_term(term) for name, term in query.bindings.items()}
    return head


def to_query(head: Head) -> Query:
    default_graphs, named_graphs = head.get("dataset", ((), ()))
    return Query(
        text=head["text"],
        results_format=head["results"],
        graph_format=head["graph"],
        default_graphs=tuple(default_graphs),
        named_graphs=tuple(named_graphs),
        base=head.get("base", ""),
        bindings={name: _to_term(parts) for name, parts in head.get("bindings", {}).items()},
    )


def to_info(known: Head) -> SnapshotInfo:
    return SnapshotInfo(
        known["digest"],
        known["triples"],
        tuple(known["graphs"]),
        known["version"],
        known["completed"],
    )


def from_error(error: DxgraphError) -> Head:
    return {
        "error": type(error).__name__,
        "said": (error.said.vi, error.said.en),
        "advice": (error.advice.vi, error.advice.en),
        "extra": error.extra,
    }


def to_error(head: Head) -> DxgraphError:
    """The error that a process told. Its name is looked up among ours: what a process says that a
    stranger's query may have upset is no name for anything else."""
    kind = getattr(errors, str(head["error"]), None)
    if not (isinstance(kind, type) and issubclass(kind, DxgraphError)):
        kind = DxgraphError
    return kind(Message(Both(*head["said"]), Both(*head["advice"])), **head["extra"])


def _from_term(term: Term) -> list[str | None]:
    if isinstance(term, ox.NamedNode):
        return [term.value]
    return [term.value, term.language, None if term.language else term.datatype.value]


def _to_term(parts: list[str | None]) -> Term:
    value, *rest = parts
    text = value or ""
    if not rest:
        return ox.NamedNode(text)
    language, datatype = rest
    if language:
        return ox.Literal(text, language=language)
    return ox.Literal(text, datatype=ox.NamedNode(datatype or ""))
