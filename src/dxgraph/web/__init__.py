"""The graph over HTTP: SPARQL Protocol, named queries, pages, operation.

Nothing is imported here: `dxgraph.web.server` starts the engine before FastAPI is imported.
"""
