"""A draft as Turtle, as the corpus lays it out."""
