"""The words around a figure, a table a language; `figure` says how they are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dxgraph.evidence.number import Language

NEUTRAL = ""
"""Stands for a word that compares nothing."""
FROM = "from"
"""Stands for the word before a lower end: "từ 15% trở lên", "từ 35% đến 40%"."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words and patterns of one language. Patterns are of regular expressions without groups."""

    before: Mapping[str, str]
    """What stands before an amount, to the slug of the comparator, NEUTRAL or FROM."""
    after: Mapping[str, str]
    """What stands behind it."""
    between: str
    """Between the ends of a range, in words."""
    percent: str
    per_year: str
    point: str
    """Behind a number that counts percentage points."""
    times: str
    scale: Mapping[str, int]
    """Words to powers of ten."""
    money: Mapping[str, str]
    """Currencies to units."""
    rate: str
    """Behind a unit, what makes it another one: per month, per household."""
    per_people: str
    """Between a count and the number of people that it is for, and the word for people."""
    people: str
    rank: str
    """Before the number of one place in a ranking."""
    top: str
    """Before the number of the places that lead."""
    places: str
    """What a ranking ranks: "15 tỉnh … dẫn đầu" is a rank, "5 nhiệm vụ hàng đầu" is none."""
    top_alone: str
    """Behind the number of the places that lead, where the places themselves are not named."""
    ordinal: str
    """Behind a number that says the how manieth, and what makes that a rank."""
    lead: str
    best: str
    """What else, behind the places, says that they lead."""
    first: Mapping[str, int]
    """A rank in words."""
    multiples: Mapping[str, str]
    """A multiple in words."""
    measures: str
    """Units that count no things and that we have no name for."""
    function: str
    """Words that begin no noun: behind a number they leave its unit open."""
    no_figures: tuple[str, ...]
    """Numbers with the words that make them something else."""


def _by_word(said: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """What words say, of the words by what they say."""
    return {word: slug for slug, words in said.items() for word in words}


_SIGNS = {
    "≥": "at-least",
    ">=": "at-least",
    ">": "greater-than",
    "≤": "at-most",
    "<=": "at-most",
    "<": "less-than",
    "≈": "approximately",
    "~": "approximately",
    "=": NEUTRAL,
}

_YEAR = r"(?:19|20)\d{2}(?![\d%]|[.,]\d|\s%)"
_YEARS = rf"{_YEAR}(?:\s?[-–—]\s?{_YEAR})?"
_NO_FIGURES = (
    *(
        rf"(?<![\d.,/-])(?:0?[1-9]|[12]\d|3[01]){sign}(?:0?[1-9]|1[0-2]){sign}{_YEAR}"
        for sign in ("/", "-", r"\.")
    ),  # 26/12/2022
    r"(?<![\d/])\d{1,2}/(?:19|20)\d{2}",  # 12/2025
    r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)",  # 2022-12-26
    r"\d{1,2}:\d{2}(?::\d{2})?",  # 14:02
    r"\(\d{1,2}\)",  # (1)
    r"(?<!\w)[2-9]G\b|(?<!\w)[2-5]D\b",  # 4G/5G, 3D
    r"\b\d+(?:/\d{4})?[-/](?-i:[A-ZĐ]\w*(?:[-/][A-ZĐ]\w*)*)",  # 111-NQ/TU, 13/2023/NĐ-CP
    rf"(?<![\d.,])(?:19|20)\d{{2}}\s?[-–—]\s?{_YEAR}",  # 2021-2025
    r"(?<![\d.,])(?:19|20)\d{2}(?=\s?:)",  # 2025: …
)

VIETNAMESE = Words(
    before=_by_word(
        {
            "at-least": (
                "tối thiếu",  # as OCR misreads it
                *("tối thiểu", "ít nhất", "không dưới", "không thấp hơn"),
                *("không ít hơn", "không nhỏ hơn", "không kém", "không được dưới"),
                *("không được thấp hơn", "không được ít hơn", "đạt và vượt", "đạt hoặc vượt"),
                *("bằng hoặc vượt",),
            ),
            "at-most": (
                *("không được quá", "không được vượt", "không được vượt quá", "không quá"),
                *("không vượt quá", "không vượt", "không hơn", "không trên", "không cao hơn"),
                *("không lớn hơn", "không nhiều hơn", "tối đa", "nhiều nhất"),
            ),
            "greater-than": (
                *("trên", "hơn", "lớn hơn", "cao hơn", "nhiều hơn", "vượt", "vượt trên"),
                *("vượt ngưỡng", "vượt mốc", "vượt mức"),
                *("vượt quá", "quá"),
            ),
            "less-than": (
                *("dưới", "thấp hơn", "nhỏ hơn", "ít hơn", "chưa đến", "chưa tới", "chưa đầy"),
            ),
            "approximately": ("khoảng", "xấp xỉ", "gần", "chừng", "ước", "ước đạt"),
            FROM: ("từ",),
            NEUTRAL: (
                *("đạt", "chiếm", "bằng", "mức", "là", "có", "ở", "tăng", "giảm", "thêm", "lên"),
                *("đến", "tới", "còn", "phủ", "được", "gấp", "thuộc", "lọt", "trong", "vào", "nằm"),
                *("phải", "cần", "phải đạt", "phủ được"),
                *("duy trì", "bình quân", "trung bình", "phấn đấu", "tỷ lệ", "tăng trưởng"),
            ),
        }
    )
    | _SIGNS,
    after=_by_word(
        {
            "at-least": ("trở lên", "hoặc hơn", "hoặc cao hơn", "hoặc nhiều hơn"),
            "at-most": ("trở xuống", "hoặc thấp hơn"),
        }
    ),
    between=r"\s+(?:đến|tới)\s+",
    percent=r"\s?%|\s+phần\s+trăm\b",
    per_year=r"\s*/\s*(?:1\s+)?năm\b|\s+(?:mỗi|một)\s+năm\b",
    point=r"\s+điểm\s+(?:%|phần\s+trăm\b)",
    times=r"\s+lần\b(?!\s+thứ)",
    scale={"chục": 1, "trăm": 2, "nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9},
    money={
        r"USD\b|US\$|\$|đô[ -]?la(?:\s+Mỹ)?\b": "usd",
        r"VNĐ\b|VND\b|đồng\b(?!\s+(?:bào|bộ|chí|thời|thuận|hành|nhất|đều))": "vnd",
    },
    rate=r"(?:/|\s+(?:mỗi|một)\s)\s*(?:năm|tháng|quý|tuần|ngày|giờ|giây|người|hộ|dân|vạn\s+dân|lao\s+động|km)\b",
    per_people=r"(?:\s*/\s*|\s+(?:tính\s+trên|mỗi)\s+|\s+trên\s+(?=[\d.]+\s+dân\b))",
    people=r"\s+(?:dân(?!\s+(?:số|cư))|người)\b",
    rank=r"\b(?:xếp\s+thứ|đứng\s+thứ|vị\s+trí\s+thứ|thứ\s+hạng|xếp\s+hạng|hạng|vị\s+trí|thứ)",
    top=r"\b(?:nhóm|top|tốp)",
    places=r"\s+(?:(?:các\s+)?tỉnh|thành\s+phố|địa\s+phương|nước|quốc\s+gia|nền\s+kinh\s+tế|bộ\b|ngành\b"
    r"|(?:của\s+)?(?:cả\s+nước|toàn\s+quốc)\b|về\s+(?:chỉ\s+số|xếp\s+hạng)\b)",
    top_alone=r"\s*/\s*(?:$|\w)|\s+(?:về|trong|(?:bảng\s+)?xếp\s+hạng|toàn\s+quốc|cả\s+nước|của)\b",
    ordinal=r"(?!)",
    lead=r"\b(?:dẫn|đứng|hàng)\s+đầu\b",
    best=r"\b(?:cao|tốt)\s+nhất\b",
    first={
        r"(?<!người\s)(?<!hàng\s)\b(?:đứng|dẫn)\s+đầu\b": 1,
        r"\b(?:xếp|đứng)\s+(?:thứ\s+|hạng\s+)?nhất\b": 1,
        r"\b(?:xếp|đứng)\s+(?:thứ\s+|hạng\s+)?nhì\b": 2,
    },
    multiples={
        r"\bgấp\s+rưỡi\b": "1.5",
        r"\bgấp\s+đôi\b|\bgấp\s+hai\s+lần\b": "2",
        r"\bgấp\s+ba\b(?:\s+lần\b)?": "3",
        r"\bgấp\s+bốn\s+lần\b": "4",
        r"\bgấp\s+năm\s+lần\b": "5",
    },
    measures=r"(?:km|m|ha|m2|m²|km2|km²|Mbps|Gbps|Mb/s|Gb/s|kWh|MW|GWh|giờ|phút|giây|ngày|tuần|tháng|quý|năm|tuổi|điểm|độ)\b",
    function=r"(?:và|hoặc|hay|về|trở|vào|đến|tới|so|của|cho|với|trong|tại|trên|dưới|từ|là|đạt|được|đối|theo|để|thì|ở|cả\s+nước|toàn\s+quốc|hiện\s+(?:nay|tại))\b",
    no_figures=(
        rf"\b(?:năm|giai\s+đoạn|nhiệm\s+kỳ|thời\s+kỳ|đến|vào|trong|cuối|đầu|hết|sau|trước)\s+{_YEARS}",
        rf"\btừ\s+{_YEAR}(?=\s+(?:đến|tới)\s+(?:năm\s+)?{_YEAR})",
        r"\b(?:tháng|quý)\s+\d{1,2}(?:\s?/\s?\d{4})?(?![\d%]|[.,]\d|\s?%)",
        r"\bngày\s+\d{1,2}[/-]\d{1,2}\b(?:[/-]\d{4}\b)?",
        r"\b\d{1,2}h\d{0,2}\b",
        r"\b(?:mức|mức\s+độ|cấp\s+độ)\s+[1-5](?:\s?,\s?[1-5]|\s+và\s+[1-5]|\s?-\s?[1-5])*"
        r"(?!\d|[.,]\d|\s?%|\s?[-–]\s?\d|\s+(?:nghìn|ngàn|triệu|tỷ|tỉ|lần|điểm)\b)",
        r"\b(?:công\s+nghiệp|lần\s+thứ)\s+\d(?:[.,]0)?\b",
        r"(?:\btừ\s+(?:đủ\s+)?)?\b\d{1,3}(?:(?:\s?[-–]\s?|\s+đến\s+)\d{1,3})?\s+tuổi\b",
        *_NO_FIGURES,
    ),
)

ENGLISH = Words(
    before=_by_word(
        {
            "at-least": (
                *(
                    f"{no} {verb} {below}"
                    for no in ("not", "never")
                    for verb in ("fall", "drop", "go", "be")
                    for below in ("below", "under", "lower than", "less than")
                ),
                *("at least", "a minimum of", "minimum", "no less than", "not less than"),
                *("no lower than", "not lower than", "no fewer than", "meet or exceed"),
                *("reach or exceed", "equal or exceed"),
            ),
            "at-most": (
                *("not exceed", "never exceed", "not be more than", "not be higher than"),
                *("at most", "a maximum of", "maximum", "no more than", "not more than"),
                *("not exceeding", "up to"),
            ),
            "greater-than": (
                *("go past", "past", "surpass", "surpassing", "over", "more than", "above"),
                *("higher than", "exceeding", "exceed", "exceeds", "in excess of"),
            ),
            "less-than": ("under", "below", "less than", "fewer than", "lower than"),
            "approximately": (
                *("about", "around", "approximately", "roughly", "nearly", "almost", "some"),
            ),
            FROM: ("from", "between"),
            NEUTRAL: (
                *("must", "should", "cover", "covering", "hold"),
                *("to", "of", "by", "is", "are", "be", "reach", "reaching", "reaches", "the", "a"),
                *("an", "among", "in", "account for", "accounting for", "make up", "making up"),
                "an average of",
            ),
        }
    )
    | _SIGNS,
    after=_by_word(
        {
            "at-least": ("or more", "or higher", "or better", "and above", "or above"),
            "at-most": ("or less", "or fewer", "and below"),
        }
    ),
    between=r"\s+(?:to|and)\s+",
    percent=r"\s?%|\s+per\s?cent\b|\s+pct\b",
    per_year=r"\s*/\s*year\b|\s+(?:per|a|each|every)\s+year\b|\s+annually\b|\s+per\s+annum\b",
    point=r"\s+(?:percentage|percent|%)[ -]points?\b",
    times=r"\s+times\b|-fold\b",
    scale={"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12},
    money={
        r"USD\b|US\$|\$|(?:US\s+)?dollars?\b": "usd",
        r"VND\b|VNĐ\b|Vietnam(?:ese)?\s+dong\b|dong\b": "vnd",
    },
    rate=r"(?:/|\s+(?:per|a|each)\s)\s*(?:year|month|quarter|week|day|hour|second|person|capita|household|worker|km)\b",
    per_people=r"(?:\s*/\s*|\s+(?:per|for\s+every)\s+)",
    people=r"\s+(?:people|inhabitants|residents|persons|population)\b",
    rank=r"\b(?:rank|ranked|ranks|ranking|place|position)",
    top=r"\b(?:top|leading|first)",
    places=r"\s+(?:leading\s+)?(?:provinces?|cities|localities|countries|nations|economies)\b"
    r"|\s+(?:nationwide|nationally|in\s+the\s+country)\b",
    top_alone=r"\s+(?:positions?|places?|spots?|ranks?|in|by|for|on|nationwide)\b",
    ordinal=r"(?:st|nd|rd|th)\b(?:\s+(?:places?|positions?)\b|(?=\s+(?:ranks?|out\s+of|among|in\b|of\b)))",
    lead=r"\b(?:leading|lead|top)\b",
    best=r"\b(?:best|highest)\b",
    first={r"\branks?\s+first\b|\branked\s+first\b": 1, r"\brank(?:s|ed)?\s+second\b": 2},
    multiples={
        r"\bdoubl(?:e|ed|ing)\b|\btwice\b": "2",
        r"\btripl(?:e|ed|ing)\b|\bthree-fold\b": "3",
    },
    measures=r"(?:km|m|ha|m2|m²|km2|km²|Mbps|Gbps|kWh|MW|GWh|hours?|minutes?|seconds?|days?|weeks?|months?|years?|points?|degrees?)\b",
    function=r"(?:and|or|of|in|by|to|from|for|with|at|on|over|under|is|are|will|as|per|than|the|a|an)\b",
    no_figures=(
        rf"\b(?:year|years|period|in|by|from|since|until|to|of|before|after|during|and)\s+{_YEARS}",
        r"\b(?:level|levels|grade)\s+\d(?:\s?,\s?\d|\s+and\s+\d)*\b",
        r"\b(?:industry|industrial\s+revolution|revolution)\s+\d\.0\b",
        r"\b(?:aged?\s+)\d{1,3}(?:\s?[-–]\s?\d{1,3})?|\b\d{1,3}\s+years?\s+(?:old|of\s+age)\b",
        *_NO_FIGURES,
    ),
)

WORDS: Mapping[Language, Words] = {"vi": VIETNAMESE, "en": ENGLISH}
