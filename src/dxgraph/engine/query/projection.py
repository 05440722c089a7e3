"""What a SELECT shows: read from its text, and written anew in a stable order."""

from __future__ import annotations

from collections.abc import Sequence

from dxgraph.engine.query.tokens import Token, scan, tokens


def select_star(text: str) -> int | None:
    """Where the sign of a ``SELECT *`` stands; None for any other query, and for one that may call
    a service."""
    if "*" not in text or "service" in text.lower():
        return None
    for kind, value, start in scan(text):
        if kind == "mark":
            return start if value == "*" else None
        if kind == "variable":
            return None
    return None


def projection(text: str) -> list[Token]:
    """The variables that a SELECT shows, in order."""
    shown: list[Token] = []
    depth, selecting, before = 0, False, ""
    for token in tokens(text):
        word = token.text.lower()
        if word in "()" and token.kind == "mark":
            depth += 1 if word == "(" else -1
        elif token.kind == "word" and word == "select":
            selecting = True
        elif selecting and (word in {"where", "from", "{"}):
            break
        elif selecting and token.kind == "variable" and (depth == 0 or before == "as"):
            shown.append(token)
        before = word
    return shown


def in_order_of_appearance(text: str, star: int, variables: Sequence[str]) -> str:
    """A query for ``SELECT *`` with its variables written out in the order in which they first
    stand in the text. `variables` are those that it shows, `star` is where its sign stands."""
    if len(variables) < 2:
        return text
    places: dict[str, int] = {}
    for kind, value, start in scan(text, star):
        if kind == "variable":
            places.setdefault(value[1:], start)
    names = sorted(variables, key=lambda name: places.get(name, len(text)))
    return f"{text[:star]} {' '.join(f'?{name}' for name in names)} {text[star + 1 :]}"
