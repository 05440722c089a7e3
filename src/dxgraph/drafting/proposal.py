"""What drafting proposes: targets, claims, numbers that are none, what to ask a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from dxgraph.drafting.knowledge import Knowledge
from dxgraph.errors import DataError
from dxgraph.evidence import Language, SourceText, number_tokens, parse_figure

DOUBTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "indicator-near": (
            "Có chỉ số khác gần như vừa.",
            "Another indicator fits nearly as well.",
        ),
        "indicator-new": (
            "Chưa có chỉ số nào vừa: đề nghị khái niệm mới.",
            "No indicator fits: a new concept is proposed.",
        ),
        "indicator-qualitative": (
            "Đến nay chỉ số này không có đơn vị.",
            "This indicator has had no unit so far.",
        ),
        "deadline-document": (
            "Câu không in năm; lấy năm cuối của giai đoạn.",
            "The sentence prints no year; it comes from the end of the document's period.",
        ),
        "deadline-part": (
            "Câu không in năm; lấy năm của phần mà câu thuộc về.",
            "The sentence prints no year; it comes from the part that it belongs to.",
        ),
        "deadline-period": (
            "Năm lấy từ cuối một giai đoạn.",
            "The year is the last one of a period.",
        ),
        "years-several": (
            "Phần câu này in nhiều năm.",
            "Several years are printed in this part of the sentence.",
        ),
        "goal-unsure": (
            "Không có từ nào ở gần nói đây là mục tiêu: có thể là kết quả hoặc hiện trạng.",
            "No word nearby says that it is a goal: it may be a result, or what there is.",
        ),
        "past-near": (
            "Trong câu có từ nói về điều đã đạt.",
            "A word of the sentence tells of what has been reached.",
        ),
        "quoted-near": (
            "Trong câu có nhắc tới cả nước, Trung ương hoặc nơi khác.",
            "The sentence speaks of the country, the centre or another place too.",
        ),
        "count-new": (
            "Con số đếm hoặc số tiền của một chỉ số chưa có: có thể là hiện trạng hay kinh phí.",
            "A count or a sum of a new indicator: it may be a fact or a budget.",
        ),
        "level-near": (
            "Câu nhắc tới một cấp khác.",
            "The sentence names another level.",
        ),
        "indicator-maybe": (
            "Có thể là chỉ số đã có, đứng đầu các lựa chọn khác.",
            "It may be a known indicator, the first of the alternatives.",
        ),
        "deadline-unknown": (
            "Không rõ thời hạn.",
            "No deadline was found.",
        ),
        "level-habit": (
            "Cấp theo quy ước của chỉ số, không in trong câu.",
            "The level follows the indicator's convention; the sentence prints none.",
        ),
        "comparator-list": (
            "Từ so sánh đứng trước cả danh sách không được trải sang con số này.",
            "The comparing word before the whole list is not spread to this figure.",
        ),
        "several-targets": (
            "Một con số in ra phục vụ nhiều chỉ tiêu.",
            "One printed figure serves several targets.",
        ),
        "nested": (
            "Con số lồng trong ngoặc là một chỉ tiêu riêng với hạn riêng.",
            "The figure nested in parentheses is a target of its own with its own deadline.",
        ),
        "one-verb": (
            "Một động từ chi phối cả hai vế: cụm từ in ra phục vụ hai chỉ tiêu.",
            "One verb governs both: the printed phrase serves two targets.",
        ),
        "rank-words": (
            "Không in con số: “đứng đầu” được đọc là hạng 1.",
            "No number is printed: “leading” is read as rank 1.",
        ),
        "borrowed-subject": (
            "Câu không nhắc lại chủ ngữ; lấy từ câu trước.",
            "The sentence does not repeat its subject; it comes from the one before.",
        ),
        "unit-unknown": (
            "Chưa có khái niệm cho đơn vị in ra.",
            "There is no concept for the printed unit.",
        ),
        "qualitative": (
            "Chỉ tiêu không có con số, nhận ra từ động từ.",
            "A goal without a figure, recognised by its verb.",
        ),
        "task-part": (
            "Nằm trong phần nhiệm vụ, nhưng câu nêu mục tiêu và thời hạn.",
            "It stands among the tasks, but the sentence sets a goal and a deadline.",
        ),
        "twice": (
            "Hai con số khác nhau cho cùng chỉ số, cấp và thời hạn.",
            "Two different figures for one indicator, level and deadline.",
        ),
        "ocr": (
            "Máy đọc chữ (OCR) không chắc con số này: xem bản quét.",
            "OCR was not sure of this number: look at the scan.",
        ),
        "differs": (
            "Trang này in con số khác với chỉ tiêu đã có trong đồ thị.",
            "This page prints another figure than the target that the graph has.",
        ),
        "headline": (
            "Đầu đề nói khác thân bài: không được tính là chỉ tiêu.",
            "The headline says something else than the text: not counted as a target.",
        ),
        "figure": (
            "Con số có thể đọc cách khác.",
            "The figure could be read in another way.",
        ),
    }
)
"""Why a choice is doubtful, and what is noted with a reading: slug to Vietnamese and English."""

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


@dataclass(frozen=True, slots=True)
class Explained:
    """A number that is no target."""

    begin: int
    end: int
    reason: str
    """Slug of the reason."""
    document: str | None = None
    """The number of the document that is printed here, mended: "411/QĐ-TTg"."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that a clause may speak of."""

    slug: str
    score: float
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class NewIndicator:
    """A concept that the graph has not yet."""

    slug: str
    vi: str
    en: str
    """Empty until somebody writes it."""
    unit: str | None
    pillar: str
    change: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A target, or a claim, as drafting reads it."""

    key: str
    """Stable within a draft: "t1", "t2"… in the order of the text."""
    kind: str
    """target or claim."""
    spans: tuple[tuple[int, int], ...]
    """Where it is printed, ends exclusive; the main place first, then its repetitions."""
    printed: tuple[str, ...]
    """What is printed there."""
    indicator: str
    candidates: tuple[Candidate, ...]
    """Indicators of the graph that could be meant, best first."""
    new: NewIndicator | None
    level: str
    deadline: date | None
    comparator: str | None
    """None, as value and unit, for a goal without a figure."""
    value: Decimal | None
    upper: Decimal | None
    unit: str | None
    pillar: str
    stated: bool
    """Whether the document's own heading says the pillar."""
    universe: str | None
    start_year: int | None
    scope: tuple[tuple[str, str], ...]
    """In our words, Vietnamese and English."""
    scope_spans: tuple[tuple[int, int], ...]
    """Places of the text that bound the scope, for the reviewer."""
    reasons: tuple[str, ...]
    """Slugs of what is doubtful or to be noted."""
    confidence: float
    contradicts: str | None = None
    """Key of the target that a claim contradicts."""
    wording: str = ""
    """The key phrase by which the text names the indicator."""
    accepted: bool = True
    decided: bool = False
    """Whether a person has said so: what is decided is no longer doubtful."""

    @property
    def qualitative(self) -> bool:
        return self.value is None


@dataclass(frozen=True, slots=True)
class Upstream:
    """A document that the text prints the number of."""

    number: str
    slug: str | None
    """None: not in the graph."""
    link: str | None
    """implements, basedOn, incorporatesTargetsOf, supersedes, revises; None: mentioned only."""
    begin: int
    end: int
    type: str | None = None
    day: date | None = None
    issuer: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the contributor gave and the text says of the document itself."""

    slug: str
    source: str
    number: str
    type: str
    day: date
    territory: str
    issuer: str | None
    title: str | None
    first: date | None
    last: date | None
    horizon: date | None
    page_title: str | None
    page_date: date | None
    language: Language
    dated: bool = True
    """Whether the document's own day is known; else ``day`` is that of the page that reports it."""


@dataclass(frozen=True, slots=True)
class Reported:
    """The page that a document is known by, which the graph keeps by its address alone."""

    address: str
    published: date | None
    source: str
    """The slug of the page, that of the graph where it has the address already."""
    known_source: bool
    known_document: bool
    """Whether the graph has the document already: what is new of it is added."""
    joins: Mapping[str, str] = field(default_factory=dict)
    """Keys of proposals to the fragments of the targets of the graph that say the same."""
    differs: Mapping[str, str] = field(default_factory=dict)
    """Keys of claims to the fragments of the targets of the graph that say otherwise."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a document: everything in the order of the text."""

    source: SourceText
    document: Metadata
    proposals: tuple[Proposal, ...]
    numbers: tuple[Explained, ...]
    upstream: tuple[Upstream, ...]
    knowledge: Knowledge = field(repr=False, compare=False)
    """What the draft was made with: the names of what the proposals name."""
    reported: Reported | None = None
    """None: the text is held, and every number of it is accounted for."""

    def figure(self, span: tuple[int, int]) -> str:
        """What is printed at a span."""
        return self.source.text[slice(*span)]

    @property
    def accepted(self) -> tuple[Proposal, ...]:
        """The proposals that are written."""
        return tuple(item for item in self.proposals if item.accepted)

    @property
    def open(self) -> tuple[tuple[int, int], ...]:
        """The numbers that nothing accounts for: a person has to say what they are."""
        text = self.source.text
        taken = bytearray(len(text))
        spans = [(item.begin, item.end) for item in self.numbers]
        for item in self.accepted:
            for begin, end in item.spans if not item.qualitative else ():
                spans += [
                    (begin + first, begin + last)
                    for first, last in _figures(text[begin:end], self.document.language)
                ]
        for begin, end in spans:
            taken[begin:end] = b"\1" * (end - begin)
        return tuple(span for span in number_tokens(text) if not all(taken[slice(*span)]))


def _figures(printed: str, language: Language) -> tuple[tuple[int, int], ...]:
    try:
        return parse_figure(printed, language).numbers
    except DataError:
        return ()
