"""Read the parts of plain queries (:mod:`dxgraph.engine.query.reading`): tokens, terms, paths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dxgraph.engine.query.inspection import Token, scan
from dxgraph.engine.query.shape import SLOT, Kind, Part, Path, Pattern, Step
from dxgraph.terms import RDF

_MOST_TOKENS: Final = 250
_REPEATS: Final = ("+", "*", "?")
_MAY_END_A_PATH: Final = (")", "/", "|")


class NotPlain(Exception):
    """Not a query of the plainest kind."""


def _without_sequence(step: Step) -> None:
    """Raises NotPlain for a path that is not looked up from one term at once."""
    if isinstance(step, Path):
        if step.sign == "/":
            raise NotPlain
        for each in step.of:
            _without_sequence(each)


class Parts:
    """A reader of a text, token by token. Every method raises NotPlain for what is not plain."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = self._tokens_of(text)
        self._next: Token | None = next(self._tokens, None)
        self._prefixes: dict[str, str] = {}
        self._end = 0
        """Where the token that was taken last ends."""
        self._between = 0
        """How many variables were made for what stands between the steps of a sequence."""
        self.slots = 0

    def _tokens_of(self, text: str) -> Iterator[Token]:
        """The tokens, each apart from the one before unless a mark stands between."""
        end, before = -1, "mark"
        for count, token in enumerate(scan(text)):
            kind, value, start = token
            if count > _MOST_TOKENS or (kind == "mark" and len(value) > 1):
                raise NotPlain
            joined = kind == "language" and before == "string"
            if start == end and kind != "mark" and before != "mark" and not joined:
                raise NotPlain
            end, before = start + len(value), kind
            yield token

    # The least that is needed of a token reader

    def _take(self) -> Token:
        token = self._next
        if token is None:
            raise NotPlain
        self._next = next(self._tokens, None)
        self._end = token.start + len(token.text)
        return token

    def _is(self, text: str) -> bool:
        """Whether this word or mark comes next."""
        token = self._next
        return token is not None and token.kind in ("word", "mark") and token.text.lower() == text

    def _accept(self, text: str) -> bool:
        if self._is(text):
            self._take()
            return True
        return False

    def _must(self, text: str) -> None:
        if not self._accept(text):
            raise NotPlain

    def _kind(self) -> str:
        return "" if self._next is None else self._next.kind

    def _patterns_of(self, subject: Part, step: Step, term: Part) -> Iterator[Pattern]:
        """The patterns that a triple stands for: Oxigraph's parser makes one of every step of a
        sequence, and turns inverse ones."""
        if not isinstance(step, Path):
            yield Pattern(subject, step, term)
        elif Kind.LITERAL in (subject.kind, term.kind) or subject == term:
            raise NotPlain
        elif step.sign == "^":
            yield from self._patterns_of(term, step.of[0], subject)
        elif step.sign == "/":
            before, after = step.of
            self._between += 1
            # No variable of a text is called so.
            middle = Part(Kind.VARIABLE, f"/{self._between}")
            yield from self._patterns_of(subject, before, middle)
            yield from self._patterns_of(middle, after, term)
        else:
            yield Pattern(subject, step, term)

    def _verb(self) -> Step:
        return self._term() if self._kind() == "variable" else self._path()

    # Paths

    def _path(self) -> Step:
        """A path of what has a bound: repeated is a property or its inverse, and a sequence stands
        in nothing but sequences."""
        path = self._sequence()
        while self._accept("|"):
            path = Path("|", (path, self._sequence()))
        if isinstance(path, Path) and path.sign == "|":
            _without_sequence(path)
        return path

    def _sequence(self) -> Step:
        path = self._inverse()
        while self._accept("/"):
            path = Path("/", (path, self._inverse()))
        return path

    def _inverse(self) -> Step:
        if self._accept("^"):
            return Path("^", (self._repeated(),))
        return self._repeated()

    def _repeated(self) -> Step:
        if self._accept("("):
            path = self._path()
            self._must(")")
        elif self._kind() == "word":
            if self._take().text != "a":
                raise NotPlain
            path = Part(Kind.IRI, str(RDF.type))
        else:
            path = self._constant_iri()
        token = self._next
        if token is None or token.kind != "mark" or token.text not in _REPEATS:
            return path
        # Without a gap before it, and with one behind: "+1" is a number.
        if token.start != self._end:
            raise NotPlain
        self._take()
        after = self._next
        if after is not None and after.start == self._end and after.text not in _MAY_END_A_PATH:
            raise NotPlain
        if token.text == "?":
            _without_sequence(path)
        elif isinstance(path, Path) and (path.sign != "^" or isinstance(path.of[0], Path)):
            raise NotPlain
        return Path(token.text, (path,))

    def _constant_iri(self) -> Part:
        part = self._term()
        if part.kind not in (Kind.IRI, Kind.SLOT):
            raise NotPlain
        return part

    def _term(self) -> Part:
        kind, text, _ = self._take()
        if kind == "variable":
            return Part(Kind.VARIABLE, text[1:])
        if kind == "iri":
            return self._slot(text)
        if kind == "name":
            prefix, _, local = text.partition(":")
            if prefix not in self._prefixes:
                raise NotPlain
            return Part(Kind.IRI, self._prefixes[prefix] + local)
        if kind == "string":
            self._rest_of_literal()
            return Part(Kind.LITERAL, "")
        if kind == "number" or (kind == "word" and text.lower() in ("true", "false")):
            return Part(Kind.LITERAL, "")
        raise NotPlain

    def _slot(self, text: str) -> Part:
        if text != SLOT:
            raise NotPlain
        self.slots += 1
        return Part(Kind.SLOT, str(self.slots - 1))

    def _rest_of_literal(self) -> None:
        """The language or the datatype of a string."""
        if self._kind() == "language":
            self._take()
        elif self._accept("^"):
            self._must("^")
            self._constant_iri()
