"""What the graph says of a claim, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from dxgraph.asking.answer.statement import Statement
from dxgraph.asking.answer.wording import figure_words, headed, listed, place_words, say
from dxgraph.asking.claims.claims import Claim
from dxgraph.asking.claims.quoted import says_comparator
from dxgraph.asking.claims.verdicts import (
    ANY_LEVEL,
    NOT_HELD,
    OTHER_YEAR_OR_LEVEL,
    VERDICTS,
    is_of_one_level,
)
from dxgraph.asking.graph.lexicon import Lexicon, Outcome
from dxgraph.bilingual import many
from dxgraph.evidence import Language


class VerdictWords:
    """What is said of one claim."""

    def __init__(self, claim: Claim, lexicon: Lexicon, language: Language) -> None:
        self.claim, self.lexicon, self.language = claim, lexicon, language

    def say(self, vi: str, en: str) -> str:
        return say(self.language, vi, en)

    def verdict(self, verdict: str, shown: Sequence[Statement]) -> str:
        """The verdict in words. A claim that names no level is not told to name another."""
        if verdict == OTHER_YEAR_OR_LEVEL and shown and is_of_one_level(self.claim, shown):
            return self.say(
                "in đúng như vậy, nhưng chỉ cho cấp nêu sau đây",
                "printed so, but only for the level that is named here",
            )
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
            claimed = figure_words(
                figure.comparator, figure.value, figure.upper, figure.unit, self.language
            )
            parts[0] += f" ({claimed})"
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

    def alike(self, statements: Sequence[Statement]) -> str:
        """What is held with the figure of a claim that is not understood."""
        held = "; ".join(map(self._statement, statements))
        return self.say(
            f"Cùng địa bàn, cùng năm, có mục tiêu mang con số này: {held}. Câu trên có nói đúng "
            "điều ấy hay không thì chưa kết luận.",
            f"Goals of the same area and year with this figure: {held}. Whether the sentence says "
            "the same is not decided.",
        )

    def _likely(self) -> str:
        """As which indicator it is read that is not named whole."""
        if self.claim.likely is None:
            return ""
        name = self.lexicon.label(self.claim.likely.indicator, self.language)
        return self.say(f" [đọc là: {name}]", f" [read as: {name}]")

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
        return taken and self.say(f" [theo câu khác: {taken}]", f" [by another sentence: {taken}]")

    def _other_document(self, named: Sequence[Statement]) -> str:
        said = self.say("văn bản được nêu là văn bản khác", "the document that is named is another")
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
            names.append(self.say(f"đến năm {statement.year}", f"by {statement.year}"))
        said = f"{', '.join(names)}, {statement.figure}"
        if statement.printed:
            said += self.say(
                f", in là “{statement.printed}”", f", printed as “{statement.printed}”"
            )
            if statement.comparator not in (None, "equal") and not says_comparator(statement):
                said += self.say(
                    ", từ so sánh đứng chỗ khác trong văn bản",
                    ", with the comparator elsewhere in the text",
                )
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
            parts.append(self.say(f"cho năm ấy có {held}", f"for that year there is {held}"))
        elif years:
            shown = listed(list(map(str, years)), self.language)
            parts.append(
                self.say(
                    f"về chỉ số này chỉ có mục tiêu cho {shown}",
                    f"for this indicator there are targets for {shown} only",
                )
            )
        measured = sorted({outcome.year for outcome in outcomes if outcome.year})
        if measured:
            shown = listed(list(map(str, measured)), self.language)
            parts.append(
                self.say(f"có kết quả đo của năm {shown}", f"there are measured results of {shown}")
            )
        for area in self.claim.areas:
            documents = self.lexicon.documents_of(area)
            whole = [
                self.lexicon.label(d, self.language)
                for d, e in documents.items()
                if e == "complete"
            ]
            if whole:
                names = listed(whole, self.language)
                parts.append(
                    self.say(
                        f"đã tìm trong {names}, đọc trọn", f"looked for in {names}, read whole"
                    )
                )
            rest = len(documents) - len(whole)
            name = self.lexicon.label(area, self.language)
            if rest:
                were = "was" if rest == 1 else "were"
                parts.append(
                    self.say(
                        f"{rest} văn bản của {name} chưa được đọc trọn, nên không rõ",
                        f"{many(rest, 'document')} of {name} {were} not read whole, "
                        "so it is not known",
                    )
                )
            elif not documents:
                parts.append(
                    self.say(
                        f"chưa có văn bản nào của {name}, nên không rõ",
                        f"there is no document of {name} yet, so it is not known",
                    )
                )
        return "; ".join(parts)
