"""The pages for people: one module a kind of page, all in the same frame."""
