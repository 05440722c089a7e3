"""Which rows of a named query a reading keeps, and in which order it tells them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from dxgraph.asking.answer.statement import Row, decimal, slug, year_of
from dxgraph.asking.graph.lexicon import year_of_document
from dxgraph.asking.language import cues
from dxgraph.asking.understand.question_reading import PARTS_OF_AN_AREA, Reading
from dxgraph.evidence import Figure
from dxgraph.terms import LEVEL


def _for_any_level(reading: Reading) -> tuple[str | None, ...]:
    """The levels of rows that speak of the one that is asked for too: most of what was measured is
    said of no level, and the words of a level may only name the kind of area ("cấp tỉnh"); those of
    a district or a commune do not."""
    whole = reading.query == "outcomes" and reading.level not in PARTS_OF_AN_AREA
    measured = (LEVEL["not-applicable"],) if whole else ()
    return (None, LEVEL.all, *measured)


def _told_once(row: Row) -> tuple[object, ...]:
    """What of a row is said once: a query may give a target for each thing beside it."""
    if "target" not in row:
        return (id(row),)
    return tuple(row.get(name) for name in ("target", "national", "other", "upper"))


def are_more(rows: list[Row], told: list[Row]) -> bool:
    """Whether the rows of a query are more than the ones that are told."""
    return not {*map(_told_once, rows)} <= {*map(_told_once, told)}


def kept(rows: list[Row], reading: Reading) -> list[Row]:
    """The rows of a query that a reading speaks of, in its order."""
    found: list[Row] = []
    seen = set()
    for row in rows:
        if (key := _told_once(row)) in seen:
            continue
        seen.add(key)
        if row.get("answer") == "not-known":
            continue  # of an area no document was read whole: nothing follows from silence
        of_area = "predecessor" if reading.query == "inherited-targets" else "area"
        if reading.areas and row.get(of_area, row.get("new_area")) not in reading.areas:
            continue
        if reading.documents and row.get("document") not in reading.documents:
            continue
        if reading.level and row.get("level") not in (reading.level, *_for_any_level(reading)):
            continue
        if reading.late and row.get("deadline", "")[:4] >= row.get("period", "")[:4]:
            continue
        if reading.figure and not (_is if reading.quoted else _fits)(row, reading.figure):
            continue
        if reading.query == "issuers" and not _issued_so(row, reading):
            continue
        if reading.years and (year_of(row) or 0) not in range(
            reading.years[0], reading.years[1] + 1
        ):
            continue
        if reading.universe and slug(row.get("universe")) != reading.universe:
            continue
        found.append(row)
    if reading.figure and reading.figure.comparator == "within-top" and not reading.area:
        found.sort(key=lambda row: (year_of(row) or 0, Decimal(row["value"])))
    if reading.order and reading.query != "issuers":
        found = [row for row in found if "value" in row]
        # Of ranks the first is the highest.
        ranks = any(slug(row.get("unit")) == "rank" for row in found)
        down = (reading.order == cues.HIGHEST) is not ranks
        found.sort(key=lambda row: Decimal(row["value"]), reverse=down)
    return found


def _issued_so(row: Row, reading: Reading) -> bool:
    """Whether a document is of the year that is asked for, and has a number where it must."""
    if reading.numbered and "document_number" not in row:
        return False
    issued = year_of_document(row.get("document_date"), row["document_label"])
    return not reading.year or issued == str(reading.year)


_UPPER: Final = {"at-most", "less-than"}
_LOWER: Final = {"at-least", "greater-than"}
_SHARES: Final = {"percent", "percent-per-year"}
"""Units that a text prints alike."""


def _is(row: Row, figure: Figure) -> bool:
    """Whether a printed figure is the one that is quoted, with the word before it."""
    said = slug(row.get("comparator")), decimal(row.get("upper_value"))
    return said == (figure.comparator, figure.upper) and _fits(
        row, replace(figure, comparator="equal", upper=None)
    )


def _fits(row: Row, figure: Figure) -> bool:
    """Whether a printed figure is what was asked for: "more than 30" finds 35, and "more than 30".

    The printed number counts, whatever word stands before it; the word is said in the answer.
    """
    value = decimal(row.get("value"))
    if value is None:
        return False
    comparator = slug(row.get("comparator"))
    unit = slug(row.get("unit"))
    if None not in (figure.unit, unit) and {figure.unit, unit} not in ({unit}, _SHARES):
        return False
    if figure.upper is not None:
        return figure.value <= value <= figure.upper
    asked = figure.comparator
    if asked == "greater-than":
        return value > figure.value or (value == figure.value and comparator == "greater-than")
    if asked == "at-least":
        return value > figure.value or (value == figure.value and comparator not in _UPPER)
    # Of a range both ends are below a bound, not the one that is printed first.
    most = decimal(row.get("upper_value")) or value
    if asked == "less-than":
        return most < figure.value or (most == figure.value and comparator == "less-than")
    if asked in ("at-most", "within-top"):
        # "At least 20" is never "at most 20".
        return most < figure.value or (most == figure.value and comparator not in _LOWER)
    return value == figure.value
