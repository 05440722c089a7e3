"""A target as the graph states it, where it is printed, and how it stands against a yardstick."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from urllib.parse import quote

from dxgraph.bilingual import Language, sort_key
from dxgraph.model import figures
from dxgraph.terms import (
    BASE,
)

_TYPES = re.compile(r"^(?:Tỉnh|Thành phố) | (?:province|city)\b")


@dataclass(frozen=True, slots=True)
class Name:
    """A thing by its IRI and its labels."""

    iri: str
    labels: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False)

    def __bool__(self) -> bool:
        return bool(self.iri)

    @property
    def slug(self) -> str:
        return self.iri.rpartition("#")[2] if "#" in self.iri else self.iri.rpartition("/")[2]

    @property
    def kind(self) -> str:
        """``area``, ``document`` …: the first part of the path of one of our IRIs."""
        return self.iri.removeprefix(BASE).partition("/")[0]

    def label(self, language: Language) -> str:
        return language.pick(self.labels) or self.slug

    def order(self, language: Language) -> tuple[object, ...]:
        return sort_key(self.label(language))

    def short(self, language: Language) -> str:
        """An area's own name, without the word for what it is: Hà Nội, not Thành phố Hà Nội."""
        label = self.label(language)
        return _TYPES.sub("", label) or label if self.kind == "area" else label

    def bare(self, language: Language) -> tuple[object, ...]:
        """The order of names without the word for what they are, so that Hà Nội is under H."""
        return sort_key(self.short(language))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure is printed: a span of a held text, or a page known by its address."""

    iri: str
    source: Name
    figure: str = ""
    begin: int | None = None
    end: int | None = None
    digest: str = ""
    addresses: tuple[str, ...] = ()

    @property
    def checked(self) -> bool:
        """Whether a machine can confirm it: there is a text with offsets and digests."""
        return self.begin is not None

    @property
    def opened(self) -> tuple[str, ...]:
        """The addresses of the page, each with a text fragment that a browser opens at the printed
        words (https://wicg.github.io/scroll-to-text-fragment/); those that have one are as they
        are."""
        words = quote(self.figure, safe="").replace("-", "%2D")
        return tuple(
            f"{address}#:~:text={words}" if words and "#" not in address else address
            for address in self.addresses
            if address.startswith(("http://", "https://"))
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """How a target stands beside the national yardstick that is shown first for it."""

    verdict: Name
    national: str = ""
    """The IRI of the national target, where there is one."""
    figure: str = ""
    deadline: date | None = None
    confidence: Name = Name("")
    yardstick: Name = Name("")
    """The document that states the national target."""
    number: str = ""
    """Its number, as people call it: ``411/QĐ-TTg``."""

    def against(self, language: Language) -> str:
        """What the verdict is against, in as few words as the document allows."""
        return self.number or (self.yardstick.label(language) if self.yardstick else "")


@dataclass(frozen=True, slots=True)
class Target:
    """A commitment, with everything that a page says of it."""

    iri: str
    labels: Mapping[str, str]
    quantified: bool
    document: Name
    area: Name
    indicator: Name
    level: Name
    deadline: date | None
    pillar: Name
    pillar_stated: bool
    comparator: Name
    sign: str
    value: Decimal | None
    upper: Decimal | None
    unit: Name
    unit_sign: str
    start_year: int | None
    universe: Name
    confidence: Name
    figure: str
    """As printed."""
    scope: Mapping[str, str]
    notes: Mapping[str, str]
    abolished: bool
    places: tuple[Place, ...]
    standing: Standing | None = None
    reported: bool = False
    """Whether its document is known only through pages that report it."""

    @property
    def fragment(self) -> str:
        return self.iri.rpartition("#")[2]

    @property
    def year(self) -> int | None:
        return self.deadline.year if self.deadline else None

    @property
    def kind(self) -> str:
        """``rank``, ``quantified`` or ``qualitative``."""
        if not self.quantified:
            return "qualitative"
        return "rank" if self.unit.slug == "rank" else "quantified"

    def label(self, language: Language) -> str:
        return language.pick(self.labels)

    def figure_in(self, language: Language) -> str:
        """The figure in signs: ``> 25%``, ``≈ 13,5%/năm``, ``Top 15``; empty without a value."""
        if self.value is None:
            return ""
        number = language.number(self.value)
        if self.upper is not None:
            number += f"–{language.number(self.upper)}"
        return figures.in_signs(number, self.sign, self.unit.slug, self.unit_sign, language)

    def figure_in_words(self, language: Language) -> str:
        """The figure for who hears it: the comparator's and the unit's names spelled out."""
        if self.value is None:
            return ""
        comparator = (self.comparator.slug, self.comparator.label(language))
        unit = (self.unit.slug, self.unit.label(language))
        return figures.in_words(self.value, self.upper, comparator, unit, language)
