"""One thing that is wrong, or doubtful; and what reporters ask of the report that holds it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from dxgraph.bilingual import Both
from dxgraph.terms import SH


class Severity(StrEnum):
    """How grave a finding is; the values are the local names of SHACL's severities."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"

    @property
    def iri(self) -> str:
        return SH[self.value]

    @property
    def word(self) -> Both:
        """What one of them is called."""
        return Both(*_WORDS[self][:2])


_WORDS = {
    Severity.VIOLATION: ("vi phạm", "violation", "violations"),
    Severity.WARNING: ("cảnh báo", "warning", "warnings"),
    Severity.INFO: ("lưu ý", "note", "notes"),
}
_NOTHING = Both("", "")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, and what to do about it. IRIs are whole, without brackets."""

    severity: Severity
    shape: str
    """The shape that the result is of, `sh:sourceShape`; of evidence, the check."""
    constraint: str
    """What was not kept to, by its name: a property shape, a SPARQL constraint, the shape, or the
    check."""
    component: str
    """`sh:sourceConstraintComponent`; of evidence, the check."""
    focus: str
    path: str | None
    """The property, or a property path in the syntax of SPARQL."""
    value: str | None
    """The offending value, a term in the syntax of N-Triples."""
    message: Both
    """What is wrong, or what to do."""
    expected: str = ""
    """What should be there instead of the value, in signs and names: "≥ 1", "xsd:date"."""
    remedy: Both = _NOTHING
    """What else would help, as a name that is near to a misspelt one."""
    file: str | None = None
    line: int | None = None
    column: int | None = None


class Report(ABC):
    """A report, as reporters see it."""

    command: ClassVar[str]
    """The command that gives it: ``validate``."""
    suite: ClassVar[str]
    """What it is called as a suite of tests: ``dxgraph.shapes``."""
    checked: ClassVar[Sequence[str]]
    """The IRIs of what was tried."""
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many grave things were found."""
        return sum(finding.severity is Severity.VIOLATION for finding in self.findings)

    @property
    def conforms(self) -> bool:
        """Whether nothing grave was found; warnings do not count."""
        return not self.errors

    @property
    def exit_code(self) -> int:
        """Of a command that gives it."""
        return int(not self.conforms)

    @abstractmethod
    def figures(self) -> Mapping[str, object]:
        """What was looked at, in numbers, for programs."""

    @abstractmethod
    def summary(self) -> Both:
        """The sum, in a line."""


def counts(findings: Iterable[Finding]) -> Mapping[Severity, int]:
    """How many findings there are of each severity."""
    found = [finding.severity for finding in findings]
    return {severity: found.count(severity) for severity in Severity}


def counted(findings: Iterable[Finding]) -> Both:
    """How many findings there are of each severity, in words; nothing where there are none."""
    found = [(severity, number) for severity, number in counts(findings).items() if number]
    return Both(
        ", ".join(f"{number} {_WORDS[severity][0]}" for severity, number in found),
        ", ".join(f"{number} {_WORDS[severity][1 + (number != 1)]}" for severity, number in found),
    )
