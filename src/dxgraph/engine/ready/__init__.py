"""Answers that are ready before they are asked: computed once a snapshot, then only chosen from."""
