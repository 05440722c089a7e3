"""The names of the graph and which of its things go together: read once a snapshot.

Names are folded as the search folds them, so that "Bac Giang" and "Bắc Giang" are one; which areas
have targets for which indicator, level and year says which of several things of one name is meant,
and which questions can be answered at all.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from dxgraph.asking.words import CUES, HAVING, MARKED_ONLY, OPTIONAL, SPOKEN, marked, passed_over
from dxgraph.catalogue.choices import Ask
from dxgraph.engine.protocol import Lane, Query
from dxgraph.evidence import Language
from dxgraph.search import fold
from dxgraph.terms import AREA, DX, ELI, NIF, RDFS, SDMX_DIMENSION, SKOS

LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")
NATION: Final = AREA["viet-nam"]

_NAMES: Final = f"""
SELECT ?thing ?class ?name ?label ?unit WHERE {{
  VALUES ?class {{
    <{DX.Province}> <{DX.Region}> <{DX.Country}> <{DX.Indicator}> <{DX.AdminLevel}>
    <{DX.PolicyDocument}> <{DX.Pillar}>
  }}
  ?thing a ?class .
  {{ ?thing <{RDFS.label}> ?name BIND(true AS ?label) }}
  UNION {{ ?thing <{SKOS.altLabel}>|<{ELI.id_local}> ?name }}
  OPTIONAL {{ ?thing <{DX.unit}> ?unit }}
}} ORDER BY ?thing ?name
"""
_TARGETS: Final = f"""
SELECT ?area ?indicator ?level ?document (YEAR(?deadline) AS ?year) ?value WHERE {{
  ?target a <{DX.Target}> ; <{SDMX_DIMENSION.refArea}> ?area ; <{DX.indicator}> ?indicator ;
    <{DX.adminLevel}> ?level ; <{DX.statedIn}> ?document .
  OPTIONAL {{ ?target <{DX.deadline}> ?deadline }}
  OPTIONAL {{ ?target <{DX.targetValue}> ?value }}
}} ORDER BY ?target
"""
_DOCUMENTS: Final = f"""
SELECT ?document ?area ?extent ?yardstick WHERE {{
  ?document a <{DX.PolicyDocument}> .
  OPTIONAL {{ ?document <{DX.territory}> ?area }}
  OPTIONAL {{ ?document <{DX.readingExtent}> ?extent }}
  OPTIONAL {{ ?document a <{DX.Yardstick}> BIND(true AS ?yardstick) }}
}} ORDER BY ?document
"""
_SUCCESSIONS: Final = f"""
SELECT ?area ?successor WHERE {{ ?area <{DX.succeededBy}> ?successor }} ORDER BY ?area ?successor
"""
_REGIONS: Final = f"""
SELECT ?area ?region WHERE {{
  ?region a <{DX.Region}> . ?area a <{DX.Province}> ; <{DX.within}> ?region
}} ORDER BY ?area ?region
"""
_OUTCOMES: Final = f"""
SELECT ?outcome ?area ?indicator ?period ?value ?vi ?en ?printed ?place ?address WHERE {{
  ?outcome a <{DX.Outcome}> ; <{SDMX_DIMENSION.refArea}> ?area ; <{DX.indicator}> ?indicator ;
    <{SDMX_DIMENSION.refPeriod}> ?period ; <{DX.observedValue}> ?value .
  OPTIONAL {{ ?outcome <{RDFS.label}> ?vi . FILTER(LANG(?vi) = "vi") }}
  OPTIONAL {{ ?outcome <{RDFS.label}> ?en . FILTER(LANG(?en) = "en") }}
  OPTIONAL {{
    ?outcome <{DX.evidence}>|<{DX.attestedAt}> ?place .
    FILTER NOT EXISTS {{
      ?outcome <{DX.evidence}>|<{DX.attestedAt}> ?earlier . FILTER(STR(?earlier) < STR(?place))
    }}
    OPTIONAL {{ ?place <{DX.printedFigure}> ?span_figure }}
    OPTIONAL {{ ?place <{DX.address}> ?page }}
    OPTIONAL {{ ?place <{NIF.referenceContext}>/<{DX.address}> ?text }}
  }}
  OPTIONAL {{ ?outcome <{DX.printedFigure}> ?own_figure }}
  BIND(COALESCE(?span_figure, ?own_figure) AS ?printed)
  BIND(COALESCE(?text, ?page) AS ?address)
}} ORDER BY ?outcome
"""

_WORD: Final = re.compile(r"[^\W_]+")
_STATE: Final = re.compile(r"\((cũ|mới|former|new)\)")
_STATE_WORDS: Final = {
    "cũ": ("{} cũ", "{} trước sáp nhập", "{} trước khi sáp nhập"),
    "mới": ("{} mới", "{} sau sáp nhập", "{} sau khi sáp nhập", "{} hiện nay"),
    "former": ("former {}", "{} former", "old {}", "{} before the merger"),
    "new": ("new {}", "{} new", "{} after the merger"),
}
AREA_KINDS: Final = {
    "Tỉnh": ("tỉnh", "province"),
    "Thành phố": ("thành phố", "tp", "city"),
    "Vùng": ("vùng", "region"),
}
"""The word that an area's label begins with, and the words by which its kind is called."""
OTHER_KINDS: Final = (
    *("huyện", "quận", "xã", "phường", "thị xã", "thị trấn", "tx", "tt", "đặc khu", "khu", "làng"),
    *("town", "district", "commune", "ward", "county", "village"),
)
"""Kinds of places that are no area of the graph: "thành phố Bắc Giang" lies within Bắc Giang."""
_NUMBER_AHEAD: Final = re.compile(r"^(.+?)\s(\d+)[/-]\S*")
_SHORT_NUMBER: Final = 3
"""A yardstick is known by a number of so many digits alone: "749"."""
_LEVELS_OF_NOTHING: Final = frozenset({"all", "not-applicable"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, with where it stands."""

    marked: str
    """In lower case and Normalization Form C."""
    folded: str
    marks: str
    """Its marks, wherever they stand: "hoà" and "hòa" have the same."""
    begin: int
    end: int

    def may_be(self, named: Word) -> bool:
        """Whether this word of a text may be a word of a name: typed without marks, or with its
        own. "quang năm" is no Quảng Nam."""
        return self.folded == named.folded and self.marks in ("", named.marks)


def words_of(text: str) -> list[Word]:
    """The words of a text in Normalization Form C."""
    found = []
    for match in _WORD.finditer(text):
        folded = fold(match[0]).replace(" ", "")
        if folded:
            word = marked(match[0])
            begin, end = match.span()
            found.append(Word(word, _singular(folded), _marks_of(word), begin, end))
    return found


def _marks_of(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    return "".join(sorted(c for c in apart if unicodedata.combining(c) or c == "đ"))


def _begin_so(words: Sequence[Word], at: int, names: Sequence[Word]) -> bool:
    """Whether a name begins with a word of a text."""
    part = words[at : at + len(names)]
    return len(part) == len(names) and all(map(Word.may_be, part, names))


def _singular(word: str) -> str:
    """An English word without the sign of the plural; no Vietnamese word ends so."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@dataclass(frozen=True, slots=True)
class Mention:
    """What a phrase may name: things of one kind, or a cue of a question."""

    kind: str
    """area, level, document, pillar, or a cue of :mod:`dxgraph.asking.words`."""
    iris: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorName:
    """A name of an indicator: its words without those that are passed over."""

    iri: str
    content: tuple[str, ...]
    whole: tuple[Word, ...]
    """With all its words."""
    spoken: bool
    """Whether people say it so; the graph does not."""
    base: frozenset[str]
    """Of its words, those before what is counted: of what it is a share."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A target, as far as it says which questions have an answer."""

    area: str
    indicator: str
    level: str
    document: str
    year: int | None
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was measured."""

    iri: str
    area: str
    indicator: str
    year: int | None
    value: Decimal
    labels: Mapping[str, str]
    printed: str | None
    place: str | None
    address: str | None


@dataclass(slots=True)
class Lexicon:
    """The names and facts of one snapshot."""

    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[Word, ...], str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """Names by their first word, folded: the words, the kind, the thing."""
    cues: dict[Language, dict[str, list[tuple[tuple[Word, ...], str]]]] = field(
        default_factory=dict
    )
    """Phrases of questions by their first word, folded: the words, the cue."""
    names: list[IndicatorName] = field(default_factory=list)
    weight: dict[str, float] = field(default_factory=dict)
    """How much a word of indicators' names tells them apart."""
    facts: list[Fact] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    territory: dict[str, str] = field(default_factory=dict)
    extent: dict[str, str] = field(default_factory=dict)
    """How far a document was read, by the last part of the IRI that says so."""
    yardsticks: set[str] = field(default_factory=set)
    successors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    vocabulary: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """All words of indicators' names, folded, with the marks that they have."""
    units: dict[str, str] = field(default_factory=dict)
    """The unit of an indicator, by the last part of its IRI."""
    kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By which words the kind of an area is called."""
    regions: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The provinces of a region."""
    _begun: dict[str, list[IndicatorName]] = field(default_factory=lambda: defaultdict(list))
    """Names of indicators of more than one word, by their first."""
    _holding: dict[str, list[IndicatorName]] = field(default_factory=lambda: defaultdict(list))
    """Names of indicators by each word of theirs that says something."""
    _facts: dict[tuple[str, str], list[Fact]] = field(default_factory=lambda: defaultdict(list))
    """Facts by what they are about: an area, an indicator."""

    def label(self, iri: str, language: Language) -> str:
        """The name of a thing; the last part of its IRI where it has none."""
        named = self.labels.get(iri, {})
        return named.get(language) or next(iter(named.values()), iri.rpartition("/")[2])

    def with_predecessors(self, areas: Iterable[str]) -> tuple[str, ...]:
        """Those of the areas that others became part of."""
        successors = {area for found in self.successors.values() for area in found}
        return tuple(area for area in areas if area in successors)

    def predecessors(self, area: str) -> tuple[str, ...]:
        """The areas that became part of one."""
        return tuple(old for old, found in self.successors.items() if area in found)

    def documents_of(self, area: str) -> dict[str, str]:
        """The documents of an area with how far they were read."""
        return {
            document: self.extent.get(document, "named")
            for document, territory in self.territory.items()
            if territory == area
        }

    def having(
        self,
        area: str | None = None,
        indicator: str | None = None,
        level: str | None = None,
        year: int | None = None,
        document: str | None = None,
    ) -> Iterator[Fact]:
        """The facts that fit what is given."""
        facts = self.facts
        if indicator is not None:
            facts = self._facts.get(("indicator", indicator), [])
        elif area is not None:
            facts = self._facts.get(("area", area), [])
        for fact in facts:
            if (
                (area is None or fact.area == area)
                and (level is None or fact.level == level)
                and (year is None or fact.year == year)
                and (document is None or fact.document == document)
            ):
                yield fact

    def measured(self, areas: Iterable[str], indicators: Iterable[str]) -> Iterator[Outcome]:
        """What was measured there, of these indicators."""
        places, things = set(areas), set(indicators)
        for outcome in self.outcomes:
            if outcome.area in places and outcome.indicator in things:
                yield outcome

    def names_within(self, words: Iterable[str]) -> list[IndicatorName]:
        """The names all of whose words that say something are among these."""
        said = set(words)
        found = (name for word in said for name in self._holding.get(word, ()))
        return [
            name
            for name in {id(name): name for name in found}.values()
            if said.issuperset(name.content)
        ]

    def holding(self, words: Iterable[str]) -> list[IndicatorName]:
        """The names that hold a word of these, of a word that few hold."""
        return min((self._holding.get(word, []) for word in words), key=len, default=[])

    def knows(self, word: Word) -> bool:
        """Whether a word may be one of an indicator's name."""
        known = self.vocabulary.get(word.folded, ())
        return bool(known) and (not word.marks or word.marks in known)

    def mentions(self, words: Sequence[Word], at: int) -> Iterator[tuple[int, Mention]]:
        """The names that begin with a word of a text, each with how many words it takes."""
        found: dict[tuple[int, str], dict[str, None]] = defaultdict(dict)
        for name, kind, iri in self.phrases.get(words[at].folded, ()):
            if _begin_so(words, at, name):
                found[len(name), kind][iri] = None
        for (length, kind), iris in found.items():
            yield length, Mention(kind, tuple(iris))

    def cue(self, words: Sequence[Word], at: int, language: Language) -> tuple[int, str] | None:
        """The longest phrase of a question that begins with a word of a text."""
        best: tuple[int, str] | None = None
        for phrase, name in self.cues[language].get(words[at].folded, ()):
            if (best and best[0] >= len(phrase)) or not _begin_so(words, at, phrase):
                continue
            plain = not any(word.marks for word in words[at : at + len(phrase)])
            if plain and " ".join(word.marked for word in phrase) in MARKED_ONLY:
                continue
            best = len(phrase), name
        return best

    def whole_names(self, words: Sequence[Word], at: int) -> int:
        """How long the longest whole name of an indicator is that begins with a word of a text; a
        name of one word is none, since it may be a part of another."""
        return max(
            (
                len(name.whole)
                for name in self._begun.get(words[at].folded, ())
                if _begin_so(words, at, name.whole)
            ),
            default=0,
        )

    def heavy(self, words: Iterable[str]) -> float:
        return sum(self.weight.get(word, 1.0) for word in words)


async def read(ask: Ask) -> Lexicon:
    """Read the names and facts of the graph that is served."""
    lexicon = Lexicon()
    names: dict[str, list[str]] = defaultdict(list)
    for row in await _rows(ask, _NAMES):
        iri = row["thing"]["value"]
        lexicon.classes[iri] = row["class"]["value"].removeprefix(DX)
        names[iri].append(row["name"]["value"])
        if "unit" in row:
            lexicon.units[iri] = row["unit"]["value"].rpartition("/")[2]
        if "label" in row and (language := row["name"].get("xml:lang")):
            lexicon.labels.setdefault(iri, {})[language] = row["name"]["value"]
    for row in await _rows(ask, _DOCUMENTS):
        iri = row["document"]["value"]
        if "area" in row:
            lexicon.territory.setdefault(iri, row["area"]["value"])
        if "extent" in row:
            lexicon.extent[iri] = row["extent"]["value"].rpartition("/")[2]
        if "yardstick" in row:
            lexicon.yardsticks.add(iri)
    for row in await _rows(ask, _TARGETS):
        lexicon.facts.append(
            Fact(
                row["area"]["value"],
                row["indicator"]["value"],
                row["level"]["value"],
                row["document"]["value"],
                int(row["year"]["value"]) if "year" in row else None,
                Decimal(row["value"]["value"]) if "value" in row else None,
            )
        )
    for row in await _rows(ask, _REGIONS):
        lexicon.regions[row["region"]["value"]].append(row["area"]["value"])
    for row in await _rows(ask, _SUCCESSIONS):
        lexicon.successors[row["area"]["value"]].append(row["successor"]["value"])
    for row in await _rows(ask, _OUTCOMES):
        lexicon.outcomes.append(_outcome(row))
    _name(lexicon, names)
    _index(lexicon)
    return lexicon


def _index(lexicon: Lexicon) -> None:
    for name in lexicon.names:
        if len(name.whole) > 1:
            lexicon._begun[name.whole[0].folded].append(name)
        for word in set(name.content):
            lexicon._holding[word].append(name)
    for fact in lexicon.facts:
        lexicon._facts["area", fact.area].append(fact)
        lexicon._facts["indicator", fact.indicator].append(fact)


def _outcome(row: dict[str, Any]) -> Outcome:
    def text(name: str) -> str | None:
        return row[name]["value"] if name in row else None

    year = (text("period") or "")[:4]
    return Outcome(
        iri=row["outcome"]["value"],
        area=row["area"]["value"],
        indicator=row["indicator"]["value"],
        year=int(year) if year.isdigit() else None,
        value=Decimal(row["value"]["value"]),
        labels={language: row[language]["value"] for language in LANGUAGES if language in row},
        printed=text("printed"),
        place=text("place"),
        address=text("address"),
    )


def _name_cues(lexicon: Lexicon) -> None:
    for language in LANGUAGES:
        cues = lexicon.cues.setdefault(language, defaultdict(list))
        for name, texts_of in CUES[language].items():
            for text in texts_of:
                phrase = tuple(words_of(text))
                cues[phrase[0].folded].append((phrase, name))


def _name(lexicon: Lexicon, names: Mapping[str, list[str]]) -> None:
    def add(text: str, kind: str, iri: str) -> None:
        phrase = tuple(words_of(text))
        # "province" alone is every province's word, not the level's.
        if phrase and not (kind == "level" and text.lower() in ("province", "tỉnh")):
            lexicon.phrases[phrase[0].folded].append((phrase, kind, iri))

    merged = {area for found in lexicon.successors.values() for area in found}
    for iri, texts in names.items():
        kind = lexicon.classes[iri]
        if kind == "Indicator":
            _name_indicator(lexicon, iri, texts, SPOKEN.get(iri.rpartition("/")[2], ()))
        elif kind in ("Province", "Region", "Country"):
            own = tuple(k for text in texts for k in AREA_KINDS if text.startswith(f"{k} "))
            lexicon.kinds[iri] = tuple(word for k in own for word in AREA_KINDS[k])
            states = {match[1] for text in texts if (match := _STATE.search(text))}
            if iri in lexicon.successors:
                states |= {"cũ", "former"}
            elif iri in merged:
                states |= {"mới", "new"}
            for text in _area_names(texts, states):
                add(text, "area", iri)
        elif kind == "AdminLevel":
            if iri.rpartition("/")[2] in _LEVELS_OF_NOTHING:
                continue
            for text in texts:
                add(text, "level", iri)
                if text.endswith(" level"):
                    add(text.removesuffix(" level"), "level", iri)
        elif kind == "Pillar":
            for text in texts:
                add(text, "pillar", iri)
        else:
            for text in _document_names(texts, yardstick=iri in lexicon.yardsticks):
                add(text, "document", iri)
    _name_cues(lexicon)
    in_how_many: Counter[str] = Counter()
    by_indicator: dict[str, set[str]] = defaultdict(set)
    for item in lexicon.names:
        by_indicator[item.iri] |= set(item.content)
        for word in item.whole:
            lexicon.vocabulary[word.folded].add(word.marks)
    for content in by_indicator.values():
        in_how_many.update(content)
    total = len(by_indicator) or 1
    lexicon.weight = {
        word: math.log(1 + total / count) for word, count in sorted(in_how_many.items())
    }


def _name_indicator(
    lexicon: Lexicon, iri: str, texts: Iterable[str], spoken: Iterable[str]
) -> None:
    known: set[tuple[str, ...]] = set()
    for text, said in (*((text, False) for text in texts), *((text, True) for text in spoken)):
        found = words_of(text)
        language: Language = "vi" if any(word.marks for word in found) else "en"
        content = tuple(word.folded for word in found if not passed_over(word.marked, language))
        folded = tuple(word.folded for word in found)
        if content and folded not in known:
            known.add(folded)
            having = (at for at, word in enumerate(found) if word.marked in HAVING[language])
            base = frozenset(word.folded for word in found[: next(having, 0)])
            lexicon.names.append(IndicatorName(iri, content, tuple(found), said, base))


def _area_names(texts: Iterable[str], states: Iterable[str]) -> Iterator[str]:
    """The names of an area, with and without the words for before and after a merger."""
    for text in texts:
        yield text
        bare = " ".join(_STATE.sub("", text).split())
        if bare != text:
            yield bare
        if bare.startswith("Vùng "):
            yield bare.removeprefix("Vùng ")
        for state in states:
            for form in _STATE_WORDS[state]:
                yield form.format(bare)


def _document_names(texts: Iterable[str], *, yardstick: bool) -> Iterator[str]:
    for text in texts:
        yield text
        if match := _NUMBER_AHEAD.match(text):
            # "Nghị quyết 111", as people say it.
            yield f"{match[1]} {match[2]}"
            yield match[0]
        head = re.match(r"\d+", text)
        if yardstick and head and len(head[0]) >= _SHORT_NUMBER and "/" in text:
            yield head[0]


def is_optional(word: Word) -> bool:
    """Whether a word tells some names apart and may be left out of others."""
    return word.marked in OPTIONAL


async def _rows(ask: Ask, text: str) -> list[dict[str, Any]]:
    answer = await ask(Query(text, lane=Lane.RESERVED))
    rows: list[dict[str, Any]] = json.loads(answer.body)["results"]["bindings"]
    return rows
