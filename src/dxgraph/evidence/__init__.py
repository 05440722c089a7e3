"""Source texts, spans, printed figures: is what we say printed, and is nothing left out?"""

from dxgraph.evidence.coverage import CoverageReport, SourceCoverage, coverage
from dxgraph.evidence.figure import (
    READ_OTHERWISE,
    Figure,
    disagreements,
    find_figures,
    parse_figure,
)
from dxgraph.evidence.number import Language, number_tokens, parse_number
from dxgraph.evidence.online import OnlineReport, verify_online
from dxgraph.evidence.render import render_text
from dxgraph.evidence.span import (
    fragment,
    parse_fragment,
    parse_iri,
    passage,
    passage_sha256,
    span_iri,
)
from dxgraph.evidence.text import SourceText, digest, normal_form, read_folder, read_text
from dxgraph.evidence.verification import VerificationReport, verify

__all__ = [
    "READ_OTHERWISE",
    "CoverageReport",
    "Figure",
    "Language",
    "OnlineReport",
    "SourceCoverage",
    "SourceText",
    "VerificationReport",
    "coverage",
    "digest",
    "disagreements",
    "find_figures",
    "fragment",
    "normal_form",
    "number_tokens",
    "parse_figure",
    "parse_fragment",
    "parse_iri",
    "parse_number",
    "passage",
    "passage_sha256",
    "read_folder",
    "read_text",
    "render_text",
    "span_iri",
    "verify",
    "verify_online",
]
