"""Turtle as we lay it out by hand: prefixes first, a subject a block, properties in their order.

A property's objects stand on its line while they fit; else each on a line of its own. Only the
prefixes that a file uses are declared, ours before those of other vocabularies.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dxgraph.curies import used
from dxgraph.evidence import fragment, passage_sha256
from dxgraph.terms import BASE, PREFIXES

WIDTH = 100
"""Columns. A literal that is longer is not broken."""
_SENTENCES = ("dx:scopeNote", "dx:reason", "skos:definition", "skos:editorialNote")
"""Their objects are sentences, a line each."""

_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}
)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|<[^>]*>|#.*')

Rows = Sequence[tuple[str, Sequence[str]]]
"""Properties with their objects, both as they are written."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark between blocks, or before one."""

    text: str
    attached: bool = False
    """Whether it belongs to the block below it."""


def literal(text: str, language: str | None = None) -> str:
    """A literal, escaped; with a language tag if one is given.

    >>> literal('“100%” "a"', "vi")
    '"“100%” \\\\"a\\\\""@vi'
    """
    return f'"{text.translate(_ESCAPES)}"' + (f"@{language}" if language else "")


def both(pair: tuple[str, str]) -> list[str]:
    """A text in Vietnamese and English; what is empty is left out."""
    return [
        literal(text, language) for text, language in zip(pair, ("vi", "en"), strict=True) if text
    ]


def typed(value: object, datatype: str) -> str:
    """A literal of a datatype of XML Schema: ``"2025-12-31"^^xsd:date``."""
    return f'"{value}"^^xsd:{datatype}'


def decimal(value: Decimal) -> str:
    """A decimal with its point, without needless zeros.

    >>> decimal(Decimal("100")), decimal(Decimal("12.50"))
    ('100.0', '12.5')
    """
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if "." in text else f"{text}.0"


def block(subject: str, kind: str, rows: Rows) -> str:
    """One subject with its class and properties. A property without objects is left out."""
    lines = [f"{subject} a {kind}"]
    for predicate, objects in rows:
        if not objects:
            continue
        whole = f"    {predicate} {' , '.join(objects)} ;"
        if len(objects) == 1 or (len(whole) <= WIDTH and predicate not in _SENTENCES):
            lines.append(whole[:-2])
        else:
            lines.append(f"    {predicate} " + " ,\n        ".join(objects))
    return " ;\n".join(lines) + " ."


def comment(text: str) -> str:
    """A comment, broken at the width; a line of it that is indented is kept whole."""
    lines: list[str] = []
    for part in text.split("\n"):
        if part.startswith(" "):
            lines.append(f"#{part}")
        else:
            lines += textwrap.wrap(
                part,
                WIDTH,
                initial_indent="# ",
                subsequent_indent="# ",
                break_on_hyphens=False,
                break_long_words=False,
            )
    return "\n".join(lines)


def file(
    head: str,
    parts: Iterable[str | Comment],
    *,
    source: str | None = None,
    document: str | None = None,
) -> str:
    """A file: its first comment, its base and prefixes, then blocks and comments.

    ``source`` is the slug that spans are relative to, ``document`` the slug whose fragments are
    written ``:name``.
    """
    body: list[str] = []
    for part in parts:
        if isinstance(part, Comment):
            body.append(comment(part.text) + ("\n" if part.attached else "\n\n"))
        else:
            body.append(part + "\n\n")
    written = "".join(body).rstrip("\n") + "\n"
    lines = [comment(head)]
    prefixes = sorted(used(_QUOTED.sub(_without_quoted, written)), key=_order)
    if source or document or prefixes:
        lines.append("")
    if source:
        lines.append(f"@base <{BASE}source/{source}> .")
    if document:
        lines.append(f"@prefix : <{BASE}document/{document}#> .")
    lines += [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in prefixes]
    return "\n".join(lines) + "\n\n" + written


def _without_quoted(match: re.Match[str]) -> str:
    # The datatype behind a literal stays.
    return '""' if match[0].startswith('"') else " "


def _order(prefix: str) -> tuple[int, str]:
    """Kinds of things of ours first, then our vocabulary, then the others."""
    iri = PREFIXES[prefix]
    rank = 1 if prefix == "dx" else 0 if iri.startswith(BASE) and iri.endswith("/") else 2
    return rank, prefix


def span(text: str, source: str, begin: int, end: int, kind: str, more: Rows = ()) -> str:
    """A span of a source's text, with what is printed there and the digest of its passage."""
    return block(
        f"<#{fragment(begin, end)}>",
        f"dx:{kind}",
        [
            ("nif:referenceContext", [f"source:{source}"]),
            ("nif:beginIndex", [typed(begin, "nonNegativeInteger")]),
            ("nif:endIndex", [typed(end, "nonNegativeInteger")]),
            ("dx:printedFigure", [literal(text[begin:end])]),
            ("dx:passageSha256", [literal(passage_sha256(text, begin, end))]),
            *more,
        ],
    )
