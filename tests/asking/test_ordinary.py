"""Questions and claims as most people write them, by two who had not seen how they are read.

At first sight 0.86 of the questions were answered rightly and no figure was wrong.
"""

from __future__ import annotations

import asyncio
import csv
from pathlib import Path

import pytest

from dxgraph.asking import check_text
from support.asking import asked, asker, names_a_figure

HERE = Path(__file__).parent


def _rows(name: str) -> list[dict[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


CLAIMS = _rows("ordinary_claims.tsv")
PRESS = _rows("press_claims.tsv")
"""Written to be hard: results, ranks and mergers, and true ones altered by a word. `also` is a
verdict that holds, too: what is printed for another level or year is said before what contradicts
it."""


@pytest.mark.parametrize(
    ("name", "least", "share"),
    [
        ("ordinary.tsv", 150, 0.92),
        ("strangers.tsv", 150, 0.92),
        # Hard ones among them; at first sight 221 of 281.
        ("strangers_second.tsv", 270, 0.87),
        # Of three who were told to say nothing in the words of the documents: at first sight 129
        # of 179, and with the first of the nearest questions 167.
        ("strangers_third.tsv", 170, 0.74),
    ],
)
def test_most_questions_of_strangers_are_answered_rightly_at_the_first_try(
    name: str, least: int, share: float
) -> None:
    """`says` is all that a right answer holds; empty where the data have no answer."""
    right = expected = 0
    for row in _rows(name):
        reply = asked(row["question"])
        if not row["says"]:
            assert not names_a_figure(reply), row["question"]
            continue
        expected += 1
        said = " ".join(
            [answer.sentence for answer in reply.answers]
            + [part for answer in reply.answers for part in answer.not_known]
        )
        right += all(part.lower() in said.lower() for part in row["says"].split("|"))
    assert expected > least
    assert right >= share * expected


@pytest.mark.parametrize(("rows", "many", "least"), [(CLAIMS, 100, 80), (PRESS, 180, 140)])
def test_no_claim_gets_a_false_verdict_and_most_get_theirs(
    rows: list[dict[str, str]], many: int, least: int
) -> None:
    right = 0
    for row in rows:
        found = [item.verdict for item in asyncio.run(check_text(asker(), row["sentence"])).checked]
        wanted = row["verdict"]
        open_ = set(found) <= {"not-understood", "not-held"}
        given = wanted in found or (row.get("also") or wanted) in found
        assert given or open_, (row["sentence"], found)
        right += given or (wanted == "not-held" and open_)
    assert len(rows) == many
    assert right >= least


def _verdicts(name: str) -> list[tuple[str, set[str]]]:
    return [
        (line, {item.verdict for item in asyncio.run(check_text(asker(), line)).checked})
        for line in (HERE / name).read_text(encoding="utf-8").splitlines()
    ]


def test_what_a_word_turns_into_another_claim_is_not_printed_so() -> None:
    told = [line for line, found in _verdicts("claims_turned.txt") if "printed-so" in found]
    assert not told


def test_what_is_held_is_found_however_it_is_told() -> None:
    """All are true; one that leaves out "over" is told to be printed with it."""
    each = _verdicts("claims_retold.txt")
    assert all(found <= _HELD for _, found in each)
    right = [found for _, found in each if found & {"printed-so", "another-comparator"}]
    assert len(right) >= 0.8 * len(each)


_HELD = {"printed-so", "another-comparator", "result", "not-understood"}
