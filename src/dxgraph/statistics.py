"""What a snapshot holds, in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from dxgraph.terms import DX, RDF

if TYPE_CHECKING:
    from dxgraph.corpus import Snapshot

_COUNTED = {
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


def counts(store: ox.Store) -> dict[str, int]:
    """How many things of each main class the default graph holds."""
    kind = ox.NamedNode(RDF.type)
    default = ox.DefaultGraph()
    return {
        name: sum(1 for _ in store.quads_for_pattern(None, kind, ox.NamedNode(iri), default))
        for name, iri in _COUNTED.items()
    }


def describe(snapshot: Snapshot) -> dict[str, str]:
    """The snapshot in words: version, digest and counts."""
    return {
        "version": snapshot.version,
        "snapshot": snapshot.digest,
        "triples": str(snapshot.triples),
        "named graphs": str(len(snapshot.graphs)),
        **{name: str(count) for name, count in counts(snapshot.store).items()},
    }
