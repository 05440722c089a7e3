"""/guide: the guides of docs/guide as pages, each in the reader's language.

A guide holds both languages, under a heading each; a page shows one of them. What it links to is a
guide of its own, an address of the web, or a file of the repository where a setting says where that
is; a link that would lead nowhere is left as its words.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from dxgraph.bilingual import Language
from dxgraph.corpus import root
from dxgraph.errors import UnknownName
from dxgraph.files import read_text
from dxgraph.messages import message
from dxgraph.web.pages.shared.contributing import GUIDES, Link
from dxgraph.web.pages.shared.frame import language_of, local, render

_FOLDER: Final = "docs/guide"
_HEADINGS: Final[Mapping[str, str]] = {
    Language.EN: "## English",
    Language.VI: "## Tiếng Việt",
}
_LONG: Final = 4200
"""The parts of a guide of more letters are folded on a phone…"""
_BEGINNING: Final = 1500
"""…or what comes after so many."""
_WEB: Final = ("http://", "https://", "mailto:")
_NAMES: Final = {name.removesuffix(".md"): label for name, label in GUIDES}


def guides(request: Request) -> list[Link]:
    """All guides, in the order in which they are read."""
    language = language_of(request)
    return [
        Link(local(request, f"/guide/{name}"), label.in_language(language.value))
        for name, label in _NAMES.items()
    ]


async def listed(request: Request) -> Response:
    return await render(request, "guides.html", guides=guides(request))


async def guide(request: Request, name: str) -> Response:
    """Raises UnknownName for a guide that there is not."""
    if name not in _NAMES:
        raise UnknownName(message("no-guide", name=name))
    language = language_of(request)
    repository = request.app.state.settings.repository.rstrip("/")
    text = _section(name, language)
    tokens = _MARKDOWN.parse(text)
    parts = []
    for at, token in enumerate(tokens):
        # The policy of the pages lets no style stand in an element.
        token.attrs.pop("style", None)
        if token.type == "heading_open":
            # The title of the page takes the place of the two headings above these.
            words = tokens[at + 1].content
            token.tag = tokens[at + 2].tag = f"h{max(2, int(token.tag[1]) - 1)}"
            token.attrs["id"] = _anchor(words)
            parts.append((_anchor(words), words.replace("`", "")))
        elif token.type == "inline" and token.children:
            token.children = _linked(request, token.children, repository)
    if len(text) > _LONG:
        tokens = _folded(tokens, language)
    env = {"table": language.say("Bảng", "Table")}
    return await render(
        request,
        "guide.html",
        title=_NAMES[name].in_language(language.value),
        parts=parts,
        body=Markup(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, env)),  # noqa: S704
        guides=guides(request),
    )


def _folded(tokens: Sequence[Token], language: Language) -> list[Token]:
    """The same, what is under each heading of the second rank in an element that can be folded, and
    what is before the first one but its beginning."""
    found: list[Token] = []
    begin = '<details class="fold on-phones"><summary>{}</summary>'
    end, read = "", 0
    for token in tokens:
        if (token.type, token.tag) == ("heading_open", "h2"):
            found.append(_html(end))
        elif not end and (token.level, token.nesting) == (0, 1) and read > _BEGINNING:
            end = "</details>"
            found.append(_html(begin.format(language.say("Đọc tiếp", "Read on"))))
        found.append(token)
        read += len(token.content)
        if (token.type, token.tag) == ("heading_close", "h2"):
            end = "</details>"
            words = language.say("Đọc phần này", "Read this part")
            found.append(_html(begin.format(words)))
    return [*found, _html(end)]


def _html(text: str) -> Token:
    return Token("html_block", "", 0, content=text)


def _table(
    self: object,  # noqa: ARG001
    tokens: Sequence[Token],  # noqa: ARG001
    at: int,  # noqa: ARG001
    options: object,  # noqa: ARG001
    env: Mapping[str, str],
) -> str:
    """A wide table scrolls by itself, with keys too."""
    named = escape(env.get("table", ""))
    return f'<div class="table" role="region" tabindex="0" aria-label="{named}"><table>\n'


def _table_end(*_: object) -> str:
    return "</table></div>\n"


def _fence(self: object, tokens: Sequence[Token], at: int, *_: object) -> str:  # noqa: ARG001
    """So does what is to be typed, or is printed."""
    return f'<pre tabindex="0"><code>{escape(tokens[at].content)}</code></pre>\n'


def _markdown() -> MarkdownIt:
    """CommonMark with tables; HTML in a guide stays text."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.add_render_rule("table_open", _table)
    made.add_render_rule("table_close", _table_end)
    made.add_render_rule("fence", _fence)
    return made


_MARKDOWN: Final = _markdown()


@lru_cache(maxsize=64)
def _section(name: str, language: Language) -> str:
    """What a guide says in a language."""
    text = read_text(root() / _FOLDER / f"{name}.md")
    _, _, said = text.partition(f"{language.pick(_HEADINGS)}\n")
    return re.split(r"^## ", said, maxsplit=1, flags=re.MULTILINE)[0]


def _anchor(words: str) -> str:
    """The fragment of a heading, as GitHub makes it, so that links between guides hold."""
    return re.sub(r"[^\w\- ]", "", words.lower()).strip().replace(" ", "-")


def _linked(request: Request, tokens: Sequence[Token], repository: str) -> list[Token]:
    """The same words; links lead to where this service or the repository has what they name."""
    found, open_ = [], True
    for token in tokens:
        if token.type == "link_open":
            address = _address(request, str(token.attrs["href"]), repository)
            open_ = bool(address)
            token.attrs["href"] = address
        if token.type in ("link_open", "link_close") and not open_:
            continue
        found.append(token)
    return found


def _address(request: Request, href: str, repository: str) -> str:
    path, sign, fragment = href.partition("#")
    if href.startswith(_WEB) or not path:
        return href
    name = path.removesuffix(".md")
    if name in _NAMES:
        whole = unquote(fragment) in {_anchor(heading) for heading in _HEADINGS.values()}
        return local(request, f"/guide/{name}{'' if whole else sign + fragment}")
    if not repository:
        return ""
    return f"{repository}/blob/HEAD/{posixpath.normpath(f'{_FOLDER}/{path}')}{sign}{fragment}"
