"""What is doubtful in a proposal, in words: one table, and which of it the data keep."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dxgraph.bilingual import Both
from dxgraph.evidence import READ_OTHERWISE
from dxgraph.files import own


def _sentence(said: Both) -> Both:
    return Both(*(f"{text[:1].upper()}{text[1:]}." for text in (said.vi, said.en)))


DOUBTS: Mapping[str, Both] = MappingProxyType(
    {slug: Both(*said) for slug, said in own(__package__, "doubts.yaml").items()}
    | {slug: _sentence(said) for slug, said in READ_OTHERWISE.items()}
)
"""Why a choice is doubtful, and what is noted with a reading, by slug. How else a figure can be
read is said in the words of `dxgraph.evidence`."""

NOTED = (
    "nested",
    "several-targets",
    "comparator-list",
    "one-verb",
    "rank-words",
    "deadline-part",
    "borrowed-subject",
)
"""The doubts that the data keep as an editorial note; the others are for the reviewer alone."""
