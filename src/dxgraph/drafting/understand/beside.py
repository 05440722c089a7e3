"""What stands beside a figure and says whose it is: a goal beside its result, the figure of the
country, of a document from above, of another place, and the share that a tally comes to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dxgraph.drafting.knowledge import Area
from dxgraph.drafting.read.context import Sentence
from dxgraph.drafting.read.lexicon import Lexicon, patterns
from dxgraph.drafting.read.years import Due
from dxgraph.drafting.understand.figure_words import Reading
from dxgraph.search import fold

SAID = patterns(__package__, "beside.yaml")
"""The words that it reads: the file says what each is for."""


class Beside:
    """Reads one document."""

    def __init__(self, text: str, words: Lexicon, place: str, areas: Iterable[Area]) -> None:
        """``place`` is the territory's slug: what the country sets is quoted in a province's text,
        what another place has in any."""
        self._text = text
        self._words = words
        self._place = place
        self._names, self._others = _others(text, place, areas)

    def reason(self, sentence: Sentence, reading: Reading) -> str | None:
        """The reason of a figure that has its goal beside it, or stands beside its goal."""
        words, figure = self._words, reading.figure
        if not figure.numbers:
            return None
        if reading.enclosed:
            inner = self._text[reading.enclosed.begin : figure.begin]
            if words.past.search(inner):
                return "past-result"  # "95% (hiện nay là 71%)"
            if any(
                year.kind == "base" and 0 <= reading.enclosed.begin - year.end < _NEXT
                for year in sentence.years
            ):
                return "past-result"  # "so với năm 2024 (1.200 doanh nghiệp)"
            begin = max(sentence.begin, reading.enclosed.begin - _LEAD * 2)
            said_again = figure.unit == "percent" and not inner.strip()
            if said_again and SAID["in-words"].search(self._text, begin, reading.enclosed.begin):
                return "scope-quantity"  # "ít nhất một nửa dân số (50%)"
            return None
        if figure.unit == "percent" and SAID["again"].search(
            self._text, max(sentence.begin, figure.begin - 80), figure.begin
        ):
            return "scope-quantity"  # "at least half of its adults, or 50 percent"
        if (
            figure.unit == "percent"
            and figure.comparator == "approximately"
            and _APPOSED.search(self._text, max(sentence.begin, figure.begin - 60), figure.begin)
        ):
            return "scope-quantity"  # "90,000 hectares, some 40 percent of the rice land"
        if SAID["now"].match(self._text, figure.end):
            return "past-result"  # "thứ 12 (hiện nay), phấn đấu …"
        part = next((item for item in sentence.inner if item.begin > figure.end), None)
        if (
            part
            and part.begin - figure.end < 120
            and not re.search(r"[\d,;]", self._text[figure.end : part.begin])
            and words.aim.match(self._text[part.begin : part.end])
            and not words.quoted.search(self._text[part.begin : part.end])
        ):
            return "past-result"  # "58% (mục tiêu năm 2026 là 75%)"
        behind = self._text[figure.end : min(sentence.end, figure.end + _REACH)]
        if words.reached.match(behind) or self._result(sentence, reading, behind):
            return "past-result"  # "61%, bằng gần 90% mục tiêu", "61%, chỉ tiêu giao là 80%"
        return None

    def _result(self, sentence: Sentence, reading: Reading, behind: str) -> bool:
        """Whether a figure is a result: it has its goal behind it, rises from what there is now, or
        is the share that a tally of goals comes to."""
        words, figure = self._words, reading.figure
        begin, at = max(sentence.begin, figure.begin - _LEAD), figure.numbers[0][0]
        head = self._text[max(sentence.begin, at - _AHEAD) : at]
        starts = words.from_now.finditer(self._text, begin, min(sentence.end, at + _REACH))
        if any(part.start() < at < part.end() for part in starts):
            return True  # "từ hạng 22 hiện nay lên …"
        if words.sets.search(head):
            return False
        if figure.unit == "percent" and words.tally_share.search(head):
            return True  # "21/26 chỉ tiêu đạt và vượt, bằng 80,8%"
        dated = any(
            year.kind == "deadline" and sentence.begin <= year.begin < figure.begin
            for year in sentence.years
        )
        goal = words.goal_behind.match(behind)
        if not goal or dated or words.quoted.search(goal[0]):
            return False
        # "đạt 71%, mục tiêu là 5 dự án" tells of two things
        return (figure.unit == "percent") == bool(SAID["percent"].match(behind, goal.end() - 1))

    def place(self, reading: Reading) -> str | None:
        """Whose figure a clause says it is: "own", "other", or None where it names no place."""
        if self._names is None:
            return None
        begin, at = reading.clause[0], reading.figure.begin
        named = [found["own"] for found in self._names.finditer(self._text, begin, at)]
        return None if not named else "own" if named[-1] else "other"

    def aimed_at(self, sentence: Sentence, reading: Reading, due: Due | None) -> bool:
        """Whether a figure is a goal that stands among results: "đạt 71%, chỉ tiêu giao cho năm
        2026 là 80%", "Năm 2027, tỉnh phấn đấu 90%"."""
        figure, words = reading.figure, self._words
        if not (due and due.near and due.year and sentence.begin <= due.year.begin < sentence.end):
            return False
        if due.year.kind != "deadline" or not figure.numbers:
            return False
        if reading.enclosed and self.aimed(reading):
            return True
        announced = self._text[sentence.begin : reading.piece[0]]  # "Năm 2027, tỉnh phấn đấu: …; …"
        if _ANNOUNCES.search(announced) and words.sets.search(announced):
            return True
        return words.sets.search(f"{reading.front} ") is not None

    def aimed(self, reading: Reading) -> bool:
        """Whether a figure in a parenthesis is the goal of the result before it."""
        part = reading.enclosed
        return part is not None and (
            self._words.aim.match(self._text[part.begin : part.end]) is not None
        )

    def elsewhere(self, sentence: Sentence, reading: Reading) -> bool:
        """Whether a figure is the country's, that of another place, or of a document from above."""
        words, figure = self._words, reading.figure
        head = self._text[sentence.begin : figure.begin]
        found = words.elsewhere.search(head[-120:])
        if found:
            return fold(found["place"]).replace(" ", "-") != self._place
        if self._place == _COUNTRY:
            return False
        begin = figure.begin
        if SAID["of-country"].match(self._text, figure.end, sentence.end):
            return True
        if words.versus.search(self._text, max(sentence.begin, begin - 24), begin):
            return words.upstream.match(self._text[figure.end : figure.end + 90]) is not None
        if words.countrywide.match(head) and self.place(reading) != "own":
            return not SAID["own"].search(head)
        national = words.national.match(head)
        if national:
            said = head[national.end("told") :] if national["told"] else head
            return not SAID["own"].search(said) and not SAID["turn"].search(said)
        if SAID["national-label"].match(self._text, sentence.begin, begin):
            return True
        if SAID["minister"].match(head) and not SAID["own"].search(head):
            return True
        if SAID["abroad"].search(self._text, max(reading.clause[0], sentence.begin), begin):
            return True
        return self._others is not None and self._others.search(head) is not None


def _others(
    text: str, place: str, areas: Iterable[Area]
) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """The names of places in a text, those of its own in the group ``own``, and what begins a
    sentence of another place. The first that a text names is its own, too."""
    known = [area for area in areas if SAID["province"].match(area.vi)]
    own = {name for area in known if area.slug == place for name in _names(area)}
    named: dict[str, int] = {}
    for area in known:
        for name in _names(area):
            at = text.find(name)
            if at >= 0 and name not in own:
                named[name] = at
    if not named or place == _COUNTRY:
        return None, None
    first = min(named, key=lambda name: named[name])
    named_own = any(0 <= text.find(name) < named[first] for name in own)
    own |= set() if named_own else {first}
    others = [name for name in named if name not in own]
    if not others:
        return None, None
    ours = "|".join(map(re.escape, sorted(own)))
    names = "|".join(map(re.escape, sorted(others, key=len, reverse=True)))
    speaker = SAID["speaker"].pattern
    begins = re.compile(
        rf"^(?!.*\b(?:{ours})\b)\W*"
        rf"(?:(?:(?:Tỉnh|Thành phố|TP\.?|Neighbou?ring|Nearby)\s+)?(?:{names})"
        r"(?:\s+(?:province|city))?(?:,\s[^,;\d]{2,40},)?\s+[a-zđà-ỹ][^%;\n]{0,60}$"
        rf"|{speaker}(?:{names})\b[^;\n]{{0,240}}$)"
        rf"|\b(?:{names})(?:\s+(?:province|city))?,\s+(?:where|nơi)\b[^.;\n]{{0,80}}$"
    )
    return re.compile(rf"\b(?:(?P<own>{ours})|(?:{names}))\b"), begins


def _names(area: Area) -> set[str]:
    """What texts call a province, in English without marks too: "Đà Nẵng", "Da Nang", "Danang"."""
    names = {SAID["kind"].sub("", name).strip() for name in (area.vi, area.en)}
    for name in tuple(names):
        words = fold(name).title().split()
        names |= {" ".join(words), "".join(words).capitalize()} if len(words) == 2 else set()
    return names


_COUNTRY = "viet-nam"
_NEXT = 3
_REACH = 100
_AHEAD = 400
"""So far before a figure what sets it as a goal, or tallies goals, is looked for."""
_LEAD = 30
_ANNOUNCES = re.compile(r"^[^:;\d]*(?:\b(?:19|20)\d\d\b[^:;\d]*)?:")
"""Begins a sentence whose goals all stand behind its colon."""
_APPOSED = re.compile(r"\d\s+(?:[^\W\d]+\s*){1,5}(?:,|\()\s*$")
"""Between a count and the share that it comes to."""
