"""What is said of each thing, written once with the snapshot.

Most that is asked of linked data is all that is said of one thing, or of the things that one
document states. What that is does not change with the question, so a child of the parent writes it
for each thing, as solutions and as Turtle (:func:`records`), and the process that answers small
queries only has to put it together (:class:`Descriptions`): the same bytes as those of the query,
by a test that holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import IO, Final, NamedTuple, cast

import pyoxigraph as ox

from dxgraph.corpus.originals import Originals
from dxgraph.engine.graphs import arranged, size_of, write_graph
from dxgraph.engine.protocol import Form
from dxgraph.engine.query.basic import Branch, Reading
from dxgraph.engine.query.paths import WALKED_A_STEP
from dxgraph.engine.query.statistics import Statistics
from dxgraph.engine.query.tree import Kind, Part, Path, Pattern
from dxgraph.engine.triples import Writing, head
from dxgraph.terms import PREFIXES, RDF

_PIECE_BYTES: Final = 100_000
_TEXT_A_STEP: Final = 256
_STEPS_A_THING: Final = 3
"""It is found, looked up, sorted and put in its place."""
_FIELD, _RECORD, _FIRST, _SECOND = b"\0", b"\1", b"\2", b"\3"
"""No text that Oxigraph writes holds these. The last two stand for names of variables."""
_ALL: Final = "SELECT ?p ?o {{ <{0}> ?p ?o }}"
_GRAPH: Final = "CONSTRUCT {{ <{0}> ?p ?o }} {{ <{0}> ?p ?o }}"
_SOLUTIONS: Final = b'{"head":{"vars":["p","o"]},"results":{"bindings":['
_END: Final = b"]}}"
_TYPE: Final = f"<{RDF.type}>".encode()
_PREFIX: Final = b"@prefix "
_PREFIXES: Final = tuple(sorted(PREFIXES))


def records(
    store: ox.Store, subjects: Iterable[str], originals: Originals
) -> Iterator[tuple[bytes, ...]]:
    """Each subject's name, number of statements, prefixes, Turtle and solutions. One whose name or
    values are beyond what is written here is left out."""
    writing = Writing(originals)
    for subject in subjects:
        try:
            record = _record(store, subject, writing, originals)
        except (SyntaxError, ValueError):
            continue  # no text of a query names it as it is
        *_, turtle, solutions = record
        marked = solutions.count(_FIRST) == solutions.count(_SECOND)
        # Whether that is shortened depends on what else an answer holds.
        marked = marked and _TYPE not in turtle
        if marked and not any(mark in each for each in record for mark in (_FIELD, _RECORD)):
            yield record


def _record(
    store: ox.Store, subject: str, writing: Writing, originals: Originals
) -> tuple[bytes, ...]:
    """Raises SyntaxError and ValueError."""
    asked = [cast(ox.QuerySolutions, store.query(_ALL.format(subject))) for _ in range(2)]
    body = asked[0].serialize(format=ox.QueryResultsFormat.JSON) or b""
    tsv = asked[1].serialize(format=ox.QueryResultsFormat.TSV) or b""
    name = subject.encode()
    begin = b"\n<%b>\t" % name
    found = writing.block(tsv.rstrip(b"\n").replace(b"\n", begin) + b"\n")
    solutions = body.removeprefix(_SOLUTIONS).removesuffix(_END)
    solutions = solutions.replace(b'{"p":{', b'{"%b":{' % _FIRST)
    solutions = solutions.replace(b'},"o":{', b'},"%b":{' % _SECOND)
    used, turtle, count = found or _of_the_library(store, subject, originals)
    mask = sum(1 << _PREFIXES.index(each.decode()) for each in used if each)
    return name, b"%d" % count, b"%x" % mask, turtle, solutions


def _of_the_library(
    store: ox.Store, subject: str, originals: Originals
) -> tuple[set[bytes], bytes, int]:
    """Prefixes, Turtle and number of statements of a subject of which something rare is said."""
    text = _GRAPH.format(subject)
    found = cast(ox.QueryTriples, store.query(text))
    graph = arranged(found.serialize(format=ox.RdfFormat.N_TRIPLES) or b"", originals)
    body = write_graph(graph, "turtle", text, None)
    used = set()
    while body.startswith(_PREFIX):
        declared, _, body = body.partition(b"\n")
        used.add(declared.removeprefix(_PREFIX).partition(b":")[0])
    return used, body, size_of(graph)


def written(found: Iterable[tuple[bytes, ...]]) -> Iterator[bytes]:
    """Records as they stand in a file."""
    for record in found:
        yield _FIELD.join(record) + _RECORD


class Things(NamedTuple):
    """The things of which all is asked: those named, which have to be one, or those of the one
    pattern that they have to match."""

    named: tuple[Part, ...]
    pattern: Pattern | None = None


class Lookup(NamedTuple):
    """A query that asks for all that is said of some things, and for nothing else."""

    things: tuple[Things, ...]
    form: Form
    names: tuple[bytes, bytes] = (b"", b"")
    """Of the variables of its solutions."""


def lookup_of(reading: Reading) -> Lookup | None:
    """What a query looks up, if that is all that it does."""
    if reading.form is Form.DESCRIBE:
        return Lookup(tuple(Things((each,)) for each in reading.described), reading.form)
    if reading.limit is not None or reading.offset or reading.distinct or reading.order:
        return None
    if reading.form is Form.SELECT and len(reading.branches) == 1:
        group = reading.branches[0]
        subject, *rest = group.required[0]
        alone = len(group.required) == 1 and not group.given and _is_bare(group)
        if alone and subject.kind in _WRITTEN_OUT and {each.kind for each in rest} == _UNKNOWN:
            first, second = (each.text for each in rest)
            # All are shown in the order of their appearance.
            if first != second and reading.shown in ((), (first, second)):
                names = first.encode(), second.encode()
                return Lookup((Things((subject,)),), reading.form, names)
    if reading.triples is not None:
        of = reading.triples.variables
        things = [_things(group, of) for group in reading.branches]
        if None not in things:
            return Lookup(tuple(each for each in things if each is not None), reading.form)
    return None


def _is_bare(group: Branch) -> bool:
    return not group.optional and not group.filter_tokens


def _things(group: Branch, names: Sequence[str]) -> Things | None:
    """Of which things a group matches all statements."""
    thing, *rest = (Part(Kind.VARIABLE, name) for name in names)
    given = dict(group.given).get(names[0])
    at = [at for at, pattern in enumerate(group.required) if list(pattern[1:]) == rest]
    if len(at) != 1 or not _is_bare(group) or len(group.given) > 1:
        return None
    subject = group.required[at[0]].subject
    others = [pattern for place, pattern in enumerate(group.required) if place != at[0]]
    if given is not None:
        named = (given,) if subject == thing else (given, subject)
        right = not others and subject.kind in (Kind.SLOT, Kind.VARIABLE)
        return Things(named) if right and named[-1].kind == Kind.SLOT else None
    if subject != thing or len(others) != 1 or group.given:
        return None
    one, by, other = others[0]
    known = other if one == thing else one if other == thing else None
    if isinstance(by, Path) or known is None or not {known.kind, by.kind} <= _WRITTEN_OUT:
        return None
    return Things((), others[0])


_WRITTEN_OUT: Final = frozenset((Kind.IRI, Kind.SLOT))
_UNKNOWN: Final = frozenset((Kind.VARIABLE,))


class Descriptions:
    """What is said of the things of a snapshot."""

    def __init__(self, file: IO[bytes] | None = None) -> None:
        self._of: dict[str, bytes] = {}
        rest = b""
        # All at once would be held twice over, and hold up other threads.
        while file is not None and (piece := file.read(_PIECE_BYTES)):
            *whole, rest = (rest + piece).split(_RECORD)
            for record in whole:
                name, _, said = record.partition(_FIELD)
                self._of[name.decode()] = said

    def solutions(
        self, lookup: Lookup, iris: Sequence[str], most_steps: int
    ) -> tuple[bytes, int] | None:
        """The answer to a SELECT in JSON, with its number of rows; None where it has to be asked,
        or takes more steps."""
        record = self._of.get(lookup.things[0].named[0].iri(iris))
        if record is None or len(record) > most_steps * _TEXT_A_STEP:
            return None
        solutions = record.rpartition(_FIELD)[2]
        rows = solutions.count(_FIRST)
        first, second = lookup.names
        solutions = solutions.replace(_FIRST, first).replace(_SECOND, second)
        begin = b'{"head":{"vars":["%b","%b"]},"results":{"bindings":[' % lookup.names
        return b"%b%b%b" % (begin, solutions, _END), rows

    def turtle(
        self,
        lookup: Lookup,
        iris: Sequence[str],
        store: ox.Store,
        known: Statistics,
        most_steps: int,
    ) -> tuple[bytes, int] | None:
        """The answer to a CONSTRUCT or DESCRIBE in Turtle, with its number of triples; None where
        it has to be asked, or takes more steps."""
        found: dict[bytes, bytes] = {}
        steps = 0.0
        for things in lookup.things:
            if things.pattern is not None:
                steps += _walked(things.pattern, iris, known) / WALKED_A_STEP
                if steps > most_steps:
                    return None
            for iri in _iris_of(things, iris, store):
                record = self._of.get(iri)
                if record is None:
                    return None
                steps += _STEPS_A_THING + len(record) / _TEXT_A_STEP
                if steps > most_steps:
                    return None
                found[b"<%b>" % iri.encode()] = record
        mask = total = 0
        pieces = []
        for name in sorted(found):
            count, used, turtle, _ = found[name].split(_FIELD)
            mask |= int(used, 16)
            total += int(count)
            pieces.append(turtle)
        return b"".join((_head(mask), *pieces)), total


def _iris_of(things: Things, iris: Sequence[str], store: ox.Store) -> Iterator[str]:
    if things.pattern is None:
        named = {part.iri(iris) for part in things.named}
        # Of two names nothing is said in common.
        yield from named if len(named) == 1 else ("",)
        return
    one, by, other = (
        None if part.kind == Kind.VARIABLE else ox.NamedNode(cast(Part, part).iri(iris))
        for part in things.pattern
    )
    for quad in store.quads_for_pattern(one, by, other, ox.DefaultGraph()):
        thing = quad.subject if one is None else quad.object
        if isinstance(thing, ox.NamedNode):
            yield thing.value


def _walked(pattern: Pattern, iris: Sequence[str], known: Statistics) -> int:
    """How many statements are walked to match a pattern with a property and one end written out."""
    subject, by, other = pattern
    by_property = known.property(cast(Part, by).iri(iris)).statements
    if subject.kind != Kind.VARIABLE:
        return min(by_property, known.list_as_subject(subject.iri(iris)))
    return min(by_property, known.list_as_object(other.iri(iris)))


@lru_cache(maxsize=1024)
def _head(mask: int) -> bytes:
    return head(name for place, name in enumerate(_PREFIXES) if mask >> place & 1)
