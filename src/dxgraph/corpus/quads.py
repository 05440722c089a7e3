"""Read one file into quads: UTF-8 checked, literals NFC, every error with its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

import pyoxigraph as ox

from dxgraph.corpus.files import CorpusFile
from dxgraph.errors import DataError
from dxgraph.files import read_text
from dxgraph.messages import message


def parse(file: CorpusFile, *, number: int = 0) -> Iterator[ox.Quad]:
    """The quads of a file, in its order, in the file's graph, with literals in NFC.

    Blank nodes are named by the file's ``number`` and their order of appearance, so that two files
    never share one and that the same files always give the same snapshot.

    Raises DataError with file, line and column where the syntax is wrong.
    """
    text = read_text(file.path, file.name)
    # A literal can only leave NFC where the text does, or through an escape.
    tidy = not unicodedata.is_normalized("NFC", text) or "\\u" in text or "\\U" in text
    graph = ox.NamedNode(file.graph) if file.graph else None
    names: dict[str, ox.BlankNode] = {}
    try:
        for quad in ox.parse(text, format=file.format, base_iri=f"file:///{quote(file.path.name)}"):
            subject, term, where = quad.subject, quad.object, graph or quad.graph_name
            if isinstance(subject, ox.BlankNode):
                subject = _renamed(subject, number, names)
            if isinstance(term, ox.BlankNode):
                term = _renamed(term, number, names)
            elif isinstance(term, ox.Triple):
                term = _within(term, number, names)
            elif tidy and isinstance(term, ox.Literal):
                term = nfc(term)
            if isinstance(where, ox.BlankNode):
                where = _renamed(where, number, names)
            yield ox.Quad(subject, quad.predicate, term, where)
    except SyntaxError as error:
        reason = str(error.msg).split(": ", 1)[-1]
        said = message(
            "prefix-at-fault" if "prefix" in reason else "syntax-at-fault", reason=reason
        )
        raise DataError(said, path=file.name, line=error.lineno, column=error.offset) from None


def nfc(literal: ox.Literal) -> ox.Literal:
    """The same literal in Unicode Normalization Form C."""
    value = unicodedata.normalize("NFC", literal.value)
    if value == literal.value:
        return literal
    if literal.language:
        return ox.Literal(value, language=literal.language, direction=literal.direction)
    return ox.Literal(value, datatype=literal.datatype)


def _within(triple: ox.Triple, number: int, names: dict[str, ox.BlankNode]) -> ox.Triple:
    """A triple term (RDF 1.2) with what is in it named and normalised as outside of it."""
    subject, predicate, term = triple
    if isinstance(subject, ox.BlankNode):
        subject = _renamed(subject, number, names)
    if isinstance(term, ox.BlankNode):
        term = _renamed(term, number, names)
    elif isinstance(term, ox.Triple):
        term = _within(term, number, names)
    elif isinstance(term, ox.Literal):
        term = nfc(term)
    return ox.Triple(subject, predicate, term)


def _renamed(node: ox.BlankNode, number: int, names: dict[str, ox.BlankNode]) -> ox.BlankNode:
    name = names.get(node.value)
    if name is None:
        name = names[node.value] = ox.BlankNode(f"f{number}b{len(names)}")
    return name
