"""The answer of a reading in a sentence, and what is not known beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from dxgraph.asking import phrases as cues
from dxgraph.asking.lexicon import Lexicon
from dxgraph.asking.reading import Reading
from dxgraph.asking.statement import Row, decimal, slug, year_of
from dxgraph.asking.wording import (
    figure_words,
    headed,
    listed,
    place_words,
    say,
)
from dxgraph.evidence import Language
from dxgraph.terms import LEVEL

_IN_A_SENTENCE: Final = 6
"""So many figures are said in the sentence; all stand beside it."""


_SILENT: Final[Mapping[str, Mapping[Language, str]]] = {
    "": {"vi": "mục tiêu nào", "en": "no target"},
    "outcomes": {"vi": "kết quả đo nào", "en": "no measured result"},
    "targets-and-outcomes": {"vi": "so sánh nào với kết quả đo", "en": "no result to compare with"},
    "against-national": {"vi": "so sánh nào với mức quốc gia", "en": "no national comparison"},
    "conflicts": {"vi": "mâu thuẫn nào", "en": "no contradiction"},
    "qualitative-targets": {"vi": "mục tiêu nào thiếu con số", "en": "no target without a figure"},
    "national-gaps": {
        "vi": "mục tiêu quốc gia nào không có mục tiêu tương ứng",
        "en": "no national target without one that corresponds",
    },
    "document-chain": {"vi": "văn bản cấp trên nào", "en": "no document above"},
}
"""What is not found where a query finds nothing, by its name."""

_NO_STATE: Final[Mapping[str, Mapping[Language, str]]] = {
    "reached": {"vi": "mục tiêu nào được đo là đã đạt", "en": "no target measured as reached"},
    "behind": {"vi": "mục tiêu nào được đo là chậm", "en": "no target measured as behind"},
    "overdue-and-below": {
        "vi": "mục tiêu nào được đo là quá hạn mà chưa đạt",
        "en": "no target measured as overdue and below",
    },
}

_VERDICT_WORDS: Final[Mapping[str, Mapping[Language, str]]] = {
    "higher": {"vi": "cao hơn", "en": "higher"},
    "lower": {"vi": "thấp hơn", "en": "lower"},
    "equal": {"vi": "bằng", "en": "equal"},
}


def _verdict(iri: str, language: Language) -> str:
    return _VERDICT_WORDS[iri.rpartition("/")[2]][language]


class Teller:
    """Says the answer of one reading."""

    def __init__(
        self,
        reading: Reading,
        rows: list[Row],
        lexicon: Lexicon,
        language: Language,
        *,
        partly: bool,
    ) -> None:
        self.reading, self.rows = reading, rows
        self.lexicon, self.language = lexicon, language
        self.partly = partly

    def say(self, vi: str, en: str) -> str:
        return say(self.language, vi, en)

    def label(self, iri: str) -> str:
        return self.lexicon.label(iri, self.language)

    def sentence(self) -> str:
        if not self.rows:
            return self._silence()
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
        }
        return headed(tell.get(self.reading.query, self._listed)())

    def _about(self, *, area: bool = True, figure: bool = True) -> str:
        """What the reading asks for, in words."""
        reading, parts = self.reading, []
        if area and reading.area:
            parts.append(self.label(reading.area))
        if document := dict(reading.parameters).get("document"):
            parts.append(self.label(document))
        if reading.indicator:
            parts.append(f"“{self.label(reading.indicator)}”")
        if reading.level and reading.level != LEVEL["not-applicable"]:
            parts.append(self.label(reading.level).lower())
        if reading.year:
            parts.append(self._in(reading.year))
        if reading.universe:
            number = reading.universe.rpartition("-")[2]
            parts.append(self.say(f"trong {number} tỉnh", f"among {number} provinces"))
        if figure and (asked := reading.figure):
            parts.append(
                figure_words(asked.comparator, asked.value, asked.upper, asked.unit, self.language)
            )
        return ", ".join(parts)

    def _in(self, year: int) -> str:
        if self.reading.query == "outcomes":
            return self.say(f"năm {year}", f"in {year}")
        return self.say(f"đến năm {year}", f"by {year}")

    def _figure(self, row: Row, prefix: str = "") -> str:
        part = {
            name: row.get(prefix + name)
            for name in ("comparator", "value", "upper_value", "printed_figure", "place")
        }
        unit = slug(row.get("unit"))
        if "universe_size" in row or slug(part["comparator"]) == "within-top":
            unit = "rank"
        words = figure_words(
            slug(part["comparator"]),
            decimal(part["value"]),
            decimal(part["upper_value"]),
            unit,
            self.language,
        )
        printed = part["printed_figure"]
        place = place_words(part["place"], self.language)
        if printed:
            return self.say(
                f"{words}, in là “{printed}” ({place})",
                f"{words}, printed as “{printed}” ({place})",
            )
        return f"{words} ({place})"

    def _when(self, row: Row) -> str:
        parts = []
        if row.get("level") not in (None, LEVEL["not-applicable"]) and "level_label" in row:
            parts.append(row["level_label"].lower())
        if (year := year_of(row)) and (year != self.reading.year or self._alone()):
            parts.append(self._in(year))
        return ", ".join(parts)

    def _alone(self) -> bool:
        """Whether the sentence says the year nowhere but beside the figure."""
        reading = self.reading
        return len(self.rows) == 1 or reading.query not in (
            "compare-areas",
            "targets-of-area",
            "abolished-level",
            "rank-targets",
            "qualitative-targets",
        )

    def _item(self, row: Row, *, indicator: bool = False, area: bool = False) -> str:
        head = []
        if area:
            head.append(row.get("predecessor_label") or row["area_label"])
        if indicator and "indicator_label" in row:
            head.append(f"“{row['indicator_label']}”")
        if when := self._when(row):
            head.append(when)
        return f"{', '.join(head)}: {self._figure(row)}" if head else self._figure(row)

    def _more(self, count: int) -> str:
        rest = count - _IN_A_SENTENCE
        return self.say(f"; và {rest} nữa", f"; and {rest} more") if rest > 0 else ""

    def _items(self, rows: Sequence[Row], **how: bool) -> str:
        shown = "; ".join(self._item(row, **how) for row in rows[:_IN_A_SENTENCE])
        return shown + self._more(len(rows))

    def _documents(self, rows: Iterable[Row]) -> str:
        names = dict.fromkeys(row["document_label"] for row in rows if "document_label" in row)
        return listed(list(names), self.language)

    def _targets(self) -> str:
        rows, reading = self.rows, self.reading
        documents = self._documents(rows)
        area = rows[0]["area_label"]
        if len(rows) == 1:
            row = rows[0]
            when = self._when(row)
            return self.say(
                f"theo {documents}, {area} đặt mục tiêu “{row['indicator_label']}”"
                f"{', ' + when if when else ''}: {self._figure(row)}.",
                f"according to {documents}, the target of {area} for “{row['indicator_label']}”"
                f"{', ' + when if when else ''}: {self._figure(row)}.",
            )
        if reading.indicator:
            return self.say(
                f"theo {documents}, {area} đặt {len(rows)} mục tiêu {self._about(area=False)}: "
                f"{self._items(rows)}.",
                f"according to {documents}, {area} has {len(rows)} targets for "
                f"{self._about(area=False)}: {self._items(rows)}.",
            )
        year = self.say(f" đến năm {reading.year}", f" by {reading.year}") if reading.year else ""
        return self.say(
            f"theo {documents}, {area} có {len(rows)} mục tiêu{year}: "
            f"{self._items(rows, indicator=True)}.",
            f"according to {documents}, {area} has {len(rows)} targets{year}: "
            f"{self._items(rows, indicator=True)}.",
        )

    def _measured(self) -> str:
        """What was measured, each with its method: two methods are not compared."""
        rows, reading = self.rows, self.reading
        if reading.order or (reading.figure and not reading.area):
            by_method: dict[str, list[Row]] = {}
            for row in rows:
                by_method.setdefault(row.get("method_label", ""), []).append(row)
            parts = [
                self.say(f"đo được, theo {method}: ", f"measured, by {method}: ")
                + (self._first(kept) if reading.order else self._items(kept, area=True))
                for method, kept in by_method.items()
            ]
            return "; ".join(parts) + "."
        items = []
        for row in rows[:_IN_A_SENTENCE]:
            head = [] if reading.area else [row["area_label"]]
            if not reading.indicator:
                head.append(f"“{row['indicator_label']}”")
            if year := year_of(row):
                head.append(self._in(year))
            how = row.get("method_label", "")
            among = row.get("universe_label", "") if slug(row.get("unit")) == "rank" else ""
            items.append(
                f"{', '.join(head)}: {self._figure(row)}"
                + (f", {among.lower()}" if among else "")
                + (self.say(f", theo {how}", f", by {how}") if how else "")
            )
        place = self.label(reading.area) if reading.area else ""
        what = f"“{self.label(reading.indicator)}”" if reading.indicator else ""
        about = ", ".join(part for part in (place, what) if part)
        head_words = self.say("kết quả đo được", "measured results")
        return (
            f"{head_words}{', ' + about if about else ''}: "
            f"{'; '.join(items)}{self._more(len(rows))}."
        )

    def _first(self, rows: Sequence[Row]) -> str:
        """The first of ordered rows, and all that have the same value."""
        first = [row for row in rows if row["value"] == rows[0]["value"]]
        what = (
            self.say("cao nhất", "the highest")
            if self.reading.order == cues.HIGHEST
            else self.say("thấp nhất", "the lowest")
        )
        about = self._about(area=False)
        return self.say(
            f"trong {len(rows)} con số mà đồ thị có về {about}, {what} là "
            f"{self._items(first, area=True)}",
            f"of the {len(rows)} figures that the graph holds for {about}, {what}: "
            f"{self._items(first, area=True)}",
        )

    def _across(self) -> str:
        rows, reading = self.rows, self.reading
        about = self._about(area=False)
        if reading.order:
            return self._first(rows) + "."
        areas = len({row["area"] for row in rows})
        asked = ""
        if figure := reading.figure:
            asked = figure_words(
                figure.comparator, figure.value, figure.upper, figure.unit, self.language
            )
            asked = self.say(f" in con số {asked}", f" print a figure of {asked}")
            about = self._about(area=False, figure=False)
            return self.say(
                f"{areas} địa bàn{asked} về {about}: {self._items(rows, area=True)}.",
                f"{areas} {'area' if areas == 1 else 'areas'}{asked} for {about}: "
                f"{self._items(rows, area=True)}.",
            )
        return self.say(
            f"{areas} địa bàn có mục tiêu về {about}: {self._items(rows, area=True)}.",
            f"{areas} {'area has' if areas == 1 else 'areas have'} targets for {about}: "
            f"{self._items(rows, area=True)}.",
        )

    def _promise(self, row: Row) -> str:
        """Whose it is, what it is about, and by when."""
        when = self._when(row)
        return f"{row['area_label']}, “{row['indicator_label']}”{', ' + when if when else ''}"

    def _against(self) -> str:
        items = []
        for row in self.rows[:_IN_A_SENTENCE]:
            item = self._promise(row)
            item += f": {self._figure(row)}, {row['document_label']}; "
            item += self.say("kết luận: ", "verdict: ") + row["verdict_label"].lower()
            if "national" in row:
                year = row["national_deadline"][:4]
                national = self._figure(row, "national_")
                item += self.say(
                    f" so với mức quốc gia {national} đến năm {year}",
                    f", against the national {national} by {year}",
                )
            items.append(item)
        yardstick = self.label(dict(self.reading.parameters)["national"])
        count = len(self.rows)
        return self.say(
            f"so với {yardstick}, {count} mục tiêu: {'; '.join(items)}{self._more(count)}.",
            f"against {yardstick}, {count} {'target' if count == 1 else 'targets'}: "
            f"{'; '.join(items)}{self._more(count)}.",
        )

    def _progress(self) -> str:
        items = []
        for row in self.rows[:_IN_A_SENTENCE]:
            item = self._promise(row)
            item += f", {self._figure(row)}: {row['state_label'].lower()}"
            if "cannot_be_said_label" in row:
                item += f" ({row['cannot_be_said_label'].lower()})"
            if "observed_value" in row:
                observed = figure_words(
                    slug(row.get("observed_comparator")),
                    decimal(row["observed_value"]),
                    None,
                    slug(row.get("unit")),
                    self.language,
                )
                place = place_words(row.get("outcome_place"), self.language)
                item += self.say(
                    f"; đo được {observed} năm {row.get('period', '')[:4]}, theo "
                    f"{row.get('method_label', '')} ({place})",
                    f"; measured {observed} in {row.get('period', '')[:4]}, by "
                    f"{row.get('method_label', '')} ({place})",
                )
            items.append(item)
        return "; ".join(items) + self._more(len(self.rows)) + "."

    def _inherited(self) -> str:
        rows = self.rows
        names = listed(list(dict.fromkeys(row["predecessor_label"] for row in rows)), self.language)
        area = self.label(self.reading.area or "")
        return self.say(
            f"{area} hình thành từ các địa bàn có {len(rows)} mục tiêu còn được biết ({names}): "
            f"{self._items(rows, area=True, indicator=not self.reading.indicator)}.",
            f"the predecessors of {area} that have targets ({names}) have {len(rows)}: "
            f"{self._items(rows, area=True, indicator=not self.reading.indicator)}.",
        )

    def _chain(self) -> str:
        start = self.label(dict(self.reading.parameters)["document"])
        items = dict.fromkeys(
            f"{row['lower_label']} – {row['link_label'].lower()} – {row['upper_label']}"
            for row in self.rows
        )
        return self.say(f"phía trên {start}: ", f"above {start}: ") + "; ".join(items) + "."

    def _gaps(self) -> str:
        items = []
        for row in self.rows[:_IN_A_SENTENCE]:
            when = self._when(row)
            items.append(f"“{row['indicator_label']}”{', ' + when if when else ''}")
        area = self.label(self.reading.area or self.rows[0]["area"])
        count = len(self.rows)
        return self.say(
            f"không thấy ở {area} mục tiêu tương ứng với {count} mục tiêu quốc gia: "
            f"{'; '.join(items)}{self._more(count)}.",
            f"for {count} national targets no target of {area} is held: "
            f"{'; '.join(items)}{self._more(count)}.",
        )

    def _conflicts(self) -> str:
        items = [
            f"{self._item(row, indicator=True)} – {row['other_kind_label'].lower()}: "
            f"{self._figure(row, 'other_')}"
            for row in self.rows[:_IN_A_SENTENCE]
        ]
        return "; ".join(items) + self._more(len(self.rows)) + "."

    def _listed(self) -> str:
        rows = self.rows
        about = self._about()
        head = about + ", " if about else ""
        items = self._items(rows, area=not self.reading.area, indicator=True)
        return f"{head}{len(rows)} {self.say('mục tiêu', 'targets')}: {items}."

    def _silence(self) -> str:
        """Nothing was found: of what was understood, and what stands near it."""
        about = self._about() or self.say("câu hỏi này", "this question")
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

    # --- What is not known

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
        if self.partly and self.reading.indicator:
            name = self.label(self.reading.indicator)
            notes.append(
                self.say(
                    f"Câu hỏi không nêu trọn tên chỉ số; ở đây hiểu là “{name}”.",
                    f"The question does not say the indicator's whole name; read as “{name}”.",
                )
            )
        if not self.rows:
            notes += self._held_instead()
        if not self.rows and (document := dict(reading.parameters).get("document")):
            notes += self._known_by_name(document)
        if reading.area and reading.query != "document-chain":
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
        kin = (*lexicon.predecessors(area), *lexicon.successors.get(area, ())) if area else ()
        for other in kin:
            if held := self._held((other,), indicator):
                name = self.label(other)
                notes.append(self.say(f"Của {name} có {held}.", f"Of {name} it holds {held}."))
        return notes

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
        rest = len(documents) - len(whole)
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
            notes.append(
                self.say(
                    f"Của {self.label(area)} còn {rest} văn bản chưa được đọc trọn; trong đó có gì "
                    "thì không rõ."
                    if rest
                    else f"Chưa có văn bản nào của {self.label(area)} trong đồ thị.",
                    f"{rest} documents of {self.label(area)} were not read whole; what they hold "
                    "is not known."
                    if rest
                    else f"The graph has no document of {self.label(area)} yet.",
                )
            )
        return notes
