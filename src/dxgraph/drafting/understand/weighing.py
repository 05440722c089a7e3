"""Whether a figure is a goal: what speaks for it and what against it, weighed in one table.

Each cue that holds adds its weight; a figure is a goal where the sum is above zero. The weights are
learned by ``python -m benchmarks.weighing`` from labelled texts (logistic regression, always with
the same result) and rounded; they can be read: what weighs most against a figure that is no goal
names its reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from dxgraph.drafting.read.context import Sentence
from dxgraph.drafting.read.found import Found
from dxgraph.drafting.read.lexicon import Lexicon, patterns
from dxgraph.drafting.read.years import Due
from dxgraph.drafting.understand import deadlines
from dxgraph.drafting.understand.beside import Beside
from dxgraph.drafting.understand.counted import counted
from dxgraph.drafting.understand.cues import ASSIGNED, RISES_TO, begins, said
from dxgraph.drafting.understand.figure_words import Reading
from dxgraph.drafting.understand.mentions import AHEAD, WILL, Mentions
from dxgraph.drafting.understand.scope import Scope
from dxgraph.files import own

SAID = patterns(__package__, "weighing.yaml")
"""The words that it reads: the file says what each is for."""
_WEIGHED = own(__package__, "weights.yaml")
CERTAIN: Mapping[str, float] = _WEIGHED["certain"]
"""Cues that no goal of any text has, and one that nothing else has: set by hand."""
BIAS: float = _WEIGHED["bias"]
LEARNED: Mapping[str, float] = {**_WEIGHED["weights"], **CERTAIN}
"""What each cue weighs."""


def weight(cues: Mapping[str, str]) -> float:
    """How much more speaks for a goal than against it."""
    return BIAS + sum(LEARNED.get(cue, 0.0) for cue in cues)


def against(cues: Mapping[str, str], sentence: Sentence) -> str:
    """The reason of a figure that is no goal: that of the cue which weighs most against it."""
    if "mention:scope" in cues:
        return cues["mention:scope"]
    if sentence.part in _TASKS:
        return "task-figure"
    named = [cue for cue, reason in cues.items() if reason]
    worst = min(named, key=lambda cue: (cue == "only", LEARNED.get(cue, 0.0)), default=None)
    return cues[worst] if worst else "past-result"


class Weighing:
    """Weighs the figures of one document."""

    def __init__(
        self, text: str, words: Lexicon, beside: Beside, mentions: Mentions, written: date
    ) -> None:
        self._text = text
        self._found = Found(text)
        self._scope = Scope(text)
        self._written = written
        self._last: tuple[Sentence, tuple[int, int], str] | None = None
        self._words = words
        self._beside = beside
        self._mentions = mentions
        self._announced: dict[int, int] = {}
        self._past: dict[int, bool] = {}
        self._first: int | None = None
        self.told: set[int] = set()
        """Where the blocks begin that tell what a document sets."""

    def cues(self, sentence: Sentence, reading: Reading, due: Due | None) -> dict[str, str]:
        """What holds of a figure, each with the reason that it would give."""
        found = dict.fromkeys(self._place(sentence, reading), "")
        found.update(dict.fromkeys(self._subject(sentence, reading), ""))
        found.update(dict.fromkeys(self._beside_it(sentence, reading), ""))
        found.update(dict.fromkeys(self._goal(sentence, reading), ""))
        for cue in (
            *self._time(sentence, reading, due),
            *self._tense(sentence, reading, due),
        ):
            found[cue] = "past-result" if cue in _REACHED else ""
        found.update(dict.fromkeys(counted(self._text, reading), ""))
        found.update(dict.fromkeys(said(self._text, self._found, sentence, reading), ""))
        times = self._scope.times(sentence, reading)
        cue = "clause:" + "+".join(sorted(times)) if times else "clause"
        found[cue] = "past-result" if self._scope.reached(reading) else ""
        led = [] if times else list(self._scope.led(sentence, reading))
        if "led:due" in led and reading.figure.unit in ("count", None):
            led.append("led:due:count")
        found.update(dict.fromkeys(led, ""))
        found.update(self._mentioned(sentence, reading, due))
        if reading.bound:
            found["bound"] = "scope-quantity"
        return found

    def set_there(self, sentence: Sentence, reading: Reading) -> bool:
        """Whether the clause of a figure says that something is to be, or by when, and no more."""
        times = self._scope.times(sentence, reading)
        listed = sentence.part == "specific" and sentence.block.kind == "item"
        return bool(times & {"aim", "due"} or (listed and not times)) and not times & {"was", "now"}

    def rises(self, sentence: Sentence, reading: Reading) -> bool:
        """Whether a figure is where something goes that starts elsewhere: "từ 83 lên 200"."""
        return RISES_TO.holds(self._text, self._found, sentence, reading)

    def _place(self, sentence: Sentence, reading: Reading) -> Iterator[str]:
        """The part of the document, and the form of the line."""
        among = sentence.part in ("general", "specific")
        yield f"part:{sentence.part}"
        kind = sentence.block.kind
        yield (
            f"{kind}:goals" if among else f"{kind}:{'tasks' if sentence.part in _TASKS else 'else'}"
        )
        head = self._text[sentence.begin : reading.figure.begin] if sentence.headline else ""
        if sentence.headline and not self._words.sets.search(head):
            yield "headline"
        if reading.enclosed:
            inner = self._text[reading.enclosed.begin : reading.enclosed.end]
            yield "bracket:row" if self._words.respectively.search(inner) else "bracket"

    def _subject(self, sentence: Sentence, reading: Reading) -> Iterator[str]:
        """Who acts, for whom, and who says so."""
        text, at = self._text, reading.figure.begin
        opened = text.count("“", sentence.begin, at) > text.count("”", sentence.begin, at)
        if opened or text.count('"', sentence.begin, at) % 2:
            ours = self._found.within(SAID["ours"], sentence.begin, at)
            yield "speech:set" if ours and self.set_there(sentence, reading) else "speech"
        if self._beside.place(reading) == "other":
            yield "other-place"

    def _beside_it(self, sentence: Sentence, reading: Reading) -> Iterator[str]:
        """What the figure before it in the sentence was found to be, or in the block."""
        if self._last and not self._scope.times(sentence, reading):
            last, piece, outcome = self._last
            if last is sentence:
                yield f"beside:{outcome}:{'piece' if piece == reading.piece else 'sentence'}"
            elif last.block is sentence.block:
                yield f"beside:{outcome}:block"

    def found(self, sentence: Sentence, reading: Reading, *, goal: bool) -> None:
        """Remember what a figure is, for the next one."""
        self._last = sentence, reading.piece, "goal" if goal else "none"

    def _goal(self, sentence: Sentence, reading: Reading) -> Iterator[str]:
        """The goal words before a figure, and how far before it."""
        words, text, at = self._words, self._text, reading.figure.begin
        block, within = sentence.block, self._found.within
        if within(words.commits, sentence.begin, at):
            yield "goal-word:sentence"
        elif within(words.commits, max(block.begin, at - _REACH), sentence.begin):
            yield "goal-word:block"
        elif self._first_word() < at:
            yield "goal-word:text"
        if words.sets.search(text[max(sentence.begin, at - AHEAD) : at]):
            yield "sets"
        if within(WILL, sentence.begin, at):
            yield "will:before"
        elif within(WILL, reading.figure.end, reading.end):
            yield "will:behind"
        if block.begin in self.told:
            yield "told"
        if "whole" in reading.figure.doubts:
            yield "whole:set" if self.set_there(sentence, reading) else "whole"

    def _first_word(self) -> int:
        if self._first is None:
            found = self._words.commits.search(self._text)
            self._first = found.start() if found else len(self._text)
        return self._first

    def _time(self, sentence: Sentence, reading: Reading, due: Due | None) -> Iterator[str]:
        """The years and days about a figure."""
        figure = reading.figure
        if due is None:
            later = self._words.later.search(self._text, sentence.begin, figure.begin)
            yield "due:later" if later else "due:headline" if sentence.headline else "due:none"
        elif due.year is None:
            yield "due:document"
        else:
            year = due.year
            own = sentence.begin <= year.begin < sentence.end
            until = SAID["until"].search(self._text, max(0, year.lead - 2), year.end)
            kind = "period" if year.spans else "until" if until else "year"
            kind = "day" if year.bare else kind
            yield f"due:{'own' if own else 'near' if due.near else 'part'}:{kind}"
            if own and reading.piece[0] <= year.begin < figure.begin:
                yield "due:before"
            if year.day.year == self._written.year and not until:
                place = "own" if own else "outside"
                yield f"this-year:{place}:{'late' if self._written.month > _MIDDLE else 'early'}"
            if year.spans and year.day.year == self._written.year > (year.start or 0) + 1:
                yield "period-ends"
        if sentence.begin not in self._past:  # the same for each of its figures
            self._past[sentence.begin] = self._after_past(sentence)
        silent = not self._scope.times(sentence, reading)
        if silent and self._past[sentence.begin]:
            yield "past-before"
        if silent and any(year.kind == "past" for year in sentence.years):
            yield "past-year:sentence"
        if past_year(sentence, reading):
            yield "past-year:bracket" if reading.enclosed else "past-year"
        if self._words.versus.search(
            self._text, max(sentence.begin, figure.begin - _BESIDE), figure.begin
        ):
            yield "versus"

    def _after_past(self, sentence: Sentence) -> bool:
        """Whether a sentence without a year or a goal word follows one of its block that tells of
        months or years that are over."""
        if sentence.years or self._words.commits.search(self._text, sentence.begin, sentence.end):
            return False
        before = max(sentence.block.begin, sentence.begin - _REACH)
        return bool(
            SAID["months"].search(self._text, before, sentence.begin)
            or self._words.past.search(self._text, before, sentence.begin)
        ) and not self._words.commits.search(self._text, before, sentence.begin)

    def _tense(self, sentence: Sentence, reading: Reading, due: Due | None) -> Iterator[str]:
        """The words of what has been reached, and of what changes."""
        words, text, figure = self._words, self._text, reading.figure
        at = begins(figure)
        first, last = max(reading.clause[0], at - _NEARER), figure.end + _NEARER
        behind = text[figure.end : min(reading.clause[1], last)]
        tense = text[first:at]
        aims = list(words.commits.finditer(tense))  # "ranked ninth in 2025, aims for the top five"
        tense = tense[aims[-1].end() :] if aims else tense
        tense = deadlines.SAID["unset"].sub(" ", tense)
        told = deadlines.SAID["unset"].sub(" ", words.from_now.sub(" ", text[first : figure.begin]))
        # "came 27th last year, wants a place among …"; a goal right behind its result sets none
        seeks = [verb for verb in words.sets.finditer(told) if verb.end() < len(told)]
        told = told[seeks[-1].end() :] if seeks else told
        own = due and due.near and due.year and due.year.begin >= sentence.begin
        stands = SAID["stands"].match(tense) and not self._found.within(
            WILL, figure.end, reading.clause[1]
        )
        if stands or words.perfect.search(tense):
            yield "perfect"
        if SAID["now"].search(text, first, at):
            yield "now"
        if SAID["came-from"].search(text, max(sentence.begin, at - _NEARER), at):
            yield "rises-from"  # "rises to 2% of the budget in 2026, from 1.1%"
        if figure.unit == "rank" and SAID["place-from"].search(
            text, max(sentence.begin, at - _REACH), at
        ):
            yield "rises-from"  # "into the top 25, from 31st place"
        start = text[max(sentence.begin, figure.begin - 6) : at].lower().split()
        rising = start[-1:] in (["from"], ["từ"])
        reached = self._scope.times(sentence, reading) & {"over", "now"} or any(
            year.kind == "base" and figure.end <= year.begin < reading.clause[1]
            for year in sentence.years
        )
        if rising and (start[-2:-1] in (["up"], ["down"]) or SAID["to"].match(behind) or reached):
            yield "rises-from"
        if words.done.match(behind):  # "bức tranh năm 2030: … 100% tài liệu đã được số hóa"
            dated = due and due.year
            yield "done" if not dated else "done:dated" if self._ahead(due) else "done:part"
        if words.past.search(told):
            yield "past:dated" if own else "past"
        near = words.past_near.findall(text, first, min(reading.clause[1], last))
        if near and not (figure.unit == "times" and all(map(SAID["compared"].fullmatch, near))):
            yield "past-near"
        if SAID["past"].search(tense):
            yield "past-verb:before"
        if SAID["past"].search(behind[:_NEAR]):
            yield "past-verb:behind"
        if figure.unit != "times" and SAID["change"].search(behind[:40]):
            yield "change:behind"
        if SAID["change"].search(tense[-30:]):
            yield "change:before"
        if self._found.within(words.quoted_near, first, at):
            yield "quoted-near"

    def _ahead(self, due: Due | None) -> bool:
        """Whether a later year beside a figure dates it, or one by whose end something is due: what
        "in 2022 has been" is a state in a text of 2022."""
        if not (due and due.near and due.year) or due.day <= self._written:
            return False
        year = due.year
        until = SAID["until"].search(self._text, max(0, year.lead - 2), year.end)
        return year.day.year > self._written.year or until is not None

    def _mentioned(
        self, sentence: Sentence, reading: Reading, due: Due | None
    ) -> Iterator[tuple[str, str]]:
        """What a text only mentions: with the reasons of `Mentions`."""
        words, figure = self._words, reading.figure
        past = "past-result"
        if sentence.part in _TASKS:
            announced = (
                words.commits.search(self._text, sentence.begin, figure.begin)
                or ASSIGNED.holds(self._text, self._found, sentence, reading)
                or self._scope.times(sentence, reading) == {"aim", "due"}
            )
            told: object = (
                due.near and due.year
                if due
                else words.later.search(self._text, sentence.begin, figure.begin)
            )
            if not (announced and told):
                yield "task-unannounced", "task-figure"
        reason = self._mentions.of_place(sentence, reading)
        if reason:
            yield "of-place", reason
        reason = self._mentions.reason(sentence, reading, due)
        if reason:
            yield ("mention:past" if reason == past else "mention:scope"), reason
        undated = "due" not in self._scope.times(sentence, reading)
        if undated and self._mentions.only(sentence, reading, due):
            yield "only", "scope-quantity"
        if sentence.part == "results" and not self._beside.aimed_at(sentence, reading, due):
            yield "results-unannounced", past
        dated = any(year.kind == "deadline" for year in sentence.years)
        if due is None and sentence.part == "opening" and not dated and not self._sets(sentence):
            yield "unannounced", past

    def _sets(self, sentence: Sentence) -> bool:
        """Whether goals are announced in a sentence, or in its block before it; or whether it tells
        what a document sets that has just been issued."""
        block = sentence.block
        if block.begin not in self._announced:
            found = self._words.commits.search(self._text, block.begin, block.end)
            self._announced[block.begin] = found.start() if found else len(self._text)
        return self._announced[block.begin] < sentence.end or block.begin in self.told


def past_year(sentence: Sentence, reading: Reading) -> bool:
    """Whether a year that was past when the text was written dates a figure: one of its clause, or
    the last one before it."""
    figure = reading.figure
    if any(
        year.kind == "past"
        and reading.begin <= year.begin < reading.end
        and sentence.enclosed(year.begin) == reading.enclosed
        for year in sentence.years
    ):
        return True
    zone = sentence.enclosed(figure.begin)
    for year in reversed(sentence.years):
        if (
            year.begin < figure.begin
            and year.kind in ("past", "deadline", "period")
            and sentence.enclosed(year.begin) == zone
        ):
            return year.kind == "past"
    return False


_REACHED = (
    "rises-from",
    "past-year",
    "past-year:bracket",
    "versus",
    "perfect",
    "done",
    "past",
)
_BESIDE = 24
_MIDDLE = 6
_TASKS = ("tasks", "duties")
_REACH = 1000
_NEARER = 400
"""So far before a figure, and behind it, its tense is looked for."""
_NEAR = 90
