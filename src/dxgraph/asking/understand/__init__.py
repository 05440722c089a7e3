"""What a question says: the things it names, and the words around them."""
