"""Is the graph as its shapes say? Every finding with its file and line, and what to do."""

from dxgraph.validation.finding import Finding, Report, Severity, Text
from dxgraph.validation.incremental import validate_changed
from dxgraph.validation.rendering import FORMATS, render
from dxgraph.validation.run import validate

__all__ = [
    "FORMATS",
    "Finding",
    "Report",
    "Severity",
    "Text",
    "render",
    "validate",
    "validate_changed",
]
