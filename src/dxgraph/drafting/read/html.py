"""The text of a page: a line a block, a tab between cells, what readers do not see left out."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dxgraph.drafting.read.grids import Cell, table_lines
from dxgraph.drafting.read.letters import raised

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
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
_STRUCK = frozenset(("del", "s", "strike"))
_STRIKES = re.compile(r"line-through", re.IGNORECASE)
_SAID = ("nav", "button")
"""What is dropped and readers see: told where it has numbers."""
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


@dataclass(frozen=True, slots=True)
class Found:
    """What a page shows."""

    lines: list[str]
    left_out: tuple[str, ...]
    """Lines with numbers that stand around the main text, or in menus and buttons."""
    struck: tuple[str, ...]
    """What is struck out."""
    title: str | None
    published: date | None
    """The day that the page itself gives to programs."""
    address: str | None


def from_html(text: str) -> Found:
    """The text of a page. Menus, code and what is hidden are dropped; where the page marks its
    article or main part, the main text is looked for in that, and what has numbers around it is
    told."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "lxml")
    articles = soup.find_all("article")
    page = soup.body or soup
    root = soup.find("main") or (articles[0] if len(articles) == 1 else None) or page
    title = _title(soup)
    chosen = _extracted(text)
    part = _main(root, chosen)
    kept: list[str] = []
    left_out: list[str] = []
    around = list(lines(page, main=part if part is not page else None))
    lead = _lead(around)
    for at, line in enumerate(around):
        if line == _MAIN:
            kept += lines(part)
        elif part is page or at in lead or _belongs(line, chosen, title):
            kept.append(line)
        elif re.search(r"\d", line):
            left_out.append(line)
    left_out += [said for said in _texts(page, _SAID) if re.search(r"\d", said)]
    struck = tuple(_texts(part, _struck))
    return Found(kept, tuple(left_out), struck, title, _published(soup), _address(soup))


def _texts(root: Tag, wanted: Sequence[str] | Callable[[Tag], bool]) -> Iterator[str]:
    """The texts of the outermost of such elements in a part of a page."""
    for item in root.find_all(wanted):
        said = " ".join(item.get_text(" ").split())
        if said and not _hidden(item) and not any(map(_dropped, item.parents)):
            yield said


# ---- The main text -----------------------------------------------------------------------------

_MAIN = "\ue000"  # stands for the main text: private use, no page that people read has it
_ENOUGH = 25
"""Words. In a shorter page nothing is told apart."""
_MOST = 0.9
"""How much of what trafilatura takes for the main text one element has to hold."""
_SENTENCE = 10
_INSIDE = frozenset(("tr", "tbody", "thead", "tfoot", "col", "colgroup", "caption"))


def _extracted(text: str) -> str:
    """What trafilatura takes for the main text of a page; it loses parts of tables and lists, so
    that it says where the main text is, and not what it is."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            text,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            with_metadata=False,
            fast=True,
        )
    except (ValueError, RecursionError, AttributeError):  # of pages that are no trees
        return ""
    said = getattr(found, "text", None)
    return said if isinstance(said, str) else ""


def _tokens(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def _main(root: Tag, chosen: str) -> Tag:
    """The innermost element that holds nearly all of the main text."""
    from bs4.element import Tag

    wanted = _tokens(chosen)
    if wanted.total() < _ENOUGH:
        return root
    path = [root]
    while True:
        inside = next(
            (
                child
                for child in path[-1].children
                if isinstance(child, Tag)
                and _seen(child)
                and (wanted & _tokens(child.get_text(" "))).total() >= _MOST * wanted.total()
            ),
            None,
        )
        if inside is None:
            break
        path.append(inside)
    while len(path) > 1 and (path[-1].name in _INSIDE or path[-1].name not in _BROKEN):
        path.pop()
    return path[-1]


def _lead(around: list[str]) -> range:
    """The sentences that stand right before the main text, often a lead in letters of its own."""
    end = begin = around.index(_MAIN) if _MAIN in around else 0
    while begin and len(around[begin - 1].split()) >= _SENTENCE:
        begin -= 1
    return range(begin, end)


def _belongs(line: str, chosen: str, title: str | None) -> bool:
    """Whether a line around the main text is of it: its title, its lead."""
    if title and " ".join(line.split()) == title:
        return True
    words = " ".join(line.split())
    return len(words.split()) >= _SENTENCE and words in " ".join(chosen.split())


# ---- What a page says of itself ----------------------------------------------------------------


def _title(soup: BeautifulSoup) -> str | None:
    heads = [" ".join(head.get_text(" ").split()) for head in soup.find_all("h1")]
    heads = [head for head in heads if len(head.split()) > 2]
    if len(heads) == 1:
        return heads[0]
    said = _meta(soup, "og:title") or (soup.title.get_text() if soup.title else "")
    return " ".join(said.split()) or None


def _published(soup: BeautifulSoup) -> date | None:
    said = next(
        (
            found
            for name in ("article:published_time", "datePublished", "pubdate", "dcterms.issued")
            if (found := _meta(soup, name))
        ),
        None,
    )
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", said or "")
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _address(soup: BeautifulSoup) -> str | None:
    link = soup.find("link", rel="canonical")
    said = str(link.get("href", "")) if link else _meta(soup, "og:url") or ""
    return said if said.startswith(("http://", "https://")) else None


def _meta(soup: BeautifulSoup, name: str) -> str | None:
    for kind in ("property", "name", "itemprop"):
        item = soup.find("meta", attrs={kind: name})
        if item and item.get("content"):
            return str(item["content"]).strip()
    return None


# ---- Lines -------------------------------------------------------------------------------------


def lines(root: PageElement, depth: int = 0, *, main: Tag | None = None) -> Iterator[str]:
    """The lines of a part of a page, without those that are empty; one sign for ``main``."""
    for line in "".join(_pieces(root, depth, main)).split("\n"):
        if line.strip():
            yield _tidy(line)


def _tidy(line: str) -> str:
    if "\t" not in line:
        return " ".join(line.split())
    return "\t".join(" ".join(cell.split()) for cell in line.split("\t"))


def _pieces(root: PageElement, depth: int, main: Tag | None) -> Iterator[str]:
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
        elif item is main:
            yield f"\n{_MAIN}\n"
        elif isinstance(item, Tag) and _seen(item):
            if item.name == "table" and depth < _DEEPEST and not _holds(item, main):
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


def _holds(table: Tag, main: Tag | None) -> bool:
    """Whether a table only lays out the page: the main text stands in it."""
    return main is not None and any(parent is table for parent in main.parents)


def _seen(item: Tag) -> bool:
    return not (_dropped(item) or _hidden(item))


def _dropped(item: Tag) -> bool:
    return item.name in _DROPPED or _struck(item)


def _struck(item: Tag) -> bool:
    return item.name in _STRUCK or _STRIKES.search(str(item.get("style", ""))) is not None


def _hidden(item: Tag) -> bool:
    return item.has_attr("hidden") or _UNSEEN.search(str(item.get("style", ""))) is not None


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
