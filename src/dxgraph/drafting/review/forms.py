"""What the forms of the review page say: fields read, days and numbers as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final
from urllib.parse import parse_qs

from starlette.requests import Request

from dxgraph.drafting.review.decisions import Correction
from dxgraph.errors import UsageError
from dxgraph.messages import message

LEVELS: Final = ("not-applicable", "all", "ministry", "province", "district", "commune")
PILLARS: Final = ("government", "economy", "society", "cross-cutting")
COMPARATORS: Final = (
    *("", "equal", "at-least", "greater-than", "at-most", "less-than", "approximately"),
    "within-top",
)
_BODY: Final = 64_000
_DAY: Final = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})", re.ASCII)
"""As people in Viet Nam write a day: 15/01/2024."""
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+", re.ASCII)
"""A figure that is a thousand times another where the other language's marks are meant."""


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form. Raises UsageError for what is no form, or too long."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _BODY:
            raise UsageError(message("form-too-long"))
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=40)
    except ValueError as error:
        raise UsageError(message("no-form")) from error
    return {name: values[-1].strip() for name, values in fields.items()}


def correction(form: Mapping[str, str]) -> Correction:
    """What the form of a proposal says. Raises UsageError, which names the field, for what it
    cannot say."""
    level, pillar = form.get("level", ""), form.get("pillar", "")
    comparator = form.get("comparator", "")
    for name, value, known in (
        ("level", level, LEVELS),
        ("pillar", pillar, PILLARS),
        ("comparator", comparator, COMPARATORS),
    ):
        if value not in known:
            raise UsageError(message("not-in-list", value=value, name=name), field=name)
    return Correction(
        begin=whole(form, "begin"),
        end=whole(form, "end"),
        indicator=form.get("indicator", ""),
        vi=form.get("vi", ""),
        en=form.get("en", ""),
        level=level,
        deadline=day(form.get("deadline", "")),
        comparator=comparator or None,
        value=number(form, "value"),
        upper=number(form, "upper"),
        unit=form.get("unit", "") or None,
        pillar=pillar,
    )


def whole(form: Mapping[str, str], name: str) -> int:
    text = form.get(name, "")
    if not text.isdecimal() or len(text) > 9:
        raise UsageError(message("no-place-in-text", text=text), field=name)
    return int(text)


def number(form: Mapping[str, str], name: str) -> Decimal | None:
    text = form.get(name, "")
    if not text:
        return None
    if _GROUPED.fullmatch(text.strip()):
        raise UsageError(message("read-in-two-ways", text=text), field=name)
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise UsageError(message("no-number-typed", text=text), field=name) from error
    if not value.is_finite() or abs(value) > Decimal("1e18"):
        raise UsageError(message("no-figure", text=text), field=name)
    return value


def day(text: str) -> date | None:
    """A day as people write it, 15/01/2024, or as programs do, 2024-01-15.

    Raises UsageError for a text that is neither.
    """
    if not text:
        return None
    written = _DAY.fullmatch(text)
    try:
        if written:
            return date(int(written[3]), int(written[2]), int(written[1]))
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(message("no-day-typed", text=text), field="deadline") from error
