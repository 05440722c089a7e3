"""Phrases that ask one thing alone, and another beside what else a question says."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Final

from dxgraph.asking.graph.lexicon import MEASURERS, Lexicon
from dxgraph.asking.interpret.another import another
from dxgraph.asking.interpret.makers import ORDERS
from dxgraph.asking.language import cues, words
from dxgraph.asking.language.names import words_of
from dxgraph.asking.language.phrases import heard, says
from dxgraph.asking.understand.question import Understood
from dxgraph.asking.understand.question_reading import (
    NATIONAL_PROGRAMME,
    compares,
    documents_of,
    kinds_in,
    of_kinds,
)
from dxgraph.evidence import Figure
from dxgraph.search import fold
from dxgraph.terms import LEVEL, VIET_NAM


def settle(found: Understood, lexicon: Lexicon) -> None:
    """Phrases that ask one thing alone, and another beside what else is said."""
    said, text = found.cues, found.question
    _settle_districts(found, lexicon)
    _settle_ranks(found, lexicon)
    _settle_goals(found, lexicon)
    alone = not (found.areas or found.documents or compares(found) or cues.ACROSS in said)
    if alone and cues.PROMISE in said and says("the-programme", said.get(cues.NATIONAL, "")):
        # Its own goals, not all of the nation.
        found.documents = [(NATIONAL_PROGRAMME,)]
    yardstick = any(d in lexicon.yardsticks for d in documents_of(found))
    if says("exceeds", said.get(cues.REACHED, "")) and (yardstick or cues.NATIONAL in said):
        # "có vượt Quyết định 411 không?"
        said.setdefault(cues.HIGHER, said.pop(cues.REACHED))
    named = found.areas or found.documents or cues.NATIONAL in said
    dated = found.years or cues.PROMISE in said
    if named and dated and says("what", said.get(cues.DEFINED, "")):
        # "Con số mà Hà Nội cam kết cho năm 2025 là gì?"
        del said[cues.DEFINED]
    _settle_what_nothing_is_compared_with(found, yardstick=yardstick)
    _settle_records(found, lexicon)
    if cues.DEFINED in said and found.levels and not named:
        # "… and until when did it exist?": what a level is tells when it ended.
        said.pop(cues.WHEN, None)
    _settle_mergers(found, lexicon)
    _settle_what_else_is_told(found, lexicon)
    placed = found.areas or found.documents or cues.ACROSS in said
    of_gdp = cues.DEFINED not in said and heard("share-of-gdp", text)
    if not placed and (heard("of-the-nation", text) or of_gdp):
        # A province has a GRDP.
        said.setdefault(cues.NATIONAL, "centre")
    under = said.get(cues.LOWER, "").lower() == "under" and found.documents
    if under and (not found.areas or heard("under-a-document", text)):
        # "under Resolution 57": by it, not below it.
        del said[cues.LOWER]
    if fold(said.get(cues.PROGRESS, "")).startswith("so voi") and (
        yardstick or cues.NATIONAL in said or len(found.areas) > 1
    ):
        said.setdefault(cues.AGAINST, said.pop(cues.PROGRESS))
    if says("carry-out", said.get(cues.CHAIN, "")):
        # "Which resolution does Plan 50 carry out?" asks for what stands above it; which plans
        # carry out a resolution is another question.
        if heard("upward", text) and found.documents:
            said.pop(cues.LISTED, None)
        else:
            said[cues.REASON] = said[cues.CHAIN]
    _settle_places(found, lexicon)
    if cues.CHAIN in said and says("only-issued", said.get(cues.ISSUED, "")):
        # "… được ban hành để thực hiện nghị quyết nào?"
        del said[cues.ISSUED]
    if heard("how", text):
        said[cues.REASON] = text.split()[0]
    bare = not (found.indicators or found.years or found.figures or cues.PROMISE in said)
    if found.documents and (heard("about", text) or (bare and heard("what-is", text))):
        # "What is Resolution 57 about?", "Quyết định 2393 là gì?"
        said.pop(cues.DEFINED, None)
        said.setdefault(cues.ISSUED, "about")
    if text.isascii() and heard("reached-or-set", text) and cues.PROMISE in said:
        # "co dat chi tieu khong" may be "đạt" and "đặt": what was set and what was reached.
        said.setdefault(cues.REACHED, said.pop(cues.PROMISE))
    if (found.indicators or found.figures) and heard("reached-or-not", text):
        said.setdefault(cues.REACHED, "có đạt")
    alone = len(found.areas) == 1 and not yardstick and cues.NATIONAL not in said
    of_itself = heard("different", text) or (cues.PROMISE in said and _is_measured(said))
    if alone and cues.AGAINST in said and of_itself:
        # "… có hai mức khác nhau": all that were set are told; "đối chiếu kết quả với mục tiêu":
        # how far one has come.
        del said[cues.AGAINST]
    if cues.PILLAR in said and not found.pillar:
        # What was measured of a part of an index is not that of the whole.
        said[cues.OTHERWISE] = said[cues.PILLAR]
    if says("which-documents", said.get(cues.ISSUED, "")) and found.areas:
        said.setdefault(cues.LISTED, said.pop(cues.ISSUED))
    _settle_what_is_issued(found, lexicon)
    if said.get(cues.ISSUED, "").lower() == "whose" and not found.documents:
        # "Whose ambition is bigger?"
        del said[cues.ISSUED]
    _settle_what_there_is(found, lexicon, yardstick=yardstick)
    _settle_trends(found, lexicon)
    if otherwise := another(found, lexicon):
        said[cues.OTHERWISE] = otherwise


def _settle_what_is_issued(found: Understood, lexicon: Lexicon) -> None:
    """Words for issuing that belong to what is counted, or say whose goals are asked for."""
    said = found.cues
    issued = words_of(said.get(cues.ISSUED, ""))
    if issued and any(
        all((indicator, word.folded) in lexicon.spelled for word in issued)
        for indicator in found.indicators
    ):
        # "Hệ thống thông tin được phê duyệt cấp độ": what is counted, not who issued something.
        del said[cues.ISSUED]
    bare = not (found.documents or found.areas)
    if bare and cues.PROMISE in said and heard("of-which-areas", said.get(cues.ISSUED, "")):
        # "… là mục tiêu của những tỉnh nào?"
        said.setdefault(cues.ACROSS, said.pop(cues.ISSUED))


def _is_measured(said: Collection[str]) -> bool:
    return not {cues.RESULT, cues.PROGRESS}.isdisjoint(said)


def _settle_goals(found: Understood, lexicon: Lexicon) -> None:
    """Words that say of goals that they were kept, what is asked beside one, and that one is for
    all of what is counted."""
    said, text = found.cues, found.question
    for order in ORDERS.keys() & said.keys():
        if heard("of-a-goal", said[order]):
            # "The highest target": of what was promised.
            said.setdefault(cues.PROMISE, said[order])
    if cues.PROMISE not in said:
        return
    may_be_set = found.language == "vi" and text.isascii()
    for name, cue in (("which-were-broken", cues.BEHIND), ("which-were-kept", cues.REACHED)):
        if not may_be_set and (state := heard(name, text)):
            said.setdefault(cue, state)
    if len(found.years) < 2 and (result := heard("and-what-was-reached", text)):
        # "… đặt bao nhiêu, đạt bao nhiêu?" asks for two figures.
        said.setdefault(cues.RESULT, result)
    shares = all(lexicon.units.get(i) == "percent" for i in found.indicators)
    other = said.keys() & {*ORDERS, cues.SHARE, cues.HIGHER, cues.LOWER, cues.RESULT, cues.REACHED}
    if shares and cues.ACROSS in said and not (found.figures or found.areas or other):
        names = {word.folded for name in found.said for word in words_of(name)}
        every = heard("all-of-them", text)
        behind = words_of(text[text.find(every) + len(every) :]) if every else ()
        if behind and behind[0].folded in names:
            # "Which provinces want every enterprise to …?"
            found.figures.append(Figure("equal", Decimal(100), unit="percent"))


def _settle_trends(found: Understood, lexicon: Lexicon) -> None:
    """How what was measured went or stands, and what is only said to change."""
    said, text = found.cues, found.question
    measures = found.figures and not found.documents
    if heard("did-it", text) and measures and {cues.PROMISE, cues.REACHED}.isdisjoint(said):
        # Whether 20% was exceeded is asked of what was measured.
        said.setdefault(cues.RESULT, "did")
    if stands := heard("stands-to-the-nation", text):
        said[cues.OTHERWISE] = stands
    two_years = len([part for part in found.parts if part.kind == "year"]) == 2
    other = {cues.PROMISE, cues.NATIONAL, cues.ACROSS, cues.REACHED, cues.PROGRESS} & said.keys()
    if cues.AGAINST in said and two_years and len(found.areas) == 1 and not other:
        # "DTI 2024 so với 2023": a measure in two years.
        said.setdefault(cues.TREND, said.pop(cues.AGAINST))
        return
    if cues.TREND not in said:
        return
    named = [int(part.text) for part in found.parts if part.kind == "year"]
    later = max(named, default=0) > lexicon.years_measured(found.indicators)[1]
    behind = text[text.find(said[cues.TREND]) + len(said[cues.TREND]) :]
    over = heard("over-which-time", behind) or cues.PROMISE in said
    asks = heard("how-it-went", text) and over
    plain = said[cues.TREND].isalpha() and not asks
    measurer = any(heard(f"by-{by}", text) for by in MEASURERS)
    if later and len(named) == 1 and heard("grows", said[cues.TREND]) and cues.PROMISE not in said:
        # "… tăng thế nào đến 2030?" asks what was promised.
        said.setdefault(cues.PROMISE, said.pop(cues.TREND))
    elif later or plain or measurer or heard("to-come", text) or cues.MERGED in said:
        # "Which plan changed it?", "Is it to go up?"
        said[cues.OTHERWISE] = said.pop(cues.TREND)


def _settle_what_there_is(found: Understood, lexicon: Lexicon, *, yardstick: bool) -> None:
    """ "Hiện nay có bao nhiêu?", "what rank did it get?" ask for what was measured."""
    said, text = found.cues, found.question
    for part in found.parts:
        if part.kind == "area":
            text = text.replace(part.text, " " * len(part.text))
    if not found.indicators or found.documents or yardstick:
        return
    if {cues.PROMISE, cues.LISTED, cues.DEFINED} & said.keys() or not (
        now := heard("present", text)
    ):
        return
    if heard("ahead", text):
        return
    if max(found.years, default=0) <= max((o.year or 0 for o in lexicon.outcomes), default=0):
        said.setdefault(cues.NOW, now)


def _settle_what_nothing_is_compared_with(found: Understood, *, yardstick: bool) -> None:
    """ "… vượt mốc nào?", "… bằng từ ngữ gì?": nothing that is compared stands beside it."""
    said, text = found.cues, found.question
    beside = yardstick or found.figures or {cues.NATIONAL, cues.ACROSS} & said.keys()
    if beside or len(found.areas) > 1:
        return
    promised = {cues.HIGHER, cues.LOWER} if cues.PROMISE in said else set()
    for cue in {cues.EQUAL, *promised} & said.keys():
        if _ASKED_BEHIND[found.language].match(text, text.find(said[cue])):
            del said[cue]


def _settle_records(found: Understood, lexicon: Lexicon) -> None:
    """Words for a document's record, beside its year and beside a figure."""
    said = found.cues
    of_year = [
        tuple(d for d in several if _is_of_years(d, found.years, lexicon))
        for several in found.documents
    ]
    own = found.years and not found.indicators and any(of_year)
    if own and {cues.ISSUED, cues.WHEN} & said.keys():
        # "Cơ quan nào ra Kế hoạch 33/KH-UBND năm 2024?": its own year.
        found.documents = [several for several in of_year if several]
        found.years.clear()
        found.parts = [part for part in found.parts if part.kind != "year"]
    _settle_documents_of_a_year(found, lexicon)
    figure = (found.indicators or found.figures) and found.areas and not found.documents
    figure = figure and not heard("signs", found.question)
    if figure and fold(said.get(cues.ISSUED, "")) in words.SAID[found.language]["told-beside"]:
        # Each figure is told with its document, whose number is then known.
        del said[cues.ISSUED]


def _settle_documents_of_a_year(found: Understood, lexicon: Lexicon) -> None:
    """ "Kế hoạch năm 2021 của Hà Nội": its documents of that year, where nothing is due in it."""
    named = heard("of-a-year", found.question)
    year = next((year for year in found.years if str(year) in named), None)
    if year is None or found.documents or len(found.areas) != 1:
        return
    areas, kinds = found.areas[0], kinds_in(named)
    issued = tuple(
        document
        for area in areas
        for document in of_kinds(lexicon.documents_of(area), kinds, lexicon)
        if lexicon.year_of_document(document) == str(year)
    )
    due = (f for area in areas for f in lexicon.having(area=area, year=year))
    if issued and not any(
        fact.indicator in (found.indicators or (fact.indicator,)) for fact in due
    ):
        found.documents = [issued]
        found.years.remove(year)
        found.parts = [part for part in found.parts if part.text != str(year)]


def _is_of_years(document: str, years: Sequence[int], lexicon: Lexicon) -> bool:
    """Whether years are that of a document's issue, or stand in its title: a plan for 2026."""
    title = lexicon.titles.get(document, "").split()
    return all(str(y) in (lexicon.year_of_document(document), *title) for y in years)


def _settle_what_else_is_told(found: Understood, lexicon: Lexicon) -> None:
    """Words for what is told with the figure that is asked for."""
    said = found.cues
    if cues.GAPS in said and not heard("which-documents", said.get(cues.LISTED, "")):
        # "… that the documents of Trà Vinh do not mention": whose they are.
        said.pop(cues.LISTED, None)
    named = found.indicators and (found.areas or found.documents)
    if named and says("says-what", said.get(cues.ISSUED, "")):
        # "Cao Bằng nói gì về kinh tế số lõi?": the figure.
        said.setdefault(cues.PROMISE, said.pop(cues.ISSUED))
    if named and found.years:
        # "Cấp huyện đã bỏ, vậy chỉ tiêu của cấp huyện …?", "… which was read in full, set …?"
        for cue in {cues.ABOLISHED, cues.READ_WHOLE} & said.keys():
            said.setdefault(cues.PROMISE, said.pop(cue))
    areas = {area for several in found.areas for area in several}
    yardstick = any(d in lexicon.yardsticks for d in documents_of(found))
    if (
        named
        and areas <= {VIET_NAM}
        and {cues.HIGHER} & said.keys()
        and yardstick
        and found.figures
    ):
        # "Did Viet Nam hit the 20% of Decision 749?": its own.
        said.setdefault(cues.REACHED, said.pop(cues.HIGHER))
    measured = {cues.RESULT, cues.NOW} & said.keys() and cues.PROMISE in said
    alone = len(found.areas) == 1 and not yardstick and cues.NATIONAL not in said
    if alone and measured and cues.HIGHER in said:
        # What was set, and by how much what was measured went beyond it.
        said.setdefault(cues.REACHED, said.pop(cues.HIGHER))


_ASKED_BEHIND: Final = words.patterns("asked-behind")
"""A word that compares with what is asked for behind it: "vượt mức nào"."""


def _settle_places(found: Understood, lexicon: Lexicon) -> None:
    """Words for a place in an order, beside others that ask for something else by themselves."""
    said, text = found.cues, found.question
    ordered = {cues.HIGHEST, cues.LOWEST, cues.FIRST, cues.LAST} & said.keys()
    if cues.DEFINED in said and cues.ACROSS in said and ordered:
        # "Top 5 DTI 2022 gồm những ai?"
        del said[cues.DEFINED]
    position = heard("which-position", text)
    which = position or heard("which-place", text)
    ranks = tuple(i for i in found.indicators if lexicon.units.get(i) == "rank")
    if cues.REACHED in said and which and not found.figures and (position or not found.areas):
        # "Muốn lọt top mấy?", "In which position did it finish?"
        said.pop(cues.REACHED)
        said.setdefault(cues.RANKED, "place")
    areas = (area for several in found.areas for area in several)
    promised = any(any(lexicon.having(area=a, indicator=i)) for a in areas for i in ranks)
    if {cues.REACHED, cues.PROMISE} <= said.keys() and which and not (found.figures or promised):
        # "Phấn đấu lọt top mấy?" asks for a goal, and where there is none for nothing else.
        del said[cues.REACHED]
    got_there = {cues.REACHED, cues.PROMISE} & said.keys() == {cues.REACHED}
    group = ranks and (found.most or any(f.unit == "rank" for f in found.figures))
    asked_for = {cues.LAST, cues.LOWEST} & said.keys()
    if group and not (found.areas or asked_for) and (last := heard("of-the-last", text)):
        said[cues.OTHERWISE] = last
    got_there = got_there and not heard("of-a-goal", said[cues.REACHED])
    stood = got_there and group and not (found.areas or found.documents or heard("to-come", text))
    if stood and max(found.years, default=0) <= lexicon.years_measured(ranks)[1]:
        # "Tỉnh nào lọt top 5 DTI 2023?" asks who stood there, where any has been ranked yet.
        said.setdefault(cues.RESULT, said.pop(cues.REACHED))
        said.setdefault(cues.ACROSS, "top")


def _settle_mergers(found: Understood, lexicon: Lexicon) -> None:
    """Words for a merger, beside what else is asked."""
    said = found.cues
    consists = says("consists-of", said.get(cues.MERGED, ""))
    if consists and found.indicators and cues.PROMISE in said:
        # "How much of it should the digital economy make up?"
        del said[cues.MERGED]
    merges = heard("merges", said.get(cues.MERGED, ""))
    if merges and found.indicators and cues.AMONG_34 in said and cues.ACROSS in said:
        # "Sau sáp nhập, tỉnh nào đứng chót trong 34 tỉnh?"
        del said[cues.MERGED]
    if cues.MERGED in said and found.indicators and not (found.areas or merges):
        # "Top 10 DTI gồm những tỉnh nào?"
        said.setdefault(cues.ACROSS, said.pop(cues.MERGED))
    if cues.MERGED in said and found.indicators and found.areas:
        # "Which province did it become part of, and what was its target?"
        for cue in (cues.ACROSS, cues.WHEN):
            said.pop(cue, None)
    apart = len(found.areas) > 1 and all(
        area in lexicon.successors and not lexicon.predecessors(area)
        for several in found.areas
        for area in several
    )
    if apart and cues.MERGED not in said:
        # "Hai tỉnh cũ Hòa Bình và Vĩnh Phúc": these two, not their predecessors.
        said.pop(cues.INHERITED, None)
    if found.indicators and _OF_ONE_STATE & said.keys():
        _settle_time_before(found, lexicon)
    since = heard("since-merging", found.question) if cues.INHERITED not in said else ""
    figure = found.indicators or cues.PROMISE in said
    if since and cues.MERGED in said and figure and found.areas:
        # "Sau sáp nhập, Lào Cai đặt bao nhiêu?": what the new one set, not its predecessors.
        del said[cues.MERGED]
        new = [
            tuple(area for area in several if area not in lexicon.successors)
            for several in found.areas
        ]
        if not all(new):
            said[cues.OTHERWISE] = since
        found.areas = [kept or several for kept, several in zip(new, found.areas, strict=True)]
    if cues.MERGED in said and found.areas and not (found.documents or found.indicators):
        # "… từ khi nào, căn cứ văn bản nào?": what a merger rests on is told with it.
        for cue in (cues.CHAIN, cues.LISTED, cues.ISSUED):
            said.pop(cue, None)


def _settle_districts(found: Understood, lexicon: Lexicon) -> None:
    """Of areas of one name those that have districts: an area of today has none."""
    if found.levels == [LEVEL.district]:
        for place, several in enumerate(found.areas):
            having = tuple(a for a in several if any(lexicon.having(area=a, level=LEVEL.district)))
            found.areas[place] = having or several


_OF_ONE_STATE: Final = frozenset(
    {cues.AGAINST, cues.HIGHER, cues.LOWER, cues.EQUAL, cues.PROGRESS, cues.REACHED, cues.RESULT}
)
"""What is asked of one area, not of those that it was formed from."""


def _settle_time_before(found: Understood, lexicon: Lexicon) -> None:
    """ "… của Đồng Tháp đến năm 2025 (trước khi sáp nhập) cao hơn 749 không?": of one name the area
    that it was then, by a time that stands apart from the name."""
    if not heard("before-it-merged", found.cues.get(cues.INHERITED, "")):
        return
    old = [tuple(area for area in several if area in lexicon.successors) for several in found.areas]
    if old and all(old):
        found.areas = old
        del found.cues[cues.INHERITED]


def _settle_ranks(found: Understood, lexicon: Lexicon) -> None:
    """Words for a place in a ranking, beside the area whose place it is."""
    said = found.cues
    if found.areas or found.documents:
        for cue in {cues.HIGHEST, cues.LOWEST} & said.keys():
            if said[cue].lower() in ("minimum", "maximum") and cues.ACROSS not in said:
                # "What minimum share should it have?" asks for the figure, whatever stands before.
                said.setdefault(cues.PROMISE, said.pop(cue))
    ranks = any(lexicon.units.get(i) == "rank" for i in found.indicators)
    if found.areas and ranks and cues.PROMISE not in said and not found.most:
        # "Was Da Nang first?" is answered with the place that it took.
        for cue in {cues.FIRST, cues.LAST} & said.keys():
            said.setdefault(cues.RANKED, said.pop(cue))
            said.setdefault(cues.RESULT, said[cues.RANKED])
    for place, order in ((cues.FIRST, cues.EARLIEST), (cues.LAST, cues.LATEST)):
        if cues.LISTED in said and place in said and not found.indicators:
            # "Which resolution came first?"
            said.setdefault(order, said.pop(place))
    leads = any(f.unit == "rank" and f.comparator == "within-top" for f in found.figures)
    if leads and ranks and found.areas and heard("did", found.question):
        # "Did Hau Giang make the top 20?"
        said.setdefault(cues.REACHED, found.question.split()[0])
    placed = any(f.unit == "rank" and f.comparator == "equal" for f in found.figures)
    nowhere = not (found.areas or found.documents or cues.ACROSS in said)
    if (leads or placed) and ranks and nowhere:
        # "Top 3 DTI 2023", "the runner-up": which areas those are.
        said[cues.ACROSS] = "top"
        if cues.PROMISE not in said:
            # Who promised to is not asked.
            said.setdefault(cues.RESULT, "top")
