"""The catalogue in RDF: each query a ``sh:SPARQLExecutable``, so that editors and other services
can list and run it.

The terms are those of SHACL Advanced Features (https://www.w3.org/TR/shacl-af/): `sh:select` and
`sh:construct` with `sh:prefixes`, and `sh:parameter` with class or datatype, default and order.
Nothing is a blank node, so that two descriptions of the same catalogue are the same statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from dxgraph.catalogue.parameters import Parameter
from dxgraph.catalogue.queries import NamedQuery
from dxgraph.engine.protocol import Form
from dxgraph.engine.query.inspection import inspect
from dxgraph.terms import DCAT, DCTERMS, PREFIXES, QUERY, RDF, RDFS, SCHEMA, SH, XSD

_EXECUTABLES = {
    Form.SELECT: ("SPARQLSelectExecutable", "select"),
    Form.ASK: ("SPARQLAskExecutable", "ask"),
    Form.CONSTRUCT: ("SPARQLConstructExecutable", "construct"),
}
_PREFIXES = QUERY["prefixes"]


def describe(queries: Iterable[NamedQuery], endpoint: str | None = None) -> Iterator[ox.Triple]:
    """The statements that describe queries; `endpoint` is the address of a SPARQL endpoint that
    answers them, if one is to be named."""
    declared: dict[str, str] = {}
    for query in queries:
        subject = QUERY[query.name]
        declared.update(inspect(query.text).prefixes)
        executable, property_ = _EXECUTABLES.get(query.form, ("SPARQLExecutable", ""))
        yield _triple(subject, RDF.type, SH.SPARQLExecutable)
        if property_:
            yield _triple(subject, RDF.type, SH[executable])
            yield _text(subject, SH[property_], query.text)
        yield _text(subject, DCTERMS.identifier, query.name)
        for language in ("vi", "en"):
            yield _text(subject, RDFS.label, query.summary[language], language)
            yield _text(subject, RDFS.comment, query.description[language], language)
        for tag in query.tags:
            yield _text(subject, DCAT.keyword, tag)
        yield _integer(subject, SH.order, query.order)
        yield _triple(subject, SH.prefixes, _PREFIXES)
        if endpoint is not None:
            yield _triple(subject, SCHEMA.target, endpoint)
        for order, parameter in enumerate(query.parameters, 1):
            yield from _parameter(subject, parameter, order)
    for prefix, iri in sorted(declared.items()):
        declaration = f"{_PREFIXES}#{prefix}"
        yield _triple(_PREFIXES, SH.declare, declaration)
        yield _triple(declaration, RDF.type, SH.PrefixDeclaration)
        yield _text(declaration, SH.prefix, prefix)
        yield ox.Triple(
            ox.NamedNode(declaration),
            ox.NamedNode(SH.namespace),
            ox.Literal(iri, datatype=ox.NamedNode(XSD.anyURI)),
        )


def turtle(queries: Iterable[NamedQuery], endpoint: str | None = None) -> bytes:
    """The description as Turtle, in UTF-8."""
    written = ox.serialize(
        describe(queries, endpoint),
        format=ox.RdfFormat.TURTLE,
        prefixes={name: iri for name, iri in PREFIXES.items() if name in _USED},
    )
    return bytes(written or b"")


_USED = {"dcat", "dcterms", "dx", "query", "rdfs", "schema", "sh", "xsd"}


def _parameter(subject: str, parameter: Parameter, order: int) -> Iterator[ox.Triple]:
    node = f"{subject}#{parameter.name}"
    yield _triple(subject, SH.parameter, node)
    yield _triple(node, RDF.type, SH.Parameter)
    # The name of the variable in the text is the local name of the path (SHACL-AF, section 5.1).
    yield _triple(node, SH.path, f"{QUERY['variable']}#{parameter.variable}")
    for language, label in parameter.label.items():
        yield _text(node, SH.name, label, language)
    yield _integer(node, SH.order, order)
    yield ox.Triple(
        ox.NamedNode(node), ox.NamedNode(SH.optional), ox.Literal(not parameter.required)
    )
    if parameter.kind.class_iri:
        yield _triple(node, SH.nodeKind, SH.IRI)
        yield _triple(node, SH["class"], parameter.kind.class_iri)
    else:
        yield _triple(node, SH.datatype, parameter.kind.datatype)
    if parameter.choices:
        yield _text(node, SH.pattern, f"^({'|'.join(parameter.choices)})$")
    if parameter.default is not None:
        yield ox.Triple(
            ox.NamedNode(node), ox.NamedNode(SH.defaultValue), parameter.term(parameter.default)
        )


def _triple(subject: str, predicate: str, term: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(term))


def _text(subject: str, predicate: str, text: str, language: str | None = None) -> ox.Triple:
    literal = ox.Literal(text, language=language)
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), literal)


def _integer(subject: str, predicate: str, number: int) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.Literal(number))
