"""The list of published names: ``python -m dxgraph.history [--check]``.

Says which published names are lost, and what to do; the exit code is then 1. If none is, the names
that are new are added to the list, which is part of making a release; with ``--check``, they are
not.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from dxgraph.errors import DataError, DxgraphError, UsageError
from dxgraph.history.published import extended, losses, path, published
from dxgraph.history.state import read_state
from dxgraph.messages import message


def main(arguments: Sequence[str]) -> int:
    if list(arguments) not in ([], ["--check"]):
        raise UsageError(message("arguments-not-known", arguments=" ".join(arguments)))
    state = read_state(None)
    listed = published()[1] if path().exists() else {}
    lost = losses(listed.values(), state)
    for loss in lost:
        print(loss, file=sys.stderr)
    if lost:
        return DataError.exit_code
    if not arguments:
        path().write_text(extended(listed, state), encoding="utf-8")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except DxgraphError as error:
        print(f"{error}\n  → {error.remedy}", file=sys.stderr)
        sys.exit(error.exit_code)
