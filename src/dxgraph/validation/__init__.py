"""Is the graph as its shapes say? Every finding with its file and line, and what to do."""

from dxgraph.validation.finding import Report
from dxgraph.validation.rendering import render
from dxgraph.validation.run import validate, validate_changed

__all__ = ["Report", "render", "validate", "validate_changed"]
