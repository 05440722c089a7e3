"""At which level of government a figure is: that of what says it most plainly, and stands nearest.

From the strongest to the weakest: the place in a row or a column of levels; brackets right behind
the figure; a level that stands alone beside it ("cấp xã: 75%", "của các sở đạt 95%"); that of its
own subject ("95% hồ sơ của các sở được xử lý"), or of the units that it counts ("60% số xã có …");
whom its clause, its label or its sentence begins with, or asks; the unit that the text or the
document is of; the heading above; and at last what is usual of the indicator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from dxgraph.drafting.read.context import Sentence
from dxgraph.drafting.read.lexicon import Lexicon, patterns
from dxgraph.drafting.understand.figure_words import Reading, content, said_before
from dxgraph.drafting.understand.issuer import (
    level_of_document,
    of_own_unit,
    of_the_province,
    unit_named,
)

SAID = patterns(__package__, "levels.yaml")
"""The words that it reads: the file says what each is for."""
NONE = "not-applicable"
_LEVELS = ("ministry", "province", "district", "commune", "all")


class Levels:
    """The levels of one document's figures, as slugs."""

    def __init__(self, text: str, words: Lexicon) -> None:
        self._text = text
        self._words = words
        self._document = level_of_document(text)

    def of(self, reading: Reading, sentence: Sentence, habit: Set[str]) -> tuple[list[str], str]:
        """The levels of a figure, one or those that share it, and what is doubtful of them where no
        word of its own says them. ``habit`` are those of the known targets of its indicator."""
        printed = next(filter(None, self._printed(reading, sentence, habit)), None)
        if printed:
            return printed, ""
        if not sentence.level and (own := self._own(reading, sentence)):
            return own, "level-document"
        if sentence.level and habit != {NONE}:
            return [sentence.level], ""
        if len(habit) == 1:
            return list(habit), "" if habit == {NONE} else "level-habit"
        units = SAID["units"].search(self._text, sentence.begin, sentence.end)
        return [NONE], "level-unsaid" if units else ""

    def _printed(
        self, reading: Reading, sentence: Sentence, habit: Set[str]
    ) -> Iterator[list[str]]:
        """What its own words say of the level, the strongest first; empty where they say none."""
        yield [reading.level] if reading.level else []
        each = SAID["each"].search(reading.front) or SAID["in-each"].search(reading.behind)
        yield self._named(_alone(each[1])) if each else []
        if self._document == "district" and reading.figure.unit == "count":
            yield [self._document]  # how many communes have something is the district's figure
        yield self._beside(reading)
        yield ["all"] if habit and self._everywhere(reading) else []
        unusual = habit != {NONE}
        counted = self._counted(reading) if unusual else []
        yield counted
        subject = self._subject(reading)
        yield subject if habit else [slug for slug in subject if slug != "all"]
        yield self._begun(reading, sentence) if unusual else []

    def near(self, reading: Reading) -> list[str]:
        """The levels that a figure's own words name, wherever they stand."""
        return self._named(reading.own)

    def _named(self, text: str) -> list[str]:
        found = {slug for slug, pattern in self._words.levels if pattern.search(text)}
        return [slug for slug in _LEVELS if slug in found]

    def _shared(self, text: str) -> list[str]:
        """The levels that a text names, each by itself, or several by one word, or the level of the
        organs that it names: no level where those are of another one too."""
        shared = " ".join(match[0] for match in self._words.level_list.finditer(text))
        found = self._named(f"{text} {_alone(shared)}")
        found = [slug for slug in found if slug != "all"] or found  # "cả ba cấp tỉnh, huyện, xã"
        organs = [slug for slug, organs in self._words.level_organs if organs.search(text)]
        return (
            found if set(organs) <= set(found) else organs if len(organs) == 1 > len(found) else []
        )

    def _beside(self, reading: Reading) -> list[str]:
        """What stands alone right before a figure, or in brackets right behind it."""
        words, front = self._words, reading.front
        bracket = words.level_bracket.match(self._text, reading.figure.end)
        if bracket:  # "100% (tỉnh, huyện)"
            return self._named(_alone(bracket["levels"]))
        label_first = words.level_label.match(front)
        if label_first and not content(front[label_first.end() :], words):
            return self._named(front)
        acts = words.level_acts.search(front)
        if acts:
            return self._named(acts[0])
        label = reading.label.strip(" -–+*•\t")
        if words.level_label.fullmatch(label) and not self._named(front):
            return self._named(label)
        begun = [(slug, units.match(front)) for slug, units in words.level_subjects]
        begun += [(slug, organs.search(front)) for slug, organs in words.level_organs]
        return [slug for slug, it in begun if it and not content(front[it.end() :], words)][:1]

    def _everywhere(self, reading: Reading) -> bool:
        """Whether a figure is printed to hold at all levels: "ở cả ba cấp", "at all levels"."""
        said = self._words.at_all_levels.search(reading.behind)
        return said is not None and not set(self._named(reading.behind)) - {"all"}

    def _subject(self, reading: Reading) -> list[str]:
        """The levels of the subject: what stands behind the verb bounds something else."""
        words = self._words
        own = reading.behind
        if SAID["of-level"].match(own):
            subject = words.counted_units.sub(" ", own)
        else:
            own = f"{said_before(reading.front, words)} {own}".strip()
            own = words.every_level.sub(" ", words.counted_units.sub(" ", own))
            verb = words.verb.search(own, 8)
            passive = verb and words.passive.search(own, verb.end())
            if passive and not words.passive.match(own, verb.start() if verb else 0):
                verb = passive  # "nhân viên vận hành kho dữ liệu cấp xã được tập huấn"
            subject = own[: verb.start()] if verb else own
        found = self._shared(subject)
        where = SAID["at-level"].search(reading.behind) if not found else None
        if where:  # "… được xử lý trên môi trường mạng ở cả ba cấp"
            found = self._named(where[1])
        if not found and len(reading.front.split()) == 1:  # "tỉnh 98%, xã 85%"
            found = self._named(_alone(reading.front))
        return found or self._shared(reading.label)  # "Cấp tỉnh: 90%"

    def _counted(self, reading: Reading) -> list[str]:
        """The level whose units a figure counts: "60% số xã có …"."""
        if SAID["covers"].search(f"{reading.front} "):
            return []
        for slug, counted in self._words.level_counted:
            front = slug != "province" and counted.match(reading.front)
            if front or counted.match(reading.behind):
                return [slug]
        return []

    def _begun(self, reading: Reading, sentence: Sentence) -> list[str]:
        """The level that a clause, a label or a sentence begins with: "Các xã giải quyết 85% …",
        "Sở, ngành: 90%", "Ở cơ sở, 85% …"."""
        words, text, at = self._words, self._text, reading.figure.begin
        begin = max(reading.clause[0], sentence.begin)
        head = text[sentence.begin : at][:_LEAD]
        for said in (text[begin:at][:_LEAD].lstrip(" ,;:–-+("), f"{reading.label.strip()}:"):
            for slug, units in words.level_subjects:
                if units.search(said):
                    return [slug]
        if not words.pronoun.match(reading.behind):  # whom the units have appointed
            for slug, units in words.level_subjects:
                found = units.search(head)
                if found and (found.start() == 0 or SAID["asked"].match(found[0])):
                    return [slug]
        for start in dict.fromkeys((reading.piece[0], sentence.begin)):
            if text.find(";", start, at) < 0:
                for slug, units in words.level_heads:
                    if units.match(text, start, at):
                        return [slug]
        return []

    def _own(self, reading: Reading, sentence: Sentence) -> list[str]:
        """The level of the commune or district that a line is about, or that the document is of:
        its figures are no province's, whatever is usual of the indicator."""
        said = (reading.label, self._text[sentence.begin : reading.figure.begin], reading.front)
        ranked = reading.figure.unit == "rank"  # its indicator says among whom
        named = "" if ranked else next(filter(None, map(unit_named, said)), "")
        clause = self._text[reading.clause[0] : reading.figure.end]
        named = named or of_own_unit(f"{reading.label} {clause} {reading.behind}")
        named = named or of_own_unit(self._above(sentence.begin))
        named = named or ("" if of_the_province(clause) else self._document)
        return [named] if named else []

    def _above(self, begin: int) -> str:
        """The line with a colon above the list that a place stands in: "Thị xã cam kết:"."""
        for line in reversed(self._text[max(0, begin - _LIST) : begin].splitlines()):
            if line.rstrip().endswith(":"):
                return line
            if line.strip() and not SAID["listed"].match(line):
                break
        return ""


def _alone(levels: str) -> str:
    """Words that name levels, each with the word that says so: "tỉnh, huyện"."""
    return " ".join(f"cấp {word} {word}-level" for word in re.findall(r"\w+", levels))


_LIST = 1000
"""So far above a line its list may begin."""
_LEAD = 120
"""So far in, a clause may name the units that it is about."""
