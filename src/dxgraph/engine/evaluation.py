"""Evaluate one query on one Oxigraph store and serialise the answer to bytes.

The one function that does so: the workers call it, and short commands do. It takes as long and as
much memory as the query does; limits of time and memory are the business of the process around it.

Bytes are stable: the same query on the same snapshot gives the same bytes. Oxigraph answers in an
order that depends on nothing but the order in which a store was filled; what is left is done here.
Graphs are sorted and free of repetition, and blank nodes, whose names Oxigraph draws at random, are
named anew (in SELECT by the order of appearance, in graphs by `RDF Dataset Canonicalization
<https://www.w3.org/TR/rdf-canon/>`_).
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Final, cast

import pyoxigraph as ox

from dxgraph.corpus.originals import Originals
from dxgraph.engine.graphs import GRAPH_FORMATS, arranged, size_of, write_graph
from dxgraph.engine.output import limited
from dxgraph.engine.protocol import Answer, Form, Query
from dxgraph.engine.query import replacement, syntax
from dxgraph.engine.query.bindings import bind
from dxgraph.engine.query.inspection import (
    DEFAULT_GRAPH,
    check,
    check_graphs,
    has_dataset_clause,
    inspect,
    refuse_update,
    undeclared_prefix,
)
from dxgraph.engine.query.projection import in_order_of_appearance, select_star
from dxgraph.engine.refusals import check_format
from dxgraph.engine.solutions import (
    MADE_OF_JSON,
    RESULTS_FORMATS,
    count_rows,
    serialise,
    write,
)
from dxgraph.engine.triples import Writing
from dxgraph.errors import (
    QueryError,
    QuerySyntaxError,
)
from dxgraph.messages import message
from dxgraph.terms import PREFIXES


@dataclass(frozen=True, slots=True)
class Rules:
    """What a query may do, beyond what Oxigraph lets it."""

    depth: int = 128
    """The most brackets open at once."""
    services: frozenset[str] = frozenset()
    """Addresses that SERVICE may call."""
    graphs: frozenset[str] | None = None
    """The named graphs of the store; None: ask the store."""
    originals: Originals = field(default_factory=Originals)
    """How the files write what the store holds in another way."""


def evaluate(
    store: ox.Store, query: Query, rules: Rules | None = None, *, run_id: str = ""
) -> Answer:
    """Answer a query whole.

    Raises QueryRefused, QuerySyntaxError, QueryError, LimitError, ResultTooLarge, NotAcceptable and
    UsageError; MemoryError where the process has a limit.
    """
    begun = time.perf_counter()
    rules = rules or Rules()
    if rules.graphs is None:
        found = frozenset(str(graph.value) for graph in store.named_graphs())
        rules = replace(rules, graphs=found)
    body, media_type, form, rows = answer(store, query, rules)
    return Answer(
        body, media_type, form, rows, time.perf_counter() - begun, run_id or secrets.token_hex(8)
    )


def answer(
    store: ox.Store, query: Query, rules: Rules, limit: int | None = None
) -> tuple[bytes, str, Form, int]:
    """The bytes, media type, form and number of rows of an answer of at most `limit` bytes.

    Raises as `evaluate` does.
    """
    check_format(query.results_format, RESULTS_FORMATS)
    results_kind, results_type = RESULTS_FORMATS[query.results_format]
    if query.results_format in MADE_OF_JSON:
        of_json = replace(query, results_format="json")
        body, media_type, form, rows = answer(store, of_json, rules, limit)
        if form.gives_graph:
            return body, media_type, form, rows
        made = MADE_OF_JSON[query.results_format](body)
        return limited(made, limit), results_type, form, rows
    check_format(query.graph_format, GRAPH_FORMATS)
    _, graph_type = GRAPH_FORMATS[query.graph_format]
    text = bind(query.text, query.bindings) if query.bindings else query.text
    graphs = rules.graphs or frozenset()
    check(text, depth=rules.depth, allowed_services=rules.services, graphs=graphs)
    asked, dataset = _dataset(store, text, query, graphs)
    asking = replacement.rewrite(text)
    base = query.base or None

    try:
        star = select_star(asking)
        if star is not None:
            asking = in_order_of_appearance(asking, star, _variables(asking, base))
        found = asked.query(asking, base_iri=base, custom_functions=_FUNCTIONS, **dataset)  # type: ignore[arg-type]
        if isinstance(found, ox.QueryTriples):
            graph = arranged(serialise(found, ox.RdfFormat.N_TRIPLES, limit), rules.originals)
            body = write_graph(graph, query.graph_format, text, limit)
            return body, graph_type, _graph_form(text), size_of(graph)
        if isinstance(found, ox.QueryBoolean):
            return serialise(found, results_kind, limit), results_type, Form.ASK, 1
        body, rows = write(found, query.results_format, limit)
        return body, results_type, Form.SELECT, rows  # noqa: TRY300
    except SyntaxError as error:
        refuse_update(text)
        raise _syntax_error(error, text) from None
    except UnicodeEncodeError:
        raise QuerySyntaxError(message("half-surrogate")) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(message("not-evaluated", reason=str(error))) from None


def answer_plainly(store: ox.Store, text: str, always: str) -> tuple[bytes, int]:
    """Body and number of rows of what `answer` gives in JSON for a SELECT that names its variables,
    has no dataset and calls nothing, of data without blank nodes; who asks knows that it is one.
    `always` is the first variable, if every solution binds it, else empty.

    Raises what Oxigraph raises.
    """
    body = serialise(cast(ox.QuerySolutions, store.query(text)), ox.QueryResultsFormat.JSON, None)
    if always:
        # In a text the quotation marks are escaped, so this is where a solution begins.
        return body, body.count(b'{"%b":{"type":"' % always.encode())
    return body, count_rows(body, "json")


def construct_plainly(store: ox.Store, select: str, writing: Writing) -> tuple[bytes, int] | None:
    """Body and number of triples of what `answer` gives in Turtle for a CONSTRUCT with our
    prefixes only, whose template is one triple of three variables; `select` asks for these. None
    where `answer` has to.

    Oxigraph makes an object of every triple, and remembers it; as solutions they come in half the
    time.

    Raises what Oxigraph raises.
    """
    found = cast(ox.QuerySolutions, store.query(select))
    return writing.turtle_of_tsv(serialise(found, ox.QueryResultsFormat.TSV, None))


def _variables(text: str, base: str | None) -> list[str]:
    """What a query for ``SELECT *`` shows, found out where there is nothing to evaluate."""
    found = _EMPTY.query(text, base_iri=base)
    return [each.value for each in found.variables] if isinstance(found, ox.QuerySolutions) else []


_Graph = ox.NamedNode | ox.DefaultGraph


def _dataset(
    store: ox.Store, text: str, query: Query, graphs: Set[str]
) -> tuple[ox.Store, dict[str, list[_Graph]]]:
    """The store to ask, and the dataset in it: that of the request, else that of the text.

    The default graph of a dataset is the merge of its graphs (SPARQL 1.1, section 13.2.1), and a
    graph is a set. Oxigraph finds a statement that two of them hold twice, so where they share one
    their merge is made. Raises QueryRefused.
    """
    defaults: Iterable[str] = query.default_graphs
    names: Iterable[str] = query.named_graphs
    if defaults or names:
        check_graphs(query.default_graphs, query.named_graphs, graphs)
    elif has_dataset_clause(text.lower()):
        found = inspect(text)
        defaults, names = sorted(found.default_graphs), sorted(found.named_graphs)
    elif _enumerates_graphs(text):
        return store, {"named_graphs": [ox.NamedNode(iri) for iri in sorted(graphs)]}
    if not defaults and not names:
        return store, {}
    if set(defaults) == {DEFAULT_GRAPH} and not names:
        names = sorted(graphs)  # the dataset of who names nothing
    default = [_graph(iri) for iri in dict.fromkeys(defaults)]
    named: list[_Graph] = [ox.NamedNode(iri) for iri in names]
    if _share_statements(store, default):
        merged = ox.Store()
        for graph in default:
            quads = store.quads_for_pattern(None, None, None, graph)
            merged.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
        for graph in named:
            merged.bulk_extend(store.quads_for_pattern(None, None, None, graph))
        store, default = merged, [ox.DefaultGraph()]
    return store, {"default_graph": default, "named_graphs": named}


def _graph(iri: str) -> _Graph:
    return ox.DefaultGraph() if iri == DEFAULT_GRAPH else ox.NamedNode(iri)


def _share_statements(store: ox.Store, graphs: Sequence[_Graph]) -> bool:
    if len(graphs) < 2:
        return False
    chosen = frozenset(graphs)
    for graph in graphs[1:]:
        for quad in store.quads_for_pattern(None, None, None, graph):
            alike = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            if sum(other.graph_name in chosen for other in alike) > 1:
                return True
    return False


_EMPTY: Final = ox.Store()

_FUNCTIONS: Final = {replacement.FUNCTION: replacement.called}

# Where a GRAPH has nothing to look up, Oxigraph goes through the graphs in an order drawn at random
# in each process, unless they are given; to give them always would make look-ups in them slow.
_ENUMERATES_GRAPHS: Final = re.compile(
    r"\bgraph\s*[?$]\w+\s*\{(?:\s*(?:[{}]|bind|filter|values|optional|minus|select)"
    r"|.*[\w>)](?:\*|\?(?!\w)))",
    re.DOTALL,
)


def _enumerates_graphs(text: str) -> bool:
    if "graph" not in (lowered := text.lower()):
        return False
    return _ENUMERATES_GRAPHS.search(lowered) is not None and not has_dataset_clause(lowered)


def _graph_form(text: str) -> Form:
    if "describe" not in text.lower():
        return Form.CONSTRUCT
    return inspect(text).form or Form.CONSTRUCT


def _syntax_error(error: SyntaxError, text: str) -> QuerySyntaxError:
    undeclared = undeclared_prefix(text)
    if undeclared is not None:
        name, start = undeclared
        known = PREFIXES.get(name, "…")
        return QuerySyntaxError(
            message("prefix-not-declared", name=name, known=known),
            line=text.count("\n", 0, start) + 1,
            column=start - text.rfind("\n", 0, start),
        )
    match = re.match(r"error at (\d+):(\d+): (.*)", str(error), re.DOTALL)
    if match is None:
        return QuerySyntaxError(message("does-not-parse-because", reason=str(error)))
    line, column, said = int(match[1]), int(match[2]), match[3]
    # Oxigraph lists its reasons among the tokens that it expected; a reason is a sentence.
    reason = re.search(r"(?:The|A|An|Invalid|Not) [a-zA-Z][^,\[\]]+", said)
    if reason is not None:
        told = message("does-not-parse-because", reason=f"{reason.group().strip()}.")
    elif "['" in said or "[_]" in said:
        told = message("does-not-parse")
    else:
        told = message("does-not-parse-because", reason=f"{said[0].upper()}{said[1:]}.")
    line, column = syntax.fault(text) or (line, column)
    return QuerySyntaxError(told, line=line, column=column)
