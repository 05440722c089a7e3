"""Numbers in words, as the digits that they stand for: "ba mươi phần trăm" is "30 phần trăm".

Few number words make a number: "một số", "hai chiều", "ba cấp", "năm 2027" are other words. So
words are a number only

- before "phần trăm" or "percent";
- as a part of a whole: "hai phần ba", "một nửa", "two thirds of", "half of";
- with a power of ten: "ba mươi", "mười lăm nghìn", "two hundred";
- behind a word that compares: "ít nhất hai", "at least two".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dxgraph.evidence.number import Language
from dxgraph.files import own


@dataclass(frozen=True, slots=True)
class Spelled:
    """A text with digits for its numbers in words, and where each place of it is in the text."""

    text: str
    places: tuple[tuple[int, int, int, int], ...] = ()
    """Of each number: begin and end in the new text, begin and end in the old one."""

    def begin(self, at: int) -> int:
        """Where a place that begins something is in the old text."""
        return self._back(at, 2)

    def end(self, at: int) -> int:
        return self._back(at, 3)

    def _back(self, at: int, side: int) -> int:
        number = bisect_right(self.places, at, key=lambda place: place[0]) - 1
        if number < 0:
            return at
        place = self.places[number]
        if at < place[1] or (side == 3 and at == place[1]):
            return place[side]
        return at - place[1] + place[3]


_SAID = own(__package__, "spelled.yaml")
_ONES: Mapping[str, Mapping[str, int]] = _SAID["ones"]
_TENS: Mapping[str, Mapping[str, int]] = _SAID["tens"]
_POWERS: Mapping[str, int] = _SAID["powers"]
_WHOLES: Mapping[str, int] = _SAID["wholes"]


def _vietnamese() -> str:
    one = r"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)"
    last = r"(?:một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín)"
    # The last of "ba mươi năm 2027" is no five.
    ten = rf"(?:{one}\s+mươi|mười)(?:\s+(?!năm\s+\d){last}\b)?"
    hundred = rf"{one}\s+trăm(?:\s+(?:(?:linh|lẻ)\s+{last}|{ten})\b)?"
    power = r"(?:nghìn|ngàn|triệu|tỷ|tỉ)\b(?!\s+(?:lệ|trọng|suất))"
    group = rf"(?:{hundred}|{ten}|{one})"
    number = rf"(?:{group}\s+{power}\s+)*(?:{group}\s+{power}|{hundred}|{ten}|{one})"
    return (
        rf"(?<!\w)(?<![\d.,/-])(?=(?:{one}|mười|nửa|phân|[1-9])\b)"
        r"(?<!\d\s)(?<!thứ\s)(?<!tháng\s)(?<!hàng\s)(?<!ngày\s)(?<!khóa\s)(?<!khoá\s)(?<!kỷ\s)"
        rf"(?:(?P<part>{one})\s+phần\s+(?P<whole>hai|ba|bốn|tư|năm(?!\s+\d)|sáu|bảy|tám|chín|mười)"
        r"(?!\w|\s+(?:trăm|nghìn|chục|đầu|trên\s+cùng|dẫn\s+đầu))"
        rf"|(?P<few>{one}(?=\s+(?:trên|trong(?:\s+số)?)\s+mười)|[1-9](?=\s+trên\s+(?:[345]|10)\b))\s+(?:trên|trong(?:\s+số)?)\s+(?P<ten>mười|10|[345])(?=\s+(?!điểm\b)[^\W\d]|\s*[,.;)]|\s*$)"
        r"|(?P<half>(?:một|phân)\s+nửa|(?<=quá\s)nửa|(?<=hơn\s)nửa)(?!\w|\s+(?:đầu|cuối|sau|năm|nhiệm|thời|chặng|ngày|tháng))"
        rf"|(?P<number>{number})(?!\w|\s+rưỡi))"
    )


def _english() -> str:
    small = [name for name in _ONES["en"] if name not in ("zero", "a")]
    ones = f"(?:{'|'.join(small)})"
    tens = rf"(?:(?:{'|'.join(_TENS['en'])})(?:[-\s]{ones})?)"
    hundred = rf"(?:{ones}|a)\s+hundred\b(?:(?:\s+and)?\s+(?:{tens}|{ones}))?"
    group = rf"(?:{hundred}|{tens}|{ones})"
    power = r"(?:thousand|million|billion)\b"
    number = rf"(?:{group}\s+{power}(?:\s+and)?\s+)*(?:(?:{group}|a)\s+{power}|{group})"
    return (
        rf"(?<!\w)(?<!\d\s)(?:(?P<part>{ones}|a)[-\s](?P<whole>half|(?:third|quarter|fifth|tenth)s?)(?!\w|-)"
        rf"|(?P<few>{ones}|(?<![\d.,])[1-9])\s+(?:out\s+of|in)\s+(?:every\s+)?(?P<ten>ten|10|five|four|three|two|a\s+hundred|one\s+hundred)(?=\s+[^\W\d]|\s*$)"
        r"|(?<!first\s)(?<!second\s)(?<!last\s)(?<!latter\s)(?<!other\s)(?P<half>half)"
        r"(?=\s+(?:of|the|all)\b(?!\s+(?:the\s+)?(?:year|term|period|decade|\d))|\s*$)"
        rf"|(?P<number>{number})(?!\w|-))"
    )


_PERCENT = re.compile(r"\s+(?:phần\s+trăm|per\s?cent|pct)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:top|tốp|ít\s+nhất|tối\s+thiểu|không\s+dưới|không\s+quá|tối\s+đa|at\s+least|at\s+most|no\s+(?:less|fewer|more)\s+than"
    r"|more\s+than|fewer\s+than|a\s+minimum\s+of)\s+$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\s+(?:tỉnh|thành\s+phố|địa\s+phương)[^.;,\d]{0,40}\b(?:dẫn|đứng|hàng)\s+đầu\b|\s+(?:leading|top)\b",
    re.IGNORECASE,
)
_FOR_EACH = re.compile(r"\b(?:cứ|mỗi|trên\s+mỗi|per|every|each)\s+$", re.IGNORECASE)
"""Before the whole that something is counted over: "cứ một nghìn dân"."""
_OF_WHOLE = re.compile(
    r"\s+of\b(?!\s+(?:the\s+)?(?:year|\d))|\s*$|(?<=(?:third|fifth|tenth)s)\s*[,.;)]", re.IGNORECASE
)
_CUT_BY = re.compile(
    r"\bby\s+(?:(?:nearly|almost|about|around|over|at\s+least|more\s+than|some)\s+)?$",
    re.IGNORECASE,
)
_POWER_OF_TEN = re.compile(
    r"\b(?:mươi|mười\s+\w+|trăm|nghìn|ngàn|triệu|tỷ|tỉ|hundred|thousand|million|billion)\b"
    r"|\b\w+ty(?:[-\s]\w+)?\b",
    re.IGNORECASE,
)


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    return re.compile(_vietnamese() if language == "vi" else _english(), re.IGNORECASE)


def in_digits(text: str, language: Language) -> Spelled:
    """The text with digits where it has numbers in words.

    >>> in_digits("ít nhất hai phần ba số xã, ba mươi lăm phần trăm số hộ, một số cấp", "vi").text
    'ít nhất 2/3 số xã, 35 phần trăm số hộ, một số cấp'
    >>> in_digits("half of the communes, fifteen thousand firms, one window", "en").text
    '1/2 of the communes, 15,000 firms, one window'
    """
    parts: list[str] = []
    places = []
    at = length = 0
    for match in _pattern(language).finditer(text):
        digits = _digits(match, text, language)
        if digits is None:
            continue
        begin, end = match.span()
        parts += [text[at:begin], digits]
        length += begin - at
        places.append((length, length + len(digits), begin, end))
        length += len(digits)
        at = end
    if not places:
        return Spelled(text)
    return Spelled("".join((*parts, text[at:])), tuple(places))


def _digits(match: re.Match[str], text: str, language: Language) -> str | None:
    if match["few"]:
        return f"{_value(match['few'], language)}/{_value(match['ten'], language)}"
    if match["half"]:
        return "1/2"
    if match["part"] and language == "en" and not _part_of(match, text):
        return None
    if match["part"]:
        whole = match["whole"].lower()
        over = _WHOLES.get(whole) or _ONES["vi"].get(whole) or 10
        return f"{_value(match['part'], language)}/{over}"
    said = match["number"]
    before = text[max(0, match.start() - 24) : match.start()]
    single = said.lower() in ("một", "one", "a")
    tells = (
        _PERCENT.match(text, match.end())
        or _POWER_OF_TEN.search(said)
        or (not single and (_COMPARED.search(before) or _LEADING.match(text, match.end())))
    )
    if not tells or _FOR_EACH.search(before):
        return None
    written = f"{_value(said, language):,}"
    return written if language == "en" else written.replace(",", ".")


def _part_of(match: re.Match[str], text: str) -> bool:
    """Whether an English part is one of a whole: "two thirds of …", "cut by nearly a third"."""
    head = text[max(0, match.start() - 24) : match.start()]
    return bool(_OF_WHOLE.match(text, match.end()) or _CUT_BY.search(head))


def _value(said: str, language: Language) -> int:
    """What number words are worth: groups below a thousand, each with its power of ten."""
    if said.isdigit():
        return int(said)
    total = group = 0
    ones, tens = _ONES[language], _TENS[language]
    for word in re.split(r"[-\s]+", said.lower()):
        if word in _POWERS:
            total += max(group, 1) * _POWERS[word]
            group = 0
        elif word in ("trăm", "hundred"):
            group = max(group, 1) * 100
        elif word == "mươi":
            group += group % 10 * 9
        else:
            group += tens.get(word) or ones.get(word, 0)
    return total + group
