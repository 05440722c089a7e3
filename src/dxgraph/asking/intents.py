"""The kinds of questions: when each is asked, and what may stand in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from dxgraph.asking import cues, makers, makers_of_things
from dxgraph.asking.lexicon import Lexicon
from dxgraph.asking.phrases import CUES
from dxgraph.asking.question import Understood
from dxgraph.asking.reading import Lacking, Reading, compares, documents_of
from dxgraph.search import fold

MOST_YEARS: Final = 3
MOST_FIGURES: Final = 2
MOST_RUNS: Final = 8
"""So many queries are run for a question; one that would need more says too little."""


_QUIET: Final = frozenset(
    {cues.PROMISE, cues.PILLAR, cues.SHARE, cues.NUMBER, cues.RANKED, cues.RATE, cues.WORDING}
)
"""Cues that may stand in any question."""


@dataclass(frozen=True, slots=True)
class Intent:
    """A kind of question: when it is asked, what may stand in it, and its readings.

    Whatever stands in a question that its kind does not take makes it another question.
    """

    asked: Callable[[Understood, Lexicon], bool]
    cues: frozenset[str]
    takes: frozenset[str]
    """Of areas, indicators, years, day, level, documents, pillar and figures, what it takes."""
    make: Callable[[Understood, Lexicon], list[Reading] | Lacking]


def readings(found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
    """The readings of a question, or why there is none."""
    if found.unknown and not _is_issued(found, lexicon):
        return Lacking("words", tuple(found.unknown))
    if not found.parts:
        return Lacking("nothing")
    if len(found.years) > MOST_YEARS:
        return Lacking("years")
    _settle(found, lexicon)
    intent = next((intent for intent in INTENTS if intent.asked(found, lexicon)), None)
    if intent is None:
        return Lacking("area")
    if spare := [text for cue, text in found.cues.items() if cue not in intent.cues | _QUIET]:
        return Lacking("words", tuple(spare))
    if len(found.figures) > (MOST_FIGURES if "figures" in intent.takes else 0):
        return Lacking("figures")
    if spare := [
        part.text
        for part in found.parts
        if part.kind in _FIELDS and _FIELDS[part.kind] not in intent.takes
    ]:
        return Lacking("words", tuple(spare))
    made = _by_level(intent, found, lexicon)
    return Lacking("which") if not isinstance(made, Lacking) and len(made) > MOST_RUNS else made


def _settle(found: Understood, lexicon: Lexicon) -> None:
    """Phrases that ask one thing alone, and another beside what else is said."""
    said, text = found.cues, found.question
    _settle_ranks(found, lexicon)
    yardstick = any(d in lexicon.yardsticks for d in documents_of(found))
    exceeds = fold(said.get(cues.REACHED, "")).replace("co ", "").removeprefix("da ")
    if exceeds in _EXCEEDS and (yardstick or cues.NATIONAL in said):
        # "có vượt Quyết định 411 không?"
        said.setdefault(cues.HIGHER, said.pop(cues.REACHED))
    named = found.areas or found.documents or cues.NATIONAL in said
    if (
        fold(said.get(cues.DEFINED, "")) in _WHAT
        and named
        and (found.years or cues.PROMISE in said)
    ):
        # "Con số mà Hà Nội cam kết cho năm 2025 là gì?"
        del said[cues.DEFINED]
    if cues.MERGED in said and found.indicators and not found.areas:
        # "Top 10 DTI gồm những tỉnh nào?"
        said.setdefault(cues.ACROSS, said.pop(cues.MERGED))
    since = cues.MERGED in said and cues.INHERITED not in said and _SINCE.search(text)
    if since and found.indicators and found.areas:
        # "Sau sáp nhập, Lào Cai đặt bao nhiêu?": what the new one set, not its predecessors.
        del said[cues.MERGED]
        found.areas = [
            tuple(area for area in several if lexicon.predecessors(area)) or several
            for several in found.areas
        ]
    if not (found.areas or found.documents or cues.ACROSS in said) and _CENTRE.search(text):
        said.setdefault(cues.NATIONAL, "centre")
    if said.get(cues.LOWER, "").lower() == "under" and found.documents and not found.areas:
        # "under Resolution 57": by it, not below it.
        del said[cues.LOWER]
    if fold(said.get(cues.PROGRESS, "")).startswith("so voi") and (
        yardstick or cues.NATIONAL in said or len(found.areas) > 1
    ):
        said.setdefault(cues.AGAINST, said.pop(cues.PROGRESS))
    if fold(said.get(cues.MERGED, "")) in _CONSISTS and found.indicators and cues.PROMISE in said:
        # "How much of it should the digital economy make up?"
        del said[cues.MERGED]
    if cues.MERGED in said and found.areas and not (found.documents or found.indicators):
        # "… từ khi nào, căn cứ văn bản nào?": what a merger rests on is told with it.
        said.pop(cues.CHAIN, None)
    if fold(said.get(cues.CHAIN, "")) in _UPWARD_OR_DOWNWARD:
        # "Which resolution does Plan 50 carry out?" asks for what stands above it; which plans
        # carry out a resolution is another question.
        if _UPWARD.match(text) and found.documents:
            said.pop(cues.LISTED, None)
        else:
            said[cues.REASON] = said[cues.CHAIN]
    if (
        fold(said.get(cues.PROGRESS, "")).startswith(_IN_THE_END)
        and cues.PROMISE not in said
        and not found.figures
    ):
        # "Cuối cùng xếp thứ mấy?" asks for the place alone.
        said.setdefault(cues.RESULT, said.pop(cues.PROGRESS))
    if cues.CHAIN in said and fold(said.get(cues.ISSUED, "")) in _ISSUED_TO:
        # "… được ban hành để thực hiện nghị quyết nào?"
        del said[cues.ISSUED]
    if _HOW.match(found.question):
        said[cues.REASON] = found.question.split()[0]
    if found.documents and _ABOUT.match(found.question):
        # "What is Resolution 57 about?"
        said.setdefault(cues.ISSUED, "about")
    if _asks_plainly(found.question) and cues.PROMISE in said:
        # "co dat chi tieu khong" may be "đạt" and "đặt": what was set and what was reached.
        said.setdefault(cues.REACHED, said.pop(cues.PROMISE))
    if otherwise := _otherwise(found, lexicon):
        said[cues.OTHERWISE] = otherwise


def _otherwise(found: Understood, lexicon: Lexicon) -> str:
    """Words beside a figure that we hold which ask for another one."""
    text = found.question
    own = found.areas and found.indicators and not (found.documents or compares(found))
    if own and cues.NATIONAL not in found.cues and (by := _CENTRE.search(text)):
        # What the Prime Minister set for a province is not what the province set itself.
        return by[0]
    if other := _OTHER_DECADE.search(text):
        return other[0]
    yearly = _YEARLY.search(text)
    names = [name for each in found.indicators for name in lexicon.labels[each].values()]
    flows = any(_YEARLY.search(name) or _GROWTH.search(name) for name in names)
    return yearly[0] if yearly and not flows else ""


_SINCE: Final = re.compile(
    r"\b(?:sau|sau\skhi|sau\sngày|từ\skhi|kể\stừ\skhi|từ\sngày|tu\skhi|ke\stu\skhi)\s"
    r"(?:sáp\snhập|hợp\snhất|sap\snhap|hop\snhat)\b"
    r"|\b(?:since|after|following)\s(?:the\s|its\s)?(?:merger|merging)\b",
    re.IGNORECASE,
)
_YEARLY: Final = re.compile(
    r"\b(?:(?:mỗi|hằng|hàng|từng)\snăm|(?:moi|hang|tung)\snam|(?:each|every|per|a)\syear|per\sannum"
    r"|annual(?:ly)?|yearly)\b",
    re.IGNORECASE,
)
_GROWTH: Final = re.compile(r"\b(?:tăng|growth|growing)\b", re.IGNORECASE)
_OTHER_DECADE: Final = re.compile(
    r"\bthập\s(?:niên|kỷ|kỉ)\s(?:trước|qua|sau|tới|tiếp|kế)\b"
    r"|\bthap\s(?:nien|ky|ki)\s(?:truoc|qua|sau|toi|tiep|ke)\b"
    r"|\b(?:next|last|previous|past|following)\sdecade\b",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(r"what(?:\s(?:is|was|are)|[’']s)\s.+\sabout\W*$", re.IGNORECASE)
_CENTRE: Final = re.compile(
    r"\b(?:chính phủ(?!\s(?:điện tử|số))|thủ tướng|quốc hội|bộ chính trị"
    r"|chinh phu(?!\s(?:dien tu|so))|thu tuong|(?:the|central) government|prime minister"
    r"|politburo)\b",
    re.IGNORECASE,
)
"""Bodies of the nation: what they set is the nation's where no place is named."""
_UPWARD_OR_DOWNWARD: Final = frozenset(
    {"implement", "carry out", "rest on", "issued to implement", "issued to carry out"}
)
_UPWARD: Final = re.compile(
    r"(?:which|what)\s(?:resolution|decision|document|plan|programme)s?\s(?:does|do|did|is|was|were)"
    r"\s.+\s(?:implement|carry out|rest on)\W*$",
    re.IGNORECASE,
)
_IN_THE_END: Final = ("cuoi cung", "rot cuoc", "ket cuc")
_ISSUED_TO: Final = frozenset({"ban hanh", "duoc ban hanh", "issued", "issue", "adopted"})
_CONSISTS: Final = frozenset({"make up", "makes up", "made up", "form", "comprise"})
_HOW: Final = re.compile(
    r"how\s(?:did|does|do|has|have|is|are|was)\s.*\b"
    r"(?:reach|achieve|attain|manage|become|get to|meet|"
    r"plan to|intend to|hope to|going to|aim to|want to)\b",
    re.IGNORECASE,
)
"""Asks for the way, not for the figure."""
_EXCEEDS: Final = frozenset({"vuot", "vuot qua", "hit", "beat"})
_PLAIN_REACHED: Final = re.compile(
    r"\bco dat(?: duoc)?(?: (?:muc tieu|chi tieu|ke hoach))?\b(?!.*\b(?:bao nhieu|may)\b)"
    r".*\b(?:khong|ko|k|chua)\W*$",
    re.IGNORECASE,
)


def _asks_plainly(text: str) -> bool:
    return text.isascii() and bool(_PLAIN_REACHED.search(text))


def _settle_ranks(found: Understood, lexicon: Lexicon) -> None:
    """Words for a place in a ranking, beside the area whose place it is."""
    said = found.cues
    ranks = any(lexicon.units.get(i) == "rank" for i in found.indicators)
    if cues.RANKS in said and ranks and cues.PROMISE not in said and found.areas:
        # "What rank did Da Nang hold?" asks for the one that was measured.
        said.setdefault(cues.RANKED, said.pop(cues.RANKS))
    if found.areas and ranks and cues.PROMISE not in said and not found.most:
        # "Was Da Nang first?" is answered with the place that it took.
        for cue in {cues.FIRST, cues.LAST} & said.keys():
            said.setdefault(cues.RANKED, said.pop(cue))
            said.setdefault(cues.RESULT, said[cues.RANKED])
    leads = any(f.unit == "rank" and f.comparator == "within-top" for f in found.figures)
    if leads and ranks and found.areas and _DID.match(found.question):
        # "Did Hau Giang make the top 20?"
        said.setdefault(cues.REACHED, found.question.split()[0])
    if leads and ranks and not (found.areas or found.documents or cues.ACROSS in said):
        # "Top 3 DTI 2023": which areas those are.
        said[cues.ACROSS] = "top"


_DID: Final = re.compile(r"(?:did|has|have|was|were|is)\b", re.IGNORECASE)


_WHAT: Final = frozenset(
    {"la gi", "la sao", "the nao la", "cover", "covers", "count", "counts", "include", "measure"}
)


def _by_level(intent: Intent, found: Understood, lexicon: Lexicon) -> list[Reading] | Lacking:
    """The readings, for each of several levels that a question names."""
    if (
        len(found.levels) < 2
        or "level" not in intent.takes
        or intent.make is makers_of_things.defined
    ):
        return intent.make(found, lexicon)
    made: list[Reading] = []
    for level in found.levels:
        of_level = intent.make(replace(found, levels=[level]), lexicon)
        if isinstance(of_level, Lacking):
            return of_level
        made += (reading for reading in of_level if reading not in made)
    return made


_FIELDS: Final = {
    "area": "areas",
    "indicator": "indicators",
    "year": "years",
    "day": "day",
    "level": "level",
    "document": "documents",
    "pillar": "pillar",
}
"""Kinds of parts, by what of a question they fill."""


def _is(*one_of: str) -> Callable[[Understood, Lexicon], bool]:
    return lambda found, lexicon: not found.cues.keys().isdisjoint(one_of)  # noqa: ARG005


def _is_defined(found: Understood, lexicon: Lexicon) -> bool:  # noqa: ARG001
    """What a thing is; "what is" asks so only where nothing is said that has a figure."""
    if cues.DEFINED in found.cues:
        return True
    named = found.areas or found.documents or found.years or found.figures or found.cues
    return found.question.lower().startswith(("what is ", "what are ")) and not named


def _is_issued(found: Understood, lexicon: Lexicon) -> bool:  # noqa: ARG001
    asked = {cues.ISSUED, cues.WHEN} & found.cues.keys()
    if not (asked or found.areas or found.indicators or found.unknown):
        # "Which province does 33/KH-UBND belong to?"
        asked = {cues.MERGED} & found.cues.keys()
    promised = {cues.PROMISE, cues.RESULT} & found.cues.keys()
    return bool(asked and found.documents) and not (promised or found.years or found.figures)


def _is_merged(found: Understood, lexicon: Lexicon) -> bool:  # noqa: ARG001
    """Which areas became one: not what they promised, nor what the new one takes over."""
    said = {cues.MERGED, cues.INHERITED} & found.cues.keys()
    takes_over = fold(found.cues.get(cues.INHERITED, "")).startswith(_TAKES_OVER)
    promised = {cues.PROMISE, cues.RESULT} & found.cues.keys() or found.indicators
    return bool(said and found.areas) and not (takes_over or promised or found.figures)


def _is_listed(found: Understood, lexicon: Lexicon) -> bool:  # noqa: ARG001
    """Which documents there are; "which document sets …" asks for the figure, and names both."""
    promised = found.indicators or found.figures or found.pillar
    # "… ban hành năm 2026": the year of issue.
    issued = _ISSUING.search(fold(found.cues.get(cues.LISTED, "")))
    dated = not found.years or issued or cues.ISSUED in found.cues
    place = found.areas or cues.NATIONAL in found.cues
    return cues.LISTED in found.cues and bool(place and dated) and not promised


def _is_inherited(found: Understood, lexicon: Lexicon) -> bool:  # noqa: ARG001
    return not {cues.MERGED, cues.INHERITED}.isdisjoint(found.cues)


_ISSUING: Final = re.compile(r"\b(?:ban hanh|ra nhung|issue|issued)\b")
_TAKES_OVER: Final = ("ke thua", "thua huong", "inherit", "take", "truoc", "before")


def _is_progress(found: Understood, lexicon: Lexicon) -> bool:  # noqa: ARG001
    """ "has reached … its target" asks how a promise and a result stand to each other."""
    both = cues.PROMISE in found.cues and bool({cues.RESULT, cues.NOW} & found.cues.keys())
    return both or bool({cues.PROGRESS, cues.REACHED, cues.BEHIND} & found.cues.keys())


def _is_against(found: Understood, lexicon: Lexicon) -> bool:
    yardstick = any(d in lexicon.yardsticks for d in documents_of(found))
    return compares(found) and (cues.NATIONAL in found.cues or yardstick)


def _is_across(found: Understood, lexicon: Lexicon) -> bool:
    ordered = {cues.ACROSS, *makers.ORDERS} & found.cues.keys()
    region = any(lexicon.classes[iri] == "Region" for several in found.areas for iri in several)
    alone = bool(ordered) and not found.areas and not found.documents
    return alone or region or len(found.areas) > 1


def _is_of_a_place(found: Understood, lexicon: Lexicon) -> bool:  # noqa: ARG001
    return bool(found.areas or found.documents or cues.NATIONAL in found.cues)


_PLACE: Final = frozenset({"areas", "indicators", "level"})
INTENTS: Final[tuple[Intent, ...]] = (
    Intent(
        _is(cues.CHAIN),
        frozenset({cues.CHAIN}),
        frozenset({"areas", "documents"}),
        makers_of_things.chain,
    ),
    Intent(
        _is_issued,
        frozenset({cues.ISSUED, cues.WHEN, *CUES["vi"]}),
        frozenset({"areas", "documents", "indicators", "level"}),
        makers_of_things.issued,
    ),
    Intent(
        _is_defined,
        frozenset({cues.DEFINED, cues.RESULT, cues.AGAINST}),
        frozenset({"indicators", "level"}),
        makers_of_things.defined,
    ),
    Intent(
        _is_merged,
        frozenset({cues.MERGED, cues.INHERITED, cues.WHEN, cues.ACROSS}),
        frozenset({"areas", "years", "day"}),
        makers_of_things.merged,
    ),
    Intent(
        _is_listed,
        frozenset({cues.LISTED, cues.ISSUED, cues.MERGED, cues.NATIONAL}),
        frozenset({"areas", "years"}),
        makers_of_things.listed,
    ),
    Intent(
        _is_inherited,
        frozenset({cues.MERGED, cues.INHERITED}),
        _PLACE | {"years"},
        makers.inherited,
    ),
    Intent(
        _is(cues.GAPS),
        frozenset({cues.GAPS, cues.NATIONAL}),
        _PLACE | {"years"},
        makers.by_area("national-gaps"),
    ),
    Intent(
        _is(cues.QUALITATIVE),
        frozenset({cues.QUALITATIVE}),
        _PLACE | {"years"},
        makers.by_area("qualitative-targets"),
    ),
    Intent(_is(cues.CONFLICTS), frozenset({cues.CONFLICTS}), _PLACE, makers.by_area("conflicts")),
    Intent(
        _is(cues.ABOLISHED), frozenset({cues.ABOLISHED}), _PLACE, makers.by_area("abolished-level")
    ),
    Intent(
        _is_progress,
        frozenset(
            {
                *(cues.PROGRESS, cues.REACHED, cues.BEHIND, cues.RESULT, cues.ACROSS),
                *(cues.NATIONAL, cues.NOW),
            }
        ),
        _PLACE | {"years", "documents", "figures"},
        makers.progress,
    ),
    Intent(
        _is_against,
        frozenset({cues.AGAINST, cues.HIGHER, cues.LOWER, cues.EQUAL, cues.NATIONAL, cues.ACROSS}),
        _PLACE | {"years", "documents"},
        makers.against,
    ),
    Intent(
        _is(cues.RANKS),
        frozenset({cues.RANKS, cues.ACROSS}),
        _PLACE | {"years"},
        makers.by_area("rank-targets"),
    ),
    Intent(
        _is_across,
        frozenset(
            {
                *(cues.ACROSS, *makers.ORDERS, cues.AGAINST, cues.NATIONAL),
                *(cues.RESULT, cues.NOW, cues.AMONG_34, cues.AMONG_63),
                *(cues.HIGHER, cues.LOWER, cues.EQUAL),
            }
        ),
        _PLACE | {"years", "figures"},
        makers.across,
    ),
    Intent(
        _is_of_a_place,
        frozenset(
            {
                *(cues.NATIONAL, cues.RESULT, cues.NOW, cues.AMONG_34, cues.AMONG_63),
                *(cues.LISTED, cues.WHEN),
            }
        ),
        _PLACE | {"years", "documents", "pillar", "figures"},
        makers.of_a_place,
    ),
)
"""The kinds of questions, in the order in which they are tried."""
