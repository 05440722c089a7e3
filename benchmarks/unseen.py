"""How well texts by somebody who had not read the rules are read: ``python -m benchmarks.unseen``.

The texts of ``tests/drafting/unseen`` were written from the names of the kinds alone, about places
that there are not, before the code was run on any of them. Of each figure that a careful reader
takes for a target it is counted whether its value is proposed, and whether comparator, level and
deadline are right with it (whole). Those with an even number were not looked at when the rules were
first mended by the others; by now all have been. The texts of ``tests/drafting/fresh`` came later,
by another writer, those of ``tests/drafting/fresh-second`` later still, blind as well; each set was
scored before anybody had read one of its texts (`FRESH`), and then they were read.

``make eval`` prints it behind the held-out texts, and how right proposals are by their confidence.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.evaluation import Score, Sure, calibration
from dxgraph import corpus
from dxgraph.drafting import Draft, Proposal
from dxgraph.drafting.knowledge import Knowledge, learn
from dxgraph.drafting.read.identity import identify
from dxgraph.errors import UsageError

TESTS = Path(__file__).resolve().parents[1] / "tests"
TEXTS = TESTS / "drafting" / "unseen"
FRESH = {
    TESTS / "drafting" / "fresh": "values 0.81, whole 0.74",
    TESTS / "drafting" / "fresh-second": "values 0.89, whole 0.73",
    TESTS / "drafting" / "fresh-third": "values 0.86, whole 0.82",
    TESTS / "drafting" / "fresh-fourth": "values 0.77, whole 0.62",
    TESTS / "drafting" / "fresh-fifth": "values 0.83, whole 0.73",
    TESTS / "drafting" / "fresh-sixth": "values 0.76, whole 0.62",
    TESTS / "drafting" / "fresh-seventh": "values 0.92, whole 0.79",
    TESTS / "drafting" / "fresh-eighth": "values 0.88, whole 0.81",
    TESTS / "drafting" / "fresh-ninth": "values 0.76, whole 0.51",
    TESTS / "drafting" / "fresh-tenth": "values 0.88, whole 0.77",
    TESTS / "drafting" / "fresh-eleventh": "values 0.92, whole 0.84",
    TESTS / "drafting" / "fresh-twelfth": "values 0.78, whole 0.58",
    TESTS / "drafting" / "fresh-thirteenth": "values 0.73, whole 0.47",
    TESTS / "drafting" / "fresh-fourteenth": "values 0.80, whole 0.67",
    TESTS / "drafting" / "fresh-fifteenth": "values 0.81, whole 0.67",
    TESTS / "drafting" / "fresh-sixteenth": "values 0.93, whole 0.88",
    TESTS / "drafting" / "fresh-seventeenth": "values 0.82, whole 0.72",
    TESTS / "drafting" / "fresh-eighteenth": "values 0.87, whole 0.77",
    TESTS / "drafting" / "fresh-nineteenth": "values 0.95, whole 0.89",
    TESTS / "drafting" / "fresh-twentieth": "values 0.93, whole 0.88",
    TESTS / "drafting" / "fresh-twenty-first": "values 0.96, whole 0.88",
    TESTS / "drafting" / "fresh-twenty-second": "values 0.96, whole 0.91",
}
"""Texts that came later, and what they scored before anybody had read one."""
_NOTHING = Score(0, 0, 0)
_WRITTEN = 2025
"""When a text was written that neither says so nor comes with a day: at the end of this year, or at
the beginning of that by which its first target is due, where that is before. Whoever drafts one
knows it, and what is past hangs on it."""
_OF_TIME = re.compile(
    r"\b(?:tháng|quý|first|half|quarter)\b[^\n]{0,24}?\b(20\d\d)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Read:
    """A text, and how its figures were read."""

    name: str
    values: Score
    whole: Score
    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    sure: tuple[Sure, ...] = ()
    """Each proposal. One that is named by verbs alone is not right: it says nothing of anything."""

    @property
    def kept_aside(self) -> bool:
        """Whether nobody had looked at it when rules were first mended."""
        return int(self.name.partition("-")[0]) % 2 == 0


def read_all(knowledge: Knowledge, folder: Path = TEXTS) -> list[Read]:
    """The texts of a folder, each read and compared with what its writer says is in it."""
    return [judge(*item) for item in texts(folder, knowledge)]


def judge(name: str, text: Mapping[str, Any], read: Callable[[], Draft]) -> Read:
    """Read a text, and compare what is proposed with what its writer says is in it."""
    line, written = _forms()
    draft = read()
    wanted, found = text["targets"], written(draft, "target")
    proposed = [(line(item), item) for item in draft.proposals if item.kind == "target"]
    if text.get("deadlines") == "years":  # its writer gives no days
        wanted, found = list(map(_by_year, wanted)), list(map(_by_year, found))
        proposed = [(_by_year(said), item) for said, item in proposed]
    return replace(compare(name, wanted, found), sure=tuple(_sure(wanted, proposed)))


def _by_year(line: str) -> str:
    """A line of the texts with the year of its deadline alone."""
    printed, indicator, level, due, *figure = line.split(" | ")
    return " | ".join((printed, indicator, level, due[:4], *figure))


def cases_of(
    folder: Path, knowledge: Knowledge
) -> Iterator[tuple[str, list[tuple[str, str]], Callable[[], Draft]]]:
    """The texts of a folder with what is printed of their targets and its value, and how each is
    read."""
    for _, text, read in texts(folder, knowledge):
        figures = [(line, figure) for line in text["targets"] if (figure := _figure(line))]
        known = [(line.split(" | ")[0], figure[0].partition("-")[0]) for line, figure in figures]
        yield text["text"], known, read


def _forms() -> tuple[Callable[[Proposal], str], Callable[[Draft, str], list[str]]]:
    sys.path[:0] = [str(TESTS), str(TESTS / "drafting" / "understand")]
    from test_drafting_forms import line, written

    return line, written


def texts(
    folder: Path, knowledge: Knowledge
) -> Iterator[tuple[str, dict[str, Any], Callable[[], Draft]]]:
    _forms()
    from test_drafting_forms import case, read

    """The texts of a folder, each with its name and how it is read."""
    for path in sorted(folder.glob("*.yaml")):
        text = case(path)
        if folder != TESTS / "drafting":
            _dated(text, knowledge)

        def reading(text: dict[str, Any] = text) -> Draft:
            try:
                return read(text, knowledge)
            except UsageError:  # a number that no type has the form of: whoever drafts gives it
                text["document"]["number"] = "50/KH-UBND"
                return read(text, knowledge)

        yield path.stem, text, reading


def _dated(text: dict[str, Any], knowledge: Knowledge) -> None:
    """Give a text without a day the one that its writer gives, or that it says of itself."""
    document = text.setdefault("document", {})
    if "date" not in document:
        day = identify(text["text"], knowledge).day
        dues = (line.split(" | ")[3][:4] for line in text["targets"])
        first = min((int(due) for due in dues if due.isdigit()), default=_WRITTEN + 1)
        last = f"{first}-01-01" if first <= _WRITTEN else f"{_WRITTEN}-12-31"
        reported = _OF_TIME.search(text["text"][:200])
        last = f"{reported[1]}-10-01" if reported else last
        document["date"] = text.get("written") or (day.value if day else last)


def compare(name: str, wanted: Iterable[str], proposed: Iterable[str]) -> Read:
    """What of the wanted figures is proposed; goals without a figure are left out."""
    known, found = (list(filter(None, map(_figure, lines))) for lines in (wanted, proposed))
    values = _score([figure[0] for figure in known], [figure[0] for figure in found])
    whole = _score(known, found)
    missed, wrong = Counter(known) - Counter(found), Counter(found) - Counter(known)
    return Read(name, values, whole, tuple(_told(missed)), tuple(_told(wrong)))


def _sure(wanted: Iterable[str], proposed: Iterable[tuple[str, Proposal]]) -> Iterator[Sure]:
    left = Counter(filter(None, map(_figure, wanted)))
    for said, item in proposed:
        figure = _figure(said)
        if figure:
            right = left[figure] > 0 and "indicator-unnamed" not in item.reasons
            yield Sure(item.confidence, right, frozenset(item.reasons))
            left[figure] -= 1


def _figure(line: str) -> tuple[str, str, str, str] | None:
    """Value, comparator, level and deadline of a line of the texts. A range may be written with two
    dots, no deadline with a dash, and a year as its last day."""
    _, _, level, due, *figure = (part.strip() for part in line.split(" | "))
    if not figure:
        return None
    comparator, _, value = figure[0].partition(" ")
    due = "None" if due == "-" else due.removesuffix("-12-31")
    return value.replace("..", "-"), comparator, level, due


def _score(known: Iterable[object], found: Iterable[object]) -> Score:
    wanted, proposed = Counter(known), Counter(found)
    right = (wanted & proposed).total()
    return Score(right, proposed.total(), wanted.total())


def _told(figures: Counter[tuple[str, str, str, str]]) -> Iterator[str]:
    for value, comparator, level, due in sorted(figures.elements()):
        yield f"{comparator} {value}, {level}, {due}"


def table(results: Iterable[Read]) -> str:
    """Precision, recall and F1 of values and of whole figures, of both halves, as Markdown."""
    every = list(results)
    halves = {
        "looked at first": [item for item in every if not item.kept_aside],
        "kept aside then": [item for item in every if item.kept_aside],
        "all": every,
    }
    rows = [
        "| unseen | texts | values P | R | F1 | whole P | R | F1 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, items in halves.items():
        values = sum((item.values for item in items), _NOTHING)
        whole = sum((item.whole for item in items), _NOTHING)
        parts = " | ".join(
            f"{part:.2f}"
            for score in (values, whole)
            for part in (score.precision, score.recall, score.f1)
        )
        rows.append(f"| {name} | {len(items)} | {parts} |")
    return "\n".join(rows)


def main() -> int:
    """Print the table, and what was missed in texts that have been looked at."""
    sys.path.insert(0, str(TESTS))
    from support.drafting import as_of_old

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TEXTS
    knowledge = as_of_old(learn(corpus.stated()))
    results = read_all(knowledge, folder)
    print(table(results))
    if folder == TEXTS:
        by_others = list(results)
        for later, first in FRESH.items():
            fresh = read_all(knowledge, later)
            by_others += fresh
            *head, _, _, every = table(fresh).splitlines()  # all were looked at, at once
            told = "\n".join((*head, every))
            print(f"\n## Texts of {later.name} (before anybody had read one: {first})\n\n{told}")
        sure = [each for item in by_others for each in item.sure]
        print(f"\n## Confidence in texts by others\n\n{calibration(sure)}\n")
    elif folder not in FRESH:
        sure = [each for item in results for each in item.sure]
        print(f"\n## Confidence\n\n{calibration(sure)}\n")
    for item in results:
        if not (item.kept_aside and folder == TEXTS):
            for said, lines in (("missed", item.missed), ("wrong", item.wrong)):
                for line in lines:
                    print(f"- {item.name}: {said}: {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
