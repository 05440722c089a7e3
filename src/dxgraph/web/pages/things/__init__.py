"""A page for each kind of thing of the graph."""
