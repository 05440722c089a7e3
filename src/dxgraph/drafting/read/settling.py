"""What a draft is made with: number, day and territory as they are given, or as the text says; and
whether the two differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dxgraph.bilingual import Both
from dxgraph.drafting.knowledge import Knowledge
from dxgraph.drafting.read.files import Note, note
from dxgraph.drafting.read.identity import Identity, Said, identify, names_of
from dxgraph.drafting.read.metadata import resolve_territory
from dxgraph.errors import UsageError
from dxgraph.evidence import SourceText
from dxgraph.messages import message
from dxgraph.search import fold


@dataclass(frozen=True, slots=True)
class Settled:
    """What a draft is made with, and what of it was read from the text."""

    territory: str
    number: str | None
    """None: no page prints it."""
    day: date | None
    notes: tuple[Note, ...] = ()


def settle(
    source: SourceText,
    knowledge: Knowledge,
    *,
    territory: str | None = None,
    number: str | None = None,
    day: date | None = None,
    issuer: str | None = None,
    force: bool = False,
    reported: bool = False,
    published: date | None = None,
) -> Settled:
    """Number, day and territory of a text: as given, and as the text says where nothing is given.

    A page that has ``reported`` a document need not print its number and day; areas are then
    looked up on the day it was ``published``.

    Raises UsageError where the text says something else than was given, with both; with ``force``
    that is noted instead. And where neither says it.
    """
    found = identify(source.text, knowledge, number)
    notes = _differing(source, knowledge, found, territory, number, day, issuer)
    if notes and not force:
        said = Both(*("; ".join(note) for note in zip(*notes, strict=True)))
        where = str(source.path or source.slug)
        raise UsageError(message("text-says-otherwise", where=where, notes=said))
    if number is None and (found.number or not reported):
        number = _proposed(source, found.number, "--number", "số · number", notes)
    if day is None and (found.day or not reported):
        day = date.fromisoformat(_proposed(source, found.day, "--date", "ngày · day", notes))
    if territory is None:
        place = found.place or found.hint or _national(number or "", knowledge)
        territory = _proposed(source, place, "--territory", "địa bàn · territory", notes)
    if known := day or published:
        resolve_territory(territory, known, knowledge)
    return Settled(territory, number, day, tuple(notes))


def _proposed(
    source: SourceText, said: Said | None, option: str, name: str, notes: list[Note]
) -> str:
    what = Both(*name.split(" · "))
    if said is None:
        raise UsageError(message("text-does-not-say", what=what, option=option))
    line = source.place(said.begin)[0]
    notes.append(note("read-from-text", what=what, value=said.value, line=str(line)))
    return said.value


def _differing(
    source: SourceText,
    knowledge: Knowledge,
    found: Identity,
    territory: str | None,
    number: str | None,
    day: date | None,
    issuer: str | None,
) -> list[Note]:
    """What the text says otherwise than it was given, in Vietnamese and English."""
    faults: list[tuple[Both, str, Said]] = []
    if number and found.number and fold(number) != fold(found.number.value):
        faults.append((Both("số", "number"), number, found.number))
    if day and found.day and day not in found.days:
        faults.append((Both("ngày", "day"), day.isoformat(), found.day))
    if territory and found.place:
        names = _given_names(territory, day, knowledge)
        other = fold(found.place.value) not in names
        if other and (found.place.firm or not names & found.places):
            faults.append((Both("địa bàn", "territory"), territory, found.place))
    body = knowledge.bodies.get(issuer or "")
    if body and found.body:
        kinds = found.body.value.split()
        place = found.place if found.place and found.place.firm else None
        elsewhere = place and fold(place.value) not in _given_names(
            body.jurisdiction, None, knowledge
        )
        if not {body.kind, body.slug} & set(kinds) or elsewhere:
            faults.append((Both("cơ quan ban hành", "issuer"), body.vi, found.body))
    parts = []
    for what, given, said in faults:
        line = source.place(said.begin)[0]
        printed = " ".join(source.text[said.begin : said.end].split())
        told = {"given": given, "printed": printed, "line": str(line)}
        parts.append(note("given-otherwise", what=what, **told))
    return parts


def _given_names(territory: str, day: date | None, knowledge: Knowledge) -> frozenset[str]:
    """The names, folded, of an area as it was given: its slug or one of its names."""
    slug = resolve_territory(territory, day, knowledge) if day else territory
    area = knowledge.areas.get(slug)
    return frozenset(map(fold, names_of(area.vi, area.en) if area else (territory,)))


def _national(number: str, knowledge: Knowledge) -> Said | None:
    """Viet Nam, for a number that only bodies of the whole country give."""
    country = [body.kind for body in knowledge.bodies.values() if body.jurisdiction == "viet-nam"]
    for kind in knowledge.types.values():
        if kind.pattern and re.match(kind.pattern, number) and kind.issuers <= set(country):
            return Said("viet-nam", 0, 0)
    return None
