"""The statements of a corpus, kept between runs so that a few of them are found without the rest.

A cache and nothing more: it may be deleted at any time. A file is read again when its time or size
changed, as git does; one that was written as late as the index itself is compared by its digest.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Self

import pyoxigraph as ox

from dxgraph import __version__
from dxgraph.corpus import CorpusFile, parse
from dxgraph.errors import DataError
from dxgraph.files import read

_SCHEMA = """
CREATE TABLE about (version TEXT);
CREATE TABLE files (id INTEGER PRIMARY KEY, path TEXT UNIQUE, time INTEGER, size INTEGER,
    digest TEXT, seen INTEGER, usable INTEGER);
CREATE TABLE terms (id INTEGER PRIMARY KEY, text TEXT UNIQUE);
CREATE TABLE triples (file INTEGER, s INTEGER, p INTEGER, o INTEGER);
CREATE INDEX of_subject ON triples (s);
CREATE INDEX of_value ON triples (o, p);
CREATE INDEX of_file ON triples (file);
"""
_VERSION = f"1 {__version__}"
_SAME_MOMENT = 2_000_000_000
"""In nanoseconds: the coarsest clock of a file system in use."""


class Row(NamedTuple):
    """A statement of an indexed file; terms in the syntax of N-Triples."""

    order: tuple[int, int]
    """The number of its file in the corpus, and its place in the file."""
    subject: str
    predicate: str
    object: str


class Index:
    """The statements of some files of a corpus. Use it in a ``with`` statement."""

    def __init__(self, place: Path | None) -> None:
        """Open the index that is kept at a place, or make one that is not kept."""
        self._connection = _open(place)
        self._order: dict[int, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def update(self, found: Sequence[tuple[int, CorpusFile]]) -> bool:
        """Read what changed of these files, each with its number in the corpus; forget all others.

        False where one of them does not parse or has blank nodes: what it says cannot be told in
        parts.
        """
        known = {
            str(path): (int(number), int(at), int(size), str(digest), int(seen), bool(usable))
            for number, path, at, size, digest, seen, usable in self._connection.execute(
                "SELECT id, path, time, size, digest, seen, usable FROM files"
            )
        }
        usable = True
        with self._connection:
            for number, file in found:
                path = os.path.abspath(file.path)  # noqa: PTH100 - of hundreds of files
                state = os.stat(path)  # noqa: PTH116
                old = known.pop(path, None)
                if old is None or not self._fresh(old, path, state):
                    old = self._read(path, file, state, old[0] if old else None)
                self._order[old[0]] = number
                usable &= old[5]
            for identity, *_ in known.values():
                self._forget(identity)
        return usable

    def _fresh(
        self, old: tuple[int, int, int, str, int, bool], path: str, state: os.stat_result
    ) -> bool:
        identity, at, size, digest, seen, _ = old
        if (at, size) != (state.st_mtime_ns, state.st_size):
            return False
        if at < seen - _SAME_MOMENT:
            return True
        now = time.time_ns()
        if _digest(path) != digest:
            return False
        self._connection.execute("UPDATE files SET seen = ? WHERE id = ?", (now, identity))
        return True

    def _forget(self, identity: int) -> None:
        self._connection.execute("DELETE FROM triples WHERE file = ?", (identity,))
        self._connection.execute("DELETE FROM files WHERE id = ?", (identity,))

    def _read(
        self, path: str, file: CorpusFile, state: os.stat_result, old: int | None
    ) -> tuple[int, int, int, str, int, bool]:
        if old is not None:
            self._forget(old)
        now = time.time_ns()
        digest = _digest(path)
        try:
            statements = [
                (quad.subject, quad.predicate, quad.object) for quad in parse(file, number=0)
            ]
        except DataError:
            statements, usable = [], False
        else:
            usable = all(
                isinstance(one, ox.NamedNode) and isinstance(other, ox.NamedNode | ox.Literal)
                for one, _, other in statements
            )
        identity = self._connection.execute(
            "INSERT INTO files (path, time, size, digest, seen, usable) VALUES (?, ?, ?, ?, ?, ?)",
            (path, state.st_mtime_ns, state.st_size, digest, now, usable),
        ).lastrowid
        assert identity is not None  # noqa: S101 - a row was inserted
        rows = [tuple(map(str, statement)) for statement in statements]
        texts = dict.fromkeys(text for row in rows for text in row)
        self._connection.executemany(
            "INSERT OR IGNORE INTO terms (text) VALUES (?)", ((text,) for text in texts)
        )
        ids = self._ids(texts)
        self._connection.executemany(
            "INSERT INTO triples VALUES (?, ?, ?, ?)",
            ((identity, *(ids[text] for text in row)) for row in rows),
        )
        return identity, state.st_mtime_ns, state.st_size, digest, now, usable

    def closure(self, terms: Iterable[str]) -> Iterator[Row]:
        """What is said of these things, of the things that they name, and so on."""
        seen: set[int] = set()
        queue = set(self._ids(terms).values())
        rows: list[tuple[int, int, int, int, int]] = []
        while queue:
            seen |= queue
            found = self._of_subjects(queue)
            rows += found
            queue = {term for _, _, _, p, o in found for term in (p, o)} - seen
        yield from self._rows(rows)

    def describe(self, terms: Iterable[str]) -> Iterator[Row]:
        """What is said of these things."""
        yield from self._rows(self._of_subjects(self._ids(terms).values()))

    def subjects(self, predicate: str, values: Iterable[str]) -> frozenset[str]:
        """Which things have one of these values for a property."""
        found = self._connection.execute(
            "SELECT s, file FROM triples WHERE o IN (SELECT value FROM json_each(?)) "
            "AND p = (SELECT id FROM terms WHERE text = ?)",
            (_json(self._ids(values).values()), predicate),
        )
        return frozenset(self._texts({s for s, file in found if file in self._order}).values())

    def names(self, space: str) -> frozenset[str]:
        """The IRIs, without brackets, of what is described and has a name that starts so."""
        found = self._connection.execute(
            "SELECT DISTINCT text, file FROM terms JOIN triples ON s = id "
            "WHERE text >= ? AND text < ?",
            (f"<{space}", f"<{space}\U0010ffff"),
        )
        return frozenset(text.strip("<>") for text, file in found if file in self._order)

    def _of_subjects(self, ids: Iterable[int]) -> list[tuple[int, int, int, int, int]]:
        found = self._connection.execute(
            "SELECT file, rowid, s, p, o FROM triples WHERE s IN (SELECT value FROM json_each(?))",
            (_json(ids),),
        )
        return [row for row in found if row[0] in self._order]

    def _rows(self, rows: Sequence[tuple[int, int, int, int, int]]) -> Iterator[Row]:
        texts = self._texts({term for row in rows for term in row[2:]})
        for file, place, s, p, o in rows:
            yield Row((self._order[file], place), texts[s], texts[p], texts[o])

    def _ids(self, texts: Iterable[str]) -> dict[str, int]:
        return dict(
            self._connection.execute(
                "SELECT text, id FROM terms WHERE text IN (SELECT value FROM json_each(?))",
                (_json(texts),),
            )
        )

    def _texts(self, ids: Iterable[int]) -> dict[int, str]:
        return dict(
            self._connection.execute(
                "SELECT id, text FROM terms WHERE id IN (SELECT value FROM json_each(?))",
                (_json(ids),),
            )
        )


def default_place(corpus: Sequence[Path]) -> Path:
    """Where the index of a corpus is kept: below ``$XDG_CACHE_HOME``, else below ``~/.cache``.

    The specification is that of the XDG base directories.
    """
    home = os.environ.get("XDG_CACHE_HOME", "")
    folder = Path(home) if Path(home).is_absolute() else Path.home() / ".cache"
    roots = "\n".join(str(path.resolve()) for path in corpus)
    name = hashlib.sha256(roots.encode()).hexdigest()[:16]
    return folder / "dxgraph" / f"validation-{name}.sqlite"


def _open(place: Path | None) -> sqlite3.Connection:
    if place is not None:
        with suppress(OSError, sqlite3.Error):
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                return _ready(sqlite3.connect(place, timeout=30))
            except sqlite3.OperationalError:
                raise  # in use, or not to be written: do without
            except sqlite3.DatabaseError:
                place.unlink()
                return _ready(sqlite3.connect(place, timeout=30))
    return _ready(sqlite3.connect(":memory:"))


def _ready(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("PRAGMA synchronous = OFF")
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE sql != ''")
        }
        if "about" in tables and connection.execute("SELECT version FROM about").fetchall() == [
            (_VERSION,)
        ]:
            return connection
        for table in ("about", "files", "terms", "triples"):
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in _SCHEMA.split(";"):
            connection.execute(statement)
        connection.execute("INSERT INTO about VALUES (?)", (_VERSION,))
    return connection


def _digest(path: str) -> str:
    return hashlib.sha256(read(Path(path))).hexdigest()


def _json(values: Iterable[object]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
