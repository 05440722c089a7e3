"""What is said in Vietnamese and in English: one value for both."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Both:
    """The same words in Vietnamese and English."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        return self.vi if language == "vi" else self.en

    def __bool__(self) -> bool:
        return bool(self.vi or self.en)
