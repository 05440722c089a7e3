"""What the graph says, as typed things: read in one place for all that show or give it."""
