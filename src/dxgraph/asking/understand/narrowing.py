"""What stands next to a thing and tells which one is meant, and asks for nothing more: the day or
the year of a document, the merger that an area came from, the term of office that ends."""

from __future__ import annotations

import re
from typing import Final

from dxgraph.asking.language.phrases import heard, match_of
from dxgraph.asking.understand.mergers import NEXT_AREA
from dxgraph.asking.understand.question import Part
from dxgraph.asking.understand.taking import Taking

_TERM_NAMED: Final = re.compile(r"nhiệm kỳ 2025\s?[-–]\s?2030")
_END_OF_TERM: Final = 2030
_FORMED: Final = "2025"
"""Provinces that were formed in this year have had no other term than the one up to 2030."""


def documents_by_date(reader: Taking) -> None:
    """ "Kế hoạch 50/KH-UBND ngày 12/7/2022": of documents of one number the one of that day; of
    "Kế hoạch 33 năm 2024" the one of that year, where it has no target for that year."""
    found, lexicon = reader.found, reader.lexicon
    if found.day and found.documents:
        kept = [
            tuple(d for d in several if lexicon.dated.get(d) == found.day)
            for several in found.documents
        ]
        if any(kept):
            pairs = zip(kept, found.documents, strict=True)
            found.documents = [of_day or several for of_day, several in pairs]
            found.day = ""
            found.parts = [part for part in found.parts if part.kind != "day"]
    for at, word in enumerate(reader.words):
        if reader.taken[at] != "year" or not _behind_a_document(reader, at):
            continue
        for place, several in enumerate(found.documents):
            of_year = tuple(d for d in several if lexicon.year_of_document(d) == word.folded)
            promised = any(any(lexicon.having(document=d, year=int(word.folded))) for d in of_year)
            several_named = len(found.documents) > 1 and "document" in reader.taken[at:]
            own = of_year and (several_named or not promised)
            if own and int(word.folded) in found.years:
                found.documents[place] = of_year
                found.years.remove(int(word.folded))
                found.parts.remove(Part(reader.written(at), "year"))


def _behind_a_document(reader: Taking, at: int) -> bool:
    """Whether a year stands next to a document, with no more than "năm" or "of" between."""
    before = at - 1
    while before >= 0 and reader.words[before].marked in ("năm", "nam", "of", "in"):
        before -= 1
    return at - before < 3 and before >= 0 and reader.taken[before] == "document"


MARK: Final = re.compile(r"\b(?:NQ|KH|QĐ|CTr|CT)[/-](?:TU|UBND|HĐND|TTg|TW|CP)\b")
"""The end of a document's number, which tells its kind and its body."""


def marks_of_documents(reader: Taking) -> None:
    """ "các nghị quyết NQ/TU": the end of a number says which documents are meant."""
    for match in MARK.finditer(reader.found.question):
        _take(reader, match)


def areas_before_merging(reader: Taking) -> None:
    """ "Phú Thọ trước khi sáp nhập với Vĩnh Phúc, Hòa Bình": Phú Thọ as it was, and no other."""
    found, lexicon = reader.found, reader.lexicon
    match = match_of("before-merging", found.question)
    if not match:
        return
    begin, named = match.end(), list[tuple[str, ...]]()
    parted = before_it = ""
    for part in found.parts:
        if part.kind == "area" and found.question.startswith(part.text, begin):
            named.append(part.iris)
            behind = NEXT_AREA.match(found.question, begin + len(part.text))
            begin, before_it = behind.end(), parted  # type: ignore[union-attr]
            parted = behind[0]  # type: ignore[index]
    if len(named) > 1 and before_it.strip() == "," and {*found.areas} <= {*named}:
        # "Trước khi nhập với Hà Nam và Nam Định, Ninh Bình …": the last one is asked about.
        named.pop()
    left = [several for several in found.areas if several not in named]
    ahead = found.question[: match.end()]
    before = [p.iris for p in found.parts if p.kind == "area" and p.text in ahead]
    alone = (
        len(left) == 1
        if match["with"] or match["into"] or match["chung"]
        else all(s in before for s in left)
    )
    if named and left and alone:
        found.areas = [
            tuple(area for area in several if area in lexicon.successors) or several
            for several in left
        ]
        _take(reader, match)


def states_apart(reader: Taking) -> None:
    """ "BN cũ", "… tôi hỏi tỉnh mới": of areas of one name, before and after a merger, which one is
    meant, by a word that stands apart from the name."""
    found, lexicon = reader.found, reader.lexicon
    unclear = [place for place, several in enumerate(found.areas) if len(several) > 1]
    if len(unclear) != 1:
        return
    for at, word in enumerate(reader.words):
        old = _STATES.get(word.marked)
        before = reader.words[at - 1].marked if at else ""
        beside = at and (reader.taken[at - 1] == "area" or before in _KINDS_OF_AREAS)
        several_meant = at > 1 and reader.words[at - 2].marked in _SEVERAL
        if old is None or not beside or several_meant or reader.taken[at] is not None:
            continue
        several = found.areas[unclear[0]]
        meant = tuple(area for area in several if (area in lexicon.successors) is old)
        if meant:
            found.areas[unclear[0]] = meant
            begin = at if reader.taken[at - 1] == "area" else at - 1
            for place in range(begin, at + 1):
                reader.taken[place] = "kind"
        return


def states_that_are_none(reader: Taking) -> None:
    """ "Bắc Giang mới", "the new Bac Giang": what became part of another is not there since, and
    another area is meant."""
    found, lexicon = reader.found, reader.lexicon
    for part in found.parts:
        gone = part.kind == "area" and all(area in lexicon.successors for area in part.iris)
        said = heard("the-new-one", found.question.replace(part.text, _AREA)) if gone else ""
        if said:
            found.unknown.append(said.replace(_AREA, part.text))


_AREA: Final = "_AREA_"
"""Stands for the name of an area."""


_STATES: Final = {"cũ": True, "mới": False}
_KINDS_OF_AREAS: Final = frozenset({"tỉnh", "bản", "phố"})
_SEVERAL: Final = frozenset({"các", "những", "hai", "ba", "mấy", "từng", "mỗi", "nhiều", "2", "3"})
"""Words before "tỉnh cũ" that say more than one."""


def _take(reader: Taking, match: re.Match[str]) -> None:
    for at, word in enumerate(reader.words):
        if match.start() <= word.begin < match.end() and reader.taken[at] is None:
            reader.taken[at] = "kind"


def areas_after_merging(reader: Taking) -> None:
    """ "Sau khi nhập Long An, Tây Ninh …": the new Tây Ninh; Long An is not asked for."""
    found, lexicon = reader.found, reader.lexicon
    match = match_of("took-in", found.question)
    if not match:
        return
    absorbed = next(
        (
            part
            for part in found.parts
            if part.kind == "area" and found.question.startswith(part.text, match.end())
        ),
        None,
    )
    if absorbed is None:
        return
    after = {new for old in absorbed.iris for new in lexicon.successors.get(old, ())}
    new = [i for several in found.areas for i in several if several != absorbed.iris and i in after]
    if len(new) != 1:
        return
    old = set(lexicon.predecessors(new[0]))
    found.areas = [
        (new[0],) if new[0] in several else several
        for several in found.areas
        if new[0] in several or not old & set(several)
    ]
    _take(reader, match)


def end_of_term(reader: Taking) -> None:
    """ "cuối nhiệm kỳ" is 2030 where the area was formed in 2025 or a document of it names the term
    2025-2030. Elsewhere it is not clear which term is meant, and the words are not passed over."""
    found, lexicon = reader.found, reader.lexicon
    match = match_of("end-of-term", found.question)
    if not match or found.years:
        return
    areas = {area for several in found.areas for area in several}
    named = any(
        _TERM_NAMED.search(lexicon.label(document, "vi"))
        for area in areas
        for document in lexicon.documents_of(area)
    )
    if named or any(lexicon.changed_on(area, _FORMED) for area in areas):
        found.years.append(_END_OF_TERM)
        found.parts.append(Part(match[0], "year"))
    else:
        found.unknown.append(match[0])
