"""Each constraint refuses what it is for, alone, and accepts its near neighbours."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from dxgraph.terms import RDFS, SH, SHAPES
from dxgraph.validation.run import check
from dxgraph.validation.shapes import NORMALISED_TEXT, READABLE_FILE
from dxgraph.validation.sparql import focus_nodes
from support.shape_examples import (
    Constraint,
    Example,
    base,
    constraints,
    examples,
    files,
    shapes,
    store_of,
    words,
)
from support.some import some

EXAMPLES = [example for file in files() for example in examples(file)]


def test_the_base_of_the_examples_keeps_to_every_shape() -> None:
    assert check(list(base()), shapes()) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_constraint(example: Example) -> None:
    found = {
        Constraint(finding.constraint, finding.component)
        for finding in check(list(example.graph - words()), shapes())
    }
    assert found == ({example.constraint} if example.refused else set())


def test_every_constraint_has_an_example_that_it_refuses() -> None:
    refused = {example.constraint for example in EXAMPLES if example.refused}
    assert refused == constraints()


def test_every_sparql_constraint_has_an_example_that_it_accepts() -> None:
    accepted = {example.constraint.iri for example in EXAMPLES if not example.refused}
    assert {constraint.iri for constraint in shapes().sparql} <= accepted


def test_no_shape_is_idle_on_the_base() -> None:
    """The base is an example of what is accepted only where there is something to judge."""
    store = store_of(base())
    targeted = [name for name in shapes().named if next(shapes().targets(name), None)]
    assert len(targeted) > 60
    assert [name for name in targeted if not focus_nodes(shapes(), name, store)] == []


@pytest.mark.parametrize("name", shapes().named)
def test_what_is_named_says_in_two_languages_what_to_do(name: str) -> None:
    has = {
        triple.predicate.value
        for triple in shapes().triples
        if triple.subject == ox.NamedNode(name)
    }
    if SH.property in has and not (has & {SH.pattern, SH["not"], SH["or"], SH.xone}):
        return  # it only gathers property shapes, which speak for themselves
    if has & {SH.targetNode, SH.targetSubjectsOf, SH.targetClass} and SH.message not in has:
        assert SH.sparql in has  # likewise
        return
    said = shapes().message(name)
    assert said.vi
    assert said.en
    assert said.vi != said.en


def test_node_shapes_have_labels_and_property_shapes_names() -> None:
    predicates: dict[str, list[tuple[str, str | None]]] = {}
    kinds: dict[str, str] = {}
    for triple in shapes().triples:
        if not isinstance(triple.subject, ox.NamedNode):
            continue
        if isinstance(triple.object, ox.Literal):
            predicates.setdefault(triple.subject.value, []).append(
                (triple.predicate.value, triple.object.language)
            )
        elif isinstance(triple.object, ox.NamedNode):
            kinds.setdefault(triple.subject.value, triple.object.value)
    for name in some(shapes().named):
        said = predicates[name]
        if kinds[name] == SH.NodeShape:
            assert {(RDFS.label, "vi"), (RDFS.label, "en")} <= set(said), name
        if kinds[name] == SH.PropertyShape:
            assert {(SH.name, "vi"), (SH.name, "en")} <= set(said), name


@pytest.mark.parametrize("constraint", shapes().sparql, ids=lambda one: one.iri)
def test_a_sparql_constraint_can_run_once_for_all_focus_nodes(constraint: object) -> None:
    """SHACL forbids MINUS, VALUES and SERVICE (section 5.2.1); we bind $this outermost."""
    select = str(getattr(constraint, "select", ""))
    assert not re.search(r"\b(MINUS|VALUES|SERVICE)\b", select)
    where = select.split("WHERE {", 1)[1]
    outermost = where[: where.rindex("}")]
    while True:
        flat = re.sub(r"\{[^{}]*\}", "", outermost)
        if flat == outermost:
            break
        outermost = flat
    assert re.search(r"(^|[.\s])\$this\s+\S+\s+\S+|\?\w+ \$this ", outermost), outermost


def test_what_no_shape_can_say_has_a_name_and_a_message_all_the_same() -> None:
    for name in (NORMALISED_TEXT, READABLE_FILE):
        assert name.startswith(SHAPES)
        assert name in shapes().named
        assert shapes().message(name)
        assert not list(shapes().targets(name))
