"""Targets and names of data that outgrow memory, as the pages know them.

A target is a number in columns (:mod:`dxgraph.model.stored`): a page goes through all of them
without any text, and texts, places and names are read for what it shows.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import Any, Final, cast

from starlette.requests import Request

from dxgraph.engine.protocol import Lane, Query
from dxgraph.model.names import Index
from dxgraph.model.stored import Stored
from dxgraph.model.storing import Row, build
from dxgraph.model.things import Name, Place, Standing, Target
from dxgraph.model.view import View
from dxgraph.terms import DX, LEVEL, RDF, RDFS, READING_EXTENT, SDMX_ATTRIBUTE, SDMX_DIMENSION, SKOS
from dxgraph.web.http.answer import answering_of
from dxgraph.web.pages.shared.graph import rows

_DOCUMENTS_OF_A_SLICE: Final = 40
_DOCUMENTS: Final = "SELECT DISTINCT ?d WHERE { ?t dx:statedIn ?d } ORDER BY ?d"
_REPORTED: Final = f"""SELECT ?d WHERE {{
  ?d dx:readingExtent <{READING_EXTENT["reported"]}> }}"""

_PROVINCES: Final = "SELECT ?a WHERE { ?a a ?kind VALUES ?kind { dx:Province dx:Country } }"

Column = tuple["array[int]", list[Any]]


async def stored_view(
    request: Request, notations: Mapping[str, str], orders: Mapping[str, int]
) -> View:
    """The view of a snapshot with many targets. Of a store that has no index beside it one is
    written first, from its answers."""
    path = getattr(request.app.state.engine, "index", None)
    if path is None:
        path = await _written(request)
    reported = {row["d"] for row in await rows(request, _REPORTED)}
    provinces = {row["a"] for row in await rows(request, _PROVINCES)}
    stored = await asyncio.to_thread(Stored, path)
    columns = Columns(stored, notations, reported, provinces)
    return View(
        columns.names, notations, orders, StoredTargets(columns), cast("Any", _ByIri(columns))
    )


class Columns:
    """What is known of all targets: a code each, and what the codes mean."""

    def __init__(
        self,
        stored: Stored,
        notations: Mapping[str, str],
        reported: set[str],
        provinces: set[str],
    ) -> None:
        self.stored = stored
        self.names = _Names(stored)
        self.provinces = tuple(provinces)

        def named(name: str) -> Column:
            codes, meanings = stored.columns[name]
            return codes, [self.name(iri) for iri in meanings]

        level = named(DX.adminLevel)
        level[1][0] = self.name(LEVEL["not-applicable"])
        said, inferred = named(DX.statedPillar), named(DX.inferredPillar)
        beyond = len(said[1])
        pillars = array("I", map(_first(beyond), said[0], inferred[0]))
        document, comparator, unit = (
            named(name) for name in (DX.statedIn, DX.comparator, SDMX_ATTRIBUTE.unitMeasure)
        )
        codes, standings = stored.standings
        self.of: dict[str, Column] = {
            "quantified": _mapped(stored.columns[RDF.type], bool),
            "document": document,
            "area": named(SDMX_DIMENSION.refArea),
            "indicator": named(DX.indicator),
            "level": level,
            "deadline": stored.columns[DX.deadline],
            "pillar": (pillars, [*said[1], *inferred[1]]),
            "pillar_stated": _mapped(stored.columns[DX.statedPillar], bool),
            "comparator": comparator,
            "sign": _mapped(comparator, lambda name: notations.get(name.iri, "")),
            "value": stored.columns[DX.targetValue],
            "upper": stored.columns[DX.upperValue],
            "unit": unit,
            "unit_sign": _mapped(unit, lambda name: notations.get(name.iri, "")),
            "start_year": stored.columns[DX.startYear],
            "universe": named(DX.universe),
            "confidence": named(DX.confidence),
            "abolished": _mapped(stored.columns[DX.boundToAbolishedLevel], bool),
            "standing": (codes, [self._standing(each) for each in standings]),
            "reported": _mapped(document, lambda name: name.iri in reported),
        }

    def name(self, iri: str | None) -> Name:
        return self.names.get(iri) or Name(iri) if iri else Name("")

    def _standing(self, said: Sequence[Any]) -> Standing | None:
        if not said:
            return None
        verdict, national, figure, deadline, confidence, yardstick, number = said
        return Standing(
            self.name(verdict),
            str(national or ""),
            str(figure or ""),
            deadline,
            self.name(confidence),
            self.name(yardstick),
            str(number or ""),
        )


def _first(beyond: int) -> Callable[[int, int], int]:
    return lambda said, inferred: said or inferred + beyond


def _mapped(column: Column, function: Callable[[Any], Any]) -> Column:
    return column[0], [function(meaning) for meaning in column[1]]


def _coded(name: str) -> Any:
    def get(target: StoredTarget) -> Any:
        codes, meanings = target.columns.of[name]
        return meanings[codes[target.number]]

    return property(get)


class StoredTarget(Target):
    """A target of which the number is held; everything else is looked up."""

    __slots__ = ("columns", "number")
    columns: Columns
    number: int

    def __init__(self, columns: Columns, number: int) -> None:
        object.__setattr__(self, "columns", columns)
        object.__setattr__(self, "number", number)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StoredTarget) and other.number == self.number

    def __hash__(self) -> int:
        return hash(self.number)

    def __repr__(self) -> str:
        return f"StoredTarget({self.iri!r})"

    @property
    def iri(self) -> str:
        return self.columns.stored.iri(self.number)

    @property
    def labels(self) -> Mapping[str, str]:
        return self._texts(RDFS.label)

    @property
    def scope(self) -> Mapping[str, str]:
        return self._texts(DX.scopeNote)

    @property
    def notes(self) -> Mapping[str, str]:
        return self._texts(SKOS.editorialNote)

    @property
    def figure(self) -> str:
        printed = self._looked_up.get(DX.printedFigure)
        return str(printed[0]) if printed else next((p.figure for p in self.places if p.figure), "")

    @property
    def places(self) -> tuple[Place, ...]:
        found = self._looked_up
        iris = (*found.get(DX.evidence, ()), *found.get(DX.attestedAt, ()))
        figure = str(found[DX.printedFigure][0]) if DX.printedFigure in found else ""
        said = [self._place(iri, figure) for iri in sorted(iris)]
        return tuple(place for place in said if place is not None)

    @property
    def _looked_up(self) -> Mapping[str, list[Any]]:
        return self.columns.stored.texts(self.number)

    def _texts(self, name: str) -> dict[str, str]:
        return {text.language: str(text) for text in self._looked_up.get(name, ())}

    def _place(self, iri: str, own: str) -> Place | None:
        found = self.columns.stored.place(iri)
        if not found:
            return None
        source, figure, begin, end, digest, _ = found[0]
        addresses = tuple(dict.fromkeys(str(row[-1]) for row in found if row[-1]))
        return Place(
            iri,
            self.columns.name(source),
            str(figure or own),
            begin,
            end,
            str(digest or ""),
            addresses,
        )


for _field in fields(Target):
    if _field.name not in StoredTarget.__dict__:
        setattr(StoredTarget, _field.name, _coded(_field.name))


class StoredTargets(Sequence[Target]):
    """All targets, in the order of their IRIs; each is made when it is looked at."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns

    def __len__(self) -> int:
        return len(self.columns.stored)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [StoredTarget(self.columns, n) for n in range(*index.indices(len(self)))]
        return StoredTarget(self.columns, range(len(self))[index])

    def __iter__(self) -> Iterator[Target]:
        return (StoredTarget(self.columns, number) for number in range(len(self)))

    def of(self, by: str, iris: Sequence[str]) -> list[Target]:
        """See `View.of`."""
        codes, meanings = self.columns.of[by]
        sought = frozenset(iris)
        wanted = {code for code, name in enumerate(meanings) if name.iri in sought}
        return [StoredTarget(self.columns, n) for n, code in enumerate(codes) if code in wanted]

    def counts(self, attribute: str) -> Counter[Any]:
        """See `View.counts`."""
        codes, meanings = self.columns.of[attribute]
        found: Counter[Any] = Counter()
        for code, count in Counter(codes).items():
            found[meanings[code]] += count
        return found

    @property
    def named(self) -> Index:
        """The names, as a search finds them."""
        stored = self.columns.stored
        return Index(stored.search, stored.title)

    @cached_property
    def compared(self) -> Sequence[Target]:
        """See `View.compared`."""
        return self.of("area", self.columns.provinces)


class _ByIri:
    """The targets by their IRIs, as far as pages look them up."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def get(self, iri: str) -> Target | None:
        number = self._columns.stored.number(iri)
        return None if number is None else StoredTarget(self._columns, number)

    def __contains__(self, iri: str) -> bool:
        return self.get(iri) is not None

    def __getitem__(self, iri: str) -> Target:
        found = self.get(iri)
        if found is None:
            raise KeyError(iri)
        return found


class _Names(Mapping[str, Name]):
    """The names of things, looked up; those of targets are found and not among the listed."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored

    def __getitem__(self, iri: str) -> Name:
        labels = self._stored.name(iri)
        if labels is None:
            raise KeyError(iri)
        return Name(iri, labels)

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)

    @cached_property
    def _listed(self) -> list[str]:
        return self._stored.named()


async def _written(request: Request) -> Path:
    """The index of a store that has none, from its answers, in a file that goes with the
    process."""
    folder = tempfile.TemporaryDirectory(prefix="dxgraph-")
    request.app.state.index_folder = folder  # it is kept as long as this is
    path = Path(folder.name) / "names"
    documents = [row["d"] for row in await rows(request, _DOCUMENTS)]
    source = _Answers(request, asyncio.get_running_loop(), documents)
    await asyncio.to_thread(build, path, source)
    return path


class _Answers:
    """A store that is asked, as the index of names reads it."""

    def __init__(
        self, request: Request, loop: asyncio.AbstractEventLoop, documents: Sequence[str]
    ) -> None:
        self._engine = answering_of(request)
        self._loop = loop
        self._documents = documents

    def rows(self, query: str) -> Iterator[Row]:
        asked = self._engine.answer(Query(query, lane=Lane.RESERVED))
        kept = asyncio.run_coroutine_threadsafe(asked, self._loop).result()
        found = json.loads(kept.answer.body)
        names = found["head"]["vars"]
        for row in found["results"]["bindings"]:
            yield tuple(_ntriples(row[name]) if name in row else None for name in names)

    def slices(self) -> Iterator[str]:
        for begin in range(0, len(self._documents), _DOCUMENTS_OF_A_SLICE):
            some = self._documents[begin : begin + _DOCUMENTS_OF_A_SLICE]
            yield f"VALUES ?d {{ {' '.join(f'<{iri}>' for iri in some)} }} ?s dx:statedIn ?d ."
        yield "FILTER NOT EXISTS { ?s dx:statedIn ?d }"


def _ntriples(term: Mapping[str, Any]) -> str:
    if term["type"] == "uri":
        return f"<{term['value']}>"
    text = json.dumps(term["value"], ensure_ascii=False)
    if "xml:lang" in term:
        return f"{text}@{term['xml:lang']}"
    return f"{text}^^<{term['datatype']}>" if "datatype" in term else text
