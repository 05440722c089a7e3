"""Numbers that are no targets, each with its reason: dates, document numbers, marks of lists…

What stands in a number's own words is found here; what its place in the document makes of it (the
year of a deadline, the figure of a task) is found by the pipeline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dxgraph.drafting.proposal import Explained
from dxgraph.drafting.read.dates import names_months, printed_dates
from dxgraph.drafting.read.segments import Block
from dxgraph.drafting.read.signs import document_numbers
from dxgraph.evidence import Language


class Cover:
    """Which places of a text are spoken for."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def take(self, begin: int, end: int) -> bool:
        """Take a span; False, and nothing is taken, when a part of it is taken already."""
        if any(self._taken[begin:end]):
            return False
        self._taken[begin:end] = b"\1" * (end - begin)
        return True

    def free(self, begin: int, end: int) -> bool:
        return not any(self._taken[begin:end])


# ---- Dates and times ---------------------------------------------------------------------------

_DAY_MONTH = re.compile(
    r"(?:\b(?:ngày|sáng|chiều|tối|trưa|hôm)\s+(?:ngày\s+)?)(?P<date>\d{1,2}[/-]\d{1,2})(?![\d/%-])",
    re.IGNORECASE,
)
_UNTIL_DAY = re.compile(
    r"\b(?:trước|chậm\s+nhất(?:\s+là)?)\s+(?:ngày\s+|Quốc\s+khánh\s+)?(?P<until>(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2]))(?![\d/%-])",
    re.IGNORECASE,
)
_MEETING_DAY = re.compile(
    r"(?:\b(?:hội\s+nghị(?:\s+[^\W\d_]+){1,4}|cuộc\s+họp|phiên\s+họp|hội\s+nghị|buổi\s+làm\s+việc|ngày(?:\s+[^\W\d_]+){1,6})\s+|(?<=\n)\(|^\(|\((?-i:[A-ZĐ]{2,8})\s+)"
    r"(?P<day>(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2]))(?![\d/%-])",
    re.IGNORECASE,
)
_YEARS_ON = re.compile(
    r"\b(?P<span>\d{1,2})\s+(?:năm\s+(?:tới|nữa|qua|tiếp\s+theo|gần\s+đây)|(?:coming|next|past)\s+years)\b",
    re.IGNORECASE,
)
"""How long a period is: "5 năm tới"."""
_DAY = re.compile(
    r"\bngày\s+(?P<date>(?:0?[1-9]|[12]\d|3[01]))(?=\s+(?:của\s+)?(?:tháng|hằng|hàng|mỗi)\b)",
    re.IGNORECASE,
)
_DAY_NAMED = re.compile(
    r"\b(?:January|February|March|April|(?-i:May)|June|July|August|September|October|November|December)\s+"
    r"(?P<american>(?:0?[1-9]|[12]\d|3[01]))(?:st|nd|rd|th)?\b(?![.,]\d|\s?%|\s+per\s?cent|,?\s+(?:19|20)\d\d)"
    r"|(?<![\w.,/%-])(?P<english>(?:0?[1-9]|[12]\d|3[01]))(?:st|nd|rd|th)?(?=\s+(?:of\s+)?(?:January|February|March|April|(?-i:May)|June|July"
    r"|August|September|October|November|December)\b)",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(
    r"\btháng\s+(?P<date>(?:0?[1-9]|1[0-2]))(?![\d/%]|[.,]\d|\s*%)", re.IGNORECASE
)
_TIME = re.compile(
    r"(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])|(?<!\w)\d{1,2}\s?(?:h|giờ)\s?\d{2}\b|\b\d{1,2}h\b|\b24/7\b",
    re.IGNORECASE,
)


# ---- The rest ----------------------------------------------------------------------------------

_ITEMS_VI = (
    r"(?:nhóm\s+|các\s+|số\s+|loại\s+)?(?:nhiệm\s+vụ|giải\s+pháp|lĩnh\s+vực|trụ\s+cột|nội\s+dung(?!\s+số)|mục\s+tiêu|chỉ\s+tiêu"
    r"|quan\s+điểm|nguyên\s+tắc|đột\s+phá|ưu\s+tiên|bước|tiêu\s+chí|định\s+hướng|chương(?!\s+trình\s+[^\W\d])|phần(?!\s+(?:trăm|nghìn|ngàn|triệu|mềm|cứng|tử))|nhóm|vấn\s+đề|yếu\s+tố|khâu|điểm\s+nghẽn)"
)
_ITEMS_EN = (
    r"(?:(?:main|key|major|priority|specific)\s+)?(?:groups?\s+of\s+\w+|tasks?|solutions?|pillars?|fields?|areas?|goals?|objectives?|targets?"
    r"|priorities|principles|contents|steps|parts|annexes|appendices|chapters|articles|sections)"
)
_TECHNOLOGY = (
    r"(?<!\w)[2-6]G(?:(?:\s?[/,]\s?|\s+(?:và|and)\s+)[2-6]G)*\b|(?<!\w)[2-5]D(?:(?:\s?[/,]\s?|\s+(?:và|and)\s+)[2-5]D)*\b",
    r"\bIPv[46]\b|\bWi-?Fi\s?\d\b|\bWeb\s?\d\.0\b|\bISO(?:/IEC)?\s?\d{4,5}(?:[:-]\d{4})?|\bTCVN\s?\d{4,5}(?:[:-]\d{4})?",
    r"(?:\b(?:công\s+nghiệp|cách\s+mạng\s+công\s+nghiệp|Industry)\s+(?:lần\s+thứ\s+)?)\d(?:[.,]0)?\b",
    r"(?<=\s)[1-5]\.0\b(?!\s?%)",
)
_LEVEL = (
    r"\b(?:mức\s+độ|mức|cấp\s+độ|level)\s+[1-5](?:\s?,\s[1-5]|,4|\s+(?:và|and)\s+[1-5]|\s?[-/]\s?[1-5])*"
    r"(?!\d|[.,]\d|\s?%|\s?[-–]\s?\d|\s+(?:nghìn|ngàn|triệu|tỷ|tỉ|lần|điểm)\b)"
    r"|\blevel\s+[1-5]\.[1-5]\b(?!\s?%|\s+points?\b)"
)
_AGE = (
    r"\d{1,3}(?:\s?[-–]\s?\d{1,3})?(?:\s+đến\s+(?:dưới\s+)?\d{1,3})?\s+tuổi\b"
    r"|\baged?\s+\d{1,3}(?:\s?(?:[-–]|to)\s?\d{1,3})?|\b\d{1,3}[\s-]+years?(?:\s+old|\s+of\s+age|-old)\b"
)
_ORDINAL = (
    r"\b(?:[Ll]ần\s+thứ|[Kk]hóa|[Kk]hoá|(?:[Tt]ừ|[Hh]ọc\s+sinh|[Đđ]ến|ở|,)\s+lớp|[Ff]rom\s+grade|(?:[Kk]ỳ\s+họp|[Pp]hiên\s+họp|[Hh]ội\s+nghị|[Nn]hiệm\s+kỳ)\s+thứ)\s+\d{1,3}\b"
    r"|\b(?:Đề\s+án|Quốc\s+lộ|Quận|Phường|Tổ|Ban\s+Chỉ\s+đạo|Khu\s+phố|Nghị\s+định|Thông\s+tư|Nghị\s+quyết|Quyết\s+định|Chỉ\s+thị|Kế\s+hoạch"
    r"|Kết\s+luận|Decision|Resolution|Plan|Decree|Project|Scheme|Programme)\s+(?:số\s+|No\.?\s+)?(?!(?:(?<=Kế\shoạch\s)|(?<=Plan\s))20\d\d\b)(?P<name>\d{1,5})(?=[\s.,;:)]|$)"
    r"(?!\s?%|[.,]\d)"
)
_SCOPE = (
    r"\b(?:ít\s+nhất|tối\s+thiểu|từ|mỗi\s+\w+|at\s+least)\s+(?:0?\d|1\d)(?!\d|[.,]\d|\s?%|\s?/)"
)


@dataclass(frozen=True, slots=True)
class Patterns:
    items: re.Pattern[str]
    counted: re.Pattern[str]
    """What items are called, right behind their number."""
    technology: re.Pattern[str]
    level: re.Pattern[str]
    age: re.Pattern[str]
    ordinal: re.Pattern[str]
    period: re.Pattern[str]
    scope: re.Pattern[str] = field(default_factory=lambda: re.compile(_SCOPE, re.IGNORECASE))


def _patterns(items: str) -> Patterns:
    return Patterns(
        counted=re.compile(rf"\s+{items}\b", re.IGNORECASE),
        items=re.compile(
            rf"(?<![\w.,/%-])\d{{1,3}}(?:\s+(?:trong\s+(?:số\s+)?|of\s+(?:the\s+)?)\d{{1,3}})?\s+{items}\b",
            re.IGNORECASE,
        ),
        technology=re.compile("|".join(_TECHNOLOGY), re.IGNORECASE),
        level=re.compile(_LEVEL, re.IGNORECASE),
        age=re.compile(_AGE, re.IGNORECASE),
        ordinal=re.compile(_ORDINAL),
        period=re.compile(
            r"(?<![\d./-])(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d(?![\d%/]|[.,]\d|\s%)"
        ),
    )


_PATTERNS: dict[Language, Patterns] = {"vi": _patterns(_ITEMS_VI), "en": _patterns(_ITEMS_EN)}
_ONE_OF = re.compile(
    r"(?<![\w.,/%-])0?1(?=\s+(?:trong|of\s+the|in\s+the)\s+(?:số\s+|top\s+)?\d{1,3}\s+[^\W\d])",
    re.IGNORECASE,
)
"""Of "1 trong 5 địa phương dẫn đầu": the figure is 5."""
_OUT_OF = re.compile(
    r"(?:\b(?:thứ|hạng|vị\s+trí|rank(?:ed)?|place|nhóm|top|tốp)\s+\d{1,3}\s?/\s?)(?P<all>\d{1,3})(?![\d%/]|[.,]\d)",
    re.IGNORECASE,
)
"""Of "xếp thứ 12/63": among how many."""
_OUT_OF_PLACES = re.compile(
    r"\b(?:out\s+of|among(?:\s+the)?)\s+(?P<all>\d{1,3})(?=\s+(?:localities|provinces|cities|places|units)\b|\s*(?:[.,;)]|$))",
    re.IGNORECASE,
)
"""Of "25th place or better, out of 34 localities": among how many."""
_BAND = re.compile(r"(?<![\d.,])(?P<band>\d[\d.,]*\s?[MGk]Hz)\b", re.IGNORECASE)
_SIZED = re.compile(
    r"(?<![\w.,])(?P<size>\d[\d.,]*)(?=-(?:hectare|ha|km|kilomet\w+|met(?:er|re)|storey|story|bed|room|seat|year|month|day|member|page|point)s?\b)",
    re.IGNORECASE,
)
"""Of "a 496-hectare park": how large one thing is."""
_CONDITION = re.compile(
    r"(?:^|[.;:]\s*+|(?<!\s)[^\S\n]*+\n\s*+)(?:Khi|Nếu|Trường\s+hợp|If|When|Where|In\s+case)\s[^.;,\n%]{0,80}?\s(?P<bound>\d[\d.,]*\s?%)[^.;,\n%\d]{0,60}(?:,|\bthì\b)"
)
"""Of "Khi giá thay đổi trên 5%, …": a condition. White space is read once, however long it is."""
_BELOW = re.compile(
    r"(?<!chừng\s)(?<!khi\s)\bnào\b[^.;,\n%\d]{0,60}?\b(?:dưới|thấp\s+hơn|không\s+đạt|chưa\s+đạt)\s+(?P<below>\d[\d.,]*\s?%)[^.;\n%\d]{0,60}?\bthì\b"
    r"|\b(?:any|if\s+an?)\s+(?:commune|ward|district|unit|department|agency)\b[^.;,\n%\d]{0,60}?"
    r"(?P<under>\d[\d.,]*(?:\s?%|\s+per\s?cent))[^.;\n%\d]{0,60}?\b(?:must|has\s+to|shall|will\s+have\s+to)\s+(?:explain|report|answer)\b",
    re.IGNORECASE,
)
"""Of "xã nào dưới 50% thì …": what those have who answer for it."""
_EVERY = re.compile(
    r"(?<![\w.,/%-])(?P<every>\d{1,2})\s+(?:tháng|ngày|tuần|quý|năm)\s*(?:/\s*|một\s+|mỗi\s+)lần\b"
    r"|\bevery\s+(?P<each>\d{1,2})\s+(?:months|days|weeks|years)\b",
    re.IGNORECASE,
)
"""How often something is done: "6 tháng một lần"."""
_NUMBERED = re.compile(
    r"(?<!tổng\s)(?<!con\s)\bsố\s+(?P<nth>\d{1,2})(?![.,]\d)(?=\s*(?:[(.;)]|$))", re.IGNORECASE
)
"""Of "khu công nghệ thông tin tập trung số 2 (…)": which one of a name."""
_PER = re.compile(
    r"(?<=[^\W\d_])\s?/\s?(?P<all>1(?:0+|(?:[.,]000)+)(?:\s+(?!dân\b|người\b|people\b|inhabitants\b)[^\W\d_]+){1,2})\b",
    re.IGNORECASE,
)
"""Of "12 máy tính/100 học sinh": over how many."""
_STARTED = re.compile(
    r"\btừ\s+(?:nền|mốc)\s+(?P<base>\d[\d.,]*(?:\s?%)?)|\bfrom\s+a\s+(?:base|baseline|start)\s+of\s+(?P<based>\d[\d.,]*(?:\s?%|\s+per\s?cent)?)"
    r"|\btừ\s+(?:mức\s+)?(?P<from>\d[\d.,]*(?:\s?%)?)(?=\s+(?:\([^()\n]{0,30}\)\s+|(?:của\s+|vào\s+|trong\s+)?năm\s+\d{4}\s+)?"
    r"(?:(?:nâng|tăng|đưa)\s+)?(?:lên|xuống|giảm\s+còn|giảm\s+xuống)\b)"
    r"|\b(?:grow|rise|increase|raise|go|climb|expand|cut|reduce|fall|drop|lift|bring)(?:s|es|d|ing)?\b[^.;\d]{0,60}?\bfrom\s+"
    r"(?P<risen>\d[\d.,]*(?:\s?%|\s+per\s?cent)?)(?=[^.;\d]{0,40}?(?:\s(?:in|of)\s+(?:19|20)\d\d|\s(?:now|today|currently|at\s+present))?"
    r"\s+to\s+(?:[a-z]+\s+){0,3}\d)",
    re.IGNORECASE,
)
"""Of "nâng từ 62% lên 90%": what it was before."""
_CRITERION = re.compile(
    r"\b(?:(?:tiêu\s+chí|chỉ\s+tiêu|criteri(?:on|a))\s+(?:(?:số|No\.?)\s+)?(?P<number>\d{1,2}\.\d{1,2})"
    r"|(?:(?:tiêu\s+chí|chỉ\s+tiêu)\s+số|\bvà\s+số|criterion(?:\s+No\.?)?)\s+(?P<whole>\d{1,2}))"
    r"(?![\d%]|[.,]\d|\s*%|\s+(?:lần|điểm|tỷ|triệu|nghìn|USD|times|points|per\s?cent)\b)",
    re.IGNORECASE,
)
"""The number of a criterion: "tiêu chí 8.4"."""
_DAYS = re.compile(
    r"(?<![\d.,/-])(?P<first>(?:0?[1-9]|[12]\d|3[01]))\s*(?:to|and|đến|và|[-–])\s*(?:ngày\s+)?(?=(?:0?[1-9]|[12]\d|3[01])"
    r"(?:\s+(?:January|February|March|April|(?-i:May)|June|July|August|September|October|November|December)\s+(?:19|20)\d\d"
    r"|/(?:0?[1-9]|1[0-2])/(?:19|20)\d\d))"
    r"|(?<![\d.,/-])(?P<months>[369])(?=\s+tháng\s+(?:đầu|cuối)\b)",
    re.IGNORECASE,
)
"""The first of some days, "from 1 to 3 October 2025"; or "6 tháng đầu năm"."""
_CLAUSE = re.compile(
    r"\b(?:(?-i:Khoản|khoản|Điều|Điểm|Chương|Mục|Article|Clause|Section|Chapter)|điểm(?=\s+\d{1,2}\.\d))"
    r"\s+(?P<clause>\d{1,3}(?:\.\d{1,2}){0,2})(?![\d%]|[.,]\d|\s*%)"
)
"""The clauses of a document: "khoản 2 Điều 3"."""
_PHASE = re.compile(
    r"\b(?:(?:giai\s+đoạn|đợt|bước)\s+(?P<vi>[1-9])|(?:phase|stage|step)\s+(?P<en>[1-9]))(?![\d%]|[.,]\d|\s?[-–/%])",
    re.IGNORECASE,
)
"""Of "giai đoạn 2 của dự án": which part of it."""
_WITHIN = re.compile(
    r"\b(?:sau|trong(?:\s+(?:vòng|thời\s+hạn))?|chậm\s+nhất|within|after)\s+(?P<days>\d{1,3})(?=\s+(?:(?:working\s+)?days?\b|ngày(?:\s+(?:làm\s+việc|kể|sau|từ)\b|\W)))",
    re.IGNORECASE,
)
"""How long something may take: "sau 10 ngày kể từ ngày thông qua"."""
_LEVELS = re.compile(r"(?<![\w.,/%-])0?[2-4]\s+cấp\b", re.IGNORECASE)
"""How many levels of government there are: "họp trực tuyến 3 cấp"."""
_NTH = re.compile(
    r"\b(?P<nth>\d{1,3}(?:st|nd|rd|th))\s+(?:[\w-]+\s+){0,2}"
    r"(?:congress|session|term|plenum|meeting|revolution|generation|anniversary|century|edition)\b",
    re.IGNORECASE,
)
"""Of "the 14th provincial congress": which one it is."""
_MEASURED = r"(?<![\d.,])\d[\d.,]*\s?(?:[MG]b(?:it)?(?:ps|/s)|sao\b|stars?\b)"
_BOUND = re.compile(
    r"(?:\d\s?%|\b(?:phần\s+trăm|per\s?cent|nửa|phần\s+(?:hai|ba|tư|năm)|toàn\s+bộ|tất\s+cả|mọi|half|thirds?|quarters?|all"
    rf"|every|most)\b)(?:(?!,[^,;]{{0,90}}?\b(?:reach(?:es)?|be|is|đạt|là)\s+(?:\w+\s+){{0,2}}\d)[^;:\n]){{0,120}}?(?P<bound>{_MEASURED})"
    rf"|\b(?:tỷ\s+lệ|tỉ\s+lệ|share|proportion|percentage)\b[^;:.\n%\d]{{0,60}}?(?P<rated>{_MEASURED})"
    rf"|(?P<before>{_MEASURED})(?=[^;:.\n%]{{0,60}}?\(?(?<![\d.,])\d[\d.,]*\s?(?:%|per\s?cent|phần\s+trăm))",
    re.IGNORECASE,
)
"""Of "95% trường học có đường truyền từ 1 Gb/s": what bounds what the share is of."""
_STAFF = re.compile(
    r"\b(?:doanh\s+nghiệp|hợp\s+tác\s+xã|công\s+ty|cơ\s+sở|đơn\s+vị|enterprises?|firms?|companies)(?:\s+[^\W\d]+){0,3}?"
    r"\s+(?:(?:có\s+)?quy\s+mô|(?:có\s+|sử\s+dụng\s+)?(?:từ|trên|dưới|hơn)|employing|with\s+(?:more|fewer|less|over|at)|of)\b"
    r"(?:\s+(?:từ|trên|dưới|hơn|than|over|at\s+least)){0,2}\s+"
    r"(?P<staff>\d[\d.,]*(?:(?:\s?[-–]\s?|\s+(?:đến|to)\s+)\d[\d.,]*)?)\s+"
    r"(?:lao\s+động|người|nhân\s+viên|workers|employees|staff|people)\b",
    re.IGNORECASE,
)
"""Of "doanh nghiệp trên 200 lao động": how large are the firms that are counted."""
_PART_OF = re.compile(
    r"\b(?:(?:đầu\s+tiên|cuối\s+cùng|thứ\s+\w+)\s+trong\s+(?:số\s+|tổng\s+số\s+)?"
    r"|(?:first|second|third|fourth|last|largest|any|one)\s+of\s+(?:the\s+|its\s+|their\s+)?)"
    r"(?P<of>\d{1,4})(?=\s+(?!(?:leading|top|provinces|cities|localities|tỉnh|thành|địa)\b)[^\W\d])",
    re.IGNORECASE,
)
"""Of "the first of 12 projects": how many there are."""
_CREW = re.compile(
    r"\b(?:(?:mỗi|từng)\s+(?:tổ|đội|nhóm|ban|lớp|đoàn)|(?:each|every)\s+(?:team|group|crew|class))\b[^.;:%\d\n]{0,40}?\s"
    r"(?:gồm|có|từ|of|has|have|with|counts?|made\s+up\s+of)\s+(?:từ\s+|ít\s+nhất\s+|khoảng\s+|at\s+least\s+|about\s+|from\s+)?"
    r"(?P<crew>\d{1,3}(?:(?:\s?[-–]\s?|\s+(?:đến|to)\s+)\d{1,3})?)\s+"
    r"(?:thành\s+viên|người|cán\s+bộ|học\s+viên|members|people|persons|officials)\b",
    re.IGNORECASE,
)
"""Of "mỗi tổ gồm 5 đến 7 người": how many make up each of what is counted."""
_PAGES = re.compile(
    r"(?<![\w.,/%-])(?P<pages>\d{1,4})\s+(?:trang|pages)\b(?!\s+(?:web|thông\s+tin|mạng|điện\s+tử))",
    re.IGNORECASE,
)
"""How long a document is."""
_FIRMS = re.compile(
    r"\b(?:tốp|top|danh\s+sách|list\s+of(?:\s+the)?)\s+(?P<firms>\d{1,4})\s+(?:doanh\s+nghiệp|công\s+ty|tập\s+đoàn|enterprises|companies|firms)\b",
    re.IGNORECASE,
)
"""Of "7 doanh nghiệp thuộc tốp 300 doanh nghiệp": a list of firms, and no rank of a place."""
_SCALE = re.compile(
    r"(?<=\d)\s?/\s?(?P<all>1(?:00|[.,]?000))(?=\s+(?:điểm|points)\b)"
    r"|\b(?:thang(?:\s+điểm)?|a\s+scale\s+of)\s+(?P<whole>1(?:0{1,2}|[.,]?000))(?![\d%]|[.,]\d)"
    r"|\b(?:trên\s+tổng(?:\s+số)?|out\s+of)\s+(?P<sum>1(?:00|[.,]?000))\s+(?:điểm|points)\b",
    re.IGNORECASE,
)
"""Of "810/1.000 điểm", of "780 điểm trên thang 1.000": the whole scale."""
_TALLY = re.compile(
    r"(?<![\w.,/%-])(\d{1,3}\s?/\s?\d{1,3})(?=\s+(?:mục\s+tiêu|chỉ\s+tiêu|nhiệm\s+vụ|goals|targets)\b)"
    r"|(?<![\w.,/%-])(\d{1,3}\s+(?:trên|trong(?:\s+(?:tổng\s+)?số)?|(?:out\s+)?of(?:\s+the)?)\s+\d{1,3})"
    r"(?=\s+(?:mục\s+tiêu|chỉ\s+tiêu|goals|targets)\b)"
    r"|\b(?:đạt|bằng|tức(?:\s+là)?|tương\s+đương)\s+(?:(?:gần|hơn|trên|khoảng)\s+)?(\d[\d.,]*\s?%)(?=\s+(?:kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu)\b)",
    re.IGNORECASE,
)
"""How many of the goals were met, "26/41 mục tiêu", or how far one was, "đạt 86% kế hoạch"."""
_OF_ALL = re.compile(
    r"\b(?:(?-i:Of|Among)|out\s+of)\s+(?:(?:the|its|our|all)\s+)*(?P<all>\d[\d.,]*)(?!\s?%|[\d.,]|\s+(?:per\s?cent|targets|goals))\s+[^.;:%\d]{2,90}?,\s+"
    r"(?:(?:only|some|just|about|nearly|over)\s+)*(?P<some>\d[\d.,]*\d|\d)(?!\s?%|[\d.,]|\s+per\s?cent)(?![^.;]{0,60}\b(?:will|must|should|shall|are\s+to)\b)"
    r"|\b(?-i:Trong|Trên)\s+(?:tổng\s+)?(?:số\s+)?(?P<tat>\d[\d.,]*)(?!\s?%|[\d.,]|\s+(?:tháng|ngày|năm|quý|tuần|giờ|chỉ\s+tiêu|mục\s+tiêu))\s+[^.;:%\d]{2,90}?,\s+"
    r"(?:(?:có|mới|chỉ|đã|khoảng|hơn|gần)\s+)*(?P<mot>\d[\d.,]*\d|\d)(?!\s?%|[\d.,])(?![^.;]{0,60}\b(?:sẽ|phải|cần|phấn\s+đấu)\b)",
    re.IGNORECASE,
)
"""Of "Of 520 schools, 388 take fees online": how many there are, and how many do."""
_PROJECTS = re.compile(
    r"(?<![\w.,/%-])\d{1,3}\s+(?:(?:nhóm\s+)?(?:dự\s+án|đề\s+án)|(?:component\s+)?projects?)\b",
    re.IGNORECASE,
)
_SOUGHT = re.compile(
    r"\b(?:thu\s+hút|phấn\s+đấu|kêu\s+gọi|ít\s+nhất|tối\s+thiểu|có\s+thêm|hoàn\s+thành|đạt"
    r"|attract\w*|striv\w+|at\s+least|complet\w+|reach\w*|aims?)\b[^.;\n]*$",
    re.IGNORECASE,
)
"""Before projects that are a goal: "thu hút 100 dự án"."""
_STRIVES = re.compile(r"\b(?:phấn\s+đấu|strives?)\b[^.;\n]*$", re.IGNORECASE)
_MISREAD = re.compile(r"\d[OoQ](?=[\d%OoQ])[\dOoQ]*|(?<![\w])[lI]\d+(?=\s?%)")
"""Digits that OCR read as letters, "9O%": nobody can say what was printed."""
_NEXT_LINE = re.compile(r"(?<!\s)[^\S\n]*+\n\s*+[A-ZĐÀ-Ỹ]")
_INLINE_MARK = re.compile(r"\(\s?\d{1,2}\s?\)(?=\s?\S)")


def explained_numbers(
    text: str, blocks: Sequence[Block], language: Language, cover: Cover
) -> Iterator[Explained]:
    """The numbers whose own words explain them; each place is taken once, in this order."""
    patterns = _PATTERNS[language]
    for found in document_numbers(text):
        if cover.take(found.begin, found.end):
            yield found
    for block in blocks:
        if block.marker and re.search(r"\d", text[slice(*block.marker)]):
            begin, end = block.marker
            end = begin + len(text[begin:end].rstrip())
            if cover.take(begin, end):
                yield Explained(begin, end, "list-marker")
    for day in printed_dates(text):
        if cover.take(day.begin, day.end):
            yield Explained(day.begin, day.end, "date")
    for match in _TALLY.finditer(text):
        if not _STRIVES.search(text, max(0, match.start() - 80), match.start()):
            begin, end = match.span(match.lastindex or 0)
            if cover.take(begin, end):
                yield Explained(begin, end, "past-result")
    for found in _named(text, patterns):
        if cover.take(found.begin, found.end):
            yield found
    for match in _PROJECTS.finditer(text):
        begin, end = match.span()
        head = text[max(0, begin - 120) : begin]
        if not _SOUGHT.search(head) and cover.take(begin, end):
            yield Explained(begin, end, "item-count")
    for match in _MONTH_ALONE.finditer(text):
        begin, end = match.span("date")
        if cover.take(begin, end):
            yield Explained(begin, end, "date")


def _named(text: str, patterns: Patterns) -> Iterator[Explained]:
    """The numbers that the words beside them name, in the order in which they are taken."""
    simple: tuple[tuple[re.Pattern[str], str, str | int], ...] = (
        (_DAY_MONTH, "date", "date"),
        (_UNTIL_DAY, "date", "until"),
        (_MEETING_DAY, "date", "day"),
        (_TIME, "time", 0),
        (_DAY, "date", "date"),
        *((_DAY_NAMED, "date", form) for form in ("american", "english") if names_months(text)),
        (_YEARS_ON, "period-year", "span"),
        (patterns.period, "period-year", 0),
        (_INLINE_MARK, "list-marker", 0),
        (patterns.technology, "technology-name", 0),
        (patterns.level, "service-level", 0),
        (patterns.age, "age-bound", 0),
        (_CRITERION, "proper-name", "number"),
        (_CRITERION, "proper-name", "whole"),
        (_DAYS, "date", "first"),
        (_DAYS, "date", "months"),
        (_CLAUSE, "proper-name", "clause"),
        (_PHASE, "proper-name", "vi"),
        (_PHASE, "proper-name", "en"),
        (_WITHIN, "scope-quantity", "days"),
        (_LEVELS, "proper-name", 0),
        (_NTH, "proper-name", "nth"),
        (_BOUND, "scope-quantity", "bound"),
        (_BOUND, "scope-quantity", "before"),
        (_BOUND, "scope-quantity", "rated"),
        (_CREW, "scope-quantity", "crew"),
        (_PAGES, "item-count", "pages"),
        (_FIRMS, "scope-quantity", "firms"),
        (_STAFF, "scope-quantity", "staff"),
        (_PART_OF, "scope-quantity", "of"),
        *((_OF_ALL, "past-result", part) for part in ("all", "some", "tat", "mot")),
        (patterns.items, "item-count", 0),
        (_ONE_OF, "scope-quantity", 0),
        (_OUT_OF, "denominator", "all"),
        (_SCALE, "denominator", "all"),
        (_SCALE, "denominator", "whole"),
        (_SCALE, "denominator", "sum"),
        (_OUT_OF_PLACES, "denominator", "all"),
        (_BAND, "technology-name", "band"),
        (_SIZED, "scope-quantity", "size"),
        (_CONDITION, "scope-quantity", "bound"),
        (_BELOW, "scope-quantity", "below"),
        (_BELOW, "scope-quantity", "under"),
        (_EVERY, "scope-quantity", "every"),
        (_EVERY, "scope-quantity", "each"),
        (_NUMBERED, "proper-name", "nth"),
        (_PER, "denominator", "all"),
        (_STARTED, "past-result", "from"),
        (_STARTED, "past-result", "risen"),
        (_STARTED, "past-result", "base"),
        (_STARTED, "past-result", "based"),
        (patterns.ordinal, "proper-name", "name"),
    )
    last: re.Pattern[str] | None = None
    matches: list[re.Match[str]] = []
    for pattern, reason, group in simple:
        if pattern is not last:  # several groups of one pattern: the text is searched once
            last, matches = pattern, list(pattern.finditer(text))
        for match in matches:
            begin, end = match.span(group)
            if begin < 0 and pattern.groups > 1:
                continue  # another form of the same
            if begin < 0:
                begin, end = match.span()
            begin += len(text[begin:end]) - len(text[begin:end].lstrip())
            if _NEXT_LINE.search(text, begin, end):
                continue  # the cell of a table, and the line below it
            if re.search(r"\d", text[begin:end]):
                yield Explained(begin, end, reason)


def counts_items(text: str, at: int, language: Language) -> bool:
    """Whether a number that ends at a place counts tasks, pillars or the like."""
    return _PATTERNS[language].counted.match(text, at) is not None


def misread(text: str) -> Iterator[tuple[int, int]]:
    """Places of numbers with letters for digits; a person has to read the page."""
    for match in _MISREAD.finditer(text):
        yield match.span()


def scope_quantities(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Places of "ít nhất 01" and the like: perhaps what bounds the scope of a figure beside it."""
    for match in _PATTERNS[language].scope.finditer(text):
        if re.search(r"\d", match[0]):
            yield match.span()
