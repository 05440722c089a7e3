"""The text of a DOCX file: all that Word shows in it, and nothing that was deleted.

Word keeps text in many wrappers: links, fields, content controls, smart tags, accepted insertions
and moves, equations, text boxes. All are walked through; deleted and hidden text, and the code of
fields, stay out. Notes come behind the text, a line each. What holds no text that can be read
(pictures, embedded files) is counted, so that it can be said.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from dxgraph.drafting.read import fonts
from dxgraph.drafting.read.grids import Cell, table_lines
from dxgraph.drafting.read.letters import raised

# lxml has no types: an element is anything here.
Element = Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = b"http://purl.oclc.org/ooxml/"

_OUT = frozenset(
    _W + name
    for name in (
        *("del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "tblPr", "tcPr"),
        *("trPr", "sdtPr", "sdtEndPr", "sectPr", "tblGrid", "rt", "annotationRef"),
    )
)
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_DEEPEST = 200


@dataclass
class Found:
    """What a file shows, and what in it cannot be read as text."""

    lines: list[str] = field(default_factory=list)
    pictures: int = 0
    embedded: int = 0
    struck: list[str] = field(default_factory=list)
    """What is struck out."""
    margins: list[str] = field(default_factory=list)
    """What stands at the head or foot of its pages, and is no part of its text."""


def from_docx(packed: zipfile.ZipFile) -> Found:
    """Everything that a DOCX file shows. Raises what lxml and zipfile raise for broken files."""
    main = _main_part(packed)
    reader = _Reader(_styles(packed, main))
    body = _parsed(packed, main).find(f"{_W}body")
    if body is not None:
        reader.found.lines += reader.blocks(body, 0)
    for name in ("footnotes", "endnotes"):
        notes = _part(packed, str(PurePosixPath(main).parent / f"{name}.xml"))
        for note in notes if notes is not None else ():
            if note.get(f"{_W}type") in (None, "normal"):
                reader.found.lines += reader.blocks(note, 0)
    margins = _Reader(_styles(packed, main))
    for name in sorted(packed.namelist()):
        if _MARGIN.search(name):
            part = _parsed(packed, name)
            margins.found.lines += margins.blocks(part, 0)
    said = (" ".join(line.split()) for line in margins.found.lines)
    reader.found.margins = list(dict.fromkeys(line for line in said if re.search(r"\w", line)))
    return reader.found


_MARGIN = re.compile(r"(?:^|/)(?:header|footer)\d*\.xml$")


def _main_part(packed: zipfile.ZipFile) -> str:
    """Where the text is: where the package says, usually word/document.xml."""
    links = _part(packed, "_rels/.rels")
    for link in links if links is not None else ():
        if str(link.get("Type", "")).endswith("/officeDocument"):
            return str(link.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _part(packed: zipfile.ZipFile, name: str) -> Element:
    return _parsed(packed, name) if name in packed.namelist() else None


def _parsed(packed: zipfile.ZipFile, name: str) -> Element:
    from lxml import etree  # type: ignore[import-untyped]

    data = packed.read(name)
    if _STRICT in data[:20_000]:  # the strict form of the standard names its spaces otherwise
        data = data.replace(
            _STRICT + b"wordprocessingml/main",
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        ).replace(
            _STRICT + b"officeDocument/math",
            b"http://schemas.openxmlformats.org/officeDocument/2006/math",
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.parse(io.BytesIO(data), parser).getroot()


def _styles(packed: zipfile.ZipFile, main: str) -> frozenset[str]:
    """The styles of paragraphs that Word puts the marks of lists before."""
    styles = _part(packed, str(PurePosixPath(main).parent / "styles.xml"))
    found = set()
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        name = style.find(f"{_W}name")
        listed = name is not None and str(name.get(f"{_W}val", "")).lower().startswith("list")
        if listed or style.find(f"{_W}pPr/{_W}numPr") is not None:
            found.add(str(style.get(f"{_W}styleId")))
    return frozenset(found)


class _Reader:
    def __init__(self, listed: frozenset[str]) -> None:
        self._listed = listed
        self._fields: list[bool] = []
        """For each field that is open, whether its result has begun."""
        self.found = Found()

    # ---- Blocks ------------------------------------------------------------------------------

    def blocks(self, parent: Element, depth: int) -> list[str]:
        """The lines of the paragraphs and tables in an element, whatever wraps them."""
        found: list[str] = []
        for child in parent:
            if child.tag == f"{_W}p":
                found += self._paragraph(child, depth)
            elif child.tag == f"{_W}tbl":
                found += table_lines(self._rows(child, depth))
            elif child.tag == f"{_W}altChunk":
                self.found.embedded += 1
            elif isinstance(child.tag, str) and child.tag not in _OUT and depth < _DEEPEST:
                found += self.blocks(child, depth + 1)
        return found

    def _paragraph(self, paragraph: Element, depth: int) -> list[str]:
        boxes: list[str] = []
        text = "".join(self._inline(paragraph, boxes, depth))
        # A field whose end is lacking takes no more than its paragraph with it.
        self._fields = [begun for begun in self._fields if begun]
        lines = [" ".join(line.split()) for line in text.split("\n")]
        lines = [line for line in lines if line]
        if lines and self._is_listed(paragraph):
            lines[0] = f"- {lines[0]}"
        return lines + boxes

    def _is_listed(self, paragraph: Element) -> bool:
        # The marks of numbered and bulleted lists are made by Word and not in the text.
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is not None:
            return str(number.get(f"{_W}val")) != "0" and not self._is_heading(paragraph)
        return style is not None and style.get(f"{_W}val") in self._listed

    def _is_heading(self, paragraph: Element) -> bool:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return style is not None and "heading" in str(style.get(f"{_W}val")).lower()

    def _rows(self, table: Element, depth: int) -> list[list[Cell]]:
        rows: list[list[Cell]] = []
        open_cells: dict[int, Cell] = {}
        for row in _below(table, f"{_W}tr"):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                continue
            head = row.find(f"{_W}trPr/{_W}tblHeader") is not None
            column = _value(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
            cells: list[Cell] = []
            for part in _below(row, f"{_W}tc"):
                columns = max(1, _value(part.find(f"{_W}tcPr/{_W}gridSpan"), 1))
                merged = part.find(f"{_W}tcPr/{_W}vMerge")
                above = open_cells.pop(column, None)
                if part.find(f"{_W}tcPr/{_W}cellDel") is not None:
                    continue
                lines = self.blocks(part, depth + 1)
                if merged is not None and merged.get(f"{_W}val") != "restart" and above is not None:
                    # Word shows the first cell's text alone, but keeps what is in the others.
                    above.rows += 1
                    above.lines += lines
                    open_cells[column] = above
                else:
                    cell = Cell(
                        lines,
                        columns,
                        head=head,
                        nested=next(part.iter(f"{_W}tbl"), None) is not None,
                        column=column,
                    )
                    cells.append(cell)
                    if merged is not None:
                        open_cells[column] = cell
                column += columns
            rows.append(cells)
        return rows

    # ---- Inside a paragraph ------------------------------------------------------------------

    def _inline(self, parent: Element, boxes: list[str], depth: int) -> Iterator[str]:
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in _OUT:
                continue
            name = tag.rpartition("}")[2]
            if tag == f"{_W}fldChar":
                self._field(str(child.get(f"{_W}fldCharType")))
            elif not all(self._fields):
                if tag == f"{_W}r":
                    yield from self._inline(child, boxes, depth)
            elif tag in (f"{_W}t", f"{_M}t"):
                yield child.text or ""
            elif tag.startswith(_W) and name in _SIGNS:
                yield _SIGNS[name]
            elif tag == f"{_W}sym":
                yield fonts.sign_of(child.get(f"{_W}char", ""), child.get(f"{_W}font", ""))
            elif tag == f"{_W}r":
                yield from self._run(child, boxes, depth)
            elif tag == f"{_M}f":
                top, under = child.find(f"{_M}num"), child.find(f"{_M}den")
                yield from self._inline(top, boxes, depth) if top is not None else ()
                yield "/"
                yield from self._inline(under, boxes, depth) if under is not None else ()
            elif tag == f"{_M}sup":
                yield raised("".join(self._inline(child, boxes, depth)))
            elif tag == f"{_W}txbxContent":
                boxes += self.blocks(child, depth + 1)
            elif tag == f"{_MC}AlternateContent":
                # The same thing twice, for newer and for older programs.
                chosen = child.find(f"{_MC}Choice")
                chosen = child.find(f"{_MC}Fallback") if chosen is None else chosen
                if chosen is not None:
                    yield from self._inline(chosen, boxes, depth + 1)
            elif depth < _DEEPEST:
                if name in ("blip", "imagedata"):
                    self.found.pictures += 1
                elif name == "OLEObject":
                    self.found.embedded += 1
                yield from self._inline(child, boxes, depth + 1)

    def _run(self, run: Element, boxes: list[str], depth: int) -> Iterator[str]:
        style = run.find(f"{_W}rPr")
        if style is not None:
            if _has(style, "vanish"):
                return
            if _has(style, "strike") or _has(style, "dstrike"):
                said = "".join(self._inline(run, boxes, depth)).strip()
                self.found.struck += [said] if said else []
                return
            place = style.find(f"{_W}vertAlign")
            if place is not None and place.get(f"{_W}val") == "superscript":
                said = "".join(self._inline(run, boxes, depth))
                yield raised(said) if said.isdigit() else said
                return
            font = style.find(f"{_W}rFonts")
            if font is not None:
                name = font.get(f"{_W}ascii") or font.get(f"{_W}hAnsi", "")
                yield from (fonts.shown(said, name) for said in self._inline(run, boxes, depth))
                return
        yield from self._inline(run, boxes, depth)

    def _field(self, kind: str) -> None:
        """A field is its code, then what it shows."""
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()


def _below(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, through what wraps them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _OUT:
            yield from _below(child, tag) if child.tag not in (f"{_W}tc", f"{_W}tbl") else ()


def _has(style: Element, name: str) -> bool:
    """Whether a run is of a style that is on or off."""
    found = style.find(f"{_W}{name}")
    return found is not None and found.get(f"{_W}val") not in ("0", "false", "off")


def _value(element: Element, default: int) -> int:
    text = str(element.get(f"{_W}val", "")) if element is not None else ""
    return min(int(text), 100) if text.isdecimal() and len(text) < 6 else default
