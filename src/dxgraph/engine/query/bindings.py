"""Give values to variables of a query, as terms.

A bound variable is replaced by its term wherever it stands: in patterns at any depth, sub-queries,
filters, ``EXISTS``, ``MINUS``, expressions, templates. That is the pre-binding of `SHACL
<https://www.w3.org/TR/shacl/#pre-binding>`_ and of `SEP 7 of SPARQL-dev
<https://github.com/w3c/sparql-dev/blob/main/SEP/SEP-0007/sep-0007.md>`_. (The substitutions of
pyoxigraph join the value on at the end and want the variable projected, which is less.)

The text is taken apart into tokens and only tokens that are variables are replaced, by a term that
is serialised here; a value is never read as text of the query. The same rewriting serves every
engine.

Rules for writers of queries:

- ``SELECT ?x`` shows the value; ``SELECT *`` does not show a bound variable.
- ``BOUND(?x)`` is true for a bound variable, so ``!BOUND(?x) || …`` makes a parameter optional.
- A query may not give a value to a bound variable itself (``AS ?x``, ``VALUES ?x``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pyoxigraph as ox

from dxgraph.engine.protocol import Term
from dxgraph.engine.query.tokens import Token, tokens
from dxgraph.errors import UsageError
from dxgraph.messages import message

_ENDS_PROJECTION: Final = frozenset(("where", "from"))
_ENDS_BY: Final = frozenset(("having", "limit", "offset", "values", "order", "group", "{", "}"))


def serialise(term: Term) -> str:
    """A term in the syntax of SPARQL 1.1 (and of N-Triples)."""
    if isinstance(term, ox.NamedNode):
        return f"<{term.value}>"
    # Section 19.2 of SPARQL 1.1 lets a processor read \uXXXX before it reads strings, even after
    # another backslash: a literal backslash before a u must not look like one to it.
    return re.sub(r"\\\\([uU])|\\.", _hide_escape, str(term))


def _hide_escape(match: re.Match[str]) -> str:
    letter = match.group(1)
    return match.group() if letter is None else rf"\\\u{ord(letter):04X}"


def bind(text: str, bindings: Mapping[str, Term]) -> str:
    """The query with the values in the place of the variables.

    Raises UsageError for a value whose variable the query does not have, or sets itself.
    """
    if not bindings:
        return text
    terms = {name: serialise(term) for name, term in bindings.items()}
    parts = tokens(text)
    pieces: list[str] = []
    copied = 0
    used: set[str] = set()
    for index, end, replacement, name in _replacements(parts, terms):
        last = parts[end]
        pieces += (text[copied : parts[index].start], replacement)
        copied = last.start + len(last.text)
        used.add(name)
    for name in terms:
        if name not in used:
            raise UsageError(message("no-variable", name=name))
    return "".join(pieces) + text[copied:]


def _replacements(
    parts: tuple[Token, ...], terms: Mapping[str, str]
) -> list[tuple[int, int, str, str]]:
    """Which tokens (first and last index) to replace by what, for which variable."""
    found: list[tuple[int, int, str, str]] = []
    braces = parentheses = 0
    clause = ""
    shown = False
    for index, (kind, value, _) in enumerate(parts):
        word = value.lower()
        if kind == "mark":
            if value == "{":
                braces += 1
            elif value == "}":
                braces -= 1
            elif value == "(":
                parentheses += 1
                shown = shown or clause == "select"
            elif value == ")":
                parentheses -= 1
        ends = _ENDS_PROJECTION if clause == "select" else _ENDS_BY
        if clause and parentheses == 0 and (word in ends or value == "{"):
            if clause == "select" and not shown and found and braces - (value == "{") > 0:
                # a sub-query must show something
                at, last, _, name = found[-1]
                found[-1] = (at, last, f" (1 AS ?dx_bound_{at}) ", name)
            clause = ""
        if kind == "word":
            if word == "select":
                clause, shown = "select", False
            elif word == "by":
                clause = "by"
            elif word == "values":
                clause = "values"
        elif kind == "mark" and value == "*" and clause == "select" and parentheses == 0:
            shown = True
        if kind != "variable":
            continue
        name = value[1:]
        bare = clause == "select" and parentheses == 0
        if name not in terms:
            shown = shown or bare
            continue
        before = parts[index - 1].text.lower() if index else ""
        if before == "as" or clause == "values":
            raise UsageError(message("variable-set", name=name))
        term = f" {terms[name]} "
        if bare:
            nested = braces > 0
            found.append((index, index, " " if nested else f" ({terms[name]} AS ?{name}) ", name))
            shown = shown or not nested
        elif clause == "by" and parentheses == 0:
            found.append((index, index, f" ({terms[name]}) ", name))
        elif (
            before == "("
            and index > 1
            and parts[index - 2].text.lower() == "bound"
            and index + 1 < len(parts)
            and parts[index + 1].text == ")"
        ):
            found.append((index - 2, index + 1, " true ", name))
        else:
            found.append((index, index, term, name))
    return found
