"""One part of what is published, made by a process of its own::

python -m dxgraph.publish.part dumps FOLDER [DATA]...
python -m dxgraph.publish.part changes FOLDER ARCHIVE RELEASE [DATA]...
python -m dxgraph.publish.part validation FOLDER [DATA]...
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dxgraph import corpus, history
from dxgraph.errors import UsageError
from dxgraph.messages import message
from dxgraph.publish.archive import Archive, write_changes
from dxgraph.publish.release import Manifest, write_dumps, write_manifest, write_validation

_NICENESS: Final = 10
"""Whoever waits for an answer goes before whoever waits for a dump."""


def _write_changes(folder: Path, archive: str, name: str, *data: str) -> None:
    """What changed since a release of the archive, and of which snapshot that was said."""
    before = Archive(Path(archive)).named(name)
    if before is None:
        raise UsageError(message("archive-without-release", archive=str(archive), name=name))
    paths = [Path(path) for path in data]
    write_changes(before, history.state_of(paths, ""), folder)
    snapshot = corpus.build(paths)
    write_manifest(Manifest(snapshot.digest, snapshot.version, snapshot.triples), folder)


def main(arguments: Sequence[str]) -> None:
    """Make one part of a release. Raises UsageError for another part, and what reading raises."""
    part, folder, *rest = arguments
    data = [Path(path) for path in rest] if part != "changes" else []
    os.nice(_NICENESS)
    if part == "dumps":
        write_dumps(corpus.build(data), Path(folder), tables=not data)
    elif part == "changes":
        _write_changes(Path(folder), *rest)
    elif part == "validation":
        write_validation(data, Path(folder))
    else:
        raise UsageError(message("no-part-of-release", part=part))


if __name__ == "__main__":
    main(sys.argv[1:])
