"""What a word in an address stands for: the end of a thing's address, its name, or words of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dxgraph.bilingual import Language
from dxgraph.model.things import Name
from dxgraph.model.view import View
from dxgraph.search import fold
from dxgraph.web.pages.shared.given import unknown
from dxgraph.web.pages.shared.stored import StoredTargets

_MOST_LOOKED: Final = 30


def named(
    parameter: str, text: str, names: set[Name], language: Language, view: View
) -> frozenset[str]:
    """The values that a word stands for: those of `names` that it may be, else any thing of their
    kind. Raises UsageError for a word that is none, with those that may have been meant."""
    found = meant(text, names, language) or meant(text, _things(view, names, text), language)
    if not found:
        raise unknown(parameter, text, names)
    return found


def _things(view: View, names: set[Name], text: str) -> set[Name]:
    """All things of the kinds of some names; of a view that holds too many, those that a search
    finds, and the one at whose address the text ends."""
    kinds = {name.iri.rpartition("/")[0] for name in names}
    if isinstance(view.targets, StoredTargets):
        hits = view.targets.named.names.search(text, limit=_MOST_LOOKED)
        iris = {hit.entry.iri for hit in hits} | {f"{kind}/{text}" for kind in kinds}
    else:
        iris = set(view.names)
    return {view.names[i] for i in iris if i.rpartition("/")[0] in kinds and i in view.names}


def meant(text: str, names: set[Name], language: Language) -> frozenset[str]:
    """The values that a word stands for."""
    slugs = {name.slug for name in names}
    if text in slugs:
        return frozenset({text})
    typed = fold(text)
    folded = {
        name.slug: {fold(label) for label in (*name.labels.values(), name.short(language))}
        for name in names
    }
    exact = {slug for slug, labels in folded.items() if typed in labels}
    if exact:
        return frozenset(exact)
    words = typed.split()
    near = [s for s, labels in folded.items() if words and any(_holds(w, words) for w in labels)]
    return frozenset(near)


def _holds(label: str, words: Sequence[str]) -> bool:
    return all(f" {word}" in f" {label}" for word in words)
