"""A draft of a document that is known by a page: the graph keeps the page's address, not its text.

Several pages that tell of one goal are several attestations of one target. Where the graph has the
document already, what the page says is compared with its targets: the same goal is joined, another
figure for it becomes a claim, and only what is new is a target.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import cast
from urllib.parse import urlsplit

import pyoxigraph as ox

from dxgraph.corpus import Snapshot
from dxgraph.drafting.proposal import Draft, Proposal, Reported
from dxgraph.errors import UsageError
from dxgraph.search import fold

_BASE = "https://w3id.org/dxgraph/"


def report(draft: Draft, snapshot: Snapshot, address: str, published: date | None = None) -> Draft:
    """The draft as one of a document that the page at this address reports.

    Raises UsageError for what is no address of the web.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in address:
        raise UsageError(
            f"{address!r} is no address of a page.",
            remedy="Give the whole address, as the browser shows it: https://…",
        )
    known = _source_at(snapshot.store, address)
    joins: dict[str, str] = {}
    differs: dict[str, str] = {}
    proposals = []
    stated = {
        (item.indicator, item.level, item.deadline): item
        for item in _stated(snapshot.store, draft.document.slug)
    }
    for item in draft.proposals:
        same = stated.get((item.indicator, item.level, item.deadline))
        if item.kind == "target" and item.new is None and same:
            if same.says(item):
                joins[item.key] = same.fragment
            else:
                differs[item.key] = same.fragment
                item = replace(item, kind="claim", reasons=(*item.reasons, "differs"))
        proposals.append(item)
    page = Reported(
        address=address,
        published=published or draft.document.page_date,
        source=known or _slug(draft, parts.hostname, snapshot.store),
        known_source=known is not None,
        known_document=draft.document.slug in draft.knowledge.documents,
        joins=joins,
        differs=differs,
    )
    return replace(draft, proposals=tuple(proposals), reported=page)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A target of the graph."""

    fragment: str
    indicator: str
    level: str
    deadline: date | None
    comparator: str | None
    value: Decimal | None
    upper: Decimal | None

    def says(self, item: Proposal) -> bool:
        """Whether a proposal says the same."""
        mine = (self.comparator, self.value, self.upper)
        return mine == (item.comparator, item.value, item.upper)


_TARGETS = """
PREFIX dx: <https://w3id.org/dxgraph/ontology#>
SELECT ?target ?indicator ?level ?deadline ?comparator ?value ?upper WHERE {
  ?target dx:statedIn <%s> ; dx:indicator ?indicator .
  FILTER NOT EXISTS { ?target a dx:Claim }
  OPTIONAL { ?target dx:adminLevel ?level }
  OPTIONAL { ?target dx:deadline ?deadline }
  OPTIONAL { ?target dx:comparator ?comparator }
  OPTIONAL { ?target dx:targetValue ?value }
  OPTIONAL { ?target dx:upperValue ?upper }
}"""


def _stated(store: ox.Store, document: str) -> Iterator[_Stated]:
    for row in _rows(store, _TARGETS % f"{_BASE}document/{document}"):
        target, indicator, level, deadline, comparator, value, upper = row
        yield _Stated(
            str(target).rpartition("#")[2],
            str(indicator).rpartition("/")[2],
            (level or "not-applicable").rpartition("/")[2],
            date.fromisoformat(deadline) if deadline else None,
            comparator.rpartition("/")[2] if comparator else None,
            Decimal(value) if value else None,
            Decimal(upper) if upper else None,
        )


def _source_at(store: ox.Store, address: str) -> str | None:
    """The slug of the page that the graph has of an address."""
    literal = address.replace("\\", "").replace('"', "")
    rows = _rows(
        store,
        "SELECT ?source WHERE { ?source <https://w3id.org/dxgraph/ontology#address> ?address "
        f'FILTER (STR(?address) = "{literal}") }} ORDER BY ?source LIMIT 1',
    )
    return next((str(row[0]).rpartition("/")[2] for row in rows), None)


def _slug(draft: Draft, host: str, store: ox.Store) -> str:
    """A slug for the page: the document's, and whose page it is."""
    names = [name for name in host.split(".") if name not in ("www", "vn", "com", "gov", "org")]
    slug = f"{draft.document.slug}-{fold('-'.join(names) or host).replace(' ', '-')}"
    taken, number = slug, 2
    while next(store.quads_for_pattern(ox.NamedNode(f"{_BASE}source/{taken}"), None, None), None):
        taken, number = f"{slug}-{number}", number + 1
    return taken


def _rows(store: ox.Store, query: str) -> Iterator[tuple[str | None, ...]]:
    found = cast("ox.QuerySolutions", store.query(query, use_default_graph_as_union=True))
    for row in found:
        yield tuple(str(term.value) if term is not None else None for term in row)
