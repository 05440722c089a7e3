"""Questions with their answers, put to ``ask`` in this process: how many it answers, and how fast.

``python -m benchmarks.asking`` prints, of each kind of question, how many answers were
right, only partly given, nothing, not understood or wrong. What is expected was verified by the
SPARQL that stands beside each question; the answer is judged by what it says and by the statements
that it rests on, never by the words of its sentence alone.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import json
import re
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Final

from benchmarks.table import percentile
from dxgraph import catalogue
from dxgraph.asking import Asker, Reply
from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.corpus import Snapshot, build, root
from dxgraph.engine.evaluation import Rules, evaluate
from dxgraph.engine.protocol import Answer, Query, SnapshotInfo
from dxgraph.search import fold

QUESTIONS: Final = root() / "data" / "questions" / "questions.tsv"
OUTCOMES: Final = ("right", "partial", "nothing-found", "not-understood", "wrong")
_FIRST_SET: Final = 130
"""So many questions name in their SPARQL what is told; of later ones the expected words count."""
_NUMBER: Final = re.compile(r"\d+(?:[.,/]\d+)*")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer."""

    number: str
    language: str
    kind: str
    text: str
    answerable: bool
    expected: tuple[str, ...]
    documents: str
    sparql: str
    """Which gives what is expected: a query, or ``query:NAME`` with its parameters."""


def questions(path: Path) -> list[Question]:
    """The questions of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Question(
                row["id"],
                row["language"],
                row["kind"],
                row["question"],
                row["answerable"] == "yes",
                tuple(part.strip() for part in row["expected"].split(" ; ") if part.strip()),
                row["documents"],
                row["sparql"],
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


# --- Who is asked -------------------------------------------------------------------------------


class Questioner:
    """Asks this repository's graph, without a server between."""

    def __init__(
        self,
        snapshot: Snapshot | None = None,
        names: Callable[[], Awaitable[Lexicon]] | None = None,
    ) -> None:
        """Who holds the graph, or has read its names, gives them."""
        self.snapshot = snapshot or build()
        graphs = (str(graph.value) for graph in self.snapshot.store.named_graphs())
        self.rules = Rules(graphs=frozenset(graphs))
        """As a server has them: the graphs are counted once."""
        self.catalogue = catalogue.load()
        self.asker = Asker(self._ask, self._info, self.catalogue, names)

    async def _ask(self, query: Query) -> Answer:
        return evaluate(self.snapshot.store, query, self.rules, run_id="benchmark")

    async def _info(self) -> SnapshotInfo:
        held = self.snapshot
        return SnapshotInfo(held.digest, held.triples, held.graphs, held.version)

    async def rows(self, question: Question) -> list[dict[str, str]]:
        """What the SPARQL of a question gives: each row by its columns, values as text."""
        if not question.sparql:
            return []
        if question.sparql.startswith("query:"):
            name, *given = question.sparql.removeprefix("query:").split()
            parameters = dict(part.split("=", 1) for part in given)
            if parameters.get("year", "") not in question.text:
                # Who names no year is answered with those of every year.
                del parameters["year"]
            query = self.catalogue[name].query({**parameters, "lang": question.language})
        else:
            query = Query(question.sparql)
        answer = await self._ask(query)
        return [
            {name: cell["value"] for name, cell in row.items()}
            for row in json.loads(answer.body)["results"]["bindings"]
        ]


# --- What an answer is worth --------------------------------------------------------------------


def judge(question: Question, reply: Reply, rows: list[dict[str, str]]) -> str:
    """One of :data:`OUTCOMES`."""
    if not question.answerable:
        return "wrong" if reply.status == "answered" else "right"
    if reply.status == "not-understood":
        return "not-understood"
    if question.kind == "absence":
        return _of_absence(reply)
    if reply.status == "nothing-found":
        return "nothing-found"
    whose = rows and ("target" in rows[0] or {"area", "value", "document"} <= rows[0].keys())
    if int(question.number) > _FIRST_SET and not whose:
        return _of_words(question, reply)
    if question.sparql.startswith("query:") or (rows and "value" in rows[0]):
        if question.kind == "ranking":
            return _of_ranking(question, reply, rows)
        return _of_targets(question, reply, rows)
    return _of_things(reply, rows)


def _of_words(question: Question, reply: Reply) -> str:
    """Right where all that is expected is said: a number, a day, a name, or what is defined."""
    text = fold(_said(reply))
    asked = {value for answer in reply.answers for value in answer.parameters.values()}
    found = []
    for part in question.expected:
        if _NUMBER.fullmatch(part):
            found.append(_complete(replace(question, expected=(part,)), reply) == "right")
        else:
            found.append(_day(part, reply.language) in text or fold(part) in text or part in asked)
    if all(found):
        return "right"
    return "partial" if any(found) or not _has_value(reply) else "wrong"


def _said(reply: Reply) -> str:
    return " ".join(answer.sentence for answer in reply.answers)


def _of_absence(reply: Reply) -> str:
    """Right where nothing is claimed to be promised, and something is said of what was read."""
    if any(s.value is not None for answer in reply.answers for s in answer.statements):
        return "wrong"
    known = all(answer.not_known for answer in reply.answers)
    return "right" if known else "partial"


def _of_targets(question: Question, reply: Reply, rows: list[dict[str, str]]) -> str:
    """Right where the targets are those that the SPARQL gives, and all that is expected is said."""
    there = {(row["target"] if "target" in row else _key(row)) for row in rows}
    for answer in reply.answers:
        for statement in answer.statements:
            if "/outcome/" in statement.iri or statement.value is None:
                continue
            own = (
                *(statement.area, statement.level if "level" in rows[0] else ""),
                *(statement.value, statement.document),
            )
            if statement.iri not in there and own not in there:
                return "wrong"
    return _complete(question, reply, _labels(reply, rows))


def _key(row: Mapping[str, str]) -> tuple[object, ...]:
    return row["area"], row.get("level", ""), Decimal(row["value"]), row.get("document")


def _labels(reply: Reply, rows: Iterable[Mapping[str, str]]) -> list[bool]:
    """Whether what was found of the targets, a verdict or a state, is said."""
    text = fold(_said(reply))
    stated = {
        fold(row[name])
        for row in rows
        for name in ("verdict_label", "state_label")
        if name in row and row.get("target") in {s.iri for a in reply.answers for s in a.statements}
    }
    return [label in text for label in stated]


def _of_ranking(question: Question, reply: Reply, rows: list[dict[str, str]]) -> str:
    """Right where those that come first are said to."""
    text = fold(_said(reply))
    first = [_bare(reply.lexicon.label(row["area"], reply.language)) in text for row in rows]
    return _complete(question, reply, first) if all(first) else "wrong"


def _bare(label: str) -> str:
    return re.sub(r"^(tinh|thanh pho|tp) | (province|city)$", "", fold(label))


def _of_things(reply: Reply, rows: list[dict[str, str]]) -> str:
    """Right where the areas, bodies, days and definitions that the SPARQL gives are said."""
    text = fold(_said(reply))
    found = []
    for row in rows:
        for name, value in row.items():
            if name in ("document", "label"):
                continue
            if value.startswith("https://"):
                value = _bare(reply.lexicon.label(value, reply.language))
            found.append(_day(value, reply.language) in text or fold(value) in text)
    if all(found):
        return "right"
    return "partial" if any(found) or not _has_value(reply) else "wrong"


def _has_value(reply: Reply) -> bool:
    return any(s.value is not None for answer in reply.answers for s in answer.statements)


def _day(value: str, language: str) -> str:
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value)
    if not match:
        return fold(value)
    year, month, day = match[1], int(match[2]), int(match[3])
    return fold(
        f"{day}/{month}/{year}" if language == "vi" else f"{day} {_MONTHS[month - 1]} {year}"
    )


def _complete(question: Question, reply: Reply, beside: Iterable[bool] = ()) -> str:
    """Whether every number that is expected is said, and what stands beside it."""
    text = _said(reply)
    said = {number for token in _NUMBER.findall(text) for number in numbers(token)}
    found = [
        bool(numbers(token) & said) for part in question.expected for token in _NUMBER.findall(part)
    ]
    found += beside
    if all(found):
        return "right"
    return "partial" if any(found) else "wrong"


def numbers(token: str) -> set[str]:
    """What a number may be, in Vietnamese and in English: "12,000" is twelve or twelve thousand."""
    whole = re.sub(r"[.,]", "", token)
    found = {whole} if re.fullmatch(r"\d{1,3}([.,]\d{3})+", token) else set()
    if re.fullmatch(r"\d+([.,]\d+)?", token):
        found.add(format(Decimal(token.replace(",", ".")).normalize(), "f"))
    return found or {token}


# --- The table ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a question."""

    question: Question
    reply: Reply
    outcome: str
    seconds: tuple[float, ...]


async def put(questioner: Questioner, asked: Iterable[Question], rounds: int = 1) -> list[Result]:
    """Put the questions; each so many times, to be timed."""
    await questioner.asker.lexicon()
    results = []
    for question in asked:
        times = []
        for _ in range(rounds):
            begun = time.process_time()
            reply = await questioner.asker.answer(question.text)
            times.append(time.process_time() - begun)
        outcome = judge(question, reply, await questioner.rows(question))
        results.append(Result(question, reply, outcome, tuple(times)))
    return results


def summary(results: Iterable[Result]) -> str:
    """The outcomes by kind of question, and the times."""
    results = list(results)
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for result in results:
        by_kind[result.question.kind][result.outcome] += 1
        if result.question.answerable:
            by_kind["all answerable"][result.outcome] += 1
    lines = ["| kind | questions | " + " | ".join(OUTCOMES) + " |", "|---" * 7 + "|"]
    for kind in sorted(by_kind, key=lambda kind: (kind == "all answerable", kind)):
        counts = by_kind[kind]
        cells = " | ".join(str(counts[outcome]) for outcome in OUTCOMES)
        lines.append(f"| {kind} | {counts.total()} | {cells} |")
    times = sorted(1000 * statistics.median(result.seconds) for result in results)
    lines.append(
        f"\nms of processor time a question: median {statistics.median(times):.1f}, "
        f"95 of 100 within {percentile(times, 95):.1f}, all within {times[-1]:.1f}"
    )
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="*", help="questions as TSV")
    parser.add_argument("--rounds", type=int, default=1, help="how often each is asked")
    parser.add_argument("--show", action="store_true", help="print those that are not right")
    given = parser.parse_args(arguments)
    asked = [question for file in given.file or [QUESTIONS] for question in questions(file)]
    results = asyncio.run(put(Questioner(), asked, given.rounds))
    if given.show:
        for result in results:
            if result.outcome != "right":
                asked_for = " ; ".join(result.question.expected)
                print(f"{result.question.number} {result.outcome}: {result.question.text}")
                print(f"  expected: {asked_for}\n  {result.reply.text()}")
    print(summary(results))


if __name__ == "__main__":
    main()
