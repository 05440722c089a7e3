"""``docs/reference/vocabulary.md`` names every term, as the ontology says it.

The tables of the page are written from the ontology:
``python tests/ontology/test_ontology_page.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from dxgraph import corpus
from dxgraph.terms import BASE, DX, OWL, PREFIXES, RDF, RDFS, SKOS

PAGE = corpus.root() / "docs" / "reference" / "vocabulary.md"
BEGIN = "<!-- The tables below are written by tests/ontology/test_ontology_page.py. -->\n"
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)

_Rows = dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]


@cache
def described() -> dict[str, _Rows]:
    """What the ontology's files say, dx.ttl before the cube: subject and predicate to objects."""
    found: dict[str, _Rows] = {}
    for file in sorted(corpus.files(), key=lambda file: file.path.name != "dx.ttl"):
        if file.name.startswith("ontology/"):
            for quad in corpus.parse(file):
                if isinstance(quad.subject, ox.NamedNode):
                    rows = found.setdefault(quad.subject.value, {})
                    rows.setdefault(quad.predicate.value, []).append(quad.object)
    return found


def tables() -> str:
    """The tables of the page, in Markdown."""
    return "\n".join(
        [
            BEGIN,
            "## Classes\n",
            *_table(
                ("class", "tiếng Việt", "English", "is also", "what it is"),
                (
                    (_name(iri), *_labels(iri), _names(iri, RDFS.subClassOf), _definition(iri))
                    for iri in _ours(OWL.Class)
                ),
            ),
            "## Properties\n",
            "The arrow leads from domain to range; * is a domain left open, F one value at most.\n",
            *_table(
                ("property", "tiếng Việt", "English", "on → of", "is also", "what it says"),
                (
                    (
                        _name(iri) + (" F" if _has(iri, RDF.type, OWL.FunctionalProperty) else ""),
                        *_labels(iri),
                        f"{_names(iri, RDFS.domain) or '*'} → {_names(iri, RDFS.range)}",
                        _names(iri, RDFS.subPropertyOf),
                        _definition(iri),
                    )
                    for iri in _ours(*PROPERTY_KINDS)
                ),
            ),
            "## Codes\n",
            *_codes(),
        ]
    )


def _codes() -> Iterator[str]:
    for scheme, rows in described().items():
        if ox.NamedNode(SKOS.ConceptScheme) not in rows[RDF.type]:
            continue
        concepts = [
            iri
            for iri in described()
            if _has(iri, SKOS.topConceptOf, scheme) or _has(iri, SKOS.inScheme, scheme)
        ]
        if concepts:
            yield f"### {_labels(scheme)[1]} · {_labels(scheme)[0]}\n"
            yield from _table(
                ("code", "tiếng Việt", "English", "what it means"),
                ((_name(iri), *_labels(iri), _definition(iri)) for iri in concepts),
            )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _ours(*kinds: str) -> Iterator[str]:
    for iri in described():
        if iri.startswith(DX) and any(_has(iri, RDF.type, kind) for kind in kinds):
            yield iri


def _has(iri: str, predicate: str, value: str) -> bool:
    return ox.NamedNode(value) in described()[iri].get(predicate, [])


def _labels(iri: str) -> tuple[str, str]:
    facts = described()[iri]
    found = facts.get(RDFS.label) or facts[SKOS.prefLabel]
    literals = [term for term in found if isinstance(term, ox.Literal)]
    by_language = {literal.language: literal.value for literal in literals}
    return by_language["vi"], by_language["en"]


def _definition(iri: str) -> str:
    literals = [term for term in described()[iri][SKOS.definition] if isinstance(term, ox.Literal)]
    return next(literal.value for literal in literals if literal.language == "en")


def _names(iri: str, predicate: str) -> str:
    terms = described()[iri].get(predicate, [])
    return ", ".join(_name(term.value) for term in terms if isinstance(term, ox.NamedNode))


def _name(iri: str) -> str:
    """The prefixed name; the longest prefix wins, since ours begin alike."""
    prefix = max((p for p, start in PREFIXES.items() if iri.startswith(start)), key=_length)
    return f"`{prefix}:{iri.removeprefix(PREFIXES[prefix])}`"


def _length(prefix: str) -> int:
    return len(PREFIXES[prefix])


def test_the_tables_of_the_page_are_current() -> None:
    written = PAGE.read_text("utf-8")
    assert BEGIN in written
    assert written[written.index(BEGIN) :] == tables(), (
        "run: python tests/ontology/test_ontology_page.py"
    )


@pytest.mark.parametrize("kind", [OWL.Class, *PROPERTY_KINDS])
def test_every_term_is_on_the_page(kind: str) -> None:
    text = PAGE.read_text("utf-8")
    missing = [iri for iri in _ours(kind) if f"`dx:{iri.removeprefix(DX)}`" not in text]
    assert missing == []


def test_the_guide_names_nothing_that_does_not_exist() -> None:
    text = PAGE.read_text("utf-8")
    guide = text[: text.index(BEGIN)]
    named = {DX[name] for name in re.findall(r"\bdx:(\w+)", guide)}
    assert named <= set(described())
    fixed = (
        "level",
        "comparator",
        "unit",
        "pillar",
        "confidence",
        "number-reason",
        "document-type",
    )
    for kind, slug in re.findall(rf"\b({'|'.join(fixed)}):([a-z0-9-]+)", guide):
        assert f"{BASE}{kind}/{slug}" in described()


def test_the_examples_of_the_guide_are_what_the_data_say() -> None:
    slug = "tra-vinh-2022-50-kh-ubnd"
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    prefixes += f"@prefix : <{PREFIXES['document']}{slug}#> .\n"
    (file,) = (file for file in corpus.files() if file.path.stem == slug)
    data = {quad.triple for quad in corpus.parse(file)}
    examples = re.findall(r"(?s)```turtle\n(.*?)```", PAGE.read_text("utf-8"))
    assert len(examples) == 2
    for example in examples:
        base = f"{PREFIXES['source']}tra-vinh-50-kh-ubnd"
        quads = ox.parse(prefixes + example, format=ox.RdfFormat.TURTLE, base_iri=base)
        assert {quad.triple for quad in quads} - data == set()


if __name__ == "__main__":
    text = PAGE.read_text("utf-8")
    Path(PAGE).write_text(text[: text.index(BEGIN)] + tables(), "utf-8")
