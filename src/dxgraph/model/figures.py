"""A figure in signs, in words, and as documents print it: one writer of each.

A unit and a comparator are given by their slugs, and by what the graph calls them where that is
written too.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from dxgraph import units
from dxgraph.bilingual import Both, Language

_PRINTED: Final[Mapping[str, Both]] = {
    "at-least": Both("tối thiểu {}", "at least {}"),
    "greater-than": Both("trên {}", "over {}"),
    "at-most": Both("không quá {}", "at most {}"),
    "less-than": Both("dưới {}", "under {}"),
    "approximately": Both("khoảng {}", "about {}"),
    "within-top": Both("nhóm {} dẫn đầu", "top {}"),
}
_RANK: Final = Both("hạng", "rank")


def in_signs(number: str, sign: str, unit: str, unit_sign: str, language: Language) -> str:
    """A number as it is written, with the signs of its comparator and its unit.

    >>> in_signs("13,5", ">", "percent-per-year", "%/năm", Language.VI)
    '> 13,5%/năm'
    >>> in_signs("15", "Top", "rank", "", Language.EN), in_signs("9", "=", "rank", "", Language.EN)
    ('Top 15', 'rank 9')
    """
    if sign == "Top":
        return f"Top {number}"
    if unit == "rank":
        number = f"{_RANK.in_language(language)} {number}"
    elif unit in units.BEHIND:
        number += units.behind(unit, language)
    elif unit:
        # A unit of other people's, which has its notation alone.
        number += unit_sign if unit_sign.startswith(("%", "/")) else f" {unit_sign}"
    return f"{'' if sign == '=' else sign} {number}".strip()


def in_words(
    value: Decimal,
    upper: Decimal | None,
    comparator: tuple[str, str],
    unit: tuple[str, str],
    language: Language,
) -> str:
    """A figure for who hears it; comparator and unit by slug and by name.

    >>> percent = ("percent", "Percent")
    >>> in_words(Decimal("12.5"), None, ("at-least", "At least"), percent, Language.EN)
    'at least 12.5 percent'
    """
    number = language.number(value)
    if upper is not None:
        number += language.say(" đến ", " to ") + language.number(upper)
    if comparator[0] == "within-top":
        return language.say(f"trong nhóm {number} dẫn đầu", f"within the top {number}")
    said = comparator[1].lower()
    if comparator[0] == "equal":
        said = _RANK.in_language(language) if unit[0] == "rank" else ""
    counted = "" if unit[0] in {"rank", "count"} else unit[1].lower()
    return " ".join(word for word in (said, number, counted) if word)


def as_printed(
    comparator: str,
    value: Decimal,
    upper: Decimal | None = None,
    unit: str | None = None,
    language: str = "vi",
) -> str:
    """The plainest form in which a document prints a figure; what reads figures reads it back, all
    but a count's unit.

    >>> as_printed("at-least", Decimal("12.5"), None, "percent-per-year")
    'tối thiểu 12,5%/năm'
    """
    tongue = Language(language)
    amount = tongue.number(value)
    if upper is not None:
        amount += f"-{tongue.number(upper)}"
    amount += units.behind(unit, tongue)
    if unit == "rank" and comparator != "within-top":
        amount = f"{_RANK.in_language(tongue)} {amount}"
    form = _PRINTED.get(comparator)
    return form.in_language(tongue).format(amount) if form else amount
