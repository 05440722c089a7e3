"""Read a document's text and propose its Turtle, to be reviewed by a person."""

from dxgraph.drafting.pipeline import draft
from dxgraph.drafting.proposal import (
    DOUBTS,
    Draft,
    Metadata,
    NewIndicator,
    Open,
    Proposal,
    Upstream,
)

__all__ = [
    "DOUBTS",
    "Draft",
    "Metadata",
    "NewIndicator",
    "Open",
    "Proposal",
    "Upstream",
    "draft",
]
