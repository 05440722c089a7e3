"""The words of questions and claims in both languages, and the files they lie in."""
