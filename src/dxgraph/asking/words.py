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
    "labour-productivity-annual-growth": (
        *("năng suất lao động", "labour productivity", "labour productivity growth"),
        *("growth of labour productivity", "tăng năng suất lao động", "productivity growth"),
    ),
    "ecommerce-share-of-retail": (
        *(
            "thương mại điện tử",
            "e-commerce",
            "e-commerce share of retail",
            "thương mại điện tử bán lẻ",
        ),
    ),
    "grdp-per-capita-usd": (
        *("GRDP bình quân đầu người đô la", "GRDP bình quân đầu người", "GRDP đầu người"),
        *("GRDP per capita", "GRDP per head", "gross product per head", "GRDP bình quân"),
        *("GRDP per capita in US dollars", "GRDP per person", "gross regional product per capita"),
    ),
    "grdp-per-capita-vnd": (
        *("GRDP bình quân đầu người", "GRDP đầu người", "GRDP bình quân", "GRDP per capita"),
        *("GRDP per head", "GRDP per person", "gross regional product per capita"),
    ),
    "household-access-speed": (
        *("tốc độ internet hộ gia đình", "tốc độ internet của hộ gia đình"),
        *("tốc độ mạng hộ gia đình", "household internet speed", "internet speed of households"),
    ),
    "fixed-broadband-download-speed": (
        *("tốc độ tải xuống băng rộng cố định", "tốc độ internet cố định"),
        *("fixed broadband speed", "fixed broadband download speed"),
    ),
    "mobile-broadband-download-speed": (
        *("tốc độ tải xuống băng rộng di động", "mobile broadband speed", "tốc độ mạng di động"),
        "mobile broadband download speed",
    ),
    "human-development-index": ("HDI",),
    "internet-subscriptions-total": ("thuê bao internet", "internet subscribers"),
    "population-15plus-payment-account": (
        *("người từ 15 tuổi trở lên có tài khoản giao dịch", "tài khoản ngân hàng"),
        *("người từ 15 tuổi có tài khoản giao dịch tại ngân hàng", "bank account"),
        *("người từ 15 tuổi trở lên có tài khoản giao dịch tại ngân hàng", "bank accounts"),
        *("dân số từ 15 tuổi trở lên có tài khoản ngân hàng", "people with a bank account"),
    ),
    "mobile-4g-5g-coverage": ("phủ sóng 4G, 5G", "phủ sóng 4G/5G", "4G/5G coverage"),
    "enterprises-e-contract-adoption": ("doanh nghiệp dùng hợp đồng điện tử",),
    "eligible-procedures-online-full-process": (
        *("TTHC đủ điều kiện cung cấp DVC trực tuyến toàn trình", "dịch vụ công toàn trình"),
        "dịch vụ công trực tuyến toàn trình",
    ),
    "fibre-coverage-households": (
        *("household fibre coverage", "fibre coverage of households", "home fibre coverage"),
    ),
    "dti-points": (
        *("DTI points", "điểm DTI", "points in the DTI", "DTI score", "điểm chuyển đổi số"),
    ),
    "dti-rank": (
        *("DTI", "hạng DTI", "thứ hạng DTI", "xếp hạng DTI", "top DTI", "DTI rank", "DTI ranking"),
        *("đứng DTI", "xếp DTI", "đứng chuyển đổi số", "xếp chuyển đổi số", "hạng chuyển đổi số"),
        *("xếp hạng chuyển đổi số", "thứ hạng chuyển đổi số", "digital transformation rank"),
        *("chỉ số chuyển đổi số cấp tỉnh", "chỉ số chuyển đổi số", "vị trí trên DTI"),
        *("vị trí DTI"),
        *("digital transformation index", "provincial digital transformation index"),
    ),
    "dti-value": (
        *("DTI", "điểm DTI", "điểm DTI của tỉnh", "giá trị DTI", "DTI score", "DTI value"),
        "điểm chuyển đổi số",
        *("chỉ số chuyển đổi số", "digital transformation index", "chỉ số chuyển đổi số cấp tỉnh"),
    ),
}
"""How people call an indicator where a part of its name is too little or many names hold it. The
answer says the whole name. An alternative label would make drafting find it in texts."""

ALIKE: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("điện thoại thông minh", ("smartphone", "điện thoại smartphone")),
    ("dân số trưởng thành", ("người trưởng thành", "người lớn", "người dân trưởng thành")),
    ("người trưởng thành", ("dân số trưởng thành", "người lớn")),
    ("dịch vụ công trực tuyến", ("DVCTT", "dịch vụ công online")),
    ("thủ tục hành chính", ("TTHC",)),
    ("thương mại điện tử", ("TMĐT",)),
    ("tổng mức bán lẻ", ("bán lẻ",)),
    ("trên môi trường mạng", ("qua mạng", "trên mạng")),
    ("môi trường mạng", ("mạng",)),
    ("trực tuyến", ("online", "qua mạng")),
    ("thanh toán không dùng tiền mặt", ("thanh toán không tiền mặt",)),
    ("cơ sở dữ liệu", ("CSDL",)),
    ("ủy ban nhân dân", ("UBND",)),
    ("công nghệ thông tin", ("CNTT",)),
    ("an toàn thông tin", ("ATTT",)),
    ("năng suất lao động", ("NSLĐ",)),
    ("khoa học và công nghệ", ("khoa học công nghệ", "KHCN")),
    ("doanh nghiệp nhỏ và vừa", ("SME", "SMEs")),
    ("nhỏ và vừa", ("vừa và nhỏ",)),
    ("dịch vụ mạng di động 5g", ("mạng di động 5G", "mạng 5G", "5G")),
    ("dịch vụ mạng di động 4g/5g", ("mạng di động 4G/5G", "mạng 4G/5G", "4G/5G")),
    ("đơn vị hành chính cấp xã", ("xã",)),
    ("điện toán đám mây", ("đám mây", "cloud")),
    ("hộ gia đình", ("hộ", "gia đình", "hộ dân")),
    ("sử dụng", ("dùng", "xài")),
    (
        "hồ sơ công việc được xử lý",
        ("hồ sơ công việc giải quyết", "hồ sơ công việc được giải quyết"),
    ),
    ("adults", ("adult population", "adult people")),
    ("work files", ("work dossiers", "work records")),
    ("enterprises", ("companies", "businesses", "firms")),
    ("households", ("homes", "household")),
    ("smartphone", ("smart phone",)),
    ("labour", ("labor",)),
    ("submarine cables", ("undersea cables", "subsea cables")),
    ("e-commerce", ("ecommerce", "online retail")),
    ("digitised", ("digitized",)),
    ("digital-technology", ("digital tech", "digital technology")),
    ("fibre", ("fiber", "fibre-optic", "fiber-optic")),
    ("per head", ("per capita", "per person")),
    ("online public services", ("public services online", "online services")),
    ("gross product", ("GRDP", "GDP")),
)
"""Parts of names, in lower case, and what people say for them: other forms of a name."""

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
