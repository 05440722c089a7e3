"""What is doubtful in a proposal, in words: one table, and which of it the data keep."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dxgraph.bilingual import Both
from dxgraph.evidence import READ_OTHERWISE


def _sentence(said: Both) -> Both:
    return Both(*(f"{text[:1].upper()}{text[1:]}." for text in (said.vi, said.en)))


DOUBTS: Mapping[str, Both] = MappingProxyType(
    {
        "indicator-near": Both(
            "Có chỉ số khác gần như vừa.",
            "Another indicator fits nearly as well.",
        ),
        "indicator-new": Both(
            "Chưa có chỉ số nào vừa: đề nghị khái niệm mới.",
            "No indicator fits: a new concept is proposed.",
        ),
        "indicator-qualitative": Both(
            "Đến nay chỉ số này không có đơn vị.",
            "This indicator has had no unit so far.",
        ),
        "deadline-document": Both(
            "Câu không in năm; lấy năm cuối của giai đoạn.",
            "The sentence prints no year; it comes from the end of the document's period.",
        ),
        "deadline-part": Both(
            "Câu không in năm; lấy năm của phần mà câu thuộc về.",
            "The sentence prints no year; it comes from the part that it belongs to.",
        ),
        "deadline-period": Both(
            "Năm lấy từ cuối một giai đoạn.",
            "The year is the last one of a period.",
        ),
        "years-several": Both(
            "Phần câu này in nhiều năm.",
            "Several years are printed in this part of the sentence.",
        ),
        "goal-unsure": Both(
            "Không có từ nào ở gần nói đây là mục tiêu: có thể là kết quả hoặc hiện trạng.",
            "No word nearby says that it is a goal: it may be a result, or what there is.",
        ),
        "past-near": Both(
            "Trong câu có từ nói về điều đã đạt.",
            "A word of the sentence tells of what has been reached.",
        ),
        "quoted-near": Both(
            "Trong câu có nhắc tới cả nước, Trung ương hoặc nơi khác.",
            "The sentence speaks of the country, the centre or another place too.",
        ),
        "count-new": Both(
            "Con số đếm hoặc số tiền của một chỉ số chưa có: có thể là hiện trạng hay kinh phí.",
            "A count or a sum of a new indicator: it may be a fact or a budget.",
        ),
        "level-near": Both(
            "Câu nhắc tới một cấp khác.",
            "The sentence names another level.",
        ),
        "indicator-maybe": Both(
            "Có thể là chỉ số đã có, đứng đầu các lựa chọn khác.",
            "It may be a known indicator, the first of the alternatives.",
        ),
        "deadline-unknown": Both(
            "Không rõ thời hạn.",
            "No deadline was found.",
        ),
        "level-habit": Both(
            "Cấp theo quy ước của chỉ số, không in trong câu.",
            "The level follows the indicator's convention; the sentence prints none.",
        ),
        "comparator-list": Both(
            "Từ so sánh đứng trước cả danh sách không được trải sang con số này.",
            "The comparing word before the whole list is not spread to this figure.",
        ),
        "several-targets": Both(
            "Một con số in ra phục vụ nhiều chỉ tiêu.",
            "One printed figure serves several targets.",
        ),
        "nested": Both(
            "Con số lồng trong ngoặc là một chỉ tiêu riêng với hạn riêng.",
            "The figure nested in parentheses is a target of its own with its own deadline.",
        ),
        "one-verb": Both(
            "Một động từ chi phối cả hai vế: cụm từ in ra phục vụ hai chỉ tiêu.",
            "One verb governs both: the printed phrase serves two targets.",
        ),
        "rank-words": Both(
            "Không in con số: “đứng đầu” được đọc là hạng 1.",
            "No number is printed: “leading” is read as rank 1.",
        ),
        "borrowed-subject": Both(
            "Câu không nhắc lại chủ ngữ; lấy từ câu trước.",
            "The sentence does not repeat its subject; it comes from the one before.",
        ),
        "unit-unknown": Both(
            "Chưa có khái niệm cho đơn vị in ra.",
            "There is no concept for the printed unit.",
        ),
        "qualitative": Both(
            "Chỉ tiêu không có con số, nhận ra từ động từ.",
            "A goal without a figure, recognised by its verb.",
        ),
        "task-part": Both(
            "Nằm trong phần nhiệm vụ, nhưng câu nêu mục tiêu và thời hạn.",
            "It stands among the tasks, but the sentence sets a goal and a deadline.",
        ),
        "twice": Both(
            "Hai con số khác nhau cho cùng chỉ số, cấp và thời hạn.",
            "Two different figures for one indicator, level and deadline.",
        ),
        "ocr": Both(
            "Máy đọc chữ (OCR) không chắc con số này: xem bản quét.",
            "OCR was not sure of this number: look at the scan.",
        ),
        "differs": Both(
            "Trang này in con số khác với chỉ tiêu đã có trong đồ thị.",
            "This page prints another figure than the target that the graph has.",
        ),
        "headline": Both(
            "Đầu đề nói khác thân bài: không được tính là chỉ tiêu.",
            "The headline says something else than the text: not counted as a target.",
        ),
        **{slug: _sentence(said) for slug, said in READ_OTHERWISE.items()},
    }
)
"""Why a choice is doubtful, and what is noted with a reading, by slug. How else a figure can be
read is said in the words of `dxgraph.evidence`."""

NOTED = (
    "nested",
    "several-targets",
    "comparator-list",
    "one-verb",
    "rank-words",
    "deadline-part",
    "borrowed-subject",
)
"""The doubts that the data keep as an editorial note; the others are for the reviewer alone."""
