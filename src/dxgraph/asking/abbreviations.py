"""Abbreviations of Vietnamese administration, written out as the names of the graph are."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from dxgraph.search import fold

_LONG: Final = {
    "TTHC": "thủ tục hành chính",
    "DVCTT": "dịch vụ công trực tuyến",
    "DVC": "dịch vụ công",
    "CĐS": "chuyển đổi số",
    "CSDL": "cơ sở dữ liệu",
    "CNTT": "công nghệ thông tin",
    "CNS": "công nghệ số",
    "ATTT": "an toàn thông tin",
    "NSLĐ": "năng suất lao động",
    "KHCN": "khoa học và công nghệ",
    "TMĐT": "thương mại điện tử",
    "HTTT": "hệ thống thông tin",
    "CQNN": "cơ quan nhà nước",
    "CBCC": "cán bộ, công chức",
    "CBCCVC": "cán bộ, công chức, viên chức",
    "DN": "doanh nghiệp",
    "DNNVV": "doanh nghiệp nhỏ và vừa",
    "ĐMST": "đổi mới sáng tạo",
    "KTS": "kinh tế số",
    "NTM": "nông thôn mới",
    "HGĐ": "hộ gia đình",
    "UBND": "ủy ban nhân dân",
    "HTX": "hợp tác xã",
    "HSSK": "hồ sơ sức khỏe",
    "HSSKĐT": "hồ sơ sức khỏe điện tử",
    "HSCV": "hồ sơ công việc",
    "CKS": "chữ ký số",
    "XHS": "xã hội số",
    "CQS": "chính quyền số",
    "DNCNS": "doanh nghiệp công nghệ số",
    "DNS": "doanh nghiệp số",
    "ĐTTM": "đô thị thông minh",
    "TT&TT": "thông tin và truyền thông",
    "TTTT": "thông tin và truyền thông",
    "KH&CN": "khoa học và công nghệ",
    "KHĐT": "kế hoạch và đầu tư",
    "NTN": "như thế nào",
    "NG": "người",
    "ĐC": "được",
    "TRC": "trước",
    "15T": "15 tuổi",
    "LLLĐ": "lực lượng lao động",
    "TTKDTM": "thanh toán không dùng tiền mặt",
    "KDTM": "không dùng tiền mặt",
    "BCĐK": "báo cáo định kỳ",
    "ĐDĐT": "định danh điện tử",
    "HĐND": "hội đồng nhân dân",
}
_KINDS: Final = {"QĐ": "Quyết định", "NQ": "Nghị quyết", "KH": "Kế hoạch", "CTr": "Chương trình"}
"""Kinds of documents, before a number."""


_NUMBERED: Final = re.compile(
    r"\b((?:nghị|nghi) (?:quyết|quyet)|(?:quyết|quyet) (?:định|dinh)|(?:kế|ke) (?:hoạch|hoach)"
    r"|(?:văn|van) (?:bản|ban)|resolution|decision|plan) (?:số|so|no\.?|number) (?=\d)",
    re.IGNORECASE,
)
"""The word for "number" between a kind and its number: "Nghị quyết số 09"."""


@cache
def _forms() -> dict[str, str]:
    """By the abbreviation in lower case: with its own letters, or typed without marks."""
    found = {short.lower(): long for short, long in {**_LONG, **_KINDS}.items()}
    for short, long in {**_LONG, **_KINDS}.items():
        found.setdefault(fold(short), fold(long))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    def either(names: dict[str, str]) -> str:
        forms = {*names, *(fold(name) for name in names)}
        return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))

    # "50/KH-UBND" is the number of a document.
    return re.compile(
        rf"(?<![\w/-])(?:(?:{either(_LONG)})(?![\w/]|-\w)|(?:{either(_KINDS)})(?=\s+\d))",
        re.IGNORECASE,
    )


def expanded(text: str) -> str:
    """A text with its abbreviations written out; without marks where it is typed so.

    >>> expanded("Tỷ lệ TTHC theo QĐ 749")
    'Tỷ lệ thủ tục hành chính theo Quyết định 749'
    >>> expanded("ty le DVC cua 50/KH-UBND")
    'ty le dich vu cong cua 50/KH-UBND'
    """
    plain = text.isascii()

    def long(match: re.Match[str]) -> str:
        whole = _forms()[match[0].lower()]
        return fold(whole) if plain else whole

    return _NUMBERED.sub(r"\1 ", _pattern().sub(long, text))
