"""Goals without a figure: "phổ cập …", "hoàn thành …", "trở thành …".

In the list of the goals that are counted, a clause that begins with a verb of doing is a goal. In
the general goals, where purposes stand beside goals, only firm verbs are. What is found is the
short key phrase: the verb and its object, without where, for whom and what for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dxgraph.drafting.read.context import Sentence
from dxgraph.drafting.read.lexicon import Lexicon
from dxgraph.drafting.understand.figure_words import content
from dxgraph.evidence import Figure

LONGEST = 20
"""Syllables of a key phrase; a longer one is cut before its last preposition."""

_PREPOSITION = re.compile(
    r"\s+(?:của|đối với|theo|cho|về|trong|of|for|on|in|with)\s+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Goal:
    """The key phrase of a goal without a figure."""

    begin: int
    end: int
    piece: tuple[int, int]
    """The part of the sentence, between semicolons, that it stands in."""
    clause_end: int
    """Of the words that may still say what it is about."""
    parts: tuple[str, ...]
    """The phrase; or two, when one verb governs two things."""


def goals(
    text: str, sentence: Sentence, figures: Sequence[Figure], words: Lexicon
) -> Iterator[Goal]:
    """The goals without a figure of a sentence, in their order."""
    if sentence.part not in ("opening", "general", "specific") or sentence.block.kind == "heading":
        return
    begin = max(sentence.begin, sentence.lead_end)
    if words.purpose.match(text, sentence.begin, sentence.end):
        return
    if (
        sum(pattern.search(text, begin, sentence.end) is not None for _, pattern in words.pillars)
        > 2
    ):
        return  # the sentence announces the pillars
    counted = [item.begin for item in figures if not sentence.enclosed(item.begin)]
    last = 0
    before = ""
    for start, end in _clauses(text, begin, sentence):
        previous, before = before, text[start:end]
        if start < last or any(start <= at < end for at in counted):
            continue
        piece = max(begin, *(text.rfind(sign, begin, start) for sign in ";:"))
        stop = text.find(";", end, sentence.end)
        after = any(piece <= at < start for at in counted)
        if after and 0 < len(previous.split()) <= 3:
            continue  # one of the verbs of a figure: "100% … được tập huấn, bồi dưỡng, phổ cập …"
        ahead = any(end <= at < (stop if stop >= 0 else sentence.end) for at in counted)
        found = _goal(text, start, end, sentence, words, after=after, ahead=ahead)
        if found:
            last = found.end
            yield found


def _clauses(text: str, begin: int, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The parts between commas, semicolons and colons, outside parentheses."""
    start = begin
    for at in range(begin, sentence.end):
        if text[at] in ",;:" and not sentence.enclosed(at):
            if text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit():
                continue
            yield start, at
            start = at + 1
    yield start, sentence.end


def _goal(
    text: str,
    start: int,
    end: int,
    sentence: Sentence,
    words: Lexicon,
    *,
    after: bool,
    ahead: bool,
) -> Goal | None:
    """The goal of a clause; ``after`` and ``ahead`` say whether its part of the sentence has a
    figure before or behind it."""
    begin = start
    while begin < end and not text[begin].isalnum():
        begin += 1
    clause = text[begin:end]
    years = [year for year in sentence.years if begin <= year.lead < end and year.lead - begin < 2]
    if years:
        begin = years[0].end
        begin += len(text[begin:end]) - len(text[begin:end].lstrip(" ,:"))
        clause = text[begin:end]
    adverbs = words.adverbs.match(clause)
    if adverbs:
        begin += adverbs.end()
        clause = text[begin:end]
    firm = words.firm.search(clause)
    verb = firm if firm and not (after and firm.start()) else None
    if verb is None and sentence.part == "specific":
        verb = (words.after if after else words.active).match(clause)
    if verb is None or (ahead and words.measured.match(clause)):
        return None
    begin += verb.start()
    if words.becoming.fullmatch(verb[0]):
        begin += len(verb[0])
        begin += len(text[begin:end]) - len(text[begin:end].lstrip())
    stop = _phrase_end(text, begin + 1, end, sentence, words)
    phrase = text[begin:stop]
    if words.empty.fullmatch(phrase) or len(content(phrase, words)) < 3:
        return None
    clause_end = min(
        (at for at in (text.find(sign, stop, sentence.end) for sign in ";.") if at >= 0),
        default=sentence.end,
    )
    piece = (max(sentence.begin, text.rfind(";", sentence.begin, begin) + 1), clause_end)
    return Goal(begin, stop, piece, clause_end, _parts(phrase, words))


def _phrase_end(text: str, begin: int, end: int, sentence: Sentence, words: Lexicon) -> int:
    stop = end
    at = begin
    while match := words.phrase_end.search(text, at, sentence.end):
        if match[0] == ",":
            following = words.phrase_end.search(text, match.end(), sentence.end)
            until = following.start() if following else sentence.end
            chunk = text[match.end() : until].strip()
            listed = _listed(text[begin : match.start()], chunk, following is not None, words)
            if listed:
                at = match.end()
                continue
        inside = sentence.enclosed(match.start())
        if inside:
            at = inside.end
            continue
        stop = match.start()
        break
    else:
        stop = sentence.end
    for part in sentence.inner:
        # "(DTI)" belongs to the name; "(trừ …)" is no part of it
        if begin <= part.begin < stop and part.end - part.begin > 16:
            stop = part.begin - 1
            break
    phrase = text[begin:stop].rstrip(" .,;:")
    stop = begin + len(phrase)
    region = words.region.search(phrase)
    if region:
        return begin + region.end()
    while len(phrase.split()) >= LONGEST:
        places = list(_PREPOSITION.finditer(phrase))
        if not places or places[-1].start() < 12:
            break
        phrase = phrase[: places[-1].start()]
        stop = begin + len(phrase)
    return stop


def _listed(before: str, chunk: str, goes_on: bool, words: Lexicon) -> bool:
    """Whether a comma stands in a list of objects: "duy trì kết nối, chia sẻ thông tin giữa …"."""
    if re.search(r"\d", _TECHNOLOGY.sub(" ", chunk)):
        return False
    if _TECHNOLOGY.match(chunk):
        return True
    short = goes_on and len(chunk.split()) <= 4 and not words.after.match(chunk)
    about = re.search(r"\b(?:về|on)(?:\s+\S+){1,3}$", before) is not None
    return short or (about and words.joint.search(chunk) is not None)


_TECHNOLOGY = re.compile(r"(?<!\w)[2-9]G\b")


def _parts(phrase: str, words: Lexicon) -> tuple[str, ...]:
    """The phrase as two, when its verb governs two things of a kind."""
    verb = words.active.match(phrase)
    joints = list(words.joint.finditer(phrase))
    if verb is None or len(joints) != 1:
        return (phrase,)
    joint = joints[0]
    second = phrase[joint.end() :]
    if len(second.split()) < 3:
        return (phrase,)
    return (phrase[: joint.start()], f"{verb[0]} {second}")
