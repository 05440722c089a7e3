"""What a figure speaks of: the words of its own clause, and those that it shares with others.

"95% hồ sơ … cấp tỉnh, 85% hồ sơ … cấp huyện và 65% hồ sơ … cấp xã được xử lý trên môi trường
mạng": each figure has its own words behind it, and the last one's verb serves them all. "Tỷ lệ …
đạt 90% đối với cấp tỉnh, 80% đối với cấp huyện": the subject in front serves them all. A figure in
parentheses with no words of its own ("(năm 2030 đạt 100%)") speaks of what the figure before it
speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dxgraph.drafting.context import Sentence
from dxgraph.drafting.lexicon import Lexicon
from dxgraph.drafting.segments import Parenthesis
from dxgraph.evidence import Figure

TAIL = 0.95
"""What a reading is worth that borrows the verb behind the list."""
HEAD = 0.95
"""…that borrows the subject in front of the list."""
BEFORE = 0.85
"""…that borrows the subject of the sentence before."""


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

    @property
    def own(self) -> str:
        return f"{self.front} {self.behind}".strip()


def content(text: str, words: Lexicon) -> list[str]:
    """The words of a text that name something."""
    text = words.year.sub(" ", text)
    return [
        word for word in re.findall(r"[^\W\d_]+", words.neutral.sub(" ", text)) if len(word) > 1
    ]


class Clauses:
    """Reads the figures of one sentence after another."""

    def __init__(self, text: str, words: Lexicon) -> None:
        self._text = text
        self._words = words
        self._before = ""

    def read(self, sentence: Sentence, figures: Sequence[Figure]) -> list[Reading]:
        """The readings of a sentence's figures, in their order."""
        outer = [item for item in figures if not sentence.enclosed(item.begin)]
        flat = self._flat(sentence.begin, sentence.end, sentence.inner)
        found = self._zone(flat, sentence.begin, outer, None, sentence.lead_end)
        for part in sentence.inner:
            inside = [item for item in figures if part.begin <= item.begin < part.end]
            if inside:
                text = self._text[part.begin : part.end]
                found += self._zone(text, part.begin, inside, part, part.begin)
        found.sort(key=lambda item: item.figure.begin)
        self._join(found, sentence)
        subjects = [item.front for item in found if len(content(item.front, self._words)) > 2]
        if subjects:
            self._before = subjects[0]
        elif found:
            self._before = found[0].own
        return found

    def _flat(self, begin: int, end: int, inner: Sequence[Parenthesis]) -> str:
        """The text with its parentheses blanked, every place kept."""
        parts = []
        at = begin
        for part in inner:
            parts += [self._text[at : part.begin], " " * (part.end - part.begin)]
            at = part.end
        parts.append(self._text[at:end])
        return "".join(parts)

    def _zone(
        self,
        flat: str,
        base: int,
        figures: Sequence[Figure],
        enclosed: Parenthesis | None,
        lead_end: int,
    ) -> list[Reading]:
        """Read the figures of a text without parentheses that begins at ``base``."""
        found: list[Reading] = []
        for begin, end in _pieces(flat):
            begin = max(begin, lead_end - base) if end > lead_end - base else begin
            here = [item for item in figures if begin <= item.begin - base < end]
            at = begin
            for number, figure in enumerate(here):
                start, stop = figure.begin - base, figure.end - base
                following = here[number + 1].begin - base if number + 1 < len(here) else end
                cut = stop + self._cut(flat[stop:following]) if number + 1 < len(here) else end
                cut = max(cut, stop)
                found.append(
                    Reading(
                        figure,
                        base + at,
                        base + cut,
                        (base + begin, base + end),
                        enclosed,
                        flat[at:start].strip(" (),"),
                        flat[stop:cut].strip(" (),"),
                    )
                )
                at = cut
        return found

    def _cut(self, chunk: str) -> int:
        """Where, between two figures, the words of the second begin."""
        words = self._words
        subject = words.subject.search(chunk)
        if subject:
            return subject.start()
        marks = list(words.separator.finditer(chunk))
        return marks[-1].start() if marks else len(chunk)

    def _join(self, found: list[Reading], sentence: Sentence) -> None:
        """Let the figures borrow the words that they share."""
        words = self._words
        for number, item in enumerate(found):
            figure_words = self._text[item.figure.begin : item.figure.end]
            ranks = " xếp hạng" if item.figure.unit == "rank" else ""
            own = f"{item.front} {figure_words} {item.behind}{ranks}"
            variants = [Variant(own, 1.0)]
            aside = self._aside(item, sentence)
            if aside:
                variants.append(Variant(f"{own} {aside}", 0.97))
            short = item.front.rpartition(", ")[2]
            if short != item.front and len(content(short, words)) > 1:
                variants.append(Variant(f"{short} {figure_words} {item.behind}", 0.98))
            named = list(words.named.finditer(item.front))
            if named and named[-1].start() > 3:
                begun = item.front[named[-1].start() :]
                variants.append(Variant(f"{begun} {figure_words} {item.behind}", 0.98))
            said = content(item.own, words)
            verbless = not words.verb.search(item.behind) and not words.verb.search(item.front)
            if item.enclosed and len(said) < 3:
                item.host = _host(found, number, item)
                continue
            item.linked = self._linked(item, found[number - 1] if number else None, verbless)
            if number and words.pronoun.match(item.behind):
                meant = f"{found[number - 1].behind} {own} {self._tail(found, number)}"
                variants.append(Variant(meant, HEAD))
            if verbless or len(said) < 5:
                tail = self._tail(found, number)
                if tail:
                    variants.append(Variant(f"{own} {tail}", TAIL))
            if verbless or len(said) < 6:
                head = self._head(found, number)
                if head:
                    variants.append(Variant(f"{head} {own}", HEAD))
            if (
                len(said) < 4
                and not content(item.front, words)
                and self._before
                and not any(content(other.front, words) for other in found[:number])
            ):
                variants.append(Variant(f"{self._before} {own}", BEFORE))
            item.variants = tuple(variants)

    def _aside(self, item: Reading, sentence: Sentence) -> str:
        """What stands in parentheses among a figure's own words."""
        if item.enclosed:
            return ""
        inside = [part for part in sentence.inner if item.begin <= part.begin < item.end]
        return " ".join(self._text[part.begin : part.end] for part in inside)

    def _linked(self, item: Reading, previous: Reading | None, verbless: bool) -> bool:
        front = self._words.year.sub(" ", item.front).rstrip()
        if item.figure.unit == "count" or _WHOLE.match(item.behind):
            return True
        # What announces a goal ("đặt mục tiêu đạt 88% …") is no subject, "có" joins none.
        announced = list(self._words.commits.finditer(front))
        subject = front[announced[-1].end() :] if announced else front
        link = self._words.link.search(front)
        if link and link[0].strip() not in _WITHOUT and len(content(subject, self._words)) > 1:
            return True
        return (
            previous is not None
            and previous.linked
            and previous.piece == item.piece
            and previous.figure.unit == item.figure.unit
            and not content(item.front, self._words)
            and verbless
        )

    def _tail(self, found: Sequence[Reading], number: int) -> str:
        """The verb that a later figure of the list has, and this one lacks."""
        item = found[number]
        first = content(item.behind, self._words)[:2]
        for other in found[number + 1 : number + 8]:
            if other.enclosed != item.enclosed:
                continue
            if other.piece != item.piece and content(other.behind, self._words)[:2] != first:
                break
            if self._words.verb.search(other.behind):
                return other.behind
        return ""

    def _head(self, found: Sequence[Reading], number: int) -> str:
        """The subject in front of the list."""
        item = found[number]
        for other in reversed(found[max(0, number - 8) : number]):
            if other.enclosed != item.enclosed or other.piece != item.piece:
                continue
            if len(content(other.front, self._words)) > 1:
                return other.front
        return ""


def _host(found: Sequence[Reading], number: int, item: Reading) -> int | None:
    for before in range(number - 1, -1, -1):
        if found[before].enclosed is None or found[before].enclosed == item.enclosed:
            host = found[before].host
            return before if host is None else host
    return None


def _pieces(flat: str) -> list[tuple[int, int]]:
    """The parts between semicolons and colons. A colon before a bare figure parts nothing."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in re.finditer(r"[;:\t]", flat):
        at = match.start()
        if match[0] == ":" and _BARE.match(flat, at + 1):
            continue
        found.append((start, at))
        start = at + 1
    found.append((start, len(flat)))
    return found


def noun_end(text: str, reading: Reading, words: Lexicon) -> int:
    """Where a printed figure ends, with its noun: "trên 800 doanh nghiệp số".

    A noun belongs to it where the figure counts things, or stands behind its subject; the noun goes
    on through a comma while things of a kind are listed ("xã, phường, thị trấn").
    """
    figure = reading.figure
    end = figure.end
    limit = min(len(text), end + 80)
    if not figure.numbers:
        among = _AMONG.match(text, end, limit)
        return among.end() if among else end
    if not reading.linked or figure.unit not in ("percent", "count"):
        return end
    whole = _WHOLE.match(text[end:limit].lstrip())
    if whole:
        return text.index(whole[0], end) + len(whole[0])
    stop = words.noun_end.search(text, end, limit)
    last = stop.start() if stop else end
    while stop and stop[0] == ",":
        following = words.noun_end.search(text, stop.end(), limit)
        if following is None or re.match(r"[\d%]", following[0]):
            break
        part = text[stop.end() : following.start()].split()
        if not 0 < len(part) <= 3 or not part[0][0].islower():
            break
        last, stop = following.start(), following
    noun = text[end:last]
    if not noun.strip() or len(noun.split()) > 8:
        return end
    return end + len(noun.rstrip())


_AMONG = re.compile(
    r"\s+các\s+[^,.;()\n]{0,40}?(?:vùng|khu\s+vực|cả\s+nước)\b"
    r"|\s+(?:cả\s+nước|toàn\s+quốc|khu\s+vực|vùng)\b",
    re.IGNORECASE,
)
_WITHOUT = ("có", "have", "has")
_WHOLE = re.compile(r"(?:GRDP|GDP)\b")
_BARE = re.compile(r"[^\w;:]*(?:[^\W\d_]+\s+){0,3}\d[\d.,\s]*%?[^\w]*(?:$|[;.(])")
