"""A state of a graph: a folder, a file, a dump or a git revision, read into statements."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from dxgraph import corpus
from dxgraph.corpus import INFERRED, STANDING, CorpusFile
from dxgraph.errors import InputError, UsageError
from dxgraph.messages import message
from dxgraph.terms import COMPARISON, DX, OWL, PROGRESS, RDF, RDFS

Term = ox.NamedNode | ox.Literal
Facts = Mapping[str, frozenset[Term]]
"""What is said of a thing: the IRI of a property to its values."""

_GIT_TIMEOUT_S = 60


@dataclass(frozen=True, slots=True)
class State:
    """A graph at one moment."""

    name: str
    """As it was asked for."""
    commit: str
    """Of a git revision the commit's name, in full; else empty."""
    things: Mapping[str, Facts] = field(repr=False)
    """What is said of each IRI. What only follows from the vocabulary is left out."""
    graphs: frozenset[str]
    """The IRIs of its named graphs."""
    statements: int
    anonymous: int
    """Statements with a blank node: it has no name, so it cannot be told what became of it."""


def read_state(given: str | None) -> State:
    """The state that ``given`` names.

    A path comes first: a folder that is laid out as ours is, any other folder of data, or a file of
    data, compressed with gzip or not. Else it is a git revision of the repository that one stands
    in (or, outside of one, of the checkout): ``v0.1.0``, ``HEAD~3``; ``HEAD:some/folder`` is a
    folder or file of data in it. It is read without touching the work tree. None is our own graph.

    Raises UsageError for what is neither a path nor a revision, InputError for what cannot be
    read, and DataError, with its place, for what is wrong.
    """
    if given is None:
        return _state("", "", corpus.files())
    path = Path(given)
    if path.is_dir():
        return _state(given, "", _files_of(path))
    if path.exists():
        return _state(given, "", corpus.files([path]))
    with tempfile.TemporaryDirectory() as unpacked:
        folder = Path(unpacked)
        commit = _check_out(given, folder)
        try:
            files = _files_of(folder)
        except InputError as error:
            raise UsageError(message("revision-without-data", given=given)) from error
        found = [
            CorpusFile(file.path, f"{given}:{file.name}", file.graph, file.format) for file in files
        ]
        return _state(given, commit, found)


def state_of(data: Sequence[Path], name: str) -> State:
    """Our own graph, or the given folders and files instead, as a state of this name.

    Raises InputError and DataError as `read_state` does.
    """
    # A release holds our vocabulary where it was added; nobody changed it since.
    return _state(name, "", corpus.build(data).files if data else corpus.files())


def _files_of(folder: Path) -> Sequence[CorpusFile]:
    if (folder / "ontology").is_dir() and (folder / "data" / "ttl").is_dir():
        return corpus.own_files(folder)
    return corpus.files([folder])


# --- Git ----------------------------------------------------------------------------------------


def _check_out(revision: str, folder: Path) -> str:
    """Write what is read of a revision into a folder; gives its commit."""
    git = shutil.which("git")
    if git is None:
        raise UsageError(message("no-file-nor-git", revision=revision))
    top = _repository(git, revision)
    found = _git(git, top, "rev-parse", "--verify", "--quiet", "--end-of-options", revision)
    if found.returncode:
        raise UsageError(message("no-file-nor-revision", revision=revision, top=top))
    commit = _git(git, top, "rev-parse", f"{revision.split(':', 1)[0]}^{{commit}}")
    if _git(git, top, "cat-file", "-t", revision).stdout == b"blob\n":
        name = revision.rsplit("/", 1)[-1].rsplit(":", 1)[-1]
        (folder / name).write_bytes(_git(git, top, "cat-file", "blob", revision).stdout)
    else:
        _unpack(git, top, revision, folder)
    return commit.stdout.decode().strip()


def _unpack(git: str, top: Path, revision: str, folder: Path) -> None:
    """Write what is read of a revision: of a checkout of ours its graph, of another tree all."""
    listed = _git(git, top, "ls-tree", "--name-only", "-z", revision)
    names = listed.stdout.decode("utf-8", "replace").split("\0")
    own = [name for name in ("ontology", "data") if name in names]
    archive = _git(git, top, "archive", "--format=tar", revision, *(own if len(own) == 2 else []))
    if archive.returncode:
        told = archive.stderr.decode("utf-8", "replace").strip()
        raise UsageError(message("revision-not-read", revision=revision, top=top, told=told))
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        tar.extractall(folder, filter="data")


def _repository(git: str, revision: str) -> Path:
    for place in (Path.cwd(), corpus.root()):
        found = _git(git, place, "rev-parse", "--show-toplevel")
        if found.returncode == 0:
            return Path(found.stdout.decode().rstrip("\n"))
    told = found.stderr.decode("utf-8", "replace").strip()
    raise UsageError(
        message("no-file-nor-repository", revision=revision, folder=Path.cwd(), told=told),
    )


def _git(git: str, top: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [git, "-C", str(top), *arguments],
            capture_output=True,
            check=False,
            timeout=_GIT_TIMEOUT_S,
        )
    except subprocess.TimeoutExpired as error:
        raise InputError(
            message("git-too-slow", command=arguments[0], timeout_s=_GIT_TIMEOUT_S, top=top),
        ) from error


# --- Statements ---------------------------------------------------------------------------------


def _state(name: str, commit: str, found: Sequence[CorpusFile]) -> State:
    triples: set[tuple[str, str, Term]] = set()
    graphs: set[str] = set()
    anonymous = 0
    for number, file in enumerate(found):
        for quad in corpus.parse(file, number=number):
            if quad.graph_name in (INFERRED, STANDING):
                continue
            if isinstance(quad.graph_name, ox.NamedNode):
                graphs.add(quad.graph_name.value)
            if isinstance(quad.subject, ox.NamedNode) and isinstance(
                quad.object, ox.NamedNode | ox.Literal
            ):
                triples.add((quad.subject.value, quad.predicate.value, quad.object))
            else:
                anonymous += 1
    triples = _written(triples)
    things: dict[str, dict[str, set[Term]]] = {}
    for subject, predicate, term in triples:
        things.setdefault(subject, {}).setdefault(predicate, set()).add(term)
    frozen = {
        subject: {predicate: frozenset(values) for predicate, values in facts.items()}
        for subject, facts in things.items()
    }
    return State(name, commit, frozen, frozenset(graphs), len(triples), anonymous)


def _written(triples: set[tuple[str, str, Term]]) -> set[tuple[str, str, Term]]:
    """Without what follows from the rest: in a dump that is one graph, both stand side by side.

    Of a property and its inverse, the one that the vocabulary says ``owl:inverseOf`` of is written.
    """
    above: dict[str, dict[str, set[str]]] = {RDFS.subClassOf: {}, RDFS.subPropertyOf: {}}
    inverse: dict[str, str] = {}
    for subject, predicate, term in triples:
        if isinstance(term, ox.NamedNode):
            if predicate in above:
                above[predicate].setdefault(subject, set()).add(term.value)
            elif predicate == OWL.inverseOf:
                inverse[term.value] = subject
    classes, properties = (
        {name: corpus.closure(name, upper) for name in upper} for upper in above.values()
    )
    follows: set[tuple[str, str, Term]] = set()
    is_a = RDF.type
    for subject, predicate, term in triples:
        if predicate == is_a:
            for kind in classes.get(term.value, ()):
                follows.add((subject, is_a, ox.NamedNode(kind)))
        for upper in properties.get(predicate, ()):
            follows.add((subject, upper, term))
        turned = inverse.get(predicate)
        if turned and (term.value, turned, ox.NamedNode(subject)) in triples:
            follows.add((subject, predicate, term))
    # Comparisons and progress are worked out again from what is written, and so is which of its
    # comparisons a target shows first and which of its places.
    worked_out, first = (COMPARISON, PROGRESS), {DX.firstComparison, DX.firstPlace}
    return {
        triple
        for triple in triples - follows
        if triple[1] not in first and not triple[0].startswith(worked_out)
    }
