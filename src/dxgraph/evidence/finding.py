"""What a check finds, in both languages and with its place in our files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dxgraph.corpus.locate import subject_lines
from dxgraph.evidence.record import File


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or doubtful."""

    code: str
    """What kind of finding it is; stable, for programs."""
    severity: Severity
    source: str | None
    """Slug of the source."""
    subject: str | None
    """IRI of the span or statement that is at fault; None for a text."""
    message: str
    message_vi: str
    file: str | None = None
    """The file where the subject is stated, as the snapshot names it."""
    line: int | None = None
    """From 1."""


class Lines:
    """Finds where a subject is stated. Files are read when the first place is asked for."""

    def __init__(self, files: Iterable[File]) -> None:
        self._files = tuple(files)
        self._places: dict[str, tuple[str, int]] | None = None

    def place(self, iri: str | None) -> tuple[str | None, int | None]:
        """File and line of a subject, or (None, None)."""
        if iri is None:
            return None, None
        if self._places is None:
            self._places = {}
            for file in self._files:
                for subject, line in subject_lines(file.path).items():
                    self._places.setdefault(subject, (file.name, line))
        return self._places.get(iri, (None, None))
