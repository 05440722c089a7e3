"""Words that may be left out of a question, by what they are: the explicit list.

A question is answered when its area, its indicator and what narrows it are understood and every
other word stands here, in :mod:`dxgraph.asking.phrases_beside` or is passed over. So no word may
stand here that narrows what is counted ("rural", "private", "women"), names another measure
("cost", "budget"), asks for a reason or a way ("why", "how to"), or denies. A word of an
indicator's name may: where the name is said it counts for the name.
"""

from __future__ import annotations

from typing import Final

_HAVING_VI: Final = (
    *("sở hữu", "nắm giữ", "sử dụng", "dùng", "xài", "được dùng", "được sử dụng", "được có"),
    *(
        "được trang bị",
        "được hưởng",
        "có sẵn",
        "đang có",
        "đang dùng",
        "phải dùng",
        "tiếp cận được",
    ),
    *("đang sử dụng", "được cấp", "sẽ dùng", "sẽ được", "cần được", "phải được", "có được"),
)
_HAVING_EN: Final = (
    *(
        "use",
        "uses",
        "used",
        "using",
        "hold",
        "holding",
        "held",
        "own",
        "owning",
        "owned",
        "possess",
        "possessing",
        "possessed",
    ),
    *("keep", "keeping", "kept", "having", "equipped with", "equipped", "in possession of"),
    *("exist", "existing", "available", "be available", "in place", "enjoy", "boast", "boasts"),
    *("make use of", "makes use of", "making use of", "get to", "be able to", "able to"),
)
"""Having and using: of what is had the indicator says how."""

_DOING_VI: Final = (
    *(
        "đưa lên",
        "đưa tới",
        "đưa đến",
        "đưa",
        "nâng lên",
        "lên tới",
        "lên đến",
        "lên mức",
        "rơi vào",
    ),
    *("đạt tới", "đạt đến", "đạt mức", "đạt bao nhiêu", "chạm tới", "chạm mức", "tiến tới"),
    *("vươn tới", "vươn lên", "đẩy lên", "ở khoảng", "làm được", "xây dựng được", "tính ra"),
    *("được nêu", "được nêu ra", "nêu ra", "được ghi", "được viết", "được in", "được in ra"),
    *("được đặt ra", "được đặt", "được đưa ra", "được đề ra", "được giao", "được ấn định"),
    *("được xác định", "được quy định", "được yêu cầu", "được công bố", "công bố"),
    *("đã ghi", "đã viết", "đã nêu", "có ghi", "có nêu", "có viết", "có in", "ghi nhận", "ghi rõ"),
    *("được ghi nhận", "đang là", "đã là", "sẽ là", "là mức", "tương đương", "tính đến thời điểm"),
)
_DOING_EN: Final = (
    *("make", "makes", "making", "take", "takes", "took", "taken", "taking", "put", "puts"),
    *("bring", "brings", "brought", "go", "goes", "going", "went", "come", "comes", "came"),
    *("get", "gets", "got", "getting", "see", "sees", "seeing", "earn", "earned", "obtain"),
    *("obtained", "secure", "secured", "place", "placed", "finish", "finished", "occupy"),
    *("occupied", "end up", "ended up", "ending up", "turn out", "turned out", "arrive at"),
    *("get up to", "go up to", "be at", "stand at", "stood at", "sit at", "amount to"),
    *("amounts to", "amounted to", "add up to", "work out at", "come to"),
)
"""Verbs that say no more than that there is a figure."""

_SAYING_EN: Final = (
    *("say", "saying", "state", "states", "stated", "stating", "write", "writes", "written"),
    *("print", "prints", "printing", "read", "reads", "contain", "contains", "contained"),
    *("give", "gives", "given", "specify", "specifies", "specified", "put forward"),
    *("lay down", "lays down", "laid down", "set down", "fix at", "fixed at", "put at", "put on"),
    *("recorded", "announce", "announced", "published"),
    *("set forth", "setting", "found in", "found", "find", "noted", "note", "quoted", "cited"),
)
"""What a document does with a figure."""

_MUST_EN: Final = (
    *("can", "could", "may", "due to be", "due to", "have to", "has to", "had to", "in order to"),
    *("ought", "ought to"),
)

_PLAN_VI: Final = (
    *("lộ trình", "chiến lược", "chính sách", "văn kiện", "tài liệu"),
    *("mốc thời gian", "thời hạn", "năm mốc", "năm đích", "đích", "điểm đích"),
    *("số cụ thể", "cụ thể", "cụ thể là"),
    *("tiêu chí", "chỉ số này", "chỉ tiêu này", "mục tiêu này", "con số này", "con số đó"),
    *("con số ấy", "mức đó", "mức này", "theo đó", "cùng kỳ", "trong kỳ", "trong giai đoạn"),
    *("giai đoạn", "nhiệm kỳ", "thập niên", "hạn cuối", "cuối kỳ", "trong năm", "vào năm"),
)
_PLAN_EN: Final = (
    *("roadmap", "road map", "programme", "program", "strategy", "policy", "scheme", "agenda"),
    *("blueprint", "paper", "statement", "objective", "objectives", "aspiration"),
    *("vision", "amount", "size", "magnitude", "extent", "target year", "milestone", "threshold"),
    *("bar", "mark", "period", "timeframe", "time frame", "stage"),
    *("indicator", "indicators", "statistic"),
    *("numerical", "numeric", "quantified"),
    *("numbers", "statistics", "details"),
    *("formal", "formally", "known", "are known", "stated goal", "own goal", "own target"),
)
"""What a figure stands in, and what it is called."""

_MANNER_VI: Final = (
    *("chính xác", "chính xác là", "chính xác ra sao", "cụ thể ra sao", "đầy đủ", "rõ ràng"),
    *("hiện tại", "hiện đang", "bấy giờ", "lúc đó", "khi đó", "hồi đó", "đương thời", "về sau"),
    *("sắp tới", "tương lai", "rồi đây", "mai này", "cho năm", "trong vòng", "kể đến"),
    *("trong đồ thị", "trong dữ liệu", "theo dữ liệu", "trong cơ sở dữ liệu này", "theo đồ thị"),
    *("theo đồ thị này", "trong hệ thống này", "dữ liệu cho thấy", "đồ thị có", "đồ thị ghi"),
    *("chỉ cần", "trả lời ngắn", "ngắn gọn", "nhanh giúp", "sơ qua"),
    *("thế còn", "còn ở", "vậy còn", "thế thì", "riêng ở", "riêng tại", "ở đây", "tại đây"),
    *("của riêng", "bản thân", "đúng là", "quả thật", "thực ra", "nghe nói"),
    *("người ta nói", "có người nói", "báo nói", "tôi nghe", "tôi đọc", "tôi thấy", "được biết"),
    *("đang tìm", "tôi đang tìm", "tra cứu giúp", "kiểm tra giúp", "xem giúp"),
    *("bao lăm", "bao nhiu", "cỡ nào", "cỡ bao nhiêu", "tầm bao nhiêu", "khoảng bao nhiêu"),
    *("đến mức nào", "tới mức nào", "đến chừng nào", "lên tới đâu", "lên đến đâu", "tới mấy"),
    *("đến mấy", "lên mấy", "bao nhiêu đây", "nhiêu", "được mấy", "được bao nhiêu", "cao tới đâu"),
    *("cao đến đâu", "cao bao nhiêu", "cao cỡ nào", "lớn cỡ nào", "lớn bao nhiêu", "lớn đến đâu"),
)
_MANNER_EN: Final = (
    *("exactly", "precisely", "currently", "ever", "already", "eventually"),
    *("specifically", "namely", "roughly speaking", "basically", "essentially", "simply", "even"),
    *("one", "ones", "such", "itself", "themselves", "own", "too", "again", "instead", "well"),
    *("as well", "course", "of course", "right", "very", "quite", "rather", "back then", "then"),
    *("in the graph", "in your graph", "in this graph", "in your data", "in the data", "on record"),
    *("in the database", "on file", "in your database", "does the graph hold", "graph"),
    *("by then", "at that time", "that year", "in that year", "same year", "the same year"),
    *("in future", "in the future", "in the end", "upcoming", "coming", "ahead", "from now"),
    *(
        "need",
        "looking for",
        "i am looking for",
        "i'm looking for",
        "i need",
        "curious",
        "wondering",
    ),
    *("quick question", "question", "quickly", "briefly", "in short", "short answer", "help"),
    *("help me", "find out", "check", "look up", "confirm", "remind me", "remind", "out of"),
    *(
        "out of all",
        "across the province",
        "across",
        "throughout",
        "locally",
        "over there",
    ),
    *(
        "over time",
        "year on year",
        "what sort of",
    ),
    *("what kind of", "kind of", "sort of", "type of", "did you say", "supposedly", "apparently"),
)
"""How, when and by whom the question is asked."""

_SOURCES_VI: Final = (
    *("bộ thông tin và truyền thông", "cục thống kê", "tổng cục thống kê", "xét theo"),
    *(
        "cơ quan thống kê",
        "bộ khoa học và công nghệ",
        "bộ kế hoạch và đầu tư",
        "dựa vào",
        "dựa trên",
    ),
    *("theo số liệu", "theo thống kê", "theo đánh giá", "theo công bố", "tính riêng", "dẫn nguồn"),
)
_SOURCES_EN: Final = (
    *("judging by", "judged by", "going by", "on the basis of", "figures", "its figures"),
    *("ministry of information and communications", "statistics office", "statistical office"),
    *("general statistics office", "ministry of science and technology", "the ministry"),
    *("ministry of planning and investment", "official statistics", "according to the ministry"),
)
"""Who counted: an answer says by which method, and where it is printed."""

_BODIES_VI: Final = (
    *("tỉnh ủy", "thành ủy", "của tỉnh ủy", "của ủy ban nhân dân tỉnh", "của đảng bộ tỉnh"),
    *("ban thường vụ", "ban thường vụ tỉnh ủy", "ban chấp hành", "đảng bộ"),
    *("đảng bộ tỉnh", "ban chấp hành đảng bộ", "ban chấp hành đảng bộ tỉnh", "tỉnh đảng bộ"),
    *("ủy ban nhân dân", "ủy ban nhân dân tỉnh", "ủy ban nhân dân thành phố", "chính quyền tỉnh"),
    *("hội đồng nhân dân", "hội đồng nhân dân tỉnh", "lãnh đạo tỉnh", "chính quyền thành phố"),
    *("thủ tướng", "thủ tướng chính phủ", "chính phủ", "bộ chính trị", "quốc hội"),
)
_BODIES_EN: Final = (
    *("party committee", "provincial party committee", "party committee's", "standing committee"),
    *("people's committee", "provincial people's committee", "people's council", "politburo"),
    *("prime minister", "the prime minister", "prime minister's", "provincial government"),
    *("city government", "provincial authorities", "authorities", "leaders", "leadership"),
)
"""Bodies that issue documents: an answer names each document, and so whose it is."""

VI: Final = (*_SOURCES_VI, *_BODIES_VI, *_HAVING_VI, *_DOING_VI, *_PLAN_VI, *_MANNER_VI)
EN: Final = (
    *(*_SOURCES_EN, *_BODIES_EN, *_HAVING_EN, *_DOING_EN, *_SAYING_EN),
    *(*_MUST_EN, *_PLAN_EN, *_MANNER_EN),
)
