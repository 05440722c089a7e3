"""Charts, drawn at the server."""
