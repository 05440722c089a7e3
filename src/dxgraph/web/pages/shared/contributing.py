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
from dxgraph.web.words import wordings


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader may want to tell."""

    slug: str
    label: Both
    ask: Both
    """What a message begins with."""


def _wish(slug: str) -> Wish:
    said = wordings("wishes")
    return Wish(slug, said[f"{slug}-label"], said[f"{slug}-ask"])


REPORT, SEND = map(_wish, ("report", "send"))


@dataclass(frozen=True, slots=True)
class Link:
    """Where a page leads to, and what that is called."""

    address: str
    label: str


def ways(settings: Settings, wish: Wish, page: str, title: str, language: Language) -> list[Link]:
    """How something can be told about a page; none where the operator has set no way.

    `page` is the page's whole address, `title` what it is called.
    """
    subject = f"{wish.label.in_language(language.value)}: {title}"
    body = f"{wish.ask.in_language(language.value)}\n\n\n{page}\n"
    found = []
    if settings.contact_form:
        form = settings.contact_form.replace("{page}", quote(page, safe=""))
        form = form.replace("{wish}", wish.slug)
        found.append(Link(form, language.say("biểu mẫu", "form")))
    if settings.contact_mail:
        given = urlencode({"subject": subject, "body": body}, quote_via=quote)
        address = f"mailto:{settings.contact_mail}?{given}"
        found.append(Link(address, language.say("thư", "mail")))
    if settings.repository:
        given = urlencode({"title": subject, "body": body}, quote_via=quote)
        address = f"{settings.repository.rstrip('/')}/issues/new?{given}"
        found.append(Link(address, language.say("kho mã nguồn", "repository")))
    return found


GUIDES: Final = tuple(wordings("guides").items())
"""The guides of docs/guide that are served as pages, in the order in which they are read."""
