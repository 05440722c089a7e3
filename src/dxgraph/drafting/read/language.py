"""Which language a text is in, and the words of each."""

from __future__ import annotations

import re
from functools import cache

from dxgraph.drafting.read.english import english
from dxgraph.drafting.read.lexicon import Lexicon
from dxgraph.drafting.read.vietnamese import vietnamese
from dxgraph.evidence import Language


@cache
def lexicon(language: Language) -> Lexicon:
    """The words of a language."""
    return vietnamese() if language == "vi" else english()


_DIACRITICS = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


def detect(text: str) -> Language:
    """Vietnamese, unless hardly a letter is one that only Vietnamese has."""
    sample = text[:20_000]
    letters = sum(letter.isalpha() for letter in sample)
    return "en" if letters and len(_DIACRITICS.findall(sample)) < 0.04 * letters else "vi"
