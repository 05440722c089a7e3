"""rdflib-endpoint on rdflib in memory: ``python -m benchmarks.rdflib_server FILE PORT``."""

from __future__ import annotations

import sys

import uvicorn
from rdflib import Graph
from rdflib_endpoint import SparqlEndpoint


def main() -> None:
    path, port = sys.argv[1:]
    graph = Graph()
    graph.parse(path, format="nt")
    app = SparqlEndpoint(graph=graph, cors_enabled=False)
    uvicorn.run(app, port=int(port), log_level="error")


if __name__ == "__main__":
    main()
