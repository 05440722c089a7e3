"""``make bench``: everything but the soak and the fuzzer, which take their minutes when asked for.

With ``--quick``: what is compared with Oxigraph and Virtuoso, on less data, within four minutes.
"""

from __future__ import annotations

import sys

from benchmarks import comparison, engine, named, union


def main() -> None:
    print("# Beside other servers\n")
    comparison.main(sys.argv[1:])
    print("# Named queries over all of our own graph\n")
    named.main()
    if "--quick" in sys.argv:
        return
    print("# What the engine adds to Oxigraph\n")
    engine.main()
    print("\n# The union of the graphs, computed against stored\n")
    union.main()


if __name__ == "__main__":
    main()
