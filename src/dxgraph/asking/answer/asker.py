"""Run the readings of a question and say their answers, each with its figures and their places."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from dxgraph.asking.answer.keeping import are_more, kept
from dxgraph.asking.answer.nearest import beside, nearest
from dxgraph.asking.answer.sentences import Teller
from dxgraph.asking.answer.statement import Row, Statement, statement_of
from dxgraph.asking.answer.wording import KINDS, LACKING, headed, say
from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.asking.graph.loading import read
from dxgraph.asking.interpret.intents import readings
from dxgraph.asking.language import cues
from dxgraph.asking.language.phrases import CUES
from dxgraph.asking.understand.compound import questions_in
from dxgraph.asking.understand.question import Part, Understood
from dxgraph.asking.understand.question_reading import Lacking, Reading
from dxgraph.asking.understand.understanding import understand
from dxgraph.catalogue import Catalogue
from dxgraph.catalogue.choices import Ask
from dxgraph.catalogue.parameters import short_form
from dxgraph.engine.once import OncePerSnapshot
from dxgraph.engine.protocol import SnapshotInfo
from dxgraph.errors import UsageError
from dxgraph.evidence import Language
from dxgraph.messages import message
from dxgraph.model.answers import bindings
from dxgraph.terms import AREA

MOST_STATEMENTS: Final = 200


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
        cue = any(part.kind in cues for part in self.understood for cues in CUES.values())
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
            lines.append(say(self.language, "or-meant" if self.answers else "nearest"))
            lines += [f"  {question}" for question in self.nearest]
        return "\n".join(lines) + "\n"

    def known(self) -> str:
        """What was understood, in words."""
        parts = [
            f"{KINDS[part.kind][self.language]} “{part.text}”"
            for part in self.understood
            if part.kind in KINDS
        ]
        return headed(say(self.language, "understood", parts=", ".join(parts))) if parts else ""


class Asker:
    """Answers questions and checks claims about the graph that is served.

    `ask` is whoever answers queries and `info` says which snapshot that is: names are read once a
    snapshot.
    """

    def __init__(
        self,
        ask: Ask,
        info: Callable[[], Awaitable[SnapshotInfo]],
        catalogue: Catalogue,
        names: Callable[[], Awaitable[Lexicon]] | None = None,
    ) -> None:
        """`names` reads them where it is not `ask` that is asked for them."""
        self.ask, self._info, self.catalogue = ask, info, catalogue
        self._names = names or partial(read, ask)
        self._lexicon: OncePerSnapshot[Lexicon] = OncePerSnapshot()

    async def lexicon(self) -> tuple[str, Lexicon]:
        """The digest of the snapshot, and its names."""
        digest = (await self._info()).digest
        return digest, await self._lexicon.get(digest, self._names)

    async def answer(
        self, question: str, ask: Ask | None = None, language: Language | None = None
    ) -> Reply:
        """Answer a question, or say what was understood and what could be asked.

        `ask` is whoever answers the queries of this question, for example within a client's limits.
        Raises what it raises. The answer is in `language`; without it in that of the question.
        """
        ask = ask or self.ask
        digest, lexicon = await self.lexicon()
        found = understand(question, lexicon, language or "vi")
        made = readings(found, lexicon)
        asked = self._apart(found, lexicon) if isinstance(made, Lacking) else [(found, made)]
        # From here on nothing is read, only told.
        found = replace(found, language=language or found.language)
        answers = [
            await self._answered(ask, reading, replace(part, language=found.language), lexicon)
            for part, of_part in asked
            for reading in of_part
        ]
        near: list[str] = []
        message = ""
        if isinstance(made, list):
            if not any(answer.found for answer in answers) and any(map(_names_a_figure, made)):
                answers = await self._with_other_figures(ask, made, answers, found)
            elif len(made) == len(answers) > 1:
                answers = await self._with_what_was_measured(ask, made, answers, found)
            answers = _without_empty_twins(answers, promised=cues.PROMISE in found.cues)
            near = beside(found, lexicon, nothing=not any(answer.found for answer in answers))
        elif not asked:
            shown = ", ".join(f"“{word}”" for word in dict.fromkeys(made.words))
            message = LACKING[made.what][found.language].format(words=shown)
            near = [] if made.what == "place" else nearest(found, made, lexicon)
        return Reply(
            question=found.question,
            language=found.language,
            snapshot=digest,
            understood=tuple(found.parts),
            not_understood=made.words if isinstance(made, Lacking) and not asked else (),
            answers=tuple(answers),
            message=message,
            nearest=tuple(near),
            lexicon=lexicon,
        )

    @staticmethod
    def _apart(found: Understood, lexicon: Lexicon) -> list[tuple[Understood, list[Reading]]]:
        """The readings of each question of which one is made; none where one of them has none, or
        names no indicator of its own."""
        made = []
        for text in questions_in(found, lexicon):
            part = understand(text, lexicon, found.language)
            of_part = readings(part, lexicon)
            if isinstance(of_part, Lacking) or not part.indicators:
                return []
            made.append((part, of_part))
        return made if len({part.indicators for part, _ in made}) == len(made) else []

    async def held(self, area: str) -> dict[str, Any]:
        """What the graph holds of an area, in all that its name may be.

        Raises UsageError where nothing bears the name, and what asking raises.
        """
        digest, lexicon = await self.lexicon()
        iris = areas_named(area, lexicon)
        if not iris:
            raise UsageError(message("no-area", area=area), parameter="area")
        return {"snapshot": digest, "areas": [_held_of(iri, lexicon) for iri in iris]}

    async def rows(self, ask: Ask, query: str, given: Mapping[str, str]) -> list[Row]:
        """The rows of a named query, each value as its text."""
        answer = await ask(self.catalogue[query].query(given))
        names = _OF_RESULTS if query == "outcomes" else {}
        return [
            {names.get(name, name): cell["value"] for name, cell in row.items()}
            for row in bindings(answer.body)
        ]

    async def _with_other_figures(
        self, ask: Ask, made: list[Reading], answers: list[Answered], found: Understood
    ) -> list[Answered]:
        """Answers of readings that find no such figure, with what their place has instead."""
        _, lexicon = await self.lexicon()
        told = []
        for reading, answer in zip(made, answers, strict=True):
            if _names_a_figure(reading):
                held = await self._answered(ask, replace(reading, figure=None), found, lexicon)
                notes = (held.sentence, *answer.not_known) if held.found else answer.not_known
                answer = replace(answer, not_known=notes)
            told.append(answer)
        return told

    async def _with_what_was_measured(
        self, ask: Ask, made: list[Reading], answers: list[Answered], found: Understood
    ) -> list[Answered]:
        """Answers in which a result other than the figure that is named is told as it is, beside a
        goal that has the figure: "Hà Nội đạt 30% năm 2025 phải không?"."""
        _, lexicon = await self.lexicon()
        told = []
        for reading, answer in zip(made, answers, strict=True):
            other = reading.query == "outcomes" and reading.area and reading.indicator
            if other and reading.figure and not answer.found:
                whole = replace(reading, figure=None)
                answer = await self._answered(ask, whole, found, lexicon)
            told.append(answer)
        return told

    async def _answered(
        self, ask: Ask, reading: Reading, found: Understood, lexicon: Lexicon
    ) -> Answered:
        language = found.language
        names = [parameter.name for parameter in self.catalogue[reading.query].parameters]
        given = {**reading.parameters(names), "lang": language}
        of_query = await self.rows(ask, reading.query, given)
        rows = kept(of_query, reading)
        teller = Teller(reading, rows, lexicon, found)
        statements = [statement_of(row, lexicon, language) for row in rows if "target" in row]
        return Answered(
            sentence=teller.sentence(),
            not_known=tuple(teller.not_known()),
            query=reading.query,
            parameters={name: short_form(value) for name, value in given.items()},
            narrowed=bool(reading.order) or are_more(of_query, rows),
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
    results = [outcome for outcome in lexicon.outcomes if outcome.area == area]
    for kind, held in (("targets", lexicon.having(area=area)), ("results", results)):
        for each in held:
            known = years.setdefault(each.indicator, {}).setdefault(kind, set())
            known.update(() if each.year is None else (each.year,))
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


def _names_a_figure(reading: Reading) -> bool:
    """Whether a figure is said of a place; a multiple is another question."""
    return bool(reading.area and reading.figure and reading.figure.unit != "times")


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


def _without_empty_twins(answers: list[Answered], *, promised: bool) -> list[Answered]:
    """Where one of several readings has an answer, the others' silence is said beside it: of
    another area or year, not of another query about the same; but that nothing was `promised`,
    where that is asked."""
    full = [answer for answer in answers if answer.found]
    if not full or len(full) == len(answers):
        return answers
    told = {answer.about for answer in full}
    silent = tuple(
        dict.fromkeys(
            answer.sentence
            for answer in answers
            if not answer.found
            and (answer.about not in told or (promised and answer.query == "targets-of-area"))
        )
    )
    full[0] = replace(full[0], not_known=(*full[0].not_known, *silent))
    return full
