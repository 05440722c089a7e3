"""Answers kept as bytes, within a bound, for as long as their snapshot is the current one."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from dxgraph.engine.protocol import Answer, Form, Query
from dxgraph.web.http.headers import VARY, Header, guards

_OVERHEAD_BYTES = 2048
"""What an entry takes beside its bodies: keys, header fields, objects."""

_ASKED_ONCE: Final = 10_000
"""Of how many answers it is remembered that they were asked for once."""

_OF_QUICK: Final = 16
"""Which part of the memory is for answers that took a moment and were asked for once."""


def key_of(digest: str, query: Query, form: Form | None) -> str:
    """What an answer is a function of, in hexadecimal digits; its entity tag is made of it and so
    begins with those of the snapshot.

    The text counts as it is: folding white space would change literals. The library's version
    counts because it decides how an answer is written down.
    """
    if form is None:
        formats = f"{query.results_format} {query.graph_format}"
    else:
        formats = query.graph_format if form.gives_graph else query.results_format
    if not (query.bindings or query.default_graphs or query.named_graphs):
        begun = _plain(digest, formats, query.base).copy()
    else:
        begun = _begun(digest, formats, query)
    begun.update(query.text.encode("utf-8", "surrogatepass"))
    return f"{digest[:12]}-{begun.hexdigest()}"


@lru_cache(maxsize=256)
def _plain(digest: str, formats: str, base: str) -> hashlib.blake2b:
    return _begun(digest, formats, Query("", base=base))


def _begun(digest: str, formats: str, query: Query) -> hashlib.blake2b:
    """A digest of all but the text, which comes last and so needs no length."""
    parts = [ox.__version__, digest, formats]
    # The lists are told apart by their lengths.
    parts += [str(len(query.default_graphs)), *query.default_graphs]
    parts += [str(len(query.named_graphs)), *query.named_graphs]
    parts.append(query.base)
    for name, term in sorted(query.bindings.items()):
        parts += [name, str(term)]
    lengths = ",".join([str(len(part)) for part in parts])
    whole = f"{lengths};{''.join(parts)}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(whole, digest_size=16)


@dataclass(slots=True)
class Kept:
    """An answer, and the bytes and header fields that it is sent as."""

    answer: Answer
    digest: str
    key: str
    """Empty for an answer that may not be kept."""
    variants: dict[str, tuple[list[Header], bytes]] = field(default_factory=dict)
    """By content encoding: header fields and body, ready to send."""
    extra: tuple[Header, ...] = ()
    """Header fields of its own, sent with each variant in the place of the usual ones."""
    packed: str = ""
    """The content encoding that the answer's body is kept in: pages are many, and small then."""
    quick: bool = False
    """Whether it was found in a moment, and would be again."""

    def variant(self, encoding: str, body: bytes) -> tuple[list[Header], bytes]:
        """Make the bytes of an encoding ready to send; `body` is already encoded."""
        media_type = self.answer.media_type.encode("latin-1")
        own = {name for name, _ in self.extra}
        fields: list[Header] = [
            (b"content-type", media_type),
            (b"content-length", b"%d" % len(body)),
            (b"vary", VARY),
            *(field for field in guards(media_type) if field[0] not in own),
            *self.extra,
        ]
        if self.key:
            fields.append((b"etag", entity_tag(self.key, encoding)))
        if encoding:
            fields.append((b"content-encoding", encoding.encode()))
        self.variants[encoding] = fields, body
        return fields, body

    @property
    def cost(self) -> int:
        """Bytes of memory, near enough; the answer's own body may be one of the variants."""
        if not self.variants:
            return len(self.answer.body) + _OVERHEAD_BYTES
        bodies = {id(body): len(body) for _, body in self.variants.values()}
        bodies[id(self.answer.body)] = len(self.answer.body)
        return sum(bodies.values()) + _OVERHEAD_BYTES


def entity_tag(key: str, encoding: str) -> bytes:
    """A strong entity tag: each encoding is a representation of its own (RFC 9110, 8.8.3.3)."""
    return f'"{key}-{encoding}"'.encode() if encoding else f'"{key}"'.encode()


def matched(if_none_match: str, key: str, encoding: str) -> bytes | None:
    """The entity tag, of those that the client has, that is what it would be sent.

    Compared weakly, as If-None-Match wants it (RFC 9110, section 13.1.2): a proxy that compresses
    for itself makes our tags weak. The tag without encoding is always good: answers that are small
    are sent as they are.
    """
    if not if_none_match or not key:
        return None
    if if_none_match.strip() == "*":
        # Whatever the client has: there is a representation (RFC 9110, section 13.1.2).
        return entity_tag(key, encoding)
    held = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    for candidate in (encoding, ""):
        tag = entity_tag(key, candidate)
        if tag.decode() in held:
            return tag
    return None


class AnswerCache:
    """The answers asked for last, of one snapshot, within `max_bytes`.

    Those that are quick to find have a small part of it until they are asked for again, so that
    who asks for each thing once pushes out nothing that is worth more, and does not fill the
    whole (2Q, Johnson and Shasha 1994).
    """

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.bytes = 0
        self._entries: OrderedDict[str, Kept] = OrderedDict()
        self._costs: dict[str, int] = {}
        self._quick: OrderedDict[str, None] = OrderedDict()
        """The keys of those that are quick and were asked for once."""
        self._quick_bytes = 0
        self._digest = ""
        self._asked: set[int] = set()

    def __len__(self) -> int:
        return len(self._entries)

    def of_snapshot(self, digest: str) -> None:
        """Forget everything unless it is of this snapshot."""
        if digest != self._digest:
            self._entries.clear()
            self._costs.clear()
            self._quick.clear()
            self._asked.clear()
            self.bytes = self._quick_bytes = 0
            self._digest = digest

    def holds(self, key: str) -> bool:
        """Whether there is an answer, without counting who asks."""
        return key in self._entries

    def find(self, key: str) -> Kept | None:
        kept = self._entries.get(key)
        if kept is None:
            return None
        self._entries.move_to_end(key)
        if key in self._quick:
            del self._quick[key]
            self._quick_bytes -= self._costs[key]
            kept.quick = False
        return kept

    def keep_if_again(self, kept: Kept) -> None:
        """Keep an answer that was asked for before, not long ago. What pages ask for themselves
        they mostly ask once: the page is kept (the doorkeeper of TinyLFU, Einziger and others
        2017)."""
        if self._asked_before(kept.key):
            self.keep(kept)

    def _asked_before(self, key: str) -> bool:
        asked = hash(key)
        if asked in self._asked:
            return True
        if len(self._asked) >= _ASKED_ONCE:
            self._asked.clear()
        self._asked.add(asked)
        return False

    def keep(self, kept: Kept) -> None:
        """Put an answer in, or count it anew after it got a variant.

        One that would take more than a quarter of the memory is not kept: it would push out many
        that are asked for more often.
        """
        key = kept.key
        if not key or kept.digest != self._digest:
            return
        cost = kept.cost
        if self._drop(key) is None and kept.quick:
            # One that was pushed out, and is asked for again, is among the others from now on.
            kept.quick = not self._asked_before(key)
        if cost > self.max_bytes // 4:
            return
        self._entries[key] = kept
        self._costs[key] = cost
        self.bytes += cost
        if kept.quick:
            self._quick[key] = None
            self._quick_bytes += cost
            while self._quick_bytes > self.max_bytes // _OF_QUICK:
                self._drop(next(iter(self._quick)))
        while self.bytes > self.max_bytes:
            self._drop(next(iter(self._entries)))

    def _drop(self, key: str) -> Kept | None:
        kept = self._entries.pop(key, None)
        if kept is not None:
            cost = self._costs.pop(key)
            self.bytes -= cost
            if key in self._quick:
                del self._quick[key]
                self._quick_bytes -= cost
        return kept
