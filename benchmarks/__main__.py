"""``make bench``: everything here that takes a minute or less; the soak is asked for by itself."""

from __future__ import annotations

from benchmarks import engine, union


def main() -> None:
    print("# The union of the graphs, computed against stored\n")
    union.main()
    print("\n# What the engine adds to Oxigraph\n")
    engine.main()


if __name__ == "__main__":
    main()
