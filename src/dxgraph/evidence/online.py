"""Are the figures that are known by address still printed there?

For whoever has a network: each address that a statement is attested at is read once, politely
(robots.txt by RFC 9309, a pause between two requests to one host, If-None-Match where a folder of
earlier answers is given), and each printed figure is looked for in the words of the page. Nothing
is written but that folder. A figure that is found is still a figure and not its meaning: what the
page says of it was read by a person.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx2 as httpx
import pyoxigraph as ox
from lxml import etree, html  # type: ignore[import-untyped]

from dxgraph import __version__, files
from dxgraph.bilingual import Both, many
from dxgraph.errors import InputError, UnknownName
from dxgraph.evidence.finding import SAID, Checks, Lines, said
from dxgraph.evidence.record import Graph
from dxgraph.findings import Finding, Report
from dxgraph.messages import message
from dxgraph.model.described import Described, subjects
from dxgraph.terms import DX, SOURCE

AGENT = f"dxgraph/{__version__} (verify)"
MOST_BYTES = 8_000_000
_CHECKS = Checks("online")
_found = _CHECKS.found


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: its words, or why there are none."""

    words: str | None = None
    moved_to: str | None = None
    why: str = ""
    """A code of what is said where there are no words."""
    met: object = ""
    """What was met instead of them."""


@dataclass(frozen=True, slots=True)
class OnlineReport(Report):
    """What was looked for at the addresses, and what was found."""

    figures_sought: int
    printed: int
    pages: int
    read: int
    findings: tuple[Finding, ...]

    command: ClassVar[str] = "verify"
    suite: ClassVar[str] = "dxgraph.evidence.online"
    checked: ClassVar[tuple[str, ...]] = _CHECKS.iris

    def figures(self) -> Mapping[str, object]:
        return {
            "figures": self.figures_sought,
            "printed": self.printed,
            "pages": self.pages,
            "read": self.read,
        }

    def summary(self) -> Both:
        return Both(
            f"Còn thấy {self.printed} trên {self.figures_sought} con số; đọc được {self.read} "
            f"trên {self.pages} trang; {self.errors} con số không còn thấy trên trang đọc được.",
            f"{self.printed} of {many(self.figures_sought, 'figure')} still printed; "
            f"{self.read} of {many(self.pages, 'page')} could be read; "
            f"{many(self.errors, 'figure is', 'figures are')} not on a page that was.",
        )


def verify_online(
    graph: Graph,
    *,
    only: Collection[str] = (),
    answers: Path | None = None,
    pause_s: float = 1.0,
    timeout_s: float = 20.0,
    seen: Callable[[int, int], None] | None = None,
) -> OnlineReport:
    """Look for each attested figure at its address.

    With ``only``, the sources of these slugs alone; with ``answers``, a folder that keeps what the
    pages said, to ask next time whether they changed. ``seen`` is told after each page how many
    of how many were read. Raises UnknownName for an unknown slug and InputError for a folder that
    cannot be written.
    """
    sought = _sought(graph.store, only)
    reader = _Reader(answers, pause_s, timeout_s)
    findings: list[Finding] = []
    printed = read = total = 0
    with reader:
        for number, (address, (source, figures)) in enumerate(sorted(sought.items()), start=1):
            page = reader.page(address)
            total += len(figures)
            if page.words is None:
                why = said("without-words", page.why, met=page.met)
                check = SAID["without-words"][page.why]["check"]
                findings.append(_found(check, source, address=address, why=why))
            else:
                read += 1
                if to := page.moved_to:
                    findings.append(_found("address-moved", source, address=address, met=to))
                for statement, words in figures:
                    if _prints(page.words, words):
                        printed += 1
                        continue
                    gone = _found("address-figure", statement, address=address, figure=words)
                    findings.append(gone)
            if seen is not None:
                seen(number, len(sought))
    placed = tuple(map(Lines(graph.files).placed, findings))
    return OnlineReport(total, printed, len(sought), read, placed)


_Sought = dict[str, tuple[str, list[tuple[str, str]]]]
"""By address: the source, and the statements with the figures that it prints."""


def _sought(store: ox.Store, only: Collection[str]) -> _Sought:
    addresses = {
        iri: Described(store, iri, anywhere=True).value(DX.address)
        for iri in subjects(store, DX.address)
    }
    wanted = {SOURCE[slug] for slug in only}
    for iri in sorted(wanted - addresses.keys()):
        raise UnknownName(message("no-source-with-address", source=iri.removeprefix(SOURCE)))
    found: _Sought = {}
    for statement in subjects(store, DX.attestedAt):
        of = Described(store, statement, anywhere=True)
        words = of.value(DX.printedFigure)
        for source in of.values(DX.attestedAt):
            address = addresses.get(source)
            if not words or address is None or (wanted and source not in wanted):
                continue
            figures = found.setdefault(address, (source, []))[1]
            if (statement, words) not in figures:
                figures.append((statement, words))
    return found


class _Reader:
    """Reads pages, one after the other, as a guest should."""

    def __init__(self, answers: Path | None, pause_s: float, timeout_s: float) -> None:
        self._answers, self._pause_s, self._timeout_s = answers, pause_s, timeout_s
        self._robots: dict[str, RobotFileParser | None] = {}
        self._last: dict[str, float] = {}
        if answers is not None:
            try:
                answers.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise InputError(
                    message(
                        "folder-not-made", folder=str(answers), reason=error.strerror or str(error)
                    )
                ) from error

    def __enter__(self) -> _Reader:
        self._client = httpx.Client(
            headers={"User-Agent": AGENT}, timeout=self._timeout_s, follow_redirects=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def page(self, address: str) -> Page:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https"):
            return Page(why="no-address")
        try:
            if not self._may(f"{parts.scheme}://{parts.netloc}", address):
                return Page(why="closed")
            return self._read(address)
        except httpx.TooManyRedirects:
            return Page(why="in-a-ring")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Page(why="no-answer", met=type(error).__name__)

    def _may(self, host: str, address: str) -> bool:
        if host not in self._robots:
            with self._turn(host):
                answer = self._client.get(f"{host}/robots.txt")
            rules = RobotFileParser()
            rules.parse(answer.text.splitlines() if answer.status_code < 400 else [])
            # RFC 9309: what a server cannot say is taken for forbidden.
            self._robots[host] = rules if answer.status_code < 500 else None
        known = self._robots[host]
        return known is not None and known.can_fetch(AGENT, address)

    @contextmanager
    def _turn(self, host: str) -> Iterator[None]:
        """One request to a host, a pause after the answer to the one before."""
        last = self._last.get(host)
        if last is not None:
            time.sleep(max(0.0, last + self._pause_s - time.monotonic()))
        try:
            yield
        finally:
            self._last[host] = time.monotonic()

    def _read(self, address: str) -> Page:
        parts = urlsplit(address)
        host = f"{parts.scheme}://{parts.netloc}"
        kept = self._kept(address)
        headers = {"If-None-Match": kept["etag"]} if kept and kept.get("etag") else {}
        body = bytearray()
        with self._turn(host), self._client.stream("GET", address, headers=headers) as answer:
            deadline = time.monotonic() + self._timeout_s
            if answer.status_code == 304 and kept is not None:
                return Page(words=kept["words"])
            if answer.status_code >= 400:
                return Page(why="refused", met=answer.status_code)
            for chunk in answer.iter_bytes():
                body += chunk
                if len(body) > MOST_BYTES:
                    return Page(why="too-large")
                if time.monotonic() > deadline:
                    return Page(why="too-slow")
            kind = answer.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
            if kind not in ("text/html", "application/xhtml+xml", "text/plain"):
                return Page(why="no-page", met=kind)
            words = _words(bytes(body), answer.charset_encoding, plain=kind == "text/plain")
            final, etag = str(answer.url), answer.headers.get("etag")
        if words is None:
            return Page(why="no-encoding")
        self._keep(address, words, etag)
        moved = final if urlsplit(final)[1:4] != urlsplit(address)[1:4] else None
        return Page(words=words, moved_to=moved)

    def _file(self, address: str) -> Path | None:
        name = hashlib.sha256(address.encode()).hexdigest()
        return self._answers / f"{name}.json" if self._answers else None

    def _kept(self, address: str) -> dict[str, str] | None:
        file = self._file(address)
        if file is None or not file.exists():
            return None
        try:
            found = json.loads(files.read_text(file))
        except ValueError:
            return None
        return found if isinstance(found, dict) and isinstance(found.get("words"), str) else None

    def _keep(self, address: str, words: str, etag: str | None) -> None:
        file = self._file(address)
        if file is not None:
            kept = {"address": address, "etag": etag, "words": words}
            file.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


_BLOCKS_WITHOUT_WORDS = ("script", "style", "noscript", "template", "head")


def _words(body: bytes, declared: str | None, *, plain: bool) -> str | None:
    """The words of a page in one line, twice where markup may stand inside a word."""
    try:
        # Vietnamese that reads as UTF-8 is UTF-8, whatever a server declares.
        text: str | bytes = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = body.decode(declared) if declared else body
        except (LookupError, UnicodeDecodeError):
            return None
    if plain:
        return None if isinstance(text, bytes) else _folded(text)
    try:
        if isinstance(text, str):
            text = re.sub(r"^\s*<\?xml[^>]*>", "", text)
        root = html.document_fromstring(text)
    except (etree.ParserError, ValueError):
        return ""
    etree.strip_elements(root, *_BLOCKS_WITHOUT_WORDS, with_tail=False)
    parts = [str(part) for part in root.itertext()]
    return f"{_folded(' '.join(parts))}\n{_folded(''.join(parts))}"


_DASHES = re.compile(r"[\u2010-\u2015\u2212]")


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_DASHES.sub("-", text).replace("\u00ad", "").split())


def _prints(words: str, figure: str) -> bool:
    """Whether the figure stands in the words, and not as the end or beginning of another number."""
    wanted = re.escape(_folded(figure))
    before = r"(?<![\d])(?<!\d[.,])" if figure[:1].isdigit() else ""
    after = r"(?![.,]?\d)" if figure[-1:].isdigit() else ""
    return re.search(before + wanted + after, words) is not None
