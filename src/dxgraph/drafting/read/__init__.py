"""From a file to blocks, numbers, places and the document's own data."""
