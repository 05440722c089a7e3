"""The processes that answer: a parent that holds the data, its workers."""
