"""Read the names and facts of the graph that is served: once a snapshot."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from dxgraph.asking.graph.lexicon import Fact, Lexicon, Outcome
from dxgraph.asking.language.abbreviations import expanded
from dxgraph.asking.language.fillers import of_a_dictionary
from dxgraph.asking.language.names import (
    AREA_KINDS,
    STATE,
    IndicatorName,
    Word,
    area_names,
    bare_name,
    document_names,
    initials,
    words_of,
)
from dxgraph.asking.language.phrases import ASIDES, CUES
from dxgraph.asking.language.synonyms import in_one_word
from dxgraph.asking.language.words import (
    ALIKE,
    ASIDE,
    BY_NAMES,
    CALLED,
    HAVING,
    LEVELS_SHORT,
    SPOKEN,
    passed_over,
)
from dxgraph.catalogue.choices import Ask
from dxgraph.curies import declared
from dxgraph.engine.protocol import Lane, Query
from dxgraph.errors import DataTooLarge
from dxgraph.evidence import Language
from dxgraph.messages import message
from dxgraph.model.answers import Row, Text, decode
from dxgraph.model.names import called
from dxgraph.model.stored import LARGE
from dxgraph.search import fold
from dxgraph.terms import DX, LEVEL, METHOD

_MOST_FORMS: Final = 12
"""Of a name, after each part of it that people call otherwise."""
LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")

_MORE: Final = f"SELECT ?target WHERE {{ ?target a dx:Target }} OFFSET {LARGE} LIMIT 1"
_NAMES: Final = """
SELECT ?thing ?class ?name ?label ?unit WHERE {
  VALUES ?class {
    dx:Province dx:Region dx:Country dx:Indicator dx:AdminLevel dx:PolicyDocument dx:Pillar
  }
  ?thing a ?class .
  { ?thing rdfs:label ?name BIND(true AS ?label) }
  UNION { ?thing skos:altLabel|eli:id_local ?name }
  OPTIONAL { ?thing dx:unit ?unit }
} ORDER BY ?thing ?name
"""
_TARGETS: Final = """
SELECT ?area ?indicator ?level ?document (YEAR(?deadline) AS ?year) ?value WHERE {
  ?target a dx:Target ; sdmx-dimension:refArea ?area ; dx:indicator ?indicator ;
    dx:adminLevel ?level ; dx:statedIn ?document .
  OPTIONAL { ?target dx:deadline ?deadline }
  OPTIONAL { ?target dx:targetValue ?value }
} ORDER BY ?target
"""
_DOCUMENTS: Final = """
SELECT ?document ?area ?extent ?day ?yardstick ?revised ?title ?note WHERE {
  ?document a dx:PolicyDocument .
  OPTIONAL { ?document dx:territory ?area }
  OPTIONAL { ?document dx:readingExtent ?extent }
  OPTIONAL { ?document eli:date_document ?day }
  OPTIONAL { ?document a dx:Yardstick BIND(true AS ?yardstick) }
  OPTIONAL { ?document eli:title ?title }
  OPTIONAL { ?document skos:editorialNote ?note . FILTER(LANG(?note) = "vi") }
  OPTIONAL { ?document dx:revises|dx:supersedes ?revised }
} ORDER BY ?document
"""
_SUCCESSIONS: Final = """
SELECT ?area ?successor ?day WHERE {
  ?area dx:succeededBy ?successor
  OPTIONAL { ?change dx:changedArea ?area ; dx:resultingArea ?successor ; dx:changedOn ?day }
} ORDER BY ?area ?successor ?day
"""
_REGIONS: Final = """
SELECT ?area ?region WHERE { ?region a dx:Region . ?area a dx:Province ; dx:within ?region }
ORDER BY ?area ?region
"""
_OUTCOMES: Final = """
SELECT ?outcome ?area ?indicator ?level ?period ?value ?vi ?en ?printed ?place ?address ?method
  ?universe
WHERE {
  ?outcome a dx:Outcome ; sdmx-dimension:refArea ?area ; dx:indicator ?indicator ;
    sdmx-dimension:refPeriod ?period ; dx:observedValue ?value .
  OPTIONAL { ?outcome dx:adminLevel ?level }
  OPTIONAL { ?outcome dx:method ?method }
  OPTIONAL { ?outcome dx:universe ?universe }
  OPTIONAL { ?outcome rdfs:label ?vi . FILTER(LANG(?vi) = "vi") }
  OPTIONAL { ?outcome rdfs:label ?en . FILTER(LANG(?en) = "en") }
  OPTIONAL {
    ?outcome dx:evidence|dx:attestedAt ?place .
    FILTER NOT EXISTS {
      ?outcome dx:evidence|dx:attestedAt ?earlier . FILTER(STR(?earlier) < STR(?place))
    }
    OPTIONAL { ?place dx:printedFigure ?span_figure }
    OPTIONAL { ?place dx:address ?page }
    OPTIONAL { ?place nif:referenceContext/dx:address ?text }
  }
  OPTIONAL { ?outcome dx:printedFigure ?own_figure }
  BIND(COALESCE(?span_figure, ?own_figure) AS ?printed)
  BIND(COALESCE(?text, ?page) AS ?address)
} ORDER BY ?outcome
"""
_DEFINITIONS: Final = """
SELECT ?indicator ?definition WHERE { ?indicator a dx:Indicator ; skos:definition ?definition }
ORDER BY ?indicator ?definition
"""
_CLOSE: Final = """
SELECT ?indicator ?other WHERE {
  ?indicator skos:closeMatch|^skos:closeMatch ?other . ?indicator a dx:Indicator
} ORDER BY ?indicator ?other
"""
_SOURCES: Final = """
SELECT ?source ?label ?issued WHERE {
  ?source a dx:Source ; rdfs:label ?label . OPTIONAL { ?source dcterms:issued ?issued }
} ORDER BY ?source ?issued
"""

_LEVELS_OF_NOTHING: Final = frozenset({"all", "not-applicable"})


async def read(ask: Ask) -> Lexicon:
    """Read the names and facts of the graph that is served.

    Raises DataTooLarge where there are more targets than a process holds.
    """
    if await _rows(ask, _MORE):
        raise DataTooLarge(
            message("too-many-targets-for-words", large=LARGE),
            limit="targets",
            value=LARGE,
        )
    lexicon = Lexicon()
    names: dict[str, list[str]] = defaultdict(list)
    titles: dict[str, dict[str, None]] = defaultdict(dict)
    for row in await _rows(ask, _NAMES):
        iri = row["thing"]
        lexicon.classes[iri] = row["class"].removeprefix(DX)
        names[iri].append(str(row["name"]))
        if "unit" in row:
            lexicon.units[iri] = row["unit"].rpartition("/")[2]
        if "label" in row:
            _label(lexicon, iri, row["name"])
    for row in await _rows(ask, _DOCUMENTS):
        iri = row["document"]
        if "area" in row:
            lexicon.territory.setdefault(iri, row["area"])
        if "extent" in row:
            lexicon.extent[iri] = row["extent"].rpartition("/")[2]
        if "day" in row:
            lexicon.dated.setdefault(iri, str(row["day"]))
        if "yardstick" in row:
            lexicon.yardsticks.add(iri)
        if "revised" in row and iri not in lexicon.revisions[row["revised"]]:
            lexicon.revisions[row["revised"]].append(iri)
        if "hiệu lực" in row.get("note", ""):
            lexicon.in_force.add(iri)
        titles[iri] |= dict.fromkeys((*lexicon.labels.get(iri, {}).values(), row.get("title", "")))
    lexicon.titles = {
        iri: " ".join(word.folded for word in words_of(expanded(" ".join(names))))
        for iri, names in titles.items()
    }
    lexicon.facts += (
        Fact(
            row["area"],
            row["indicator"],
            row["level"],
            row["document"],
            row.get("year"),
            Decimal(row["value"]) if "value" in row else None,
        )
        for row in await _rows(ask, _TARGETS)
    )
    for row in await _rows(ask, _REGIONS):
        lexicon.regions[row["region"]].append(row["area"])
    for row in await _rows(ask, _SUCCESSIONS):
        area, successor = row["area"], row["successor"]
        if successor not in lexicon.successors[area]:
            lexicon.successors[area].append(successor)
        if "day" in row:
            lexicon.changed[successor].add(str(row["day"]))
    lexicon.outcomes += map(_outcome, await _rows(ask, _OUTCOMES))
    for row in await _rows(ask, _DEFINITIONS):
        lexicon.described[row["indicator"]] |= {w.folded for w in words_of(row["definition"])}
    for row in await _rows(ask, _CLOSE):
        lexicon.close[row["indicator"]][row["other"]] = None
    for row in await _rows(ask, _SOURCES):
        _label(lexicon, row["source"], row["label"])
        if "issued" in row:
            lexicon.issued.setdefault(row["source"], str(row["issued"]))
    _name(lexicon, names)
    _index(lexicon)
    return lexicon


def _index(lexicon: Lexicon) -> None:
    for word, tongues in lexicon.tongues.items():
        for form in of_a_dictionary(word) if tongues == {"en"} else ():
            lexicon._forms[form].add(word)
    for name in lexicon.names:
        lexicon._named[name.iri].append(name)
        lexicon._weighed[name.iri].add((frozenset(name.content), lexicon.heavy(name.content)))
        spoken: Language = "vi" if name.marked else "en"
        lexicon.pairs.update(
            (a.folded, b.folded)
            for a, b in pairwise(name.whole)
            if not (passed_over(a.marked, spoken) or passed_over(b.marked, spoken))
        )
        if len(name.whole) > 1:
            lexicon._begun[_key(name.whole)].append(name)
        rarest = max(name.content, key=lambda word: (lexicon.weight.get(word, 0.0), word))
        lexicon._rarest[rarest].append(name)
        for word in set(name.content):
            lexicon._bearing[word].add(name.iri)
            lexicon._holding[word].append(name)
    for fact in lexicon.facts:
        lexicon._facts["area", fact.area].append(fact)
        lexicon._facts["indicator", fact.indicator].append(fact)
        key = fact.area, fact.indicator, fact.year
        lexicon.questions[key] = max(
            lexicon.questions.get(key, 0.0), 0.0 if fact.value is None else 0.5
        )


def _label(lexicon: Lexicon, iri: str, label: str) -> None:
    if isinstance(label, Text):
        lexicon.labels.setdefault(iri, {})[label.language] = str(label)


def _outcome(row: Row) -> Outcome:
    year = str(row["period"])[:4]
    return Outcome(
        iri=row["outcome"],
        area=row["area"],
        indicator=row["indicator"],
        level=row.get("level", LEVEL["not-applicable"]),
        year=int(year) if year.isdigit() else None,
        value=Decimal(row["value"]),
        labels={language: str(row[language]) for language in LANGUAGES if language in row},
        printed=row.get("printed"),
        place=row.get("place"),
        address=row.get("address"),
        by=next((by for method, by in _BY.items() if row.get("method", "").startswith(method)), ""),
        universe=row.get("universe", "").rpartition("/")[2],
    )


_BY: Final = {
    METHOD["declared-by-"]: "itself",
    METHOD["mic-"]: "ministry",
    METHOD["dti-"]: "ministry",
    METHOD["gso-"]: "statistics",
}
"""Who measures, by how the name of a method begins."""


def _key(phrase: Sequence[Word]) -> str:
    return " ".join(word.folded for word in phrase[:2])


def _name_cues(lexicon: Lexicon) -> None:
    for language in LANGUAGES:
        cues = lexicon.cues.setdefault(language, defaultdict(list))
        for name, texts_of in CUES[language].items():
            for text in texts_of:
                phrase = tuple(words_of(text))
                cues[_key(phrase)].append((phrase, name))
        for text in ASIDES[language]:
            phrase = tuple(words_of(text))
            cues[_key(phrase)].append((phrase, ASIDE))


def _names_of_area(
    lexicon: Lexicon, iri: str, texts: Sequence[str], *, formed: bool
) -> Iterator[str]:
    """What an area is called; its kind, its initials and its by-names are kept beside."""
    own = tuple(k for text in texts for k in AREA_KINDS if text.startswith(f"{k} "))
    lexicon.kinds[iri] = tuple(word for k in own for word in AREA_KINDS[k])
    if lexicon.classes[iri] == "Province":
        label = lexicon.label(iri, "vi")
        lexicon.area_names[bare_name(label)] = fold(bare_name(label)).split()
        if letters := initials(label):
            lexicon.initials[letters].append(iri)
    states = {match[1] for text in texts if (match := STATE.search(text))}
    if iri in lexicon.successors:
        states |= {"cũ", "former"}
    elif formed:
        states |= {"mới", "new"}
    by_names = BY_NAMES.get(iri.rpartition("/")[2], ())
    lexicon.as_marked.update(tuple(words_of(text)) for text in by_names)
    yield from (*area_names(texts, states), *called(iri), *by_names)


def _name(lexicon: Lexicon, names: Mapping[str, list[str]]) -> None:
    def add(text: str, kind: str, iri: str) -> None:
        phrase = tuple(words_of(text))
        # "province" alone is every province's word, not the level's.
        if phrase and not (kind == "level" and text.lower() in ("province", "tỉnh")):
            lexicon.phrases[_key(phrase)].append((phrase, kind, iri))

    merged = {area for found in lexicon.successors.values() for area in found}
    for iri, texts in names.items():
        kind = lexicon.classes[iri]
        if kind == "Indicator":
            _name_indicator(lexicon, iri, texts, SPOKEN.get(iri.rpartition("/")[2], ()))
        elif kind in ("Province", "Region", "Country"):
            for text in _names_of_area(lexicon, iri, texts, formed=iri in merged):
                add(text, "area", iri)
        elif kind == "AdminLevel":
            if iri.rpartition("/")[2] in _LEVELS_OF_NOTHING:
                continue
            for text in (*texts, *LEVELS_SHORT.get(iri.rpartition("/")[2], ())):
                add(text, "level", iri)
                if text.endswith(" level"):
                    add(text.removesuffix(" level"), "level", iri)
        elif kind == "Pillar":
            for text in texts:
                add(text, "pillar", iri)
        else:
            labels = lexicon.labels.get(iri, {}).values()
            said = CALLED["documents"].get(iri.rpartition("/")[2], ())
            own = document_names(texts, yardstick=iri in lexicon.yardsticks)
            for text in (*own, *labels, *said):
                add(text, "document", iri)
    _name_cues(lexicon)
    for item in lexicon.names:
        lexicon.content[item.iri].update(item.content)
        for word in item.whole:
            lexicon.vocabulary[word.folded].add(word.marks)
            lexicon.spelled[item.iri, word.folded].add(word.marks)
    in_how_many = Counter(word for content in lexicon.content.values() for word in content)
    total = len(lexicon.content) or 1
    lexicon.weight = {
        word: math.log(1 + total / count) for word, count in sorted(in_how_many.items())
    }


def alike(texts: Iterable[str]) -> list[str]:
    """Other forms of names, with what people say for a part of them."""
    found: dict[str, None] = {}
    for text in texts:
        forms = [text.lower()]
        for part, others in ALIKE:
            forms += [
                re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", other, form)
                for form in forms
                if part in form and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", form)
                for other in others
            ][:_MOST_FORMS]
        found |= dict.fromkeys(forms[1:])
    return list(found)


def _name_indicator(
    lexicon: Lexicon, iri: str, texts: Iterable[str], spoken: Iterable[str]
) -> None:
    known: set[tuple[str, ...]] = set()
    own = list(texts)
    said = (
        *spoken,
        *alike((*own, *spoken)),
        *(whole for text in own if (whole := expanded(text)) != text),
        *(_in_one_word(text) for text in spoken),
    )
    own += [_in_one_word(text) for text in own]
    forms = (*((text, False) for text in own), *((text, True) for text in said))
    for text, so_said in forms:
        found = words_of(text)
        language: Language = "vi" if any(word.marks for word in found) else "en"
        content = tuple(word.folded for word in found if not passed_over(word.marked, language))
        folded = tuple(word.folded for word in found)
        if content and folded not in known:
            known.add(folded)
            for word in folded:
                lexicon.tongues[word].add(language)
            having = (at for at, word in enumerate(found) if word.marked in HAVING[language])
            base = frozenset(word.folded for word in found[: next(having, 0)])
            lexicon.names.append(
                IndicatorName(iri, content, tuple(found), so_said, language == "vi", base)
            )


def _in_one_word(name: str) -> str:
    return in_one_word(name.lower(), "en" if name.isascii() else "vi")[0]


async def _rows(ask: Ask, text: str) -> list[Row]:
    return decode((await ask(Query(declared(text), lane=Lane.RESERVED))).body)
