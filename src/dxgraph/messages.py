"""What errors say, in both languages: read from `messages.yaml`, filled with what was met."""

from __future__ import annotations

from decimal import Decimal
from importlib import resources
from typing import Any, Final, TypeVar

import yaml

from dxgraph.bilingual import Both, Language
from dxgraph.errors import DxgraphError, Message

_Error = TypeVar("_Error", bound=DxgraphError)

YAML_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader in C, where the wheel of PyYAML has it: ten times as fast."""
_TEXT: Final = resources.files(__package__).joinpath("messages.yaml").read_text(encoding="utf-8")
# Read at once: a worker that is short of memory has to say so.
_MESSAGES: Final[dict[str, dict[str, Any]]] = yaml.load(_TEXT, Loader=YAML_LOADER)  # noqa: S506 — a safe loader
_NOTHING: Final = {"vi": "", "en": ""}


def message(key: str, /, **values: object) -> Message:
    """The message of this key. A number among the values is written as each language writes it,
    texts in both languages stand in their own; what is not to be grouped by thousands is a text.

    >>> message("query-too-slow", timeout_s=2.5).said.vi
    'Truy vấn chạy quá 2,5 giây nên đã bị dừng.'
    """
    words = _MESSAGES[key]
    met = {name: _written(value) for name, value in values.items()}
    said, advice = (
        Both(text["vi"], text["en"]).filled(**met)
        for text in (words, words.get("remedy", _NOTHING))
    )
    return Message(said, advice)


def at_limit(kind: type[_Error], key: str, limit: str, value: float, **met: object) -> _Error:
    """The error that a limit was reached, by the name of its setting and with its value, which the
    message may have by that name."""
    return kind(message(key, **{limit: value}, **met), limit=limit, value=value)


def _written(value: object) -> str | Both:
    if isinstance(value, int | float | Decimal):
        return Both(Language.VI.number(value), Language.EN.number(value))
    return value if isinstance(value, Both) else str(value)
