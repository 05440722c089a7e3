"""What `dxgraph diff` says of two states: every change, in words, in both languages."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from dxgraph import corpus
from dxgraph.errors import DataError, InputError, UsageError
from dxgraph.history import Change, Difference, State, compare, diff, read_state, render, words
from dxgraph.publish import tables as dumps
from dxgraph.terms import DOCUMENT, DX, INDICATOR, SOURCE
from support.graph import own_snapshot
from support.places import CHECKOUT
from support.program import dxgraph

THAI_NGUYEN = "data/ttl/documents/thai-nguyen-2020-01-nq-tu.ttl"
NUMBERS = "data/ttl/numbers/thai-nguyen-nq-tu.ttl"
DTI_RANK = DOCUMENT["thai-nguyen-2020-01-nq-tu#dti-rank-2025"]

Edited = Callable[..., Path]


@cache
def own() -> State:
    return read_state(None)


@pytest.fixture(autouse=True)
def own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no state names is looked up in our own graph, which is read once for all tests."""
    monkeypatch.setattr(words, "read_state", lambda _: own())


def copy(folder: Path) -> None:
    """Our graph with one province's document, its area and what it rests on: what the edits are
    about, without the rest of the country, which each test would read again."""

    def others(where: str, names: list[str]) -> list[str]:
        if Path(where).name not in {"documents", "areas", "indicators", "dti", "provinces"}:
            return []
        return [name for name in names if not name.startswith("thai-nguyen")]

    shutil.copytree(CHECKOUT / "ontology", folder / "ontology")
    shutil.copytree(CHECKOUT / "data", folder / "data", ignore=others)


@cache
def before() -> State:
    """The copy as it is made."""
    with tempfile.TemporaryDirectory() as folder:
        copy(Path(folder))
        return replace(read_state(folder), name="")


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """A copy of a part of our graph with one text of a file replaced by another, once."""

    def edit(file: str, *pairs: tuple[str, str]) -> Path:
        folder = tmp_path / "edited"
        if not folder.exists():
            copy(folder)
        text = (folder / file).read_text("utf-8")
        for old, new in pairs:
            assert old in text, f"{old} is not in {file}"
            text = text.replace(old, new, 1)
        (folder / file).write_text(text, "utf-8")
        return folder

    return edit


def since(folder: Path) -> Difference:
    """What differs in an edited copy."""
    return compare(before(), read_state(str(folder)))


def only(difference: Difference) -> Change:
    (change,) = difference.changes
    return change


def edits(change: Change) -> dict[str, tuple[str, str]]:
    """English property names to the English values before and after."""
    return {
        edit.name.en + (f" ({edit.language})" if edit.language else ""): (
            ", ".join(value.en for value in edit.before),
            ", ".join(value.en for value in edit.after),
        )
        for edit in change.edits
    }


# --- Statements ---------------------------------------------------------------------------------


def test_a_state_does_not_differ_from_itself() -> None:
    difference = compare(own(), own())
    assert not difference.changes
    assert not difference.gone
    assert "Không có gì khác. · Nothing differs." in render(difference)


def test_a_changed_target_says_which_property_went_from_what_to_what(edited: Edited) -> None:
    change = only(
        since(
            edited(
                THAI_NGUYEN,
                ("dx:comparator comparator:within-top", "dx:comparator comparator:equal"),
                ("dx:targetValue 15.0", "dx:targetValue 12.5"),
            )
        )
    )
    assert (change.verb, change.kind.name, change.iri) == ("changed", "target", DTI_RANK)
    assert edits(change) == {
        "comparator": ("Within the top", "Equal to"),
        "target value": ("15", "12.5"),
    }
    assert change.figure is not None
    assert change.figure.value.vi == "12,5"
    assert change.figure.printed == ("nhóm 15 tỉnh, thành phố dẫn đầu",)


def test_a_change_is_told_in_vietnamese_and_in_english(edited: Edited) -> None:
    difference = since(edited(THAI_NGUYEN, ("dx:targetValue 15.0", "dx:targetValue 12.5")))
    assert "giá trị chỉ tiêu · target value: 15 → 12.5" in render(difference)
    assert "giá trị chỉ tiêu: 15 → 12,5" in render(difference, "text", "vi")
    assert "target value: 15 → 12.5" in render(difference, "text", "en")
    assert "chỉ tiêu" not in render(difference, "text", "en").replace("thành phố", "")


def test_a_day_and_a_name_are_told_in_the_way_of_each_language(edited: Edited) -> None:
    folder = edited(
        THAI_NGUYEN,
        ('eli:date_document "2020-12-31"', 'eli:date_document "2020-12-30"'),
        ("eli:passed_by body:thai-nguyen-party-committee", "eli:passed_by body:prime-minister"),
    )
    difference = since(folder)
    vi, en = (render(difference, "text", language) for language in ("vi", "en"))
    assert "ngày ban hành: 31/12/2020 → 30/12/2020" in vi
    assert "→ Thủ tướng Chính phủ" in vi
    assert "date of issue: 2020-12-31 → 2020-12-30" in en
    assert "→ Prime Minister" in en


def test_evidence_that_moved_is_told_with_its_words(edited: Edited) -> None:
    folder = edited(
        THAI_NGUYEN,
        ("dx:evidence <#char=854,885>", "dx:evidence <#char=859,885>"),
        ("<#char=854,885> a", "<#char=859,885> a"),
        ('nif:beginIndex "854"', 'nif:beginIndex "859"'),
        ('"nhóm 15 tỉnh, thành phố dẫn đầu" ;', '"15 tỉnh, thành phố dẫn đầu" ;'),
    )
    change = only(since(folder))
    assert not change.edits
    assert [(p.begin, p.end) for p in change.places_gone] == [(854, 885)]
    assert [(p.begin, p.end) for p in change.places_new] == [(859, 885)]
    assert (
        "bằng chứng · evidence: “nhóm 15 tỉnh, thành phố dẫn đầu” thai-nguyen-nq-tu 854–885 → "
        "“15 tỉnh, thành phố dẫn đầu” thai-nguyen-nq-tu 859–885"
    ) in render(since(folder))


def test_evidence_of_another_passage_is_told_though_its_words_are_the_same(edited: Edited) -> None:
    digest = "b7f9e465cff71845fe48f5e811cc47f98d8baf0db6c503a139a8dd2272e0a939"
    difference = since(edited(THAI_NGUYEN, (digest, "0" * 64)))
    assert only(difference).kind.name == "target"
    assert "the passage around it is another" in render(difference)


def test_a_document_that_is_taken_out_takes_its_statements_with_it(edited: Edited) -> None:
    folder = edited(THAI_NGUYEN)
    (folder / THAI_NGUYEN).unlink()
    out, back = since(folder), compare(read_state(str(folder)), before())
    for difference, verb in ((out, "removed"), (back, "added")):
        counts = {kind.name: dict(count) for kind, count in difference.counts.items()}
        assert counts == {
            "document": {verb: 1},
            "target": {verb: 20},
            "claim": {verb: 1},
            "link": {verb: 1},
        }
    assert DTI_RANK in out.gone
    assert not back.gone
    told = render(back)
    assert "ngày ban hành · date of issue: 2020-12-31" in told
    assert "Xếp hạng chỉ số chuyển đổi số cấp tỉnh (DTI), 2025: nhóm 15 dẫn đầu" in told
    assert "Top 15 hạng, 2025-12-31, “nhóm 15 tỉnh, thành phố dẫn đầu” thai-nguyen-nq-tu 8" in told


def test_a_claim_an_outcome_and_an_indicator_are_told_too(edited: Edited) -> None:
    edited(THAI_NGUYEN, ("dx:claimedValue 10.0", "dx:claimedValue 11.0"))
    edited(
        "data/ttl/outcomes/digital-economy-share.ttl",
        ("dx:observedValue 12.66", "dx:observedValue 12.67"),
    )
    folder = edited("data/ttl/indicators.ttl", ("dx:unit unit:percent ;", "dx:unit unit:count ;"))
    found = {change.kind.name: edits(change) for change in since(folder).changes}
    assert found == {
        "claim": {"claimed value": ("10", "11")},
        "outcome": {"observed value": ("12.66", "12.67")},
        "indicator": {"unit": ("Percent", "Count")},
    }


def test_a_text_is_told_in_the_language_that_changed(edited: Edited) -> None:
    difference = since(
        edited(THAI_NGUYEN, ("Regional hub of digital transformation, 2025", "Regional hub, 2025"))
    )
    assert edits(only(difference)) == {
        "label (en)": ("Regional hub of digital transformation, 2025", "Regional hub, 2025")
    }


def test_values_that_read_alike_are_told_as_they_are_written(edited: Edited) -> None:
    difference = since(edited(THAI_NGUYEN, ("dx:targetValue 15.0", "dx:targetValue 15.00")))
    ((before, after),) = edits(only(difference)).values()
    assert before.startswith('"15.0"')
    assert after.startswith('"15.00"')


# --- Names --------------------------------------------------------------------------------------


def test_a_target_under_another_iri_is_renamed_and_its_old_name_is_gone(edited: Edited) -> None:
    difference = since(edited(THAI_NGUYEN, (":regional-dx-hub-2025 a", ":regional-hub-2025 a")))
    change = only(difference)
    assert change.verb == "renamed"
    assert change.former == DOCUMENT["thai-nguyen-2020-01-nq-tu#regional-dx-hub-2025"]
    assert difference.gone == (change.former,)
    assert "document:thai-nguyen-2020-01-nq-tu#regional-dx-hub-2025" in render(difference)


def test_a_target_with_another_deadline_is_known_again_by_its_evidence(edited: Edited) -> None:
    folder = edited(
        THAI_NGUYEN,
        (":regional-dx-hub-2025 a", ":regional-dx-hub-2030 a"),
        ('dx:deadline "2025-12-31"', 'dx:deadline "2030-12-31"'),
    )
    change = only(since(folder))
    assert change.verb == "renamed"
    assert edits(change) == {"deadline": ("2025-12-31", "2030-12-31")}


STUB = """
:regional-dx-hub-2025 a dx:RetiredName ;
    rdfs:label "Tên cũ"@vi , "The old name"@en ;
    owl:deprecated true ;
"""
OWL = """@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""


def test_a_name_that_stays_as_a_stub_is_not_gone(edited: Edited) -> None:
    folder = edited(THAI_NGUYEN, (":regional-dx-hub-2025 a", ":regional-hub-2025 a"))
    with (folder / THAI_NGUYEN).open("a", encoding="utf-8") as file:
        file.write(OWL + STUB + "    dcterms:isReplacedBy :regional-hub-2025 .\n")
    difference = since(folder)
    assert only(difference).verb == "renamed"
    assert difference.gone == ()


def test_a_target_that_is_retired_says_so_and_what_it_was(edited: Edited) -> None:
    folder = edited(THAI_NGUYEN)
    text = (folder / THAI_NGUYEN).read_text("utf-8")
    begin = text.index(":regional-dx-hub-2025 a")
    end = text.index("<#char=736,771> a")
    stub = STUB + "    dcterms:isReplacedBy :dti-rank-2025 .\n\n"
    (folder / THAI_NGUYEN).write_text(OWL + text[:begin] + stub + text[end:], "utf-8")
    difference = since(folder)
    change = only(difference)
    assert (change.verb, change.kind.name) == ("retired", "target")
    assert change.label.en == "Regional hub of digital transformation, 2025"
    assert change.successors == (DTI_RANK,)
    assert difference.gone == ()
    assert "được thay bằng · replaced by: document:thai-nguyen-2020-01-nq-tu#dti-rank-2025" in (
        render(difference)
    )


# --- Explained numbers --------------------------------------------------------------------------


def test_an_explained_number_that_stands_elsewhere_has_moved(edited: Edited) -> None:
    folder = edited(
        NUMBERS,
        ("<#char=69,73>", "<#char=70,74>"),
        ('nif:beginIndex "69"', 'nif:beginIndex "70"'),
        ('nif:endIndex "73"', 'nif:endIndex "74"'),
    )
    change = only(since(folder))
    assert (change.verb, change.kind.name) == ("moved", "number")
    assert change.former == SOURCE["thai-nguyen-nq-tu#char=69,73"]
    assert "“2025” thai-nguyen-nq-tu 69–73 → “2025” thai-nguyen-nq-tu 70–74" in render(
        since(folder)
    )


def test_another_reason_of_a_number_is_told(edited: Edited) -> None:
    folder = edited(NUMBERS, ("number-reason:period-year", "number-reason:list-marker"))
    change = only(since(folder))
    assert edits(change) == {"reason of the number": ("Year of a period", "List marker")}


# --- Nothing is left out ------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(25))
def test_whatever_statement_is_taken_out_something_is_told_of_it(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same choice every time
    state = own()
    iri = chance.choice(sorted(state.things))
    facts = dict(state.things[iri])
    property_ = chance.choice(sorted(facts))
    values = sorted(facts[property_], key=str)
    values.remove(chance.choice(values))
    if values:
        facts[property_] = frozenset(values)
    else:
        del facts[property_]
    things = {**state.things, iri: facts} if facts else dict(state.things)
    if not facts:
        del things[iri]
    after = replace(state, things=things)
    assert compare(state, after).changes, f"{iri} lost {property_}"
    assert compare(after, state).changes, f"{iri} gained {property_}"


# --- What can be compared -----------------------------------------------------------------------


def test_a_dump_is_the_same_as_the_files_that_it_is_of(tmp_path: Path) -> None:
    snapshot = own_snapshot()
    (tmp_path / "a.nq.gz").write_bytes(gzip.compress(snapshot.nquads()))
    (tmp_path / "a.ttl").write_bytes(dumps.dump(snapshot, "turtle"))
    for name in ("a.nq.gz", "a.ttl"):
        assert not compare(own(), read_state(str(tmp_path / name))).changes, name


def test_statements_with_blank_nodes_are_counted_not_compared(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<http://x/a> <http://x/b> [ <http://x/c> 1 ] , 2 .\n")
    state = read_state(str(tmp_path))
    assert state.anonymous == 2
    assert "Statements with a blank node could not be compared: 2" in render(compare(state, state))


def test_data_of_others_are_compared_without_our_vocabulary(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<http://x/a> <http://x/b> 1 .\n")
    (tmp_path / "b.ttl").write_text("<http://x/a> <http://x/b> 2 .\n")
    difference = diff(str(tmp_path / "a.ttl"), str(tmp_path / "b.ttl"))
    assert "<http://x/b>: 1 → 2" in render(difference)


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(edited: Edited) -> Path:
    """A repository with two commits: a target has 15, then 12."""
    folder = edited(THAI_NGUYEN)
    (folder / "README.md").write_text("No data.\n")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "First")
    git(folder, "tag", "v0.1.0")
    edited(THAI_NGUYEN, ("dx:targetValue 15.0", "dx:targetValue 12.0"))
    git(folder, "commit", "-q", "-a", "-m", "Second")
    return folder


def test_revisions_are_compared_and_the_work_tree_stays_as_it_is(
    repository: Path, edited: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited(THAI_NGUYEN, ("dx:targetValue 12.0", "dx:targetValue 11.0"))
    monkeypatch.chdir(repository)
    between = diff("v0.1.0", "HEAD")
    assert edits(only(between)) == {"target value": ("15", "12")}
    assert len(between.after.commit) == 40
    assert render(between).startswith(f"v0.1.0 ({between.before.commit[:12]}) → HEAD (")
    assert edits(only(diff("HEAD", "."))) == {"target value": ("12", "11")}
    for path in ("data/ttl/documents", THAI_NGUYEN):
        assert edits(only(diff(f"HEAD~1:{path}", f"HEAD:{path}"))) == {"target value": ("15", "12")}
    assert "dx:targetValue 11.0" in (repository / THAI_NGUYEN).read_text("utf-8")


def test_a_name_that_is_neither_path_nor_revision_says_both(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    with pytest.raises(UsageError, match=r"v9\.9\.9 is no file or folder, and no revision") as told:
        diff("v9.9.9")
    assert "git fetch" in told.value.remedy
    with pytest.raises(UsageError, match="holds no data"):
        diff("HEAD:README.md")


def test_without_git_a_revision_says_that_git_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="without git"):
        diff("HEAD")


def test_outside_of_a_repository_a_revision_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(corpus, "root", lambda: tmp_path)
    with pytest.raises(UsageError, match="in no git repository"):
        diff("HEAD")


def test_a_fault_in_a_revision_is_told_with_revision_file_and_line(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (repository / NUMBERS).open("a", encoding="utf-8") as file:
        file.write("wrong\n")
    git(repository, "commit", "-q", "-a", "-m", "Wrong")
    monkeypatch.chdir(repository)
    with pytest.raises(DataError) as told:
        diff("HEAD~1", "HEAD")
    assert str(told.value).startswith(f"HEAD:{NUMBERS}:")


def test_a_broken_archive_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.nq.gz").write_bytes(gzip.compress(b"x" * 1000)[:20])
    with pytest.raises(InputError, match="gzip"):
        diff(str(tmp_path / "a.nq.gz"))


# --- How it is written --------------------------------------------------------------------------

HOSTILE = "<img src=x> **b** [a](http://x) `c` @somebody | \\u001b[31m \\u202e"


@pytest.fixture
def hostile(edited: Edited) -> Difference:
    return since(edited(THAI_NGUYEN, ("Regional hub of digital transformation, 2025", HOSTILE)))


def test_a_text_cannot_steer_the_terminal(hostile: Difference) -> None:
    told = render(hostile)
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "\\u001b[31m \\u202e" in told


def test_a_text_is_no_markup_on_a_pull_request(hostile: Difference) -> None:
    told = render(hostile, "markdown")
    assert r"\<img src=x\> \*\*b\*\* \[a\](http://x) \`c\` \@somebody \| " in told
    assert r"\\u001b\[31m \\u202e" in told


def test_markdown_counts_and_lists_what_changed(edited: Edited) -> None:
    told = render(
        since(edited(THAI_NGUYEN, ("dx:targetValue 15.0", "dx:targetValue 12.0"))), "markdown", "en"
    )
    assert "| targets |  |  | 1 |  |  |  |" in told
    assert "### Resolution 01-NQ/TU of Thái Nguyên province (2020)" in told
    assert "  - target value: 15 → 12" in told


def test_a_summary_that_github_would_not_show_is_cut_and_says_so() -> None:
    empty = replace(own(), things={}, name="nothing")
    many = {
        f"{INDICATOR}{copy}-{iri.rsplit('/', 1)[-1]}": facts
        for copy in range(25)
        for iri, facts in own().things.items()
        if iri.startswith(INDICATOR)
    }
    difference = compare(empty, replace(own(), things=many))
    told = render(difference, "markdown")
    assert len(told.encode()) < 1024 * 1024
    assert "There is more; all of it: dxgraph diff nothing" in told
    assert len(render(difference, "text").encode()) > 900_000


def test_json_says_all_of_it_to_a_program(edited: Edited) -> None:
    folder = edited(THAI_NGUYEN, ("dx:targetValue 15.0", "dx:targetValue 12.5"))
    told = json.loads(render(since(folder), "json"))
    assert told["counts"] == {"target": {"changed": 1}}
    (change,) = told["changes"]
    assert change["iri"] == DTI_RANK
    assert change["within"] == DOCUMENT["thai-nguyen-2020-01-nq-tu"]
    (edit,) = change["edits"]
    assert edit["property"] == DX.targetValue
    assert (edit["before"], edit["after"]) == ([{"text": "15"}], [{"text": "12.5"}])
    assert change["figure"]["printed"] == ["nhóm 15 tỉnh, thành phố dẫn đầu"]
    assert change["evidence"]["before"] == change["evidence"]["after"]


@pytest.mark.parametrize(("form", "language"), [("html", "both"), ("text", "fr")])
def test_an_unknown_form_or_language_is_refused(form: str, language: str) -> None:
    with pytest.raises(UsageError, match=r"no (form|language)"):
        render(compare(own(), own()), form, language)


def test_the_command_ends_with_0_whether_anything_differs_or_not(
    edited: Edited, tmp_path: Path
) -> None:
    for part in ("ontology", "data"):  # the whole of it: it is compared with our own graph
        shutil.copytree(CHECKOUT / part, tmp_path / "edited" / part)
    folder = edited(THAI_NGUYEN, ("dx:targetValue 15.0", "dx:targetValue 12.0"))
    for arguments, told in (
        (["diff", str(folder)], "target value: 12 → 15"),
        (["diff", str(folder), str(folder)], "Nothing differs."),
    ):
        shown = dxgraph(*arguments)
        assert shown.returncode == 0, shown.stderr
        assert told in shown.stdout
