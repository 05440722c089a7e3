"""/indicator, /area, /document, /body and /source: all of a kind; /reading: how to read it.

Each list has a field that narrows it by words, with or without diacritics, and is in parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dxgraph.bilingual import Language
from dxgraph.model.things import Name
from dxgraph.model.view import View
from dxgraph.search import fold
from dxgraph.terms import SCHEME
from dxgraph.web.pages.shared.country import basis_of
from dxgraph.web.pages.shared.frame import language_of, local_of_iri, render
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.pages.shared.paging import part_of
from dxgraph.web.pages.shared.view import view_of
from dxgraph.web.words import wordings

_PART: Final = 40
"""How many things of a list stand on a page: some screens of a phone."""
_WHOLE: Final = 100
"""A list that has no more is one page, with its groups folded where they are long."""

_INDICATORS: Final = """SELECT ?s ?pillar WHERE {
  ?s a dx:Indicator OPTIONAL { ?s dx:usualPillar ?pillar } } ORDER BY ?s"""
_BODIES: Final = """SELECT ?s ?area ?to WHERE {
  ?s a dx:Body OPTIONAL { ?s dx:jurisdiction ?area } OPTIONAL { ?s dx:validTo ?to } } ORDER BY ?s"""
_SOURCES: Final = """SELECT ?s ?address ?issued ?digest WHERE {
  ?s a dx:Source OPTIONAL { ?s dx:address ?address } OPTIONAL { ?s dcterms:issued ?issued }
  OPTIONAL { ?s dx:sha256 ?digest } } ORDER BY ?s"""
_OTHERS: Final = "SELECT ?s ?name WHERE { ?s skos:altLabel ?name }"
_DEFINED: Final = """SELECT ?s ?scheme ?d WHERE {
  ?s skos:inScheme ?scheme OPTIONAL { ?s skos:definition ?d } }"""

_SCHEMES: Final = (
    "verdicts",
    "comparators",
    "levels",
    "reading-extents",
    "confidence",
    "progress-states",
    "pillars",
)
"""The code lists whose words stand on many pages."""


@dataclass(frozen=True, slots=True)
class Item:
    """A thing of a list."""

    name: Name
    group: Name
    """Under what it stands; may be no name."""
    notes: Sequence[str] = ()
    """What is said beside it; an empty one is left out."""
    rank: str = ""
    """The slug of an indicator that can be ranked."""
    others: Sequence[str] = field(default=(), compare=False)
    """By what else it is found."""


_TITLES: Final = wordings("lists")


async def indicators(request: Request) -> Response:
    """By pillar, each with how many provinces set it."""
    view, country, language = await basis_of(request)
    having: dict[str, set[str]] = defaultdict(set)
    for target in view.compared:
        area = country.areas.get(target.area.iri)
        if area is not None and area.type == "Province":
            having[target.indicator.iri].add(target.area.iri)
    found: dict[str, Item] = {}
    for row in await rows(request, _INDICATORS):
        name = view.name(row["s"])
        count = len(having[name.iri])
        told = language.counted(count, "tỉnh", "province")
        found[name.iri] = Item(
            name, view.name(row.get("pillar")), [told], name.slug if count else ""
        )
    return await _listed(request, view, "indicator", found.values(), by_order=True)


async def areas(request: Request) -> Response:
    """By region; a name that only one area has leads there at once."""
    view, country, language = await basis_of(request)
    counts = view.counts("area")
    former = Name("", {"vi": "Các tỉnh cũ", "en": "Former provinces"})
    others = await _others(request)
    found = []
    for area in country.areas.values():
        count = counts[area.name]
        notes = [language.counted(count, "chỉ tiêu", "target")] if count else []
        group = view.name(area.regions[0]) if area.regions else Name("")
        if area.type == "Province" and not area.after:
            group = former
        found.append(Item(area.name, group, notes, others=others[area.name.iri]))
    typed = fold(request.query_params.get("q", ""))
    exact = [i for i in found if typed and typed in _names(i)]
    if len(exact) == 1:
        return RedirectResponse(local_of_iri(request, exact[0].name.iri), 303)
    return await _listed(request, view, "area", found)


async def documents(request: Request) -> Response:
    """By area, each with number, day, how far it was read and how many targets it states."""
    view, country, language = await basis_of(request)
    counts = view.counts("document")
    found = []
    for document in country.documents.values():
        count = counts[document.name]
        notes = [
            language.day(document.date) if document.date else "",
            document.extent.label(language).lower() if document.extent else "",
            language.counted(count, "chỉ tiêu", "target"),
        ]
        found.append(
            Item(
                document.name,
                document.area,
                notes,
                others=(document.number, document.title),
            )
        )
    return await _listed(request, view, "document", found)


async def bodies(request: Request) -> Response:
    """By jurisdiction."""
    view, language = await view_of(request), language_of(request)
    found: dict[str, Item] = {}
    for row in await rows(request, _BODIES):
        until = row.get("to")
        notes = (
            [language.say("đến hết ", "until ") + language.day(until)]
            if isinstance(until, date)
            else []
        )
        found.setdefault(row["s"], Item(view.name(row["s"]), view.name(row.get("area")), notes))
    return await _listed(request, view, "body", found.values())


async def sources(request: Request) -> Response:
    """By the host that published them."""
    view, language = await view_of(request), language_of(request)
    found: dict[str, Item] = {}
    for row in await rows(request, _SOURCES):
        host = urlsplit(str(row.get("address", ""))).hostname or ""
        held = language.say("giữ nguyên văn", "text held") if "digest" in row else ""
        issued = row.get("issued")
        notes = [language.day(issued) if isinstance(issued, date | str) else "", held]
        named = host.removeprefix("www.")
        group = Name("", {"vi": named or "Chưa biết địa chỉ", "en": named or "No address known"})
        found.setdefault(row["s"], Item(view.name(row["s"]), group, notes))
    return await _listed(request, view, "source", found.values())


async def _others(request: Request) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in await rows(request, _OTHERS):
        found[row["s"]].append(str(row["name"]))
    return found


def _names(item: Item) -> set[str]:
    return {
        fold(text)
        for text in (
            *item.name.labels.values(),
            *(item.name.short(language) for language in Language),
            *item.others,
        )
    }


def _matches(item: Item, words: Sequence[str]) -> bool:
    text = fold(" ".join((*item.name.labels.values(), *item.others, *item.group.labels.values())))
    return all(f" {word}" in f" {text}" for word in words)


async def _listed(
    request: Request,
    view: View,
    kind: str,
    found: Iterable[Item],
    *,
    by_order: bool = False,
) -> Response:
    language = language_of(request)
    text = request.query_params.get("q", "").strip()[:200]
    words = fold(text).split()

    def order(item: Item) -> tuple[object, ...]:
        group = item.group
        ordered = view.order(group, language) if by_order else group.bare(language)
        return (not group.labels, ordered, item.name.bare(language), item.name.iri)

    everything = list(found)
    chosen = sorted((item for item in everything if _matches(item, words)), key=order)
    part = part_of(request, chosen, _WHOLE if len(everything) <= _WHOLE else _PART)
    groups: list[tuple[Name, list[Item]]] = []
    for item in part.items:
        if not groups or groups[-1][0].label(language) != item.group.label(language):
            groups.append((item.group, []))
        groups[-1][1].append(item)
    return await render(
        request,
        "list.html",
        title=_TITLES[kind].in_language(language),
        kind=kind,
        q=text,
        part=part,
        total=len(everything),
        groups=groups,
    )


async def reading(request: Request) -> Response:
    """How to read the pages, and the words that stand on them with what they mean."""
    view, language = await view_of(request), language_of(request)
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in await rows(request, _DEFINED):
        if "d" in row:
            tag = getattr(row["d"], "language", "vi")
            found[row["scheme"]][row["s"]][tag] = str(row["d"])
    schemes: list[tuple[Name, list[tuple[Name, dict[str, str]]]]] = []
    for slug in _SCHEMES:
        said = [(view.name(iri), texts) for iri, texts in found[SCHEME[slug]].items()]
        said.sort(key=lambda word: view.order(word[0], language))
        if said:
            schemes.append((view.name(SCHEME[slug]), said))
    return await render(
        request,
        "reading.html",
        schemes=schemes,
    )
