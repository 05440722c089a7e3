"""The list of a batch: a document a line, under a header that names the columns.

Tabs, commas or semicolons part the cells, whichever the header has: spreadsheets write all three.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dxgraph import files
from dxgraph.errors import DataError

COLUMNS = ("file", "territory", "number", "date", "type", "address")
"""What a list may have; a file is needed, the rest is read from the text where a cell is empty."""
_SIGNS = "\t;,"
_MANY = 20
"""So many faults are told at once."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list."""

    line: int
    """From 1, the header's."""
    name: str
    """The file as the list calls it."""
    file: Path
    territory: str | None
    number: str | None
    day: date | None
    type: str | None
    address: str | None

    @property
    def given(self) -> tuple[str, ...]:
        """What the line says, whichever line it is."""
        day = self.day.isoformat() if self.day else ""
        said = (self.territory, self.number, day, self.type, self.address)
        return (self.name, *(part or "" for part in said))


def read_list(path: Path) -> list[Row]:
    """The lines of a list; files are meant from the folder that the list is in.

    Raises DataError with every line that is wrong: who has a hundred of them mends them at once.
    """
    reader = csv.reader(files.read_text(path).splitlines(keepends=True), delimiter=_sign(path))
    try:
        lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise _fault(path, reader.line_num, [f"the line cannot be parted: {error}."]) from error
    if not lines:
        raise _fault(path, None, ["the list is empty."])
    (_, header), *rest = lines
    _check_header(path, [name.lower() for name in header])
    names = [name.lower() for name in header]
    rows: list[Row] = []
    faults: list[str] = []
    seen: dict[tuple[str, ...], int] = {}
    for line, cells in rest:
        if not any(cells):
            continue
        row, wrong = _row(path, line, names, cells)
        faults += [f"line {line}: {fault}" for fault in wrong]
        first = seen.setdefault(row.given, line)
        if first != line and not wrong:
            faults.append(f"line {line}: says the same as line {first}.")
        rows.append(row)
    if faults:
        raise _fault(path, None, faults)
    if not rows:
        raise _fault(path, None, ["the list names no file."])
    return rows


def _sign(path: Path) -> str:
    header = files.read_text(path).partition("\n")[0]
    return max(_SIGNS, key=header.count)


def _check_header(path: Path, names: Sequence[str]) -> None:
    faults = [f"{name or 'an empty name'} is no column." for name in names if name not in COLUMNS]
    faults += [f"{name} is there twice." for name in COLUMNS if names.count(name) > 1]
    if "file" not in names:
        faults.append("there is no column file.")
    if faults:
        raise _fault(path, 1, faults)


def _row(
    path: Path, line: int, names: Sequence[str], cells: Sequence[str]
) -> tuple[Row, list[str]]:
    said = dict(zip(names, cells, strict=False))
    faults = list(_faults(names, cells, said))
    try:
        day = date.fromisoformat(said["date"]) if said.get("date") else None
    except ValueError:
        faults.append(f"{said['date']!r} is no date; write it as 2024-01-15.")
        day = None
    row = Row(
        line=line,
        name=said.get("file", ""),
        file=path.parent / said.get("file", ""),
        territory=said.get("territory") or None,
        number=said.get("number") or None,
        day=day,
        type=said.get("type") or None,
        address=said.get("address") or None,
    )
    return row, faults


def _faults(names: Sequence[str], cells: Sequence[str], said: dict[str, str]) -> Iterator[str]:
    if len(cells) > len(names):
        yield f"there are {len(cells)} cells under {len(names)} columns."
    if not said.get("file"):
        yield "no file is named."


def _fault(path: Path, line: int | None, faults: Sequence[str]) -> DataError:
    told = list(faults[:_MANY])
    if len(faults) > _MANY:
        told.append(f"and {len(faults) - _MANY} more.")
    return DataError(
        "\n  ".join(told),
        path=path,
        line=line,
        remedy=f"A list has a header with the column file, and as you need them "
        f"{', '.join(COLUMNS[1:])}; a document a line.",
    )
