"""What a validation finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dxgraph.terms import SH


class Severity(StrEnum):
    """How grave a finding is; the values are the local names of SHACL's severities."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"

    @property
    def iri(self) -> str:
        return SH[self.value]


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Vietnamese and English."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        return self.vi if language == "vi" else self.en

    def __bool__(self) -> bool:
        return bool(self.vi or self.en)


@dataclass(frozen=True, slots=True)
class Result:
    """A validation result as SHACL has it (section 3.6.2); terms in the syntax of N-Triples.

    Results are equal when two engines found the same: focus node, shape, component, severity, path
    and value. What only one of them can tell is left out of the comparison.
    """

    focus: str
    shape: str
    component: str
    severity: str
    value: str | None
    constraint: str | None = None
    """The SPARQL constraint, where the result is of one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, and what to do about it. IRIs are whole, without brackets."""

    severity: Severity
    shape: str
    """The shape that the result is of: `sh:sourceShape`."""
    constraint: str
    """What was not kept to, by its name: a property shape, a SPARQL constraint, or the shape."""
    component: str
    """`sh:sourceConstraintComponent`."""
    focus: str
    path: str | None
    """The property, or a property path in the syntax of SPARQL."""
    value: str | None
    """The offending value, a term in the syntax of N-Triples."""
    message: Text
    """What to do, as the shape says it."""
    expected: str = ""
    """What should be there instead of the value, in signs and names: "≥ 1", "xsd:date"."""
    remedy: Text = Text("", "")
    """What else would help, as a name that is near to a misspelt one."""
    file: str | None = None
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that a validation found, in the order of files and lines."""

    findings: tuple[Finding, ...]
    files: int
    triples: int
    checked: tuple[str, ...]
    """The IRIs of the node shapes, property shapes and SPARQL constraints that were tried."""

    @property
    def conforms(self) -> bool:
        """Whether the graph may be published: warnings do not count against it."""
        return not any(finding.severity is Severity.VIOLATION for finding in self.findings)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity."""
        return {
            severity: sum(finding.severity is severity for finding in self.findings)
            for severity in Severity
        }
