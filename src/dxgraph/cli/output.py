"""What commands write, and what they read from a file or from standard input."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from dxgraph import files
from dxgraph.errors import InputError
from dxgraph.messages import message


def as_json(members: object) -> bytes:
    """As JSON for people and programs: indented, in UTF-8."""
    return (json.dumps(members, ensure_ascii=False, indent=1) + "\n").encode()


def write(body: bytes, output: Path | None) -> None:
    """To standard output without a file. Raises InputError for what cannot be written."""
    if output is None:
        try:
            sys.stdout.buffer.write(body)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            # What is left in the buffer would fail once more, with a traceback, as Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise InputError(
                message("output-not-written", reason=error.strerror or error),
            ) from error
        return
    files.write(output, body)


def text_of(path: Path) -> str:
    """The text of a file, or of standard input for ``-``."""
    if str(path) == "-":
        return files.text_of(sys.stdin.buffer.read(), "standard input")
    if path.is_dir():
        raise InputError(message("path-is-folder", path=path))
    return files.read_text(path)
