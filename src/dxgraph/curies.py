"""IRIs as people write them, with our prefixes: shortened, expanded, declared where they are used.

A name with a prefix is a CURIE (https://www.w3.org/TR/curie/). Terms are in the syntax of
N-Triples: ``<iri>``, ``"text"@vi``, ``"1"^^<datatype>``.
"""

from __future__ import annotations

import re
import sys
from typing import Final

from dxgraph.terms import PREFIXES

_USED: Final = re.compile(r"(?<![\w<:/-])([a-z][a-z-]*):")
_IRI: Final = re.compile(r"<([^>]*)>")
_LITERAL: Final = re.compile(r'"((?:[^"\\]|\\.)*)"(?:\^\^<[^>]*>|@([A-Za-z0-9-]+))?', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_CONTROL: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def shorten(iri: str) -> str:
    """An IRI with the prefix of its namespace, or whole where none of ours fits.

    >>> shorten("https://w3id.org/dxgraph/area/bac-giang"), shorten("http://example.org/x")
    ('area:bac-giang', 'http://example.org/x')
    """
    for prefix, namespace in PREFIXES.items():  # none of them begins with another
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expand(name: str) -> str | None:
    """The IRI that a name with one of our prefixes stands for; None where it has none of them.

    >>> expand("area:bac-giang"), expand("http://example.org/x")
    ('https://w3id.org/dxgraph/area/bac-giang', None)
    """
    prefix, colon, local = name.partition(":")
    if not colon or prefix not in PREFIXES or local.startswith("//"):
        return None
    return PREFIXES[prefix] + local


def in_turtle(iri: str) -> str:
    """An IRI as Turtle and SPARQL have it: shortened, or whole in angle brackets."""
    short = shorten(iri)
    return short if short != iri else f"<{iri}>"


def compact(term: str) -> str:
    """A term, or a property path, without what only a parser needs.

    >>> compact("<https://w3id.org/dxgraph/area/bac-giang>")
    'area:bac-giang'
    >>> compact('"2025-12-31"^^<http://www.w3.org/2001/XMLSchema#date>')
    '2025-12-31'
    """
    literal = _LITERAL.fullmatch(term)
    if literal:
        return lexical(term) + (f"@{literal[2]}" if literal[2] else "")
    return _IRI.sub(lambda match: in_turtle(match[1]), term)


def lexical(term: str) -> str:
    """The IRI or the lexical form of a term."""
    if iri := _IRI.fullmatch(term):
        return iri[1]
    if literal := _LITERAL.fullmatch(term):
        return unescaped(literal[1])
    return term


def unescaped(text: str) -> str:
    """A text without the escapes of Turtle, N-Triples and SPARQL (Turtle, section 6.4).

    >>> unescaped(r'B\u1eafc \"Giang\"')
    'Bắc "Giang"'
    """
    return _ESCAPE.sub(_sign_of, text) if "\\" in text else text


def _sign_of(match: re.Match[str]) -> str:
    code = match[1]
    if len(code) == 1:
        return _CONTROL.get(code, code)
    number = int(code[1:], 16)
    return chr(number) if number <= sys.maxunicode else match[0]


def used(text: str) -> set[str]:
    """Those of our prefixes that a text uses, a query for example."""
    return set(_USED.findall(text)) & PREFIXES.keys()


def declarations(query: str) -> str:
    """What goes before a query that declares none of our prefixes: those that it uses, a line each.

    What the query declares itself comes after and counts.
    """
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in sorted(used(query)))


def declared(query: str) -> str:
    """A query with those of our prefixes declared that it uses."""
    return declarations(query) + query


def namespaces(triples: bytes) -> dict[str, str]:
    """Our prefixes, with their IRIs, that shorten something in a text of N-Triples."""
    return {name: str(iri) for name, iri in PREFIXES.items() if iri.encode() in triples}
