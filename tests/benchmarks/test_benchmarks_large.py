"""The made-up graph of any size: the same for everyone, and one that we would take."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from benchmarks import large
from dxgraph.corpus import build
from dxgraph.terms import DX, RDF
from dxgraph.validation.run import check
from dxgraph.validation.shapes import Shapes

SAMPLE = large.Size(90, 180, 101)


def test_what_is_made_up_conforms_to_the_shapes() -> None:
    text = large.stated(SAMPLE)
    assert text == large.stated(SAMPLE)
    assert text != large.stated(SAMPLE, seed=1)
    made = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    ours = {triple.subject for triple in made}
    base = [quad.triple for quad in large.base()]
    faults = [
        one
        for one in check([*base, *made], Shapes.load())
        if ox.NamedNode(one.focus) in ours and one.severity == "Violation"
    ]
    assert faults == []


def test_the_files_hold_what_pages_ask_for(tmp_path: Path) -> None:
    assert large.write(tmp_path, large.Size(3, 12)) == 12
    store = build([tmp_path]).store
    made = [
        target
        for target in _subjects(store, DX.QuantifiedTarget)
        if "kh-ubnd" in target.value and "viet-nam" not in target.value
    ]
    assert len([one for one in made if _one(store, one, DX.firstPlace)]) == 12
    assert set(made) <= set(_subjects(store, DX.Target))
    compared = {_one(store, one, DX.compares) for one in _subjects(store, DX.Comparison)}
    assert compared & set(made)


def _subjects(store: ox.Store, kind: str) -> list[ox.NamedNode]:
    found = store.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(kind), None)
    return [quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)]


def _one(store: ox.Store, subject: ox.NamedNode, predicate: str) -> object:
    found = store.quads_for_pattern(subject, ox.NamedNode(predicate), None, None)
    return next((quad.object for quad in found), None)
