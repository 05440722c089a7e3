"""``python -m dxgraph`` is the command ``dxgraph``."""

from dxgraph.cli import main

main()
