"""The workflow and the hooks: what they run is there, pinned, and may do no harm."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from dxgraph.cli.commands import app
from support.places import CHECKOUT
from support.some import some

WORKFLOWS = sorted((CHECKOUT / ".github" / "workflows").glob("*.yml"))


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in read(path)["jobs"].values():
        yield from job["steps"]


def commands(text: str) -> Iterator[list[str]]:
    """The calls of `dxgraph` in a script, without what the shell makes of their output."""
    for line in text.splitlines():
        if re.match(r"(\.venv/bin/)?dxgraph ", line):
            yield shlex.split(re.split(r">>|>|\|", line)[0])[1:]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_commit_with_its_version_beside_it(path: Path) -> None:
    uses = re.findall(r"uses: (\S+)(.*)", path.read_text("utf-8"))
    assert uses
    for action, comment in uses:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_only_read_and_takes_no_words_of_a_stranger(path: Path) -> None:
    workflow = read(path)
    # YAML 1.1 reads the key "on" as true.
    assert "pull_request_target" not in workflow[True]
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert "permissions" not in job
        assert job["timeout-minutes"] <= 60
    for step in steps(path):
        assert "${{" not in step.get("run", ""), "what a branch is called would be run"
        if "actions/checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False
    assert "secrets." not in path.read_text("utf-8")


def test_a_pull_request_is_tested_annotated_and_summed_up() -> None:
    runs = [step["run"] for step in steps(CHECKOUT / ".github/workflows/ci.yml") if "run" in step]
    assert "make test" in runs
    assert any("dxgraph validate --format github" in run for run in runs)
    (summary,) = (run for run in runs if "dxgraph diff" in run)
    assert '"origin/$GITHUB_BASE_REF" HEAD --format markdown' in summary
    assert summary.endswith('>> "$GITHUB_STEP_SUMMARY"')
    # The branch that it is compared with is there only with the history.
    checked_out = [
        step["with"]["fetch-depth"]
        for step in steps(CHECKOUT / ".github/workflows/ci.yml")
        if "actions/checkout" in step.get("uses", "")
    ]
    assert set(checked_out) == {0}


def test_the_targets_that_a_workflow_makes_are_in_the_makefile() -> None:
    makefile = (CHECKOUT / "Makefile").read_text("utf-8")
    made = [
        target.replace(".venv", "$(VENV)")
        for path in WORKFLOWS
        for step in steps(path)
        for target in re.findall(r"^make (\S+)", step.get("run", ""), re.MULTILINE)
    ]
    for name in some(made):
        assert re.search(rf"^{re.escape(name)}:", makefile, re.MULTILINE), name


def test_what_workflow_and_hooks_run_are_commands_of_ours() -> None:
    called = [
        call for path in WORKFLOWS for step in steps(path) for call in commands(step.get("run", ""))
    ]
    hooks = [
        *read(CHECKOUT / ".pre-commit-hooks.yaml"),
        *(
            hook
            for repo in read(CHECKOUT / ".pre-commit-config.yaml")["repos"]
            for hook in repo["hooks"]
        ),
    ]
    called += [call for hook in hooks for call in commands(hook["entry"])]
    assert len(called) >= 5
    for name, *options in called:
        shown = CliRunner().invoke(app, [name, "--help"])
        assert shown.exit_code == 0, name
        for option in options:
            if option.startswith("--"):
                assert option in shown.output, f"dxgraph {name} has no {option}"


@pytest.mark.parametrize(
    ("path", "hook"),
    [
        ("data/ttl/areas/bac-ninh.ttl", "dxgraph-validate"),
        ("data/ttl/documents/new.ttl", "dxgraph-validate"),
        ("ontology/dx.ttl", "dxgraph-validate"),
        ("ontology/concepts/levels.ttl", "dxgraph-validate"),
        ("ontology/shapes/areas.ttl", "dxgraph-validate-shapes"),
        ("docs/guide/examples/indicator.ttl", None),
        ("tests/shapes/base.ttl", None),
    ],
)
def test_each_file_of_the_graph_is_checked_by_one_hook(path: str, hook: str | None) -> None:
    (repo,) = read(CHECKOUT / ".pre-commit-config.yaml")["repos"]
    matching = [
        one["id"]
        for one in repo["hooks"]
        if re.search(one["files"], path) and not re.search(one.get("exclude", "^$"), path)
    ]
    assert matching == ([hook] if hook else [])


def test_the_hook_for_others_is_the_one_that_the_guide_names() -> None:
    (hook,) = read(CHECKOUT / ".pre-commit-hooks.yaml")
    guide = (CHECKOUT / "docs/guide/review-a-contribution.md").read_text("utf-8")
    assert f"- id: {hook['id']}" in guide
    assert hook["language"] == "python"
    assert re.search(hook["files"], "any/where/plan.ttl")
