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
from benchmarks.evaluation import Sure, calibration
from benchmarks.unseen import FRESH, TESTS, TEXTS, cases_of, read_all
from dxgraph import corpus
from dxgraph.drafting.knowledge import Knowledge, learn
from dxgraph.drafting.pipeline import draft
from dxgraph.drafting.read.context import Sentence
from dxgraph.drafting.read.years import Due
from dxgraph.drafting.understand import assembly, weighing
from dxgraph.drafting.understand.assembly import JUDGED
from dxgraph.drafting.understand.figure_words import Reading
from dxgraph.drafting.understand.weighing import CERTAIN, Weighing
from dxgraph.evidence import read_text

_SELDOM = 3
"""A cue of fewer figures is not learned."""
_STEPS = 800
_PULL = 0.1
"""How strongly weights are drawn to nought."""
_LEAST = 0.1
_PULL_OF_DOUBTS = 1.0
"""The same of doubts, of which there is much less to learn from."""
_CAUTION = 0.5
"""What is taken from the log-odds of all proposals: the kinds of writing of the sets have been
mended since they were first read, and a text that comes next is read worse."""
_SOURCES = "sources"
_ROOM = Path(weighing.__file__).parent


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
"""What holds of all, and what each cue or doubt adds."""
Row = tuple[frozenset[str], bool]
"""What is said of something, and whether it is right."""


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
        yield _SOURCES, list(seen)


def fit(texts: Iterable[Sequence[Seen]]) -> Weights:
    """What the cues weigh, learned from these texts."""
    rows: Counter[Row] = Counter()
    for text in texts:
        pairs = zip((None, *text), text, strict=False)
        rows.update(
            (frozenset(item.beside(last, bool(last and last.goal))), item.goal)
            for last, item in pairs
        )
    bias, learned = regression(rows, _PULL)
    return bias, {**learned, **CERTAIN}


def fit_confidence(proposals: Iterable[Sure]) -> Weights:
    """What the doubts weigh, learned from these proposals; none makes a proposal surer."""
    rows = Counter((item.doubts.difference(JUDGED), item.right) for item in proposals)
    bias, learned = regression(rows, _PULL_OF_DOUBTS, most=0.0)
    return round(bias - _CAUTION, 1), learned


def regression(rows: Mapping[Row, int], pull: float, most: float = math.inf) -> Weights:
    """The weights of a logistic regression, by steps that shrink with what has been walked."""
    often: Counter[str] = Counter()
    for (held, _), count in rows.items():
        often.update(dict.fromkeys(held, count))
    names = sorted(cue for cue, count in often.items() if count >= _SELDOM)
    places = {cue: number for number, cue in enumerate(names)}
    data = sorted(
        ([places[cue] for cue in sorted(held) if cue in places], right, count)
        for (held, right), count in rows.items()
    )
    found, walked = [0.0] * len(names), [1e-6] * len(names)
    bias, bias_walked = 0.0, 1e-6
    for _ in range(_STEPS):
        slope = [pull * weight for weight in found]
        bias_slope = 0.0
        for numbers, right, count in data:
            total = bias + sum(found[number] for number in numbers)
            wrong = count * (1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - right)
            bias_slope += wrong
            for number in numbers:
                slope[number] += wrong
        bias_walked += bias_slope**2
        bias -= 0.5 * bias_slope / math.sqrt(bias_walked)
        for number, step in enumerate(slope):
            walked[number] += step**2
            found[number] = min(most, found[number] - 0.5 * step / math.sqrt(walked[number]))
    return round(bias, 1), {cue: round(found[number], 1) for cue, number in places.items()}


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


def read_by_others(
    texts: Mapping[str, Sequence[Sequence[Seen]]], knowledge: Knowledge
) -> tuple[str, dict[str, list[Sure]]]:
    """How each set fares with the weights of all the others, as Markdown; and what is then proposed
    of the sets by other writers and of the graph's sources."""
    rows = ["| held out | goals found | missed | taken wrongly |", "|---|---|---|---|"]
    proposed: dict[str, list[Sure]] = {}
    by_others = {folder.name: folder for folder in (TEXTS, *FRESH)}
    for name, held in texts.items():
        bias, learned = fit(_all_but(name, texts))
        total = sum((judge(text, (bias, learned)) for text in held), Counter[str]())
        rows.append(f"| {name} | {total['found']} | {total['missed']} | {total['wrong']} |")
        with mock.patch.multiple(weighing, BIAS=bias, LEARNED=learned):
            if name in by_others:
                read = read_all(knowledge, by_others[name])
                proposed[name] = [each for item in read for each in item.sure]
            elif name == _SOURCES:
                proposed[name] = list(evaluation.held_out(corpus.build()))
    return "\n".join(rows), proposed


def confidence_by_others(proposed: Mapping[str, Sequence[Sure]]) -> Iterator[Sure]:
    """The proposals of the sets by other writers, each as sure as those of all the others say."""
    for name, held in proposed.items():
        if name == _SOURCES:
            continue
        others = [item for other, every in proposed.items() if other != name for item in every]
        bias, learned = fit_confidence(others)
        with mock.patch.multiple(assembly, SURE_OF_ITSELF=bias, LEARNED={**JUDGED, **learned}):
            for item in held:
                yield item._replace(confidence=assembly.confidence(item.doubts))


def _all_but(name: str, texts: Mapping[str, Sequence[Sequence[Seen]]]) -> Iterator[Sequence[Seen]]:
    """The texts of all other sets; each form of our own stands for a kind of writing, and counts
    twice."""
    for other, every in texts.items():
        for text in every if other != name else ():
            yield from (text, text) if other == "drafting" else (text,)


def write_weights(learned: Weights) -> None:
    """Write what the cues weigh into their file, whose head with what is set by hand stays."""
    bias, weight = learned
    kept = {cue: value for cue, value in weight.items() if cue not in CERTAIN}
    path = _ROOM / "weights.yaml"
    head = path.read_text(encoding="utf-8").partition("\nbias:")[0]
    path.write_text(f"{head}\nbias: {bias}\nweights:\n{_lines(kept)}", encoding="utf-8")


def write_confidence(learned: Weights) -> None:
    """Write what the doubts weigh into their file, whose head with what is judged by hand stays."""
    sure, weight = learned
    path = _ROOM / "confidence.yaml"
    head = path.read_text(encoding="utf-8").partition("\nsure:")[0]
    path.write_text(f"{head}\nsure: {sure}\nlearned:\n{_lines(weight)}", encoding="utf-8")


def _lines(weights: Mapping[str, float]) -> str:
    kept = sorted((value, name) for name, value in weights.items() if abs(value) >= _LEAST)
    return "".join(f'  "{name}": {value}\n' for value, name in kept)


def main() -> int:
    """Print the tables, or write what is learned."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", choices=("weights", "confidence"), help="write what all teach")
    parser.add_argument("folders", nargs="*", type=Path, help="of more labelled texts")
    wanted = parser.parse_args()
    sys.path.insert(0, str(TESTS))
    from support.drafting import as_of_old

    texts: dict[str, list[list[Seen]]] = defaultdict(list)
    knowledge = as_of_old(learn(corpus.stated()))
    for name, seen in gather(knowledge, wanted.folders):
        texts[name].append(seen)
    if wanted.write == "weights":
        write_weights(fit(_all_but("", texts)))
        return 0
    held_out, proposed = read_by_others(texts, knowledge)
    if wanted.write == "confidence":
        write_confidence(fit_confidence(item for every in proposed.values() for item in every))
        return 0
    print(held_out)
    told = calibration(confidence_by_others(proposed))
    print(f"\n## Confidence, each set weighed by the others\n\n{told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
