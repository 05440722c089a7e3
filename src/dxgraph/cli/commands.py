"""The commands, a function each."""

from __future__ import annotations

import typer

from dxgraph.cli import asking, drafting, graph, serving, texts

app = typer.Typer(
    name="dxgraph",
    help="The open knowledge graph of Viet Nam's digital-transformation commitments.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for command in (
    graph.info,
    graph.export,
    graph.validate,
    graph.diff,
    texts.verify,
    texts.coverage,
    drafting.draft,
    asking.query,
    asking.ask,
    asking.check,
    asking.sparql,
    serving.serve,
    serving.publish,
    serving.release,
    serving.mcp,
):
    app.command()(command)
