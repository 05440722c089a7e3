"""Errors in the words of their readers.

The engine speaks English. Where an exception brings no Vietnamese of its own, this says the same
from what the exception carries beside its message: its kind, the limit, the rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from dxgraph.bilingual import Language
from dxgraph.errors import DxgraphError
from dxgraph.terms import PREFIXES


@dataclass(frozen=True, slots=True)
class Wording:
    """What an error says to a reader."""

    title: str
    detail: str
    remedy: str = ""
    original: str = ""
    """The message in English, where `detail` says less than it."""


_RULES: Final = {
    "read-only": "Điểm truy cập này chỉ trả lời truy vấn, không bao giờ thay đổi dữ liệu.",
    "no-foreign-service": "Truy vấn gọi sang một dịch vụ khác (SERVICE) không được cho phép ở đây.",
    "only-graphs-of-the-snapshot": "Truy vấn nêu một đồ thị không có trong bản chụp này. "
    "Không có gì được tải từ nơi khác.",
}
"""By `rule` of QueryRefused."""

_RULE_REMEDIES: Final = {
    "read-only": "Hãy sửa các tệp Turtle tạo nên bản chụp. Không thiết lập nào cho phép cập nhật.",
    "no-foreign-service": "Hãy hỏi từng dịch vụ rồi tự ghép kết quả, hoặc nhờ người vận hành thêm "
    "địa chỉ vào thiết lập service_allow_list.",
    "only-graphs-of-the-snapshot": "Hãy liệt kê các đồ thị bằng SELECT DISTINCT ?g { GRAPH ?g "
    "{ ?s ?p ?o } }, hoặc bỏ phần chọn đồ thị để hỏi tất cả.",
}

_DETAILS: Final = {
    "query-syntax": "Không đọc được truy vấn từ chỗ này.",
    "query": "Không tính được truy vấn này.",
    "query-refused": "Truy vấn đòi hỏi điều không được phép.",
    "deadline": "Truy vấn chạy quá {value} giây nên đã bị dừng.",
    "memory": "Truy vấn cần hơn {value} MB bộ nhớ nên đã bị dừng.",
    "result-too-large": "Kết quả lớn hơn {value} MB; không phần nào được gửi.",
    "query-too-deep": "Truy vấn lồng quá sâu hoặc có quá nhiều phần để tính được.",
    "limit": "Truy vấn lồng quá sâu hoặc có quá nhiều phần.",
    "request-too-large": "Yêu cầu lớn hơn mức cho phép.",
    "head-too-large": "Phần đầu của yêu cầu, gồm địa chỉ và các tiêu đề, lớn hơn mức cho phép.",
    "busy": "Mọi chỗ chạy truy vấn đều đang bận.",
    "data-too-large": "Việc này cần đọc toàn bộ dữ liệu vào bộ nhớ, mà dữ liệu ở đây quá lớn.",
    "cancelled": "Truy vấn đã bị người vận hành dừng.",
    "worker-lost": "Tiến trình đang trả lời bị dừng từ bên ngoài.",
    "store": "Kho dữ liệu phía sau trả lời không đúng.",
    "store-timeout": "Kho dữ liệu phía sau trả lời quá chậm.",
    "store-unavailable": "Không liên lạc được kho dữ liệu phía sau.",
}
"""By `slug`; ``value`` is the limit."""

_SAME: Final = "This is not what may stand here."
"""What the engine says where its parser has no reason: the Vietnamese detail says as much."""

_WHOLE: Final = {"deadline", "memory", "result-too-large"}
"""The slugs whose Vietnamese says all that the English message does."""

_REMEDIES: Final = {
    "query-syntax": "Hãy xem chỗ này và ngay trước đó: có thể thiếu ngoặc hoặc dấu chấm.",
    "deadline": "Hãy thêm LIMIT, hoặc thêm điều kiện để truy vấn có ít việc hơn.",
    "memory": "Hãy thêm LIMIT, hoặc thêm điều kiện để truy vấn phải giữ ít kết quả trung gian hơn.",
    "result-too-large": "Hãy thêm LIMIT, chọn ít cột hơn, hoặc tải toàn bộ dữ liệu ở /data.",
    "limit": "Hãy viết truy vấn phẳng hơn; đặt danh sách dài vào VALUES hoặc IN.",
    "query-too-deep": "Hãy viết truy vấn phẳng hơn; đặt danh sách dài vào VALUES hoặc IN.",
    "busy": "Hãy thử lại sau ít giây.",
    "cancelled": "Hãy thử lại sau, hoặc hỏi người vận hành.",
    "worker-lost": "Hãy thử lại.",
    "store-timeout": "Hãy thử lại sau.",
    "store-unavailable": "Hãy thử lại sau.",
}


def word(error: DxgraphError, language: Language, *, prefix: str = "") -> Wording:
    """Title, detail and remedy of an error; `prefix` is the one that its query does not declare."""
    if language is not Language.VI:
        return Wording(error.title.en, error.message, error.remedy)
    extra: dict[str, Any] = error.extra
    rule = extra.get("rule", "")
    remedy = error.advice.vi or _RULE_REMEDIES.get(rule) or _REMEDIES.get(error.slug, "")
    if error.said.vi:
        return Wording(error.title.vi, error.said.vi, remedy)
    if prefix:
        return Wording(
            error.title.vi,
            f"Tiền tố {prefix}: chưa được khai báo.",
            f"Hãy thêm dòng này ở đầu: PREFIX {prefix}: <{PREFIXES.get(prefix, '…')}>",
        )
    if error.slug in _WHOLE and "value" in extra:
        value = language.number(extra["value"])
        return Wording(error.title.vi, _DETAILS[error.slug].format(value=value), remedy)
    detail = _RULES.get(rule)
    if detail is None and "value" not in _DETAILS.get(error.slug, "value"):
        detail = _DETAILS[error.slug]
    original = "" if detail and error.message == _SAME else error.message
    return Wording(error.title.vi, detail or "", remedy, original)
