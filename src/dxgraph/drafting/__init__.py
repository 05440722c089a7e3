"""Read a document's text and propose its Turtle, to be reviewed by a person."""

from dxgraph.drafting.doubts import DOUBTS
from dxgraph.drafting.pipeline import draft
from dxgraph.drafting.proposal import Draft, Metadata, NewIndicator, Proposal, Upstream
from dxgraph.drafting.read.files import Intake, take_in
from dxgraph.drafting.read.settling import Settled, settle
from dxgraph.drafting.reporting import learn_pages, report
from dxgraph.drafting.review.decisions import Correction, accept, correct, explain, reject
from dxgraph.drafting.review.table import render_table
from dxgraph.drafting.write.files import write

__all__ = [
    "DOUBTS",
    "Correction",
    "Draft",
    "Intake",
    "Metadata",
    "NewIndicator",
    "Proposal",
    "Settled",
    "Upstream",
    "accept",
    "correct",
    "draft",
    "explain",
    "learn_pages",
    "reject",
    "render_table",
    "report",
    "settle",
    "take_in",
    "write",
]
