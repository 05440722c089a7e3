"""The words that say what a piece of a document is: what tables there are, and how one is chosen.

The words themselves are in ``vi.yaml`` and ``en.yaml``.

Patterns are of regular expressions that take time in proportion to the text: no repetition inside a
repetition, and every gap has a bound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from dxgraph.evidence import Language
from dxgraph.files import own

Table = tuple[tuple[str, re.Pattern[str]], ...]
"""Patterns by the slug of what they tell."""


class Lexicon:
    """The words of one language by the names of their file, which says what each is for: a pattern
    each, but for the tables below. Each lexicon is itself alone, so that what was found with it can
    be kept by it."""

    pillars: Table
    levels: Table
    level_organs: Table
    level_subjects: Table
    level_counted: Table
    level_heads: Table
    scopes: tuple[tuple[re.Pattern[str], tuple[str, str]], ...]
    """Standard scopes: pattern to our words in Vietnamese and English."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.__dict__.update(words)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> re.Pattern[str]: ...


def pattern_of(said: str | list[str], parts: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern as the files of words write it: they say how."""
    text = said if isinstance(said, str) else "|".join(f"(?:{each})" for each in said)
    text = re.sub(r"\{([a-z_]+)\}", lambda name: parts[name[1]], text)
    return re.compile(text.replace("\n", "").replace(" ", r"\s+"), re.IGNORECASE)


def patterns(package: str, name: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a file of words that lies beside the modules of a package, by their names."""
    return {key: pattern_of(said, {}) for key, said in own(package, name).items()}


@cache
def lexicon(language: Language) -> Lexicon:
    """The words of a language, from its file."""
    said = own(__package__, f"{language}.yaml")
    parts, units, heads = (said.pop(name) for name in ("parts", "units", "heads"))
    by_unit = dict.fromkeys(("level_organs", "level_subjects", "level_counted"), units)
    by_unit["level_heads"] = heads
    found: dict[str, Any] = {}
    for name, words in said.items():
        if name in by_unit:
            of_units = by_unit[name].items()
            found[name] = tuple((slug, pattern_of(words, parts | of)) for slug, of in of_units)
        elif isinstance(words, dict):
            found[name] = tuple((slug, pattern_of(each, parts)) for slug, each in words.items())
        else:
            found[name] = pattern_of(words, parts)
    scopes = tuple(
        (pattern_of(scope["where"], parts), (scope["vi"], scope["en"]))
        for scope in own(__package__, "scopes.yaml")
    )
    return Lexicon(found | {"scopes": scopes})
