"""A figure with its words: what `clauses` finds for it, and what the other modules ask of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from dxgraph.drafting.read.lexicon import Lexicon, patterns
from dxgraph.drafting.read.segments import Parenthesis
from dxgraph.evidence import Figure

SAID = patterns(__package__, "figure_words.yaml")
"""The words that it reads: the file says what each is for."""
AMONG = SAID["among"]
WHOLE = re.compile(r"(?:GRDP|GDP)\b")
"""What a share is of, where it stands behind the figure."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to read a figure: the words, and what a match with them is worth."""

    text: str
    factor: float


@dataclass(slots=True)
class Reading:
    """A figure and its words."""

    figure: Figure
    begin: int
    """Of the figure's own words."""
    end: int
    piece: tuple[int, int]
    """The part of the sentence, between semicolons, that it stands in."""
    enclosed: Parenthesis | None
    front: str
    behind: str
    host: int | None = None
    """Number of the figure that a parenthesis without words of its own belongs to."""
    linked: bool = False
    """Whether a subject stands before it and its noun behind: "phủ 100% hộ gia đình"."""
    variants: tuple[Variant, ...] = ()
    lead: str = ""
    """What stands before the colon in front of its part of the sentence."""
    label: str = ""
    """What stands before the first colon of its sentence: "Cấp tỉnh: 90%"."""
    subject: str = ""
    """What names the figure where its own words do not; empty where they do."""
    level: str = ""
    """The level that a row gives to this figure: "cấp tỉnh, huyện, xã lần lượt là …"."""
    twins: tuple[str, ...] = ()
    """The names that share the figure, where there is more than one."""
    bound: bool = False
    """Whether it bounds what another figure of its clause measures: "95% số xã có 3 cán bộ"."""
    clause: tuple[int, int] = (0, 0)
    """The clause that tells its time, and whose it is."""

    @property
    def own(self) -> str:
        return f"{self.front} {self.behind}".strip()


@lru_cache(maxsize=8192)
def content(text: str, words: Lexicon) -> tuple[str, ...]:
    """The words of a text that name something. A clause is asked for its words many times."""
    text = words.year.sub(" ", text)
    return tuple(_NAMING.findall(words.neutral.sub(" ", text)))


_NAMING = re.compile(r"[^\W\d_]{2,}")


def unannounced(front: str, words: Lexicon) -> str:
    """The words before a figure without those that announce a goal: "đặt mục tiêu đạt …"."""
    announced = list(words.commits.finditer(front))
    return front[announced[-1].end() :] if announced else front


def said_before(front: str, words: Lexicon) -> str:
    """What is left of them without "có", "to have", which say nothing of a subject."""
    return SAID["having"].sub("", unannounced(front, words))


def goes_on(before: Reading, reading: Reading) -> bool:
    """Whether a figure has no word of its own, and goes on with the one before it: "… và 30% vào
    năm 2030"."""
    alone = not re.search(r"[^\W\d]{2,}", SAID["joining"].sub(" ", reading.front))
    return alone and before.piece == reading.piece and before.figure.unit == reading.figure.unit


def adopted(reading: Reading, host: Reading) -> Reading:
    """The reading of a goal in a parenthesis behind its result: its words are the result's."""
    return replace(
        host,
        figure=reading.figure,
        begin=reading.begin,
        end=reading.end,
        enclosed=reading.enclosed,
        linked=WHOLE.match(reading.behind) is not None,
    )


def apart(reading: Reading) -> list[Reading]:
    """A reading for each of the names that share a figure."""
    if len(reading.twins) < 2:
        return [reading]
    ranks = " xếp hạng" if reading.figure.unit == "rank" else ""
    last = " ".join(reading.twins[-1].split()[-3:])
    behind = "" if reading.behind.rstrip(" .;").endswith(last) else reading.behind
    return [
        replace(
            reading,
            front=name,
            behind=behind,
            subject="",
            variants=(
                Variant(f"{name}{ranks}", 1.0),
                Variant(f"{name} {behind}{ranks}", 1.0),
            ),
        )
        for name in reading.twins
    ]
