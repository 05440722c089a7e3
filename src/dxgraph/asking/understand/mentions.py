"""The things that a question names: areas with their kinds, documents, levels and pillars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dxgraph.asking.graph.lexicon import Mention
from dxgraph.asking.language import cues, lists
from dxgraph.asking.language.names import AREA_KINDS, Word
from dxgraph.asking.language.words import CALLED
from dxgraph.asking.understand.taking import Taking
from dxgraph.search import fold
from dxgraph.terms import LEVEL

_PLACE_KINDS: Final = frozenset(
    fold(word) for words in (CALLED["other-kinds"], *AREA_KINDS.values()) for word in words
)
_ENGLISH_KINDS: Final = frozenset(
    {"province", "city", "region", "town", "district", "commune", "ward", "county", "village"}
)
"""Of these the ones that stand behind a name."""
_WITH_NUMBERS: Final = frozenset({cues.AMONG_34, cues.AMONG_63, cues.FIRST, cues.LAST})


def is_amount(words: Sequence[Word], text: str) -> bool:
    """Whether a number among words is an amount whatever it may name: "749%" is no decision, and
    who "plans 93%" names no plan."""
    return any(w.folded.isdigit() and text[w.end :].lstrip().startswith("%") for w in words)


def whole_names(reader: Taking) -> None:
    """Take the names of indicators that are said whole: no word of them names another thing."""
    documents = [
        range(at, at + length)
        for at in range(len(reader.words))
        for length, mention in reader.lexicon.mentions(reader.words, at)
        if mention.kind == "document"
    ]
    for run in reader.lexicon.runs_of_names(reader.words):
        if any(lists.holds(document, run) for document in documents):
            continue  # "Chiến lược kinh tế số và xã hội số"
        if not (_after_pillar(reader, run.start) and _is_pillar(reader, run)):
            reader.take(run.start, len(run), "name")


def _is_pillar(reader: Taking, run: range) -> bool:
    """Whether the name of an indicator is one of a pillar too: "trụ cột kinh tế số"."""
    named = reader.lexicon.mentions(reader.words, run.start)
    return any(many == len(run) and mention.kind == "pillar" for many, mention in named)


def names_of_things(reader: Taking) -> None:
    """Take the things that are named, the longest names first."""
    at = 0
    while at < len(reader.words):
        best: tuple[int, Mention] | None = None
        for length, mention in reader.lexicon.mentions(reader.words, at):
            if not reader.free(at, length) or (best and length <= best[0]):
                continue
            if mention.kind == "pillar" and not _after_pillar(reader, at):
                continue
            if mention.kind == "level" and _is_kind_of(reader, at, at + length):
                continue
            said = reader.words[at : at + length]
            if mention.kind == "document" and is_amount(said, reader.found.question):
                continue
            best = length, mention
        cue = reader.cue(at)
        if best and not (cue and cue[0] > best[0]):
            behind, mention = best[0], best[1]
            if mention.kind == "area":
                behind, mention = _placed(reader, at, *best)
            if mention.iris:
                _mention(reader, at, best[0], mention)
            at += behind
        elif cue:
            until = _until_a_name(reader, at, cue[0])
            if until < cue[0]:
                language = reader.found.language
                cue = reader.lexicon.cue(reader.words[: at + until], at, language)
            if cue and cue[1] in _WITH_NUMBERS:  # its number is no figure
                reader.found.cues[cue[1]] = reader.take(at, *cue)
            at += until
        else:
            at += 1


def kinds_apart(reader: Taking) -> None:
    """ "Đà Nẵng … thành phố đặt": the city that is named; of an area that is none it is a place
    within it."""
    found, lexicon = reader.found, reader.lexicon
    cities = all("city" in lexicon.kinds.get(a, ()) for several in found.areas for a in several)
    if found.areas and cities:
        _level_of_cities(reader)
    for at in range(len(reader.words)):
        many = next((m for m in (2, 1) if reader.said(at, m, plain=True) in _A_CITY), 0)
        if not (many and found.areas and reader.free(at, many)):
            continue
        begin = at if many == 2 else max(at - 1, 0)
        apart = many == 2 or reader.words[begin].marked == "the"
        setting = at + many < len(reader.words) and reader.cue(at + many)
        if apart and setting and setting[1] == cues.PROMISE:
            if cities:
                for place in range(begin, at + many):
                    reader.taken[place] = "kind"
            else:
                found.unknown.append(reader.take(begin, at + many - begin, "elsewhere"))


def _level_of_cities(reader: Taking) -> None:
    """ "At city level", "cấp thành phố": of a city that is named the level is that of provinces."""
    for at in range(len(reader.words)):
        many = next((m for m in (2, 3) if reader.said(at, m, plain=True) in _CITY_LEVELS), 0)
        if many and reader.taken[at] is None:
            # "Cấp thành phố, Hà Nội …": two words are taken as the city's.
            many = next((n for n in range(many) if reader.taken[at + n] is not None), many)
            _mention(reader, at, many, Mention("level", (LEVEL.province,)))


_CITY_LEVELS: Final = frozenset({"cap thanh pho", "city level", "municipal level"})
_A_CITY: Final = frozenset({"thanh pho", "city"})


def _is_kind_of(reader: Taking, begin: int, at: int) -> bool:
    """Whether words say the kind of the area that is named behind them: "ở tỉnh Trà Vinh" is said
    of no level, "cấp tỉnh Trà Vinh" is."""
    said = [word.folded for word in reader.words[begin:at]]
    if at >= len(reader.words) or said[-1] != "tinh" or "cap" in said:
        return False
    return any(mention.kind == "area" for _, mention in reader.lexicon.mentions(reader.words, at))


def initials(reader: Taking) -> None:
    """ "KTS của BG": a province by the letters with which its name begins, typed in capitals, where
    no area is named; letters that several share are each of these."""
    plain = reader.found.question.isascii()
    if reader.found.areas or reader.found.documents:
        return
    for at, word in enumerate(reader.words):
        said = reader.written(at)
        if reader.taken[at] is None and said.isupper() and not reader.lexicon.knows(word):
            meant = tuple(
                iri
                for letters, iris in reader.lexicon.initials.items()
                for iri in iris
                if said == letters or (plain and said.lower() == fold(letters))
            )
            if meant:
                _mention(reader, at, 1, Mention("area", meant))


def _until_a_name(reader: Taking, at: int, length: int) -> int:
    """How many words of a phrase are behind us: "như kế hoạch" ends where "kế hoạch 86" begins,
    "34 tỉnh thành" before "Thanh Hóa"."""
    for place in range(at + 1, at + length):
        for many, mention in reader.lexicon.mentions(reader.words, place):
            whole = reader.said(place, many, plain=True)
            named = mention.kind in ("area", "document") and bool(whole)
            if named and place + many > at + length:
                return place - at
    return length


def _placed(reader: Taking, at: int, length: int, mention: Mention) -> tuple[int, Mention]:
    """Look at the kind of place that stands beside the name of an area.

    "thành phố Bắc Giang" and "Bac Giang town" are no Bắc Giang: such a place is not understood.
    Gives how many words are behind us, and what of the areas is meant.
    """
    before, after = _kind_before(reader, at), _kind_after(reader, at + length)
    if not before and not after:
        return length, mention
    begin = at - before
    kinds = {
        fold(reader.written(first, many))
        for first, many in ((begin, _bare(reader, begin, before)), (at + length, after))
        if many
    }
    own = reader.lexicon.kinds
    regions = reader.lexicon.regions
    # "các tỉnh Tây Nguyên": the provinces of a region.
    within = {"tinh", "province", "provinces"}
    meant = tuple(
        i
        for i in mention.iris
        if kinds <= {*(fold(w) for w in own.get(i, ())), *(within if i in regions else ())}
    )
    if meant:
        for place in (*range(begin, at), *range(at + length, at + length + after)):
            reader.taken[place] = "kind"
    else:
        text = reader.take(begin, before + length + after, "elsewhere")
        reader.found.unknown.append(text)
        reader.found.elsewhere.append(text)
    return length + after, Mention(mention.kind, meant)


def other_places(reader: Taking) -> None:
    """ "Ba Vì": two words or more that begin with capitals and name nothing of ours; not where all
    is typed so, "Kinh Tế Số Của Hà Nội"."""
    text, run = reader.found.question, list[int]()
    titled = [reader.written(at).istitle() for at in range(len(reader.words))]
    if len(titled) > _FEW and 2 * titled.count(True) > len(titled):
        return
    for at, title in enumerate((*titled, False)):
        named = title and reader.taken[at] is None and not _is_of_a_sentence(reader, at)
        if run and (not named or text[reader.words[at - 1].end : reader.words[at].begin] != " "):
            if len(run) > 1 and not all(reader.lexicon.knows(reader.words[at]) for at in run):
                kinds = _kind_before(reader, run[0]) if reader.free(run[0] - 1, 1) else 0
                said = reader.take(run[0] - kinds, len(run) + kinds, "elsewhere")
                reader.found.unknown.append(said)
                reader.found.elsewhere.append(said)
            run = []
        if named:
            run.append(at)


def _is_of_a_sentence(reader: Taking, at: int) -> bool:
    """Whether a word is one of a question rather than of a name: "Say I …"; "Ba Vì" is a name."""
    return bool(reader.cue(at)) or (reader.found.language == "en" and reader.is_light(at))


_FEW: Final = 4
"""So few words may all begin with capitals and be a name."""


def _bare(reader: Taking, at: int, many: int) -> int:
    """How many of the words that say a kind are left without "of"."""
    return many - 1 if many and reader.words[at + many - 1].folded == "of" else many


def _kind_before(reader: Taking, at: int) -> int:
    """How many words before a name say what kind of place it is; "cấp xã" says a level."""
    words, text = reader.words, reader.found.question
    of = 1 if at and words[at - 1].folded == "of" else 0
    for many in (2, 1):
        begin = at - of - many
        if begin < 0 or text[words[at - 1].end : words[at].begin].strip(" ."):
            continue
        said = fold(reader.written(begin, many))
        if said in _PLACE_KINDS and reader.taken[begin] != "level":
            return many + of
    return 0


def _kind_after(reader: Taking, at: int) -> int:
    """The same behind a name, as in English; "district level" says a level."""
    words, text = reader.words, reader.found.question
    if at >= len(words) or text[words[at - 1].end : words[at].begin].strip():
        return 0
    level = any(mention.kind == "level" for _, mention in reader.lexicon.mentions(words, at))
    wide = at + 1 < len(words) and words[at + 1].folded == "level"
    english = words[at].marked in _ENGLISH_KINDS
    return 1 if english and not (level and wide) else 0


def _after_pillar(reader: Taking, at: int) -> bool:
    before = [word.marked for word in reader.words[max(0, at - 2) : at]]
    return before[-1:] == ["pillar"] or before in (["trụ", "cột"], ["tru", "cot"])


def _mention(reader: Taking, at: int, length: int, mention: Mention) -> None:
    reader.take(at, length, mention.kind, mention.iris)
    if mention.kind == "area":
        if mention.iris not in reader.found.areas:
            reader.found.areas.append(mention.iris)
    elif mention.kind == "document":
        if mention.iris not in reader.found.documents:
            reader.found.documents.append(mention.iris)
    elif mention.kind == "pillar":
        reader.found.pillar = mention.iris[0]
    elif mention.iris[0] not in reader.found.levels:
        reader.found.levels.append(mention.iris[0])
