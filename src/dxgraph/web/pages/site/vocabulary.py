"""/ontology and /shapes: the vocabulary and what the data must keep to, for people and programs.

Both are read from their files, not asked of the engine: the shapes are no part of the snapshot, and
the vocabulary is ours whatever data are served.
"""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dxgraph import corpus
from dxgraph.bilingual import Language
from dxgraph.corpus import CorpusFile
from dxgraph.errors import UnknownName
from dxgraph.files import read_text
from dxgraph.formats import GRAPHS, TURTLE, Format
from dxgraph.messages import message
from dxgraph.terms import DCTERMS, DX, ONTOLOGY, OWL, RDF, RDFS, SH, SHAPES, SKOS
from dxgraph.web.describe.service import serialise
from dxgraph.web.http.answer import content
from dxgraph.web.http.negotiation import choose, format_asked, page_asked
from dxgraph.web.http.request import call_of
from dxgraph.web.pages.shared.frame import alternates, language_of, local, render
from dxgraph.web.pages.shared.keeping import kept
from dxgraph.web.pages.things.facts import EXTENSIONS
from dxgraph.web.words import by_language

if TYPE_CHECKING:
    from dxgraph.validation.shapes import Shapes


def router() -> APIRouter:
    routes = APIRouter(tags=["vocabulary"])

    @routes.get("/ontology", summary="Từ vựng · The vocabulary", response_model=None)
    async def ontology(request: Request) -> Response:
        """Lớp, thuộc tính, danh mục mã; trình duyệt nhận một trang. · Classes, properties and code
        lists; a browser gets a page."""
        if page_asked(request, GRAPHS):
            return await kept(request, _ontology_page, state=_state(_vocabulary_files()))
        return await _graph(request, _vocabulary_files(), format_asked(request, GRAPHS))

    @routes.get("/shapes", summary="Các ràng buộc SHACL · The SHACL shapes", response_model=None)
    async def shapes(request: Request) -> Response:
        """Điều dữ liệu phải giữ; trình duyệt nhận một trang. · What the data must keep to; a
        browser gets a page."""
        if page_asked(request, GRAPHS):
            return await kept(request, _shapes_page, state=_state(corpus.shape_files()))
        return await _graph(request, corpus.shape_files(), format_asked(request, GRAPHS))

    @routes.get("/ontology.{ending}", include_in_schema=False, response_model=None)
    async def ontology_as(request: Request, ending: str) -> Response:
        return await _graph(request, _vocabulary_files(), _format(request, ending))

    @routes.get("/shapes.{ending}", include_in_schema=False, response_model=None)
    async def shapes_as(request: Request, ending: str) -> Response:
        return await _graph(request, corpus.shape_files(), _format(request, ending))

    @routes.get("/ontology/{version}", include_in_schema=False, response_model=None)
    async def version(request: Request, version: str) -> Response:
        stem, dot, ending = version.rpartition(".")
        extension = dot and ending in EXTENSIONS
        current = (await _terms()).text(ONTOLOGY, OWL.versionInfo)
        if (stem if extension else version) != current:
            raise UnknownName(message("no-version-of-vocabulary", version=version, current=current))
        return RedirectResponse(
            local(request, f"/ontology.{ending}" if extension else "/ontology"), 303
        )

    return routes


def _format(request: Request, ending: str) -> Format:
    if ending not in EXTENSIONS:
        path = call_of(request).path
        raise UnknownName(message("no-such-ending", path=path, endings=", ".join(EXTENSIONS)))
    return choose(None, [EXTENSIONS[ending]], GRAPHS)


def _vocabulary_files() -> tuple[CorpusFile, ...]:
    """The classes and properties, then the cubes, then the code lists."""
    order = {"ontology/dx.ttl": 0, "ontology/cube.ttl": 1}
    ours = corpus.vocabulary_files()
    return tuple(sorted(ours, key=lambda file: (order.get(file.name, 2), file.name)))


async def _graph(request: Request, files: Sequence[CorpusFile], chosen: Format) -> Response:
    """The files as one graph. In Turtle they come as they are written: laid out for reading."""
    if chosen.name == "turtle":
        body, media_type = await asyncio.to_thread(_joined, files), TURTLE.content_type
    else:
        triples = (
            quad.triple
            for number, file in enumerate(files)
            for quad in corpus.parse(file, number=number)
        )
        body, media_type = await asyncio.to_thread(serialise, triples, chosen)
    return await content(request, body, media_type)


def _joined(files: Iterable[CorpusFile]) -> bytes:
    parts = (f"# {file.name}\n\n{read_text(file.path, file.name)}" for file in files)
    return "\n".join(parts).encode()


# --- What the files say -----------------------------------------------------------------------


_BELOW: Final = {RDFS.label: SKOS.prefLabel, SKOS.inScheme: SKOS.topConceptOf}


class Terms:
    """Statements by subject and property, in the order of the files."""

    def __init__(self, files: Iterable[CorpusFile]) -> None:
        self.of: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
        self.by_file: dict[str, list[str]] = defaultdict(list)
        for number, file in enumerate(files):
            for quad in corpus.parse(file, number=number):
                if not isinstance(quad.subject, ox.NamedNode):
                    continue
                if quad.subject.value not in self.of:
                    self.by_file[file.path.stem].append(quad.subject.value)
                rows = self.of.setdefault(quad.subject.value, {})
                values = rows.setdefault(quad.predicate.value, [])
                if isinstance(quad.object, ox.NamedNode | ox.Literal):
                    values.append(quad.object)

    def iris(self, subject: str, predicate: str) -> list[str]:
        return [
            term.value for term in self._said(subject, predicate) if isinstance(term, ox.NamedNode)
        ]

    def texts(self, subject: str, predicate: str) -> dict[str, str]:
        return {
            term.language or "": term.value
            for term in self._said(subject, predicate)
            if isinstance(term, ox.Literal)
        }

    def _said(self, subject: str, predicate: str) -> list[ox.NamedNode | ox.Literal]:
        """What is written, with what follows from the property below that concepts are given."""
        facts = self.of.get(subject, {})
        return facts.get(predicate, []) or facts.get(_BELOW.get(predicate, ""), [])

    def text(self, subject: str, predicate: str) -> str:
        return next(iter(self.texts(subject, predicate).values()), "")

    def are(self, *kinds: str) -> Iterator[str]:
        """The subjects of these types."""
        for subject in self.of:
            if any(kind in kinds for kind in self.iris(subject, RDF.type)):
                yield subject


@lru_cache(maxsize=2)
def _read(files: tuple[tuple[CorpusFile, int], ...]) -> Terms:
    return Terms(file for file, _ in files)


def _state(files: Iterable[CorpusFile]) -> str:
    """What the pages are made of: the shapes are no part of the snapshot."""
    return " ".join(str(file.path.stat().st_mtime_ns) for file in files)


async def _terms(files: tuple[CorpusFile, ...] | None = None) -> Terms:
    """The statements of files, read again when one of them has changed."""
    chosen = _vocabulary_files() if files is None else files
    dated = tuple((file, file.path.stat().st_mtime_ns) for file in chosen)
    return await asyncio.to_thread(_read, dated)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the vocabulary as the page shows it."""

    iri: str
    labels: Mapping[str, str]
    definition: Mapping[str, str]
    note: Mapping[str, str]
    also: tuple[str, ...] = ()
    """Super-classes or super-properties."""
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    single: bool = False
    """Whether there is one value at most."""
    code: str = ""

    @property
    def fragment(self) -> str:
        return self.iri.rpartition("#")[2] if "#" in self.iri else ""


def _term(terms: Terms, iri: str) -> Term:
    return Term(
        iri,
        terms.texts(iri, RDFS.label),
        terms.texts(iri, SKOS.definition),
        terms.texts(iri, SKOS.scopeNote),
        tuple(terms.iris(iri, RDFS.subClassOf) + terms.iris(iri, RDFS.subPropertyOf)),
        tuple(terms.iris(iri, RDFS.domain)),
        tuple(terms.iris(iri, RDFS.range)),
        OWL.FunctionalProperty in terms.iris(iri, RDF.type),
        terms.text(iri, SKOS.notation),
    )


async def _ontology_page(request: Request) -> Response:
    language = language_of(request)
    terms = await _terms()
    classes = [_term(terms, iri) for iri in terms.are(OWL.Class) if iri.startswith(DX)]
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    groups: dict[str, list[Term]] = {item.iri: [] for item in classes}
    for iri in terms.are(*kinds):
        if iri.startswith(DX):
            found = _term(terms, iri)
            # Each property stands with the class that it is said of; many stand with none.
            home = found.domain[0] if len(found.domain) == 1 else ""
            groups.setdefault(home if home in groups else "", []).append(found)
    labels = {item.iri: item.labels for item in classes}
    schemes = [
        (_term(terms, scheme), [_term(terms, iri) for iri in _members(terms, scheme)])
        for scheme in terms.are(SKOS.ConceptScheme)
    ]
    return await render(
        request,
        "ontology.html",
        link=alternates(request, "/ontology"),
        title=language.pick(terms.texts(ONTOLOGY, RDFS.label)),
        description=_described(terms, language),
        version=terms.text(ONTOLOGY, OWL.versionInfo),
        classes=classes,
        groups=[(labels.get(iri, {}), found) for iri, found in groups.items() if found],
        schemes=sorted(
            (item for item in schemes if item[1]), key=lambda item: language.pick(item[0].labels)
        ),
        ours=lambda iri: iri.startswith(DX),
    )


def _described(terms: Terms, language: Language) -> str:
    return language.pick(terms.texts(ONTOLOGY, DCTERMS.description))


def _members(terms: Terms, scheme: str) -> list[str]:
    members = [iri for iri in terms.of if scheme in terms.iris(iri, SKOS.inScheme)]
    return sorted(members, key=lambda iri: int(terms.text(iri, DX.order) or 0))


# --- Shapes -----------------------------------------------------------------------------------


_SUBJECTS: Final[Mapping[str, Mapping[str, str]]] = by_language("shapes")
"""What the files of shapes are about; one that is not named there goes by its own name."""
_PLACEHOLDER: Final = re.compile(r"\{[?$]\w+\}")
_COMPONENTS: Final = (
    "MinCount",
    "MaxCount",
    "Datatype",
    "Class",
    "Pattern",
    "LessThan",
    "LessThanOrEquals",
    "Equals",
    "Disjoint",
    "HasValue",
    "MinInclusive",
    "UniqueLang",
)


async def _shapes_page(request: Request) -> Response:
    files = corpus.shape_files()
    terms = await _terms(files)
    shapes = await asyncio.to_thread(_load, tuple(f.path.stat().st_mtime_ns for f in files))
    seen: set[str] = set()
    groups = []
    for stem, subjects in terms.by_file.items():
        found = [
            _shape(terms, shapes, iri, seen)
            for iri in subjects
            if SH.NodeShape in terms.iris(iri, RDF.type)
        ]
        if found:
            groups.append((_SUBJECTS.get(stem, {"en": stem}), stem, found))
    return await render(
        request,
        "shapes.html",
        link=alternates(request, "/shapes"),
        groups=groups,
        count=sum(len(shape["constraints"]) for *_, found in groups for shape in found),
    )


async def asked_by_shapes() -> Mapping[str, Mapping[str, str]]:
    """What each shape and constraint asks, in each language; of a node shape its name."""
    terms = await _terms(corpus.shape_files())
    subjects = (iri for found in terms.by_file.values() for iri in found)
    return {iri: terms.texts(iri, RDFS.label) or _messages(terms, iri) for iri in subjects}


@lru_cache(maxsize=1)
def _load(times: tuple[int, ...]) -> Shapes:  # noqa: ARG001 — they say whether it is current
    # What validates costs an import that nobody else should wait for.
    from dxgraph.validation.shapes import Shapes

    return Shapes.load()


def _shape(terms: Terms, shapes: Shapes, iri: str, seen: set[str]) -> dict[str, Any]:
    """A node shape as the page shows it; `seen` are the constraints that were shown before."""
    parts = [*terms.iris(iri, SH.property), *terms.iris(iri, SH.sparql)]
    return {
        "fragment": iri.removeprefix(SHAPES),
        "labels": terms.texts(iri, RDFS.label),
        "targets": [target for _, target in shapes.targets(iri)],
        "severity": shapes.severity(iri).value,
        "message": _messages(terms, iri),
        "constraints": [_constraint(terms, shapes, part, seen) for part in parts],
    }


def _messages(terms: Terms, iri: str) -> dict[str, str]:
    """What a shape says to do; what only a finding knows is left open."""
    said = terms.texts(iri, SH.message)
    return {language: _PLACEHOLDER.sub("…", text) for language, text in said.items()}


def _constraint(terms: Terms, shapes: Shapes, iri: str, seen: set[str]) -> dict[str, Any]:
    """One thing that a shape refuses; it has its fragment where it is shown for the first time."""
    expected = (
        shapes.expected(iri, f"{SH}{component}ConstraintComponent") for component in _COMPONENTS
    )
    anchor = "" if iri in seen else iri.removeprefix(SHAPES)
    seen.add(iri)
    told = [text for text in expected if text]
    return {"message": _messages(terms, iri), "expected": told, "anchor": anchor}
