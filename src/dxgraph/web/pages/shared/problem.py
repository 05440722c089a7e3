"""An error as a page shows it: what was wrong, what to do, and what may have been meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dxgraph.bilingual import Language
from dxgraph.engine.protocol import Query
from dxgraph.errors import BusyError, DxgraphError, QuerySyntaxError
from dxgraph.web.http.problems import Problem
from dxgraph.web.http.request import call_of, others
from dxgraph.web.pages.shared.contributing import Link
from dxgraph.web.pages.shared.frame import asset, environment, language_of, local
from dxgraph.web.pages.shared.results import labels_of

ASKED: Final = "dxgraph.asked"
"""Where the scope of a request holds the query that the form sent, for the page of an error."""


def refused(request: Request, error: BusyError) -> Response:
    language = language_of(request)
    pairs = others(request, "lang")
    # Behind two strokes a browser reads the name of another site.
    path = "/" + quote(call_of(request).path.lstrip("/\\"), safe="/=,;:@")
    html = environment.get_template("busy.html").render(
        language=language,
        words=_words(error, language),
        again=local(request, path + f"?{urlencode(pairs)}" * bool(pairs))
        if request.method in {"GET", "HEAD"}
        else "",
        say=language.say,
        style=asset(request, "style.css"),
    )
    return HTMLResponse(
        html, status_code=error.status, headers={"Content-Language": language.value}
    )


def in_a_language(request: Request) -> Request:
    """The request without a language that pages have not: its problem is told in one they have."""
    if request.query_params.get("lang", "") in {"", *Language}:
        return request
    query = urlencode(others(request, "lang")).encode()
    return Request({**request.scope, "query_string": query}, request.receive)


def _words(error: DxgraphError, language: Language) -> dict[str, str]:
    texts = {"title": error.title, "detail": error.said, "remedy": error.advice}
    return {name: text.in_language(language) for name, text in texts.items()}


@dataclass(frozen=True, slots=True)
class ShownError:
    """An error as the page shows it."""

    words: Mapping[str, str]
    """Its title, detail and remedy."""
    near: Sequence[Link]
    archived: Sequence[Link]
    """Where what was asked for lies now."""
    without: str
    """The address without the choice that was refused; empty where none was."""
    status: int
    slug: str
    run: str
    line: int | None = None
    column: int | None = None
    excerpt: tuple[str, str, str] = ("", "", "")
    """Of the line at fault: before the mark, under it, after it."""

    @property
    def summary(self) -> str:
        return f"{self.words['title']}. {self.words['detail']}"


async def shown_error(request: Request, error: DxgraphError, problem: Problem) -> ShownError:
    language = language_of(request)
    asked: Query | None = request.scope.get(ASKED)
    line = column = None
    excerpt = ("", "", "")
    if asked is not None and isinstance(error, QuerySyntaxError):
        line, column = error.line, error.column
        if line is not None and column is not None:
            excerpt = _excerpt(asked.text, line, column)
    return ShownError(
        words=_words(error, language),
        near=await _near(request, error.extra, language),
        archived=_archived(error.extra, language),
        without=_without(request, error.extra.get("parameter")),
        status=problem.status,
        slug=problem.slug,
        run=str(problem.members.get("instance", "")).rpartition(":")[2],
        line=line,
        column=column,
        excerpt=excerpt,
    )


def _archived(extra: Mapping[str, object], language: Language) -> list[Link]:
    """The files of a release that is asked no more."""
    labels = {
        "archived_at": language.say("Xem bản phát hành này", "See this release"),
        "statements": language.say("Tải tệp N-Quads", "Take its N-Quads"),
    }
    return [Link(str(extra[name]), label) for name, label in labels.items() if name in extra]


def _without(request: Request, parameter: object) -> str:
    kept = others(request, parameter, "lang")
    if request.method not in {"GET", "HEAD"} or parameter not in request.query_params:
        return ""
    return local(request, call_of(request).path + f"?{urlencode(kept)}" * bool(kept))


def searched(path: str) -> str:
    """The words of an address that leads nowhere, to be searched for."""
    return path.rstrip("/").rpartition("/")[2].replace("-", " ")[:80]


def _excerpt(text: str, line: int, column: int) -> tuple[str, str, str]:
    """The line at fault, apart around the word there; at its end, around the last word."""
    lines = text.splitlines()
    at_fault = lines[line - 1] if 0 < line <= len(lines) else ""
    begin = column - 1
    if not at_fault[begin:].strip() or at_fault[begin].isspace():
        before = at_fault[:begin].rstrip()
        begin = len(before) - len(before.split()[-1]) if before else 0
    word_here = at_fault[begin:].split()[:1]
    end = begin + len(word_here[0]) if word_here else begin
    return at_fault[:begin][-80:], at_fault[begin:end][:80], at_fault[end:][:80]


async def _near(request: Request, extra: Mapping[str, object], language: Language) -> list[Link]:
    """The names that an error proposes, as links."""
    near, path, parameter = extra.get("near"), call_of(request).path, extra.get("parameter")
    # `local` adds the language that was chosen.
    pairs = others(request, "lang")
    if isinstance(near, list):
        labels = await labels_of(request, [str(item["iri"]) for item in near], language)
        wrong = (parameter, extra.get("given"))
        return [
            Link(
                local(request, item["path"] if "path" in item else f"{path}?{urlencode(given)}"),
                labels.get(item["iri"]) or item.get("path") or item["value"],
            )
            for item in near
            for given in [
                [(n, item["value"]) if (n, v.strip()) == wrong else (n, v) for n, v in pairs]
                if "value" in item
                else []
            ]
        ]
    choices = extra.get("choices")
    if not isinstance(choices, list):
        return []
    if isinstance(parameter, str):
        kept = others(request, parameter, "lang")
        return [
            Link(
                local(request, path + "?" + urlencode([*kept, (parameter, str(choice))])),
                f"{parameter}={choice}",
            )
            for choice in choices
        ]
    if path == "/sparql":
        return [Link(local(request, path, example=choice), str(choice)) for choice in choices]
    if path.startswith("/queries/"):
        return [Link(local(request, f"/queries/{choice}"), str(choice)) for choice in choices]
    return []
