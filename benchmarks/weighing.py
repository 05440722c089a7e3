"""What the cues of goals weigh, learned from labelled texts: ``python -m benchmarks.weighing``.

Each figure that drafting weighs is looked up among the targets of its text; the weights are those
of a logistic regression over all texts at hand (the graph's own sources, the forms, the sets by
other writers), found step by step and always the same. It prints how many figures are taken wrongly
or missed in each set when the weights come from all the others, and how right proposals then are by
their confidence (``make eval`` prints it behind the held-out texts); ``--write`` writes those that
are learned from all into ``weights.yaml`` of `weighing`.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from benchmarks import evaluation
from benchmarks.evaluation import calibration
from benchmarks.unseen import FRESH, TESTS, TEXTS, cases_of, read_all
from dxgraph import corpus
from dxgraph.drafting.knowledge import Knowledge, learn
from dxgraph.drafting.pipeline import draft
from dxgraph.drafting.read.context import Due, Sentence
from dxgraph.drafting.understand import weighing
from dxgraph.drafting.understand.reading import Reading
from dxgraph.drafting.understand.weighing import CERTAIN, Weighing
from dxgraph.evidence import read_text

_SELDOM = 3
"""A cue of fewer figures is not learned."""
_STEPS = 800
_PULL = 0.1
"""How strongly weights are drawn to nought."""
_LEAST = 0.1
_FILE = Path(weighing.__file__).with_name("weights.yaml")


@dataclass(slots=True)
class Seen:
    """A figure that was weighed."""

    begin: int
    end: int
    value: str
    cues: set[str]
    sentence: int
    block: int
    piece: tuple[int, int]
    goal: bool = False

    def beside(self, before: Seen | None, goal: bool) -> set[str]:
        """Its cues, with what the figure before it is."""
        found = {cue for cue in self.cues if not cue.startswith("beside:")}
        if "clause" in found and before and before.block == self.block:
            near = "piece" if before.piece == self.piece else "sentence"
            near = near if before.sentence == self.sentence else "block"
            found.add(f"beside:{'goal' if goal else 'none'}:{near}")
        return found


Weights = tuple[float, Mapping[str, float]]


def gather(knowledge: Knowledge, more: Sequence[Path] = ()) -> Iterator[tuple[str, list[Seen]]]:
    """The figures of each text, in their order, by the set that it belongs to."""
    seen: list[Seen] = []
    plain = Weighing.cues

    def cues(
        self: Weighing, sentence: Sentence, reading: Reading, due: Due | None
    ) -> dict[str, str]:
        found = plain(self, sentence, reading, due)
        figure = reading.figure
        value = f"{figure.value.normalize():f}" if figure.value is not None else ""
        place = (sentence.begin, sentence.block.begin, reading.piece)
        seen.append(Seen(figure.begin, figure.end, value, set(found), *place))
        return found

    setattr(Weighing, "cues", cues)  # noqa: B010
    try:
        for folder in (TESTS / "drafting", TEXTS, *FRESH, *more):
            for text, targets, read in cases_of(folder, knowledge):
                seen.clear()
                read()
                _label(seen, text, targets)
                yield folder.name, list(seen)
        yield from _sources(seen)
    finally:
        setattr(Weighing, "cues", plain)  # noqa: B010


def _label(seen: Iterable[Seen], text: str, targets: Iterable[tuple[str, str]]) -> None:
    for printed, value in targets:
        for part in printed.split(" + "):
            at = text.find(part)
            while at >= 0:
                for item in seen:
                    inside = item.begin < at + len(part) and at < item.end
                    item.goal = item.goal or (inside and item.value == value)
                at = text.find(part, at + 1)


def _sources(seen: list[Seen]) -> Iterator[tuple[str, list[Seen]]]:
    """The graph's own texts, where they are at hand."""
    snapshot = corpus.build()
    known = learn(snapshot.store)
    for case in evaluation.cases(snapshot):
        path = evaluation.SOURCES / f"{case.source}.txt"
        if not path.exists():
            continue
        seen.clear()
        text = read_text(path)
        draft(
            text,
            territory=case.territory,
            type=case.type,
            number=case.number,
            date=case.day,
            knowledge=known,
        )
        spans = [span for target in case.targets for span in target.spans]
        for item in seen:
            item.goal = any(begin < item.end and item.begin < end for begin, end in spans)
        yield "sources", list(seen)


def fit(texts: Iterable[Sequence[Seen]]) -> Weights:
    """The weights of a logistic regression, by steps that shrink with what has been walked."""
    rows = []
    for text in texts:
        pairs = zip((None, *text), text, strict=False)
        rows += [(item.beside(last, bool(last and last.goal)), item) for last, item in pairs]
    often = Counter(cue for cues, _ in rows for cue in cues)
    names = sorted(cue for cue, count in often.items() if count >= _SELDOM)
    places = {cue: number for number, cue in enumerate(names)}
    data = [
        ([places[cue] for cue in sorted(cues) if cue in places], item.goal) for cues, item in rows
    ]
    found, walked = [0.0] * len(names), [1e-6] * len(names)
    bias, bias_walked = 0.0, 1e-6
    for _ in range(_STEPS):
        slope = [_PULL * weight for weight in found]
        bias_slope = 0.0
        for held, goal in data:
            total = bias + sum(found[number] for number in held)
            wrong = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - goal
            bias_slope += wrong
            for number in held:
                slope[number] += wrong
        bias_walked += bias_slope**2
        bias -= 0.5 * bias_slope / math.sqrt(bias_walked)
        for number, step in enumerate(slope):
            walked[number] += step**2
            found[number] -= 0.5 * step / math.sqrt(walked[number])
    learned = {cue: round(found[number], 1) for cue, number in places.items()}
    return round(bias, 1), {**learned, **CERTAIN}


def judge(text: Sequence[Seen], learned: Weights) -> Counter[str]:
    """How many goals of a text are found and missed, and how many other figures are taken."""
    bias, weight = learned
    found: Counter[str] = Counter()
    before, was = None, False
    for item in text:
        was = bias + sum(weight.get(cue, 0.0) for cue in item.beside(before, was)) > 0
        before = item
        found["found" if was and item.goal else "wrong" if was else "missed"] += was or item.goal
    return found


def table(texts: Mapping[str, Sequence[Sequence[Seen]]], knowledge: Knowledge) -> str:
    """Each set with the weights of all the others, and how right what is then proposed of the sets
    by other writers is by its confidence."""
    rows = ["| held out | goals found | missed | taken wrongly |", "|---|---|---|---|"]
    sure: list[tuple[float, bool]] = []
    by_others = {folder.name: folder for folder in (TEXTS, *FRESH)}
    for name, held in texts.items():
        learned = fit(_all_but(name, texts))
        total = sum((judge(text, learned) for text in held), Counter[str]())
        rows.append(f"| {name} | {total['found']} | {total['missed']} | {total['wrong']} |")
        if name in by_others:
            with mock.patch.multiple(weighing, BIAS=learned[0], LEARNED=learned[1]):
                read = read_all(knowledge, by_others[name])
            sure += [each for item in read for each in item.sure]
    told = "\n".join(rows)
    return f"{told}\n\n## Confidence, each set weighed by the others\n\n{calibration(sure)}"


def _all_but(name: str, texts: Mapping[str, Sequence[Sequence[Seen]]]) -> Iterator[Sequence[Seen]]:
    """The texts of all other sets; each form of our own stands for a kind of writing, and counts
    twice."""
    for other, every in texts.items():
        for text in every if other != name else ():
            yield from (text, text) if other == "drafting" else (text,)


def written(learned: Weights) -> str:
    """The file of the weights."""
    bias, weight = learned
    kept = sorted(
        (value, cue) for cue, value in weight.items() if abs(value) >= _LEAST and cue not in CERTAIN
    )
    head = _FILE.read_text(encoding="utf-8").partition("\n")[0]
    return "\n".join(
        (head, f"bias: {bias}", "weights:", *(f'  "{cue}": {value}' for value, cue in kept), "")
    )


def main() -> int:
    """Print the table, or write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the weights of all texts")
    parser.add_argument("folders", nargs="*", type=Path, help="of more labelled texts")
    wanted = parser.parse_args()
    sys.path.insert(0, str(TESTS))
    from support.drafting import as_of_old

    texts: dict[str, list[list[Seen]]] = defaultdict(list)
    knowledge = as_of_old(learn(corpus.stated()))
    for name, seen in gather(knowledge, wanted.folders):
        texts[name].append(seen)
    if wanted.write:
        learned = fit(_all_but("", texts))
        _FILE.write_text(written(learned), encoding="utf-8")
    else:
        print(table(texts, knowledge))
    return 0


if __name__ == "__main__":
    sys.exit(main())
