"""How a text tells a figure: as promised, as reached, as supposed, or denied.

The clause in which the figure stands decides: a verb of what was done ("đã phủ", "had adopted")
tells a result unless it announces ("đã đặt", "was to"), and a verb that promises before it wins.
Words around it ("theo báo cáo", "figures show") count where no such verb does. Where both are said
and neither is before the other, it is open. A sentence that forecasts, advises or sets a condition
tells no goal at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Final

from dxgraph.asking.language.words import SAID, without_marks
from dxgraph.evidence import Figure, Language

PROMISED: Final = "promised"
UNTOLD: Final = "untold"
"""By no word at all: "in 2025 it makes up 20 %" is a promise only where nothing was measured."""
REACHED: Final = "reached"
PLAIN: Final = "plain"
"""By no word as either, though somebody tells what is: "the index of 2024 is 0.82"."""
OPEN: Final = "open"
"""It may be either."""
DENIED: Final = "denied"
"""It is said not to be so."""
SUPPOSED: Final = "supposed"
"""Somebody forecasts, advises, drafts or wishes it, or it holds on a condition: nobody says that it
was set or reached."""

_ASKED: Final = re.compile(r"\?[\s\"”’»)]*$")
"""The end of a question."""
_SIGNS: Final = r"[;:!?()“”\"–—\n]|\s-\s|,(?!\d)"


def without(kind: str, text: str, language: Language) -> str:
    """A text in which is blank what its patterns of a kind say: an ``aside`` narrows nothing ("kể
    cả trẻ em"), what is ``idle`` says nothing where it stands, and who ``measured`` a result is no
    place. No place moves."""
    return patterns(language)[kind].sub(lambda match: " " * len(match[0]), text)


def without_purposes(text: str, language: Language) -> str:
    """A text in which are blank the clauses without a number that begin with a word that says what
    for, with what effect, against what, or where somebody said it: they narrow nothing. "Để không
    tụt lại, …", "…, thereby cutting costs", "…, instead of sending inspectors". No place moves, and
    none is blank that counts less than all."""
    said = patterns(language)
    ends = [0, *(match.end() for match in CLAUSES.finditer(text)), len(text)]
    for begin, end in pairwise(ends):
        clause = text[begin:end]
        narrows = said["limited"].search(clause) or any(sign.isdigit() for sign in clause)
        if said["purpose"].match(clause) and not narrows:
            text = f"{text[:begin]}{' ' * len(clause)}{text[end:]}"
    return text


CLAUSES: Final = re.compile(r"[;:()“”\"]|,(?!\d)|\s[-–—]\s")
"""What parts the clauses of a sentence."""


def told(text: str, figure: Figure, language: Language, part: tuple[int, int] | None = None) -> str:
    """How a sentence tells one of its figures. `part` is where
    its own part stands of a sentence that goes over several things, which counts if it tells."""
    plain = language == "vi" and text.isascii()
    said = patterns(language, plain=plain)
    if _ASKED.search(text) or said["supposed"].search(text) or said["supposed-marked"].search(text):
        return SUPPOSED
    if part is not None and is_told(text, figure, language, part):
        begin, end = figure.begin - part[0], figure.end - part[0]
        return told(text[part[0] : part[1]], replace(figure, begin=begin, end=end), language)
    begin, end = _clause(text, figure, said["apart"])
    own = _Signals.of(text[begin:end], figure.begin - begin, said)
    around = _Signals.of(
        f"{text[:begin]}{' ' * (end - begin)}{text[end:]}", len(text) + 1, said, source=True
    )
    if own.denied:
        return DENIED
    if own.ambiguous:
        return OPEN
    way = own.alone(around) or around.around()
    least = figure.comparator == "at-least"
    bound = least or figure.comparator == "at-most"
    if way == PROMISED and not (bound or own.aims or around.aims or said["aims"].search(text)):
        return UNTOLD
    # "tăng 9,6% trở lên, tính đến 2025": what was counted is seldom told with its least.
    return OPEN if way == REACHED and own.done is None and least else way


def is_told(text: str, figure: Figure, language: Language, part: tuple[int, int]) -> bool:
    """Whether a part of a text says by itself how it tells its figure."""
    said = patterns(language, plain=language == "vi" and text.isascii())
    return not _Signals.of(text[part[0] : part[1]], figure.begin - part[0], said).silent


def announces(text: str, language: Language) -> bool:
    """Whether a text says by itself that something is promised, by a verb or by a document."""
    said = patterns(language, plain=language == "vi" and text.isascii())
    return any(said[kind].search(text) for kind in ("promised", "document"))


def is_plain(text: str, language: Language, *, index: bool) -> bool:
    """Whether a text only says what is, or who tells it, by no word that promises; of a place in an
    `index`, or its value, a verb that says what is will do."""
    said = patterns(language, plain=language == "vi" and text.isascii())
    kinds = ("says", "stands") if index else ("says",)
    return any(said[kind].search(text) for kind in kinds) and not announces(text, language)


def due_years(text: str, years: Sequence[int], language: Language) -> list[int]:
    """Of the years of a sentence those that are not only of its documents: in which they were
    issued, or, where another is named, which stand beside their numbers, or before it in the name
    of a plan ("its 2023 plan").

    >>> due_years("Kế hoạch 241/KH-UBND ban hành năm 2022: đến năm 2025 đạt 5%", [2022, 2025], "vi")
    [2025]
    """
    said = patterns(language, plain=language == "vi" and text.isascii())
    left = list(years)
    for kind, least in (("issued", 0), ("numbered", 1), ("of-a-plan", 1)):
        spans = [match.span(match.lastgroup or 0) for match in said[kind].finditer(text)]
        elsewhere = "".join(sign for at, sign in enumerate(text) if not _is_within(at, spans))
        kept = [year for year in left if str(year) in elsewhere]
        ahead = kind != "of-a-plan" or max(years, default=0) in kept
        left = kept if len(kept) >= least and ahead else left
    return left


def _is_within(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(begin <= at < end for begin, end in spans)


@dataclass(frozen=True, slots=True)
class _Signals:
    """Where the first word of each kind begins, in a part of a text; None where there is none."""

    done: int | None
    """A verb of what was done…"""
    finished: bool
    """…that says that a goal was reached."""
    promised: int | None
    document: int | None
    """A word for a goal or for a document that sets it."""
    source: int | None
    """A word for what was measured or found, or for a time until now."""
    denied: bool
    ambiguous: bool
    by_plan: bool
    """Whether a plan is named as what says it."""
    aimed: bool
    """Whether a word for a goal stands right before the figure: "below its target of 30%"."""

    @classmethod
    def of(
        cls, text: str, figure: int, said: Mapping[str, re.Pattern[str]], *, source: bool = False
    ) -> _Signals:
        announced = {match.start() for match in said["announced"].finditer(text)}
        done = [m.start() for m in said["done"].finditer(text) if m.start() not in announced]
        if not source and (match := said["done-before"].search(text[: max(figure, 0)])):
            done.append(match.start())
        carried = [match.span() for match in said["carried-out"].finditer(text)]
        named = (
            match.start()
            for match in said["document"].finditer(text)
            if not _is_within(match.start(), carried)
        )
        return cls(
            min(done, default=None),
            said["finished"].search(text) is not None,
            _first(said["promised"], text),
            next(named, None),
            _first(said["source"], text),
            said["denied"].search(text) is not None,
            said["ambiguous"].search(text) is not None,
            said["by-plan"].search(text) is not None,
            said["goal-before"].search(text[: max(figure, 0)]) is not None,
        )

    @property
    def aims(self) -> bool:
        """Whether a word for a goal, its document or a promise is among them."""
        return self.aimed or self.promised is not None or self.document is not None

    @property
    def silent(self) -> bool:
        """Whether there is none."""
        signs = (self.done, self.promised, self.source, self.document)
        return signs == (None,) * 4 and not (self.denied or self.ambiguous)

    def alone(self, around: _Signals) -> str:
        """What the clause of the figure says; nothing where it says neither."""
        if self.promised is not None and (self.done is None or self.promised < self.done):
            return PROMISED
        if self.done is not None:
            if self.document is not None and self.document < self.done and not self.finished:
                return OPEN
            return OPEN if around.by_plan else REACHED
        if self.source is None:
            return PROMISED if self.aimed else ""
        if self.document is not None:
            return PROMISED if self.document < self.source else OPEN
        return OPEN if around.promised is not None or around.by_plan else REACHED

    def around(self) -> str:
        """What the other clauses say where that of the figure says neither."""
        if self.source is not None:
            later = self.document is None or self.source < self.document
            return REACHED if self.promised is None and later else OPEN
        return OPEN if self.done is not None and self.promised is None else PROMISED


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return match.start() if match else None


def _clause(text: str, figure: Figure, apart: re.Pattern[str]) -> tuple[int, int]:
    begin, end = 0, len(text)
    for match in apart.finditer(text):
        if match.start() < figure.begin:
            begin = match.start()
        elif match.start() >= figure.end:
            return begin, match.start()
    return begin, end


@cache
def patterns(language: Language, *, plain: bool = False) -> Mapping[str, re.Pattern[str]]:
    """The patterns of a language; `plain` for a text that is typed without marks."""
    said: Mapping[str, str] = SAID[language]["told"]
    planned = said.get("planned", "")
    found = {name: pattern.replace("<planned>", planned) for name, pattern in said.items()}
    found["apart"] = rf"{_SIGNS}|{found['apart']}"
    classes = SAID[language]["claims"]["phrases"]
    kinds = (classes.get(kind, "") for kind in ("planning", "setting"))
    phrases = (phrase.strip() for kind in kinds for phrase in kind.split(","))
    planning = "|".join(re.escape(phrase) for phrase in phrases if phrase)
    found["aims"] = rf"{found['due']}|\b(?:{planning})\b"
    if plain:
        found = {name: without_marks(pattern) for name, pattern in found.items()}
        found["supposed-marked"] = "(?!)"
    else:
        found["ambiguous"] = "(?!)"
    return {
        name: re.compile(pattern, re.IGNORECASE | re.VERBOSE) for name, pattern in found.items()
    }
