"""Terms as people write them: with our prefixes."""

from __future__ import annotations

import re

from dxgraph.terms import PREFIXES

_BY_LENGTH = sorted(
    ((namespace, prefix) for prefix, namespace in PREFIXES.items()), key=lambda pair: -len(pair[0])
)
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?', re.DOTALL)
_IRI = re.compile(r"<([^>]*)>")


def compact(term: str) -> str:
    """A term in the syntax of N-Triples as people write it.

    >>> compact("<https://w3id.org/dxgraph/area/bac-giang>")
    'area:bac-giang'
    >>> compact('"2025-12-31"^^<http://www.w3.org/2001/XMLSchema#date>')
    '2025-12-31'
    """
    iri = _IRI.fullmatch(term)
    if iri:
        return prefixed(iri[1])
    literal = _LITERAL.fullmatch(term)
    if literal:
        text = re.sub(r"\\(.)", lambda match: _CONTROL.get(match[1], match[1]), literal[1])
        return f"{text}@{literal[3]}" if literal[3] else text
    return term


_CONTROL = {"n": "\n", "r": "\r", "t": "\t"}


def prefixed(iri: str) -> str:
    """An IRI with the longest of our prefixes, or whole where none fits."""
    for namespace, prefix in _BY_LENGTH:
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"


def prefixed_path(path: str) -> str:
    """A property path with our prefixes."""
    return _IRI.sub(lambda match: prefixed(match[1]), path)


def lexical(term: str) -> str:
    """The IRI or the lexical form of a term in the syntax of N-Triples."""
    iri = _IRI.fullmatch(term)
    literal = _LITERAL.fullmatch(term)
    if iri:
        return iri[1]
    if literal:
        return re.sub(r"\\(.)", lambda match: _CONTROL.get(match[1], match[1]), literal[1])
    return term
