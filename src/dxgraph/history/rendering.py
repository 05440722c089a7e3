"""A difference for the reader at hand: in a terminal, on a pull request, in a program."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from dxgraph.bilingual import Both
from dxgraph.curies import in_turtle
from dxgraph.errors import UsageError
from dxgraph.history.about import about
from dxgraph.history.difference import VERBS, Change, Difference, Edit, Figure, Place
from dxgraph.history.state import State
from dxgraph.history.words import DOCUMENT, NUMBER, SAID, Kind, Value
from dxgraph.messages import message
from dxgraph.terms import SOURCE

FORMATS = ("text", "markdown", "json")
LANGUAGES = ("both", "vi", "en")

SIGNS: Mapping[str, tuple[str, Both]] = {
    "added": ("+", Both("thêm", "added")),
    "removed": ("-", Both("bỏ", "removed")),
    "changed": ("~", Both("sửa", "changed")),
    "renamed": (">", Both("đổi tên", "renamed")),
    "moved": (">", Both("đổi chỗ", "moved")),
    "retired": ("x", Both("thôi dùng", "retired")),
}
"""What became of a thing, as a sign and in a word."""

_SUMMARY_BYTES = 900_000
"""GitHub takes a job summary of at most 1 MiB and shows none of a longer one."""
_SHORT = 60
"""Characters; of longer texts the earlier and the later stand on lines of their own."""


def render(difference: Difference, form: str = "text", language: str = "both") -> str:
    """The difference as text, markdown or json; it ends with a line end. JSON has both languages.

    Raises UsageError for another form or language.
    """
    if form not in FORMATS:
        raise UsageError(message("no-form-of-comparison", form=form, formats=", ".join(FORMATS)))
    if language not in LANGUAGES:
        raise UsageError(message("no-language", language=language, languages=", ".join(LANGUAGES)))
    if form == "json":
        return json.dumps(_json(difference), ensure_ascii=False, indent=2) + "\n"
    if form == "markdown":
        return _markdown(difference, _Speaker(language, _markdown_safe))
    return _text(difference, _Speaker(language, _printable))


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Says things in one language or in both, safe for where they are written."""

    language: str
    safe: Callable[[str], str]

    def __call__(self, text: Both) -> str:
        if self.language != "both":
            return self.safe(text.in_language(self.language))
        return self.safe(text.vi) if text.vi == text.en else self.safe(f"{text.vi} · {text.en}")

    def lines(self, text: Both) -> Iterator[str]:
        """Each language on a line of its own: for names, which are long."""
        texts = (
            (text.vi, text.en) if self.language == "both" else (text.in_language(self.language),)
        )
        yield from map(self.safe, dict.fromkeys(texts))

    def value(self, value: Value) -> str:
        """Names in the languages asked for; in both, numbers and days as programs write them."""
        if not value.iri and self.language == "both":
            return self.safe(value.en)
        return self(Both(value.vi, value.en))

    def number(self, text: Both) -> str:
        return self.safe(text.vi if self.language == "vi" else text.en)


def _printable(text: str) -> str:
    """On one line; what would steer a terminal or turn the direction of writing is escaped."""
    return "".join(
        sign if sign.isprintable() else (" " if sign in "\r\n\t" else f"\\u{ord(sign):04x}")
        for sign in text
    )


def _markdown_safe(text: str) -> str:
    """With nothing that Markdown or HTML would take for markup, a link or a mention."""
    return re.sub(r"([\\`*_{}\[\]<>#|~!&@])", r"\\\1", _printable(text))


# --- What a change says, line by line -----------------------------------------------------------

Line = tuple[int, str]
"""Depth and words."""


def _lines(change: Change, say: _Speaker) -> Iterator[Line]:
    """A change in words; its first line is the thing's name."""
    names = list(say.lines(change.label))
    yield 0, names[0]
    for name in names[1:]:
        yield 1, name
    said = _figure(change, say)
    if said:
        yield 1, said
    if change.verb == "renamed":
        yield 1, f"{say(SAID['former'])}: {say.safe(in_turtle(change.former))}"
    if change.successors:
        successors = ", ".join(say.safe(in_turtle(iri)) for iri in change.successors)
        yield 1, f"{say(SAID['replaced'])}: {successors}"
    for edit in change.edits:
        yield from _edited(edit, say, new=change.verb == "added")
    if change.verb not in {"added", "removed", "retired"}:
        yield from _moved(change, say)


def _figure(change: Change, say: _Speaker) -> str:
    """The figure, when it is due, and where it is printed."""
    figure = change.figure
    parts = []
    if figure is not None:
        number = (say.safe(figure.sign), say.number(figure.value), say.safe(figure.unit))
        parts += [" ".join(filter(None, number)), say.number(figure.when)]
    if change.verb in {"added", "removed", "retired"}:
        places = change.places_after or change.places_before
        # The name of an explained number is its figure.
        parts += [_place(place, say, printed=change.kind is not NUMBER) for place in places]
    return ", ".join(part for part in parts if part)


def _place(place: Place, say: _Speaker, *, printed: bool = True) -> str:
    where = say.safe(place.source.removeprefix(SOURCE))
    if place.begin is not None and place.end is not None:
        where += f" {place.begin}–{place.end}"
    return f"“{say.safe(place.printed)}” {where}" if printed and place.printed else where


def _edited(edit: Edit, say: _Speaker, *, new: bool) -> Iterator[Line]:
    if edit.language and say.language not in {"both", edit.language} and new:
        return
    name = say(edit.name) + (f" ({edit.language})" if edit.language else "")
    sides = [[say.value(value) for value in values] for values in (edit.before, edit.after)]
    if new:
        yield 1, f"{name}: {', '.join(sides[1])}"
        return
    if any(len(value) > _SHORT for values in sides for value in values):
        yield 1, f"{name}:"
        for sign, values in zip(("-", "+"), sides, strict=True):
            for value in values:
                yield 2, f"{sign} {value}"
        return
    before, after = (", ".join(values) or f"({say(SAID['none'])})" for values in sides)
    yield 1, f"{name}: {before} → {after}"


def _moved(change: Change, say: _Speaker) -> Iterator[Line]:
    """Evidence that is another than before."""
    gone, new = change.places_gone, change.places_new
    before, after = ([_place(place, say) for place in places] for places in (gone, new))
    if len(before) == 1 and len(after) == 1:
        told = f"{before[0]} → {after[0]}"
        if before == after:
            told = f"{after[0]}: {say(SAID['passage'])}"
        yield 1, f"{say(SAID['evidence'])}: {told}"
        return
    for sign, places in (("-", before), ("+", after)):
        for place in places:
            yield 1, f"{say(SAID['evidence'])}: {sign} {place}"


def _groups(difference: Difference) -> dict[str | Kind, list[Change]]:
    """The changes by the document or source that they are of, else by kind."""
    groups: dict[str | Kind, list[Change]] = {}
    for change in difference.changes:
        own = change.iri if change.kind is DOCUMENT else change.within
        groups.setdefault(own or change.kind, []).append(change)
    return groups


def _title(group: str | Kind, difference: Difference) -> Both:
    return group.many if isinstance(group, Kind) else difference.words.label(group)


def _kind(change: Change, say: _Speaker) -> str:
    """The kind of a thing with the end of its IRI; a number is told by its place."""
    if change.kind is NUMBER:
        return say(change.kind.one)
    return f"{say(change.kind.one)} {say.safe(re.split('[/#]', change.iri)[-1])}"


def _state(state: State, say: _Speaker) -> str:
    if not state.name:
        return say(SAID["our-own"])
    name = say.safe(state.name)
    return f"{name} ({state.commit[:12]})" if state.commit else name


def _ignored(difference: Difference) -> int:
    return max(difference.before.anonymous, difference.after.anonymous)


# --- In a terminal ------------------------------------------------------------------------------


def _text(difference: Difference, say: _Speaker) -> str:
    lines = [f"{_state(difference.before, say)} → {_state(difference.after, say)}"]
    for kind, counts in difference.counts.items():
        told = ", ".join(f"{counts[verb]} {say(SIGNS[verb][1])}" for verb in VERBS if counts[verb])
        lines.append(f"{say(kind.many)}: {told}")
    if not difference.changes:
        lines.append(say(SAID["nothing"]))
    for group, changes in _groups(difference).items():
        lines += ["", *say.lines(_title(group, difference))]
        for change in changes:
            sign, _ = SIGNS[change.verb]
            (_, first), *rest = _lines(change, say)
            lines.append(f"  {sign} {_kind(change, say)}: {first}")
            lines += [f"    {'  ' * depth}{words}" for depth, words in rest]
    if difference.gone:
        lines += ["", f"{say(SAID['gone'])}:", *(f"  {in_turtle(iri)}" for iri in difference.gone)]
    if _ignored(difference):
        lines += ["", f"{say(SAID['anonymous'])}: {_ignored(difference)}"]
    return "\n".join(lines) + "\n"


# --- On a pull request --------------------------------------------------------------------------


def _markdown(difference: Difference, say: _Speaker) -> str:
    title = say(SAID["changes"])
    head = [
        f"## {title}",
        "",
        f"{_state(difference.before, say)} → {_state(difference.after, say)}",
        "",
    ]
    if difference.changes:
        head.append("| | " + " | ".join(say(SIGNS[verb][1]) for verb in VERBS) + " |")
        head.append("|---|" + "--:|" * len(VERBS))
        for kind, counts in difference.counts.items():
            row = " | ".join(str(counts[verb] or "") for verb in VERBS)
            head.append(f"| {say(kind.many)} | {row} |")
    else:
        head.append(say(SAID["nothing"]))
    if _ignored(difference):
        head += ["", f"{say(SAID['anonymous'])}: {_ignored(difference)}"]
    if difference.gone:
        head += ["", f"**{say(SAID['gone'])}:**", ""]
        head += [f"- {say.safe(in_turtle(iri))}" for iri in difference.gone]
    written = _cut([*head, *_sections(difference, say)], difference, say)
    return "\n".join(written) + "\n"


def _sections(difference: Difference, say: _Speaker) -> Iterator[str]:
    for group, changes in _groups(difference).items():
        yield ""
        yield f"### {say(_title(group, difference))}"
        yield ""
        for change in changes:
            _, verb = SIGNS[change.verb]
            (_, first), *rest = _lines(change, say)
            yield f"- {say(verb)}, {_kind(change, say)}: **{first}**"
            for depth, words in rest:
                yield f"{'  ' * depth}- {_no_list(words)}"


def _no_list(words: str) -> str:
    """A sign in front would begin a list of its own."""
    return re.sub(r"^([-+]) ", r"\\\1 ", words)


def _cut(lines: list[str], difference: Difference, say: _Speaker) -> Iterator[str]:
    size = 0
    for line in lines:
        size += len(line.encode()) + 1
        if size > _SUMMARY_BYTES:
            names = " ".join((difference.before.name, difference.after.name))
            yield ""
            yield f"**{say(SAID['cut'])} {say.safe(names)}**"
            return
        yield line


# --- In a program -------------------------------------------------------------------------------


def _json(difference: Difference) -> dict[str, Any]:
    return {
        "before": _json_state(difference.before),
        "after": _json_state(difference.after),
        "counts": {
            kind.name: {verb: counts[verb] for verb in VERBS if counts[verb]}
            for kind, counts in difference.counts.items()
        },
        "changes": [_json_change(change, difference) for change in difference.changes],
        "gone": list(difference.gone),
    }


def _json_state(state: State) -> dict[str, Any]:
    return {
        "name": state.name,
        "commit": state.commit,
        "things": len(state.things),
        "statements": state.statements,
        "with_blank_nodes": state.anonymous,
    }


def _json_change(change: Change, difference: Difference) -> dict[str, Any]:
    areas, indicators = about(change, difference)
    said = {
        language: [words for _, words in _lines(change, _Speaker(language, _printable))][1:]
        for language in ("vi", "en")
    }
    return {
        **{
            name: _plain(getattr(change, name))
            for name in ("verb", "kind", "iri", "label", "former", "successors", "within")
        },
        "areas": areas,
        "indicators": indicators,
        "said": said,
        "figure": _plain(change.figure),
        "edits": _plain(change.edits),
        "evidence": {"before": _plain(change.places_before), "after": _plain(change.places_after)},
    }


def _plain(value: Any) -> Any:
    """A value of a change as JSON has it: in English where it is for programs."""
    match value:
        case tuple():
            return [_plain(each) for each in value]
        case Kind():
            return value.name
        case Value():
            label = {"vi": value.vi, "en": value.en}
            return {"iri": value.iri, "label": label} if value.iri else {"text": value.en}
        case Figure():
            said = {"comparator": value.sign, "value": value.value.en, "unit": value.unit}
            return {**said, "when": value.when.en, "printed": list(value.printed)}
        case Place():
            said = asdict(value)
            said["passage_sha256"] = said.pop("passage")
            return said
        case Both() | Edit():
            return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value
