"""Whether data are written in our vocabulary and do not hold it, and so need ours.

Without it nothing follows from them (no target is a ``dx:Target``), and pages show slugs for the
names of classes, levels and comparators. Data that have no thing of ours stay what they are.
"""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from dxgraph.terms import DX, ONTOLOGY, OWL, RDF

OURS: Final = {
    "documents": DX.PolicyDocument,
    "quantified targets": DX.QuantifiedTarget,
    "qualitative targets": DX.QualitativeTarget,
    "outcomes": DX.Outcome,
    "claims": DX.Claim,
    "indicators": DX.Indicator,
    "areas": DX.Area,
    "bodies": DX.Body,
    "sources": DX.Source,
    "evidence spans": DX.EvidenceSpan,
}
"""The main classes of the vocabulary, by which data that are written in it are known."""

MOST: Final = 2_000_000
"""So many statements are read into memory for what follows from them; larger data are told what
they lack (:mod:`dxgraph.statistics`)."""

_TYPE = ox.NamedNode(RDF.type)


def lacking(store: ox.Store, statements: int) -> bool:
    """Whether these data use the vocabulary, do not hold it, and are few enough to be given it."""
    held = store.quads_for_pattern(ox.NamedNode(ONTOLOGY), _TYPE, ox.NamedNode(OWL.Ontology), None)
    return (
        statements <= MOST
        and next(held, None) is None
        and any(
            next(store.quads_for_pattern(None, _TYPE, ox.NamedNode(kind), None), None) is not None
            for kind in OURS.values()
        )
    )
