"""What an address gives a page. A value that cannot be is answered with 400 and what to give
instead, by every page alike; an empty one is none, as forms send it.

Names that are typed are another thing: they may be words of a name, and what they find is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from dxgraph.bilingual import Both
from dxgraph.catalogue.parameters import Choice, near
from dxgraph.errors import UsageError
from dxgraph.messages import message
from dxgraph.model.things import Name
from dxgraph.terms import BASE

_COUNTED: Final = re.compile(r"[1-9][0-9]{0,6}")
_YEAR: Final = re.compile(r"[12][0-9]{3}")
_MOST_SAID: Final = 80
_MOST_NEAR: Final = 6
_MOST_SHOWN: Final = 12
_LISTED: Final = frozenset({"area", "indicator", "document"})
"""What has a list of its own, at the address of its kind."""


def counted(given: Mapping[str, str], name: str) -> int:
    """The number of a part, from 1 on: 1 where none is given. Raises UsageError."""
    text = given.get(name, "").strip() or "1"
    if not _COUNTED.fullmatch(text):
        raise UsageError(message("page-number-wrong", given=_said(name, text)), parameter=name)
    return int(text)


def year(given: Mapping[str, str], name: str = "year") -> int | None:
    """A year of four digits. Raises UsageError."""
    text = given.get(name, "").strip()
    if text and not _YEAR.fullmatch(text):
        raise UsageError(message("year-wrong", given=_said(name, text)), parameter=name)
    return int(text) if text else None


def one_of(given: Mapping[str, str], name: str, allowed: Iterable[str], default: str = "") -> str:
    """One of some values, or the default. Raises UsageError, which lists them."""
    text = given.get(name, "").strip()
    values = list(dict.fromkeys(allowed))
    if text and text not in values:
        told = message("value-not-offered", given=_said(name, text), listed=", ".join(values))
        raise UsageError(told, parameter=name)
    return text or default


def unknown(parameter: str, text: str, names: Iterable[Name]) -> UsageError:
    """What to tell of a word that is none of some names, with those that may have been meant."""
    by_iri = {name.iri: name for name in names}
    close = near(text, [Choice(iri, name.labels) for iri, name in by_iri.items()], _MOST_NEAR)
    found = [by_iri[choice.iri] for choice in close]
    if not found and len(by_iri) <= _MOST_SHOWN:
        found = sorted(by_iri.values(), key=lambda name: name.slug)
    listed = ", ".join(name.slug for name in found)
    kind = parameter if parameter in _LISTED else ""
    links = [{"iri": name.iri, "value": name.slug} for name in found if name.iri.startswith(BASE)]
    remedy = Both("Hãy chọn trong danh sách của trang.", "Choose from the list of the page.")
    if listed:
        remedy = Both(f"Gần nhất: {listed}.", f"The nearest are {listed}.")
    elif kind:
        remedy = Both(f"/{kind} liệt kê.", f"/{kind} lists them.")
    return UsageError(
        message("not-in-data", given=_said(parameter, text), remedy=remedy),
        parameter=parameter,
        given=text,
        near=links or None,
        choices=None if links or not found else [name.slug for name in found],
    )


def _said(name: str, text: str) -> str:
    return f"{name}={text[:_MOST_SAID]}"
