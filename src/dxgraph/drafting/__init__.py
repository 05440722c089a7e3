"""Read a document's text and propose its Turtle, to be reviewed by a person."""

from dxgraph.drafting.decisions import Correction, accept, correct, explain, reject
from dxgraph.drafting.output import write
from dxgraph.drafting.pipeline import draft
from dxgraph.drafting.proposal import DOUBTS, Draft, Metadata, NewIndicator, Proposal, Upstream
from dxgraph.drafting.reading import read_source
from dxgraph.drafting.table import render_table

__all__ = [
    "DOUBTS",
    "Correction",
    "Draft",
    "Metadata",
    "NewIndicator",
    "Proposal",
    "Upstream",
    "accept",
    "correct",
    "draft",
    "explain",
    "read_source",
    "reject",
    "render_table",
    "write",
]
