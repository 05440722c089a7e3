"""``make bench``: everything but the soak, which takes its ten minutes when it is asked for."""

from __future__ import annotations

import sys

from benchmarks import comparison, engine, union


def main() -> None:
    print("# Beside other servers\n")
    comparison.main(sys.argv[1:])
    print("# What the engine adds to Oxigraph\n")
    engine.main()
    print("\n# The union of the graphs, computed against stored\n")
    union.main()


if __name__ == "__main__":
    main()
