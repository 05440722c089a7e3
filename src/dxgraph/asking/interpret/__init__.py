"""Which named query a question asks, with which parameters: its readings."""
