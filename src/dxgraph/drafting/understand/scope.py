"""What the clause of a figure says of it: has it been reached, is it so now, is it to come.

"năm 2021 đạt 62%, phấn đấu đến năm 2025 đạt 80%": a figure is told by the words of its own
clause, not by those of the sentence. Between two figures the clause of the second begins where the
time, the aim or the place turns; where nothing turns, it begins with the figure's own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dxgraph.drafting.read.context import Sentence
from dxgraph.drafting.read.found import Found
from dxgraph.drafting.read.lexicon import patterns
from dxgraph.drafting.read.segments import Parenthesis
from dxgraph.drafting.understand.figure_words import Reading

SAID = patterns(__package__, "scope.yaml")
"""The words that it reads: the file says what each is for."""


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
            turn = SAID["turn"].search(text, reading.figure.end, stop)
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
        return self._found.within(SAID["was"], reading.clause[0], reading.figure.begin)

    def led(self, sentence: Sentence, reading: Reading) -> Iterator[str]:
        """What stands before the colon that leads to a clause which says nothing itself."""
        colon = self._text.find(":", sentence.begin, reading.clause[0])
        if colon >= 0:
            yield from (f"led:{name}" for name in self._words(sentence.begin, colon))
            zones = {sentence.enclosed(year.begin) for year in sentence.years}
            for zone in (None, *filter(None, zones)):  # "Giai đoạn 1 (2022-2025): …"
                for name in self._years(sentence, sentence.begin, colon, zone):
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
            and self._found.within(SAID["then"], begin, end)
        ):
            yield "due"


def _outside(begin: int, end: int, aside: Iterable[Parenthesis]) -> Iterator[tuple[int, int]]:
    """The parts of a clause that stand in no parenthesis."""
    for part in aside:
        if begin < part.begin < end:
            yield begin, part.begin
            begin = max(begin, min(part.end, end))
    yield begin, end


_TIMES = (("was", SAID["was"]), ("now", SAID["now"]), ("aim", SAID["aim"]))
