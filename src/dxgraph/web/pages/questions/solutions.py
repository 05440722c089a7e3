"""The answer of a named query as people read it: a table of cells, with words for codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from dxgraph.bilingual import Language
from dxgraph.catalogue import Column
from dxgraph.catalogue.results import spoken
from dxgraph.curies import shorten
from dxgraph.model.answers import Iri, Terms, Text, value
from dxgraph.model.figures import in_signs
from dxgraph.model.things import Name
from dxgraph.model.view import View
from dxgraph.terms import LEVEL, SOURCE, VERDICT, XSD


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell."""

    text: str = ""
    iri: str = ""
    """What the text leads to."""
    place: bool = False
    """Whether it is a position in a source."""
    verdict: Name | None = None
    """The verdict that it is, which has a sign and a colour."""
    printed: bool = False
    """Whether it is the words of a source, which stay as they are in every language."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of a table for people."""

    heading: str
    meaning: str
    number: bool
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> bool:
        """Whether any cell says something; a table of many columns has no room for the others."""
        return any(cell.text or cell.verdict for cell in self.cells)


class Table:
    """A table of solutions as people read it: labels that lead to their things, figures with their
    signs, positions short. Of a long answer only the rows of `numbers` are held."""

    def __init__(
        self,
        columns: Sequence[Column],
        bindings: Iterable[Terms],
        numbers: range,
        view: View,
        language: Language,
    ) -> None:
        self._columns = {column.name: column for column in columns}
        self._view = view
        self._language = language
        self._firsts: Terms = {}
        """The first term of each column that has one."""
        self._same = set(self._columns)
        """The columns that are the same in all rows."""
        self._rows: list[Terms] = []
        self._count = 0
        self._first: Terms = {}
        for number, row in enumerate(bindings):
            self._first = first = self._first if number else row
            self._count = number + 1
            self._same -= {name for name in self._same if row.get(name) != first.get(name)}
            if not row.keys() <= self._firsts.keys():
                self._firsts = row | self._firsts
            if number in numbers:
                self._rows.append(row)

    def shown(self) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
        """What is the same in all rows, and the columns of the rows that are held."""
        same, differing = [], []
        for column in self._columns.values():
            if not column.shown or self._within_figure(column.name):
                continue
            if column.name not in self._firsts:
                continue
            heading = self._language.pick(column.heading)
            meaning = self._language.pick(column.meaning)
            if self._count > 1 and self._one(column.name):
                cell = self._cell(column.name, self._first)
                same.append(Shown(heading, meaning, number=False, cells=(cell,)))
                continue
            is_number = self._holds_numbers(column.name)
            cells = tuple(self._cell(column.name, row) for row in self._rows)
            differing.append(Shown(heading, meaning, number=is_number, cells=cells))
        return tuple(same), tuple(differing)

    def _one(self, name: str) -> bool:
        """Whether a column, and what its cells are made of beside it, is the same in all rows."""
        return self._same >= {n for n in self._columns if n == name or self._beside(n, name)}

    @staticmethod
    def _beside(other: str, name: str) -> bool:
        """Whether a cell of `name` tells `other` too: a label its thing, a value sign and unit."""
        stem = name.removesuffix("_label").removesuffix("value")
        return other == name.removesuffix("_label") or (
            name.endswith("value")
            and other in {f"{stem}sign", f"{stem}upper_value", f"{stem}unit", "unit"}
        )

    def _within_figure(self, name: str) -> bool:
        """Whether a column is told in the cell of the value that it belongs to."""
        for ending in ("sign", "upper_value"):
            if name.endswith(ending) and f"{name.removesuffix(ending)}value" in self._columns:
                return True
        return False

    def _holds_numbers(self, name: str) -> bool:
        """Whether there is a number in a column: by its first cell, for a column is of one kind."""
        found = value(self._firsts[name])
        return isinstance(found, int | float | Decimal) and not isinstance(found, bool)

    def _cell(self, name: str, row: Mapping[str, Mapping[str, str]]) -> Cell:
        term = row.get(name)
        if term is None:
            return Cell()
        found = value(term)
        if name.endswith("_label"):
            of = row.get(name.removesuffix("_label"), {})
            iri = of["value"] if of.get("type") == "uri" else ""
            if iri.startswith(VERDICT):
                return Cell(str(found), iri, verdict=self._view.name(iri))
            if iri == LEVEL["not-applicable"]:
                return Cell()
            return Cell(str(found), iri)
        if isinstance(found, Iri):
            return self._thing(found)
        ends = isinstance(found, date) and (found.month, found.day) == _END
        if ends and name.endswith("deadline"):
            return Cell(str(found.year))
        text = self._text(found, term)
        if text in self._columns[name].codes:
            return Cell(self._language.pick(self._columns[name].codes[text]))
        if name.endswith("printed_figure"):
            return Cell(text, printed=True)
        if name.endswith("value"):
            beginning = name.removesuffix("value")
            sign, upper = row.get(f"{beginning}sign"), row.get(f"{beginning}upper_value")
            if upper is not None:
                text += f"–{self._text(value(upper), upper)}"
            unit = row.get(f"{beginning}unit", row.get("unit", {})).get("value", "")
            text = in_signs(
                text,
                sign["value"] if sign else "",
                unit.rpartition("/")[2],
                self._view.notations.get(unit, ""),
                self._language,
            )
            of = row.get(_FIGURE_OF.get(beginning, ""), {})
            return Cell(text, of["value"] if of.get("type") == "uri" else "")
        return Cell(text)

    def _thing(self, iri: Iri) -> Cell:
        if iri.startswith(SOURCE) and "#char=" in iri:
            return Cell(iri.rpartition("#char=")[2].replace(",", "–"), iri, place=True)
        if iri.startswith(SOURCE):
            return Cell(self._language.say("trang nguồn", "source page"), iri)
        name = self._view.name(iri)
        return Cell(name.label(self._language) if name.labels else shorten(iri), iri)

    def _text(self, found: Any, term: Mapping[str, str]) -> str:
        if isinstance(found, date):
            return self._language.day(found)
        if isinstance(found, Text):
            return str(found)
        if term.get("datatype") == XSD.gYear:
            # The year 2025 is no quantity of 2.025.
            return str(found)
        if isinstance(found, float):
            return self._language.number(found)
        return spoken(found, self._language)


_END: Final = (12, 31)
"""What is printed as "by 2025" is due on the last day of it; people read the year."""
_FIGURE_OF: Final = {
    "": "target",
    "national_": "national",
    "observed_": "outcome",
    "other_": "other",
}
"""The column with the thing whose figure it is, by the beginning of the figure's column."""
