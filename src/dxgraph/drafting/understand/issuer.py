"""The level of a document's own figures: that of the commune or district that issues it, or of the
communes to which it gives its goals."""

from __future__ import annotations

import re


def level_of_document(text: str) -> str:
    """The slug of the level that unbounded figures of a document have; empty for a province's or
    the country's, whose figures have none, and where the head of the text does not say it."""
    lines = [line.strip() for line in text[:_HEAD].split("\n") if line.strip()][:_LINES]
    head = "\n".join(lines)
    if _GIVEN.search(head):
        return "commune"
    for level, issuer in _ISSUERS:
        if any(issuer.match(line) for line in lines):
            return level
    return ""


def unit_named(said: str) -> str:
    """The level of the units that a label or a clause begins with by name: "Xã Tân Lập: 18%"."""
    return next((level for level, named in _NAMED if named.match(said)), "")


def of_the_province(said: str) -> bool:
    """Whether a clause says that its figure is of a whole province, or that of the country."""
    return _PROVINCE.search(said) is not None


_HEAD = 600
"""So far in, a document says whose it is, in code points and lines."""
_LINES = 4
_BODY = (
    r"(?:UBND|HĐND|ĐẢNG\s+(?:ỦY|UỶ|BỘ)|(?:ỦY|UỶ)\s+BAN\s+NHÂN\s+DÂN|HỘI\s+ĐỒNG\s+NHÂN\s+DÂN"
    r"|BAN\s+CHỈ\s+ĐẠO(?:\s+[^\W\d]+){0,5}?)\s+"
)
_TITLE = (
    r"(?:KẾ\s+HOẠCH|NGHỊ\s+QUYẾT|CHƯƠNG\s+TRÌNH|ĐỀ\s+ÁN|QUYẾT\s+ĐỊNH)\b"
    r"[^.;:\n]{0,120}?\bCỦA\s+(?:UBND\s+)?"
)
_EN_BODY = r"(?:PEOPLE['’]?S\s+(?:COMMITTEE|COUNCIL)|PARTY\s+COMMITTEE)"
_EN_NAME = r"(?:[A-Z][\w'-]*\s+){1,4}?"
_ISSUERS = tuple(
    (
        level,
        re.compile(
            rf"\W*(?:(?:{_BODY}|{_TITLE}){units}\s+(?-i:[A-ZĐÀ-Ỹ])|{party}"
            rf"|(?:THE\s+)?{_EN_BODY}\s+OF\s+(?:THE\s+)?{_EN_NAME}{english}\b"
            rf"|{_EN_NAME}{english}\s+{_EN_BODY}\b)",
            re.IGNORECASE,
        ),
    )
    for level, units, party, english in (
        (
            "commune",
            r"(?:XÃ|PHƯỜNG|THỊ\s+TRẤN|ĐẶC\s+KHU)",
            r"(?!)",
            "(?:COMMUNE|WARD|TOWNSHIP)",
        ),
        (
            "district",
            r"(?:HUYỆN|QUẬN|THỊ\s+XÃ)",
            r"(?:HUYỆN|QUẬN|THỊ)\s+(?:ỦY|UỶ)\b",
            "DISTRICT",
        ),
    )
)
"""Who issues a document, at the beginning of a line of its head: "UBND XÃ …", "HUYỆN ỦY …", or
whose its title says that it is."""
_GIVEN = re.compile(
    r"\b(?:giao|phân\s+bổ)\s+(?:các\s+)?(?:chỉ\s+tiêu|mục\s+tiêu)\b[^.;:\n]{0,80}"
    r"\bcho\s+(?:(?:các|từng|cấp|UBND|tất\s+cả)\s+){0,3}(?:xã|phường)\b"
    r"|\btargets?\s+(?:(?:are\s+)?(?:assigned|given|allotted)\s+to|for)\s+"
    r"(?:(?:the|its|all|each|\d+)\s+){0,2}(?:communes?|wards?)\b",
    re.IGNORECASE,
)
"""A title that gives goals to communes."""
_EN_UNIT = (
    r"\W*(?:(?:The|In|For)\s+)?(?!(?:Every|Each|All|No|Most|Other|Some|The|These|Those)\b)"
    r"(?:[A-ZĐ][\w'-]*\s+){1,4}"
)
_NAMED = (
    (
        "commune",
        re.compile(
            r"\W*(?:(?:riêng|tại|ở|với|đối\s+với|các)\s+)*(?i:xã|phường|thị\s+trấn|đặc\s+khu)\s+(?!HỘI)[A-ZĐÀ-Ỹ]"
            rf"|{_EN_UNIT}(?:[Cc]ommunes?|[Ww]ards?)\b",
        ),
    ),
    (
        "district",
        re.compile(
            r"\W*(?:(?:riêng|tại|ở|với|đối\s+với|các)\s+)*(?i:huyện|quận|thị\s+xã)\s+[A-ZĐÀ-Ỹ]"
            rf"|{_EN_UNIT}[Dd]istricts?\b",
        ),
    ),
)
_PROVINCE = re.compile(
    r"\b(?:(?:toàn|cả|chung\s+của)\s+tỉnh|cả\s+nước|toàn\s+quốc|province-?wide|nationwide"
    r"|(?:whole|entire)\s+province)\b",
    re.IGNORECASE,
)
