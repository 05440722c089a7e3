"""The form of a named query: what each parameter may be, chosen from a list or typed by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dxgraph.bilingual import Both, Language
from dxgraph.catalogue import Choice, NamedQuery, Parameter, choices
from dxgraph.catalogue.parameters import short_form
from dxgraph.errors import UsageError
from dxgraph.model.view import View
from dxgraph.search import fold
from dxgraph.terms import DX
from dxgraph.web.words import wordings

_MOST_CHOICES: Final = 500
"""A form lists this many choices in all, the shortest lists first; what has more is asked for as a
text: a page is not to be a list of documents and indicators."""
_MOST_SELECTED: Final = 10
"""More choices than these are typed into, with the names offered."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a form."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter as a form asks for it."""

    parameter: Parameter
    value: str
    groups: tuple[tuple[str, tuple[Option, ...]], ...] = ()
    """Choices under headings; one group without heading where they have none."""
    suggestions: tuple[str, ...] = ()
    wrong: bool = False

    @property
    def typed(self) -> bool:
        """Whether its choices are too many for a list to choose from."""
        if len(self.groups) != 1:
            return False
        heading, options = self.groups[0]
        return not heading and len(options) > _MOST_SELECTED

    @property
    def shown(self) -> str:
        """What stands in a field to type in: the name of what is chosen."""
        return next((o.label for _, group in self.groups for o in group if o.chosen), self.value)


async def listed_of(
    named: NamedQuery, given: Mapping[str, str], ask: Any
) -> dict[str, Sequence[Choice]]:
    """The choices of the parameters that the form has room to list."""
    found: dict[str, Sequence[Choice]] = {
        parameter.name: await choices(
            ask, parameter.kind, _beginning(parameter, given), most=_MOST_CHOICES + 1
        )
        for parameter in named.parameters
        if parameter.kind.class_iri and not parameter.choices
    }
    listed, room = {}, _MOST_CHOICES
    for name in sorted(found, key=lambda each: len(found[each])):
        room -= len(found[name])
        if room < 0:
            break
        listed[name] = found[name]
    return listed


def field_of(
    parameter: Parameter,
    given: Mapping[str, str],
    view: View,
    language: Language,
    listed: Mapping[str, Sequence[Choice]],
    *,
    wrong: bool,
) -> Field:
    text = given.get(parameter.name, "")
    if not text and parameter.required and parameter.default is not None:
        text = short_form(parameter.default)
    if parameter.choices:
        options = tuple(
            Option(v, _WORDS.get(v, Both(v, v)).in_language(language), v == text)
            for v in parameter.choices
        )
        return Field(parameter, text, (("", options),), wrong=wrong)
    if parameter.name in listed:
        groups = _groups(listed[parameter.name], meant_by(parameter, text), view, language)
        return Field(parameter, text, groups, wrong=wrong)
    suggestions: tuple[str, ...] = ()
    if parameter.kind.name == "year":
        suggestions = tuple(sorted({str(day.year) for day in view.distinct("deadline") if day}))
    return Field(parameter, text, (), suggestions, wrong=wrong)


_WORDS: Final = wordings("choices")
"""What enumerated values are called on a page."""


def _beginning(parameter: Parameter, given: Mapping[str, str]) -> str:
    """How the choices begin: those of targets belong to the document that is chosen, if one is."""
    document = given.get("document", "")
    if parameter.kind.class_iri not in (DX.Target, DX.IndicatorStatement) or not document:
        return ""
    iri = meant_by(parameter, document)
    return f"{iri}#" if iri else ""


def meant_by(parameter: Parameter, text: str) -> str:
    try:
        return parameter.term(text).value if text else ""
    except UsageError:
        return ""


def _groups(
    found: Sequence[Choice], chosen: str, view: View, language: Language
) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """Choices in the order of a page. Parts of a document stand under its name."""
    groups: dict[str, list[Choice]] = defaultdict(list)
    for choice in found:
        whole, mark, _ = choice.iri.partition("#")
        groups[whole if mark else ""].append(choice)
    ordered = sorted(groups.items(), key=lambda group: view.name(group[0]).order(language))
    return tuple(
        (
            view.name(whole).label(language) if whole else "",
            tuple(
                Option(choice.short, view.name(choice.iri).label(language), choice.iri == chosen)
                for choice in sorted(members, key=lambda c: view.order(view.name(c.iri), language))
            ),
        )
        for whole, members in ordered
    )


def named_by(
    given: Mapping[str, str], listed: Mapping[str, Sequence[Choice]], view: View
) -> dict[str, str]:
    """The values with a name that was typed, whole or in part, as the thing that alone has it."""
    return {
        name: _named(text, listed[name], view) if name in listed else text
        for name, text in given.items()
    }


def _named(text: str, found: Sequence[Choice], view: View) -> str:
    typed = fold(text)
    if not typed or any(text in (choice.short, choice.iri) for choice in found):
        return text
    names = {
        choice.short: {
            fold(label)
            for label in (
                *choice.labels.values(),
                *(view.name(choice.iri).short(language) for language in Language),
            )
        }
        for choice in found
    }
    exact = [short for short, labels in names.items() if typed in labels]
    part = [
        short
        for short, labels in names.items()
        if any(all(f" {w} " in f" {label} " for w in typed.split()) for label in labels)
    ]
    return next((few[0] for few in (exact, part) if len(few) == 1), text)
