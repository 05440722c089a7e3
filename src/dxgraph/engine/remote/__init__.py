"""Stores elsewhere, by the standard protocol: what is sent, what comes back."""
