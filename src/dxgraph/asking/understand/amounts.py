"""The amounts of a question: figures, ranks, years, how many are asked for, and units."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from dxgraph.asking.language import cues
from dxgraph.asking.language.phrases import CUES, heard, matches_of
from dxgraph.asking.language.words import CALLED, MONTHS, SAID, UNITS_SAID, word_sets
from dxgraph.asking.understand.question import with_marks
from dxgraph.asking.understand.question_reading import documents_of, kinds_in, of_kinds
from dxgraph.asking.understand.taking import Taking
from dxgraph.evidence import Figure, Language, find_figures
from dxgraph.evidence.words import WORDS
from dxgraph.search import fold

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_YEARS_ALONE: Final = re.compile(rf"(?:{_YEAR.pattern})+")
_FEW_YEARS: Final = 2
_EITHER: Final = frozenset({"hay", "hoac", "or"})
_SEVERAL: Final = 2
_COMPARING: Final = frozenset({cues.AGAINST, cues.HIGHER, cues.LOWER, cues.TREND, cues.REASON})
_OR_NOT: Final = frozenset({"khong", "ko", "chua", "not"})


def wordings(reader: Taking) -> None:
    """ "khoảng hay tối thiểu 25%?" asks for the word, and names the figure by its number."""
    language = reader.found.language
    ends = [*(word.folded for word in reader.words[1:]), ""][: len(reader.words)]
    compared_by = {
        place
        for at in range(len(reader.words))
        if (cue := reader.cue(at)) and cue[1] in _COMPARING
        for place in range(at, at + cue[0])
    } | {
        # "Hải Dương hay Thái Nguyên có nhiều hơn?": of two areas one is asked for.
        at
        for at in range(1, len(reader.words) - 1)
        if reader.taken[at - 1] == reader.taken[at + 1] == "area"
    }
    either = [
        word.marked
        for at, (word, after, kind) in enumerate(zip(reader.words, ends, reader.taken, strict=True))
        if word.folded in _EITHER and kind is None and after not in _OR_NOT
        # "Cao hơn hay thấp hơn?" compares two figures.
        if at not in compared_by
    ]
    if not either or _of_the_nation(reader):
        return
    named = {phrase for phrase in WORDS[language].before if phrase.strip()}
    named |= {"đúng", "đạt", "exactly"}
    plain = reader.found.question.isascii()
    compared = {fold(phrase) for phrase in named} - {"", "muc"} if plain else named - {"mức"}
    exact = {"đúng", "dung", "exactly"} | {
        form
        for phrase, slug in WORDS[language].before.items()
        if slug
        for form in (phrase, fold(phrase))
    }
    words_said = (
        reader.said(at, many, plain=plain) for at in range(len(reader.words)) for many in (3, 2, 1)
    )
    if (exact - {""}).isdisjoint(words_said) and reader.taken.count("figure") < _SEVERAL:
        return  # "Bằng hay thấp hơn …?" compares two figures.
    for at in range(len(reader.words)):
        for many in (3, 2, 1):
            if reader.said(at, many, plain=plain) in compared and reader.free(at, many):
                reader.take(at, many, cues.WORDING)
                break
    if cues.WORDING in reader.taken or reader.taken.count("figure") > 1:
        reader.found.cues.setdefault(cues.WORDING, either[0])
        reader.found.figures = [replace(f, comparator="equal") for f in reader.found.figures]


def _of_the_nation(reader: Taking) -> bool:
    """Whether the nation or one of its yardsticks is named: "cao hay thấp hơn 749?" compares."""
    text = fold(reader.found.question)
    yardstick = any(d in reader.lexicon.yardsticks for d in documents_of(reader.found))
    named = (fold(said) in text for said in CUES[reader.found.language][cues.NATIONAL])
    return (yardstick and not reader.found.figures) or any(named)


def figures(reader: Taking) -> None:
    """Take the figures, with the words that compare them."""
    text = with_marks(reader.found.question, reader.found.language)
    for figure in find_figures(text, reader.found.language):
        places = [
            place
            for place, word in enumerate(reader.words)
            if word.begin < figure.end and word.end > figure.begin
        ]
        printed = "".join(text[begin:end] for begin, end in figure.numbers)
        # "Hue 2026 percent?": the year, and what is asked for in percent; "2026%" is none.
        apart = figure.unit == "percent" and not text[: figure.end].endswith("%")
        bare_year = _YEARS_ALONE.fullmatch(printed) and (
            figure.unit in (None, "count", "rank") or apart
        )
        leads = bool(printed) and figure.unit == "rank" and cues.FIRST in reader.taken
        if (
            not places
            or bare_year
            or _is_age(reader, places)
            or _is_of_a_name(reader, places, figure)
            or _is_base(reader, places[-1])
            or _numbers_a_document(reader, figure, places)
            or not (leads or reader.free(places[0], len(places)))
        ):
            continue
        if leads and not reader.free(places[0], len(places)):
            # "nhóm 15 tỉnh dẫn đầu" names a group; who leads is not asked.
            if any(reader.taken[place] not in (None, cues.FIRST) for place in places):
                continue
            reader.found.cues.pop(cues.FIRST, None)
        reader.take(places[0], len(places), "figure")
        ranked = _ranked(reader, _beyond(figure, text), places[0])
        reader.found.figures.append(ranked)
        if ranked.unit == "rank" and ranked.comparator in ("greater-than", "less-than"):
            # "Cao hơn hạng 10" is a better place, or a greater number.
            reader.found.unknown.append(text[figure.begin : figure.end])
    _ordinals(reader)
    _and_beyond(reader)
    _between(reader)


def _beyond(figure: Figure, text: str) -> Figure:
    """A figure with the first of its two comparators: "higher than the minimum of 10%"."""
    if "two-comparators" not in figure.doubts:
        return figure
    before = text[figure.begin : figure.numbers[0][0]]
    slug = heard("above-a-bound", before) and "greater-than"
    slug = slug or (heard("below-a-bound", before) and "less-than")
    return replace(figure, comparator=slug) if slug else figure


def _is_age(reader: Taking, places: list[int]) -> bool:
    """Whether a number says how old people are: it belongs to the name of what is counted."""
    behind = places[-1] + 1
    after = reader.words[behind].folded if behind < len(reader.words) else ""
    before = reader.words[places[0] - 1].folded if places[0] else ""
    return after == "tuoi" or before == "aged"


def _is_of_a_name(reader: Taking, places: list[int], figure: Figure) -> bool:
    """Whether a number belongs to the name of what is counted: one with a point, "chỉ tiêu 9.5", or
    behind a word for what is numbered, "tiêu chí số 8"."""
    said = [word.folded for word in reader.words[max(0, places[0] - 1) : places[-1] + 1]]
    together = all(pair in reader.lexicon.pairs for pair in pairwise(said))
    digits = all(reader.words[at].folded.isdigit() for at in places)
    numbered = figure.unit in (None, "count") and said[0] in CALLED["numbered"]
    return digits and (len(places) > 1 or numbered) and places[0] > 0 and together


def _is_base(reader: Taking, at: int) -> bool:
    """Whether a number belongs to the name of what is counted: "thuê bao trên 100 dân"."""
    text, behind = reader.found.question, reader.words[at + 1 : at + 2]
    per = text[: reader.words[at].begin].rstrip().lower().endswith(("/", "trên", "tren", "per"))
    return per and any((reader.words[at].folded, w.folded) in reader.lexicon.pairs for w in behind)


def _numbers_a_document(reader: Taking, figure: Figure, places: list[int]) -> bool:
    """Whether a bare number is that of a document: of an area that is named, by its kind and
    number, or one that is not known: "Nghị quyết 99"."""
    found, lexicon, at = reader.found, reader.lexicon, places[0]
    before = fold(found.question[: figure.begin])
    kind = next((said for said in CALLED["document-kinds"] if before.endswith(said)), "")
    bare = len(places) == 1 and figure.comparator == "equal" and not figure.unit
    if not (kind and bare and reader.free(at, 1)):
        return False
    number = re.compile(rf"\b0*{reader.words[at].folded.lstrip('0')}[/-]")
    own = (d for several in found.areas for area in several for d in lexicon.documents_of(area))
    named = (d for d in own if number.search(lexicon.label(d, "vi")))
    if documents := of_kinds(named, kinds_in(kind), lexicon):
        reader.take(at, 1, "document", documents)
        found.documents.append(documents)
        return True
    words = len(kind.split())
    found.unknown.append(reader.written(at - words, words + 1))
    reader.take(at, 1, "figure")
    return True


def _ranked(reader: Taking, figure: Figure, at: int) -> Figure:
    """ "top 10" and "nhóm 10" name a group that leads."""
    before = at - 1 if at else at
    leads = {reader.words[before].folded, reader.words[at].folded} & {"top", "nhom"}
    if leads and figure.unit in (None, "count", "rank"):
        if reader.taken[before] is None and reader.words[before].folded in ("top", "nhom"):
            reader.take(before, 1, "kind")
        return replace(figure, comparator="within-top", unit="rank")
    placed = {reader.words[before].folded, reader.words[at].folded} & {"hang", "thu", "rank"}
    if placed and figure.unit in (None, "count"):
        return replace(figure, unit="rank")
    return figure


def years(reader: Taking) -> None:
    """Take the years; of a period the one in which it ends."""
    text = reader.found.question
    passed = {match.start() for match in matches_of("period", text)}
    if heard("one-by-one", text):
        passed.clear()
    within: set[int] = set()
    for match in matches_of("from-to", text):
        begin, end = int(match[1]), int(match[2])
        if 0 < end - begin <= _FEW_YEARS:
            # "DTI ranks from 2020 to 2022": each of them; of longer periods the end.
            passed.discard(match.start(1))
            within |= {*range(begin + 1, end)}
    for at, word in enumerate(reader.words):
        if reader.taken[at] is None and _YEAR.fullmatch(word.folded):
            reader.take(at, 1, "year")
            # Of a period, the year in which it ends.
            if word.begin not in passed and int(word.folded) not in reader.found.years:
                reader.found.years.append(int(word.folded))
    reader.found.years += sorted(within - {*reader.found.years})
    reader.found.years.sort(key=lambda year: (within and year) or 0)


def days(reader: Taking) -> None:
    """Take a day: "sau ngày 1/7/2025". What was before a day is another question, and is left."""
    text = reader.found.question
    for match in _DAY.finditer(text):
        places = [
            at
            for at, word in enumerate(reader.words)
            if match.start() <= word.begin and word.end <= match.end()
        ]
        before = reader.words[places[0] - 1].marked if places and places[0] else ""
        if places and before not in _BEFORE and reader.free(places[0], len(places)):
            reader.take(places[0], len(places), "day")
            if match["iso"]:
                reader.found.day = match["iso"]
                continue
            month = match["month"]
            number = int(month) if month.isdecimal() else MONTHS.index(month.lower()) + 1
            reader.found.day = f"{match['year']}-{number:02}-{int(match['day']):02}"


_YEARS: Final = r"(?P<year>(?:19|20)\d\d)\b"
_DAY: Final = re.compile(
    rf"\b(?P<iso>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-[0-3]\d)\b"
    rf"|\b(?:ngày\s|ngay\s)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?:\s?[/.-]\s?|\stháng\s|\sthang\s|\s)(?P<month>0?[1-9]|1[0-2]|{'|'.join(MONTHS)})"
    rf"(?:\s?[/.-]\s?|\snăm\s|\snam\s|,?\s){_YEARS}",
    re.IGNORECASE,
)
_BEFORE: Final = frozenset({"trước", "truoc", "before", "until", "đến", "den", "tới", "toi", "by"})


def counts(reader: Taking) -> None:
    """ "5 tỉnh dẫn đầu", "the three lowest": how many of an order are asked for."""
    language, all_words = reader.found.language, reader.words
    ordered = {
        cue[1] for at in range(len(all_words)) if (cue := reader.cue(at)) and cue[1] in _ORDERS
    } | {kind for kind in reader.taken if kind in _ORDERS}
    for at, word in enumerate(all_words):
        number = _number(word.marked, language)
        if number is None or not 1 < number <= _MOST or not reader.free(at, 1):
            continue
        before = all_words[at - 1].folded if at else ""
        lengths = (
            many for many in (5, 4, 3, 2, 1) if reader.said(at + 1, many, plain=True) in _PLACES
        )
        behind = next(lengths, 0)
        group = before in ("nhom", "top") and not ordered & {cues.HIGHEST, cues.LOWEST}
        if word.folded.isdigit() and group:
            continue  # A figure: the places of a ranking up to there.
        next_cue = (
            reader.lexicon.cue(all_words, at + 1, language) if at + 1 < len(all_words) else None
        )
        order = _HEADS.get(before, "")
        if not (order or (ordered and (behind or (next_cue and next_cue[1] in _ORDERS)))):
            if behind and not ordered and _merges(reader) and reader.free(at, behind + 1):
                # "Which three provinces were combined?": which those are tells how many.
                reader.take(at, behind + 1, "kind")
            continue
        begin = at - 1 if order or before in ("nhom", "cac", "the") else at
        if begin < at and reader.taken[begin] in _ORDERS:
            begin = at
        if not reader.free(begin, at + behind + 1 - begin):
            continue
        text = reader.take(begin, at + behind + 1 - begin, "count")
        reader.found.most = number
        reader.found.cues.setdefault(cues.ACROSS, text)
        if not ordered:
            reader.found.cues[order] = text
        return


def _merges(reader: Taking) -> bool:
    said = (reader.cue(at) for at in range(len(reader.words)))
    return any(cue and cue[1] in (cues.MERGED, cues.INHERITED) for cue in said)


def _number(word: str, language: Language) -> int | None:
    if word.isdecimal() and len(word) < 3:
        return int(word)
    number: int | None = SAID[language]["amounts"]["numbers"].get(word)
    return number


_MOST: Final = 20
_ORDERS: Final = frozenset(
    {cues.HIGHEST, cues.LOWEST, cues.FASTEST, cues.SLOWEST, cues.FIRST, cues.LAST}
)
_HEADS: Final = {"top": cues.FIRST, "first": cues.FIRST, "bottom": cues.LAST, "last": cues.LAST}
_PLACES: Final = {place for said in SAID.values() for place in said["amounts"]["places"]}
"""Words that say that places are counted."""
_ORDINAL: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_PLACED: Final = word_sets("amounts", "placed")
"""Words before an ordinal that make it a place in a ranking."""


def _ordinals(reader: Taking) -> None:
    """ "came fifth", "xếp thứ nhì": a place in a ranking in words."""
    language = reader.found.language
    for at, word in enumerate(reader.words):
        match = _ORDINAL.fullmatch(word.marked)
        place = int(match[1]) if match else SAID[language]["amounts"]["ordinals"].get(word.marked)
        if place is None or at == 0 or not reader.free(at, 1):
            continue
        before = reader.words[at - 1].marked
        behind = reader.words[at + 1].marked if at + 1 < len(reader.words) else ""
        if before not in _PLACED[language] and behind not in ("place", "position"):
            continue
        begin = at - 1 if before in _PLACED[language] and reader.free(at - 1, 1) else at
        end = at + 2 if behind in ("place", "position") and reader.free(at + 1, 1) else at + 1
        reader.take(begin, end - begin, "figure")
        reader.found.figures.append(Figure("equal", Decimal(place), unit="rank"))


def _and_beyond(reader: Taking) -> None:
    """ "từ 20% … trở lên": the end of what begins at the one figure that is named."""
    for at in range(len(reader.words) - 1):
        said = f"{reader.words[at].marked} {reader.words[at + 1].marked}"
        up = SAID[reader.found.language]["amounts"]["beyond"].get(said)
        apart = reader.found.question[reader.words[at].end : reader.words[at + 1].begin].strip()
        if up is None or apart or not reader.free(at, 2) or len(reader.found.figures) != 1:
            continue
        figure = reader.found.figures[0]
        reader.take(at, 2, "beyond")
        if figure.unit == "rank" and figure.comparator == "within-top":
            return
        if figure.unit == "rank":
            up = not up
        reader.found.figures = [replace(figure, comparator="at-least" if up else "at-most")]
        return


def _between(reader: Taking) -> None:
    """ "giữa 50% và 70%", "between 20% and 30%": one range of two figures."""
    found = reader.found
    if len(found.figures) != _SEVERAL:
        return
    low, high = sorted(found.figures, key=lambda figure: figure.value)
    first, last = sorted(found.figures, key=lambda figure: figure.begin)
    begun = heard("between", found.question[: first.begin])
    linked = heard("and-then", found.question[first.end : last.begin])
    alike = low.comparator == high.comparator == "equal" and low.unit in (high.unit, None, "count")
    if begun and linked and alike and low.upper is None and high.upper is None:
        found.figures = [replace(high, value=low.value, upper=high.value)]


def units(reader: Taking) -> None:
    """ "… bao nhiêu Mbps", "in dong": the unit tells indicators of one name apart."""
    for at in range(len(reader.words)):
        for many in (4, 3, 2, 1):
            unit = UNITS_SAID.get(reader.said(at, many, plain=True))
            if unit and reader.free(at, many):
                reader.take(at, many, "unit")
                reader.found.units |= {unit}
                break
