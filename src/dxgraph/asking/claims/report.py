"""What is said of each figure of a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dxgraph.asking.answer.statement import Statement
from dxgraph.asking.answer.wording import say
from dxgraph.asking.claims.claim import Claim
from dxgraph.asking.claims.verdicts import PRINTED_SO
from dxgraph.asking.graph.lexicon import Lexicon, Outcome
from dxgraph.catalogue.parameters import short_form
from dxgraph.evidence import Language


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim with what the graph says of it."""

    claim: Claim
    language: Language
    verdict: str
    words: str
    """The verdict in words."""
    sentence: str
    statements: tuple[Statement, ...]
    """What it rests on: the printed figures that agree or differ."""
    outcomes: tuple[Outcome, ...] = ()
    named_another: bool = False
    """Whether the claim names another document than the one in which it is printed."""
    alike: tuple[Statement, ...] = ()
    """Of a claim that is not understood, the goals of its areas and year that have its figure: it
    may speak of them, and nothing is decided by them."""
    unread: tuple[str, ...] = ()
    """Of such a claim, the words that are not known to change nothing."""

    def data(self, lexicon: Lexicon) -> dict[str, Any]:
        claim, figure = self.claim, self.claim.figure
        return {
            "claim": {
                "text": claim.text,
                "areas": [short_form(iri) for iri in claim.areas],
                "indicators": [short_form(iri) for iri in claim.indicators],
                "year": claim.year,
                "level": short_form(claim.level) if claim.level else None,
                "documents": [short_form(iri) for iri in claim.document],
                "comparator": figure.comparator if figure else None,
                "value": str(figure.value) if figure else None,
                "unit": figure.unit if figure else None,
                "taken_over": list(claim.taken_over),
                "indicator_is_likely": claim.likely is not None,
            },
            "verdict": self.verdict,
            "verdict_in_words": self.words,
            "sentence": self.sentence,
            "statements": [s.data(lexicon, self.language) for s in self.statements],
            "held_with_this_figure": [s.data(lexicon, self.language) for s in self.alike],
            "words_not_understood": [*self.unread],
            "results": [
                {
                    "iri": outcome.iri,
                    "label": outcome.labels.get(self.language, outcome.iri),
                    "value": str(outcome.value),
                    "year": outcome.year,
                    "place": outcome.place,
                    "address": outcome.address,
                }
                for outcome in self.outcomes
            ],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What is said of each figure of a text, or of the one claim that was given in parts."""

    language: Language
    snapshot: str
    checked: tuple[Checked, ...]
    lexicon: Lexicon = field(repr=False)

    @property
    def all_printed_so(self) -> bool:
        """Whether there is a claim, each printed so, and in the document that it names."""
        return bool(self.checked) and all(
            c.verdict == PRINTED_SO and not c.named_another for c in self.checked
        )

    def data(self) -> dict[str, Any]:
        """The report for JSON."""
        return {
            "language": self.language,
            "snapshot": self.snapshot,
            "all_printed_so": self.all_printed_so,
            "claims": [checked.data(self.lexicon) for checked in self.checked],
        }

    def text(self) -> str:
        """The report for a terminal."""
        if not self.checked:
            return say(self.language, "no-figure-in-text") + "\n"
        return "".join(f"{checked.claim.text}\n  {checked.sentence}\n" for checked in self.checked)
