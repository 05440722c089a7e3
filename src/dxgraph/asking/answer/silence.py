"""What is said where nothing was found, and what is not known beside an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dxgraph.asking.answer.statement import slug
from dxgraph.asking.answer.telling import A_FEW, Telling
from dxgraph.asking.answer.wording import listed
from dxgraph.asking.language import cues
from dxgraph.asking.language.names import words_of
from dxgraph.asking.language.words import passed_over, texts

_SILENT: Final = texts("nothing")
"""What is not found where a query finds nothing, by its name."""

_MOST_NEAR: Final = 3
_NO_STATE: Final = texts("no-state")
_COMPARED: Final = texts("compared")


class Silence(Telling):
    """Says what is not known of one reading."""

    def silence(self) -> str:
        """Nothing was found: of what was understood, and what stands near it."""
        area = self.reading.area
        if self.reading.query == "national-gaps" and area:
            extents = self.lexicon.documents_of(area).values()
            if "complete" not in extents:  # nothing follows from silence
                return self.say("gaps-not-known", area=self.label(area))
        about = self.about() or self.say("this-question")
        if 0 < len(self.reading.areas) <= _MOST_NEAR:
            about = f"{listed(list(map(self.label, self.reading.areas)), self.language)}, {about}"
        what = _SILENT.get(self.reading.query, _SILENT[""])[self.language]
        if state := self.reading.state:
            what = _NO_STATE[state.rpartition("/")[2]][self.language]
        if verdict := self.reading.verdict:
            said = _COMPARED[verdict.rpartition("/")[2]][self.language]
            what += self.say("with-the-verdict", said=said)
        return self.say("not-found", about=about, what=what)

    def not_known(self) -> list[str]:
        notes = []
        reading, language = self.reading, self.language
        ordered = reading.figure or reading.order or reading.query == "against-national"
        if ordered and any(slug(r.get("comparator")) == "approximately" for r in self.rows):
            notes.append(self.say("about-is-not-ordered"))
        if self.found.partly and self.reading.indicator:
            notes.append(self.say("read-as", name=self.label(self.reading.indicator)))
        unit = self.lexicon.units.get(self.reading.indicator or "", "")
        if self.found.counted and self.rows and unit.startswith("percent"):
            notes.append(self.say("share-for-a-count"))
        notes += (self.say("slip", typed=typed, read=read) for typed, read in self.found.slips)
        if self.found.skipped:
            words = ", ".join(f"“{word}”" for word in self.found.skipped)
            notes.append(self.say("left-out", words=words))
        if not self.rows:
            notes += self._held_instead()
        elif reading.indicator and 1 < len(reading.areas) <= A_FEW:
            notes += self._held_of_others(reading.areas, reading.indicator)
        if not self.rows and reading.document:
            notes += self._known_by_name(reading.document)
        if reading.query == "issuers" and reading.order:
            notes.append(self.say("of-known-days", most=reading.most))
        if reading.documents and cues.LISTED in self.found.cues and reading.query != "issuers":
            notes.append(self.say("kinds-not-known"))
        if reading.query == "issuers" and reading.area:
            notes.append(self.say("documents-not-known"))
            notes += [self.say("kinds-not-known")] if reading.documents else []
            notes += [self.say("years-not-known")] if reading.year else []
        elif reading.area and reading.query not in ("document-chain", "mergers"):
            notes += self._unread(reading.area)
        elif reading.query in (
            *("compare-areas", "against-national", "targets-and-outcomes", "outcomes"),
        ):
            notes.append(self.say("only-what-is-held"))
        if any(
            row.get(name, "").endswith("/unverified")
            for row in self.rows
            for name in ("confidence", "national_confidence")
        ):
            notes.append(self.say("unverified"))
        doubtful = {
            row["confidence_label"].lower()
            for row in self.rows
            if slug(row.get("confidence")) in ("low", "medium") and "confidence_label" in row
        }
        if doubtful:
            notes.append(self.say("confidence", doubtful=listed(sorted(doubtful), language)))
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
            notes.append(self.say("held-instead", held=held))
        notes += self._held_under_near_names(areas, indicator)
        kin = (*lexicon.predecessors(area), *lexicon.successors.get(area, ())) if area else ()
        for other in kin:
            if held := self._held((other,), indicator):
                notes.append(self.say("held-of-kin", name=self.label(other), held=held))
        return notes

    def _held_of_others(self, areas: Sequence[str], indicator: str) -> list[str]:
        """Of which of a few areas nothing is told, each with what is held of it."""
        told = {row.get("area") for row in self.rows}
        names = [
            self.label(area)
            + (self.say("but-held", held=held) if (held := self._held((area,), indicator)) else "")
            for area in areas
            if area not in told
        ]
        return [self.say("none-of-areas", names="; ".join(names))] if names else []

    def _held_under_near_names(self, areas: Sequence[str], indicator: str) -> list[str]:
        """What there is of the same places that the graph says is close to what was understood, or
        under names near it."""
        document = self.reading.document
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
        close = [iri for iri in self.lexicon.close.get(indicator, ()) if iri in years]
        alike = self.lexicon.near(said, years)[:_MOST_NEAR] if said else []
        near = [
            f"“{self.label(iri)}” ({listed(list(map(str, sorted(years[iri]))), self.language)})"
            for iri in list(dict.fromkeys((*close, *alike, *topic)))[: 2 * _MOST_NEAR]
        ]
        return [self.say("near-names", names=listed(near, self.language))] if near else []

    def _held(self, areas: Sequence[str], indicator: str) -> str:
        """The years for which areas have targets and results, in words."""
        facts = self.lexicon.having(indicator=indicator)
        promised = {fact.year for fact in facts if fact.area in areas and fact.year}
        measured = {o.year for o in self.lexicon.measured(areas, (indicator,)) if o.year}
        held = [
            self.say(name, years=listed(list(map(str, sorted(years))), self.language))
            for name, years in (("targets-for", promised), ("results-of", measured))
            if years
        ]
        return listed(held, self.language)

    def _known_by_name(self, document: str) -> list[str]:
        """Of a document that was not read nothing can be found, whatever it says."""
        if any(self.lexicon.having(document=document)):
            return []
        return [self.say("nothing-of-document", name=self.label(document))]

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
            notes.append(self.say("documents-read-whole", area=self.label(area), names=names))
        if rest:
            notes.append(
                self.say("documents-unread", area=self.label(area), count=rest, named=named)
            )
        elif not documents:
            notes.append(self.say("no-document", area=self.label(area)))
        elif self.rows:
            notes.append(self.say("documents-not-known"))
        return notes
