"""Turns of speech that say in other words what a phrase of questions says, by their grammar.

"Hồi chưa nhập tỉnh", "lúc còn là một tỉnh" and "before it was absorbed" are one time; written out
as phrases they would be hundreds. Each is replaced by the phrase that is known: the rules stand in
``turns.yaml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Any, Final

from dxgraph import files

_TURNS: Final[dict[str, Any]] = files.own(__package__, "turns.yaml")
_PART: Final = re.compile(r"<([a-z-]+)>")


def _whole(pattern: str) -> str:
    """A pattern with its parts written out."""
    while _PART.search(pattern):
        pattern = _PART.sub(lambda match: _TURNS["parts"][match[1]], pattern)
    return pattern


_RULES: Final = {
    language: [(re.compile(_whole(turn), re.IGNORECASE), said) for turn, said in _TURNS[language]]
    for language in ("vi", "en")
}


def _plain(text: str) -> str:
    """A text without marks, of the same length."""
    return "".join(unicodedata.normalize("NFD", c)[0] for c in text).translate(_STROKES)


_STROKES: Final = str.maketrans("đĐ", "dD")


def _cuts(match: re.Match[str], names: Collection[str], plain: str) -> bool:
    """Whether what a rule leaves out begins or ends within a name: "cai" of "Lào Cai"."""
    kept = {at for part in range(1, match.re.groups + 1) for at in range(*match.span(part))}
    gone = {*range(*match.span())} - kept
    return any(
        not gone.isdisjoint(places) and not gone.issuperset(places)
        for name in names
        for found in re.finditer(rf"\b{re.escape(name)}\b", plain)
        for places in [range(*found.span())]
    )


def reworded(text: str, language: str, names: Iterable[str] = ()) -> str:
    """A question with turns of speech replaced by the phrases that say the same; none of the
    `names` that stand in it is cut.

    >>> reworded("Gia Lai hồi chưa nhập tỉnh đặt bao nhiêu", "vi")
    'Gia Lai trước khi sáp nhập đặt bao nhiêu'
    >>> reworded("gia lai hoi chua nhap tinh", "vi")
    'gia lai truoc khi sap nhap'
    """
    plain = _plain(text)
    whole = {*map(_plain, names)}
    for pattern, said in _RULES[language]:
        found = [m for m in pattern.finditer(plain) if not (whole and _cuts(m, whole, plain))]
        for match in reversed(found):
            form = _plain(said) if text.isascii() else said
            for part in range(1, match.re.groups + 1):
                form = form.replace(f"\\{part}", text[slice(*match.span(part))])
            text = text[: match.start()] + form + text[match.end() :]
        plain = _plain(text) if found else plain
    return " ".join(text.split())
