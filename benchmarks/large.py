"""A made-up graph of any size in our vocabulary, with our own areas, indicators and yardsticks.

Nothing that it adds is true, and every label of a document says so. The vocabulary, the areas and
their bodies, the indicators and the national documents are those of our own graph; provincial
documents, their sources and their targets are made up, conform to the shapes, and are the same for
the same seed. What follows from the vocabulary and how targets stand is written out as far as pages
and named queries ask for it, because ``--data`` and other stores infer nothing.

``python -m benchmarks.large --size archive FOLDER`` writes Turtle, a file for every two hundred
documents, and never holds more than one of them in memory.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import pyoxigraph as ox

from dxgraph.corpus.files import own_files, root
from dxgraph.corpus.inference import follow
from dxgraph.corpus.places import first_places
from dxgraph.corpus.quads import parse
from dxgraph.corpus.standing import stand
from dxgraph.terms import (
    AREA,
    BASE,
    BODY,
    COMPARATOR,
    CONFIDENCE,
    DOCUMENT,
    DX,
    INDICATOR,
    LEVEL,
    PILLAR,
    RDF,
    RDFS,
    SKOS,
    SOURCE,
    UNIT,
)

SEED: Final = 749
_IN_A_FILE: Final = 200
"""Documents of a file."""
_JUDGED: Final = 400
"""Of how many documents, the first ones, it is worked out how their targets stand."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is made up."""

    documents: int
    targets: int
    areas: int = 97
    """Areas in all; those beyond our own are made up too, each within a province of today."""


COUNTRY: Final = Size(400, 8_000)
MEDIUM: Final = Size(4_000, 160_000, 1_000)
ARCHIVE: Final = Size(10_000, 400_000, 3_400)
SIZES: Final = {"country": COUNTRY, "medium": MEDIUM, "archive": ARCHIVE}

_PREFIXES: Final = f"""\
@prefix area: <{AREA}> .
@prefix body: <{BODY}> .
@prefix comparator: <{COMPARATOR}> .
@prefix confidence: <{CONFIDENCE}> .
@prefix dataset: <{BASE}dataset/> .
@prefix document: <{DOCUMENT}> .
@prefix document-type: <{BASE}document-type/> .
@prefix dx: <{DX}> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix indicator: <{INDICATOR}> .
@prefix level: <{LEVEL}> .
@prefix pillar: <{PILLAR}> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix reading-extent: <{BASE}reading-extent/> .
@prefix sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#> .
@prefix sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#> .
@prefix source: <{SOURCE}> .
@prefix unit: <{UNIT}> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""
_PERIOD: Final = re.compile(r"-(?:to|from)-\d{4}$")
"""What documents leave out of an area's name."""
_COMPARATORS: Final = {
    "equal": ("", ""),
    "at-least": ("tối thiểu ", "≥ "),
    "greater-than": ("trên ", "> "),
    "approximately": ("khoảng ", "≈ "),
}
_LEVELS: Final = {
    "not-applicable": ("", ""),
    "province": (", cấp tỉnh", ", province level"),
    "commune": (", cấp xã", ", commune level"),
}
_BASE_FOLDERS: Final = ("ontology/", "data/ttl/areas", "data/ttl/bodies", "data/ttl/indicators")
_BASE_FILES: Final = (
    "data/ttl/documents/viet-nam-",
    "data/ttl/sources/areas",
    "data/ttl/sources/n",
)
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class _Indicator:
    slug: str
    vi: str
    en: str
    pillar: str


@dataclass(frozen=True, slots=True)
class _Area:
    slug: str
    vi: str
    en: str
    issuer: str
    """The slug of its People's Committee; empty where it has none in our graph."""
    first_year: int
    """Of its documents, which are of four years."""
    today: bool
    """Whether it still is."""


def write(folder: Path, size: Size = COUNTRY, *, seed: int = SEED) -> int:
    """Write the graph as Turtle into a folder, which is made; give how many targets were made up.

    Serve it with ``dxgraph serve --data FOLDER``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ours = base()
    made = _Made(ours, size, random.Random(seed))  # noqa: S311 - it only has to be repeatable
    printed = [*ours, *first_places(ours)]
    _save(folder / "base.nt", [*printed, *follow(printed)])
    judged = list(ours)
    for number, text in enumerate(made.files()):
        path = folder / f"made-up-{number:03d}.ttl"
        path.write_text(_PREFIXES + text, encoding="utf-8")
        if number * _IN_A_FILE < _JUDGED:
            judged += ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    _save(folder / "standing.nt", stand(judged))
    return made.targets


def stated(size: Size, *, seed: int = SEED) -> str:
    """What a contributor would write of the same made-up documents: without what follows."""
    made = _Made(base(), size, random.Random(seed), follows=False)  # noqa: S311
    return _PREFIXES + "".join(made.files())


def base() -> list[ox.Quad]:
    """What is taken from our own graph, without what follows from it."""
    kept = (*_BASE_FOLDERS, *_BASE_FILES)
    return [
        ox.Quad(quad.subject, quad.predicate, quad.object)
        for file in own_files(root())
        if file.name.startswith(kept)
        for quad in parse(file)
    ]


def _save(path: Path, quads: Iterator[ox.Quad] | list[ox.Quad]) -> None:
    path.write_text("".join(f"{quad.triple} .\n" for quad in quads), encoding="utf-8")


class _Made:
    """The made-up part, file by file."""

    def __init__(
        self, base: Sequence[ox.Quad], size: Size, chance: random.Random, *, follows: bool = True
    ) -> None:
        store = ox.Store()
        store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in base)
        self._size = size
        self._chance = chance
        self._follows = follows
        self._indicators = _indicators(store)
        self._provinces = _provinces(store)
        self.targets = 0

    def files(self) -> Iterator[str]:
        communes = [
            self._commune(number) for number in range(max(0, self._size.areas - COUNTRY.areas))
        ]
        areas = [*self._provinces, *(area for area, _ in communes)]
        places = "".join(text for _, text in communes)
        size = self._size
        texts: list[str] = [places]
        for number in range(size.documents):
            # Our own areas have the first documents, which are those that are judged.
            at = self._provinces if number < _JUDGED else areas
            share = size.targets * (number + 1) // size.documents - self.targets
            texts.append(self._document(number, at[number % len(at)], share))
            if (number + 1) % _IN_A_FILE == 0 or number + 1 == size.documents:
                yield "".join(texts)
                texts = []

    def _pick(self, items: Sequence[_Item]) -> _Item:
        # Of Python's generator only `random` is promised to give the same numbers for ever.
        return items[int(self._chance.random() * len(items))]

    def _commune(self, number: int) -> tuple[_Area, str]:
        today = [area for area in self._provinces if area.today]
        within = today[number % len(today)]
        name = number // len(today) + 1
        area = _Area(
            f"{within.slug}-commune-{name}",
            f"Xã số {name}, {within.vi}",
            f"Commune {name}, {within.en}",
            "",
            2026,
            today=True,
        )
        kinds = "dx:Commune , dx:Area" if self._follows else "dx:Commune"
        return area, (
            f"area:{area.slug} a {kinds} ;\n"
            f'    rdfs:label "{area.vi}"@vi , "{area.en}"@en ;\n'
            f"    dx:within area:{within.slug} ;\n"
            "    dx:confidence confidence:low .\n\n"
        )

    def _document(self, number: int, area: _Area, targets: int) -> str:
        year = area.first_year + number // 97 % 4
        slug = f"{_PERIOD.sub('', area.slug)}-{year}-{number + 1}-kh-ubnd"
        vi, en = f"Kế hoạch {number + 1}/KH-UBND", f"Plan {number + 1}/KH-UBND"
        issuer = (
            f"    eli:passed_by body:{area.issuer} ;\n"
            if area.issuer
            else '    dx:lackingNote "Bịa: không có cơ quan ban hành."@vi , '
            '"Made up: no issuer."@en ;\n'
        )
        source = f"source:made-up-{slug}"
        lines = [
            f"document:{slug} a dx:PolicyDocument ;\n"
            f'    rdfs:label "{vi} {area.vi} ({year}, bịa)"@vi , '
            f'"{en} of {area.en} ({year}, made up)"@en ;\n'
            f'    eli:id_local "{number + 1}/KH-UBND" ;\n'
            "    eli:type_document document-type:kh-ubnd ;\n"
            f'    eli:date_document "{year}-03-{1 + number % 28:02d}"^^xsd:date ;\n'
            f'{issuer}    eli:title "Chuyển đổi số {area.vi} năm {year} (bịa)"@vi ;\n'
            "    dx:readingExtent reading-extent:reported ;\n"
            f"    dx:territory area:{area.slug} ;\n"
            f"    dx:reportedIn {source} ;\n"
            "    dx:confidence confidence:low .\n\n"
            f"{source} a dx:Source ;\n"
            f'    rdfs:label "Trang bịa về {vi} {area.vi}"@vi , '
            f'"Made-up page on {en} of {area.en}"@en ;\n'
            f'    dx:address "https://example.org/{slug}"^^xsd:anyURI .\n\n'
        ]
        said: set[tuple[str, str, int]] = set()
        years = range(year, min(2030, year + 5) + 1)
        levels = tuple(_LEVELS)
        while len(said) < targets:
            indicator, level = self._pick(self._indicators), self._pick(levels)
            due = self._pick(years)
            if (indicator.slug, level, due) not in said:
                said.add((indicator.slug, level, due))
                lines.append(self._target(slug, area, indicator, level, due, source))
        self.targets += targets
        return "".join(lines)

    def _target(
        self, document: str, area: _Area, indicator: _Indicator, level: str, due: int, source: str
    ) -> str:
        comparator = self._pick(tuple(_COMPARATORS))
        words, sign = _COMPARATORS[comparator]
        value = 5 + int(self._chance.random() * 95)
        level_vi, level_en = _LEVELS[level]
        slug = f"{indicator.slug}-{level}-{due}" if level_vi else f"{indicator.slug}-{due}"
        kinds = "dx:QuantifiedTarget , dx:Target" if self._follows else "dx:QuantifiedTarget"
        follows = (
            f"    dx:pillar pillar:{indicator.pillar} ;\n    dx:firstPlace {source} ;\n"
            if self._follows
            else ""
        )
        return (
            f"<{DOCUMENT}{document}#{slug}> a {kinds} ;\n"
            f'    rdfs:label "{indicator.vi}{level_vi}, {due}: {sign}{value}%"@vi , '
            f'"{indicator.en}{level_en}, {due}: {sign}{value}%"@en ;\n'
            "    qb:dataSet dataset:targets ;\n"
            f"    dx:statedIn document:{document} ;\n"
            f"    sdmx-dimension:refArea area:{area.slug} ;\n"
            f"    dx:indicator indicator:{indicator.slug} ;\n"
            f"    dx:adminLevel level:{level} ;\n"
            f'    dx:deadline "{due}-12-31"^^xsd:date ;\n'
            f"    dx:comparator comparator:{comparator} ;\n"
            f"    dx:targetValue {value}.0 ;\n"
            "    sdmx-attribute:unitMeasure unit:percent ;\n"
            f"    dx:inferredPillar pillar:{indicator.pillar} ;\n"
            f"{follows}"
            f'    dx:printedFigure "{words}{value}%" ;\n'
            f"    dx:attestedAt {source} ;\n"
            "    dx:confidence confidence:low .\n\n"
        )


_INDICATORS: Final = f"""SELECT ?s ?vi ?en ?pillar WHERE {{
  ?s <{RDF.type}> <{DX.Indicator}> ; <{DX.unit}> <{UNIT.percent}> ; <{DX.usualPillar}> ?pillar ;
     <{SKOS.prefLabel}> ?vi , ?en
  FILTER (LANG(?vi) = "vi" && LANG(?en) = "en") }} ORDER BY ?s"""
_PROVINCES: Final = f"""SELECT ?s ?vi ?en ?from ?to (MIN(?body) AS ?issuer) WHERE {{
  ?s <{RDF.type}> <{DX.Province}> ; <{RDFS.label}> ?vi , ?en
  FILTER (LANG(?vi) = "vi" && LANG(?en) = "en")
  OPTIONAL {{ ?s <{DX.validFrom}> ?from }} OPTIONAL {{ ?s <{DX.validTo}> ?to }}
  OPTIONAL {{ ?body <{DX.jurisdiction}> ?s ;
    <{DX.bodyKind}> <{BASE}body-kind/peoples-committee> }}
}} GROUP BY ?s ?vi ?en ?from ?to ORDER BY ?s"""


def _indicators(store: ox.Store) -> list[_Indicator]:
    return [
        _Indicator(_slug(row["s"]), row["vi"].value, row["en"].value, _slug(row["pillar"]))
        for row in _select(store, _INDICATORS)
    ]


def _provinces(store: ox.Store) -> list[_Area]:
    return [
        _Area(
            _slug(row["s"]),
            row["vi"].value,
            row["en"].value,
            _slug(row["issuer"]) if row["issuer"] else "",
            int(row["from"].value[:4]) + 1 if row["from"] else 2021,
            today=not row["to"],
        )
        for row in _select(store, _PROVINCES)
        if not (row["from"] and row["to"])
    ]


def _select(store: ox.Store, query: str) -> Iterator[ox.QuerySolution]:
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return found


def _slug(term: ox.NamedNode) -> str:
    return str(term.value).rpartition("/")[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", choices=SIZES, default="archive")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    targets = write(given.folder, SIZES[given.size], seed=given.seed)
    print(f"{targets:,} targets in {given.folder}")


if __name__ == "__main__":
    main()
