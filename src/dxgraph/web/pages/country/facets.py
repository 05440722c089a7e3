"""The filters of the targets: what each is called, what it takes of a target, what may be chosen.

What is typed into a filter is a value's end of address, its name, or words of its name, with or
without diacritics: it stands for all values that have them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from starlette.requests import Request

from dxgraph.bilingual import Both, Language
from dxgraph.model.things import Name, Target
from dxgraph.model.view import View
from dxgraph.terms import VIET_NAM
from dxgraph.web.http.answer import answering_of
from dxgraph.web.pages.shared.country import Country, country_of
from dxgraph.web.pages.shared.given import year
from dxgraph.web.pages.shared.graph import rows
from dxgraph.web.pages.shared.meaning import named
from dxgraph.web.pages.shared.view import view_of
from dxgraph.web.words import by_language, wordings

FOLDED: Final = 10
"""A facet with more values than these is closed until somebody opens it, and has a field to type
in."""
_MOST_VALUES: Final = 30
"""More values of a facet than these are not listed, those with the most targets are."""
_MOST_OFFERED: Final = 100
"""How many names a browser is given to offer."""

_FACETS: Final = wordings("facets")
_SAID: Final = by_language("facet-values")
"""Values that are no things of the graph."""

_MEASURED_BY: Final = """SELECT DISTINCT ?target ?yardstick WHERE {
  ?comparison dx:compares ?target ; dx:against ?national . ?national dx:statedIn ?yardstick }"""
_TYPES: Final = "SELECT ?d ?t WHERE { ?d eli:type_document ?t }"


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to filter: its parameter, by which its names are found, and the values of a target."""

    key: str
    of: Callable[[Target], Sequence[Name]]
    under: Callable[[Name], Name] | None = None
    """The heading that a value stands under, where there are many."""
    on: tuple[str, ...] = ()
    """The attributes of a target that its values depend on: none where that is named as it is."""

    @property
    def said(self) -> Both:
        return _FACETS[self.key]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, with how many targets it would leave beside the other filters."""

    slug: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """The values of a facet as a form offers them."""

    groups: Sequence[tuple[str, Sequence[Choice]]]
    total: int
    """How many values there are at all."""
    left: int
    """How many are not listed: their names are typed."""
    offered: Sequence[str]
    """The names that a browser offers to who types; none where they are too many for a page."""

    @property
    def listed(self) -> list[Choice]:
        return [choice for _, group in self.groups for choice in group]

    @property
    def chosen(self) -> bool:
        return any(choice.chosen for choice in self.listed)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address asks of a facet: each word with the values that it stands for."""

    meant: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def slugs(self) -> frozenset[str]:
        return frozenset().union(*self.meant.values())

    @property
    def single(self) -> frozenset[str]:
        """The values that a word stands for alone."""
        return frozenset().union(*(slugs for slugs in self.meant.values() if len(slugs) == 1))

    @property
    def several(self) -> list[tuple[str, int]]:
        """The words that stand for several values, with how many."""
        return [(word, len(slugs)) for word, slugs in self.meant.items() if len(slugs) > 1]


_NO_YEAR: Final = "–"


def _said(value: str) -> Name:
    return Name(value, _SAID[value])


def _some(name: Name) -> tuple[Name, ...]:
    return (name,) if name else ()


def _year(target: Target) -> Name:
    year = str(target.year) if target.year else _NO_YEAR
    return Name(f"year/{year}", {"vi": year, "en": year})


async def facets_of(request: Request) -> tuple[Facet, ...]:
    """All facets, for the snapshot that is served now."""
    return await answering_of(request).once("facets", lambda: _read(request))


async def _read(request: Request) -> tuple[Facet, ...]:
    view, country = await view_of(request), await country_of(request)
    types = {row["d"]: view.name(row["t"]) for row in await rows(request, _TYPES)}
    yardsticks: dict[str, list[Name]] = defaultdict(list)
    for row in await rows(request, _MEASURED_BY):
        yardsticks[row["target"]].append(view.name(row["yardstick"]))
    pillars: dict[str, Name] = {}
    for target in view.compared:
        pillars.setdefault(target.indicator.iri, target.pillar)

    def regions(target: Target) -> Sequence[Name]:
        area = country.areas.get(target.area.iri)
        return [view.name(region) for region in area.regions] if area else ()

    def region_of(name: Name) -> Name:
        area = country.areas.get(name.iri)
        return view.name(area.regions[0]) if area and area.regions else Name("")

    def area_of(name: Name) -> Name:
        document = country.documents.get(name.iri)
        return document.area if document else Name("")

    def extent(target: Target) -> Sequence[Name]:
        document = country.documents.get(target.document.iri)
        return _some(document.extent) if document else ()

    def of_standing(attribute: str) -> Callable[[Target], Sequence[Name]]:
        return lambda t: _some(getattr(t.standing, attribute)) if t.standing else ()

    return (
        Facet("area", lambda t: (t.area,), region_of),
        Facet("region", regions, on=("area",)),
        Facet("merger", _periods(country), on=("area",)),
        Facet("pillar", lambda t: _some(t.pillar)),
        Facet("year", lambda t: (_year(t),), on=("deadline",)),
        Facet("level", lambda t: _some(t.level)),
        Facet("kind", lambda t: (_said(f"kind/{t.kind}"),), on=("quantified", "unit")),
        Facet("verdict", of_standing("verdict"), on=("standing",)),
        Facet("against", of_standing("yardstick"), on=("standing",)),
        Facet("checked", _checked, on=("standing",)),
        Facet("yardstick", lambda t: yardsticks.get(t.iri, ()), on=("iri",)),
        Facet("extent", extent, on=("document",)),
        Facet("type", lambda t: _some(types.get(t.document.iri, Name(""))), on=("document",)),
        Facet("document", lambda t: (t.document,), area_of),
        Facet("indicator", lambda t: (t.indicator,), lambda name: pillars.get(name.iri, Name(""))),
    )


def _periods(country: Country) -> Callable[[Target], Sequence[Name]]:
    def periods(target: Target) -> Sequence[Name]:
        area = country.areas.get(target.area.iri)
        if target.area.iri == VIET_NAM or area is None:
            return (_said("merger/national"),)
        # A province that was not merged is one of both.
        there = (("before", area.before), ("after", area.after))
        return [_said(f"merger/{period}") for period, of_it in there if of_it]

    return periods


def _checked(target: Target) -> Sequence[Name]:
    if target.standing is None or not target.standing.national:
        return ()
    unverified = target.standing.confidence.slug == "unverified"
    return (_said("checked/unverified" if unverified else "checked/verified"),)


def asked_of(
    view: View, facet: Facet, text: str, names: set[Name], language: Language
) -> frozenset[str]:
    """The values that a word stands for, a thing that no target has among them: it finds nothing,
    and is shown so that it can be taken away. Raises UsageError for a word that is none."""
    if facet.key == "year":
        return frozenset({str(year({"year": text}))}) if text != _NO_YEAR else frozenset({text})
    if f"{facet.key}/{text}" in _SAID:
        return frozenset({text})
    return named(facet.key, text, names, language, view)


def offered(
    view: View,
    facet: Facet,
    names: Mapping[str, Name],
    counts: Mapping[str, int],
    asked: Mapping[str, Chosen],
    language: Language,
) -> Choices:
    """The values of a facet with their counts, as a form offers them."""
    own = asked[facet.key].single if facet.key in asked else frozenset()
    listed = [s for s in names if counts[s] or s in own]
    total = len(listed)
    typed = [
        names[s].short(language) for s in sorted(listed, key=lambda s: names[s].bare(language))
    ]
    if total > _MOST_VALUES:
        ranked = sorted(listed, key=lambda s: (s not in own, -counts[s], s))
        listed = ranked[:_MOST_VALUES]
    groups: dict[Name, list[str]] = defaultdict(list)
    for slug in listed:
        many = facet.under is not None and total > FOLDED
        groups[facet.under(names[slug]) if many and facet.under else Name("")].append(slug)

    long = total > FOLDED and facet.key != "verdict"

    def order(slug: str) -> tuple[object, ...]:
        # A long list is looked up by name; what is chosen of it would be out of sight.
        if not long:
            return view.order(names[slug], language)
        return (slug not in own, names[slug].bare(language))

    return Choices(
        [
            (
                heading.label(language) if heading else "",
                [
                    Choice(slug, names[slug].label(language), counts[slug], slug in own)
                    for slug in sorted(slugs, key=order)
                ],
            )
            for heading, slugs in sorted(
                groups.items(),
                key=lambda g: (own.isdisjoint(g[1]), not g[0], view.order(g[0], language)),
            )
        ],
        total,
        total - len(listed),
        typed if len(typed) <= _MOST_OFFERED else (),
    )
