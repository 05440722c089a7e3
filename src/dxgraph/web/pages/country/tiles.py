"""The country as tiles: each province an equal square in its rough position, no borders to dispute.

There are two layouts, of the 63 provinces before the mergers of 2025 and of the 34 of today. A tile
is coloured by how the province's targets stand, or by one indicator's figure; never in more than
eight colours, and each colour has its words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dxgraph import files
from dxgraph.bilingual import Language
from dxgraph.model.figures import in_signs
from dxgraph.model.things import Name, Target
from dxgraph.web.pages.shared.country import Area, Basis
from dxgraph.web.words import wordings

_LAYOUTS: Final[dict[str, str]] = files.own(__package__, "tiles.yaml")
_PERIOD: Final = re.compile(r"-(?:to|from)-\d{4}$")
_MOST_STEPS: Final = 5
_ROOMS: Final = ((-1, 1), (-1, 2), (0, 2), (-1, 3), (0, 3))
"""Which syllable of a name is written with how many letters, until no two names are alike."""
_BETTER: Final = {"higher", "stricter-wording"}
_UNORDERED: Final = {"no-national-counterpart"}


def places(*, after: bool) -> dict[str, tuple[int, int]]:
    """Row and column of each province, by its slug without the years of its life."""
    lines = _LAYOUTS["after" if after else "before"].splitlines()
    return {
        slug: (row, column)
        for row, line in enumerate(lines)
        for column, slug in enumerate(line.split())
        if slug != "."
    }


def place_of(area: Area, *, after: bool) -> tuple[int, int] | None:
    slug = _PERIOD.sub("", area.name.slug).removeprefix("thua-thien-")
    return places(after=after).get(slug)


@dataclass(frozen=True, slots=True)
class Tile:
    """A province on the map and in the table beside it."""

    area: Area
    row: int
    column: int
    colour: str
    """A word for the style sheet: ``better``, ``worse``, ``even``, ``apart``, ``none``, or
    ``step-1`` to ``step-5``."""
    said: str
    """What the colour says, in words."""
    target: Target | None
    """The target whose figure colours it, where one indicator does."""
    targets: int
    documents: int
    higher: int
    lower: int

    def name(self, language: Language) -> str:
        return _bare(self.area.name, language)


def _bare(name: Name, language: Language) -> str:
    """A province's name without its type and without the note which of two it is."""
    return re.sub(r"\s*\([^)]*\)$", "", name.short(language))


def letters(tiles: Sequence[Tile], language: Language) -> list[str]:
    """A few letters for each tile, where there is no room for its name, and no two alike: initials,
    and of provinces that share them more of the last syllable, or of the first."""
    syllables = [re.findall(r"[^\s-]+", tile.name(language)) for tile in tiles]
    alike: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(syllables):
        alike["".join(syllable[0] for syllable in each)].append(number)
    found: dict[int, str] = {}
    for numbers in alike.values():
        for at, room in _ROOMS:
            found |= {number: _letters(syllables[number], at, room) for number in numbers}
            if len({found[number] for number in numbers}) == len(numbers):
                break
    return [found[number] for number in range(len(tiles))]


def _letters(syllables: Sequence[str], at: int, room: int) -> str:
    """Initials, but of the syllable at a place as many letters as there is room for."""
    return "".join(
        each[: room if place == at % len(syllables) else 1] for place, each in enumerate(syllables)
    )


def by_verdicts(basis: Basis, *, after: bool) -> tuple[list[Tile], list[tuple[str, str]]]:
    """The tiles by whether more of a province's targets are above the national figures that they
    stand against or below, and the legend."""
    words = {key: said.in_language(basis.language) for key, said in wordings("tiles").items()}

    def colour(own: Sequence[Target]) -> str:
        if not own:
            return "none"
        higher, lower = _counts(own)
        if higher != lower:
            return "better" if higher > lower else "worse"
        compared = any(t.standing and t.standing.verdict.slug not in _UNORDERED for t in own)
        return "even" if compared else "apart"

    tiles = []
    for area, at, own in _own(basis, after=after):
        key = colour(own)
        tiles.append(_tile(area, at, own, key, words[key], None))
    return tiles, list(words.items())


def by_indicator(
    basis: Basis, chosen: Mapping[str, Target], *, after: bool
) -> tuple[list[Tile], list[tuple[str, str]]]:
    """The tiles by the figure of one target each (`chosen`, by area), and the legend."""
    language = basis.language
    figures = sorted({t.value for t in chosen.values() if t.value is not None})
    # Whatever the direction, the darkest is the strongest aim.
    falling = any(basis.country.falls(t.indicator.iri, t.unit) for t in chosen.values())
    signs = {t.sign for t in chosen.values()}
    count = min(_MOST_STEPS, len(figures)) or 1
    bounds = [figures[len(figures) * step // count] for step in range(count)] if figures else []
    steps: dict[str, tuple[int, str]] = {}
    legend = []
    for step, low in enumerate(bounds):
        inside = [f for f in figures if f >= low and (step + 1 == count or f < bounds[step + 1])]
        said = language.number(inside[0])
        if len(inside) > 1:
            said += f"–{language.number(inside[-1])}"
        # Few figures take the far colours, which are told apart best.
        shade = 1 + round(step * (_MOST_STEPS - 1) / max(1, count - 1))
        if falling:
            shade = _MOST_STEPS + 1 - shade
        for figure in inside:
            steps[str(figure)] = (shade, said)
        unit = next(iter(chosen.values())).unit.slug
        sign = "Top" if signs == {"Top"} else ""
        legend.append((f"step-{shade}", in_signs(said, sign, unit, "", language)))
    words = {key: said.in_language(language) for key, said in wordings("tiles-of-one").items()}
    tiles = []
    for area, at, own in _own(basis, after=after):
        target = chosen.get(area.name.iri)
        if target is not None and target.value is not None:
            shade, _ = steps[str(target.value)]
            said = target.figure_in_words(language)
            tiles.append(_tile(area, at, own, f"step-{shade}", said, target))
        else:
            key = "apart" if own else "none"
            tiles.append(_tile(area, at, own, key, words[key], target))
    return tiles, [*legend, *words.items()]


def _own(basis: Basis, *, after: bool) -> list[tuple[Area, tuple[int, int], list[Target]]]:
    """The provinces that have a place on the map, each with its targets."""
    by_area: dict[str, list[Target]] = defaultdict(list)
    for target in basis.view.compared:
        by_area[target.area.iri].append(target)
    found = []
    for area in basis.country.provinces(after=after):
        at = place_of(area, after=after)
        if at is not None:
            found.append((area, at, by_area.get(area.name.iri, [])))
    return sorted(found, key=lambda item: item[1])


def _counts(own: Sequence[Target]) -> tuple[int, int]:
    verdicts = Counter(t.standing.verdict.slug for t in own if t.standing)
    return sum(verdicts[slug] for slug in _BETTER), verdicts["lower"]


def _tile(
    area: Area,
    at: tuple[int, int],
    own: Sequence[Target],
    colour: str,
    said: str,
    target: Target | None,
) -> Tile:
    higher, lower = _counts(own)
    documents = len({t.document for t in own})
    return Tile(area, *at, colour, said, target, len(own), documents, higher, lower)
