"""Tools for programs that talk: the Model Context Protocol."""
