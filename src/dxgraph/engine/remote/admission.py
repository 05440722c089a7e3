"""Whether a query may be sent to a store elsewhere, and what it asks for.

Most queries are admitted by counting and a few searches. To take others apart costs more than a
service should spend on a stranger's text: long ones are looked at by ``python -m
dxgraph.engine.remote.admission``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Set
from typing import Final

from dxgraph.engine.pool.frames import frame, from_error, to_error
from dxgraph.engine.protocol import Form
from dxgraph.engine.query.inspection import check, form_of, refuse_update
from dxgraph.engine.remote.subprocess import bounded_order, run_module
from dxgraph.errors import DxgraphError, LimitError, QuerySyntaxError
from dxgraph.messages import message

_SHORT: Final = 2000
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(000[0-9A-Fa-f]{5}|0010[0-9A-Fa-f]{4})")


async def admit(
    text: str, *, depth: int, services: Set[str], memory_mb: int, timeout_s: float
) -> Form:
    """What a query asks for. Raises QueryRefused, QuerySyntaxError and LimitError.

    Only what begins as a query is admitted: other beginnings are extensions of some stores, such as
    Virtuoso's DEFINE, that may fetch or change.
    """
    form = form_of(text)
    if form is not None and _harmless(text, depth):
        return form
    if len(text) <= _SHORT:
        return inspected_form(text, depth, services)
    order = {"text": text, "depth": depth, "services": sorted(services)}
    try:
        said, _, _ = await run_module(__name__, order, memory_mb=memory_mb, timeout_s=timeout_s)
    except TimeoutError:
        said = {}
    if "error" in said:
        raise to_error(said)
    if "form" not in said:
        raise LimitError(message("not-looked-through"), limit="timeout_s", value=timeout_s)
    return Form(said["form"])


def inspected_form(text: str, depth: int, services: Set[str]) -> Form:
    """As `admit`, here and now."""
    check(text, depth=depth, allowed_services=services)
    # Section 19.2 of SPARQL 1.1 lets a store read \uXXXX before it reads anything else.
    unescaped = _unescaped(text)
    if unescaped != text:
        check(unescaped, depth=depth, allowed_services=services)
        refuse_update(unescaped)
    form = form_of(text)
    if form is None:
        refuse_update(text)
        raise QuerySyntaxError(message("no-query-form"), line=1, column=1)
    return form


def _harmless(text: str, depth: int) -> bool:
    text = _unescaped(text)
    if text.count("{") + text.count("(") + text.count("[") > depth:
        return False
    return "service" not in text.lower()


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)


def main() -> None:
    order, _ = bounded_order()
    try:
        said = {"form": inspected_form(order["text"], order["depth"], frozenset(order["services"]))}
    except DxgraphError as error:
        sys.stdout.buffer.write(frame(from_error(error)))
    else:
        sys.stdout.buffer.write(frame(said))


if __name__ == "__main__":
    main()
