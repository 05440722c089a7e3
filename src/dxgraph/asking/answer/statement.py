"""What an answer rests on: a row of a named query, as a figure with its place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dxgraph.asking.answer.wording import figure_words, place_words
from dxgraph.asking.graph.lexicon import Lexicon
from dxgraph.evidence import Language
from dxgraph.terms import LEVEL

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A target, or what stands for one in an answer, with its figure and where it is printed."""

    iri: str
    area: str
    indicator: str
    level: str
    year: int | None
    comparator: str | None
    value: Decimal | None
    upper: Decimal | None
    unit: str | None
    figure: str
    """In words, in the language of the answer."""
    printed: str | None
    place: str | None
    place_words: str
    address: str | None
    document: str | None
    confidence: str | None
    says: str = ""
    """A verdict, a state, or what is lacking."""

    def data(self, lexicon: Lexicon, language: Language) -> dict[str, Any]:
        """The statement for JSON; what is not known is left out."""

        def thing(iri: str | None) -> dict[str, str] | None:
            return {"iri": iri, "label": lexicon.label(iri, language)} if iri else None

        members: dict[str, Any] = {
            "iri": self.iri,
            "area": thing(self.area),
            "indicator": thing(self.indicator),
            "level": thing(self.level),
            "year": self.year,
            "comparator": self.comparator,
            "value": str(self.value) if self.value is not None else None,
            "upper_value": str(self.upper) if self.upper is not None else None,
            "unit": self.unit,
            "figure": self.figure,
            "printed_figure": self.printed,
            "place": self.place,
            "place_in_words": self.place_words,
            "address": self.address,
            "document": thing(self.document),
            "confidence": self.confidence,
            "says": self.says or None,
        }
        return {name: value for name, value in members.items() if value is not None}


def slug(iri: str | None) -> str | None:
    return iri.rpartition("/")[2] if iri else None


def decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None


def year_of(row: Row) -> int | None:
    """The year in which a target is due, or of which an outcome tells."""
    when = row.get("deadline") or row.get("period", "")
    return int(when[:4]) if when[:4].isdigit() else None


def unit_of(row: Row, prefix: str = "") -> str | None:
    """The unit of a figure; a place among others is a rank, whatever its unit is called."""
    placed = "universe_size" in row or slug(row.get(f"{prefix}comparator")) == "within-top"
    return "rank" if placed else slug(row.get("unit"))


def figure_of(row: Row, language: Language, prefix: str = "") -> str:
    """A figure of a row in words; `prefix` is that of its columns."""
    return figure_words(
        slug(row.get(f"{prefix}comparator")),
        decimal(row.get(f"{prefix}value")),
        decimal(row.get(f"{prefix}upper_value")),
        unit_of(row, prefix),
        language,
    )


def statement_of(row: Row, lexicon: Lexicon, language: Language) -> Statement:
    """The target that a row of a named query tells of."""
    says = next(
        (row[f"{name}_label"] for name in ("verdict", "state", "lacks") if f"{name}_label" in row),
        row.get("method_label", "") if "period" in row and "state" not in row else "",
    )
    return Statement(
        iri=row["target"],
        area=row.get("predecessor") or row.get("area") or "",
        indicator=row.get("indicator", ""),
        level=row.get("level", LEVEL["not-applicable"]),
        year=year_of(row),
        comparator=slug(row.get("comparator")),
        value=decimal(row.get("value")),
        upper=decimal(row.get("upper_value")),
        unit=unit_of(row),
        figure=figure_of(row, language),
        printed=row.get("printed_figure"),
        place=row.get("place"),
        place_words=place_words(row.get("place"), lexicon, language),
        address=row.get("address"),
        document=row.get("document"),
        confidence=slug(row.get("confidence")),
        says=says,
    )
