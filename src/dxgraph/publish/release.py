"""What is published of a snapshot beside its answers, as files: the dumps and the last validation.

Making them takes seconds of one processor, so the web service has it done by a process of its own
(:mod:`dxgraph.publish.part`); the manifest, which says of which snapshot they are, is written last.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dxgraph.errors import DxgraphError
from dxgraph.formats import DUMPS, PARQUET, RESULTS, XLSX, Format, named

if TYPE_CHECKING:
    from dxgraph.corpus import Snapshot

MANIFEST: Final = "manifest.json"
CHECKSUMS: Final = "SHA256SUMS"

(_CSV,) = named(RESULTS, "csv")


@dataclass(frozen=True, slots=True)
class Dump:
    """A file of a release."""

    name: str
    """``dxgraph-0123456789ab.nq.gz``: with the beginning of the digest, so that what an address
    gives never changes."""
    format: str
    """One of `dxgraph.publish.tables.FORMATS`."""
    table: str
    """Of a table its name, else empty."""
    media_type: str
    """Of what is in the file, uncompressed."""
    compressed: bool
    """Whether gzip (RFC 1952) is around it."""
    bytes: int
    sha256: str

    @property
    def ending(self) -> str:
        """What follows the digest in the name: ``.nq.gz``, ``-targets.csv``."""
        return self.name[len(prefix_of("0" * 64)) :]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Of which snapshot the files of a folder are."""

    digest: str
    version: str
    triples: int
    dumps: tuple[Dump, ...] = ()


def prefix_of(digest: str) -> str:
    """What the names of a snapshot's files begin with."""
    return f"dxgraph-{digest[:12]}"


def write_dumps(snapshot: Snapshot, folder: Path, *, tables: bool = True) -> Manifest:
    """Write all dumps of a snapshot, their checksums and the manifest; the same bytes every time.

    Without `tables` RDF only: other people's data have no targets of ours.
    """
    files = tuple(_files(snapshot, folder, tables=tables))
    sums = "".join(f"{file.sha256}  {file.name}\n" for file in files)
    (folder / CHECKSUMS).write_text(sums, encoding="utf-8")
    manifest = Manifest(snapshot.digest, snapshot.version, snapshot.triples, files)
    write_manifest(manifest, folder)
    return manifest


def _files(snapshot: Snapshot, folder: Path, *, tables: bool) -> Iterator[Dump]:
    from dxgraph.publish import tables as dumps

    beginning = prefix_of(snapshot.digest)

    def file(body: bytes, format_: Format, *, table: str = "", zipped: bool) -> Dump:
        ending = f"-{table}.{format_.extension}" if table else f".{format_.extension}"
        if zipped:
            body = gzip.compress(body, compresslevel=9, mtime=0)
            ending += ".gz"
        name = beginning + ending
        (folder / name).write_bytes(body)
        sha256 = hashlib.sha256(body).hexdigest()
        return Dump(name, format_.name, table, format_.media_type, zipped, len(body), sha256)

    for format_ in DUMPS:
        yield file(dumps.dump(snapshot, format_.name), format_, zipped=True)
    for table in (*dumps.TABLES, "codebook") if tables else ():
        body = dumps.table_csv(snapshot, table)
        for zipped in (False, True):
            yield file(body, _CSV, table=table, zipped=zipped)
        # Parquet compresses its columns itself.
        body = dumps.table_parquet(snapshot, table)
        yield file(body, PARQUET, table=table, zipped=False)
        body = dumps.table_xlsx(snapshot, table)
        yield file(body, XLSX, table=table, zipped=False)


def write_validation(data: Sequence[Path], folder: Path) -> Manifest:
    """Validate, and write the report as ``report.json`` and ``report.turtle`` and the manifest.

    Data that do not parse have no digest; the report says where they are at fault.
    """
    from dxgraph import corpus, validation

    report = validation.validate(data=data)
    for form in ("json", "turtle"):
        (folder / f"report.{form}").write_text(validation.render(report, form), encoding="utf-8")
    try:
        snapshot = corpus.build(data)
    except DxgraphError:
        manifest = Manifest("", "", report.triples)
    else:
        manifest = Manifest(snapshot.digest, snapshot.version, snapshot.triples)
    write_manifest(manifest, folder)
    return manifest


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Say of which snapshot the files of a folder are."""
    body = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(body, encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder that one of the functions above has written."""
    read: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    dumps = tuple(Dump(**file) for file in read.pop("dumps"))
    return Manifest(**read, dumps=dumps)
