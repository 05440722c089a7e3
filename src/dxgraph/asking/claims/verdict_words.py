"""What the graph says of a claim, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from dxgraph.asking.answer.statement import Statement
from dxgraph.asking.answer.wording import asked_figure, headed, listed, place_words, say
from dxgraph.asking.claims.claim import Claim
from dxgraph.asking.claims.quoted import says_comparator
from dxgraph.asking.claims.verdicts import (
    ANY_LEVEL,
    NOT_HELD,
    OTHER_YEAR_OR_LEVEL,
    VERDICTS,
    is_of_one_level,
)
from dxgraph.asking.graph.lexicon import Lexicon, Outcome
from dxgraph.evidence import Language


class VerdictWords:
    """What is said of one claim."""

    def __init__(self, claim: Claim, lexicon: Lexicon, language: Language) -> None:
        self.claim, self.lexicon, self.language = claim, lexicon, language

    def say(self, name: str, /, **values: object) -> str:
        return say(self.language, name, **values)

    def verdict(self, verdict: str, shown: Sequence[Statement]) -> str:
        """The verdict in words. A claim that names no level is not told to name another."""
        if verdict == OTHER_YEAR_OR_LEVEL and shown and is_of_one_level(self.claim, shown):
            return self.say("for-that-level")
        return VERDICTS[verdict][self.language]

    def sentence(
        self,
        verdict: str,
        shown: Sequence[Statement],
        results: Sequence[Outcome],
        own: Sequence[Statement],
        outcomes: Sequence[Outcome],
        beside: Sequence[Statement] | None,
    ) -> str:
        """`beside` is what the document that is named prints, where it is another."""
        parts = [headed(self.verdict(verdict, shown))]
        figure = self.claim.figure
        if figure is not None:
            parts[0] += f" ({asked_figure(figure, self.language)})"
        if results:
            parts.append("; ".join(map(self._result, results)))
        if shown:
            parts.append("; ".join(map(self._statement, shown)))
        if verdict == NOT_HELD:
            parts.append(self._looked_for(own, outcomes))
        said = ": ".join(part for part in parts if part)
        if beside is not None:
            said += f"; {self._other_document(beside)}"
        return f"{said}{self._likely()}{self._taken_over()}."

    def alike(
        self, how: str, statements: Sequence[Statement], outcomes: Sequence[Outcome] = ()
    ) -> str:
        """What is held that a claim which is not decided may speak of, told as `how` says."""
        goal = "; ".join(map(self._statement, statements))
        measured = "; ".join(map(self._result, outcomes))
        return self.say(how, held=goal or measured, goal=goal, measured=measured)

    def _likely(self) -> str:
        """As which indicator it is read that is not named whole."""
        if self.claim.likely is None:
            return ""
        name = self.lexicon.label(self.claim.likely.indicator, self.language)
        return self.say("read-as-likely", name=name)

    def _taken_over(self) -> str:
        """What the sentence of the claim does not say itself, but another one."""
        claim, language = self.claim, self.language
        named = {
            "area": listed([self.lexicon.label(area, language) for area in claim.areas], language),
            "indicator": listed(
                [self.lexicon.label(i, language) for i in claim.indicators], language
            ),
            "year": str(claim.year),
        }
        taken = "; ".join(named[part] for part in claim.taken_over)
        return taken and self.say("by-another-sentence", taken=taken)

    def _other_document(self, named: Sequence[Statement]) -> str:
        said = self.say("another-document")
        if named:
            return f"{said}: {'; '.join(map(self._statement, named))}"
        if len(self.claim.document) == 1:
            said += f" ({self.lexicon.label(self.claim.document[0], self.language)})"
        return said

    def _statement(self, statement: Statement) -> str:
        names = [self.lexicon.label(statement.area, self.language)]
        if statement.level not in ANY_LEVEL:
            names.append(self.lexicon.label(statement.level, self.language).lower())
        if statement.indicator not in self.claim.indicators:
            names.append(self.lexicon.label(statement.indicator, self.language).lower())
        if statement.year:
            names.append(self.say("by-year", year=statement.year))
        said = f"{', '.join(names)}, {statement.figure}"
        if statement.printed:
            said += self.say("printed-as", printed=statement.printed)
            if statement.comparator not in (None, "equal") and not says_comparator(statement):
                said += self.say("comparator-elsewhere")
        document = self.lexicon.label(statement.document or "", self.language)
        return f"{said} ({document}; {statement.place_words})"

    def _result(self, outcome: Outcome) -> str:
        label = outcome.labels.get(self.language, outcome.iri)
        return f"{label} ({place_words(outcome.place, self.lexicon, self.language)})"

    def _looked_for(self, own: Sequence[Statement], outcomes: Sequence[Outcome]) -> str:
        """Where it was looked for; and that what was not read is not known."""
        parts = []
        years = sorted({s.year for s in own if s.year})
        if there := [s for s in own if s.year == self.claim.year]:
            held = "; ".join(map(self._statement, there))
            parts.append(self.say("for-that-year", held=held))
        elif years:
            shown = listed(list(map(str, years)), self.language)
            parts.append(self.say("other-years-only", years=shown))
        measured = sorted({outcome.year for outcome in outcomes if outcome.year})
        if measured:
            shown = listed(list(map(str, measured)), self.language)
            parts.append(self.say("results-of-years", years=shown))
        for area in self.claim.areas:
            documents = self.lexicon.documents_of(area)
            whole = [
                self.lexicon.label(d, self.language)
                for d, e in documents.items()
                if e == "complete"
            ]
            if whole:
                parts.append(self.say("looked-for", names=listed(whole, self.language)))
            rest = len(documents) - len(whole)
            name = self.lexicon.label(area, self.language)
            if rest:
                parts.append(self.say("unread", count=rest, name=name))
            elif not documents:
                parts.append(self.say("no-document-yet", name=name))
        return "; ".join(parts)
