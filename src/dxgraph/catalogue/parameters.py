"""The parameters of named queries: their types, and the way from a value's text to an RDF term.

A parameter is a variable of the query whose name follows the convention that grlc and BASIL share:
``?_area_iri`` must have a value, ``?__area_iri`` may have one; the ending says what the value
becomes (``_iri`` an IRI, ``_integer`` an xsd:integer, none a plain string). What grlc has no word
for, which kind of thing an IRI must name, the front matter adds under ``x-dx``.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from dxgraph.bilingual import Both
from dxgraph.curies import expand, shorten
from dxgraph.engine.protocol import Term
from dxgraph.errors import UsageError
from dxgraph.files import own
from dxgraph.messages import message
from dxgraph.search import fold, likeliest
from dxgraph.terms import DX, PREFIXES, XSD, Namespace

LANGUAGES: Final[tuple[str, ...]] = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Kind:
    """A type that a parameter can have."""

    name: str
    ending: str
    """How the variable's name ends in grlc's convention: ``_iri``, ``_integer`` or nothing."""
    vi: str
    en: str
    """What a value is called in messages, with its article."""
    example: str
    namespace: Namespace | None = None
    """For IRIs: where a short form belongs."""
    class_iri: str = ""
    """For IRIs: the class that the thing must be of."""

    @property
    def datatype(self) -> str:
        """The datatype of the term that a value becomes; empty for IRIs."""
        return {"_iri": "", "_integer": XSD.integer}.get(self.ending, XSD.string)


def _kind(name: str, said: Mapping[str, str]) -> Kind:
    of_thing = "class" in said
    return Kind(
        name,
        "_iri" if of_thing else said.get("ending", ""),
        said["vi"],
        said["en"],
        said["example"],
        PREFIXES[said.get("prefix", name)] if of_thing else None,
        DX[said["class"]] if of_thing else "",
    )


KINDS: Final = {name: _kind(name, said) for name, said in own(__package__, "kinds.yaml").items()}
"""The types of parameters, by the word that the front matter uses for them."""

_YEAR = re.compile(r"[12][0-9]{3}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Choice:
    """A thing that a parameter may name."""

    iri: str
    labels: Mapping[str, str] = field(default_factory=dict)
    """By language, ``vi`` and ``en``."""

    @property
    def short(self) -> str:
        """The IRI as a user would write it: ``bac-giang`` or ``outcome:…`` or in full."""
        return short_form(self.iri)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query."""

    name: str
    kind: Kind
    required: bool
    default: str | None
    choices: tuple[str, ...]
    """The values that there are, where the front matter enumerates them."""
    label: Mapping[str, str]
    """Its name for people, by language."""

    @property
    def variable(self) -> str:
        """The variable of the query that the value takes the place of, without question mark."""
        return f"{'_' if self.required else '__'}{self.name}{self.kind.ending}"

    def term(self, text: str) -> Term:
        """The RDF term that a value's text stands for.

        Things may be named by a short form (``bac-giang``), a prefixed name (``area:bac-giang``) or
        the full IRI. Raises UsageError that names the parameter, what was given and what is
        expected.
        """
        text = unicodedata.normalize("NFC", text.strip())
        if self.choices and text not in self.choices:
            raise self._wrong(text, near(text, [Choice(value) for value in self.choices]))
        if self.kind.namespace is not None:
            return self._thing(text, self.kind.namespace)
        if self.kind.ending == "_integer":
            if not _YEAR.fullmatch(text):
                raise self._wrong(text)
            return ox.Literal(int(text))
        return ox.Literal(text)

    def _thing(self, text: str, namespace: Namespace) -> ox.NamedNode:
        iri = expand(text) or (text if _SCHEME.match(text) else namespace[text])
        try:
            return ox.NamedNode(iri)
        except ValueError as error:
            raise self._wrong(text) from error

    def unknown(self, text: str, choices: Sequence[Choice]) -> UsageError:
        """The error for a thing that the graph does not have, with those that come near."""
        return self._wrong(text, near(text, choices), of_the_graph=True)

    def missing(self, *, default: str = "") -> UsageError:
        """The error for a required parameter that was not given and has no default, or one that the
        graph does not have."""
        values = {"name": self.name, "example": self.kind.example}
        kind = Both(self.kind.vi, self.kind.en)
        if default:
            shown = _shown(default)
            told = message("no-parameter-nor-its-default", kind=kind, default=shown, **values)
        else:
            told = message("no-parameter", kind=kind, **values)
        return UsageError(told, parameter=self.name)

    def _wrong(
        self,
        text: str,
        suggested: Sequence[Choice] = (),
        *,
        of_the_graph: bool = False,
    ) -> UsageError:
        given = f"{self.name}={_shown(text)}"
        if suggested:
            names = Both(
                *(", ".join(_with_label(c, tag) for c in suggested) for tag in ("vi", "en"))
            )
            remedy = message("did-you-mean", names=names)
        elif self.choices:
            remedy = message("choose-one", names=", ".join(self.choices))
        else:
            remedy = message("written-like", name=self.name, example=self.kind.example)
        return UsageError(
            message(
                "not-of-this-graph" if of_the_graph else "not-of-this-kind",
                given=given,
                kind=Both(self.kind.vi, self.kind.en),
            ),
            remedy=remedy.said,
            parameter=self.name,
            choices=[choice.short for choice in suggested] or list(self.choices) or None,
        )


def near(text: str, choices: Iterable[Choice], count: int = 3) -> list[Choice]:
    """The choices that a mistyped value may have meant, the likeliest first.

    Compares without diacritics and case, with the short form and both labels: "Bắc Giang" and
    "bac-gian" both lead to ``bac-giang``.
    """
    wanted = fold(short_form(text).rpartition(":")[2])
    scored = []
    for choice in likeliest(wanted, list(choices), lambda choice: choice.short.rpartition(":")[2]):
        names = {fold(choice.short.rpartition(":")[2]), *map(fold, choice.labels.values())}
        matcher = difflib.SequenceMatcher(b=wanted)
        score = 0.0
        for name in names - {""}:
            matcher.set_seq1(name)
            score = max(score, matcher.ratio(), 0.9 if wanted and wanted in name else 0.0)
        scored.append((-score, len(choice.short), choice.iri, choice))
    # Of many that hold what was typed, the shortest says the least beside it.
    scored.sort(key=lambda item: item[:3])
    # Good enough, and not far behind the best.
    enough = max(0.65, -scored[0][0] - 0.2) if scored else 1.0
    return [choice for score, _, _, choice in scored[:count] if -score >= enough]


def short_form(iri: str) -> str:
    """An IRI as a user would write it: the slug of a thing of a parameter's kind, else a name with
    prefix, else the IRI itself.

    >>> short_form("https://w3id.org/dxgraph/area/bac-giang"), short_form("http://example.org/x")
    ('bac-giang', 'http://example.org/x')
    """
    for kind in KINDS.values():
        if kind.namespace is not None and iri.startswith(kind.namespace):
            return iri.removeprefix(kind.namespace)
    return shorten(iri)


def _with_label(choice: Choice, language: str) -> str:
    label = choice.labels.get(language)
    return f"{choice.short} ({label})" if label else choice.short


def _shown(text: str) -> str:
    """A value as a message repeats it: whole words of strangers do not belong on one screen."""
    return repr(text if len(text) <= 80 else text[:77] + "…")
