"""Where a reader reports an error or sends a document: the ways that the operator has set.

Each is a link that brings the address of the page with it. Without a setting there is none: a
service that nobody tends offers nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from dxgraph.bilingual import Both, Language
from dxgraph.settings import Settings


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader may want to tell."""

    slug: str
    label: Both
    ask: Both
    """What a message begins with."""


REPORT: Final = Wish(
    "report",
    Both("Báo lỗi ở trang này", "Report an error on this page"),
    Both(
        "Điều gì sai, và nơi nào in điều đúng (địa chỉ, số văn bản):",
        "What is wrong, and where the right thing is printed (address, document number):",
    ),
)
SEND: Final = Wish(
    "send",
    Both("Gửi một văn bản", "Send a document"),
    Both(
        "Số, ngày, cơ quan ban hành, và địa chỉ nơi văn bản được đăng:",
        "Number, day, issuer, and the address where the document is published:",
    ),
)


@dataclass(frozen=True, slots=True)
class Way:
    """A link to where something is told."""

    label: str
    address: str


def ways(settings: Settings, wish: Wish, page: str, title: str, language: Language) -> list[Way]:
    """How something can be told about a page; none where the operator has set no way.

    `page` is the page's whole address, `title` what it is called.
    """
    subject = f"{wish.label.in_language(language.value)}: {title}"
    body = f"{wish.ask.in_language(language.value)}\n\n\n{page}\n"
    found = []
    if settings.contact_form:
        form = settings.contact_form.replace("{page}", quote(page, safe=""))
        form = form.replace("{wish}", wish.slug)
        found.append(Way(language.say("biểu mẫu", "form"), form))
    if settings.contact_mail:
        given = urlencode({"subject": subject, "body": body}, quote_via=quote)
        found.append(Way(language.say("thư", "mail"), f"mailto:{settings.contact_mail}?{given}"))
    if settings.repository:
        given = urlencode({"title": subject, "body": body}, quote_via=quote)
        address = f"{settings.repository.rstrip('/')}/issues/new?{given}"
        found.append(Way(language.say("kho mã nguồn", "repository"), address))
    return found


GUIDES: Final = (
    ("asking.md", Both("Hỏi bằng lời", "Asking in words")),
    ("pages.md", Both("Các trang và địa chỉ", "Pages and addresses")),
    (
        "reading-rules.md",
        Both("Quy tắc đọc văn bản", "Rules of reading texts"),
    ),
    ("evidence.md", Both("Bằng chứng của từng con số", "The evidence of each figure")),
    ("add-a-document.md", Both("Thêm một văn bản", "Adding a document")),
    ("area.md", Both("Thêm hoặc sửa một địa bàn", "Adding or changing an area")),
    ("add-an-indicator.md", Both("Thêm một chỉ số", "Adding an indicator")),
    ("add-an-outcome.md", Both("Thêm một kết quả đo", "Adding an outcome")),
    ("drafting.md", Both("Nháp tự động", "Drafting")),
    ("review-a-contribution.md", Both("Duyệt một đóng góp", "Reviewing a contribution")),
    ("validation.md", Both("Kiểm tra dữ liệu", "Validation")),
    ("editor.md", Both("Trình soạn truy vấn", "The query editor")),
)
"""The guides of docs/guide that are served as pages, in the order in which they are read."""
