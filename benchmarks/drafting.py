"""What each rule of drafting is worth: ``python -m benchmarks.drafting``.

The texts of all sets by other writers are read with all rules, and then once without each of them:
what F1 falls to is what the rule is worth. It says too what a kind of text costs that nobody has
thought of yet, so the confidence is measured on it: of what is read otherwise without a rule, the
more should be wrong the lower the confidence is.

Texts, and what the graph knows, are read once, in one process. While a text is read with all rules
it is noted which patterns find something in it; without one of them only those texts are read
again, the others are read as before. It takes a few minutes. Figures of decision 0009 come from
here. ``make eval`` prints it behind the held-out texts.
"""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar
from unittest import mock

from benchmarks.evaluation import Score, Sure, calibration
from benchmarks.unseen import FRESH, TESTS, TEXTS, Read, judge, texts
from dxgraph import corpus
from dxgraph.drafting import pipeline
from dxgraph.drafting.knowledge import learn
from dxgraph.drafting.read import numbers
from dxgraph.drafting.read.lexicon import Lexicon, lexicon
from dxgraph.drafting.understand import beside, cues, deadlines, weighing
from dxgraph.drafting.understand.cues import said
from dxgraph.evidence import Language

_Found = TypeVar("_Found")
NEVER = re.compile(r"(?!)")
Made = Callable[[re.Pattern[str]], Any]
"""What stands for a pattern meanwhile."""

WORDS = {
    "commits": "verbs that set goals",
    "respectively": "a row of levels beside a row of figures",
    "link": "what joins a subject to its figure",
    "quoted": "figures of the country",
    "counted": "four digits that count",
    "perfect": "tenses of the past in English",
    "past": "words of results",
    "compared": "base years",
    "accordingly": "goals told of a document that has been issued",
    "tasks": "parts with tasks",
    "state": "what there is in a place",
    "fact": "how large a place is",
    "attended": "who came to a meeting",
    "level_subjects": "levels by the subject",
    "level_organs": "organs of a level",
    "both": "one figure of two names",
    "aim": "the goal of a result in brackets",
    "project": "what a project costs",
    "budget": "words of money",
    "kept": "kept until a later year",
    "national": "what the country sets",
    "elsewhere": "what another place has",
    "upstream": "what a document from above sets",
    "reached": "shares of a goal reached",
    "goal_behind": "the goal of a result behind it",
    "sets": "goals among results",
    "tally_share": "the share that a tally comes to",
    "from_now": "what there is now, before a goal",
    "level_heads": "levels that head a clause",
    "level_heading": "levels that head a list",
    "settled": "goals that were missed or passed",
    "sanction": "what happens below a mark",
    "acting": "bodies that act or hear",
    "countrywide": "what there is in the whole country",
    "financed": "shares of a sum",
    "level_label": "levels alone before their figure",
    "level_acts": "levels that act right before a figure",
    "at_all_levels": "levels said to be all",
}
"""Fields of the lexicon."""
NUMBERS = {
    "tally": "tallies of goals",
    "out-of": "ranks out of how many",
    "levels": "counts of levels",
    "bound": "bounds inside a name",
    "scale": "points of a whole scale",
    "projects": "projects that a plan consists of",
    "meeting-day": "days without their word",
    "criterion": "numbers of criteria",
    "firms": "lists of firms",
    "crew": "members of each team",
    "phase": "phases of a project",
    "condition": "conditions",
    "numbered": "which one of a name",
    "out-of-places": "ranks out of so many places",
    "of-all": "tallies of things",
    "started": "from where something starts",
}
"""Rules of `numbers.yaml` of reading."""
OTHERS = {
    "deadlines.unset": "years that are said not to be set",
    "deadlines.step": "the year of the next step",
    "beside.of-country": "the country behind a figure",
    "beside.national-label": "the country before a list",
    "beside.abroad": "neighbours of the country",
}
"""Patterns of other modules."""
_MODULES: Mapping[str, Any] = {
    "deadlines": deadlines,
    "beside": beside,
}
CUES = {
    "_place": "cues: part of the document, form of the line",
    "_subject": "cues: who acts, for whom",
    "_beside_it": "cues: what the figure before it is",
    "_goal": "cues: goal words before it",
    "_time": "cues: years about it",
    "_tense": "cues: what has been reached, what changes",
    "_mentioned": "cues: what a text only mentions",
}
"""Methods of `dxgraph.drafting.understand.weighing.Weighing`: cues of a kind together."""
SAID = {
    "replaced": "goals that are replaced or repealed",
    "replaces": "goals that replace others",
    "defined": "criteria that define",
    "tallied": "who stands below a mark",
    "bounds": "how large those are who are meant",
    "basis": "what a document rests on",
    "aside:stands": "what is said aside",
    "denied": "goals that are denied",
    "forecast": "what somebody else forecasts or advises",
    "earlier-version": "what an earlier version said",
    "whole-country": "what the whole country aims at",
    "starts-at": "from which mark something starts",
    "counts-whom": "how many those are who are meant",
    "each-one": "at least one of each",
    "assigned": "goals behind who is to reach them",
    "rises-to": "where something goes that starts elsewhere",
}
"""Cues of `cues.yaml`."""


@contextmanager
def without(rule: str) -> Iterator[None]:
    """While it lasts, drafting does not know a rule."""
    patched: Any
    if rule in NUMBERS:
        patched = mock.patch.dict(*_numbers(rule, lambda _: NEVER))
    elif rule in OTHERS:
        patched = mock.patch.dict(*_other(rule, lambda _: NEVER))
    elif rule in CUES:
        patched = mock.patch.object(weighing.Weighing, rule, return_value=())
    elif rule in SAID:
        patched = mock.patch.object(
            cues, "CUES", tuple(cue for cue in cues.CUES if cue.name != rule)
        )
    else:
        patched = mock.patch.object(pipeline, "lexicon", _knowing_all_but(rule))
    with patched:
        yield


def _numbers(rule: str, made: Made) -> tuple[dict[str, Any], dict[str, Any]]:
    """The table that holds a rule of numbers, and what stands there for it meanwhile."""
    known = numbers.NUMBERS.get(rule)
    if known is None:
        return numbers.SAID, {rule: made(numbers.SAID[rule])}
    said = {language: made(pattern) for language, pattern in known.said.items()}
    return numbers.NUMBERS, {rule: dataclasses.replace(known, said=said)}


def _other(rule: str, made: Made) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same of a pattern of another module."""
    module, _, name = rule.partition(".")
    said = _MODULES[module].SAID
    return said, {name: made(said[name])}


def _knowing_all_but(rule: str) -> Any:
    def known(language: Language) -> Lexicon:
        words = lexicon(language)
        nothing: Any = () if isinstance(getattr(words, rule), tuple) else NEVER
        return Lexicon(vars(words) | {rule: nothing})

    return known


class Watched:
    """A pattern that notes when it finds something."""

    def __init__(self, pattern: re.Pattern[str], rule: str, seen: set[str]) -> None:
        self._pattern, self._rule, self._seen = pattern, rule, seen
        self.groups = pattern.groups

    def _noted(self, found: _Found) -> _Found:
        if found:
            self._seen.add(self._rule)
        return found

    def search(self, *where: Any) -> re.Match[str] | None:
        return self._noted(self._pattern.search(*where))

    def match(self, *where: Any) -> re.Match[str] | None:
        return self._noted(self._pattern.match(*where))

    def fullmatch(self, *where: Any) -> re.Match[str] | None:
        return self._noted(self._pattern.fullmatch(*where))

    def finditer(self, *where: Any) -> Iterator[re.Match[str]]:
        return map(self._noted, self._pattern.finditer(*where))

    def findall(self, *where: Any) -> list[Any]:
        return self._noted(self._pattern.findall(*where))

    def split(self, text: str) -> list[str]:
        self.search(text)
        return self._pattern.split(text)

    def sub(self, new: Any, text: str) -> str:
        self.search(text)
        return self._pattern.sub(new, text)


@contextmanager
def watching(seen: set[str]) -> Iterator[None]:
    """While it lasts, the rules whose patterns find something are noted."""

    def watched(pattern: Any, rule: str) -> Any:
        if isinstance(pattern, tuple):
            return tuple((slug, Watched(each, rule, seen)) for slug, each in pattern)
        return Watched(pattern, rule, seen)

    def known(language: Language) -> Lexicon:
        words = lexicon(language)
        noted: Any = {rule: watched(getattr(words, rule), rule) for rule in WORDS}
        return Lexicon(vars(words) | noted)

    with ExitStack() as patches:
        patches.enter_context(mock.patch.object(pipeline, "lexicon", known))

        def noted(*about: Any) -> Iterator[str]:
            for cue in said(*about):
                seen.add(cue.removesuffix(":count"))
                yield cue

        patches.enter_context(mock.patch.object(weighing, "said", noted))
        for rule in (*NUMBERS, *OTHERS):
            table = _numbers if rule in NUMBERS else _other

            def made(pattern: Any, rule: str = rule) -> Any:
                return watched(pattern, rule)

            patches.enter_context(mock.patch.dict(*table(rule, made)))
        yield


def main() -> int:
    """Print what each rule is worth, and how right proposals are by their confidence."""
    sys.path.insert(0, str(TESTS))
    from support.drafting import as_of_old

    knowledge = as_of_old(learn(corpus.stated()))
    folders = (TEXTS, *FRESH)
    known = [item for folder in folders for item in texts(folder, knowledge)]

    whole: list[Read] = []
    found: list[set[str]] = []
    for item in known:
        found.append(set(CUES))
        with watching(found[-1]):
            whole.append(judge(*item))
    targets = sum(item.whole.known for item in whole)
    print(f"{len(known)} texts, {targets} targets: {_scores(whole)}\n")
    print("| without | lost | wrong | values F1 | whole F1 |")
    print("|---|---|---|---|---|")
    changed: list[Sure] = []
    rows: list[tuple[float, str]] = []
    names: Mapping[str, str] = {**WORDS, **NUMBERS, **OTHERS, **CUES, **SAID}
    for rule, name in names.items():
        with without(rule):
            less = [
                judge(*item) if rule in seen else read
                for item, seen, read in zip(known, found, whole, strict=True)
            ]
        before, after = _total(whole), _total(less)
        lost = before.right - after.right
        wrong = after.proposed - after.right - before.proposed + before.right
        rows.append((after.f1, f"| {name} | {lost} | {wrong} | {_scores(less)} |"))
        pairs = zip(less, whole, strict=True)
        changed += [each for now, then in pairs if now.sure != then.sure for each in now.sure]

    print("\n".join(row for _, row in sorted(rows)))
    print(f"\n## confidence where a rule is lacking\n\n{calibration(changed)}")
    return 0


def _total(results: Sequence[Read]) -> Score:
    return sum((item.whole for item in results), Score(0, 0, 0))


def _scores(results: Sequence[Read]) -> str:
    values = sum((item.values for item in results), Score(0, 0, 0))
    return f"{values.f1:.3f} | {_total(results).f1:.3f}"


if __name__ == "__main__":
    sys.exit(main())
