"""What errors say, in both languages: read from `messages.yaml`, filled with what was met."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from dxgraph.bilingual import Both, Language
from dxgraph.errors import Message
from dxgraph.files import own

# Read at once: a worker that is short of memory has to say so.
_MESSAGES: Final[dict[str, dict[str, Any]]] = own(__package__, "messages.yaml")
_NOTHING: Final = {"vi": "", "en": ""}


def message(key: str, /, **values: object) -> Message:
    """The message of this key. A number among the values is written as each language writes it,
    texts in both languages stand in their own; what is not to be grouped by thousands is a text.

    >>> message("query-too-slow", timeout_s=2.5).said.vi
    'Truy vấn chạy quá 2,5 giây nên đã bị dừng.'
    """
    words = _MESSAGES[key]
    remedy = words.get("remedy", _NOTHING)

    def filled(text: dict[str, Any]) -> Both:
        return Both(
            *(
                text[language].format_map(
                    {name: _written(value, language) for name, value in values.items()}
                )
                for language in (Language.VI, Language.EN)
            )
        )

    return Message(filled(words), filled(remedy))


def _written(value: object, language: Language) -> str:
    if isinstance(value, Both):
        return value.in_language(language)
    return language.number(value) if isinstance(value, int | float | Decimal) else str(value)
