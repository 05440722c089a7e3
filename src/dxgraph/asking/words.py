"""The words of questions, a table a language: what is passed over, and how people call things.

The names of things are the graph's own (:mod:`dxgraph.asking.lexicon`), the phrases that say which
question is asked stand in :mod:`dxgraph.asking.phrases`. A word that is in none of them is not
passed over: it may turn the question into another one, so a question that holds it is not
understood.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

from dxgraph.evidence import Language
from dxgraph.search import fold

VERBS: Final = frozenset(
    {
        *("su", "dung", "hoan", "thanh", "ung", "cung", "cap", "thuc", "hien", "ket", "noi", "ap"),
        *("tham", "gia", "trien", "khai", "tao", "giao", "nop", "xu", "ly", "toan"),
        *("using", "use", "having", "offered", "covered", "handled", "processed", "submitted"),
    }
)
"""Words, folded, between what a share is of and what is counted: "sử dụng", "using"."""

SPOKEN: Final[Mapping[str, tuple[str, ...]]] = {
    "digital-economy-share-of-gross-product": ("kinh tế số", "digital economy"),
    "work-files-processed-online": ("hồ sơ công việc", "work files", "hồ sơ công việc trên mạng"),
    "labour-productivity-annual-growth": ("năng suất lao động", "labour productivity"),
    "dti-rank": (
        *("DTI", "hạng DTI", "thứ hạng DTI", "xếp hạng DTI", "top DTI", "DTI rank", "DTI ranking"),
        *("đứng DTI", "xếp DTI", "đứng chuyển đổi số", "xếp chuyển đổi số", "hạng chuyển đổi số"),
        *("xếp hạng chuyển đổi số", "thứ hạng chuyển đổi số", "digital transformation rank"),
    ),
    "dti-value": ("DTI", "điểm DTI", "giá trị DTI", "DTI score", "DTI value", "điểm chuyển đổi số"),
}
"""How people call an indicator where a part of its name is too little or many names hold it. The
answer says the whole name. An alternative label would make drafting find it in texts."""

QUALIFIERS: Final = frozenset(
    {
        *("so", "dien", "thong", "truc", "mo", "cong", "moi", "xanh", "nho", "tu", "nong"),
        *("digital", "electronic", "smart", "online", "open", "technology", "new", "small"),
    }
)
"""Words beside another that make it another thing, folded: "doanh nghiệp số", "smart cities". A
name of which such a word is left out beside a word that is said was not meant."""

STOP: Final[Mapping[Language, tuple[str, ...]]] = {
    "vi": (
        *("bao", "nhiêu", "gì", "nào", "là", "của", "và", "các", "cho", "được", "theo", "về"),
        *("tại", "ở", "trong", "đến", "tới", "trên", "với", "những", "thì", "mà", "ra", "sẽ"),
        *("tỷ", "tỉ", "lệ", "trọng", "mức", "đạt", "chiếm", "năm", "vào"),
        *("hãy", "xin", "biết", "hỏi", "thế", "vậy", "ạ", "nhỉ", "phần", "trăm", "con"),
        *("cuối", "trước", "cần", "phải", "từ", "khi", "như", "đâu", "in", "nói", "nêu", "ghi"),
        *("văn", "bản", "giai", "đoạn", "đối", "này", "đó", "còn", "thuộc", "do", "vì", "có"),
        *("bằng", "mỗi", "một", "hay", "hoặc", "ai", "cùng", "cũng", "địa", "phương", "nằm"),
        *("mấy", "thứ", "đúng"),
        *("kết", "thúc", "hạn", "thời", "đang", "nhất"),
    ),
    "en": (
        *("a", "an", "the", "of", "and", "or", "in", "on", "at", "by", "for", "to", "with"),
        *("from", "is", "are", "was", "were", "be", "been", "do", "does", "did", "has", "have"),
        *("had", "what", "which", "who", "where", "when", "how", "much", "many", "that", "this"),
        *("it", "its", "their", "there", "than", "as", "will", "would", "should", "please"),
        *("tell", "me", "give", "show", "say", "says", "said", "stand", "stands", "s", "year"),
        *("end", "per", "cent", "percent", "percentage", "figure"),
        *(
            "share",
            "rate",
            "level",
            "number",
            "set",
            "sets",
            "according",
            "document",
            "its",
            "each",
            "any",
        ),
        *("into", "get", "reach", "about", "these", "those", "yet", "i", "we", "you", "they"),
    ),
}
"""Words that are passed over, in questions and in names alike."""

HAVING: Final[Mapping[Language, frozenset[str]]] = {
    "vi": frozenset(
        {
            *("có", "được", "sử", "dùng", "hoàn", "thanh", "ứng", "cung", "kết", "thực", "đạt"),
            *("tham", "triển", "đã", "giao", "số hóa", "tạo", "biết", "truy", "nộp", "xử", "áp"),
        }
    ),
    "en": frozenset(
        {
            *("with", "that", "who", "having", "using", "on", "which", "offered", "covered"),
            *("handled", "processed", "submitted", "connected", "exchanged", "to", "under"),
        }
    ),
}
"""Words behind which a name of a share says what is counted: before them stands of what it is a
share. "dân số trưởng thành" names no share of the adults."""

OPTIONAL: Final = frozenset(
    {"số", "tổng", "chỉ", "đã", "tỉnh", "so", "tong", "chi", "da", "tinh", "province", "value"}
)
"""Words that tell some names apart ("số thuê bao") and say nothing elsewhere ("số liệu nào")."""

_AS_TYPED_ONLY: Final = frozenset({"từ", "có", "in", "do", "bản", "ai", "cùng", "ra"})
"""Vietnamese stop words whose letters without marks are other words too: "tử", "cơ", "cũng"."""


MAYBE: Final = frozenset({"co", "tu"})
"""Words without marks that no name needs to have: "có" and "cơ", "từ" and "tử"."""


def marked(word: str) -> str:
    """A word in lower case and Normalization Form C, with its marks."""
    return unicodedata.normalize("NFC", word.casefold())


def is_plain(word: str) -> bool:
    """Whether a word is typed without marks."""
    return fold(word) == marked(word)


_STOP_MARKED: Final[Mapping[Language, frozenset[str]]] = {
    language: frozenset(map(marked, words)) for language, words in STOP.items()
}
_STOP_PLAIN: Final[Mapping[Language, frozenset[str]]] = {
    "vi": frozenset(fold(word) for word in STOP["vi"] if word not in _AS_TYPED_ONLY),
    "en": frozenset(STOP["en"]),
}


def passed_over(word: str, language: Language) -> bool:
    """Whether a word of a question, or of a name, says nothing by itself.

    A word with marks must be the word itself: "trọng" is passed over, "trống" is not.
    """
    if word in _STOP_MARKED[language]:
        return True
    return is_plain(word) and word in _STOP_PLAIN[language]
