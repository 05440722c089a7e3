"""Graphs as they are sent: sorted, free of repetition, with the prefixes that they use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import IO, Final, cast
from xml.parsers import expat

import pyoxigraph as ox

from dxgraph.corpus.originals import Originals
from dxgraph.curies import namespaces
from dxgraph.engine.output import Sink, known, limited, sound_xml
from dxgraph.engine.query.inspection import inspect
from dxgraph.engine.turtle import Graph, turtle
from dxgraph.errors import NotAcceptable
from dxgraph.formats import GRAPHS
from dxgraph.messages import message
from dxgraph.terms import PREFIXES, RDF

GRAPH_FORMATS: Final = {
    item.name: (known(ox.RdfFormat.from_media_type(item.media_type)), item.content_type)
    for item in GRAPHS
}
"""What CONSTRUCT and DESCRIBE can be written in, and as which media type."""

TURTLES: Final = frozenset(("turtle", "trig"))
"""Of a graph without a name these are the same bytes."""


def declares_only_ours(prefixes: Iterable[tuple[str, str]]) -> bool:
    """Whether nothing but our own prefixes can shorten a term."""
    return all(PREFIXES.get(name) == iri for name, iri in prefixes)


def write_graph(graph: Graph, graph_format: str, text: str, limit: int | None) -> bytes:
    """Serialise a graph, with the prefixes that it uses.

    ``text`` is the query: prefixes that it declares are used after ours. Raises NotAcceptable where
    the format cannot say what the graph holds, and ResultTooLarge.
    """
    declared = inspect(text).prefixes if graph_format in TURTLES else ()
    if graph_format in TURTLES and declares_only_ours(declared):
        written = turtle(graph, PREFIXES, used=True)
        if written is not None:
            return limited(written, limit)
    lines = lines_of(graph)
    body = b"".join(lines)
    if graph_format in ("ntriples", "nquads"):
        return limited(body, limit)
    kind, _ = GRAPH_FORMATS[graph_format]
    # Most of what is said comes again and again: it is looked through once for what prefixes
    # shorten.
    said = {rest for _, rests in graph for rest in rests}
    seen = b"\n".join((*(subject for subject, _ in graph), *said))
    prefixes = namespaces(seen)
    if graph_format in TURTLES:
        if _RDF_BEYOND_TYPE.search(seen) is None:
            prefixes.pop("rdf", None)  # rdf:type is written "a"
        for name, iri in declared:
            if name not in prefixes and iri.encode() in seen and not _nested(iri, prefixes):
                prefixes[name] = iri
    if graph_format == "jsonld" and any(b" <<(" in line for line in lines):
        raise no_triple_terms()
    if graph_format == "rdfxml":
        for name in dict.fromkeys(_xml_names(lines)):
            if not _is_xml_name(name):
                raise NotAcceptable(message("no-xml-name", name=name))
    if graph_format in TURTLES and (written := turtle(graph, prefixes)) is not None:
        return limited(written, limit)
    sink = Sink(limit)
    triples = (quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES))
    ox.serialize(triples, cast(IO[bytes], sink), kind, prefixes=prefixes)
    if graph_format == "rdfxml":
        return sound_xml(_XML_NAMESPACES.sub(_sorted_namespaces, sink.bytes(), count=1))
    return _TURTLE_PREFIXES.sub(_sorted_prefixes, sink.bytes(), count=1)


def no_triple_terms() -> NotAcceptable:
    return NotAcceptable(message("no-triple-terms"))


def _xml_names(lines: Iterable[bytes]) -> Iterator[str]:
    """What becomes the name of an element: properties, and classes, with which Oxigraph begins the
    description of a subject."""
    for line in lines:
        _, predicate, term = line.split(b" ", 2)
        yield predicate[1:-1].decode()
        if predicate[1:-1] == _TYPE and term.startswith(b"<") and not term.startswith(b"<<"):
            yield term[1:-4].decode()


def _is_xml_name(iri: str) -> bool:
    """Whether Oxigraph's name of an element for this IRI is one for a parser of XML.

    What it takes for letters and what XML does are not the same, and older parsers know fewer than
    newer ones; so its own writing is shown to a parser.
    """
    if iri.startswith(_XMLNS):
        return False
    one = ox.Triple(ox.NamedNode("urn:x"), ox.NamedNode(iri), ox.Literal(""))
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(ox.serialize([one], None, ox.RdfFormat.RDF_XML) or b"", True)
    except (expat.ExpatError, ValueError):
        return False
    return True


def _nested(iri: str, prefixes: dict[str, str]) -> bool:
    """Whether two prefixes could shorten the same IRI; which of them does is left to chance."""
    return any(iri.startswith(other) or other.startswith(iri) for other in prefixes.values())


def arranged(ntriples: bytes, originals: Originals | None = None) -> Graph:
    """The distinct triples of N-Triples in a stable order, with stable blank nodes, and with values
    as `originals` has them."""
    if b"_:" in ntriples:
        if originals is not None:
            ntriples = originals.restored(ntriples)
            originals = None
        quads = ox.Dataset(ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES))
        quads.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        ntriples = b"".join([f"{quad.triple} .\n".encode() for quad in quads])
    return grouped(ntriples.splitlines(keepends=True), originals)


def grouped(lines: Iterable[bytes], originals: Originals | None = None) -> Graph:
    """Lines of N-Triples in order. To sort subjects, and then what is said of each, compares much
    less than to sort lines, and gives the same order."""
    found: defaultdict[bytes, list[bytes]] = defaultdict(list)
    for subject, rest in [line.split(b" ", 1) for line in lines]:
        found[subject].append(rest)
    if originals is None or not originals.by_property:
        return [(subject, sorted(set(found[subject]))) for subject in sorted(found)]
    return [
        (subject, sorted(originals.restored_of(subject, found[subject])))
        for subject in sorted(found)
    ]


def lines_of(graph: Graph) -> list[bytes]:
    """The lines of its N-Triples."""
    return [b"%b %b" % (subject, rest) for subject, rests in graph for rest in rests]


def size_of(graph: Graph) -> int:
    """How many triples it has."""
    return sum(len(rests) for _, rests in graph)


# Oxigraph writes the prefixes in an order drawn at random in each process.
_TURTLE_PREFIXES: Final = re.compile(rb"\A(?:@prefix [^\n]*\n)+")
_RDF_BEYOND_TYPE: Final = re.compile(rb"22-rdf-syntax-ns#(?!type>)")
_XML_NAMESPACES: Final = re.compile(rb'(?<=<rdf:RDF)(?: xmlns:[^ ">]+="[^"]*")+')
_TYPE: Final = RDF.type.encode()
_XMLNS: Final = "http://www.w3.org/2000/xmlns/"


def _sorted_prefixes(match: re.Match[bytes]) -> bytes:
    return b"".join(sorted(match.group().splitlines(keepends=True)))


def _sorted_namespaces(match: re.Match[bytes]) -> bytes:
    return b"".join(sorted(re.findall(rb' [^ "]+="[^"]*"', match.group())))
