"""The names of the graph that is served, and which of its things go together."""
