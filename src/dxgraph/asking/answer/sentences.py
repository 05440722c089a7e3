"""The answer of a reading in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from datetime import date, timedelta
from typing import Final

from dxgraph.asking.answer.silence import Silence
from dxgraph.asking.answer.statement import Row, figure_of, slug, year_of
from dxgraph.asking.answer.telling import leading, same_promise
from dxgraph.asking.answer.wording import asked_figure, day_words, headed, listed, place_words
from dxgraph.asking.graph.lexicon import Outcome
from dxgraph.asking.language import cues
from dxgraph.asking.language.words import texts
from dxgraph.asking.understand.question_reading import NO_YEAR
from dxgraph.search import fold
from dxgraph.terms import LEVEL

_SIGNED: Final = re.compile(r"\b(?:ký thay|người ký|ký:|signed)", re.IGNORECASE)
"""How a note begins to say who signed."""


class Teller(Silence):
    """Says the answer of one reading."""

    def sentence(self) -> str:
        if not self.rows:
            return self.silence()
        tell: Mapping[str, Callable[[], str]] = {
            "targets-of-area": self._targets,
            "compare-areas": self._across,
            "outcomes": self._measured,
            "against-national": self._against,
            "targets-and-outcomes": self._progress,
            "inherited-targets": self._inherited,
            "document-chain": self._chain,
            "national-gaps": self._gaps,
            "conflicts": self._conflicts,
            "yardsticks-disagree": self._yardsticks,
            "definitions": self._defined,
            "issuers": self._issued,
            "mergers": self._merged,
            "coverage-of-country": self._provinces,
        }
        return headed(tell.get(self.reading.query, self._listed)())

    def _targets(self) -> str:
        rows, reading = self.rows, self.reading
        documents = self.documents(rows)
        said = {"documents": documents, "area": rows[0]["area_label"], "count": len(rows)}
        if len(rows) == 1:
            [row] = rows
            when = f", {when}" if (when := self.when(row)) else ""
            name, figure = row["indicator_label"], self.figure(row)
            return self.say("target", **said, indicator=name, when=when, figure=figure)
        if reading.indicator:
            items = self.items(rows) + self.agreeing()
            return self.say("targets", **said, about=self.about(area=False), items=items)
        year = f" {self.say('by-year', year=reading.year)}" if reading.year else ""
        if reading.pillar:
            year += ", " + self.say("of-pillar", pillar=self.label(reading.pillar))
        items = self.items(rows, indicator=True)
        return self.say("targets-of-all", **said, year=year, items=items)

    def _measured(self) -> str:
        """What was measured, each with its method: two methods are not compared."""
        rows, reading = self.rows, self.reading
        if reading.order or (reading.figure and not reading.area):
            by_method: dict[str, list[Row]] = {}
            for row in rows:
                by_method.setdefault(row.get("method_label", ""), []).append(row)
            parts = [
                self.say("measured-by", method=method)
                + self._among(kept)
                + (
                    ""
                    if reading.order
                    else self.say("counted-areas", count=len({r["area"] for r in kept}))
                )
                + ": "
                + (self._first(kept) if reading.order else self.items(kept, area=True))
                for method, kept in by_method.items()
            ]
            return "; ".join(parts) + "."
        items = []
        for row in rows[: self.most()]:
            head = [] if reading.area else [row["area_label"]]
            if not reading.indicator:
                head.append(f"“{row['indicator_label']}”")
            if slug(row.get("level")) not in (None, "not-applicable"):
                head.append(row["level_label"].lower())
            if year := year_of(row):
                head.append(self.on(year))
            how = row.get("method_label", "")
            among = row.get("universe_label", "") if slug(row.get("unit")) == "rank" else ""
            items.append(
                f"{', '.join(head)}: {self.figure(row)}"
                + (f", {among.lower()}" if among else "")
                + (self.say("by-method", method=how) if how else "")
            )
        two = len({row["area"] for row in rows}) > 1 and len({r.get("method") for r in rows}) == 1
        apart = self.ahead() + (self.apart([(row, "") for row in rows]) if two else "")
        place = self.label(reading.area) if reading.area else ""
        what = f"“{self.label(reading.indicator)}”" if reading.indicator else ""
        about = ", ".join(part for part in (place, what) if part)
        head_words = self.say("results") + self.of_areas()
        if reading.years:
            apart = self._course({year_of(row) or 0 for row in rows})
        return (
            f"{head_words}{', ' + about if about else ''}: "
            f"{'; '.join(items)}{self.more(len(rows))}{apart}."
        )

    def _course(self, held: Set[int]) -> str:
        """Of which of the years that are named nothing was measured, and whether one year alone is
        held."""
        ends = dict.fromkeys(year for year in self.reading.years if year and year not in held)
        none = ", ".join(str(year) for year in ends if year < NO_YEAR)
        told = self.say("none-of-years", years=none) if none else ""
        return told + (self.say("of-one-year") if len(held) == 1 else "")

    def _among(self, rows: Sequence[Row]) -> str:
        """Among how many provinces ranks are."""
        ranks = (row for row in rows if slug(row.get("unit")) == "rank")
        known = dict.fromkeys(row["universe_label"] for row in ranks if "universe_label" in row)
        return f", {listed(list(known), self.language).lower()}" if known else ""

    def _first(self, rows: Sequence[Row], *, promised: bool = False) -> str:
        """The first of ordered rows, and all that have the same value."""
        first = leading(rows, self.reading.most)
        most = f"{self.reading.most} " if self.reading.most else ""
        highest = self.reading.order == cues.HIGHEST
        what = self.say("highest" if highest else "lowest", most=most)
        kind = self.say("targets-held" if promised else "figures-held", count=len(rows))
        several = len(self.reading.areas)
        provinces = [*self.lexicon.classes.values()].count("Province")
        if 0 < several < provinces:
            kind += self.say("of-those-asked-for", count=several)
        about, items = self.about(area=False), self.items(first, area=True)
        return self.say("first-of", count=len(rows), kind=kind, about=about, what=what, items=items)

    def _across(self) -> str:
        rows, reading = self.rows, self.reading
        about, items = self.about(area=False, figure=False), self.items(rows, area=True)
        if reading.order:
            every = self.say("all", items=items) if reading.listed else ""
            return f"{self._first(rows, promised=True)}{every}."
        areas = len({row["area"] for row in rows})
        if figure := reading.figure:
            asked = asked_figure(figure, self.language) + self.by_comparator(figure)
            said = {"of_today": self.of_today(), "figure": asked, "about": about, "items": items}
            return self.say("areas-that-print", count=areas, **said)
        same = self.say("equal") if same_promise(rows) else self.ahead()
        items += same + (self.apart([(row, "") for row in rows]) if areas > 1 else "")
        said = {"of_today": self.of_today(), "about": about, "items": items}
        return self.say("areas-with-targets", count=areas, **said)

    def _promise(self, row: Row) -> str:
        """Whose it is, what it is about, and by when."""
        when = self.when(row)
        return f"{row['area_label']}, “{row['indicator_label']}”{', ' + when if when else ''}"

    def _against(self) -> str:
        items = []
        for row in self.rows[: self.most()]:
            item = self._promise(row)
            item += f": {self.figure(row)}, {row['document_label']}; "
            item += self.say("verdict", verdict=row["verdict_label"].lower())
            if "national" in row:
                year = row["national_deadline"][:4]
                national = self.figure(row, "national_")
                item += self.say("against", national=national, year=year)
                item += self.apart([(row, ""), (row, "national_")])
            items.append(item)
        yardstick = self.label(self.reading.national or "")
        count = len(self.rows)
        told = "; ".join(items) + self.more(count)
        said = {"yardstick": yardstick, "of_areas": self.of_areas(), "items": told}
        return self.say("against-yardstick", count=count, **said)

    def _progress(self) -> str:
        items = []
        for row in self.rows[: self.most()]:
            item = self._promise(row)
            item += f", {self.figure(row)}: {row['state_label'].lower()}"
            if "cannot_be_said_label" in row:
                item += f" ({row['cannot_be_said_label'].lower()})"
            if "observed_value" in row:
                observed = figure_of(row, self.language, "observed_")
                place = place_words(row.get("outcome_place"), self.lexicon, self.language)
                year, method = row.get("period", "")[:4], row.get("method_label", "")
                item += self.say(
                    "measured-in", figure=observed, year=year, method=method, place=place
                )
                due = row.get("deadline", "")[:4]
                if (slug(row.get("state")) or "").startswith("reached") and due < year:
                    item += self.say("measured-late", year=due) + self._measured_when_due(row, due)
            if "expected_value" in row:
                line = figure_of(row, self.language, "expected_")
                item += self.say("on-a-line", figure=line)
            items.append(item)
        told = "; ".join(items) + self.more(len(self.rows))
        if of_areas := self.of_areas():
            told = self.say("counted-targets-of", count=len(self.rows), of_areas=of_areas) + told
        told = (self.say("late-alone") if self.reading.late else "") + told
        return told + self._measured_then() + self._measured_since() + "."

    def _measured_when_due(self, row: Row, due: str) -> str:
        """What was measured in the year of a deadline, where several areas are told."""
        if not self.reading.late:
            return ""
        held = self.lexicon.measured((row["area"],), (row["indicator"],))
        levels = (row.get("level"), LEVEL.all, LEVEL["not-applicable"])
        own = [o for o in held if str(o.year) == due and o.level in levels]
        told = "; ".join(self.outcomes(own))
        return self.say("measured-that-year", year=due, told=told) if told else ""

    def _measured_then(self) -> str:
        """What was measured in the very year that is asked for, where a later one is compared."""
        reading = self.reading
        if not (reading.area and reading.indicator and reading.year):
            return ""
        said = {row.get("outcome") for row in self.rows}
        held = self.lexicon.measured((reading.area,), (reading.indicator,))
        of_level = self.of_level([o for o in held if o.year == reading.year])
        told = "; ".join(self.outcomes(o for o in of_level if o.iri not in said))
        return self.say("measured-that-year", year=reading.year, told=told) if told else ""

    def _measured_since(self) -> str:
        """The newest that was measured in the area and in what it became part of; what the graph
        does not compare with the promise is told as what it is."""
        reading, lexicon = self.reading, self.lexicon
        if not reading.area or not reading.indicator:
            return ""
        said = {row.get("outcome") for row in self.rows}
        newest: list[Outcome] = []
        any_level = False
        for area in (reading.area, *lexicon.successors.get(reading.area, ())):
            found = [o for o in lexicon.measured((area,), (reading.indicator,)) if o.year]
            of_level = self.of_level(found)
            any_level = any_level or bool(found)
            year = max((outcome.year or 0 for outcome in of_level), default=0)
            newest += (o for o in of_level if o.year == year and o.iri not in said)
        if all(slug(row.get("state")) == "reached" for row in self.rows):
            return ""
        if not newest:
            measured = any("outcome" in row for row in self.rows)
            return "" if measured or not any_level else self.none_of_level()
        return self.say("measured-since", told="; ".join(self.outcomes(newest)))

    def _inherited(self) -> str:
        rows = self.rows
        names = listed(list(dict.fromkeys(row["predecessor_label"] for row in rows)), self.language)
        area = self.label(self.reading.area or "")
        having = {row["predecessor_label"] for row in rows}
        before = map(self.label, self.lexicon.predecessors(self.reading.area or ""))
        silent = listed([name for name in before if name not in having], self.language)
        items = self.items(rows, area=True, indicator=not self.reading.indicator)
        items += self.say("none-inherited", names=silent) if silent else ""
        return self.say("inherited", area=area, count=len(rows), names=names, items=items) + "."

    def _chain(self) -> str:
        start = self.label(self.reading.document or "")
        items = dict.fromkeys(
            f"{row['lower_label']} – {row['link_label'].lower()} – {row['upper_label']}"
            for row in self.rows
        )
        return self.say("above", document=start, items="; ".join(items))

    def _gaps(self) -> str:
        items = []
        for row in self.rows[: self.most()]:
            when = self.when(row)
            items.append(f"“{row['indicator_label']}”{', ' + when if when else ''}")
        area = self.label(self.reading.area or self.rows[0]["area"])
        count = len(self.rows)
        return self.say("gaps", area=area, count=count, items="; ".join(items) + self.more(count))

    def _conflicts(self) -> str:
        items = [
            f"{self.item(row, indicator=True)} – {row['other_kind_label'].lower()}: "
            f"{self.figure(row, 'other_')}"
            for row in self.rows[: self.most()]
        ]
        return "; ".join(items) + self.more(len(self.rows)) + "."

    def _yardsticks(self) -> str:
        items = [
            f"{self.item(row, indicator=True)}, {row['document_label']} – "
            f"{self.figure(row, 'other_')}, {row['other_document_label']}"
            for row in self.rows[: self.most()]
        ]
        return "; ".join(items) + self.more(len(self.rows)) + "."

    def _listed(self) -> str:
        """Targets, or the documents of an area; of a level alone when it ended."""
        rows, reading = self.rows, self.reading
        if reading.query == "abolished-level" and not (reading.area or reading.indicator):
            last = rows[0]["ended"][:10]
            since = str(date.fromisoformat(last) + timedelta(days=1))
            day, gone = (day_words(each, self.language) for each in (last, since))
            level, by = rows[0]["level_label"], rows[0].get("legal_basis_label", "")
            return self.say("level-ended", level=level, day=day, gone=gone, by=by)
        about = self.about()
        head = about + ", " if about else ""
        items = self.items(rows, area=not self.reading.area, indicator=True)
        return head + self.say("counted-targets", count=len(rows), items=items)

    def _defined(self) -> str:
        row = self.rows[0]
        parts = [f"“{row['defined_label']}”: {row['definition'].rstrip('.')}."]
        if "scope_note" in row:
            parts.append(f"{row['scope_note'].rstrip('.')}.")
        if unit := row.get("unit_label"):
            parts.append(self.say("unit", unit=unit.lower()))
        if names := row.get("other_names"):
            parts.append(self.say("other-names", names=names))
        return " ".join(parts)

    def _issued(self) -> str:
        if self.reading.area or self.reading.documents:
            return self.issued_documents()
        row = self.rows[0]
        bodies = [r["issued_by_label"] for r in self.rows if "issued_by_label" in r]
        body = listed(list(dict.fromkeys(bodies)), self.language)
        day = day_words(row.get("document_date"), self.language)
        kind = row.get("document_type_label", "").lower()
        number = row.get("document_number")
        said = row["document_label"]
        if number and number not in said:
            said += f" ({number})"
        if kind:
            said += self.say("of-kind", kind=kind)
        title = row.get("document_title", "")
        if title and fold(title) not in fold(said):
            said += f", “{title}”"
        who = self.say("issued-by", body=body) if body else ""
        when = self.say("issued-on", day=day) if day else ""
        asked = {"body-not-known": body, "day-not-known": day}
        not_known = [self.say(name) for name, known in asked.items() if not known]
        notes = dict.fromkeys(row["note"].rstrip(".") for row in self.rows if "note" in row)
        if self.reading.signed and not any(map(_SIGNED.search, notes)):
            not_known.append(self.say("signer-not-known"))
        found = " ".join(part for part in (who, when) if part)
        return f"{said}: {'; '.join(part for part in (found, *not_known) if part)}." + "".join(
            f" {note}." for note in notes
        )

    def _merged(self) -> str:
        row = self.rows[0]
        if not self.reading.area:
            formed = list(dict.fromkeys(row["new_area_label"] for row in self.rows))
            names = listed(formed, self.language)
            several = self.reading.most or self.say("several")
            return self.say("formed-of-so-many", count=len(formed), several=several, names=names)
        # What it became part of later is told by a reading of its own.
        own = [r["predecessor_label"] for r in self.rows if r["new_area"] == row["new_area"]]
        names = listed(own, self.language)
        day, count = day_words(row["changed_on"], self.language), len(own)
        name = "formed" if count == 1 else "formed-of-several"
        said = self.say(name, area=row["new_area_label"], day=day, names=names, count=count)
        by = row.get("decided_by_label", "")
        return said + (self.say("by-method", method=by) if by else "") + "."

    def _provinces(self) -> str:
        """The provinces that there are or were, with how many of them are cities."""
        names = [row["area_label"] for row in self.rows]
        cities = sum("city" in self.lexicon.kinds.get(row["area"], ()) for row in self.rows)
        which = texts("provinces")[self.reading.which][self.language].format(many=len(names))
        kinds = texts("provinces")["kinds"][self.language].format(
            provinces=len(names) - cities, cities=cities
        )
        which += "" if self.reading.which.endswith("-cities") else f" ({kinds})"
        return f"{which}: {listed(names, self.language)}."
