"""Each kind of mistake that a contributor makes is caught, or the guide says why it cannot be.

``PYTHONPATH=tests python tests/promises/test_mutations.py`` prints the table of the guide: by
kind, how many of the mistakes the shapes catch, and how many the texts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from dxgraph import corpus, evidence
from dxgraph.corpus import CorpusFile
from dxgraph.findings import Finding, Severity
from dxgraph.terms import DOCUMENT, SOURCE
from dxgraph.validation.files import read
from dxgraph.validation.run import check
from dxgraph.validation.shapes import NORMALISED_TEXT
from support.mistakes import (
    MISTAKES,
    TEXTS,
    Change,
    country,
    document,
    second_of_the_rest,
    whole,
)
from support.places import SOURCES
from support.shape_examples import shapes

WITH_TEXTS = {
    "span off by one",
    "passage digest wrong",
    "printed figure retyped",
    "figure forgotten",
    "number not explained",
    "comparator wrong",
    "value wrong by one",
}
"""What is seen only, or in part only, beside the texts: by `dxgraph verify` and `coverage`."""

UNSEEN = {
    "misread: indicator, name too",
    "deadline of another target, the name too",
    "date wrong by a day",
    "stated pillar of another heading",
    "rank among others",
    "phrase forgotten",
    "labels in each other's language",
}
"""What only somebody who reads the text can see; the guide explains each."""


@dataclass(frozen=True, slots=True)
class Case:
    """A mistake in one document, and what catches it."""

    slug: str
    by_shapes: bool
    by_texts: bool

    @property
    def caught(self) -> bool:
        return self.by_shapes or self.by_texts


@dataclass(frozen=True, slots=True)
class _Graph:
    store: ox.Store
    files: tuple[CorpusFile, ...] = ()


def changes_of(name: str) -> dict[str, Change]:
    """The mistake in each document where it is possible: at its first place, or at its last."""
    made = {slug: list(MISTAKES[name](document(slug))) for slug in TEXTS}
    chosen = {
        slug: changes[0 if number % 2 else -1]
        for number, (slug, changes) in enumerate(made.items())
        if changes
    }
    assert all(change.removed or change.added for change in chosen.values())
    return chosen


@cache
def cases(name: str) -> tuple[Case, ...]:
    """What catches a mistake. It is made in all documents at once, and judged in each."""
    changes = changes_of(name)
    graph = whole()
    for change in changes.values():
        graph = change.of(graph)
    new = [one for one in _judged(graph) if one not in _before()]
    by_shapes = {slug for slug, change in changes.items() if _concerned(slug, change, new)}
    seen = _beside_texts(graph) if SOURCES.is_dir() and by_shapes != set(changes) else set()
    return tuple(Case(slug, slug in by_shapes, slug in seen) for slug in changes)


def _concerned(slug: str, change: Change, findings: Iterable[Finding]) -> bool:
    """Whether one of the findings is about the mistake in this document."""
    about = {str(t.subject) for t in change.removed | change.added}
    said = {str(term) for t in change.added for term in (t.predicate, t.object)}
    return any(
        f"<{one.focus}>" in about
        or one.focus.startswith((DOCUMENT[slug], SOURCE[TEXTS[slug]]))
        or one.value in about | said
        for one in findings
    )


def _judged(graph: Iterable[ox.Triple]) -> list[Finding]:
    found = check(list(graph), shapes())
    return [one for one in found if one.severity is Severity.VIOLATION]


@cache
def _before() -> frozenset[Finding]:
    return frozenset(_judged(whole()))


def _beside_texts(graph: Iterable[ox.Triple]) -> set[str]:
    """The documents in whose texts verification or coverage finds something."""
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in graph)
    verified = evidence.verify(_Graph(store), SOURCES)
    covered = evidence.coverage(_Graph(store), SOURCES)
    texts = {
        place[0].removeprefix(SOURCE)
        for one in verified.findings
        if one.severity is Severity.VIOLATION
        for iri in (one.focus, (one.value or "").strip("<>"))
        if (place := evidence.parse_iri(iri))
    }
    texts |= {one.slug for one in covered.sources if one.left or one.doubled}
    return {
        slug
        for slug, text in TEXTS.items()
        if text in texts
        or any(one.focus.startswith(DOCUMENT[slug] + "#") for one in verified.findings)
    }


@pytest.mark.parametrize("name", [name for name in MISTAKES if name not in UNSEEN])
def test_a_mistake_is_caught_in_every_document(name: str) -> None:
    if name in WITH_TEXTS and not SOURCES.is_dir():
        pytest.skip("the source texts are not republished, and are not on this machine")
    found = cases(name)
    assert found
    assert [case.slug for case in found if not case.caught] == []
    if name not in WITH_TEXTS:
        assert all(case.by_shapes for case in found)


def test_each_mistake_is_caught_beside_the_documents_of_the_whole_country() -> None:
    """A kind in one document each, as many at once as there are documents."""
    waiting = [name for name in MISTAKES if name not in UNSEEN | WITH_TEXTS]
    missed = []
    while waiting:
        at: dict[str, tuple[str, Change]] = {}
        for name in waiting:
            made = changes_of(name)
            if slug := next((slug for slug in made if slug not in at), ""):
                at[slug] = name, made[slug]
            if len(at) == len(TEXTS):
                break
        graph = country()
        for name, change in at.values():
            waiting.remove(name)
            graph = change.of(graph)
        found = _judged(graph)
        missed += [n for slug, (n, change) in at.items() if not _concerned(slug, change, found)]
    assert missed == []


def test_what_clashes_only_with_a_document_of_another_province_is_caught() -> None:
    change = second_of_the_rest()
    about = {str(triple.subject).strip("<>") for triple in change.added}
    alone = {one.constraint for one in _judged(change.of(whole())) if one.focus in about}
    beside = {one.constraint for one in _judged(change.of(country())) if one.focus in about}
    assert beside - alone


@pytest.mark.parametrize("name", sorted(UNSEEN))
def test_what_the_guide_says_is_not_caught_is_not(name: str) -> None:
    assert not all(case.caught for case in cases(name))


def test_the_guide_names_what_is_not_caught() -> None:
    guide = (corpus.root() / "docs" / "guide" / "validation.md").read_text("utf-8")
    assert set(MISTAKES) >= UNSEEN
    assert [name for name in UNSEEN if guide.count(f"“{name}”") != 2] == []


@pytest.mark.parametrize("slug", TEXTS)
def test_a_text_that_is_not_normalised_is_caught(slug: str, tmp_path: Path) -> None:
    (ours,) = [one for one in corpus.files() if one.name == f"data/ttl/documents/{slug}.ttl"]
    path = tmp_path / "document.ttl"
    path.write_text(unicodedata.normalize("NFD", ours.path.read_text("utf-8")), "utf-8")
    found = read([CorpusFile(path, ours.name, ours.graph, ours.format)], shapes()).findings
    assert {one.constraint for one in found} == {NORMALISED_TEXT}


def test_the_mistakes_reach_every_document() -> None:
    assert len(MISTAKES) > 60
    assert all(list(MISTAKES["percent 900"](document(slug))) for slug in TEXTS)


def main() -> None:
    """Print the table of the guide."""
    total = shaped = caught = 0
    for name in MISTAKES:
        found = cases(name)
        total += len(found)
        shaped += sum(case.by_shapes for case in found)
        caught += sum(case.caught for case in found)
        print(
            f"{name:<48}{len(found):>4}{sum(c.by_shapes for c in found):>4}"
            f"{sum(c.caught for c in found):>4}",
            flush=True,
        )
    print(f"{'all':<48}{total:>4}{shaped:>4}{caught:>4}")


if __name__ == "__main__":
    main()
