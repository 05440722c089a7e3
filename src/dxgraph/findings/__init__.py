"""What a check finds, and reports of it: of validation and of evidence alike."""

from dxgraph.findings.finding import Finding, Report, Severity, counted, counts
from dxgraph.findings.reporters import FORMATS, block, render

__all__ = ["FORMATS", "Finding", "Report", "Severity", "block", "counted", "counts", "render"]
