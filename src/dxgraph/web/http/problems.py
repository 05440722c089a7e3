"""Errors as problem documents: RFC 9457.

The status, the title and the type of a problem come from its exception (:mod:`dxgraph.errors`);
this module only writes them down. Where an exception brings no Vietnamese of its own,
:mod:`dxgraph.web.http.wording` has some.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from dxgraph.bilingual import Both, Language
from dxgraph.errors import DxgraphError, MethodNotAllowed, UnknownName, UsageError
from dxgraph.terms import BASE
from dxgraph.web.http.negotiation import language_for

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
    detail, remedy = in_words(error, language)
    members: dict[str, Any] = {
        "type": TYPE + error.slug,
        "title": error.title.in_language(language),
        "titles": {"vi": error.title.vi, "en": error.title.en},
        "status": error.status,
        "detail": detail,
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


def in_words(error: DxgraphError, language: str) -> tuple[str, str]:
    """Detail and remedy of an error, in ``vi`` or ``en``.

    What only the English message says stands behind the Vietnamese, in brackets.
    """
    if language != "vi":
        return str(error), error.remedy
    from dxgraph.web.http.wording import word

    words = word(error, Language.VI)
    detail = words.detail
    if words.original:
        detail = f"{detail} ({words.original})" if detail else words.original
    line, column = (error.extra.get(name) for name in ("line", "column"))
    if line is not None and column is not None:
        detail = f"dòng {line}, cột {column}: {detail}"
    return detail, words.remedy or error.remedy


def language_of(accept_language: str | None) -> str:
    """``vi`` or ``en``: a program that says nothing gets English, the language of our messages."""
    if not accept_language:
        return "en"
    return language_for(None, accept_language).value


def from_http(status: int, path: str, headers: dict[str, str] | None = None) -> DxgraphError:
    """The exception of ours that says what the router means by a bare status."""
    if status == 404:
        return UnknownName(
            Both(f"Không có gì ở {path}.", f"There is nothing at {path}."),
            remedy=Both("Các địa chỉ được liệt kê ở /docs.", "The addresses are listed at /docs."),
        )
    if status == 405:
        methods = {name.strip() for name in (headers or {}).get("Allow", "").split(",")} - {""}
        if "GET" in methods:
            methods.add("HEAD")
        return method_not_allowed(path, ", ".join(sorted(methods | {"OPTIONS"})))
    return UsageError(f"The request to {path} cannot be answered (status {status}).")


def method_not_allowed(path: str, allow: str) -> MethodNotAllowed:
    return MethodNotAllowed(
        Both(f"{path} chỉ nhận {allow}.", f"{path} answers {allow} only."),
        remedy=Both(f"Hãy dùng một trong: {allow}.", f"Use one of: {allow}."),
        allow=allow,
    )


def unexpected() -> DxgraphError:
    """What a client is told of a mistake of ours: nothing but that it is in the log."""
    return DxgraphError(
        Both(
            "Lỗi bên trong dịch vụ; nhật ký có ghi lỗi này theo mã của lượt chạy.",
            "An error inside the service; it is in the log under the id of this run.",
        ),
        remedy=Both(
            "Hãy thử lại; nếu vẫn lỗi, báo mã này cho người vận hành.",
            "Try again; if it stays, tell who runs the service the id.",
        ),
    )


def _plain(value: object) -> object:
    """A value that JSON can hold."""
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return str(value)
