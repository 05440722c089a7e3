"""Look at a query before it runs: how deep it nests, whom it calls, which graphs it names.

Two levels. :func:`check` decides for nearly every query by counting and by one search for
suspicious words, in a few microseconds; only where that does not decide is the text taken apart.
Nothing here recurses or evaluates, so it may run in any process.

Where a word may hide behind a token that can be read in two ways (``SERVICE``), both readings are
followed, and one is enough to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urljoin

from dxgraph.engine.protocol import Form
from dxgraph.engine.query.tokens import Token, scan
from dxgraph.errors import QueryRefused, QueryTooDeep
from dxgraph.messages import at_limit, message

_FROM: Final = re.compile(r"\bfrom\b")
# A term may run into the keyword (``?s ?p trueSERVICE ?x { }``): the end of the word decides.
_CALLS: Final = re.compile(r"service(?:silent)?$", re.IGNORECASE)
_MANY_BRACKETS: Final = 8
_LONG: Final = 10_000
_SHORT: Final = 2000
_FORMS: Final = {form.value: form for form in Form}
_UPDATES: Final = frozenset(
    ("load", "clear", "drop", "create", "add", "move", "copy", "insert", "delete", "with")
)


DEFAULT_GRAPH: Final = "urn:x-rdflib:default"
"""What rdflib calls the default graph of a dataset, and names in every query of one."""

_RELATIVE: Final = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.\-]*:)[^\x00-\x20<>\"{}|^`]*>")

_GAP = r"(?:\s++|\#[^\n\r]*+)*+"
_IRI = r"<[^<>\s]*+>"
FORM: Final = re.compile(
    rf"(?:{_GAP}(?:BASE{_GAP}{_IRI}|PREFIX{_GAP}[^\s:<\#]*+:{_GAP}{_IRI}"
    rf"|VERSION{_GAP}(?:\"[^\"\n]*+\"|'[^'\n]*+')))*+"
    rf"{_GAP}(SELECT|ASK|CONSTRUCT|DESCRIBE)\b",
    re.IGNORECASE,
)
"""What a query begins with, to the end of its first word after the prologue."""


class Rule(StrEnum):
    """Why a query is refused; `rule` in the problem document."""

    READ_ONLY = "read-only"
    NO_FOREIGN_SERVICE = "no-foreign-service"
    ONLY_GRAPHS_OF_THE_SNAPSHOT = "only-graphs-of-the-snapshot"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a query text says of itself."""

    form: Form | None
    """None when the first word after the prologue is none of SELECT, ASK, CONSTRUCT, DESCRIBE."""
    update: str | None
    """The first word, where it begins an update (``INSERT``, ``LOAD``…)."""
    depth: int
    """The most brackets that are open at once."""
    services: frozenset[str | None]
    """Addresses that a SERVICE may call; None for one that is not an IRI written out."""
    default_graphs: frozenset[str]
    """IRIs of FROM."""
    named_graphs: frozenset[str]
    """IRIs of FROM NAMED."""
    prefixes: tuple[tuple[str, str], ...]
    """The declared prefixes, in order, with their IRIs."""


def form_of(text: str) -> Form | None:
    """What a query asks for, read from its first word after the prologue; None if nothing is.

    Does not parse: strangers' text is parsed only by processes that may die. The expression never
    steps back, so its cost is linear in the text.
    """
    match = FORM.match(text)
    return _FORMS[match[1].lower()] if match else None


def inspect(text: str) -> Inspection:
    """Take a query apart. Never fails: what is no query has no form."""
    base = ""
    prefixes: dict[str, str] = {}
    graphs: dict[bool, set[str]] = {False: set(), True: set()}
    first = ""
    depth = deepest = 0
    parts = tuple(scan(text))
    for index, (kind, value, _) in enumerate(parts):
        if kind == "mark":
            if value in "{([":
                depth += 1
                deepest = max(deepest, depth)
            elif value in "})]":
                depth -= 1
        elif kind == "word" and not first:
            word = value.lower()
            if word == "base":
                base = urljoin(base, _iri(parts, index + 1, base, prefixes) or "")
            elif word == "prefix" and index + 1 < len(parts):
                iri = _iri(parts, index + 2, base, prefixes)
                if iri is not None:
                    prefixes[parts[index + 1].text.removesuffix(":")] = iri
            elif word != "version":
                first = word
        elif kind == "word" and depth == 0 and value.lower() == "from":
            named = index + 1 < len(parts) and parts[index + 1].text.lower() == "named"
            iri = _iri(parts, index + 1 + named, base, prefixes)
            graphs[named].add(iri or "")
    return Inspection(
        form=_FORMS.get(first),
        update=first.upper() if first in _UPDATES else None,
        depth=deepest,
        services=services(text),
        default_graphs=frozenset(graphs[False]),
        named_graphs=frozenset(graphs[True]),
        prefixes=tuple(prefixes.items()),
    )


def relative(text: str) -> bool:
    """Whether a query may hold an IRI that is relative; rather too often than not."""
    return _RELATIVE.search(text) is not None


def undeclared_prefix(text: str) -> tuple[str, int] | None:
    """The first prefix that is used and not declared, with its place in the text.

    None, too, for a text so long that finding out would take a noticeable time.
    """
    if len(text) > _LONG:
        return None
    declared = {"_"}
    before = ""
    for kind, value, start in scan(text):
        if kind == "name":
            prefix = value.partition(":")[0]
            if before == "prefix":
                declared.add(prefix)
            elif prefix not in declared:
                return prefix, start
        before = value.lower() if kind == "word" else ""
    return None


def services(text: str) -> frozenset[str | None]:
    """The addresses that a SERVICE in the text may call, by any reading of it.

    None stands for one that is not an IRI written out (a variable, a prefixed name). The word alone
    is no call (IRIs hold it often): SERVICE, SILENT or not, an address and a brace are.

    What looks like an IRI may be a comparison and the text after it; comparisons stand in brackets
    only. From each such place both readings are followed until they meet again.
    """
    if "service" not in text.lower():
        return frozenset()
    found: set[str | None] = set()
    seen: set[tuple[int, int, str, str | None]] = set()
    places = [(0, 0)]
    while places:
        place, brackets = places.pop()
        expected = ""
        address: str | None = None
        for kind, value, start in scan(text, place):
            state = (start, brackets, expected, address)
            if state in seen:
                break
            seen.add(state)
            if expected == "brace" and value == "{":
                found.add(address)
            in_call = expected == "address"
            expected, address = "", None
            if (kind == "word" and _CALLS.search(value)) or (in_call and value.lower() == "silent"):
                expected = "address"
            elif in_call and kind in ("iri", "variable", "name"):
                address = value[1:-1] if kind == "iri" else None
                expected = "brace"
            elif in_call and value == "<":
                # what is no IRI for us may be one for a parser
                found.add(None)
            elif kind == "name" and "service" in value.partition(":")[0].lower():
                # a keyword and a prefixed name that run together
                expected = "brace"
            if kind == "mark":
                # Beyond so many brackets their number is not kept: all that follows is suspicious.
                if value == "(" and brackets < _MANY_BRACKETS:
                    brackets += 1
                elif value == ")" and 0 < brackets < _MANY_BRACKETS:
                    brackets -= 1
            elif kind == "iri" and brackets:
                places.append((start + 1, brackets))
    return frozenset(found)


def may_call(text: str) -> bool:
    """Whether a query may call a service; a long one that holds the word is not looked into, so
    that nobody waits for that."""
    if len(text) > _SHORT:
        return "service" in text.lower()
    return bool(services(text))


def has_dataset_clause(lowered: str) -> bool:
    """Whether a text, in lower case, may have FROM: cheaply, and rather too often than not."""
    return "from" in lowered and _FROM.search(lowered) is not None


def check(
    text: str,
    *,
    depth: int,
    allowed_services: Set[str] = frozenset(),
    graphs: Set[str] | None = None,
) -> None:
    """Refuse what may not run.

    ``depth``: the most brackets that may be open at once. ``graphs``: the IRIs of the graphs that
    FROM may name; None leaves that to a remote store.

    Raises QueryTooDeep for the depth and QueryRefused for the rest.
    """
    brackets = text.count("{") + text.count("(") + text.count("[")
    lowered = text.lower()
    if brackets <= depth and "service" not in lowered and not has_dataset_clause(lowered):
        return
    found = inspect(text)
    if found.depth > depth:
        raise at_limit(QueryTooDeep, "too-many-brackets", "query_depth", depth, open=found.depth)
    for address in found.services:
        if address is None:
            raise QueryRefused(
                message("service-not-written-out"),
                rule=Rule.NO_FOREIGN_SERVICE,
                setting="service_allow_list",
            )
        if address not in allowed_services:
            raise QueryRefused(
                message("service-not-allowed", address=address),
                rule=Rule.NO_FOREIGN_SERVICE,
                setting="service_allow_list",
            )
    if graphs is not None:
        check_graphs(found.default_graphs, found.named_graphs, graphs)


def check_graphs(defaults: Iterable[str], named: Iterable[str], graphs: Set[str]) -> None:
    """Refuse a dataset that names a graph which the snapshot does not have.

    Raises QueryRefused.
    """
    for iri in (*(each for each in defaults if each != DEFAULT_GRAPH), *named):
        if iri not in graphs:
            raise QueryRefused(
                message("no-graph-of-snapshot", iri=iri),
                rule=Rule.ONLY_GRAPHS_OF_THE_SNAPSHOT,
                setting="data",
            )


def refuse_update(text: str) -> None:
    """Refuse an update by its name, where a parser for queries would call it a syntax error.

    Raises QueryRefused.
    """
    update = inspect(text).update
    if update is not None:
        raise QueryRefused(message("update", update=update), rule=Rule.READ_ONLY, setting="none")


def _iri(parts: tuple[Token, ...], index: int, base: str, prefixes: dict[str, str]) -> str | None:
    if index >= len(parts):
        return None
    kind, value, _ = parts[index]
    if kind == "iri":
        return urljoin(base, value[1:-1]) if base else value[1:-1]
    if kind == "name":
        prefix, _, local = value.partition(":")
        if prefix in prefixes:
            return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)
    return None
