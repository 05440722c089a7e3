"""Write the list of published names anew: ``python -m dxgraph.history``, part of a release.

Nothing is written while a published name is lost; then the names are told, with what to do, and the
exit code is 1.
"""

from __future__ import annotations

import sys

from dxgraph.errors import DataError, DxgraphError
from dxgraph.history.published import extended, losses, path, published
from dxgraph.history.state import read_state


def main() -> int:
    state = read_state(None)
    listed = published()[1] if path().exists() else {}
    lost = losses(listed.values(), state)
    for loss in lost:
        print(loss, file=sys.stderr)
    if lost:
        return DataError.exit_code
    path().write_text(extended(listed, state), encoding="utf-8")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except DxgraphError as error:
        print(f"{error}\n  → {error.remedy}", file=sys.stderr)
        sys.exit(error.exit_code)
