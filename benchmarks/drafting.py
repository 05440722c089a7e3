"""What each rule of drafting is worth: ``python -m benchmarks.drafting``.

The small texts of ``tests/drafting`` are read with all rules, and then once without each of them.
What is lost or wrong then is what the rule is worth. It says too what a kind of text costs that
nobody has thought of yet, so the confidence is measured on it: of what is read otherwise without a
rule, the more should be wrong the lower the confidence is.

Figures of decision 0009 come from here. ``make eval`` prints it behind the held-out texts.
"""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from dxgraph import corpus
from dxgraph.drafting import Draft, pipeline
from dxgraph.drafting.evaluation import calibration
from dxgraph.drafting.knowledge import learn
from dxgraph.drafting.read import numbers
from dxgraph.drafting.read.lexicon import Lexicon, lexicon
from dxgraph.evidence import Language

TESTS = Path(__file__).resolve().parents[1] / "tests"
NEVER = re.compile(r"(?!)")

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
    "both": "one figure of two names",
    "aim": "the goal of a result in brackets",
    "project": "what a project costs",
    "budget": "words of money",
    "kept": "kept until a later year",
    "national": "what the country sets",
    "elsewhere": "what another place has",
    "upstream": "what a document from above sets",
    "reached": "shares of a goal reached",
    "gloss": "ranks said again in brackets",
    "goal_behind": "the goal of a result behind it",
    "sets": "goals among results",
    "tally_share": "the share that a tally comes to",
    "from_now": "what there is now, before a goal",
    "level_heads": "levels that head a clause",
    "level_heading": "levels that head a list",
    "carried": "what has been done with so many",
    "settled": "goals that were missed or passed",
    "since": "changes since a time that is over",
    "sanction": "what happens below a mark",
    "acting": "bodies that act or hear",
    "possesses": "what a place has",
    "countrywide": "what there is in the whole country",
    "financed": "shares of a sum",
}
"""Fields of the lexicon."""
NUMBERS = {
    "_TALLY": "tallies of goals",
    "_OUT_OF": "ranks out of how many",
    "_LEVELS": "counts of levels",
    "_BOUND": "bounds inside a name",
    "_SCALE": "points of a whole scale",
    "_PROJECTS": "projects that a plan consists of",
    "_MEETING_DAY": "days without their word",
    "_CRITERION": "numbers of criteria",
    "_NTH": "ordinals in English",
    "_FIRMS": "lists of firms",
    "_CREW": "members of each team",
    "_PHASE": "phases of a project",
    "_CONDITION": "conditions",
    "_NUMBERED": "which one of a name",
    "_OUT_OF_PLACES": "ranks out of so many places",
}
"""Patterns of `dxgraph.drafting.read.numbers`."""


@contextmanager
def without(rule: str) -> Iterator[None]:
    """While it lasts, drafting does not know a rule."""
    if rule in NUMBERS:
        with mock.patch.object(numbers, rule, NEVER):
            yield
        return

    def known(language: Language) -> Lexicon:
        words = lexicon(language)
        nothing: Any = () if isinstance(getattr(words, rule), tuple) else NEVER
        return dataclasses.replace(words, **{rule: nothing})

    with mock.patch.object(pipeline, "lexicon", known):
        yield


def main() -> int:
    """Print what each rule is worth, and how right proposals are by their confidence."""
    sys.path[:0] = [str(TESTS), str(TESTS / "drafting")]
    from drafting_support import as_of_old
    from test_drafting_forms import CASES, case, line, read

    knowledge = as_of_old(learn(corpus.stated()))
    texts = {path.stem: case(path) for path in CASES}

    def proposed(draft: Draft, targets: list[str]) -> list[tuple[str, float, bool]]:
        left = list(targets)
        found = []
        for item in draft.proposals:
            if item.kind == "target":
                said = line(item)
                right = said in left
                if right:
                    left.remove(said)
                found.append((said, item.confidence, right))
        return found

    def run() -> dict[str, list[tuple[str, float, bool]]]:
        return {
            name: proposed(read(text, knowledge), text["targets"]) for name, text in texts.items()
        }

    known = sum(len(text["targets"]) for text in texts.values())
    whole = run()
    right = sum(good for items in whole.values() for *_, good in items)
    every = sum(map(len, whole.values()))
    print(f"{len(texts)} small texts, {known} targets: {right} right of {every} proposed\n")
    print("| without | lost | wrong | F1 |")
    print("|---|---|---|---|")
    changed: list[tuple[float, bool]] = []
    rows: list[tuple[float, str]] = []
    names: Mapping[str, str] = {**WORDS, **NUMBERS}
    for rule, name in names.items():
        with without(rule):
            less = run()
        good = sum(flag for items in less.values() for *_, flag in items)
        total = sum(map(len, less.values()))
        f1 = 2 * good / (total + known)
        rows.append((f1, f"| {name} | {right - good} | {total - good} | {f1:.3f} |"))
        changed += [
            (confidence, flag)
            for text, items in less.items()
            if items != whole[text]
            for _, confidence, flag in items
        ]

    print("\n".join(row for _, row in sorted(rows)))
    print(f"\n## confidence where a rule is lacking\n\n{calibration(changed)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
