"""A finding about evidence, and its place in our files."""

from __future__ import annotations

from collections.abc import Iterable

from dxgraph.bilingual import Both
from dxgraph.corpus.locate import subject_lines
from dxgraph.evidence.record import File
from dxgraph.findings import Finding, Severity
from dxgraph.terms import CHECK


def finding(
    code: str, severity: Severity, focus: str, message: Both, value: str | None = None
) -> Finding:
    """What the check of this code found about a thing; ``value`` is the IRI of another at fault."""
    check = CHECK[code]
    return Finding(
        severity=severity,
        shape=check,
        constraint=check,
        component=check,
        focus=focus,
        path=None,
        value=f"<{value}>" if value else None,
        message=message,
    )


class Lines:
    """Finds where a subject is stated. Files are read when the first place is asked for."""

    def __init__(self, files: Iterable[File]) -> None:
        self._files = tuple(files)
        self._places: dict[str, tuple[str, int]] | None = None

    def place(self, iri: str) -> tuple[str | None, int | None]:
        """File and line of a subject, or (None, None)."""
        if self._places is None:
            self._places = {}
            for file in self._files:
                for subject, line in subject_lines(file.path).items():
                    self._places.setdefault(subject, (file.name, line))
        return self._places.get(iri, (None, None))
