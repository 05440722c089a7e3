"""What is said where nothing was found, and what is not known beside an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dxgraph.asking.answer.statement import slug
from dxgraph.asking.answer.telling import Telling
from dxgraph.asking.answer.wording import listed
from dxgraph.asking.language.names import words_of
from dxgraph.asking.language.words import passed_over, texts
from dxgraph.bilingual import many
from dxgraph.evidence import Language

_SILENT: Final = texts("nothing")
"""What is not found where a query finds nothing, by its name."""

_MOST_NEAR: Final = 3
_NO_STATE: Final = texts("no-state")
_VERDICT_WORDS: Final = texts("compared")


def _verdict(iri: str, language: Language) -> str:
    return _VERDICT_WORDS[iri.rpartition("/")[2]][language]


class Silence(Telling):
    """Says what is not known of one reading."""

    def silence(self) -> str:
        """Nothing was found: of what was understood, and what stands near it."""
        about = self.about() or self.say("câu hỏi này", "this question")
        if 0 < len(self.reading.areas) <= _MOST_NEAR:
            about = f"{listed(list(map(self.label, self.reading.areas)), self.language)}, {about}"
        what = _SILENT.get(self.reading.query, _SILENT[""])[self.language]
        if state := dict(self.reading.parameters).get("state"):
            what = _NO_STATE[state.rpartition("/")[2]][self.language]
        if verdict := dict(self.reading.parameters).get("verdict"):
            said = _verdict(verdict, self.language)
            what += self.say(f" có kết luận “{said}”", f" with the verdict “{said}”")
        return self.say(
            f"Với những gì đã hiểu ({about}), không tìm thấy {what}.",
            f"With what was understood ({about}), {what} was found.",
        )

    def not_known(self) -> list[str]:
        notes = []
        reading, language = self.reading, self.language
        ordered = reading.figure or reading.order or reading.query == "against-national"
        if ordered and any(slug(r.get("comparator")) == "approximately" for r in self.rows):
            notes.append(
                self.say(
                    "“Khoảng” không so hơn kém chính xác được.",
                    "A figure printed with “about” cannot be ordered exactly.",
                )
            )
        if self.found.partly and self.reading.indicator:
            name = self.label(self.reading.indicator)
            notes.append(
                self.say(
                    f"Câu hỏi không nêu trọn tên chỉ số; ở đây hiểu là “{name}”.",
                    f"The question does not say the indicator's whole name; read as “{name}”.",
                )
            )
        unit = self.lexicon.units.get(self.reading.indicator or "", "")
        if self.found.counted and self.rows and unit.startswith("percent"):
            notes.append(
                self.say(
                    "Câu hỏi là về số lượng; con số ở đây là tỷ lệ.",
                    "The question asks for a count; the figure here is a share.",
                )
            )
        for typed, read in self.found.slips:
            notes.append(
                self.say(f"“{typed}” được đọc là “{read}”.", f"“{typed}” was read as “{read}”.")
            )
        if self.found.skipped:
            words = ", ".join(f"“{word}”" for word in self.found.skipped)
            notes.append(
                self.say(
                    f"Câu hỏi được đọc như trên, bỏ qua: {words}.",
                    f"The question was read as above, leaving out: {words}.",
                )
            )
        if not self.rows:
            notes += self._held_instead()
        if not self.rows and (document := dict(reading.parameters).get("document")):
            notes += self._known_by_name(document)
        if reading.query == "issuers" and reading.order:
            notes.append(
                self.say(
                    f"Trong {reading.most} văn bản như vậy mà đồ thị biết ngày; văn bản chưa biết "
                    "ngày không được kể.",
                    f"Of the {reading.most} such documents whose day the graph knows; others are "
                    "left out.",
                )
            )
        if reading.query == "issuers" and reading.area:
            notes.append(
                self.say(
                    "Văn bản mà đồ thị chưa biết thì không có ở đây; có hay không thì không rõ.",
                    "Documents that the graph does not know yet are not here; whether there are "
                    "any is not known.",
                )
            )
            if reading.year:
                notes.append(
                    self.say(
                        "Văn bản chưa biết năm ban hành không được kể.",
                        "Documents of which the year of issue is not known are left out.",
                    )
                )
        elif reading.area and reading.query not in ("document-chain", "mergers"):
            notes += self._unread(reading.area)
        elif reading.query in (
            *("compare-areas", "against-national", "targets-and-outcomes", "outcomes"),
        ):
            notes.append(
                self.say(
                    "Chỉ nói về những gì đồ thị có; địa bàn không được nêu thì không rõ, không "
                    "phải là không có mục tiêu.",
                    "This speaks only of what the graph holds; of areas that are not named it is "
                    "not known, not that they have no target.",
                )
            )
        if any(
            row.get(name, "").endswith("/unverified")
            for row in self.rows
            for name in ("confidence", "national_confidence")
        ):
            notes.append(
                self.say(
                    "Có con số chưa được đối chiếu với văn bản chính thức.",
                    "A figure here has not been checked against the official text.",
                )
            )
        doubtful = {
            row["confidence_label"].lower()
            for row in self.rows
            if slug(row.get("confidence")) in ("low", "medium") and "confidence_label" in row
        }
        if doubtful:
            notes.append(
                self.say("Độ tin cậy: ", "Confidence: ") + listed(sorted(doubtful), language) + "."
            )
        return notes

    def _held_instead(self) -> list[str]:
        """What is held of the same area and indicator, for whichever year; and of the areas that
        came before or after."""
        reading, lexicon = self.reading, self.lexicon
        indicator, area = reading.indicator, reading.area
        areas = (area,) if area else reading.areas
        if not indicator or not areas:
            return []
        notes = []
        if held := self._held(areas, indicator):
            notes.append(
                self.say(
                    f"Về cùng địa bàn và chỉ số, đồ thị có {held}.",
                    f"Of the same area and indicator the graph holds {held}.",
                )
            )
        notes += self._held_under_near_names(areas, indicator)
        kin = (*lexicon.predecessors(area), *lexicon.successors.get(area, ())) if area else ()
        for other in kin:
            if held := self._held((other,), indicator):
                name = self.label(other)
                notes.append(self.say(f"Của {name} có {held}.", f"Of {name} it holds {held}."))
        return notes

    def _held_under_near_names(self, areas: Sequence[str], indicator: str) -> list[str]:
        """What there is of the same places under names near the one that was understood."""
        document = dict(self.reading.parameters).get("document")
        years: dict[str, set[int]] = {}
        for area in areas:
            for fact in self.lexicon.having(area=area, document=document):
                if fact.year and fact.indicator != indicator:
                    years.setdefault(fact.indicator, set()).add(fact.year)
        said = [
            w.folded
            for w in words_of(" ".join(self.found.said))
            if not passed_over(w.marked, self.language)
        ]
        # A topic of several, as "dịch vụ công trực tuyến" is: all that have its words.
        topic = [i for i in sorted(years) if said and {*said} <= self.lexicon.content[i]]
        alike = self.lexicon.near(said, years)[:_MOST_NEAR] if said else []
        near = [
            f"“{self.label(iri)}” ({listed(list(map(str, sorted(years[iri]))), self.language)})"
            for iri in list(dict.fromkeys((*alike, *topic)))[: 2 * _MOST_NEAR]
        ]
        names = listed(near, self.language)
        return [
            self.say(
                f"Ở đó có mục tiêu dưới tên gần giống: {names}.",
                f"Under a near name there are targets there: {names}.",
            )
            for _ in near[:1]
        ]

    def _held(self, areas: Sequence[str], indicator: str) -> str:
        """The years for which areas have targets and results, in words."""
        facts = self.lexicon.having(indicator=indicator)
        promised = {fact.year for fact in facts if fact.area in areas and fact.year}
        measured = {o.year for o in self.lexicon.measured(areas, (indicator,)) if o.year}
        held = [
            f"{words} {listed(list(map(str, sorted(years))), self.language)}"
            for words, years in (
                (self.say("mục tiêu cho năm", "targets for"), promised),
                (self.say("kết quả đo của năm", "measured results of"), measured),
            )
            if years
        ]
        return listed(held, self.language)

    def _known_by_name(self, document: str) -> list[str]:
        """Of a document that was not read nothing can be found, whatever it says."""
        if any(self.lexicon.having(document=document)):
            return []
        name = self.label(document)
        return [
            self.say(
                f"Chưa có mục tiêu nào của {name} trong đồ thị; văn bản ấy nói gì thì không rõ.",
                f"The graph has no target of {name} yet; what it says is not known.",
            )
        ]

    def _unread(self, area: str) -> list[str]:
        documents = self.lexicon.documents_of(area)
        whole = [d for d, extent in documents.items() if extent == "complete"]
        others = [self.label(d) for d in documents if d not in whole]
        rest = len(others)
        named = (
            f" ({listed(others, self.language)})" if rest <= _MOST_NEAR and not self.rows else ""
        )
        notes = []
        if whole and not self.rows:
            names = listed([self.label(d) for d in whole], self.language)
            notes.append(
                self.say(
                    f"Các văn bản của {self.label(area)} đã đọc trọn: {names}.",
                    f"Documents of {self.label(area)} that were read whole: {names}.",
                )
            )
        if rest or not documents:
            were, hold = ("was", "it holds") if rest == 1 else ("were", "they hold")
            notes.append(
                self.say(
                    f"Của {self.label(area)} còn {rest} văn bản chưa được đọc trọn{named}; trong "
                    "đó có gì thì không rõ."
                    if rest
                    else f"Chưa có văn bản nào của {self.label(area)} trong đồ thị.",
                    f"{many(rest, 'document')} of {self.label(area)} {were} not read whole{named}; "
                    f"what {hold} is not known."
                    if rest
                    else f"The graph has no document of {self.label(area)} yet.",
                )
            )
        return notes
