"""What a process of a batch does with a line: read, draft, and lay out the files.

The graph is not loaded again: what drafting needs of it is handed over once, as plain data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from dxgraph.corpus import Snapshot
from dxgraph.drafting.batch.rows import Row
from dxgraph.drafting.knowledge import Knowledge, learn
from dxgraph.drafting.pipeline import draft
from dxgraph.drafting.proposal import Draft, NewIndicator
from dxgraph.drafting.read.files import Note, take_in
from dxgraph.drafting.read.settling import settle
from dxgraph.drafting.reporting import Pages, learn_pages, report
from dxgraph.drafting.write.files import contents
from dxgraph.errors import DxgraphError


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for every line."""

    ocr: bool = False
    force: bool = False
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class New(NewIndicator):
    """A new indicator that a document needs."""

    near: str
    """The known indicator that is most like it, with how much; empty: none is."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document, and what a person has to do with it."""

    document: str
    targets: int
    claims: int
    doubtful: int
    open: int
    new: tuple[New, ...]
    needs: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    outcome: Outcome
    files: Mapping[str, str | None]
    """By their path in the folder of drafts; None: there is none, and an earlier one goes."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a line gave no draft."""

    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What drafting needs of a graph, without the graph, which takes a hundred times as much."""

    knowledge: Knowledge
    pages: Pages
    digest: str
    """Of the snapshot, and the version of the program."""


def learn_of(snapshot: Snapshot) -> Known:
    """Read what drafting needs of a snapshot."""
    digest = f"{snapshot.digest} {snapshot.version}"
    return Known(learn(snapshot.store), learn_pages(snapshot.store), digest)


def work(row: Row, known: Known, options: Options) -> Drafted | Failure:
    """Draft a line; whatever goes wrong with it is its own failure."""
    try:
        return drafted(row, known, options)
    except DxgraphError as error:
        return Failure(str(error), error.remedy)
    except Exception as error:
        return Failure(f"{row.name} broke its reader: {type(error).__name__}: {error}")


def drafted(row: Row, known: Known, options: Options) -> Drafted:
    """The draft of a line, as its files and what is left to a person."""
    taken = take_in(row.file, encoding=options.encoding, ocr=options.ocr)
    settled = settle(
        taken.source,
        known.knowledge,
        territory=row.territory,
        number=row.number,
        day=row.day,
        force=options.force,
        reported=row.address is not None,
        published=taken.published,
    )
    proposed = draft(
        taken.source,
        territory=settled.territory,
        number=settled.number,
        date=settled.day,
        type=row.type,
        published=taken.published,
        unsure=taken.unsure,
        knowledge=known.knowledge,
    )
    if row.address is not None:
        proposed = report(proposed, known.pages, row.address, taken.published)
    files = {str(path): text for path, text in contents(proposed, Path()).items()}
    return Drafted(_outcome(proposed, (*taken.notes, *settled.notes)), files)


def _outcome(proposed: Draft, notes: tuple[Note, ...]) -> Outcome:
    accepted = proposed.accepted
    found: dict[str, New] = {}
    for item in accepted:
        if item.new and item.new.slug not in found:
            best = next(iter(item.candidates), None)
            near = f"{best.slug} ({best.score:.2f})" if best else ""
            found[item.new.slug] = New(**asdict(item.new), near=near)
    doubtful = sum(item.doubtful for item in proposed.proposals)
    lacking = list(dict.fromkeys(item.number for item in proposed.upstream if item.slug is None))
    needs = [
        (f"{count} {vietnamese}", f"{count} {english}")
        for count, vietnamese, english in (
            (doubtful, "đề xuất cần xem", "proposals to look at"),
            (len(proposed.open), "số chưa rõ là gì", "numbers to give a reason"),
            (len(found), "chỉ số mới cần nhãn và định nghĩa", "new indicators to name and define"),
        )
        if count
    ]
    if proposed.document.issuer is None:
        needs.append(("cơ quan ban hành", "the body that issued it"))
    if lacking:
        named = ", ".join(lacking)
        needs.append(
            (f"văn bản chưa có trong đồ thị: {named}", f"documents that the graph has not: {named}")
        )
    return Outcome(
        document=proposed.document.slug,
        targets=sum(item.kind == "target" for item in accepted),
        claims=sum(item.kind == "claim" for item in accepted),
        doubtful=doubtful,
        open=len(proposed.open),
        new=tuple(found.values()),
        needs=(*needs, *notes),
    )
