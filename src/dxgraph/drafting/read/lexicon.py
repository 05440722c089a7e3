"""The words that say what a piece of a document is, a table a language.

Patterns are of regular expressions that take time in proportion to the text: no repetition inside a
repetition, and every gap has a bound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dxgraph.evidence import Language


def _any(*patterns: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language."""

    # Parts of a document
    general: re.Pattern[str]
    """Announces the general goals."""
    specific: re.Pattern[str]
    """Announces the goals that are counted."""
    goals: re.Pattern[str]
    """Names goals: a sentence that counts tasks and goals announces no tasks."""
    tasks: re.Pattern[str]
    """Announces tasks and solutions."""
    duties: re.Pattern[str]
    """Announces who does what, and with which money."""
    results: re.Pattern[str]
    """Announces what was reached so far."""
    furniture: re.Pattern[str]
    """A line of the page, not of the document."""
    foot: re.Pattern[str]
    """From this line on, the page's own."""
    # Years
    year: re.Pattern[str]
    """A year with the words that lead to it; groups ``lead``, ``year``, ``to``."""
    period_lead: re.Pattern[str]
    horizon_lead: re.Pattern[str]
    """Before the second year of a pair that names a period: "định hướng đến năm 2030"."""
    start_lead: re.Pattern[str]
    compared: re.Pattern[str]
    """The same right before its digits: "compared to 2020", "as in 2020"."""
    counted: re.Pattern[str]
    """Right behind four digits that count things and are no year: "2000 doanh nghiệp"."""
    kept: re.Pattern[str]
    """Between a deadline and the year until which what is reached is kept."""
    title: re.Pattern[str]
    """A noun that begins the name of a document or programme."""
    commits: re.Pattern[str]
    """A verb by which a document sets goals: what follows is no longer its name."""
    # Pillars and levels
    pillars: tuple[tuple[str, re.Pattern[str]], ...]
    pillar_cue: re.Pattern[str]
    levels: tuple[tuple[str, re.Pattern[str]], ...]
    level_list: re.Pattern[str]
    """Levels that share one word: "cấp tỉnh, huyện, xã"."""
    every_level: re.Pattern[str]
    """From the highest to the lowest level: all of them."""
    base_lead: re.Pattern[str]
    """Before a year that something is compared with: "gấp đôi năm 2020"."""
    place: re.Pattern[str]
    """Before a number that counts places where something is done, not what is done."""
    counted_units: re.Pattern[str]
    """Administrative units that are counted, and are no level."""
    level_subjects: tuple[tuple[str, re.Pattern[str]], ...]
    """Begins a sentence in which the units of a level set themselves goals."""
    respectively: re.Pattern[str]
    """Says that a row of figures belongs to a row of things."""
    both: re.Pattern[str]
    """Behind names that share one figure."""
    shared_name: re.Pattern[str]
    """Begins each of them."""
    # Clauses
    link: re.Pattern[str]
    """Joins a subject to its figure; at the end of what stands before the figure."""
    comparing: re.Pattern[str]
    """A comparing word that is left at the end of what stands before a figure."""
    neutral: re.Pattern[str]
    """Words around a figure that name nothing."""
    named: re.Pattern[str]
    """Begins the name of a measured thing, wherever it stands."""
    verb: re.Pattern[str]
    """A clause with one of these says something of its subject."""
    respective: re.Pattern[str]
    """Takes up the goals of the sentence before, one by one."""
    passive: re.Pattern[str]
    """A verb behind which nothing names the subject any more."""
    separator: re.Pattern[str]
    pronoun: re.Pattern[str]
    """Behind a figure, stands for what the figure before was about."""
    subject: re.Pattern[str]
    """Begins the name of a measured thing."""
    noun_end: re.Pattern[str]
    """Where the noun behind a figure ends."""
    # What figures are not
    past: re.Pattern[str]
    past_near: re.Pattern[str]
    """Words of results, which make a goal beside them doubtful."""
    quoted_near: re.Pattern[str]
    """Words of the country and of other places, which do the same."""
    perfect: re.Pattern[str]
    """A tense that tells of the past whatever year stands beside it."""
    state: re.Pattern[str]
    """Begins a paragraph that says what there is."""
    fact: re.Pattern[str]
    """Right before how large a place is."""
    attended: re.Pattern[str]
    """Right behind how many belong to a party or came to a meeting."""
    quoted: re.Pattern[str]
    national: re.Pattern[str]
    """Begins a sentence by which the country sets goals."""
    elsewhere: re.Pattern[str]
    """Before what another place has; group ``place``."""
    versus: re.Pattern[str]
    """Right before a figure that another one is compared with."""
    upstream: re.Pattern[str]
    """Right behind a figure that a document from above sets."""
    aim: re.Pattern[str]
    """Begins a parenthesis that gives the goal of a result."""
    reached: re.Pattern[str]
    """Behind a result, how much of its goal that is."""
    gloss: re.Pattern[str]
    """Begins a parenthesis that says a rank in other words."""
    issued: re.Pattern[str]
    """Says that a document has been issued; what it sets is told behind it."""
    accordingly: re.Pattern[str]
    """Begins to tell it."""
    further: re.Pattern[str]
    """Goes on to tell it."""
    budget: re.Pattern[str]
    project: re.Pattern[str]
    """What costs money, and sets no goal by it."""
    sought: re.Pattern[str]
    """Money that is a goal."""
    change: re.Pattern[str]
    per_year: re.Pattern[str]
    # Goals without a figure
    firm: re.Pattern[str]
    """Verbs of a goal wherever goals are set."""
    active: re.Pattern[str]
    """Verbs of a goal in the list of the goals that are counted."""
    after: re.Pattern[str]
    """Those of them that begin a goal of its own behind a figure; others go on with its clause."""
    measured: re.Pattern[str]
    """Begins the name of a rate: with a figure behind it, it is that figure's subject."""
    becoming: re.Pattern[str]
    """Verbs that the key phrase leaves out."""
    purpose: re.Pattern[str]
    """Begins a sentence that says what for, and sets no goal of its own."""
    empty: re.Pattern[str]
    """Phrases that name a pillar or a purpose, and no goal."""
    region: re.Pattern[str]
    """Words after which only the name of a region follows."""
    adverbs: re.Pattern[str]
    """Before such a verb, and part of no name."""
    phrase_end: re.Pattern[str]
    """Where a key phrase ends."""
    joint: re.Pattern[str]
    """Joins the two things of one verb."""
    # Upstream documents
    implements: re.Pattern[str]
    based_on: re.Pattern[str]
    incorporates: re.Pattern[str]
    supersedes: re.Pattern[str]
    revises: re.Pattern[str]
    # Standard scopes: pattern to our words in Vietnamese and English
    scopes: tuple[tuple[re.Pattern[str], tuple[str, str]], ...]


_YEAR = r"(?:19|20)\d\d"

_SCOPES: Mapping[str, tuple[str, str]] = {
    r"\b(?:trừ|không\s+bao\s+gồm|ngoại\s+trừ)\b[^().;]{0,60}\b(?:bí\s+mật|mật)\b": (
        "Không tính hồ sơ, tài liệu thuộc phạm vi bí mật nhà nước.",
        "What is classified as a state secret is left out.",
    ),
    r"\bđủ\s+điều\s+kiện\b": (
        "Chỉ tính phần đủ điều kiện theo quy định.",
        "Only what the rules make eligible.",
    ),
    r"\bcó\s+nhu\s+cầu\b": ("Chỉ tính người có nhu cầu.", "Only those who want it."),
    r"\b(?:except|excluding)\b[^().;]{0,60}\b(?:secrets?|classified)\b": (
        "Không tính hồ sơ, tài liệu thuộc phạm vi bí mật nhà nước.",
        "What is classified as a state secret is left out.",
    ),
    r"\beligible\b": (
        "Chỉ tính phần đủ điều kiện theo quy định.",
        "Only what the rules make eligible.",
    ),
}


def _scopes() -> tuple[tuple[re.Pattern[str], tuple[str, str]], ...]:
    return tuple((re.compile(key, re.IGNORECASE), words) for key, words in _SCOPES.items())


def _vietnamese() -> Lexicon:
    levels = {
        "province": "tỉnh|thành\\s+phố",
        "district": "huyện|quận",
        "commune": "xã|phường|cơ\\s+sở",
    }
    return Lexicon(
        general=_any(
            r"\bmục\s+tiêu\s+(?:tổng\s+quát|chung|tổng\s+thể)\b",
            r"\bmục\s+tiêu\s+đề\s+ra\s+nhằm\b",
            r"\bhướng\s+tới\s+mục\s+tiêu\b",
            r"\bđặt\s+mục\s+tiêu\b",
            r"\bquan\s+điểm\b",
            r"^tầm\s+nhìn\b",
        ),
        specific=_any(
            r"\b(?:mục\s+tiêu|chỉ\s+tiêu)\s+(?:cụ\s+thể|cơ\s+bản|chủ\s+yếu|chính)\b",
            r"\b(?:một\s+số|các)\s+(?:mục\s+tiêu|chỉ\s+tiêu)\b(?!\s+(?:trên|đó|đã|nêu|này|đề\s+ra\s+tại))",
            r"^(?:các\s+)?(?:mục\s+tiêu|chỉ\s+tiêu)\b(?!\s+(?:tổng|chung))",
            r"\bphấn\s+đấu\s+(?:đạt\s+)?(?:các|một\s+số)\s+(?:mục\s+tiêu|chỉ\s+tiêu)\b",
        ),
        goals=_any(r"^(?:mục\s+tiêu|chỉ\s+tiêu)\b", r"\b\d+\s+(?:mục\s+tiêu|chỉ\s+tiêu)\b"),
        tasks=_any(
            r"^(?:các\s+|một\s+số\s+|những\s+)?(?:nhóm\s+)?(?:nhiệm\s+vụ|giải\s+pháp)\b(?!\s+(?:này|đó))",
            r"\b(?:đề\s+ra|đặt\s+ra|vạch\s+rõ|nêu\s+rõ|xác\s+định|đưa\s+ra)\b"
            r"[^.;]{0,60}\b(?:nhóm\s+)?(?:nhiệm\s+vụ|giải\s+pháp)\b",
            r"\b(?:nhóm\s+)?(?:nhiệm\s+vụ|giải\s+pháp)\b[^.;]{0,60}\b(?:như\s+sau|bao\s+gồm)\b",
            r"\blĩnh\s+vực\b[^.;]{0,50}\bưu\s+tiên\b|\bưu\s+tiên\b[^.;]{0,50}\blĩnh\s+vực\b",
        ),
        duties=_any(
            r"\btổ\s+chức\s+thực\s+hiện\s*[:.]?$",
            r"^(?:phân\s+công|tổ\s+chức)\s+(?:thực\s+hiện|nhiệm\s+vụ)\b",
            r"^(?:nguồn\s+)?kinh\s+phí(?:\s+thực\s+hiện\b|\s*[:.]|\s*$)",
            r"^(?:dự\s+toán|khái\s+toán)\b",
            r"\b(?:UBND|Ủy\s+ban\s+nhân\s+dân|Tỉnh\s+ủy|Ban\s+Thường\s+vụ)[^.;:]{0,30}\byêu\s+cầu\b",
            r"^giao\s+(?:các\s+)?(?:sở|UBND|Ủy\s+ban|Văn\s+phòng|Ban)\b",
            r"\bcó\s+trách\s+nhiệm\b|\bchịu\s+trách\s+nhiệm\b",
            r"^yêu\s+cầu\s*:?$",
        ),
        results=_any(
            r"^(?:đánh\s+giá\s+)?(?:kết\s+quả|tình\s+hình|thực\s+trạng|hiện\s+trạng)\b",
            r"\bkết\s+quả\s+(?:đạt\s+được|thực\s+hiện|nổi\s+bật)\b",
            r"^(?:sự\s+cần\s+thiết|cơ\s+sở\s+pháp\s+lý|căn\s+cứ)\b",
        ),
        furniture=_any(
            r"^#[A-Z]{1,5}-?\d+$|^mã\s+bài\s+viết\s*:|^A\s?-\s+\d+\s?%\s+A\s?\+$",
            r"\b(?:số\s+)?lượt\s+(?:xem|truy\s+cập|đọc)\b|\bsố\s+lượt\s+xem\b",
            r"^\W{0,3}\(?\s*ảnh(?:\s+minh\s+ho[aạ]|\s*:)|\bảnh\s+minh\s+h(?:oạ|ọa)\b",
            r"^(?:đang\s+online|đang\s+truy\s+cập|hôm\s+nay|hôm\s+qua|trong\s+tuần|trong\s+tháng|tất\s+cả)\s*:",
            r"\(\s*ảnh\s*:[^()]{0,80}\)\s*\.?$",
            r"\bđánh\s+giá\s+bài\s+viết\b|\bsố\s+điểm\s+của\s+bài\s+viết\b|\bphiếu\s+bầu\b",
            r"\btrạng\s+thái\s+đăng\s+nhập\b|\bthời\s+gian\s+chờ\s*(?:[:.]|$)",
            r"[\u3040-\u30ff\u4e00-\u9fff]{2,}",
            r"\b(?:casino|jackpot|nhà\s+cái|nhacai\w*|cá\s+cược|cá\s+độ|nổ\s+hũ|bet\s?\d+|\d+bet)\b|https?://",
            r"^(?:chia\s+sẻ|in\s+bài|gửi\s+email|từ\s+khóa|tags?|bình\s+luận|tweet|facebook)\b.{0,40}$",
            r"^trang\s+\d+(?:\s*/\s*\d+)?$|^\d{1,3}$|^[-–]\s*\d{1,3}\s*[-–]$",
            r"\bbản\s+quyền\b|©|\bcopyright\b|\bđiện\s+thoại\s*:|\bfax\s*:|\bemail\s*:|\bhotline\b",
        ),
        foot=_any(
            r"^(?:thống\s+kê\s+truy\s+cập|đường\s+dây\s+nóng|tác\s+giả\s+bài\s+viết|tổng\s+số\s+điểm\s+của\s+bài\s+viết)\b",
            r"^(?:tin|bài|các\s+tin|các\s+bài|tin\s+tức)\s+(?:liên\s+quan|khác|mới|cùng)\b",
            r"^(?:những\s+tin|ý\s+kiến\s+bạn\s+đọc|nơi\s+nhận|xem\s+thêm)\b",
            r"^(?:tin|bài)(?:\s*,\s*|\s+và\s+|\s*-\s*)(?:bài|ảnh)\b",
        ),
        year=re.compile(
            r"(?P<lead>(?<!\w)(?:(?:đến|tới|trước|vào|trong|từ|hết|cuối|đầu|giữa|sau|kể|giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ"
            r"|tầm\s+nhìn|định\s+hướng|hướng|các|thời\s+điểm|là)\s+){0,5})"
            r"(?P<word>năm\s+)?(?<![\d.,/%-])"
            rf"(?P<year>{_YEAR})(?:\s?[-–—]\s?(?P<to>{_YEAR}))?(?![\d%]|[.,]\d|[/-]\w|\s?%)",
            re.IGNORECASE,
        ),
        period_lead=_any(r"\b(?:giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ)\b"),
        horizon_lead=_any(r"\b(?:tầm\s+nhìn|định\s+hướng)\b"),
        start_lead=_any(r"\b(?:từ|kể\s+từ)\s+(?:năm\s+)?$", r"^(?:từ|kể\s+từ)\b"),
        compared=_any(r"\bso\s+với\s+(?:mức\s+(?:của\s+)?)?(?:cuối\s+|hết\s+)?(?:năm\s+)?$"),
        counted=_any(
            r"\s+(?:doanh\s+nghiệp|trạm|thành\s+viên|điểm|cán\s+bộ|hộ|người|học\s+sinh|sinh\s+viên|tổ|cơ\s+sở"
            r"|lượt|máy|thiết\s+bị|hợp\s+tác\s+xã|sản\s+phẩm|dịch\s+vụ|camera|cửa\s+hàng|lao\s+động|nhân\s+lực)\b"
        ),
        kept=_any(r"\s*,?\s*(?:và\s+)?(?:tiếp\s+tục\s+)?(?:duy\s+trì|giữ\s+vững|giữ)\s*"),
        title=_any(
            r"\b(?:Chương\s+trình|Chiến\s+lược|Đề\s+án|Quy\s+hoạch|Kế\s+hoạch|Nghị\s+quyết|Quyết\s+định|Chỉ\s+thị|Luật)\b",
        ),
        commits=_any(
            r"\b(?:đặt|đề)\s+(?:ra\s+)?(?:mục\s+tiêu|chỉ\s+tiêu)\b|\bđặt\s+ra\b|\bđề\s+ra\b|\bphấn\s+đấu\b"
            r"|\bmục\s+tiêu\b|\bchỉ\s+tiêu\b|\bhướng\s+(?:tới|đến)(?=\s*$|\s+\d)|\bnêu\s+rõ\b|\bxác\s+định\b|\byêu\s+cầu\b",
        ),
        pillars=(
            (
                "government",
                re.compile(r"\b(?:chính\s+quyền|chính\s+phủ)\s+(?:số|điện\s+tử)\b", re.IGNORECASE),
            ),
            ("economy", re.compile(r"\b(?:kinh\s+tế|kinh\s+kế)\s+số\b", re.IGNORECASE)),
            ("society", re.compile(r"\bxã\s+hội\s+số\b", re.IGNORECASE)),
        ),
        pillar_cue=_any(
            r"\b(?:về|trong)\s+(?:xây\s+dựng\s+và\s+phát\s+triển|xây\s+dựng|phát\s+triển|lĩnh\s+vực|trụ\s+cột)?\s*$",
            r"^(?:xây\s+dựng\s+và\s+phát\s+triển|xây\s+dựng|phát\s+triển|trụ\s+cột)\s+$",
        ),
        levels=(
            ("ministry", re.compile(r"\bcấp\s+bộ\b", re.IGNORECASE)),
            *(
                (slug, re.compile(rf"\bcấp\s+(?:{name})\b", re.IGNORECASE))
                for slug, name in levels.items()
            ),
            ("all", re.compile(r"\b(?:các|ba|03|3|bốn)\s+cấp\b", re.IGNORECASE)),
        ),
        level_list=re.compile(
            r"\bcấp\s+(?:bộ|tỉnh|huyện|xã)(?:\s?(?:,|/|và)\s?(?:bộ|tỉnh|huyện|xã)\b){1,3}",
            re.IGNORECASE,
        ),
        every_level=_any(
            r"\btừ\s+(?:Trung\s+ương|(?:cấp\s+)?tỉnh)\s+(?:đến|tới)\s+(?:cấp\s+)?(?:huyện|xã|cơ\s+sở|địa\s+phương)\b"
        ),
        base_lead=_any(
            r"\b(?:so\s+với|gấp\s+(?:\w+\s+)?(?:\d[\d,.]*\s+)?(?:lần\s+)?)\s*(?:cuối\s+|thời\s+điểm\s+)?(?:năm\s+)?$"
        ),
        place=_any(r"\b(?:tại|ở|giữa|thuộc|thuộc\s+địa\s+bàn)\s*$"),
        counted_units=_any(
            r"\bđơn\s+vị\s+hành\s+chính\s+cấp\s+\w+", r"\bxã,\s+phường(?:,\s+thị\s+trấn)?"
        ),
        level_subjects=tuple(
            (
                slug,
                re.compile(
                    rf"(?:^|[,:]\s+)(?:các|mỗi|từng)\s+{units}(?:,?\s+(?:và\s+)?(?:xã|phường|đặc\s+khu|thị\s+trấn|quận|thị\s+xã|huyện))*"
                    r"\s+(?:đặt\s+(?:ra\s+)?(?:mục\s+tiêu|chỉ\s+tiêu)|phấn\s+đấu|đạt|tự\s+đặt|cần\s+đạt|phải\s+đạt)\b",
                    re.IGNORECASE,
                ),
            )
            for slug, units in (
                ("commune", r"(?:xã|phường)"),
                ("district", r"(?:huyện|quận)"),
            )
        ),
        respectively=_any(r"\b(?:lần\s+lượt|tương\s+ứng)\b"),
        both=re.compile(
            r"\s+(?:cùng|đều)\s+(?:đạt|có|thuộc|nằm|vào|ở|tăng|lọt)?\s*$", re.IGNORECASE
        ),
        shared_name=re.compile(
            r"(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|chỉ\s+số|xếp\s+hạng|thứ\s+hạng|số\s+lượng|mật\s+độ|năng\s+suất|doanh\s+thu)\b",
            re.IGNORECASE,
        ),
        link=re.compile(
            r"\b(?:đạt|chiếm|phủ|bao\s+phủ|phủ\s+sóng|tăng|giảm|còn|đến|tới|cho|có|bằng|thuộc|ở\s+mức|duy\s+trì|mức|gồm)\s*$",
            re.IGNORECASE,
        ),
        comparing=re.compile(
            r"(?:\s*\b(?:phấn\s+đấu|đạt|chiếm|tăng|giảm|gấp|là|có|trên|tối\s+thiểu|ít\s+nhất|khoảng|bình\s+quân|lần\s+lượt|tương\s+ứng"
            r"|hơn|ở\s+mức|mức))+\s*$",
            re.IGNORECASE,
        ),
        neutral=_any(
            r"\b(?:phấn\s+đấu|đạt|chiếm|là|mức|tối\s+thiểu|ít\s+nhất|trên|hơn|khoảng|dưới|từ|đến|tới|còn|bằng|duy\s+trì"
            r"|trong\s+đó|đồng\s+thời|cụ\s+thể|và|có|thì|sẽ|bình\s+quân|được|cho|ra|cũng|lên|theo\s+đó|ngoài\s+ra|riêng"
            r"|mục\s+tiêu|chỉ\s+tiêu|tăng|giảm|nằm|thuộc|lọt|gấp|vào|năm|hết|cuối|đối\s+với|với|tại|cấp|tỉnh|huyện|xã|tương\s+ứng|lần\s+lượt)\b"
        ),
        named=_any(
            r"\b(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|tổng\s+số|số\s+lượng|mật\s+độ|năng\s+suất|doanh\s+thu|tốc\s+độ|giá\s+trị|hạ\s+tầng)\b"
        ),
        verb=_any(
            r"\b(?:được|có|sử\s+dụng|thực\s+hiện|tham\s+gia|hài\s+lòng|hoàn\s+thành|kết\s+nối|ứng\s+dụng|áp\s+dụng"
            r"|triển\s+khai|cung\s+cấp|xử\s+lý|giải\s+quyết|tiếp\s+cận|phủ|chiếm|tăng|giảm|nộp|số\s+hóa|công\s+khai|đào\s+tạo"
            r"|tập\s+huấn|bồi\s+dưỡng|biết|kê\s+khai|lập|trao\s+đổi|tạo|cập\s+nhật|liên\s+thông|dùng|mua|bán|đáp\s+ứng"
            r"|vận\s+hành|chuyển\s+đổi|phát\s+sinh|thanh\s+toán|đạt\s+chuẩn|bảo\s+đảm|đảm\s+bảo|phát\s+triển|xây\s+dựng)\b"
        ),
        passive=_any(r"\bđược\b"),
        respective=_any(
            r"\b(?:các\s+)?(?:con\s+số|chỉ\s+tiêu|tỷ\s+lệ|mục\s+tiêu|chỉ\s+số)\s+(?:này|đó|trên|nêu\s+trên|tương\s+ứng)\b"
            r"|\btương\s+ứng\s+(?:là|đạt)\s*$"
        ),
        separator=re.compile(r",\s+|\s+(?:và|hoặc|còn|trong\s+đó)\s+", re.IGNORECASE),
        pronoun=re.compile(r"(?:số|trong)\s+(?:đó|này)\b", re.IGNORECASE),
        subject=re.compile(
            r"(?:,|\bvà)\s+(?=(?:phấn\s+đấu\s+)?(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|tổng\s+số|số\s+lượng|mật\s+độ|năng\s+suất"
            r"|chỉ\s+số|giá\s+trị|doanh\s+thu|tốc\s+độ|kinh\s+tế\s+số|số\s+\w+|mức\s+độ)\b)",
            re.IGNORECASE,
        ),
        noun_end=re.compile(
            r"[.…;:()<>&|\[\]{}\n\t\d“”\"%/]|,|(?<!\w)(?:của|tại|trên|trong|cho|với|và|hoặc|được|có|đối|ở|theo|từ|vào|so|nhằm|để|gồm"
            r"|bao\s+gồm|trở|sử\s+dụng|tham\s+gia|đạt|năm|mỗi|là|do|thuộc|bằng|qua|thông\s+qua|ứng\s+dụng|áp\s+dụng|triển\s+khai"
            r"|hoàn\s+thành|thực\s+hiện|phấn\s+đấu|đến|tới|giai\s+đoạn|trong\s+đó|tăng|giảm|kết\s+nối|khi|đã|sẽ|hài\s+lòng"
            r"|tỷ\s+lệ|tỷ\s+trọng|mật\s+độ|năng\s+suất|tổng|hằng|hàng\s+năm|bình\s+quân"
            r"|(?:thấp|cao|lớn|nhỏ|ít|nhiều)\s+hơn|lần\s+lượt|tương\s+ứng)(?!\w)",
            re.IGNORECASE,
        ),
        past=_any(
            r"\bđã\s+(?:đạt|có|hoàn\s+thành|cung\s+cấp|được|triển\s+khai|xây\s+dựng|kết\s+nối|cấp|phủ|lắp)\b",
            r"\b(?:hiện\s+nay|hiện\s+tại|hiện\s+có|hiện\s+đã|đến\s+nay|tính\s+đến|tính\s+tới|tới\s+nay|năm\s+qua|thời\s+gian\s+qua)\b",
            r"^\s*hiện\b",
            r"\b(?:mới|chỉ)\s+(?:đạt|có|chiếm|bằng)\b",
            r"\bước\s+đạt\b|\bước\s+thực\s+hiện\b|\bso\s+với\s+(?:cùng\s+kỳ|năm\s+\d{4}|năm\s+trước)\b",
        ),
        quoted=_any(
            r"\b(?:so\s+với|cao\s+hơn|thấp\s+hơn|bằng|trong\s+khi|khi\s+mà)\s+[^.;]{0,30}\b(?:cả\s+nước|toàn\s+quốc|quốc\s+gia|trung\s+bình|Trung\s+ương)\b",
            r"\b(?:mục\s+tiêu|chỉ\s+tiêu)\s+(?:(?:của|chung\s+của)\s+)?(?:cả\s+nước|toàn\s+quốc|quốc\s+gia|Trung\s+ương|Chính\s+phủ)(?:\s+(?:là|đặt\s+ra|giao|đề\s+ra))?\b",
            r"\b(?:Trung\s+ương|Chính\s+phủ|Thủ\s+tướng|Bộ\s+Chính\s+trị|toàn\s+quốc|cả\s+nước)\s+(?:yêu\s+cầu|giao|đề\s+ra|đặt\s+ra|quy\s+định)\b",
            r"\b(?:bình\s+quân|trung\s+bình|mức\s+chung)\s+(?:của\s+)?(?:cả\s+nước|toàn\s+quốc|khu\s+vực|vùng)\b",
            r"^\s*(?:cả\s+nước|toàn\s+quốc|quốc\s+gia)\b(?!\s+về)",
        ),
        past_near=_any(
            r"\b(?:đã|hiện|hiện\s+nay|đến\s+nay|ước|đạt\s+được|cùng\s+kỳ|so\s+với|kết\s+quả|năm\s+qua|vừa\s+qua)\b"
        ),
        quoted_near=_any(
            r"\b(?:cả\s+nước|toàn\s+quốc|Trung\s+ương|Chính\s+phủ|Thủ\s+tướng|trong\s+khi|(?:mục\s+tiêu|bình\s+quân|trung\s+bình)\s+quốc\s+gia)\b"
        ),
        perfect=_any(r"(?!)"),
        state=re.compile(
            r"(?:(?:hiện\s+nay|hiện|đến\s+nay),?\s+)?(?:trên\s+địa\s+bàn|toàn\s+tỉnh\s+hiện|tỉnh\s+hiện|địa\s+phương\s+hiện)\b"
            r"(?!\s+(?:phấn\s+đấu|sẽ))",
            re.IGNORECASE,
        ),
        fact=_any(
            r"\b(?:rộng|diện\s+tích(?:\s+tự\s+nhiên)?(?:\s+của\s+\w+)?|dân\s+số|quy\s+mô\s+dân\s+số)\s+(?:là\s+|đạt\s+|khoảng\s+|hơn\s+|trên\s+|gần\s+)*$"
        ),
        attended=_any(
            r"\s*(?:đại\s+biểu|đảng\s+viên|tổ\s+chức\s+(?:cơ\s+sở\s+)?đảng|chi\s+bộ|đảng\s+bộ)\b"
        ),
        national=re.compile(
            r"(?:Đại\s+hội\s+(?:đại\s+biểu\s+)?(?:toàn\s+quốc|Đảng\s+toàn\s+quốc)|Trung\s+ương|Chính\s+phủ|Thủ\s+tướng"
            r"|Bộ\s+Chính\s+trị|Ban\s+Chấp\s+hành\s+Trung\s+ương|Quốc\s+hội|Cả\s+nước|Việt\s+Nam)\b[^;\n%]{0,90}?"
            r"\b(?:đề\s+ra|đặt\s+(?:ra\s+)?mục\s+tiêu|yêu\s+cầu|xác\s+định|đặt\s+ra|phấn\s+đấu)\b",
        ),
        elsewhere=re.compile(
            r"\b(?:trong\s+khi(?:\s+đó)?,?|còn|so\s+với)\s+(?:(?:tỉnh|thành\s+phố|TP\.?)\s+)?"
            r"(?P<place>(?-i:[A-ZĐÀ-Ỹ])\w*(?:\s+(?-i:[A-ZĐÀ-Ỹ])\w*)+)\b[^,;]{0,40}$",
            re.IGNORECASE,
        ),
        versus=_any(r"\bso\s+với\s+(?:mức\s+)?$"),
        upstream=_any(
            r"^\s*(?:theo|của|tại|trong)\s+[^.;,]{0,60}(?:\bTW\b|\bTTg\b|\bCP\b|Trung\s+ương|Chính\s+phủ|quốc\s+gia|cả\s+nước|toàn\s+quốc)"
        ),
        aim=_any(
            r"^\s*(?:chỉ\s+tiêu|mục\s+tiêu)(?:\s+(?:đề\s+ra|đặt\s+ra|của\s+tỉnh))?\s*(?:[:=]|là\b|(?:(?:đến|của|vào|cuối|hết)\s+)*năm\b|\d|đạt\b|trên\b)"
        ),
        reached=_any(
            r"^[^;.\n%]{0,12}?\b(?:bằng|đạt|tương\s+đương)\s+(?:(?:gần|hơn|trên|khoảng)\s+)?\d[\d.,]*\s?%\s+(?:kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu)\b"
        ),
        gloss=_any(r"^\s*(?:khoảng|tức|tương\s+đương|ước)\b"),
        issued=_any(
            r"\b(?:ban\s+hành|phê\s+duyệt|công\s+bố|thông\s+qua|ký)\b[^.;\n]{0,80}\b(?:kế\s+hoạch|đề\s+án|nghị\s+quyết|chương\s+trình|quyết\s+định)\b"
        ),
        accordingly=re.compile(
            r"(?:theo\s+đó|cụ\s+thể|theo\s+(?:kế\s+hoạch|đề\s+án|nghị\s+quyết|chương\s+trình|quyết\s+định))\b",
            re.IGNORECASE,
        ),
        further=re.compile(
            r"(?:ngoài\s+ra|bên\s+cạnh\s+đó|đồng\s+thời|cùng\s+với\s+đó|cùng\s+đó|song\s+song|cũng\s+theo)\b",
            re.IGNORECASE,
        ),
        project=_any(r"\b(?:dự\s+án|đề\s+án|hạng\s+mục|gói\s+thầu)\b"),
        sought=_any(
            r"\b(?:doanh\s+thu|kim\s+ngạch|thu\s+hút|thu\s+nhập|GRDP|tổng\s+sản\s+phẩm|xuất\s+khẩu|bình\s+quân)\b"
        ),
        budget=_any(
            r"\b(?:kinh\s+phí|ngân\s+sách|dự\s+toán|tổng\s+mức\s+đầu\s+tư|vốn\s+đầu\s+tư|nguồn\s+vốn|tổng\s+vốn|bố\s+trí|tổng\s+chi)\b",
        ),
        change=_any(
            r"\b(?:tăng|tang|giảm|tăng\s+trưởng|cắt\s+giảm|nâng|gấp)\b(?!\s+cường)",
        ),
        per_year=_any(
            r"\b(?:hằng|hàng|mỗi)\s+năm\b|\bbình\s+quân\b|\btrung\s+bình\s+(?:hằng|hàng|mỗi)\s+năm\b|/\s?năm\b",
        ),
        firm=_any(
            r"\bphổ\s+cập\b",
            r"\b(?:cơ\s+bản\s+)?hoàn\s+thành\s+(?:chuyển\s+đổi\s+số|(?:các\s+)?mục\s+tiêu|việc|xây\s+dựng)\b",
            r"\btrở\s+thành\b",
            r"\bnâng\s+cao\s+(?:chỉ\s+số|xếp\s+hạng|thứ\s+hạng)\b",
        ),
        active=_any(
            r"^(?:phổ\s+cập|(?:cơ\s+bản\s+)?hoàn\s+thành|trở\s+thành|xây\s+dựng|hình\s+thành|duy\s+trì|mở\s+dữ\s+liệu|tuân\s+thủ"
            r"|phát\s+triển|hướng\s+dẫn|tập\s+huấn|đào\s+tạo|hướng\s+đến|hướng\s+tới|nâng\s+cao|triển\s+khai|vận\s+hành|kết\s+nối"
            r"|tích\s+hợp|ban\s+hành|thiết\s+lập|thành\s+lập|đưa\s+vào|cung\s+cấp|công\s+khai|số\s+hóa|chuẩn\s+hóa|thực\s+hiện)\b",
            r"^tỷ\s+lệ\b",
        ),
        after=_any(
            r"^(?:phổ\s+cập|(?:cơ\s+bản\s+)?hoàn\s+thành\s+(?:chuyển\s+đổi|các|mục\s+tiêu)|trở\s+thành|mở\s+dữ\s+liệu|ban\s+hành"
            r"|thành\s+lập|hình\s+thành|xây\s+dựng\s+(?:\w+\s+)?(?:nền\s+tảng|trung\s+tâm|hệ\s+thống|kho|khu)|duy\s+trì)\b"
        ),
        measured=_any(r"\b(?:tỷ|tỉ)\s+(?:lệ|trọng)\b"),
        becoming=_any(r"trở\s+thành"),
        purpose=_any(r"(?:nhằm|để|với\s+mục\s+đích)\b"),
        empty=_any(
            r"(?:xây\s+dựng|phát\s+triển|hình\s+thành|thực\s+hiện|đẩy\s+mạnh)(?:\s+và\s+phát\s+triển)?\s+(?:nền\s+)?"
            r"(?:chính\s+quyền|chính\s+phủ|kinh\s+tế|xã\s+hội)\s+(?:số|điện\s+tử)\W*",
            r"(?:nâng\s+cao|thực\s+hiện|triển\s+khai)\s+(?!chỉ\s+số|xếp\s+hạng|thứ\s+hạng|tỷ\s+lệ)"
            r"(?:hiệu|năng|chất|nhận|tốt|các\s+giải|các\s+nhiệm|hiệu\s+quả)\b.*",
            r"(?:chuyển\s+đổi\s+số)\W*",
        ),
        region=_any(r"\bcủa\s+(?:khu\s+vực|vùng)\b"),
        adverbs=re.compile(
            r"^(?:(?:phấn\s+đấu|tiếp\s+tục|từng\s+bước|tập\s+trung|đẩy\s+mạnh|quyết\s+tâm|đồng\s+thời|bảo\s+đảm|đảm\s+bảo"
            r"|cùng\s+với\s+đó|ngoài\s+ra|bên\s+cạnh\s+đó|xây\s+dựng(?=\s+phát\s+triển))\s*,?\s+)+",
            re.IGNORECASE,
        ),
        phrase_end=re.compile(
            r"[.…;:\n\t]|,|(?<!\w)(?:trên\s+địa\s+bàn|trong\s+(?:các|toàn|hệ|cơ|mọi|tất)|trong\s+(?:hoạt|quá|thời)|tại|giữa|để|nhằm|góp\s+phần"
            r"|gắn\s+với|qua\s+đó|từ\s+đó|phục\s+vụ|bao\s+gồm|gồm|như|đến\s+năm|vào\s+năm|trước\s+năm|cấp\s+(?:có\s+)?thẩm\s+quyền|bảo\s+đảm|đảm\s+bảo|cùng\s+với|kết\s+hợp\s+với)(?!\w)",
            re.IGNORECASE,
        ),
        joint=re.compile(r"\s+và\s+", re.IGNORECASE),
        implements=_any(
            r"\b(?:triển\s+khai\s+)?(?:thực\s+hiện|thi\s+hành|cụ\s+thể\s+hóa)\s+(?:(?:các|hiệu\s+quả|có\s+hiệu\s+quả)\s+)?$",
            r"\btriển\s+khai\s+$",
        ),
        based_on=_any(r"\b(?:căn\s+cứ|trên\s+cơ\s+sở|theo\s+tinh\s+thần)\s+(?:vào\s+)?$"),
        incorporates=_any(
            r"\b(?:mục\s+tiêu|chỉ\s+tiêu)\b[^.;]{0,60}\b(?:theo|tại|của|nêu\s+tại|đề\s+ra\s+tại)\s+$"
        ),
        supersedes=_any(r"\b(?:thay\s+thế|bãi\s+bỏ|thay\s+cho)\s+$"),
        revises=_any(r"\b(?:sửa\s+đổi(?:,\s+bổ\s+sung)?|bổ\s+sung|điều\s+chỉnh)\s+$"),
        scopes=_scopes(),
    )


def _english() -> Lexicon:
    return Lexicon(
        general=_any(
            r"\b(?:general|overall|overarching)\s+(?:objective|goal|target)s?\b",
            r"^vision\b",
        ),
        specific=_any(
            r"\b(?:specific|main|key|basic|concrete)\s+(?:objective|goal|target)s?\b",
            r"^(?:objective|goal|target)s?\b",
            r"\b(?:the\s+following|a\s+number\s+of|several)\s+(?:objective|goal|target)s?\b",
        ),
        goals=_any(
            r"^(?:objective|goal|target)s?\b",
            r"\b(?:\d+|several|specific|the\s+following)\s+(?:objectives|goals|targets)\b",
        ),
        tasks=_any(
            r"^(?:main\s+|key\s+)?(?:tasks|solutions|measures)\b",
            r"\b(?:sets?\s+out|defines?|lists?|identif(?:y|ies)|puts?\s+forward)\b[^.;]{0,60}\b(?:tasks|solutions)\b",
            r"\b(?:tasks|solutions)\b[^.;]{0,60}\b(?:as\s+follows|including)\b",
        ),
        duties=_any(
            r"^(?:implementation|organi[sz]ation)\b",
            r"^(?:budget|funding|expenditure)\b",
            r"\b(?:is|are)\s+responsible\s+for\b",
        ),
        results=_any(r"^(?:results|achievements|current\s+situation|background)\b"),
        furniture=_any(
            r"^(?:views?|visits?|hits?|online|today|this\s+week|total)\s*:",
            r"\bviews?\s*:\s*\d|\b\d+\s+views\b",
            r"^(?:share|print|tags?|comments?|related|photo|illustration|source)\b.{0,40}$",
            r"\(\s*photo\s*:[^()]{0,80}\)\s*\.?$",
            r"^page\s+\d+(?:\s+of\s+\d+)?$|^\d{1,3}$",
            r"©|\bcopyright\b|\bfax\s*:|\bemail\s*:|\bhotline\b",
        ),
        foot=_any(r"^(?:related\s+(?:news|articles)|other\s+news|visitor\s+statistics)\b"),
        year=re.compile(
            r"(?P<lead>(?<!\w)(?:(?:by|in|until|before|from|to|through|during|period|vision|orientation|towards?|the|end|of|late"
            r"|early|for|year)\s+){0,5})"
            r"(?P<word>year\s+)?(?<![\d.,/%-])"
            rf"(?P<year>{_YEAR})(?:\s?(?:[-–—]|to)\s?(?P<to>{_YEAR}))?(?![\d%]|[.,]\d|[/-]\w|\s?%)",
            re.IGNORECASE,
        ),
        period_lead=_any(r"\b(?:period|term)\b"),
        horizon_lead=_any(r"\b(?:vision|orientation)\b"),
        start_lead=_any(r"\bfrom\s+$", r"^from\b"),
        compared=_any(r"\b(?:compared\s+(?:to|with)|as\s+in|that\s+of)\s+$"),
        counted=_any(
            r"\s+(?:enterprises|firms|people|households|shops|stations|members|officials|students|workers|points)\b"
        ),
        kept=_any(r"\s*,?\s*(?:and\s+)?(?:maintain(?:ed)?|kept|keep)(?:\s+it)?\s*"),
        title=_any(
            r"\b(?:Programme|Program|Strategy|Scheme|Plan|Resolution|Decision|Directive|Law)\b",
        ),
        commits=_any(
            r"\b(?:aims?|targets?|goals?|objectives?|strives?|sets?|expects?|plans\s+to|requires?)\b",
        ),
        pillars=(
            (
                "government",
                re.compile(
                    r"\b(?:digital\s+(?:government|administration)|e-government)\b", re.IGNORECASE
                ),
            ),
            ("economy", re.compile(r"\bdigital\s+economy\b", re.IGNORECASE)),
            ("society", re.compile(r"\bdigital\s+society\b", re.IGNORECASE)),
        ),
        pillar_cue=_any(
            r"\b(?:on|in|for|regarding|as\s+for|concerning)\s+(?:the\s+)?(?:development\s+of\s+|developing\s+)?(?:the\s+)?$",
            r"^(?:developing|development\s+of|building)\s+(?:the\s+)?$",
        ),
        levels=(
            (
                "ministry",
                re.compile(
                    r"\b(?:ministry|ministerial)[\s-]+level\b|\bat\s+ministr", re.IGNORECASE
                ),
            ),
            (
                "province",
                re.compile(
                    r"\bprovinc(?:e|ial)(?:[\s-]+level)?\b(?=[^.;]{0,25}\blevels?\b)|\bprovinc(?:e|ial)[\s-]+level\b",
                    re.IGNORECASE,
                ),
            ),
            (
                "district",
                re.compile(
                    r"\bdistrict(?:[\s-]+level)?\b(?=[^.;]{0,25}\blevels?\b)|\bdistrict[\s-]+level\b",
                    re.IGNORECASE,
                ),
            ),
            (
                "commune",
                re.compile(
                    r"\bcommun(?:e|al)(?:[\s-]+level)?\b(?=[^.;]{0,25}\blevels?\b)|\bcommun(?:e|al)[\s-]+level\b",
                    re.IGNORECASE,
                ),
            ),
            ("all", re.compile(r"\ball\s+(?:three\s+)?levels\b", re.IGNORECASE)),
        ),
        level_list=re.compile(
            r"\b(?:ministerial|provincial|district|commune|communal)(?:(?:,\s*|\s+and\s+|,\s+and\s+)"
            r"(?:ministerial|provincial|district|commune|communal)\b){1,3}(?=[\s-]+levels?)",
            re.IGNORECASE,
        ),
        every_level=_any(
            r"\bfrom\s+(?:the\s+)?(?:central|provincial)\s+(?:level\s+)?to\s+(?:the\s+)?\w+\s+levels?\b"
        ),
        base_lead=_any(
            r"\b(?:compared\s+(?:with|to)|against|over|from|(?:twice|double)\s+(?:that\s+of|the\s+level\s+of)|times\s+that\s+of)"
            r"\s*(?:the\s+)?$"
        ),
        place=_any(r"\b(?:at|in|between)\s*$"),
        counted_units=_any(
            r"\bcommune-level\s+(?:administrative\s+)?units\b", r"\b(?:of|all)\s+communes\b"
        ),
        level_subjects=tuple(
            (
                slug,
                re.compile(
                    rf"(?:^|[,:]\s+)(?:the|all|each)\s+{units}(?:,?\s+(?:and\s+)?(?:communes?|wards?|towns?|districts?))*"
                    r"\s+(?:aims?|strives?|sets?|targets?|must\s+reach|should\s+reach|are\s+to\s+reach)\b",
                    re.IGNORECASE,
                ),
            )
            for slug, units in (
                ("commune", r"(?:communes?|wards?)"),
                ("district", r"districts?"),
            )
        ),
        respectively=_any(r"\brespectively\b"),
        both=re.compile(
            r"\s+(?:both|all|each)\s+(?:to\s+)?(?:reach|at|in|enter|have|is|are)?\s*$",
            re.IGNORECASE,
        ),
        shared_name=re.compile(
            r"(?:the\s+)?(?:share|proportion|percentage|rate|rank|ranking|index|number)\b",
            re.IGNORECASE,
        ),
        link=re.compile(
            r"\b(?:reach|reaches|reaching|accounts?\s+for|accounting\s+for|make\s+up|makes\s+up|covers?|covering|to|have|has"
            r"|rises?\s+by|grows?\s+by|increases?\s+by|growing|is|are|be|at)\s*$",
            re.IGNORECASE,
        ),
        comparing=re.compile(
            r"(?:\s*\b(?:of|reach(?:es|ing)?|is|are|at\s+least|over|about|to|will|shall|should|accounts?\s+for|have|has))+\s*$",
            re.IGNORECASE,
        ),
        neutral=_any(
            r"\b(?:reach|reaches|reaching|account|accounts|accounting|for|at|least|over|more|than|about|around|under|less|the|a|an|and|of"
            r"|to|will|strive|is|are|be|in|by|which|with|it|at|on|those|them|these|level|levels|respectively|target|goal|aims?|up)\b"
        ),
        named=_any(
            r"\b(?:proportion|share|percentage|rate|number|total|density|labou?r\s+productivity)\b"
        ),
        verb=_any(
            r"\b(?:is|are|be|being|have|has|use|uses|using|used|provided|processed|handled|submitted|connected|satisfied|covered|own"
            r"|participate|complete|completed|apply|applied|access|reach|digiti[sz]ed|shared|signed|offered|made|carried|equipped|adopt)\b"
        ),
        passive=_any(r"\b(?:is|are|be|being)\s+\w+ed\b"),
        respective=_any(
            r"\b(?:these|those|the|corresponding)\s+(?:corresponding\s+)?(?:figures|rates|shares|targets|goals)\b"
        ),
        separator=re.compile(r",\s+(?:and\s+)?|\s+(?:and|or|while|of\s+which)\s+", re.IGNORECASE),
        pronoun=re.compile(r"(?:of\s+)?(?:those|them|these)\b", re.IGNORECASE),
        subject=re.compile(
            r"(?:,|\band)\s+(?:and\s+)?(?=(?:the\s+)?(?:proportion|share|percentage|rate|number|total|density|labou?r\s+productivity)\b)",
            re.IGNORECASE,
        ),
        noun_end=re.compile(
            r"[.…;:()<>&|\[\]{}\n\t\d“”\"%/]|,|(?<!\w)(?:of|at|on|in|for|with|and|or|by|from|to|that|which|who|will|is|are|be|have|has|using|use"
            r"|per|as|than|under|over|through|including|while|being|respectively)(?!\w)",
            re.IGNORECASE,
        ),
        past=_any(
            r"\b(?:has|have)\s+(?:already\s+)?(?:reached|achieved|been|provided|completed|connected)\b",
            r"\b(?:currently|at\s+present|so\s+far|as\s+of|to\s+date|already|last\s+year)\b",
            r"\b(?:reached|stood\s+at|was|were|compared\s+with\s+(?:the\s+same\s+period|\d{4}))\b",
        ),
        quoted=_any(
            r"\b(?:compared\s+(?:to|with)|higher\s+than|lower\s+than|against|while)\s+[^.;]{0,30}\b(?:national|nationwide|country|countrywide)\b",
            r"\b(?:central\s+government|Government|country|Politburo|Prime\s+Minister)\s+(?:asks?|requires?|sets?|aims?)\b",
            r"\bnational\s+(?:target|goal|average|objective)\b|\b(?:nationwide|countrywide)\s+average\b|\bthe\s+whole\s+country\b",
        ),
        past_near=_any(
            r"\b(?:had|was|were|reached|already|so\s+far|currently|last\s+year|to\s+date|compared|from\s+\d)\b"
        ),
        quoted_near=_any(
            r"\b(?:national\s+(?:target|goal|average)|nationwide|Government|central|the\s+country|while|other\s+provinces)\b"
        ),
        perfect=_any(
            r"\bhad\s+(?:already\s+)?\w+(?:ed|en|in|t|de)\b|\b(?:had|has|have)\s+handed\b"
            r"|\b(?:scored|ranked|came|climbed|dropped|moved\s+up)\b"
            r"|\bstood\s+(?:at|in)\b"
        ),
        state=re.compile(
            r"(?:currently|at\s+present|today),?\s|the\s+(?:province|city)\s+(?:now\s+|currently\s+)(?:has|counts)\b",
            re.IGNORECASE,
        ),
        fact=_any(
            r"\b(?:an?\s+area\s+of|a\s+population\s+of|covers\s+an\s+area\s+of|population\s+(?:is|of))\s+(?:about\s+|over\s+|nearly\s+|more\s+than\s+)*$"
        ),
        attended=_any(r"\s*(?:delegates?|party\s+members|party\s+(?:cells|organi[sz]ations))\b"),
        national=re.compile(
            r"(?:The\s+)?(?:National\s+(?:Party\s+)?Congress|Government|Prime\s+Minister|Politburo|National\s+Assembly"
            r"|central\s+government|country|whole\s+country|Viet\s?[Nn]am)\b[^;\n%]{0,60}?"
            r"\b(?:sets?|aims?|requires?|asks?|targets?|wants?)\b"
        ),
        elsewhere=re.compile(
            r"\b(?:while|whereas|compared\s+(?:to|with))\s+(?P<place>(?-i:[A-ZĐ])\w+(?:\s+(?-i:[A-ZĐ])\w+)*)\s+(?:province|city|reach|reaches|has|is|at)\b[^,;]{0,30}$",
            re.IGNORECASE,
        ),
        versus=_any(r"\b(?:compared\s+(?:to|with)|against|versus)\s+(?:the\s+)?$"),
        upstream=_any(
            r"^\s*(?:under|of|in|set\s+by|according\s+to)\s+[^.;,]{0,60}(?:\bTW\b|\bTTg\b|\bCP\b|national|central|Government)"
        ),
        aim=_any(
            r"^\s*(?:the\s+)?(?:target|goal|plan)(?:\s+(?:set|for|by|in|of))*\s*(?:[:=]|is\b|was\b|(?:19|20)\d\d|\d)"
        ),
        reached=_any(
            r"^[^;.\n%]{0,12}?\b(?:or|equal\s+to|equalling|which\s+is)\s+(?:(?:nearly|over|about)\s+)?\d[\d.,]*\s?%\s+of\s+(?:the\s+|its\s+)?(?:plan|target|goal)\b"
        ),
        gloss=_any(r"^\s*(?:about|i\.e\.|that\s+is|roughly)\b"),
        issued=_any(
            r"\b(?:issued|approved|announced|adopted|signed)\b[^.;\n]{0,80}\b(?:plan|scheme|resolution|programme|program|decision)\b"
        ),
        accordingly=re.compile(
            r"(?:accordingly|specifically|under\s+(?:the|this)\s+(?:plan|scheme|resolution|programme|program|decision))\b",
            re.IGNORECASE,
        ),
        further=re.compile(
            r"(?:in\s+addition|besides|moreover|furthermore|also|at\s+the\s+same\s+time)\b",
            re.IGNORECASE,
        ),
        project=_any(r"\b(?:projects?|packages?|works?)\b"),
        sought=_any(
            r"\b(?:revenues?|turnover|exports?|attract\w*|income|GRDP|per\s+capita|output|sales)\b"
        ),
        budget=_any(
            r"\b(?:budget|funding|expenditure|(?:investment|estimated|total|required)\s+capital|costs?|costing"
            r"|worth|invest(?:ed|ment)?\s+(?:of|in))\b"
        ),
        change=_any(
            r"\b(?:increas(?:e|es|ed|ing)|grow(?:s|th|ing)?|rise(?:s|n)?|rising|reduc(?:e|es|ed|ing|tion)|decreas(?:e|es|ing)|cut)\b"
        ),
        per_year=_any(r"\b(?:per|a|each|every)\s+year\b|\bannual(?:ly)?\b|/\s?year\b"),
        firm=_any(
            r"\buniversali[sz](?:e|es|ed|ing|ation\s+of)\b",
            r"\b(?:basically\s+|largely\s+)?complet(?:e|es|ing)\s+(?:the\s+)?(?:digital\s+transformation|targets|goals|objectives)\b",
            r"\bbecom(?:e|es|ing)\b",
            r"\bimprov(?:e|es|ing)\s+(?:the\s+|its\s+)?(?:index|rank|ranking)\b",
        ),
        active=_any(
            r"^(?:universali[sz]e|(?:basically\s+|largely\s+)?complete|become|build|form|maintain|open|comply|develop|train|improve|deploy"
            r"|operate|connect|integrate|issue|establish|provide|digiti[sz]e|standardi[sz]e|implement)\b"
        ),
        after=_any(
            r"^(?:universali[sz]e|(?:basically\s+|largely\s+)?complete|become|open\s+(?:\w+\s+)?data|issue|establish|form|maintain)\b"
        ),
        measured=_any(r"(?:the\s+)?(?:share|proportion|percentage|rate)\b"),
        becoming=_any(r"becom(?:e|es|ing)"),
        purpose=_any(r"(?:in\s+order\s+to|so\s+as\s+to|to)\b"),
        empty=_any(
            r"(?:build|develop)(?:ing)?\s+(?:the\s+)?(?:digital|e-)\s?(?:government|economy|society)\W*",
            r"(?:improve|implement)\s+(?:the\s+)?(?:effectiveness|efficiency|quality|awareness|capacity)\b.*",
        ),
        region=_any(r"\bof\s+the\s+region\b"),
        adverbs=re.compile(
            r"^(?:(?:strive\s+to|continue\s+to|gradually|focus\s+on|also)\s*,?\s+)+", re.IGNORECASE
        ),
        phrase_end=re.compile(
            r"[.…;:\n\t]|,|(?<!\w)(?:across|throughout|within|between|in\s+order|so\s+as|to\s+serve|including|such\s+as|by\s+(?:19|20)\d\d"
            r"|in\s+(?:19|20)\d\d|in\s+(?:the|all|party|state)|at)(?!\w)",
            re.IGNORECASE,
        ),
        joint=re.compile(r"\s+and\s+", re.IGNORECASE),
        implements=_any(
            r"\b(?:implement(?:s|ing|ation\s+of)?|carr(?:y|ies|ying)\s+out)\s+(?:the\s+)?$"
        ),
        based_on=_any(r"\b(?:pursuant\s+to|based\s+on|on\s+the\s+basis\s+of)\s+(?:the\s+)?$"),
        incorporates=_any(
            r"\b(?:targets|goals|objectives)\b[^.;]{0,60}\b(?:under|of|in|set\s+by|according\s+to)\s+(?:the\s+)?$"
        ),
        supersedes=_any(r"\b(?:replac(?:e|es|ing)|supersed(?:e|es|ing))\s+(?:the\s+)?$"),
        revises=_any(
            r"\b(?:amend(?:s|ing)?|revis(?:e|es|ing)|supplement(?:s|ing)?)\s+(?:the\s+)?$"
        ),
        scopes=_scopes(),
    )


@cache
def lexicon(language: Language) -> Lexicon:
    """The words of a language."""
    return _vietnamese() if language == "vi" else _english()


_DIACRITICS = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


def detect(text: str) -> Language:
    """Vietnamese, unless hardly a letter is one that only Vietnamese has."""
    sample = text[:20_000]
    letters = sum(letter.isalpha() for letter in sample)
    return "en" if letters and len(_DIACRITICS.findall(sample)) < 0.04 * letters else "vi"
