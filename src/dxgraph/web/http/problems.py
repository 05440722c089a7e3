"""Errors as problem documents: RFC 9457.

The status, the title and the type of a problem come from its exception (:mod:`dxgraph.errors`);
this module only writes them down.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from dxgraph.bilingual import language_for
from dxgraph.errors import DxgraphError, MethodNotAllowed, UnknownName, UsageError
from dxgraph.messages import message
from dxgraph.terms import BASE

MEDIA_TYPE: Final = "application/problem+json"
TYPE: Final = BASE + "problem/"
"""A problem's `type` is this followed by the slug of its exception."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as a client sees it."""

    status: int
    slug: str
    members: dict[str, Any]
    headers: tuple[tuple[bytes, bytes], ...]
    """What goes into the header of the answer beside the usual: Allow, Retry-After…"""

    def body(self) -> bytes:
        return json.dumps(self.members, ensure_ascii=False).encode()


def describe(error: DxgraphError, *, language: str = "en", run_id: str = "") -> Problem:
    """The problem document of an error: `language` chooses `title`, `detail` and `remedy`.

    Both titles are always there, as `titles`. `instance` is the id of the run, which the log has
    too.
    """
    allow = error.extra.get("allow")
    vietnamese = language == "vi"
    remedy = error.advice.in_language(language)
    members: dict[str, Any] = {
        "type": TYPE + error.slug,
        "title": error.title.in_language(language),
        "titles": {"vi": error.title.vi, "en": error.title.en},
        "status": error.status,
        "detail": error.told(language),
    }
    if remedy:
        members["remedy"] = remedy
    if run_id:
        members["instance"] = f"urn:dxgraph:run:{run_id}"
    members.update((key, _plain(value)) for key, value in error.extra.items() if key not in members)

    headers = [(b"content-language", b"vi" if vietnamese else b"en")]
    if isinstance(allow, str):
        headers.append((b"allow", allow.encode()))
    if error.status == 408:
        # The rest of the request, if it comes, is not to be taken for another.
        headers.append((b"connection", b"close"))
    if error.status == 401:
        headers.append((b"www-authenticate", b'Bearer realm="dxgraph"'))
    retry_after = error.extra.get("retry_after_s")
    if isinstance(retry_after, int | float):
        headers.append((b"retry-after", str(max(1, round(retry_after))).encode()))
    return Problem(error.status, error.slug, members, tuple(headers))


def language_of(accept_language: str | None) -> str:
    """``vi`` or ``en``: a program that says nothing gets English, the language of our messages."""
    if not accept_language:
        return "en"
    return language_for(None, accept_language).value


def from_http(status: int, path: str, headers: dict[str, str] | None = None) -> DxgraphError:
    """The exception of ours that says what the router means by a bare status."""
    if status == 404:
        return UnknownName(message("nothing-at-path", path=path))
    if status == 405:
        methods = {name.strip() for name in (headers or {}).get("Allow", "").split(",")} - {""}
        if "GET" in methods:
            methods.add("HEAD")
        return method_not_allowed(path, ", ".join(sorted(methods | {"OPTIONS"})))
    return UsageError(message("request-not-answered", path=path, status=str(status)))


def method_not_allowed(path: str, allow: str) -> MethodNotAllowed:
    return MethodNotAllowed(message("methods", path=path, allow=allow), allow=allow)


def unexpected() -> DxgraphError:
    """What a client is told of a mistake of ours: nothing but that it is in the log."""
    return DxgraphError(message("unexpected"))


def _plain(value: object) -> object:
    """A value that JSON can hold."""
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return str(value)
