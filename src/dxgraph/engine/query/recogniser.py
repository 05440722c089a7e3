"""Read a query: what it asks for, what is joined, what is optional, what is filtered.

A recogniser, not a parser: a text is read only if there is one way to read it. Triple patterns with
paths, ``OPTIONAL``, ``UNION``, ``MINUS``, ``FILTER``, ``BIND``, ``VALUES`` and sub-queries are
known. Whatever else a text holds (``GRAPH``, a blank node, an escape, two parts that run together…)
is not guessed at: :class:`Unread` is raised, and nothing is proved about the query. So a text that
is read here means for Oxigraph's parser what it means here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dxgraph.engine.protocol import Form
from dxgraph.engine.query.shape import SLOT
from dxgraph.engine.query.tokens import Token, tokens
from dxgraph.engine.query.tree import Asked, Element, Group, Kind, Part, Path, Pattern, Step
from dxgraph.terms import RDF

_CLOSING: Final = {"(": ")", "{": "}"}
BOOLEANS: Final = frozenset(("true", "false"))
_REPEATS: Final = ("+", "*", "?")
_MAY_END_A_PATH: Final = (")", "/", "|")
_AFTER_TRIPLES: Final = (".", "}", "{", "filter", "optional", "minus", "bind", "values")


class Unread(Exception):
    """The text holds what is not known here."""


class Reader:
    """A reader of one query. Every method raises Unread for what is not known."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts = tokens(text)
        self.prefixes: dict[str, str] = {}
        self.at = 0
        self.begin = 0
        """Where the query begins, after its prefixes."""
        end, before = -1, "mark"
        for kind, value, start in self.parts:
            joined = kind == "language" and before == "string"
            apart = start != end or "mark" in (kind, before) or joined
            if not apart or (kind == "mark" and len(value) > 1):
                raise Unread
            end, before = start + len(value), kind

    # Tokens

    def kind(self) -> str:
        return self.parts[self.at].kind if self.at < len(self.parts) else ""

    def word(self) -> str:
        """The word or mark that comes next."""
        return self.parts[self.at].text.lower() if self.kind() in {"word", "mark"} else ""

    def accept(self, *texts: str) -> bool:
        """Pass over one of these words or marks."""
        there = self.word() in texts
        self.at += there
        return there

    def take(self, text: str) -> None:
        if not self.accept(text):
            raise Unread

    def token(self, *kinds: str) -> Token:
        """The next token, which is of one of these kinds."""
        if self.kind() not in kinds:
            raise Unread
        self.at += 1
        return self.parts[self.at - 1]

    def skip(self) -> tuple[int, int]:
        """What stands in brackets, from the opening one on; the range lies within them."""
        begun = self.at + 1
        closing: list[str] = []
        while True:
            if self.at >= len(self.parts):
                raise Unread
            kind, text, _ = self.parts[self.at]
            # Two comparisons may look like an IRI.
            comparisons = kind == "iri" and ("?" in text or "$" in text)
            if comparisons or (kind == "name" and text.partition(":")[0] not in self.prefixes):
                raise Unread
            if text in _CLOSING:
                closing.append(_CLOSING[text])
            elif not closing or (text in _CLOSING.values() and text != closing.pop()):
                raise Unread
            self.at += 1
            if not closing:
                return begun, self.at - 1

    def skip_named(self) -> tuple[int, int, str]:
        """An expression in brackets, and the variable that it is given to."""
        begun, end = self.skip()
        *_, word, name = self.parts[:end]
        if end - begun < 3 or word.text.lower() != "as" or name.kind != "variable":
            raise Unread
        return begun, end - 2, name.text[1:]

    def source(self, first: Token, last: Token) -> str:
        """The text from one token to another."""
        return self.text[first.start : last.start + len(last.text)]

    def within(self, start: int, end: int) -> frozenset[str]:
        return frozenset(p.text[1:] for p in self.parts[start:end] if p.kind == "variable")

    # Queries

    def query(self) -> Asked:
        while self.accept("prefix"):
            prefix, _, local = self.token("name").text.partition(":")
            if local or prefix == "_":
                raise Unread
            self.prefixes[prefix] = self.token("iri").text[1:-1]
        start = self.begin = self.at
        if self.accept("select"):
            asked = self.select()
        elif self.accept("ask"):
            asked = Asked(Form.ASK, self.where())
        elif self.accept("construct"):
            template = self.group()
            projection = start, self.at
            asked = Asked(Form.CONSTRUCT, self.where(), projection=projection, template=template)
            self.modifiers(asked)
        else:
            self.take("describe")
            things = []
            while self.at < len(self.parts):
                things.append(self.iri())
            asked = Asked(Form.DESCRIBE, described=tuple(things))
        if self.at != len(self.parts):
            raise Unread
        return asked

    def select(self) -> Asked:
        """What stands behind the word SELECT."""
        begun = self.at
        distinct = self.accept("distinct", "reduced")
        plain: list[str] = []
        made: list[str] = []
        outside: frozenset[str] = frozenset()
        if not self.accept("*"):
            while self.kind() == "variable" or self.word() == "(":
                if self.kind() == "variable":
                    plain.append(self.token("variable").text[1:])
                else:
                    first, end, name = self.skip_named()
                    made.append(name)
                    outside |= self.within(first, end)
            if not plain and not made:
                raise Unread
        projection = begun, self.at
        asked = Asked(Form.SELECT, self.where(), tuple(plain), tuple(made), distinct, projection)
        begun = self.at
        self.modifiers(asked)
        asked.outside = outside | self.within(begun, self.at)
        if made and asked.grouped is None:
            asked.grouped = ()  # what it makes may be of all solutions at once
        return asked

    def where(self) -> Group:
        self.accept("where")
        return self.group()

    def modifiers(self, asked: Asked) -> None:
        if self.accept("group"):
            self.take("by")
            begun = self.at
            while self.kind() == "variable":
                self.at += 1
            asked.grouped = tuple(part.text[1:] for part in self.parts[begun : self.at])
            if not asked.grouped or self.word() == "(" or self.kind() == "name":
                raise Unread
        if self.accept("having"):
            self.skip()
            asked.grouped = asked.grouped or ()
        if self.accept("order"):
            self.take("by")
            asked.keys = list(self.order_keys())
            if not asked.keys:
                raise Unread
        bounds: dict[str, int] = {}
        while self.word() in {"limit", "offset"}:
            name = self.token("word").text.lower()
            number = self.token("number").text
            if name in bounds or not number.isdecimal():
                raise Unread
            bounds[name] = int(number)
        asked.limit, asked.offset = bounds.get("limit"), bounds.get("offset", 0)

    def order_keys(self) -> Iterator[tuple[int, int, bool]]:
        while True:
            descending = self.word() == "desc"
            if self.kind() == "variable":
                self.at += 1
                yield self.at - 1, self.at, False
            elif self.accept("asc", "desc") or self.word() == "(":
                yield *self.skip(), descending
            else:
                return

    # Groups

    def group(self) -> Group:
        self.take("{")
        if self.accept("select"):
            start = self.at - 1
            select = self.select()
            self.take("}")
            return (self.element("select", start, select=select),)
        elements: list[Element] = []
        while not self.accept("}"):
            if self.word() in _PARTS:
                elements.append(_PARTS[self.word()](self))
                self.accept(".")
            else:
                elements.extend(self.triples())
                if not self.accept(".") and self.word() not in _AFTER_TRIPLES:
                    raise Unread
        return tuple(elements)

    def element(self, kind: str, start: int, *groups: Group, **more: object) -> Element:
        variables = self.within(start, self.at)
        return Element(kind, start, self.at, variables, groups=groups, **more)  # type: ignore[arg-type]

    def braces(self) -> Element:
        start = self.at
        groups = [self.group()]
        while self.accept("union"):
            groups.append(self.group())
        if len(groups) > 1:
            return self.element("union", start, *groups)
        if len(groups[0]) == 1 and groups[0][0].select is not None:
            return groups[0][0]
        return self.element("group", start, *groups)

    def optional(self) -> Element:
        start = self.at
        self.at += 1
        return self.element("optional", start, self.group())

    def minus(self) -> Element:
        start = self.at
        self.at += 1
        return self.element("minus", start, self.group())

    def filter(self) -> Element:
        start = self.at
        self.at += 1
        while self.accept("not", "exists"):
            pass
        if self.word() not in _CLOSING:
            self.at += 1  # the name of a function
        return self.element("filter", start, expression=self.skip())

    def bind(self) -> Element:
        start = self.at
        self.at += 1
        begun, end, name = self.skip_named()
        given = None
        if end == begun + 1 and self.parts[begun].kind in {"iri", "name"}:
            behind, self.at = self.at, begun
            given = self.iri()
            self.at = behind
        return self.element("bind", start, expression=(begun, end), names=(name,), given=given)

    def values(self) -> Element:
        start = self.at
        self.at += 1
        if self.word() == "(":
            self.skip()
        else:
            self.token("variable")
        begun, end = self.skip()
        if any(part.text.lower() == "undef" for part in self.parts[begun:end]):
            raise Unread
        return self.element("values", start, names=tuple(self.within(start, begun)))

    # Triples

    def triples(self) -> Iterator[Element]:
        """One subject with all that is said of it."""
        subject = self.term()
        while True:
            verb = self.term() if self.kind() == "variable" else self.path()
            while True:
                start = self.at
                pattern = Pattern(subject, verb, self.term())
                names = (part.text for part in pattern if part.kind == Kind.VARIABLE)
                yield Element("triple", start, self.at, frozenset(names), pattern)
                if not self.accept(","):
                    break
            if not self.accept(";"):
                return
            while self.accept(";"):
                pass
            if self.word() in {".", "}"}:
                return

    def path(self) -> Step:
        path = self.sequence()
        while self.accept("|"):
            path = Path("|", (path, self.sequence()))
        return path

    def sequence(self) -> Step:
        path = self.inverse()
        while self.accept("/"):
            path = Path("/", (path, self.inverse()))
        return path

    def inverse(self) -> Step:
        return Path("^", (self.repeated(),)) if self.accept("^") else self.repeated()

    def repeated(self) -> Step:
        if self.accept("("):
            path = self.path()
            self.take(")")
        elif self.kind() == "word":
            if self.token("word").text != "a":
                raise Unread
            path = Part(Kind.IRI, str(RDF.type))
        else:
            path = self.iri()
        sign = self.word()
        if sign not in _REPEATS:
            return path
        # Without a gap before it, and with one behind: "+1" is a number.
        if self.gap():
            raise Unread
        self.at += 1
        if not self.gap() and self.word() not in _MAY_END_A_PATH:
            raise Unread
        return Path(sign, (path,))

    def gap(self) -> bool:
        """Whether something stands between the last token and the next, if there is one."""
        last, *after = self.parts[self.at - 1 : self.at + 1]
        return not after or after[0].start > last.start + len(last.text)

    def iri(self) -> Part:
        part = self.term()
        if part.kind not in (Kind.IRI, Kind.SLOT):
            raise Unread
        return part

    def term(self) -> Part:
        kind, text, _ = self.token("variable", "iri", "name", "string", "number", "word")
        if kind == "variable":
            return Part(Kind.VARIABLE, text[1:])
        if "\\" in text and kind in {"iri", "name"}:
            raise Unread
        if text == SLOT:
            before = sum(part.text == SLOT for part in self.parts[: self.at])
            return Part(Kind.SLOT, str(before - 1))
        if kind == "iri":
            return Part(Kind.IRI, text[1:-1])
        if kind == "name":
            prefix, _, local = text.partition(":")
            if prefix not in self.prefixes:
                raise Unread
            return Part(Kind.IRI, self.prefixes[prefix] + local)
        if kind == "word" and text.lower() not in BOOLEANS:
            raise Unread
        if kind == "string" and self.kind() == "language":
            self.at += 1
        elif kind == "string" and self.accept("^"):
            self.take("^")
            self.iri()
        return Part(Kind.LITERAL, "")


_PARTS: Final = {
    "{": Reader.braces,
    "optional": Reader.optional,
    "minus": Reader.minus,
    "filter": Reader.filter,
    "bind": Reader.bind,
    "values": Reader.values,
}
