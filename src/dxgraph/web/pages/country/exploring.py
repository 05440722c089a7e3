"""Filtering targets by codes, a column at a time: they may be too many to be looked at one by one.

What a facet says of a target depends on one or two of its attributes. So it is asked once for each
of their values, and the targets are counted by codes. Of targets that are held the columns are made
here; of others they lie beside the data.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from itertools import compress
from typing import Any, Final

from dxgraph.bilingual import Language
from dxgraph.model.things import Name, Target
from dxgraph.model.view import View
from dxgraph.web.pages.country.facets import Choices, Chosen, Facet, asked_of, offered
from dxgraph.web.pages.shared.stored import StoredTarget, StoredTargets

_Column = tuple["array[int]", list[Any]]
"""A code for each target, and what the codes mean."""


class Exploring:
    """The targets of one snapshot, by facets."""

    def __init__(self, view: View, facets: Sequence[Facet]) -> None:
        self._view = view
        self._targets = view.targets
        self._attributes: dict[str, _Column] = (
            view.targets.columns.of if isinstance(view.targets, StoredTargets) else {}
        )
        self._facets = {facet.key: facet for facet in facets}
        self._columns = {facet.key: self._column(facet) for facet in facets}
        self._orders: dict[tuple[str, Language], array[int]] = {}

    def chosen(self, given: Mapping[str, Sequence[str]], language: Language) -> dict[str, Chosen]:
        """What an address asks for, by facet."""
        found = {}
        for key, (_, values) in self._columns.items():
            words = [word for word in dict.fromkeys(given.get(key, ())) if word.strip()]
            if words:
                names = {name for value in values for name in value}
                facet = self._facets[key]
                found[key] = Chosen(
                    {word: asked_of(self._view, facet, word, names, language) for word in words}
                )
        return found

    def choices(self, facet: Facet, asked: Mapping[str, Chosen], language: Language) -> Choices:
        """The values of a facet; counts take the other facets' filters, not its own."""
        codes, values = self._columns[facet.key]
        others = {key: each for key, each in asked.items() if key != facet.key}
        left = Counter(compress(codes, self._mask(others)) if others else codes)
        names: dict[str, Name] = {}
        counts: Counter[str] = Counter()
        for code, value in enumerate(values):
            for name in value:
                names.setdefault(name.slug, name)
                counts[name.slug] += left[code]
        return offered(self._view, facet, names, counts, asked, language)

    def found(self, asked: Mapping[str, Chosen], sort: str, language: Language) -> Sequence[int]:
        """The numbers of the targets that are left, in order."""
        order = self._order(sort, language)
        if not asked:
            return order
        mask = self._mask(asked)
        return array("I", [number for number in order if mask[number]])

    def of(self, attribute: str, numbers: Sequence[int]) -> Set[str]:
        """The areas or documents of some targets."""
        codes, meanings = self._of(attribute)
        return {meanings[code].iri for code in set(map(codes.__getitem__, numbers))}

    def shown(self, numbers: Iterable[int]) -> list[Target]:
        return [self._targets[number] for number in numbers]

    def labels(self, asked: Mapping[str, Chosen], language: Language) -> dict[Any, str]:
        """The label of each value that an asked facet can have."""
        return {
            (key, name.slug): name.label(language)
            for key in asked
            for value in self._columns[key][1]
            for name in value
        }

    def _of(self, attribute: str) -> _Column:
        if attribute not in self._attributes:
            known: dict[Any, int] = {}
            values = (getattr(target, attribute) for target in self._targets)
            codes = array("I", [known.setdefault(value, len(known)) for value in values])
            self._attributes[attribute] = codes, list(known)
        return self._attributes[attribute]

    def _column(self, facet: Facet) -> _Column:
        if facet.on == ("iri",):
            return self._yardsticks(facet)
        first, *others = facet.on or (facet.key,)
        codes = self._of(first)[0]
        for other in others:
            second, meanings = self._of(other)
            size = len(meanings)
            codes = array("I", [a * size + b for a, b in zip(codes, second, strict=True)])
        # Any target of a value stands for all of it.
        numbers = dict(zip(reversed(codes), range(len(codes) - 1, -1, -1), strict=True))
        values: list[Sequence[Name]] = [()] * (max(numbers, default=0) + 1)
        for code, number in numbers.items():
            values[code] = tuple(facet.of(self._targets[number]))
        return codes, values

    def _yardsticks(self, facet: Facet) -> _Column:
        """Only targets that are compared are measured by something."""
        known: dict[tuple[Name, ...], int] = {(): 0}
        codes = array("I", bytes(4 * len(self._targets)))
        for number, target in self._compared():
            if value := tuple(facet.of(target)):
                codes[number] = known.setdefault(value, len(known))
        return codes, list(known)

    def _compared(self) -> Iterable[tuple[int, Target]]:
        if not isinstance(self._targets, StoredTargets):
            return enumerate(self._targets)
        return ((t.number, t) for t in self._targets.compared if isinstance(t, StoredTarget))

    def _mask(self, asked: Mapping[str, Chosen]) -> bytearray:
        mask = bytearray(b"\1") * len(self._targets)
        for key, each in asked.items():
            codes, values = self._columns[key]
            fits = [any(name.slug in each.slugs for name in value) for value in values]
            mask = bytearray(one and fits[code] for one, code in zip(mask, codes, strict=True))
        return mask

    def _order(self, sort: str, language: Language) -> array[int]:
        """All targets as `explore` sorts them; worked out once a language."""
        if (sort, language) not in self._orders:
            if sort == "pillar":
                shown = self._shown(language)
            else:
                key = self._keys(sort, language)
                order = self._order("pillar", language)
                shown = array("I", sorted(order, key=key.__getitem__))
            self._orders[sort, language] = shown
        return self._orders[sort, language]

    def _shown(self, language: Language) -> array[int]:
        view = self._view
        # As `View.shown` does; the numbers are in the order of the IRIs.
        key = [0] * len(self._targets)
        for attribute, rank in (
            ("pillar", lambda name: view.order(name, language)),
            ("indicator", lambda name: name.order(language)),
            ("level", lambda name: view.order(name, language)),
            ("deadline", lambda day: day or date.max),
        ):
            codes, meanings = self._of(attribute)
            ranks = _ranks(meanings, rank)
            size = len(meanings) + 1
            key = [k * size + ranks[code] for k, code in zip(key, codes, strict=True)]
        return array("I", sorted(range(len(key)), key=key.__getitem__))

    def _keys(self, sort: str, language: Language) -> list[int]:
        attribute, rank = _SORTS[sort]
        codes, meanings = self._of(attribute)
        ranks = _ranks(meanings, lambda meaning: rank(meaning, language))
        return [ranks[code] for code in codes]


_SORTS: Final[Mapping[str, tuple[str, Any]]] = {
    "area": ("area", lambda name, language: name.order(language)),
    "indicator": ("indicator", lambda name, language: name.order(language)),
    "year": ("deadline", lambda day, _: day or date.max),
    "value": ("value", lambda value, _: (value is None, -(value or 0))),
}


def _ranks(meanings: Sequence[Any], key: Any) -> list[int]:
    """The place of each meaning; equal ones have the same."""
    keys = [key(meaning) for meaning in meanings]
    ordered = sorted(range(len(keys)), key=keys.__getitem__)
    ranks = [0] * len(keys)
    for place, index in enumerate(ordered[1:], 1):
        before = ordered[place - 1]
        ranks[index] = ranks[before] + (keys[before] != keys[index])
    return ranks
