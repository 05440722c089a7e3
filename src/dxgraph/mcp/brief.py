"""Answers as they are given first: what a reader needs to tell and cite them. More is asked for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from mcp_types import CallToolResult, TextContent
from pydantic import BaseModel

from dxgraph.evidence import Language
from dxgraph.terms import LEVEL

FIRST: Final = 6
"""So many statements of an answer are given until more are asked for: as many as its sentence
tells."""
_FIRST_OF_A_CLAIM: Final = 3
_FIRST_INDICATORS: Final = 12
_IN_THE_SENTENCE: Final = frozenset({"comparator", "upper_value", "unit"}) | {
    "place_in_words",
    "document",
}
"""Of a statement, what its figure and the sentence tell, or its IRI names."""

_BEHIND: Final = ("not_covered", "snapshot")
"""What every answer says stands behind what it gives."""

Members = dict[str, Any]


def given(answer: BaseModel) -> CallToolResult:
    """An answer for both kinds of clients, those that read data and those that read text: the same
    JSON, without the blanks and the absent values that a fifth of it would be."""
    members = answer.model_dump(mode="json", exclude_none=True)
    members |= {name: members.pop(name) for name in _BEHIND if name in members}
    text = json.dumps(members, ensure_ascii=False, separators=(",", ":"))
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=members)


def statements(all_: Sequence[Mapping[str, Any]], most: int = FIRST) -> list[Members]:
    """The first statements, each without what the sentence tells; what all are of is left out."""
    same = len({statement["indicator"]["iri"] for statement in all_ if "indicator" in statement})
    left_out = _IN_THE_SENTENCE | ({"indicator"} if same < 2 else set())
    return [
        {
            name: value
            for name, value in statement.items()
            if name not in left_out
            and not (name == "level" and value["iri"] == LEVEL["not-applicable"])
        }
        for statement in all_[:most]
    ]


def reply(members: Members, *, more: bool) -> Members:
    """The answer of a question; `total` of each answer says how many statements there are."""
    for answer in members["answers"]:
        answer["total"] = len(answer["statements"])
        if not more:
            answer["statements"] = statements(answer["statements"])
    if members["answers"] and not more:
        del members["understood"]
    return members


def report(members: Members, *, more: bool) -> Members:
    """What is said of each claim; `verdicts` counts them."""
    members["verdicts"] = dict(Counter(claim["verdict"] for claim in members["claims"]))
    if not more:
        members["claims"] = [_claim(claim) for claim in members["claims"]]
    return members


def _claim(claim: Members) -> Members:
    short = {
        **claim,
        "claim": {name: value for name, value in claim["claim"].items() if value},
        "statements": statements(claim["statements"], _FIRST_OF_A_CLAIM),
        "held_with_this_figure": statements(claim["held_with_this_figure"], _FIRST_OF_A_CLAIM),
    }
    return {name: value for name, value in short.items() if value}


def held(area: Members, language: Language) -> Members:
    """What is held of an area: how many documents by how far they were read, the first of its
    indicators by their slugs, and the ledger by its states."""
    indicators = area["indicators"]
    kinds = ("targets", "results")
    return {
        "iri": area["iri"],
        "label": area["label"].get(language),
        "documents": dict(Counter(document["extent"] for document in area["documents"])),
        "read_whole": [
            document["label"].get(language, document["iri"])
            for document in area["documents"]
            if document["extent"] == "complete"
        ][:FIRST],
        "years": {
            kind: sorted({year for one in indicators for year in one.get(kind, ())})
            for kind in kinds
        },
        "indicators_in_all": len(indicators),
        "indicators": {
            one["iri"].rpartition("/")[2]: {kind: one[kind] for kind in kinds if kind in one}
            for one in sorted(indicators, key=lambda one: -sum(len(one.get(k, ())) for k in kinds))[
                :_FIRST_INDICATORS
            ]
        },
        "ledger": dict(Counter(line["state"] for line in area["ledger"])),
    }
