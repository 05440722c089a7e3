"""Whether a figure is of somebody above, a criterion, a tally, or a goal that is one no more: cues
of `weighing`, each scoped by the clause or the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dxgraph.drafting.read.context import Sentence
from dxgraph.drafting.read.found import Found
from dxgraph.drafting.understand.mentions import AHEAD
from dxgraph.drafting.understand.reading import Reading


def standing(text: str, found: Found, sentence: Sentence, reading: Reading) -> Iterator[str]:
    """What a figure is said to be by what stands before it."""
    figure = reading.figure
    at = figure.begin
    begin = reading.clause[0]
    if _ASIDE.search(text, max(begin, at - 2 * _CLOSE), at):
        yield "aside"
    if _STANDS_ASIDE.search(text, max(begin, at - 2 * _CLOSE), at):
        yield "aside:stands"
    if _BOUNDS.match(text, figure.begin) and _EACH_OF.search(text, max(begin, at - _CLOSE), at):
        yield "bounds"
    if found.within(_ABOVE, begin, at):
        yield "from-above"
    if _CRITERION.search(text, max(begin, at - _CLOSE), at):
        yield "criterion"
    if found.within(_DEFINES, max(sentence.begin, at - AHEAD), at):
        yield "defined"
    if _BASIS.search(text[sentence.begin : at]):
        yield "basis"
    if _TALLIED.search(text, max(sentence.begin, at - _CLOSE), at):
        yield "tallied"
    if _PROPOSED.search(text, max(sentence.begin, at - 3 * _CLOSE), at):
        yield "proposed"
    if figure.comparator == "less-than" and _FAILS.match(text, figure.end):
        yield "fails"
    if _REPLACED.search(text, max(sentence.begin, at - 3 * _CLOSE), at):
        yield "replaced"
    if figure.unit == "percent" and _REPLACING.search(text, max(sentence.begin, at - AHEAD), at):
        yield "replaces"


_CLOSE = 60
_ASIDE = re.compile(
    r"(?:,\s+|\b)(?:where|which|whose|who|nơi(?:\s+mà)?)\b[^,;.]{0,80}$", re.IGNORECASE
)
"""Begins what is said aside of a place or a thing."""
_STANDS_ASIDE = re.compile(
    r",\s+(?:where|whose|who|nơi(?:\s+mà)?)\b(?![^,;.]*\b(?:will|must|shall|should|aims?|wants?|targets?|plans?|to|sẽ|phải|phấn\s+đấu|cần|mục\s+tiêu)\b)[^,;.\d]{0,80}$",
    re.IGNORECASE,
)
"""The same where nothing in it is to be."""
_BOUNDS = re.compile(
    r"(?:từ|trên|dưới|có|over|under|with)\s+\d[\d.,]*(?:\s+[^\W\d]+){1,2}(?:\s+trở\s+(?:lên|xuống))?(?:\s+[^\W\d]+){0,2}?\s+(?:có|phải|được|lập|bố\s+trí|must|has|have)\b",
    re.IGNORECASE,
)
_EACH_OF = re.compile(r"\b(?:mỗi|các|những|each|every)(?:\s+[^\W\d]+){1,3}\s+$", re.IGNORECASE)
"""Around how large those are of whom something is said: "mỗi bản từ 50 hộ trở lên có …"."""
_ABOVE = re.compile(
    r"\b(?:the\s+)?(?:[a-z]+\s+)?(?:ministry|central\s+government|government|programme\s+of\s+the\s+country)\b(?=[^,;.]{0,20}\b(?:expects?|wants?|sets?|asks?|requires?))"
    r"|(?-i:\bBộ\s+[A-ZĐ])|\b(?:quốc\s+gia|cả\s+nước|toàn\s+quốc|Trung\s+ương|Chính\s+phủ|nationwide|national)\b",
    re.IGNORECASE,
)
"""Names who stands above a province, or the whole country."""
_CRITERION = re.compile(
    r"\b(?:tiêu\s+chí|điều\s+kiện|thang\s+điểm|tối\s+đa|criteri(?:on|a)|requirements?|threshold|conditions?)\b[^;.]{0,40}$",
    re.IGNORECASE,
)
"""Leads to what somebody is judged by."""
_DEFINES = re.compile(
    r"\b(?:được\s+(?:xét\s+)?công\s+nhận|công\s+nhận\s+đạt(?:\s+chuẩn)?)\s+(?:khi|nếu)\b"
    r"|\b(?:is|are)\s+recogni[sz]ed\s+(?:when|if|once)\b|\bmust\s+meet\s+(?:the\s+|these\s+)?(?:\w+\s+)?criteria\b",
    re.IGNORECASE,
)
"""Says when something is recognised: all that follows in the sentence are its criteria."""
_BASIS = re.compile(
    r"(?:^|;\s+)\W*(?:căn\s+cứ|pursuant\s+to|having\s+regard\s+to)\b(?![^;]*,\s+(?:UBND|Ủy\s+ban|HĐND|Hội\s+đồng|tỉnh|thành\s+phố|Sở|Ban|the)\b)[^;]*$",
    re.IGNORECASE,
)
"""Begins what a document rests on."""
_TALLIED = re.compile(
    r"(?<![\d.,])\d{1,4}\s+(?:xã|phường|sở|huyện|đơn\s+vị|địa\s+phương|thôn|communes|wards|units|departments|districts|provinces)"
    r"(?:\s+(?:còn|đang|chưa|có|đạt|mới|are|were|have|had|with|still|at|remain\w*))+(?:\s+(?:tỷ\s+lệ|mức|kết\s+quả|the|a|share|rate|of))*\s+$",
    re.IGNORECASE,
)
"""Counts those who stand at a figure: "6 xã có tỷ lệ dưới 40%"."""
_PROPOSED = re.compile(
    r"\b(?:đề\s+nghị|kiến\s+nghị|đề\s+xuất|xin)\s+(?:hạ|giảm|nâng|tăng|điều\s+chỉnh|lùi|rút)\b[^;.%\d]{0,60}$"
    r"|\b(?:có\s+)?(?:đại\s+biểu|ý\s+kiến|thành\s+viên)\b[^;.%\d]{0,30}\b(?:đề\s+nghị|kiến\s+nghị|đề\s+xuất)\b[^;.%\d]{0,60}$"
    r"|\b(?:one|a|some|several)\s+(?:delegates?|members?|participants?)\b[^;.%\d]{0,30}\b(?:proposed|suggested|asked)\b[^;.%\d]{0,60}$"
    r"|\b(?:proposed|suggested|asked\s+for)\s+(?:a\s+)?(?:lowering|raising|cutting|cut|lower|higher)\b[^;.%\d]{0,60}$",
    re.IGNORECASE,
)
"""Leads to what somebody at a meeting would have."""
_FAILS = re.compile(
    r"[^;.,\d]{0,30}\s(?:là|thì|coi\s+như)\s[^;.\d]{0,30}\b(?:(?:chưa|không)\s+(?:đạt|hoàn\s+thành|xong)|thất\s+bại|kiểm\s+điểm)\b"
    r"|[^;.,\d]{0,30}\b(?:would|will)\s+(?:be\s+a\s+failure|mean\s+(?:we|the\s+\w+)\s+(?:have|has)\s+failed)\b",
    re.IGNORECASE,
)
"""Behind a mark below which somebody has failed: "dưới 150 là chưa đạt"."""
_REPLACED = re.compile(
    r"\b(?:thay(?:\s+thế)?|bãi\s+bỏ|bỏ|hủy\s+bỏ|không\s+thực\s+hiện|replac(?:e|es|ed|ing)|repeal(?:s|ed)?|scrap(?:s|ped)?|instead\s+of|thay\s+vì)\b"
    r"(?!(?:[^;.]|\.\d)*\b(?:bằng|by|with|thành(?!\s+(?:lập|phố|viên|phần|công)))\b)(?:[^;.]|\.\d){0,50}$"
    r"|\b(?:thay(?:\s+thế)?|bãi\s+bỏ|sửa|replac(?:e|es|ed|ing)|delet(?:e|es|ed|ing)|repeal(?:s|ed)?)\s+(?:cụm\s+từ|nội\s+dung|số|điểm|khoản|mục|(?:the\s+)?(?:words?|phrase|figure|point|clause))\b"
    r"(?!(?:[^;.]|\.\d)*\b(?:bằng|by|with|thành(?!\s+(?:lập|phố|viên|phần|công)))\b)(?:[^;.]|\.\d){0,160}$",
    re.IGNORECASE,
)
"""Leads to a goal that is one no more."""
_REPLACING = re.compile(
    r"\b(?:thay(?:\s+thế)?|replac(?:e|es|ed|ing))\b(?:[^;.]|\.\d)*\d(?:[^;.]|\.\d)*\b(?:bằng|thành|by|with)\b[^;.\d%]{0,50}$",
    re.IGNORECASE,
)
"""Leads to the goal that another figure gives way to."""
