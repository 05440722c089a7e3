"""A finding about evidence, and its place in our files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dxgraph.bilingual import Both
from dxgraph.corpus.locate import subject_lines
from dxgraph.evidence.record import File
from dxgraph.files import own
from dxgraph.findings import Finding, Severity
from dxgraph.terms import CHECK

SAID: Mapping[str, Mapping[str, Mapping[str, str]]] = own(__package__, "checks.yaml")


def said(group: str, name: str, /, **met: object) -> Both:
    """What ``checks.yaml`` says beside the checks themselves."""
    words = SAID[group][name]
    return Both(words["vi"], words["en"]).filled(**met)


class Checks:
    """The checks of one command: how grave what each finds is, and what is said of it."""

    def __init__(self, command: str) -> None:
        self._command = command
        self.iris = tuple(CHECK[code] for code in SAID[command])

    def found(self, code: str, focus: str, *, value: str | None = None, **given: object) -> Finding:
        """What the check of this code found about a thing; ``value`` is the IRI of another at
        fault. The words take what is ``given``, each language its own of what is in both."""
        check, grave = CHECK[code], Severity.VIOLATION
        return Finding(
            severity=Severity(SAID[self._command][code].get("severity", grave)),
            shape=check,
            constraint=check,
            component=check,
            focus=focus,
            path=None,
            value=f"<{value}>" if value else None,
            message=said(self._command, code, **given),
        )


class Lines:
    """Finds where a subject is stated. Files are read when the first place is asked for."""

    def __init__(self, files: Iterable[File]) -> None:
        self._files = tuple(files)
        self._places: dict[str, tuple[str, int]] | None = None

    def placed(self, finding: Finding) -> Finding:
        """With file and line of its focus, if these are known."""
        if self._places is None:
            self._places = {}
            for file in self._files:
                for subject, line in subject_lines(file.path).items():
                    self._places.setdefault(subject, (file.name, line))
        place = self._places.get(finding.focus)
        return replace(finding, file=place[0], line=place[1]) if place else finding
