"""Ratios measured side by side; figures in the docs come from here."""
