"""What a text says of itself: its number, its day, whose it is.

An official text has them at its head ("UBND TỈNH …", "Số: …", "…, ngày … tháng … năm …"), a report
in the sentence that tells of it ("Ngày …, UBND tỉnh … ban hành Kế hoạch số …"). What is only
mentioned (a document that is carried out, another province) says nothing of the text itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dxgraph.drafting.knowledge import Knowledge
from dxgraph.drafting.proposal import Explained
from dxgraph.drafting.read.dates import printed_dates
from dxgraph.drafting.read.lexicon import patterns
from dxgraph.drafting.read.signs import document_numbers
from dxgraph.search import fold

SAID = patterns(__package__, "identity.yaml")
"""The words that it reads: the file says what each is for."""

_HEAD = 2500
"""How far into a text its head goes at most, in code points."""
_SHORT = 90
"""A line or cell of a head is no longer."""
_SENTENCE = 400

_BODIES = patterns(__package__, "bodies.yaml")
"""What texts call bodies, by the kinds of body that are meant."""
_BODY = "|".join(said.pattern for said in _BODIES.values())
_OF_BODY = re.compile(_BODY, re.IGNORECASE)
_DAY_LONG = 36
"""What stands behind such a number is a day and no longer."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something that a text says of itself, and where."""

    value: str
    begin: int
    end: int
    firm: bool = True
    """Whether it stands where a text says whose it is, and is not only much mentioned."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a text says of itself; None where it says nothing, or several things."""

    number: Said | None = None
    day: Said | None = None
    place: Said | None = None
    """The name of an area."""
    body: Said | None = None
    """The kinds of body that it comes from, or that body's slug, by a space."""
    hint: Said | None = None
    """The one area of which a body is named: too little to contradict anybody."""
    places: frozenset[str] = frozenset()
    """All areas that are named."""
    days: frozenset[date] = frozenset()
    """All days by which it could have been issued."""


def identify(text: str, knowledge: Knowledge, given: str | None = None) -> Identity:
    """What a text says of itself. With a given number, what it says of that document counts."""
    numbers = list(document_numbers(text))
    own = _own_number(text, numbers, given)
    said = [item for item in numbers if own and fold(item.document or "") == fold(own.value)]
    days = _own_days(text, said)
    places = list(_places(text, knowledge))
    return Identity(
        number=own,
        day=days[0] if days else None,
        place=_own_place(text, places, said),
        body=_head_body(text, places, own, knowledge) or _own_body(text, said),
        hint=_only_body(text, places),
        places=frozenset(fold(item.value) for item in places),
        days=frozenset(date.fromisoformat(item.value) for item in days),
    )


def _own_number(text: str, numbers: list[Explained], given: str | None) -> Said | None:
    headed = [item for item in numbers if item.begin < _HEAD and _heads(text, item)]
    if headed:
        return _said(headed[0])
    if given:
        printed = [item for item in numbers if fold(item.document or "") == fold(given)]
        if printed:
            return _said(printed[0])
    told = [item for item in numbers if _issue_sentence(text, item) is not None]
    return _said(told[0]) if told else None


def _heads(text: str, item: Explained) -> bool:
    """Whether a number stands behind "Số:", or alone in a line with its type and day."""
    begin, end = _cell(text, item.begin)
    before, behind = text[begin : item.begin], text[item.end : end]
    alone = SAID["type"].fullmatch(before) and (
        not behind.strip() or SAID["with-day"].match(behind)
    )
    return SAID["numbered"].search(before) is not None or bool(alone and len(behind) < _DAY_LONG)


def _said(item: Explained) -> Said:
    return Said(item.document or "", item.begin, item.end)


def _issue_sentence(text: str, item: Explained) -> int | None:
    """Where the sentence begins that tells of the issue of a document; None of another one."""
    begin = _sentence(text, item.begin)
    head = text[begin : item.begin]
    verbs = list(SAID["issued"].finditer(head))
    if not verbs or SAID["others"].search(head[verbs[-1].end() :]):
        return None
    return begin


def _sentence(text: str, at: int) -> int:
    start = max(0, at - _SENTENCE)
    ends = [match.end() for match in re.finditer(r"[.;!?]\s+(?=[^\W\d])|\n", text[start:at])]
    return start + (ends[-1] if ends else 0)


def _cell(text: str, at: int) -> tuple[int, int]:
    """The line, or the cell of a row, that a place is in."""
    begin = max(text.rfind("\n", 0, at), text.rfind("\t", 0, at)) + 1
    ends = [end for end in (text.find("\n", at), text.find("\t", at)) if end >= 0]
    return begin, min(ends, default=len(text))


def _own_days(text: str, own: list[Explained]) -> list[Said]:
    days = sorted((item for item in printed_dates(text) if item.exact), key=lambda item: item.begin)
    found = []
    for day in days:
        begin, end = _cell(text, day.begin)
        before, behind = text[begin : day.begin], text[day.end : end]
        # "Trà Vinh, ngày 12 tháng 7 năm 2022", alone in its line or cell
        headed = day.begin < _HEAD and end - begin < _SHORT and not behind.strip(" )")
        numbered = any(
            0 <= day.begin - item.end < 20 and SAID["dated"].match(text[item.end : day.begin])
            for item in own
        )
        if numbered or (headed and SAID["place-and-day"].match(before.removeprefix("("))):
            found.append(Said(day.day.isoformat(), day.begin, day.end))
    if found:
        return found
    for item in own:
        start = _issue_sentence(text, item)
        if start is None:
            continue
        found += [
            Said(day.day.isoformat(), day.begin, day.end)
            for day in days
            if start <= day.begin < item.begin and SAID["on-the"].fullmatch(text[start : day.begin])
        ]
    return found


def names_of(vi: str, en: str) -> tuple[str, ...]:
    """The names of an area without what says of which kind it is."""
    bare = [re.sub(r"\s*\([^()]*\)$", "", name) for name in (vi, en)]
    return (
        re.sub(r"^(?:tỉnh|thành\s+phố)\s+", "", bare[0], flags=re.IGNORECASE),
        re.sub(r"\s+(?:province|city)$", "", bare[1], flags=re.IGNORECASE),
    )


def _places(text: str, knowledge: Knowledge) -> Iterator[Said]:
    """The provinces that are named as such, or as those of a body; by their Vietnamese name."""
    names: dict[str, str] = {}
    spelled: set[str] = set()
    for area in knowledge.areas.values():
        if re.match(r"việt nam|vùng\b", area.vi, re.IGNORECASE):
            continue
        vietnamese, english = names_of(area.vi, area.en)
        for name in (vietnamese, english):
            names[fold(name)] = vietnamese
            # an English text may print a name without its marks
            spelled |= {name.lower(), fold(name)}
    if not names:
        return
    if "ho chi minh" in names:
        names["hcm"] = names["ho chi minh"]
        spelled.add("hcm")
    longest = sorted(spelled, key=lambda name: (-len(name), name))
    every = "|".join(r"[\s–-]+".join(re.findall(r"\w+", name)) for name in longest)
    pattern = re.compile(
        rf"\b(?P<of>(?:{_BODY})\s+(?:(?:of|tỉnh|thành\s+phố|t\.?p\.?)\s*)?|tỉnh\s+|thành\s+phố\s+"
        rf"|t\.?p\.?\s*)(?P<name>{every})\b(?:\s+(?:province|city)\b)?"
        rf"|\b(?P<english>{every})\s+(?:(?:province|city)\b|provincial\b|municipal\b)(?:['’]s)?"
        rf"(?:\s+(?:{_BODY}))?",
        re.IGNORECASE,
    )
    for match in pattern.finditer(text):
        group = "name" if match["name"] else "english"
        yield Said(names[fold(match[group])], match.start(), match.end())


def _headed(text: str, places: list[Said]) -> Said | None:
    """The body of a place that has a line or cell of the head for itself."""
    for place in places:
        begin, end = _cell(text, place.begin)
        around = text[begin : place.begin] + text[place.end : end]
        of_body = _OF_BODY.search(text, place.begin, place.end)
        if place.begin < _HEAD and of_body and not SAID["words"].search(around):
            return place
    return None


def _head_body(
    text: str, places: list[Said], own: Said | None, knowledge: Knowledge
) -> Said | None:
    """The body that the head of an official text names in a line or cell of its own."""
    place = _headed(text, places)
    if place and (match := _OF_BODY.search(text, place.begin, place.end)):
        return Said(_kinds(match[0]), place.begin, place.end)
    head = text[: min(own.begin, _HEAD)] if own else ""
    for body in knowledge.bodies.values():
        if body.jurisdiction != "viet-nam":
            continue
        said = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in (body.vi, body.en))
        line = re.search(rf"(?:^|[\n\t])\W*(?:the\s+)?({said})\s*(?=[\n\t])", head, re.IGNORECASE)
        if line:
            return Said(body.slug, line.start(1), line.end(1))
    return None


def _kinds(printed: str) -> str:
    return next(kinds for kinds, said in _BODIES.items() if said.fullmatch(printed))


def _own_place(text: str, places: list[Said], own: list[Explained]) -> Said | None:
    if headed := _headed(text, places):
        return headed
    for item in own:
        start = _issue_sentence(text, item)
        for place in places if start is not None else ():
            of_body = _OF_BODY.search(text, place.begin, place.end)
            if of_body and (start or 0) <= place.begin < item.begin:
                return place
    counts = Counter(place.value for place in places).most_common(2)
    if counts and counts[0][1] >= 3 and counts[0][1] >= 0.7 * len(places):
        first = next(place for place in places if place.value == counts[0][0])
        return replace(first, firm=False)
    return None


def _only_body(text: str, places: list[Said]) -> Said | None:
    named = [place for place in places if _OF_BODY.search(text, place.begin, place.end)]
    return named[0] if len({place.value for place in named}) == 1 else None


def _own_body(text: str, own: list[Explained]) -> Said | None:
    """The kinds of body that the sentence of issue names, right before its verb."""
    for item in own:
        begin = _issue_sentence(text, item)
        if begin is None:
            continue
        head = text[begin : item.begin]
        verb = next(SAID["issued"].finditer(head)).start()
        if match := _OF_BODY.search(head, 0, verb):
            return Said(_kinds(match[0]), begin + match.start(), begin + match.end())
    return None
