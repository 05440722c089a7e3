"""Which indicator does a clause speak of? Its names, compared word by word and pair by pair.

Words are compared without diacritics and case, so that misprints ("tang", "kinh kế") cost little;
pairs of neighbouring words keep what that blurs. A word weighs the more, the fewer indicators have
it: "tỷ lệ" says nothing, "đài truyền thanh" nearly everything. A name's score is made of two parts:
how much of the name the clause has, and how much of the clause the name explains.

Indicators that differ in their denominator alone look alike to that, and must not be taken for each
other. So what bounds a denominator ("từ 15 tuổi", "đủ điều kiện", "mức độ 4") counts apart: a bound
that only one of the two has lowers the score.
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from dxgraph.drafting.knowledge import Indicator, Tongue
from dxgraph.drafting.proposal import Candidate
from dxgraph.files import own
from dxgraph.search import fold

_PAIR = 0.7
"""What a pair weighs beside its words."""
_NAME_SHARE = 0.72
"""How much of the score the name's part makes; the clause's part makes the rest."""
_OTHER = 0.7
"""What is left of a score when the name has no word of what a percentage is printed to be of."""
_NOUN = 4
"""So many syllables of it are compared, and all of it: what comes behind may say where or whose."""
_LEAST = 0.25
"""What scores less is not like the clause at all."""
_COMMON = 40
"""A word that more names have proposes none of them; it only adds to those that others propose."""
_ASKED = 1024
"""So many clauses are kept with their scores: documents of one kind say the same again."""
_HAS_OTHER = 0.7
"""What is left of a score when both say what somebody has, and the clause nothing of the name's."""
_WITHOUT_OWN = 0.8
"""What is left of a score when the clause has none of the words that no other name has."""

_WORDS = own(__package__, "matching.yaml")
_ABBREVIATIONS: Mapping[str, str] = _WORDS["abbreviations"]
_ABBREVIATION = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(_ABBREVIATIONS, key=len, reverse=True))})(?!\w)", re.IGNORECASE
)
_SAME = [(re.compile(pattern), same) for pattern, same in _WORDS["same"]]


class _Bounds:
    """What bounds a name, a pattern each; most texts have none of them, which one search tells."""

    def __init__(self, *patterns: str) -> None:
        self.each = tuple(map(re.compile, patterns))
        self.any = re.compile("|".join(patterns))


_BOUND = 0.75
"""What is left of a score for each bound that only one side has."""
_BOUNDS = _Bounds(*_WORDS["bounds"])
_NAMED = _Bounds(*_WORDS["named"])
"""These bound a name; in a clause they may belong to something else."""
_HAS = re.compile(_WORDS["has"], re.IGNORECASE)
_STOPS = frozenset(_WORDS["stop"].split())
_STOP = frozenset(map(fold, _STOPS))
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=16384)
def _apart(word: str) -> str:
    """A word that says something and is folded to one that does not, kept apart from it: "cửa" is
    not "của", "thẻ" not "the". No Vietnamese word ends in z."""
    folded = fold(word)
    lost = folded in _STOP and folded != word and word not in _STOPS
    return f"{folded}z" if lost else word


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """The text as it is compared: folded, abbreviations written out.

    >>> plain("Tỷ lệ TTHC đủ điều kiện")
    'ty le thu tuc hanh chinh du dieu kien'
    """
    text = _ABBREVIATION.sub(lambda match: _ABBREVIATIONS[match[0].lower()], text)
    text = _WORD.sub(lambda match: _apart(match[0]), unicodedata.normalize("NFC", text).lower())
    folded = fold(text)
    for pattern, same in _SAME:
        folded = pattern.sub(same, folded)
    return folded


def _words(folded: str) -> list[str]:
    return [word for word in folded.split() if not word.isdigit() or len(word) < 3]


def _bounds(folded: str, patterns: _Bounds) -> frozenset[int]:
    if not patterns.any.search(folded):
        return frozenset()
    return frozenset(number for number, bound in enumerate(patterns.each) if bound.search(folded))


def _features(words: list[str]) -> set[str]:
    found = {word for word in words if word not in _STOP}
    found.update(
        f"{first} {second}"
        for first, second in itertools.pairwise(words)
        if first not in _STOP and second not in _STOP
    )
    return found


def _said(text: str) -> frozenset[str]:
    return frozenset(word for word in _words(plain(text)) if word not in _STOP)


def alike_bound(first: str, second: str) -> bool:
    """Whether two names are bound alike: no rank in the world is one in the country."""
    return _bounds(plain(first), _NAMED) == _bounds(plain(second), _NAMED)


class Matcher:
    """The names of the indicators, ready to be compared with clauses."""

    def __init__(self, indicators: Mapping[str, Indicator], tongue: Tongue = "vi") -> None:
        self._owners: list[str] = []
        self._features: list[frozenset[str]] = []
        self._bounds: list[frozenset[int]] = []
        self._named: list[frozenset[int]] = []
        self._had: list[frozenset[str]] = []
        spread: dict[str, set[str]] = {}
        self._called: dict[str, frozenset[str]] = {}
        for slug, item in indicators.items():
            for name in item.names[tongue]:
                folded = plain(name)
                found = _features(_words(folded))
                self._bounds.append(_bounds(folded, _BOUNDS))
                self._named.append(_bounds(folded, _NAMED))
                had = _HAS.search(name)
                self._had.append(_said(name[had.end() :]) if had else frozenset())
                self._owners.append(slug)
                self._features.append(frozenset(found))
                self._called[slug] = self._called.get(slug, frozenset()) | found
                for feature in found:
                    spread.setdefault(feature, set()).add(slug)
        count = max(len(indicators), 1)
        self._unknown = math.log(1 + count)
        self._weights = {
            feature: math.log(1 + count / len(owners)) for feature, owners in spread.items()
        }
        # The words that tell a name from those of all other indicators: "hợp đồng", not "điện tử".
        self._own = [
            frozenset(word for word in features if " " not in word and len(spread[word]) == 1)
            for features in self._features
        ]
        self._of_name = [
            _NAME_SHARE / (sum(map(self.weight, features)) or 1.0) for features in self._features
        ]
        self._index: dict[str, list[int]] = {}
        for number, features in enumerate(self._features):
            for feature in features:
                self._index.setdefault(feature, []).append(number)
        self._common = {
            feature: frozenset(places)
            for feature, places in self._index.items()
            if len(places) > _COMMON
        }
        self.scores = lru_cache(maxsize=_ASKED)(self._scores)

    def called(self, slug: str) -> frozenset[str]:
        """The words, and pairs of words, of all names of an indicator."""
        return self._called.get(slug, frozenset())

    def weight(self, feature: str) -> float:
        """What a word or a pair of words weighs."""
        weight = self._weights.get(feature, self._unknown)
        return weight * _PAIR if " " in feature else weight

    def candidates(self, clause: str) -> list[Candidate]:
        """The indicators that share a word with the clause, best first; as in `scores`."""
        found = self.scores(clause, "").items()
        return ranked(Candidate(slug, score) for slug, score in found)

    def _scores(self, clause: str, noun: str) -> Mapping[str, float]:
        """How much each indicator that shares a word with the clause is like it.

        ``noun`` is what a percentage is taken of, where it is printed behind it ("phủ 100% hộ gia
        đình"): the fewer of its words a name has, the surer it is of another denominator.
        """
        folded = plain(clause)
        features = _features(_words(folded))
        bounds, named = _bounds(folded, _BOUNDS), _bounds(folded, _NAMED)
        said = [word for word in _words(plain(noun)) if word not in _STOP]
        has = _HAS.search(clause) is not None
        nouns = [self._weighed(said[:_NOUN]), self._weighed(said)] if said else []
        shared, total = self._shared(features)
        best: dict[str, float] = {}
        shares: dict[str, float] = {}
        whole = (1 - _NAME_SHARE) / total if total else 0.0
        owners, of_name = self._owners, self._of_name
        likes = [(weight * (of_name[number] + whole), number) for number, weight in shared.items()]
        for score, number in likes:
            if score <= _LEAST:
                continue
            slug = owners[number]
            if score <= best.get(slug, _LEAST):
                continue  # another name of it fits better, whatever else speaks for this one
            odd = len(bounds ^ self._bounds[number]) + len(self._named[number] - named)
            if odd:
                score *= _BOUND**odd
            if self._own[number] and self._own[number].isdisjoint(features):
                score *= _WITHOUT_OWN
            if has and self._had[number] and self._had[number].isdisjoint(features):
                score *= _HAS_OTHER
            if nouns:
                if slug not in shares:
                    called = self._called[slug]
                    shares[slug] = max(_share(words, called) for words in nouns)
                score *= _OTHER + (1 - _OTHER) * shares[slug]
            if score > best.get(slug, 0.0):
                best[slug] = score
        return best

    def _shared(self, features: Iterable[str]) -> tuple[dict[int, float], float]:
        """How much weight each name shares with these words and pairs, and what they all weigh."""
        total = 0.0
        shared: defaultdict[int, float] = defaultdict(float)
        common: list[tuple[float, frozenset[int]]] = []
        for feature in features:
            weight = self.weight(feature)
            total += weight
            if many := self._common.get(feature):
                common.append((weight, many))
                continue
            for number in self._index.get(feature, ()):
                shared[number] += weight
        seeded = len(shared) > 0
        for weight, named in common:
            for number in shared.keys() & named if seeded else named:
                shared[number] += weight
        return shared, total

    def _weighed(self, words: Iterable[str]) -> dict[str, float]:
        return {word: self.weight(word) for word in words}


_kept: dict[Tongue, tuple[Mapping[str, Indicator], Matcher]] = {}


def matcher(indicators: Mapping[str, Indicator], tongue: Tongue = "vi") -> Matcher:
    """The names of these indicators, made ready once for all documents that are read with them."""
    kept = _kept.get(tongue)
    if kept is None or kept[0] is not indicators:
        kept = _kept[tongue] = (indicators, Matcher(indicators, tongue))
    return kept[1]


def _share(words: Mapping[str, float], features: frozenset[str]) -> float:
    """How much of the words' weight is among the features."""
    there = [weight for word, weight in words.items() if word in features]
    return sum(there) / sum(words.values()) if there else 0.0


def ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Best first; equal ones in the order of their slugs, so that a draft is always the same."""
    return sorted(candidates, key=lambda item: (-round(item.score, 9), item.slug))
