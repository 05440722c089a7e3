"""The text of a page: a line a block, a tab between cells, what readers do not see left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dxgraph.drafting.read.grids import Cell, table_lines
from dxgraph.drafting.read.letters import raised

if TYPE_CHECKING:
    from bs4.element import PageElement, Tag

_DROPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "nav", "iframe", "object", "head", "title"),
        *("button", "select", "datalist", "textarea", "audio", "video", "canvas"),
    )
)
_BROKEN = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd"),
        *("details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr"),
        *("legend", "li", "main", "menu", "ol", "optgroup", "p", "pre", "search", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "text", "thead", "tr", "ul"),
    )
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEEPEST = 20
"""Tables in tables; what is deeper is read as lines."""


def is_html(text: str) -> bool:
    """Whether a text is a page rather than plain text."""
    head = text[:2000].lstrip().lower()
    return head.startswith(("<!doctype html", "<html")) or (
        head.startswith("<")
        and re.search(r"<(?:html|head|body)\b", text[:20000].lower()) is not None
    )


def is_part(text: str) -> bool:
    """Whether a text is a part of a page, cut out of it."""
    head = text.lstrip()
    return (
        re.match(
            r"<(?:div|p|table|section|article|span|ul|ol|main|h[1-6])\b[^<>]*>", head, re.IGNORECASE
        )
        is not None
        and re.search(r"</(?:div|p|table|section|article|span|ul|ol|main|h[1-6])>", head)
        is not None
    )


def from_html(text: str) -> str:
    """The text of a page. Menus, code and what is hidden are dropped; where the page marks its
    article or main part, only that is read."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "lxml")
    articles = soup.find_all("article")
    part = soup.find("main") or (articles[0] if len(articles) == 1 else None) or soup.body or soup
    return "\n".join(lines(part))


def lines(root: PageElement, depth: int = 0) -> Iterator[str]:
    """The lines of a part of a page, without those that are empty."""
    for line in "".join(_pieces(root, depth)).split("\n"):
        if line.strip():
            yield _tidy(line)


def _tidy(line: str) -> str:
    if "\t" not in line:
        return " ".join(line.split())
    return "\t".join(" ".join(cell.split()) for cell in line.split("\t"))


def _pieces(root: PageElement, depth: int) -> Iterator[str]:
    """Text and line ends in the order of the page; a walk without recursion, since pages nest,
    but for the cells of tables."""
    from bs4.element import NavigableString, PreformattedString, Tag

    before = ""
    stack: list[tuple[PageElement | str, bool]] = [(root, False)]
    while stack:
        item, fixed = stack.pop()
        if isinstance(item, PreformattedString):
            continue  # comments, declarations
        if isinstance(item, NavigableString):
            # A tab is a sign between cells; inside text it is white space as any.
            said = item.expandtabs(1) if fixed else " ".join(("x" + item + "x").split())[1:-1]
            before = said or before
            yield said
        elif isinstance(item, str):
            before = item
            yield item
        elif isinstance(item, Tag) and _seen(item):
            if item.name == "table" and depth < _DEEPEST:
                yield "\n"
                yield "\n".join(_table(item, depth))
                stack.append(("\n", False))
                continue
            if (
                item.name == "sup"
                and (digits := item.get_text().strip()).isdigit()
                and (before[-1:].isdigit() or before[-1:] in "%)")
            ):
                yield raised(digits)
                continue
            if item.name in _BROKEN:
                yield "\n"
                stack.append(("\n", False))
            inside = fixed or item.name == "pre"
            stack.extend((child, inside) for child in reversed(item.contents))


def _seen(item: Tag) -> bool:
    return not (
        item.name in _DROPPED
        or item.has_attr("hidden")
        or _UNSEEN.search(str(item.get("style", "")))
    )


def _table(table: Tag, depth: int) -> Iterator[str]:
    from bs4.element import Tag

    rows: list[list[Cell]] = []
    for part in table.find_all(("caption", "tr")):
        if part.find_parent("table") is not table or not _seen(part):
            continue
        if part.name == "caption":
            yield from lines(part, depth + 1)
            continue
        above = part.find_parent(("thead", "table"))
        headed = isinstance(above, Tag) and above.name == "thead"
        rows.append(
            [
                Cell(
                    list(lines(cell, depth + 1)),
                    _number(cell.get("colspan")),
                    _number(cell.get("rowspan")),
                    head=headed or cell.name == "th",
                    nested=cell.find("table") is not None,
                )
                for cell in part.find_all(("td", "th"), recursive=False)
                if _seen(cell)
            ]
        )
    yield from table_lines(rows)


def _number(value: object) -> int:
    digits = str(value or "1").strip()
    return min(max(int(digits), 1), 1000) if digits.isdecimal() and len(digits) < 6 else 1
