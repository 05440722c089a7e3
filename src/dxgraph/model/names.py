"""One index of names: what a search finds is the same for pages, for programs that talk, and for
the names that a page which does not exist proposes."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from dxgraph.errors import UsageError
from dxgraph.files import own
from dxgraph.messages import message
from dxgraph.model.answers import Ask, Row, Text
from dxgraph.search import Entry, Search, SearchIndex
from dxgraph.terms import AREA, BASE

_NAMES: Final = """SELECT ?s ?name ?label ?title WHERE {
  { ?s rdfs:label ?name FILTER (LANG(?name) IN ("vi", "en")) BIND (true AS ?label) }
  UNION { ?s eli:title ?name BIND (true AS ?title) }
  UNION { ?s skos:altLabel|eli:id_local|dx:abbreviation|skos:notation ?name }
  UNION { ?s dx:hasCode/skos:notation ?name }
}"""
_TARGETS: Final = """SELECT ?s ?area ?document ?deadline WHERE {
  ?s a dx:Target
  OPTIONAL { ?s sdmx-dimension:refArea ?area } OPTIONAL { ?s dx:statedIn ?document }
  OPTIONAL { ?s dx:deadline ?deadline }
}"""
_CALLED: Final[Mapping[str, Sequence[str]]] = own(__package__, "called.yaml")


@dataclass(frozen=True, slots=True)
class Index:
    """The names of a snapshot, and the languages of those that have one."""

    names: Search
    title: Callable[[str], tuple[str, bool] | None]
    """The language of one of the other names, and whether it is a title, which stays Vietnamese."""

    def kind(self, text: str | None) -> str | None:
        """The kind of things that a search is for, where one is named. Raises UsageError."""
        if text and text not in self.names.kinds:
            listed = ", ".join(sorted(self.names.kinds))
            raise UsageError(message("no-kind", kind=text[:80], listed=listed), parameter="kind")
        return text or None

    def language_of(self, name: str) -> str:
        """The language of one of the other names; empty where it has none."""
        found = self.title(name)
        return found[0] if found else ""

    def is_title(self, name: str) -> bool:
        found = self.title(name)
        return found is not None and found[1]


async def read(ask: Ask) -> Index:
    """The names of the snapshot that answers."""
    named, targets = await ask(_NAMES), await ask(_TARGETS)
    others = [row for row in named if "label" not in row]
    titles = {str(row["name"]) for row in others if "title" in row}
    return Index(
        await asyncio.to_thread(SearchIndex, list(_entries(named, targets))),
        {
            str(row["name"]): (row["name"].language, str(row["name"]) in titles)
            for row in others
            if isinstance(row["name"], Text)
        }.get,
    )


def kind_of(iri: str, targets: Mapping[str, object]) -> str:
    """What a thing is called: a fragment of a document is a target or a claim, and no document."""
    if iri in targets:
        return "target"
    kind = iri.removeprefix(BASE).partition("/")[0].partition("#")[0]
    return "claim" if kind == "document" and "#" in iri else kind


def called(iri: str) -> Sequence[str]:
    """What people write for an area beside its names in the graph: "BRVT", "Daklak"."""
    return _CALLED.get(iri.removeprefix(AREA), ())


def entry(iri: str, kind: str, labels: Mapping[str, str], others: Set[str]) -> Entry:
    """A thing by its names in Vietnamese and English, its other ones, and what people write."""
    more = (name for name in called(iri) if name not in others)
    return Entry(iri, kind, labels.get("vi", ""), labels.get("en", ""), (*sorted(others), *more))


def _entries(named: Iterable[Row], targets: Iterable[Row]) -> Iterator[Entry]:
    """What can be found: all our things that have a name, targets included."""
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    others: dict[str, set[str]] = defaultdict(set)
    for row in named:
        if "label" in row:
            labels[row["s"]].setdefault(row["name"].language, str(row["name"]))
        else:
            others[row["s"]].add(str(row["name"]))
    around = {
        row["s"]: set(
            around_target(
                row.get("area", ""),
                labels,
                others.get(row.get("document", ""), ()),
                row.get("deadline", ""),
            )
        )
        for row in targets
    }
    for iri, label in labels.items():
        if iri.startswith(BASE):
            found = others[iri] | around.get(iri, set())
            yield entry(iri, kind_of(iri, around), label, found)


def around_target(
    area: str, labels: Mapping[str, Mapping[str, str]], of_document: Iterable[str], deadline: object
) -> Iterator[str]:
    """What a target is asked for by beside its own name: its area, its document's number, its year.

    So "kinh tế số bắc giang 2030" finds the promise, in whose name there is no Bắc Giang.
    """
    yield from labels.get(area, {}).values()
    yield from called(area)
    yield from (name for name in of_document if "/" in name and " " not in name)
    if year := str(deadline)[:4]:
        yield year
