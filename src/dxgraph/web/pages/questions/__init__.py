"""Questions asked: in words, by name, in SPARQL; and their answers."""
