"""What pages, pictures and descriptions say beside their templates: ``words.yaml``, in Vietnamese
and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dxgraph.bilingual import Both, Language
from dxgraph.files import own

_SAID: Final[Mapping[str, Any]] = own(__package__, "words.yaml")


def said(name: str) -> Mapping[str, Any]:
    """What the file has by a name."""
    found: Mapping[str, Any] = _SAID[name]
    return found


def wordings(name: str) -> dict[str, Both]:
    """A list of wordings, by what each is said of, in the order of the file."""
    return {key: Both(*words) for key, words in _SAID[name].items()}


def by_language(name: str) -> dict[str, dict[str, str]]:
    """The same, each wording by its language."""
    return {key: {"vi": vi, "en": en} for key, (vi, en) in _SAID[name].items()}


def phrase(key: str, language: Language, **values: object) -> str:
    """The phrase of this key, with values in its gaps.

    >>> phrase("by-year", Language.EN, year=2030)
    'by 2030'
    """
    return language.say(*_SAID["phrases"][key]).format_map(values)
