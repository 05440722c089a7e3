"""Errors in the words of their readers.

The engine speaks English. Where an exception brings no Vietnamese of its own, this says the same
from what the exception carries beside its message: its kind, the limit, the rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dxgraph.bilingual import Language
from dxgraph.engine.refusals import NOTHING_FITS
from dxgraph.errors import DxgraphError
from dxgraph.files import own
from dxgraph.terms import PREFIXES


@dataclass(frozen=True, slots=True)
class Wording:
    """What an error says to a reader."""

    title: str
    detail: str
    remedy: str = ""
    original: str = ""
    """The message in English, where `detail` says less than it."""


_SAID: Final = own(__package__, "wording.yaml")
_RULES: Final[Mapping[str, Mapping[str, str]]] = _SAID["rules"]
"""By `rule` of QueryRefused."""
_ERRORS: Final[Mapping[str, Mapping[str, str]]] = _SAID["errors"]
"""By `slug`; ``value`` is the limit."""

_WHOLE: Final = {"deadline", "memory", "result-too-large"}
"""The slugs whose Vietnamese says all that the English message does."""


def word(error: DxgraphError, language: Language, *, prefix: str = "") -> Wording:
    """Title, detail and remedy of an error; `prefix` is the one that its query does not declare."""
    if language is not Language.VI:
        return Wording(error.title.en, error.message, error.remedy)
    extra: dict[str, Any] = error.extra
    rule, known = _RULES.get(extra.get("rule", ""), {}), _ERRORS.get(error.slug, {})
    remedy = error.advice.vi or rule.get("remedy") or known.get("remedy", "")
    if error.said.vi:
        return Wording(error.title.vi, error.said.vi, remedy)
    if prefix:
        return Wording(
            error.title.vi,
            f"Tiền tố {prefix}: chưa được khai báo.",
            f"Hãy thêm dòng này ở đầu: PREFIX {prefix}: <{PREFIXES.get(prefix, '…')}>",
        )
    if error.slug in _WHOLE and "value" in extra:
        value = language.number(extra["value"])
        return Wording(error.title.vi, known["says"].format(value=value), remedy)
    detail = rule.get("says")
    if detail is None and "value" not in known.get("says", "value"):
        detail = known["says"]
    original = "" if detail and error.message == NOTHING_FITS else error.message
    return Wording(error.title.vi, detail or "", remedy, original)
