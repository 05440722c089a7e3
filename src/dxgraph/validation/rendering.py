"""A report of SHACL for the reader at hand; Turtle says the paths of property shapes again."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from dxgraph import findings
from dxgraph.findings import Finding
from dxgraph.validation.finding import Report
from dxgraph.validation.shapes import Shapes


def render(report: Report, form: str = "text") -> str:
    """The report in a form of `dxgraph.findings.FORMATS`; raises UsageError for another."""
    return findings.render(report, form, _path)


def _path(finding: Finding) -> tuple[ox.NamedNode | ox.BlankNode, Iterable[ox.Triple]]:
    shapes = Shapes.load()
    steps = shapes.path_node(finding.shape)
    if isinstance(steps, ox.BlankNode):
        return steps, shapes.path_triples(finding.shape)
    return ox.NamedNode((finding.path or "").strip("<>")), ()
