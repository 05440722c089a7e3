"""Give the lines of a list to processes, write their drafts, and keep a record to go on from.

Nothing that a person has touched is written over. The record (``batch/record.json`` in the folder
of drafts) holds the digest of each file as it was written: a file that has another by now, or that
no batch has written, is a reviewer's, and the whole document stays as it is. A line whose file,
words and graph are as they were, and whose drafts are there, is not drafted again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from dxgraph.drafting.batch.alike import Proposed, together
from dxgraph.drafting.batch.processes import results
from dxgraph.drafting.batch.rows import Row
from dxgraph.drafting.batch.work import (
    Drafted,
    Failure,
    Known,
    New,
    Options,
    Outcome,
)
from dxgraph.drafting.write.files import put
from dxgraph.errors import InputError
from dxgraph.messages import message

Progress = Callable[[int, int], None]
"""Told how many lines are done, of how many."""

RECORD = Path("batch/record.json")


@dataclass(frozen=True, slots=True)
class Done:
    """A line of the list, and what has become of it."""

    row: Row
    state: str
    """drafted; as-before: nothing has changed since; kept: a person has changed it; failed."""
    outcome: Outcome | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """What a run has come to, in the order of the list."""

    lines: tuple[Done, ...]
    new: tuple[Proposed, ...]

    @property
    def exit_code(self) -> int:
        """1 where a line gave no draft."""
        return int(any(line.state == "failed" for line in self.lines))


@dataclass
class _Entry:
    """A line as the record has it."""

    made_of: str
    files: dict[str, str]
    """Path to digest, as written."""
    outcome: dict[str, Any]


@dataclass
class _Record:
    """The lines that are done, by what they say; kept on disk after each."""

    folder: Path
    entries: dict[str, _Entry] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> _Record:
        path = folder / RECORD
        try:
            told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
            return cls(folder, {key: _Entry(**entry) for key, entry in told.items()})
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise InputError(message("no-record-of-batch", path=path, reason=error)) from error

    def write(self) -> None:
        told = {key: asdict(entry) for key, entry in sorted(self.entries.items())}
        path = self.folder / RECORD
        new = path.with_suffix(".new")
        put({new: json.dumps(told, ensure_ascii=False, indent=1) + "\n"}, self.folder)
        new.replace(path)

    def touched(self, files: Mapping[str, str | None]) -> bool:
        """Whether one of these is there that no batch has written, and says something else."""
        written = {
            path: sha for entry in self.entries.values() for path, sha in entry.files.items()
        }
        for path, text in files.items():
            found = _digest(self.folder / path)
            if found and found not in (written.get(path), None if text is None else _sha(text)):
                return True
        return False


def run(
    rows: Sequence[Row],
    folder: Path,
    known: Known,
    options: Options | None = None,
    *,
    jobs: int = 0,
    progress: Progress | None = None,
) -> Batch:
    """Draft the lines into a folder, in so many processes at once; 0: one a core.

    Raises InputError when the folder cannot be written to or holds no record of ours.
    """
    options = options or Options()
    record = _Record.read(folder)
    keys = {row.line: "\t".join(row.given) for row in rows}
    made_of = {row.line: _made_of(row, known, options) for row in rows}
    done: dict[int, Done] = {}
    left: list[Row] = []
    owners: dict[str, Row] = {}
    for row in rows:
        entry = record.entries.get(keys[row.line])
        state = _state(record, entry, made_of[row.line])
        if entry and state:
            done[row.line] = Done(row, state, _outcome(entry.outcome))
            owners[entry.outcome["document"]] = row
        else:
            left.append(row)
    told = progress or (lambda _done, _all: None)
    told(len(done), len(rows))
    for row, result in results(left, known, options, jobs):
        done[row.line] = _settled(row, result, record, owners, keys[row.line], made_of[row.line])
        told(len(done), len(rows))
    lines = tuple(done[row.line] for row in rows)
    needed = [
        (line.outcome.document, new) for line in lines if line.outcome for new in line.outcome.new
    ]
    return Batch(lines, tuple(together(needed)))


def _state(record: _Record, entry: _Entry | None, made_of: str) -> str | None:
    """What a line is that need not be drafted: as-before, or kept; None: draft it."""
    if entry is None:
        return None
    found = {path: _digest(record.folder / path) for path in entry.files}
    if any(digest and digest != entry.files[path] for path, digest in found.items()):
        return "kept"
    return "as-before" if entry.made_of == made_of and all(found.values()) else None


def _settled(
    row: Row,
    result: Drafted | Failure,
    record: _Record,
    owners: dict[str, Row],
    key: str,
    made_of: str,
) -> Done:
    """Write what a line gave, where nothing stands against it."""
    if isinstance(result, Failure):
        return Done(row, "failed", failure=result)
    outcome = result.outcome
    owner = owners.setdefault(outcome.document, row)
    if owner is not row:
        return Done(
            row,
            "failed",
            failure=Failure(
                f"It drafts document:{outcome.document}, as line {owner.line} does.",
                "Review that one and add it to the graph; then draft this one.",
            ),
        )
    if record.touched(result.files):
        return Done(row, "kept", outcome)
    put({record.folder / path: text for path, text in result.files.items()}, record.folder)
    written = {path: _sha(text) for path, text in result.files.items() if text is not None}
    record.entries[key] = _Entry(made_of, written, asdict(outcome))
    record.write()
    return Done(row, "drafted", outcome)


def _made_of(row: Row, known: Known, options: Options) -> str:
    """A digest of all that a draft depends on: the file, the line, the graph, the program."""
    content = _digest(row.file) or ""
    parts = (*row.given, content, known.digest, repr(options))
    return _sha("\n".join(parts))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _digest(path: Path) -> str | None:
    """The digest of a file; None where there is none that can be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _outcome(told: Mapping[str, Any]) -> Outcome:
    """An outcome as the record has it."""
    return Outcome(
        **{
            **told,
            "new": tuple(New(**new) for new in told["new"]),
            "needs": tuple((vietnamese, english) for vietnamese, english in told["needs"]),
        }
    )
