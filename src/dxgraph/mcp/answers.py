"""What the tools give: their answers as schemas, which clients read too."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field


class Place(BaseModel):
    """Where a figure is printed: a span of a held text, or a page known by its address."""

    iri: str
    printed_figure: str | None = None
    source: str | None = Field(default=None, description="IRI of the source text.")
    begin: int | None = Field(default=None, description="First code point in the source, from 0.")
    end: int | None = Field(default=None, description="The code point after the last.")
    passage_sha256: str | None = None
    addresses: list[str] = []


class Evidence(BaseModel):
    """A target, claim or outcome with its printed figure and where it is printed."""

    statement: str = Field(description="IRI of the target, claim or outcome.")
    label_vi: str | None = None
    label_en: str | None = None
    document: str | None = Field(default=None, description="IRI of the document that states it.")
    printed_figure: str | None = None
    confidence: str | None = Field(
        default=None, description="high, medium, low or unverified, if said."
    )
    places: list[Place] = []


class Found(BaseModel):
    """A thing that a search found."""

    iri: str
    kind: str
    label_vi: str
    label_en: str
    other_names: list[str] = []


class Told(BaseModel):
    """What every answer about the data says beside what it gives."""

    snapshot: str = Field(description="SHA-256 of the data that answered.")
    not_covered: list[str] = Field(
        default=[], description="What the answer does not cover: silence on it means nothing."
    )


class SearchAnswer(Told):
    results: list[Found]
    evidence: list[Evidence] = []


class Asked(Told):
    """The answer of a question in words."""

    question: str
    language: str
    status: str = Field(description="answered, nothing-found or not-understood.")
    answers: list[dict[str, Any]] = Field(
        description="Each reading's sentence, not_known, query, statements with figure and place, "
        "the first six unless more is asked; total says how many there are."
    )
    message: str
    understood: list[dict[str, Any]] = []
    not_understood: list[str]
    nearest: list[str] = Field(description="Questions that can be answered.")


class Coverage(Told):
    """What is held of an area."""

    areas: list[dict[str, Any]] = Field(
        description="For each area of the name: documents by extent (complete, reported, named), "
        "indicators with the years of targets and of results; of a province the ledger: kinds of "
        "documents and periods that are read-whole, known-by-address, named, not-found or "
        "not-sought. Counts, and with more each of them."
    )


class ClaimReport(Told):
    """What is said of each figure of a text."""

    language: str
    all_printed_so: bool
    verdicts: dict[str, int] = Field(description="How many claims have each verdict.")
    claims: list[dict[str, Any]] = Field(
        description="Each claim with its verdict, a sentence, and the statements it rests on; "
        "held_with_this_figure decides nothing."
    )


class QueryParameter(BaseModel):
    name: str
    kind: str
    required: bool
    default: str | None = None
    choices: list[str] = []
    meaning: str


class NamedQueryInfo(BaseModel):
    name: str
    question: str
    takes: str | None = Field(
        default=None, description="Its parameters, of which those with * must be given."
    )
    iri: str | None = None
    description: str | None = None
    parameters: list[QueryParameter] | None = Field(
        default=None, description="Of the one query that was named."
    )


class QueryList(BaseModel):
    queries: list[NamedQueryInfo]


class Rows(Told):
    """The answer of a query."""

    columns: list[str] = []
    rows: list[dict[str, Any]] = Field(default=[], description="Absent values are left out.")
    total: int = Field(default=0, description="How many rows or triples the whole answer has.")
    truncated: bool = Field(default=False, description="Whether the answer was cut.")
    turtle: str | None = Field(default=None, description="Of CONSTRUCT and DESCRIBE: the graph.")
    evidence: list[Evidence] = Field(
        default=[],
        description="Printed figures and places of the statements that the answer names.",
    )
    note: str | None = None


class EvidenceAnswer(Told):
    evidence: list[Evidence]
    notes: list[str] = Field(
        default=[], description="What the editors noted, in Vietnamese and English."
    )
