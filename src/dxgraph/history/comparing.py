"""Two states of a graph, and what became of each thing between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

import pyoxigraph as ox

from dxgraph.bilingual import Both
from dxgraph.history.difference import Change, Difference, Edit, Figure, Place
from dxgraph.history.renaming import renamed
from dxgraph.history.side import Side
from dxgraph.history.state import Facts, State, Term, read_state
from dxgraph.history.words import (
    KINDS,
    NUMBER,
    RETIRED,
    STATEMENTS,
    Kind,
    Value,
    Words,
    kind_of,
    one,
)
from dxgraph.terms import (
    BASE,
    DX,
    ELI,
    NIF,
    RDF,
    RDFS,
    SDMX_ATTRIBUTE,
    SDMX_DIMENSION,
    SKOS,
)

_ORDER = {kind.name: number for number, kind in enumerate(KINDS)}
_OF_A_PLACE = {
    NIF.referenceContext,
    NIF.beginIndex,
    NIF.endIndex,
    DX.printedFigure,
    DX.passageSha256,
}
"""What a `Place` says of a span."""


def diff(before: str | None, after: str | None = None) -> Difference:
    """Compare two states, each named as `read_state` says; None is our own graph.

    Raises what `read_state` does.
    """
    return compare(read_state(before), read_state(after))


def compare(before: State, after: State) -> Difference:
    """What became of each thing between two states."""
    words = Words((before, after))
    old, new = Side(before), Side(after)
    gone = sorted(before.things.keys() - after.things.keys())
    former = dict(renamed(old, new))
    told = set(former.values())
    changes = list(_numbers(old, new, words))
    for iri in sorted(before.things.keys() | after.things.keys()):
        if iri not in told and not _told_elsewhere(iri, old, new):
            change = _change(iri, former.get(iri, ""), old, new, words)
            if change is not None:
                changes.append(change)
    changes.sort(key=_position)
    return Difference(
        before, after, tuple(changes), words, tuple(iri for iri in gone if iri.startswith(BASE))
    )


def _told_elsewhere(iri: str, old: Side, new: Side) -> bool:
    """Whether all that became of a span is told with its statement, or with the number."""
    if iri in old.numbers or iri in new.numbers:
        return True
    if iri not in old.carried and iri not in new.carried:
        return False
    was, now = old.things.get(iri, {}), new.things.get(iri, {})
    if not was or not now:
        return True
    other = {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)}
    return not other or (other <= _OF_A_PLACE and old.place(iri) != new.place(iri))


def _position(change: Change) -> tuple[object, ...]:
    """By kind, then document or source, then where it is printed, then by name."""
    places = [
        (place.source, place.begin, place.end)
        for place in change.places_after or change.places_before
        if place.begin is not None
    ]
    return _ORDER[change.kind.name], change.within, places[:1], change.iri


# --- What became of one thing -------------------------------------------------------------------


def _change(iri: str, former: str, old: Side, new: Side, words: Words) -> Change | None:
    was, now = old.things.get(former or iri), new.things.get(iri)
    places_before, places_after = old.places.get(former or iri, ()), new.places.get(iri, ())
    if was == now and places_before == places_after and not former:
        return None
    verb = _verb(former, was, now)
    # What is retired is told of as what it was.
    side, name = (old, former or iri) if now is None or verb == "retired" else (new, iri)
    facts, kind = side.things[name], side.kind(name)
    return Change(
        verb=verb,
        kind=kind,
        iri=iri,
        label=_label(facts, words, name),
        former=former,
        successors=new.successors(iri) if verb == "retired" else (),
        within=side.within(name),
        figure=_figure(facts, side.places[name], words) if kind in STATEMENTS else None,
        edits=tuple(_edits(was or {}, now or {}, words, _told_of(verb, kind))),
        places_before=places_before,
        places_after=places_after,
    )


def _verb(former: str, was: Facts | None, now: Facts | None) -> str:
    if former:
        return "renamed"
    if was is None:
        return "added"
    if now is None:
        return "removed"
    if kind_of(now) is RETIRED and kind_of(was) is not RETIRED:
        return "retired"
    return "changed"


def _label(facts: Facts, words: Words, iri: str) -> Both:
    """The name that the thing itself has in its state, which may differ from the later one."""
    labels = {
        term.language: term.value
        for term in (*facts.get(SKOS.prefLabel, ()), *facts.get(RDFS.label, ()))
        if isinstance(term, ox.Literal) and term.language
    }
    known = words.label(iri)
    return Both(labels.get("vi", known.vi), labels.get("en", known.en))


def _figure(facts: Facts, places: Iterable[Place], words: Words) -> Figure:
    comparator, unit = one(facts, DX.comparator), one(facts, SDMX_ATTRIBUTE.unitMeasure)
    value = next(
        (
            found
            for name in (DX.targetValue, DX.observedValue, DX.claimedValue)
            if (found := one(facts, name)) is not None
        ),
        None,
    )
    numbers = [words.value(term) for term in (value, one(facts, DX.upperValue)) if term is not None]
    when = one(facts, DX.deadline) or one(facts, SDMX_DIMENSION.refPeriod)
    day = words.value(when) if when is not None else None
    return Figure(
        sign=words.sign(comparator.value) if comparator is not None else "",
        value=Both("–".join(n.vi for n in numbers), "–".join(n.en for n in numbers)),
        unit=words.sign(unit.value) if unit is not None else "",
        when=Both(day.vi, day.en) if day else Both("", ""),
        printed=tuple(dict.fromkeys(place.printed for place in places if place.printed)),
    )


def _told_of(verb: str, kind: Kind) -> Container[str] | None:
    """The properties that are told of a change; None for all."""
    if verb in {"removed", "retired"}:
        return ()
    return _TELLING.get(kind.name, ()) if verb == "added" else None


_TELLING = {
    "document": (ELI.date_document, ELI.passed_by),
    "indicator": (SKOS.definition, DX.unit),
    "link": (DX.linkTo, DX.reason),
}
"""What is told of a thing that is added, beside its name."""


def _edits(
    was: Facts, now: Facts, words: Words, only: Container[str] | None = None
) -> Iterator[Edit]:
    """Each property that differs; evidence is told by its places."""
    for property_ in sorted((was.keys() | now.keys()) - {DX.evidence}, key=_importance):
        if only is not None and property_ not in only:
            continue
        old, new = was.get(property_, frozenset()), now.get(property_, frozenset())
        if old == new:
            continue
        for language in sorted({_language(term) for term in old ^ new}):
            yield Edit(
                property_,
                words.property(property_),
                language,
                *_differing(old, new, language, words),
            )


def _differing(
    old: frozenset[Term], new: frozenset[Term], language: str, words: Words
) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """The values of one language that differ; as they are written, if in words they do not."""
    sides = [
        sorted((term for term in one_side if _language(term) == language), key=str)
        for one_side in (old - new, new - old)
    ]
    before, after = (tuple(words.value(term) for term in terms) for terms in sides)
    if before == after:
        before, after = (tuple(Value(str(term), str(term)) for term in terms) for terms in sides)
    return before, after


def _language(term: Term) -> str:
    return (term.language or "") if isinstance(term, ox.Literal) else ""


_FIRST = (
    RDF.type,
    DX.statedIn,
    DX.indicator,
    SDMX_DIMENSION.refArea,
    DX.adminLevel,
    DX.deadline,
    SDMX_DIMENSION.refPeriod,
    DX.method,
    DX.comparator,
    DX.targetValue,
    DX.observedValue,
    DX.claimedValue,
    DX.upperValue,
    SDMX_ATTRIBUTE.unitMeasure,
)


def _importance(property_: str) -> tuple[int, str]:
    if property_ in _FIRST:
        return _FIRST.index(property_), ""
    texts = {RDFS.label, SKOS.prefLabel, SKOS.definition, SKOS.editorialNote, DX.scopeNote}
    return (len(_FIRST) + (property_ in texts), property_)


# --- Numbers that are explained -----------------------------------------------------------------


def _numbers(old: Side, new: Side, words: Words) -> Iterator[Change]:
    """What became of explained numbers; one that only moved in its text is one change."""
    left: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for iri in sorted(old.numbers.keys() - new.numbers.keys(), key=old.position):
        left[_number(old, iri)].append(iri)
    moved: dict[str, str] = {}
    for iri in sorted(new.numbers.keys() - old.numbers.keys(), key=new.position):
        if same := left.get(_number(new, iri)):
            moved[iri] = same.pop(0)
    for iri in sorted((old.numbers.keys() | new.numbers.keys()) - set(moved.values())):
        former = moved.get(iri, "")
        was = old.things[former or iri] if (former or iri) in old.numbers else None
        now = new.things[iri] if iri in new.numbers else None
        if was == now:
            continue
        side = old if now is None else new
        place = side.numbers[iri]
        reason = words.label(_number(side, iri)[2])
        verb = "moved" if former else _verb("", was, now)
        if verb == "removed" and iri in new.things and new.kind(iri) is RETIRED:
            verb = "retired"
        yield Change(
            verb=verb,
            kind=NUMBER,
            iri=iri,
            label=Both(f"“{place.printed}”: {reason.vi}", f"“{place.printed}”: {reason.en}"),
            former=former,
            successors=new.successors(iri) if verb == "retired" else (),
            within=place.source,
            edits=tuple(
                edit
                for edit in (_edits(was, now, words) if was and now else ())
                if not former or edit.property not in _OF_A_PLACE
            ),
            places_before=(old.numbers[former or iri],) if was else (),
            places_after=(place,) if now else (),
        )


def _number(side: Side, iri: str) -> tuple[str, str, str]:
    """What tells one explained number from another, but for its position."""
    place, reason = side.numbers[iri], one(side.things[iri], DX.numberReason)
    return place.source, place.printed, reason.value if reason is not None else ""
