"""Readings run, and told in sentences with figures and places."""
