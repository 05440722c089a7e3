"""How one indicator differs from another: what each of the two is, beside the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from dxgraph.asking.language import cues
from dxgraph.asking.understand.question import Understood

_DIFFER: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:how|in what way)\s(?:does|do|is|are)\s(?P<one>.+?)\s"
        r"(?:differ|different)\sfrom\s(?P<other>.+?)\W*$",
        r"^(?:what(?:['’]s|\sis)\s)?(?:the\s)?difference\sbetween\s"
        r"(?P<one>.+?)\sand\s(?P<other>.+?)\W*$",
        r"^(?P<one>.+?)\s(?:khác gì|khác thế nào|khác ra sao|khác như thế nào|khac gi"
        r"|khac the nao|khac ra sao)\s(?:với|so với|voi|so voi)?\s?(?P<other>.+?)\W*$",
        r"^(?P<one>.+?)\s(?:khác|khac)\s(?P<other>.+?)\s(?:ở|o)?\s?(?:chỗ nào|cho nao|điểm nào"
        r"|diem nao|thế nào|the nao|như thế nào|nhu the nao|ra sao)\W*$",
        r"^(?P<one>.+?)\s(?:và|với|va|voi)\s(?P<other>.+?)\s(?:có\s|co\s)?(?:khác nhau|khac nhau"
        r"|giống nhau|giong nhau|là một|la mot)\b.*$",
        r"^how do\s(?P<one>.+?)\sand\s(?P<other>.+?)\sdiffer\W*$",
        r"^(?:is|are)\s(?P<one>.+?)\s(?:the same as|different from)\s(?P<other>.+?)\W*$",
        r"^are\s(?P<one>.+?)\sand\s(?P<other>.+?)\s(?:the same|different)(?: things?)?\W*$",
        r"^(?:phân biệt|phan biet)\s(?P<one>.+?)\s(?:với|và|voi|va)\s(?P<other>.+?)\W*$",
    )
)
_ASKED: Final = {"vi": "{} là gì?", "en": "What is {}?"}


def two_indicators(found: Understood, understand: Callable[[str], Understood]) -> Understood | None:
    """A question how two indicators differ, with both; nothing where it is another question.

    Each half must name one indicator by itself and nothing else: "how does Hanoi differ from …"
    compares figures.
    """
    for pattern in _DIFFER:
        match = pattern.match(found.question.strip())
        if not match:
            continue
        halves = [
            understand(_ASKED[found.language].format(match[name].strip(" \"“”'")))
            for name in ("one", "other")
        ]
        if not all(map(_names_one, halves)):
            continue
        one, other = halves
        if one.indicators == other.indicators:
            continue
        found.parts = [part for half in halves for part in half.parts]
        found.cues = {cues.DEFINED: match[0]}
        found.indicators = (*one.indicators, *other.indicators)
        found.partly = one.partly or other.partly
        return found
    return None


def _names_one(half: Understood) -> bool:
    more = half.areas or half.documents or half.years or half.figures or half.levels
    only = half.cues.keys() <= {cues.DEFINED, cues.SHARE, cues.NUMBER}
    return len(half.indicators) == 1 and only and not (half.unknown or more)
