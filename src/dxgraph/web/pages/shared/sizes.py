"""Sizes of files as people read them."""

from __future__ import annotations

from dxgraph.bilingual import Language


def in_words(size: int, language: Language) -> str:
    """Bytes by thousands: "1,5 MB", "12.3 kB"."""
    if size >= 1_000_000:
        return f"{language.number(round(size / 1_000_000, 1))} MB"
    return f"{language.number(round(size / 1000, 1))} kB"
