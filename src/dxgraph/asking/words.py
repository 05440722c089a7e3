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

ASIDE: Final = "beside"
"""By what a phrase is taken that asks nothing."""

UNITS_SAID: Final[Mapping[str, str]] = {
    **dict.fromkeys(("mbp", "mb s", "megabit", "mbit s"), "mbps"),
    **dict.fromkeys(("gbp", "gb s", "gigabit"), "gbps"),
    **dict.fromkeys(("tbp", "tb s"), "tbps"),
    **dict.fromkeys(
        (
            "trieu dong",
            "ty dong",
            "nghin ty dong",
            "vnd",
            "in dong",
            "million dong",
            "bao nhieu dong",
        ),
        "vnd",
    ),
    **dict.fromkeys(("usd", "do la", "do la my", "us dollar", "dollar", "in dollar"), "usd"),
}
"""What people call a unit, folded and in the singular, by its slug."""

LEVELS_SHORT: Final[Mapping[str, tuple[str, ...]]] = {
    "commune": ("ở xã", "các xã", "ở các xã", "ở cấp xã"),
    "district": ("ở huyện", "các huyện", "ở các huyện", "ở cấp huyện"),
    "province": ("ở cấp tỉnh", "ở tỉnh"),
}
"""What people say for a level, by the last part of its IRI."""

_HO_CHI_MINH: Final = ("HCM", "TPHCM", "TP.HCM", "HCMC", "TP HCM")
AREAS_SHORT: Final[Mapping[str, tuple[str, ...]]] = {
    "ba-ria-vung-tau": ("BR-VT", "BRVT", "BR - VT"),
    "thua-thien-hue": ("TT-Huế", "TT Huế", "TTH"),
    "ho-chi-minh-to-2025": (*_HO_CHI_MINH, "Sài Gòn", "TP Sài Gòn", "Saigon"),
    "ho-chi-minh-from-2025": (*_HO_CHI_MINH, "Sài Gòn", "TP Sài Gòn", "Saigon"),
    **dict.fromkeys(
        ("dak-lak-to-2025", "dak-lak-from-2025"),
        ("Đăk Lăk", "Đắc Lắc", "Đắk Lăk", "Đăk Lắk", "Daklak", "Dac Lac"),
    ),
    "dak-nong": ("Đăk Nông", "Đắc Nông", "Daknong", "Dac Nong"),
    "bac-kan": ("Bắc Cạn",),
    "kon-tum": ("Kontum", "Kon Tom"),
    "ha-noi": ("Hanoi", "thủ đô", "Thủ đô Hà Nội", "HN"),
    **dict.fromkeys(("hai-phong-to-2025", "hai-phong-from-2025"), ("Haiphong", "HP")),
    **dict.fromkeys(("da-nang-to-2025", "da-nang-from-2025"), ("Danang",)),
    **dict.fromkeys(("can-tho-to-2025", "can-tho-from-2025"), ("Cantho",)),
    "viet-nam": ("Vietnam", "VN", "nước ta"),
}
"""What people write for an area, by the last part of its IRI."""

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
        *("mấy", "thứ", "đúng", "tôi", "mình", "nếu", "sau", "giờ", "bây", "lại", "sao"),
        *("cả", "hai", "ba", "giùm", "giúp", "xem", "rõ", "vui", "lòng", "xác", "nhé", "nha", "hả"),
        *("đấy", "ấy", "rồi", "khoản", "vấn", "nghe", "nói", "để", "lần", "tên", "thật"),
        *("viết", "vậy", "rằng", "cụ", "thể", "hiện"),
        *("ngày", "tháng"),
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
        *("anything", "something", "thing", "high", "so", "if", "just", "also", "only", "there"),
        *(
            "many",
            "our",
            "my",
            "us",
            "know",
            "like",
            "let",
            "here",
            "still",
            "whole",
            "old",
            "name",
        ),
        *("today", "now", "current", "currently", "today's", "present", "exactly", "then"),
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
    {
        "số",
        "tổng",
        "chỉ",
        "đã",
        "tỉnh",
        "làm",
        "đưa",
        "dua",
        "lên",
        "len",
        "own",
        "so",
        "tong",
        "chi",
        "da",
        "tinh",
        "province",
        "value",
    }
)
"""Words that tell some names apart ("số thuê bao") and say nothing elsewhere ("số liệu nào")."""

_AS_TYPED_ONLY: Final = frozenset(
    {
        *("từ", "có", "in", "do", "bản", "ai", "cùng", "ra"),
        *("mình", "nghe", "thật", "lần", "tên", "khoản", "ba", "cả", "lại", "sau", "hai", "rõ"),
        *(
            "xác",
            "để",
            "nói",
            "giờ",
            "bây",
            "vấn",
            "lòng",
            "vui",
            "ngày",
            "tháng",
            "hiện",
            "cụ",
            "tôi",
        ),
    }
)
"""Vietnamese stop words whose letters without marks are other words too: "tử", "cơ", "cũng"."""


MAYBE: Final = frozenset(fold(word) for word in _AS_TYPED_ONLY) - {"ai"}
"""Words without marks that no name needs to have, since with marks they may be passed over: "có"
and "cơ", "từ" and "tử", "khoản" of "tài khoản"."""


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
