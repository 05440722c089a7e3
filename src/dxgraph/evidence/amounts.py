"""The amount of a printed figure: a number, a part of a whole, or the two ends of a range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from dxgraph.errors import DataError
from dxgraph.evidence.grammar import Grammar
from dxgraph.evidence.number import Language, is_ambiguous, parse_number
from dxgraph.messages import message

_HEAD = 80


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or the two ends of a range, with its percent sign and its power of ten."""

    value: Decimal
    upper: Decimal | None
    percent: bool
    begin: int
    end: int
    numbers: tuple[tuple[int, int], ...]
    doubts: tuple[str, ...]


def amount_of(match: re.Match[str], text: str, rules: Grammar, language: Language) -> Amount:
    """What the words that matched are worth. Raises DataError when they cannot be read."""
    part = rules.fraction.match(text, match.start())
    if part and 1 < int(part["whole"]) >= int(part["part"]):
        exact = Decimal(part["part"]) * 100 / Decimal(part["whole"])
        value = exact.quantize(Decimal("0.01"), ROUND_HALF_EVEN)
        doubts = () if value * int(part["whole"]) == 100 * int(part["part"]) else ("rounded",)
        ends = (part.span("part"), part.span("whole"))
        return Amount(value, None, True, *part.span(), ends, doubts)

    ranged = _is_range(match, text)
    names = ("first", "second") if ranged else ("first",)
    scale = match["scale2"] if ranged else match["scale"]
    power = sum(rules.words.scale[word.lower()] for word in (scale or "").split())
    values = [parse_number(match[name], language).scaleb(power) for name in names]
    if ranged and values[0] >= values[1]:
        raise DataError(message("range-crossed", range=match[0]))
    numbers = tuple(match.span(name) for name in names)
    ambiguous = any(is_ambiguous(match[name], language) for name in names)
    end = match.end() if ranged else max(match.end("first"), match.end("mark"), match.end("scale"))
    return Amount(
        value=values[0],
        upper=values[1] if ranged else None,
        percent=bool(match["mark2"] if ranged else match["mark"]),
        begin=match.start(),
        end=end,
        numbers=numbers,
        doubts=("thousands",) if ambiguous else (),
    )


def _is_range(match: re.Match[str], text: str) -> bool:
    """Whether two numbers with something between them are the ends of one range."""
    first, second = match["first"], match["second"]
    if not second or _LEADING_ZERO.match(first) or _LEADING_ZERO.match(second):
        return False
    if (match["mark"] and not match["mark2"]) or (match["scale"] and not match["scale2"]):
        return False
    if match["between"].strip() != "and":
        return True
    head = text[max(0, match.start() - _HEAD) : match.start()]
    return re.search(r"\bbetween\s+(?:USD\s|VND\s|US\$|\$)?\s*$", head, re.IGNORECASE) is not None


_LEADING_ZERO = re.compile(r"0\d")
