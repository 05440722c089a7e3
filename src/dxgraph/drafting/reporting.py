"""A draft of a document that is known by a page: the graph keeps the page's address, not its text.

Several pages that tell of one goal are several attestations of one target. Where the graph has the
document already, what the page says is compared with its targets: the same goal is joined, another
figure for it becomes a claim, and only what is new is a target.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import cast
from urllib.parse import urlsplit

import pyoxigraph as ox

from dxgraph.drafting.proposal import Draft, Proposal, Reported
from dxgraph.errors import UsageError
from dxgraph.messages import message
from dxgraph.model.described import slug_of
from dxgraph.search import fold


@dataclass(frozen=True, slots=True)
class Stated:
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


@dataclass(frozen=True, slots=True)
class Pages:
    """What the graph says already that a page may say too."""

    stated: Mapping[str, tuple[Stated, ...]]
    """The targets by the slug of their document."""
    sources: Mapping[str, str]
    """The slug of the page that the graph has of an address."""
    slugs: frozenset[str]
    """Of all sources."""


def report(draft: Draft, pages: Pages, address: str, published: date | None = None) -> Draft:
    """The draft as one of a document that the page at this address reports.

    Raises UsageError for what is no address of the web.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in address:
        raise UsageError(message("no-address-of-page", address=address))
    known = pages.sources.get(address)
    joins: dict[str, str] = {}
    differs: dict[str, str] = {}
    proposals = []
    stated = {
        (item.indicator, item.level, item.deadline): item
        for item in pages.stated.get(draft.document.slug, ())
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
        source=known or _slug(draft, parts.hostname, pages.slugs),
        known_source=known is not None,
        known_document=draft.document.slug in draft.knowledge.documents,
        joins=joins,
        differs=differs,
    )
    return replace(draft, proposals=tuple(proposals), reported=page)


_TARGETS = """
PREFIX dx: <https://w3id.org/dxgraph/ontology#>
SELECT ?document ?target ?indicator ?level ?deadline ?comparator ?value ?upper WHERE {
  ?target dx:statedIn ?document ; dx:indicator ?indicator .
  FILTER NOT EXISTS { ?target a dx:Claim }
  OPTIONAL { ?target dx:adminLevel ?level }
  OPTIONAL { ?target dx:deadline ?deadline }
  OPTIONAL { ?target dx:comparator ?comparator }
  OPTIONAL { ?target dx:targetValue ?value }
  OPTIONAL { ?target dx:upperValue ?upper }
}"""
_SOURCES = """
PREFIX dx: <https://w3id.org/dxgraph/ontology#>
SELECT ?source ?address WHERE {
  ?source a dx:Source OPTIONAL { ?source dx:address ?address }
} ORDER BY DESC(?source)"""


def learn_pages(store: ox.Store) -> Pages:
    """Read what `report` needs out of a snapshot's store, with what follows: that a page is a
    source may be said by its class."""
    stated: dict[str, list[Stated]] = {}
    for row in _rows(store, _TARGETS):
        document, target, indicator, level, deadline, comparator, value, upper = row
        item = Stated(
            str(target).rpartition("#")[2],
            slug_of(str(indicator)),
            slug_of(level or "not-applicable"),
            date.fromisoformat(deadline) if deadline else None,
            slug_of(comparator) if comparator else None,
            Decimal(value) if value else None,
            Decimal(upper) if upper else None,
        )
        stated.setdefault(slug_of(str(document)), []).append(item)
    sources = [(slug_of(str(source)), address) for source, address in _rows(store, _SOURCES)]
    return Pages(
        stated={document: tuple(items) for document, items in stated.items()},
        sources={address: source for source, address in sources if address},
        slugs=frozenset(source for source, _ in sources),
    )


def _slug(draft: Draft, host: str, known: Collection[str]) -> str:
    """A slug for the page: the document's, and whose page it is."""
    names = [name for name in host.split(".") if name not in ("www", "vn", "com", "gov", "org")]
    wanted = f"{draft.document.slug}-{fold('-'.join(names) or host).replace(' ', '-')}"
    taken, number = wanted, 2
    while taken in known:
        taken, number = f"{wanted}-{number}", number + 1
    return taken


def _rows(store: ox.Store, query: str) -> Iterator[tuple[str | None, ...]]:
    found = cast("ox.QuerySolutions", store.query(query, use_default_graph_as_union=True))
    for row in found:
        yield tuple(str(term.value) if term is not None else None for term in row)
