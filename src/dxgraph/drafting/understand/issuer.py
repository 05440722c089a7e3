"""The level of a document's own figures: that of the commune or district that issues it, or of the
communes to which it gives its goals. The words are in ``issuer.yaml``."""

from __future__ import annotations

import itertools
import re

from dxgraph.drafting.read.lexicon import pattern_of
from dxgraph.files import own

_SAID = own(__package__, "issuer.yaml")
_LEVELS = ("commune", "district")
_HEAD = 600
"""So far in, a document says whose it is, in code points and lines."""
_LINES = 4


def _by_level(name: str, before: str = "") -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (level, pattern_of(f"{before}(?:{_joined(name)})", _SAID[level])) for level in _LEVELS
    )


def _joined(name: str) -> str:
    said = _SAID[name]
    return said if isinstance(said, str) else "|".join(said)


_ISSUERS = _by_level("issuer", r"\W*")
_NAMED = _by_level("named", r"\W*")
_OF_OWN = _by_level("of_own")
_GIVEN = _by_level("given")
_PROVINCE = pattern_of(_SAID["province"], {})


def level_of_document(text: str) -> str:
    """The slug of the level that unbounded figures of a document have; empty for a province's or
    the country's, whose figures have none, and where the head of the text does not say it."""
    lines = [line.strip() for line in text[:_HEAD].split("\n") if line.strip()][:_LINES]
    given = (level for level, titles in _GIVEN if titles.search("\n".join(lines)))
    issued = (level for level, issuer in _ISSUERS if any(map(issuer.match, lines)))
    return next(itertools.chain(given, issued), "")


def unit_named(said: str) -> str:
    """The level of the units that a label or a clause begins with by name: "Xã Tân Lập: 18%"."""
    return next((level for level, named in _NAMED if named.match(said)), "")


def of_own_unit(said: str) -> str:
    """The level of the one unit whose figure a clause says it is: "95% thửa đất của huyện"."""
    return next((level for level, named in _OF_OWN if named.search(said)), "")


def of_the_province(said: str) -> bool:
    """Whether a clause says that its figure is of a whole province, or that of the country."""
    return _PROVINCE.search(said) is not None
