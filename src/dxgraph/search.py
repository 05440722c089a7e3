"""Find things by name: with or without diacritics and case, by number, by alternative name.

The index is SQLite's FTS5 in memory, over folded text: "Chuyển đổi số" and "chuyen doi so" are the
same words to it, "111-NQ/TU" is the words 111, nq and tu. What a reader typed with diacritics ranks
before what only folds to the same.
"""

from __future__ import annotations

import heapq
import json
import re
import sqlite3
import threading
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, Protocol, TypeVar

WEIGHTS: Final = {
    "area": 6.0,
    # Before the plans whose titles hold its words: who types them wants its figures.
    "indicator": 5.5,
    "document": 5.0,
    "body": 2.0,
    "pillar": 2.0,
    # Before the measured values, which somebody who asks for a promise does not mean.
    "target": 1.8,
}
"""How much a kind of thing is looked for; kinds that are not named count 1.5."""

_OTHER: Final = 1.5
MOST: Final = 500
"""How many things a search looks at; they are the nearest of those that hold the words."""
_COMPARED: Final = 1000
"""So many names are compared letter by letter with what was typed."""
_LONGEST: Final = 200
_FTS: Final = (
    "CREATE VIRTUAL TABLE names USING fts5("
    "words, content='', detail='none', tokenize='unicode61', prefix='1 2 3')"
)

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found."""

    iri: str
    kind: str
    vi: str
    en: str
    others: tuple[str, ...] = ()
    """Alternative names, document numbers, codes."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found; the higher the score, the better."""

    entry: Entry
    score: float


def fold(text: str) -> str:
    """Lower case, without diacritics, words apart by one space.

    >>> fold("Nghị quyết 111-NQ/TU về chuyển Đổi số")
    'nghi quyet 111 nq tu ve chuyen doi so'
    """
    # đ and Đ have no decomposition in Unicode, nor has ð, whose capital looks like Đ; the other
    # letters lose their marks by it, and full-width ones are read as what they stand for.
    plain = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d").replace("ð", "d"))
    return " ".join("".join(map(_kept, plain)).split())


@lru_cache(maxsize=4096)
def _kept(character: str) -> str:
    """What is left of a character; texts are made of few, and each is looked at once."""
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return ""  # signs without width, such as soft hyphens, part no words
    return character if character.isalnum() else " "


@dataclass(frozen=True, slots=True)
class _Names:
    """The folded names of an entry, and the words of them all."""

    names: tuple[str, ...]
    words: frozenset[str]

    def hold(self, folded: str) -> bool:
        """Whether these words stand in one of the names in this order, with none between."""
        return any(f" {folded} " in f" {name} " for name in self.names)


_WORD: Final = re.compile(r"[^\W_]+")


def lacking(
    text: str, hits: Sequence[Hit], passed_over: Callable[[str], bool] = lambda _: False
) -> list[str]:
    """The words of a text, as they are typed, that the nearest of `hits` does not have; those that
    stand together are one, as are words with capitals: "Tân Lập" is nowhere because "lập" is. Those
    of another name are none of it: of "Cần Thơ AI" it is "AI".

    The last word may be a beginning. `passed_over` tells words in lower case that say nothing.
    Nothing is lacking where nothing was found.
    """
    text = unicodedata.normalize("NFC", text)[:_LONGEST]
    typed = list(_WORD.finditer(text))
    least = min((_lacks(typed, _names(hit.entry).words) for hit in hits), key=len, default=[])
    missing = {at for at in least if not passed_over(typed[at][0].casefold())}
    titled = [word[0][0].isupper() for word in typed]
    known = [_names(hit.entry) for hit in hits]
    for ahead in (range(1, len(typed)), range(len(typed) - 2, -1, -1)):
        step = ahead.step
        beside = {at for at in ahead if titled[at] and titled[at - step] and at - step in missing}
        missing |= {at for at in beside if not _of_a_name(typed, at, step, known)}
    begins = sorted(missing - {at + 1 for at in missing})
    ends = sorted(missing - {at - 1 for at in missing})
    return [text[typed[b].start() : typed[e].end()] for b, e in zip(begins, ends, strict=True)]


def _of_a_name(typed: Sequence[re.Match[str]], at: int, step: int, known: Sequence[_Names]) -> bool:
    """Whether a word is a name, or of one with the word to the side where `step` goes on to."""
    one, beside = fold(typed[at][0]), at + step
    if any(one in names.names for names in known):
        return True
    if not 0 <= beside < len(typed) or not typed[beside][0][0].isupper():
        return False
    pair = " ".join(fold(typed[place][0]) for place in sorted((at, beside)))
    return any(names.hold(pair) for names in known)


def _lacks(typed: Sequence[re.Match[str]], held: Set[str]) -> list[int]:
    """Which of the words that are typed are not held."""
    folded = [fold(word[0]) for word in typed]
    found = [at for at, word in enumerate(folded) if word not in held]
    only_begun = found == [len(typed) - 1] and any(one.startswith(folded[-1]) for one in held)
    return [] if only_begun else found


def likeliest(text: str, items: Sequence[_Item], name: Callable[[_Item], str]) -> Sequence[_Item]:
    """Of many things those whose names share the most words with a text, of few all of them: to
    compare letters with every name of a large graph takes seconds. Names are slugs or folded."""
    if len(items) <= _COMPARED:
        return items
    words = set(fold(text.replace("-", " ").replace("/", " ")).split())

    def shared(item: _Item) -> int:
        return len(words.intersection(name(item).replace("-", " ").replace("/", " ").split()))

    return heapq.nlargest(_COMPARED, items, key=shared)


def is_called(text: str, names: Search) -> bool:
    """Whether a name has these words in this order, with diacritics on whichever letters."""
    words = fold(text)
    return any(_names(hit.entry).hold(words) for hit in names.search(text, limit=MOST))


class Search(Protocol):
    """Whatever finds things by name."""

    @property
    def kinds(self) -> Set[str]:
        """The kinds of things that can be found."""
        ...

    def search(self, text: str, *, limit: int = 20, kind: str | None = None) -> list[Hit]: ...


class _Searching(ABC):
    """How names are searched, wherever they lie."""

    @abstractmethod
    def _match(self, expression: str) -> list[tuple[Entry, _Names]]:
        """The things that an expression of FTS5 finds, those that are looked for most first."""

    def search(self, text: str, *, limit: int = 20, kind: str | None = None) -> list[Hit]:
        """The things whose names hold every word of a text, the best first.

        The last letters of a word may be missing. Where no name holds every word, those that hold
        the most are given. Where names do, but only if other words than the last are taken for
        beginnings, what the text names whole comes beside them: who types "Cần Thơ IoT" hardly
        means officials who know IoT. An empty text finds nothing.
        """
        text = unicodedata.normalize("NFC", text)[:_LONGEST]
        words = fold(text).split()
        if not words:
            return []
        found = self._match(_expression(words, "AND", kind))
        if len(words) > 1 and not any(names.words.issuperset(words[:-1]) for _, names in found):
            some = self._match(_expression(words, "OR", kind))
            if found:
                typed, held = f" {' '.join(words)} ", {entry.iri for entry, _ in found}
                some = [
                    (entry, names)
                    for entry, names in some
                    if entry.iri not in held and any(f" {name} " in typed for name in names.names)
                ]
            found += some
        hits = [Hit(entry, _score(entry, names, text, words)) for entry, names in found]
        hits.sort(key=lambda hit: (-hit.score, len(hit.entry.vi), hit.entry.iri))
        return hits[:limit]


class SearchIndex(_Searching):
    """Names of things, ready to be searched. Building and searching are safe between threads."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        # A word that very many names hold is cut at the first few hundred: the things that are
        # looked for most, and the shortest names, stand first.
        self._entries = sorted(
            entries, key=lambda e: (-WEIGHTS.get(e.kind, _OTHER), len(e.vi), e.iri)
        )
        self._names = [_names(entry) for entry in self._entries]
        self._lock = threading.Lock()
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._base.execute(_FTS)
        self._base.executemany(
            "INSERT INTO names(rowid, words) VALUES (?, ?)",
            (
                (number, " ".join((_kind_word(self._entries[number].kind), *names.words)))
                for number, names in enumerate(self._names)
            ),
        )
        self._base.execute("INSERT INTO names(names) VALUES ('optimize')")

    def __len__(self) -> int:
        return len(self._entries)

    @cached_property
    def kinds(self) -> Set[str]:
        """See `Search.kinds`."""
        return {entry.kind for entry in self._entries}

    def _match(self, expression: str) -> list[tuple[Entry, _Names]]:
        with self._lock:
            found = self._base.execute(
                "SELECT rowid FROM names WHERE names MATCH ? ORDER BY rowid LIMIT ?",
                (expression, MOST),
            )
            return [(self._entries[number], self._names[number]) for (number,) in found]


class StoredSearch(_Searching):
    """The same search over names that lie in a file, for more of them than memory should hold."""

    def __init__(self, base: sqlite3.Connection, lock: threading.Lock) -> None:
        self._base = base
        self._lock = lock

    def __len__(self) -> int:
        with self._lock:
            return int(self._base.execute("SELECT COUNT(*) FROM entry").fetchone()[0])

    @cached_property
    def kinds(self) -> Set[str]:
        """See `Search.kinds`."""
        with self._lock:
            return {kind for (kind,) in self._base.execute("SELECT DISTINCT kind FROM entry")}

    def _match(self, expression: str) -> list[tuple[Entry, _Names]]:
        with self._lock:
            found = self._base.execute(
                "SELECT iri, kind, vi, en, others, folded FROM entry WHERE id IN "
                "(SELECT rowid FROM names WHERE names MATCH ? ORDER BY rowid LIMIT ?) ORDER BY id",
                (expression, MOST),
            ).fetchall()
        matched = []
        for iri, kind, vi, en, others, names in found:
            folded = tuple(names.split("\n"))
            known = _Names(folded, frozenset(" ".join(folded).split()))
            matched.append((Entry(iri, kind, vi, en, tuple(json.loads(others))), known))
        return matched


def save_entries(base: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Write the names into a file that `StoredSearch` reads."""
    base.execute("CREATE TABLE raw(weight REAL, iri, kind, vi, en, others, folded)")
    base.execute("CREATE TABLE entry(id INTEGER PRIMARY KEY, iri, kind, vi, en, others, folded)")
    base.execute(_FTS)
    base.executemany(
        "INSERT INTO raw VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                WEIGHTS.get(entry.kind, _OTHER),
                entry.iri,
                entry.kind,
                entry.vi,
                entry.en,
                json.dumps(entry.others, ensure_ascii=False),
                "\n".join(_names(entry).names),
            )
            for entry in entries
        ),
    )
    base.create_function("words", 2, _words, deterministic=True)
    # One by one: a script would end the transaction of whoever calls.
    base.execute(
        "INSERT INTO entry(iri, kind, vi, en, others, folded) SELECT iri, kind, vi, en, others,"
        " folded FROM raw ORDER BY weight DESC, LENGTH(vi), iri"
    )
    base.execute("INSERT INTO names(rowid, words) SELECT id, words(kind, folded) FROM entry")
    base.execute("INSERT INTO names(names) VALUES ('optimize')")
    base.execute("DROP TABLE raw")


def _words(kind: str, folded: str) -> str:
    return " ".join((_kind_word(kind), *dict.fromkeys(folded.split())))


def _expression(words: list[str], operator: str, kind: str | None) -> str:
    within = f' AND "{_kind_word(kind)}"' if kind else ""
    return "(" + f" {operator} ".join(f'"{word}"*' for word in words) + ")" + within


def _score(entry: Entry, folded: _Names, text: str, words: list[str]) -> float:
    typed = " ".join(words)
    score = WEIGHTS.get(entry.kind, _OTHER)
    if typed in folded.names:
        score += 20
    elif folded.hold(typed):
        score += 8
    elif any(name.startswith(typed) for name in folded.names):
        score += 6
    score += 3 * sum(word in folded.words for word in words) / len(words)
    if any(text.casefold() in name.casefold() for name in (entry.vi, entry.en, *entry.others)):
        score += 4
    return score


def _kind_word(kind: str) -> str:
    """A word that no name has, so that a kind is asked for within the index."""
    return "zzkind" + fold(kind).replace(" ", "")


def _names(entry: Entry) -> _Names:
    names = tuple(fold(name) for name in (entry.vi, entry.en, *entry.others))
    return _Names(names, frozenset(" ".join(names).split()))
