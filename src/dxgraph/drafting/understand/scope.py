"""What the clause of a figure says of it: has it been reached, is it so now, is it to come.

"năm 2021 đạt 62%, phấn đấu đến năm 2025 đạt 80%": a figure is told by the words of its own
clause, not by those of the sentence. Between two figures the clause of the second begins where the
time, the aim or the place turns; where nothing turns, it begins with the figure's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dxgraph.drafting.read.context import Sentence
from dxgraph.drafting.read.found import Found
from dxgraph.drafting.read.segments import Parenthesis
from dxgraph.drafting.understand.reading import Reading


def scoped(text: str, readings: Iterable[Reading]) -> None:
    """Give each reading of a sentence its clause."""
    zones: dict[object, list[Reading]] = {}
    for reading in readings:
        zones.setdefault(reading.enclosed or reading.piece, []).append(reading)
    for zone in zones.values():
        _parted(text, zone)


def _parted(text: str, zone: Sequence[Reading]) -> None:
    part = zone[0].enclosed
    begin, last = (part.begin, part.end) if part else zone[0].piece
    for number, reading in enumerate(zone):
        end = last
        if number + 1 < len(zone):
            stop = zone[number + 1].figure.begin
            turn = _TURN.search(text, reading.figure.end, stop)
            end = turn.start() if turn else min(max(reading.end, reading.figure.end), stop)
        reading.clause = (begin, end)
        begin = end


class Scope:
    """Reads the clauses of one document."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = Found(text)
        self._last: tuple[Reading, frozenset[str]] | None = None

    def times(self, sentence: Sentence, reading: Reading) -> frozenset[str]:
        """What a clause says of its time: "was", "now", "aim"; "over" and "due" are its years."""
        if self._last and self._last[0] is reading:
            return self._last[1]
        begin, end = reading.clause
        figure = reading.figure
        aside = () if reading.enclosed else sentence.inner
        said = [
            name
            for first, last in (
                *_outside(begin, figure.begin, aside),
                *_outside(figure.end, end, aside),
            )
            for name in self._words(first, last)
        ]
        found = frozenset((*said, *self._years(sentence, begin, end, reading.enclosed)))
        self._last = reading, found
        return found

    def reached(self, reading: Reading) -> bool:
        """Whether a clause says before its figure that something has been."""
        return self._found.within(_WAS, reading.clause[0], reading.figure.begin)

    def led(self, sentence: Sentence, reading: Reading) -> Iterator[str]:
        """What stands before the colon that leads to a clause which says nothing itself."""
        colon = self._text.find(":", sentence.begin, reading.clause[0])
        if colon >= 0:
            yield from (f"led:{name}" for name in self._words(sentence.begin, colon))
            for name in self._years(sentence, sentence.begin, colon, None):
                yield f"led:{name}"

    def _words(self, begin: int, end: int) -> Iterator[str]:
        return (name for name, pattern in _TIMES if self._found.within(pattern, begin, end))

    def _years(
        self, sentence: Sentence, begin: int, end: int, zone: Parenthesis | None
    ) -> Iterator[str]:
        for year in sentence.years:
            if begin <= year.begin < end and sentence.enclosed(year.begin) == zone:
                if year.bare:
                    continue
                if year.kind == "deadline" or year.spans:
                    yield "due"
                elif year.kind == "past":
                    yield "over"
        due = sentence.due
        if (
            due
            and due.year
            and due.year.kind == "deadline"
            and self._found.within(_THEN, begin, end)
        ):
            yield "due"


def _outside(begin: int, end: int, aside: Iterable[Parenthesis]) -> Iterator[tuple[int, int]]:
    """The parts of a clause that stand in no parenthesis."""
    for part in aside:
        if begin < part.begin < end:
            yield begin, part.begin
            begin = max(begin, min(part.end, end))
    yield begin, end


_TURN = re.compile(
    r"(?:[,;–—]|\s-)\s+(?:(?:và|còn|nhưng|rồi|thì|song|and|but|then|while|though|with)\s+){0,2}"
    r"(?=(?:đến|tới|vào|trong|hết|cuối|đầu|năm|giai\s+đoạn|nhiệm\s+kỳ|hiện|đã|nay|sẽ|phấn\s+đấu|mục\s+tiêu|chỉ\s+tiêu"
    r"|kế\s+hoạch|so\s+với|trong\s+khi|cao\s+hơn|thấp\s+hơn|vượt|nâng|đưa|dự\s+kiến|trước\s+đó|cả\s+nước|toàn\s+quốc"
    r"|bình\s+quân|trung\s+bình|như|riêng|thay\s+vì|hướng|quyết\s+tâm|đặt|tiến\s+tới"
    r"|by|in|until|from|against|compared|up|down|now|currently|today|aims?|will|target|plan|goal|expected|last|having"
    r"|which|it|the\s+(?:province|city|target|plan|goal)|rising|after|before|instead|had|has|was|were|is)\b)"
    r"|\s(?=(?:và|còn|nhưng|and|but|while)\s+(?:đến|năm|hiện|sẽ|phấn\s+đấu|đặt|mục\s+tiêu|aims?|will|by|in|wants?|the\s+(?:target|goal|plan))\b)"
    r"|\s(?=(?:nhưng|song|but|yet)\s)"
    r"|\s(?=(?:so\s+với|trong\s+khi|thay\s+vì|cao\s+hơn|thấp\s+hơn|against|compared|up\s+from|down\s+from|while|whereas|instead\s+of)\b)",
    re.IGNORECASE,
)
"""Where, behind a figure, the time, the aim or the place turns."""
_WAS = re.compile(
    r"\b(?:đã|vừa|từng|ước|mới(?=\s+(?:đạt|chỉ|có|dừng|được|chiếm|là|bằng|khoảng|hơn|gần|\d))|chỉ(?=\s+(?:đạt|có|mới|chiếm))"
    r"|năm\s+(?:ngoái|trước(?!\s+mắt)|qua|vừa)|vừa\s+qua|thời\s+gian\s+qua|cùng\s+kỳ|trước\s+đó|trước\s+đây|trước\s+kia|ghi\s+nhận|nhiệm\s+kỳ\s+(?:qua|trước)"
    r"|once|originally|formerly|initially|was|were|did|had|has|have|last\s+year|ago|so\s+far|already|previously|earlier"
    r"|(?!need|exceed|proceed|succeed|expected|required|planned|targeted|due)[a-z]{3,}ed(?!\s+(?:to|by)\b))\b",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\bcùng\s+(?:thời\s+(?:gian|điểm)|năm|kỳ\s+hạn|mốc)\b|\b(?:đến|tới|vào)\s+(?:thời\s+điểm|lúc|mốc|năm)\s+(?:đó|này|ấy)\b"
    r"|\bby\s+then\b|\b(?:in|by)\s+(?:that|the\s+same)\s+(?:year|date|time)\b",
    re.IGNORECASE,
)
"""Takes up the time that was named before."""
_NOW = re.compile(
    r"(?<!thực\s)(?<!thể\s)(?<!phát\s)(?<!xuất\s)\bhiện\b(?!\s+(?:đại|hữu|hành|tượng|vật))|\b(?:đến\s+nay|tới\s+nay|hôm\s+nay|bây\s+giờ|lúc\s+này"
    r"|tính\s+đến|tính\s+tới|đang|nay(?=\s+(?:là|đạt|có|đã|mới))|now|currently|today|at\s+present|at\s+the\s+moment|presently|stands?|to\s+date)\b",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:phấn\s+đấu|mục\s+tiêu|chỉ\s+tiêu|sẽ|phải|cần|đặt\s+ra|đề\s+ra|quyết\s+tâm|hướng\s+tới|hướng\s+đến|dự\s+kiến|yêu\s+cầu|kỳ\s+vọng|muốn"
    r"|kế\s+hoạch|nâng|đưa|bảo\s+đảm|đảm\s+bảo|cam\s+kết|giao|tiến\s+tới|không\s+để|will|shall|must|should|would|aims?|wants?|targets?|goals?|plans?"
    r"|expects?|expected|hopes?|intends?|seeks?|is\s+to|are\s+to|due\s+to|needs?\s+to|required)\b",
    re.IGNORECASE,
)
_TIMES = (("was", _WAS), ("now", _NOW), ("aim", _AIM))
