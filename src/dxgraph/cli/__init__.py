"""The command line: thin. A command reads its options, calls a room and prints what it gives.

Exit codes: 0 done; 1 the data or the query is at fault; 2 wrong use or unreadable input. They come
from the exceptions of :mod:`dxgraph.errors`, and no command shows a traceback for what a user did.
"""

from __future__ import annotations

import os
import sys

from dxgraph.errors import DxgraphError
from dxgraph.memory import begin_again


def main() -> None:
    """The entry point ``dxgraph``."""
    if sys.argv[1:2] == ["serve"]:
        begin_again()
    from dxgraph.cli.commands import app

    try:
        app(standalone_mode=True)
    except DxgraphError as error:
        sys.exit(report(error))
    except BrokenPipeError:
        # The reader of our output (`dxgraph … | head`) has left: nobody is there to be told.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def report(error: DxgraphError) -> int:
    """Tell of an error on one screen of standard error, in both languages where it is said in both;
    returns the exit code."""
    print(f"dxgraph: {error}", file=sys.stderr)
    if error.remedy:
        print(f"  → {error.remedy}", file=sys.stderr)
    if error.said.vi and error.said.vi != error.said.en:
        print(f"  {error.said.vi}", file=sys.stderr)
        if error.advice.vi and error.advice.vi != error.advice.en:
            print(f"  → {error.advice.vi}", file=sys.stderr)
    return error.exit_code
