"""What a figure speaks of: the words of its own clause, and those that it shares with others.

"95% hồ sơ … cấp tỉnh, 85% hồ sơ … cấp huyện và 65% hồ sơ … cấp xã được xử lý trên môi trường
mạng": each figure has its own words behind it, and the last one's verb serves them all. "Tỷ lệ …
đạt 90% đối với cấp tỉnh, 80% đối với cấp huyện": the subject in front serves them all. A figure in
parentheses with no words of its own ("(năm 2030 đạt 100%)") speaks of what the figure before it
speaks of. What stands before a colon ("Hồ sơ công việc xử lý trên mạng: cấp tỉnh 90%, …"), or is
the heading of a list, is the subject of figures that have hardly a word of their own; figures with
nothing but commas between them share the words in front of the first and behind the last.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from dxgraph.drafting.read.context import Sentence
from dxgraph.drafting.read.lexicon import Lexicon, patterns
from dxgraph.drafting.read.segments import Parenthesis
from dxgraph.drafting.understand.figure_words import (
    WHOLE,
    Reading,
    Variant,
    content,
    said_before,
    unannounced,
)
from dxgraph.drafting.understand.scope import scoped
from dxgraph.evidence import Figure

SAID = patterns(__package__, "clauses.yaml")
"""The words that it reads: the file says what each is for."""

PER = SAID["per"]
"""Before how many something is counted for: "mỗi 100 dân"."""

TAIL = 0.95
"""What a reading is worth that borrows the verb behind the list."""
HEAD = 0.95
"""…that borrows the subject in front of the list."""
BEFORE = 0.85
"""…that borrows the subject of the sentence before."""


class Clauses:
    """Reads the figures of one sentence after another."""

    def __init__(self, text: str, words: Lexicon) -> None:
        self._text = text
        self._words = words
        self._before = ""
        self._heading = ""
        self._depth = 0
        self._last: list[Reading] = []

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
        scoped(self._text, found)
        self._bound(found)
        self._announce(sentence, found)
        self._outer(found, sentence)
        self._join(found, sentence)
        self._leveled(found, sentence)
        if not self._respectively(found, sentence) and found:
            self._last = found
        subjects = [item.front for item in found if len(content(item.front, self._words)) > 2]
        if subjects:
            self._before = subjects[0]
        elif found:
            self._before = found[0].own
        return found

    def _bound(self, found: Sequence[Reading]) -> None:
        """Where nothing parts two figures of a clause, one alone is its measure: "95% số xã có ít
        nhất 3 cán bộ", "25 dịch vụ công có tỷ lệ nộp trực tuyến 70%". The other bounds it."""
        for before, item in itertools.pairwise(found):
            if not item.figure.numbers or item.figure.comparator == "less-than":
                continue  # "12 xã có tỷ lệ dưới 40%" counts those who stand below a mark
            part, amount = item.enclosed, item.figure.unit in _AMOUNTS
            if part and part != before.enclosed:  # "nền tảng số (ít nhất 01)"
                alone = not item.front and not item.behind
                item.bound = alone and amount and before.figure.unit == "percent"
            elif (
                (before.piece, before.enclosed) == (item.piece, part)
                and not SAID["apart"].search(self._text, before.figure.end, item.figure.begin)
                and not PER.search(self._text, before.begin, before.figure.begin)
            ):
                (item if amount else before).bound = amount or before.figure.unit in _AMOUNTS

    def _announce(self, sentence: Sentence, found: Sequence[Reading]) -> None:
        """Keep a heading that may be the subject of the list below it, as long as the list goes."""
        block = sentence.block
        if self._heading and block.depth <= self._depth:
            self._heading = ""
        text = self._text[sentence.begin : sentence.end]
        if not found and block.kind == "heading" and text.endswith(":"):
            named = self._named(text)
            if named:
                self._heading, self._depth = named, block.depth

    def _respectively(self, found: Sequence[Reading], sentence: Sentence) -> bool:
        """ "Đến năm 2030, các chỉ tiêu trên tương ứng là 30%, 95% …": figure by figure, they are of
        what those of the sentence before are of. Whether that is so."""
        words, last = self._words, self._last
        if (
            not 1 < len(found) == len(last)
            or not words.respective.search(self._text, sentence.begin, found[0].figure.begin)
            or any(a.figure.unit != b.figure.unit for a, b in zip(found, last, strict=True))
            or len(content(" ".join(item.behind for item in found), words)) > 1
        ):
            return False
        for item, other in zip(found, last, strict=True):
            printed = self._text[item.figure.begin : item.figure.end]
            item.subject = other.subject or other.own
            item.label = f"{other.label} {other.own}"
            item.variants = tuple(
                Variant(f"{variant.text} {printed}", variant.factor * HEAD)
                for variant in other.variants
            )
        return True

    def _lead(self, sentence: Sentence) -> str:
        """What stands before the colon at the head of a sentence, as far as it names something."""
        return self._named(self._text[sentence.begin : max(sentence.begin, sentence.lead_end - 1)])

    def _named(self, text: str) -> str:
        text = self._words.year.sub(" ", text).strip(" ,:")
        return text if len(content(text, self._words)) > 1 else ""

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
        lead = ""
        for begin, end in _pieces(flat):
            begin = max(begin, lead_end - base) if end > lead_end - base else begin
            here = [item for item in figures if begin <= item.begin - base < end]
            if not here and flat[end : end + 1] == ":":
                lead = self._named(flat[begin:end])
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
                        lead=lead,
                    )
                )
                at = cut
        return found

    def _outer(self, found: Sequence[Reading], sentence: Sentence) -> None:
        """Give a parenthesis that no figure stands before the words that stand before it."""
        done = None
        for number, item in enumerate(found):
            part = item.enclosed
            if part is None or part == done or len(content(item.own, self._words)) > 2:
                continue
            done = part
            if _host(found, number, item) is None:
                outer = self._text[max(sentence.begin, part.begin - _BEFORE) : part.begin - 1]
                item.front = f"{_SIGN.split(outer)[-1].strip(' ,')} {item.front}".strip()

    def _leveled(self, found: Sequence[Reading], sentence: Sentence) -> None:
        """Give each figure of a row the level that stands at its place in a row of levels."""
        words = self._words
        if not words.respectively.search(self._text, sentence.begin, sentence.end):
            return
        rows = {id(row[0]): row for row in self._rows(found).values()}
        for row in rows.values():
            levels = self._level_row(self._text[row[0].piece[0] : row[0].figure.begin])
            if row[0].enclosed and not levels:
                levels = self._level_row(self._text[sentence.begin : row[0].figure.begin])
            if len(levels) == len(row):
                for item, level in zip(row, levels, strict=True):
                    item.level = level

    def _level_row(self, text: str) -> list[str]:
        """The levels that a text names, in their order: "cấp tỉnh, cấp huyện"."""
        words = self._words
        places: dict[int, str] = {}
        for match in words.level_list.finditer(text):
            for word in re.finditer(r"\w+", match[0]):
                alone = f"cấp {word[0]} {word[0]}-level"
                for slug, pattern in words.levels:
                    if pattern.search(alone):
                        places[match.start() + word.start()] = slug
        for slug, pattern in words.levels:
            for match in pattern.finditer(text):
                if slug != "all" and not any(abs(at - match.start()) < 8 for at in places):
                    places[match.start()] = slug
        if not places and (said := SAID["each-level"].search(text)):  # "Ba cấp tương ứng là …"
            return (
                ["province", "district", "commune"]
                if said["three"] or said["thrice"]
                else ["province", "commune"]
            )
        return [places[at] for at in sorted(places)]

    def _cut(self, chunk: str) -> int:
        """Where, between two figures, the words of the second begin."""
        words = self._words
        subject = words.subject.search(chunk)
        if subject:
            return subject.start()
        marks = list(words.separator.finditer(chunk))
        return marks[-1].start() if marks else len(chunk)

    def _label(self, item: Reading, sentence: Sentence) -> str:
        """What stands before the colon: "cấp tỉnh: 90% …; cấp xã: 80% …"."""
        begin = item.piece[0]
        head = self._text[sentence.begin : max(sentence.begin, begin - 1)]
        if self._text[begin - 1 : begin] == ":" and (signs := list(_PART.finditer(head))):
            return head[signs[-1].end() :]
        return self._text[sentence.begin : max(sentence.begin, sentence.lead_end - 1)]

    def _join(self, found: list[Reading], sentence: Sentence) -> None:
        """Let the figures borrow the words that they share."""
        words = self._words
        above = self._lead(sentence) or self._heading
        rows = self._rows(found)
        fronted = False  # whether a figure before it has a subject
        for number, item in enumerate(found):
            fronted = fronted or bool(number and content(found[number - 1].front, words))
            item.label = self._label(item, sentence)
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
            meant = unannounced(item.front, words)
            if meant != item.front and not content(meant, words):
                variants.append(Variant(f"{figure_words} {item.behind}", 0.98))
            named = list(words.named.finditer(item.front))
            if named and named[-1].start() > 3:
                begun = item.front[named[-1].start() :]
                variants.append(Variant(f"{begun} {figure_words} {item.behind}", 0.98))
            said = content(f"{unannounced(item.front, words)} {item.behind}", words)
            said_of = said_before(item.front, words)
            verbless = not words.verb.search(item.behind) and not words.verb.search(said_of)
            if item.enclosed and len(said) < 3:
                item.host = _host(found, number, item)
                if item.host is not None:
                    continue
            item.twins = self._twins(item) or _shared_subject(item.behind)
            item.linked = self._linked(item, found[number - 1] if number else None, verbless)
            if number and words.pronoun.match(item.behind):
                meant = f"{found[number - 1].behind} {own} {self._tail(found, number)}"
                variants.append(Variant(meant, HEAD))
                item.subject = found[number - 1].behind
            tail = self._tail(found, number) if verbless or len(said) < 5 else ""
            if tail:
                variants.append(Variant(f"{own} {tail}", TAIL))
            head = self._head(found, number) if verbless or len(said) < 6 else ""
            if head:
                variants.append(Variant(f"{head} {own}", HEAD))
            if head and tail:
                variants.append(Variant(f"{head} {own} {tail}", HEAD))
            row = rows.get(number)
            if row:
                whole = f"{row[0].front} {row[-1].behind}"
                variants.append(Variant(f"{whole} {figure_words}{ranks}", HEAD))
                head = head or whole
            lead = item.lead or above
            if lead and not item.enclosed and len(said) < 4:
                variants.append(Variant(f"{lead} {own}", HEAD))
                if not head and not content(item.front, words):
                    head = lead
            before = found[number - 1] if number else None
            if (
                before is not None
                and not self._named_in(f"{unannounced(item.front, words)} {item.behind}")
                and before.figure.unit == item.figure.unit
                and (before.piece == item.piece or not said)
                and not item.enclosed
            ):
                # "90% hồ sơ công việc cấp tỉnh, 80% cấp huyện …": what is counted is not repeated
                whole = f"{said_before(before.front, words)} {before.behind}"
                # "…; hết năm 2029, 81%": it has no word of its own
                shared = before.subject or (self._named_in(whole) if said else whole)
                variants.append(Variant(f"{shared} {own} {tail}".strip(), HEAD))
                head = head or shared
            counted = item.figure.unit == "count"
            shared_link = item.linked and not counted and not content(item.front, words)
            if len(said) < 2 or shared_link or not self._named_in(item.own):
                item.subject = item.subject or head
            alone = before is None or bool(said)
            bare = len(said) < 4 and not content(item.front, words)
            if bare and self._before and not fronted and alone:
                variants.append(Variant(f"{self._before} {own}", BEFORE))
            item.variants = tuple(variants)

    def _twins(self, item: Reading) -> tuple[str, ...]:
        """The names before one figure: "tỷ lệ …, tỷ lệ … cùng đạt 67%"."""
        front = item.front
        both = self._words.both.search(front)
        if not both:
            return ()
        front = unannounced(self._words.year.sub(" ", front[: both.start()]), self._words)
        starts = [match.start() for match in self._words.shared_name.finditer(front.strip(" ,"))]
        front = front.strip(" ,")
        if starts and starts[0] < _LEAD_IN:  # "Lang Son wants the share of …"
            front, starts = front[starts[0] :], [at - starts[0] for at in starts]
        if not starts:
            return self._two(front, item)
        ends = [*starts[1:], len(front)]
        names = [SAID["joint"].sub("", front[at:end]) for at, end in zip(starts, ends, strict=True)]
        joined = [SAID["joint"].search(front, 0, at) for at in starts[1:]]
        named = bool(starts) and starts[0] == 0 and all(joined)
        return tuple(" ".join(name.split()) for name in names) if named and len(names) > 1 else ()

    def _two(self, front: str, item: Reading) -> tuple[str, ...]:
        """Two things of one share, "kinh tế số và thương mại điện tử đều chiếm 15%", where nothing
        behind the figure says that it is of something else."""
        words = self._words
        alone = not content(item.behind, words) or words.respectively.match(item.behind)
        names = tuple(name.strip(" ,") for name in words.joint.split(front))
        long = all(len(content(name, words)) > 2 for name in names)
        return names if item.figure.unit == "percent" and alone and long and len(names) == 2 else ()

    def _named_in(self, text: str) -> str:
        """What a text names before its verb, without levels; empty when it names nothing else."""
        for _, pattern in self._words.levels:
            text = pattern.sub(" ", text)
        verb = self._words.verb.search(text)
        text = text[: verb.start()] if verb else text
        return text.strip(" ,") if content(text, self._words) else ""

    def _aside(self, item: Reading, sentence: Sentence) -> str:
        """What stands in parentheses among a figure's own words."""
        if item.enclosed:
            return ""
        inside = [part for part in sentence.inner if item.begin <= part.begin < item.end]
        return " ".join(self._text[part.begin : part.end] for part in inside)

    def _linked(self, item: Reading, previous: Reading | None, verbless: bool) -> bool:
        front = self._words.year.sub(" ", item.front).rstrip()
        if item.figure.unit == "count" or WHOLE.match(item.behind):
            return True
        # "có" joins no subject to its figure.
        subject = unannounced(front, self._words)
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

    def _rows(self, found: Sequence[Reading]) -> dict[int, list[Reading]]:
        """The figures with nothing but commas between them: number to its row."""
        rows: list[list[int]] = []
        for number, item in enumerate(found):
            last = found[rows[-1][-1]] if rows else None
            if (
                last is not None
                and (last.piece, last.enclosed) == (item.piece, item.enclosed)
                and SAID["comma"].fullmatch(self._text, last.figure.end, item.figure.begin)
            ):
                rows[-1].append(number)
            else:
                rows.append([number])
        return {
            number: [found[other] for other in row]
            for row in rows
            if len(row) > 1
            for number in row
        }

    def _head(self, found: Sequence[Reading], number: int) -> str:
        """The subject in front of the list."""
        item = found[number]
        for other in reversed(found[max(0, number - 8) : number]):
            if other.enclosed != item.enclosed or other.piece != item.piece:
                continue
            if len(content(unannounced(other.front, self._words), self._words)) > 1:
                return other.front
            if item.figure.unit == other.figure.unit == "rank" and other.behind:
                return other.behind  # "nhóm 15 tỉnh dẫn đầu về …, năm 2030 nhóm 10 tỉnh dẫn đầu"
        return ""


def _shared_subject(behind: str) -> tuple[str, ...]:
    """What one figure says of one subject: "dân số có hồ sơ … cũng như có tài khoản …"."""
    said = SAID["as-well"].fullmatch(behind.strip(" .;"))
    if not said:
        return ()
    return tuple(f"{said['subject']} {said['verb']} {said[part]}" for part in ("first", "second"))


def _host(found: Sequence[Reading], number: int, item: Reading) -> int | None:
    for before in range(number - 1, -1, -1):
        if found[before].enclosed is None or found[before].enclosed is item.enclosed:
            host = found[before].host
            return before if host is None else host
    return None


def _pieces(flat: str) -> list[tuple[int, int]]:
    """The parts between semicolons and colons. A colon before a bare figure parts nothing."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in re.finditer(r"[;:\t]", flat):
        at = match.start()
        if match[0] == ":" and SAID["bare"].match(flat, at + 1):
            continue
        found.append((start, at))
        start = at + 1
    found.append((start, len(flat)))
    return found


_AMOUNTS = ("count", "usd", "vnd", None)
"""Units of what may bound another figure."""
_PART = re.compile(r"[;:]")
_BEFORE = 240
"""So far before a parenthesis its words may stand, in code points."""
_SIGN = re.compile(r"[;:()]")
_LEAD_IN = 48
"""So far in, the names of one figure may begin."""
_WITHOUT = ("có", "have", "has")
