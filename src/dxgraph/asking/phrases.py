"""The phrases of questions, a table a language: which question is asked.

The names of things are the graph's own (:mod:`dxgraph.asking.lexicon`); the words that are passed
over stand in :mod:`dxgraph.asking.words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dxgraph.evidence import Language

ACROSS: Final = "across"
"""Which areas: the question goes over all of them."""
HIGHEST: Final = "highest"
LOWEST: Final = "lowest"
AGAINST: Final = "against"
"""Compared with something; what it is compared with is said beside it."""
HIGHER: Final = "higher"
LOWER: Final = "lower"
EQUAL: Final = "equal"
NATIONAL: Final = "national"
RESULT: Final = "result"
"""Says that a state of things is asked for, as it was measured, not a target."""
SHARE: Final = "share"
"""Says that the figure is a part of something…"""
NUMBER: Final = "number"
"""…or a count."""
PROGRESS: Final = "progress"
REACHED: Final = "reached"
"""Asks whether a target was reached…"""
BEHIND: Final = "behind"
"""…or says that it was not."""
INHERITED: Final = "inherited"
CHAIN: Final = "chain"
GAPS: Final = "gaps"
QUALITATIVE: Final = "qualitative"
CONFLICTS: Final = "conflicts"
ABOLISHED: Final = "abolished"
RANKS: Final = "ranks"
RANKED: Final = "ranked"
"""Says that the figure is a place in a ranking."""
AMONG_63: Final = "provinces-63"
AMONG_34: Final = "provinces-34"
"""Among how many provinces is ranked, by the slug of the universe."""
PROMISE: Final = "promise"
"""Says that a target is asked for, not a state of things."""
PILLAR: Final = "pillar"
"""Stands before the name of a pillar."""

CUES: Final[Mapping[Language, Mapping[str, tuple[str, ...]]]] = {
    "vi": {
        ACROSS: (
            *("tỉnh nào", "những tỉnh nào", "các tỉnh nào", "tỉnh, thành phố nào"),
            *("những địa phương nào", "địa phương nào", "tỉnh thành nào", "bao nhiêu tỉnh"),
            *("mấy tỉnh", "các tỉnh", "các địa phương", "các tỉnh, thành phố"),
        ),
        HIGHEST: ("cao nhất", "lớn nhất", "nhiều nhất"),
        LOWEST: ("thấp nhất", "nhỏ nhất"),
        AGAINST: ("so với", "so sánh với", "so sánh", "đối chiếu với", "bên cạnh"),
        HIGHER: ("cao hơn", "vượt", "hơn"),
        LOWER: ("thấp hơn", "kém", "dưới"),
        EQUAL: ("bằng", "ngang"),
        NATIONAL: (
            *("quốc gia", "cả nước", "trung ương", "mức quốc gia", "mục tiêu quốc gia"),
            *("chỉ tiêu quốc gia", "chương trình quốc gia", "thước đo quốc gia"),
            "chương trình chuyển đổi số quốc gia",
        ),
        PROGRESS: (*("tiến độ", "kết quả thực hiện", "đã thực hiện đến đâu", "thực hiện đến đâu"),),
        REACHED: (
            *("đạt chưa", "đã đạt được chưa", "đã hoàn thành chưa", "hoàn thành chưa"),
            *("đạt mục tiêu", "đạt được mục tiêu", "hoàn thành mục tiêu", "đã hoàn thành"),
            *("đạt chỉ tiêu", "hoàn thành chỉ tiêu", "đã đạt mục tiêu", "đã đạt chỉ tiêu"),
        ),
        BEHIND: (
            *("chưa đạt", "chưa đạt được", "không đạt", "không đạt được", "chưa hoàn thành"),
            *("chậm tiến độ", "trễ hạn", "chưa đạt mục tiêu", "không đạt mục tiêu"),
        ),
        RESULT: (
            *("đạt được", "đã đạt", "đã đạt được", "kết quả", "thực tế", "thực hiện được"),
            *("đo được", "số đo", "thực đạt", "kết quả đo", "trên thực tế", "đã đo được"),
        ),
        SHARE: ("tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng", "phần trăm", "bao nhiêu phần trăm"),
        NUMBER: ("số lượng", "tổng số lượng"),
        INHERITED: (
            *("tiền thân", "các tỉnh tiền thân", "tỉnh tiền thân", "các tỉnh cũ", "kế thừa"),
            *("thừa hưởng", "trước sáp nhập", "trước khi sáp nhập", "các tỉnh hợp thành"),
            *("nhập vào", "các tỉnh nhập vào", "sáp nhập vào", "các tỉnh sáp nhập vào"),
            *("hợp thành", "nhập thành", "những tỉnh nhập vào", "hợp nhất thành"),
        ),
        CHAIN: (
            *("văn bản cấp trên", "các văn bản cấp trên", "căn cứ văn bản nào", "căn cứ vào đâu"),
            *("dựa trên văn bản nào", "thực hiện văn bản nào", "căn cứ vào văn bản nào"),
        ),
        GAPS: ("không nhắc đến", "không nhắc tới", "chưa nhắc đến", "không đề cập", "chưa đề cập"),
        QUALITATIVE: ("không có con số", "không nêu con số", "không nêu số", "không có số"),
        CONFLICTS: ("mâu thuẫn", "trái nhau", "vênh nhau"),
        ABOLISHED: ("cấp đã bỏ", "cấp huyện đã bỏ", "cấp hành chính đã bỏ", "cấp nay đã bỏ"),
        AMONG_63: ("trong 63 tỉnh", "trong 63 tỉnh, thành phố", "trong 63 tỉnh thành", "63 tỉnh"),
        AMONG_34: ("trong 34 tỉnh", "trong 34 tỉnh, thành phố", "trong 34 tỉnh thành", "34 tỉnh"),
        RANKED: (
            *("đứng thứ", "đứng thứ mấy", "xếp thứ", "xếp thứ mấy", "đứng hạng mấy"),
            *(
                "nhóm bao nhiêu tỉnh",
                "top bao nhiêu",
                "nhóm mấy tỉnh",
                "top mấy",
                "bao nhiêu tỉnh dẫn đầu",
            ),
            *("xếp hạng mấy", "hạng mấy", "thứ mấy", "đứng hạng", "xếp vị trí"),
        ),
        RANKS: ("thứ hạng nào", "những thứ hạng nào", "các thứ hạng", "những thứ hạng"),
        PROMISE: (
            *("mục tiêu", "chỉ tiêu", "cam kết", "hứa", "phấn đấu", "đặt ra", "đặt mục tiêu"),
            *("muốn", "hướng tới", "đặt", "kế hoạch đề ra", "đề ra", "mục tiêu đề ra", "dự kiến"),
            *(
                "yêu cầu",
                "quy định",
                "đưa ra",
                "đòi hỏi",
                "hướng đến",
                "mong muốn",
                "phải đạt",
                "đã hứa",
            ),
            *(
                "tối thiểu bao nhiêu",
                "ít nhất bao nhiêu",
                "tối đa bao nhiêu",
                "đã cam kết",
                "đã đặt",
            ),
        ),
        PILLAR: ("trụ cột",),
    },
    "en": {
        ACROSS: (
            *("which provinces", "which province", "what provinces", "which areas"),
            *("how many provinces", "all provinces", "the provinces", "provinces"),
        ),
        HIGHEST: ("highest", "largest", "most ambitious", "biggest"),
        LOWEST: ("lowest", "smallest", "least ambitious"),
        AGAINST: ("compared with", "compared to", "against", "versus", "vs", "beside", "compare"),
        HIGHER: ("higher than", "above", "more than", "over"),
        LOWER: ("lower than", "below", "less than", "under"),
        EQUAL: ("equal to", "the same as"),
        NATIONAL: (
            *("national", "the nation", "the country", "national programme", "national target"),
            *("national goal", "national targets", "the national programme", "nationwide"),
            *("national yardstick", "national level", "national figure", "country"),
        ),
        PROGRESS: (*("progress", "on track"),),
        REACHED: (
            *("fulfilled", "meet the target", "met the target", "met its target", "reached its"),
            *("meet its target", "reached its target", "reached the target", "reach its target"),
            *("reach the target", "achieved its target", "achieved the target"),
            *("achieve its target", "met their target", "reached their target"),
        ),
        BEHIND: (
            *("behind schedule", "behind", "missed", "not reached", "have not reached"),
            *("has not reached", "not met", "not achieved", "failed to reach", "did not reach"),
        ),
        RESULT: (
            *("reached", "achieved", "attained", "achieve", "measured", "actual", "actually"),
            *("result", "results", "outcome", "outcomes", "really", "in reality", "in fact"),
        ),
        SHARE: ("share", "rate", "percentage", "per cent", "percent", "proportion"),
        NUMBER: ("number of", "count of"),
        INHERITED: (
            *("predecessors", "predecessor", "inherit", "inherits", "inherited", "take over"),
            *("takes over", "before the merger", "merged into", "provinces merged into"),
            *("the provinces that became", "provinces that became", "that became", "went into"),
        ),
        CHAIN: (
            *("documents above", "document above", "based on which document", "implement which"),
            *("which documents stand above", "based on which documents", "based on what"),
        ),
        GAPS: (
            *("not mention", "does not mention", "do not mention", "leave out", "leaves out"),
            *("omit", "omits", "not mentioned"),
        ),
        QUALITATIVE: ("without a figure", "without figures", "no figure", "without any figure"),
        CONFLICTS: (
            "conflict",
            "conflicts",
            "contradict",
            "contradictions",
            "contradict each other",
        ),
        ABOLISHED: ("abolished level", "abolished district level", "abolished"),
        AMONG_63: ("among 63 provinces", "among the 63 provinces", "of 63 provinces", "out of 63"),
        AMONG_34: ("among 34 provinces", "among the 34 provinces", "of 34 provinces", "out of 34"),
        RANKED: ("rank in", "ranked", "rank", "place in"),
        RANKS: ("which ranks", "which rank", "ranks", "what ranks"),
        PROMISE: (
            *("promise", "promises", "promised", "target", "targets", "goal", "goals", "aim"),
            *("aims", "aimed", "commit", "commits", "committed", "commitment", "commitments"),
            *("want", "wants", "wanted", "pledge", "pledged", "plan for", "plans for", "aim for"),
            *("aims for", "aim at", "aims at", "require", "requires", "required", "demand"),
            *("demands", "expect", "expects", "planned", "set out", "call for", "calls for"),
        ),
        PILLAR: ("pillar", "the pillar"),
    },
}
"""Phrases that say which question is asked, by language."""

MARKED_ONLY: Final = frozenset(
    {
        *("đã đạt", "đã đạt được", "đạt mục tiêu", "đạt chỉ tiêu", "đã đạt mục tiêu"),
        *("đã đạt chỉ tiêu", "chưa đạt", "không đạt", "chưa đạt mục tiêu", "không đạt mục tiêu"),
    }
)
"""Phrases that without marks are others too: "da dat" is "đã đặt" as well."""
