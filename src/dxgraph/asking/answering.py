"""Run the readings of a question and say their answers, each with its figures and their places."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from dxgraph.asking import words as cues
from dxgraph.asking.lexicon import NATION, Lexicon, read, words_of
from dxgraph.asking.reading import Lacking, Reading, readings
from dxgraph.asking.understanding import Part, Understood, understand
from dxgraph.asking.wording import (
    KINDS,
    LACKING,
    figure_words,
    headed,
    listed,
    place_words,
    say,
)
from dxgraph.bilingual import Both
from dxgraph.catalogue import Catalogue
from dxgraph.catalogue.choices import Ask
from dxgraph.catalogue.parameters import short_form
from dxgraph.engine.once import OncePerSnapshot
from dxgraph.engine.protocol import SnapshotInfo
from dxgraph.errors import UsageError
from dxgraph.evidence import Figure, Language
from dxgraph.terms import AREA, LEVEL

IN_A_SENTENCE: Final = 6
"""So many figures are said in the sentence; all stand beside it."""
MOST_STATEMENTS: Final = 200
_MOST_NEAREST: Final = 4

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A target, or what stands for one in an answer, with its figure and where it is printed."""

    iri: str
    area: str
    indicator: str
    level: str
    year: int | None
    comparator: str | None
    value: Decimal | None
    upper: Decimal | None
    unit: str | None
    figure: str
    """In words, in the language of the answer."""
    printed: str | None
    place: str | None
    place_words: str
    address: str | None
    document: str | None
    confidence: str | None
    says: str = ""
    """A verdict, a state, or what is lacking."""

    def data(self, lexicon: Lexicon, language: Language) -> dict[str, Any]:
        """The statement for JSON; what is not known is left out."""

        def thing(iri: str | None) -> dict[str, str] | None:
            return {"iri": iri, "label": lexicon.label(iri, language)} if iri else None

        members: dict[str, Any] = {
            "iri": self.iri,
            "area": thing(self.area),
            "indicator": thing(self.indicator),
            "level": thing(self.level),
            "year": self.year,
            "comparator": self.comparator,
            "value": str(self.value) if self.value is not None else None,
            "upper_value": str(self.upper) if self.upper is not None else None,
            "unit": self.unit,
            "figure": self.figure,
            "printed_figure": self.printed,
            "place": self.place,
            "place_in_words": self.place_words,
            "address": self.address,
            "document": thing(self.document),
            "confidence": self.confidence,
            "says": self.says or None,
        }
        return {name: value for name, value in members.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer of one reading."""

    sentence: str
    not_known: tuple[str, ...]
    query: str
    parameters: Mapping[str, str]
    """As they are written: things by their slugs."""
    narrowed: bool
    """Whether the query alone gives more rows than the sentence speaks of."""
    statements: tuple[Statement, ...]
    found: bool
    about: tuple[str | int | None, ...] = ()
    """The area, the indicator and the year that the reading asks for."""

    @property
    def path(self) -> str:
        """The address of the query with its parameters, on any service."""
        return f"/queries/{self.query}?{urlencode(self.parameters)}"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a question is answered with."""

    question: str
    language: Language
    snapshot: str
    understood: tuple[Part, ...]
    not_understood: tuple[str, ...]
    answers: tuple[Answered, ...]
    message: str
    """Why there is no answer; empty where there is one."""
    nearest: tuple[str, ...]
    """Questions that can be answered, near the one that was asked."""
    lexicon: Lexicon = field(repr=False)

    @property
    def status(self) -> str:
        """``answered``, ``nothing-found`` or ``not-understood``."""
        if not self.answers:
            return "not-understood"
        return "answered" if any(answer.found for answer in self.answers) else "nothing-found"

    @property
    def asks(self) -> bool:
        """Whether the text is a question, and not only a name that is looked for."""
        cue = any(part.kind in cues.CUES[self.language] for part in self.understood)
        return cue or (bool(self.understood) and self.question.rstrip().endswith("?"))

    def data(self) -> dict[str, Any]:
        """The reply for JSON."""
        named = self.lexicon
        return {
            "question": self.question,
            "language": self.language,
            "status": self.status,
            "snapshot": self.snapshot,
            "answers": [
                {
                    "sentence": answer.sentence,
                    "not_known": list(answer.not_known),
                    "query": {
                        "name": answer.query,
                        "parameters": dict(answer.parameters),
                        "path": answer.path,
                        "narrowed": answer.narrowed,
                    },
                    "statements": [s.data(named, self.language) for s in answer.statements],
                }
                for answer in self.answers
            ],
            "message": self.message,
            "understood": [
                {
                    "text": part.text,
                    "kind": part.kind,
                    "things": [
                        {"iri": iri, "label": named.label(iri, self.language)} for iri in part.iris
                    ],
                }
                for part in self.understood
                if part.kind in KINDS
            ],
            "not_understood": list(self.not_understood),
            "nearest": list(self.nearest),
        }

    def text(self) -> str:
        """The reply for a terminal."""
        lines: list[str] = []
        for answer in self.answers:
            lines.append(answer.sentence)
            lines += [f"  {note}" for note in answer.not_known]
            given = "".join(f" --param {n}={v}" for n, v in answer.parameters.items())
            lines.append(f"  dxgraph query {answer.query}{given}")
        if self.message:
            lines.append(self.message)
        if not self.answers and (known := self.known()):
            lines.append(known)
        if self.nearest:
            lines.append(
                say(self.language, "Những câu hỏi gần nhất:", "The nearest questions:")
                if not self.answers
                else say(self.language, "Hoặc bạn muốn hỏi:", "Or did you mean:")
            )
            lines += [f"  {question}" for question in self.nearest]
        return "\n".join(lines) + "\n"

    def known(self) -> str:
        """What was understood, in words."""
        parts = [
            f"{KINDS[part.kind][self.language]} “{part.text}”"
            for part in self.understood
            if part.kind in KINDS
        ]
        return (
            headed(f"{say(self.language, 'đã hiểu', 'understood')}: {', '.join(parts)}.")
            if (parts)
            else ""
        )


class Asker:
    """Answers questions and checks claims about the graph that is served.

    `ask` is whoever answers queries and `info` says which snapshot that is: names are read once a
    snapshot.
    """

    def __init__(
        self, ask: Ask, info: Callable[[], Awaitable[SnapshotInfo]], catalogue: Catalogue
    ) -> None:
        self.ask, self._info, self.catalogue = ask, info, catalogue
        self._lexicon: OncePerSnapshot[Lexicon] = OncePerSnapshot()

    async def lexicon(self) -> tuple[str, Lexicon]:
        """The digest of the snapshot, and its names."""
        digest = (await self._info()).digest
        return digest, await self._lexicon.get(digest, lambda: read(self.ask))

    async def answer(self, question: str, ask: Ask | None = None) -> Reply:
        """Answer a question, or say what was understood and what could be asked.

        `ask` is whoever answers the queries of this question, for example within a client's limits.
        Raises what it raises.
        """
        ask = ask or self.ask
        digest, lexicon = await self.lexicon()
        found = understand(question, lexicon)
        made = readings(found, lexicon)
        answers: list[Answered] = []
        message = ""
        if isinstance(made, Lacking):
            shown = ", ".join(f"“{word}”" for word in dict.fromkeys(made.words))
            message = LACKING[made.what][found.language].format(words=shown)
            near = nearest(found, lexicon)
        else:
            answers = [await self._answered(ask, reading, found, lexicon) for reading in made]
            answers = _without_empty_twins(answers)
            near = _beside(found, lexicon)
        return Reply(
            question=found.question,
            language=found.language,
            snapshot=digest,
            understood=tuple(found.parts),
            not_understood=made.words if isinstance(made, Lacking) else (),
            answers=tuple(answers),
            message=message,
            nearest=tuple(near),
            lexicon=lexicon,
        )

    async def held(self, area: str) -> dict[str, Any]:
        """What the graph holds of an area, in all that its name may be.

        Raises UsageError where nothing bears the name, and what asking raises.
        """
        digest, lexicon = await self.lexicon()
        iris = areas_named(area, lexicon)
        if not iris:
            raise UsageError(
                Both(f"Không có địa bàn nào tên là {area!r}.", f"No area is called {area!r}."),
                remedy=Both(
                    "Hãy cho một tên hoặc slug, ví dụ Bắc Giang hoặc bac-giang.",
                    "Give a name or a slug, for example Bắc Giang or bac-giang.",
                ),
                parameter="area",
            )
        return {"snapshot": digest, "areas": [_held_of(iri, lexicon) for iri in iris]}

    async def rows(self, ask: Ask, query: str, given: Mapping[str, str]) -> list[Row]:
        """The rows of a named query, each value as its text."""
        answer = await ask(self.catalogue[query].query(given))
        names = _OF_RESULTS if query == "outcomes" else {}
        return [
            {names.get(name, name): cell["value"] for name, cell in row.items()}
            for row in json.loads(answer.body)["results"]["bindings"]
        ]

    async def _answered(
        self, ask: Ask, reading: Reading, found: Understood, lexicon: Lexicon
    ) -> Answered:
        language = found.language
        given = {**dict(reading.parameters), "lang": language}
        rows = _kept(await self.rows(ask, reading.query, given), reading)
        teller = _Teller(reading, rows, lexicon, language, partly=found.partly)
        statements = [statement_of(row, language) for row in rows if "target" in row]
        return Answered(
            sentence=teller.sentence(),
            not_known=tuple(teller.not_known()),
            query=reading.query,
            parameters={name: short_form(value) for name, value in given.items()},
            narrowed=reading.narrowed,
            statements=tuple(statements[:MOST_STATEMENTS]),
            found=bool(rows),
            about=(reading.area, reading.indicator, reading.year),
        )


def areas_named(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What a slug or a name of an area may mean; nothing where more is said than a name."""
    iri = text if text.startswith(AREA) else AREA[text.removeprefix("area:")]
    if iri in lexicon.classes:
        return (iri,)
    found = understand(text, lexicon)
    alone = len(found.areas) == 1 and not found.unknown and not found.said
    return found.areas[0] if alone else ()


def _held_of(area: str, lexicon: Lexicon) -> dict[str, Any]:
    years: dict[str, dict[str, set[int]]] = {}
    for fact in lexicon.having(area=area):
        years.setdefault(fact.indicator, {}).setdefault("targets", set()).update(_known(fact.year))
    for outcome in lexicon.outcomes:
        if outcome.area == area:
            held = years.setdefault(outcome.indicator, {})
            held.setdefault("results", set()).update(_known(outcome.year))
    return {
        "iri": area,
        "label": lexicon.labels.get(area, {}),
        "documents": [
            {"iri": iri, "label": lexicon.labels.get(iri, {}), "extent": extent}
            for iri, extent in lexicon.documents_of(area).items()
        ],
        "indicators": [
            {
                "iri": iri,
                "label": lexicon.labels.get(iri, {}),
                **{kind: sorted(of) for kind, of in sorted(kinds.items())},
            }
            for iri, kinds in sorted(years.items())
        ],
    }


def _known(year: int | None) -> tuple[int, ...]:
    return () if year is None else (year,)


_OF_RESULTS: Final = {
    "measured_area": "area",
    "measured_area_label": "area_label",
    "observed_comparator": "comparator",
    "observed_value": "value",
    "outcome_printed_figure": "printed_figure",
    "outcome_place": "place",
    "outcome_address": "address",
    "outcome_confidence": "confidence",
    "outcome_confidence_label": "confidence_label",
    "outcome": "target",
}
"""The columns of what was measured, by the names that those of targets have."""


def _without_empty_twins(answers: list[Answered]) -> list[Answered]:
    """Where one of several readings has an answer, the others' silence is said beside it: of
    another area or year, not of another query about the same."""
    full = [answer for answer in answers if answer.found]
    if not full or len(full) == len(answers):
        return answers
    told = {answer.about for answer in full}
    silent = tuple(
        dict.fromkeys(a.sentence for a in answers if not a.found and a.about not in told)
    )
    full[0] = replace(full[0], not_known=(*full[0].not_known, *silent))
    return full


# --- Rows -------------------------------------------------------------------------------------


def _slug(iri: str | None) -> str | None:
    return iri.rpartition("/")[2] if iri else None


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None


def _year(row: Row) -> int | None:
    """The year in which a target is due, or of which an outcome tells."""
    when = row.get("deadline") or row.get("period", "")
    return int(when[:4]) if when[:4].isdigit() else None


def statement_of(row: Row, language: Language) -> Statement:
    """The target that a row of a named query tells of."""
    comparator, unit = _slug(row.get("comparator")), _slug(row.get("unit"))
    if "universe_size" in row or (unit is None and comparator == "within-top"):
        unit = "rank"
    value, upper = _decimal(row.get("value")), _decimal(row.get("upper_value"))
    says = next(
        (row[f"{name}_label"] for name in ("verdict", "state", "lacks") if f"{name}_label" in row),
        row.get("method_label", "") if "period" in row and "state" not in row else "",
    )
    return Statement(
        iri=row["target"],
        area=row.get("predecessor") or row.get("area") or "",
        indicator=row.get("indicator", ""),
        level=row.get("level", LEVEL["not-applicable"]),
        year=_year(row),
        comparator=comparator,
        value=value,
        upper=upper,
        unit=unit,
        figure=figure_words(comparator, value, upper, unit, language),
        printed=row.get("printed_figure"),
        place=row.get("place"),
        place_words=place_words(row.get("place"), language),
        address=row.get("address"),
        document=row.get("document"),
        confidence=_slug(row.get("confidence")),
        says=says,
    )


def _kept(rows: list[Row], reading: Reading) -> list[Row]:
    kept = []
    seen = set()
    for row in rows:
        # A query may give a target once for each thing beside it: one target is said once.
        key = (row.get("target"), row.get("national"), row.get("other"), row.get("upper"))
        if key[0] is not None and key in seen:
            continue
        seen.add(key)
        if reading.areas and row.get("area") not in reading.areas:
            continue
        if reading.documents and row.get("document") not in reading.documents:
            continue
        if reading.level and row.get("level") not in (None, reading.level, LEVEL.all):
            continue
        if reading.figure and not _fits(row, reading.figure):
            continue
        if reading.universe and _slug(row.get("universe")) != reading.universe:
            continue
        kept.append(row)
    if reading.order:
        kept = [row for row in kept if "value" in row]
        # Of ranks the first is the highest.
        ranks = any(_slug(row.get("unit")) == "rank" for row in kept)
        down = (reading.order == cues.HIGHEST) is not ranks
        kept.sort(key=lambda row: Decimal(row["value"]), reverse=down)
    return kept


_SHARES: Final = {"percent", "percent-per-year"}
"""Units that a text prints alike."""


def _fits(row: Row, figure: Figure) -> bool:
    """Whether a printed figure is what was asked for: "more than 30" finds 35, and "more than 30".

    The printed number counts, whatever word stands before it; the word is said in the answer.
    """
    value = _decimal(row.get("value"))
    if value is None:
        return False
    comparator = _slug(row.get("comparator"))
    unit = _slug(row.get("unit"))
    if None not in (figure.unit, unit) and {figure.unit, unit} not in ({unit}, _SHARES):
        return False
    if figure.upper is not None:
        return figure.value <= value <= figure.upper
    asked = figure.comparator
    if asked == "greater-than":
        return value > figure.value or (value == figure.value and comparator == "greater-than")
    if asked == "at-least":
        return value >= figure.value
    if asked == "less-than":
        return value < figure.value or (value == figure.value and comparator == "less-than")
    if asked in ("at-most", "within-top"):
        return value <= figure.value
    return value == figure.value


_SILENT: Final[Mapping[str, Mapping[Language, str]]] = {
    "": {"vi": "mục tiêu nào", "en": "no target"},
    "outcomes": {"vi": "kết quả đo nào", "en": "no measured result"},
    "targets-and-outcomes": {"vi": "so sánh nào với kết quả đo", "en": "no result to compare with"},
    "against-national": {"vi": "so sánh nào với mức quốc gia", "en": "no national comparison"},
    "conflicts": {"vi": "mâu thuẫn nào", "en": "no contradiction"},
    "qualitative-targets": {"vi": "mục tiêu nào thiếu con số", "en": "no target without a figure"},
    "national-gaps": {
        "vi": "mục tiêu quốc gia nào không có mục tiêu tương ứng",
        "en": "no national target without one that corresponds",
    },
    "document-chain": {"vi": "văn bản cấp trên nào", "en": "no document above"},
}
"""What is not found where a query finds nothing, by its name."""

_NO_STATE: Final[Mapping[str, Mapping[Language, str]]] = {
    "reached": {"vi": "mục tiêu nào được đo là đã đạt", "en": "no target measured as reached"},
    "behind": {"vi": "mục tiêu nào được đo là chậm", "en": "no target measured as behind"},
    "overdue-and-below": {
        "vi": "mục tiêu nào được đo là quá hạn mà chưa đạt",
        "en": "no target measured as overdue and below",
    },
}

_VERDICT_WORDS: Final[Mapping[str, Mapping[Language, str]]] = {
    "higher": {"vi": "cao hơn", "en": "higher"},
    "lower": {"vi": "thấp hơn", "en": "lower"},
    "equal": {"vi": "bằng", "en": "equal"},
}


def _verdict(iri: str, language: Language) -> str:
    return _VERDICT_WORDS[iri.rpartition("/")[2]][language]


# --- Sentences --------------------------------------------------------------------------------


class _Teller:
    """Says the answer of one reading."""

    def __init__(
        self,
        reading: Reading,
        rows: list[Row],
        lexicon: Lexicon,
        language: Language,
        *,
        partly: bool,
    ) -> None:
        self.reading, self.rows = reading, rows
        self.lexicon, self.language = lexicon, language
        self.partly = partly

    def say(self, vi: str, en: str) -> str:
        return say(self.language, vi, en)

    def label(self, iri: str) -> str:
        return self.lexicon.label(iri, self.language)

    def sentence(self) -> str:
        if not self.rows:
            return self._silence()
        tell: Mapping[str, Callable[[], str]] = {
            "targets-of-area": self._targets,
            "compare-areas": self._across,
            "outcomes": self._measured,
            "against-national": self._against,
            "targets-and-outcomes": self._progress,
            "inherited-targets": self._inherited,
            "document-chain": self._chain,
            "national-gaps": self._gaps,
            "conflicts": self._conflicts,
        }
        return headed(tell.get(self.reading.query, self._listed)())

    def _about(self, *, area: bool = True, figure: bool = True) -> str:
        """What the reading asks for, in words."""
        reading, parts = self.reading, []
        if area and reading.area:
            parts.append(self.label(reading.area))
        if document := dict(reading.parameters).get("document"):
            parts.append(self.label(document))
        if reading.indicator:
            parts.append(f"“{self.label(reading.indicator)}”")
        if reading.level and reading.level != LEVEL["not-applicable"]:
            parts.append(self.label(reading.level).lower())
        if reading.year:
            parts.append(self._in(reading.year))
        if reading.universe:
            number = reading.universe.rpartition("-")[2]
            parts.append(self.say(f"trong {number} tỉnh", f"among {number} provinces"))
        if figure and (asked := reading.figure):
            parts.append(
                figure_words(asked.comparator, asked.value, asked.upper, asked.unit, self.language)
            )
        return ", ".join(parts)

    def _in(self, year: int) -> str:
        if self.reading.query == "outcomes":
            return self.say(f"năm {year}", f"in {year}")
        return self.say(f"đến năm {year}", f"by {year}")

    def _figure(self, row: Row, prefix: str = "") -> str:
        part = {
            name: row.get(prefix + name)
            for name in ("comparator", "value", "upper_value", "printed_figure", "place")
        }
        unit = _slug(row.get("unit"))
        if "universe_size" in row or _slug(part["comparator"]) == "within-top":
            unit = "rank"
        words = figure_words(
            _slug(part["comparator"]),
            _decimal(part["value"]),
            _decimal(part["upper_value"]),
            unit,
            self.language,
        )
        printed = part["printed_figure"]
        place = place_words(part["place"], self.language)
        if printed:
            return self.say(
                f"{words}, in là “{printed}” ({place})",
                f"{words}, printed as “{printed}” ({place})",
            )
        return f"{words} ({place})"

    def _when(self, row: Row) -> str:
        parts = []
        if row.get("level") not in (None, LEVEL["not-applicable"]) and "level_label" in row:
            parts.append(row["level_label"].lower())
        if (year := _year(row)) and (year != self.reading.year or self._alone()):
            parts.append(self._in(year))
        return ", ".join(parts)

    def _alone(self) -> bool:
        """Whether the sentence says the year nowhere but beside the figure."""
        reading = self.reading
        return len(self.rows) == 1 or reading.query not in (
            "compare-areas",
            "targets-of-area",
            "abolished-level",
            "rank-targets",
            "qualitative-targets",
        )

    def _item(self, row: Row, *, indicator: bool = False, area: bool = False) -> str:
        head = []
        if area:
            head.append(row.get("predecessor_label") or row["area_label"])
        if indicator and "indicator_label" in row:
            head.append(f"“{row['indicator_label']}”")
        if when := self._when(row):
            head.append(when)
        return f"{', '.join(head)}: {self._figure(row)}" if head else self._figure(row)

    def _more(self, count: int) -> str:
        rest = count - IN_A_SENTENCE
        return self.say(f"; và {rest} nữa", f"; and {rest} more") if rest > 0 else ""

    def _items(self, rows: Sequence[Row], **how: bool) -> str:
        shown = "; ".join(self._item(row, **how) for row in rows[:IN_A_SENTENCE])
        return shown + self._more(len(rows))

    def _documents(self, rows: Iterable[Row]) -> str:
        names = dict.fromkeys(row["document_label"] for row in rows if "document_label" in row)
        return listed(list(names), self.language)

    def _targets(self) -> str:
        rows, reading = self.rows, self.reading
        documents = self._documents(rows)
        area = rows[0]["area_label"]
        if len(rows) == 1:
            row = rows[0]
            when = self._when(row)
            return self.say(
                f"theo {documents}, {area} đặt mục tiêu “{row['indicator_label']}”"
                f"{', ' + when if when else ''}: {self._figure(row)}.",
                f"according to {documents}, the target of {area} for “{row['indicator_label']}”"
                f"{', ' + when if when else ''}: {self._figure(row)}.",
            )
        if reading.indicator:
            return self.say(
                f"theo {documents}, {area} đặt {len(rows)} mục tiêu {self._about(area=False)}: "
                f"{self._items(rows)}.",
                f"according to {documents}, {area} has {len(rows)} targets for "
                f"{self._about(area=False)}: {self._items(rows)}.",
            )
        year = self.say(f" đến năm {reading.year}", f" by {reading.year}") if reading.year else ""
        return self.say(
            f"theo {documents}, {area} có {len(rows)} mục tiêu{year}: "
            f"{self._items(rows, indicator=True)}.",
            f"according to {documents}, {area} has {len(rows)} targets{year}: "
            f"{self._items(rows, indicator=True)}.",
        )

    def _measured(self) -> str:
        """What was measured, each with its method: two methods are not compared."""
        rows, reading = self.rows, self.reading
        if reading.order or (reading.figure and not reading.area):
            by_method: dict[str, list[Row]] = {}
            for row in rows:
                by_method.setdefault(row.get("method_label", ""), []).append(row)
            parts = [
                self.say(f"đo được, theo {method}: ", f"measured, by {method}: ")
                + (self._first(kept) if reading.order else self._items(kept, area=True))
                for method, kept in by_method.items()
            ]
            return "; ".join(parts) + "."
        items = []
        for row in rows[:IN_A_SENTENCE]:
            head = [] if reading.area else [row["area_label"]]
            if not reading.indicator:
                head.append(f"“{row['indicator_label']}”")
            if year := _year(row):
                head.append(self._in(year))
            how = row.get("method_label", "")
            among = row.get("universe_label", "") if _slug(row.get("unit")) == "rank" else ""
            items.append(
                f"{', '.join(head)}: {self._figure(row)}"
                + (f", {among.lower()}" if among else "")
                + (self.say(f", theo {how}", f", by {how}") if how else "")
            )
        place = self.label(reading.area) if reading.area else ""
        what = f"“{self.label(reading.indicator)}”" if reading.indicator else ""
        about = ", ".join(part for part in (place, what) if part)
        head_words = self.say("kết quả đo được", "measured results")
        return (
            f"{head_words}{', ' + about if about else ''}: "
            f"{'; '.join(items)}{self._more(len(rows))}."
        )

    def _first(self, rows: Sequence[Row]) -> str:
        """The first of ordered rows, and all that have the same value."""
        first = [row for row in rows if row["value"] == rows[0]["value"]]
        what = (
            self.say("cao nhất", "the highest")
            if self.reading.order == cues.HIGHEST
            else self.say("thấp nhất", "the lowest")
        )
        about = self._about(area=False)
        return self.say(
            f"trong {len(rows)} con số mà đồ thị có về {about}, {what} là "
            f"{self._items(first, area=True)}",
            f"of the {len(rows)} figures that the graph holds for {about}, {what}: "
            f"{self._items(first, area=True)}",
        )

    def _across(self) -> str:
        rows, reading = self.rows, self.reading
        about = self._about(area=False)
        if reading.order:
            return self._first(rows) + "."
        areas = len({row["area"] for row in rows})
        asked = ""
        if figure := reading.figure:
            asked = figure_words(
                figure.comparator, figure.value, figure.upper, figure.unit, self.language
            )
            asked = self.say(f" in con số {asked}", f" print a figure of {asked}")
            about = self._about(area=False, figure=False)
            return self.say(
                f"{areas} địa bàn{asked} về {about}: {self._items(rows, area=True)}.",
                f"{areas} {'area' if areas == 1 else 'areas'}{asked} for {about}: "
                f"{self._items(rows, area=True)}.",
            )
        return self.say(
            f"{areas} địa bàn có mục tiêu về {about}: {self._items(rows, area=True)}.",
            f"{areas} {'area has' if areas == 1 else 'areas have'} targets for {about}: "
            f"{self._items(rows, area=True)}.",
        )

    def _against(self) -> str:
        items = []
        for row in self.rows[:IN_A_SENTENCE]:
            item = f"{row['area_label']}, “{row['indicator_label']}”"
            if when := self._when(row):
                item += f", {when}"
            item += f": {self._figure(row)}, {row['document_label']}; "
            item += self.say("kết luận: ", "verdict: ") + row["verdict_label"].lower()
            if "national" in row:
                year = row["national_deadline"][:4]
                national = self._figure(row, "national_")
                item += self.say(
                    f" so với mức quốc gia {national} đến năm {year}",
                    f", against the national {national} by {year}",
                )
            items.append(item)
        yardstick = self.label(dict(self.reading.parameters)["national"])
        count = len(self.rows)
        return self.say(
            f"so với {yardstick}, {count} mục tiêu: {'; '.join(items)}{self._more(count)}.",
            f"against {yardstick}, {count} {'target' if count == 1 else 'targets'}: "
            f"{'; '.join(items)}{self._more(count)}.",
        )

    def _progress(self) -> str:
        items = []
        for row in self.rows[:IN_A_SENTENCE]:
            item = f"{row['area_label']}, “{row['indicator_label']}”"
            if when := self._when(row):
                item += f", {when}"
            item += f", {self._figure(row)}: {row['state_label'].lower()}"
            if "cannot_be_said_label" in row:
                item += f" ({row['cannot_be_said_label'].lower()})"
            if "observed_value" in row:
                observed = figure_words(
                    _slug(row.get("observed_comparator")),
                    _decimal(row["observed_value"]),
                    None,
                    _slug(row.get("unit")),
                    self.language,
                )
                place = place_words(row.get("outcome_place"), self.language)
                item += self.say(
                    f"; đo được {observed} năm {row.get('period', '')[:4]}, theo "
                    f"{row.get('method_label', '')} ({place})",
                    f"; measured {observed} in {row.get('period', '')[:4]}, by "
                    f"{row.get('method_label', '')} ({place})",
                )
            items.append(item)
        return "; ".join(items) + self._more(len(self.rows)) + "."

    def _inherited(self) -> str:
        rows = self.rows
        names = listed(list(dict.fromkeys(row["predecessor_label"] for row in rows)), self.language)
        area = self.label(self.reading.area or "")
        return self.say(
            f"{area} hình thành từ các địa bàn có {len(rows)} mục tiêu còn được biết ({names}): "
            f"{self._items(rows, area=True, indicator=not self.reading.indicator)}.",
            f"the predecessors of {area} that have targets ({names}) have {len(rows)}: "
            f"{self._items(rows, area=True, indicator=not self.reading.indicator)}.",
        )

    def _chain(self) -> str:
        start = self.label(dict(self.reading.parameters)["document"])
        items = dict.fromkeys(
            f"{row['lower_label']} – {row['link_label'].lower()} – {row['upper_label']}"
            for row in self.rows
        )
        return self.say(f"phía trên {start}: ", f"above {start}: ") + "; ".join(items) + "."

    def _gaps(self) -> str:
        items = []
        for row in self.rows[:IN_A_SENTENCE]:
            when = self._when(row)
            items.append(f"“{row['indicator_label']}”{', ' + when if when else ''}")
        area = self.label(self.reading.area or self.rows[0]["area"])
        count = len(self.rows)
        return self.say(
            f"không thấy ở {area} mục tiêu tương ứng với {count} mục tiêu quốc gia: "
            f"{'; '.join(items)}{self._more(count)}.",
            f"for {count} national targets no target of {area} is held: "
            f"{'; '.join(items)}{self._more(count)}.",
        )

    def _conflicts(self) -> str:
        items = [
            f"{self._item(row, indicator=True)} – {row['other_kind_label'].lower()}: "
            f"{self._figure(row, 'other_')}"
            for row in self.rows[:IN_A_SENTENCE]
        ]
        return "; ".join(items) + self._more(len(self.rows)) + "."

    def _listed(self) -> str:
        rows = self.rows
        about = self._about()
        head = about + ", " if about else ""
        items = self._items(rows, area=not self.reading.area, indicator=True)
        return f"{head}{len(rows)} {self.say('mục tiêu', 'targets')}: {items}."

    def _silence(self) -> str:
        """Nothing was found: of what was understood, and what stands near it."""
        about = self._about() or self.say("câu hỏi này", "this question")
        what = _SILENT.get(self.reading.query, _SILENT[""])[self.language]
        if state := dict(self.reading.parameters).get("state"):
            what = _NO_STATE[state.rpartition("/")[2]][self.language]
        if verdict := dict(self.reading.parameters).get("verdict"):
            said = _verdict(verdict, self.language)
            what += self.say(f" có kết luận “{said}”", f" with the verdict “{said}”")
        return self.say(
            f"Với những gì đã hiểu ({about}), không tìm thấy {what}.",
            f"With what was understood ({about}), {what} was found.",
        )

    # --- What is not known

    def not_known(self) -> list[str]:
        notes = []
        reading, language = self.reading, self.language
        ordered = reading.figure or reading.order or reading.query == "against-national"
        if ordered and any(_slug(r.get("comparator")) == "approximately" for r in self.rows):
            notes.append(
                self.say(
                    "“Khoảng” không so hơn kém chính xác được.",
                    "A figure printed with “about” cannot be ordered exactly.",
                )
            )
        if self.partly and self.reading.indicator:
            name = self.label(self.reading.indicator)
            notes.append(
                self.say(
                    f"Câu hỏi không nêu trọn tên chỉ số; ở đây hiểu là “{name}”.",
                    f"The question does not say the indicator's whole name; read as “{name}”.",
                )
            )
        if not self.rows:
            notes += self._held_instead()
        if not self.rows and (document := dict(reading.parameters).get("document")):
            notes += self._known_by_name(document)
        if reading.area and reading.query != "document-chain":
            notes += self._unread(reading.area)
        elif reading.query in (
            *("compare-areas", "against-national", "targets-and-outcomes", "outcomes"),
        ):
            notes.append(
                self.say(
                    "Chỉ nói về những gì đồ thị có; địa bàn không được nêu thì không rõ, không "
                    "phải là không có mục tiêu.",
                    "This speaks only of what the graph holds; of areas that are not named it is "
                    "not known, not that they have no target.",
                )
            )
        if any(
            row.get(name, "").endswith("/unverified")
            for row in self.rows
            for name in ("confidence", "national_confidence")
        ):
            notes.append(
                self.say(
                    "Có con số chưa được đối chiếu với văn bản chính thức.",
                    "A figure here has not been checked against the official text.",
                )
            )
        doubtful = {
            row["confidence_label"].lower()
            for row in self.rows
            if _slug(row.get("confidence")) in ("low", "medium") and "confidence_label" in row
        }
        if doubtful:
            notes.append(
                self.say("Độ tin cậy: ", "Confidence: ") + listed(sorted(doubtful), language) + "."
            )
        return notes

    def _held_instead(self) -> list[str]:
        """What is held of the same area and indicator, for whichever year; and of the areas that
        came before or after."""
        reading, lexicon = self.reading, self.lexicon
        indicator, area = reading.indicator, reading.area
        areas = (area,) if area else reading.areas
        if not indicator or not areas:
            return []
        notes = []
        if held := self._held(areas, indicator):
            notes.append(
                self.say(
                    f"Về cùng địa bàn và chỉ số, đồ thị có {held}.",
                    f"Of the same area and indicator the graph holds {held}.",
                )
            )
        kin = (*lexicon.predecessors(area), *lexicon.successors.get(area, ())) if area else ()
        for other in kin:
            if held := self._held((other,), indicator):
                name = self.label(other)
                notes.append(self.say(f"Của {name} có {held}.", f"Of {name} it holds {held}."))
        return notes

    def _held(self, areas: Sequence[str], indicator: str) -> str:
        """The years for which areas have targets and results, in words."""
        facts = self.lexicon.having(indicator=indicator)
        promised = {fact.year for fact in facts if fact.area in areas and fact.year}
        measured = {o.year for o in self.lexicon.measured(areas, (indicator,)) if o.year}
        held = [
            f"{words} {listed(list(map(str, sorted(years))), self.language)}"
            for words, years in (
                (self.say("mục tiêu cho năm", "targets for"), promised),
                (self.say("kết quả đo của năm", "measured results of"), measured),
            )
            if years
        ]
        return listed(held, self.language)

    def _known_by_name(self, document: str) -> list[str]:
        """Of a document that was not read nothing can be found, whatever it says."""
        if any(self.lexicon.having(document=document)):
            return []
        name = self.label(document)
        return [
            self.say(
                f"Chưa có mục tiêu nào của {name} trong đồ thị; văn bản ấy nói gì thì không rõ.",
                f"The graph has no target of {name} yet; what it says is not known.",
            )
        ]

    def _unread(self, area: str) -> list[str]:
        documents = self.lexicon.documents_of(area)
        whole = [d for d, extent in documents.items() if extent == "complete"]
        rest = len(documents) - len(whole)
        notes = []
        if whole and not self.rows:
            names = listed([self.label(d) for d in whole], self.language)
            notes.append(
                self.say(
                    f"Các văn bản của {self.label(area)} đã đọc trọn: {names}.",
                    f"Documents of {self.label(area)} that were read whole: {names}.",
                )
            )
        if rest or not documents:
            notes.append(
                self.say(
                    f"Của {self.label(area)} còn {rest} văn bản chưa được đọc trọn; trong đó có gì "
                    "thì không rõ."
                    if rest
                    else f"Chưa có văn bản nào của {self.label(area)} trong đồ thị.",
                    f"{rest} documents of {self.label(area)} were not read whole; what they hold "
                    "is not known."
                    if rest
                    else f"The graph has no document of {self.label(area)} yet.",
                )
            )
        return notes


# --- Questions that can be answered -----------------------------------------------------------


def _question(
    area: str, indicator: str, year: int | None, lexicon: Lexicon, language: Language
) -> str:
    name, what = lexicon.label(area, language), lexicon.label(indicator, language)
    if language == "vi":
        when = f" đến năm {year}" if year else ""
        return f"{name} đặt mục tiêu “{what}”{when} bao nhiêu?"
    when = f" by {year}" if year else ""
    return f"What is the target of {name} for “{what}”{when}?"


def nearest(found: Understood, lexicon: Lexicon) -> list[str]:
    """Questions near one that was not understood: of the same places, indicators and years."""
    folded = {word.folded for text in (*found.said, *found.unknown) for word in words_of(text)}
    scores: dict[str, float] = {}
    for name in lexicon.names:
        shared = folded & set(name.content)
        if shared:
            share = lexicon.heavy(shared) * lexicon.heavy(shared) / lexicon.heavy(name.content)
            scores[name.iri] = max(scores.get(name.iri, 0.0), share)
    for iri in (*found.indicators, *found.beside):
        scores[iri] = scores.get(iri, 0.0) + 1
    for iri in found.indicators:
        scores[iri] += 100
    places = {area for several in found.areas for area in several} | {
        lexicon.territory[d]
        for several in found.documents
        for d in several
        if d in lexicon.territory
    }
    if cues.NATIONAL in found.cues and not places:
        places = {NATION}
    ranked: dict[tuple[str, str, int | None], float] = {}
    for fact in lexicon.facts:
        score = scores.get(fact.indicator, 0.0)
        if places:
            score += 10 if fact.area in places else -10
        if found.years:
            score += 1 if fact.year in found.years else 0
        key = (fact.area, fact.indicator, fact.year)
        ranked[key] = max(ranked.get(key, -1.0), score + (0.5 if fact.value is not None else 0))
    best = sorted(ranked, key=lambda key: (-ranked[key], key[0], key[1], key[2] or 0))
    if cues.ACROSS in found.cues and not places:
        pairs = dict.fromkeys((key[1], key[2]) for key in best if key[2])
        return [_which(*pair, found, lexicon) for pair in list(pairs)[:_MOST_NEAREST]]
    return [_question(*key, lexicon, found.language) for key in best[:_MOST_NEAREST]]


def _which(indicator: str, year: int | None, found: Understood, lexicon: Lexicon) -> str:
    what = lexicon.label(indicator, found.language)
    figure = ""
    if len(found.figures) == 1:
        one = found.figures[0]
        figure = figure_words(one.comparator, one.value, one.upper, one.unit, found.language)
    if found.language == "vi":
        return " ".join(f"Tỉnh nào đặt mục tiêu “{what}” {figure} đến năm {year}?".split())
    return " ".join(f"Which provinces have a target for “{what}” {figure} by {year}?".split())


def _beside(found: Understood, lexicon: Lexicon) -> list[str]:
    """Questions of the same place for other indicators whose names hold the same words."""
    if not found.areas or not found.beside:
        return []
    keys = dict.fromkeys(
        (fact.area, fact.indicator, fact.year)
        for indicator in found.beside[:_MOST_NEAREST]
        for area in found.areas[0]
        for fact in lexicon.having(area=area, indicator=indicator)
        if not found.years or fact.year in found.years
    )
    return [_question(*key, lexicon, found.language) for key in list(keys)[:_MOST_NEAREST]]
