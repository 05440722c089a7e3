"""What a figure counts, how it is compared, and how round it is: cues of `weighing`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dxgraph.drafting.read.context import Sentence
from dxgraph.drafting.understand.mentions import begins
from dxgraph.drafting.understand.reading import Reading
from dxgraph.evidence import Figure


def counted(text: str, reading: Reading, sentence: Sentence) -> Iterator[str]:
    """What is counted, how it is compared, and whether it is as round as goals are."""
    figure = reading.figure
    counted = figure.unit in ("count", None)
    yield f"unit:{'count' if counted else figure.unit if figure.unit in _UNITS else 'other'}"
    yield f"is:{figure.comparator}"
    if figure.numbers and not _DIGIT.search(text, figure.begin, figure.end):
        yield "in-words"
    if not figure.numbers:
        yield "whole" if "whole" in figure.doubts else "no-number"
    behind = text[figure.end : min(sentence.end, figure.end + _NEAR)]
    if counted:
        for name, noun in _NOUNS:
            if noun.match(behind):
                yield f"noun:{name}"
                break
    if _TASK.search(text, max(reading.piece[0], figure.begin - 40), figure.begin):
        yield "task-verb:count" if counted else "task-verb"
    if counted and _MADE.search(text, max(reading.piece[0], figure.begin - 40), figure.begin):
        yield "made"
    head = text[max(sentence.begin, figure.begin - _NEAR) : begins(figure)]
    if counted and _ALL_OF.search(head):
        yield "all-of"
    if _RISES_TO.search(head):
        yield "rises-to"
    if _MUST.search(head):
        yield "must:count" if counted else "must"
    if counted and figure.comparator in ("at-most", "less-than") and _TIME.match(behind):
        yield "time:bound"
    if counted and _YEARLY.match(behind):
        yield "yearly"
    if _ODDS.match(behind):
        yield "odds"
    yield from _round(figure)


def _round(figure: Figure) -> Iterator[str]:
    value = figure.value
    if not figure.numbers or figure.unit == "rank":
        return
    if value % 1:
        yield "crooked:decimal"
    elif figure.unit == "percent":
        yield "round:100" if value == 100 else "round:5" if not value % 5 else "crooked:percent"
    elif figure.unit in ("count", None) and value >= 20:
        yield "crooked:count" if value % 10 else "round:count"


_DIGIT = re.compile(r"\d")
_NEAR = 90
_UNITS = ("percent", "percent-per-year", "rank", "vnd", "usd")
_TASK = re.compile(
    r"\b(?:tổ\s+chức|mở|biên\s+soạn|phát|lắp\s+đặt|lắp|trang\s+bị|mua|hỗ\s+trợ|tập\s+huấn|đào\s+tạo|bồi\s+dưỡng"
    r"|thí\s+điểm|chuẩn\s+hóa|rà\s+soát|hold|organi[sz]e|train|support|install|buy|equip|draft|review|pilot)\b",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:xây\s+dựng|hình\s+thành|thành\s+lập|phát\s+triển|thu\s+hút|build|form|establish|create|attract|develop)"
    r"(?:\s+(?:thêm|mới|được|from|up|to))*\s*$",
    re.IGNORECASE,
)
"""What is to be there, of things that are counted."""
_ALL_OF = re.compile(
    r"\b(?:toàn\s+bộ|tất\s+cả|cả|đủ|all(?:\s+(?:of\s+)?(?:the|its))?)\s+$", re.IGNORECASE
)
"""Before how many there are, which is all of them."""
_RISES_TO = re.compile(
    r"\b(?:từ|from)\s+[^;.]{0,16}?\d[\d.,]*[^;.]{0,30}?\b(?:lên|xuống|còn|thành|to)\s+"
    r"(?:(?:còn|dưới|trên|không|quá|mức|khoảng|tối\s+đa|tối\s+thiểu|ít\s+nhất|under|below|at\s+least|over|around|about|less\s+than|more\s+than)\s+){0,3}$",
    re.IGNORECASE,
)
"""Before where something goes that starts elsewhere: "từ 26 giờ xuống dưới 18 giờ"."""
_MUST = re.compile(
    r"\b(?:phải|cần|sẽ|must|should|will|shall|(?:is|are)\s+to)\s+(?:[^\W\d]+\s+){0,4}$",
    re.IGNORECASE,
)
"""Says right before a figure that it is to be."""
_TIME = re.compile(
    r"\W*(?:phút|ngày|giờ|tháng|minutes?|(?:working\s+)?days?|hours?|months?)\b", re.IGNORECASE
)
_YEARLY = re.compile(
    r"[^.;,\d]{0,40}?(?:\b(?:mỗi|một|hằng|hàng)\s+năm\b|/\s?năm\b|\b(?:a|per|each|every)\s+year\b|\bannually\b)",
    re.IGNORECASE,
)
"""Behind how many there are to be each year."""
_ODDS = re.compile(r"\s+(?:probability|chance|likelihood|xác\s+suất|khả\s+năng)\b", re.IGNORECASE)
"""How likely something is."""
_NOUNS = (
    (
        "output",
        re.compile(
            r"\W*(?:[^\W\d]+\s+)?(?:hội\s+nghị|lớp|khóa|khoá|tin|bài|tờ|bộ\s+tài|cuộc|buổi|chuyên|văn\s+bản|phiếu|đợt|lượt"
            r"|chương\s+trình|phóng\s+sự|video|nhiệm\s+vụ|trainings?|courses?|classes|workshops?|sessions?|leaflets?|articles?"
            r"|meetings?|conferences?|events?|tasks?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "time",
        re.compile(
            r"\W*(?:phút|ngày|giờ|tháng|năm|lần|tuần|quý|minutes?|hours?|days?|weeks?|months?|years?|times)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "people",
        re.compile(
            r"\W*(?:người|đại\s+biểu|học\s+viên|cán\s+bộ|công\s+chức|thành\s+viên|lao\s+động|đồng\s+chí|học\s+sinh|giáo\s+viên"
            r"|hộ|nông\s+dân|people|persons|officials|staff|members|participants|residents|employees|delegates|operators"
            r"|engineers|workers|pupils|students|households|farmers)\b",
            re.IGNORECASE,
        ),
    ),
)
"""What goals seldom count: the outputs of tasks, times, people."""
