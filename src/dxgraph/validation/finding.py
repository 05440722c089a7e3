"""What a validation finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from dxgraph import findings
from dxgraph.bilingual import Both
from dxgraph.findings import Finding, counted


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
class Report(findings.Report):
    """All that a validation found, in the order of files and lines."""

    command: ClassVar[str] = "validate"
    suite: ClassVar[str] = "dxgraph.shapes"

    findings: tuple[Finding, ...]
    files: int
    triples: int
    checked: tuple[str, ...]  # type: ignore[misc]
    """The IRIs of the node shapes, property shapes and SPARQL constraints that were tried."""

    def figures(self) -> Mapping[str, object]:
        return {"files": self.files, "triples": self.triples, "checked": len(self.checked)}

    def summary(self) -> Both:
        found = counted(self.findings)
        scope = f"{self.triples} / {self.files} / {len(self.checked)}"
        return Both(
            f"{'Hợp lệ' if self.conforms else 'Không hợp lệ'}"
            f"{f': {found.vi}' if found else ''} (bộ ba / tệp / điều kiện: {scope}).",
            f"{'Conforms' if self.conforms else 'Does not conform'}"
            f"{f': {found.en}' if found else ''} (triples / files / constraints: {scope}).",
        )
