"""What an answer does not cover: each tool says it beside what it gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from mcp.server.mcpserver import Context

from dxgraph.curies import declared
from dxgraph.engine.protocol import Lane, Query
from dxgraph.evidence import Language
from dxgraph.files import own
from dxgraph.mcp.answers import Evidence
from dxgraph.mcp.graph import Graph, request_of
from dxgraph.model.answers import bindings

_WORDS: Final[Mapping[str, tuple[str, str]]] = own(__package__, "words.yaml")
_EXTENTS: Final = """SELECT ?document ?extent WHERE {
  ?document a dx:PolicyDocument OPTIONAL { ?document dx:readingExtent ?extent } }"""
_WHOLE: Final = "complete"


def say(key: str, language: Language, **values: object) -> str:
    """What the file of words has by a key, with values in its gaps."""
    vi, en = _WORDS[key]
    return (vi if language == "vi" else en).format_map(values)


async def not_covered(
    graph: Graph,
    context: Context,
    language: Language,
    iris: Iterable[str] = (),
    evidence: Iterable[Evidence] = (),
) -> list[str]:
    """What follows from an answer's silence, which is nothing: of the documents among its IRIs that
    were not read whole, of figures that are known by an address alone, and of the whole graph.
    Nothing of a graph without documents of ours."""
    extents = await graph.extents.get((await graph.info()).digest, lambda: _read(graph, context))
    if not extents:
        return []
    printed = [place for one in evidence for place in one.places]
    named = {iri.partition("#")[0] for iri in iris} & extents.keys()
    unread = sum(extents[document] != _WHOLE for document in named)
    notes = []
    if unread:
        notes.append(say("named-unread", language, unread=unread, named=len(named)))
    if any(place.begin is None for place in printed):
        notes.append(say("by-address", language))
    whole = sum(extent == _WHOLE for extent in extents.values())
    return [*notes, say("in-general", language, of=len(extents), whole=whole)]


async def _read(graph: Graph, context: Context) -> dict[str, str]:
    """How far each document was read, by the slug of the extent."""
    asked = Query(declared(_EXTENTS), lane=Lane.RESERVED)
    return {
        row["document"]["value"]: row.get("extent", {}).get("value", "").rpartition("/")[2]
        for row in bindings((await graph.ask(asked, request_of(context))).body)
    }
