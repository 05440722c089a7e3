"""Read one file into quads: UTF-8 checked, literals NFC, every error with its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from dxgraph.corpus.files import CorpusFile
from dxgraph.errors import DataError, InputError


def read_text(path: Path, name: str | None = None) -> str:
    """The text of a file, without a byte order mark.

    Raises InputError when it cannot be read, and DataError with line and column (in bytes, from 1)
    when it is not UTF-8.
    """
    name = name or str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{name} cannot be read: {error.strerror or error}.",
            remedy="Check that the file exists and that you may read it.",
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise DataError(
            f"the file is not UTF-8: the byte 0x{data[error.start]:02X} has no meaning there.",
            path=name,
            line=line,
            column=column,
            remedy="Save the file as UTF-8 (in most editors: Save with Encoding, UTF-8).",
        ) from error


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
            elif tidy and isinstance(term, ox.Literal):
                term = nfc(term)
            if isinstance(where, ox.BlankNode):
                where = _renamed(where, number, names)
            yield ox.Quad(subject, quad.predicate, term, where)
    except SyntaxError as error:
        message = str(error.msg).split(": ", 1)[-1]
        raise DataError(
            message,
            path=file.name,
            line=error.lineno,
            column=error.offset,
            remedy=_remedy(message),
        ) from None


def nfc(literal: ox.Literal) -> ox.Literal:
    """The same literal in Unicode Normalization Form C."""
    value = unicodedata.normalize("NFC", literal.value)
    if value == literal.value:
        return literal
    if literal.language:
        return ox.Literal(value, language=literal.language)
    return ox.Literal(value, datatype=literal.datatype)


def _renamed(node: ox.BlankNode, number: int, names: dict[str, ox.BlankNode]) -> ox.BlankNode:
    name = names.get(node.value)
    if name is None:
        name = names[node.value] = ox.BlankNode(f"f{number}b{len(names)}")
    return name


def _remedy(message: str) -> str:
    if "prefix" in message:
        return "Declare the prefix at the top of the file, or correct its spelling."
    return "Look at the place named, and at the end of the statement before it: ; . and quotes."
