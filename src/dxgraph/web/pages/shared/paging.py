"""Long lists in pages: which part is asked for, and the addresses of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

from dxgraph.web.http.request import others
from dxgraph.web.pages.shared.given import counted

Item = TypeVar("Item")

TARGETS: Final = 10
"""How many targets stand on a page: some screens of a phone, whose tables are cards."""


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """A part of a list, with the addresses of the parts that are near, of the first and the last.

    None among the pages stands for those that are left out.
    """

    items: Sequence[Item]
    first: int
    """The number of its first item, counted from one."""
    total: int
    page: int
    pages: Sequence[tuple[int, str] | None]

    @property
    def last(self) -> int:
        return self.first + len(self.items) - 1


def part_of(
    request: Request, items: Sequence[Item], size: int, parameter: str = "page"
) -> Part[Item]:
    """The part that the address asks for; behind the last one it is the last one.

    Raises UsageError for what is no number of a page.
    """
    last = max(1, -(-len(items) // size))
    number = min(counted(request.query_params, parameter), last)
    pages: list[tuple[int, str] | None] = []
    for page in range(1, last + 1):
        if page in (1, last) or abs(page - number) <= 2:
            given = urlencode([*others(request, parameter), (parameter, page)])
            pages.append((page, f"{request.url.path}?{given}"))
        elif pages[-1] is not None:
            pages.append(None)
    begin = (number - 1) * size
    shown = items[begin : begin + size]
    return Part(shown, begin + 1, len(items), number, pages if last > 1 else ())
