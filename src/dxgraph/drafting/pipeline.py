"""From a text to its draft: every step in its order, each by its own module.

1. Blocks (`segments`); numbers that explain themselves (`numbers`, `accounting`); what the text
   says of the document itself (`metadata`); where each sentence stands and which years govern it
   (`context`).
2. Figures (`dxgraph.evidence`) and their words (`clauses`, `tables`); which of them are goals
   (`accounting`), by when (`deadlines`), of what (`naming`, `matching`), at which level
   (`targets`); goals without a figure (`qualitative`).
3. Repetitions become one proposal, a headline that contradicts the text a claim (`assembly`).
4. The numbers that are left are explained by their place, or asked (`accounting`).
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dxgraph import corpus
from dxgraph.corpus import Snapshot
from dxgraph.drafting.knowledge import Knowledge, learn
from dxgraph.drafting.proposal import Draft, Proposal
from dxgraph.drafting.read import metadata
from dxgraph.drafting.read.context import Reader, Sentence
from dxgraph.drafting.read.files import Unsure, check_length
from dxgraph.drafting.read.language import detect
from dxgraph.drafting.read.lexicon import lexicon
from dxgraph.drafting.read.numbers import misread
from dxgraph.drafting.read.segments import blocks
from dxgraph.drafting.read.years import Due, Frame, Year
from dxgraph.drafting.understand.accounting import Accounts
from dxgraph.drafting.understand.assembly import assemble
from dxgraph.drafting.understand.beside import Beside
from dxgraph.drafting.understand.clauses import Clauses
from dxgraph.drafting.understand.deadlines import Deadlines, head_columns, told_after
from dxgraph.drafting.understand.figure_words import Reading, adopted, apart, goes_on
from dxgraph.drafting.understand.goals import goals
from dxgraph.drafting.understand.naming import Namer
from dxgraph.drafting.understand.tables import Row, tables
from dxgraph.drafting.understand.targets import Item, Targets
from dxgraph.errors import UsageError
from dxgraph.evidence import Figure, Language, SourceText, find_figures, normal_form
from dxgraph.messages import message

_CAPTION = 200
"""No caption of a table is longer, in code points."""
_MASK = "\ue000"
_DIGIT = re.compile(r"\d")
_ROW = re.compile(r"\s*(?:,|,?\s*(?:và|and|rồi|then|and\s+then))\s*")
"""Between figures of a row, of which the last prints the unit: "95, 85 and 70 percent"."""


def draft(
    text: str | SourceText,
    *,
    territory: str,
    number: str | None,
    date: datetime.date | None,
    type: str | None = None,
    issuer: str | None = None,
    published: datetime.date | None = None,
    unsure: Sequence[Unsure] = (),
    snapshot: Snapshot | None = None,
    knowledge: Knowledge | None = None,
) -> Draft:
    """Read a document's text and propose what the graph should say of it.

    ``territory`` is the slug or the name of an area, ``type`` the slug of a document type (without
    it, the one that the number has the form of), ``issuer`` the slug of a body (without it, the one
    that such documents of the territory come from). What is known comes from ``knowledge``, or is
    learned from the ``snapshot``, by default that of our own graph.

    Without a number the type has to be given, without a day the one on which the page that reports
    the document was ``published``: such a draft is for `report`. ``unsure`` are the numbers that
    OCR doubts.

    The same text and the same graph always give the same draft. Raises UsageError for wrong use and
    InputError for a text that is too long.
    """
    if knowledge is None:
        knowledge = learn(snapshot.store if snapshot else corpus.stated())
    dated = date is not None
    date = date or published
    if date is None:
        raise UsageError(message("no-day-given"))
    kind = (
        metadata.resolve_type(type, number, knowledge)
        if number
        else metadata.type_without_number(type, knowledge)
    )
    number = number or ""
    place = metadata.resolve_territory(territory, date, knowledge)
    if isinstance(text, str):
        check_length(text)
        text = SourceText(metadata.source_slug(place, number or kind.slug), normal_form(text))
    check_length(text.text, str(text.path or "the text"))
    body = metadata.resolve_issuer(issuer, kind, number, place, date, text.text, knowledge)

    language = detect(text.text)
    words = lexicon(language)
    found = blocks(text.text)
    beside = Beside(text.text, words, place, knowledge.areas.values())
    accounts = Accounts(text.text, found, language, words, beside, date)
    document = metadata.read(
        text,
        kind=kind,
        number=number,
        day=date,
        territory=place,
        issuer=body,
        blocks=found,
        numbers=accounts.numbers,
        language=language,
        knowledge=knowledge,
        dated=dated,
    )
    frame = Frame(date, document.first, document.last, document.horizon)
    table = tables(text.text, found, language, words, date)
    reader = Reader(text.text, words, frame, accounts.numbers, table.holds, table.lines)
    sentences = reader.read(found)
    told_after(text.text, sentences)
    head_columns(text.text, sentences)
    for mark in table.marks:
        accounts.explain(*mark, "list-marker")
    accounts.furniture(item for item in sentences if not table.holds(item.block))
    captions = _captions(sentences)
    namer = Namer(text.text, knowledge, words, language)
    targets = Targets(text.text, language, words, knowledge, namer, date)
    deadlines = Deadlines(text.text, frame, words)
    clauses = Clauses(text.text, words)
    figures = _figures(text.text, language, accounts, sentences)
    starts = [figure.begin for figure in figures]
    items: list[Item] = []
    block = None
    for sentence in sentences:
        if sentence.block.begin in table.heads:
            continue
        row = table.rows.get(sentence.block.begin)
        if row:
            if sentence.block is not block:  # a row may look like several sentences
                items += _row(sentence, row, accounts, targets, deadlines, captions)
            block = sentence.block
            continue
        if sentence.part == "furniture":
            continue
        here = figures[bisect_left(starts, sentence.begin) : bisect_left(starts, sentence.end)]
        readings = clauses.read(sentence, here)
        items += _targets(sentence, readings, accounts, beside, deadlines, targets)
        for goal in goals(text.text, sentence, here, words):
            due = deadlines.at(sentence, goal.begin, goal.piece)
            items += targets.goal(sentence, goal, due)
    proposals = [_doubted(item, unsure) for item in assemble(text.text, items, namer)]
    accounts.years(sentences, items)
    accounts.left(sentences, items)
    numbers = tuple(
        item
        for item in sorted(accounts.numbers, key=lambda item: item.begin)
        # What a number is by its place says nothing of one that was hardly read: it is asked.
        if item.confidence == 1.0
        or not any(
            sure < _READ and first < item.end and item.begin < last for first, last, sure in unsure
        )
    )
    return Draft(
        source=text,
        document=document,
        proposals=tuple(proposals),
        numbers=numbers,
        upstream=tuple(metadata.upstream(text.text, number, place, numbers, words, knowledge)),
        knowledge=knowledge,
    )


_READ = 0.6
"""A number of which OCR is less sure was hardly read."""


def _figures(
    text: str, language: Language, accounts: Accounts, sentences: Sequence[Sentence]
) -> list[Figure]:
    """The figures of a text, where nothing else accounts for the number."""
    masked = list(text)
    spans = [(item.begin, item.end) for item in accounts.numbers]
    spans += [(year.begin, year.end) for sentence in sentences for year in sentence.years]
    spans += misread(text)
    for begin, end in spans:
        masked[begin:end] = _DIGIT.sub(_MASK, text[begin:end])
    found = [
        figure
        for figure in find_figures("".join(masked), language, wholes=True)
        if accounts.free(figure.begin, figure.end)
    ]
    for number in range(len(found) - 2, -1, -1):
        figure, following = found[number], found[number + 1]
        if (
            figure.unit is None
            and following.unit == "percent"
            and figure.numbers
            and _ROW.fullmatch(text, figure.end, following.begin)
        ):
            found[number] = replace(figure, unit="percent")
    return found


def _doubted(item: Proposal, unsure: Sequence[Unsure]) -> Proposal:
    """A proposal whose figure OCR was not sure of is no surer than OCR was."""
    for begin, end, sure in unsure:
        if any(first < end and begin < last for first, last in item.spans):
            reasons = item.reasons if "ocr" in item.reasons else (*item.reasons, "ocr")
            item = replace(item, reasons=reasons, confidence=min(item.confidence, sure, 0.75))
    return item


def _captions(sentences: Sequence[Sentence]) -> dict[int, Due]:
    """The year of each line that prints one alone, by where it begins: it may be a caption."""
    years: dict[int, list[Year]] = {}
    for sentence in sentences:
        if sentence.block.end - sentence.block.begin <= _CAPTION:
            years.setdefault(sentence.block.begin, []).extend(sentence.years)
    return {
        begin: found[0].due()
        for begin, found in years.items()
        if len(found) == 1 and found[0].kind == "deadline"
    }


def _row(
    sentence: Sentence,
    row: Row,
    accounts: Accounts,
    targets: Targets,
    deadlines: Deadlines,
    captions: Mapping[int, Due],
) -> list[Item]:
    """The targets of a table's row; the figures of years that are past are results."""
    items: list[Item] = []
    if row.mark:
        accounts.explain(*row.mark, "list-marker")
    for state in row.states:
        accounts.past(*state)
    for reading, due in zip(row.readings, row.dues, strict=True):
        if due is None and not row.unsaid:
            above = [captions[at] for at in row.above if at in captions]
            due = above[0] if above else None
            due = due or deadlines.at(sentence, reading.figure.begin, reading.piece)
        past = due and due.year is not None and due.year.kind == "past"
        if past or sentence.part in ("tasks", "duties", "results"):
            reason = "past-result" if past or sentence.part == "results" else "task-figure"
            accounts.explain(*accounts.amount(reading), reason, 0.8)
            continue
        items += targets.figure(sentence, reading, due, None)
        accounts.take(reading.figure)
    return items


def _targets(
    sentence: Sentence,
    readings: Sequence[Reading],
    accounts: Accounts,
    beside: Beside,
    deadlines: Deadlines,
    targets: Targets,
) -> list[Item]:
    """The targets of a sentence's figures; the other figures get their reason."""
    dues = deadlines.of(sentence, readings)
    made: dict[int, list[Item]] = {}
    previous: Item | None = None
    last: str | None = None
    for number, (reading, due) in enumerate(zip(readings, dues, strict=True)):
        hosts = made.get(reading.host, []) if reading.host is not None else []
        reason = accounts.no_target(sentence, reading, due)
        if last == "quoted-figure" and number and goes_on(readings[number - 1], reading):
            reason = last  # "cả nước chiếm 20% vào năm 2025 và 30% vào năm 2030"
        last = reason
        doubts = accounts.doubts
        host = readings[reading.host] if reading.host is not None else None
        if reason is None and host is not None and not hosts:
            if beside.aimed(reading):
                reading = adopted(reading, host)  # "đạt 58% (mục tiêu năm 2026 là 75%)"
            else:
                reason = "task-figure"  # it hangs on a figure that is no goal either
        if reason:
            accounts.explain(*accounts.amount(reading), reason, 0.8)
            continue
        due = due or deadlines.mentioned(sentence, reading)
        if hosts:
            found = [targets.nested(sentence, reading, due, host) for host in hosts]
        else:
            found = [
                item
                for single in apart(reading)
                for item in targets.figure(sentence, single, due, previous)
            ]
        made[number] = [replace(item, reasons=(*item.reasons, *doubts)) for item in found]
        previous = made[number][-1]
        accounts.take(reading.figure)
    return [item for items in made.values() for item in items]
